"""Judgments that come in by the page: kept, laid on the output at once, and nothing of anybody's overwritten.

What is true stands in `verdicts/` and the output; this holds it as read, and sees what others write there.  A reviewer
says upon which version of a record they judge; where it is another by now, nothing is kept and they are told whose.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from extract.catalogue.entries import catalogue
from extract.contract.model import Extraction, Target
from extract.measure.gold import OTHER
from extract.measure.verdicts import Record, record_of
from extract.reviewing.applying import unreviewed
from extract.reviewing.folder import laid_on
from extract.reviewing.judgments import Judgment, moment
from extract.reviewing.recording import source_of
from extract.reviewing.store import Store
from extract.serve.folder import Folder, NoSuchDocument
from extract.serve.judged import State as State
from extract.serve.judged import as_before, laid_alone
from extract.write.atomic import Seen

_MOST = 128  # documents whose state is held
Looks = tuple[tuple[str, Seen], ...]
"""The files of verdicts on a document, by name, and how each looks."""


class Said(BaseModel):
    """What a reviewer says of one record.

    `version`: of the record as they saw it (State.version); not for one that was missed.  `record`: the right form of
    one that is `corrected` or was `missed`; of one that is `right` it is what the page shows, and need not be sent.
    `start`, `end`, `value_text`: of a record that was missed, its place in the text; it is taken back by the same, with
    no id and the record as it was told.
    """

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str | None, Field(max_length=400)] = None
    version: Annotated[str | None, Field(max_length=40)] = None
    verdict: Literal["right", "wrong", "corrected", "missed", "withdrawn"]
    record: Record | None = None
    start: Annotated[int | None, Field(ge=0)] = None
    end: Annotated[int | None, Field(ge=1)] = None
    value_text: Annotated[str | None, Field(max_length=1000)] = None
    note: Annotated[str, Field(max_length=2000)] = ""
    settles: bool = False


class Unfitting(ValueError):
    """What was said does not fit the document; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that is another than the reviewer saw: the last words of all on it, its version now.

    `target` is None where there is no such record any more.
    """

    id: str
    target: Target | None
    version: str | None
    words: tuple[Judgment, ...]


class Stale(Exception):
    """Records have changed since they were seen: nothing was kept."""

    def __init__(self, changed: Sequence[Changed]) -> None:
        super().__init__("changed")
        self.changed = tuple(changed)


class Judging:
    """The judgments of one folder.  Methods may be called from any thread."""

    def __init__(self, folder: Folder) -> None:
        self.store = Store(folder.path)
        self._folder = folder
        self._seen: dict[str, Looks] = {}
        self._states: dict[str, tuple[Looks, Extraction, State]] = {}

    def state(self, id: str) -> State:
        """A document with what people said of it, by now.  Raises NoSuchDocument.

        Judgments that came in by other ways are laid on the output.
        """
        with self._folder.lock(id):
            extraction, looks = self._folder.extraction(id), self._looks(id)
            held = self._states.get(id)
            if held and held[0] == looks and held[1] is extraction:
                return held[2]
            return self._made(extraction, looks)

    def lately(self, id: str) -> State:
        """The same as it was a moment ago, for lists: it waits for nobody who is saving.  Raises NoSuchDocument."""
        held = self._states.get(id)
        return held[2] if held else self.state(id)

    def laid(self, extraction: Extraction) -> Extraction:
        """A new extraction with what people said of that document; itself where nobody said anything."""
        if not self._looks(extraction.document.id):
            return extraction
        return laid_on(extraction, self.store.of(extraction.document.id), self._text).extraction

    def save(self, id: str, by: str, said: Sequence[Said], *, rest: bool = False) -> State:
        """Keep what a reviewer says of a document's records; it is on the disk, and in the output, when this returns.

        `rest`: and that all records which nobody has judged are right.  All is kept, or nothing.  Raises Stale,
        Unfitting, NoSuchDocument, OSError.
        """
        with self._folder.lock(id):
            state = self.state(id)
            if changed := [*_changed(state, said)]:
                raise Stale(changed)
            judgments = [self._judgment(state, by, each) for each in said]
            if rest:
                spoken = {each.id for each in said}
                open_ones = [each for each in state.open() if each.id not in spoken]
                judgments += [self._judgment(state, by, Said(id=each.id, verdict="right")) for each in open_ones]
            return self._with(state, self.store.add(judgments))

    def torn(self, id: str) -> list[str]:
        """The lines of verdicts on a document that cannot be read: file and number."""
        return self.store.torn(id)

    def catch_up(self) -> None:
        """Have judgments that came in by other ways laid on all outputs; only what has changed is looked at."""
        known = {each.id for each in self._folder.summaries()}
        for id, looks in _files(self.store.folder).items():
            if id in known and self._seen.get(id) != looks:
                with suppress(NoSuchDocument):  # removed meanwhile
                    self.state(id)

    def _with(self, state: State, new: Sequence[Judgment]) -> State:
        """The state of a document on which more was said, which is kept already.

        Where nothing else can have come in between, only the records that it is about are laid anew.
        """
        id = state.extraction.document.id
        looks = self._looks(id)
        before = dict(self._seen.get(id, ()))
        grown = sum(size - before.get(name, (0, 0, 0))[0] for name, (size, _, _) in looks)
        alone = grown == sum(len(each.line().encode()) + 1 for each in new)
        judgments = sorted((*state.judgments, *new), key=lambda each: (each.at, each.by)) if alone else []
        made = laid_alone(state, judgments, new) if alone else None
        if made is None:
            return self._made(state.extraction, looks)
        self._folder.write(made.extraction)
        return self._hold(looks, made)

    def _made(self, extraction: Extraction, looks: Looks) -> State:
        """The state of a document, its output written where it is another than it was."""
        id, held = extraction.document.id, self._states.get(extraction.document.id)
        judgments = self.store.of(id)
        base = held[2].base if held and held[1] is extraction else unreviewed(extraction)
        found = laid_on(base, judgments, self._text)
        made = as_before(found.extraction, extraction)
        if made is not extraction:
            self._folder.write(made)
        return self._hold(looks, State(made, base, tuple(judgments), found.conflicts))

    def _hold(self, looks: Looks, state: State) -> State:
        """A state, from now on that of its document."""
        id = state.extraction.document.id
        self._seen[id] = looks
        self._states.pop(id, None)
        self._states[id] = looks, state.extraction, state
        while len(self._states) > _MOST:
            with suppress(KeyError, StopIteration, RuntimeError):  # another thread was quicker
                del self._states[next(iter(self._states))]
        return state

    def _looks(self, id: str) -> Looks:
        """The files of verdicts on a document.  Asked before they are read: what comes between is seen next time."""
        return _files(self.store.folder, id).get(id, ())

    def _text(self, extraction: Extraction) -> str | None:
        source = self._folder.texts.at_hand(extraction)
        return source.raw if source else None

    def _judgment(self, state: State, by: str, said: Said) -> Judgment:
        """What was said as it is kept.  Raises Unfitting."""
        if said.record is not None and said.record.indicator not in {*catalogue().entries, OTHER}:
            raise Unfitting(f"no such indicator: {said.record.indicator}")
        loose = said.verdict == "missed" or (said.verdict == "withdrawn" and said.id is None)
        place = self._place(state, said) if loose else _place_of(state, said)
        try:
            judgment = Judgment.model_validate({
                "at": moment(datetime.now(UTC)), "by": by, "document": state.extraction.document.id,
                "sha256": state.extraction.document.sha256, "verdict": said.verdict, "note": said.note,
                "settles": said.settles, **place,
            })  # fmt: skip
        except ValueError as error:
            raise Unfitting(str(error).splitlines()[-1]) from error
        return judgment if judgment.sentence else self._in_its_sentence(state.extraction, judgment)

    def _in_its_sentence(self, extraction: Extraction, judgment: Judgment) -> Judgment:
        """A judgment on a record that was missed, with the sentence that it stands in."""
        if judgment.record is None:
            return judgment
        text, span = self._text(extraction), (judgment.start, judgment.end)
        return judgment.model_copy(update={"sentence": source_of(judgment, span, extraction, text).sentence.text})

    def _place(self, state: State, said: Said) -> dict[str, Any]:
        """Of a record that was missed, or is taken back: where it stands in the text."""
        start, end, text = said.start, said.end, self._text(state.extraction)
        if start is None or end is None or text is None or not 0 <= start < end <= len(text):
            raise Unfitting("no place in the text")
        if said.value_text is not None and text[start:end] != said.value_text:
            raise Unfitting("the text stands elsewhere")
        return {"id": None, "start": start, "end": end, "value_text": text[start:end], "record": said.record}


def _files(folder: Path, only: str | None = None) -> dict[str, Looks]:
    """The files of verdicts, by document (of one alone, where it is named)."""
    found: dict[str, list[tuple[str, Seen]]] = {}
    with suppress(FileNotFoundError, NotADirectoryError):  # nobody has said anything yet
        for entry in os.scandir(folder):
            stem, dot, ending = entry.name.rpartition(".")
            id = stem.rpartition(".")[0]
            if dot and ending == "jsonl" and id and (only is None or id == only):
                with suppress(FileNotFoundError):  # removed meanwhile
                    about = entry.stat()
                    found.setdefault(id, []).append((entry.name, (about.st_size, about.st_mtime_ns, about.st_ino)))
    return {id: tuple(sorted(files)) for id, files in found.items()}


def _changed(state: State, said: Iterable[Said]) -> Iterable[Changed]:
    """The records that are others than the reviewer saw."""
    for each in said:
        if each.id is not None and each.version != state.version(each.id):
            target = state.targets.get(each.id)
            yield Changed(each.id, target, state.version(each.id), state.said(each.id))


def _place_of(state: State, said: Said) -> dict[str, Any]:
    """Of a record that there is: its place, what the extractor had, and the right form.  Raises Unfitting."""
    target, base = state.targets.get(said.id or ""), state.bases.get(said.id or "")
    if target is None:
        raise Unfitting("no such record")
    record = said.record
    if said.verdict == "right":
        record = record_of(target)
    elif said.verdict in ("wrong", "withdrawn"):
        record = None
    source = target.source
    return {
        "id": target.id, "start": source.start, "end": source.end, "value_text": source.text, "record": record,
        "before": record_of(base) if base else None, "sentence": source.sentence.text,
    }  # fmt: skip
