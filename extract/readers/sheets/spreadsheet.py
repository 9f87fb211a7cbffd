"""Sheets as text: each by its name, lines above and below a table as paragraphs, the table with bars like Word's.

Which cell each stretch of the text stands in is kept beside it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import Any

from extract.contract.failures import ReadError, notice
from extract.contract.offsets import RawOffset
from extract.readers.content import Content, Options
from extract.readers.script import Script, parted
from extract.readers.sheets import delimited, ods, xls, xlsx
from extract.readers.sheets.grid import Place, Reading, Sheet, cell_name
from extract.readers.sheets.regions import Region, Row, Spot, body_of, columns_of, regions_of
from extract.readers.sniff import format_of
from extract.readers.text import plain
from extract.readers.text.encodings import Font, font_of
from extract.sources.source import Cells

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_LONGEST_REPEATED = 200  # characters of a merged cell that is given in each place it covers


def content(data: bytes, name: str, options: Options) -> Content:
    """The text of a file of sheets.

    Raises ReadError (truncated, too_large, encrypted, not_a_document, unknown_encoding, time_out).
    """
    reading = Reading(options)
    kind = format_of(data)
    if reading.late():
        raise ReadError("time_out.before")
    if kind == "text":
        text, notices = delimited.text_of(data)
        dialect = delimited.dialect_of(text)
        if dialect is None:
            return plain.content(data, name, options)
        delimited.read(text, dialect, reading)
        tabbed = dialect.delimiter == "\t" or PurePath(name).suffix.lower() == ".tsv"
        return _written(reading, "text/tab-separated-values" if tabbed else "text/csv", *notices)
    if kind == "xls":
        xls.read(data, reading)
    elif kind == "ods":
        ods.read(data, reading)
    else:
        xlsx.read(data, reading)
    return _written(reading, MEDIA_TYPES.get(kind, MEDIA_TYPES["xlsx"]))


def _written(reading: Reading, media_type: str, *notices: tuple[str, str]) -> Content:
    """What was read, as text."""
    font = font_of("\n".join(cell.text for sheet in reading.sheets for cell in sheet.cells.values()))
    if font is None:
        for sheet in reading.sheets:
            sheet.without_soft_hyphens()
    writer = _Writer(font)
    shown = [(sheet, regions_of(sheet)) for sheet in reading.sheets]
    shown = [(sheet, regions) for sheet, regions in shown if regions]
    for sheet, regions in shown:
        if len(shown) > 1:
            writer.paragraph(sheet.name, heading=True)
        writer.sheet(sheet, regions)
    writer.notices += notices
    if font is not None:
        writer.notices.append(notice("encoding.fonts", font=font.name))
    writer.notices += reading.told.notices(reading.sheets)
    return replace(writer.content(media_type), cells=writer.cells())


class _Placed(str):
    """The text of a cell with the cell's name."""

    __slots__ = ("cell",)
    cell: str

    @classmethod
    def of(cls, text: str, cell: str) -> _Placed:
        made = cls(text)
        made.cell = cell
        return made


class _Writer(Script):
    """A script that keeps which cell each text comes of."""

    def __init__(self, font: Font | None) -> None:
        super().__init__()
        self._font = font
        self._spans: list[tuple[RawOffset, RawOffset, str]] = []

    def _words(self, words: Any, **how: Any) -> None:
        start = self._length
        super()._words(words, **how)
        if isinstance(words, _Placed) and self._length > start:
            self._spans.append((start, self._length, words.cell))

    def cells(self) -> Cells | None:
        """Where each cell's text stands."""
        if not self._spans:
            return None
        starts, ends, names = zip(*self._spans, strict=True)
        return Cells(starts, ends, names)

    def sheet(self, sheet: Sheet, regions: list[Region]) -> None:
        """All regions of a sheet in order."""
        for region in regions:
            if region.table:
                rows, copies = self._table(sheet, region.rows)
                self.table(rows, copies=copies)
                continue
            for spots in columns_of(region.rows):
                self._line(sheet, spots)

    def _line(self, sheet: Sheet, spots: list[Spot]) -> None:
        """What stands outside a table: the lines of one cell, or cells beside each other in one line."""
        if len(spots) == 1:
            for line in parted(self._mended(spots[0].text)):
                self.paragraph(self._placed(sheet, spots[0], line))
            return
        for number, spot in enumerate(spots):
            if number:
                self._put(" ")
            self._words(self._placed(sheet, spot, self._mended(spot.text)))
        self._put(self._end)

    def _table(self, sheet: Sheet, rows: list[Row]) -> tuple[list[list[str]], set[Place]]:
        """The cells of a table without its empty columns, and the places (row, column) that repeat a merged cell.

        A merged cell is given in each place it covers, unless it is a long note: that stands in the first alone.
        """
        columns = sorted({column for row in rows for column in row.spots})
        head = body_of(rows)
        copies: set[Place] = set()
        for number, row in enumerate(rows):
            for at, column in enumerate(columns):
                if row.spots.get(column) is not None and not _is_first(rows, number, column):
                    copies.add((number, at))
        cells = [
            [
                self._cell(sheet, row.spots.get(column), repeated=(number, at) in copies, head=number < head)
                for at, column in enumerate(columns)
            ]
            for number, row in enumerate(rows)
        ]
        return cells, copies

    def _cell(self, sheet: Sheet, spot: Spot | None, *, repeated: bool, head: bool) -> str:
        if spot is None or (repeated and not head and len(spot.text) > _LONGEST_REPEATED):
            return ""
        return self._placed(sheet, spot, self._mended(spot.text))

    def _placed(self, sheet: Sheet, spot: Spot, text: str) -> _Placed:
        return _Placed.of(text, cell_name(sheet.name, spot.row, spot.column))

    def _mended(self, text: str) -> str:
        return self._font.piece(text) if self._font is not None else text


def _is_first(rows: list[Row], number: int, column: int) -> bool:
    """Whether a place is the first of those that its cell covers."""
    spot = rows[number].spots[column]
    return column == spot.first and (number == 0 or rows[number - 1].spots.get(column) is not spot)
