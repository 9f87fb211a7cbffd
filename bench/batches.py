"""Many documents: two workers over one, growth, memory and processor of all processes, a rerun with nothing changed,
and all outputs against those of a run without a cache.
"""

from __future__ import annotations

import filecmp
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from family import Family, chitieu, told
from generate import generate
from measures import Plan, Row
from timing import Spread, ratio, spread

FLAT = 1.1  # times the memory of a run of a tenth of the documents
ITSELF = 0.1  # times the processor of the workers: what the process that writes may take


def _run(texts: Path, out: Path, jobs: int, *more: str) -> Family:
    print(f"  {texts.parent.name} documents, {jobs} workers {' '.join(more)}...", file=sys.stderr, flush=True)
    cache = {"CHITIEU_CACHE": str(out.parent / f"cache-{out.name}")}
    done = chitieu("extract", str(texts), "--out", str(out), "--jobs", str(jobs), "--quiet", *more, environment=cache)
    print(f"  {told(done)}", file=sys.stderr, flush=True)
    return done


def _same(one: Path, other: Path) -> float:
    """The share of files, of all that are in either folder, that are in both with the same bytes."""
    names = sorted({path.name for folder in (one, other) for path in folder.iterdir()})
    same, _, _ = filecmp.cmpfiles(one, other, names, shallow=False)
    return len(same) / len(names)


def _peaks(family: Family) -> float:
    """The most that a worker took, in MB; the process itself where it did the work."""
    return max((each.megabytes for each in family.workers), default=family.itself.megabytes)


def batches(plan: Plan) -> Iterator[Row]:
    """Runs over generated documents, each from nothing but the rerun; the order turned about every round."""
    fewer, more = plan.sizes
    kinds = (("small", fewer, 2), ("two", more, 2), ("again", more, 2), ("one", more, 1))
    runs: dict[str, list[Family]] = {kind: [] for kind, _, _ in kinds}
    same: dict[str, list[float]] = {"one worker": [], "a run without a cache": []}
    with TemporaryDirectory() as folder:
        places = {count: Path(folder) / str(count) for count in plan.sizes}
        for count, place in places.items():
            for _ in generate(count, place):
                pass
        for number in range(plan.batches):
            for kind, count, jobs in kinds if number % 2 == 0 else (kinds[3], *kinds[1:3], kinds[0]):
                out = Path(folder) / f"{number}-{'two' if kind == 'again' else kind}"
                try:
                    runs[kind].append(_run(places[count] / "texts", out, jobs))
                except OSError as error:
                    plan.left_out.append(f"batch: {error}")
                    return
            two, plain = (Path(folder) / f"{number}-{kind}" for kind in ("two", "plain"))
            _run(places[more] / "texts", plain, 2, "--no-cache")
            same["one worker"].append(_same(two, Path(folder) / f"{number}-one"))
            same["a run without a cache"].append(_same(two, plain))
            for each in Path(folder).glob(f"{number}-*"):
                shutil.rmtree(each)
    yield from _of_time(runs, fewer, more)
    for against, shares in same.items():
        figure = f"{more:,} outputs and both tables, the same bytes as {against}"
        yield Row("batch", figure, "of all files", spread(shares), 1.0)
    yield from _of_memory(runs, fewer, more)


def _of_time(runs: dict[str, list[Family]], fewer: int, more: int) -> Iterator[Row]:
    seconds = {kind: [each.seconds for each in found] for kind, found in runs.items()}
    for kind, workers in (("two", "two workers"), ("one", "one worker")):
        rate = spread([more / each for each in seconds[kind]])
        yield Row("batch", f"{more:,} documents, {workers}", "a second", rate)
    yield Row("batch", "two workers over one", "times", ratio(seconds["one"], seconds["two"]), 1.8)
    share = [each.itself.cpu / max(each.of_workers, 0.01) for each in runs["two"]]
    yield Row("batch", "processor of the parent over its workers'", "times", spread(share), ITSELF, at_most=True)
    of_two, of_one = ([each.of_workers for each in runs[kind]] for kind in ("two", "one"))
    yield Row("batch", "processor of two workers over that of one", "times", _paired(of_two, of_one))
    grown = ratio(seconds["two"], seconds["small"])
    bound = 1.1 * more / fewer
    yield Row("batch", f"{more:,} documents over {fewer:,}", "times the time", grown, bound, at_most=True)
    yield Row("batch", "rerun, nothing changed", "times faster", ratio(seconds["two"], seconds["again"]), 100)


def _paired(above: list[float], below: list[float]) -> Spread:
    return spread([a / max(b, 0.01) for a, b in zip(above, below, strict=True)])


def _of_memory(runs: dict[str, list[Family]], fewer: int, more: int) -> Iterator[Row]:
    peaks = {kind: [each.itself.megabytes for each in found] for kind, found in runs.items()}
    for kind, count in (("small", fewer), ("two", more)):
        got = spread(peaks[kind])
        yield Row("batch", f"peak of the parent, {count:,} documents", "MB", got, 120, at_most=True)
    flat = ratio(peaks["two"], peaks["small"])
    yield Row("batch", f"the same, {more:,} over {fewer:,}", "times", flat, FLAT, at_most=True)
    yield Row("batch", "peak of the parent in the rerun", "MB", spread(peaks["again"]), 120, at_most=True)
    for kind, count in (("small", fewer), ("two", more)):
        got = spread([_peaks(each) for each in runs[kind]])
        yield Row("batch", f"peak of a worker, {count:,} documents", "MB", got)
