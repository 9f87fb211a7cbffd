"""The parts of a file that are documents of their own (letter, report, annexed plan), and the clock of each.

A part begins where a line in capitals names a type of document other than the one before it.  Its clock is the year it
speaks from: years behind it are told, years ahead of it are promised.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.head.wordings import wordings
from extract.language.folding import fold
from extract.layout.outline import Block, Outline
from extract.mentions.cues import phrase_in
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, sought_near

_LABEL = re.compile(r"\A\w{1,4}[.)]\s+")
ClockRule = Literal["issued", "dated", "cited", "months", "told"]
_LONGEST_LINE = 120  # characters of a line that names a type
_TITLE_LINES = 3
_TITLE = 400  # characters
_MONTHS_BEFORE, _MONTHS_BEHIND = 8, 40  # characters of a wording before "tháng" or "quý" and from there on
_NEAR = 600  # characters around a type line in which a date is that of its part


@dataclass(frozen=True, slots=True)
class Clock:
    """The year a part speaks from; `rule`: by what it is known (the date of issue, a date beside the part's type line,
    the latest date cited, months that are reported on, the latest year told of), `start`, `end`: where that stands.
    """

    year: int
    rule: ClockRule
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A document in the file: where it begins (offset of the outline's text), its type, title and clock."""

    start: int
    type: str
    title: tuple[int, int]
    clock: Clock | None


class Parts:
    """The parts of a file, in order; the first begins with the file."""

    def __init__(self, parts: Sequence[DocumentPart]) -> None:
        self.all = parts
        self._starts = [part.start for part in parts]

    def at(self, offset: int) -> DocumentPart:
        """The part in which an offset of the outline's text stands."""
        if len(self.all) == 1:
            return self.all[0]
        return self.all[max(0, bisect_right(self._starts, offset) - 1)]


def parts_of(outline: Outline, low: str, mentions: Mapping[int, list[Mention]], type: str, issued: int | None) -> Parts:
    """The parts of a file; `type` and `issued` (a year) are those of its head, `mentions` those of each block."""
    dates = [m for number in sorted(mentions) for m in mentions[number] if m.row.reason == "date" and _year_of(low, m)]
    whole = _clock(outline, low, mentions, dates, issued)
    found: list[DocumentPart] = []
    for number, block in enumerate(outline.blocks):
        named = _type_of(outline, block)
        if named is None or (found and (named == found[-1].type or _labelled(outline, block))):
            continue
        title = _title(outline, number)
        if not found:
            found.append(DocumentPart(0, named if type == "other" else type, title, whole))
        else:
            near = [m for m in dates if block.start - _NEAR < m.start < block.start + _NEAR]
            found.append(DocumentPart(block.start, named, title, _latest(low, near, "dated") or whole))
    opens = outline.blocks[:1]  # of a file that names no type the first line may say what it is
    title = _title(outline, 0) if opens and not _is_sentence(outline, opens[0]) else (0, 0)
    return Parts(found or [DocumentPart(0, type, title, whole)])


def _type_of(outline: Outline, block: Block) -> str | None:
    """The type of document that a line in capitals names; None for any other line."""
    if not block.capitals or block.kind == "row" or block.end - block.start > _LONGEST_LINE:
        return None
    folded = _LABEL.sub("", fold(outline.working.text[block.label_end : block.end].strip()))
    match = wordings().type_line.regex.match(folded)
    return str(wordings().type_line.of(match).type) if match is not None else None


def _labelled(outline: Outline, block: Block) -> bool:
    """Whether a line is a section of what it stands in (with a label before its type)."""
    return bool(block.label) or _LABEL.match(outline.text(block)) is not None


def _title(outline: Outline, number: int) -> tuple[int, int]:
    """The line of the type and what follows it, up to the first label or sentence."""
    first = last = outline.blocks[number]
    for block in outline.blocks[number + 1 : number + 1 + _TITLE_LINES]:
        if block.label or block.kind == "row" or _is_sentence(outline, block) or block.end - first.start > _TITLE:
            break
        last = block
    return first.start, last.end


def _is_sentence(outline: Outline, block: Block) -> bool:
    return outline.working.text[block.end - 1 : block.end] in {".", ";", ":"}


def _year_of(low: str, mention: Mention) -> int | None:
    year = expression("year").search(low, mention.start, mention.end)
    return int(year.group()) if year is not None else None


def _latest(low: str, dates: Sequence[Mention], rule: ClockRule) -> Clock | None:
    """The clock by the latest of some dates that are no deadlines."""
    past = [
        (year, m)
        for m in dates
        if (year := _year_of(low, m)) and not expression("deadline_word").search(low[max(0, m.start - 20) : m.start])
    ]
    if not past:
        return None
    year, mention = max(past, key=lambda pair: pair[0])
    return Clock(year, rule, mention.start, mention.end)


def _clock(
    outline: Outline, low: str, mentions: Mapping[int, list[Mention]], dates: Sequence[Mention], issued: int | None
) -> Clock | None:
    """The clock of the file: its date of issue, else the latest that it must have seen."""
    if issued is not None:
        return Clock(issued, "issued", 0, 0)
    seen = [_latest(low, dates, "cited"), _reported(low), _told(outline, low, mentions)]
    return max((each for each in seen if each is not None), key=lambda clock: clock.year, default=None)


def _reported(low: str) -> Clock | None:
    """By the months or quarters that are reported on ("6 tháng đầu năm 2025"): the latest."""
    found = [(int(m.group("y")), m) for m in sought_near("reported_months", low, _MONTHS_BEFORE, _MONTHS_BEHIND)]
    if not found:
        return None
    year, match = max(found, key=lambda pair: pair[0])
    return Clock(year, "months", *match.span())


def _told(outline: Outline, low: str, mentions: Mapping[int, list[Mention]]) -> Clock | None:
    """The latest year of which something is told as done, where no goal is named beside it."""
    told: Clock | None = None
    for number in sorted(mentions):
        later = [m for m in mentions[number] if m.row.kind in {"in", "year"} and "y" in m.groups]
        if told is not None:
            later = [m for m in later if int(m.groups["y"]) > told.year]
        if not later:
            continue
        block = outline.blocks[number]
        if expression("told_as_done").search(low, block.start, block.end) is None:
            continue
        if phrase_in("commitment", low, block.start, block.end) is not None:
            continue
        for m in later:
            if told is None or int(m.groups["y"]) > told.year:
                told = Clock(int(m.groups["y"]), "told", m.start, m.end)
    return told
