"""The sheet of compare.xlsx with positions in the indices, and the chart of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.views.compare.charts import drawable
from extract.views.compare.plain_data import clean, number
from extract.views.compare.row_heads import column_name
from extract.views.compare.xlsx import Book, shown

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def positions(book: Book) -> None:
    """Positions in the indices by year, with a chart of the results."""
    found = book.found
    listed = [(series, value) for series in found.positions for value in series.values]
    heads = [
        ("index", 40),
        ("province", 24),
        ("year", 10),
        ("kind", 12),
        ("value", 12),
        ("upper", 12),
        ("value_text", 24),
        ("sentence", 80),
    ]
    named = [(book.t("indicator" if key == "index" else key), float(width)) for key, width in heads]
    sheet = book.sheet(book.t("positions_sheet"), named, len(listed), 2)
    spans: dict[tuple[str, int], list[int]] = {}
    for at, (series, value) in enumerate(listed, 1):
        name = series.name_vi if book.language == "vi" else series.name_en
        column = column_name(found.matrix.columns[series.column], book).replace("\n", " ")
        year = value.year if value.year is not None else book.t("no_year")
        cells = [
            name,
            column,
            year,
            book.t(value.target.kind),
            number(value.target.measure.value),
            number(value.target.measure.upper),
            shown(value, book.language),
            value.target.source.sentence.text,
        ]
        for place_, cell in enumerate(cells):
            book.put(sheet, at, place_, cell, text_wrap=True, align="center" if place_ in {2, 4, 5} else "left")
        if value.target.kind == "actual" and drawable([value]):
            spans.setdefault((series.indicator, series.column), []).append(at)
    _chart(book, sheet, spans)


def _chart(book: Book, sheet: Worksheet, spans: dict[tuple[str, int], list[int]]) -> None:
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


def _series_name(book: Book, at: list[int], spans: dict[tuple[str, int], list[int]]) -> str:
    indicator, column = next(key for key, rows in spans.items() if rows is at)
    place_ = column_name(book.found.matrix.columns[column], book).split("\n")[0]
    return clean(f"{indicator.split('.')[-1].upper()}, {place_}")
