"""Words that give the unit of bare numbers: of a unit column, a head, a bracket behind a name, a line above."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.bind.scene import Scene, Span
from extract.mentions.scan import value_scanner
from extract.rules.table_words import begun, found, says
from extract.rules.vocabulary import listed

ANY_THING = "xx"  # stands for the things counted where no unit is told; the rows of counts want a noun
_TAIL = re.compile(r"\(([^()]{1,40})\)\s*$")
_BRACKET = re.compile(r"\(([^()]{1,40})\)")
_PART = re.compile(r"[^,;]+")
_LINE = re.compile(r"\s*:\s*((?:[^()\n;|.]|\.(?=\w)){1,40})")
_EDGES = " \t\n.:;()[]*"
_LONGEST_NOUN = 3  # words of a noun in brackets that is read as what is counted: "(thôn)"
_OPEN = frozenset({"count", "ratio"})  # what a number is where its unit tells nothing more


@dataclass(frozen=True, slots=True)
class UnitTold:
    """Unit words of a table.

    `words` are those written; `read` is how a number reads with them, {n} the number ("{n}%", "hạng {n}"); `span` is
    where they stand.
    """

    words: str
    read: str
    span: Span
    yearly: bool = False


def unit_at(scene: Scene, span: Span, *, labelled: bool) -> UnitTold | None:
    """The unit that a stretch of text is; None where it is none.

    `labelled`: it is said to be a unit (a unit column, "ĐVT: ..."), so that any noun will do.
    """
    start, end = span
    while start < end and scene.low[start] in _EDGES:
        start += 1
    label = begun("unit_label", scene.low, start, end)
    if label > start:
        return unit_at(scene, (label, end), labelled=True) if label < end else None
    while end > start and scene.low[end - 1] in " \t\n.:;*":
        end -= 1
    low, words = scene.low[start:end], " ".join(scene.text[start:end].split())
    if not low or not (any(c.isalpha() for c in low) or "%" in low or "‰" in low):
        return None
    rule = found("reading", low)
    if rule is not None and rule[0].read is not None:
        return UnitTold(words, rule[0].read.replace("{u}", rule[1].groupdict().get("u") or ""), (start, end))
    read = "{n} " + low.strip(_EDGES)
    unit, rest = _typed(read)
    if unit is not None and unit not in _OPEN and (not rest or rest[0] in "/("):
        return UnitTold(words, read, (start, end), yearly=unit == "percent" and says("yearly_rate", rest))
    return UnitTold(words, read, (start, end)) if labelled else None


def _typed(read: str) -> tuple[str | None, str]:
    """The unit that the value rows find in "{n} words", and the words that are no part of it."""
    text = read.replace("{n}", "2", 1)
    mentions = value_scanner().scan(text, 0, len(text))
    if not mentions or mentions[0].start > 0:
        return None, text
    return mentions[0].row.unit, text[mentions[0].end :].strip()


def unit_behind(scene: Scene, span: Span) -> UnitTold | None:
    """The unit in brackets at the end of a name or head: "(%)", "(ĐVT: tỷ đồng)", "(thôn)"."""
    match = _TAIL.search(scene.text, *span)
    if match is None:
        return None
    inner = match.span(1)
    unit = unit_at(scene, inner, labelled=False) or _in_parts(scene, inner)
    if unit is not None:
        return unit
    return unit_at(scene, inner, labelled=True) if _noun(match.group(1)) else None


def unit_in_brackets(scene: Scene, span: Span) -> UnitTold | None:
    """A unit in brackets anywhere in a head: "So sánh (%) KH 2026/TH 2025"."""
    inner = [match.span(1) for match in _BRACKET.finditer(scene.text, *span)]
    units = (unit_at(scene, each, labelled=False) or _in_parts(scene, each) for each in inner)
    return next((unit for unit in units if unit is not None), None)


def _in_parts(scene: Scene, span: Span) -> UnitTold | None:
    """The unit beside other words in a bracket: "(tối thiểu, %)"."""
    parts = [(span[0] + m.start(), span[0] + m.end()) for m in _PART.finditer(scene.text[slice(*span)])]
    units = (unit_at(scene, part, labelled=False) for part in parts if len(parts) > 1)
    return next((unit for unit in units if unit is not None), None)


def _noun(words: str) -> bool:
    """Whether words may be what is counted: few, small letters, nothing that opens another phrase."""
    words = words.strip(_EDGES)
    few = len(words.split()) <= _LONGEST_NOUN and words.replace(" ", "").isalpha()
    return few and words.islower() and not listed("not_nominal").match(words)


def unit_in_line(scene: Scene, span: Span) -> UnitTold | None:
    """The unit that a line above a table tells: "Đơn vị tính: %"."""
    label = found("unit_line", scene.low[slice(*span)])
    if label is None:
        return None
    at = span[0] + label[1].end()
    words = _LINE.match(scene.low, at, span[1])
    if words is None:
        return None
    return unit_at(scene, words.span(1), labelled=says("unit_told", label[1].group()) or _noun(words.group(1)))
