"""The rows of tables.yaml: what words of heads, unit columns and captions say."""

from __future__ import annotations

import re

from extract.rules.loader import from_rules, rows
from extract.rules.table_rows import TableMeans, TableRule
from extract.rules.vocabulary import expand

LONGEST = 2_000  # characters of a cell in which words of a head are looked for: a longer one is prose


@from_rules
def _rules(means: TableMeans) -> tuple[tuple[TableRule, re.Pattern[str]], ...]:
    return tuple(
        (rule, re.compile(r"(?<!\w)(?:" + expand(rule.pattern) + r")(?!\w)"))
        for rule in rows("tables.yaml", TableRule)
        if rule.means == means
    )


def says(means: TableMeans, low: str) -> bool:
    """Whether lower-case words say so: says("goal", "kế hoạch 2026")."""
    return found(means, low) is not None


def found(means: TableMeans, low: str) -> tuple[TableRule, re.Match[str]] | None:
    """The first row of this meaning that reads the words (the first `LONGEST` of them), and its match; of all of them
    where it says `whole`.
    """
    for rule, pattern in _rules(means):
        match = pattern.fullmatch(low.strip()) if rule.whole else pattern.search(low, 0, LONGEST)
        if match is not None:
            return rule, match
    return None


def begun(means: TableMeans, low: str, start: int, end: int) -> int:
    """Where words of this meaning that begin at `start` end; `start` where there are none."""
    for _, pattern in _rules(means):
        match = pattern.match(low, start, end)
        if match is not None:
            return match.end()
    return start


def reads(means: TableMeans) -> str:
    """How a bare number under words of this meaning is read ("{n} ..."); the first row that says so."""
    return next(rule.read for rule, _ in _rules(means) if rule.read is not None)
