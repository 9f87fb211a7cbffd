"""From a lattice of candidates to the probability of each: forward and backward sums, coarse to fine.

Sentences are independent of one another (no n-gram crosses a boundary), and so is what lies on both sides of
words that are certain: all such stretches are worked through side by side, one array operation a step.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from extract.restore.ngrams import Floats, Ints, LanguageModel
from extract.restore.prune import Near, near
from extract.restore.steps import Rows, Table, ragged

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
        self._fresh = fresh[rows.positions[: rows.first[1]]]
        self._prepare(model, ids[self.places], left)

    def _prepare(self, model: LanguageModel, ids: Ints, left: Near) -> None:
        """Probabilities of all pairs and triples of what is left.

        A triple that is not counted is the pair of its last two words times a weight of its first two: only the others
        are listed, with what they have more (or less).
        """
        rows, table, (one, two, three) = self._rows, self._table, model.orders
        columns, (width, count) = rows.columns, table.shape
        self._unigram = np.exp(table.of(one.logp[ids], _NEVER))
        before = np.exp(table.of(one.bow[ids], _NEVER))[:, columns[rows.positions - 1]]
        pairs, weights = np.empty((width, width, count)), np.ones((width, width, count))
        np.multiply(before[:, None, :], self._unigram, out=pairs)
        place = np.repeat(np.arange(count), left.sizes)[left.second]
        cells = (table.ranks[left.first] * width + table.ranks[left.second]) * count + columns[place]
        pairs.ravel()[cells] = np.exp(two.logp[left.rows])
        weights.ravel()[cells] = np.exp(two.bow[left.rows])
        # a counted triple is two counted pairs
        bounds = np.searchsorted(left.first, np.arange(len(ids) + 1))
        begin = bounds[left.second]
        sizes = bounds[left.second + 1] - begin
        first, second = np.repeat(np.arange(len(begin)), sizes), ragged(begin, sizes)
        keys = (two.keys[left.rows[first]] << model.bits) | ids[left.second[second]]
        found, counted = model.triples.find(keys)
        first, second = first[found], second[found]
        step = columns[place[second]]
        order = np.argsort(step, kind="stable")
        bounds = np.searchsorted(step[order], rows.first).tolist()
        first, second = first[order], second[order]
        into, out = cells[first], cells[second]
        self._pairs, self._weights = pairs, weights
        self._more = np.exp(three.logp[counted[order]]) - weights.ravel()[into] * pairs.ravel()[out]
        self._third = table.places[left.second[second]]
        self._listed = [(slice(a, b), into[a:b], out[a:b]) for a, b in pairwise(bounds)]

    def posteriors(self, scores: Floats) -> Floats:
        """Probabilities of the candidates left, by sums over contexts of two words."""
        rows, sizes, weights = self._rows, self._sizes, self._weights
        top = np.maximum.reduceat(scores, self._offsets[:-1])
        given = np.exp(self._table.of(scores - np.repeat(top, sizes), _NEVER))
        alone = self._unigram * given
        pairs, more = self._pairs * given, self._more * given.ravel()[self._third]
        steps, starts = rows.steps(), rows.first[1]
        # a state is the words at a position and the one before it; only of a row that goes on something was before
        ahead = np.zeros(weights.shape)
        ahead[0, 0, :starts][~self._fresh] = 1.0
        flat = ahead.ravel()
        for number, (before, begin, end) in enumerate(steps):
            context = slice(before, before + end - begin)
            state = ahead[:, :, begin:end]
            share = np.add.reduce(ahead[:, :, context] * weights[:, :, context], 0)
            if not number:
                np.copyto(share, alone[:, context], where=self._fresh[context])
            np.multiply(pairs[:, :, begin:end], share[:, None, :], out=state)
            part, into, out = self._listed[number + 1]
            np.add.at(flat, out, flat[into] * more[part])
            if number % _SCALED == 0:
                state /= np.maximum(state.sum((0, 1)), 1e-300)
        behind = np.ones(weights.shape)
        flat = behind.ravel()
        last = rows.ends - 1
        last = last[last < len(sizes) - 1]
        at = rows.columns[last]
        behind[:, :, at] = weights[:, :, at] * pairs[:, :, rows.columns[last + 1]].sum(1)
        part, into, _ = self._listed[0]
        np.add.at(flat, into, more[part])
        for number in range(len(steps) - 1, -1, -1):
            before, begin, end = steps[number]
            context = slice(before, before + end - begin)
            state = behind[:, :, context]
            share = np.add.reduce(pairs[:, :, begin:end] * behind[:, :, begin:end], 1)
            np.multiply(weights[:, :, context], share, out=state)
            part, into, out = self._listed[number + 1]
            np.add.at(flat, into, flat[out] * more[part])
            if number % _SCALED == 0:
                state /= np.maximum(state.max((0, 1)), 1e-300)
        ahead *= behind
        chance = ahead.sum(0)
        chance[:, :starts] = alone[:, :starts]
        if steps:
            _, begin, end = steps[0]
            chance[:, : end - begin] = ahead[:, :, begin:end].sum(1)
        found = chance.ravel()[self._table.places]
        total = np.add.reduceat(found, self._offsets[:-1])
        lost = total <= 0
        if lost.any():
            found = np.where(np.repeat(lost, sizes), 1.0, found)
            total = np.add.reduceat(found, self._offsets[:-1])
        result: Floats = found / np.repeat(total, sizes)
        return result
