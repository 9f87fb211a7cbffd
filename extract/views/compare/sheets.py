"""The sheets of compare.xlsx, one a view: who differs, who is silent, goals beside results, and the book of all."""

from __future__ import annotations

from typing import Any

from extract.contract.wording import value as words
from extract.messages import Language
from extract.views.compare.comparison import Comparison
from extract.views.compare.labels import SIGNS
from extract.views.compare.matrix_sheets import beside, matrix
from extract.views.compare.plain_data import Link, number, place, usual
from extract.views.compare.position_sheet import positions
from extract.views.compare.row_heads import KEY, column_name, write_key
from extract.views.compare.source_sheets import documents, records
from extract.views.compare.xlsx import FILL, INK, Book, shown


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
        *[(book.t(k), w) for k, w in KEY],
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
        write_key(book, sheet, at, row)
        where = place(value.head)
        verdict = value.verdict or ""
        look = {"bg_color": FILL[verdict], "font_color": INK[verdict]} if verdict in FILL else {}
        cells = [usual(row, book.language), where["province"], where["district"], where["successor"], value.head.id]
        for column, cell in enumerate(cells, len(KEY)):
            book.put(sheet, at, column, cell, text_wrap=True)
        column = len(KEY) + len(cells)
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
        *[(book.t(k), w) for k, w in KEY],
        (book.t("usual"), 18),
        (book.t("province"), 26),
        (book.t("why_empty"), 22),
        (book.t("speaking"), 60),
    ]
    sheet = book.sheet(book.t("silent_sheet"), heads, len(listed), 2)
    for at, (row, column, why) in enumerate(listed, 1):
        write_key(book, sheet, at, row)
        speaking = "; ".join(
            f"{column_name(columns[each], book)}: {', '.join(shown(v, book.language) for v in row.cells[each])}"
            for each in sorted(row.cells)
        ).replace("\n", " ")
        cells = [
            usual(row, book.language),
            column_name(columns[column], book).replace("\n", " "),
            book.t(f"empty.{why}"),
            speaking,
        ]
        for place_, cell in enumerate(cells, len(KEY)):
            book.put(sheet, at, place_, cell, text_wrap=True)


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
