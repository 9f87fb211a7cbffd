"""How much of a page of A4 a summary takes, and what is made smaller or left out so that it takes one.

Heights are worked out from letters a line: of Noto Serif, which is taller and wider than Times New Roman and stands in
for it where that is not installed.  What fits so, fits with the smaller face.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from struct import unpack

_CM = 72 / 2.54  # points
ROOM = (29.7 - 2 * 1.5) * _CM  # of A4, between the margins of extract.write.export.letter
_SPARE = 14.0  # points: a line
_WIDE = 0.52  # of its size, a letter of Vietnamese text on the average
_LINE = 1.37  # of its size, a line
_IN_CELL = 0.4  # cm beside the text of a cell
LEAST_ROWS = 5
_PICTURES = (1.0, 0.9, 0.8, 0.7)
_SMALLER = (0.0, 1.0)  # points taken off the type of the table and of what is small


@dataclass(frozen=True, slots=True)
class Fit:
    """How a summary is set: pictures so large, type of table and sources so many points smaller, so many rows.

    `whole`: whether it fits a page then.
    """

    pictures: float = 1.0
    smaller: float = 0.0
    rows: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Content:
    """What a summary holds.  `pictures`: (PNG, width in cm), those of one row together; `small`: lines below it all."""

    text: str
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    pictures: Sequence[Sequence[tuple[bytes, float]]]
    small: Sequence[str]
    fixed: float


def lines(text: str, size: float, width: float) -> int:
    """How many lines a text takes; `size` in points, `width` in cm."""
    room = max(int(width * _CM / (size * _WIDE)), 1)
    count, left = 1, room
    for word in text.split():
        if len(word) > left:
            count, left = count + 1, room
        left -= len(word) + 1
    return count


def picture(png: bytes, width: float) -> float:
    """The height of a picture in points; `width` in cm."""
    across, down = unpack(">II", png[16:24])
    return float(width * _CM * down / max(across, 1))


def height(content: Content, fit: Fit, sizes: tuple[float, float, float]) -> float:
    """Points that it takes; `sizes` of text, table and small type."""
    body, table, small = sizes[0], sizes[1] - fit.smaller, sizes[2] - fit.smaller
    taken = content.fixed + lines(content.text, body, 16.0) * body * _LINE
    for row in content.rows[: fit.rows + 1]:
        most = max(lines(each, table, width - _IN_CELL) for each, width in zip(row, content.widths, strict=True))
        taken += most * table * _LINE + 0.7
    for together in content.pictures:
        taken += max((picture(png, width * fit.pictures) for png, width in together), default=0.0)
    return taken + sum(lines(each, small, 17.0) * small * _LINE for each in content.small)


def fitted(content: Content, sizes: tuple[float, float, float]) -> Fit:
    """How it is set to take one page: pictures first, then type, then rows; as small as it gets where nothing helps."""
    for fit in _ways(len(content.rows) - 1):
        if height(content, fit, sizes) <= ROOM - _SPARE:
            return fit
    return replace(fit, rows=len(content.rows) - 1, whole=False)


def _ways(rows: int) -> Iterator[Fit]:
    for smaller in _SMALLER:
        for pictures in _PICTURES:
            yield Fit(pictures, smaller, rows)
    for fewer in range(rows - 1, min(LEAST_ROWS, rows) - 1, -1):
        yield Fit(_PICTURES[-1], _SMALLER[-1], fewer)
    yield Fit(_PICTURES[-1], _SMALLER[-1], min(LEAST_ROWS, rows))
