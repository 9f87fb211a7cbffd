"""Which record of one output is which of the other.

Records that say the same are paired first.  The rest are paired best agreement first, and only where they can
be the same record: the same characters, the same sentence, or a sentence that was edited.  Everything here is
symmetric: exchanging the two sides exchanges the sides of every pair and nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from extract.contract.model import Target
from extract.views.diff.fields import amount_key, core, name_key, rules_of
from extract.views.diff.joining import joined

Two = tuple[Target, Target]
Score = tuple[int, int, int]
"""Of a pair that may be one record: how sure the place is, how many fields agree, how many words are shared."""

_NO_LETTER = re.compile(r"[\W\d_]+")
_WORDS = re.compile(r"\w+")
EDITED = 60
"""Percent of shared words from which two sentences with one indicator are one, edited (set by hand)."""
REREAD = 75
"""The same for sentences whose numbers agree and whose indicators do not."""
MOST = 20_000
"""Candidate pairs looked at in one group of like records; beyond it only neighbours are."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Every record of both sides, once: paired, or on one side only; in the order of the text."""

    pairs: tuple[Two, ...]
    lost: tuple[Target, ...]
    gained: tuple[Target, ...]


class _Seen:
    """A record and what it is recognised by."""

    __slots__ = ("amount", "frame", "letters", "name", "target", "words")

    def __init__(self, target: Target) -> None:
        sentence = target.source.sentence.text.lower()
        self.target = target
        self.letters = _NO_LETTER.sub("", sentence)
        self.words = frozenset(_WORDS.findall(sentence))
        self.name = name_key(target)
        self.amount = amount_key(target)
        self.frame = (target.kind, target.level, target.period)


def matched(old: Sequence[Target], new: Sequence[Target], *, same_source: bool) -> Matching:
    """Pair the records of one document; `same_source`: both sides were read from the same bytes."""
    sides = _ordered(old), _ordered(new)
    pairs, left, right = _alike(*sides, same_source)
    olds, news = [_Seen(target) for target in left], [_Seen(target) for target in right]
    judge = _judge_same if same_source else _judge_edited
    scored = []
    for i, j in set(_candidates(olds, news, same_source)):
        score = judge(olds[i], news[j])
        if score is not None:
            # Ties between pairs that share a record are settled by distance, then by i + j: no side is preferred.
            scored.append((tuple(-each for each in score), abs(i - j), i + j, i, j))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for *_, i, j in sorted(scored):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((left[i], right[j]))
    pairs.sort(key=lambda pair: _place(pair[1]))
    return Matching(
        tuple(pairs),
        tuple(target for i, target in enumerate(left) if i not in taken_old),
        tuple(target for j, target in enumerate(right) if j not in taken_new),
    )


def _place(target: Target) -> tuple[object, ...]:
    return target.source.start, target.source.end, target.id


def _ordered(targets: Sequence[Target]) -> list[Target]:
    return sorted(targets, key=_place)


def _alike(old: list[Target], new: list[Target], same_source: bool) -> tuple[list[Two], list[Target], list[Target]]:
    """The records that say the same in the same words paired, strictest likeness first, and the rest of each side.

    In one and the same text a record is also held to its characters: two figures of one sentence are two.
    """

    def said(target: Target) -> tuple[object, ...]:
        source = target.source
        place = (source.start, source.end) if same_source else ()
        return core(target), source.text, source.sentence.text, *place

    def explained(target: Target) -> tuple[object, ...]:
        return said(target), target.confidence, rules_of(target), target.indicator.text

    def placed(target: Target) -> tuple[object, ...]:
        return explained(target), target.source.section

    pairs: list[Two] = []
    for key in (placed, explained, said):
        like, old, new = joined(old, new, key)
        pairs += like
    return pairs, old, new


