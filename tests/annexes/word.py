"""Annexes as Word files (python-docx), and these as PDFs by LibreOffice, where it is installed."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.annexes.texts import Annex, Cell

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def document(annex: Annex, *, ruled: bool = True) -> bytes:
    """An annex as a Word file, with the looks it asks for, or without rules and shading."""
    made = docx.Document()
    for text in annex.above:
        line = made.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(text).bold = True
    table = made.add_table(len(annex.rows), len(annex.widths))
    table.autofit = False
    size = 8.5 if len(annex.widths) > 8 else 11.0
    for column, width in zip(table.columns, annex.widths, strict=True):
        for cell in column.cells:
            cell.width = Pt(430 * width / sum(annex.widths))
    if ruled:
        table._tbl.tblPr.append(_borders("thick" in annex.looks or "gapped" in annex.looks))
    for cell in annex.cells:
        _fill(table, annex, cell, size, ruled)
    for row in table.rows[: annex.head]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for text in annex.below:
        made.add_paragraph(text)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _fill(table: Any, annex: Annex, cell: Cell, size: float, ruled: bool) -> None:
    one = table.cell(cell.row, cell.column)
    if cell.down > 1 or cell.across > 1:
        one = one.merge(table.cell(cell.row + cell.down - 1, cell.column + cell.across - 1))
    head = cell.row < annex.head
    for each in one.paragraphs[1:]:
        each._p.getparent().remove(each._p)
    paragraph = one.paragraphs[0]
    if head or (len(cell.text) < 8 and cell.column != 1):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(cell.text)
    run.bold, run.font.size = head, Pt(size)
    if ruled and "shaded" in annex.looks and (head or cell.row % 2 == 0 or cell.across > 1):
        one._tc.get_or_add_tcPr().append(_shade("CCE0F5" if head else "D9D9D9"))
        run._r.get_or_add_rPr().append(_shade("D9D9D9"))


def _shade(colour: str) -> Any:
    made = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        made.set(qn(f"w:{name}"), value)
    return made


def _borders(thick: bool) -> Any:
    made = OxmlElement("w:tblBorders")
    for side in _SIDES:
        edge = OxmlElement(f"w:{side}")
        heavy = thick and not side.startswith("inside")
        for name, value in (("val", "single"), ("sz", "36" if heavy else "4"), ("space", "0"), ("color", "000000")):
            edge.set(qn(f"w:{name}"), value)
        made.append(edge)
    return made


def installed() -> bool:
    """Whether LibreOffice is."""
    return shutil.which("soffice") is not None


def converted(files: Iterable[Path], folder: Path) -> None:
    """Word files as PDFs into a folder.  Raises subprocess.CalledProcessError."""
    profile = (folder / "profile").absolute().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(folder), *map(str, files)], check=True, capture_output=True, timeout=600)
