"""A Word document set as offices set theirs: A4, Times New Roman, 13 points, margins of 20 to 30 mm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from extract.messages import Language
from extract.write.export.workbook import cell_text

Cells = tuple[str, ...]
_FONT = "Times New Roman"
_BODY, _TITLE = 13, 14  # points
SIZES = (_BODY, 11, 10.5)
"""Of text, of tables, of what is small, in points."""
_CREATED = datetime(2025, 1, 1)


class Letter:
    """A document that is written from its head down.  Text may hold anything: what XML cannot is left out."""

    def __init__(self, title: str, author: str, language: Language, smaller: float = 0.0) -> None:
        """`smaller`: points taken off the type of tables and of what is small."""
        from docx import Document
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt

        self._cm, self._pt, self._qn = Cm, Pt, qn
        self._table, self._small = SIZES[1] - smaller, SIZES[2] - smaller
        self._document: Any = Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.top_margin = section.bottom_margin = Cm(1.5)
        section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = _FONT, Pt(_BODY)
        fonts = style.element.rPr.rFonts
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), _FONT)
        self._speak(style.element.rPr, "vi-VN" if language == "vi" else "en-GB")
        style.paragraph_format.line_spacing = 1.0  # the template's 1.15 would hold for pictures, too
        style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
        about = self._document.core_properties
        about.title, about.author, about.last_modified_by = cell_text(title), author, author
        about.created = about.modified = _CREATED
        about.comments = ""

    def _speak(self, properties: Any, code: str) -> None:
        """The language that spelling is checked in."""
        from docx.oxml import OxmlElement

        spoken = OxmlElement("w:lang")
        spoken.set(self._qn("w:val"), code)
        properties.append(spoken)

    def _run(self, paragraph: Any, text: str, size: float = _BODY, *, bold: bool = False, italic: bool = False) -> None:
        run = paragraph.add_run(cell_text(text))
        run.font.size, run.bold, run.italic = self._pt(size), bold, italic

    def _aligned(self, paragraph: Any, how: str) -> Any:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, how)
        return paragraph

    def heading(self, place: str, more: str, kind: str, warning: str) -> None:
        """Two columns: whose it is at the left, what it is at the right, a line under each."""
        table = self._document.add_table(rows=1, cols=2)
        self._wide(table, (7.0, 10.0))
        for cell, first, second in ((table.cell(0, 0), place, more), (table.cell(0, 1), kind, warning)):
            self._run(self._aligned(cell.paragraphs[0], "CENTER"), first, 12.5, bold=True)
            if second:
                self._run(self._aligned(cell.add_paragraph(), "CENTER"), second, 11, italic=True)
            self._ruled(cell.paragraphs[-1])

    def _wide(self, table: Any, widths: Sequence[float]) -> None:
        """The widths of a table's columns, in cm: programs look for them in different places."""
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self._cm(width)
            for cell in column.cells:
                cell.width = self._cm(width)

    def _ruled(self, paragraph: Any) -> None:
        """A short line below a paragraph."""
        from docx.oxml import OxmlElement

        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = self._cm(0.5)
        borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "2"), ("color", "404040")):
            line.set(self._qn(f"w:{name}"), value)
        borders.append(line)
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )

    def title(self, text: str, below: str) -> None:
        """The title, and whom it is about."""
        first = self._aligned(self._document.add_paragraph(), "CENTER")
        first.paragraph_format.space_before = self._pt(10)
        self._run(first, text, _TITLE, bold=True)
        second = self._aligned(self._document.add_paragraph(), "CENTER")
        second.paragraph_format.space_after = self._pt(6)
        self._run(second, below, _BODY, bold=True)

    def paragraph(self, text: str) -> None:
        """A paragraph of text, its first line set in."""
        made = self._aligned(self._document.add_paragraph(), "JUSTIFY")
        made.paragraph_format.first_line_indent = self._cm(1.0)
        made.paragraph_format.space_after = self._pt(4)
        self._run(made, text)

    def caption(self, text: str) -> None:
        """What stands over a table or a chart, and stays with it."""
        made = self._document.add_paragraph()
        made.paragraph_format.space_before = self._pt(5)
        made.paragraph_format.space_after = self._pt(2)
        made.paragraph_format.keep_with_next = True
        self._run(made, text, 12, bold=True)

    def small(self, text: str, *, italic: bool = False) -> None:
        """A paragraph in small type."""
        self._run(self._aligned(self._document.add_paragraph(), "JUSTIFY"), text, self._small, italic=italic)

    def table(self, heads: Cells, rows: Sequence[Cells], widths: Sequence[float]) -> None:
        """A ruled table; widths in cm.  Its heads stand on every page, and no row is broken."""
        from docx.oxml import OxmlElement

        table = self._document.add_table(rows=0, cols=len(heads))
        table.style = "Table Grid"
        for number, cells in enumerate((heads, *rows)):
            row = table.add_row()
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if not number:
                properties.append(OxmlElement("w:tblHeader"))
            for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                centred = not number or place in (0, 3)
                paragraph = self._aligned(cell.paragraphs[0], "CENTER" if centred else "LEFT")
                self._run(paragraph, text, self._table, bold=not number)
        self._wide(table, widths)

    def picture(self, png: bytes, width: float) -> None:
        """A picture in the middle; width in cm."""
        made = self._aligned(self._document.add_paragraph(), "CENTER")
        made.add_run().add_picture(BytesIO(png), width=self._cm(width))

    def pictures(self, captioned: Sequence[tuple[str, bytes]], width: float) -> None:
        """Pictures side by side, each under its caption; width of each in cm."""
        from docx.oxml import OxmlElement

        table = self._document.add_table(rows=1, cols=len(captioned))
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        self._wide(table, [width + 0.5] * len(captioned))
        for cell, (text, png) in zip(table.rows[0].cells, captioned, strict=True):
            first = cell.paragraphs[0]
            first.paragraph_format.space_before = self._pt(5)
            self._run(first, text, 12, bold=True)
            cell.add_paragraph().add_run().add_picture(BytesIO(png), width=self._cm(width))

    def bytes(self) -> bytes:
        """The document as a file."""
        made = BytesIO()
        self._document.save(made)
        return made.getvalue()
