"""The pages of a PDF: each by its text layer, and by OCR what that does not hold.

First every page's layer is read; then the pages that show more are drawn, one after another, and read by OCR,
several at once.  A page that cannot be read so costs itself alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from extract.contract.failures import ReadError, notice
from extract.language.legibility import legibility
from extract.readers.content import Options
from extract.readers.pdf import nested, struck
from extract.readers.pdf.lacking import lacking
from extract.readers.pdf.legacy_fonts import put_right
from extract.readers.pdf.merging import merged
from extract.readers.pdf.mupdf_words import words_of
from extract.readers.pdf.uncovered import shown_at, uncovered
from extract.readers.print.drawn_rules import strokes_of
from extract.readers.print.ruled_tables import tables_of
from extract.readers.print.words import Page
from extract.readers.scan import engine, upright
from extract.readers.scan.at_once import at_once
from extract.readers.scan.sheet import Sheet, sheet_of
from extract.readers.script import Script
from extract.sources.source import Notice, Rect

_MOST_CHARACTERS = 5_000_000
_LEGIBLE = 0.75  # a page that reads worse is read again from its image, if it has one
_BETTER = 0.05  # by which OCR must read better
_COVERED = 0.4  # of the page, by an image that may be the page itself
_EMPTY = 595.0, 842.0  # points: the size of a page that cannot be read
_FEW = 20  # letters on a page that has no text of its own (a page number)
_PRINT = 0.5  # legibility of what was read in a picture; less is a seal, a signature, a photograph
_GIVEN_UP = re.compile("cannot load content stream|too many syntax errors; ignoring rest of page")
_WRONG = re.compile("encountered syntax errors; page may not be correct|non-page object in page tree")
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x1f]|[\U000f0000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What of a page (from 0) OCR is to read: all of it beside its few words, all of it instead of a damaged layer
    that reads as `score`, or pictures on it.
    """

    number: int
    what: Literal["all", "again", "pictures"]
    pictures: tuple[Rect, ...] = ()
    known: tuple[Rect, ...] = ()
    score: float = 0.0
    lost: int = 0  # letters that are printed and that the layer lacks


class Read(NamedTuple):
    """The pages as far as they can be read; the numbers (from 0) of those that OCR would read and may not, of those
    that it had no time for, and of those on which it failed.
    """

    pages: list[Page]
    blind: list[int]
    late: list[int]
    failed: list[int]


def pages_of(document: Any, count: int, options: Options, script: Script) -> Read:
    """The pages of a pymupdf document; what of them is not read is told in the notices of `script`."""
    pages, wishes, lost = _layers(document, count, options, script)
    if options.ocr != "never" and engine.available():
        reading = _Reading(document, pages, options.longer(len(wishes)), script)
        reading.all(wishes)
        return Read(pages, [], reading.late, [*lost, *reading.failed])
    for wish in wishes:
        if wish.lost:
            script.notices.append(notice("letters_lacking.page", page=wish.number + 1, count=wish.lost))
        if wish.what == "pictures":
            off, page, places = options.ocr == "never", wish.number + 1, _places(wish)
            script.notices.append(
                notice("picture_unread.ocr_off" if off else "picture_unread.no_tesseract", page=page, places=places)
            )
    blank = [wish.number for wish in wishes if wish.what == "all" or (wish.what == "again" and not wish.score)]
    return Read(pages, [number for number in blank if _shows(document, number)], [], lost)


def _shows(document: Any, number: int) -> bool:
    """Whether anything is drawn on a page."""
    page = document.load_page(number)
    return bool(page.get_bboxlog())


def numbered(pages: Sequence[int]) -> str:
    """Page numbers (from 0) as people write them: "1, 4-9"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    shown = [str(a + 1) if a == b else f"{a + 1}-{b + 1}" for a, b in runs]
    return ", ".join(shown[:20]) + (", ..." if len(shown) > 20 else "")


def _layers(document: Any, count: int, options: Options, script: Script) -> tuple[list[Page], list[_Wish], list[int]]:
    """The text layers of the pages, what OCR is to read beside them, and the numbers of the pages that cannot be read:
    these are told, and stand empty among the others.
    """
    pages: list[Page] = []
    wishes: list[_Wish] = []
    lost: dict[int, str] = {}
    characters = 0
    for number in range(count):
        try:
            if options.late:
                script.notices.append(_late(number, count))
                break
            _broken(empty=True)  # what was said before is of other pages
            page, wish = _layer(document.load_page(number), number)
            if broken := _broken(empty=not page.words and not page.tables):
                if not _shows(document, number):
                    raise ValueError(broken)
                if all(code != "partial" for code, _ in script.notices):  # that the file is cut off says it all
                    script.notices.append(notice("partial.page_rest", page=number + 1, reason=broken))
        except ReadError:
            raise
        except Exception as error:  # whatever a damaged page leads to: it costs itself alone
            lost[number] = _reason(error)
            page, wish = Page(*_EMPTY, []), None
        if wish is not None:
            wishes.append(wish)
        pages.append(page)
        characters += sum(len(word.text) + 1 for word in page.words)
        if characters > _MOST_CHARACTERS:
            raise ReadError("too_large.characters", most=_MOST_CHARACTERS // 1_000_000)
    if lost:
        number, reason = next(iter(lost.items()))
        told = notice("partial.pages", pages=numbered([*lost]), count=count, page=number + 1, reason=reason)
        script.notices.append(told)
    return pages, wishes, [*lost]


def _broken(*, empty: bool) -> str:
    """What MuPDF has said, since it was last asked, of a page that it gave up on; "" where it read on to the end.

    Of a page with words it often says that something is wrong with it, and has read them all the same.
    """
    import pymupdf

    said = str(pymupdf.TOOLS.mupdf_warnings())  # and forgets it
    found = (_GIVEN_UP.search(said) or (_WRONG.search(said) if empty else None)) if said else None
    return _reason(ValueError(found.group())) if found else ""


def _late(number: int, count: int) -> Notice:
    """That the time was over before the page `number` (from 0)."""
    if not number:
        return notice("partial.no_page_late", count=count, page=1)
    return notice("partial.pages_late", last=number, count=count, page=number + 1)


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _layer(page: Any, number: int) -> tuple[Page, _Wish | None]:
    """A page's text layer, and what OCR is to read beside it."""
    nested.bounded(page)
    found = words_of(page)
    words, aside = found.level, found.aside
    put_right((*words, *aside))
    text = " ".join(word.text for word in (*words, *aside))
    if not text:
        return Page(page.rect.width, page.rect.height, []), _Wish(number, "all")
    unknown = len(_UNKNOWN.findall(text))
    strokes = strokes_of(page, found.turned)
    struck.settle(words, strokes[0])
    struck.reviewed(page, words, found.turned)
    tables, rest = tables_of(strokes, words)
    own = Page(found.width, found.height, rest, tables, aside=aside)
    if unknown > 0.5 * len(text):
        return own, _Wish(number, "again")
    known = tuple(shown_at(word) for word in (*words, *aside))
    if sum(c.isalnum() for c in text) < _FEW:
        return own, _Wish(number, "all", known=known)
    score, lost = legibility(text), lacking(page, text)
    if lost:
        return own, _Wish(number, "again", score=score, lost=lost)
    if score < _LEGIBLE and _pictured(page):
        return own, _Wish(number, "again", score=score)
    pictures = uncovered(page, found)
    return own, _Wish(number, "pictures", tuple(pictures), known) if pictures else None


