"""From a lattice of candidates to the probability of each: forward and backward sums, coarse to fine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.restore.language import Floats, Ints, LanguageModel

_WIDTH = 9.0  # a candidate this many nats behind the best path (bigrams) is dropped
_MOST = 5  # candidates left at one position for the longer contexts
_PIECE = 4096  # positions decoded at once


def posteriors(model: LanguageModel, ids: Ints, scores: Floats, offsets: Ints, top: int = 4) -> Floats:
    """Probability of each candidate, given the whole lattice.

    `ids[offsets[t]:offsets[t+1]]` are the words that position t may hold (at least one), `scores`
    their log channel probabilities; the returned probabilities of one position sum to 1.
    """
    out = np.zeros(len(ids))
    for begin in range(0, len(offsets) - 1, _PIECE):
        end = min(begin + _PIECE, len(offsets) - 1)
        lo, hi = int(offsets[begin]), int(offsets[end])
        part = offsets[begin : end + 1] - lo
        kept = _coarse(model, ids[lo:hi], scores[lo:hi], part)
        places = np.flatnonzero(kept)
        sizes = np.add.reduceat(kept.astype(np.int64), part[:-1])
        fewer = np.concatenate(([0], np.cumsum(sizes)))
        out[lo + places] = _fine(model, ids[lo:hi][places], scores[lo:hi][places], fewer, top)
    return out


def _coarse(model: LanguageModel, ids: Ints, scores: Floats, offsets: Ints) -> NDArray[np.bool_]:
    """Which candidates lie on a bigram path that is not much worse than the best."""
    count = len(offsets) - 1
    if count < 2:
        best = np.zeros(len(ids))
        best[:] = scores + model.orders[0].logp[ids]
        kept = best >= best.max() - _WIDTH
        return kept
    pairs = model.levels(ids, offsets, 2)[1]
    cuts = pairs.bounds.tolist()
    at = offsets.tolist()
    ahead = [scores[0 : at[1]] + model.orders[0].logp[ids[0 : at[1]]]]
    blocks = []
    for t in range(1, count):
        block = pairs.logp[cuts[t - 1] : cuts[t]].reshape(at[t] - at[t - 1], at[t + 1] - at[t])
        block = block + scores[at[t] : at[t + 1]]
        blocks.append(block)
        ahead.append((ahead[-1][:, None] + block).max(0))
    behind = np.zeros(at[-1] - at[-2])
    total = np.empty(len(ids))
    total[at[-2] :] = ahead[-1]
    for t in range(count - 2, -1, -1):
        behind = (blocks[t] + behind).max(1)
        total[at[t] : at[t + 1]] = ahead[t] + behind
    kept = total >= total[at[-2] :].max() - _WIDTH
    sizes = np.add.reduceat(kept.astype(np.int64), offsets[:-1])
    for t in np.flatnonzero(sizes > _MOST):
        part = total[at[t] : at[t + 1]]
        kept[at[t] : at[t + 1]] = part >= np.partition(part, -_MOST)[-_MOST]
    return kept


def _fine(model: LanguageModel, ids: Ints, scores: Floats, offsets: Ints, top: int) -> Floats:
    """Posterior probabilities by forward and backward sums over contexts of top - 1 words."""
    count = len(offsets) - 1
    top = min(top, count)
    levels = model.levels(ids, offsets, top)
    sizes = np.diff(offsets).tolist()
    bounds = levels[-1].bounds.tolist()
    last = np.exp(levels[-1].logp + scores[levels[-1].child])
    # the first top-1 words: product of what shorter contexts say
    state = np.ones(1)
    for k in range(top - 1):
        level = levels[k]
        part = slice(0, int(level.bounds[1]))
        state = np.repeat(state, sizes[k]) * np.exp(level.logp[part] + scores[level.child[part]])
    shape = sizes[: top - 1]
    state = state.reshape(shape or [1])
    state = state / state.sum()
    ahead = [state]
    moves = []
    for t in range(count - top + 1):
        move = last[bounds[t] : bounds[t + 1]].reshape(sizes[t : t + top])
        moves.append(move)
        state = (state[..., None] * move).sum(0) if top > 1 else move
        state = state / state.sum()
        ahead.append(state)
    out = np.empty(len(ids))
    at = offsets.tolist()
    behind = np.ones(ahead[-1].shape)
    for t in range(len(ahead) - 1, -1, -1):
        joint = ahead[t] * behind
        if t == len(ahead) - 1:
            for k in range(joint.ndim):
                where = count - joint.ndim + k
                marginal = joint.sum(tuple(i for i in range(joint.ndim) if i != k))
                out[at[where] : at[where + 1]] = marginal / marginal.sum()
        else:
            marginal = joint.reshape(joint.shape[0], -1).sum(1)
            out[at[t] : at[t + 1]] = marginal / marginal.sum()
        if t:
            behind = (moves[t - 1] * behind).sum(-1)
            behind = behind / behind.max()
    return out
