"""Many documents: two workers over one, growth, memory of the parent, and a rerun with nothing changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import generate
from measures import Plan, Row
from timing import Process, chitieu, ratio, spread

FLAT = 1.1  # times the memory of a run of a tenth of the documents


def _run(texts: Path, out: Path, jobs: int) -> Process:
    print(f"  {texts.parent.name} documents, {jobs} workers ...", file=sys.stderr, flush=True)
    done = chitieu("extract", str(texts), "--out", str(out), "--jobs", str(jobs), "--quiet")
    print(f"  {done.seconds:.1f} s", file=sys.stderr, flush=True)
    return done


def batches(plan: Plan) -> Iterator[Row]:
    """Runs over generated documents, each from nothing but the rerun; the order turned about every round."""
    fewer, more = plan.sizes
    kinds = (("small", fewer, 2), ("two", more, 2), ("again", more, 2), ("one", more, 1))
    runs: dict[str, list[Process]] = {kind: [] for kind, _, _ in kinds}
    with TemporaryDirectory() as folder:
        places = {count: Path(folder) / str(count) for count in plan.sizes}
        for count, place in places.items():
            for _ in generate(count, place):
                pass
        for number in range(plan.batches):
            for kind, count, jobs in kinds if number % 2 == 0 else (kinds[3], *kinds[1:3], kinds[0]):
                out = Path(folder) / f"{number}-{'two' if kind == 'again' else kind}"
                runs[kind].append(_run(places[count] / "texts", out, jobs))
    seconds = {kind: [each.seconds for each in found] for kind, found in runs.items()}
    rate = spread([more / each for each in seconds["two"]])
    yield Row("batch", f"{more:,} documents, two workers", "a second", rate)
    yield Row("batch", "two workers over one", "times", ratio(seconds["one"], seconds["two"]), 1.8)
    grown = ratio(seconds["two"], seconds["small"])
    bound = 1.1 * more / fewer
    yield Row("batch", f"{more:,} documents over {fewer:,}", "times the time", grown, bound, at_most=True)
    yield Row("batch", "rerun, nothing changed", "times faster", ratio(seconds["two"], seconds["again"]), 100)
    peaks = {kind: [each.megabytes for each in found if each.megabytes] for kind, found in runs.items()}
    if not all(peaks.values()):
        plan.left_out.append("memory of the parent: there is no /proc to read it from")
        return
    for kind, count in (("small", fewer), ("two", more)):
        got = spread(peaks[kind])
        yield Row("batch", f"peak of the parent, {count:,} documents", "MB", got, 120, at_most=True)
    flat = ratio(peaks["two"], peaks["small"])
    yield Row("batch", f"the same, {more:,} over {fewer:,}", "times", flat, FLAT, at_most=True)
