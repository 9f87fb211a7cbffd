"""What a cell says: its text read by the value rows of prose, its bare numbers under the unit that the table tells.

A bare number is written out with its unit ("95" under "%" is read as "95%", "12" under "Thứ hạng" as "hạng 12"); then
the cell is a clause like any other: relation words and signs, ranges, "12/15", "từ 10 xuống 5" are read there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.bind.amounts import Amount, amount_of
from extract.bind.scene import Scene, Span, Why
from extract.bind.shortened import Shortened, shortened
from extract.bind.tables.unit_words import UnitTold
from extract.bind.tables.written import BLOCKING, Written, write_out
from extract.clauses import Clause, Reading, analyse, relation_of
from extract.clauses.parts import FILL
from extract.contract.codes.values import WORDED
from extract.mentions.scan import Mention, scanner, value_scanner
from extract.rules.table_words import found
from extract.rules.vocabulary import expression, listed

_TURNS = {"+": "↑▲", "-": "↓▼"}
_BEYOND = {"ge": "↑▲", "le": "↓▼"}
_ARROWS = str.maketrans("↑↓→▲▼*", "      ")
_LONGEST_TAIL = 30  # characters behind a value that are still no sentence
_LONGEST_BAND = 5  # words
_SEVERAL = 2  # values that labels tell apart
_LEVELS = frozenset({"count", "quantity", "money", "percent", "points"})


@dataclass(slots=True)
class CellValue:
    """One value of a cell; offsets are those of the outline's text."""

    start: int
    end: int
    unit: str
    relation: str
    amount: Amount
    unit_text: str | None
    direction: str | None
    arrives: bool  # at a level: "còn 6,8%"
    sign: str  # "+" | "-" | "", that of an arrow too
    period: Mention | None
    why: list[Why]
    baseline: tuple[int, int] | None = None  # the years that the cell compares with
    beyond: str | None = None  # what an arrow behind the value says: "95% ↑" is at least that
    restates: bool = False  # it says a value beside it in another unit
    yearly: bool = False  # it is so much a year: "7,8%/năm"
    label: Span | None = None  # the words before it that tell whose it is: "Cấp tỉnh: 99%; cấp xã: 97%"
    whose: Shortened | None = None  # what these say


def read_cell(scene: Scene, span: Span, unit: UnitTold | None, *, pair: bool = False) -> list[CellValue] | None:
    """The values of the cell scene.text[span], in order; None where it holds words, or nothing.

    `unit`: what the table tells of bare numbers there; `pair`: numbers parted by a bar are values of their own.
    """
    text = scene.low[slice(*span)]
    ends = text.strip() or " "
    arrow = next((sign for sign, arrows in _TURNS.items() if ends[0] in arrows), "")
    beyond = next((relation for relation, arrows in _BEYOND.items() if ends[-1] in arrows), None)
    text = text.translate(_ARROWS)
    if pair:
        text = text.replace("/", ";")
    sign = ""
    signed = expression("signed_cell").fullmatch(text)
    if signed is not None:  # in brackets, as accounts have it, it is below zero
        sign = "+" if signed.group("sign") == "+" else "-"
        first, last = signed.span("n" if signed.group("n") else "b")
        text = " " * first + text[first:last] + " " * (len(text) - last)
    written = write_out(text, unit)
    mentions = _mentions(written)
    clause = analyse(written.text, 0, len(written.text), mentions)
    if not clause.readings and (graded := _graded(text)) is not None:
        written, mentions = graded, _mentions(graded)
        clause = analyse(written.text, 0, len(written.text), mentions)
    periods = [m for m in mentions if m.row.kind is not None]
    cell = _Cell(scene, span[0], unit, written, clause, periods, sign or arrow)
    labels = {id(r): _label(cell, r) for r in clause.readings}
    if not clause.readings or any(
        not _bare(clause, r, labelled=labels[id(r)] is not None) for r in clause.readings if r.inner < 0
    ):
        return None
    values = [_value(cell, r) for r in clause.readings]
    for value, reading in zip(values, clause.readings, strict=True):
        value.label, value.whose = labels.get(id(reading)) or (None, None)
    if len(values) == 1:
        values[0].beyond = beyond
    for before, behind, reading in zip(values, values[1:], clause.readings[1:], strict=False):
        if reading.inner >= 0 and not behind.arrives and not _says_more(before, behind):
            restated = before if (before.unit, behind.unit) == ("ratio", "percent") else behind
            restated.restates = True
    return values


def _says_more(before: CellValue, behind: CellValue) -> bool:
    """Whether a value in brackets is of another time or of others, or the share that a change by so many is.

    "91,8% (năm 2024: 88,25%)", "99% (riêng cấp xã 97%)", "giảm 41 vụ (11,4%)", "66,8 điểm (hạng 27)",
    "310.000 tấn (tăng 2,1%)".
    """
    if behind.period is not None or behind.label is not None:
        return True
    if "rank" in {before.unit, behind.unit} and before.unit != behind.unit:
        return True
    if behind.direction is not None and before.direction is None and before.unit in _LEVELS:
        return True
    if behind.unit == "percent" and before.unit == "count" and before.direction is not None:
        behind.direction = behind.direction or before.direction
        return True
    return False


def _mentions(written: Written) -> list[Mention]:
    """What the rows read in a cell: values, and the periods and numbers of documents that are none."""
    text = written.text
    marks = [
        m
        for m in ([] if written.all_told else scanner().scan(text, 0, len(text)))
        if (m.row.kind is not None or m.row.reason in BLOCKING) and not written.told_at(m.start, m.end)
    ]
    values = value_scanner().scan(text, 0, len(text))
    free = [v for v in values if not any(m.start < v.end and v.start < m.end for m in marks)]
    free = [v for v in free if written.raw(v.value_start) < written.raw(v.value_end)]  # none of the unit
    for value in free:
        told = written.told_at(value.value_start, value.value_end)
        if told is not None:
            value.end = max(value.end, told[1])
    return sorted([*free, *marks], key=lambda m: m.start)


