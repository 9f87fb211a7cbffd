"""Rows of rejects.yaml, periods.yaml and values.yaml: patterns that type the numbers of a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

from pydantic import Field

from extract.rules.kept import kept
from extract.rules.loader import from_rules, rows
from extract.rules.openings import openings, seconds
from extract.rules.row import PeriodCode, ReasonCode, RelationCode, Rule, UnitCode
from extract.rules.spelling import Respelt, RespeltPattern
from extract.rules.syntax import (
    UnknownBeginning,
    behind_figures,
    digitless,
    digitless_ways,
    first_words,
    groups_of,
    parsed,
)
from extract.rules.vocabulary import expand


class Pattern(Rule):
    """A row of one of the three files; which fields are set tells what it reads."""

    GROUPS: ClassVar[str] = "nmobushpqtkyz"
    pattern: RespeltPattern
    begins: tuple[Respelt, ...] | None = None  # instead of the first words that its pattern says
    reason: ReasonCode | None = None
    kind: PeriodCode | None = None
    unit: UnitCode | None = None
    relation: RelationCode | None = None
    fixed: dict[str, Any] = Field(default_factory=dict)
    behind: RespeltPattern | None = None  # read only where the words before it end in this
    not_behind: RespeltPattern | None = None  # read only where they do not

    @cached_property
    def surroundings(self) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
        """What the words before it have to end in, and what they may not.  Raises re.error, KeyError for a macro."""
        return _ending(self.behind), _ending(self.not_behind)

    def fits(self, before: str) -> bool:
        """Whether the row may read a number behind these words (lower case)."""
        wanted, unwanted = self.surroundings
        return (wanted is None or wanted.search(before) is not None) and (
            unwanted is None or unwanted.search(before) is None
        )

    @cached_property
    def expression(self) -> str:
        """The pattern with its macros in place."""
        return expand(self.pattern)

    @cached_property
    def tree(self) -> Any:
        """What the parser makes of the expression.  Raises re.error."""
        return parsed(self.expression)

    @cached_property
    def derived(self) -> tuple[str, ...]:
        """The first words that the pattern says.  Raises UnknownBeginning, re.error."""
        return tuple(kept("first_words", self.expression, lambda: [*first_words(self.tree)]))

    @cached_property
    def first_words(self) -> tuple[str, ...]:
        """First words it can begin with; "#": a digit; "ct*": any word so begun."""
        return self.derived if self.begins is None else self.begins

    @cached_property
    def digitless(self) -> bool:
        """Whether it can match where there is no digit."""
        return kept("digitless", self.expression, lambda: digitless(self.tree))

    @cached_property
    def without_digits(self) -> dict[str, tuple[str, ...]]:
        """The first words of its matches that need no digit, each with how the word behind it may begin (`seconds`)."""
        key = "\n".join((self.expression, "-" if self.begins is None else "+", *(self.begins or ())))
        return {word: tuple(found) for word, found in kept("without_digits", key, self._without_digits).items()}

    def _without_digits(self) -> dict[str, list[str]]:
        ways = digitless_ways(self.tree)
        opened = openings(ways)
        if self.begins is not None:
            words = {*self.begins} if ways else set()
        else:
            words = {word for way in ways for word in first_words(way)}
        return {word.rstrip("*"): [*seconds(opened, word.rstrip("*"))] for word in words if word != "#"}

    @cached_property
    def behind_figures(self) -> frozenset[str] | None:
        """What stands first in a match behind figures that it begins with; None where it may be anything."""
        found = kept("behind_figures", self.expression, self._behind_figures)
        return None if found is None else frozenset(found)

    def _behind_figures(self) -> list[str] | None:
        found = behind_figures(self.tree)
        return None if found is None else sorted(found)

    @cached_property
    def match(self) -> Callable[[str, int, int], re.Match[str] | None]:
        """What matches the expression at a place of a text, up to another."""
        return re.compile(self.expression).match


class Reject(Pattern):
    """A number that measures nothing, and why."""

    GROUPS: ClassVar[str] = "s"
    reason: ReasonCode
    kind: None = None
    unit: None = None
    relation: None = None


class PeriodRow(Pattern):
    """A wording of years."""

    GROUPS: ClassVar[str] = "yz"
    kind: PeriodCode
    reason: None = None
    unit: None = None
    relation: None = None


class ValueRow(Pattern):
    """A wording of how much."""

    GROUPS: ClassVar[str] = "nmobushpqtk"
    unit: UnitCode
    reason: None = None
    kind: None = None


def _ending(pattern: str | None) -> re.Pattern[str] | None:
    return None if pattern is None else re.compile(rf"(?<!\w)(?:{expand(pattern)})\s*$")


NUMBER_FILES: dict[str, type[Pattern]] = {"rejects.yaml": Reject, "periods.yaml": PeriodRow, "values.yaml": ValueRow}
"""In the order in which they are tried."""


@from_rules
def numbers() -> dict[str, list[Pattern]]:
    """The rows of the three files."""
    return {name: [*rows(name, kind)] for name, kind in NUMBER_FILES.items()}


_DATED = frozenset({"by", "in", "during", "until", "from", "onward", "year", "baseline"})


def fault(row: Pattern) -> tuple[str, str] | None:
    """The key and what is wrong with it that no schema sees; raises re.error, KeyError for a macro."""
    groups = {*groups_of(row.tree)[0], *row.fixed}
    _ = row.surroundings
    strange = sorted(groups - {*row.GROUPS})
    if strange:
        return "pattern", f"unknown group {strange[0]!r}; known are {', '.join(row.GROUPS)}"
    if row.unit and not groups & {"n", "b"}:
        return "pattern", "a value needs a group n (number) or b (band)"
    if row.kind in _DATED and "y" not in groups:
        return "pattern", f"a period of kind {row.kind!r} needs a group y (year)"
    return _beginning(row)


def _beginning(row: Pattern) -> tuple[str, str] | None:
    """What is wrong with how a row says it begins."""
    try:
        derived = row.derived
    except UnknownBeginning as error:
        return ("begins", f"missing, and not told by the pattern: {error}") if row.begins is None else None
    for word in row.begins or ():
        if not any(_covers(word, other) for other in derived):
            return "begins", f"{word!r} begins no match of the pattern, which begins with {', '.join(derived)}"
    return None


def _covers(word: str, derived: str) -> bool:
    """Whether a first word that is written out is one of those that are derived, or begins one, or goes on with it."""
    one, other = word.rstrip("*"), derived.rstrip("*")
    if "*" in word + derived:
        return one.startswith(other) or other.startswith(one)
    return one == other or (one.startswith(other) and not one[len(other)].isalpha())
