"""Raised figures in the image of a page: marks of footnotes, which OCR reads as "!", "?" or a quote, or not at all.

Found in the ink: small shapes behind a word, or before the first of a line, that stand clear of its base.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile

import numpy as np

from extract.readers.print.words import Word
from extract.readers.scan.strokes import Grey, Mask, stacked

_INK = 150
_STRAY = 4  # pixels: a smaller speck is noise
# In heights of small letters:
_CLEAR = 0.35  # from the base to a raised shape
_LEAST, _MOST = 0.6, 1.4  # its height
_WIDEST = 1.1
_THINNEST = 0.3
_TALL = 1.0  # a mark that touches a letter
_HIGHEST = 2.3  # from the base to its top
_ROOM = 1.6  # of a line's size: how far before and behind it a mark may stand
_FIGURES = 3  # of one mark
_ENLARGED = 2
_HANGS = 0.15  # below the base, in heights of small letters: the comma of a semicolon
_NEAR = 2  # words on either side that tell where the base lies
_MOST_MARKS = 200  # on one page; more are a picture
_SIGNS = re.compile(r"[.,;:)”\"'’]+$")
_JUNK = re.compile(r"[!?'’‘°*ˆ^\"“”´`¹²³|ÌÍlIi\\/\d]")
_MISREAD = re.compile(r"[^\W\d_)%][!?'’”\"°*ˆ]+[.,;:)]*$")  # what is read for a mark that touches a letter
_UNIT = re.compile(r"(?:^|[\d\s/(])(?:[kcdm]?m|ha)$")  # a raised 2 or 3 behind it is its power

Reader = Callable[[Grey, int], dict[int, str]]
"""Figures by the number of the part, of parts stacked one below the other at the given distance (pixels)."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """Ink between two empty columns; pixels, heights from the base upwards."""

    left: int
    right: int
    top: int
    low: int

    @property
    def height(self) -> int:
        return self.top - self.low


@dataclass(frozen=True, slots=True)
class _Found:
    """The raised shapes of a word, before or behind its own; how many signs end the word behind them."""

    word: Word
    shapes: tuple[_Shape, ...]
    before: bool
    own: int
    signs: int
    box: tuple[int, int, int, int]


def parted(lines: Iterable[Sequence[Word]], ink: Grey, scale: float, read: Reader) -> list[Word]:
    """The words of all lines; raised figures are words of their own, with what they read as in `mark`.

    `scale`: points a pixel.
    """
    rows = [list(line) for line in lines]
    found = [each for row in rows for each in _of_line(row, ink, scale)]
    figures: dict[int, str] = {}
    if 0 < len(found) <= _MOST_MARKS:
        sheet, pitch = stacked(ink, [each.box for each in found])
        larger = np.kron(sheet, np.ones((_ENLARGED, _ENLARGED), np.uint8))
        figures = read(larger, pitch * _ENLARGED)
    marks = {id(each.word): (each, figures.get(i, "")) for i, each in enumerate(found[:_MOST_MARKS])}
    words: list[Word] = []
    for row in rows:
        for i, word in enumerate(row):
            if id(word) not in marks:
                words.append(word)
                continue
            each, text = marks[id(word)]
            pieces = _pieces(each, text if len(text) == len(each.shapes) else "", scale)
            pieces[0].glued = pieces[0].mark is not None and i > 0
            words.extend(pieces)
    return words


def _of_line(row: list[Word], ink: Grey, scale: float) -> list[_Found]:
    """Raised shapes of a line's words."""
    places = [word.place or word.rect for word in row]
    size = row[0].size / scale
    shapes: list[list[_Shape]] = []
    for i, (word, place) in enumerate(zip(row, places, strict=True)):
        base = (word.base + place[3] - word.rect[3]) / scale
        left, right = place[0] / scale, place[2] / scale
        start = left - 1 if i else left - _ROOM * size
        if i:
            start = max(start, places[i - 1][2] / scale)
        end = places[i + 1][0] / scale - 1 if i + 1 < len(row) else right + 0.5 * size
        shapes.append(_shapes(ink, round(start), round(min(end, right + 0.5 * size)), base, size))
    letters = [[shape for shape in some if shape.height > 0.3 * size] for some in shapes]
    if sum(map(len, letters)) < 4:
        return []
    heights = sorted(shape.height for some in letters for shape in some)
    small = heights[len(heights) // 5]
    found = []
    for i, (word, some) in enumerate(zip(row, shapes, strict=True)):
        near = [shape.low for part in letters[max(i - _NEAR, 0) : i + _NEAR + 1] for shape in part]
        lows = [shape.low for part in letters for shape in part]
        base_off = max(sorted(each)[len(each) * 2 // 3] for each in (near, lows) if each)
        place = places[i]
        base = (word.base + place[3] - word.rect[3]) / scale
        _tailed(word, some, base_off, small)
        behind = _behind(some, base_off, small)
        if behind is None and _MISREAD.search(word.text):
            some = _torn(some, ink, round(base), base_off, small)
            behind = _behind(some, base_off, small)
        if behind is not None:
            found.append(_found(word, behind[0], False, len(some) - len(behind[0]) - behind[1], behind[1], base))
        elif i == 0:
            before = tuple(takewhile(partial(_raised, base=base_off, small=small), some))
            rest = len(some) - len(before)
            if 0 < len(before) <= _FIGURES and (rest or len(row) > 1):
                found.append(_found(word, before, True, rest, 0, base))
    return found


def _tailed(word: Word, shapes: Sequence[_Shape], base: int, small: int) -> None:
    """Tell the semicolon, whose comma hangs below the base, from the colon that was read."""
    if not word.text.endswith(":") or not shapes or shapes[-1].right - shapes[-1].left > 0.5 * small:
        return
    if shapes[-1].low - base < -_HANGS * small:
        word.read, word.text = word.read or word.text, word.text[:-1] + ";"


def _found(word: Word, shapes: Sequence[_Shape], before: bool, own: int, signs: int, base: float) -> _Found:
    top, low = max(s.top for s in shapes), min(s.low for s in shapes)
    box = (max(shapes[0].left - 2, 0), max(round(base) - top - 2, 0), shapes[-1].right + 2, round(base) - low + 2)
    return _Found(word, tuple(shapes), before, own, signs, box)


def _shapes(ink: Grey, start: int, end: int, base: float, size: float) -> list[_Shape]:
    """The shapes between two columns, about a line whose base is given."""
    height, width = ink.shape
    top, bottom = max(round(base - 1.25 * size), 0), min(round(base + 0.4 * size), height)
    start, end = max(start, 0), min(end, width)
    if end - start < 2 or bottom - top < 4:
        return []
    dark = ink[top:bottom, start:end] < _INK
    full = np.concatenate(([0], dark.any(axis=0).view(np.int8), [0]))
    change = np.diff(full)
    found = []
    for left, right in zip(np.flatnonzero(change == 1).tolist(), np.flatnonzero(change == -1).tolist(), strict=True):
        part = dark[:, left:right]
        if part.sum() < _STRAY:
            continue
        first, last = _inner(np.asarray(part.any(axis=1)))
        found.append(_Shape(start + left, start + right, round(base) - top - first, round(base) - top - last))
    return found


def _inner(rows: Mask) -> tuple[int, int]:
    """The first and the end of the rows that hold ink, without what reaches in from the lines above and below."""
    change = np.diff(np.concatenate(([0], rows.view(np.int8), [0])))
    runs = list(zip(np.flatnonzero(change == 1).tolist(), np.flatnonzero(change == -1).tolist(), strict=True))
    own = [run for run in runs if run[0] > 0 and run[1] < len(rows)] or runs
    return own[0][0], own[-1][1]


def _torn(shapes: list[_Shape], ink: Grey, at: int, base: int, small: int) -> list[_Shape]:
    """The shapes with the last wide one cut where its ink begins to stand clear of the base: a mark that touches it.

    `at`: the row of the page from which heights are measured.
    """
    place = next((i for i in range(len(shapes) - 1, -1, -1) if not _sign(shapes[i], base, small)), None)
    if place is None or shapes[place].right - shapes[place].left < small:
        return shapes
    shape = shapes[place]
    dark = ink[at - shape.top : at - shape.low, shape.left : shape.right] < _INK
    lows = shape.low + dark[::-1].argmax(axis=0)
    cut = shape.right
    while cut > shape.left and lows[cut - 1 - shape.left] - base > _CLEAR * small:
        cut -= 1
    if not _THINNEST * small <= shape.right - cut <= _WIDEST * small or cut == shape.left:
        return shapes
    low = int(lows[cut - shape.left :].min())
    raised = _Shape(cut, shape.right, min(shape.top, low + round(_TALL * small)), low)
    return [*shapes[:place], _Shape(shape.left, cut, shape.top, shape.low), raised, *shapes[place + 1 :]]


def _raised(shape: _Shape, base: int, small: int) -> bool:
    return (
        shape.low - base > _CLEAR * small
        and _LEAST * small <= shape.height <= _MOST * small
        and shape.right - shape.left <= _WIDEST * small
        and shape.top - base <= _HIGHEST * small
    )


def _behind(shapes: list[_Shape], base: int, small: int) -> tuple[tuple[_Shape, ...], int] | None:
    """Raised shapes at a word's end and the number of signs behind them."""
    signs = len(list(takewhile(lambda s: _sign(s, base, small), reversed(shapes))))
    rest = shapes[: len(shapes) - signs]
    marks = list(takewhile(lambda s: _raised(s, base, small), reversed(rest)))[::-1]
    if not 0 < len(marks) <= _FIGURES or (signs and len(marks) == len(rest)):
        return None
    return tuple(marks), signs


def _sign(shape: _Shape, base: int, small: int) -> bool:
    """Whether a shape is a full stop, comma, colon, bracket or half a quotation mark."""
    narrow = shape.right - shape.left < 0.55 * small
    quote = shape.low - base > _CLEAR * small and shape.height < _LEAST * small
    return narrow and (shape.top - base < 1.15 * small or quote or shape.low - base < -0.2 * small)


def _pieces(found: _Found, figures: str, scale: float) -> list[Word]:
    """A word as its own text, its mark and the signs behind."""
    word = found.word
    if found.before:
        read, text = _taken(word.text, len(found.shapes), found.own, before=True)
        body, signs = text, ""
    else:
        ending = _SIGNS.search(word.text)
        signs = ending.group()[-found.signs :] if ending and found.signs else ""
        stem = word.text.removesuffix(signs)
        read, body = _taken(stem, len(found.shapes), found.own, before=False) if found.own > 0 else (stem, "")
    if not found.before and _UNIT.search(body) and figures in {"2", "3"}:
        word.text = body + figures + signs
        return [word]
    place = word.place or word.rect
    left, right = found.shapes[0].left * scale, found.shapes[-1].right * scale
    mark = replace(_moved(word, left, right), text=read, raised=True, glued=True, mark=figures)
    if not body and not signs:
        return [mark]
    if found.before:
        rest = replace(_moved(word, max(right, place[0]), place[2]), text=body, glued=False)
        return [mark, rest] if body else [mark]
    pieces = [mark]
    if body:
        pieces.insert(0, replace(_moved(word, place[0], max(left, place[0] + scale)), text=body))
    if signs:
        pieces.append(replace(_moved(word, right, max(place[2], right + scale)), text=signs, glued=True))
    return pieces


def _moved(word: Word, left: float, right: float) -> Word:
    """A part of a word, between two points of the page as it lies."""
    place = word.place or word.rect
    off = word.rect[0] - place[0]
    rect = (left + off, word.rect[1], right + off, word.rect[3])
    return replace(word, rect=rect, place=(left, place[1], right, place[3]))


def _taken(text: str, marks: int, own: int, *, before: bool) -> tuple[str, str]:
    """What of a word was read for its mark, and the rest; figures are taken where the word has too many for its ink."""
    text = text if not before else text[::-1]
    count = 0
    while count < min(marks, len(text)) and _JUNK.match(text[-1 - count]):
        count += 1
    rest = text[: len(text) - count]
    while count and text[-count].isalpha() and len(rest) > 1:  # a letter read for a figure stands alone
        count, rest = count - 1, text[: len(text) - count + 1]
    if count and text[-1].isalnum() and len(text) <= own:
        count, rest = 0, text
    read = text[len(rest) :]
    return (read[::-1], rest[::-1]) if before else (read, rest)
