"""Which records are of one indicator: by the catalogue's id, by its name, or by the words of the name.

Names are held against each other by their words: those that may stand or not are left out, words that mean the same
are one, and a word that makes another indicator of it parts them (vocabulary.yaml).  That is a reading of names, no
knowledge: what is joined by it is always told as such (`Joined`).
"""

from __future__ import annotations

from typing import Literal

from extract.catalogue.entries import catalogue, key_of
from extract.contract.model import Target
from extract.language.cleaning import lowered
from extract.rules.loader import from_rules
from extract.rules.vocabulary import expression, listed, valued

Joined = Literal["id", "name", "words"]
Words = frozenset[str]

LEAST = 0.7
"""Share of words that two names have in common at least, to be one (chosen on drafted reports, 2026-11-29)."""
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
    return "words" if any(likeness(first, second) >= LEAST for first, second in names) else None


def said_alike(target: Target, name: str) -> bool:
    """Whether a name says what a record is of."""
    return any(likeness(each, name) >= LEAST for each in _names(target))


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
