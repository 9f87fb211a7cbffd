"""Where the time goes, as Markdown: clean text, damaged text, PDF, cold start.

    python bench/profiled.py [clean damaged pdf cold]

Shares of rooms (modules of extract/) and the functions come from cProfile, which makes small functions look dearer
than they are; what libraries and built-in functions take counts for the room that called them.  Stages are timed
without it.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import contenders
from contenders import CLEAN, DAMAGED, path_of
from starting import cold
from timing import ROOT, Work, machine, spread, timed

TOP = 15
ROUNDS = 3
_OURS = str(ROOT / "extract") + "/"

Function = tuple[str, int, str]
Stats = dict[Function, tuple[int, int, float, float, dict[Function, tuple[int, int, float, float]]]]


def _stats(work: Work) -> Stats:
    work()  # what is loaded once is no part of it
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(ROUNDS):
        work()
    profile.disable()
    found: Stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return found


def _room(file: str) -> str:
    """The room of a file of ours: a module, or a folder of modules."""
    inner = file.removeprefix(_OURS)
    return inner.split("/")[0] + "/" if "/" in inner else inner


def rooms(stats: Stats) -> dict[str, float]:
    """Seconds by room, the largest first; what no room of ours called is "(outside)"."""
    busy: set[Function] = set()

    @cache
    def owners(function: Function) -> tuple[tuple[str, float], ...]:
        """The rooms for which a function works, with their shares."""
        if function[0].startswith(_OURS):
            return ((_room(function[0]), 1.0),)
        callers = {caller: timing[3] for caller, timing in stats[function][4].items() if caller not in busy}
        total = sum(callers.values())
        if not total:
            return (("(outside)", 1.0),)
        busy.add(function)
        shares: defaultdict[str, float] = defaultdict(float)
        for caller, seconds in callers.items():
            for room, share in owners(caller):
                shares[room] += share * seconds / total
        busy.discard(function)
        return tuple(shares.items())

    spent: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, _) in stats.items():
        for room, share in owners(function):
            spent[room] += own * share
    return dict(sorted(spent.items(), key=lambda each: -each[1]))


def _named(function: Function) -> str:
    file, line, name = function
    if file == "~":
        return f"`{name.strip('<>')}`"
    path = Path(file)
    shown = file.removeprefix(str(ROOT) + "/") if file.startswith(_OURS) else "/".join(path.parts[-2:])
    return f"`{shown}:{line} {name}`"


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heading)} |"
    yield "|" + "---|" * len(heading)
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def profiled(work: Work) -> Iterator[str]:
    """Rooms and the functions with the most time of their own."""
    stats = _stats(work)
    total = sum(each[2] for each in stats.values())
    shares = ((f"`{room}`", f"{seconds / total:.0%}") for room, seconds in rooms(stats).items())
    yield from _table(("room", "share"), [row for row in shares if row[1] != "0%"])
    first = sorted(stats.items(), key=lambda each: -each[1][2])[:TOP]
    rows = [
        (_named(function), f"{own / total:.1%}", f"{calls / ROUNDS:,.0f}") for function, (_, calls, own, _, _) in first
    ]
    yield from _table(("own time", "share", "calls"), rows)


def stages(names: Sequence[str]) -> Iterator[str]:
    """The stages of the spaCy pipeline, without a profiler; nothing where there are none."""
    from extract.pipeline.components import load
    from extract.readers import read

    nlp = load()
    if not hasattr(nlp, "pipeline"):
        return
    sources = [read(path_of(name)) for name in names]
    taken: defaultdict[str, float] = defaultdict(float)
    for number in range(ROUNDS + 1):
        for source in sources:
            clock = time.perf_counter()
            doc = nlp.make_doc(source.raw)
            doc._.source = source
            for name, stage in [("tokens", None), *nlp.pipeline]:
                doc = stage(doc) if stage else doc
                now = time.perf_counter()
                taken[name] += now - clock if number else 0  # the first round warms up
                clock = now
            del doc  # or it would be taken apart on the next one's time
    total = sum(taken.values())
    rows = [
        (f"`{name}`", f"{seconds / total:.0%}", f"{seconds / ROUNDS * 1000:.0f} ms") for name, seconds in taken.items()
    ]
    yield from _table(("stage", "share", "time"), rows)


def _text(names: Sequence[str]) -> Iterator[str]:
    texts = [path_of(name).read_text("utf-8") for name in names]
    kb = contenders.size(names)
    work = contenders.chitieu(texts)
    work()
    seconds = spread([timed(work) for _ in range(ROUNDS)]).middle
    yield f"{kb:.0f} KB in {seconds:.2f} s."
    yield ""
    yield from stages(names)
    yield from profiled(work)


def clean() -> Iterator[str]:
    """The four clean documents."""
    yield "## Clean text"
    yield ""
    yield from _text(CLEAN)


def damaged() -> Iterator[str]:
    """The damaged document."""
    yield "## Damaged text"
    yield ""
    yield from _text(DAMAGED)


def pdf() -> Iterator[str]:
    """A PDF of eight pages: reading, then the pipeline."""
    from paper import pdf as made
    from paper import wanting

    from extract.readers import read

    yield "## PDF"
    yield ""
    missing = wanting(scans=False)
    if missing:
        yield f"Left out: {missing}."
        return
    extract = contenders.pipeline()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        pages = made(path, 8)

        def work() -> object:
            return extract(read(path))

        work()
        reading = spread([timed(lambda: read(path)) for _ in range(ROUNDS)]).middle
        whole = spread([timed(work) for _ in range(ROUNDS)]).middle
        yield f"{pages} pages in {whole:.2f} s, {reading / whole:.0%} of it for reading."
        yield ""
        yield from profiled(work)


PARTS: dict[str, Callable[[], Iterator[str]]] = {"clean": clean, "damaged": damaged, "pdf": pdf, "cold": cold}


def main() -> None:
    """Print the parts asked for."""
    parser = argparse.ArgumentParser(description="Where the time goes, as Markdown.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=", ".join(PARTS))
    names = parser.parse_args().parts or list(PARTS)
    print(", ".join(f"{name}: {value}" for name, value in machine().items()), end="\n\n")
    for name in names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        for line in PARTS[name]():
            print(line, flush=True)


if __name__ == "__main__":
    main()
