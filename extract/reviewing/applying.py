"""Judgments laid on an extraction: what people said becomes part of the records, and can be taken off again.

    applied(extraction, store.of("phu-yen")).extraction

It starts from what the extractor had (`unreviewed`), so that doing it twice, or with other judgments, gives the same as
doing it once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count

from extract.contract.failures import notice
from extract.contract.model import Extraction, Notice, Reviewed, Source, Target
from extract.reviewing.identity import added_id
from extract.reviewing.judgments import Judgment, subject
from extract.reviewing.matching import Match, Matcher
from extract.reviewing.recording import added, corrected, source_of
from extract.reviewing.settling import Conflict, Settled, Word, last_words, settled

NOTICES = ("review_conflict", "review_text_changed", "review_not_found")
"""Codes of the warnings that reviewing leaves in an output."""
_NAMED = 10  # records that a warning names


@dataclass(frozen=True, slots=True)
class Applied:
    """An extraction with what people said, and how it went.

    `counts`: records by verdict (right, corrected, wrong, added).  The rest are ids of records: on which reviewers
    differ; below which the text has changed; that are no longer found; that were found wrong and are gone.  An id of
    `lost` may stand in the extraction all the same: a record that people vouch for at a place that is still known.
    """

    extraction: Extraction
    counts: dict[str, int]
    conflicts: dict[str, Conflict]
    changed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    moot: tuple[str, ...] = ()


def unreviewed(extraction: Extraction) -> Extraction:
    """The extraction as the extractor had it."""
    kept = [as_extracted(each) for each in extraction.targets if not _is_added(each)]
    told = tuple(each for each in extraction.warnings if each.code not in NOTICES)
    return extraction.model_copy(update={"targets": tuple(kept), "warnings": told})


def _is_added(target: Target) -> bool:
    return target.reviewed is not None and target.reviewed.verdict == "added"


def as_extracted(target: Target) -> Target:
    """A record as the extractor had it."""
    if target.reviewed is None:
        return target
    was = target.reviewed.was or {}
    return Target.model_validate({**dict(target), **was, "reviewed": None})


def applied(extraction: Extraction, judgments: Iterable[Judgment], text: str | None = None) -> Applied:
    """The extraction with the judgments of its document laid on it; those on other documents are left out.

    `text`: the document as read; by it a value that the extractor does not know is found again in another text, and
    the sentence around it.  Without it such a record stays where the extraction has it.
    """
    base = unreviewed(extraction)
    own = [each for each in judgments if each.document == base.document.id]
    if not own:
        return Applied(base, _counts(()), {})
    former = {each.id: each.source for each in extraction.targets if _is_added(each)}
    return _Laying(base, text, former).laid(own)


class _Laying:
    """One extraction, and the judgments that are laid on it."""

    def __init__(self, base: Extraction, text: str | None, former: dict[str, Source]) -> None:
        self._base, self._text, self._former = base, text, former
        self._matcher = Matcher(base, text)
        self._new: dict[str, tuple[tuple[int, int], str]] = {}  # what may be added: its span, the id it asks for
        self._told: dict[str, dict[str, None]] = {"changed": {}, "lost": {}, "moot": {}}

    def laid(self, judgments: list[Judgment]) -> Applied:
        """What comes of it."""
        claimed = {(each.start, each.end) for each in judgments
                   if each.verdict == "missed" and each.sha256 == self._base.document.sha256}  # fmt: skip
        spans = {id: (each.start, each.end) for id, each in self._former.items()}
        self._matcher.former = {id: span for id, span in spans.items() if span not in claimed}
        decided = settled(self._keyed(sorted(judgments, key=lambda each: (each.at, each.by))))
        kept = [self._reviewed(each, decided.words.get((each.id,))) for each in self._base.targets]
        names = dict(self._named())
        targets = _in_reading_order(kept, [*self._added(decided, names)])
        conflicts = {names.get(id, id): each for id, each in self._ids(decided)}
        said = {id for (id,) in last_words(map(_named, judgments))}  # what was taken back is no news
        told = {name: tuple(id for id in ids if id in said) for name, ids in self._told.items()}
        warnings = (*self._base.warnings, *_notices(conflicts, told["changed"], told["lost"]))
        extraction = self._base.model_copy(update={"targets": targets, "warnings": warnings})
        return Applied(extraction, _counts(targets), conflicts, told["changed"], told["lost"], told["moot"])

    def _keyed(self, judgments: list[Judgment]) -> Iterator[Judgment]:
        """The judgments, each with the id of the record that it is about in this extraction; of one that is to be
        added, a key of its own.
        """
        missed: dict[str, list[Judgment]] = {}
        for each in judgments:
            if each.verdict == "missed":
                missed.setdefault(added_id(each), []).append(each)
        for each in judgments:
            match = self._matcher.match(each)
            by_hand = missed.get(each.id.partition("~")[0]) if each.id and match.target is None else None
            if by_hand:  # on a record that was added by hand
                place = (each.start, each.end)
                first = next((one for one in by_hand if (one.start, one.end) == place), by_hand[0])
                moved = first.model_copy(update={"start": each.start, "end": each.end, "sha256": each.sha256})
                found = self._matcher.match(moved)
                yield from self._placed(Match(each, found.found, found.target, found.span), moved)
            else:
                yield from self._placed(match, each)

    def _placed(self, match: Match, what: Judgment) -> Iterator[Judgment]:
        """The judgment with the id of its record, or with a key; `what`: the judgment that added the record."""
        judgment, span = match.judgment, match.span
        name = what.id or (added_id(what) if what.record is not None else None)
        if name is None:  # it takes back what was missed, and does not say what
            return
        if match.found != "same" and judgment.verdict != "withdrawn":
            self._told[match.found][name] = None
        if match.target is not None:
            yield judgment.model_copy(update={"id": match.target.id})
        elif span is not None and match.found != "moot":
            about = what.id if what.id is not None else subject(what)[3:]
            key = repr((span, about))
            self._new.setdefault(key, (span, name))
            yield judgment.model_copy(update={"id": key})

    def _reviewed(self, target: Target, word: Word | None) -> Target:
        """A record with what stands of it."""
        if word is None:
            return target
        by = ", ".join(word.by)
        if word.judgment.record is None:
            reviewed = Reviewed(verdict="wrong", by=by, at=word.judgment.at)
            return target.model_copy(update={"reviewed": reviewed})
        return corrected(target, word.judgment, by)

    def _named(self) -> Iterator[tuple[str, str]]:
        """The keys of what may be added, in the order of the text, each with an id that is the record's alone."""
        taken = {each.id for each in self._base.targets}
        for key, (_, asked) in sorted(self._new.items(), key=lambda item: (item[1], item[0])):
            plain = asked.partition("~")[0]
            tries = chain([asked], (f"{plain}~{number}" for number in count(2)))
            name = next(each for each in tries if each not in taken)
            taken.add(name)
            yield key, name

    def _added(self, decided: Settled, names: dict[str, str]) -> Iterator[Target]:
        """The records that people add, in the order of the text."""
        for key, name in names.items():
            word = decided.words.get((key,))
            if word is not None and word.judgment.record is not None:
                yield added(
                    word.judgment, self._source(word.judgment, self._new[key][0], name), name, ", ".join(word.by)
                )

    def _source(self, judgment: Judgment, span: tuple[int, int], id: str) -> Source:
        """Where a record that is added stands; without the text, as it was found when the text was at hand."""
        known = self._former.get(id)
        if self._text is None and known is not None and (known.start, known.end) == span:
            return known
        return source_of(judgment, span, self._base, self._text)

    def _ids(self, decided: Settled) -> Iterator[tuple[str, Conflict]]:
        """What is in dispute, by id or key, in the order of the text."""
        order = {each.id: place for place, each in enumerate(self._base.targets)}
        found = [(str(key[0]), each) for key, each in decided.conflicts.items()]
        yield from sorted(found, key=lambda item: (order.get(item[0], len(order)), item[0]))


