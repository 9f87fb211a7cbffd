"""The candidates of every form of the training pairs, worked out once (build time)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from extract.language.syllables import parts, syllable
from extract.restore.channel import Lexicon, Worked, worked
from extract.restore.packed import pack_index, read_language, read_pairs, unigram_of
from extract.restore.sounds import Rows, Sounds, Tables, turned


def lexicon_of(words: list[str], forms: Rows) -> Lexicon:
    """The syllables among some words; what is none is never a candidate."""
    ids = [i for i, word in enumerate(words) if syllable(word)]
    split = [parts(words[i]) for i in ids]
    onsets, rimes = (sorted({pair[part] for pair in split}) for part in (0, 1))
    onset_index, rime_index = ({name: i for i, name in enumerate(names)} for names in (onsets, rimes))
    totals = turned(forms, {words[i]: k for k, i in enumerate(ids)}, 3)[1]
    return Lexicon(
        np.array(ids), np.array([onset_index[a] for a, _ in split]), np.array([rime_index[b] for _, b in split]),
        onsets, rimes, np.stack(totals),
    )  # fmt: skip


def index(folder: Path) -> None:
    """Works out folder/index.npz from folder/language.npz and folder/channel.npz."""
    language = read_language(folder / "language.npz")[0]
    (onsets, rimes, forms), segments = read_pairs(folder / "channel.npz")
    lexicon = lexicon_of(language.words, forms)
    tables = Tables.of(lexicon.onset_names, lexicon.rime_names, onsets, rimes)
    sounds = Sounds(lexicon.onset_names, lexicon.rime_names, tables, segments)
    unigram = unigram_of(language)[lexicon.ids]
    counts = turned(forms, {language.words[i]: k for k, i in enumerate(lexicon.ids)}, 3)[0]
    keys = sorted(counts)
    found = [worked(lexicon, sounds, unigram, form, case, counts[case, form]) for case, form in keys]
    every = Worked(*(np.concatenate(each) for each in zip(*found, strict=True)))
    ends = np.cumsum([len(one.places) for one in found])
    names = [f"{case}{form}" for case, form in keys]
    pack_index(folder / "index.npz", lexicon, tables, segments, names, ends, every)
