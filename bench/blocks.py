"""The real documents cut for recombination: blocks of text with slots for what is altered.

A slot holds a gold value, a year or a name of a place; all else is copied.  Where a document is cut is a table of
the lines with which its parts begin, each of which has to stand in it exactly once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parent.parent
Gold = Mapping[str, Any]
Slot = Literal["", "value", "year", "place"]

PLACES = {"phu-yen": "Phú Yên", "quang-ngai": "Quảng Ngãi", "soc-trang": "Sóc Trăng", "tay-son": "Tây Sơn"}
"""The name that is swapped in each document; damaged text spells its own in too many ways."""

# Beginnings of the parts of each document, in order: the first is the head; what each part is for says generate.py.
_PARTS: Mapping[str, Sequence[str]] = {
    "phu-yen": (
        "I. QUAN ĐIỂM", "1. Cải cách thể chế", "2. Cải cách thủ tục", "3. Cải cách tổ chức", "4. Cải cách chế độ",
        "5. Cải cách tài chính", "6. Xây dựng và phát triển", "IV. DANH MỤC", "VII. TỔ CHỨC",
    ),
    "quang-ngai": ("## **II. ", "(1) ", "### **III. ", "## **IV. "),
    "soc-trang": ("**I. ", "(1) ", "### **3. Nhiệm vụ", "### III. TỔ"),
    "tay-son": (
        "*2.1. Tăng cường", "## *2.2. ", "### *2.3. ", "*2.5. ", "*2.7. ", "### **III - ",
        "1. Tăng cường vai trò", "Nơi nhận",
    ),
    "dak-nong": ("II- QUAN PIEM", "II- MUC TIEU", "IV- NHIEM VU", "Noi nhén"),
}  # fmt: skip

_YEAR = re.compile(r"(?<!\d)(?<!\d[.,])(?:19|20)\d\d(?!\d)(?![.,]\d)")
_HEADING = re.compile(r"#|\*\*|[IVX]+[.-]\s|\d+(?:\.\d+)*\.\s|[a-zđ]\)\s|\*\d")
_GOES_ON = re.compile(r"<sup>|[a-zà-ỹđ](?!\))|\d+-KH")  # a paragraph that a page break or a note cut in two
_LIST = re.compile(r"\(\d+\) ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: copied, or a slot; `gold` are the records of a value."""

    text: str
    slot: Slot = ""
    gold: tuple[Gold, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """An item or paragraph with what belongs to it, or a heading (`loose` false: it stays where it is)."""

    pieces: tuple[Piece, ...]
    loose: bool
    size: int
    """Bytes of UTF-8 before anything is altered."""

    @property
    def measured(self) -> bool:
        """Whether it holds a gold value."""
        return any(piece.gold for piece in self.pieces)


@dataclass(slots=True)
class Base:
    """A real document: its parts, each a list of blocks."""

    name: str
    parts: list[list[Block]] = field(default_factory=list)


def _slots(name: str, text: str, start: int, end: int, gold: Iterable[Gold]) -> list[Piece]:
    """The pieces of a stretch of a document."""
    values: dict[tuple[int, int], list[Gold]] = {}
    for record in gold:
        if start <= record["start"] < end:
            values.setdefault((record["start"], record["end"]), []).append(record)
    taken: list[tuple[int, int, Slot]] = [(*span, "value") for span in values]
    place = PLACES.get(name)
    finders: list[tuple[Slot, re.Pattern[str]]] = [("year", _YEAR)]
    if place:
        finders.append(("place", re.compile(f"{place}|{place.upper()}")))
    for slot, finder in finders:
        for found in finder.finditer(text, start, end):
            if not any(found.start() < e and s < found.end() for s, e, _ in taken):
                taken.append((*found.span(), slot))
    pieces, at = [], start
    for begin, stop, slot in sorted(taken):
        if begin < at:
            raise ValueError(f"{name}: two slots at {begin}")
        pieces.append(Piece(text[at:begin]))
        pieces.append(Piece(text[begin:stop], slot, tuple(values.get((begin, stop), ()))))
        at = stop
    return [each for each in (*pieces, Piece(text[at:end])) if each.text]


def _cuts(name: str, text: str) -> list[int]:
    """Where the parts of a document begin."""
    cuts = [0]
    for line in _PARTS[name]:
        found = [m.start() for m in re.finditer(rf"^{re.escape(line)}", text, re.MULTILINE)]
        if len(found) != 1:
            raise ValueError(f"{name}: {len(found)} lines begin with {line!r}")
        cuts.append(found[0])
    return [*cuts, len(text)]


def _begins(text: str, start: int, end: int, every_line: bool) -> list[int]:
    """Where the blocks of a part begin."""
    begins = [start]
    for found in re.finditer(r"^(?=\S)" if every_line else r"(?<=\n\n)(?=\S)", text[start:end], re.MULTILINE):
        at = start + found.start()
        if at > start and not _GOES_ON.match(text, at):
            begins.append(at)
    return [*begins, end]


def _in_list(text: str, begins: Sequence[int]) -> list[int]:
    """Beginnings of the items of a numbered list: paragraphs between them belong to the item before."""
    return [begins[0], *(at for at in begins[1:-1] if _LIST.match(text, at)), begins[-1]]


def cut(name: str) -> Base:
    """A document of corpora/ with its gold.  Raises ValueError where it does not hold what it should."""
    text = (ROOT / "corpora" / f"{name}.txt").read_bytes().decode("utf-8")
    lines = (ROOT / "tests" / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()
    gold: list[Gold] = [json.loads(line) for line in lines if line.strip()]
    base = Base(name)
    cuts = _cuts(name, text)
    for start, end in pairwise(cuts):
        begins = _begins(text, start, end, every_line=name == "phu-yen")
        if _LIST.match(text, start):
            begins = _in_list(text, begins)
        blocks = []
        for at, stop in pairwise(begins):
            pieces = tuple(_slots(name, text, at, stop, gold))
            blocks.append(Block(pieces, not _HEADING.match(text, at), len(text[at:stop].encode())))
        base.parts.append(blocks)
    return base
