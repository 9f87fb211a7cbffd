"""Which record of an extraction a judgment is about, also where text or extractor have changed since."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from extract.contract.model import Extraction, Target
from extract.measure.gold import OTHER
from extract.measure.verdicts import MORE, Record, record_of
from extract.reviewing.identity import added_id
from extract.reviewing.judgments import Judgment

Found = Literal["same", "changed", "lost", "moot"]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a judgment belongs: the record (None where there is none), else the span at which one is to be added.

    `found`: the record is the `same`; the text below has `changed`; it is `lost`; or `moot`, since a record that was
    found wrong is no longer there, or reads otherwise.
    """

    judgment: Judgment
    found: Found
    target: Target | None = None
    span: tuple[int, int] | None = None


def fields_of(target: Target) -> dict[str, Any]:
    """A record's fields as judgments state them."""
    return record_of(target).stated()


class Matcher:
    """Finds the records of one extraction (as the extractor had it).

    `text`: the document as read, if it is at hand; `former`: where records stood that had been added to it, by id.
    """

    def __init__(self, extraction: Extraction, text: str | None = None) -> None:
        self.former: Mapping[str, tuple[int, int]] = {}
        self._sha256 = extraction.document.sha256
        self._extraction, self._text = extraction, text
        self._by_id = {each.id: each for each in extraction.targets}
        self._by_span = _grouped((each.source.start, each.source.end) for each in extraction.targets)
        self._fields: dict[str, dict[str, Any]] = {}

    def match(self, judgment: Judgment) -> Match:
        """Where a judgment belongs."""
        if judgment.sha256 == self._sha256:
            return self._in_same_text(judgment)
        return self._in_other_text(judgment)

    def _in_same_text(self, judgment: Judgment) -> Match:
        """By id and place, else by place and fields."""
        span = (judgment.start, judgment.end)
        at_place = [self._extraction.targets[place] for place in self._by_span.get(span, ())]
        own = next((each for each in at_place if each.id == judgment.id), None)
        if judgment.id is None:
            own = next((each for each in at_place if self._is_missed(each, judgment)), None)
            return Match(judgment, "same", own) if own else Match(judgment, "same", span=span)
        if own is None:
            near = at_place or [each for each in self._extraction.targets if _overlap(each, span)]
            own = self._closest(near, judgment)
        if own is None:
            return Match(judgment, "moot" if judgment.verdict == "wrong" else "lost", span=span)
        return self._standing(judgment, own, "same")

    def _in_other_text(self, judgment: Judgment) -> Match:
        """By id and value, by sentence and value, by what the id begins with and value."""
        value = _plain(judgment.value_text)
        alike = [self._extraction.targets[place] for place in self._by_value.get(value, ())]
        if judgment.id is None:
            return self._missed_in_other_text(judgment, alike)
        own = self._by_id.get(judgment.id)
        if own is not None and _plain(own.source.text) == value:
            return self._standing(judgment, own, "same")
        if own is not None and _base(own.id) != own.id:
            return Match(judgment, "changed")  # the same words with another number
        if judgment.sentence is not None:
            told = _plain(judgment.sentence)
            own = self._closest([each for each in alike if _plain(each.source.sentence.text) == told], judgment)
            if own is not None:
                return self._standing(judgment, own, "same")
        own = self._closest([each for each in alike if _base(each.id) == _base(judgment.id)], judgment)
        if own is not None:
            return self._standing(judgment, own, "changed")
        if judgment.verdict == "wrong":
            return Match(judgment, "moot")
        return Match(judgment, "lost", span=self._place(judgment))

    def _missed_in_other_text(self, judgment: Judgment, alike: list[Target]) -> Match:
        told = _plain(judgment.sentence) if judgment.sentence is not None else None
        fitting = [each for each in alike if told is None or _plain(each.source.sentence.text) == told]
        own = next((each for each in fitting if self._is_missed(each, judgment)), None)
        if own is not None:
            return Match(judgment, "same", own)
        span = self._place(judgment)
        return Match(judgment, "same" if span else "lost", span=span)

    def _standing(self, judgment: Judgment, target: Target, found: Found) -> Match:
        """The match, unless what was found wrong is no longer what stands there."""
        if judgment.verdict == "wrong" and judgment.before is not None:
            if not _agree(judgment.before.stated(), self._of(target)):
                return Match(judgment, "moot")
        return Match(judgment, found, target)

    def _of(self, target: Target) -> dict[str, Any]:
        if target.id not in self._fields:
            self._fields[target.id] = fields_of(target)
        return self._fields[target.id]

    def _closest(self, near: list[Target], judgment: Judgment) -> Target | None:
        """Of the records at its place the one that is most like what was judged; a lone one need not be like it."""
        known = judgment.before or judgment.record
        if known is None:
            return next((each for each in near if _base(each.id) == _base(judgment.id or "")), None)
        stated = known.stated()
        return max(near, key=lambda each: _likeness(stated, self._of(each)), default=None)

    def _is_missed(self, target: Target, judgment: Judgment) -> bool:
        """Whether a record is the one that a judgment adds."""
        return judgment.record is not None and _told(judgment.record.stated()) == _told(self._of(target))

    @cached_property
    def _by_value(self) -> Mapping[str, list[int]]:
        return _grouped(_plain(each.source.text) for each in self._extraction.targets)

    def _place(self, judgment: Judgment) -> tuple[int, int] | None:
        """The one place in this text at which the judged value stands, None where that cannot be told."""
        if self._text is None:
            name = judgment.id or (added_id(judgment) if judgment.record is not None else "")
            if name in self.former:
                return self.former[name]
        spans = [*self._spans(judgment)]
        return spans[0] if len(spans) == 1 else None

    def _spans(self, judgment: Judgment) -> Iterable[tuple[int, int]]:
        value = _plain(judgment.value_text)
        if self._text is not None and judgment.sentence:
            for sentence in in_any_lines(judgment.sentence).finditer(self._text):
                inside = re.compile(rf"(?<!\w){re.escape(judgment.value_text)}(?!\w)")
                yield from (each.span() for each in inside.finditer(self._text, *sentence.span()))
            return
        told = _plain(judgment.sentence) if judgment.sentence else None
        numbers = [(each.start, each.end) for each in self._extraction.rejected if _plain(each.text) == value]
        numbers += [(each.source.start, each.source.end) for each in self._extraction.targets
                    if _plain(each.source.text) == value]  # fmt: skip
        known = [(each.source.sentence.start, each.source.sentence.end) for each in self._extraction.targets
                 if told is not None and _plain(each.source.sentence.text) == told]  # fmt: skip
        within = {span for span in numbers if any(a <= span[0] and span[1] <= b for a, b in known)}
        yield from sorted(within or {*numbers})


