"""compare.xlsx: one sheet a view, values as numbers that show their relation, the same bytes every run."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from extract.compare.charts import drawable
from extract.compare.comparison import Comparison
from extract.compare.flat import COLUMNS, Link, clean, number, place, record, usual
from extract.compare.labels import SIGNS, label
from extract.compare.matrix import Row, Value
from extract.compare.places import Column
from extract.messages import Language
from extract.model import Target
from extract.wording import value as words

_FIXED = datetime(2000, 1, 1)  # no time of writing: the same input gives the same bytes
_MOST_COMMENTS = 5_000  # cells that carry their sentence; in larger books the sheet of records has them
_LONGEST = 32_000  # characters; a cell takes 32,767
_LONGEST_COMMENT = 1_200
_FILL = {"stricter": "#DDF0EA", "laxer": "#FBE9D2", "differs": "#EBE4F7", "reference": "#E4E9F0"}
_INK = {"stricter": "#0B5D4E", "laxer": "#8A4600", "differs": "#5C3D99", "reference": "#1D2430"}
_WRAP, _LINE, _HIGHEST = 1.08, 15.0, 409.0  # characters a unit of width, points a line, points a row at most
_RELATIONS = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "eq": ""}
_ARROWS = {"increase": "↑ ", "decrease": "↓ "}


class _Book:
    """A workbook with its formats, each made once."""

    def __init__(self, found: Comparison, language: Language, link: Link) -> None:
        self.found, self.language, self.link = found, language, link
        self.buffer = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
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
        whole = {"font_name": "Calibri", "font_size": 11, "valign": "top", "bottom": 1, "bottom_color": "#DCDAD3", **properties}
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(whole)
        return self._formats[key]

    def sheet(self, name: str, heads: Sequence[tuple[str, float]], rows: int, fixed: int, top: int = 0) -> Worksheet:
        """A sheet with its frozen head, widths and filter; `fixed` columns stay in sight."""
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
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
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


def _number_format(target: Target, inferred: bool, sign: str, language: Language) -> str | None:
    """How a spreadsheet shows a value with its relation; None where the value is no single number."""
    measure = target.measure
    if measure.value is None or measure.upper is not None or measure.out_of is not None or target.baseline is not None:
        return None
    places = f"{measure.value:.10g}".partition(".")[2]
    digits = "#,##0" if abs(measure.value) >= 10_000 else "0"
    digits += f".{'0' * len(places)}" if places else ""
    before = (f"{sign} " if sign else "") + _ARROWS.get(measure.direction or "", "") + _RELATIONS[measure.relation]
    after = {"percent": "%", "minutes": " phút" if language == "vi" else " min", "days": " ngày" if language == "vi" else " days"}
    if measure.unit == "rank":
        before = before.replace(_RELATIONS[measure.relation], "") if measure.relation != "eq" else before
        before += ("hạng " if language == "vi" else "rank ") + _RELATIONS[measure.relation]
    elif measure.unit not in after:
        return None
    per = ("/năm" if language == "vi" else " a year") if measure.per else ""
    end = after.get(measure.unit, "") + per + (" *" if inferred else "")
    quoted = ['"' + part + '"' if part else "" for part in (before, end)]
    return f"{quoted[0]}{digits}{quoted[1]}"


def _shown(value: Value, language: Language) -> str:
    sign = SIGNS.get(value.verdict or "", "")
    more = "; ".join(text for text in (value.target.qualifier, value.target.exclusion) if text)
    text = words(value.target, language) + (" *" if value.inferred else "") + (f" ({more})" if more else "")
    return f"{sign} {text}" if sign else text


def _key_cells(book: _Book, row: Row) -> list[Any]:
    key, axis = row.key, row.key.axis
    parts = [book.t(axis.direction)] if axis.direction else []
    parts += [book.t("per_year")] if axis.per else []
    if axis.baseline:
        parts.append(f"{book.t('from')} {'–'.join(str(y) for y in dict.fromkeys(axis.baseline) if y)}")
    return [
        book.t(f"domain.{row.domain}") if row.domain else book.t("section.unlisted"),
        row.name_vi if book.language == "vi" else row.name_en,
        ", ".join(parts),
        book.t(f"tier.{key.level}") if key.level else "",
        key.year if key.year is not None else book.t("no_year"),
        book.t(key.kind),
    ]


def _column_name(column: Column, book: _Book) -> str:
    name = column.name or book.t("no_province")
    if column.today_name and column.today_name != column.name:
        name += f"\n({'nay' if book.language == 'vi' else 'now'} {column.today_name})"
    if column.district:
        name = f"{column.district}, {name}"
    return f"{name} {column.title}" if column.title else name


_KEY = (("domain", 18), ("indicator", 46), ("measured", 18), ("tier", 12), ("year", 11), ("kind", 11))


def _write_key(book: _Book, sheet: Worksheet, at: int, row: Row) -> None:
    for column, cell in enumerate(_key_cells(book, row)):
        look = {"bold": True} if column == 1 else {"align": "left"}
        book.put(sheet, at, column, cell, text_wrap=True, **look)


def _matrix(book: _Book) -> None:
    columns = book.found.matrix.columns
    heads = [*[(book.t(k), w) for k, w in _KEY], (book.t("usual"), 16)]
    heads += [(book.t(f"flag.{flag}"), 11) for flag in ("differs", "stricter", "laxer", "silent")]
    heads += [(_column_name(column, book), 19) for column in columns]
    rows = book.found.matrix.rows
    sheet = book.sheet(book.t("matrix_sheet"), heads, len(rows), 2)
    for at, row in enumerate(rows, 1):
        _write_key(book, sheet, at, row)
        book.put(sheet, at, len(_KEY), usual(row, book.language), font_color="#5B6473")
        for place_, flag in enumerate(("differs", "stricter", "laxer", "silent"), len(_KEY) + 1):
            book.put(sheet, at, place_, "x" if flag in row.flags else "", align="center")
        for number_ in range(len(columns)):
            _cell(book, sheet, at, len(_KEY) + 5 + number_, row, number_)
    _note(book, sheet, len(rows) + 2)


def _note(book: _Book, sheet: Worksheet, at: int) -> None:
    plain = book.book.add_format({"font_name": "Calibri", "font_size": 10, "font_color": "#5B6473"})
    for offset, key in enumerate(("legend.inferred", "legend.bar", "legend.usual", "legend.alike", "legend.silent")):
        sheet.write_string(at + offset, 1, book.t(key), plain)
    signs = ", ".join(f"{SIGNS[verdict]} {book.t('verdict.' + verdict)}" for verdict in ("stricter", "laxer", "differs"))
    sheet.write_string(at + 5, 1, signs, plain)


def _cell(book: _Book, sheet: Worksheet, at: int, column: int, row: Row, number_: int) -> None:
    values = row.cells.get(number_, [])
    if not values:
        why = row.empty.get(number_, "unasked")
        silent = why in {"silent", "silent_year"}
        text = "" if why == "unasked" else ("○ " if silent else "") + book.t(f"empty.{why}")
        book.put(sheet, at, column, text, font_color="#8A8F99", italic=True, **({"bg_color": "#F3F2EE"} if silent else {}))
        return
    verdicts = {value.verdict for value in values}
    verdict = (verdicts.pop() or "") if len(verdicts) == 1 else ""
    look: dict[str, Any] = {"text_wrap": True, "align": "left"}
    if verdict in _FILL:
        look |= {"bg_color": _FILL[verdict], "font_color": _INK[verdict]}
    first = values[0]
    shape = None
    if len(values) == 1 and not first.target.qualifier and not first.target.exclusion:
        shape = _number_format(first.target, first.inferred, SIGNS.get(verdict, ""), book.language)
    if shape is not None:
        book.put(sheet, at, column, number(first.target.measure.value), num_format=shape, **look)
    else:
        book.put(sheet, at, column, "\n".join(_shown(value, book.language) for value in values), **look)
    if book.comments < _MOST_COMMENTS:
        book.comments += 1
        told = "\n\n".join(f"{value.head.id}: {value.target.source.sentence.text}" for value in values)
        size = {"x_scale": 2.6, "y_scale": 1.8, "author": "", "font_size": 9}
        sheet.write_comment(at, column, clean(told)[:_LONGEST_COMMENT], size)


def _differences(book: _Book) -> None:
    listed = [
        (row, value)
        for row in book.found.matrix.rows
        if row.flags & {"differs", "stricter", "laxer"}
        for at in sorted(row.cells)
        for value in row.cells[at]
    ]
    heads = [*[(book.t(k), w) for k, w in _KEY], (book.t("usual"), 18), (book.t("province"), 18),
             (book.t("province_today"), 18), (book.t("document"), 22), (book.t("value"), 12), (book.t("wording"), 26),
             (book.t("verdict"), 30), (book.t("sentence"), 80)]  # fmt: skip
    sheet = book.sheet(book.t("differences"), heads, len(listed), 2)
    for at, (row, value) in enumerate(listed, 1):
        _write_key(book, sheet, at, row)
        where = place(value.head)
        verdict = value.verdict or ""
        look = {"bg_color": _FILL[verdict], "font_color": _INK[verdict]} if verdict in _FILL else {}
        cells = [usual(row, book.language), _place(where), where["successor"], value.head.id]
        for column, cell in enumerate(cells, len(_KEY)):
            book.put(sheet, at, column, cell, text_wrap=True)
        column = len(_KEY) + len(cells)
        book.put(sheet, at, column, number(value.target.measure.value))
        book.put(sheet, at, column + 1, _shown(value, book.language), text_wrap=True, **look)
        told = f"{SIGNS.get(verdict, '')} {book.t('verdict.' + verdict)}".strip() if verdict else ""
        book.put(sheet, at, column + 2, told, text_wrap=True, **look)
        book.put(sheet, at, column + 3, value.target.source.sentence.text, text_wrap=True)


def _place(where: dict[str, Any]) -> str:
    return ", ".join(str(part) for part in (where["district"], where["province"]) if part)


def _silent(book: _Book) -> None:
    columns = book.found.matrix.columns
    listed = [
        (row, at, why)
        for row in book.found.matrix.rows
        if "silent" in row.flags
        for at, why in sorted(row.empty.items())
        if why in {"silent", "silent_year"}
    ]
    heads = [*[(book.t(k), w) for k, w in _KEY], (book.t("usual"), 18), (book.t("province"), 26),
             (book.t("why_empty"), 22), (book.t("speaking"), 60)]  # fmt: skip
    sheet = book.sheet(book.t("silent_sheet"), heads, len(listed), 2)
    for at, (row, column, why) in enumerate(listed, 1):
        _write_key(book, sheet, at, row)
        speaking = "; ".join(
            f"{_column_name(columns[each], book)}: {', '.join(_shown(v, book.language) for v in row.cells[each])}"
            for each in sorted(row.cells)
        ).replace("\n", " ")
        cells = [usual(row, book.language), _column_name(columns[column], book).replace("\n", " "), book.t(f"empty.{why}"), speaking]
        for place_, cell in enumerate(cells, len(_KEY)):
            book.put(sheet, at, place_, cell, text_wrap=True)


def _positions(book: _Book) -> None:
    found = book.found
    listed = [(series, value) for series in found.positions for value in series.values]
    heads = [("index", 40), ("province", 24), ("year", 10), ("kind", 12), ("value", 12), ("upper", 12), ("wording", 24), ("sentence", 80)]
    named = [(book.t("indicator" if key == "index" else key), float(width)) for key, width in heads]
    sheet = book.sheet(book.t("positions_sheet"), named, len(listed), 2)
    spans: dict[tuple[str, int], list[int]] = {}
    for at, (series, value) in enumerate(listed, 1):
        name = series.name_vi if book.language == "vi" else series.name_en
        column = _column_name(found.matrix.columns[series.column], book).replace("\n", " ")
        year = value.year if value.year is not None else book.t("no_year")
        cells = [name, column, year, book.t(value.target.kind), number(value.target.measure.value),
                 number(value.target.measure.upper), _shown(value, book.language), value.target.source.sentence.text]  # fmt: skip
        for place_, cell in enumerate(cells):
            book.put(sheet, at, place_, cell, text_wrap=place_ != 4)
        if value.target.kind == "actual" and drawable([value]):
            spans.setdefault((series.indicator, series.column), []).append(at)
    _chart(book, sheet, spans)


def _chart(book: _Book, sheet: Worksheet, spans: dict[tuple[str, int], list[int]]) -> None:
    """Results over the years as one line a series, rank 1 on top; beside the table."""
    chart: Any = book.book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    name, some = sheet.get_name(), False
    for at in spans.values():
        if len(at) < 2 or at[-1] - at[0] != len(at) - 1:
            continue
        some = True
        chart.add_series(
            {
                "name": _series_name(book, at, spans),
                "categories": [name, at[0], 2, at[-1], 2],
                "values": [name, at[0], 4, at[-1], 4],
                "marker": {"type": "circle", "size": 6},
            }
        )
    if some:
        chart.set_title({"name": book.t("positions"), "name_font": {"size": 12}})
        chart.set_y_axis({"reverse": True, "min": 1, "num_format": "0", "crossing": "max"})
        chart.set_x_axis({"num_format": "0", "major_unit": 1})
        chart.set_size({"width": 620, "height": 340})
        sheet.insert_chart(1, 9, chart)


def _series_name(book: _Book, at: list[int], spans: dict[tuple[str, int], list[int]]) -> str:
    indicator, column = next(key for key, rows in spans.items() if rows is at)
    place_ = _column_name(book.found.matrix.columns[column], book).split("\n")[0]
    return clean(f"{indicator.split('.')[-1].upper()}, {place_}")


def _results(book: _Book) -> None:
    listed = [(report, answer) for report in book.found.reports for answer in report.answers]
    keys = (("document", 22), ("indicator", 46), ("tier", 12), ("year", 11), ("goal", 20), ("result", 26), ("outcome", 16),
            ("claim", 18), ("wording", 26), ("agreement", 14), ("sentence", 90))  # fmt: skip
    sheet = book.sheet(book.t("results_sheet"), [(book.t(key), width) for key, width in keys], len(listed), 2)
    colours = {"met": ("#DDF0EA", "#0B5D4E"), "not_met": ("#FBE9D2", "#8A4600")}
    for at, (report, answer) in enumerate(listed, 1):
        goal = answer.goal
        figures = "\n".join(words(figure.target, book.language) for figure in answer.figures)
        agrees = {True: f"= {book.t('agrees')}", False: f"≠ {book.t('disagrees')}", None: ""}[answer.agrees]
        fill = colours.get(answer.outcome)
        cells = [report.head.id, goal.indicator.name, book.t(f"tier.{goal.level}") if goal.level else "",
                 f"{answer.year} *" if answer.inferred else answer.year, words(goal, book.language), figures,
                 book.t(f"outcome.{answer.outcome}"), book.t(f"says.{answer.claim.says}") if answer.claim else "",
                 answer.claim.text if answer.claim else "", agrees, goal.source.sentence.text]  # fmt: skip
        for column, cell in enumerate(cells):
            look: dict[str, Any] = {"text_wrap": True, "align": "left"}
            if column == 6 and fill:
                look |= {"bg_color": fill[0], "font_color": fill[1]}
            if column == 9 and answer.agrees is False:
                look |= {"bg_color": "#A0222C", "font_color": "#FFFFFF", "bold": True}
            book.put(sheet, at, column, cell, **look)


def _records(book: _Book) -> None:
    values = [v for row in book.found.matrix.rows for at in sorted(row.cells) for v in row.cells[at]]
    left = [(head, target) for each in book.found.matrix.leftover.values() for head, target in each]
    names = [name for name in COLUMNS if name in _RECORD_COLUMNS]
    sheet = book.sheet(book.t("sources_sheet"), [(name, _RECORD_COLUMNS[name]) for name in names], len(values) + len(left), 1)
    lines: Iterable[tuple[Any, Target, dict[str, Any]]] = [
        *((v.head, v.target, {"year": v.year, "year_inferred": v.inferred, "verdict": v.verdict}) for v in values),
        *((head, target, {"year": None, "year_inferred": False, "verdict": None}) for head, target in left),
    ]
    for at, (head, target, more) in enumerate(lines, 1):
        cells = {**place(head), **record(target), **more, "document": head.id, "indicator": target.indicator.id or target.indicator.name}
        for column, name in enumerate(names):
            if name == "link":
                address = book.link(head.id, target.id)
                if address is not None and len(address) < 2_000:
                    sheet.write_url(at, column, f"external:{address}", book.format(font_color="#1F5F8B"), book.t("open_review"))
                continue
            book.put(sheet, at, column, cells[name])


_RECORD_COLUMNS = {
    "indicator": 34, "kind": 9, "level": 10, "year": 8, "year_inferred": 10, "province_code": 9, "province": 16,
    "successor_code": 9, "successor": 16, "district": 14, "document": 20, "value_vi": 22, "value_en": 22, "unit": 10,
    "unit_text": 12, "relation": 9, "value": 10, "upper": 8, "out_of": 8, "band": 14, "direction": 10, "per": 7,
    "qualifier": 18, "exclusion": 28, "verdict": 11, "indicator_text": 40, "sentence": 90, "section_labels": 18,
    "start": 9, "end": 9, "confidence": 10, "id": 44, "link": 22,
}  # fmt: skip


def _documents(book: _Book) -> None:
    heads = [each.document for each in book.found.matrix.documents]
    keys = (("document", 26), ("province", 20), ("province_today", 20), ("district", 16), ("number", 20), ("issued", 13),
            ("horizon", 12), ("wording", 90))  # fmt: skip
    sheet = book.sheet(book.t("documents_sheet"), [(book.t(key), width) for key, width in keys], len(heads), 1)
    for at, head in enumerate(heads, 1):
        where = place(head)
        years = "–".join(str(y) for y in (head.horizon.start, head.horizon.end) if y) if head.horizon else ""
        cells = [head.id, where["province"], where["successor"], head.district, head.number, head.issued, years, head.title]
        for column, cell in enumerate(cells):
            book.put(sheet, at, column, cell, text_wrap=True)


def workbook(found: Comparison, language: Language, link: Link) -> bytes:
    """The workbook as bytes, its heads and words in `language`."""
    book = _Book(found, language, link)
    _matrix(book)
    _differences(book)
    _silent(book)
    _positions(book)
    if found.reports:
        _results(book)
    _records(book)
    _documents(book)
    book.book.close()
    return book.buffer.getvalue()
