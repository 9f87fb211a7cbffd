"""Pages read from their image by the program `tesseract` and its Vietnamese model.

The words come from Tesseract's own boxes (MuPDF's OCR glues words that end in a marked vowel).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from time import monotonic
from typing import Any

from extract.readers.content import Options, Rect
from extract.readers.page import Page, Word
from extract.readers.page_strokes import erased
from extract.readers.page_tables import tables_of

MISSING = "tesseract is not installed: apt-get install tesseract-ocr tesseract-ocr-vie"
_DPI = 300
_MOST_DPI = 400
_MOST_PIXELS = 50_000_000
_SECONDS = 60.0  # for one page
_FIGURES = re.compile(r"[(]?(?=.*\d|[IlO|]{1,3}%)[\dIlO|.,]+%[).;,:]*|\d[\dIlO]*/\d{2}[).;,:]*")
_ROMAN = re.compile(r"(?=.*[Hl])[IHl]{1,3}\.")  # before a heading in capitals
_LETTERS = str.maketrans("IlO|", "1101")
_COUNTED = re.compile(r"(?:bậc|điểm|lần|năm|tháng|ngày|giờ|người|đơn|cơ|xã|huyện|dịch|thủ|hồ|mô|tỷ|triệu)\b")
_CLASSES = frozenset(
    ("loại", "hạng", "cấp", "quý", "nhóm", "khóa", "khoá", "đợt", "bảng", "phần", "chương", "mục", "lớp", "kỳ", "tập")
)  # words behind which a Roman numeral stands


@cache
def available() -> bool:
    """Whether the program and its Vietnamese model are there."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "vie" in done.stdout.split()


def read(page: Any, options: Options) -> Page:
    """A pymupdf page as read from its image.  Raises TimeoutError or ValueError with a plain reason."""
    width, height = page.rect.width, page.rect.height
    dpi = float(min(max(_DPI, _resolution(page)), _MOST_DPI))
    pixels = width * height * (dpi / 72) ** 2
    if pixels > _MOST_PIXELS:
        dpi *= (_MOST_PIXELS / pixels) ** 0.5
    import pymupdf

    picture = page.get_pixmap(matrix=pymupdf.Matrix(dpi / 72, dpi / 72), colorspace=pymupdf.csGRAY, alpha=False)
    scale = 72 / dpi
    png, strokes = erased(picture, scale)
    seconds = _SECONDS
    if options.deadline is not None:
        seconds = max(min(seconds, options.deadline - monotonic()), 1.0)
    words = _words(_run(png, round(dpi), seconds), scale)
    tables, rest = tables_of(strokes, words)
    return Page(width, height, rest, tables, scanned=True)


def _resolution(page: Any) -> float:
    """Dots an inch of the largest image on the page."""
    best, area = 0.0, 0.0
    for image in page.get_image_info():
        x0, y0, x1, y1 = image["bbox"]
        if (x1 - x0) * (y1 - y0) > area and x1 - x0 > 1:
            area, best = (x1 - x0) * (y1 - y0), image["width"] / (x1 - x0) * 72
    return best


def _run(png: bytes, dpi: int, seconds: float) -> str:
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--dpi", str(dpi), "--psm", "3", "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=png, capture_output=True, timeout=seconds, check=False, env=environment)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"OCR took more than {seconds:.0f} s") from error
    except OSError as error:
        raise ValueError("tesseract could not be started") from error
    if done.returncode:
        raise ValueError("tesseract failed on the page's image")
    return done.stdout.decode("utf-8", "replace")


def _words(table: str, scale: float) -> list[Word]:
    """The words of Tesseract's table; those of one of its lines share a base and a size."""
    lines: dict[tuple[str, ...], list[tuple[str, Rect]]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (float(cell) * scale for cell in cells[6:10])
        if float(cells[10]) < 0 or width <= 0 or height <= 0:
            continue
        place = (left, top, left + width, top + height)
        for text, box in _split(cells[11], place):
            lines.setdefault(tuple(cells[2:5]), []).append((text, box))
    slope = _slope(lines.values())
    words: list[Word] = []
    for found in lines.values():
        heights = sorted(box[3] - box[1] for _, box in found)
        size = heights[len(heights) // 2] * 1.15
        straight = [(text, box, _straight(box, slope)) for text, box in found]
        feet = sorted(box[3] for _, _, box in straight)
        base = feet[len(feet) // 2]
        for i, (text, box, put) in enumerate(straight):
            before = straight[i - 1][0] if i else ""
            after = straight[i + 1][0] if i + 1 < len(straight) else ""
            if i == 0 and _ROMAN.fullmatch(text) and after.isupper():
                text = text.replace("l", "I").replace("H", "II")
            words.append(Word(_digits(text, before, after), put, base, size, place=box))
    return words


def _digits(text: str, before: str, after: str) -> str:
    """A word of figures in which letters were read for them."""
    if _FIGURES.fullmatch(text):
        return text.translate(_LETTERS)
    counted = _COUNTED.match(after) and before[:1].islower() and before.lower() not in _CLASSES
    return "1" if text in {"I", "l", "|"} and counted else text


def _split(text: str, box: Rect) -> list[tuple[str, Rect]]:
    """Words of one box that holds white space, each with its share of the box."""
    parts = text.split()
    if len(parts) == 1:
        return [(parts[0], box)]
    width = (box[2] - box[0]) / len(text)
    found: list[tuple[str, Rect]] = []
    at = 0
    for part in parts:
        at = text.index(part, at)
        found.append((part, (box[0] + width * at, box[1], box[0] + width * (at + len(part)), box[3])))
        at += len(part)
    return found


def _slope(lines: Iterable[list[tuple[str, Rect]]]) -> float:
    """How the page climbs to the right: the median over its longer lines."""
    slopes = []
    for found in lines:
        if len(found) < 6:
            continue
        (_, first), (_, last) = found[0], found[-1]
        if last[0] - first[0] > 100:
            third = max(len(found) // 3, 1)
            feet = [sorted(box[3] for _, box in part) for part in (found[:third], found[-third:])]
            middles = [sum(box[0] for _, box in part) / len(part) for part in (found[:third], found[-third:])]
            slopes.append((feet[1][len(feet[1]) // 2] - feet[0][len(feet[0]) // 2]) / (middles[1] - middles[0]))
    slopes.sort()
    return slopes[len(slopes) // 2] if slopes and abs(slopes[len(slopes) // 2]) < 0.05 else 0.0


def _straight(box: Rect, slope: float) -> Rect:
    """A box as it would stand on a page put straight."""
    x, y = slope * (box[1] + box[3]) / 2, slope * (box[0] + box[2]) / 2
    return box[0] + x, box[1] - y, box[2] + x, box[3] - y
