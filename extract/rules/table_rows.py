"""Rows of tables.yaml: what words of heads, unit columns and captions say."""

from __future__ import annotations

from typing import Literal

from extract.rules.row import Rule
from extract.rules.spelling import RespeltPattern

TableMeans = Literal[
    "ordinal", "indicator", "unit", "unit_told", "place", "time", "holder", "charged", "actual", "open_result", "goal",
    "planned", "forecast", "base", "difference", "caption_of", "at_least", "at_most", "tier",
    "tiers", "part_of_year", "total",
    "kind_only", "kind_led", "nameless", "deadline", "funding", "score_scale", "score_head", "index_named",
    "index_alone", "whole_year", "rise_or_fall", "rank_head", "remark",
    "comparison", "caption", "results", "score_norm", "yearly", "scope", "unit_label", "unit_line",
    "yearly_rate", "ditto", "reading", "reading_of_name", "reading_of_group",
    "reading_of_head", "reading_of_ranks", "score_unit", "scored", "band", "grading", "share_head", "works", "cost",
    "assigning",
]  # fmt: skip
READING = (
    "reading", "reading_of_name", "reading_of_group", "reading_of_head", "reading_of_ranks", "band", "score_head",
)  # fmt: skip
"""Meanings whose rows say how a bare number is read."""


class TableRule(Rule):
    """Words of a table.

    `whole`: all of the text has to be they; `level`: the tier of the places that they head; `read`: how a bare number
    under them is read.
    """

    pattern: RespeltPattern
    means: TableMeans
    whole: bool = False
    level: Literal["district", "commune"] | None = None
    read: str | None = None
