"""Builds the restoration model from texts and twins: `python -m extract.restore.training.build --help`."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from extract.contract.extras import MissingExtra, require
from extract.language.syllables import syllable
from extract.restore.ngrams import Grams
from extract.restore.packed import DATA, pack_channel, pack_language
from extract.restore.training.aligned import lines, word_pairs
from extract.restore.training.corpus import Corpus, corpus, text_of
from extract.restore.training.indexing import index
from extract.restore.training.learn import Pair, counted, learn
from extract.rules.loader import load_yaml

ORDER = 3
FLOORS = (1, 1, 1)


def dictionary() -> list[str]:
    """The words of underthesea's dictionary (Viet74K, with the package)."""
    import underthesea

    path = Path(underthesea.__file__).parent / "corpus" / "data" / "Viet74K.txt"
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]


def place_names() -> list[str]:
    """Names of provinces, districts and communes, old and new, without what kind of place they are."""
    import underthesea

    path = Path(underthesea.__file__).parent / "address" / "data" / "mapping.json"
    data = json.loads(path.read_text("utf-8"))
    names = {row["short"] for key in ("province_names", "old_province_names") for row in data[key].values()}
    for row in data["ward_mapping"]:
        for key in ("old_district", "old_ward", "new_ward"):
            kind, _, name = (row.get(key) or "").partition(" ")
            for more in ("phố ", "xã ", "trấn ", "khu "):
                name = name.removeprefix(more) if kind in {"Thành", "Thị", "Đặc"} else name
            names.add(name)
    return sorted(n for n in names if n and not any(c.isdigit() for c in n))


def place_lines() -> list[str]:
    """Provinces and districts as resolutions speak of them."""
    import underthesea

    path = Path(underthesea.__file__).parent / "address" / "data" / "mapping.json"
    data = json.loads(path.read_text("utf-8"))
    found = set()
    for key in ("province_names", "old_province_names"):
        for row in data[key].values():
            kind = "tỉnh" if row["name"].startswith("Tỉnh") else "thành phố"
            for form in ("{0} {1}", "Ủy ban nhân dân {0} {1}", "Hội đồng nhân dân {0} {1}", "Đảng bộ {0} {1}"):
                found.add(form.format(kind, row["short"]))
            found.add(f"{'Tỉnh' if kind == 'tỉnh' else 'Thành'} ủy {row['short']}")
    for row in data["ward_mapping"]:
        district = row.get("old_district") or ""
        if district and not any(c.isdigit() for c in district):
            found.add(district[0].lower() + district[1:])
            if district.startswith("Huyện "):
                found.add(f"Huyện ủy {district[6:]}")
    return sorted(found)


def frequencies() -> dict[str, float]:
    """How frequent syllables are in Vietnamese at large (wordfreq)."""
    from wordfreq import get_frequency_dict

    return {w: f for w, f in get_frequency_dict("vi", "best").items() if syllable(w)}


def english() -> list[str]:
    """Common English words that no damaged syllable would look like."""
    from wordfreq import top_n_list

    return sorted(w for w in top_n_list("en", 8000) if len(w) > 3 and w.isascii() and w.isalpha() and not syllable(w))


def abbreviations() -> list[str]:
    """The short forms of patterns/abbreviations.yaml."""
    return [row["short"] for row in load_yaml("abbreviations.yaml")]


def language(texts: Iterable[str], folder: Path) -> Corpus:
    """Counts texts and writes folder/language.npz."""
    counts = corpus([*texts, "\n".join(place_lines())], dictionary(), place_names(), abbreviations(), frequencies())
    orders = [Grams(o.keys, o.logp.astype("f4"), o.bow.astype("f4")) for o in counts.orders(ORDER, FLOORS)]
    pack_language(folder / "language.npz", counts.words, orders, counts.titles, counts.abbreviations, english())
    return counts


def pairs_of(twins: Sequence[Path]) -> Counter[Pair]:
    """Counted word pairs of twin files."""
    found: Counter[Pair] = Counter()
    for path in twins:
        found.update(counted(word_pairs(lines(path))))
    return found


def channel(pairs: Counter[Pair], folder: Path) -> None:
    """Learns the channel from word pairs and writes folder/channel.npz."""
    tables = learn(pairs)
    forms: dict[tuple[int, str], dict[str, float]] = defaultdict(dict)
    for (case, word, form), number in pairs.items():
        forms[case, word][form] = float(number)
    onsets = {k: dict(v) for k, v in tables.onsets.items()}
    rimes = {k: dict(v) for k, v in tables.rimes.items()}
    pack_channel(folder / "channel.npz", onsets, rimes, forms, tables.segments.weights)  # type: ignore[arg-type]


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line: text files (.txt, .md, .txt.xz) and twin files (.tsv: clean, tab, read)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+", type=Path, help="texts to count, twins to learn the channel from")
    parser.add_argument("--out", type=Path, default=DATA, help="folder for language.npz, channel.npz and index.npz")
    options = parser.parse_args(arguments)
    twins = sorted(p for p in options.sources if p.suffix == ".tsv")
    texts = sorted(p for p in options.sources if p.suffix != ".tsv")
    try:
        if texts:  # twins alone need no dictionary
            require("train")
    except MissingExtra as error:
        parser.error(str(error))
    options.out.mkdir(parents=True, exist_ok=True)
    if texts:
        language((text_of(p) for p in texts), options.out)
    if twins:
        channel(pairs_of(twins), options.out)
    if all((options.out / name).exists() for name in ("language.npz", "channel.npz")):
        index(options.out)


if __name__ == "__main__":
    main()
