"""What tells a row of compare.xlsx, its first columns, and what tells a column, its head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.views.compare.across import Column
from extract.views.compare.matrix import Row
from extract.views.compare.xlsx import Book

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

KEY = (("domain", 15), ("indicator", 42), ("measured", 15), ("tier", 12), ("year", 11), ("kind", 11))


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


def column_name(column: Column, book: Book) -> str:
    name = column.name or book.t("no_province")
    if column.today_name and column.today_name != column.name:
        name += f"\n({'nay' if book.language == 'vi' else 'now'} {column.today_name})"
    if column.district:
        name = f"{column.district}, {name}"
    return f"{name} {column.title}" if column.title else name


def write_key(book: Book, sheet: Worksheet, at: int, row: Row) -> None:
    for column, cell in enumerate(_key_cells(book, row)):
        look = {"bold": True} if column == 1 else {"align": "left"}
        book.put(sheet, at, column, cell, text_wrap=True, **look)
