"""Pages as pictures, for people who check a record on the page it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.readers.pdf.nested import bounded
from extract.sources.source import Rect

_DPI = 80
_LARGE, _A4 = 1000.0, 595.0  # points of the shorter side: a larger page is drawn as large as A4
_MARK = (255, 217, 51)
_SHARE = 0.45  # of the mark's colour


@lru_cache(maxsize=1)
def _opened(path: Path) -> Any:
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    return pymupdf.open(stream=_bytes(path))


def _bytes(path: Path) -> bytes:
    """What is drawn of the one document at a path, which may lead into an archive or message."""
    from extract.readers import Options, bytes_of, holding
    from extract.readers.packed.opening import named
    from extract.readers.scan.photo import bitmap
    from extract.readers.sniff import format_of

    file, options = holding(path) or path, Options()
    data = bytes_of(file, options)
    if file != path:
        ((data, _),) = named(data, path.relative_to(file).as_posix(), options)
    return bitmap(data)[0] if format_of(data) == "photo" else data


def size_of(path: Path, page: int) -> tuple[float, float] | None:
    """Width and height of page `page` (from 1) as it is displayed, in points; None where it cannot be told."""
    try:
        rect = _opened(path)[page - 1].rect
        return float(rect.width), float(rect.height)
    except Exception:  # as in `picture`
        return None


def picture(path: Path, page: int, rects: Iterable[Rect] = ()) -> bytes | None:
    """Page `page` (from 1) of a PDF or image as JPEG, `rects` (points) marked; None where it cannot be drawn."""
    import numpy as np
    import pymupdf

    try:
        sheet = _opened(path)[page - 1]
        bounded(sheet)
        least = min(sheet.rect.width, sheet.rect.height)
        scale = _DPI / 72 * (_A4 / least if least > _LARGE else 1)
        drawn = sheet.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
        pixels = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width, 3).copy()
        for rect in rects:
            x0, y0, x1, y1 = (max(round(v * scale), 0) for v in rect)
            marked = pixels[y0:y1, x0:x1]
            marked[:] = marked * (1 - _SHARE) + np.array(_MARK) * _SHARE
        made = pymupdf.Pixmap(pymupdf.csRGB, drawn.width, drawn.height, pixels.tobytes(), False)
        data: bytes = made.tobytes("jpeg", jpg_quality=70)
        return data
    except Exception:  # whatever a damaged page leads to: the text is there without it
        return None
