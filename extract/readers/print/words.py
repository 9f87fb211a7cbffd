"""What stands on a page: words with their places, lines of them, and what lines make up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.language.striking import MARK
from extract.readers import script
from extract.sources.source import Rect, Turning


@dataclass(slots=True)
class Word:
    """Characters without white space; points from the upper left corner.  `base`: the line it stands on."""

    text: str
    rect: Rect
    base: float
    size: float
    bold: bool = False
    raised: bool = False  # a superscript
    struck: bool = False  # a line goes through it
    glued: bool = False  # no space before it
    place: Rect | None = None  # where it stands, if `rect` is that on a page put straight
    read: str | None = None  # what OCR read, where `text` is put right
    mark: str | None = None  # in a scan: the figures that raised ink reads as, "" where it cannot be read
    font: str = ""
    hidden: bool = False  # of a layer of recognised text that lies under the picture
    back: Turning | None = None  # from a page put upright to the page as it is displayed
    sure: float = 100.0  # of 100: how sure OCR is of what it read

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.rect[0]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.rect[2]


class Line:
    """Words of one line in one column, from left to right."""

    __slots__ = ("base", "bold", "size", "text", "words", "x0", "x1", "y0", "y1")

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self.x0, self.x1 = min(w.x0 for w in words), max(w.x1 for w in words)
        self.y0, self.y1 = min(w.rect[1] for w in words), max(w.rect[3] for w in words)
        flat = [w for w in words if not w.raised] or self.words
        self.base = sorted(w.base for w in flat)[len(flat) // 2]
        self.size = sorted(w.size for w in flat)[len(flat) // 2]
        self.bold = all(w.bold or not any(c.isalpha() for c in w.text) for w in flat) and any(w.bold for w in flat)
        self.text = joined(words)


@dataclass(slots=True)
class Paragraph:
    """A paragraph; `room`: what its last line leaves free, None where no sentence can go on behind it; `opens`: it
    could go on with another.
    """

    words: list[Word]
    heading: bool = False
    room: float | None = None
    opens: bool = False
    turns: list[int] = field(default_factory=list)  # words with which a new page begins


@dataclass(slots=True)
class Table:
    """Rows of cells, a merged one in each place it covers; `edges`: where its columns are parted."""

    rows: list[list[list[Word]]]
    edges: list[float]
    rect: Rect
    turns: list[int] = field(default_factory=list)  # rows with which a new page begins


@dataclass(slots=True)
class Note:
    """A footnote; `page` (from 1): on which it stands; `over`: the first of its words on the next, 0 for none."""

    mark: str
    words: list[Word]
    page: int = 0
    over: int = 0


@dataclass(slots=True)
class Furniture:
    """A running head or page number."""

    words: list[Word]


@dataclass(slots=True)
class Turn:
    """A new page."""


Block = Paragraph | Table | Note | Furniture | Turn


@dataclass(slots=True)
class Page:
    """One page before its paragraphs are known: its words outside tables, its tables, its short rules' heights."""

    width: float
    height: float
    words: list[Word]
    tables: list[Table] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    aside: list[Word] = field(default_factory=list)  # text that runs up, down or across
    scanned: bool = False
    pictured: bool = False  # pictures on it were read by OCR beside its text
    unmarked: bool = False  # printed without Vietnamese marks


def joined(words: Iterable[Word]) -> str:
    """The words as text."""
    return "".join(w.text if w.glued else " " + w.text for w in words).strip()


def written(words: Iterable[Word]) -> list[script.Word]:
    """The words as a Script takes them, runs of struck ones between the marks of such."""
    every = [(w, text) for w in words if (text := w.text.replace("\xad", ""))]
    found: list[script.Word] = []
    for i, (w, text) in enumerate(every):
        if w.struck:
            before = i > 0 and every[i - 1][0].struck
            behind = i + 1 < len(every) and every[i + 1][0].struck
            text = f"{'' if before else MARK}{text.replace(MARK, '~')}{'' if behind else MARK}"
        found.append(((script.GLUE if w.glued else "") + text, w.place or w.rect, w.back))
    return found
