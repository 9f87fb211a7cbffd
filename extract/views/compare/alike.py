"""Which records are of one indicator: by the catalogue's id, by its name, or by the words of the name.

Names are held against each other by their words: those that may stand or not are left out, words that mean the same
are one, and a word that makes another indicator of it parts them (vocabulary.yaml).  That is a reading of names, no
knowledge: what is joined by it is always told as such (`Joined`).
"""

from __future__ import annotations

import re
from typing import Literal

from extract.catalogue.entries import Entry, catalogue, key_of
from extract.contract.model import Target
from extract.language.cleaning import lowered
from extract.rules.loader import from_rules, rows
from extract.rules.vocabulary import expand, expression, listed, valued
from extract.rules.word_rows import TierRule

Joined = Literal["id", "name", "words"]
Words = frozenset[str]

LEAST, EXCHANGED = 0.55, 0.8
"""Shares of words that two names have in common at least to be one: where one only says more, and where each has words
of its own (chosen on drafted reports, 2026-11-29)."""
_KEPT = 50_000


@from_rules
def _remembered() -> dict[str, Words]:
    return {}


def words_of(name: str) -> Words:
    """The words of a name that tell it apart; of a name that has no other, all of them.

    >>> words_of("Tỷ lệ người dân tham gia BHYT") == words_of("Tỷ lệ dân số tham gia bảo hiểm y tế")
    True
    """
    known = _remembered()
    found = known.get(name)
    if found is None:
        if len(known) >= _KEPT:
            known.clear()
        found = known[name] = _words(name)
    return found


def _words(name: str) -> Words:
    key = catalogue().expand(key_of(lowered(name))).strip()
    alike, classes = listed("alike_in_names"), valued("alike_in_names")
    marks = {f"={classes[' '.join(found.group().split())]}" for found in alike.finditer(key)}
    rest = alike.sub(" ", key)
    kept = {word for word in listed("light_in_names").sub(" ", rest).split() if not word.isdigit()}
    return frozenset(kept | marks) or frozenset(rest.split())


def parted(one: str, other: str) -> bool:
    """Whether a word that makes another indicator stands in one of two names only."""
    known, same = listed("parting_in_names"), valued("alike_in_names")
    keys = (catalogue().expand(key_of(lowered(name))) for name in (one, other))
    first, second = ({same.get(word, word) for word in known.findall(key)} for key in keys)
    return first != second


@from_rules
def _tiers() -> re.Pattern[str]:
    """Words that name an administrative tier."""
    found = (expand(row.pattern) for row in rows("tiers.yaml", TierRule))
    return re.compile("|".join(f"(?<!\\w)(?:{pattern})(?!\\w)" for pattern in found))


def part_words(target: Target, entry: Entry | None) -> Words:
    """What of its indicator a record is about, as words: those of its qualifier that say more than the indicator's
    name, its tier and its unit do.  Two records are of one part where these are equal.
    """
    if not target.qualifier:
        return frozenset()
    low = lowered(target.qualifier)
    if target.level is not None:
        low = _tiers().sub(" ", low)
    for name in ("achieving", "light_verbs"):
        low = listed(name).sub(" ", low)
    known = words_of(entry.name_vi) | words_of(target.measure.unit_text or "") if entry else frozenset[str]()
    return words_of(low) - known if low.strip() else frozenset()


def likeness(one: str, other: str) -> float:
    """The share of their telling words that two names have in common (Dice), from 0 to 1; 0 for names that are parted.

    >>> likeness("Tỷ lệ hộ nghèo", "hộ nghèo"), likeness("hộ nghèo", "hộ cận nghèo")
    (1.0, 0.0)
    """
    first, second = words_of(one), words_of(other)
    common = len(first & second)
    if not common or parted(one, other):
        return 0.0
    return 2 * common / (len(first) + len(second))


def one_name(one: str, other: str, least: float = LEAST) -> float:
    """How alike two names are, if they may be of one indicator, else 0.

    Where one only says more than the other, `least` is asked for; where each has words of its own, nearly all must be
    common: one word that is exchanged makes another thing of it ("sản lượng thịt trâu", "sản lượng thịt bò").
    """
    found = likeness(one, other)
    first, second = words_of(one), words_of(other)
    within = (first <= second or second <= first) and min(len(first), len(second)) > 1
    return found if found == 1 or (found >= least if within else found > EXCHANGED) else 0.0


def alike(one: Target, other: Target) -> Joined | None:
    """How two records are known to be of one indicator; None where they are not, or nothing says so.

    Two ids decide alone.  Where one record has none, its name must say what the other's does.
    """
    if one.indicator.id is not None and other.indicator.id is not None:
        return "id" if one.indicator.id == other.indicator.id else None
    if one.indicator.id is None and other.indicator.id is None:
        if key_of(lowered(one.indicator.name)) == key_of(lowered(other.indicator.name)):
            return "name"
    names = [(first, second) for first in _names(one) for second in _names(other)]
    return "words" if any(one_name(first, second) for first, second in names) else None


def said_alike(target: Target, name: str) -> bool:
    """Whether a name says what a record is of."""
    return any(one_name(each, name) for each in _names(target))


def _names(target: Target) -> tuple[str, ...]:
    """What a record goes by: the catalogue's name and the text's words."""
    return tuple(dict.fromkeys((target.indicator.name, target.indicator.text)))


def of_plan(target: Target) -> str | None:
    """The name of whose plan a percentage tells the share ("thu ngân sách … dự toán"); None for other records."""
    if target.measure.unit != "percent" or target.measure.direction is not None:
        return None
    for text in filter(
        None, (target.qualifier and f"{target.indicator.text} {target.qualifier}", target.indicator.text)
    ):
        low = lowered(text)
        found = expression("share_of_plan").search(low)
        if found is not None and found.start() > 0:
            return text[: found.start()] if len(low) == len(text) else low[: found.start()]
    return None
