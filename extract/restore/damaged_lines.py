"""A lattice of damaged lines: what each word and each number may be, and where sentences end."""

from __future__ import annotations

import re

import numpy as np

from extract.language.syllables import LOWER
from extract.restore.candidates import Known, Words
from extract.restore.channel import Channel
from extract.restore.chunks import Piece
from extract.restore.counted import Counted, is_sign
from extract.restore.lattice import Lattice, Options
from extract.restore.ngrams import LanguageModel
from extract.restore.strict import StrictChannel
from extract.restore.tokens import BOUNDARY, OTHER, PERCENT, YEAR
from extract.restore.tokens import NUMBER as A_NUMBER

_CHUNK = re.compile(r"\S+")
_SENTENCE = re.compile(r"[.;:!?…|]|\s[–-]\s")
_QUOTED = re.compile(r"[\"“”(\[‘]")
_LABEL = re.compile(r"\s*\W?\S\s?[)/]\s|\s*[^\W\d_]\.\s|\s*(?:[IVX][IVXli1|]{1,4}|l{2,3})\s?[.–-]\s+(?=[^\W\d_])")
_NEXT = re.compile(r"\s+(\S)")
_NEXT_IN_LINE = re.compile(r"[^\S\n]+(\S)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_LONE = re.compile(r"\s*[%°]|\d|\s\d{3}(?!\d)|[.,]\d|\s*[)/]")

_DIGITS = {1: -3.0, 2: -4.6, 3: -7.0}  # log probability of one number of so many digits


class Reader:
    """Builds lattices of lines."""

    def __init__(
        self, language: LanguageModel, channel: Channel | StrictChannel, known: dict[str, str], foreign: frozenset[str]
    ) -> None:
        self._channel = channel
        self._words = Words(language, channel, known, foreign)
        self._boundary, self._number, self._year, self._percent = (
            Options(np.array([language.index[c]]), np.zeros(1), None) for c in (BOUNDARY, A_NUMBER, YEAR, PERCENT)
        )
        self._other = Options(np.array([language.index[OTHER]]), np.zeros(1), None)
        self._digits: dict[str, Options] = {}
        self._counted = Counted(language)

    def trim(self) -> None:
        """Forgets what was learnt of single words, where that has grown large; never in mid-document."""
        self._words.trim()
        self._counted.trim()

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
        if not lattice.slots or lattice.slots[-1][2] is not self._boundary:
            lattice.slots.append((at, at, self._boundary, LOWER, False, False))

    def _line(self, text: str, start: int, end: int, lattice: Lattice) -> None:
        of = self._words.of
        row = [
            (match.start(), known)
            for match in _CHUNK.finditer(text, start, end)
            for known in (of(match[0], within=_within(text, match.end())) if match[0][-1] in "?:" else of(match[0]))
        ]
        if not row:
            self._stop(lattice, start)
            return
        label = _LABEL.match(text, start, end)
        labelled = label.end() if label else start
        slots, boundary = lattice.slots, self._boundary
        before = start
        counts = False  # a figure stands before, with nothing between
        last = max((k for k, (_, known) in enumerate(row) if not known.parts), default=0)  # figure of the line
        for k, (at, known) in enumerate(row):
            first = at + known.start
            gap = text[before:first]
            counts = (counts and gap.isspace()) or (gap == "/" and k > 0)
            inside = slots[-1][2] is not boundary
            if first - before > 1 or (k == 0 and first > before):
                if _SENTENCE.search(gap):
                    self._stop(lattice, first)
                    inside = False
                elif inside and _QUOTED.search(gap):
                    inside = False
            before = at + known.after
            if first < labelled:
                stop = at + known.piece.end
                slots.append((first, stop, self._number, LOWER, False, False))
                self._stop(lattice, stop)
                continue
            parts = known.parts
            if not parts:
                options = self._figure(text, known.piece, at, end)
                slots.append((first, at + known.piece.end, options, LOWER, False, False))
                counts = options is not self._year and options is not self._percent
                continue
            if counts and is_sign(known.piece.text):
                slots.append((first, at + known.piece.end, self._other, LOWER, False, False))
                counts = False
                continue
            if known.shouted is not parts and _beside_capitals(row, k):
                parts = known.shouted
            ranks = k < last and self._leads_to_figure(row, k + 1)
            for begin, stop, options, case, name, cut in parts:
                if counts:
                    options = self._counted.behind(options, per=gap == "/")
                if ranks:
                    options = self._counted.before(options)
                slots.append((at + begin, at + stop, options, case, inside and name, cut))
            counts = counts and self._counted.multiplies(parts[-1][2])
        rest = text[before:end]
        if _SENTENCE.search(rest) and not rest.rstrip().endswith(","):
            self._stop(lattice, end)

    def _leads_to_figure(self, row: list[tuple[int, Known]], k: int) -> bool:
        """Whether a figure stands at place k of a line, or behind one word that leads to it."""
        if k < len(row) and row[k][1].parts:
            parts = row[k][1].parts
            k += 1
            if k < len(row) and not row[k][1].parts:
                return len(parts) == 1 and self._counted.leads(parts[0][2])
            return False
        return k < len(row)

    def _figure(self, text: str, piece: Piece, at: int, end: int) -> Options:
        """A number; one to three bare digits may be a word ("ty 18" for "tỷ lệ") if forms like it were seen."""
        digits = piece.text
        if _YEAR.fullmatch(digits):
            return self._year
        stop = at + piece.end
        after = text[stop : min(stop + 6, end)]
        if digits.endswith("%") or after.lstrip().startswith("%"):
            return self._percent
        first = at + piece.start
        before = text[first - 1 : first]
        lone = (not before or before.isspace()) and not piece.tail and digits.isdigit() and digits[0] != "0"
        if not lone or len(digits) not in _DIGITS or _NOT_LONE.match(after):
            return self._number
        options = self._digits.get(digits)
        if options is None:
            options = self._number
            found = self._channel.seen(digits, LOWER)
            if found is not None:
                ids = np.append(found.ids, self._number.ids)
                options = Options(ids, np.append(found.logp, _DIGITS[len(digits)]), found, len(digits))
            self._digits[digits] = options
        return options


def _within(text: str, end: int) -> bool:
    """Whether a sentence goes on behind the "?" or ":" that ends at `end`, as it stands there for a tone.

    A colon may well stand before a figure or at the end of a line.
    """
    colon = text[end - 1] == ":"
    following = _NEXT_IN_LINE.match(text, end) if colon else _NEXT.match(text, end)
    return following is not None and (following[1].islower() or (following[1].isdigit() and not colon))


def _beside_capitals(row: list[tuple[int, Known]], k: int) -> bool:
    return (k > 0 and row[k - 1][1].loud) or (k + 1 < len(row) and row[k + 1][1].loud)
