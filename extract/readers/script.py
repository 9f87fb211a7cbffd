"""Raw text put together by a reader, block by block, with what is known of each word's place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from extract.contract.offsets import RawOffset, RawSpan
from extract.language.labels import label_of
from extract.readers.content import Content
from extract.sources.source import Boxes, Notice, Rect, Turning

Word = tuple[str, Rect | None, Turning | None]
"""Characters without white space, the rectangle they fill on their page, how it lies where the page is displayed."""
Words = Sequence[Word] | str
"""What stands in a paragraph or cell: words with their places, or text that has none."""
Place = tuple[int, int]
"""Row and column of a cell, from 0."""
GLUE = "\u2060"
"""Before a word's characters: no space parts it from the word before.  It is not written."""


def copied(rows: Sequence[Sequence[object]]) -> frozenset[Place]:
    """The places of a grid where the cell is that to the left or above, the same object, and not empty."""
    return frozenset(
        (at, column)
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell and any(each is cell for each in (*row[max(column - 1, 0) : column], *_above(rows, at, column)))
    )


def _above(rows: Sequence[Sequence[object]], at: int, column: int) -> Sequence[object]:
    return rows[at - 1][column : column + 1] if at else ()


def parted(text: str) -> list[str]:
    """Paragraphs within one: parted at double line breaks, and where a line begins with a list label."""
    found: list[str] = []
    blank = True
    for line in text.split("\n"):
        words = " ".join(line.split())
        if not words:
            blank = True
        elif blank or label_of(words)[0]:
            found.append(words)
            blank = False
        else:
            found[-1] += f" {words}"
    return found


class Script:
    """Builds the raw text: one paragraph a line, a blank line behind each; tables as pipe rows.

    Call `page` where a page begins; `furniture` for a running head or page number (a line of its own).  `spaced` off:
    for formats in which a paragraph may be no more than a line of wrapped text; there only `blank` parts them.
    """

    def __init__(self, *, spaced: bool = True) -> None:
        self._end = "\n\n" if spaced else "\n"
        self._parts: list[str] = []
        self._length = RawOffset(0)
        self._pages: list[RawOffset] = []
        self._furniture: list[RawSpan] = []
        self._starts: list[RawOffset] = []
        self._ends: list[RawOffset] = []
        self._rects: list[Rect] = []
        self._copies: list[RawSpan] = []
        self._strays: list[tuple[RawOffset, RawOffset, int]] = []
        self._back: dict[int, Turning] = {}
        self.notices: list[Notice] = []

    def __len__(self) -> int:
        return int(self._length)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _words(self, words: Words, *, bar: str = "|", turns: Sequence[int] = ()) -> None:
        if isinstance(words, str):
            self._put(" ".join(words.split()).replace("|", bar))
            return
        for place, (text, rect, back) in enumerate(words):
            text = text.replace("|", bar)
            if text.startswith(GLUE):
                text = text[1:]
            elif place:
                self._put(" ")
            if place in turns:
                self.page()
            if rect is not None:
                self._starts.append(self._length)
                self._ends.append(self._length + len(text))
                if back is not None:
                    self._back[len(self._rects)] = back
                self._rects.append(rect)
            self._put(text)

    def page(self) -> None:
        """A page begins here."""
        self._pages.append(self._length)

    def paragraph(self, words: Words, *, heading: bool = False, turns: Sequence[int] = ()) -> None:
        """A paragraph, its wrapped lines joined; a heading by style goes between `**`.

        `turns`: the words with which a page begins, where the paragraph goes over its edge.
        """
        if not words or (isinstance(words, str) and not words.strip()):
            return
        if heading:
            self._put("**")
        self._words(words, turns=turns)
        self._put(f"**{self._end}" if heading else self._end)

    def blank(self) -> None:
        """An empty line, unless one is there."""
        if self._parts and not "".join(self._parts[-2:]).endswith("\n\n"):
            self._put("\n")

    def note(self, mark: str, words: Words, *, page: int = 0, over: Words = ()) -> None:
        """A footnote; its mark in the text is `[^mark]`.  `page` (from 1): on which it stands, where that is known;
        `over`: its words on the page behind that.
        """
        self.blank()
        start = self._length
        self._put(f"[^{mark}]: ")
        self._words(words)
        if over:
            self._put(" ")
            self._strays.append((self._length, self._length, page + 1))
            self._words(over)
            self._strays[-1] = (self._strays[-1][0], self._length, page + 1)
        if page and page != len(self._pages):  # the paragraph above goes on over the page's end
            self._strays.append((start, self._length, page))
        self._put("\n\n")

    def table(
        self, rows: Iterable[Sequence[Words]], *, turns: Sequence[int] = (), copies: Collection[Place] = ()
    ) -> None:
        """A table, heads first; a merged cell is given in each place it covers; `turns`: rows that begin a page.

        `copies`: the places (row, column) of merged cells but the first of each.
        """
        before = self._length
        for place, row in enumerate(rows):
            if place in turns:
                self.page()
            self._put("|")
            for column, cell in enumerate(row):
                self._put(" ")
                start = self._length
                self._words(cell, bar="\\|")
                if (place, column) in copies:
                    self._copies.append((start, self._length))
                self._put(" |")
            self._put("\n")
        if self._length > before:
            self._put("\n")

    def furniture(self, words: Words) -> None:
        """A running head or page number."""
        start = self._length
        self._words(words)
        if self._length > start:
            self._furniture.append((start, self._length))
            self._put("\n\n")

    def content(self, media_type: str) -> Content:
        """What was put together."""
        boxes = Boxes(self._starts, self._ends, self._rects, self._back) if self._starts else None
        return Content(
            media_type,
            "".join(self._parts),
            tuple(self._pages),
            boxes,
            tuple(self._furniture),
            tuple(self.notices),
            tuple(self._strays),
            copies=tuple(self._copies),
        )
