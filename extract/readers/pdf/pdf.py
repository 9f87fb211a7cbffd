"""PDF and images of pages: text with its places; scans and damaged text layers by OCR."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.contract.failures import ReadError, notice
from extract.readers.content import Content, Options
from extract.readers.pdf.edges import body_size, marked, take_furniture, take_notes
from extract.readers.pdf.pages import numbered, pages_of
from extract.readers.print.flowing import follows, join, paragraphs
from extract.readers.print.reading_order import columns
from extract.readers.print.ruled_tables import continued, extend
from extract.readers.print.unruled_tables import Grid, take_spaced
from extract.readers.print.words import Block, Furniture, Note, Page, Paragraph, Table, Turn, written
from extract.readers.scan import engine
from extract.readers.scan.mending import mended
from extract.readers.script import Script, copied

_IMAGES = {
    b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"II*\x00": "image/tiff", b"MM\x00*": "image/tiff",
    b"GIF8": "image/gif", b"BM": "image/bmp",
}  # fmt: skip
_TAIL = 4096  # bytes in which a PDF that was not cut off says that it ends


def content(data: bytes, name: str, options: Options) -> Content:
    """The text of a PDF, or of an image of one or more pages.

    Raises ReadError (encrypted, truncated, too_large, no_text_layer, empty, time_out).
    """
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    media = next((media for start, media in _IMAGES.items() if data.startswith(start)), "application/pdf")
    try:
        document = pymupdf.open(stream=data, filetype=media.split("/")[1])
    except Exception as error:  # MuPDF raises whatever the damage leads to
        raise _torn(media) from error
    try:
        return _read(document, media, options, whole=b"%%EOF" in data.rstrip(b"\0\r\n ")[-_TAIL:])
    finally:
        document.close()


def _torn(media: str) -> ReadError:
    return ReadError("truncated.pdf" if media == "application/pdf" else "truncated.image")


def _read(document: Any, media: str, options: Options, *, whole: bool) -> Content:
    script = Script()
    if document.needs_pass and not document.authenticate(""):
        raise ReadError("encrypted.pdf")
    try:
        count = document.page_count
    except Exception as error:
        raise _torn(media) from error
    if count == 0:
        raise _torn(media)
    if count > options.max_pages:
        raise ReadError("too_large.pages", count=count, most=options.max_pages)
    if media == "application/pdf" and document.is_repaired:
        script.notices.append(notice("repaired.pdf"))
        if not whole:
            script.notices.append(notice("partial.cut_off", count=count))
    pages, blind, late, failed = pages_of(document, count, options, script)
    if not any(page.words or page.tables or page.aside for page in pages):
        if blind and options.ocr == "never":
            raise ReadError("no_text_layer.ocr_off")
        if blind and not engine.available():
            raise ReadError("no_text_layer.no_tesseract")
        if late or (not pages and options.late):
            raise ReadError("time_out.no_page")
        if failed or not pages:
            raise ReadError("truncated.no_page")
        if media == "application/pdf" and document.is_repaired:
            raise ReadError("truncated.pdf_without_text")
        raise ReadError("empty.pages")
    if blind:
        off, which = options.ocr == "never", numbered(blind)
        script.notices.append(notice("partial.ocr_off" if off else "partial.no_tesseract", pages=which))
    blocks = list(_joined(pages))
    if scanned := sum(page.scanned or page.pictured for page in pages):
        script.notices.append(notice("ocr.pages", count=scanned, all=len(pages)))
        script.notices.extend(mended(blocks, tones=not any(page.unmarked for page in pages)))
    _write(script, blocks)
    return script.content(media)


def _joined(pages: list[Page]) -> Iterator[Block]:
    """The blocks of all pages in reading order; paragraphs and tables that go over a page's edge are whole."""
    edges = take_furniture(pages)
    size = body_size(pages)
    found: list[Block] = []
    last: Paragraph | Table | None = None
    foot: list[list[Note]] = []
    mark = 0
    grids: list[Grid | None] = [None]
    for page in pages:
        grids.append(take_spaced(page, grids[-1]))
        foot.append(take_notes(page, size, mark, foot[-1][-1] if foot and foot[-1] else None))
        mark = int(foot[-1][-1].mark) if foot[-1] else mark
    marked(list(zip(pages, foot, strict=True)))
    for number, (page, notes, (heads, feet)) in enumerate(zip(pages, foot, edges, strict=True), 1):
        found.append(Turn())
        found.extend(Furniture(words) for words in heads)
        first = True
        for block, fresh in _body(page):
            if first and isinstance(block, Paragraph) and isinstance(last, Paragraph) and follows(last, block):
                join(last, block, turn=True)
                _turned(found)
            elif first and isinstance(block, Table) and isinstance(last, Table) and continued(last, block):
                extend(last, block)
                _turned(found)
            elif fresh and isinstance(block, Paragraph) and isinstance(last, Paragraph) and follows(last, block):
                join(last, block, turn=False)
            else:
                found.append(block)
                last = block
            first = False
        for note in notes:
            note.page = number
        found.extend(notes)
        if page.aside:
            found.append(Paragraph(page.aside))
        found.extend(Furniture(words) for words in feet)
    return iter(found)


def _turned(found: list[Block]) -> None:
    """The page begins within a paragraph or table: no mark of its own."""
    for i in range(len(found) - 1, -1, -1):
        if isinstance(found[i], Turn):
            del found[i]
            return


def _body(page: Page) -> Iterator[tuple[Paragraph | Table, bool]]:
    """Paragraphs and tables from the top; with the first of a column whether it may go on with that before."""
    words = page.words
    for table in [*page.tables, None]:
        foot = table.rect[1] if table is not None else float("inf")
        above = [w for w in words if w.base <= foot + 1]
        words = [w for w in words if w.base > foot + 1]
        before = 0
        for lines in columns(above):
            for place, (_, paragraph) in enumerate(paragraphs(lines, scanned=page.scanned)):
                yield paragraph, place == 0 and before >= 5 and len(lines) >= 5
            before = len(lines)
        if table is not None:
            yield table, False


def _write(script: Script, blocks: list[Block]) -> None:
    for block in blocks:
        if isinstance(block, Turn):
            script.page()
        elif isinstance(block, Furniture):
            script.furniture(written(block.words))
        elif isinstance(block, Note):
            parts = (block.words[: block.over], block.words[block.over :]) if block.over else (block.words, [])
            script.note(block.mark, written(parts[0]), page=block.page, over=written(parts[1]))
        elif isinstance(block, Table):
            rows = [[written(cell) for cell in row] for row in block.rows]
            script.table(rows, turns=block.turns, copies=copied(block.rows))
        else:
            script.paragraph(written(block.words), heading=block.heading, turns=block.turns)
