"""From a lattice of candidates to the probability of each: forward and backward sums, coarse to fine.

Sentences are independent of one another (no n-gram crosses a boundary), and so is what lies on both sides of
words that are certain: all such stretches are worked through side by side, one array operation a step.
"""

from __future__ import annotations

import numpy as np

from extract.restore.language import Floats, Ints, LanguageModel, Mask
from extract.restore.prune import Near, near
from extract.restore.rows import Rows, Table, ragged

_PIECE = 6000  # positions decoded at once
_LONGEST = 80  # positions worked through in one row; a longer sentence loses its context once
_NEVER = -1e4
_SCALED = 4  # steps after which sums are scaled, lest they vanish


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


class _Piece:
    """Some whole rows of a lattice: positions begin to end."""

    def __init__(
        self, model: LanguageModel, ids: Ints, scores: Floats, offsets: Ints, begin: int, end: int, starts: Ints
    ) -> None:
        lo, hi = int(offsets[begin]), int(offsets[end])
        left = near(model, ids[lo:hi], scores[lo:hi], offsets[begin : end + 1] - lo, starts)
        self.places = left.kept + lo
        self._sizes, self._offsets = left.sizes, left.offsets
        # after two words that are certain nothing depends on what was before
        single = left.sizes == 1
        fresh = np.zeros(len(single), bool)
        fresh[starts] = True
        cut = fresh.copy()
        cut[1:] |= single[1:] & single[:-1]
        self._rows = rows = Rows(np.flatnonzero(cut), len(single))
        self._table = Table(left.sizes, left.offsets, rows.columns)
        self._prepare(model, ids[self.places], left, fresh)

    def _prepare(self, model: LanguageModel, ids: Ints, left: Near, fresh: Mask) -> None:
        """Probabilities of all pairs and triples of what is left, each in the column of its last word."""
        rows, table, (one, two, three) = self._rows, self._table, model.orders
        columns, (width, count) = rows.columns, table.shape
        unigram = np.exp(table.of(one.logp[ids], _NEVER))
        before = np.exp(table.of(one.bow[ids], _NEVER))[:, columns[rows.positions - 1]]
        pairs = before[:, None, :] * unigram[None, :, :]
        place = np.repeat(np.arange(len(left.sizes)), left.sizes)
        here = place[left.second]
        first, second = table.ranks[left.first], table.ranks[left.second]
        pairs[first, second, columns[here]] = np.exp(two.logp[left.rows])
        weights = np.ones((width, width, count))
        followed = here + 1 < count
        weights[first[followed], second[followed], columns[here[followed] + 1]] = np.exp(two.bow[left.rows[followed]])
        triples = weights[:, :, None, :] * pairs[None, :, :, :]
        # a counted triple is two counted pairs
        bounds = np.searchsorted(left.first, np.arange(len(ids) + 1))
        begin = bounds[left.second]
        sizes = bounds[left.second + 1] - begin
        start = np.repeat(np.arange(len(begin)), sizes)
        then = ragged(begin, sizes)
        keys = (two.keys[left.rows[start]] << model.bits) | ids[left.second[then]]
        found, counted = model.triples.find(keys)
        start, then = start[found], then[found]
        triples[first[start], second[start], second[then], columns[here[then]]] = np.exp(three.logp[counted])
        self._unigram, self._triples = unigram, triples
        self._first = self._begun(pairs, fresh)
        self._product = np.empty_like(triples)

    def _begun(self, pairs: Floats, fresh: Mask) -> Floats:
        """Weight of the first two words of each row of two or more."""
        at, stop = self._rows.first[1:3] if len(self._rows.first) > 2 else (0, 0)
        width = len(pairs)
        begun = np.zeros((width, width, stop - at))
        new = fresh[self._rows.positions[: stop - at]]
        begun[:, :, new] = (self._unigram[:, None, : stop - at] * pairs[:, :, at:stop])[:, :, new]
        begun[0][:, ~new] = self._triples[0, 0, :, at:stop][:, ~new]
        return begun

    def posteriors(self, scores: Floats) -> Floats:
        """Probabilities of the candidates left, by sums over contexts of two words."""
        rows, sizes = self._rows, self._sizes
        top = np.maximum.reduceat(scores, self._offsets[:-1])
        given = np.exp(self._table.of(scores - np.repeat(top, sizes), _NEVER))
        moves = np.multiply(self._triples, given, out=self._product)
        count, steps = len(sizes), rows.steps()
        # a state is the words at a position and the one before it
        ahead = np.zeros(moves.shape[1:])
        behind = np.ones(moves.shape[1:])
        lone, at, stop = 0, 0, 0
        if steps:
            _, at, stop = steps[0]
            lone = stop - at
            ahead[:, :, at:stop] = self._first * given[:, None, :lone] * given[None, :, at:stop]
        for number, (before, begin, end) in enumerate(steps[1:], 1):
            state = ahead[:, :, begin:end]
            np.add.reduce(ahead[:, :, None, before : before + end - begin] * moves[:, :, :, begin:end], 0, out=state)
            if number % _SCALED == 0:
                state /= np.maximum(state.sum((0, 1)), 1e-300)
        last = rows.ends - 1
        last = last[last < count - 1]
        behind[:, :, rows.columns[last]] = moves[:, :, :, rows.columns[last + 1]].sum(2)
        for number, (before, begin, end) in enumerate(reversed(steps), 1):
            state = behind[:, :, before : before + end - begin]
            np.add.reduce(moves[:, :, :, begin:end] * behind[:, :, begin:end], 2, out=state)
            if number % _SCALED == 0:
                state /= np.maximum(state.max((0, 1)), 1e-300)
        ahead *= behind
        chance = ahead.sum(0)
        single = slice(lone, rows.first[1])
        chance[:, single] = self._unigram[:, single] * given[:, single]
        chance[:, :lone] = ahead[:, :, at:stop].sum(1)
        flat = chance.ravel()[self._table.places]
        total = np.add.reduceat(flat, self._offsets[:-1])
        lost = total <= 0
        if lost.any():
            flat = np.where(np.repeat(lost, sizes), 1.0, flat)
            total = np.add.reduceat(flat, self._offsets[:-1])
        result: Floats = flat / np.repeat(total, sizes)
        return result
