"""Judgments for tests, made of hand-made records."""

from __future__ import annotations

from typing import Any

from extract.contract.model import Target
from extract.measure.verdicts import Record, gold_fields
from extract.reviewing.judgments import Judgment

SHA = "0" * 64


def judged(of: Target, verdict: str, by: str = "Lan", at: str = "2026-01-01T08:00:00Z", **changes: Any) -> Judgment:
    """A judgment on a record; fields of its right form by name, and those of the judgment."""
    own = {name: changes.pop(name) for name in (*Judgment.model_fields,) if name in changes}
    before = {**gold_fields(of), "place": of.place, "responsible": of.responsible}
    bare = verdict in ("wrong", "withdrawn")
    data = {
        "at": at, "by": by, "document": "phu-yen", "sha256": SHA, "id": None if verdict == "missed" else of.id,
        "start": of.source.start, "end": of.source.end, "value_text": of.source.text, "verdict": verdict,
        "record": None if bare else Record.model_validate({**gold_fields(of), **changes}),
        "before": None if verdict == "missed" else Record.model_validate(before),
        "sentence": of.source.sentence.text,
    }  # fmt: skip
    return Judgment.model_validate({**data, **own})
