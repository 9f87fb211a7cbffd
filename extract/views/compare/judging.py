"""Who asks for more, who for less, who for nothing: verdicts on the values and empty cells of a matrix.

The usual value of a row is the bar that most documents set. Where several are set equally often there is none, and the
middle of all bars takes its place: those above it are stricter, those below laxer.  A document has one vote, and none
where it sets two different bars.  Provinces vote; districts only where no province does.  With a reference document
its value takes the usual one's place.

A value whose year was taken from its document is set aside where the same document states one for that year itself: it
may be an earlier goal, told beside the new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Literal, get_args

from extract.views.compare.axis import against
from extract.views.compare.matrix import Matrix, Row, Value

Empty = Literal["silent", "silent_year", "covered", "other_tier", "otherwise", "beyond", "unasked"]
EMPTY: tuple[Empty, ...] = get_args(Empty)
"""Why a cell of a row of promises is empty.

silent: its documents say nothing of the indicator; silent_year: only for other years; covered: with a promise for
all years from one to another, this among them; other_tier: for this year, of another tier; otherwise: for this tier and
year, in another unit or from another baseline; beyond: they plan for no year so late; unasked: reports and districts,
which are not expected to speak.
"""
_SILENT = {"silent", "silent_year"}
_SPOKEN = 0.5  # share of the columns that must speak before silence of the others stands out


def judge(found: Matrix, reference: str | None = None) -> None:
    """Set the verdicts, usual values, flags and empty cells of all rows.  `reference`: a document's id."""
    where = _Where(found)
    for row in found.rows:
        if row.key.kind != "target":
            continue
        for values in _parts(row).values():
            _judge(row, values, found, reference)
        for column in range(len(found.columns)):
            if column not in row.cells:
                row.empty[column] = where.empty(row, column)
        _silence(row, found, reference)


def _parts(row: Row) -> dict[str, list[Value]]:
    """The values by what they measure of the indicator, that which measures it whole first."""
    parts: dict[str, list[Value]] = defaultdict(list)
    for column in sorted(row.cells):
        for value in row.cells[column]:
            parts[value.part].append(value)
    return dict(sorted(parts.items()))


def _judge(row: Row, values: Sequence[Value], found: Matrix, reference: str | None) -> None:
    by_document: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        by_document[value.head.id].append(value)
    for id, own in by_document.items():
        stated = [value for value in own if not value.inferred]
        by_document[id] = stated or own
        for value in own:
            value.verdict = "aside" if stated and value.inferred else None
    values = [value for value in values if value.verdict is None]
    if len(by_document) > 1 and len({value.bar.key for value in values}) > 1:
        row.flags.add("differs")
    if reference is not None:
        basis: str | None = "reference"
        usual = by_document.get(reference, [])
        usual = usual if len({value.bar.key for value in usual}) == 1 else []
    else:
        usual, basis = _usual(by_document, found)
    if not row.usual and usual and (len(by_document) > 1 or reference is not None):
        row.usual, row.basis = list(usual), basis
    for value in values:
        if reference is not None and value.head.id == reference:
            value.verdict = "reference"
        elif len(by_document) < 2 or not usual:
            value.verdict = "alone" if len(by_document) < 2 or reference is not None else "differs"
        else:
            value.verdict = _verdict(value, usual)
        if value.verdict in {"stricter", "laxer"}:
            row.flags.add(value.verdict)


def _verdict(value: Value, usual: Sequence[Value]) -> str:
    """How a value stands to the usual one, or to the middle between two."""
    verdicts = {against(value.bar, each.bar) for each in usual}
    if len(verdicts) == 1:
        return verdicts.pop()
    return next(iter(verdicts - {"same"})) if len(verdicts) == 2 and "same" in verdicts else "differs"


