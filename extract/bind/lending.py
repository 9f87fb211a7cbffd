"""Numbers without a unit in a list of values: each takes the unit of the value before it.

"bò 54.720 con, bò sữa 9.180", "thủy sản 402.000 tấn (tôm 214.000)", "bác sĩ 16/vạn dân; dược sĩ 2,5": such a number
stands behind a few words that name it, ends its part of the list, and is of about the size of the value before it.
One with a thousands mark counts things where no value lends it a unit ("thành lập mới 1.012, giải thể 233").
Whether it is a record is weighed in any case (extract/bind/doubting.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from extract.language.numerals import number
from extract.mentions.scan import Mention
from extract.rules.loader import from_rules
from extract.rules.number_rows import Pattern, numbers
from extract.rules.vocabulary import expand, expression, sought

_LENDING = frozenset({"count", "quantity", "money", "percent", "points", "days", "minutes", "ratio", "rank"})
_POSITIONS = frozenset({"ratio", "rank"})
_BARE = "value.bare"  # rows that read a number without a unit
_COUNT = "value.count"
_FAR = 90  # characters from the end of a value to a number that takes its unit
_SOURCES = 3  # values before a number of which the nearest of its size lends the unit
_LABEL = 40  # characters of a time that labels a number in its bracket
_BRACKET = 90  # characters of a bracket before a number that such a label is for
_WORDS = 6  # syllables that name it
_TIMES = 30  # so many times as large or as small as the value before it, at most
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PARTS = re.compile(r"[,;:()/–•]|\s-\s|\n|[.](?=\s)")
_FREE = re.compile(r"(?<![\w.,/%+\-–])\d")
_NAMED = re.compile(r"[^\W\d_]{2,}")


@from_rules
def _number() -> re.Pattern[str]:
    """A number that ends a part of a list."""
    return re.compile(expand(r"{int}(?:,\d+)?(?=\s*(?:[,;)(](?!\d)|[.](?!\d)|$|\s[-–]\s))"))


@from_rules
def _count() -> Pattern:
    """The row of plain numbers of things."""
    return next(row for row in numbers()["values.yaml"] if row.id == _COUNT)


def with_lent(low: str, text: str, start: int, end: int, mentions: list[Mention]) -> list[Mention]:
    """The mentions of the sentence low[start:end] (`text`: as written), with the numbers that take over a unit."""
    if not any(m.row.unit in _LENDING for m in mentions) and not _GROUPED.search(low, start, end):
        return mentions
    found = list(_lent(low, text, start, end, mentions))
    taken = {m.start for m in found}
    kept = [m for m in mentions if m.start not in taken]
    return sorted([*kept, *found], key=lambda m: m.start) if found else mentions


def _lent(low: str, text: str, start: int, end: int, mentions: list[Mention]) -> Iterator[Mention]:
    starts = [m.start for m in mentions]
    made: Mention | None = None
    for digit in _FREE.finditer(low, start, end):
        place = bisect_left(starts, digit.start())
        near = mentions[max(0, place - 1) : place + 1]
        if _of_other_time(low, start, digit.start()):
            near = [m for m in near if not (m.row.id.startswith(_BARE) and m.start == digit.start())]
        if any(m.start <= digit.start() < m.end for m in near):
            continue
        found = _number().match(low, digit.start(), end)
        if found is None or expression("share_follows").match(low, found.end(), end):
            continue  # what the share behind it is of is not asked for
        at, last = found.span()
        if any(m.start < last and at < m.end for m in near) or (made is not None and at < made.end):
            continue
        if not _named(low, start, at, mentions[:place]):
            continue
        sources = [m for m in mentions[:place] if m.row.unit and not m.row.id.startswith(_BARE)]
        if made is not None:
            sources = sorted([*sources, made], key=lambda m: m.start)
        given = (_from(low, text, source, at, last) for source in reversed(sources[-_SOURCES:]))
        lent = next((each for each in given if each is not None), None) or _alone(low, at, last)
        if lent is not None:
            made = lent
            yield lent


def _named(low: str, start: int, at: int, before: list[Mention]) -> bool:
    """Whether a few words right before the number, in its own part of the list, may name it."""
    if _of_other_time(low, start, at):
        return True
    part = _PARTS.split(low[start:at])[-1]
    behind = max((m.end for m in before if m.row.unit is not None), default=start)
    if at - len(part) < behind or len(part.split()) > _WORDS or _NAMED.search(part) is None:
        return False
    return expression("no_amount_before").search(part) is None


def _of_other_time(low: str, start: int, at: int) -> bool:
    """ "84,5 điểm (năm 2023: 82,7)": whether nothing but another time, or what was planned or done then, stands before
    the number in its bracket, or in its part of it.
    """
    opened = low.rfind("(", max(start, at - _BRACKET), at)
    if opened >= 0 and ")" not in low[opened:at] and sought("plan_labels", low, max(opened, at - _LABEL), at):
        return True
    if sought("plan_in_bracket", low, max(start, at - _BRACKET), at) is not None:
        return True
    opened = low.rfind("(", max(start, at - _LABEL), at)
    return opened >= 0 and sought("other_time", low, max(start, opened - 2), at) is not None


def _from(low: str, text: str, source: Mention, at: int, last: int) -> Mention | None:
    """The number with the unit of the value before it; None where that is far, or of another size."""
    if source.row.unit not in _LENDING or "n" not in source.groups or at - source.end > _FAR:
        return None
    value, size = number(low[at:last]), number(source.groups["n"])
    if not value or not size or not (size <= value * _TIMES and value <= size * _TIMES):
        return None
    groups, spans = {"n": low[at:last]}, source.unit_spans
    whole = "," not in low[at:last]
    if source.row.unit in _POSITIONS:
        if not whole or (source.row.unit == "ratio" and value > number(source.groups.get("o", "0"))):
            return None
        groups = {**groups, "o": source.groups["o"]} if "o" in source.groups else groups
    if source.row.unit == "percent" and value > 100:
        return None
    if source.row.unit == "count":
        if not whole and not spans:
            return None
        noun = expression("counted_noun").match(text, source.end) if source.lent is None and not spans else None
        spans = (noun.span(1),) if noun is not None else spans
    return Mention(source.row, at, last, at, last, groups, spans, lent=source.lent or (source.start, source.end))


def _alone(low: str, at: int, last: int) -> Mention | None:
    """The number as one of things, where its writing says that it is no label and no year."""
    if not _GROUPED.fullmatch(low, at, last):
        return None
    return Mention(_count(), at, last, at, last, {"n": low[at:last]}, (), lent=(at, last))
