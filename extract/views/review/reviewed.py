"""What people said of records, as review pages show it: the verdict of a card, and what each reviewer has stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from extract.contract.model import Target
from extract.reviewing.applying import as_extracted
from extract.reviewing.judgments import Judgment
from extract.reviewing.settling import last_words
from extract.views.diff.changes import Field
from extract.views.diff.fields import differing
from extract.views.diff.telling import field_name, field_value, reviewed, shown_fields

Both = tuple[str, str]
_OWN = frozenset({"reviewed", "why", "confidence", "sentence"})


@dataclass(frozen=True, slots=True)
class Change:
    """A field that a person corrected: its name, what the extractor had, what stands now."""

    field: Both
    was: Both
    now: Both


@dataclass(frozen=True, slots=True)
class Review:
    """What a person said of a record, in words; `verdict` is its code, `changes` what was corrected."""

    verdict: str
    told: Both
    changes: tuple[Change, ...]


def review_of(target: Target) -> Review | None:
    """What the card of a record tells of its review, None where nobody has looked."""
    if target.reviewed is None:
        return None
    given = target.reviewed.model_dump()
    before = as_extracted(target)
    fields = [each for each in shown_fields(differing(before, target, same_source=True)) if each.name not in _OWN]
    changes = tuple(_change(each) for each in (fields if target.reviewed.was else ()))
    return Review(target.reviewed.verdict, (reviewed(given, "en"), reviewed(given, "vi")), changes)


def _change(field: Field) -> Change:
    def sides(value: Any) -> Both:
        return field_value(field, value, "en"), field_value(field, value, "vi")

    return Change((field_name(field, "en"), field_name(field, "vi")), sides(field.old), sides(field.new))


def stored(judgments: Iterable[Judgment], sha256: str) -> dict[str, list[dict[str, Any]]]:
    """What each reviewer has said of this version of a document, as a page keeps it, by name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for said in last_words(each for each in judgments if each.sha256 == sha256).values():
        for each in said:
            entry = {
                "id": each.id, "start": each.start, "end": each.end, "value_text": each.value_text,
                "verdict": each.verdict, "record": each.record.stated() if each.record is not None else None,
                "note": each.note, "at": each.at,
            }  # fmt: skip
            found.setdefault(each.by, []).append(entry)
    return {name: sorted(found[name], key=lambda each: (each["start"], each["end"])) for name in sorted(found)}