def _named(judgment: Judgment) -> Judgment:
    """A judgment with the id that the record has, or would have if it is added."""
    if judgment.id is not None or judgment.record is None:
        return judgment.model_copy(update={"id": judgment.id or ""})
    return judgment.model_copy(update={"id": added_id(judgment)})


def _in_reading_order(kept: list[Target], new: list[Target]) -> tuple[Target, ...]:
    """The extractor's records in its order, each added one before the first that stands behind it."""
    found = [*kept]
    for target in new:
        place = (target.source.start, target.source.end)
        at = next((n for n, each in enumerate(found) if (each.source.start, each.source.end) > place), len(found))
        found.insert(at, target)
    return tuple(found)


def _counts(targets: Iterable[Target]) -> dict[str, int]:
    found = Counter(each.reviewed.verdict for each in targets if each.reviewed is not None)
    return {verdict: found[verdict] for verdict in ("right", "corrected", "wrong", "added")}


def _notices(conflicts: Iterable[str], changed: Iterable[str], lost: Iterable[str]) -> Iterator[Notice]:
    """What a reader should know."""
    if ids := sorted(conflicts):
        yield Notice.of(notice("review_conflict.records", count=len(ids), records=_some(ids)))
    if ids := sorted(changed):
        yield Notice.of(notice("review_text_changed.records", count=len(ids), records=_some(ids)))
    if ids := sorted(lost):
        yield Notice.of(notice("review_not_found.records", count=len(ids), records=_some(ids)))


def _some(ids: list[str]) -> str:
    return "; ".join(ids[:_NAMED]) + ("; …" if len(ids) > _NAMED else "")