def _usual(by_document: dict[str, list[Value]], found: Matrix) -> tuple[list[Value], str | None]:
    """The values that show the usual bar: one, or two where the middle lies between them; none where none is."""
    voices: list[Value] = []
    for peers in (True, False):
        for values in by_document.values():
            if found.columns[values[0].column].peer is peers and len({value.bar.key for value in values}) == 1:
                voices.append(values[0])
        if voices:
            break
    votes: dict[Hashable, list[Value]] = defaultdict(list)
    for value in voices:
        votes[value.bar.key].append(value)
    if not votes:
        return [], None
    most = max(len(each) for each in votes.values())
    first = [each for each in votes.values() if len(each) == most]
    if len(first) == 1:
        return [_plainest(first[0])], "mode"
    order = _ranked([each[0] for each in votes.values()])
    if order is None:
        return [], None
    ranked = [value for first_ in order for value in votes[first_.bar.key]]
    middle = [ranked[(len(ranked) - 1) // 2], ranked[len(ranked) // 2]]
    return (middle[:1] if middle[0].bar.key == middle[1].bar.key else middle), "median"


def _ranked(values: Sequence[Value]) -> list[Value] | None:
    """Values of different bars from the laxest to the strictest; None where the order of two is not known."""
    if all(value.bar.height is not None and value.bar.sense == values[0].bar.sense for value in values):
        return sorted(values, key=lambda value: value.bar.height or (0.0, 0))
    if any(value.bar.band is None for value in values):
        return None
    ranked = sorted(values, key=lambda value: sum(against(value.bar, other.bar) == "stricter" for other in values))
    known = all(against(above.bar, below.bar) == "stricter" for below, above in pairwise(ranked))
    return ranked if known else None


def _plainest(values: Sequence[Value]) -> Value:
    """The value whose wording most of them share; the first of equals in the order of relations' names."""
    count: dict[str, int] = defaultdict(int)
    for value in values:
        count[value.placed.relation] += 1
    best = min(count, key=lambda relation: (-count[relation], relation))
    return next(value for value in values if value.placed.relation == best)


def _silence(row: Row, found: Matrix, reference: str | None) -> None:
    asked = [at for at, column in enumerate(found.columns) if column.pledges and row.empty.get(at) != "beyond"]
    speaking = sum(at in row.cells for at in asked)
    if reference is not None:
        expected = found.column_of[reference] in row.cells
    else:
        expected = speaking >= 2 and speaking >= _SPOKEN * len(asked)
    if expected and any(row.empty.get(at) in _SILENT for at in asked):
        row.flags.add("silent")


class _Where:
    """What each column speaks of, so that an empty cell can say why it is empty."""

    def __init__(self, found: Matrix) -> None:
        self._pledges = [column.pledges for column in found.columns]
        self._any: set[tuple[int, str]] = set()
        self._year: set[tuple[int, str, int | None]] = set()
        self._tier: set[tuple[int, str, int | None, str | None]] = set()
        self._spans: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
        self._reach: dict[int, int] = defaultdict(int)
        for each in found.documents:
            column, horizon = found.column_of[each.document.id], each.document.horizon
            self._reach[column] = max(self._reach[column], horizon.end if horizon else 0)
        for row in found.rows:
            if row.key.kind != "target":
                continue
            key = row.key
            for column, values in row.cells.items():
                for period in (value.target.period for value in values):
                    if period and period.type in {"during", "annual"} and period.start and period.end:
                        self._spans[column, key.indicator].append((period.start, period.end))
                self._any.add((column, key.indicator))
                self._year.add((column, key.indicator, key.year))
                self._tier.add((column, key.indicator, key.year, key.level))
                self._reach[column] = max(self._reach[column], key.year or 0)

    def empty(self, row: Row, column: int) -> Empty:
        key = row.key
        if not self._pledges[column]:
            return "unasked"
        if (column, key.indicator, key.year, key.level) in self._tier:
            return "otherwise"
        if (column, key.indicator, key.year) in self._year:
            return "other_tier"
        spans = self._spans.get((column, key.indicator), [])
        if key.year is not None and any(start <= key.year <= end for start, end in spans):
            return "covered"
        if key.year is not None and 0 < self._reach[column] < key.year:
            return "beyond"
        return "silent_year" if (column, key.indicator) in self._any else "silent"
