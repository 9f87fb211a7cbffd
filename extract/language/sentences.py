"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from extract.rules.vocabulary import expression

_END = r"[.!?…]+[\"”')]*\s+(?=[\"“'(\[]?[A-ZĐÀ-ỸƠƯĂÂÊÔ0-9\-–+])"
_PLAIN_END = re.compile(_END)
SENTENCE_END = re.compile(_END + r"|(?<=\.\.\.)\s*(?=[A-ZĐÀ-Ỹ])")
_LONGEST_SENTENCE = 4000  # characters; the longest of corpora/ and tests/twins/ has 1,570
_MOST_NUMBERS = 80  # in a sentence; the most values of one in corpora/ and tests/ are 19 (2026-11-30)
_NUMBER = re.compile(r"\d[\d.,]*")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of text[start:end]."""
    spans = []
    at = start
    dotted = text.find("...", max(0, start - 3), end) >= 0  # seldom, and it takes three times as long
    for match in (SENTENCE_END if dotted else _PLAIN_END).finditer(text, start, end):
        stop = match.end()
        head = text[at : match.start() + 1]
        if expression("no_sentence_end").search(head[-8:]) or stop >= end:
            continue
        spans.append((at, match.end() - len(match.group()) + len(match.group().rstrip())))
        at = stop
    if at < end:
        spans.append((at, end))
    return [part for span in spans for part in _readable(text, *span)]


def _readable(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span in parts no longer than a sentence ever is, and of no more numbers: what reads a sentence may look at
    each pair of its words, and for each value at all the others.
    """
    while (most := _most(text, start, end)) < end:
        least = start + (most - start) // 2
        cut = next((at + 1 for mark in (";", ",", " ") if (at := _last(text, mark, least, most)) >= 0), most)
        while cut == most and cut > least and text[cut - 1].isalnum() and text[cut].isalnum():
            cut = most = most - 1  # not within a word or number, unless there is nothing else
        yield start, cut
        start = cut
    yield start, end


def _last(text: str, mark: str, start: int, end: int) -> int:
    """Where a mark stands last in text[start:end], but for a comma within a number; -1 if nowhere."""
    at = text.rfind(mark, start, end)
    while at >= 0 and mark == "," and text[at + 1 : at + 2].isdigit():
        at = text.rfind(mark, start, at)
    return at


def _most(text: str, start: int, end: int) -> int:
    """Where a sentence from `start` on ends at the latest; `end` where it may be as long as it is."""
    most = min(end, start + _LONGEST_SENTENCE)
    if most - start <= 2 * _MOST_NUMBERS:
        return most
    return next((m.start() for m in islice(_NUMBER.finditer(text, start, most), _MOST_NUMBERS, None)), most)
