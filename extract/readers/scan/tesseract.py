"""Pages read from their image by the program `tesseract` and its Vietnamese model.

The words come from Tesseract's own boxes (MuPDF's OCR glues words that end in a marked vowel).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.language.legibility import legibility
from extract.readers.content import Options
from extract.readers.print.ruled_tables import rules_of, tables_of
from extract.readers.print.words import Page, Table, Word
from extract.readers.scan import engine
from extract.readers.scan.dotted import dotted
from extract.readers.scan.raised_marks import parted
from extract.readers.scan.sheet import Sheet
from extract.readers.scan.straight import levelled, rise_of
from extract.readers.scan.strokes import Grey, erased, stacked
from extract.rules.vocabulary import listed, word_set
from extract.sources.source import Rect, Turning

_FIGURES = re.compile(
    r"[Il]\d[\d/.,-]*[).;,:]*|\d{1,2}/\d{1,2}/[\dIlO]{4}[).;,:]*|[øØ]\d[).;,:]*"
    r"|[(]?(?=.*\d|[IlO|]{1,3}%)[\dIlO|.,]+%[).;,:]*|\d[\dIlO]*/\d{2}[).;,:]*"
)
_ROMAN = re.compile(r"(?=.*[Hl])[IHl]{1,3}\.")  # before a heading in capitals
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?%?|\d+(?:[.,]\d+)?%?|\d+[-–/]\d+%?")
_MARKED = 0.75  # legibility below which a page may be one without Vietnamese marks
_LEVEL = 0.6  # of a line's height, that it shares with another
_TOUCHING = 0.12
_SURE = 50  # of 100, Tesseract's own measure
_MOST_FIGURES = 600  # cells of one page
_LETTERS = str.maketrans("IlO|øØ", "110100")


def read(sheet: Sheet, options: Options) -> Page:
    """A page as read from its picture, put straight.  Raises TimeoutError or ValueError with a plain reason."""
    dpi = sheet.dpi
    scale = 72 / dpi
    grey, back = _put_straight(sheet)
    clean, strokes = erased(grey, scale)
    dots, where = dotted(clean, scale)
    if dots[0]:
        clean[where] = 255
    strokes = [*strokes[0], *dots[0]], [*strokes[1], *dots[1]]
    table, unmarked = _table(clean, round(dpi), options)

    def figures(some: Grey, pitch: int) -> dict[int, str]:
        return {part: text for part, (text, _) in _parts(some, pitch, round(dpi), options).items()}

    words = parted(_lines(table, scale), clean, scale, figures)
    tables, rest = tables_of(strokes, words)
    _figures(tables, clean, dpi, options)
    if back is not None:
        for word in (*rest, *(word for table in tables for row in table.rows for cell in row for word in cell)):
            word.back = back
    rules = rules_of(strokes[0], sheet.height)
    return Page(sheet.width, sheet.height, rest, tables, rules=rules, scanned=True, unmarked=unmarked)


def _put_straight(sheet: Sheet) -> tuple[Grey, Turning | None]:
    """A page's picture put straight, and from places on it (points) back to the page."""
    rise = rise_of(sheet.grey, sheet.dpi)
    if not rise:
        return sheet.grey, None
    grey, (a, b, c, d, e, f) = levelled(sheet.grey, rise)
    return grey, (a, b, c, d, e * 72 / sheet.dpi, f * 72 / sheet.dpi)


def _table(image: Grey, dpi: int, options: Options) -> tuple[str, bool]:
    """Tesseract's table of words, and whether the page is one that was printed without Vietnamese marks.

    The Vietnamese model makes other words of such print; the English one reads it letter by letter.
    """
    table = _run(image, dpi, options)
    if "eng" not in engine.languages() or legibility(_text(table)) >= _MARKED:
        return table, False
    plain = _run(image, dpi, options, "eng")
    return (plain, True) if _sureness(plain) > _sureness(table) else (table, False)


def _cells(table: str) -> Iterator[list[str]]:
    """The rows of Tesseract's table that are words."""
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) >= 12 and cells[0] == "5" and cells[11].strip():
            yield cells


def _text(table: str) -> str:
    return " ".join(cells[11].strip() for cells in _cells(table))


def _sureness(table: str) -> float:
    """Tesseract's own measure, over all words, 0 to 100."""
    sure = [float(cells[10]) for cells in _cells(table)]
    return sum(sure) / len(sure) if sure else 0.0


def _figures(tables: list[Table], clean: Grey, dpi: float, options: Options) -> None:
    """Read the cells that hold a number alone again, as figures only.

    The Vietnamese model misreads short numbers that stand alone ("52" as "532"); the English one does not.
    """
    cells = {id(cell): cell for table in tables for row in table.rows for cell in row if _lone(cell)}
    found = list(cells.values())[:_MOST_FIGURES]
    if not found:
        return
    height, width = clean.shape
    boxes = []
    for cell in found:
        places = [word.place or word.rect for word in cell]
        x0, y0 = min(p[0] for p in places) - 3, min(p[1] for p in places) - 2
        x1, y1 = max(p[2] for p in places) + 3, max(p[3] for p in places) + 2
        left, top, right, bottom = (round(v * dpi / 72) for v in (x0, y0, x1, y1))
        boxes.append((max(left, 0), max(top, 0), min(right, width), min(bottom, height)))
    sheet, pitch = stacked(clean, boxes)
    read = _parts(sheet, pitch, round(dpi), options)
    for i, cell in enumerate(found):
        text, sure = read.get(i, ("", 0.0))
        before = "".join(word.text for word in cell)
        if _NUMBER.fullmatch(before) and min(word.sure for word in cell) > sure:
            continue
        if _NUMBER.fullmatch(text) and text != before:
            cell[0].text, cell[0].read = text, before
            for word in cell[1:]:
                word.text = ""