def _pictured(page: Any) -> bool:
    """Whether images cover much of the page."""
    area = max(page.rect.width * page.rect.height, 1)
    covered = 0.0
    for image in page.get_image_info()[:2000]:
        x0, y0, x1, y1 = image["bbox"]
        covered += max(x1 - x0, 0) * max(y1 - y0, 0)
    return bool(covered > _COVERED * area)


def _places(wish: _Wish) -> str:
    """The pictures of a page as "x0 y0 x1 y1; ..." in points from its upper left corner."""
    return "; ".join(" ".join(f"{v:.0f}" for v in rect) for rect in wish.pictures[:8])


class _Reading:
    """What OCR reads, put into the pages."""

    def __init__(self, document: Any, pages: list[Page], options: Options, script: Script) -> None:
        self._document, self._pages, self._options, self._script = document, pages, options, script
        self._told: dict[int, list[Notice]] = {}
        self.late: list[int] = []
        self.failed: list[int] = []

    def all(self, wishes: Sequence[_Wish]) -> None:
        """Read what is wished for, as far as the time goes, and tell what is not."""
        by_number = {wish.number: wish for wish in wishes}
        late = set(by_number)
        for number, read in at_once(by_number, self._drawn(by_number), self._read, self._options):
            late.discard(number)
            if isinstance(read, Page):
                self._put(by_number[number], read)
            else:
                self._failed(by_number[number], read)
        for number in sorted(self._told):
            self._script.notices.extend(self._told[number])
        self.late = sorted(late)
        if late:
            told = notice("partial.ocr_late", pages=numbered(self.late), count=len(self._pages))
            self._script.notices.append(told)

    def _drawn(self, wishes: dict[int, _Wish]) -> Callable[[int], Sheet]:
        def drawn(number: int) -> Sheet:
            wish = wishes[number]
            return sheet_of(self._document.load_page(number), wish.pictures or None, wish.known)

        return drawn

    def _read(self, sheet: Sheet) -> Page:
        return upright.read(sheet, self._options)

    def _failed(self, wish: _Wish, error: Exception) -> None:
        self.failed.append(wish.number)
        if isinstance(error, TimeoutError):
            self._tell(wish, notice("partial.ocr_page_late", page=wish.number + 1))
        else:
            self._tell(wish, notice("partial.ocr_page", page=wish.number + 1, reason=_reason(error)))

    def _tell(self, wish: _Wish, told: Notice) -> None:
        self._told.setdefault(wish.number, []).append(told)

    def _put(self, wish: _Wish, read: Page) -> None:
        own, text = self._pages[wish.number], upright.text_of(read)
        if wish.what == "again":
            if not self._better(wish, legibility(text)):
                return
        elif wish.what == "pictures" and not (text and legibility(text) >= _PRINT):
            self._tell(wish, notice("picture_unread.no_print", page=wish.number + 1, places=_places(wish)))
            return
        if read.unmarked and wish.what != "pictures":
            self._tell(wish, notice("unmarked_print.page", page=wish.number + 1))
        self._pages[wish.number] = read if wish.what == "again" else merged(own, read)

    def _better(self, wish: _Wish, again: float) -> bool:
        """Whether OCR reads better than the damaged layer; told either way."""
        if not wish.score:
            return True
        page = wish.number + 1
        if wish.lost:
            better = again > wish.score - _BETTER
            told = notice("reread.letters" if better else "letters_lacking.page", page=page, count=wish.lost)
            self._tell(wish, told)
            return better
        better = again > wish.score + _BETTER
        before, after = f"{wish.score:.2f}", f"{again:.2f}"
        told = notice("reread.page" if better else "layer_kept.page", page=page, before=before, after=after)
        self._tell(wish, told)
        return better
