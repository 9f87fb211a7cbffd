"""PDF and images of pages: text with its places; scans and damaged text layers by OCR."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract.contract.failures import ReadError, notice
from extract.language.legibility import legibility
from extract.readers.content import Content, Options
from extract.readers.pdf.edges import body_size, marked, take_furniture, take_notes
from extract.readers.pdf.legacy_fonts import put_right
from extract.readers.pdf.mupdf_words import words_of
from extract.readers.print.flowing import follows, join, paragraphs
from extract.readers.print.reading_order import columns
from extract.readers.print.ruled_tables import continued, extend, strokes_of, tables_of
from extract.readers.print.unruled_tables import Grid, take_spaced
from extract.readers.print.words import Block, Furniture, Note, Page, Paragraph, Table, Turn, written
from extract.readers.scan import tesseract, upright
from extract.readers.scan.mending import mended
from extract.readers.script import Script, copied
from extract.sources.source import Notice

_IMAGES = {
    b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"II*\x00": "image/tiff", b"MM\x00*": "image/tiff",
    b"GIF8": "image/gif", b"BM": "image/bmp",
}  # fmt: skip
_TAIL = 4096  # bytes in which a PDF that was not cut off says that it ends
_MOST_CHARACTERS = 5_000_000
_LEGIBLE = 0.75  # a page that reads worse is read again from its image, if it has one
_BETTER = 0.05  # by which OCR must read better
_COVERED = 0.4  # of the page, by an image that may be the page itself
_FEW = 20  # letters on a page that has no text of its own (a stamp, a page number)
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x1f]|[\U000f0000-\U0010ffff]")


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
        return _read(document, media, options, whole=b"%%EOF" in data[-_TAIL:])
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
    pages, blind = _pages(document, count, options, script)
    if not any(page.words or page.tables or page.aside for page in pages):
        if blind and options.ocr == "never":
            raise ReadError("no_text_layer.ocr_off")
        if blind and not tesseract.available():
            raise ReadError("no_text_layer.no_tesseract")
        if not pages:
            raise ReadError("time_out.no_page" if options.late else "truncated.no_page")
        if media == "application/pdf" and document.is_repaired:
            raise ReadError("truncated.pdf_without_text")
        raise ReadError("empty.pages")
    if blind:
        which = ", ".join(str(number + 1) for number in blind[:20]) + (", ..." if len(blind) > 20 else "")
        script.notices.append(
            notice("partial.ocr_off" if options.ocr == "never" else "partial.no_tesseract", pages=which)
        )
    blocks = list(_joined(pages))
    if scanned := sum(page.scanned for page in pages):
        script.notices.append(notice("ocr.pages", count=scanned, all=len(pages)))
        script.notices.extend(mended(blocks, tones=not any(page.unmarked for page in pages)))
    _write(script, blocks)
    return script.content(media)


def _pages(document: Any, count: int, options: Options, script: Script) -> tuple[list[Page], list[int]]:
    """The pages as far as they can be read, and the numbers of scans that could not be read at all."""
    pages: list[Page] = []
    blind: list[int] = []
    characters = 0
    for number in range(count):
        try:
            if options.late:
                script.notices.append(_late(number, count))
                break
            page, scan = _page(document.load_page(number), number, options, script)
        except ReadError:
            raise
        except Exception as error:  # whatever a damaged page leads to: what was read before it is kept
            script.notices.append(_stopped(number, count, error))
            break
        if scan:
            blind.append(number)
        pages.append(page)
        characters += sum(len(word.text) + 1 for word in page.words)
        if characters > _MOST_CHARACTERS:
            raise ReadError("too_large.characters", most=_MOST_CHARACTERS // 1_000_000)
    return pages, blind


def _late(number: int, count: int) -> Notice:
    """That the time was over before the page `number` (from 0)."""
    if not number:
        return notice("partial.no_page_late", count=count, page=1)
    return notice("partial.pages_late", last=number, count=count, page=number + 1)


def _stopped(number: int, count: int, error: Exception) -> Notice:
    """That the page `number` (from 0) could not be read."""
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    if not number:
        return notice("partial.no_page", count=count, page=1, reason=reason)
    return notice("partial.pages", last=number, count=count, page=number + 1, reason=reason)


def _page(page: Any, number: int, options: Options, script: Script) -> tuple[Page, bool]:
    """A page, and whether it is a scan that could not be read."""
    found = words_of(page)
    words, aside = found.level, found.aside
    put_right((*words, *aside))
    text = " ".join(word.text for word in (*words, *aside))
    unknown = len(_UNKNOWN.findall(text))
    letters = sum(c.isalnum() for c in text)
    textless = letters < _FEW or unknown > 0.5 * max(len(text), 1)
    own = None
    if not textless or letters:
        tables, rest = tables_of(strokes_of(page, found.turned), words)
        own = Page(found.width, found.height, rest, tables, aside=aside)
    empty = own or Page(page.rect.width, page.rect.height, [])
    score = 0.0 if textless else legibility(text)
    if not (textless or score < _LEGIBLE):
        return empty, False
    if not _pictured(page) and not (unknown and textless):
        return empty, False
    if options.ocr == "never" or not tesseract.available():
        return empty, textless
    read = upright.read(page, options)
    if read.unmarked:
        script.notices.append(notice("unmarked_print.page", page=number + 1))
    if textless:
        return read, False
    again = legibility(upright.text_of(read))
    if again > score + _BETTER:
        script.notices.append(notice("reread.page", page=number + 1, before=f"{score:.2f}", after=f"{again:.2f}"))
        return read, False
    script.notices.append(notice("layer_kept.page", page=number + 1, before=f"{score:.2f}", after=f"{again:.2f}"))
    return empty, False


def _pictured(page: Any) -> bool:
    """Whether images cover much of the page."""
    area = max(page.rect.width * page.rect.height, 1)
    covered = 0.0
    for image in page.get_image_info()[:2000]:
        x0, y0, x1, y1 = image["bbox"]
        covered += max(x1 - x0, 0) * max(y1 - y0, 0)
    return bool(covered > _COVERED * area)


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
        foot.append(take_notes(page, size, mark))
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
            script.note(block.mark, written(block.words), page=block.page)
        elif isinstance(block, Table):
            rows = [[written(cell) for cell in row] for row in block.rows]
            script.table(rows, turns=block.turns, copies=copied(block.rows))
        else:
            script.paragraph(written(block.words), heading=block.heading, turns=block.turns)
