"""Records as people have them: corrected ones, and those that the extractor had missed."""

from __future__ import annotations

import re
from typing import Any

from extract.contract.model import Extraction, IndicatorRef, Measure, Reviewed, Sentence, Source, Target
from extract.language.sentences import sentences
from extract.measure.gold import OTHER
from extract.measure.verdicts import MORE, Record
from extract.reviewing.judgments import Judgment
from extract.reviewing.matching import in_any_lines, stated_differently

_MEASURE = tuple(Measure.model_fields)
_FREE = re.compile(r"\n\s*\n|\n(?=[-+*•]|[a-zđ0-9]+[.)])")  # where no sentence goes on


def corrected(target: Target, judgment: Judgment, by: str) -> Target:
    """A record with the fields that the judgment states, and as `was` those that the extractor had otherwise.

    Where none differs the record is right, whatever the judgment calls it.
    """
    record = judgment.record
    assert record is not None
    differing = stated_differently(record, target)
    changes = {name: value for name, value in _model_fields(record, target).items() if _touched(name, differing)}
    dumped = target.model_dump(mode="json")
    was = {name: dumped.get(name) for name in Target.model_fields if name in changes}
    verdict = "corrected" if was else "right"
    reviewed = Reviewed.model_validate({"verdict": verdict, "by": by, "at": judgment.at, "was": was or None})
    return Target.model_validate({**dict(target), **changes, "reviewed": reviewed})


def _touched(name: str, differing: set[str]) -> bool:
    """Whether a field of the contract holds one of those that differ."""
    if name == "measure":
        return bool(differing & {*_MEASURE})
    if name == "indicator":
        return bool(differing & {"indicator", "indicator_text"})
    return name in differing


def _model_fields(record: Record, target: Target | None) -> dict[str, Any]:
    """The fields of the contract that a judgment's record states."""
    stated = {name: getattr(record, name) for name in MORE if name in record.model_fields_set}
    return {
        "kind": record.kind,
        "indicator": _indicator(record, target),
        "measure": Measure.model_validate({name: getattr(record, name) for name in _MEASURE}),
        "period": record.period,
        "baseline": record.baseline,
        "level": record.level,
        "exclusion": record.exclusion,
        **stated,
    }


def _indicator(record: Record, target: Target | None) -> IndicatorRef:
    """What is measured: an entry of the catalogue under its name there, else the words."""
    text = record.indicator_text
    if record.indicator == OTHER:
        return IndicatorRef(id=None, name=text[:1].upper() + text[1:], text=text)
    if target is not None and target.indicator.id == record.indicator:
        return IndicatorRef(id=record.indicator, name=target.indicator.name, text=text)
    from extract.catalogue.entries import catalogue

    entry = catalogue().entries.get(record.indicator)
    return IndicatorRef(id=record.indicator, name=entry.name_vi if entry else text, text=text)


def added(judgment: Judgment, source: Source, id: str, by: str) -> Target:
    """The record that a judgment adds where `source` says."""
    record = judgment.record
    assert record is not None
    fields = {"qualifier": None, **_model_fields(record, None)}
    reviewed = Reviewed(verdict="added", by=by, at=judgment.at)
    return Target.model_validate(
        {"id": id, **fields, "reviewed": reviewed, "source": source, "confidence": 1.0, "why": ()}
    )


def source_of(judgment: Judgment, span: tuple[int, int], extraction: Extraction, text: str | None) -> Source:
    """Where an added record stands: with the sentence, section and page of a record beside it, where there is one."""
    start, end = span
    beside = [each.source for each in extraction.targets
              if each.source.sentence.start <= start and end <= each.source.sentence.end]  # fmt: skip
    at_place = [each for each in beside if (each.start, each.end) == span]
    if at_place:
        return at_place[0]
    if beside:
        sentence, section, alignment = beside[0].sentence, beside[0].section, beside[0].alignment
    else:
        sentence, section, alignment = sentence_of(judgment, span, text), (), "exact"
    return Source(
        start=start, end=end, text=judgment.value_text, sentence=sentence, section=section,
        page=beside[0].page if beside else None, rects=None, cell=None, alignment=alignment,
    )  # fmt: skip


def sentence_of(judgment: Judgment, span: tuple[int, int], text: str | None) -> Sentence:
    """The sentence around a span: of the text, else as the judgment has it, else the value alone."""
    start, end = span
    if text is None:
        return Sentence(start=start, end=end, text=judgment.sentence or judgment.value_text)
    if judgment.sentence:
        for each in in_any_lines(judgment.sentence).finditer(text):
            if each.start() <= start and end <= each.end():
                return Sentence(start=each.start(), end=each.end(), text=judgment.sentence)
    breaks = [each.end() for each in _FREE.finditer(text, 0, start)]
    after = _FREE.search(text, end)
    first, last = breaks[-1] if breaks else 0, after.start() if after else len(text)
    for begin, stop in sentences(text, first, last):
        if begin <= start and end <= stop:
            return Sentence(start=begin, end=stop, text=" ".join(text[begin:stop].split()))
    return Sentence(start=start, end=end, text=judgment.sentence or judgment.value_text)
