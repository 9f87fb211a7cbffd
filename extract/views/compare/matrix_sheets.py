"""The sheets of compare.xlsx that set places beside one another: the matrix, and the nearest years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from extract.contract.wording import value as words
from extract.messages import Language
from extract.views.compare.labels import SIGNS
from extract.views.compare.matrix import Row, Value
from extract.views.compare.plain_data import clean, number, usual
from extract.views.compare.row_heads import KEY, column_name, write_key
from extract.views.compare.xlsx import FILL, INK, LONGEST_COMMENT, MOST_COMMENTS, Book, number_format, shown

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_MOST_WORDS = 60  # characters of the words that tell values of one cell apart


def matrix(book: Book) -> None:
    """The matrix: a row an indicator, tier and year, a column a place."""
    columns = book.found.matrix.columns
    heads = [*[(book.t(k), w) for k, w in KEY], (book.t("usual"), 16)]
    heads += [(book.t(f"flag.{flag}"), 11) for flag in ("differs", "stricter", "laxer", "silent")]
    heads += [(column_name(column, book), 19) for column in columns]
    rows = book.found.matrix.rows
    sheet = book.sheet(book.t("matrix_sheet"), heads, len(rows), 2)
    for at, row in enumerate(rows, 1):
        write_key(book, sheet, at, row)
        book.put(sheet, at, len(KEY), usual(row, book.language), font_color="#5B6473")
        for place_, flag in enumerate(("differs", "stricter", "laxer", "silent"), len(KEY) + 1):
            book.put(sheet, at, place_, "x" if flag in row.flags else "", align="center")
        for number_ in range(len(columns)):
            _cell(book, sheet, at, len(KEY) + 5 + number_, row, number_)
    _note(book, sheet, len(rows) + 2)


def beside(book: Book) -> None:
    """The latest of each place and the nearest years side by side, each value with its year."""
    columns, rows = book.found.matrix.columns, book.found.matrix.beside
    heads = [(book.t(k), 24 if k == "year" else w) for k, w in KEY]
    heads += [(column_name(column, book), 19) for column in columns]
    sheet = book.sheet(book.t("latest_sheet"), heads, len(rows), 2)
    for at, row in enumerate(rows, 1):
        write_key(book, sheet, at, row)
        for number_ in range(len(columns)):
            told = [
                f"{words(each.target, book.language)} ({each.year}{' *' if each.inferred else ''})"
                + (f", {each.target.part}" if each.target.part else "")
                for each in row.cells.get(number_, [])
            ]
            book.put(sheet, at, len(KEY) + number_, "\n".join(dict.fromkeys(told)), text_wrap=True, align="left")
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
