"""A document with what people said of it, and how it changes by one more word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from extract.contract.model import Extraction, Target
from extract.reviewing.applying import applied
from extract.reviewing.judgments import Judgment
from extract.reviewing.settling import Conflict, last_words


@dataclass(slots=True)
class State:
    """A document with what people said of it.

    `base`: as the extractor had it; `words`: the last of each reviewer on each record, by id; `missed`: those on
    records that were missed, in the order of time; `conflicts`: by id.
    """

    extraction: Extraction
    base: Extraction
    judgments: tuple[Judgment, ...]
    conflicts: dict[str, Conflict]
    words: dict[str, tuple[Judgment, ...]] = field(default_factory=dict)
    missed: tuple[Judgment, ...] = ()
    targets: dict[str, Target] = field(default_factory=dict)
    bases: dict[str, Target] = field(default_factory=dict)
    judged: int = 0
    """How many records somebody has judged."""
    by: tuple[tuple[str, int], ...] = ()
    """How many each reviewer has, by name."""

    def __post_init__(self) -> None:
        last = last_words(self.judgments)
        by_id: dict[str, list[Judgment]] = {}
        for each in (word for said in last.values() for word in said if word.id is not None):
            by_id.setdefault(str(each.id), []).append(each)
        self.words = {id: tuple(said) for id, said in by_id.items()}
        self.missed = tuple(word for said in last.values() for word in said if word.id is None)
        self.targets = {each.id: each for each in self.extraction.targets}
        self.bases = {each.id: each for each in self.base.targets}
        said = [self.said(each.id) for each in self.extraction.targets]
        self.judged = sum(map(bool, said))
        self.by = tuple(sorted(Counter(word.by for words in said for word in words).items()))

    def said(self, id: str) -> tuple[Judgment, ...]:
        """The last words on a record, also on one that people added."""
        target = self.targets.get(id)
        own = self.words.get(id, ())
        if target is None or id in self.bases:
            return own
        place = target.source.start, target.source.end
        return (*(each for each in self.missed if (each.start, each.end) == place), *own)

    def version(self, id: str) -> str | None:
        """What tells a record and all that was said of it from what they were before; None where there is none."""
        target = self.bases.get(id) or self.targets.get(id)
        if target is None:
            return None
        told = sha256(target.model_dump_json().encode())
        for each in self.said(id):
            told.update(each.line().encode())
        return told.hexdigest()[:16]

    def open(self) -> list[Target]:
        """The records that nobody has judged."""
        return [each for each in self.extraction.targets if not self.said(each.id)]


def laid_alone(state: State, judgments: Sequence[Judgment], new: Sequence[Judgment]) -> State | None:
    """The state with `new` words, all on records of the extractor, where they touch nothing else; else None.

    `judgments`: all, in the order of time.  What comes of it is what laying all of them anew would give: each word is
    on a record that stands where it stood, and no warning changes.
    """
    about = {each.id for each in new}
    spans = {each.id: (each.source.start, each.source.end) for each in state.base.targets}
    digest = state.base.document.sha256
    if not all(_plain(each, spans, digest) for each in judgments) or not about:
        return None
    few = tuple(each for each in state.base.targets if each.id in about)
    found = applied(state.base.model_copy(update={"targets": few}), [each for each in judgments if each.id in about])
    if found.conflicts.keys() != state.conflicts.keys() & about or found.changed or found.lost or found.moot:
        return None
    by_id = {each.id: each for each in found.extraction.targets}
    if by_id.keys() != about:
        return None
    targets = tuple(by_id.get(each.id, each) for each in state.extraction.targets)
    extraction = state.extraction.model_copy(update={"targets": targets})
    return State(extraction, state.base, tuple(judgments), {**state.conflicts, **found.conflicts})


def _plain(judgment: Judgment, spans: dict[str, tuple[int, int]], digest: str) -> bool:
    """Whether a judgment is on a record of the extractor, in this very text, at its place."""
    place = spans.get(judgment.id or "")
    return judgment.sha256 == digest and place == (judgment.start, judgment.end)


def as_before(new: Extraction, old: Extraction) -> Extraction:
    """The new one, with the very records of the old one where they are the same; the old one if all is."""
    known = {each.id: each for each in old.targets}
    kept = tuple(known[each.id] if each == known.get(each.id) else each for each in new.targets)
    made = new.model_copy(update={"targets": kept})
    return old if made == old else made
