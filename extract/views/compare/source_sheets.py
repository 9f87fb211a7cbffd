"""The sheets of compare.xlsx that say where everything is from: the records and the documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extract.contract.model import Target
from extract.views.compare.plain_data import place, record
from extract.views.compare.record_heads import HEADS, PRINTED, in_words
from extract.views.compare.record_heads import head as head_of
from extract.views.compare.xlsx import Book


def records(book: Book) -> None:
    """Every record with its sentence and its link; codes in words, what matters most first and printed."""
    matrix = book.found.matrix
    values = [v for row in matrix.rows for at in sorted(row.cells) for v in row.cells[at]]
    left = [(head, target) for each in matrix.leftover.values() for head, target in each]
    latest = {id(v) for row in matrix.beside if row.view == "latest" for each in row.cells.values() for v in each}
    heads = [(head_of(name, book.language), float(width)) for name, (_, _, width) in HEADS.items()]
    sheet = book.sheet(book.t("sources_sheet"), heads, len(values) + len(left), 1, printed=PRINTED)
    none = {"year": None, "year_inferred": False, "verdict": None, "latest": False}
    lines: Iterable[tuple[Any, Target, dict[str, Any]]] = [
        *((v.head, v.target, {"year": v.year, "year_inferred": v.inferred, "verdict": v.verdict,
                              "latest": id(v) in latest}) for v in values),
        *((head, target, none) for head, target in left),
    ]  # fmt: skip
    for at, (head, target, more) in enumerate(lines, 1):
        cells = {
            **place(head),
            **record(target),
            **more,
            "document": head.id,
            "indicator": target.indicator.name,
        }
        for column, name in enumerate(HEADS):
            if name == "link":
                address = book.link(head.id, target.id)
                if address is not None and len(address) < 2_000:
                    # XlsxWriter turns each slash of a path into a backslash, which would break an anchor.
                    path, _, anchor = address.partition("#")
                    address = f"external:{path}#{anchor.replace('/', '%2F')}"
                    sheet.write_url(at, column, address, book.format(font_color="#1F5F8B"), book.t("open_review"))
                continue
            wrapped = {"text_wrap": True} if column < PRINTED else {}
            book.put(sheet, at, column, in_words(name, cells[name], book.language), **wrapped)


def documents(book: Book) -> None:
    """The documents and where they are from."""
    heads = [each.document for each in book.found.matrix.documents]
    keys = (
        ("document", 26),
        ("province", 20),
        ("province_today", 20),
        ("district", 16),
        ("number", 20),
        ("issued", 13),
        ("horizon", 12),
        ("wording", 90),
    )
    sheet = book.sheet(book.t("documents_sheet"), [(book.t(key), width) for key, width in keys], len(heads), 1)
    for at, head in enumerate(heads, 1):
        where = place(head)
        years = "–".join(str(y) for y in (head.horizon.start, head.horizon.end) if y) if head.horizon else ""
        cells = [
            head.id,
            where["province"],
            where["successor"],
            where["district"],
            head.number,
            head.issued,
            years,
            head.title,
        ]
        for column, cell in enumerate(cells):
            book.put(sheet, at, column, cell, text_wrap=True)
