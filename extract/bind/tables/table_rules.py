"""The rows of tables.yaml: what words of heads, unit columns and captions say."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extract.mentions.scan import expand
from extract.rules.loader import Rule, rows

Means = Literal[
    "ordinal", "indicator", "unit", "unit_told", "place", "time", "holder", "actual", "open_result", "goal",
    "kind_only",
    "comparison", "caption", "results", "score_norm", "yearly", "scope", "unit_label", "unit_line",
    "yearly_rate", "ditto", "reading", "reading_of_name", "band", "grading",
]  # fmt: skip


class TableRule(Rule):
    """Words of a table.

    `whole`: all of the text has to be they; `level`: the tier of the places that they head; `read`: how a bare number
    under them is read.
    """

    pattern: str
    means: Means
    whole: bool = False
    level: Literal["district", "commune"] | None = None
    read: str | None = None


@cache
def _rules(means: Means) -> tuple[tuple[TableRule, re.Pattern[str]], ...]:
    return tuple(
        (rule, re.compile(r"(?<!\w)(?:" + expand(rule.pattern) + r")(?!\w)"))
        for rule in rows("tables.yaml", TableRule)
        if rule.means == means
    )


def says(means: Means, low: str) -> bool:
    """Whether lower-case words say so: says("goal", "kế hoạch 2026")."""
    return found(means, low) is not None


def found(means: Means, low: str) -> tuple[TableRule, re.Match[str]] | None:
    """The first row of this meaning that reads the words, and its match (of all of them where it says `whole`)."""
    for rule, pattern in _rules(means):
        match = pattern.fullmatch(low.strip()) if rule.whole else pattern.search(low)
        if match is not None:
            return rule, match
    return None


def begun(means: Means, low: str, start: int, end: int) -> int:
    """Where words of this meaning that begin at `start` end; `start` where there are none."""
    for _, pattern in _rules(means):
        match = pattern.match(low, start, end)
        if match is not None:
            return match.end()
    return start
