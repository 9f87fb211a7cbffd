"""From bound records to the contract's targets: names, raw offsets, ids, confidence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from zlib import crc32

from pydantic import TypeAdapter, ValidationError
from unidecode import unidecode

from extract.bind.scene import Bound
from extract.contract.faults import UNGUARDED, Guard, Part
from extract.contract.model import Target
from extract.contract.offsets import RawOffset, RawSpan
from extract.language.cleaning import lowered
from extract.layout.outline import Outline
from extract.records.confidence import confidence_of
from extract.records.damage import Damage
from extract.rules.vocabulary import expression
from extract.sources.source import Source as Document

_NO_LETTER = re.compile(r"[\W\d_]+")
_TARGETS = TypeAdapter(list[Target])
_LONG = 2000  # characters of a sentence; the longest of corpora/ and tests/twins/ has 1,570 (2026-11-29)
_SHOWN = 500  # of a longer one, on either side of a value
_CLOSE = 80  # characters at the end of a block among which words say that its parts follow
_SLUGS = 4096  # that are remembered: a document says its names again
_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=_SLUGS)
def _slug(text: str) -> str:
    words = _SLUG.sub(" ", unidecode(text).lower()).split()
    return "-".join(words[:8]) or "value"


def name_of(outline: Outline, bound: Bound) -> str:
    """The words of the text that name the indicator, brackets with numbers or exceptions left out."""
    parts = []
    for start, end in [*bound.name, *([bound.base] if bound.base else [])]:
        text = outline.working.text[start:end]
        if "(" in text:
            text = expression("bracket_left_out").sub("", text)
        text = " ".join(text.split())
        if bound.exclusion and bound.exclusion in text:
            text = text.replace(bound.exclusion, "")
        parts.append(text.strip(" ,.;:*"))
    return " … ".join(p for p in parts if p)


def _identity(bound: Bound, name: str) -> str:
    parts = [bound.link.entry.id if bound.link else _slug(name)]
    if bound.place is not None:
        parts.append(_slug(bound.place.name))
    if bound.level:
        parts.append(bound.level)
    if bound.period is not None:
        year = bound.period.end or "now"
        parts.append(f"{bound.period.start}-{year}" if bound.period.start and bound.period.start != year else str(year))
    if bound.kind == "actual":
        parts.append("actual")
    if bound.unit in {"rank", "places", "band", "count", "money"}:
        parts.append(bound.unit)
    return "/".join(parts)


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence: raw offsets, readable text, whether any of it was restored; `mark`: four hex digits of its words
    without its figures, which tell like records apart, wherever they stand.
    """

    start: RawOffset
    end: RawOffset
    text: str
    restored: bool
    mark: str


def _said(outline: Outline, span: tuple[int, int], damage: Damage) -> _Said:
    first, last = outline.working.raw_span(*span)
    text = outline.working.text[slice(*span)]
    mark = f"{crc32(_NO_LETTER.sub('', text.lower()).encode()) & 0xFFFF:04x}"
    return _Said(first, last, " ".join(text.split()), bool(damage.within(first, last)), mark)


def _around(outline: Outline, said: _Said, bound: Bound, damage: Damage) -> _Said:
    """Of a sentence without end what stands around a value: each of its values has the whole, so that all of it once a
    value would grow with the square of their number.
    """
    (start, end), text = bound.sentence, outline.working.text
    first, last = max(start, bound.start - _SHOWN), min(end, bound.end + _SHOWN)
    if first > start:
        first = max(text.find(" ", first, bound.start) + 1, first)
    if last < end and (cut := text.rfind(" ", bound.end, last)) > 0:
        last = cut
    shown = _said(outline, (first, last), damage)
    return replace(shown, restored=said.restored, mark=said.mark)


def targets_of(
    document: Document, outline: Outline, records: list[Bound], damage: Damage | None = None, guard: Guard = UNGUARDED
) -> list[Target]:
    """The targets of a document in reading order, with ids that are unique in it."""
    return [target for _, target in paired(document, outline, records, damage, guard)]


def paired(
    document: Document, outline: Outline, records: list[Bound], damage: Damage | None = None, guard: Guard = UNGUARDED
) -> list[tuple[Bound, Target]]:
    """Those targets, each behind the record that it was written from."""
    given = document, outline, damage or Damage()
    spans = {id(b): outline.working.raw_span(b.start, b.end) for b in records}
    ordered = sorted(records, key=lambda b: (spans[id(b)], b.link.entry.id if b.link else "", b.level or ""))
    whole = Part("records", outline.working, 0, len(outline.working.text), code=None)
    made = guard.tried(whole, None, _written, _Writer(*given), ordered, spans)
    if made is None:
        writer = _Writer(*given)
        made = [guard.tried(_part(outline, b), None, writer.write, b, spans[id(b)]) for b in ordered]
    found = [(bound, each) for bound, each in zip(ordered, made, strict=True) if each is not None]
    whole = Part("records", outline.working, 0, len(outline.working.text), "read_simply", numbers=len(found))
    guard.tried(whole, None, _set_parents, outline, found)
    try:
        targets: list[Target | None] = [*_TARGETS.validate_python([each for _, each in found])]
    except ValidationError:  # the one that is wrong is lost alone
        targets = [guard.tried(_part(outline, bound), None, Target.model_validate, each) for bound, each in found]
    return [(bound, target) for (bound, _), target in zip(found, targets, strict=True) if target is not None]


