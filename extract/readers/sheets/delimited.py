"""Tables as text (.csv, .tsv, "Unicode text" of Excel): encoding, delimiter, quotes and decimal mark found by looking.

A file without a delimiter that its lines agree on is plain text with another name, and is read as such.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from extract.contract.failures import ReadError
from extract.contract.marker import begins_as_own_table
from extract.readers.sheets.grid import ERROR, MOST_COLUMN, Reading, cell_name
from extract.readers.text.encodings import decoded, notices_of
from extract.sources.source import Notice

_DELIMITERS = ("\t", ";", "|", ",")
_SAMPLE = 300  # rows by which the delimiter is told
_SAMPLED = 200_000  # characters
_LONGEST_CELL = 100_000  # characters: a quote mark that is never closed must not swallow a file of any size
_SAID = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_POINT = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)\.(?:\d{1,2}|\d{4,})%?")
_COMMA = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),(?:\d{1,2}|\d{4,})%?")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*%?")
_TURNED = {ord(","): ".", ord("."): ","}
_FEWEST = 0.6  # share of the rows that are as wide as most


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written: the mark between cells, and where its first row begins."""

    delimiter: str
    start: int


def dialect_of(text: str) -> Dialect | None:
    """The dialect of a text; None where its lines agree on none."""
    if said := _SAID.match(text):
        return Dialect(said.group(1), said.end())
    best, found = (0.0, 0, 0), None
    for delimiter in _DELIMITERS:
        if delimiter not in text[:_SAMPLED]:
            continue
        rows = _rows(text[:_SAMPLED], delimiter, _SAMPLE)
        widths = Counter(len(row) for row in rows if any(row))
        wide = Counter({width: times for width, times in widths.items() if width > 1})
        if not wide:
            continue
        width, times = max(wide.items(), key=lambda item: (item[1], item[0]))
        share = times / sum(widths.values())
        if delimiter == "," and share < _FEWEST:  # commas stand in sentences
            continue
        if times > 1 and share >= _FEWEST / 2 and (share, width, -_DELIMITERS.index(delimiter)) > best:
            best, found = (share, width, -_DELIMITERS.index(delimiter)), Dialect(delimiter, 0)
    return found


def _rows(text: str, delimiter: str, most: int | None = None) -> list[list[str]]:
    """The rows of a text.  Raises ReadError where it is no table of text."""
    found: list[list[str]] = []
    csv.field_size_limit(max(csv.field_size_limit(), 131_072))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t")
    try:
        for row in reader:
            found.append(row)
            if most is not None and len(found) >= most:
                break
    except csv.Error:  # a quote mark that is not closed: as if there were none
        plain = text.splitlines()
        return [line.split(delimiter) for line in (plain if most is None else plain[:most])]
    return found


def text_of(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text of a file's bytes, and what is to be told of its encoding.  Raises ReadError (as `decoded` does)."""
    text, encoding = decoded(data)
    if "\x00" in text:
        raise ReadError("not_a_document.binary")
    return text, notices_of(text, encoding)


def read(text: str, dialect: Dialect, reading: Reading) -> None:
    """The one sheet of a text.  Raises ReadError (not_a_document) for the program's own tables."""
    if begins_as_own_table(text[:200]):
        raise ReadError("not_a_document.own_table")
    sheet = reading.begun("")
    rows = _rows(text[dialect.start :], dialect.delimiter)
    points = _decimal_points(rows)
    for number, row in enumerate(rows):
        filled = [(column, cell) for column, cell in enumerate(row[:MOST_COLUMN]) if cell.strip()]
        if len(filled) > reading.left or (number % 1000 == 0 and reading.late()):
            sheet.cut += bool(filled)
            continue
        reading.left -= len(filled)
        for column, cell in filled:
            cell = cell.strip()[:_LONGEST_CELL]
            if ERROR.fullmatch(cell):
                reading.told.errors.append(cell_name("", number, column))
                continue
            sheet.put(number, column, cell.translate(_TURNED) if points and _NUMBER.fullmatch(cell) else cell)


def _decimal_points(rows: list[list[str]]) -> bool:
    """Whether decimals stand behind a point, as some cells show and none denies."""
    cells = [cell.strip() for row in rows[: _SAMPLE * 10] for cell in row]
    points = sum(_POINT.fullmatch(cell) is not None for cell in cells)
    return points > 0 and not any(_COMMA.fullmatch(cell) for cell in cells)
