"""A column of shares whose head tells no unit: most of its cells have the sign, or its figures are hundredths of two
others beside it.

"Hồ sơ tiếp nhận | Hồ sơ đã giải quyết | Tỷ lệ giải quyết" over 1.250, 1.175, 94,0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import permutations

from extract.bind.scene import Scene, Span
from extract.bind.tables.columns import Column
from extract.bind.tables.unit_words import UnitTold
from extract.rules.table_words import says

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_SIGNED = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_ALL = 100
_FEWEST_ROWS = 2
_MOST_COLUMNS = 12  # of values: more are not tried in pairs
_SLACK = 0.06  # of a hundredth: what rounding to one decimal leaves


def find_shares(scene: Scene, columns: Sequence[Column], bodies: Sequence[Sequence[Span]], *, across: bool) -> None:
    """Give the columns of values without a unit that are shares of others the unit of percent; also those with the
    sign in most cells where the heads name what is measured (`across`), so that a column is of one unit.
    """
    values = [at for at, column in enumerate(columns) if column.role == "value"]
    for at in values:
        if across and columns[at].unit is None and _mostly_signed(scene, bodies[at]):
            _set(columns[at], bodies[at])
    if not 2 < len(values) <= _MOST_COLUMNS:
        return
    figures = {at: [_figure(scene, span) for span in bodies[at]] for at in values}
    rows = max(len(each) for each in figures.values())
    whole = [at for at in values if len(figures[at]) == rows and None not in figures[at]]
    for at in whole:
        if columns[at].unit is not None or rows < _FEWEST_ROWS:
            continue
        pairs = permutations([k for k in whole if k != at and not _of_shares(columns[k])], 2)
        if any(
            _is_share(figures[at], figures[part], figures[of]) and not _rather(scene, columns, figures, of, at)
            for part, of in pairs
        ):
            _set(columns[at], bodies[at])


def _mostly_signed(scene: Scene, body: Sequence[Span]) -> bool:
    """Whether most of the figures of a column have the sign of percent; those without it are read so too."""
    texts = [scene.low[slice(*span)].strip() for span in body]
    signed = sum(_SIGNED.fullmatch(text) is not None for text in texts)
    bare = sum(_NUMBER.fullmatch(text) is not None for text in texts)
    return (
        bare > 0
        and signed >= bare
        and all(float(text.replace(".", "").replace(",", ".")) <= _ALL for text in texts if _NUMBER.fullmatch(text))
    )


def _set(column: Column, body: Sequence[Span]) -> None:
    place = column.header[-1][0] if column.header else body[0][0]
    column.unit = UnitTold("%", "{n}%", (place, place))


def _of_shares(column: Column) -> bool:
    return column.unit is not None and column.unit.read == "{n}%"


def _rather(
    scene: Scene, columns: Sequence[Column], figures: Mapping[int, Sequence[float | None]], of: int, at: int
) -> bool:
    """Whether of two columns whose product is a hundredfold of a third the other is the share: its head says so, or it
    is the smaller, and neither does.
    """
    named = [any(says("share_head", scene.low[a:b]) for a, b in columns[k].header) for k in (of, at)]
    if named[0] != named[1]:
        return named[0]
    most = [max((n for n in figures[k] if n is not None), default=0.0) for k in (of, at)]
    return most[1] > max(_ALL, most[0])


def _is_share(shares: Sequence[float | None], parts: Sequence[float | None], wholes: Sequence[float | None]) -> bool:
    same = len(set(shares)) == 1 and shares[0] == 100  # 100 of everything says nothing
    return not same and all(
        share is not None and part is not None and whole and abs(share - 100 * part / whole) <= _SLACK
        for share, part, whole in zip(shares, parts, wholes, strict=True)
    )


def _figure(scene: Scene, span: Span) -> float | None:
    text = scene.low[slice(*span)].strip()
    return float(text.replace(".", "").replace(",", ".")) if _NUMBER.fullmatch(text) else None
