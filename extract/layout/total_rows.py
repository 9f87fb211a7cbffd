"""Rows of totals in tables with one cell a line, where empty cells left no line: which columns their values are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import isclose

from extract.language.cleaning import lowered
from extract.language.numerals import number
from extract.layout.dumped_cells import Line
from extract.layout.dumped_heads import Head
from extract.layout.table import Cell
from extract.rules.table_words import says

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_FEWEST_SUMMED = 2  # rows


def total_row(text: str, lines: Sequence[Line], head: Head, rows: Sequence[Sequence[Cell]]) -> list[Cell] | None:
    """The row that the total whose name is the first of `lines` makes below `rows`, with as many of the lines behind it
    as each sum up one column; None where they do not, or could stand in others too.
    """
    if not says("total", lowered(lines[0].text)):
        return None
    values = [line for line in lines[1:] if _NUMBER.fullmatch(line.text)]
    if not values or len(values) < len(lines) - 1:
        return None
    columns = [at for at, role in enumerate(head.roles) if role == "value"]
    if len(values) >= len(columns):
        return None
    sums = {at: list(_sums(text, rows, at)) for at in columns}
    wanted = [float(number(line.text)) for line in values]
    fits = [
        places
        for places in combinations(columns, len(values))
        if all(any(isclose(each, total) for each in sums[at]) for at, total in zip(places, wanted, strict=True))
    ]
    if len(fits) != 1:
        return None
    row: list[Cell] = [(lines[0].start, lines[0].start)] * head.width
    row[head.roles.index("name")] = (lines[0].start, lines[0].end)
    for at, line in zip(fits[0], values, strict=True):
        row[at] = (line.start, line.end)
    return row


def _sums(text: str, rows: Sequence[Sequence[Cell]], at: int) -> Iterator[float]:
    """What the figures of a column come to: those of all rows, of those numbered, of the others."""
    figures = [
        (text[slice(*row[0])].strip(" .").isdigit(), float(number(words)))
        for row in rows
        if _NUMBER.fullmatch(words := text[slice(*row[at])].strip())
    ]
    parts = ([value for told, value in figures if told in kept] for kept in ({True, False}, {True}, {False}))
    yield from (sum(part) for part in parts if len(part) >= _FEWEST_SUMMED)
