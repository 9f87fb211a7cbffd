"""What a word of damaged text may be, told by itself: candidates of the channel, the word as it stands, or a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from extract.language.syllables import CAPITALS, LOWER, TITLE, case_of, stripped, syllable
from extract.restore.channel import Channel, form_of
from extract.restore.chunks import LETTER, MARK, NUMBER, WORD, Piece, pieces
from extract.restore.lattice import Options
from extract.restore.ngrams import LanguageModel
from extract.restore.strict import StrictChannel
from extract.restore.tokens import NUMBER as A_NUMBER
from extract.restore.tokens import OTHER, ROMAN
from extract.rules.vocabulary import word_set

_TONES = frozenset({"?", ":"})  # of a tail: what the mark of a tone is read as
_KEPT = re.compile(r"\S*@\S+\.\S+|\S*(?:www|http)\S*|\S+\.(?:vn|com|org|net|gov)\b\S*", re.IGNORECASE)
_CODE = re.compile(r"\S*(?:\d\S*[-/]\S*[A-ZĐ]{2}|[A-ZĐ]{2,}[-/][A-ZĐ]{2})\S*")
_INITIALS = re.compile(r"\W*[^\W\d_](?:[/.][^\W\d_])+\W*")
_COMPARES = frozenset("<>=≥≤±~→")
_NO_VOWEL = re.compile(r"[BCDĐGHKLMNPQRSTVX]{1,2}[BCHKLMNPRSTVX]|NQ")  # an abbreviation beside capitals: "KT."
_NOTE = re.compile(r"(\D{2,}?)(\d{1,2})")  # a footnote's number stuck to a word
_DATE = re.compile(r"[oO]?\d{1,2}")
_NAMED = re.compile(r"[A-ZĐ]{1,3}\d{2,}|\d+(?:[.,]\d+)?(?:m2|m3|km|ha|kg|kV|MW|GB|MB|[A-Z])|\d{2,}(?:m|g|h|tr)")
_LOWER_ROMAN = re.compile(r"x{0,2}(?:ix|iv|v?i{0,3})")
_DATED_NUMBER = re.compile(r"([^\W\d_]{3,}?)([oO]?\d{1,2})")

_LIKELY = -2.0  # log probability of a form from which a syllable may well be meant
_MAYBE = -6.0  # and from which one may be meant
HOOKED = ("ủ", "ù")
"""Ends of syllables whose tone is read as a colon behind them."""
_MANY = 100_000  # words whose alternatives are kept for the next document
_LONGEST = 14  # letters of what may be a damaged word, or two run together
_KEEP = -18.0  # log probability that a word is foreign and stands as it is, and per letter
_KEEP_LETTER = -1.5
_KEEP_ENGLISH = -11.0
_KEEP_INITIAL = -7.0  # a single capital
_KEEP_CAPITALS = -9.0  # all capitals among lower-case words: an abbreviation, most likely
_KEEP_IN_CAPITALS = -18.0
_AS_PUNCTUATION = -3.0  # what hangs on a word is punctuation and no part of a damaged letter
_AS_PUNCTUATION_WITHIN = -6.0  # of a question mark with no capital behind it
_AS_NOTE = -6.0
_POOR = -20.0  # a word nobody reads as one syllable may be two run together
_TOGETHER = -5.0
_READABLE = -22.0  # two halves of a run-together word, channel and unigrams


Part = tuple[int, int, Options, int, bool, bool]
"""A position for the lattice as in `lattice.Slot`, offsets counted from the beginning of the chunk; the fifth says
whether a capital means a name within a sentence."""


@dataclass(slots=True)
class Known:
    """A piece of a chunk (its offsets count from there): what it may be, also beside words in capitals."""

    piece: Piece
    start: int
    after: int  # where what hangs on it ends
    parts: tuple[Part, ...]  # none: a number
    shouted: tuple[Part, ...]
    loud: bool  # whether it makes its neighbours stand beside capitals


def _fixed(text: str, chunk: str) -> str:
    """What a word is that is no syllable, by its shape and what it stands in; "" if it may be one."""
    if ROMAN.fullmatch(text):
        return NUMBER
    if text in _COMPARES or _NO_VOWEL.fullmatch(text):
        return MARK
    if len(text) > _LONGEST or _NAMED.fullmatch(text) or _INITIALS.fullmatch(chunk):
        return MARK
    if ("@" in chunk or "." in chunk) and _KEPT.fullmatch(chunk.strip("().,;:")):
        return MARK
    if sum(map(str.isupper, text)) > 1 and _CODE.fullmatch(chunk):  # QĐ, TTg, CTr
        return MARK
    if _LOWER_ROMAN.fullmatch(text) and chunk.rstrip(".,;:") == f"({text})":
        return NUMBER
    return ""


class Words:
    """Keeps what it learnt of a word for the next time it meets it."""

    def __init__(
        self, language: LanguageModel, channel: Channel | StrictChannel, known: dict[str, str], foreign: frozenset[str]
    ) -> None:
        self._language, self._channel, self._abbreviations, self._foreign = language, channel, known, foreign
        self._other = language.index[OTHER]
        self._number, self._as_is = (
            Options(np.array([language.index[c]]), np.zeros(1), None) for c in (A_NUMBER, OTHER)
        )
        self._known: dict[tuple[str, bool], tuple[Known, ...]] = {}
        self._options: dict[tuple[str, str, int, float, bool], Options] = {}
        self._together: dict[str, bool] = {}

    def trim(self) -> None:
        """Forgets what was learnt of single words, where that has grown large; never in mid-document."""
        if len(self._options) > _MANY or len(self._known) > _MANY:
            for cache in (self._options, self._known, self._together):
                cache.clear()
            self._channel.trim()

    def of(self, chunk: str, *, within: bool = False) -> tuple[Known, ...]:
        """The words and numbers of a chunk, which has no white space in it.

        `within`: the sentence goes on behind it, so that a "?" or ":" at its end is damage.
        """
        key = chunk, within
        found = self._known.get(key)
        if found is None:
            read = self._joined(chunk)
            if within and read and chunk[-1] == ":" and read[-1].end == len(chunk) - 1 and self._hooked(read[-1]):
                read[-1] = replace(read[-1], tail=":")
            found = self._known[key] = tuple(self._learnt(piece, within=within) for piece in read)
        return found

    def _hooked(self, piece: Piece) -> bool:
        """Whether a colon behind a word may be the tone of its last letter ("thi:" for "thủ")."""
        if piece.kind != WORD:
            return False
        case = case_of(piece.text)
        found = self._channel.candidates(form_of(piece.text, case), case)
        return any(self._language.words[i].endswith(HOOKED) for i in found.ids[found.logp > _MAYBE])

    def _joined(self, chunk: str) -> list[Piece]:
        """Pieces put together again where they read as one syllable ("I:Ty" for "Ủy")."""
        found: list[Piece] = []
        for piece in pieces(chunk):
            last = found[-1] if found else None
            if (
                last is not None
                and last.kind == WORD
                and piece.start - last.end in (1, 2)
                and len(last.text) + len(piece.text) < 9
                and LETTER.search(piece.text)
                and not any(c in "-–—/" for c in chunk[last.end : piece.start])
                and self._one(chunk[last.start : piece.end], last.text, piece.text)
            ):
                found[-1] = Piece(last.start, piece.end, WORD, chunk[last.start : piece.end], piece.tail, piece.chunk)
            else:
                found.append(piece)
        return found

    def _one(self, whole: str, first: str, second: str) -> bool:
        known = self._together.get(whole)
        if known is None:
            known = self._best(whole) > self._best(first) + self._best(second) + _TOGETHER
            self._together[whole] = known
        return known

    def _best(self, core: str) -> float:
        """Channel and unigram of the likeliest syllable."""
        case = case_of(core)
        return self._channel.candidates(form_of(core, case), case).best

    def _learnt(self, piece: Piece, *, within: bool = False) -> Known:
        after = piece.end + len(piece.tail)
        if piece.kind == NUMBER:
            return Known(piece, piece.start, after, (), (), False)
        fixed = _fixed(piece.text, piece.chunk)
        if fixed:
            parts = shouted = self._single(piece, self._number if fixed == NUMBER else self._as_is)
        else:
            parts = shouted = self._parts(piece, shouted=False, within=within)
            if sum(map(str.isupper, piece.text)) > 1 or case_of(piece.text) == CAPITALS:
                shouted = self._parts(piece, shouted=True, within=within)
        loud = piece.kind == WORD and len(piece.text) > 1 and case_of(piece.text) == CAPITALS
        return Known(piece, piece.start, after, parts, shouted, loud)

    @staticmethod
    def _single(piece: Piece, options: Options) -> tuple[Part, ...]:
        return ((piece.start, piece.end, options, LOWER, False, False),)

    def _parts(self, piece: Piece, *, shouted: bool, within: bool) -> tuple[Part, ...]:
        """What a word may be, `shouted` beside words in capitals."""
        case = case_of(piece.text)
        keep = _KEEP + _KEEP_LETTER * len(piece.text)
        if case == CAPITALS:
            keep = _KEEP_IN_CAPITALS
            if not shouted:
                bare = stripped(piece.text)
                if bare in self._abbreviations or not syllable(bare.lower()):
                    return self._single(piece, self._as_is)
                keep = _KEEP_CAPITALS
                if len(piece.text) == 2:
                    case = TITLE
        elif case == TITLE:
            if len(piece.text) == 1:
                keep = _KEEP_INITIAL
            elif shouted:
                case = CAPITALS
        halves = self._halves(piece.text, case) if len(piece.text) > 3 else ()
        if not halves:
            case_read = LOWER if piece.kind == MARK else case
            options = self._alternatives(piece.text, piece.tail, case_read, keep, within=within)
            return ((piece.start, piece.start + options.length, options, case, True, False),)
        found: list[Part] = []
        at = piece.start
        for half in halves:
            end, cut = at + len(half), at > piece.start
            own = LOWER if cut else case
            if _DATE.fullmatch(half):
                found.append((at, end, self._number, LOWER, False, cut))
            else:
                found.append((at, end, self._alternatives(half, "", own, keep), own, True, cut))
            at = end
        return tuple(found)

    def _alternatives(self, core: str, tail: str, case: int, keep: float, *, within: bool = False) -> Options:
        """The alternatives of a word and of what hangs on it, if that is part of the damage."""
        damage = within and tail in _TONES
        key = core, tail, case, keep, damage
        options = self._options.get(key)
        if options is None:
            text, found = core, self._channel.candidates(form_of(core, case), case)
            note = _NOTE.fullmatch(core)
            if note and not tail:
                bare = self._channel.candidates(form_of(note.group(1), case), case)
                if bare.best + _AS_NOTE > found.best:
                    text, found = note.group(1), bare
            if tail and tail != ":":
                whole = self._channel.candidates(form_of(core + tail, case), case)
                if whole.best > found.best + (_AS_PUNCTUATION_WITHIN if damage else _AS_PUNCTUATION):
                    text, found = core + tail, whole
            own = self._language.index.get(text.lower())
            if own is not None and own in found.ids:
                own = None  # the word itself is among the candidates
            elif own is not None:
                keep = max(keep, -0.5)
            elif text.lower() in self._foreign:
                keep = max(keep, _KEEP_ENGLISH)
            ids = np.append(found.ids, self._other if own is None else own)
            length = len(core + tail) if damage else len(text)
            options = Options(ids, np.append(found.logp, keep), found, length)
            self._options[key] = options
        return options

    def _halves(self, core: str, case: int) -> tuple[str, ...]:
        """A word that is no syllable cut in two, if both halves read well ("ngayo4" -> "ngay", "o4")."""
        halves: tuple[str, ...] = ()
        best = self._channel.candidates(form_of(core, case), case).best
        dated = _DATED_NUMBER.fullmatch(core)
        if dated and self._both(dated.group(1), dated.group(2), case) > _READABLE:
            halves = dated.group(1), dated.group(2)
        elif best < _POOR:
            limit = max(best - _TOGETHER, _READABLE)
            for at in range(2, len(core) - 1):
                value = self._both(core[:at], core[at:], case)
                if value > limit:
                    limit, halves = value, (core[:at], core[at:])
        return halves

    def _both(self, first: str, second: str, case: int) -> float:
        """How well two halves read; a day or year counts only after its word."""
        left = self._channel.candidates(form_of(first, case), case)
        if _DATE.fullmatch(second):
            likely = left.ids[left.logp > _LIKELY]
            return left.best - 5.0 if any(self._language.words[i] in word_set("dated") for i in likely) else -99.0
        return left.best + self._best(second) if LETTER.search(second) else -99.0
