"""What each word of damaged lines may be: candidates of the channel, the word itself, or a number."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from extract.restore.channel import Channel, form_of
from extract.restore.chunks import LETTER, MARK, NUMBER, WORD, Piece, pieces
from extract.restore.language import LanguageModel
from extract.restore.lattice import Lattice, Options, Slot
from extract.restore.strict import StrictChannel
from extract.restore.syllables import CAPITALS, LOWER, TITLE, case_of, stripped, syllable
from extract.restore.units import BOUNDARY, OTHER, PERCENT, ROMAN, YEAR
from extract.restore.units import NUMBER as A_NUMBER

_SENTENCE = re.compile(r"[.;:!?…|]|\s[–-]\s")
_QUOTED = re.compile(r"[\"“”(\[‘]")
_BLANK = re.compile(r"\s*$")
_KEPT = re.compile(r"\S*@\S+\.\S+|\S*(?:www|http)\S*|\S+\.(?:vn|com|org|net|gov)\b\S*", re.IGNORECASE)
_CODE = re.compile(r"\S*(?:\d\S*[-/]\S*[A-ZĐ]{2}|[A-ZĐ]{2,}[-/][A-ZĐ]{2})\S*")
_INITIALS = re.compile(r"\W*[^\W\d_](?:[/.][^\W\d_])+\W*")
_LABEL = re.compile(r"\s*\W?\S\s?[)/]\s|\s*[^\W\d_]\.\s")
_NOTE = re.compile(r"(\D{2,}?)(\d{1,2})")  # a footnote's number stuck to a word
_DATE = re.compile(r"[oO]?\d{1,2}")
_DATED = frozenset({"ngày", "tháng", "năm"})
_NAMED = re.compile(r"[A-ZĐ]{1,3}\d{2,}|\d+(?:[.,]\d+)?(?:m2|m3|km|ha|kg|kV|MW|GB|MB|[A-Z])|\d{2,}(?:m|g|h|tr)")
_LOWER_ROMAN = re.compile(r"x{0,2}(?:ix|iv|v?i{0,3})")
_DATED_NUMBER = re.compile(r"([^\W\d_]{3,}?)([oO]?\d{1,2})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_LONE = re.compile(r"\s*[%\d°]|[.,]\d|\s*[)/]")

_LIKELY = -2.0  # log probability of a form from which a syllable may well be meant
_MANY = 100_000  # forms whose alternatives are kept for the next document
_LONGEST = 14  # letters of what may be a damaged word, or two run together
_KEEP = -18.0  # log probability that a word is foreign and stands as it is, and per letter
_KEEP_LETTER = -1.5
_KEEP_ENGLISH = -11.0
_KEEP_INITIAL = -7.0  # a single capital
_KEEP_CAPITALS = -9.0  # all capitals among lower-case words: an abbreviation, most likely
_KEEP_IN_CAPITALS = -18.0
_AS_PUNCTUATION = -3.0  # what hangs on a word is punctuation and no part of a damaged letter
_AS_NOTE = -6.0
_POOR = -20.0  # a word nobody reads as one syllable may be two run together
_TOGETHER = -5.0
_READABLE = -22.0  # two halves of a run-together word, channel and unigrams
_DIGITS = {1: -3.0, 2: -4.6, 3: -7.0}  # log probability of one number of so many digits


@lru_cache(50000)
def _fixed(text: str, chunk: str) -> str:
    """What a word is that is no syllable, by its shape and what it stands in; "" if it may be one."""
    if ROMAN.fullmatch(text):
        return NUMBER
    if len(text) > _LONGEST or _NAMED.fullmatch(text) or _INITIALS.fullmatch(chunk):
        return MARK
    if ("@" in chunk or "." in chunk) and _KEPT.fullmatch(chunk.strip("().,;:")):
        return MARK
    if sum(map(str.isupper, text)) > 1 and _CODE.fullmatch(chunk):  # QĐ, TTg, CTr
        return MARK
    if _LOWER_ROMAN.fullmatch(text) and chunk.rstrip(".,;:") == f"({text})":
        return NUMBER
    return ""


class Reader:
    """Builds lattices; keeps what it learnt of a form for the next time it meets it."""

    def __init__(
        self, language: LanguageModel, channel: Channel | StrictChannel, known: dict[str, str], foreign: frozenset[str]
    ) -> None:
        self.language, self.channel, self.known, self.foreign = language, channel, known, foreign
        index = language.index
        self._other = index[OTHER]
        self._boundary, self._number, self._year, self._percent, self._as_is = (
            Options(np.array([index[c]]), np.zeros(1), None) for c in (BOUNDARY, A_NUMBER, YEAR, PERCENT, OTHER)
        )
        self._numbers = index[A_NUMBER]
        self._cache: dict[tuple[str, str, int, float], Options] = {}
        self._glued: dict[tuple[str, int], tuple[str, ...]] = {}
        self._whole: dict[str, bool] = {}

    def trim(self) -> None:
        """Forgets what was learnt of single forms, where that has grown large; never in mid-document."""
        if len(self._cache) > _MANY:
            for cache in (self._cache, self._glued, self._whole):
                cache.clear()
            self.channel.trim()

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
        if not lattice.slots or lattice.slots[-1].options is not self._boundary:
            lattice.slots.append(Slot(at, at, self._boundary, LOWER, False))

    def _line(self, text: str, start: int, end: int, lattice: Lattice) -> None:
        row = self._joined(text, pieces(text, start, end))
        if not row:
            self._stop(lattice, start)
            return
        label = _LABEL.match(text, start, end)
        labelled = label.end() if label else start
        before = start
        for k, piece in enumerate(row):
            inside = bool(lattice.slots) and lattice.slots[-1].options is not self._boundary
            if piece.start - before > 1 or (k == 0 and piece.start > before):
                gap = text[before : piece.start]
                if _SENTENCE.search(gap):
                    self._stop(lattice, piece.start)
                    inside = False
                elif inside and _QUOTED.search(gap):
                    inside = False
            before = piece.end + len(piece.tail)
            if piece.start < labelled:
                self._put(lattice, piece, self._number)
                self._stop(lattice, piece.end)
            elif piece.kind == NUMBER:
                self._figure(text, piece, end, lattice)
            else:
                self._word(row, k, lattice, inside)
        rest = text[before:end]
        if _SENTENCE.search(rest) and not rest.rstrip().endswith(","):
            self._stop(lattice, end)

    def _put(self, lattice: Lattice, piece: Piece, options: Options) -> None:
        lattice.slots.append(Slot(piece.start, piece.end, options, LOWER, False))

    def _joined(self, text: str, row: list[Piece]) -> list[Piece]:
        """Pieces of one chunk put together again where they read as one syllable ("I:Ty" for "Ủy")."""
        found: list[Piece] = []
        for piece in row:
            last = found[-1] if found else None
            if (
                last is not None
                and last.kind == WORD
                and piece.start - last.end in (1, 2)
                and len(last.text) + len(piece.text) < 9
                and LETTER.search(piece.text)
                and not any(c in " -–—/\n" for c in text[last.end : piece.start])
                and self._one(text[last.start : piece.end], last.text, piece.text)
            ):
                found[-1] = Piece(last.start, piece.end, WORD, text[last.start : piece.end], piece.tail, piece.chunk)
            else:
                found.append(piece)
        return found

    def _one(self, whole: str, first: str, second: str) -> bool:
        known = self._whole.get(whole)
        if known is None:
            known = self._best(whole) > self._best(first) + self._best(second) + _TOGETHER
            self._whole[whole] = known
        return known

    def _best(self, core: str) -> float:
        """Channel and unigram of the likeliest syllable."""
        case = case_of(core)
        return self.channel.candidates(form_of(core, case), case).best

    def _figure(self, text: str, piece: Piece, end: int, lattice: Lattice) -> None:
        """A number; one to three bare digits may be a word ("ty 18" for "tỷ lệ") if forms like it were seen."""
        digits = piece.text
        if _YEAR.fullmatch(digits):
            self._put(lattice, piece, self._year)
            return
        after = text[piece.end : min(piece.end + 6, end)]
        if digits.endswith("%") or after.lstrip().startswith("%"):
            self._put(lattice, piece, self._percent)
            return
        before = text[piece.start - 1 : piece.start]
        lone = (not before or before.isspace()) and not piece.tail and digits.isdigit() and digits[0] != "0"
        if lone and len(digits) in _DIGITS and not _NOT_LONE.match(after):
            key = digits, "", -1, 0.0
            options = self._cache.get(key)
            if options is None:
                found = self.channel.seen(digits, LOWER)
                if found is None:
                    options = self._number
                else:
                    ids = np.append(found.ids, self._numbers)
                    options = Options(ids, np.append(found.logp, _DIGITS[len(digits)]), found, len(digits))
                self._cache[key] = options
            self._put(lattice, piece, options)
        else:
            self._put(lattice, piece, self._number)

    def _word(self, row: list[Piece], k: int, lattice: Lattice, inside: bool) -> None:
        piece = row[k]
        fixed = _fixed(piece.text, piece.chunk)
        if fixed:
            self._put(lattice, piece, self._number if fixed == NUMBER else self._as_is)
            return
        case = case_of(piece.text)
        keep = _KEEP + _KEEP_LETTER * len(piece.text)
        if case == CAPITALS:
            keep = _KEEP_IN_CAPITALS
            if not self._among_capitals(row, k):
                bare = stripped(piece.text)
                if bare in self.known or not syllable(bare.lower()):
                    self._put(lattice, piece, self._as_is)
                    return
                keep = _KEEP_CAPITALS
                if len(piece.text) == 2:
                    case = TITLE
        elif case == TITLE:
            if len(piece.text) == 1:
                keep = _KEEP_INITIAL
            elif sum(map(str.isupper, piece.text)) > 1 and self._among_capitals(row, k):
                case = CAPITALS
        self._place(lattice, piece, case, keep, inside)

    def _place(self, lattice: Lattice, piece: Piece, case: int, keep: float, inside: bool) -> None:
        parts = self._parts(piece.text, case) if len(piece.text) > 3 else ()
        if parts:
            at = piece.start
            for i, part in enumerate(parts):
                if _DATE.fullmatch(part):
                    lattice.slots.append(Slot(at, at + len(part), self._number, LOWER, False, i > 0))
                else:
                    options = self.options(part, "", LOWER if i else case, keep)
                    lattice.slots.append(Slot(at, at + len(part), options, LOWER if i else case, inside, i > 0))
                at += len(part)
            return
        options = self.options(piece.text, piece.tail, LOWER if piece.kind == MARK else case, keep)
        lattice.slots.append(Slot(piece.start, piece.start + options.length, options, case, inside))

    @staticmethod
    def _among_capitals(row: list[Piece], k: int) -> bool:
        near = [row[i] for i in (k - 1, k + 1) if 0 <= i < len(row) and row[i].kind == WORD]
        return any(case_of(p.text) == CAPITALS and len(p.text) > 1 for p in near)

    def options(self, core: str, tail: str, case: int, keep: float) -> Options:
        """The alternatives of a word and of what hangs on it, if that is part of the damage."""
        key = core, tail, case, keep
        options = self._cache.get(key)
        if options is None:
            text, found = core, self.channel.candidates(form_of(core, case), case)
            note = _NOTE.fullmatch(core)
            if note and not tail:
                bare = self.channel.candidates(form_of(note.group(1), case), case)
                if bare.best + _AS_NOTE > found.best:
                    text, found = note.group(1), bare
            if tail:
                whole = self.channel.candidates(form_of(core + tail, case), case)
                if whole.best > found.best + _AS_PUNCTUATION:
                    text, found = core + tail, whole
            own = self.language.index.get(text.lower())
            if own is not None and own in found.ids:
                own = None  # the word itself is among the candidates
            elif own is not None:
                keep = max(keep, -0.5)
            elif text.lower() in self.foreign:
                keep = max(keep, _KEEP_ENGLISH)
            ids = np.append(found.ids, self._other if own is None else own)
            options = Options(ids, np.append(found.logp, keep), found, len(text))
            self._cache[key] = options
        return options

    def _parts(self, core: str, case: int) -> tuple[str, ...]:
        """A word that is no syllable cut in two, if both halves read well ("ngayo4" -> "ngay", "o4")."""
        key = core, case
        parts = self._glued.get(key)
        if parts is None:
            parts = ()
            best = self.channel.candidates(form_of(core, case), case).best
            dated = _DATED_NUMBER.fullmatch(core)
            if dated and self._both(dated.group(1), dated.group(2), case) > _READABLE:
                parts = dated.group(1), dated.group(2)
            elif best < _POOR:
                limit = max(best - _TOGETHER, _READABLE)
                for at in range(2, len(core) - 1):
                    value = self._both(core[:at], core[at:], case)
                    if value > limit:
                        limit, parts = value, (core[:at], core[at:])
            self._glued[key] = parts
        return parts

    def _both(self, first: str, second: str, case: int) -> float:
        """How well two halves read; a day or year counts only after its word."""
        left = self.channel.candidates(form_of(first, case), case)
        if _DATE.fullmatch(second):
            likely = left.ids[left.logp > _LIKELY]
            return left.best - 5.0 if any(self.language.words[i] in _DATED for i in likely) else -99.0
        return left.best + self._best(second) if LETTER.search(second) else -99.0
