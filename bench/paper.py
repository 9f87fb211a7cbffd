"""A real document on paper: a PDF as an office prints it, and a scan of that, both of a few pages."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = ROOT / "corpora" / "soc-trang.txt"
sys.path.insert(0, str(ROOT))  # the papers of the tests


def wanting(*, scans: bool) -> str | None:
    """What is missing on this machine for papers to be made and read."""
    from tests.paper import SERIF

    if not Path(SERIF).exists():
        return "no font FreeSerif (Debian: fonts-freefont-ttf)"
    return None if not scans or shutil.which("tesseract") else "no Tesseract (Debian: tesseract-ocr tesseract-ocr-vie)"


def _cut(data: bytes, pages: int) -> bytes:
    """The first pages of a PDF."""
    import pymupdf

    document = pymupdf.open(stream=data, filetype="pdf")
    document.select(range(min(pages, len(document))))
    made: bytes = document.tobytes(garbage=3, deflate=True, no_new_id=True)
    return made


def _written(path: Path, data: bytes) -> int:
    import pymupdf

    path.write_bytes(data)
    return len(pymupdf.open(path))


def pdf(path: Path, pages: int) -> int:
    """Write the PDF, of at most `pages` pages, and give their number."""
    from tests.paper import markup, printed

    return _written(path, _cut(printed(*markup(TEXT.read_text("utf-8"))), pages))


def scan(path: Path, pages: int) -> int:
    """Write the scan, of half as many pages (it is slow), and give their number."""
    from tests.paper import markup, printed, scanned

    return _written(path, scanned(_cut(printed(*markup(TEXT.read_text("utf-8"))), max(1, pages // 2))))
