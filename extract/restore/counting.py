"""An interpolated Kneser-Ney model of orders one to four, counted with numpy (build time only)."""

from __future__ import annotations

from collections.abc import Sequence

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


def model(
    ids: Ints, size: int, top: int, floors: tuple[int, ...], phrases: Sequence[tuple[int, ...]] = (), boundary: int = 0
) -> list[Order]:
    """Orders 1..top over ids < size; n-grams of order k seen less than floors[k-1] times are dropped.

    The n-grams of `phrases` count as seen once where the text has none of them.
    """
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
    for k in range(1, min(top, 3)):
        keys, counts = tables[k]
        listed = np.unique(np.array(_listed(phrases, k + 1, bits), np.int64))
        listed = listed[~np.isin(listed, keys)]
        merged = np.concatenate((keys, listed))
        places = np.argsort(merged, kind="stable")
        tables[k] = merged[places], np.concatenate((counts, np.ones(len(listed), np.int64)))[places]
        raw[k] = np.concatenate((raw[k], np.full(len(listed), 1 << 30)))[places]
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
            found.append(Order(np.arange(size, dtype=np.int64), np.log(p)))
            lower, before = p, np.arange(size, dtype=np.int64)
            continue
        shorter = np.searchsorted(before, keys & ((1 << (bits * k)) - 1))
        p = (counts - taken) / total[at] + gamma[at] * lower[np.minimum(shorter, len(lower) - 1)]
        found.append(Order(keys, np.log(p)))
        lower, before = p, keys
        del owners
    for k in range(1, top):
        kept = raw[k] >= floors[k]
        if k > 1:  # a kept n-gram needs its context and its shorter self
            kept &= np.isin(found[k].keys >> bits, found[k - 1].keys)
            kept &= np.isin(found[k].keys & ((1 << (bits * k)) - 1), found[k - 1].keys)
        found[k] = Order(found[k].keys[kept], found[k].logp[kept])
    _weights(found, bits)
    return found


def _listed(phrases: Sequence[tuple[int, ...]], order: int, bits: int) -> list[int]:
    """Packed keys of the n-grams of phrases."""
    found = []
    for phrase in phrases:
        for i in range(len(phrase) - order + 1):
            key = 0
            for word in phrase[i : i + order]:
                key = key << bits | word
            found.append(key)
    return found


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
