"""Periods: what a mention of time sets by itself."""

from __future__ import annotations

from typing import NamedTuple

from extract.mentions.scan import Mention


class When(NamedTuple):
    """A period and the mention(s) that set it."""

    type: str  # by | in | during | annual | asof
    start: int | None
    end: int | None
    rule: str
    span: tuple[int, int]


def when(mention: Mention) -> When | None:
    """The period a mention sets by itself; None for baselines, "mỗi năm", "từ năm" and months alone."""
    if not mention.told:
        mention.told = (_when(mention),)
    found: When | None = mention.told[0]
    return found


def _when(mention: Mention) -> When | None:
    kind = mention.row.kind
    span = (mention.start, mention.end)
    first, last = years_of(mention)
    rule = mention.row.id
    if kind == "asof":
        return When("asof", None, None, rule, span)
    if first is None:
        return None
    if last is not None and kind in {"during", "in"}:
        return When("during", first, last, rule, span)
    if kind == "onward":
        return When("annual", first, None, rule, span)
    if kind in {"by", "until"}:
        return When("by", None, first, rule, span)
    if kind in {"in", "year"}:
        return When("in", first, first, rule, span)
    return None


def years_of(mention: Mention) -> tuple[int | None, int | None]:
    """The year a mention names and the second one ("2026-30": 2030), None where it has none."""
    first = int(mention.groups["y"]) if "y" in mention.groups else None
    last = int(mention.groups["z"]) if "z" in mention.groups else None
    if first is not None and last is not None and last < 100:
        last += first // 100 * 100
    return first, last
