"""A lattice of damaged lines: what each word and each number may be, and where sentences end."""

from __future__ import annotations

import re

import numpy as np

from extract.language.syllables import LOWER
from extract.restore.candidates import Known, Words
from extract.restore.channel import Channel
from extract.restore.chunks import Piece
from extract.restore.lattice import Lattice, Options
from extract.restore.ngrams import LanguageModel
from extract.restore.strict import StrictChannel
from extract.restore.tokens import BOUNDARY, PERCENT, YEAR
from extract.restore.tokens import NUMBER as A_NUMBER

_CHUNK = re.compile(r"\S+")
_SENTENCE = re.compile(r"[.;:!?…|]|\s[–-]\s")
_QUOTED = re.compile(r"[\"“”(\[‘]")
_LABEL = re.compile(r"\s*\W?\S\s?[)/]\s|\s*[^\W\d_]\.\s")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_LONE = re.compile(r"\s*[%\d°]|[.,]\d|\s*[)/]")

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
        self._digits: dict[str, Options] = {}

    def trim(self) -> None:
        """Forgets what was learnt of single words, where that has grown large; never in mid-document."""
        self._words.trim()

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
        row = [(match.start(), known) for match in _CHUNK.finditer(text, start, end) for known in of(match[0])]
        if not row:
            self._stop(lattice, start)
            return
        label = _LABEL.match(text, start, end)
        labelled = label.end() if label else start
        slots, boundary = lattice.slots, self._boundary
        before = start
        for k, (at, known) in enumerate(row):
            first = at + known.start
            inside = slots[-1][2] is not boundary
            if first - before > 1 or (k == 0 and first > before):
                gap = text[before:first]
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
                continue
            if known.shouted is not parts and _beside_capitals(row, k):
                parts = known.shouted
            for begin, stop, options, case, name, cut in parts:
                slots.append((at + begin, at + stop, options, case, inside and name, cut))
        rest = text[before:end]
        if _SENTENCE.search(rest) and not rest.rstrip().endswith(","):
            self._stop(lattice, end)

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


def _beside_capitals(row: list[tuple[int, Known]], k: int) -> bool:
    return (k > 0 and row[k - 1][1].loud) or (k + 1 < len(row) and row[k + 1][1].loud)
