"""How fast, how linear, how big: ratios of one run on one machine.

    .venv/bin/python bench/speed.py            a table
    .venv/bin/python bench/speed.py --json     the same figures as JSON

Contenders take turns within every round (A B C, then C B A, ...), so that whatever else the machine does
meets all of them; a ratio is taken within each round, and the median of the rounds is shown with the
lowest and the highest.  Absolute figures are only as good as the quiet of the machine.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from contenders import (
    CLEAN,
    DAMAGED,
    Work,
    bare_limit,
    chitieu,
    from_file_to_json,
    path_of,
    quantulum3,
    size,
    spacy_matcher,
    underthesea,
)
from rich.console import Console
from rich.table import Table

OURS = "chitieu"
LONGER = 10  # times, for linearity

Timings = dict[str, list[float]]

_MEMORY = """
import resource, sys
from extract.pipeline import extract
from extract.readers import read
from extract.write.json import text
text(extract(read(sys.argv[1])))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak * (1 if sys.platform == "darwin" else 1024))
"""


@dataclass(frozen=True, slots=True)
class Speed:
    """One contender: median seconds, KB (1,000 bytes of UTF-8) a second, and our speed over its.

    `ratio` 2.0 means that we are twice as fast.
    """

    name: str
    seconds: float
    kb_per_second: float
    ratio: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Growth:
    """A document ten times as long takes `ratio` times as long."""

    document: str
    kb: float
    ratio: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Peak resident memory of a fresh process that does one document, in MB (1,000,000 bytes)."""

    document: str
    megabytes: float


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds of a whole process, median of several."""

    command: str
    seconds: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one run."""

    machine: str
    versions: dict[str, str]
    rounds: int
    kb: float
    start: tuple[Start, ...]
    memory: tuple[Memory, ...]
    speed: tuple[Speed, ...]
    damaged_over_clean: float
    stages: dict[str, float]
    growth: tuple[Growth, ...]
    left_out: tuple[str, ...]


