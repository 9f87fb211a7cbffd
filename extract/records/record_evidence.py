"""What is observed of a record as a whole: where its name and period came from, what is around, how certain it is.

Each observation is an id of evidence.yaml (slot `record`) with a span of the outline's text.  Nothing here changes a
record: the observations are weighed for its confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.bind.context import Context
from extract.bind.linking import text_of
from extract.bind.scene import Bound, Rejected, Scene, Span
from extract.catalogue.entries import key_of
from extract.contract.model import Head
from extract.language.cleaning import lowered
from extract.mentions.scan import Mention, within
from extract.records.company_evidence import Company
from extract.records.damage import Damage
from extract.rules.loader import from_rules
from extract.rules.vocabulary import listed
from extract.rules.weight_rows import evidence

_SHORT_NAME = 2  # syllables
_BESIDE, _CLOSE, _LONG_SENTENCE = 25, 30, 400  # characters
_FULL = 0.6  # of the characters of a name: what the ideas of its entry cover
_UNITS = frozenset({"percent", "count", "quantity", "money", "rank", "places"})
_TOGETHER = {
    "doubted_unlinked": {"doubted", "unlinked"},
    "bracket_unlinked": {"bracket", "unlinked"},
    "count_contradicted": {"unit_count", "contradicted"},
    "percent_change_left_out": {"unit_percent", "change_left_out"},
}
"""What tells more when seen together than each tells alone."""
_DEFAULTED = frozenset({"kind.default_target", "kind.default_actual"})
_BREAKS, _WORD = re.compile(r"[,;:]"), re.compile(r"[^\W\d_]+")
_SOME_WORDS, _WORDY = frozenset({2, 3}), 6  # between name and value
_NUMBERS_OF_NOTHING = frozenset({"period", "date", "list_ordinal", "document_number", "table_header", "table_text"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of the document that records are of."""

    scene: Scene
    head: Head
    mentions: Mapping[int, list[Mention]]
    rejected: Sequence[Rejected]
    damage: Damage


def observe(records: Sequence[Bound], around: Surroundings) -> None:
    """Note in `seen["record"]` of each record what is observed of it."""
    named = [_named(record, around.scene) for record in records]
    observer, known = _Observer(named, around), _known()
    for each in named:
        seen = [(known[name], *span) for name, span in observer.of(each) if name in known]
        record = each.bound
        record.seen = {**record.seen, "record": [*dict.fromkeys(seen)]}  # records that were spread share what was seen


@from_rules
def _known() -> dict[str, str]:
    """The observations that have a row, without their slot, and its id: of a family ("unit_percent", "list_kind_all")
    not each one tells anything.
    """
    return {row.id.removeprefix("record."): row.id for row in evidence("record")}


Noted = Iterator[tuple[str, Span]]


class _Named(NamedTuple):
    """A record with the words of its name in lower case, the look-up key of these, and what it says of what."""

    bound: Bound
    low: str
    key: str
    said: tuple[object, ...]


def _named(record: Bound, scene: Scene) -> _Named:
    low = lowered(text_of(scene, record.name))
    key = key_of(low)
    name = record.link.entry.id if record.link else key
    period = record.period and (record.period.start, record.period.end)
    said = name, record.unit, record.kind, record.level, record.direction, record.per, record.qualifier, period
    return _Named(record, low, key, said)


