"""What a page shows where the source is missing: the sentences that its records hold."""

from __future__ import annotations

from extract.contract.model import Extraction, Target
from extract.views.review.segments import Runs, Span, grouped
from extract.views.review.text_lines import Line, Piece, Run


def sentences(extraction: Extraction) -> tuple[list[Line], list[Span]]:
    """Without its source: the sentences that records hold, and which runs show which record.

    A value is marked where the sentence has it once, or where its characters are those of the source; else it
    stands before its sentence.
    """
    spans: list[Span] = [(0, 0)] * len(extraction.targets)
    held: dict[tuple[int, int, str], list[int]] = {}
    for place, target in enumerate(extraction.targets):
        sentence = target.source.sentence
        held.setdefault((sentence.start, sentence.end, sentence.text), []).append(place)
    lines, number = [], 0
    for (start, _, text), members in sorted(held.items()):
        places = {place: _where(extraction.targets[place], start, text) for place in members}
        line = Line()
        for place in [place for place in members if places[place] is None]:
            words = extraction.targets[place].source.text
            spans[place] = (number, number + 1)
            line.pieces += [Piece((Run(number, words, words),), (place,)), _plain(number + 1, " · ")]
            number += 2
        inside = [(place, span) for place, span in places.items() if span is not None]
        runs = Runs(len(text), [span for _, span in inside])
        for place, span in inside:
            first, last = runs.of(span)
            spans[place] = (number + first, number + last)
        groups = grouped([span for _, span in inside])
        at = 0
        for group in groups:
            first, last = runs.of((group.start, group.end))
            line.pieces += [_plain(number + i, _cut(text, runs, i)) for i in range(at, first)]
            marked = tuple(Run(number + i, _cut(text, runs, i), _cut(text, runs, i)) for i in range(first, last))
            line.pieces.append(Piece(marked, tuple(inside[member][0] for member in group.members)))
            at = last
        line.pieces += [_plain(number + i, _cut(text, runs, i)) for i in range(at, len(runs))]
        line.pieces.append(_plain(number + len(runs), "\n"))
        number += len(runs) + 1
        lines.append(line)
    return lines, spans


def _cut(text: str, runs: Runs, place: int) -> str:
    return text[runs.edges[place] : runs.edges[place + 1]]


def _plain(number: int, text: str) -> Piece:
    return Piece((Run(number, text, text),))


def _where(target: Target, start: int, text: str) -> Span | None:
    words, at = target.source.text, target.source.start - start
    if at >= 0 and words and text[at : at + len(words)] == words:
        return at, at + len(words)
    if words and text.count(words) == 1:
        at = text.index(words)
        return at, at + len(words)
    return None
