"""Letters that a PDF's text layer lacks: drawn glyphs without a character, or with a blank for one ("C N P Ủ")."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

_FEWEST = 3  # letters; a sign or two without a character are no damage
_SHARE = 0.005  # of the page's words
_UNKNOWN = re.compile("[^\\W\\d_][\ufffd\ue000-\uf8ff]|[\ufffd\ue000-\uf8ff][^\\W\\d_]")
_TORN = re.compile("(?<!\\S)[b-df-hj-np-tv-zđB-DF-HJ-NP-TV-ZĐ]{1,3}(?!\\S)")
_BLANKS = frozenset({0x20, 0xA0})
_PALE = 170  # of 255: what is darker is ink
_MOST_LOOKED = 2000  # blanks


def lacking(page: Any, text: str) -> int:
    """How many letters of a pymupdf page are printed and not in its `text`; 0 where they are too few to matter."""
    unknown = sum(1 for _ in _UNKNOWN.finditer(text))
    torn = sum(1 for _ in _TORN.finditer(text))
    found = unknown + (_inked(page) if torn >= _FEWEST else 0)
    return found if found >= max(_FEWEST, _SHARE * text.count(" ")) else 0


def _inked(page: Any) -> int:
    """How many blanks of the text are drawn as letters: only where several glyphs of a font are called a blank."""
    import pymupdf

    blanks: dict[str, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for span in page.get_texttrace():
        for character, glyph, _, box in span["chars"]:
            if character in _BLANKS:
                blanks[span["font"]][glyph].append(box)
    boxes = [box for glyphs in blanks.values() if len(glyphs) > 1 for some in glyphs.values() for box in some]
    if not boxes:
        return 0
    picture = page.get_pixmap(colorspace=pymupdf.csGRAY, annots=False)
    turn = page.rotation_matrix
    return sum(_dark(picture, pymupdf.Rect(box) * turn) for box in boxes[:_MOST_LOOKED])


def _dark(picture: Any, box: Any) -> bool:
    """Whether there is ink in the middle of a box: ink of the letters beside it may reach over its edges."""
    width, height = box.width, box.height
    x0, x1 = int(box.x0 + 0.25 * width), int(box.x1 - 0.25 * width) + 1
    y0, y1 = int(box.y0 + 0.25 * height), int(box.y1 - 0.2 * height) + 1
    columns = range(max(x0, 0), min(x1, picture.width))
    rows = range(max(y0, 0), min(y1, picture.height))
    samples, stride = picture.samples_mv, picture.stride
    return any(samples[y * stride + x] < _PALE for y in rows for x in columns)