class _Observer:
    """Looks at the records of one document, each beside the others."""

    def __init__(self, records: Sequence[_Named], around: Surroundings) -> None:
        self._around, self._scene, self._head = around, around.scene, around.head
        self._context: Context = around.scene.context
        self._issued = int(around.head.issued[:4]) if around.head.issued else None
        self._telling: defaultdict[tuple[object, ...], set[Span]] = defaultdict(set)  # the sentences that say it
        self._valued: defaultdict[tuple[object, object], set[Span]] = defaultdict(set)  # and those of the same value
        for record, _, _, said in records:
            self._telling[said].add(record.sentence)
            self._valued[said, record.value].add(record.sentence)
        self._company = Company([record for record, *_ in records], around.scene, around.rejected)
        left_out = sorted((r.start, r.end) for r in around.rejected if r.reason not in _NUMBERS_OF_NOTHING)
        self._left_out, self._left_out_at = left_out, [start for start, _ in left_out]

    def of(self, named: _Named) -> list[tuple[str, Span]]:
        """All that is observed of a record."""
        record, low, key, said = named
        value = (record.start, record.end)
        found = [
            *((doubt, value) for doubt in record.doubts),
            *self._name(record, low),
            *self._link(record, key),
            *self._period(record),
            *self._kind(record),
            *self._measure(record, low, said),
            *self._sentence(record),
            *self._document(record),
            *[(name, value) for name in self._company.of(record)],
        ]
        ids = {id for id, _ in found}
        return [*found, *[(name, value) for name, both in _TOGETHER.items() if ids >= both]]

    def _name(self, record: Bound, text: str) -> Noted:
        low, (first, last) = self._scene.low, record.sentence
        whole = (record.name[0][0], record.name[-1][1])
        inside = [span for span in record.name if first <= span[0] and span[1] <= last]
        syllables = len(text.split())
        if syllables <= _SHORT_NAME:
            yield "name_short", whole
        if record.qualifier is not None:
            yield "qualified", whole
        left = [span for span in inside if span[0] < record.start]
        right = [span for span in inside if span[0] >= record.start]
        if not inside:
            return
        if left and right:
            yield "name_around", whole
        if not low[first : inside[0][0]].strip():
            yield "name_opens", whole
        gap = (left[-1][1], record.start) if left else (record.end, right[0][0])
        words = len(_WORD.findall(low, *gap))
        if words > _WORDY:
            yield "gap_more", gap
        elif words in _SOME_WORDS:
            yield "gap_3", gap
        if _BREAKS.search(low, *gap):
            yield "name_break", gap

    def _link(self, record: Bound, key: str) -> Noted:
        whole = (record.name[0][0], record.name[-1][1])
        if record.link is None:
            yield "unlinked", whole
        elif record.link.weight >= _FULL * max(1, len(key)):
            yield "link_full", whole

    def _period(self, record: Bound) -> Noted:
        value, (first, last) = (record.start, record.end), record.sentence
        period = record.period
        named = [m for m in within(self._around.mentions.get(record.block, ()), first, last) if m.row.kind]
        if len(named) > 1:
            yield "several_periods", (named[0].start, named[-1].end)
        if self._issued is None:
            yield "issue_unknown", value
        if record.baseline is not None:
            yield "baseline", value
        if record.per is not None:
            yield "yearly", value
        if period is None:
            yield "period_none", value
            if named:
                yield "period_left_out", (named[0].start, named[0].end)
            return
        ids = {id for id, _, _ in record.why}
        if "bind.period_of_heading" in ids:
            yield "period_of_heading", period.span
        elif "bind.period_of_item" not in ids and first <= period.span[0] < min(last, record.start):
            yield "period_before", period.span
        away = min(abs(period.span[0] - record.start), abs(period.span[1] - record.start))
        nearer = next((m for m in named if abs(m.start - record.start) < away and m.start != period.span[0]), None)
        if nearer is not None:
            yield "period_not_nearest", (nearer.start, nearer.end)
        if period.type in {"during", "annual"}:
            yield "period_during", period.span
        if self._issued is not None and period.end is not None:
            if record.kind == "target" and period.end < self._issued:
                yield "goal_of_the_past", period.span
            if record.kind == "actual" and period.end > self._issued:
                yield "result_of_the_future", period.span

    def _kind(self, record: Bound) -> Noted:
        value = (record.start, record.end)
        if not _DEFAULTED.isdisjoint([id for id, _, _ in record.seen.get("kind", ())]):
            yield "kind_default", value
        mood = self._context.mood(self._scene.outline.blocks[record.block])[0]
        if mood is not None and mood != record.kind:
            yield "kind_against_heading", value
        if record.kind == "actual":
            yield "actual", value

    def _measure(self, record: Bound, name: str, said: tuple[object, ...]) -> Noted:
        value = (record.start, record.end)
        if record.unit in _UNITS:
            yield f"unit_{record.unit}", value
        if record.relation not in {"between", "eq"}:
            yield "bounded", value
        if record.direction is not None:
            yield "change", value
        elif self._turned(record, record.sentence[0]):
            yield "change_left_out", value
            if self._turned(record, max(record.sentence[0], record.start - _CLOSE)):
                yield "change_left_out_near", value
        elif _turns(name, 0, len(name)):
            yield "change_left_in_name", value
        if record.level is not None:
            yield "levelled", value
        elsewhere = len(self._telling[said]) > 1
        if elsewhere and record.link is not None and len(self._valued[said, record.value]) == 1:
            yield "contradicted", value

    def _turned(self, record: Bound, first: int) -> bool:
        """Whether a rise or fall is spoken of before the value, from an offset on."""
        return _turns(self._scene.low, first, record.start)

    def _sentence(self, record: Bound) -> Noted:
        value, (first, last) = (record.start, record.end), record.sentence
        if any(id == "table.cell" for id, _, _ in record.why):
            yield "table_cell", value
            return
        if last - first > _LONG_SENTENCE:
            yield "long_sentence", (first, last)
        before = self._scene.low[first : record.start]
        if before.rfind("(") > before.rfind(")"):
            yield "bracket", value
        at = bisect_left(self._left_out_at, max(first, record.start - _BESIDE))
        if at < len(self._left_out) and self._left_out[at][0] < min(last, record.end + _BESIDE):
            yield "number_left_out", self._left_out[at]

    def _document(self, record: Bound) -> Noted:
        value = (record.start, record.end)
        if self._scene.district:
            yield "district", value
        if self._around.damage:
            raw_span = self._scene.outline.working.raw_span
            if self._around.damage.within(*raw_span(*record.sentence)):
                yield "restored", value
            if any(self._around.damage.doubtful(*raw_span(*part)) for part in record.name):
                yield "damaged", value


def _turns(low: str, start: int, end: int) -> bool:
    """Whether a rise or fall is spoken of in a part of a text."""
    return any(listed(name).search(low, start, end) is not None for name in ("increase", "decrease"))
