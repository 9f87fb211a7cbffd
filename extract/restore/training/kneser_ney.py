"""An interpolated Kneser-Ney model of orders one to four, counted with numpy (build time only)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def _grams(ids: Ints, order: int, bits: int, boundary: int) -> Ints:
    """Packed keys of all n-grams that do not cross a boundary (one may begin or end with it)."""
    if len(ids) < order:
        return np.zeros(0, np.int64)
    keys = np.zeros(len(ids) - order + 1, np.int64)
    inside = np.ones(len(keys), bool)
    for i in range(order):
        column = ids[i : i + len(keys)]
        keys = (keys << bits) | column
        if 0 < i < order - 1:
            inside &= column != boundary
    if order == 2:
        inside &= ~((ids[:-1] == boundary) & (ids[1:] == boundary))
    return keys[inside]


def _discounts(counts: Ints) -> Floats:
    """The three discounts of modified Kneser-Ney smoothing (Chen and Goodman 1998)."""
    n = [max(int((counts == k).sum()), 1) for k in (1, 2, 3, 4)]
    y = n[0] / (n[0] + 2 * n[1])
    found = [0.0] + [k - (k + 1) * y * n[k] / n[k - 1] for k in (1, 2, 3)]
    clipped: Floats = np.clip(np.array(found), 0.05, 2.5) * np.array([0, 1, 1, 1])
    return clipped


class Order:
    """The n-grams of one order: sorted keys, probability of the last word, weight left to shorter contexts."""

    def __init__(self, keys: Ints, logp: Floats) -> None:
        self.keys, self.logp = keys, logp
        self.bow: Floats = np.zeros(len(keys))


@dataclass(slots=True)
class General:
    """What is known of the language beyond the texts: syllable frequencies, pairs with relative weights."""

    unigram: Floats
    pairs: Ints  # two columns, in order
    weights: Floats


SYLLABLES = 0.1  # share of the general frequencies in the probability of a syllable
PAIRS = 0.01  # the pairs weigh as much as so large a share of the texts


def model(
    ids: Ints, size: int, top: int, floors: tuple[int, ...], general: General | None = None, boundary: int = 0
) -> list[Order]:
    """Orders 1..top over ids < size; n-grams of order k seen less than floors[k-1] times are dropped."""
    bits = int(size - 1).bit_length()
    tables: list[tuple[Ints, Ints]] = []
    for order in range(1, top + 1):
        tables.append(np.unique(_grams(ids, order, bits, boundary), return_counts=True))
    raw = [t[1].copy() for t in tables]
    for k in range(top - 1):  # lower orders: how many different words stand before
        keys, counts = tables[k]
        longer = tables[k + 1][0] & ((1 << (bits * (k + 1))) - 1)
        seen, number = np.unique(longer, return_counts=True)
        contextual = counts.copy()
        where: Ints = np.asarray(np.searchsorted(keys, seen), np.int64)
        inside = np.asarray(where < len(keys))
        inside[inside] = keys[where[inside]] == seen[inside]
        starts = (keys >> (bits * k)) == boundary
        contextual[:] = np.where(starts & (k > 0), counts, 1)
        inner = where[inside]
        contextual[inner] = np.where(starts[inner] & (k > 0), counts[inner], number[inside])
        tables[k] = keys, contextual
    lower: Floats = np.full(size, 1.0 / size)
    found: list[Order] = []
    before = np.zeros(0, np.int64)
    for k, (keys, counts) in enumerate(tables):
        discount = _discounts(counts)
        taken = discount[np.minimum(counts, 3)]
        context = keys >> bits
        owners, at = np.unique(context, return_inverse=True)
        total = np.bincount(at, counts)
        gamma = np.bincount(at, taken) / total
        if k == 0:
            p = np.zeros(size)
            p[keys] = (counts - taken) / total[0]
            p += gamma[0] / size
            if general:
                p = (1 - SYLLABLES) * p + SYLLABLES * general.unigram
            found.append(Order(np.arange(size, dtype=np.int64), np.log(p)))
            lower, before = p, np.arange(size, dtype=np.int64)
            continue
        shorter = np.searchsorted(before, keys & ((1 << (bits * k)) - 1))
        p = (counts - taken) / total[at] + gamma[at] * lower[np.minimum(shorter, len(lower) - 1)]
        if k == 1 and general:
            backed = np.zeros(size)
            backed[owners] = gamma
            backed[np.setdiff1d(np.arange(size), owners)] = 1.0
            raw_context = np.asarray(np.bincount(keys >> bits, raw[1], size), np.float64)
            keys, p, listed = _with_pairs(keys, p, general, backed, lower, raw_context, len(ids) * PAIRS, bits)
            known = np.zeros(len(keys), np.int64)
            known[~listed] = raw[1]
            raw[1] = np.where(listed, 1 << 30, known)
        found.append(Order(keys, np.log(p)))
        lower, before = p, keys
    for k in range(1, top):
        kept = raw[k] >= floors[k]
        if k > 1:  # a kept n-gram needs its context and its shorter self
            kept &= np.isin(found[k].keys >> bits, found[k - 1].keys)
            kept &= np.isin(found[k].keys & ((1 << (bits * k)) - 1), found[k - 1].keys)
        found[k] = Order(found[k].keys[kept], found[k].logp[kept])
    _weights(found, bits)
    return found


def _with_pairs(
    keys: Ints, p: Floats, general: General, backed: Floats, lower: Floats, raw: Floats, mass: float, bits: int
) -> tuple[Ints, Floats, NDArray[np.bool_]]:
    """Bigram probabilities mixed with those of the general pairs; which keys the texts did not have."""
    first, second = general.pairs[:, 0], general.pairs[:, 1]
    extra = (first << bits) | second
    weights = general.weights / general.weights.sum() * mass
    total = np.bincount(first, weights, len(backed))
    share = total / np.maximum(total + raw, 1e-9)
    every = np.union1d(keys, extra)
    out = np.zeros(len(every))
    at = np.searchsorted(every, keys)
    out[at] = p
    listed = np.ones(len(every), bool)
    listed[at] = False
    context = every >> bits
    out[listed] = backed[context[listed]] * lower[every[listed] & ((1 << bits) - 1)]
    out *= 1 - share[context]
    np.add.at(out, np.searchsorted(every, extra), share[first] * weights / total[first])
    return every, out, listed


def _weights(found: list[Order], bits: int) -> None:
    """Back-off weights: the mass of the kept longer n-grams, and what shorter ones give the same words."""
    for k in range(1, len(found)):
        keys, logp = found[k].keys, found[k].logp
        context = keys >> bits
        short = backed_all(found, keys & ((1 << (bits * k)) - 1), k, bits)
        where = np.searchsorted(found[k - 1].keys, context)
        given = np.bincount(where, np.exp(logp), len(found[k - 1].keys))
        same = np.bincount(where, np.exp(short), len(found[k - 1].keys))
        left = np.maximum(1 - given, 1e-4) / np.maximum(1 - same, 1e-4)
        found[k - 1].bow = np.log(left)


def backed_all(found: list[Order], keys: Ints, order: int, bits: int) -> Floats:
    """Log probability of the last word of packed n-grams of one order, with back-off."""
    table = found[order - 1]
    where = np.minimum(np.searchsorted(table.keys, keys), len(table.keys) - 1)
    hit = table.keys[where] == keys
    out = np.where(hit, table.logp[where], 0.0)
    if order > 1 and not hit.all():
        miss = keys[~hit]
        context = miss >> bits
        above = found[order - 2]
        at = np.minimum(np.searchsorted(above.keys, context), len(above.keys) - 1)
        weight = np.where(above.keys[at] == context, above.bow[at], 0.0)
        out[~hit] = weight + backed_all(found, miss & ((1 << (bits * (order - 1))) - 1), order - 1, bits)
    return out
