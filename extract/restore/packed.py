"""The restoration model as data: packed into files of arrays, loaded when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.restore.channel import Channel, Index, Lexicon, Worked
from extract.restore.damaged_lines import Reader
from extract.restore.letters import Segments
from extract.restore.ngrams import Floats, Grams, Ints, LanguageModel
from extract.restore.sounds import Counts, Rows, Sounds, Tables
from extract.restore.strict import StrictChannel

DATA = Path(__file__).parent / "data"
_STEP = 1000.0  # log probabilities are kept in thousandths
Arrays = dict[str, NDArray[np.generic]]
Packed = Mapping[str, NDArray[Any]]


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
        self._foreign = foreign

    @cached_property
    def strict(self) -> Reader:
        """Reads text that only lost its marks."""
        channel = StrictChannel(self.language.words, unigram_of(self.language))
        return Reader(self.language, channel, self.abbreviations, self._foreign)


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
    arrays: Arrays = {
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
    np.savez(path, allow_pickle=False, **arrays)


def pack_channel(path: Path, onsets: Rows, rimes: Rows, forms: Rows, segments: dict[tuple[str, str], float]) -> None:
    """Writes the channel: counts of forms by case and clean name, probabilities of letter segments."""
    arrays: Arrays = {}
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


def read_pairs(path: Path) -> tuple[list[Rows], Segments]:
    """What `pack_channel` wrote: counts of onsets, rimes and forms, and the letter segments."""
    with np.load(path, allow_pickle=False) as data:
        rows: list[Rows] = []
        for name in ("onset", "rime", "form"):
            found: Rows = {}
            for line, number in zip(_lines(data[name]), data[name + "_count"].tolist(), strict=True):
                case, clean, read = line.split("\t")
                found.setdefault((int(case), clean), {})[read] = number
            rows.append(found)
        segments = {}
        for line, p in zip(_lines(data["segment"]), data["segment_p"].tolist(), strict=True):
            a, _, b = line.partition("\t")
            segments[a, b] = p
    return rows, Segments(segments)


def pack_index(
    path: Path, lexicon: Lexicon, tables: Tables, segments: Segments, forms: list[str], ends: Ints, found: Worked
) -> None:
    """Writes the lexicon, what is known of its sounds, and the candidates of forms, where each form's end."""
    clean, read = zip(*segments.weights, strict=True)
    onsets, onset_codes = np.unique(found.onset_logp.astype(np.float32), return_inverse=True)
    rimes, rime_codes = np.unique(found.rime_logp.astype(np.float32), return_inverse=True)
    arrays: Arrays = {
        "id": _whole(lexicon.ids), "onset_of": _whole(lexicon.onset_of), "rime_of": _whole(lexicon.rime_of),
        "onset": _text(lexicon.onset_names), "rime": _text(lexicon.rime_names), "total": _whole(lexicon.totals),
        "pool_of": _whole(tables.pool_of), "segment": _text(list(clean)), "segment_read": _text(list(read)),
        "segment_p": np.array(list(segments.weights.values()), np.float32),
        "form": _text(forms), "end": _whole(ends), "place": _whole(found.places), "used": _whole(found.used),
        "logp": found.logp.astype(np.float32), "counted": _whole(found.counted), "onset_logp": onsets,
        "onset_code": _whole(onset_codes), "rime_logp": rimes, "rime_code": _whole(rime_codes),
    }  # fmt: skip
    for name, counts in (("onset", tables.onsets), ("rime", tables.rimes), ("pool", tables.pools)):
        arrays[f"{name}_read"] = _text(list(counts.reads))
        arrays[f"{name}_end"], arrays[f"{name}_place"] = _whole(np.array(counts.ends)), _whole(counts.places)
        arrays[f"{name}_number"], arrays[f"{name}_total"] = counts.numbers, counts.totals
    np.savez(path, allow_pickle=False, **arrays)


def _whole(values: Ints | Floats) -> NDArray[np.unsignedinteger]:
    """Counts and places as narrow as they fit."""
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))


def _counts(data: Packed, name: str) -> Counts:
    reads = {read: i for i, read in enumerate(_lines(data[f"{name}_read"]))}
    places: Ints = data[f"{name}_place"].astype(np.int64)
    return Counts(reads, data[f"{name}_end"].tolist(), places, data[f"{name}_number"], data[f"{name}_total"])


def _sounds(path: Path, lexicon: Lexicon) -> Sounds:
    with np.load(path, allow_pickle=False) as data:
        onsets, rimes, pools = (_counts(data, name) for name in ("onset", "rime", "pool"))
        pairs = zip(_lines(data["segment"]), _lines(data["segment_read"]), strict=True)
        segments = Segments(dict(zip(pairs, data["segment_p"].tolist(), strict=True)))
        tables = Tables(onsets, rimes, pools, data["pool_of"].astype(np.int64))
    return Sounds(lexicon.onset_names, lexicon.rime_names, tables, segments)


def read_channel(path: Path, language: LanguageModel) -> Channel:
    """The channel over the words of a language model; what only unknown forms need is read when one is met."""
    with np.load(path, allow_pickle=False) as data:
        ids, onset_of, rime_of, places, used = (
            data[name].astype(np.int64) for name in ("id", "onset_of", "rime_of", "place", "used")
        )
        names = _lines(data["onset"]), _lines(data["rime"])
        lexicon = Lexicon(ids, onset_of, rime_of, *names, data["total"].astype(np.float64))
        onset_logp, rime_logp = (
            data[f"{name}_logp"].astype(np.float64)[data[f"{name}_code"]] for name in ("onset", "rime")
        )
        logp, counted = (data[name].astype(np.float64) for name in ("logp", "counted"))
        found = Worked(places, used, logp, onset_logp, rime_logp, counted)
        unigram = unigram_of(language)
        index = Index(lexicon, unigram, _lines(data["form"]), data["end"], found)
    return Channel(lexicon, unigram, index, lambda: _sounds(path, lexicon))


def load(folder: Path) -> Model:
    """The model in a folder."""
    language, titles, short, foreign = read_language(folder / "language.npz")
    return Model(language, read_channel(folder / "index.npz", language), titles, short, foreign)


@cache
def shipped() -> Model:
    """The model that comes with the package."""
    return load(DATA)
