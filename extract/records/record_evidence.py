"""What is observed of a record as a whole: how sure its kind is, where its name and period came from, what is around.

Each observation is an id of evidence.yaml (slot `record`) with a span of the outline's text.  Nothing here changes a
record: the observations are weighed for its confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.bind.context import Context
from extract.bind.linking import text_of
from extract.bind.scene import Bound, Rejected, Scene, Span
from extract.catalogue.entries import key_of
from extract.contract.model import Head
from extract.language.cleaning import lowered
from extract.mentions.cues import has_any, tier_needs, tier_words
from extract.mentions.scan import Mention
from extract.records.damage import Damage
from extract.records.kind_bands import sure_band
from extract.rules.vocabulary import expression, listed

_SHORT_NAME, _LONG_NAME = 2, 25  # syllables
_FAR, _BESIDE, _LONG_SENTENCE = 60, 25, 400  # characters
_MANY, _SMALL = 5, 20
_FULL, _THIN = 0.6, 0.33  # of the characters of a name: what the ideas of its entry cover
_DOCUMENTS = {
    "plan": "document_plan", "programme": "document_plan", "resolution": "document_resolution",
    "decision": "document_decision", "directive": "document_decision", "report": "document_report",
}  # fmt: skip
_UNITS = {"minutes": "unit_time", "days": "unit_time"}
_DEFAULTED = frozenset({"kind.default_target", "kind.default_actual"})
_BREAKS = re.compile(r"[,;:]")
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
    observer = _Observer(named, around)
    for each in named:
        seen = [(f"record.{name}", *span) for name, span in observer.of(each)]
        record = each.bound
        record.seen = {**record.seen, "record": [*dict.fromkeys(seen)]}  # records that were spread share what was seen


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
        self._values: defaultdict[Span, list[Span]] = defaultdict(list)  # by sentence
        for start, end, sentence in sorted({(r.start, r.end, r.sentence) for r, *_ in records}):
            self._values[sentence].append((start, end))
        self._names = Counter((r.sentence, tuple(r.name)) for r, *_ in records)
        told: defaultdict[tuple[object, ...], list[tuple[object, Span]]] = defaultdict(list)
        for record, _, _, said in records:
            told[said].append((record.value, record.sentence))
        self._told = told
        left_out = sorted((r.start, r.end) for r in around.rejected if r.reason not in _NUMBERS_OF_NOTHING)
        self._left_out, self._left_out_at = left_out, [start for start, _ in left_out]

    def of(self, named: _Named) -> list[tuple[str, Span]]:
        """All that is observed of a record."""
        record, low, key, said = named
        value = (record.start, record.end)
        return [
            *((doubt, value) for doubt in record.doubts),
            *self._name(record, low),
            *self._link(record, low, key),
            *self._period(record),
            *self._kind(record),
            *self._measure(record, low, said),
            *self._sentence(record),
            *self._document(record),
        ]

    def _name(self, record: Bound, text: str) -> Noted:
        low, (first, last) = self._scene.low, record.sentence
        whole = (record.name[0][0], record.name[-1][1])
        inside = [span for span in record.name if first <= span[0] and span[1] <= last]
        syllables = len(text.split())
        if len(record.name) > 1:
            yield "name_parts", whole
        if syllables <= _SHORT_NAME:
            yield "name_short", whole
        elif syllables > _LONG_NAME:
            yield "name_long", whole
        if any(map(str.isdigit, text)):
            yield "name_figures", whole
        if "," in text or ";" in text:
            yield "name_comma", whole
        if listed("naming").match(text) is not None:
            yield "name_headed", whole
        if self._names[record.sentence, tuple(record.name)] > 1:
            yield "name_shared", whole
        if record.qualifier is not None:
            yield "qualified", whole
        left = [span for span in inside if span[0] < record.start]
        right = [span for span in inside if span[0] >= record.start]
        if not inside:
            yield "name_elsewhere", whole
            return
        yield "name_around" if left and right else "name_left" if left else "name_right", whole
        gap = (left[-1][1], record.start) if left else (record.end, right[0][0])
        if gap[1] - gap[0] > _FAR:
            yield "name_far", gap
        if _BREAKS.search(low, *gap):
            yield "name_break", gap

    def _link(self, record: Bound, text: str, key: str) -> Noted:
        whole = (record.name[0][0], record.name[-1][1])
        if record.link is None:
            yield "unlinked", whole
            if expression("ranking").search(text):
                yield "unlinked_index", whole
            return
        covered = record.link.weight / max(1, len(key))
        if covered >= _FULL:
            yield "link_full", whole
        elif covered < _THIN:
            yield "link_thin", whole

    def _period(self, record: Bound) -> Noted:
        value, (first, last) = (record.start, record.end), record.sentence
        period = record.period
        named = [m for m in self._around.mentions.get(record.block, ()) if m.row.kind and first <= m.start < last]
        if len(named) > 1:
            yield "several_periods", (named[0].start, named[-1].end)
        for mention in named:
            if mention.row.kind == "baseline" and record.baseline is None:
                yield "baseline_left_out", (mention.start, mention.end)
            if mention.row.kind == "yearly" and record.per is None:
                yield "yearly_left_out", (mention.start, mention.end)
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
        elif "bind.period_of_item" in ids:
            yield "period_of_item", period.span
        elif first <= period.span[0] < last:
            yield "period_before" if period.span[0] < record.start else "period_behind", period.span
        away = min(abs(period.span[0] - record.start), abs(period.span[1] - record.start))
        nearer = next((m for m in named if abs(m.start - record.start) < away and m.start != period.span[0]), None)
        if nearer is not None:
            yield "period_not_nearest", (nearer.start, nearer.end)
        if period.type == "asof":
            yield "period_asof", period.span
        if period.type in {"during", "annual"}:
            yield "period_during", period.span
        if self._issued is not None and period.end is not None:
            if record.kind == "target" and period.end < self._issued:
                yield "goal_of_the_past", period.span
            if record.kind == "actual" and period.end > self._issued:
                yield "result_of_the_future", period.span

    def _kind(self, record: Bound) -> Noted:
        value = (record.start, record.end)
        seen = record.seen.get("kind", ())
        likely = record.sure.get("kind")
        if seen and likely is not None:
            yield sure_band(likely), value
        if not _DEFAULTED.isdisjoint([id for id, _, _ in seen]):
            yield "kind_default", value
        mood = self._context.mood(self._scene.outline.blocks[record.block])[0]
        if mood is not None:
            yield "kind_with_heading" if mood == record.kind else "kind_against_heading", value
        if record.kind == "actual":
            yield "actual", value
            if self._head.type != "report":
                yield "actual_outside_report", value
        elif self._head.type == "report":
            yield "goal_in_report", value

    def _measure(self, record: Bound, name: str, said: tuple[object, ...]) -> Noted:
        value = (record.start, record.end)
        yield _UNITS.get(record.unit, f"unit_{record.unit}"), value
        if record.relation == "between":
            yield "between", value
        elif record.relation != "eq":
            yield "bounded", value
        if record.direction is not None:
            yield "change", value
        elif self._turned(record):
            yield "change_left_out", value
        if record.level is not None:
            yield "levelled", value
        elif has_any(name, tier_needs()) and tier_words().search(name) is not None:
            yield "level_left_out", value  # its name speaks of a tier
        if record.kind == "actual" and record.period is None:
            yield "actual_without_period", value
        if record.exclusion is not None:
            yield "excepted", value
        if record.value == 100:
            yield "hundred", value
        if record.unit == "count" and record.value is not None and record.value <= _SMALL:
            yield "small_count", value
        others = [told for told, where in self._told[said] if where != record.sentence]
        if record.value in others:
            yield "said_again", value
        elif others and record.link is not None:
            yield "contradicted", value

    def _turned(self, record: Bound) -> bool:
        """Whether a rise or fall is spoken of before the value."""
        low, first = self._scene.low, record.sentence[0]
        up = listed("increase").search(low, first, record.start)
        return up is not None or listed("decrease").search(low, first, record.start) is not None

    def _sentence(self, record: Bound) -> Noted:
        value, (first, last) = (record.start, record.end), record.sentence
        block = self._scene.outline.blocks[record.block]
        why = {id for id, _, _ in record.why}
        cell = "table.cell" in why
        if cell:
            yield "table_cell", value
            if "table.header" not in why:
                yield "table_no_header", value
        elif block.kind == "row":
            yield "row_sentence", value
        if block.kind in {"heading", "item", "note"}:
            yield f"in_{block.kind}", value
        if cell:
            return
        values = self._values[record.sentence]
        if len(values) == 1:
            yield "lone_value", value
        elif values[0] == value:
            yield "first_value", value
        if len(values) > _MANY:
            yield "many_values", (first, last)
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
        yield _DOCUMENTS.get(self._head.type, "document_other"), value
        if self._scene.district:
            yield "district", value
        if self._around.damage:
            raw_span = self._scene.outline.working.raw_span
            if self._around.damage.within(*raw_span(*record.sentence)):
                yield "restored", value
            if any(self._around.damage.doubtful(*raw_span(*part)) for part in record.name):
                yield "damaged", value
