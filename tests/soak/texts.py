"""Mutated texts of all gold documents, by the machine of tests/test_mutated_texts.py."""

from __future__ import annotations

import traceback
from pathlib import Path

from extract.contract.faults import UNGUARDED
from extract.pipeline import stages
from extract.readers import of_text
from tests.fuzz.trial import Finding, limited
from tests.test_mutated_texts import check, mutated

_LIMIT = 20.0  # seconds that a text of some hundred characters may take on a busy machine


def attempt(number: int, folder: Path) -> str:
    """The text `mutated("text <number>")`, through all stages without the guard of paragraphs."""
    text = mutated(f"text {number}")
    try:
        with limited(_LIMIT):
            found = stages.through(of_text(text), UNGUARDED)
            check(text, found)
            found.model_dump_json()
    except Finding:
        raise
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} {Path(frame.filename).name}:{frame.name}"
        raise Finding(kind, f"{text!r}\n{traceback.format_exc(limit=-4)}") from None
    return "records" if found.targets else "no records"
