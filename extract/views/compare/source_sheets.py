"""The sheets of compare.xlsx that say where everything is from: the records and the documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extract.contract.model import Target
from extract.views.compare.plain_data import COLUMNS, place, record
from extract.views.compare.xlsx import Book


def records(book: Book) -> None:
    """Every record with its sentence and its link."""
    values = [v for row in book.found.matrix.rows for at in sorted(row.cells) for v in row.cells[at]]
    left = [(head, target) for each in book.found.matrix.leftover.values() for head, target in each]
    names = [name for name in COLUMNS if name in _RECORD_COLUMNS]
    sheet = book.sheet(
        book.t("sources_sheet"), [(name, _RECORD_COLUMNS[name]) for name in names], len(values) + len(left), 1
    )
    sheet.set_paper(9)
    for at, name in enumerate(names):
        if (
            name not in _PRINTED or name == f"value_{'en' if book.language == 'vi' else 'vi'}"
        ):  # folded away: it is there, and no page of A4 is as wide as all of them
            sheet.set_column(at, at, _RECORD_COLUMNS[name], None, {"level": 1, "hidden": True})
    lines: Iterable[tuple[Any, Target, dict[str, Any]]] = [
        *((v.head, v.target, {"year": v.year, "year_inferred": v.inferred, "verdict": v.verdict}) for v in values),
        *((head, target, {"year": None, "year_inferred": False, "verdict": None}) for head, target in left),
    ]
    for at, (head, target, more) in enumerate(lines, 1):
        cells = {
            **place(head),
            **record(target),
            **more,
            "document": head.id,
            "indicator": target.indicator.id or target.indicator.name,
        }
        for column, name in enumerate(names):
            if name == "link":
                address = book.link(head.id, target.id)
                if address is not None and len(address) < 2_000:
                    # XlsxWriter turns each slash of a path into a backslash, which would break an anchor.
                    path, _, anchor = address.partition("#")
                    address = f"external:{path}#{anchor.replace('/', '%2F')}"
                    sheet.write_url(at, column, address, book.format(font_color="#1F5F8B"), book.t("open_review"))
                continue
            book.put(sheet, at, column, cells[name])


_RECORD_COLUMNS = {
    "indicator": 34,
    "kind": 9,
    "level": 10,
    "year": 8,
    "year_inferred": 10,
    "province_code": 9,
    "province": 16,
    "successor_code": 9,
    "successor": 16,
    "district": 14,
    "document": 20,
    "value_vi": 22,
    "value_en": 22,
    "unit": 10,
    "unit_text": 12,
    "relation": 9,
    "value": 10,
    "upper": 8,
    "out_of": 8,
    "band": 14,
    "direction": 10,
    "per": 7,
    "qualifier": 18,
    "exclusion": 28,
    "verdict": 11,
    "indicator_text": 40,
    "sentence": 90,
    "section_labels": 18,
    "start": 9,
    "end": 9,
    "confidence": 10,
    "id": 44,
    "link": 22,
}


_PRINTED = frozenset({
    "indicator", "kind", "level", "year", "province", "district", "document", "value_vi", "value_en", "qualifier",
    "verdict", "sentence", "link",
})  # fmt: skip
"""The columns in view; of the two that tell the value, the one in the book's language."""


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
            head.district,
            head.number,
            head.issued,
            years,
            head.title,
        ]
        for column, cell in enumerate(cells):
            book.put(sheet, at, column, cell, text_wrap=True)