def _graded(text: str) -> Written | None:
    """A band that stands alone, as the rows read it in prose: "rất tốt" as "nhóm rất tốt"."""
    rule = found("band", text)
    if rule is None or rule[0].read is None or len(text.split()) > _LONGEST_BAND:
        return None
    word = rule[1].group("u")
    written = Written()
    written.put(rule[0].read.replace("{u}", ""), 0, 0)
    at = text.index(word)
    written.put(word, at, at + len(word))
    return written


def _label(cell: _Cell, reading: Reading) -> tuple[Span, Shortened] | None:
    """The words that a value of several stands behind where they tell only whose it is, and what they say."""
    clause = cell.clause
    if len(clause.readings) < _SEVERAL:
        return None
    own = reading.left, reading.cluster
    statement = clause.statements[reading.statement] if reading.statement >= 0 else None
    if not clause.part(*own).strip(FILL + "−") and statement is not None and statement.label is not None:
        own = statement.label
    start, end = cell.own(own[0]), cell.own(own[1])
    words = any(c.isalpha() for c in cell.scene.low[start:end])
    if words and expression("part_opened").search(cell.scene.low, cell.origin, start) is not None:
        return (start, end), Shortened(group=(start, end))  # "72%, trong đó nữ 34%"
    said = shortened(cell.scene, (start, end)) if end > start else None
    return ((start, end), said) if said is not None else None


def _bare(clause: Clause, reading: Reading, *, labelled: bool) -> bool:
    """Whether little but the value stands in its part of the cell, behind a label where it has one (`labelled`)."""
    before = "" if labelled else clause.part(reading.left, reading.cluster).strip(FILL + "−")
    behind = clause.part(reading.mention.end, reading.right).strip(FILL)
    return not before and len(behind) <= _LONGEST_TAIL and not any(c.isdigit() for c in behind)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that begins at `origin`, written out, and its clause."""

    scene: Scene
    origin: int
    unit: UnitTold | None
    written: Written
    clause: Clause
    periods: list[Mention]
    sign: str

    def own(self, at: int) -> int:
        """The outline's offset of an offset in the text written out."""
        return self.origin + self.written.raw(at)


def _value(cell: _Cell, reading: Reading) -> CellValue:
    mention, text = reading.mention, cell.written.text
    relation, rule, where = relation_of(text, cell.clause, reading)
    start, end = cell.own(mention.value_start), cell.own(mention.value_end)
    why: list[Why] = [(mention.row.id, start, end)]
    if rule is not None and where is not None and rule != mention.row.id:
        why.append((rule, cell.own(where[0]), cell.own(where[1])))
    direction, arrives = _change(text[reading.cluster : mention.value_start])
    within = [m for m in cell.periods if reading.left <= m.start < reading.right and not _elsewhere(cell, reading, m)]
    period = next((m for m in within if m.row.kind != "baseline"), None)
    base = next((m for m in within if m.row.kind == "baseline" and "y" in m.groups), None)
    baseline = (int(base.groups["y"]), int(base.groups.get("z", base.groups["y"]))) if base is not None else None
    if period is not None:
        period = replace(period, start=cell.own(period.start), end=cell.own(period.end))
    amount, words = amount_of(mention), _unit_words(cell, reading)
    unit = str(mention.row.unit)
    yearly = expression("per_year").match(text, mention.end) is not None
    return CellValue(
        start, end, unit, relation, amount, words, direction, arrives, cell.sign, period, why, baseline, yearly=yearly
    )


def _elsewhere(cell: _Cell, reading: Reading, period: Mention) -> bool:
    """Whether a period stands in a bracket with a value of its own: "91,8% (năm 2024: 88,25%)"."""
    for number, (start, end) in enumerate(cell.clause.brackets):
        if start < period.start < end and number != reading.inner:
            return any(each.inner == number for each in cell.clause.readings)
    return False


def _unit_words(cell: _Cell, reading: Reading) -> str | None:
    """The words of a value's unit: those that the table tells, else those in the cell."""
    mention, amount = reading.mention, amount_of(reading.mention)
    if mention.row.unit not in WORDED:
        return None
    if cell.written.told_at(mention.value_start, mention.value_end):
        return cell.unit.words or None if cell.unit is not None else None
    if amount.unit_words:
        return amount.unit_words
    if amount.unit_spans:
        words = " ".join(cell.scene.text[cell.own(start) : cell.own(end)] for start, end in amount.unit_spans)
    else:  # what a plain number counts: the words behind it, up to a bracket or a mark
        behind = cell.clause.part(mention.end, reading.right)
        noun = re.split(r"[\x01\x02,;:(]", behind, maxsplit=1)[0]
        words = cell.scene.text[cell.own(mention.end) : cell.own(mention.end + len(noun))].strip(FILL)
    return " ".join(words.split()) or None


def _change(cluster: str) -> tuple[str | None, bool]:
    """The direction that the verbs before a value tell, and whether they say at which level it arrives."""
    levels = [m.start() for m in listed("levels").finditer(cluster)]
    verbs = [(m.start(), d) for d in ("increase", "decrease") for m in listed(d).finditer(cluster)]
    if not verbs:
        return None, bool(levels)
    at, direction = max(verbs)
    arrives = any(level >= at for level in levels)
    return (None if arrives else direction), arrives
