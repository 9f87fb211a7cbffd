"""Pages as pictures, for people who check a record on the page it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.readers.content import Rect

_DPI = 80
_MARK = (1.0, 0.85, 0.2)


@lru_cache(maxsize=1)
def _opened(path: Path) -> Any:
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    return pymupdf.open(stream=path.read_bytes())


def picture(path: Path, page: int, rects: Iterable[Rect] = ()) -> bytes | None:
    """Page `page` (from 1) of a PDF or image as JPEG, `rects` (points) marked; None where it cannot be drawn."""
    try:
        sheet = _opened(path)[page - 1]
        for rect in rects:
            sheet.draw_rect(rect, color=None, fill=_MARK, fill_opacity=0.45, overlay=True)
        data: bytes = sheet.get_pixmap(dpi=_DPI, alpha=False).tobytes("jpeg", jpg_quality=70)
        return data
    except Exception:  # whatever a damaged page leads to: the text is there without it
        return None
