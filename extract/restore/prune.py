"""The candidates of a lattice that lie on a path not much worse than the best, by pairs of words alone."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extract.restore.ngrams import Floats, Ints, LanguageModel, Mask, Singles
from extract.restore.steps import Rows, Table, ragged

_WIDTH = 11.0  # a candidate this many nats behind the best path of its sentence is dropped
_MOST = 5  # candidates left at one position for the longer contexts
_NEVER = -1e4
_AT_ONCE = 50_000  # pairs looked up together: what is worked on stays near the processor


class Near(NamedTuple):
    """What is left of a lattice."""

    kept: Ints  # candidates
    sizes: Ints  # how many of them each position has
    offsets: Ints
    first: Ints  # counted pairs of neighbours: two indices into `kept`, in order
    second: Ints
    rows: Ints  # and where the pair stands among those of the model


def near(model: LanguageModel, ids: Ints, scores: Floats, offsets: Ints, starts: Ints) -> Near:
    """Which candidates to keep, and the counted pairs among them."""
    sizes = np.diff(offsets)
    # what is on one side of a certain word has no say in what is on the other
    cut = sizes == 1
    cut[starts] = True
    rows = Rows(np.flatnonzero(cut), len(sizes))
    table = Table(sizes, offsets, rows.columns)
    left, right, keys = _counted(model, ids, offsets, rows)
    found = model.pairs.rows(keys)
    total = _best_paths(model, ids, scores, rows, table, (left, right, model.orders[1].logp[found]))
    kept = _kept(total, sizes, offsets)
    new = np.cumsum(kept) - 1
    inside = np.flatnonzero(kept[left] & kept[right])
    first = new[left[inside]]
    order = np.argsort(first, kind="stable")
    inside, first = inside[order], first[order]
    many = np.add.reduceat(kept, offsets[:-1], dtype=np.int64)
    return Near(
        np.flatnonzero(kept), many, np.concatenate(([0], np.cumsum(many))), first, new[right[inside]], found[inside]
    )


def _counted(model: LanguageModel, ids: Ints, offsets: Ints, rows: Rows) -> tuple[Ints, Ints, Ints]:
    """The counted pairs among neighbouring candidates, in the order of the columns of their second words."""
    sizes = np.diff(offsets)
    here = rows.positions[rows.positions > 0]
    many = sizes[here - 1]
    left = ragged(offsets[here - 1], many)
    counts, begin = np.repeat(sizes[here], many), np.repeat(offsets[here], many)
    ends = np.cumsum(counts)
    high = ids << model.bits
    marks = np.arange(_AT_ONCE, (int(ends[-1]) if len(ends) else 0) + _AT_ONCE, _AT_ONCE)
    found = [
        _among(model, ids, high, left[block], begin[block], counts[block])
        for block in (slice(a, b) for a, b in pairwise([0, *np.searchsorted(ends, marks, side="right").tolist()]))
    ]
    firsts, seconds, keys = (np.concatenate([each[part] for each in found] or [ids[:0]]) for part in range(3))
    return firsts, seconds, keys


def _among(
    model: LanguageModel, ids: Ints, high: Ints, left: Ints, begin: Ints, counts: Ints
) -> tuple[Ints, Ints, Ints]:
    """The counted pairs of each candidate of `left` and so many others from `begin` on."""
    right = ragged(begin, counts)
    keys = np.repeat(high.take(left), counts)
    keys |= ids.take(right)
    places = model.pairs.known(keys)
    return np.repeat(left, counts).take(places), right.take(places), keys.take(places)


def _best_paths(
    model: LanguageModel, ids: Ints, scores: Floats, rows: Rows, table: Table, pairs: tuple[Ints, Ints, Singles]
) -> Floats:
    """Log probability of the best path through each candidate, within its stretch."""
    one, unigram = model.orders[0], model.orders[0].logp[ids]
    alone, weight = table.of(scores + unigram, _NEVER), table.of(one.bow[ids], 0.0)
    first, second = table.places[pairs[0]], table.places[pairs[1]]
    bounds = np.searchsorted(second % table.shape[1], rows.first).tolist()
    counted = [(first[a:b], second[a:b]) for a, b in pairwise(bounds)]
    steps = rows.steps()
    # what a pair adds to its first word, and (the second one's chance alone being in what follows) what to its second
    gains = np.split(scores[pairs[1]] + pairs[2], bounds[1:-1])
    ahead = alone.copy()
    flat = ahead.ravel()
    for number, (before, begin, end) in enumerate(steps, 1):
        context = slice(before, before + end - begin)
        np.add(alone[:, begin:end], (ahead[:, context] + weight[:, context]).max(0), out=ahead[:, begin:end])
        left, right = counted[number]
        np.maximum.at(flat, right, flat[left] + gains[number])
    gains = np.split(pairs[2] - unigram[pairs[1]], bounds[1:-1])
    behind = np.zeros(table.shape)
    flat, onward = behind.ravel(), alone.ravel()  # onward: a candidate alone and what comes from it on
    last = rows.ends - 1
    last = last[last < table.shape[1] - 1]
    out = rows.columns[last]
    behind[:, out] = weight[:, out] + alone[:, rows.columns[last + 1]].max(0)
    left, right = counted[0]
    np.maximum.at(flat, left, onward[right] + gains[0])
    for number in range(len(steps), 0, -1):
        before, begin, end = steps[number - 1]
        context = slice(before, before + end - begin)
        here = alone[:, begin:end]
        here += behind[:, begin:end]
        np.add(weight[:, context], here.max(0), out=behind[:, context])
        left, right = counted[number]
        np.maximum.at(flat, left, onward[right] + gains[number])
    ahead += behind
    total: Floats = ahead.ravel()[table.places]
    return total


def _kept(total: Floats, sizes: Ints, offsets: Ints) -> Mask:
    """Mask of the candidates near the best of their position, at most `_MOST` of each."""
    best = np.maximum.reduceat(total, offsets[:-1])
    kept: Mask = np.asarray(total >= np.repeat(best - _WIDTH, sizes))
    crowded = np.flatnonzero(np.add.reduceat(kept, offsets[:-1], dtype=np.int64) > _MOST)
    if len(crowded):  # exactly so many, whatever is tied
        many = sizes[crowded]
        inside = np.arange(many.max()) < many[:, None]
        values = np.full(inside.shape, -np.inf)
        places = ragged(offsets[crowded], many)
        values[inside] = total[places]
        mask = np.zeros(inside.shape, bool)
        np.put_along_axis(mask, np.argpartition(values, -_MOST, axis=1)[:, -_MOST:], True, axis=1)
        kept[places] = mask[inside]
    return kept
