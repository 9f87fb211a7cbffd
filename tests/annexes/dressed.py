"""Documents on paper dressed as offices dress them: shaded lines, boxed paragraphs, thick frames, a merged table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pymupdf

from tests.annexes.drawn import Sheet
from tests.annexes.texts import Annex

_GREY, _BLACK = (0.87, 0.87, 0.87), (0.0, 0.0, 0.0)
_THICK, _GAP = 2.5, 3.8  # points
_SIGNED = [
    ["Nơi nhận", "Người soạn", "<"],
    ["^", "Phòng Tổng hợp", "Văn thư"],
    ["Lưu hồ sơ", "Đã duyệt", "Đã đóng dấu"],
]


def dressed(data: bytes) -> bytes:
    """A printed document (`tests.paper.printed`) with all of that below its text; what it says stays the same."""
    document = pymupdf.open(stream=data, filetype="pdf")
    for page in document:
        lines = [
            [pymupdf.Rect(line["bbox"]) for line in block["lines"]]
            for block in page.get_text("dict")["blocks"] if block["type"] == 0
        ]  # fmt: skip
        for number, block in enumerate(lines):
            if number % 3 == 1:
                for rect in block:
                    _fill(page, _grown(rect, 1, 0.5), _GREY)
            elif number % 3 == 2:
                whole = pymupdf.Rect(block[0])
                for rect in block[1:]:
                    whole |= rect
                _fill(page, _grown(whole, 4, 1), _GREY)
                for rule in _frame(_grown(whole, 6, 1.5)):
                    _fill(page, rule, _BLACK)
    sheet = Sheet()
    sheet.table(Annex("signed", frozenset(), [2, 3, 3], rows=_SIGNED), frozenset({"gapped", "shaded"}))
    document.insert_pdf(pymupdf.open(stream=sheet.data(), filetype="pdf"))
    made: bytes = document.tobytes(garbage=3, deflate=True, no_new_id=True)
    return made


def _grown(rect: Any, beside: float, above: float) -> Any:
    return pymupdf.Rect(rect.x0 - beside, rect.y0 - above, rect.x1 + beside, rect.y1 + above)


def _fill(page: Any, rect: Any, colour: tuple[float, ...]) -> None:
    page.draw_rect(rect, color=None, fill=colour, width=0, overlay=False)


def _frame(rect: Any) -> Iterator[Any]:
    """Thick rules around, that do not quite meet."""
    for y in (rect.y0, rect.y1):
        yield pymupdf.Rect(rect.x0 + _GAP, y - _THICK / 2, rect.x1 - _GAP, y + _THICK / 2)
    for x in (rect.x0, rect.x1):
        yield pymupdf.Rect(x - _THICK / 2, rect.y0, x + _THICK / 2, rect.y1)
