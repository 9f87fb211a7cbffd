"""Words that organise a clause: relations, verbs that link or change, names, tiers, exclusions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.rules.loader import from_rules, remembered, rows, whole
from extract.rules.spelling import respelt
from extract.rules.vocabulary import Search, expand, expression, listed
from extract.rules.word_rows import ListName, Means, PhraseRule, RelationRule, Side, TierRule, WordLists

_SHORT = 40  # characters: of the words right before a number, two in three are the same few in all documents


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of cues.yaml: phrases as sets of syllable tuples, and as expressions."""

    sets: dict[str, frozenset[str]]
    longest: int

    def has(self, name: str, phrase: str) -> bool:
        return phrase in self.sets[name]


@from_rules
def words() -> Words:
    """The word lists of cues.yaml."""
    lists: dict[str, tuple[str, ...]] = dict(whole("cues.yaml", WordLists))
    sets = {name: frozenset(map(respelt, phrases)) for name, phrases in lists.items()}
    cluster = frozenset().union(*(sets[n] for n in ("links", "levels", "increase", "decrease", "adverbs", "negative")))
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


@from_rules
def relation_rules() -> tuple[RelationRule, ...]:
    return tuple(rows("relations.yaml", RelationRule))


@from_rules
def _relations(where: Side) -> list[tuple[RelationRule, re.Pattern[str]]]:
    return [(r, re.compile(rf"(?<!\w){expand(r.pattern)}(?!\w)")) for r in relation_rules() if r.where == where]


@from_rules
def _any_relation(where: Side) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:" + "|".join(expand(r.pattern) for r in relation_rules() if r.where == where) + r")(?!\w)"
    )


def relation_in(text: str, where: Side) -> tuple[RelationRule, int, int] | None:
    """The relation that words of `text` set: those nearest to the number (the last before it, the first after)."""
    return _short_relation(text, where) if len(text) <= _SHORT else _relation(text, where)


@remembered(2000)
def _short_relation(text: str, where: Side) -> tuple[RelationRule, int, int] | None:
    return _relation(text, where)


def _relation(text: str, where: Side) -> tuple[RelationRule, int, int] | None:
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


@from_rules
def tier_rules() -> tuple[TierRule, ...]:
    """The rules of tiers.yaml."""
    return tuple(rows("tiers.yaml", TierRule))


@from_rules
def tier_words() -> re.Pattern[str]:
    """All tier rules as one expression; the group that matched is named by its level."""
    return _tiers(counted=False)


@from_rules
def tier_needs() -> tuple[str, ...]:
    """Words of which one stands wherever `tier_words` matches; "" where a rule names none."""
    rules = [rule for rule in tier_rules() if not rule.counted]
    return tuple(dict.fromkeys(word for rule in rules for word in rule.needs or ("",)))


@from_rules
def counted_tiers() -> re.Pattern[str]:
    """The rules for what is counted as one expression, to be matched where its words begin; groups as above."""
    return _tiers(counted=True)


def _tiers(*, counted: bool) -> re.Pattern[str]:
    levels: dict[str, list[str]] = {}
    for rule in tier_rules():
        if rule.counted is counted:
            levels.setdefault(rule.level, []).append(expand(rule.pattern))
    named = (f"(?P<{level}>{'|'.join(patterns)})" for level, patterns in levels.items())
    return re.compile(r"(?<!\w)(?:" + "|".join(named) + r")(?!\w)")


@from_rules
def phrases(means: Means) -> list[tuple[PhraseRule, re.Pattern[str]]]:
    """The rules of phrases.yaml that mean this."""
    return [
        (r, re.compile(r"(?<!\w)(?:" + expand(r.pattern) + r")(?!\w)"))
        for r in rows("phrases.yaml", PhraseRule)
        if r.means == means
    ]


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in a text, within a word or not."""
    for word in words:  # noqa: SIM110 (this is asked for every value, and a generator takes longer than the answer)
        if word in text:
            return True
    return False


def phrase_in(
    means: Means, text: str, start: int = 0, end: int | None = None
) -> tuple[PhraseRule, re.Match[str]] | None:
    """The first rule of this meaning that matches in text[start:end]."""
    end = len(text) if end is None else end
    for rule, needs, search in _searches(means):
        if not needs or has_any(text, needs):
            match = search(text, start, end)
            if match is not None:
                return rule, match
    return None


@from_rules
def _searches(means: Means) -> list[tuple[PhraseRule, tuple[str, ...], Search]]:
    return [(rule, rule.needs, pattern.search) for rule, pattern in phrases(means)]


@from_rules
def _ending(name: ListName, behind: str) -> re.Pattern[str]:
    return re.compile(listed(name).pattern + behind)


def ends_in(name: ListName, text: str, behind: str = r"\s*$") -> bool:
    """Whether a text ends in a phrase of a list, followed at most by what `behind` allows."""
    return _ending(name, behind).search(text) is not None


def compared(low: str, start: int, end: int) -> bool:
    """Whether low[start:end] tells a difference ("cao hơn ... 1,2 điểm"), and no bound ("không thấp hơn")."""
    found = listed("comparing").search(low, start, end)
    return found is not None and not expression("negated").search(low, start, found.start())
