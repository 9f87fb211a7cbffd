"""Damaged text made readable, every restored word still tied to the characters it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from extract.restore.adapt import Adapter
from extract.restore.decode import Decoder
from extract.restore.detect import judge
from extract.restore.language import Floats, Ints
from extract.restore.lattice import Lattice, Slot
from extract.restore.model import Model, shipped
from extract.restore.syllables import CAPITALS, case_of, cased, stripped
from extract.restore.units import BOUNDARY
from extract.text import Working, replaced

AT_ONCE = 120_000  # characters decoded together: bounds the memory, and is plenty to learn a file's errors from
ROUNDS = 2  # re-estimations of the channel on the document
DOUBTFUL = 0.8  # confidence below which a word is listed even if it stayed as it was
_SURE_DIGITS = 0.995  # a number is turned into a word only at this confidence (twins: 62 right, 0 wrong)
_BATCH = 60_000  # characters restored (and adapted to) at once
_POOR = -12.0  # log probability of a reading that is as good as none
_ENOUGH = 12  # words that say whether a text can be read
_UNREADABLE = 0.35  # share of words that nothing could be made of, from which a text is not Vietnamese
_LABEL = re.compile(r"^[ \t]*([^\s\d)])\)(?=[ \t])", re.MULTILINE)
_ORDER = "abcdđeghiklmnopqrstuvxy"
_LOOKS = {"¢": "c", "€": "e", "ä": "a", "đ": "đ"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word that was changed, or that is in doubt; offsets are those of the raw text."""

    raw_start: int
    raw_end: int
    raw: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Restored:
    """A text after restoration: `working` is the very object given where nothing was touched."""

    working: Working
    state: Literal["clean", "restored"]
    tokens: list[Token] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Edit:
    start: int
    end: int
    text: str
    confidence: float
    doubtful: bool = False


def restore(working: Working, model: Model | None = None) -> Restored:
    """The text with its damaged and stripped blocks restored; clean and foreign ones are not touched."""
    text = working.text
    blocks = judge(text)
    notices: list[tuple[str, str]] = []
    edits: list[_Edit] = []
    spans = {v: [(a, b) for a, b, verdict in blocks if verdict == v] for v in ("damaged", "stripped", "foreign")}
    if spans["damaged"] or spans["stripped"]:
        model = model or shipped()
        for kind in ("damaged", "stripped"):
            if spans[kind]:
                for group in _groups(text, spans[kind]):
                    found = _edits(model, text, group, strict=kind == "stripped")
                    if found is None:
                        spans["foreign"].extend(group)
                    else:
                        edits.extend(found)
    foreign = sum(b - a for a, b in spans["foreign"])
    if foreign > len(text) / 2:
        notices.append(("not_vietnamese", "Most of this text does not read as Vietnamese; it was left as it is."))
    if not edits:
        return Restored(working, "clean", [], notices)
    edits = _apart(edits)
    changed = [e for e in edits if e.text != text[e.start : e.end]]
    result = replaced(working, [(e.start, e.end, e.text) for e in changed])
    tokens = []
    for e in edits:
        if e.doubtful or e.text != text[e.start : e.end]:
            a, b = working.raw_span(e.start, e.end)
            tokens.append(Token(a, b, text[e.start : e.end], e.text, round(e.confidence, 3)))
    if changed:
        doubtful = sum(e.confidence < DOUBTFUL for e in edits)
        notices.append(
            ("text_restored", f"Diacritics were restored in {len(changed)} words; {doubtful} of them are doubtful.")
        )
    return Restored(result, "restored" if changed else "clean", tokens, notices)


def _apart(edits: list[_Edit]) -> list[_Edit]:
    """Edits in order, each place edited once."""
    found: list[_Edit] = []
    for edit in sorted(edits, key=lambda e: e.start):
        if not found or edit.start >= found[-1].end:
            found.append(edit)
    return found


