"""What a record says, field by field, and in which fields two records differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extract.contract.model import Head, Target
from extract.views.diff.changes import Field, Rules
from extract.write.json import plain

MEASURE = ("unit", "unit_text", "relation", "value", "upper", "out_of", "band", "direction", "per")
"""The fields of a measure, in the model's order."""

_MARKS = re.compile(r"[\W_]+")


def name_key(target: Target) -> str:
    """What is measured, as far as it can be compared: the catalogue's id, else the words of the text."""
    return target.indicator.id or f"={target.indicator.name}"


def amount_key(target: Target) -> tuple[object, ...]:
    """The bare numbers (or the band), without their unit."""
    measure = target.measure
    return measure.value, measure.upper, measure.out_of, measure.band


def _years(span: Any) -> tuple[object, ...] | None:
    if span is None:
        return None
    return getattr(span, "type", None), span.start, span.end


def core(target: Target) -> tuple[object, ...]:
    """Everything that a record says, as a key: two records of one key say the same."""
    measure = target.measure
    return (
        target.kind, name_key(target), target.part, *(getattr(measure, name) for name in MEASURE),
        _years(target.period), _years(target.baseline), target.level, target.exclusion,
    )  # fmt: skip


def rules_of(target: Target) -> tuple[str, ...]:
    """The ids of a record's rules, each once, in their order."""
    return tuple(dict.fromkeys(why.rule for why in target.why))


def _core_fields(old: Target, new: Target) -> Iterator[tuple[str, Any, Any]]:
    yield "kind", old.kind, new.kind
    if name_key(old) != name_key(new):
        one, two = (each.indicator.model_dump(include={"id", "name"}) for each in (old, new))
        yield "indicator", one, two
    yield "qualifier", old.qualifier, new.qualifier
    yield "place", old.place and old.place.model_dump(), new.place and new.place.model_dump()
    for name in MEASURE:
        yield name, getattr(old.measure, name), getattr(new.measure, name)
    for name in ("period", "baseline"):
        before, after = (getattr(each, name) for each in (old, new))
        yield name, before and before.model_dump(), after and after.model_dump()
    yield "level", old.level, new.level
    yield "exclusion", old.exclusion, new.exclusion
    yield "responsible", old.responsible, new.responsible
    yield "label", old.label, new.label


def _words(text: str) -> str:
    return _MARKS.sub(" ", text).strip().lower()


def _minor_fields(old: Target, new: Target) -> Iterator[tuple[str, Any, Any]]:
    if name_key(old) == name_key(new):
        yield "indicator_name", old.indicator.name, new.indicator.name
    yield "indicator_text", old.indicator.text, new.indicator.text
    yield "value_text", old.source.text, new.source.text
    yield "alignment", old.source.alignment, new.source.alignment
    yield "confidence", old.confidence, new.confidence


def differing(old: Target, new: Target, *, same_source: bool) -> tuple[Field, ...]:
    """The fields in which two records differ, core fields first; places in the text are not compared.

    A sentence in other words is a core field where the document itself has changed.  Where it has not, the
    sentence was only cut or restored in another way.
    """
    found = [Field(name, plain(a), plain(b)) for name, a, b in _core_fields(old, new) if a != b]
    one, two = old.source.sentence.text, new.source.sentence.text
    if one != two:
        found.append(Field("sentence", one, two, core=not same_source and _words(one) != _words(two)))
    found += [Field(name, plain(a), plain(b), core=False) for name, a, b in _minor_fields(old, new) if a != b]
    found += _reviewed(old, new)
    before, after = ([why.rule for why in each.why] for each in (old, new))
    if before != after or (same_source and old.why != new.why):
        found.append(Field("why", before, after, core=False))
    return tuple(sorted(found, key=lambda field: not field.core))


def _reviewed(old: Target, new: Target) -> Iterator[Field]:
    """What people said of the record on each side; that it is right leaves what it says as it was."""
    one, two = (each.reviewed and each.reviewed.model_dump(exclude={"was"}) for each in (old, new))
    if one != two:
        yield Field("reviewed", one, two, core=any(each and each["verdict"] != "right" for each in (one, two)))


def rules_between(old: Target, new: Target, *, same_source: bool) -> Rules:
    """Which rules came and went; `shifted` only where both sides have the same characters."""
    before, after = rules_of(old), rules_of(new)
    shifted: list[str] = []
    if same_source:
        spans = [{(why.rule, why.start, why.end) for why in each.why} for each in (old, new)]
        moved = {rule for rule, _, _ in spans[0] ^ spans[1]}
        shifted = [rule for rule in after if rule in moved and rule in before]
    return Rules(
        tuple(rule for rule in after if rule not in before),
        tuple(rule for rule in before if rule not in after),
        tuple(shifted),
    )


def head_fields(old: Head, new: Head) -> tuple[Field, ...]:
    """The fields of a document's head that differ, in the model's order."""
    one, two = (head.model_dump(mode="json") for head in (old, new))
    return tuple(Field(name, plain(one[name]), plain(two[name])) for name in one if one[name] != two[name])
