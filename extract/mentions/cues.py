"""Words that organise a clause: relations, verbs that link or change, names, tiers, exclusions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.language.spelling import Respelt, RespeltPattern, respelt
from extract.mentions.scan import expand
from extract.rules.loader import Rule, load_yaml, rows


class RelationRule(Rule):
    """Words that set the relation of the number they stand next to."""

    pattern: RespeltPattern
    relation: str
    where: str


class TierRule(Rule):
    """Words that name an administrative tier."""

    pattern: RespeltPattern
    level: str


class PhraseRule(Rule):
    """A phrase that decides something, named by `means`; `needs`: words of which one stands in every such phrase."""

    pattern: RespeltPattern
    means: str
    needs: tuple[Respelt, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of cues.yaml: phrases as sets of syllable tuples, and as expressions."""

    sets: dict[str, frozenset[str]]
    longest: int

    def has(self, name: str, phrase: str) -> bool:
        return phrase in self.sets[name]


@cache
def words() -> Words:
    """The word lists of cues.yaml."""
    data = load_yaml("cues.yaml")
    sets = {name: frozenset(map(respelt, phrases)) for name, phrases in data.items()}
    cluster = frozenset().union(*(sets[n] for n in ("links", "levels", "increase", "decrease", "adverbs")))
    sets["cluster"] = cluster | frozenset(
        p.split("(")[0] for r in relation_rules() if r.where == "before" for p in _alternatives(r.pattern)
    )
    return Words(sets, max(p.count(" ") + 1 for s in sets.values() for p in s))


def _alternatives(pattern: str) -> list[str]:
    """The literal alternatives of a relation pattern (options written out)."""
    found: list[str] = []
    for part in re.sub(r"^\(\?:|\)$", "", pattern).split("|"):
        plain = re.sub(r"\(\?[!=].*", "", part)
        match = re.match(r"(.*?)\(\?: (.*?)\)\?$", plain)
        found += [match.group(1), f"{match.group(1)} {match.group(2)}"] if match else [plain]
    return found


@cache
def listed(name: str) -> re.Pattern[str]:
    """One of the lists as an expression that matches any of its phrases on whole syllables."""
    phrases = sorted({*map(respelt, load_yaml("cues.yaml")[name])}, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(p) for p in phrases) + r")(?!\w)")


@cache
def relation_rules() -> tuple[RelationRule, ...]:
    return tuple(rows("relations.yaml", RelationRule))


@cache
def _relations(where: str) -> list[tuple[RelationRule, re.Pattern[str]]]:
    return [(r, re.compile(r"(?<!\w)" + r.pattern + r"(?!\w)")) for r in relation_rules() if r.where == where]


@cache
def _any_relation(where: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(r.pattern for r in relation_rules() if r.where == where) + r")(?!\w)")


def relation_in(text: str, where: str) -> tuple[RelationRule, int, int] | None:
    """The relation that words of `text` set: those nearest to the number (the last before it, the first after)."""
    best: tuple[tuple[int, int], RelationRule, int, int] | None = None
    if _any_relation(where).search(text) is None:
        return None
    for rule, pattern in _relations(where):
        for match in pattern.finditer(text):
            start, end = match.span()
            key = (end, -start) if where == "before" else (-start, end)
            if best is None or key > best[0]:
                best = (key, rule, start, end)
    return None if best is None else best[1:]


@cache
def tier_rules() -> tuple[TierRule, ...]:
    """The rules of tiers.yaml."""
    return tuple(rows("tiers.yaml", TierRule))


@cache
def tier_words() -> re.Pattern[str]:
    """All tier rules as one expression; the group that matched is named by its level."""
    return re.compile(
        r"(?<!\w)(?:" + "|".join(f"(?P<{r.level}>{expand(r.pattern)})" for r in tier_rules()) + r")(?!\w)"
    )


@cache
def phrases(means: str) -> list[tuple[PhraseRule, re.Pattern[str]]]:
    """The rules of phrases.yaml that mean this."""
    return [
        (r, re.compile(r"(?<!\w)(?:" + expand(r.pattern) + r")(?!\w)"))
        for r in rows("phrases.yaml", PhraseRule)
        if r.means == means
    ]


def _has_any(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 (this is asked for every value, and a generator takes longer than the answer)
        if word in text:
            return True
    return False


def phrase_in(means: str, text: str, start: int = 0, end: int | None = None) -> tuple[PhraseRule, re.Match[str]] | None:
    """The first rule of this meaning that matches in text[start:end]."""
    end = len(text) if end is None else end
    for rule, pattern in phrases(means):
        if not rule.needs or _has_any(text, rule.needs):
            match = pattern.search(text, start, end)
            if match:
                return rule, match
    return None


@cache
def _ending(name: str, behind: str) -> re.Pattern[str]:
    return re.compile(listed(name).pattern + behind)


def ends_in(name: str, text: str, behind: str = r"\s*$") -> bool:
    """Whether a text ends in a phrase of a list, followed at most by what `behind` allows."""
    return _ending(name, behind).search(text) is not None


def compared(low: str, start: int, end: int) -> bool:
    """Whether low[start:end] tells a difference ("cao hơn ... 1,2 điểm"), and no bound ("không thấp hơn")."""
    found = listed("comparing").search(low, start, end)
    return found is not None and not low[start : found.start()].endswith("không ")
