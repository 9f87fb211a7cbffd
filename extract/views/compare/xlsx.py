"""compare.xlsx: one sheet a view, values as numbers that show their relation, the same bytes every run."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from extract.contract.model import Target
from extract.contract.wording import arrow, bound
from extract.contract.wording import value as words
from extract.messages import Language, say
from extract.views.compare.comparison import Comparison
from extract.views.compare.labels import SIGNS, label
from extract.views.compare.matrix import Value
from extract.views.compare.plain_data import Link, clean

_FIXED = datetime(2000, 1, 1)  # no time of writing: the same input gives the same bytes
MOST_COMMENTS = 5_000  # cells that carry their sentence; in larger books the sheet of records has them
_LONGEST = 32_000  # characters; a cell takes 32,767
LONGEST_COMMENT = 1_200
FILL = {"stricter": "#DDF0EA", "laxer": "#FBE9D2", "differs": "#EBE4F7", "reference": "#E4E9F0"}
INK = {"stricter": "#0B5D4E", "laxer": "#8A4600", "differs": "#5C3D99", "reference": "#1D2430"}
_A3, _A4 = 8, 9  # sizes of paper, as the format numbers them
_ON_A4, _ON_A3 = 200, 300  # characters that a page takes across before they are too small to read
_WRAP, _LINE, _HIGHEST = 1.08, 15.0, 409.0  # characters a unit of width, points a line, points a row at most


class Book:
    """A workbook with its formats, each made once."""

    def __init__(self, found: Comparison, language: Language, link: Link) -> None:
        self.found, self.language, self.link = found, language, link
        self.buffer = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book: Workbook = xlsxwriter.Workbook(self.buffer, options)
        self.book.set_properties({"title": self.t("title"), "created": _FIXED})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._widths: list[float] = []
        self._lines: list[int] = []
        self.comments = 0

    def t(self, key: str) -> str:
        return label(key, self.language)

    def format(self, **properties: Any) -> Format:
        """A format in the book's type, with a thin rule below."""
        whole = {
            "font_name": "Calibri",
            "font_size": 11,
            "valign": "top",
            "bottom": 1,
            "bottom_color": "#DCDAD3",
            **properties,
        }
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(whole)
        return self._formats[key]

    def sheet(
        self,
        name: str,
        heads: Sequence[tuple[str, float]],
        rows: int,
        fixed: int,
        top: int = 0,
        printed: int | None = None,
    ) -> Worksheet:
        """A sheet with its frozen head, widths and filter; `fixed` columns stay in sight, the first `printed` (all) go
        on paper, as many pages wide as they need to be read.
        """
        sheet: Worksheet = self.book.add_worksheet(name[:31])
        head = self.format(bold=True, bg_color="#E9E6DE", text_wrap=True, border_color="#DCDAD3")
        for at, (text, width) in enumerate(heads):
            sheet.set_column(at, at, width)
            sheet.write_string(top, at, clean(text), head)
        sheet.set_row(top, 34)
        self._widths = [width for _, width in heads]
        self._lines = [1] * (rows + 1)
        sheet.freeze_panes(top + 1, fixed)
        if heads:
            sheet.autofilter(top, 0, max(top + rows, top + 1), len(heads) - 1)
        sheet.set_landscape()
        wide = sum(self._widths[:printed])
        sheet.set_paper(_A4 if wide <= _ON_A4 else _A3)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        sheet.set_footer("&C&P / &N")
        if printed is not None:
            sheet.print_area(0, 0, max(top + rows, top + 1), printed - 1)
        sheet.fit_to_pages(max(1, math.ceil(wide / _ON_A3)) if wide > _ON_A4 else 1, 0)
        if wide > _ON_A3 and fixed:
            sheet.repeat_columns(0, fixed - 1)
        sheet.repeat_rows(top)
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, cell: Any, **properties: Any) -> None:
        """Write a number as a number and all else as text that is never a formula or a link."""
        form = self.format(**properties)
        if properties.get("text_wrap") and isinstance(cell, str):
            # Not every program measures wrapped text itself when it opens a book.
            width = max(self._widths[column] * _WRAP - 1, 1)
            lines = sum(max(1, math.ceil(len(part) / width)) for part in cell[:_LONGEST].split("\n"))
            if lines > self._lines[row]:
                self._lines[row] = lines
                sheet.set_row(row, min(_LINE * lines + 3, _HIGHEST))
        if cell is None or cell == "":
            sheet.write_blank(row, column, None, form)
        elif isinstance(cell, bool):
            sheet.write_boolean(row, column, cell, form)
        elif isinstance(cell, (int, float)):
            sheet.write_number(row, column, cell, form)
        else:
            sheet.write_string(row, column, clean(str(cell))[:_LONGEST], form)


def number_format(target: Target, inferred: bool, sign: str, language: Language) -> str | None:
    """How a spreadsheet shows a value with its relation; None where the value is no single number."""
    measure = target.measure
    if measure.value is None or measure.upper is not None or measure.out_of is not None or target.baseline is not None:
        return None
    places = f"{measure.value:.10g}".partition(".")[2]
    digits = "#,##0" if abs(measure.value) >= 10_000 else "0"
    digits += f".{'0' * len(places)}" if places else ""
    if measure.unit == "percent":
        lead, unit = "", "%"
    elif measure.unit in ("rank", "minutes", "days"):
        lead, _, unit = say(f"unit.{measure.unit}", language, number="#").partition("#")
    else:
        return None
    before = (f"{sign} " if sign else "") + arrow(measure) + lead + bound(measure)
    per = say("per.year", language, amount="") if measure.per else ""
    end = unit + per + (" *" if inferred else "")
    quoted = ['"' + part + '"' if part else "" for part in (before, end)]
    return f"{quoted[0]}{digits}{quoted[1]}"


def shown(value: Value, language: Language) -> str:
    sign = SIGNS.get(value.verdict or "", "")
    more = "; ".join(text for text in (value.target.part, value.target.exclusion) if text)
    text = words(value.target, language) + (" *" if value.inferred else "") + (f" ({more})" if more else "")
    return f"{sign} {text}" if sign else text
