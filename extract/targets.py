"""From bound records to the contract's targets: names, raw offsets, ids, confidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from unidecode import unidecode

from extract.bind.records import Bound
from extract.model import Baseline, IndicatorRef, Measure, Period, Sentence, Source, Target, Why
from extract.outline import Outline
from extract.read import Source as Document

# What lowers a record's confidence, and by how much (docs/confidence.md says how they were set).
BASE = 0.97
DOUBTS = {
    "subject_inherited": 0.04,
    "subject_of_earlier_sentence": 0.22,
    "relation_carried": 0.05,
    "coordinated": 0.03,
    "distributed": 0.03,
    "unlinked": 0.05,
    "no_period": 0.02,
    "count": 0.08,
    "damaged": 0.1,
}
_SLUG = re.compile(r"[^a-z0-9]+")


def _slug(text: str) -> str:
    words = _SLUG.sub(" ", unidecode(text).lower()).split()
    return "-".join(words[:8]) or "value"


def name_of(outline: Outline, bound: Bound) -> str:
    """The words of the text that name the indicator, brackets with numbers or exceptions left out."""
    parts = []
    for start, end in bound.name:
        text = outline.working.text[start:end]
        if "(" in text:
            text = re.sub(r"\s*\((?:[^()]*\d[^()]*|(?:trừ|không|ngoại trừ|chưa)[^()]*)\)", "", text)
        parts.append(re.sub(r"\s+", " ", text).strip(" ,.;:*"))
    return " … ".join(p for p in parts if p)


def _identity(bound: Bound, name: str) -> str:
    parts = [bound.link.entry.id if bound.link else _slug(name)]
    if bound.level:
        parts.append(bound.level)
    if bound.period is not None:
        year = bound.period.end or "now"
        parts.append(
            f"{bound.period.start}-{year}" if bound.period.start and bound.period.start != year else str(year)
        )
    if bound.kind == "actual":
        parts.append("actual")
    if bound.unit in {"rank", "places", "band", "count", "money"}:
        parts.append(bound.unit)
    return "/".join(parts)


def confidence_of(bound: Bound) -> float:
    """How sure the reading is: 0.97 less what is known to make readings of this sort go wrong."""
    doubts = set(bound.doubts)
    if bound.link is None:
        doubts.add("unlinked")
    if bound.period is None:
        doubts.add("no_period")
    if bound.unit == "count":
        doubts.add("count")
    return round(max(0.05, BASE - sum(DOUBTS.get(d, 0.0) for d in doubts)), 2)


def targets_of(document: Document, outline: Outline, records: list[Bound]) -> list[Target]:
    """The targets of a document in reading order, with ids that are unique in it."""
    working = outline.working
    seen: Counter[str] = Counter()
    found = []
    for bound in sorted(
        records,
        key=lambda b: (working.raw_span(b.start, b.end), b.link.entry.id if b.link else "", b.level or ""),
    ):
        name = name_of(outline, bound)
        identity = _identity(bound, name)
        seen[identity] += 1
        if seen[identity] > 1:
            identity = f"{identity}~{seen[identity]}"
        start, end = working.raw_span(bound.start, bound.end)
        first, last = working.raw_span(*bound.sentence)
        block = outline.blocks[bound.block]
        page = bisect_right(document.pages, start) if document.pages else None
        found.append(
            Target(
                id=identity,
                kind=bound.kind,
                indicator=IndicatorRef(
                    id=bound.link.entry.id if bound.link else None,
                    name=bound.link.entry.name_vi if bound.link else name[:1].upper() + name[1:],
                    text=name,
                ),
                qualifier=bound.qualifier,
                measure=Measure(
                    unit=bound.unit, unit_text=bound.unit_text, relation=bound.relation, value=bound.value,
                    upper=bound.upper, out_of=bound.out_of, band=bound.band, direction=bound.direction, per=bound.per,
                ),
                period=Period(type=bound.period.type, start=bound.period.start, end=bound.period.end) if bound.period else None,
                baseline=Baseline(start=bound.baseline[0], end=bound.baseline[1]) if bound.baseline else None,
                level=bound.level,
                exclusion=bound.exclusion,
                source=Source(
                    start=start, end=end, text=document.raw[start:end],
                    sentence=Sentence(start=first, end=last, text=re.sub(r"\s+", " ", working.text[slice(*bound.sentence)]).strip()),
                    section=outline.section(block), page=page,
                    alignment="exact" if working.verbatim(*bound.sentence) else "restored",
                ),
                confidence=confidence_of(bound),
                why=tuple(Why(rule=rule, start=raw[0], end=raw[1]) for rule, a, b in bound.why for raw in [working.raw_span(a, b)]),
            )
        )  # fmt: skip
    return found
