"""A column of shares whose head tells no unit, known by arithmetic: its figures are hundredths of two others beside it.

"Hồ sơ tiếp nhận | Hồ sơ đã giải quyết | Tỷ lệ giải quyết" over 1.250, 1.175, 94,0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

from extract.bind.scene import Scene, Span
from extract.bind.tables.columns import Column
from extract.bind.tables.unit_words import UnitTold

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_FEWEST_ROWS = 2
_MOST_COLUMNS = 12  # of values: more are not tried in pairs
_SLACK = 0.06  # of a hundredth: what rounding to one decimal leaves


def find_shares(scene: Scene, columns: Sequence[Column], bodies: Sequence[Sequence[Span]]) -> None:
    """Give the columns of values without a unit that are shares of others the unit of percent."""
    values = [at for at, column in enumerate(columns) if column.role == "value"]
    if not 2 < len(values) <= _MOST_COLUMNS:
        return
    figures = {at: [_figure(scene, span) for span in bodies[at]] for at in values}
    rows = max(len(each) for each in figures.values())
    whole = [at for at in values if len(figures[at]) == rows and None not in figures[at]]
    for at in whole:
        column = columns[at]
        if (
            column.unit is None
            and rows >= _FEWEST_ROWS
            and any(
                _is_share(figures[at], figures[a], figures[b]) for a, b in permutations(whole, 2) if at not in {a, b}
            )
        ):
            place = column.header[-1][0] if column.header else bodies[at][0][0]
            column.unit = UnitTold("%", "{n}%", (place, place))


def _is_share(shares: Sequence[float | None], parts: Sequence[float | None], wholes: Sequence[float | None]) -> bool:
    same = len(set(shares)) == 1 and shares[0] == 100  # 100 of everything says nothing
    return not same and all(
        share is not None and part is not None and whole and abs(share - 100 * part / whole) <= _SLACK
        for share, part, whole in zip(shares, parts, wholes, strict=True)
    )


def _figure(scene: Scene, span: Span) -> float | None:
    text = scene.low[slice(*span)].strip()
    return float(text.replace(".", "").replace(",", ".")) if _NUMBER.fullmatch(text) else None
