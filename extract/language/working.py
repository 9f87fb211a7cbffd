"""Working text and the one map from it back to raw offsets.

Raw text is never altered.  Each stage that wants other text (composed characters, markup gone,
lines joined, diacritics restored) edits a `Working`; whatever it becomes, `raw_span` answers
where a piece of it stood in the document as read.  No other module computes raw offsets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from extract.contract.offsets import RawOffset, RawSpan


class Working:
    """A text and, piece by piece, where each of its characters came from.

    Piece i covers `text[starts[i]:starts[i+1]]` and stands for `raw[raw_starts[i]:raw_ends[i]]`;
    an exact piece corresponds to it character by character, any other only as a whole.
    """

    __slots__ = ("_exact", "_raw_ends", "_raw_starts", "_starts", "text")

    def __init__(
        self, text: str, starts: list[int], raw_starts: list[RawOffset], raw_ends: list[RawOffset], exact: list[bool]
    ) -> None:
        self.text = text
        self._starts = starts
        self._raw_starts = raw_starts
        self._raw_ends = raw_ends
        self._exact = exact

    @classmethod
    def of(cls, raw: str) -> Working:
        """The raw text as its own working text."""
        return cls(raw, [0], [RawOffset(0)], [RawOffset(len(raw))], [True])

    def _piece(self, offset: int) -> tuple[int, int, RawOffset, RawOffset, bool]:
        """(start, end, raw start, raw end, exact) of the piece that holds `offset`."""
        i = max(bisect_right(self._starts, offset) - 1, 0)
        end = self._starts[i + 1] if i + 1 < len(self._starts) else len(self.text)
        return self._starts[i], end, self._raw_starts[i], self._raw_ends[i], self._exact[i]

    def raw_span(self, start: int, end: int) -> RawSpan:
        """Raw offsets of `text[start:end]`, widened to whole pieces where they are re-spelt."""
        starts = self._starts
        if not starts:
            return RawOffset(0), RawOffset(0)
        i = bisect_right(starts, start) - 1
        i = 0 if i < 0 else i
        first = self._raw_starts[i] + (start - starts[i] if self._exact[i] else 0)
        if end <= start:
            return first, first
        if i + 1 < len(starts) and end > starts[i + 1]:  # not all of it in one piece
            i = bisect_left(starts, end) - 1
        last = self._raw_starts[i] + (end - starts[i]) if self._exact[i] else self._raw_ends[i]
        return first, last if last > first else first

    @property
    def offset(self) -> RawOffset | None:
        """Where the raw text begins of which all of `text` is a copy; None where anything was re-spelt or left out."""
        return self._raw_starts[0] if len(self._starts) == 1 and self._exact[0] else None

    def own_span(self, raw_start: RawOffset, raw_end: RawOffset) -> tuple[int, int]:
        """The part of `text` that came from raw[raw_start:raw_end], where pieces stand in raw order."""
        return self._own(raw_start, end=False), self._own(raw_end, end=True)

    def _own(self, raw: RawOffset, *, end: bool) -> int:
        i = max((bisect_left if end else bisect_right)(self._raw_starts, raw) - 1, 0)
        if not self._starts:
            return 0
        stop = self._starts[i + 1] if i + 1 < len(self._starts) else len(self.text)
        if self._exact[i]:
            return min(self._starts[i] + max(raw - self._raw_starts[i], 0), stop)
        return stop if end else self._starts[i]

    @property
    def origins(self) -> list[RawSpan]:
        """The parts of the raw text that the pieces stand for, in raw order; what lies in none was taken out."""
        return sorted(zip(self._raw_starts, self._raw_ends, strict=True))

    def verbatim(self, start: int, end: int) -> bool:
        """Whether every piece under `text[start:end]` is exact (nothing re-spelt)."""
        i = max(bisect_right(self._starts, start) - 1, 0)
        while i < len(self._starts) and self._starts[i] < end:
            if not self._exact[i]:
                return False
            i += 1
        return True


class Editor:
    """Builds a `Working` out of another one, front to back or in any order of its parts."""

    def __init__(self, base: Working) -> None:
        self.base = base
        self.length = 0
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._raw_starts: list[RawOffset] = []
        self._raw_ends: list[RawOffset] = []
        self._exact: list[bool] = []

    def _add(self, text: str, raw_start: RawOffset, raw_end: RawOffset, *, exact: bool) -> None:
        if not text:
            return
        self._parts.append(text)
        self._starts.append(self.length)
        self._raw_starts.append(raw_start)
        self._raw_ends.append(raw_end)
        self._exact.append(exact)
        self.length += len(text)

    def keep(self, start: int, end: int) -> None:
        """Take over base.text[start:end] as it is, with its origins."""
        while start < end:
            lo, hi, raw_lo, raw_hi, exact = self.base._piece(start)
            stop = min(hi, end)
            if exact:
                raw_lo, raw_hi = raw_lo + (start - lo), raw_lo + (stop - lo)
            self._add(self.base.text[start:stop], raw_lo, raw_hi, exact=exact)
            start = stop

    def put(self, text: str, start: int, end: int) -> None:
        """Write `text` in the place of base.text[start:end] (which may be empty)."""
        raw_start, raw_end = self.base.raw_span(start, end)
        self._add(text, raw_start, raw_end, exact=len(text) == raw_end - raw_start)

    def take(self, edits: list[tuple[int, int, str]], offset: RawOffset) -> None:
        """All of a base that is one exact piece (its raw text begins at `offset`), with its edits carried out."""
        text = self.base.text
        at = run = 0  # a run is as long as what it was read from, letter by letter
        for start, end, new in edits:
            if len(new) == end - start:
                self._parts += (text[at:start], new)
            else:
                self._parts.append(text[at:start])
                self._run(offset + run, offset + start)
                self._add(new, offset + start, offset + end, exact=False)
                run = end
            at = end
        self._parts.append(text[at:])
        self._run(offset + run, offset + len(text))

    def _run(self, raw_start: RawOffset, raw_end: RawOffset) -> None:
        """An exact piece whose text is among the parts already."""
        if raw_end > raw_start:
            self._starts.append(self.length)
            self._raw_starts.append(raw_start)
            self._raw_ends.append(raw_end)
            self._exact.append(True)
            self.length += raw_end - raw_start

    def done(self) -> Working:
        """The finished text."""
        return Working("".join(self._parts), self._starts, self._raw_starts, self._raw_ends, self._exact)


def replaced(base: Working, edits: list[tuple[int, int, str]]) -> Working:
    """`base` with each (start, end, new text) carried out; edits are sorted and do not overlap."""
    if not edits:
        return base
    editor = Editor(base)
    whole = base.offset
    if whole is not None:
        editor.take(edits, whole)
        return editor.done()
    at = 0
    for start, end, text in edits:
        editor.keep(at, start)
        editor.put(text, start, end)
        at = end
    editor.keep(at, len(base.text))
    return editor.done()
