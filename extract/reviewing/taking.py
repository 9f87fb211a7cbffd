"""Verdict files of pages as judgments: with what the extractor had, so that the record is found again later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.contract.model import Extraction, Target
from extract.measure.verdicts import Verdict, Verdicts, record_of
from extract.reviewing.applying import unreviewed
from extract.reviewing.judgments import Judgment
from extract.reviewing.recording import sentence_of
from extract.sources.listing import listed


def taken(verdicts: Verdicts, extraction: Extraction | None, at: str, text: str | None = None) -> list[Judgment]:
    """A verdict file as judgments.  `extraction`: the document's output, if there is one; `text`: as it was read.

    `at`: when it was said, where the file does not tell of each verdict.
    """
    document = {"document": verdicts.document.id, "sha256": verdicts.document.sha256, "by": verdicts.reviewer}
    found = [_judgment(each, {**document, "at": each.at or at}) for each in verdicts.verdicts]
    if extraction is None or extraction.document.sha256 != verdicts.document.sha256:
        return found
    base = unreviewed(extraction)
    return [completed(each, base, text) for each in found]


def _judgment(verdict: Verdict, more: dict[str, Any]) -> Judgment:
    return Judgment.model_validate({**more, **{name: getattr(verdict, name) for name in _SHARED}})


_SHARED = ("id", "start", "end", "value_text", "verdict", "record", "note")


def completed(judgment: Judgment, base: Extraction, text: str | None = None) -> Judgment:
    """A judgment on a document of these bytes with what the extractor had there (`before`) and the `sentence`.

    `base`: as the extractor had it (see applying.unreviewed); `text`: as it was read, for sentences without a record.
    """
    span = judgment.start, judgment.end
    own = next((each for each in base.targets if each.id == judgment.id and _span(each) == span), None)
    around = own or next(_around(base, span), None)
    update: dict[str, Any] = {}
    if own is not None and judgment.before is None:
        update["before"] = record_of(own)
    if around is not None and judgment.sentence is None:
        update["sentence"] = around.source.sentence.text
    elif text is not None and judgment.sentence is None:
        update["sentence"] = sentence_of(judgment, span, text).text
    return judgment.model_copy(update=update) if update else judgment


def _span(target: Target) -> tuple[int, int]:
    return target.source.start, target.source.end


def _around(base: Extraction, span: tuple[int, int]) -> Iterator[Target]:
    """Records whose sentence a span stands in."""
    for each in base.targets:
        if each.source.sentence.start <= span[0] and span[1] <= each.source.sentence.end:
            yield each


def files(paths: list[Path]) -> list[Path]:
    """The verdict files that paths name: of a folder those in it, by name."""
    found: list[Path] = []
    for path in paths:
        found += listed(path, "*.verdicts*.json") if path.is_dir() else [path]
    return list(dict.fromkeys(found))
