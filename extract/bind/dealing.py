"""Values in a row that go one by one to the subjects or tiers named before them."""

from __future__ import annotations

from extract.bind.scene import Bound, Scene
from extract.bind.tiers import tiers_in
from extract.clauses import Clause, Reading
from extract.mentions.cues import phrase_in
from extract.rules.vocabulary import expression

_SEVERAL = 2
Done = dict[int, list[Bound]]


def deal_out(scene: Scene, clause: Clause, done: Done) -> None:
    """Give each value of a row what it is of; `done` holds the records of each reading, by its `id`.

    A bracket restates the values before it in their order ("cấp tỉnh 58%, cấp xã 39% (năm 2022 tương ứng 31% và 9%)");
    values behind as many tiers are one of each ("của cấp tỉnh, cấp xã đạt 72% và 61%").
    """
    if len(clause.readings) < _SEVERAL:
        return
    for row in _rows(scene, clause, done):
        if row[0].inner >= 0:
            _restate(scene, clause, row, done)
        else:
            _to_tiers(scene, row, done)


def _rows(scene: Scene, clause: Clause, done: Done) -> list[list[Reading]]:
    """The rows of values that nothing but commas and the like parts, in one unit and with one record each."""
    rows: list[list[Reading]] = []
    for reading in clause.readings:
        last = rows[-1][-1] if rows else None
        if len(done.get(id(reading), [])) != 1:
            continue
        alike = last is not None and (last.inner, last.mention.row.unit) == (reading.inner, reading.mention.row.unit)
        if (
            last is not None
            and alike
            and expression("bare_list").fullmatch(scene.low, last.mention.end, reading.mention.start)
        ):
            rows[-1].append(reading)
        else:
            rows.append([reading])
    return [row for row in rows if len(row) >= _SEVERAL]


def _restate(scene: Scene, clause: Clause, row: list[Reading], done: Done) -> None:
    opening, closing = clause.brackets[row[0].inner]
    unit = row[0].mention.row.unit
    earlier = [r for r in clause.readings if r.inner < 0 and r.mention.end <= opening and r.mention.row.unit == unit]
    told = [r for r in earlier if len(done.get(id(r), [])) == 1]
    said = phrase_in("distributed", scene.low, opening, closing) is not None
    if len(told) < len(row) or not (said or len(told) == len(row)) or any(r.part_of for r in row):
        return
    known = [done[id(r)][0] for r in told[-len(row) :]]
    last = known[-1]
    if any(done[id(r)][0].link is not last.link and done[id(r)][0].name != last.name for r in row):
        return  # they have a name of their own
    for reading, subject in zip(row, known, strict=True):
        record = done[id(reading)][0]
        record.name, record.link = list(subject.name), subject.link
        record.level, record.place = subject.level, subject.place
        record.why.append(("bind.distributed", subject.start, subject.end))


def _to_tiers(scene: Scene, row: list[Reading], done: Done) -> None:
    records = [done[id(reading)][0] for reading in row]
    levels = tiers_in(scene, records[0].name)
    if len(levels) != len(row) or any(record.level is not None for record in records):
        return
    for record, level in zip(records, levels, strict=True):
        record.level = level
