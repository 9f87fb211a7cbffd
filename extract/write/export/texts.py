"""The text that records stand in, for tools that show them in it: the document, or without it the sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.contract.failures import ReadError
from extract.contract.model import Extraction, Head, Target
from extract.readers import holding, read_all

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and where in it each record's value stands by its id (code points); none for one that is not found.

    `whole`: it is the document as read, and the places are the records' own.
    """

    text: str
    places: Mapping[str, Span]
    whole: bool


def raw_of(head: Head, folders: Sequence[Path]) -> str | None:
    """The document's text, if its file is found at its path from one of the folders and is still the one read."""
    for folder in folders:
        path = folder / head.source
        try:
            sources = read_all(path) if holding(path) else []
        except (ReadError, OSError, ValueError):
            continue
        for source in sources:
            if source.sha256 == head.sha256:
                return source.raw
    return None


def within(target: Target) -> Span | None:
    """Where the value stands in its readable sentence; None where it cannot be told."""
    where, exact = target.source, target.source.text
    text, at = where.sentence.text, where.start - where.sentence.start
    if at < 0 or text[at : at + len(exact)] != exact:
        at = text.find(exact) if text.count(exact) == 1 else -1
    return (at, at + len(exact)) if at >= 0 else None


def _excerpt(targets: Iterable[Target]) -> Text:
    """The sentences of records, each once, a line each."""
    starts: dict[tuple[int, int, str], int] = {}
    lines: list[str] = []
    places: dict[str, Span] = {}
    length = 0
    for target in sorted(targets, key=lambda each: (each.source.sentence.start, each.source.start)):
        sentence = target.source.sentence
        key = sentence.start, sentence.end, sentence.text
        if key not in starts:
            starts[key] = length
            lines.append(sentence.text)
            length += len(sentence.text) + 1
        found = within(target)
        if found is not None:
            places[target.id] = starts[key] + found[0], starts[key] + found[1]
    return Text("\n".join(lines), places, whole=False)


def text_of(extraction: Extraction, folders: Sequence[Path]) -> Text:
    """The text of a document with the places of the records that stand."""
    raw = raw_of(extraction.document, folders)
    spans = {each.id: each.source for each in extraction.standing}
    if raw is None or any(raw[at.start : at.end] != at.text for at in spans.values()):
        return _excerpt(extraction.standing)
    return Text(raw, {id: (at.start, at.end) for id, at in spans.items()}, whole=True)