def _candidates(olds: list[_Seen], news: list[_Seen], same_source: bool) -> Iterator[tuple[int, int]]:
    """Places of records that may be one: each group of likes, and in one and the same text what overlaps."""
    keys: list[Callable[[_Seen], Hashable]] = [lambda seen: seen.letters]
    if same_source:
        yield from _overlapping(olds, news)
    else:
        keys.append(lambda seen: (seen.name, seen.frame, seen.target.measure.unit))
        keys.append(lambda seen: (seen.target.source.text, seen.amount))
    for key in keys:
        groups: defaultdict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, records in enumerate((olds, news)):
            for i, seen in enumerate(records):
                groups[key(seen)][side].append(i)
        for left, right in groups.values():
            if left and right:
                yield from _near(left, right)


def _near(left: list[int], right: list[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a group, or in a very large one each with its neighbours only."""
    reach = max(MOST // max(len(left), len(right)), 1)
    for place, i in enumerate(left):
        for j in right[max(place - reach, 0) : place + reach + 1]:
            yield i, j


def _overlapping(olds: list[_Seen], news: list[_Seen]) -> Iterator[tuple[int, int]]:
    """Places of records whose value expressions share characters."""
    starts = [seen.target.source.start for seen in news]
    longest = max((seen.target.source.end - seen.target.source.start for seen in news), default=0)
    for i, seen in enumerate(olds):
        source = seen.target.source
        first = bisect_left(starts, source.start - longest)
        for j in range(first, bisect_left(starts, source.end)):
            if news[j].target.source.end > source.start:
                yield i, j


def _agreement(one: _Seen, two: _Seen) -> int:
    """How many fields agree, what is measured and how much weighing most."""
    a, b = one.target, two.target
    return (
        32 * (one.name == two.name)
        + 24 * (one.amount == two.amount)
        + 6 * (a.period == b.period)
        + 6 * (a.level == b.level)
        + 6 * (a.kind == b.kind)
        + 4 * (a.measure.unit == b.measure.unit)
        + 2 * (a.measure.relation == b.measure.relation)
        + 2 * (a.part == b.part)
        + (a.source.section == b.source.section)
    )


def _shared(one: _Seen, two: _Seen) -> int:
    """Percent of the words of two sentences that both have (Dice)."""
    both = len(one.words) + len(two.words)
    return 200 * len(one.words & two.words) // both if both else 100


def _judge_same(one: _Seen, two: _Seen) -> Score | None:
    """How well two records of one and the same text agree; None where they are two."""
    a, b = one.target.source, two.target.source
    name, amount = one.name == two.name, one.amount == two.amount
    reviewed = one.target.id == two.target.id and (one.target.reviewed or two.target.reviewed)
    if not name and not amount and not reviewed:
        return None
    if (a.start, a.end) == (b.start, b.end):
        return 2, _agreement(one, two), 0
    if a.start < b.end and b.start < a.end:
        return 1, _agreement(one, two), 0
    within = a.sentence.start < b.sentence.end and b.sentence.start < a.sentence.end
    if within and name and (amount or one.frame == two.frame):
        return 0, _agreement(one, two), 0
    return None


def _judge_edited(one: _Seen, two: _Seen) -> Score | None:
    """How well two records of an edited text agree; None where they are two."""
    name, amount = one.name == two.name, one.amount == two.amount
    if not name and not amount:
        return None
    frame = one.frame == two.frame
    if one.letters == two.letters:
        if _same_spot(one, two):
            return 1, _agreement(one, two), 100
        return (0, _agreement(one, two), 100) if name and (amount or frame) else None
    shared = _shared(one, two)
    unit = one.target.measure.unit == two.target.measure.unit
    if name and frame and (amount or (unit and shared >= EDITED)):
        return 0, _agreement(one, two), shared
    text = one.target.source.text == two.target.source.text
    if amount and text and shared >= REREAD:
        return 0, _agreement(one, two), shared
    return None


def _same_spot(one: _Seen, two: _Seen) -> bool:
    """Whether two numbers stand at one spot of a sentence in the same words: as far in, or the only such number."""
    a, b = one.target.source, two.target.source
    if a.start - a.sentence.start == b.start - b.sentence.start:
        return True
    return a.text == b.text and all(s.sentence.text.count(s.text) == 1 for s in (a, b))
