"""From a lattice of candidates to the probability of each: forward and backward sums, coarse to fine.

Sentences are independent of one another (no n-gram crosses a boundary), so all of them are
worked through side by side: one array operation a step for every sentence that is that long.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.restore.language import Floats, Ints, LanguageModel

_WIDTH = 11.0  # a candidate this many nats behind the best path of its sentence (bigrams) is dropped
_MOST = 5  # candidates left at one position for the longer contexts
_PIECE = 6000  # positions decoded at once
_LONGEST = 80  # positions worked through in one row; a longer sentence loses its context once
_NEVER = -1e4


class Decoder:
    """The lattice of one document, pruned; asked for posteriors once for each round of scores.

    `ids[offsets[t]:offsets[t+1]]` are the words that position t may hold (at least one) and `scores`
    their log channel probabilities; `boundary` is the word between sentences.
    """

    def __init__(self, model: LanguageModel, ids: Ints, scores: Floats, offsets: Ints, boundary: int) -> None:
        self._size = len(ids)
        self._pieces = []
        starts = _starts(ids, offsets, boundary)
        first = 0
        while first < len(starts):
            last = int(np.searchsorted(starts, starts[first] + _PIECE, side="right"))
            last = max(first + 1, min(last, len(starts)))
            end = int(starts[last]) if last < len(starts) else len(offsets) - 1
            begin = int(starts[first])
            self._pieces.append(_Piece(model, ids, scores, offsets, begin, end, starts[first:last] - begin))
            first = last

    def posteriors(self, scores: Floats) -> Floats:
        """Probability of each candidate, given the whole lattice with these scores; those of a position sum to 1."""
        out = np.zeros(self._size)
        for piece in self._pieces:
            out[piece.places] = piece.posteriors(scores[piece.places])
        return out


def _starts(ids: Ints, offsets: Ints, boundary: int) -> Ints:
    """Positions where a row begins: boundaries, and every `_LONGEST` positions between far ones."""
    places = np.flatnonzero((ids[offsets[:-1]] == boundary) & (np.diff(offsets) == 1))
    if not len(places) or places[0] != 0:
        places = np.concatenate(([0], places))
    ends = np.append(places[1:], len(offsets) - 1)
    if (ends - places).max(initial=0) <= _LONGEST:
        return places
    return np.concatenate([np.arange(a, b, _LONGEST) for a, b in zip(places, ends, strict=True)])


def _padded(flat: Floats, sizes: Ints, offsets: Ints, fill: float) -> Floats:
    """One row a position, as wide as the widest."""
    width = int(sizes.max(initial=1))
    out = np.full((len(sizes), width), fill)
    out[np.arange(width) < sizes[:, None]] = flat
    return out


class _Rows:
    """Sentences side by side, the longest first."""

    def __init__(self, starts: Ints, count: int) -> None:
        ends = np.append(starts[1:], count)
        order = np.argsort(starts - ends, kind="stable")
        self.starts, self.ends = starts[order], ends[order]
        lengths = self.ends - self.starts
        self.alive = np.searchsorted(-lengths, -np.arange(int(lengths.max(initial=0)) + 1))

    def steps(self) -> range:
        """Steps after the first position."""
        return range(1, len(self.alive) - 1)

    def forward(self, step: int) -> Ints:
        """Positions at a step from the start."""
        rows: Ints = self.starts[: self.alive[step]] + step
        return rows

    def backward(self, step: int) -> Ints:
        """Positions at a step from the end."""
        rows: Ints = self.ends[: self.alive[step]] - 1 - step
        return rows


class _Piece:
    """Some whole rows of a lattice: positions begin to end."""

    def __init__(
        self, model: LanguageModel, ids: Ints, scores: Floats, offsets: Ints, begin: int, end: int, starts: Ints
    ) -> None:
        lo, hi = int(offsets[begin]), int(offsets[end])
        ids, part = ids[lo:hi], offsets[begin : end + 1] - lo
        self._rows = _Rows(starts, end - begin)
        kept = self._coarse(model, ids, scores[lo:hi], part)
        local = np.flatnonzero(kept)
        self.places = local + lo
        self._sizes = np.add.reduceat(kept.astype(np.int64), part[:-1])
        self._offsets = np.concatenate(([0], np.cumsum(self._sizes)))
        self._prepare(model, ids[local])

    def _coarse(self, model: LanguageModel, ids: Ints, scores: Floats, offsets: Ints) -> NDArray[np.bool_]:
        """Which candidates lie on a bigram path that is not much worse than the best of the sentence."""
        count, sizes, rows = len(offsets) - 1, np.diff(offsets), self._rows
        unigram = model.orders[0].logp[ids]
        given = _padded(scores, sizes, offsets, _NEVER)
        ahead = _padded(scores + unigram, sizes, offsets, _NEVER)
        width = ahead.shape[1]
        moves = np.full((count, width, width), _NEVER, np.float32)
        if count > 1:
            pairs = model.levels(ids, offsets, 2)[1]
            moves[:-1][_cells(sizes, 2, width)] = pairs.logp
        for step in rows.steps():
            at = rows.forward(step)
            ahead[at] = (ahead[at - 1][:, :, None] + moves[at - 1]).max(1) + given[at]
        behind = np.zeros_like(ahead)
        ends = rows.ends - 1
        ends = ends[ends < count - 1]
        behind[ends] = (moves[ends] + given[ends + 1][:, None, :]).max(2)
        for step in rows.steps():
            at = rows.backward(step)
            behind[at] = (moves[at] + (behind[at + 1] + given[at + 1])[:, None, :]).max(2)
        total = ahead + behind
        best = total.max(1, keepdims=True)
        near: NDArray[np.bool_] = np.asarray(total >= best - _WIDTH)
        if width > _MOST:  # exactly so many, whatever is tied
            np.put_along_axis(near, np.argpartition(total, -_MOST, axis=1)[:, :-_MOST], False, axis=1)
        kept: NDArray[np.bool_] = near[np.arange(width) < sizes[:, None]]
        return kept

    def _prepare(self, model: LanguageModel, ids: Ints) -> None:
        """Probabilities of all pairs and triples of what is left."""
        sizes, count = self._sizes, len(self._sizes)
        self._width = width = int(sizes.max(initial=1))
        levels = model.levels(ids, self._offsets, 3)
        self._unigram = np.exp(_padded(levels[0].logp.astype(np.float64), sizes, self._offsets, _NEVER))
        self._pairs = np.zeros((count, width, width))
        self._triples = np.zeros((count, width, width, width))
        if len(levels) > 1:
            self._pairs[:-1][_cells(sizes, 2, width)] = np.exp(levels[1].logp)
        if len(levels) > 2:
            self._triples[:-2][_cells(sizes, 3, width)] = np.exp(levels[2].logp)

    def posteriors(self, scores: Floats) -> Floats:
        """Probabilities of the candidates left, by sums over contexts of two words."""
        rows, count = self._rows, len(self._sizes)
        top = np.maximum.reduceat(scores, self._offsets[:-1])
        given = np.exp(_padded(scores - np.repeat(top, self._sizes), self._sizes, self._offsets, _NEVER))
        # a state is the words at a position and the one before it
        ahead = np.zeros((count, self._width, self._width))
        begins = rows.forward(1) if len(rows.alive) > 1 else rows.starts[:0]
        begins = begins[begins < count]
        ahead[begins] = (
            (self._unigram * given)[begins - 1][:, :, None] * self._pairs[begins - 1] * given[begins][:, None, :]
        )
        _normalise(ahead, begins)
        for step in rows.steps()[1:]:
            at = rows.forward(step)
            state = (ahead[at - 1][..., None] * self._triples[at - 2]).sum(1) * given[at][:, None, :]
            ahead[at] = state / np.maximum(state.sum((1, 2), keepdims=True), 1e-300)
        behind = np.ones_like(ahead)
        ends = rows.ends - 1
        ends = ends[(ends < count - 1) & (ends > 0)]
        behind[ends] = (self._triples[ends - 1] * given[ends + 1][:, None, None, :]).sum(3)
        for step in rows.steps():
            at = rows.backward(step)
            at = at[at > 0]
            state = (self._triples[at - 1] * (behind[at + 1] * given[at + 1][:, None, :])[:, None]).sum(3)
            behind[at] = state / np.maximum(state.max((1, 2), keepdims=True), 1e-300)
        joint = ahead * behind
        chance = joint.sum(1)
        starts = rows.starts
        longer = starts[rows.ends - starts > 1]
        chance[starts] = self._unigram[starts] * given[starts]
        chance[longer] = joint[longer + 1].sum(2)
        flat = chance[np.arange(self._width) < self._sizes[:, None]]
        total = np.add.reduceat(flat, self._offsets[:-1])
        lost = total <= 0
        if lost.any():
            flat = np.where(np.repeat(lost, self._sizes), 1.0, flat)
            total = np.add.reduceat(flat, self._offsets[:-1])
        result: Floats = flat / np.repeat(total, self._sizes)
        return result


def _cells(sizes: Ints, order: int, width: int) -> NDArray[np.bool_]:
    """Mask of the rows of a level in a padded array, in the order in which the level lists them."""
    count = len(sizes) - order + 1
    real = np.arange(width) < sizes[:, None]
    mask = real[:count]
    for k in range(1, order):
        mask = mask[..., None] & real[k : count + k].reshape((count,) + (1,) * k + (width,))
    return mask


def _normalise(states: Floats, at: Ints) -> None:
    total = states[at].sum((1, 2), keepdims=True)
    states[at] /= np.maximum(total, 1e-300)
