"""Slides (.pptx): the text and tables of each in order; a slide is a page.

The speaker's notes, hidden slides, pictures and drawn charts are left out and told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extract.contract.failures import ReadError, notice
from extract.readers.content import Content, Options
from extract.readers.script import Script, parted
from extract.readers.text.encodings import font_of
from extract.readers.word.parts_of_docx import Element, Package, Relation
from extract.sources.source import Notice

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "ppt/presentation.xml"
_MOST_CELLS = 200_000
_LONG_TITLE = 200  # characters
_WIDEST = 200  # columns
_FURNITURE = frozenset({"ftr", "sldNum", "dt", "hdr"})


def content(data: bytes, name: str, options: Options) -> Content:
    """The text of slides.  Raises ReadError (truncated, too_large, encrypted, not_a_document)."""
    parts = Package(data, options)
    slides = _slides(parts.parsed(_MAIN), parts.relations_of(_MAIN))
    if not slides:
        raise ReadError("not_a_document.no_slides")
    if len(slides) > options.max_pages:
        raise ReadError("too_large.pages", count=len(slides), most=options.max_pages)
    walk = _Walk()
    for path in slides:
        if options.late:
            walk.script.notices.append(notice("partial.word_late"))
            break
        walk.script.page()
        root = parts.parsed(path)
        if root is None:
            continue
        if root.get("show") in {"0", "false"}:
            walk.told["slides"] += 1
            continue
        walk.slide(root)
        notes = (parts.parsed(each.target) for each in parts.relations_of(path) if each.kind == "notesSlide")
        walk.told["speaker_notes"] += any(_noted(note) for note in notes if note is not None)
    walk.script.notices.extend(_told(walk.told))
    found = walk.script.content(MEDIA_TYPE)
    if not any(map(str.isalnum, found.raw)) and walk.told["pictures"]:
        raise ReadError("no_text_layer.pictures")
    return found


def _told(counts: Counter[str]) -> Iterator[Notice]:
    """What was left out."""
    if counts["slides"]:
        yield notice("left_out.slides", count=counts["slides"])
    if counts["speaker_notes"]:
        yield notice("left_out.speaker_notes", count=counts["speaker_notes"])
    if counts["embedded"]:
        yield notice("left_out.embedded", count=counts["embedded"])
    if counts["pictures"]:
        yield notice("left_out.pictures", count=counts["pictures"])
    if counts["cut"]:
        yield notice("table_cut.cells", most=_MOST_CELLS)


def _slides(root: Element | None, relations: list[Relation]) -> list[str]:
    """The parts of the slides in the order in which they are shown."""
    places = {relation.id: relation.target for relation in relations if relation.kind == "slide"}
    ids = [] if root is None else [each.get(f"{_R}id") for each in root.iter(f"{_P}sldId")]
    return list(dict.fromkeys(places[id] for id in ids if id in places))


def _noted(root: Element) -> bool:
    """Whether there is text in a slide's notes, page numbers aside."""
    return any(_kind(shape) not in {*_FURNITURE, "sldImg"} and any(_lines(shape)) for shape in root.iter(f"{_P}sp"))


def _kind(shape: Element) -> str:
    """What a shape is a placeholder of: "title", "body", "ftr", ...; "" where it is none."""
    found = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return "" if found is None else found.get("type", "body")


def _lines(element: Element) -> Iterator[str]:
    """The paragraphs of a shape or cell."""
    for paragraph in element.iter(f"{_A}p"):
        pieces = []
        for each in paragraph.iter(f"{_A}t", f"{_A}br", f"{_A}tab"):
            pieces.append(each.text or "" if each.tag == f"{_A}t" else "\n" if each.tag == f"{_A}br" else " ")
        if text := "".join(pieces).strip():
            yield text


class _Walk:
    """Writes slides into a script."""

    def __init__(self) -> None:
        self.script = Script()
        self.told: Counter[str] = Counter()
        self._cells = 0

    def slide(self, root: Element) -> None:
        """The shapes of a slide in their order, its title first."""
        tree = root.find(f"{_P}cSld/{_P}spTree")
        shapes = [] if tree is None else list(_shapes(tree))
        titles = [each for each in shapes if each.tag == f"{_P}sp" and _kind(each) in {"title", "ctrTitle"}]
        for shape in titles:
            self._text(shape, heading=True)
        for shape in shapes:
            if shape.tag == f"{_P}pic":
                self.told["pictures"] += 1
            elif shape.tag == f"{_P}graphicFrame":
                self._frame(shape)
            elif not any(shape is title for title in titles):
                self._text(shape)

    def _text(self, shape: Element, *, heading: bool = False) -> None:
        furniture = _kind(shape) in _FURNITURE
        text = "\n\n".join(_lines(shape))
        font = font_of(text)
        for line in parted(font.piece(text) if font else text):
            if furniture:
                self.script.furniture(line)
            else:
                titled = heading and len(line) <= _LONG_TITLE and not line.isupper()
                self.script.paragraph(line, heading=titled and any(map(str.isalpha, line)))

    def _frame(self, frame: Element) -> None:
        tables = list(frame.iter(f"{_A}tbl"))
        if not tables:
            self.told["embedded"] += 1
        for table in tables:
            self.script.table(self._rows(table))

    def _rows(self, table: Element) -> list[list[str]]:
        """Rows of equal length; what a merged cell covers is given to each place."""
        rows: list[list[str]] = []
        for row in table.iterchildren(f"{_A}tr"):
            found: list[str] = []
            for cell in row.iterchildren(f"{_A}tc"):
                if len(found) >= _WIDEST:
                    break
                text = " ".join(" ".join(_lines(cell)).split())
                above = rows[-1][len(found)] if rows and len(found) < len(rows[-1]) else text
                if cell.get("vMerge") in {"1", "true"}:
                    text = above
                elif cell.get("hMerge") in {"1", "true"} and found:
                    text = found[-1]
                found.append(text)
            self._cells += len(found)
            if self._cells > _MOST_CELLS:
                self.told["cut"] = 1
                break
            if any(found):
                rows.append(found)
        width = max(map(len, rows), default=0)
        return [row + [""] * (width - len(row)) for row in rows]


def _shapes(tree: Element) -> Iterator[Element]:
    """Shapes in order, those of groups too; of alternatives the first."""
    waiting = list(reversed(tree))
    while waiting:
        shape = waiting.pop()
        if shape.tag in {f"{_P}sp", f"{_P}pic", f"{_P}graphicFrame"}:
            yield shape
        elif shape.tag == f"{_P}grpSp":
            waiting.extend(reversed(shape))
        elif str(shape.tag).endswith("}AlternateContent"):
            waiting.extend(list(shape[0])[::-1] if len(shape) else [])
