"""The restoration model as data: packed into two files of arrays, loaded when first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.restore.channel import Channel
from extract.restore.language import Floats, Grams, Ints, LanguageModel
from extract.restore.reader import Reader
from extract.restore.strict import StrictChannel

DATA = Path(__file__).parent / "data"
_STEP = 1000.0  # log probabilities are kept in thousandths
_Rows = dict[tuple[int, str], dict[str, float]]


class Model:
    """Everything that restoring needs: language, channel, case of words, abbreviations."""

    def __init__(
        self,
        language: LanguageModel,
        channel: Channel,
        titles: Floats,
        abbreviations: dict[str, str],
        foreign: frozenset[str],
    ) -> None:
        self.language, self.channel, self.titles, self.abbreviations = language, channel, titles, abbreviations
        self.reader = Reader(language, channel, abbreviations, foreign)
        self.strict = Reader(language, StrictChannel(language.words, unigram_of(language)), abbreviations, foreign)


def unigram_of(language: LanguageModel) -> Floats:
    """Log probability of each word by itself."""
    return language.orders[0].logp.astype(np.float64)


def _text(lines: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)


def _lines(data: NDArray[np.uint8]) -> list[str]:
    return data.tobytes().decode("utf-8").split("\n")


def _fixed(values: Floats) -> NDArray[np.int16]:
    return np.clip(np.rint(values * _STEP), -32768, 32767).astype(np.int16)


def pack_language(
    path: Path, words: list[str], orders: list[Grams], titles: list[float], short: dict[str, str], foreign: list[str]
) -> None:
    """Writes the language model: every n-gram as its last word below its context."""
    bits = int(len(words) - 1).bit_length()
    arrays: dict[str, NDArray[np.generic]] = {
        "words": _text(words),
        "titles": np.rint(np.array(titles) * 255).astype(np.uint8),
        "short": _text([f"{a}\t{b}" for a, b in sorted(short.items())]),
        "foreign": _text(foreign),
        "logp1": _fixed(np.asarray(orders[0].logp, float)),
        "bow1": _fixed(np.asarray(orders[0].bow, float)),
    }
    for k in range(1, len(orders)):
        keys = orders[k].keys
        owner = np.searchsorted(orders[k - 1].keys, keys >> bits)
        arrays[f"count{k + 1}"] = np.bincount(owner, minlength=len(orders[k - 1].keys)).astype(np.uint16)
        arrays[f"word{k + 1}"] = (keys & ((1 << bits) - 1)).astype(np.uint16)
        arrays[f"logp{k + 1}"] = _fixed(np.asarray(orders[k].logp, float))
        if k + 1 < len(orders):
            arrays[f"bow{k + 1}"] = _fixed(np.asarray(orders[k].bow, float))
    np.savez_compressed(path, allow_pickle=False, **arrays)


def pack_channel(path: Path, onsets: _Rows, rimes: _Rows, forms: _Rows, segments: dict[tuple[str, str], float]) -> None:
    """Writes the channel: counts of forms by case and clean name, probabilities of letter segments."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, rows in (("onset", onsets), ("rime", rimes), ("form", forms)):
        flat = [
            (f"{case}\t{clean}\t{read}", number)
            for (case, clean), reads in sorted(rows.items())
            for read, number in sorted(reads.items())
            if number >= 0.5
        ]
        arrays[name] = _text([row[0] for row in flat])
        arrays[name + "_count"] = np.array([row[1] for row in flat], np.float32)
    pairs = sorted((pair, p) for pair, p in segments.items() if p > 1e-6)
    arrays["segment"] = _text([f"{a}\t{b}" for (a, b), _ in pairs])
    arrays["segment_p"] = np.array([p for _, p in pairs], np.float32)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def read_language(path: Path) -> tuple[LanguageModel, Floats, dict[str, str], frozenset[str]]:
    """The language model, the share of capital initials by word, abbreviations, foreign words."""
    with np.load(path, allow_pickle=False) as data:
        words = _lines(data["words"])
        bits = int(len(words) - 1).bit_length()
        keys: Ints = np.arange(len(words), dtype=np.int64)
        orders = []
        k = 1
        while f"logp{k}" in data:
            if k > 1:
                keys = (np.repeat(keys, data[f"count{k}"]) << bits) | data[f"word{k}"].astype(np.int64)
            logp = data[f"logp{k}"].astype(np.float32) / np.float32(_STEP)
            bow = data[f"bow{k}"].astype(np.float32) / np.float32(_STEP) if f"bow{k}" in data else logp[:1]
            orders.append(Grams(keys, logp, bow))
            k += 1
        titles = data["titles"] / 255.0
        short = dict(line.split("\t") for line in _lines(data["short"]) if line)
        foreign = frozenset(_lines(data["foreign"]))
    return LanguageModel(words, orders), titles, short, foreign


def read_channel(path: Path, language: LanguageModel) -> Channel:
    """The channel over the words of a language model."""
    with np.load(path, allow_pickle=False) as data:
        rows: list[_Rows] = []
        for name in ("onset", "rime", "form"):
            found: _Rows = {}
            for line, number in zip(_lines(data[name]), data[name + "_count"].tolist(), strict=True):
                case, clean, read = line.split("\t")
                found.setdefault((int(case), clean), {})[read] = number
            rows.append(found)
        segments = {}
        for line, p in zip(_lines(data["segment"]), data["segment_p"].tolist(), strict=True):
            a, _, b = line.partition("\t")
            segments[a, b] = p
    return Channel(language.words, unigram_of(language), rows[0], rows[1], rows[2], segments)


def load(folder: Path) -> Model:
    """The model in a folder."""
    language, titles, short, foreign = read_language(folder / "language.npz")
    return Model(language, read_channel(folder / "channel.npz", language), titles, short, foreign)


@cache
def shipped() -> Model:
    """The model that comes with the package."""
    return load(DATA)
