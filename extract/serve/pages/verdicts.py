"""Verdicts as a page sends them: judgments made of them, kept, and laid on the output."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from extract.contract.model import Extraction, Target
from extract.measure.verdicts import Record, record_of
from extract.reviewing.applying import applied, unreviewed
from extract.reviewing.judgments import Judgment, moment
from extract.reviewing.matching import Matcher
from extract.reviewing.settling import last_words
from extract.reviewing.store import Store
from extract.serve.folder import Folder

_MOST = 2000  # entries of one request


class Entry(BaseModel):
    """What a reviewer says of one record, as a page sends it; `id` is null for one that was missed."""

    model_config = ConfigDict(extra="ignore", allow_inf_nan=False)

    id: Annotated[str, Field(min_length=1, max_length=400)] | None
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    value_text: Annotated[str, Field(max_length=2000)]
    verdict: Literal["right", "wrong", "corrected", "missed", "withdrawn"]
    record: Record | None = None
    note: Annotated[str, Field(max_length=2000)] = ""
    settles: bool = False


class Sent(BaseModel):
    """Entries on the text with this digest, in the order in which they were said."""

    sha256: str
    entries: Annotated[list[Entry], Field(max_length=_MOST)]


class AnotherText(ValueError):
    """The verdicts are about another text than the output is now, or a record that it does not have."""


def judgments(sent: Sent, base: Extraction, by: str, text: str | None) -> list[Judgment]:
    """The entries as judgments.

    `base`: the output as the extractor had it; `text`: the document as read, if it is at hand.  Raises AnotherText, and
    pydantic.ValidationError (a ValueError) for an entry that is none.
    """
    if sent.sha256 != base.document.sha256:
        raise AnotherText
    targets = {(each.id, each.source.start): each for each in base.targets}
    now = moment(datetime.now(UTC))
    return [_judgment(each, targets.get((each.id or "", each.start)), base, by, now, text) for each in sent.entries]


def _judgment(entry: Entry, target: Target | None, base: Extraction, by: str, at: str, text: str | None) -> Judgment:
    if target is None and entry.id is not None and entry.verdict != "withdrawn":
        raise AnotherText
    if entry.id is None and text is not None and text[entry.start : entry.end] != entry.value_text:
        raise AnotherText
    return Judgment(
        at=at,
        by=by,
        document=base.document.id,
        sha256=base.document.sha256,
        id=entry.id,
        start=entry.start,
        end=entry.end,
        value_text=entry.value_text,
        verdict=entry.verdict,
        record=entry.record,
        before=record_of(target) if target else None,
        sentence=target.source.sentence.text if target else None,
        note=entry.note,
        settles=entry.settles,
    )


def save(folder: Folder, id: str, by: str, sent: Sent) -> None:
    """Keep a reviewer's entries, then lay all that was said on the document's output.

    When it returns, the entries are on the disk.  Raises NoSuchDocument, AnotherText, ValueError, OSError.
    """
    text = _text(folder, id) if any(each.id is None for each in sent.entries) else None
    with folder.lock(id):
        folder.follow(now=True)
        said = judgments(sent, unreviewed(folder.extraction(id)), by, text)
        store = Store(folder.path)
        store.add(said)
        _lay(folder, id, store.of(id), text)


def _lay(folder: Folder, id: str, said: list[Judgment], text: str | None) -> None:
    """Have the output as all judgments want it."""
    extraction = folder.extraction(id)
    if text is None and any(each.verdict == "missed" for each in said):
        text = _text(folder, id)
    laid = applied(extraction, said, text).extraction
    if laid != extraction:
        folder.write(laid)


def _text(folder: Folder, id: str) -> str | None:
    source = folder.text(id).source
    return source.raw if source else None


def state(base: Extraction, said: Iterable[Judgment], who: str) -> dict[str, Any]:
    """What was said of a document, as its page wants it: `mine`, `others` (the last word of each), `conflicts`.

    Entries stand at the records as they are now, though their text may have changed since; `conflicts` are record ids.
    """
    held = [each for each in said if each.document == base.document.id]
    matcher = Matcher(base)
    mine: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for words in last_words(held).values():
        for each in words:
            (mine if each.by == who else others).append(_shown(each, matcher))
    return {"mine": mine, "others": others, "conflicts": sorted(applied(base, held).conflicts) if held else []}


def _shown(judgment: Judgment, matcher: Matcher) -> dict[str, Any]:
    """A judgment at the place of its record now."""
    match = matcher.match(judgment)
    start, end = match.span or (judgment.start, judgment.end)
    id = judgment.id
    if match.target is not None:
        id, start, end = match.target.id, match.target.source.start, match.target.source.end
    return {
        "by": judgment.by, "at": judgment.at, "id": id, "start": start, "end": end, "value_text": judgment.value_text,
        "verdict": judgment.verdict, "record": judgment.record.stated() if judgment.record else None,
        "note": judgment.note, "settles": judgment.settles,
    }  # fmt: skip
