"""The walk through the body of a Word file: paragraphs with their labels, tables, notes; what is deleted or hidden.

The tree is gone through flat, element after element: `Walk.blocks` never calls itself, however deep text boxes and
tables are nested.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from extract.readers.content import Options
from extract.readers.word.grids import Block, Cell, Paragraph, Piece, Table, begun, cell_of
from extract.readers.word.numbering import Numbering
from extract.readers.word.parts_of_docx import VAL, Element, W, on, value, whole, word
from extract.readers.word.styles import PLAIN, Look, Styles, look_of

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_PAGE_SIZED = 100 * 50 * 36_000**2  # EMU squared: a picture of 10 by 5 cm may be one of text
_MOST_CELLS = 20_000
_SILENT = frozenset(
    word(name) for name in (
        "instrText", "delInstrText", "rt", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "tblPrEx",
        "trPr", "tcPr", "rPr", "pPr", "footnoteRef", "endnoteRef", "annotationRef", "rubyPr",
    )
) | {_COMPATIBLE + "Fallback"}  # fmt: skip
_DELETED = frozenset({word("del"), word("moveFrom")})
_INSERTED = frozenset({word("ins"), word("moveTo")})
_SPACES = {word("tab"): " ", word("ptab"): " ", word("cr"): "\n", word("noBreakHyphen"): "-"}
_EMBEDDED = frozenset({word("object"), word("altChunk"), word("subDoc")})
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SYMBOLS = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB0: "°", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB7: "•", 0xBC: "…",
    0xA2: "′", 0xB2: "″", 0xAE: "→",
}  # fmt: skip
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_CONTENTS_FIELD = re.compile(r"\s*TOC\b", re.I)
_OLD_FONT = re.compile(r"\.Vn|VNI-", re.I)


def symbol(code: int, font: str) -> str:
    """A character of a symbol font; punctuation and digits are where they are elsewhere."""
    code &= 0xFF
    if font.lower().startswith("symbol"):
        return _SYMBOLS.get(code, chr(code) if 0x20 <= code < 0x40 else " ")
    return " "


@dataclass(slots=True)
class _Field:
    """A field: its instruction, and whether its result has begun."""

    instruction: str = ""
    result: bool = False


@dataclass(slots=True)
class _Open:
    """A paragraph being read, the look of its letters and of the run at hand, and boxes anchored in it."""

    paragraph: Paragraph
    base: Look
    mark_deleted: bool
    style: str | None
    element: Element
    run: Look = PLAIN
    muted: bool = False  # a mark of its own follows a note reference: it is not text
    deleted: int = 0  # open deletions of tracked changes
    boxes: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Told:
    """What was found besides text: counts by name."""

    counts: Counter[str] = field(default_factory=Counter)
    late: bool = False


class Walk:
    """Reads the body, a note, a running head: `blocks`.  Lists and note numbers go on from one call to the next."""

    def __init__(self, styles: Styles, numbering: Numbering, options: Options) -> None:
        self._styles, self._numbering, self._options = styles, numbering, options
        self.told = Told()
        self._notes = 0
        self._cells = 0

    def blocks(self, root: Element) -> list[Block]:
        """The paragraphs and tables under an element, in order."""
        body: list[Block] = []
        holders: list[list[Block]] = [body]
        opened: list[_Open] = []
        tables: list[tuple[Table, list[Cell]]] = []
        fields: list[_Field] = []
        carried: dict[int, Paragraph] = {}  # by holder: a paragraph whose mark was deleted goes on in the next
        walker = etree.iterwalk(root, events=("start", "end"))
        for count, (event, element) in enumerate(walker):
            if count % 20_000 == 19_999 and self._options.late:
                self.told.late = True
                break
            tag = element.tag
            if not isinstance(tag, str) or element is root:
                continue
            if event == "end":
                if tag == word("p") and opened and opened[-1].element is element:
                    self._close(opened.pop(), holders[-1], carried, fields)
                elif tag == word("txbxContent") or (tag == word("tc") and tables):
                    self._flush(holders.pop(), carried)
                elif tag == word("tr") and tables:
                    table, cells = tables[-1]
                    before = element.find(f"{word('trPr')}/{word('gridBefore')}")
                    table.rows.append((0 if before is None else whole(before.get(VAL), 0), list(cells)))
                    cells.clear()
                elif tag == word("tbl") and tables:
                    holders[-1].append(tables.pop()[0])
                elif tag == word("r") and opened:
                    opened[-1].run, opened[-1].muted = opened[-1].base, False
                elif tag == word("del") and opened and opened[-1].deleted:
                    opened[-1].deleted -= 1
                continue
            if tag == word("instrText"):
                if fields and not fields[-1].result and len(fields[-1].instruction) < 200:
                    fields[-1].instruction += (element.text or "")[:200]
                walker.skip_subtree()
            elif tag in _SILENT:
                walker.skip_subtree()
            elif tag in _DELETED:
                self.told.counts["deleted"] += 1
                if tag == word("del") and opened:
                    opened[-1].deleted += 1
                else:  # moved, and read where it was moved to
                    walker.skip_subtree()
            elif tag in _INSERTED:
                self.told.counts["inserted"] += 1
            elif tag == word("p"):
                opened.append(self._paragraph(element))
            elif tag == word("txbxContent"):
                holders.append(opened[-1].boxes if opened else holders[-1])
            elif tag == word("tbl"):
                tables.append((begun(element, self._styles), []))
            elif tag == word("tr"):
                properties = element.find(word("trPr"))
                if properties is not None and properties.find(word("del")) is not None:
                    self.told.counts["deleted"] += 1
                    walker.skip_subtree()
                elif self._cells > _MOST_CELLS:
                    self.told.counts["cut"] += 1
                    walker.skip_subtree()
            elif tag == word("tc") and tables:
                cell = cell_of(element, tables[-1][0])
                self._cells += cell.across
                tables[-1][1].append(cell)
                holders.append(cell.blocks)
            elif tag == word("sdt"):
                properties = element.find(word("sdtPr"))
                if properties is not None and on(properties, "showingPlcHdr"):
                    walker.skip_subtree()
            elif tag == word("fldSimple") and _PAGE_FIELD.match(element.get(word("instr")) or ""):
                walker.skip_subtree()
            elif tag in _EMBEDDED:
                self.told.counts["embedded"] += 1
                if tag != word("object"):
                    walker.skip_subtree()
            elif tag == _EXTENT:
                self.told.counts["pictures"] += _large_picture(element)
            elif opened:
                self._inline(element, tag, opened[-1], fields)
        while opened:  # only where the time was over
            self._close(opened.pop(), holders[-1], carried, fields)
        self._flush(body, carried)
        return body

    def _paragraph(self, element: Element) -> _Open:
        properties = element.find(word("pPr"))
        name = value(properties, "pStyle")
        style = self._styles.of(name)
        look = style.look.over(self._styles.base)
        paragraph = Paragraph(furniture=style.contents)
        depth = value(properties, "outlineLvl")
        paragraph.heading = style.heading if depth is None else whole(depth, 9) < 9
        mark = None if properties is None else properties.find(word("rPr"))
        gone = mark is not None and (mark.find(word("del")) is not None or mark.find(word("moveFrom")) is not None)
        return _Open(paragraph, look, gone, name, element, look)

    def _inline(self, element: Element, tag: str, at: _Open, fields: list[_Field]) -> None:
        if tag == word("r"):
            properties = element.find(word("rPr"))
            own = look_of(properties)
            character = value(properties, "rStyle")
            at.run = own.over(self._styles.letters(character).within(at.base)) if character else own.over(at.base)
        elif tag in (word("t"), word("delText"), _MATH):
            self._put(element.text or "", at, fields)
        elif tag == word("br"):
            self._put(" " if element.get(word("type")) in ("page", "column") else "\n", at, fields)
        elif tag in _SPACES:
            self._put(_SPACES[tag], at, fields)
        elif tag == word("sym"):
            code = element.get(word("char")) or ""
            if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code):
                self._put(symbol(int(code, 16), element.get(word("font")) or ""), at, fields)
        elif tag == word("commentReference"):
            at.paragraph.comments.append(len(at.paragraph.pieces))
        elif tag in (word("footnoteReference"), word("endnoteReference")) and not (at.run.hidden or at.deleted):
            self._notes += 1
            kind = tag[len(W) :].removesuffix("Reference")
            at.paragraph.notes.append((self._notes, (kind, element.get(word("id")) or "")))
            at.paragraph.pieces.append(Piece(f"[^{self._notes}]", True))
            at.muted = element.get(word("customMarkFollows")) in ("1", "true", "on")
        elif tag == word("fldChar"):
            kind = element.get(word("fldCharType")) or ""
            if kind == "begin":
                fields.append(_Field())
            elif kind == "separate" and fields:
                fields[-1].result = True
            elif kind == "end" and fields:
                fields.pop()

    def _put(self, text: str, at: _Open, fields: list[_Field]) -> None:
        if not text or at.muted:
            return
        for each in fields:
            if not each.result or _PAGE_FIELD.match(each.instruction):
                return
            if _CONTENTS_FIELD.match(each.instruction):
                at.paragraph.furniture = True
        look = at.run
        if look.hidden:
            self.told.counts["hidden"] += len(text)
            return
        font = look.font or ""
        if font.lower().startswith("symbol"):
            text = "".join(symbol(ord(c), font) if 0xF000 <= ord(c) <= 0xF0FF else c for c in text)
        if look.raised and text.strip().isdecimal() and text.isascii():
            text = text.translate(_HIGH)
        if look.capitals:
            text = text.upper()
        struck = bool(look.struck or look.struck_twice or at.deleted)
        at.paragraph.pieces.append(Piece(text, bool(look.bold), font if _OLD_FONT.match(font) else "", struck))

    def _close(self, at: _Open, holder: list[Block], carried: dict[int, Paragraph], fields: list[_Field]) -> None:
        """Put a paragraph where it belongs, with its label; boxes anchored in it go behind it."""
        while fields and not fields[-1].result:  # an instruction does not go on past its paragraph
            fields.pop()
        paragraph = at.paragraph
        if not at.mark_deleted or paragraph.standing:  # a deleted paragraph is not counted in its list
            paragraph.label = self._label(at)
        before = carried.pop(id(holder), None)
        if before is not None:
            paragraph.comments[:] = [*before.comments, *(len(before.pieces) + each for each in paragraph.comments)]
            paragraph.pieces[:0] = before.pieces
            paragraph.notes[:0] = before.notes
        if at.mark_deleted:
            carried[id(holder)] = paragraph
        else:
            holder.append(paragraph)
        holder.extend(at.boxes)

    def _label(self, at: _Open) -> str:
        style = self._styles.of(at.style)
        listed = at.element.find(f"{word('pPr')}/{word('numPr')}")
        number = value(listed, "numId") or style.number
        if number is None or number == "0":
            return ""
        said = value(listed, "ilvl")
        if said is not None:
            depth = whole(said, 0)
        elif value(listed, "numId") is None:
            depth = style.level if style.level is not None else self._numbering.level_of(number, at.style)
        else:
            depth = 0
        return self._numbering.label(number, depth)

    def _flush(self, holder: list[Block], carried: dict[int, Paragraph]) -> None:
        rest = carried.pop(id(holder), None)
        if rest is not None:
            holder.append(rest)


def _large_picture(extent: Element) -> bool:
    """Whether a drawing of this extent is a picture that may hold text."""
    sides = [extent.get(name) or "" for name in ("cx", "cy")]
    if not all(side.isascii() and side.isdecimal() and len(side) < 12 for side in sides):
        return False
    drawing = extent.getparent()
    if int(sides[0]) * int(sides[1]) < _PAGE_SIZED or drawing is None:
        return False
    return next(drawing.iter(_PICTURE), None) is not None
