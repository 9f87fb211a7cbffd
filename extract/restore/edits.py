"""Damaged or stripped text decoded: what to write in the place of what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from extract.language.syllables import CAPITALS, case_of, cased, stripped
from extract.restore.adapt import Adapter
from extract.restore.candidates import HOOKED
from extract.restore.decode import Decoder
from extract.restore.lattice import Lattice
from extract.restore.ngrams import Floats, Ints
from extract.restore.packed import Model
from extract.restore.restored import DOUBTFUL
from extract.restore.tokens import BOUNDARY, ROMAN

ROUNDS = 2  # re-estimations of the channel on the document
_SURE_DIGITS = 0.995  # a number is turned into a word only at this confidence (twins: 62 right, 0 wrong)
_BATCH = 60_000  # characters restored (and adapted to) at once
_POOR = -12.0  # log probability of a reading that is as good as none
_ENOUGH = 12  # words that say whether a text can be read
_UNREADABLE = 0.35  # share of words that nothing could be made of, from which a text is not Vietnamese
_LABEL = re.compile(r"^[ \t]*([^\s\d)])\)(?=[ \t])", re.MULTILINE)
_ROMAN_LABEL = re.compile(r"^[ \t]*((?=[^ .]{0,4}[IVX])[IVXli1|]{2,5}|l{2,3})(?=\s?[.–-]\s+[^\W\d_])", re.MULTILINE)
_PER_MILLE = re.compile(r"(?<=\d)%[oce](?!\w)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONG_YEAR = re.compile(r"(?<=[nN]\wm )(?:19|20)\d{3}(?![\d%]|[.,/]\d)")  # behind "năm", however that was read
_OFTEN = 3  # times a document names a year that may be meant
_GUESSED = 0.6  # how sure a year is of which one figure too many is read
_AS_ONE = str.maketrans("li1|", "IIII")
_ORDER = "abcdđeghiklmnopqrstuvxy"
_LOOKS = {"¢": "c", "€": "e", "ä": "a", "đ": "đ"}


Edit = tuple[int, int, str, float, bool]
"""text[start:end] becomes another text, with this confidence (to three places), and whether that is a doubtful one."""


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


def edits_of(model: Model, text: str, spans: list[tuple[int, int]], strict: bool) -> list[Edit] | None:
    """What to write in the place of what; None if the text is not Vietnamese after all."""
    reader = model.strict if strict else model.reader
    reader.trim()
    found: list[Edit] = []
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
        options, which = lattice.distinct()
        open_ones = places[np.array([each.found is not None for each in options])[which]]
        words += len(open_ones)
        poor += int((scores[open_ones] < _POOR).sum())
        found.extend(_written(model, text, lattice, ids[places], best))
    if words >= _ENOUGH and poor > _UNREADABLE * words:
        return None
    finders = _labels, _roman_labels, _per_mille, _years
    return [*found, *(edit for start, end in spans for find in finders for edit in find(text, start, end))]


def _chosen(offsets: Ints, chances: Floats) -> tuple[Ints, Floats]:
    """The likeliest alternative of each position, and how likely it is."""
    best = np.maximum.reduceat(chances, offsets[:-1])
    places = np.flatnonzero(chances == np.repeat(best, np.diff(offsets)))
    at = np.searchsorted(places, offsets[:-1])
    return places[at], best


def _written(model: Model, text: str, lattice: Lattice, chosen: Ints, best: Floats) -> list[Edit]:
    """Edits of the words that are changed or in doubt."""
    words = model.language.words
    found = []
    rounded = (np.rint(best * 1000) / 1000).tolist()
    for slot, place, chance, shown in zip(lattice.slots, chosen.tolist(), best.tolist(), rounded, strict=True):
        start, end, options, case, _, cut = slot
        if end == start:
            continue
        raw, word = text[start:end], words[place]
        if word[0] == "<" or raw.isdigit():
            written = _unread(model, raw, word, case, chance, cut=cut)
        elif word == raw.lower() and options.length == len(raw):
            written = raw
        else:
            written = cased(word, case)
        if raw[-1] == ":" and not written.endswith((*HOOKED, ":")):
            written += ":"  # it was no tone
        if cut:
            written = " " + written
        doubtful = chance < DOUBTFUL
        if written != raw or (doubtful and options.found is not None):
            found.append((start, end, written, shown, doubtful))
    return found


def _unread(model: Model, raw: str, word: str, case: int, chance: float, *, cut: bool) -> str:
    """What is written for a number, and for what is no word the model knows (of the class `word`)."""
    if raw.isdigit() and (word[0] == "<" or chance < _SURE_DIGITS):
        return raw
    if word[0] != "<":
        return cased(word, case)
    if cut and raw[0] in "oO" and raw[1:].isdigit():
        return "0" + raw[1:]
    known = model.abbreviations.get(stripped(raw)) if case_of(raw) == CAPITALS else None
    return known or raw


def _labels(text: str, start: int, end: int) -> list[Edit]:
    """Item labels a) b) c) d) đ) in their order: what stands for c after b, and the d that is a đ."""
    found: list[Edit] = []
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
            found.append((match.start(1), match.end(1), read, 0.9, False))
        before = read
    return found


def _per_mille(text: str, start: int, end: int) -> list[Edit]:
    """The sign of a share of a thousand, read as that of a hundred and a letter."""
    return [(m.start(), m.end(), "‰", 0.9, False) for m in _PER_MILLE.finditer(text, start, end)]


def _years(text: str, start: int, end: int) -> list[Edit]:
    """Years with a figure too many ("năm 20235"): of those that may be meant the one the document names most."""
    found: list[Edit] = []
    for match in _LONG_YEAR.finditer(text, start, end):
        read = match.group()
        times = Counter(_YEAR.findall(text))
        year = max((read[:i] + read[i + 1 :] for i in range(len(read))), key=lambda each: times[each])
        if times[year] >= _OFTEN:
            found.append((match.start(), match.end(), year, _GUESSED, True))
    return found


def _roman_labels(text: str, start: int, end: int) -> list[Edit]:
    """Labels I. II. III. whose strokes are read as other letters ("Il."), one stroke too few told by the order."""
    found: list[Edit] = []
    before = ""
    for match in _ROMAN_LABEL.finditer(text, start, end):
        label = match.group(1)
        read = label.translate(_AS_ONE)
        if not ROMAN.fullmatch(read):
            continue
        if label != read and read == before == "II":
            read = "III"
        if read != label:
            found.append((match.start(1), match.end(1), read, 0.9, False))
        before = read
    return found
