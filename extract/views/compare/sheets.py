"""The sheets of compare.xlsx, one a view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from extract.contract.wording import value as words
from extract.messages import Language
from extract.views.compare.across import Column
from extract.views.compare.charts import drawable
from extract.views.compare.comparison import Comparison
from extract.views.compare.labels import SIGNS
from extract.views.compare.matrix import Row, Value
from extract.views.compare.plain_data import Link, clean, number, place, usual
from extract.views.compare.source_sheets import documents, records
from extract.views.compare.xlsx import FILL, INK, LONGEST_COMMENT, MOST_COMMENTS, Book, number_format, shown


def _key_cells(book: Book, row: Row) -> list[Any]:
    key, axis = row.key, row.key.axis
    parts = [book.t(axis.direction)] if axis.direction else []
    parts += [book.t("per_year")] if axis.per else []
    parts += [book.t("over_years").format(n=axis.over)] if axis.over else []
    if axis.baseline:
        parts.append(f"{book.t('from')} {'–'.join(str(y) for y in dict.fromkeys(axis.baseline) if y)}")
    return [
        book.t(f"domain.{row.domain}") if row.domain else book.t("section.unlisted"),
        row.name_vi if book.language == "vi" else row.name_en,
        ", ".join(parts),
        book.t(f"tier.{key.level}") if key.level else "",
        _when(book, row),
        book.t(key.kind),
    ]


def _when(book: Book, row: Row) -> int | str:
    if row.view != "exact":
        return book.t(f"view.{row.view}.{row.key.kind}").format(year=row.key.year)
    return row.key.year if row.key.year is not None else book.t("no_year")


def _column_name(column: Column, book: Book) -> str:
    name = column.name or book.t("no_province")
    if column.today_name and column.today_name != column.name:
        name += f"\n({'nay' if book.language == 'vi' else 'now'} {column.today_name})"
    if column.district:
        name = f"{column.district}, {name}"
    return f"{name} {column.title}" if column.title else name


_MOST_WORDS = 60  # characters of the words that tell values of one cell apart
_KEY = (("domain", 15), ("indicator", 42), ("measured", 15), ("tier", 12), ("year", 11), ("kind", 11))


def _write_key(book: Book, sheet: Worksheet, at: int, row: Row) -> None:
    for column, cell in enumerate(_key_cells(book, row)):
        look = {"bold": True} if column == 1 else {"align": "left"}
        book.put(sheet, at, column, cell, text_wrap=True, **look)


def matrix(book: Book) -> None:
    """The matrix: a row an indicator, tier and year, a column a place."""
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


def beside(book: Book) -> None:
    """The latest of each place and the nearest years side by side, each value with its year."""
    columns, rows = book.found.matrix.columns, book.found.matrix.beside
    heads = [(book.t(k), 24 if k == "year" else w) for k, w in _KEY]
    heads += [(_column_name(column, book), 19) for column in columns]
    sheet = book.sheet(book.t("latest_sheet"), heads, len(rows), 2)
    for at, row in enumerate(rows, 1):
        _write_key(book, sheet, at, row)
        for number_ in range(len(columns)):
            told = [
                f"{words(each.target, book.language)} ({each.year}{' *' if each.inferred else ''})"
                + (f", {each.target.part}" if each.target.part else "")
                for each in row.cells.get(number_, [])
            ]
            book.put(sheet, at, len(_KEY) + number_, "\n".join(dict.fromkeys(told)), text_wrap=True, align="left")
    plain = book.book.add_format({"font_name": "Calibri", "font_size": 10, "font_color": "#5B6473"})
    sheet.write_string(len(rows) + 2, 1, book.t("legend.beside"), plain)


def _note(book: Book, sheet: Worksheet, at: int) -> None:
    plain = book.book.add_format({"font_name": "Calibri", "font_size": 10, "font_color": "#5B6473"})
    for offset, key in enumerate(
        ("legend.inferred", "legend.bar", "legend.usual", "legend.alike", "legend.sums", "legend.silent")
    ):
        sheet.write_string(at + offset, 1, book.t(key), plain)
    signs = ", ".join(
        f"{SIGNS[verdict]} {book.t('verdict.' + verdict)}" for verdict in ("stricter", "laxer", "differs")
    )
    sheet.write_string(at + 6, 1, signs, plain)


def _cell(book: Book, sheet: Worksheet, at: int, column: int, row: Row, number_: int) -> None:
    values = row.cells.get(number_, [])
    if not values:
        why = row.empty.get(number_, "unasked")
        silent = why in {"silent", "silent_year"}
        text = "" if why == "unasked" else ("○ " if silent else "") + book.t(f"empty.{why}")
        book.put(
            sheet, at, column, text, font_color="#8A8F99", italic=True, **({"bg_color": "#F3F2EE"} if silent else {})
        )
        return
    verdicts = {value.verdict for value in values}
    verdict = (verdicts.pop() or "") if len(verdicts) == 1 else ""
    look: dict[str, Any] = {"text_wrap": True, "align": "left"}
    if verdict in FILL:
        look |= {"bg_color": FILL[verdict], "font_color": INK[verdict]}
    first = values[0]
    shape = None
    if len(values) == 1 and not first.target.part and not first.target.exclusion:
        shape = number_format(first.target, first.inferred, SIGNS.get(verdict, ""), book.language)
    if shape is not None:
        book.put(sheet, at, column, number(first.target.measure.value), num_format=shape, **look)
    else:
        book.put(sheet, at, column, _several(values, book.language), **look)
    if book.comments < MOST_COMMENTS:
        book.comments += 1
        told = "\n\n".join(f"{value.head.id}: {value.target.source.sentence.text}" for value in values)
        size = {"x_scale": 2.6, "y_scale": 1.8, "author": "", "font_size": 9}
        sheet.write_comment(at, column, clean(told)[:LONGEST_COMMENT], size)


def _several(values: Sequence[Value], language: Language) -> str:
    """The values of a cell, a line each; the words of the text tell those of one document apart."""
    if len({value.target.indicator.text for value in values}) < 2 or len({value.head.id for value in values}) > 1:
        return "\n".join(shown(value, language) for value in values)
    return "\n".join(f"{shown(value, language)}: {value.target.indicator.text[:_MOST_WORDS]}" for value in values)


def differences(book: Book) -> None:
    """Every value of the rows in which someone differs."""
    listed = [
        (row, value)
        for row in book.found.matrix.rows
        if row.flags & {"differs", "stricter", "laxer"}
        for at in sorted(row.cells)
        for value in row.cells[at]
    ]
    heads = [
        *[(book.t(k), w) for k, w in _KEY],
        (book.t("usual"), 18),
        (book.t("province"), 15),
        (book.t("district"), 14),
        (book.t("province_today"), 15),
        (book.t("document"), 18),
        (book.t("value"), 12),
        (book.t("value_text"), 20),
        (book.t("verdict"), 22),
        (book.t("sentence"), 62),
    ]
    sheet = book.sheet(book.t("differences"), heads, len(listed), 2)
    for at, (row, value) in enumerate(listed, 1):
        _write_key(book, sheet, at, row)
        where = place(value.head)
        verdict = value.verdict or ""
        look = {"bg_color": FILL[verdict], "font_color": INK[verdict]} if verdict in FILL else {}
        cells = [usual(row, book.language), where["province"], where["district"], where["successor"], value.head.id]
        for column, cell in enumerate(cells, len(_KEY)):
            book.put(sheet, at, column, cell, text_wrap=True)
        column = len(_KEY) + len(cells)
        book.put(sheet, at, column, number(value.target.measure.value), align="center")
        book.put(sheet, at, column + 1, shown(value, book.language), text_wrap=True, **look)
        told = f"{SIGNS.get(verdict, '')} {book.t('verdict.' + verdict)}".strip() if verdict else ""
        book.put(sheet, at, column + 2, told, text_wrap=True, **look)
        book.put(sheet, at, column + 3, value.target.source.sentence.text, text_wrap=True)


def silent(book: Book) -> None:
    """Who is silent where others speak, and what those say."""
    columns = book.found.matrix.columns
    listed = [
        (row, at, why)
        for row in book.found.matrix.rows
        if "silent" in row.flags
        for at, why in sorted(row.empty.items())
        if why in {"silent", "silent_year"}
    ]
    heads = [
        *[(book.t(k), w) for k, w in _KEY],
        (book.t("usual"), 18),
        (book.t("province"), 26),
        (book.t("why_empty"), 22),
        (book.t("speaking"), 60),
    ]
    sheet = book.sheet(book.t("silent_sheet"), heads, len(listed), 2)
    for at, (row, column, why) in enumerate(listed, 1):
        _write_key(book, sheet, at, row)
        speaking = "; ".join(
            f"{_column_name(columns[each], book)}: {', '.join(shown(v, book.language) for v in row.cells[each])}"
            for each in sorted(row.cells)
        ).replace("\n", " ")
        cells = [
            usual(row, book.language),
            _column_name(columns[column], book).replace("\n", " "),
            book.t(f"empty.{why}"),
            speaking,
        ]
        for place_, cell in enumerate(cells, len(_KEY)):
            book.put(sheet, at, place_, cell, text_wrap=True)


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
        column = _column_name(found.matrix.columns[series.column], book).replace("\n", " ")
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
    place_ = _column_name(book.found.matrix.columns[column], book).split("\n")[0]
    return clean(f"{indicator.split('.')[-1].upper()}, {place_}")


def results(book: Book) -> None:
    """The goals of reports beside their results."""
    listed = [(report, answer) for report in book.found.reports for answer in report.answers]
    keys = (
        ("document", 22),
        ("indicator", 46),
        ("tier", 12),
        ("year", 11),
        ("goal", 20),
        ("result", 26),
        ("outcome", 16),
        ("claim", 18),
        ("wording", 26),
        ("agreement", 14),
        ("sentence", 90),
    )
    sheet = book.sheet(book.t("results_sheet"), [(book.t(key), width) for key, width in keys], len(listed), 2)
    colours = {"met": ("#DDF0EA", "#0B5D4E"), "not_met": ("#FBE9D2", "#8A4600")}
    for at, (report, answer) in enumerate(listed, 1):
        goal = answer.goal
        figures = "\n".join(words(figure.target, book.language) for figure in answer.figures)
        agrees = {True: f"= {book.t('agrees')}", False: f"≠ {book.t('disagrees')}", None: ""}[answer.agrees]
        fill = colours.get(answer.outcome)
        cells = [
            report.head.id,
            goal.indicator.name,
            book.t(f"tier.{goal.level}") if goal.level else "",
            f"{answer.year} *" if answer.inferred else answer.year,
            words(goal, book.language),
            figures,
            book.t(f"outcome.{answer.outcome}"),
            book.t(f"says.{answer.claim.says}") if answer.claim else "",
            answer.claim.text if answer.claim else "",
            agrees,
            goal.source.sentence.text,
        ]
        for column, cell in enumerate(cells):
            look: dict[str, Any] = {"text_wrap": True, "align": "left"}
            if column == 6 and fill:
                look |= {"bg_color": fill[0], "font_color": fill[1]}
            if column == 9 and answer.agrees is False:
                look |= {"bg_color": "#A0222C", "font_color": "#FFFFFF", "bold": True}
            book.put(sheet, at, column, cell, **look)


def workbook(found: Comparison, language: Language, link: Link) -> bytes:
    """The workbook as bytes, its heads and words in `language`."""
    book = Book(found, language, link)
    matrix(book)
    beside(book)
    differences(book)
    silent(book)
    positions(book)
    if found.reports:
        results(book)
    records(book)
    documents(book)
    book.book.close()
    return book.buffer.getvalue()