def _batches(text: str, spans: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Spans in groups of some `_BATCH` characters, the long ones cut between lines or words."""
    group: list[tuple[int, int]] = []
    size = 0
    for start, end in spans:
        while start < end:
            stop = min(end, start + _BATCH - size)
            if stop < end:
                cut = max(text.rfind("\n", start, stop), 0) or text.rfind(" ", start, stop)
                stop = cut + 1 if cut > start else stop
            group.append((start, stop))
            size += stop - start
            start = stop
            if size > _BATCH * 0.9:
                yield group
                group, size = [], 0
    if group:
        yield group


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span in pieces of at most `AT_ONCE` characters, cut behind a line's end, else a space, else anywhere."""
    while end - start > AT_ONCE:
        stop = start + AT_ONCE
        line, space = text.rfind("\n", start + AT_ONCE // 2, stop), text.rfind(" ", start + AT_ONCE // 2, stop)
        stop = next((at + 1 for at in (line, space) if at >= 0), stop)
        yield start, stop
        start = stop
    yield start, end


def _groups(text: str, spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The pieces of spans that are decoded together, at most `AT_ONCE` characters of them."""
    found: list[list[tuple[int, int]]] = []
    room = 0
    for span in spans:
        for start, end in _pieces(text, *span):
            if end - start > room:
                found.append([])
                room = AT_ONCE
            found[-1].append((start, end))
            room -= end - start
    return found


def _edits(model: Model, text: str, spans: list[tuple[int, int]], strict: bool) -> list[_Edit] | None:
    """What to write in the place of what; None if the text is not Vietnamese after all."""
    reader = model.strict if strict else model.reader
    reader.trim()
    found: list[_Edit] = []
    words = poor = 0
    for group in _batches(text, spans):
        lattice = Lattice()
        for start, end in group:
            reader.read(text, start, end, lattice)
        if not lattice.slots:
            continue
        ids, scores, offsets = lattice.flat(model.titles)
        decoder = Decoder(model.language, ids, scores, offsets, model.language.index[BOUNDARY])
        chances = decoder.posteriors(scores)
        if not strict:
            adapter = Adapter(lattice, offsets)
            for _ in range(ROUNDS):
                chances = decoder.posteriors(adapter.scores(scores, chances))
        places, best = _chosen(offsets, chances)
        open_ones = [t for t, slot in enumerate(lattice.slots) if slot.options.found is not None]
        words += len(open_ones)
        poor += int((scores[places[open_ones]] < _POOR).sum())
        found.extend(_written(model, text, lattice, ids[places], best))
    if words >= _ENOUGH and poor > _UNREADABLE * words:
        return None
    return found + [edit for start, end in spans for edit in _labels(text, start, end)]


def _chosen(offsets: Ints, chances: Floats) -> tuple[Ints, Floats]:
    """The likeliest alternative of each position, and how likely it is."""
    best = np.maximum.reduceat(chances, offsets[:-1])
    places = np.flatnonzero(chances == np.repeat(best, np.diff(offsets)))
    at = np.searchsorted(places, offsets[:-1])
    return places[at], best


def _written(model: Model, text: str, lattice: Lattice, chosen: Ints, best: Floats) -> list[_Edit]:
    """Edits of the words that are changed or in doubt."""
    words = model.language.words
    found = []
    for slot, place, chance in zip(lattice.slots, chosen.tolist(), best.tolist(), strict=True):
        if slot.end == slot.start:
            continue
        raw = text[slot.start : slot.end]
        written = _spelt(model, slot, raw, words[place], chance)
        if slot.cut:
            written = " " + written
        if written != raw or (chance < DOUBTFUL and slot.options.found is not None):
            found.append(_Edit(slot.start, slot.end, written, chance, chance < DOUBTFUL))
    return found


def _spelt(model: Model, slot: Slot, raw: str, word: str, chance: float) -> str:
    """What is written for a slot whose likeliest alternative is `word`."""
    if raw.isdigit() and (word[0] == "<" or chance < _SURE_DIGITS):
        return raw
    if word[0] == "<":
        if slot.cut and raw[0] in "oO" and raw[1:].isdigit():
            return "0" + raw[1:]
        known = model.abbreviations.get(stripped(raw)) if case_of(raw) == CAPITALS else None
        return known or raw
    if word == raw.lower() and slot.options.length == len(raw):
        return raw
    return cased(word, slot.case)


def _labels(text: str, start: int, end: int) -> list[_Edit]:
    """Item labels a) b) c) d) đ) in their order: what stands for c after b, and the d that is a đ."""
    found: list[_Edit] = []
    before = ""
    for match in _LABEL.finditer(text, start, end):
        label = match.group(1)
        wanted = _ORDER[_ORDER.index(before) + 1 : _ORDER.index(before) + 2] if before in _ORDER and before else "a"
        read = label
        if label == "d" and before == "d":
            read = "đ"
        elif _LOOKS.get(label) == wanted:
            read = wanted
        if read != label:
            found.append(_Edit(match.start(1), match.end(1), read, 0.9))
        before = read
    return found
