"""Every number accounted for: what is in no record is rejected with a reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Protocol

from pydantic import TypeAdapter

from extract.bind.binder import Binder
from extract.contract.faults import UNGUARDED, Guard, Part
from extract.contract.model import Rejection, Target
from extract.contract.offsets import RawOffset, RawSpan
from extract.language.cleaning import HIDDEN, MARKS, seen
from extract.language.striking import struck
from extract.layout.outline import Outline
from extract.mentions.scan import Mention

_IN_TAG = re.compile(r"\w\s*=\s*[\"']?\d|<[a-z]\d|&#x?[0-9a-f]")
_NOTE_MARK = re.compile(r"</?sup>|\[\^?\d+\]")
_ENUMERATED = re.compile(r"\(\s*\d{1,2}\s*\)|(?<!\d)\d{1,2}\s*[).]\s")
_DIGIT = re.compile(r"\d")
_RUN = re.compile(rf"\d\d*(?:[{HIDDEN}{MARKS}]+\d+)*")
_LETTER = re.compile(r"[^\W\d_]")
_TOUCHING = re.compile(r"[^\W_]")
_APART = frozenset({"", *" \t\n.,;:/%()-+\"'*|"})  # the usual signs that part a number from what is beside it
_NEAR = 40  # characters, seen or not
_REJECTIONS = TypeAdapter(list[Rejection])


class Marked(Protocol):
    """A span of the outline's text with the reason why its digits measure nothing."""

    start: int
    end: int
    reason: str


def account(
    raw: str,
    outline: Outline,
    mentions: Sequence[Mention],
    binder: Binder,
    targets: Sequence[Target],
    head: Iterable[Marked],
    guard: Guard = UNGUARDED,
) -> list[Rejection]:
    """Rejections in raw order: head matter, what the stages rejected, periods, labels, and the rest."""
    working = outline.working
    found: dict[RawSpan, str] = {}

    def add(start: int, end: int, reason: str) -> None:
        try:
            put(start, end, reason)
        except BaseException as error:  # its digits are left over, and so unread
            guard.lost(Part("account", working, start, end, "read_simply"), error)

    def put(start: int, end: int, reason: str) -> None:
        span = working.raw_span(start, end)
        if _DIGIT.search(raw[slice(*span)]):
            found.setdefault(span, reason)

    for edge in outline.furniture:
        if _DIGIT.search(raw[slice(*edge)]):
            found.setdefault(edge, "page_furniture")
    for spot in head:
        add(spot.start, spot.end, spot.reason)
    for rejected in binder.rejected:
        add(rejected.start, rejected.end, rejected.reason)
    for mention in mentions:
        if mention.row.kind is not None:
            add(mention.start, mention.end, "period")
    for block in outline.blocks:
        if block.label_end > block.start:
            label = working.text[block.start : block.label_end].rstrip()
            add(block.start, block.start + len(label), "list_ordinal")
    taken = sorted({(RawOffset(t.source.start), RawOffset(t.source.end)) for t in targets})
    spans = sorted(found)
    kept = [s for s in spans if not _inside(taken, s)]
    covered = _merged([*taken, *kept])
    rejections: list[dict[str, Any]] = [
        {"start": a, "end": b, "text": raw[a:b], "reason": found[a, b]} for a, b in kept
    ]
    gone = struck(raw)
    stands = _merged(working.origins)
    for start, end in free(raw):
        if not _inside(covered, (start, end)):
            around = slice(max(start + -_NEAR, RawOffset(0)), start), slice(end, end + _NEAR)
            before, behind = seen(raw[around[0]])[-9:], seen(raw[around[1]])[:6]
            reason = _leftover(f"{before}{raw[start:end]}{behind}".lower())
            if _inside(gone, (start, end)):
                reason = "struck_text"
            elif reason == "unread" and not _inside(stands, (start, end)):
                reason = "footnote_mark"  # the layout took it out of the text
            rejections.append({"start": start, "end": end, "text": raw[start:end], "reason": reason})
    rejections.sort(key=itemgetter("start", "end"))
    return _REJECTIONS.validate_python(rejections)


def unread(raw: str, targets: Sequence[Target]) -> list[Rejection]:
    """Rejections in raw order where nothing is known but the records: every other number is unread."""
    taken = _merged([(RawOffset(t.source.start), RawOffset(t.source.end)) for t in targets])
    return [
        Rejection(start=start, end=end, text=raw[start:end], reason="unread")
        for start, end in free(raw) if not _inside(taken, (start, end))
    ]  # fmt: skip


def free(raw: str) -> Iterator[RawSpan]:
    """Runs of digits, without the digit that a letter touches ("h1", "5g": part of a word).

    A digit behind a mark that stands by itself ("e\u0301" in two) is given: better one too many than one that is lost.
    """
    for match in _RUN.finditer(raw):
        start, end = match.span()
        before, behind = raw[start - 1 : start], raw[end : end + 1]
        if before not in _APART and _LETTER.match(before):
            start += 1
        if behind not in _APART and _TOUCHING.match(raw, end):
            end -= 1
        if start < end:
            yield RawOffset(start), RawOffset(end)


def _leftover(around: str) -> str:
    """The reason for a digit run that nothing read, from the characters around it."""
    if _IN_TAG.search(around):
        return "markup"
    if _NOTE_MARK.search(around):
        return "footnote_mark"
    return "list_ordinal" if _ENUMERATED.search(around) else "unread"


def _merged(spans: list[RawSpan]) -> list[RawSpan]:
    merged: list[RawSpan] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _inside(spans: list[RawSpan], span: RawSpan) -> bool:
    """Whether one of the sorted spans holds this one."""
    at = bisect_right(spans, (span[0], 1 << 60)) - 1
    return at >= 0 and spans[at][0] <= span[0] and span[1] <= spans[at][1]
