"""From the elements of a web page to paragraphs, notes and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from extract.contract.failures import notice
from extract.language.cleaning import UNSEEN_BUT_HYPHENS
from extract.language.labels import label_of
from extract.language.striking import through
from extract.readers.content import Options
from extract.readers.script import parted
from extract.readers.web.main_part import Element, Left, events
from extract.readers.web.struck import struck_of
from extract.readers.web.web_notes import BLOCKS, note_around, notes_of
from extract.rules.vocabulary import expression
from extract.sources.source import Notice

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SHORT = 200  # characters a heading may have
_PROSE = 700  # characters from which a cell is running text
_MOST_CELLS = 20_000


@dataclass(slots=True)
class Paragraph:
    """A paragraph; `note`: the mark of the footnote it is."""

    text: str
    heading: bool = False
    note: str = ""


@dataclass(slots=True)
class Table:
    """Rows of cells, a merged one in each place it covers; `copies`: those places (row, column) but the first."""

    rows: list[list[str]]
    copies: frozenset[tuple[int, int]] = frozenset()

    @property
    def text(self) -> str:
        """Its rows as lines."""
        return "\n".join(" ".join(row) for row in self.rows)


Block = Paragraph | Table


@dataclass(slots=True)
class _Walk:
    """What is known at a place of the page; `pieces` are the open paragraph's (text, bold, struck through)."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[tuple[str, bool, bool]] = field(default_factory=list)
    heading: int = 0
    bold: int = 0
    gone: int = 0
    pre: int = 0
    label: str = ""
    note: str = ""
    within: Element | None = None  # what holds the note at hand whole

    def put(self, text: str) -> None:
        """Add text to the open paragraph."""
        self.pieces.append((text, self.bold > 0, self.gone > 0))

    def flush(self) -> None:
        """Close the open paragraph."""
        text = _written((part, gone) for part, _, gone in self.pieces)
        bold = all(strong for part, strong, gone in self.pieces if part.strip() and not gone)
        stands = any(part.strip() and not gone for part, _, gone in self.pieces)
        self.pieces.clear()
        parts = parted(text)
        for words in [" ".join(parts)] if self.note and parts else parts:
            label, self.label = self.label, ""
            note, self.note = self.note, ""
            if note:
                words = re.sub(rf"\A[\[(]?{note}[\])]?[.:]?\s+(?=\S)", "", words)
            elif label and not label_of(words)[0]:
                words = f"{label} {words}"
            titled = (self.heading > 0 or bold) and len(words) <= _SHORT
            plain = not label_of(words)[0] and not words.isupper() and any(c.isalpha() for c in words)
            last = self.blocks[-1] if self.blocks else None
            if self.within is not None and not note and isinstance(last, Paragraph) and last.note:
                last.text += f" {words}"
            else:
                self.blocks.append(Paragraph(words, titled and plain and stands and not note, note))


def blocks_of(root: Element, left: Left, options: Options) -> tuple[list[Block], list[Notice]]:
    """The paragraphs, notes and tables of a page in order, without what was left out; and what was cut."""
    walk, notices = _Walk(), []
    struck = struck_of(root)
    notes, targets = notes_of(root, left.elements)
    skipped = left.elements
    count = dict[Element, int]()
    done: set[Element] = set()  # tables written whole
    over: Element | None = None
    steps = 0
    for kind, element, text in events(root, skipped):
        steps += 1
        if steps % 20_000 == 0 and options.late:
            notices.append(notice("partial.web_late"))
            break
        if over is not None:
            if kind == "end" and element is over:
                over = None
            continue
        tag = str(element.tag)
        if kind == "text":
            shown = UNSEEN_BUT_HYPHENS.sub("", text)
            walk.put(shown if walk.pre else re.sub(r"\s+", " ", shown))
            continue
        start = kind == "start"
        if tag in BLOCKS:
            if tag == "li" and not start:
                walk.flush()
                walk.label = ""
            elif not (start and tag in ("p", "div") and not _inked(walk)):
                walk.flush()
        if element is walk.within and not start:
            walk.flush()
            walk.within = None
        if start and element in targets:
            walk.note, walk.within = targets[element], note_around(element)
        step = 1 if start else -1
        if element in struck:
            walk.gone += step
        if tag in _HEADINGS:
            walk.heading += step
        elif tag in ("b", "strong") or (
            tag in ("span", "p", "div") and _BOLD.search((element.get("style") or "")[:500])
        ):
            walk.bold += step
        elif tag == "pre":
            walk.pre += step
        if not start:
            continue
        if tag == "br":
            walk.put("\n")
        elif tag == "li":
            walk.label = _label(element, count)
        elif tag in ("a", "sup") and element in notes:
            mark, is_note = notes[element]
            if is_note and not _inked(walk):
                walk.note, walk.within = mark, note_around(element)
            else:
                walk.put(f"[^{mark}]")
            over = element
        elif tag == "sup" and not len(element) and (element.text or "").strip().isdecimal():
            walk.put(element.text.strip().translate(_HIGH))
            over = element
        elif tag == "table" and element not in done:
            gone = struck if not walk.gone else {element}
            table, whole = (Table([]), True) if _placing(element) else _rows(element, skipped, gone)
            if table.rows and not _layout(table.rows):
                walk.blocks.append(table)
                over = element
                if not whole:
                    notices.append(notice("table_cut.cells", most=_MOST_CELLS))
            done.add(element)
    walk.flush()
    return walk.blocks, notices


