"""Word documents made of texts and by hand, for tests of their reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def of_text(text: str) -> bytes:
    """A text as a Word document, a paragraph for each of its lines."""
    made = docx.Document()
    for line in text.split("\n"):
        made.add_paragraph("".join(c for c in line if c.isprintable() or c == "\t"))
    return saved(made)


def saved(made: docx.document.Document) -> bytes:
    """A python-docx document's bytes."""
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def of_table(rows: Sequence[Sequence[str]], merged: Sequence[tuple[int, int, int, int]] = (), lead: str = "") -> bytes:
    """A document with one table; `merged` are (row, column, last row, last column)."""
    made = docx.Document()
    if lead:
        made.add_paragraph(lead)
    table = made.add_table(len(rows), len(rows[0]))
    for row, line in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    for top, left, bottom, right in merged:
        text = rows[top][left]
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
    return saved(made)


def of_body(body: str, **parts: str) -> bytes:
    """A document whose body is this XML; other parts by name (`footnotes`, `numbering`), their XML within the root."""
    made = of_text("")
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            if name not in {"word/document.xml", *(f"word/{part}.xml" for part in parts)}:
                new.writestr(name, old.read(name))
        new.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for part, xml in parts.items():
            new.writestr(f"word/{part}.xml", f'<w:{part} xmlns:w="{W}">{xml}</w:{part}>')
    return file.getvalue()