def _parts(sheet: Grey, pitch: int, dpi: int, options: Options) -> dict[int, tuple[str, float]]:
    """The figures of stacked parts of a page, each by its number from the top; and how sure they are."""
    language = "eng" if "eng" in engine.languages() else "vie"
    read: dict[int, tuple[str, float]] = {}
    for cells in _cells(_run(sheet, dpi, options, language, 6, figures=True)):
        if float(cells[10]) > _SURE:
            middle = float(cells[7]) + float(cells[9]) / 2
            part = int((middle - 20) // pitch)
            text, sure = read.get(part, ("", 100.0))
            read[part] = text + cells[11].strip(), min(sure, float(cells[10]))
    return read


def _lone(cell: list[Word]) -> bool:
    text = "".join(word.text for word in cell)
    return 0 < len(text) <= 12 and sum(c.isalpha() for c in text) <= 2 and text not in {"%", "-", "–"}


def _run(
    image: Grey, dpi: int, options: Options, language: str = "vie", layout: int = 3, *, figures: bool = False
) -> str:
    return engine.recognised(image, engine.Asked(dpi, language, layout, figures, options.left(options.most_for_a_page)))


def _lines(table: str, scale: float) -> list[list[Word]]:
    """The words of Tesseract's table by its lines; those of one share a base and a size."""
    found: list[tuple[float, tuple[str, ...], str, Rect]] = []
    for cells in _cells(table):
        left, top, width, height = (float(cell) * scale for cell in cells[6:10])
        if float(cells[10]) < 0 or width <= 0 or height <= 0:
            continue
        for text, box in _split(cells[11], (left, top, left + width, top + height)):
            found.append((float(cells[10]), tuple(cells[2:5]), text, box))
    sures = {box: sure for sure, _, _, box in found}
    lines: dict[tuple[str, ...], list[tuple[str, Rect]]] = {}
    twice = _twice([(sure, box) for sure, _, _, box in found])
    for i, (_, line, text, box) in enumerate(found):
        if i not in twice:
            lines.setdefault(line, []).append((text, box))
    _drop_echoes(lines)
    slope = _slope(lines.values())
    rows: list[list[Word]] = []
    for some in lines.values():
        heights = sorted(box[3] - box[1] for _, box in some)
        size = heights[len(heights) // 2] * 1.15
        straight = [(text, box, _straight(box, slope)) for text, box in some]
        feet = sorted(box[3] for _, _, box in straight)
        base = feet[len(feet) // 2]
        rows.append([])
        for i, (text, box, put) in enumerate(straight):
            before = straight[i - 1][0] if i else ""
            after = straight[i + 1][0] if i + 1 < len(straight) else ""
            if i == 0 and _ROMAN.fullmatch(text) and after.isupper():
                text = text.replace("l", "I").replace("H", "II")
            mended = _digits(text, before, after)
            misread = text if text != mended else None
            rows[-1].append(Word(mended, put, base, size, place=box, read=misread, sure=sures[box]))
    return rows


def _twice(found: list[tuple[float, Rect]]) -> set[int]:
    """Which words, each with how sure it is, fill the place of one that is surer, or as sure and before it."""
    order = sorted(range(len(found)), key=lambda i: found[i][1][1])
    dropped: set[int] = set()
    for at, i in enumerate(order):
        sure, box = found[i]
        for j in order[at + 1 :]:
            more, other = found[j]
            if other[1] >= box[3]:  # it begins below, as do all that follow
                break
            if _over(box, other):
                dropped.add(i if (more, -j) > (sure, -i) else j)
    return dropped


def _drop_echoes(lines: dict[tuple[str, ...], list[tuple[str, Rect]]]) -> None:
    """Drop words of a line that touch those of a longer one at the same height: letters of these, read once more."""
    order = sorted(lines, key=lambda key: -len(lines[key]))
    tops = {key: (min(b[1] for _, b in some), max(b[3] for _, b in some)) for key, some in lines.items()}
    for i, key in enumerate(order):
        for other in order[:i]:
            (top, foot), (above, below) = tops[key], tops[other]
            if min(foot, below) - max(top, above) < _LEVEL * (foot - top):
                continue
            ends = [box[2] for _, box in lines[other]]
            near = _TOUCHING * (foot - top)
            lines[key] = [(t, box) for t, box in lines[key] if not any(-near < box[0] - end < near for end in ends)]
    for key in [key for key, some in lines.items() if not some]:
        del lines[key]


def _digits(text: str, before: str, after: str) -> str:
    """A word of figures in which letters were read for them."""
    if _FIGURES.fullmatch(text):
        return text.translate(_LETTERS)
    counted = listed("counted").match(after) and before[:1].islower() and before.lower() not in word_set("classes")
    return "1" if text in {"I", "l", "|"} and counted else text


def _over(box: Rect, other: Rect) -> bool:
    """Whether two words fill the same place, read twice."""
    wide = min(box[2], other[2]) - max(box[0], other[0])
    if wide <= 0:
        return False
    high = min(box[3], other[3]) - max(box[1], other[1])
    least = min((box[2] - box[0]) * (box[3] - box[1]), (other[2] - other[0]) * (other[3] - other[1]))
    return high > 0 and wide * high > 0.5 * least


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