def _inked(walk: _Walk) -> bool:
    return any(part.strip() for part, _, _ in walk.pieces)


def _written(pieces: Iterable[tuple[str, bool]]) -> str:
    """The characters of pieces (text, struck through), runs of the latter marked as such."""
    runs = [(gone, "".join(text for text, _ in run)) for gone, run in groupby(pieces, key=itemgetter(1))]
    return "".join(through(text) if gone else text for gone, text in runs)


def _plain(element: Element, skipped: set[Element], struck: set[Element], gone: int) -> str:
    """An element's text, block ends and breaks as spaces; `gone`: of what encloses it, how much is struck through."""
    parts: list[tuple[str, bool]] = []
    for kind, inner, text in events(element, skipped):
        if kind == "text":
            parts.append((re.sub(r"\s+", " ", UNSEEN_BUT_HYPHENS.sub("", text)), gone > 0))
            continue
        if inner in struck:
            gone += 1 if kind == "start" else -1
        if inner.tag in BLOCKS or inner.tag == "br":
            parts.append((" ", gone > 0))
        elif kind == "start" and inner.tag == "sup" and (inner.text or "").strip().isdecimal():
            parts.append(("\u2060", gone > 0))
    return " ".join(re.sub("\u2060\\s*(\\d)", lambda m: m.group(1).translate(_HIGH), _written(parts)).split())


def _label(item: Element, count: dict[Element, int]) -> str:
    """The label a list shows before an item."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "-"
    number = _whole(item.get("value"), count.get(parent, _whole(parent.get("start"), 1) - 1) + 1)
    count[parent] = number
    kind = item.get("type") or parent.get("type") or "1"
    if kind in ("a", "A") and 1 <= number <= 26:
        letter = chr(96 + number)
        return f"{letter})" if kind == "a" else f"{letter.upper()}."
    if kind in ("i", "I") and 1 <= number <= 39:
        roman = "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        return f"({roman.lower()})" if kind == "i" else f"{roman}."
    return f"{number}."


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,4}", text.strip()) else default


def _rows(table: Element, skipped: set[Element], struck: set[Element]) -> tuple[Table, bool]:
    """The rows of a table (not of those in it), merged cells repeated; and whether all cells found room."""
    rows: list[list[str]] = []
    copies: set[tuple[int, int]] = set()
    held: dict[int, tuple[int, str]] = {}
    total = 0
    for row in _parts(table, skipped):
        cells: list[str] = []
        for cell in row:
            if cell.tag not in ("td", "th") or cell in skipped:
                continue
            copies.update((len(rows), at) for at in _covered(cells, held))
            text = _plain(cell, skipped, struck, sum(each in struck for each in (table, row.getparent(), row)))
            down = min(_whole(cell.get("rowspan"), 1) or 1, 1000)
            for number in range(min(_whole(cell.get("colspan"), 1) or 1, 100)):
                if number:
                    copies.add((len(rows), len(cells)))
                if down > 1:
                    held[len(cells)] = (down - 1, text)
                cells.append(text)
        copies.update((len(rows), at) for at in _covered(cells, held))
        total += len(cells)
        if total > _MOST_CELLS:
            return Table(rows, frozenset(copies)), False
        if any(cells):
            rows.append(cells)
    return Table(rows, frozenset(copies)), True


def _covered(cells: list[str], held: dict[int, tuple[int, str]]) -> range:
    """Put in the cells of earlier rows that reach down here; returns their places."""
    first = len(cells)
    while len(cells) in held:
        down, text = held.pop(len(cells))
        if down > 1:
            held[len(cells)] = (down - 1, text)
        cells.append(text)
    return range(first, len(cells))


def _parts(table: Element, skipped: set[Element]) -> list[Element]:
    rows: list[Element] = []
    for part in table:
        if part in skipped:
            continue
        if part.tag == "tr":
            rows.append(part)
        elif part.tag in ("thead", "tbody", "tfoot"):
            rows.extend(row for row in part if row.tag == "tr" and row not in skipped)
    return rows


def _placing(table: Element) -> bool:
    """Whether a table says that it only places text on the page, or holds other tables."""
    return table.get("role") in ("presentation", "none") or next(table.iterdescendants("table"), None) is not None


def _layout(rows: list[list[str]]) -> bool:
    """Whether a table only places text on the page, by what it holds: read as paragraphs then."""
    width = max(map(len, rows))
    if width < 2 or len(rows) < 2:
        return True
    if width <= 3 and any(expression("letterhead").search(cell) for row in rows[:3] for cell in row):
        return True
    return any(len(cell) > _PROSE for row in rows for cell in row) and width <= 3
