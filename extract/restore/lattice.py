"""What each word of damaged lines may be: candidates of the channel, the word itself, or a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.restore.channel import Candidates, Channel, form_of
from extract.restore.chunks import MARK, NUMBER, WORD, Piece, pieces
from extract.restore.language import LanguageModel
from extract.restore.syllables import CAPITALS, LOWER, case_of, stripped
from extract.restore.units import BOUNDARY, OTHER, ROMAN
from extract.restore.units import NUMBER as A_NUMBER

_SENTENCE = re.compile(r"[.;:!?…|]|\s[–-]\s")
_OPEN_END = re.compile(r"[^\s.;:!?…|]\s*$")
_KEPT = re.compile(r"\S*@\S+\.\S+|\S*(?:www|http)\S*|\S+\.(?:vn|com|org|net|gov)\b\S*", re.IGNORECASE)
_CODE = re.compile(r"\S*(?:\d\S*[-/]\S*[A-ZĐ]{2}|[A-ZĐ]{2,}[-/][A-ZĐ]{2})\S*")
_LABEL = re.compile(r"\s*\W?[^\W_]\s?[)/]\s|\s*[^\W\d_]\.\s")
_GLUED_NUMBER = re.compile(r"([^\W\d_]{2,})([oO]?\d{1,4})")

_KEEP_WORD = -15.0  # log probability that a lower-case word is foreign and stands as it is, and per letter
_KEEP_LETTER = -1.0
_KEEP_TITLE = -12.0
_KEEP_CAPITALS = -6.0  # all capitals among lower-case words: an abbreviation, most likely
_KEEP_IN_CAPITALS = -16.0
_AS_PUNCTUATION = -3.0  # what hangs on a word is punctuation and no part of a damaged letter
_POOR = -12.0  # a word nobody reads as one syllable may be two run together
_DIGITS = {1: -3.0, 2: -4.6, 3: -7.0}  # a given number of so many digits


@dataclass(slots=True)
class Slot:
    """One position of the lattice: text[start:end] may be any of `ids`."""

    start: int
    end: int
    text: str
    case: int
    ids: list[int]
    scores: list[float]
    found: Candidates | None = None  # ids[:len(found.ids)] are these
    kind: str = WORD
    insert: str = ""  # written before the word, where a run-together word was cut


@dataclass(slots=True)
class Lattice:
    """All positions of some damaged text, sentence boundaries among them (start == end)."""

    slots: list[Slot] = field(default_factory=list)


class Reader:
    """Builds lattices; keeps what it learnt of a form for the next time it meets it."""

    def __init__(self, language: LanguageModel, channel: Channel, known: dict[str, str]) -> None:
        self.language, self.channel, self.known = language, channel, known
        self._boundary = language.index[BOUNDARY]
        self._number = language.index[A_NUMBER]
        self._other = language.index[OTHER]
        self._spare: dict[tuple[str, str, int], tuple[str, Candidates]] = {}

    def read(self, text: str, start: int, end: int, lattice: Lattice) -> None:
        """Adds the words of text[start:end] (whole lines) to a lattice."""
        at = start
        self._stop(lattice, start)
        while at < end:
            stop = text.find("\n", at, end)
            stop = end if stop < 0 else stop
            self._line(text, at, stop, lattice)
            at = stop + 1

    def _stop(self, lattice: Lattice, at: int) -> None:
        if lattice.slots and lattice.slots[-1].kind == BOUNDARY:
            return
        lattice.slots.append(Slot(at, at, "", LOWER, [self._boundary], [0.0], None, BOUNDARY))

    def _line(self, text: str, start: int, end: int, lattice: Lattice) -> None:
        row = pieces(text, start, end)
        if not row:
            self._stop(lattice, start)
            return
        label = _LABEL.match(text, start, end)
        before = start
        for k, piece in enumerate(row):
            if (k or piece.start - before > 1) and _SENTENCE.search(text, before, piece.start):
                self._stop(lattice, piece.start)
            before = piece.end + len(piece.tail)
            if label and piece.start < label.end():
                self._put(lattice, piece, [self._number], [0.0])
                self._stop(lattice, piece.end)
                continue
            if piece.kind == NUMBER:
                self._figure(text, piece, end, lattice)
            elif piece.kind == MARK or piece.kind == WORD:
                self._word(text, row, k, start, end, lattice)
        if not _OPEN_END.search(text, before, end) and _SENTENCE.search(text, before, end):
            self._stop(lattice, end)

    def _put(self, lattice: Lattice, piece: Piece, ids: list[int], scores: list[float]) -> None:
        lattice.slots.append(Slot(piece.start, piece.end, piece.text, LOWER, ids, scores, None, piece.kind))

    def _figure(self, text: str, piece: Piece, end: int, lattice: Lattice) -> None:
        """A number; one to three bare digits may be a word ("ty 18" for "tỷ lệ") if forms like it were seen."""
        ids, scores = [self._number], [0.0]
        if len(piece.text) in _DIGITS and piece.text.isdigit() and not piece.tail:
            around = text[max(0, piece.start - 1) : piece.start], text[piece.end : min(end, piece.end + 1)]
            if (not around[0] or around[0].isspace()) and (not around[1] or around[1] in " ,;.\n\t"):
                if not re.match(r"\s*[%\d]|[.,]\d", text[piece.end : piece.end + 6]):
                    seen = self.channel.seen(piece.text, LOWER)
                    if seen is not None:
                        scores = [_DIGITS[len(piece.text)]]
                        slot = Slot(piece.start, piece.end, piece.text, LOWER, [], [], seen, piece.kind)
                        slot.ids = seen.ids.tolist() + ids
                        slot.scores = seen.logp.tolist() + scores
                        lattice.slots.append(slot)
                        return
        self._put(lattice, piece, ids, scores)

    def _word(self, text: str, row: list[Piece], k: int, start: int, end: int, lattice: Lattice) -> None:
        piece = row[k]
        if ROMAN.fullmatch(piece.text):
            self._put(lattice, piece, [self._number], [0.0])
            return
        case = case_of(piece.text)
        if piece.kind == MARK:
            seen = self.channel.seen(piece.text + piece.tail, LOWER)
            if seen is not None:
                slot = Slot(piece.start, piece.end + len(piece.tail), piece.text + piece.tail, LOWER, [], [], seen)
                slot.ids = seen.ids.tolist() + [self._other]
                slot.scores = seen.logp.tolist() + [-8.0]
                lattice.slots.append(slot)
            return
        first, last = text.rfind(" ", start, piece.start) + 1 or start, text.find(" ", piece.end, end)
        chunk = text[first : last if last >= 0 else end]
        if "@" in chunk or "." in chunk:
            if _KEPT.fullmatch(chunk.strip("().,;:")):
                self._put(lattice, piece, [self._other], [0.0])
                return
        if case == CAPITALS:
            known = self.known.get(stripped(piece.text))
            alone = not self._among_capitals(row, k)
            if (known and alone) or (_CODE.fullmatch(chunk)):
                self._put(lattice, piece, [self._other], [0.0])
                return
            keep = _KEEP_CAPITALS if alone else _KEEP_IN_CAPITALS
        else:
            keep = (_KEEP_TITLE if case else _KEEP_WORD) + _KEEP_LETTER * len(piece.text)
        core, found = self.candidates(piece.text, piece.tail, case)
        own = self.language.index.get(piece.text.lower(), self._other)
        if own != self._other and own in found.ids:
            own = -1
        elif own != self._other:
            keep = -0.5
        slot = Slot(piece.start, piece.start + len(core), core, case, [], [], found)
        slot.ids, slot.scores = found.ids.tolist(), found.logp.tolist()
        if own >= 0:
            slot.ids.append(own)
            slot.scores.append(keep)
        else:
            slot.ids.append(self._other)
            slot.scores.append(keep)
        lattice.slots.append(slot)

    @staticmethod
    def _among_capitals(row: list[Piece], k: int) -> bool:
        near = [row[i] for i in (k - 1, k + 1) if 0 <= i < len(row) and row[i].kind == WORD]
        return bool(near) and all(case_of(p.text) == CAPITALS and len(p.text) > 1 for p in near)

    def candidates(self, core: str, tail: str, case: int) -> tuple[str, Candidates]:
        """The text that is taken for the word (with its tail, if that is part of it) and what it may be."""
        found = self._spare.get((core, tail, case))
        if found is None:
            bare = self.channel.candidates(form_of(core, case), case)
            found = core, bare
            if tail:
                whole = self.channel.candidates(form_of(core + tail, case), case)
                if whole.best > bare.best + _AS_PUNCTUATION:
                    found = core + tail, whole
            self._spare[core, tail, case] = found
        return found
