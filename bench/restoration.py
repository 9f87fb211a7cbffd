"""Speed and memory of restoration: `python bench/restoration.py`; ratios of one run on one machine."""

from __future__ import annotations

import resource
from pathlib import Path
from statistics import median
from time import perf_counter

from extract.language.cleaning import composed
from extract.pipeline.components import extract, load
from extract.readers import of_text, read
from extract.restore import restore

ROOT = Path(__file__).parent.parent
ROUNDS = 5


def _seconds(text: str) -> float:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        restore(composed(text))
        times.append(perf_counter() - start)
    return median(times)


def main() -> None:
    """Print speed by length, what detection costs a clean document, and the peak memory."""
    rows = (ROOT / "tests" / "twins" / "soc-trang.b.tsv").read_text("utf-8").rstrip("\n").split("\n")
    damaged = "\n".join(row.split("\t")[1] for row in rows)
    restore(composed(damaged))
    for times in (1, 4, 16):
        text = "\n".join([damaged] * times)
        print(f"{len(text) / 1000:7.0f} KB damaged: {len(text) / 1000 / _seconds(text):6.0f} KB/s")
    nlp = load()
    clean = read(ROOT / "corpora" / "phu-yen.txt")
    extract(clean, nlp)
    start = perf_counter()
    extract(of_text(clean.raw), nlp)
    whole = perf_counter() - start
    print(f"detection of a clean document: {_seconds(clean.raw) / whole:.1%} of its extraction")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