def _set_parents(outline: Outline, found: list[tuple[Bound, dict[str, object]]]) -> None:
    """Give each record that is a part of another the id of that one, if it is a record."""
    ids = {id(bound): each["id"] for bound, each in found}
    last = {bound.block: bound for bound, _ in found}
    divided: dict[int, bool] = {}
    itemised = {block: _itemised(outline, block, divided) for block in last}
    for bound, each in found:
        whole = bound.part_of or last.get(itemised[bound.block])
        if whole is not None and whole is not bound:
            each["parent"] = ids.get(id(whole))


def _itemised(outline: Outline, block: int, divided: dict[int, bool]) -> int:
    """The block whose value the items below it divide ("58 trạm, trong đó:"); -1 where none does.  `divided`: what is
    known of the blocks above.
    """
    parent = outline.blocks[block].parent
    if parent < 0 or outline.blocks[block].kind == "row":
        return -1
    if parent not in divided:
        above = lowered(outline.text(outline.blocks[parent])[-_CLOSE:])
        divided[parent] = expression("parts_follow").search(above) is not None
    return parent if divided[parent] else -1


def _part(outline: Outline, bound: Bound) -> Part:
    """A record, for the guard."""
    return Part("records", outline.working, *bound.sentence)


def _written(writer: _Writer, ordered: list[Bound], spans: dict[int, RawSpan]) -> list[dict[str, object] | None]:
    """All records, not yet checked."""
    return [writer.write(bound, spans[id(bound)]) for bound in ordered]


class _Writer:
    """Writes records as the contract has them, one after another in reading order; their ids count on."""

    def __init__(self, document: Document, outline: Outline, damage: Damage) -> None:
        self._document, self._outline, self._damage = document, outline, damage
        self._seen: Counter[str] = Counter()
        self._sentences: dict[tuple[int, int], _Said] = {}

    def write(self, bound: Bound, span: RawSpan) -> dict[str, object]:
        """A record, not yet checked; `span`: of its value, in raw offsets."""
        name = name_of(self._outline, bound)
        said = self._sentences.get(bound.sentence)
        if said is None:
            said = self._sentences[bound.sentence] = _said(self._outline, bound.sentence, self._damage)
        if bound.sentence[1] - bound.sentence[0] > _LONG:
            said = _around(self._outline, said, bound, self._damage)
        identity = f"{_identity(bound, name)}#{said.mark}"
        self._seen[identity] += 1
        if self._seen[identity] > 1:
            identity = f"{identity}~{self._seen[identity]}"
        return _target(self._document, self._outline, bound, span, identity, name, said, self._damage)


def _target(
    document: Document, outline: Outline, bound: Bound, span: RawSpan, identity: str, name: str, said: _Said,
    damage: Damage,
) -> dict[str, object]:  # fmt: skip
    """A record as the contract has it, not yet checked."""
    entry = bound.link.entry if bound.link else None
    raw_span = outline.working.raw_span
    doubtful = [t for part in bound.name for t in damage.doubtful(*raw_span(*part))] if damage else []
    period, baseline = bound.period, bound.baseline
    start, end = span
    why = []
    for rule, a, b in bound.why:
        first, last = raw_span(a, b)
        why.append({"rule": rule, "start": first, "end": last})
    why += [{"rule": "restore.doubtful", "start": t.raw_start, "end": t.raw_end} for t in doubtful]
    return {
        "id": identity,
        "kind": bound.kind,
        "indicator": {
            "id": entry.id if entry else None,
            "name": entry.name_vi if entry else name[:1].upper() + name[1:],
            "text": name,
        },
        "qualifier": bound.qualifier,
        "measure": {
            "unit": bound.unit,
            "unit_text": bound.unit_text,
            "relation": bound.relation,
            "value": bound.value,
            "upper": bound.upper,
            "out_of": bound.out_of,
            "band": bound.band,
            "direction": bound.direction,
            "per": bound.per,
        },
        "period": {"type": period.type, "start": period.start, "end": period.end} if period else None,
        "baseline": {"start": baseline[0], "end": baseline[1]} if baseline else None,
        "level": bound.level,
        "exclusion": bound.exclusion,
        "place": asdict(bound.place) if bound.place is not None else None,
        "responsible": bound.responsible,
        "label": bound.label,
        "source": {
            "start": start,
            "end": end,
            "text": document.raw[start:end],
            "sentence": {"start": said.start, "end": said.end, "text": said.text},
            "section": outline.section(outline.blocks[bound.block]),
            "page": document.page(start),
            "rects": _rects(document, start, end),
            "cell": document.cells.at(start) if document.cells is not None else None,
            "alignment": "restored" if said.restored else "exact",
        },
        "confidence": confidence_of(bound.seen.get("record", ())),
        "why": why,
    }


def _rects(document: Document, start: RawOffset, end: RawOffset) -> list[list[float]] | None:
    """The rectangles of a value on its page, to a tenth of a point; None where the format has no pages."""
    if document.boxes is None:
        return None
    return [[round(x, 1) for x in rect] for rect in document.boxes.within(start, end)] or None
