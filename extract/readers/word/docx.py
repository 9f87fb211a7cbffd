"""Word (.docx, .docm, .dotx): text as the document would be printed with all changes accepted.

Automatic numbers are written out, footnotes stand behind their paragraph.  What is struck through or deleted stands
between `~~` and is read by nothing behind the reader; comments and hidden text are left out and told of.  Word keeps
no pages, so none are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from extract.contract.failures import ReadError, notice
from extract.language.labels import label_of
from extract.language.striking import through
from extract.readers.content import Content, Options
from extract.readers.script import Script, copied, parted
from extract.readers.text.codepages import of_tcvn3, of_vni
from extract.readers.text.encodings import Font, font_of
from extract.readers.word.body import Told, Walk
from extract.readers.word.grids import Block, Paragraph, Piece, cells_in_order, parts_of
from extract.readers.word.numbering import Numbering
from extract.readers.word.parts_of_docx import Parts, word
from extract.readers.word.styles import Styles
from extract.sources.source import Notice

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHORT = 200  # characters a heading may have
_BEHIND = 6  # words that tell where a comment stands
_TOLD = 10  # comments whose places are told
_ITEMS = frozenset({"dash", "plus", "star"})
_UNICODE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_Notes = dict[tuple[str, str], list[Block]]


def content(data: bytes, name: str, options: Options) -> Content:
    """The text of a Word file.  Raises ReadError (truncated, too_large, encrypted, not_a_document, no_text_layer)."""
    parts = Parts(data, options)
    body = parts.body()
    styles = Styles(next(iter(parts.related("styles")), None))
    walk = Walk(styles, Numbering(next(iter(parts.related("numbering")), None), styles), options)
    blocks = walk.blocks(body)
    notes = _notes(parts, walk)
    edges = [walk.blocks(root) for kind in ("header", "footer") for root in parts.related(kind)]
    writer = _Writer(_Mending([blocks, *notes.values(), *edges]), notes)
    writer.write(blocks)
    for text in dict.fromkeys(text for each in edges for text in writer.texts(each)):
        if any(map(str.isalnum, text)):
            writer.script.furniture(text)
    if not any(map(str.isalnum, "".join(writer.texts(blocks)))) and walk.told.counts["pictures"]:
        raise ReadError("no_text_layer.pictures")
    writer.script.notices += [*writer.mending.notices, *_told(walk.told), *writer.comments(blocks)]
    return writer.script.content(MEDIA_TYPE)


def _notes(parts: Parts, walk: Walk) -> _Notes:
    """Footnotes and endnotes by kind and id."""
    found: _Notes = {}
    for kind in ("footnote", "endnote"):
        for root in parts.related(f"{kind}s"):
            for note in root.iterchildren(word(kind)):
                found.setdefault((kind, note.get(word("id")) or ""), walk.blocks(note))
    return found


def _told(told: Told) -> list[Notice]:
    counts = told.counts
    notices: list[Notice] = []
    if counts["inserted"] or counts["deleted"]:
        changes = {"inserted": counts["inserted"], "deleted": counts["deleted"]}
        notices.append(notice("tracked_changes.counts", **changes))
    if counts["hidden"]:
        notices.append(notice("left_out.hidden", count=counts["hidden"]))
    if counts["embedded"]:
        notices.append(notice("left_out.embedded", count=counts["embedded"]))
    if counts["pictures"]:
        notices.append(notice("left_out.pictures", count=counts["pictures"]))
    if counts["cut"]:
        notices.append(notice("table_cut.rows", count=counts["cut"]))
    if told.late:
        notices.append(notice("partial.word_late"))
    return notices


class _Mending:
    """Text of fonts older than Unicode put right: by the name of a font, else by how all the text reads."""

    def __init__(self, everything: list[list[Block]]) -> None:
        pieces = [piece for blocks in everything for paragraph in _paragraphs(blocks) for piece in paragraph.pieces]
        named = "".join(piece.text for piece in pieces if piece.font)
        self._named = bool(named) and _UNICODE.search(named) is None and not named.isascii()
        plain = [
            "".join(piece.text for piece in paragraph.pieces if not (self._named and piece.font))
            for blocks in everything for paragraph in _paragraphs(blocks)
        ]  # fmt: skip
        self._font: Font | None = font_of("\n".join(plain))
        names = {_encoding(piece.font) for piece in pieces if piece.font} if self._named else set()
        names |= {self._font.name} if self._font else set()
        self.notices: list[Notice] = [notice("encoding.fonts", font=each) for each in sorted(names)]

    def text(self, pieces: Iterable[Piece]) -> str:
        """Characters of pieces that follow each other, in Unicode; what is struck through as such."""
        runs = [(gone, self._of_fonts(run)) for gone, run in groupby(pieces, key=attrgetter("struck"))]
        return "".join(through(text) if gone else text for gone, text in runs)

    def _of_fonts(self, pieces: Iterable[Piece]) -> str:
        joined: list[tuple[str, str]] = []
        for piece in pieces:
            font = piece.font if self._named else ""
            if joined and joined[-1][0] == font:
                joined[-1] = (font, joined[-1][1] + piece.text)
            else:
                joined.append((font, piece.text))
        parts = [self._named_font(text, font) if font else self._other(text) for font, text in joined]
        return _CONTROL.sub(" ", "".join(parts))

    def _other(self, text: str) -> str:
        return self._font.piece(text) if self._font else text

    @staticmethod
    def _named_font(text: str, font: str) -> str:
        if _encoding(font) == "VNI":
            return of_vni(text)
        text = of_tcvn3(text)
        return text.upper() if font.endswith("H") else text


def _encoding(font: str) -> str:
    return "VNI" if font.upper().startswith("VNI") else "TCVN3"


def _paragraphs(blocks: list[Block]) -> list[Paragraph]:
    """The paragraphs of blocks, those in the cells of tables too."""
    found: list[Paragraph] = []
    waiting = list(reversed(blocks))
    while waiting:
        block = waiting.pop()
        if isinstance(block, Paragraph):
            found.append(block)
        else:
            cells = [cell for _, row in block.rows for cell in row]
            waiting.extend(inner for cell in reversed(cells) for inner in reversed(cell.blocks))
    return found


class _Writer:
    """Writes blocks into a script."""

    def __init__(self, mending: _Mending, notes: _Notes) -> None:
        self.script = Script()
        self.mending = mending
        self._notes = notes

    def texts(self, blocks: list[Block]) -> list[str]:
        """The text of each paragraph, labels before it."""
        return [text for each in _paragraphs(blocks) if (text := self._text(each))]

    def _text(self, paragraph: Paragraph) -> str:
        text = " ".join(self.mending.text(paragraph.pieces).split())
        return f"{paragraph.label} {text}" if text and paragraph.label else text

    def comments(self, blocks: list[Block]) -> list[Notice]:
        """That comments were left out, with the words that the first of them stand behind."""
        places = [
            " ".join(self.mending.text(each.pieces[:at]).split()[-_BEHIND:])
            for each in _paragraphs(blocks) for at in each.comments
        ]  # fmt: skip
        if not places:
            return []
        if not (told := [f"“{place}”" for place in dict.fromkeys(places) if place][:_TOLD]):
            return [notice("left_out.comments", count=len(places))]
        return [notice("left_out.comments_at", count=len(places), places=", ".join(told))]

    def write(self, blocks: list[Block]) -> None:
        """All blocks in order; tables that place text are taken apart, cell by cell."""
        waiting = list(reversed(blocks))
        while waiting:
            block = waiting.pop()
            if isinstance(block, Paragraph):
                self._paragraph(block)
                continue
            grid = block.grid()
            cells = list(cells_in_order(grid))
            texts = {id(cell): " ".join(self.texts(cell.blocks)) for cell in cells}
            told = parts_of(block, grid, texts)
            if told is None:
                waiting.extend(inner for cell in reversed(cells) for inner in reversed(cell.blocks))
                continue
            titles, skipped = told
            for title in titles:
                for paragraph in _paragraphs(title.blocks):
                    self._paragraph(paragraph)
            rows = [[texts[id(cell)] if cell is not None else "" for cell in row] for row in grid[skipped:]]
            self.script.table(rows, copies=copied(grid[skipped:]))
            for cell in cells:
                if not any(cell is title for title in titles):
                    for paragraph in _paragraphs(cell.blocks):
                        self._behind(paragraph)

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = self.mending.text(paragraph.pieces)
        lines = parted(text)
        if not lines:
            return
        if paragraph.label:
            lines[0] = f"{paragraph.label} {lines[0]}"
        if paragraph.furniture:
            self.script.furniture(" ".join(lines))
            return
        bold = all(p.bold for p in paragraph.pieces if any(map(str.isalnum, p.text)) and not p.struck)
        for line in lines:
            titled = paragraph.standing and _heading(line, styled=paragraph.heading, bold=bold)
            self.script.paragraph(line, heading=titled)
        self._behind(paragraph)

    def _behind(self, paragraph: Paragraph) -> None:
        """The notes whose marks stand in a paragraph."""
        for mark, key in paragraph.notes:
            text = " ".join(self.texts(self._notes.get(key, [])))
            if text:
                self.script.note(str(mark), text)


def _heading(line: str, *, styled: bool, bold: bool) -> bool:
    if len(line) > _SHORT or line.isupper() or not any(map(str.isalpha, line)):
        return False
    label = label_of(line)[0]
    return (styled and label not in _ITEMS) or (bold and not label)
