"""The words of a PDF page with their places, sizes and weights, out of MuPDF's characters."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from extract.language.cleaning import UNSEEN_BUT_HYPHENS
from extract.readers.print.turning import AS_IT_IS, along, moved, quarters_of, shown, together, turning
from extract.readers.print.words import Word
from extract.sources.source import Rect, Turning, turned

_RAISED, _BOLD = 1, 16  # bits of MuPDF's span flags
_DRAWN = 16 | 32  # bits of its characters' flags: filled, stroked
_STRUCK = 1  # and the one of what is struck through
_BOLD_FONT = re.compile(r"bold|black|heavy|\.Vn\w*B$", re.I)
_UNIT = re.compile(r"(?:^|[\d\s/(])(?:[kcdm]?m|ha)$")  # before a raised 2 or 3
_NO_CHARACTER = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")  # what fonts say of glyphs that have none
_SMALLER = 0.8  # of the line's size: a superscript where it also stands higher
_BLANK = 0.1  # of the size: what is as wide parts words
_GAP = 0.3  # of the size: letters so far apart are not of one word, though no space stands between them
MOST_WORDS = 50_000
"""On one page; what has more is a drawing made of letters."""


class Words(NamedTuple):
    """The words of a page that run from left to right once it is `turned`, and those that run otherwise."""

    level: list[Word]
    aside: list[Word]
    width: float
    height: float
    turned: Turning


def words_of(page: Any) -> Words:
    """The words of a pymupdf page; where most of its text lies on its side, of the page put upright.

    Raises ValueError for more than MOST_WORDS words.
    """
    import pymupdf

    flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_COLLECT_STYLES
    level: list[Word] = []
    aside: list[Word] = []
    blocks = page.get_text("rawdict", flags=flags)["blocks"]
    lines = [line for block in blocks for line in block.get("lines", ())]
    by, width, height = shown(page), page.rect.width, page.rect.height
    quarters = quarters_of(lines, by)
    by = together(by, turning(quarters, width, height))
    if quarters % 2:
        width, height = height, width
    for line in lines:
        if by != AS_IT_IS:
            _turn(line, by)
        upright = line["dir"][0] > 0.97
        (level if upright else aside).extend(_line(line["spans"], upright))
        if len(level) + len(aside) > MOST_WORDS:
            raise ValueError(f"more than {MOST_WORDS} words on one page")
    if quarters:
        back = turning(-quarters, width, height)
        for word in (*level, *aside):
            word.back = back
    return Words(_once(level), _once(aside), width, height, by)


def _turn(line: dict[str, Any], by: Turning) -> None:
    line["dir"] = along(line["dir"], by)
    for span in line["spans"]:
        for char in span["chars"]:
            char["bbox"], char["origin"] = turned(char["bbox"], by), moved(char["origin"], by)


def _line(spans: list[dict[str, Any]], upright: bool) -> list[Word]:
    spans = [s for s in spans if s["chars"]]
    if not spans:
        return []
    most = max(spans, key=lambda s: (s["size"], len(s["chars"])))
    base, size = most["chars"][0]["origin"][1], most["size"]
    words: list[Word] = []
    spaced = True
    for span in spans:
        hidden = not span["char_flags"] & _DRAWN
        bold = bool(span["flags"] & _BOLD) or _BOLD_FONT.search(span["font"]) is not None
        higher = base - span["chars"][0]["origin"][1]
        digits = "".join(c["c"] for c in span["chars"]).strip()
        raised = upright and digits.isdigit() and len(digits) <= 3 and span["size"] < _SMALLER * size and (
            bool(span["flags"] & _RAISED) or higher > 0.15 * size
        )  # fmt: skip
        struck = upright and bool(span.get("char_flags", 0) & _STRUCK)
        joint = not spaced  # the span goes on with the word before it
        if raised and joint and words and digits in {"2", "3"} and _UNIT.search(words[-1].text):
            raised = False
        for char in span["chars"]:
            c = char["c"]
            if c.isspace():
                spaced, joint = True, False
                continue
            if c >= "\u034f" and UNSEEN_BUT_HYPHENS.match(c):
                if c in "\u200b\ufeff" and char["bbox"][2] - char["bbox"][0] > _BLANK * span["size"]:  # drawn as one
                    spaced, joint = True, False
                continue
            c = _NO_CHARACTER.sub("\ufffd", c)
            box: Rect = tuple(char["bbox"])
            if upright and words and box[0] - words[-1].x1 > _GAP * span["size"]:
                spaced, joint = True, False
            if spaced or (joint and (words[-1].raised, words[-1].struck) != (raised, struck)):
                at = base if upright else char["origin"][1]
                words.append(
                    Word(c, box, at, span["size"], bold, raised, struck, not spaced, font=span["font"], hidden=hidden)
                )
            else:
                last = words[-1]
                a, b = last.rect, box
                last.text += c
                last.rect = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
            spaced = joint = False
    return words


def _once(words: list[Word]) -> list[Word]:
    """Without what is printed twice in the same place (to look bold)."""
    seen: dict[tuple[str, int, int], Word] = {}
    for word in words:
        key = (word.text, round(word.x0 / 2), round(word.base / 2))
        seen.setdefault(key, word)
    return list(seen.values())
