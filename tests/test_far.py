"""What a run of very many documents holds in memory: a little for each, and the rows of none while they are merged."""

from __future__ import annotations

import gc
import pathlib
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from extract.run.batch import run
from extract.run.cache import store
from extract.run.outcomes import Finished
from extract.sources.inputs import Document
from extract.write.packs import Sorter, pack, sortable

HEADER = (b"", b"head\n", b"")
FEWER, MORE = 300, 1_500
EACH = 900
"""Bytes that a document may cost, its two rows among them: names, counts, how its file looked; 2,490 once, 835 now."""
_INTERNED = tracemalloc.Filter(False, pathlib.__file__)  # Python's table of all names: it grows in leaps


class Instant:
    """An engine that gives each document two rows at once; `held`: bytes that the run held when it gave the last."""

    held = 0

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Finished]:
        waiting = list(documents)
        for place, document in enumerate(waiting, 1):
            rows = pack([HEADER, *((sortable([document.id, row]), b"row\n", b"{}\n") for row in range(2))])
            text = document.id.encode()
            digest = sha256(text).hexdigest()
            if place == len(waiting):
                gc.collect()  # what Python keeps to use again too
                traces = tracemalloc.take_snapshot().filter_traces([_INTERNED]).traces
                self.held = sum(trace.size for trace in traces)
            yield Finished(document.id, document.shown, text, digest, rows, digest, 1_000, 2_000, 3_000)


def _peak(work: Callable[[], object]) -> int:
    """The most bytes that Python held at a time for a piece of work."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_document_costs_the_run_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_TOGETHER", 10)  # how many wait to be kept depends on the time too
    held = []
    for place, count in enumerate((FEWER, FEWER, MORE)):  # the first loads what is loaded once
        folder, engine = tmp_path / str(place), Instant()
        (folder / "in").mkdir(parents=True)
        monkeypatch.chdir(folder)  # how long the names are would count
        for number in range(count):
            (folder / "in" / f"ke-hoach-{number:05d}.txt").write_text("80%", "utf-8")
        tracemalloc.start()
        try:
            run(["in"], "out", by=engine, cache=Path("cache"))
        finally:
            tracemalloc.stop()
        held.append(engine.held)
    assert 100 < (held[2] - held[1]) / (MORE - FEWER) < EACH


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
