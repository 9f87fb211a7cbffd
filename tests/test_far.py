"""What a run of very many documents holds in memory: a little for each, and the rows of none while they are merged."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from extract.run.batch import run
from extract.run.outcomes import Finished
from extract.sources.inputs import Document
from extract.write.packs import Sorter, pack, sortable

HEADER = (b"", b"head\n", b"")
FEWER, MORE = 300, 1_500
EACH = 1_200
"""Bytes that a document may cost, its two rows among them: names, counts, how its file looked; 2,490 once, 964 now."""


class Instant:
    """An engine that gives each document two rows at once."""

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Finished]:
        tracemalloc.reset_peak()  # what went before read files whole, to tell whether anything has changed
        for document in documents:
            rows = pack([HEADER, *((sortable([document.id, row]), b"row\n", b"{}\n") for row in range(2))])
            text = document.id.encode()
            digest = sha256(text).hexdigest()
            yield Finished(document.id, document.shown, text, digest, rows, digest, 1_000, 2_000, 3_000)


def _peak(work: Callable[[], object]) -> int:
    """The most bytes that Python held at a time for a piece of work."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_document_costs_the_run_little_memory(tmp_path: Path) -> None:
    peaks = []
    for place, count in enumerate(
        (MORE, FEWER, MORE)
    ):  # the first loads what is loaded once, and widens Python's own tables
        folder = tmp_path / str(place)
        (folder / "in").mkdir(parents=True)
        for number in range(count):
            (folder / "in" / f"ke-hoach-{number:05d}.txt").write_text("80%", "utf-8")
        told = lambda folder=folder: run([folder / "in"], folder / "out", by=Instant(), cache=folder / "cache")  # noqa: E731
        peaks.append(_peak(told))
    assert (peaks[2] - peaks[1]) / (MORE - FEWER) < EACH


def _merged(folder: Path, runs: int) -> int:
    """Peak while rows are read back that were put by in so many runs."""
    with Sorter(folder, held=120_000) as sorter:
        for number in range(runs):
            rows = [(sortable([row, number]), b"c" * 500, b"j" * 1_000) for row in range(100)]
            sorter.add(pack([HEADER, *rows]))
        return _peak(lambda: sum(1 for _ in sorter.lines()))


def test_rows_put_by_cost_little_while_they_are_merged(tmp_path: Path) -> None:
    fewer, more = _merged(tmp_path, 4), _merged(tmp_path, 44)
    assert (more - fewer) / 40 < 80_000  # half of a run; whole packs of a hundred rows took all of it
