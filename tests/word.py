"""Word files for tests: small ones of hand-written XML, and whole documents made of a text with python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extract.language.cleaning import composed
from extract.language.labels import label_of
from extract.layout.outline import Block, outline

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def run(text: str, properties: str = "") -> str:
    """A run as XML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, properties: str = "") -> str:
    """A paragraph of runs (XML) or texts."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(text: str, properties: str = "") -> str:
    """A table cell; text that is XML is taken as it is."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else para(text)}</w:tc>"


def table(*rows: Sequence[str], ruled: bool = True) -> str:
    """A table of cells (XML) or texts."""
    lines = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if ruled else ""
    body = "".join(f"<w:tr>{''.join(c if c.startswith('<w:tc>') else cell(c) for c in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{lines}</w:tblPr>{body}</w:tbl>"


def package(body: str, extra: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A Word file of a body (XML) and further parts by name (styles, numbering, footnotes, header, ...)."""
    archive = io.BytesIO()
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{_OFFICE}{kind}" Target="{kind}.xml"/>' for i, kind in enumerate(parts)
    )
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        types = "".join(
            f'<Override PartName="/word/{kind}.xml" ContentType="{_KIND}{kind}{".main" * (kind == "document")}+xml"/>'
            for kind in ("document", *parts)
        )
        file.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
            f' ContentType="application/xml"/>{types}</Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="r" Type="{_OFFICE}officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELATIONSHIPS}">{relations}</Relationships>'
        )
        file.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for kind, xml in parts.items():
            root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            file.writestr(f"word/{kind}.xml", f"<w:{root} {NAMES}>{xml}</w:{root}>")
        for name, data in (extra or {}).items():
            file.writestr(name, data)
    return archive.getvalue()


def levels(*forms: tuple[str, str], number: int = 0) -> str:
    """An abstract list whose levels have these (format, text)."""
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(forms)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'


def of_text(raw: str, *, numbered: bool = False) -> bytes:
    """A text as a Word file: a paragraph for each block, bold headings, footnotes where the text has notes.

    `numbered`: labels "1.", "a)", "-" are written by Word's automatic numbering.
    """
    shape = outline(composed(raw))
    text = shape.working.text
    file = docx.Document()
    marks: dict[int, list[int]] = {}  # block: offsets of the marks in it
    notes: list[str] = []
    anchored: dict[int, int] = {}
    for block in shape.blocks:
        if block.kind == "note" and block.anchor >= 0:
            anchored.setdefault(block.anchor, len(anchored) + 1)
    lists = _Lists(file)
    for at, block in enumerate(shape.blocks):
        if block.kind == "note" and block.anchor >= 0:
            continue
        own = [offset for offset in anchored if block.start <= offset <= block.end]
        marks[at] = own
        _write(file, text, block, {offset: anchored[offset] for offset in own}, lists if numbered else None)
    by_anchor: dict[int, list[str]] = {}
    for block in shape.blocks:
        if block.kind == "note" and block.anchor >= 0:
            by_anchor.setdefault(block.anchor, []).append(text[block.start : block.end])
    notes = [
        f'<w:footnote w:id="{anchored[anchor]}">{"".join(map(para, texts))}</w:footnote>'
        for anchor, texts in by_anchor.items()
    ]
    if notes:
        blob = f"<w:footnotes {NAMES}>{''.join(notes)}</w:footnotes>".encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, blob, file.part.package)
        file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _write(file: Any, text: str, block: Block, marks: dict[int, int], lists: _Lists | None) -> None:
    paragraph = file.add_paragraph()
    start = block.start
    label = label_of(text[block.start : block.end])
    if lists is not None and (number := lists.number(text[block.start : block.start + label[2]].strip())):
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = number
        properties.get_or_add_ilvl().val = 0
        start += label[2]
    for offset in [*sorted(marks), block.end]:
        added = paragraph.add_run(text[start:offset])
        added.bold = block.kind == "heading" or None
        if offset in marks:
            mark = f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{marks[offset]}"/></w:r>'
            paragraph._p.append(parse_xml(mark))
        start = offset


class _Lists:
    """Lists made as they are needed: one goes on while labels count up."""

    def __init__(self, file: Any) -> None:
        self._root = file.part.numbering_part.element
        self._last: dict[str, tuple[int, int]] = {}
        self._next = 500
        first = self._root[0]
        for at, (form, shown) in enumerate((("decimal", "%1."), ("lowerLetter", "%1)"), ("bullet", "\uf02d"))):
            xml = levels((form, shown), number=900 + at).replace("<w:abstractNum", f"<w:abstractNum {nsdecls('w')}", 1)
            first.addprevious(parse_xml(xml))

    def number(self, label: str) -> int | None:
        """The list in which this label comes next; None where no list gives it."""
        if re.fullmatch(r"\d{1,2}\.", label):
            kind, count = "decimal", int(label[:-1])
        elif re.fullmatch(r"[a-z]\)", label):
            kind, count = "letter", ord(label[0]) - 96
        elif label == "-":
            kind, count = "bullet", 0
        else:
            return None
        number, before = self._last.get(kind, (0, -1))
        if not number or (kind != "bullet" and count != before + 1):
            number, self._next = self._next, self._next + 1
            abstract = 900 + ("decimal", "letter", "bullet").index(kind)
            self._root.append(
                parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
                    f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{count}"/></w:lvlOverride></w:num>'
                )
            )
        self._last[kind] = (number, count)
        return number
