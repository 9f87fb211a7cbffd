"""Twenty pages: letterheads, shaded and boxed prose, two columns, notes, tables between paragraphs."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.annexes.drawn import FOOT, LEFT, RIGHT, Sheet
from tests.annexes.texts import Annex, annexes, figured
from tests.paper import NOTO, SERIF

COUNT = 20
_TEXTS = Path(__file__).parent / "pages.txt"
_GUTTER = 22.0


@dataclass(slots=True)
class Drawn:
    """A page with what is true of it: its paragraphs in order, its tables."""

    name: str
    data: bytes
    paragraphs: list[str] = field(default_factory=list)
    tables: list[Annex] = field(default_factory=list)


def _kinds() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _TEXTS.read_text("utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            found[list(found)[-1]].append(line)
    return found


class _Writer:
    """Draws the blocks of one page and keeps what is true."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.kinds = _kinds()
        self.sheet = Sheet(font=NOTO if number % 2 else SERIF, size=(11, 12, 13)[number % 3])
        self.true: list[str] = []
        self.tables: list[Annex] = []

    def _prose(self, sentences: int) -> str:
        some = self.chance.sample(self.kinds["sentence"], sentences)
        return " ".join(figured(each, self.chance) for each in some)

    def letterhead(self, gap: float) -> None:
        """Two columns so many points apart."""
        nation, motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
        number = self.chance.randint(2, 90)
        left = [*(self.chance.choice(self.kinds[k]) for k in ("issuer", "place")), f"Số: {number}/KH-UBND"]
        right = [nation, motto, f"Bình Sơn, ngày {self.chance.randint(10, 28)} tháng 5 năm 2026"]
        sheet, size = self.sheet, 11
        width = max(sheet.width(text, size, bold=True) for text in right)
        wide = max(sheet.width(text, size, bold=True) for text in left)
        x0 = (LEFT + RIGHT - width - gap - wide) / 2
        top = sheet.y
        for x, room, texts in ((x0, wide, left), (x0 + wide + gap, width, right)):
            sheet.y = top
            for i, text in enumerate(texts):
                bold = i < 2
                sheet.line(x + (room - sheet.width(text, size, bold=bold)) / 2, text, size, bold=bold)
                sheet.y += 16
        sheet.y += 10
        self.true += [*left, *right]

    def prose(self, sentences: int = 2, *, shaded: bool = False) -> None:
        """A paragraph over the whole width."""
        self.true.append(self._prose(sentences))
        self.sheet.paragraph(self.true[-1], shaded=shaded)

    def heading(self, text: str, *, shaded: bool = False, centred: bool = False) -> None:
        """A line in bold."""
        self.true.append(text)
        self.sheet.paragraph(text, bold=True, shaded=shaded, centred=centred, indent=0)

    def boxed(self) -> None:
        """A paragraph on a filled box."""
        sheet = self.sheet
        text = self._prose(2)
        lines = len(sheet.wrapped(text, RIGHT - LEFT - 20, sheet.size, indent=24))
        sheet.fill(LEFT, sheet.y - 4, RIGHT, sheet.y + lines * 1.3 * sheet.size + 4, (0.9, 0.95, 0.85))
        sheet.paragraph(text, LEFT + 10, RIGHT - 10)
        self.true.append(text)

    def columns(self) -> None:
        """Prose in two columns."""
        top, feet, width = self.sheet.y, [], (RIGHT - LEFT - _GUTTER) / 2
        for x in (LEFT, LEFT + width + _GUTTER):
            self.sheet.y = top
            for _ in range(3):
                self.true.append(self._prose(2))
                self.sheet.paragraph(self.true[-1], x, x + width, indent=14)
            feet.append(self.sheet.y)
        self.sheet.y = max(feet) + 6

    def table(self, annex: Annex) -> None:
        """A table with its title."""
        for text in annex.above[-1:]:
            self.heading(text, centred=True)
        self.sheet.table(annex, annex.looks)
        self.tables.append(annex)

    def note(self) -> None:
        """A note at the foot, below its short rule."""
        text = self.chance.choice(self.kinds["note"])
        self.sheet.y = FOOT + 2
        self.sheet.fill(LEFT, FOOT - 2, LEFT + 140, FOOT - 1.4, (0, 0, 0))
        self.sheet.line(LEFT, "(*) " + text, 9)
        self.true.append("(*) " + text)


def pages() -> Iterator[Drawn]:
    """The pages, the same each time."""
    small = [annex for annex in annexes() if len(annex.rows) <= 8]
    for number in range(COUNT):
        made = _Writer(number)
        chance = made.chance
        if number % 2 == 0:
            made.letterhead(12 + number)
        made.heading(chance.choice(made.kinds["title"]), shaded=number % 3 == 0, centred=True)
        made.prose()
        made.heading(f"I. {chance.choice(made.kinds['heading'])}", shaded=number % 3 == 1)
        kind = number % 5
        if kind == 0:
            made.prose(shaded=True)
            made.boxed()
        elif kind == 1:
            made.columns()
        else:
            made.prose(shaded=kind == 3)
            made.table(small[number % len(small)])
        made.prose()
        if number % 4 == 0:
            made.note()
        yield Drawn(f"page-{number + 1}", made.sheet.data(), made.true, made.tables)