def _grouped(keys: Iterable[Any]) -> dict[Any, list[int]]:
    """The places of each key, in order."""
    found: dict[Any, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        found[key].append(place)
    return found


def _overlap(target: Target, span: tuple[int, int]) -> bool:
    return target.source.start < span[1] and span[0] < target.source.end


def _plain(text: str) -> str:
    return " ".join(text.split())


def in_any_lines(sentence: str) -> re.Pattern[str]:
    """A sentence as it may stand in a text, whose lines break elsewhere."""
    return re.compile(r"\s+".join(map(re.escape, sentence.split())))


def _base(id: str) -> str:
    """An id without the mark of its sentence: what is measured, for whom and by when."""
    return id.partition("#")[0]


def _told(stated: Mapping[str, Any]) -> tuple[Any, ...]:
    """What tells records at one number apart (see judgments.subject)."""
    period = stated["period"]
    return stated["kind"], stated["indicator"], stated["level"], period and period["end"]


def _likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    return sum(other.get(name) == value for name, value in one.items())


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two records are the same in the fields of gold; the words of a known indicator are no matter."""
    free = {*MORE, *(["indicator_text"] if one["indicator"] != OTHER else [])}
    return all(other.get(name) == value for name, value in one.items() if name not in free)


def stated_differently(record: Record, target: Target) -> set[str]:
    """The fields in which a judgment's record is not the extractor's."""
    has = fields_of(target)
    return {name for name, value in record.stated().items() if has.get(name) != value}