def timed(work: Work) -> float:
    """Seconds of one call, garbage of others collected before."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(works: dict[str, Work], rounds: int) -> Timings:
    """Seconds of each piece of work, round by round, the order turned about every time; warmed up once."""
    for work in works.values():
        work()
    taken: Timings = {name: [] for name in works}
    for number in range(rounds):
        names = list(works) if number % 2 == 0 else list(reversed(works))
        for name in names:
            taken[name].append(timed(works[name]))
    return taken


def paired(above: Sequence[float], below: Sequence[float]) -> tuple[float, float, float]:
    """Median, lowest and highest of the ratios within the rounds."""
    ratios = [a / b for a, b in zip(above, below, strict=True)]
    return statistics.median(ratios), min(ratios), max(ratios)


def startup(times: int) -> list[Start]:
    """`chitieu --help` and the bare interpreter as whole processes, in turn."""
    script = Path(sys.executable).with_name("chitieu")
    code = "from extract.cli import main; main()"
    ours = [str(script)] if script.exists() else [sys.executable, "-c", code]
    commands = {"chitieu --help": [*ours, "--help"], "python -c pass": [sys.executable, "-c", "pass"]}

    def run(command: list[str]) -> Work:
        return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    taken = interleaved({name: run(command) for name, command in commands.items()}, times)
    return [Start(name, statistics.median(each), min(each), max(each)) for name, each in taken.items()]


def memory(names: Iterable[str]) -> list[Memory]:
    """Peak memory, each document in a process of its own.

    On Linux a child's peak begins with what its parent held when it was started, so this runs before
    this process has loaded anything large.
    """
    peaks = []
    for name in names:
        command = [sys.executable, "-c", _MEMORY, str(path_of(name))]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        peaks.append(Memory(name, int(done.stdout) / 1e6))
    return peaks


def speeds(rounds: int) -> tuple[list[Speed], float, list[str]]:
    """All contenders on the four clean documents; our damaged speed over our clean one; who is missing."""
    texts = [path_of(name).read_text("utf-8") for name in CLEAN]
    broken = [path_of(name).read_text("utf-8") for name in DAMAGED]
    works: dict[str, Work] = {
        OURS: chitieu(texts),
        "chitieu, file to JSON": from_file_to_json(CLEAN),
        "spaCy blank vi + Matcher": spacy_matcher(texts),
        "underthesea.word_tokenize": underthesea(texts),
        "bare limit: one regex": bare_limit(CLEAN),
    }
    left_out = []
    if find_spec("quantulum3"):
        works["quantulum3"] = quantulum3(texts)
    else:
        left_out.append("quantulum3: not installed")
    damaged = "damaged"
    taken = interleaved({**works, damaged: chitieu(broken)}, rounds)
    kb = size(CLEAN)
    shown = [
        Speed(name, middle := statistics.median(taken[name]), kb / middle, *paired(taken[name], taken[OURS]))
        for name in works
    ]
    ratio = paired(taken[OURS], taken[damaged])[0] * size(DAMAGED) / kb
    return shown, ratio, left_out


def stages(rounds: int) -> dict[str, float]:
    """Which share of our time on the clean documents each stage takes."""
    from extract.pipeline import load
    from extract.readers import read

    nlp = load()
    sources = [read(path_of(name)) for name in CLEAN]
    taken = dict.fromkeys(["tokens", *nlp.pipe_names], 0.0)
    for number in range(rounds + 1):
        for source in sources:
            at = time.perf_counter()
            doc = nlp.make_doc(source.raw)
            doc._.source = source
            spent = {"tokens": time.perf_counter() - at}
            for name, stage in nlp.pipeline:
                at = time.perf_counter()
                doc = stage(doc)
                spent[name] = time.perf_counter() - at
            del doc  # or it would be taken apart on the next one's time
            for name in taken:
                taken[name] += spent[name] if number else 0  # the first round warms up
    return {name: seconds / sum(taken.values()) for name, seconds in taken.items()}


def growth(rounds: int) -> list[Growth]:
    """Each clean document against itself ten times over, blank lines between."""
    found = []
    for name in CLEAN:
        text = path_of(name).read_text("utf-8")
        works = {"once": chitieu([text]), "longer": chitieu(["\n\n".join([text] * LONGER)])}
        taken = interleaved(works, rounds)
        found.append(Growth(name, size([name]), *paired(taken["longer"], taken["once"])))
    return found


def measure(rounds: int, starts: int) -> Report:
    """Everything, small processes first (see `memory`)."""
    start = startup(starts)
    peaks = memory((*CLEAN, *DAMAGED))
    shown, damaged, left_out = speeds(rounds)
    return Report(
        machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        versions={name: version(name) for name in ("chitieu", "spacy", "underthesea")},
        rounds=rounds,
        kb=size(CLEAN),
        start=tuple(start),
        memory=tuple(peaks),
        speed=tuple(shown),
        damaged_over_clean=damaged,
        stages=stages(rounds),
        growth=tuple(growth(rounds)),
        left_out=tuple(left_out),
    )


def tables(report: Report) -> list[Table]:
    """The report for a terminal."""
    speed = Table(title=f"Four clean documents ({report.kb:.0f} KB), warm, rounds: {report.rounds}")
    for heading in ("", "KB/s", "our speed over its", "lowest", "highest"):
        speed.add_column(heading, justify="right" if heading else "left")
    for each in report.speed:
        ratios = (f"{value:.3g}" for value in (each.ratio, each.lowest, each.highest))
        speed.add_row(each.name, f"{each.kb_per_second:,.0f}", *ratios)
    speed.caption = f"damaged text at {report.damaged_over_clean:.2f} of the clean speed"
    shares = Table(title="Where our time goes")
    for heading in ("", "share"):
        shares.add_column(heading, justify="right" if heading else "left")
    for name, share in report.stages.items():
        shares.add_row(name, f"{share:.0%}")
    longer = Table(title=f"{LONGER} times as long takes ... times as long")
    for heading in ("", "KB", "times", "lowest", "highest"):
        longer.add_column(heading, justify="right" if heading else "left")
    for grown in report.growth:
        times = (f"{value:.1f}" for value in (grown.ratio, grown.lowest, grown.highest))
        longer.add_row(grown.document, f"{grown.kb:.0f}", *times)
    process = Table(title="Whole processes")
    for heading in ("", "median", "lowest", "highest"):
        process.add_column(heading, justify="right" if heading else "left")
    for begun in report.start:
        seconds = (f"{value:.3f} s" for value in (begun.seconds, begun.lowest, begun.highest))
        process.add_row(begun.command, *seconds)
    for peak in report.memory:
        process.add_row(f"peak memory, {peak.document}", f"{peak.megabytes:.0f} MB", "", "")
    return [speed, shares, longer, process]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Ratios of one run on one machine; see bench/README.md.")
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="rounds (default 9; 1 as a smoke test)")
    parser.add_argument("--starts", type=int, default=10, metavar="N", help="processes started (default 10)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    options = parser.parse_args(arguments)
    if options.rounds < 1 or options.starts < 1:
        parser.error("--rounds and --starts take 1 or more")
    report = measure(options.rounds, options.starts)
    if options.json:
        print(json.dumps(asdict(report), ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False)
    versions = ", ".join(f"{name} {number}" for name, number in report.versions.items())
    console.print(f"{report.machine}; {versions}")
    for table in tables(report):
        console.print(table)
    for note in report.left_out:
        console.print(f"left out: {note}")
    console.print("Other work on the machine moves these figures; compare ratios of one run, not runs.")


if __name__ == "__main__":
    main()
