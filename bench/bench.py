"""All figures that are asked of the speed, in one table: bound, measured, met or not.

    python bench/bench.py                    everything; the batches take long
    python bench/bench.py --only peers cold  some of it
    python bench/bench.py --quick            does it run at all: ten documents, one round, nothing is judged
    python bench/bench.py --markdown         the table as bench/README.md has it
    python bench/bench.py --json             the same figures as JSON

Whatever else the machine does meets all contenders, for they take turns in every round; a ratio is taken within
its round.  Shown is the median of the rounds with the lowest and the highest.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version

from batches import batches
from measures import Measure, Plan, Row, cold, damaged, help_page, longer, papers, peers
from rich.console import Console
from rich.table import Table
from timing import machine

# Small processes first: what this process has loaded is no part of theirs, but the machine's memory is one.
MEASURES: dict[str, Measure] = {
    "help": help_page,
    "peers": peers,
    "damaged": damaged,
    "cold": cold,
    "longer": longer,
    "papers": papers,
    "batch": batches,
}
QUICK = Plan(rounds=1, starts=1, batches=1, sizes=(2, 8), clean=("quang-ngai",), pages=2, scans=False)


def measured(names: Sequence[str], plan: Plan) -> list[Row]:
    """The rows of the measures named."""
    rows = []
    for name in names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        rows += list(MEASURES[name](plan))
    return rows


def _shown(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def _bound(row: Row) -> str:
    return "" if row.bound is None else f"{'≤' if row.at_most else '≥'} {row.bound:g}"


HEADINGS = ("measure", "figure", "wanted", "median", "lowest", "highest", "unit", "", "")
_RIGHT = {"median", "lowest", "highest"}


def cells(row: Row, *, judged: bool) -> tuple[str, ...]:
    """A line of the table, under HEADINGS."""
    met = {True: "met", False: "not met", None: ""}[row.met if judged else None]
    got = (_shown(each) for each in (row.got.middle, row.got.lowest, row.got.highest))
    return (row.measure, row.figure, _bound(row), *got, row.unit, met, row.note)


def table(rows: Sequence[Row], *, judged: bool) -> Table:
    """The rows for a terminal."""
    made = Table()
    for heading in HEADINGS:
        made.add_column(heading, justify="right" if heading in _RIGHT else "left")
    for row in rows:
        made.add_row(*cells(row, judged=judged))
    return made


def markdown(rows: Sequence[Row], *, judged: bool) -> str:
    """The rows for a page."""
    lines = [HEADINGS, ["---:" if heading in _RIGHT else "---" for heading in HEADINGS]]
    return "\n".join(f"| {' | '.join(line)} |" for line in [*lines, *(cells(row, judged=judged) for row in rows)])


def report(rows: Sequence[Row], plan: Plan, *, judged: bool) -> dict[str, object]:
    """The same for JSON."""
    versions = {name: version(name) for name in ("chitieu", "spacy", "underthesea")}
    found = [{**asdict(row), "met": row.met if judged else None} for row in rows]
    return {
        "date": date.today().isoformat(),
        "machine": machine(),
        "versions": versions,
        "rounds": plan.rounds,
        "rows": found,
        "left_out": plan.left_out,
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Ratios of one run on one machine; see bench/README.md.")
    parser.add_argument("--quick", action="store_true", help="ten documents, one round; judges nothing")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES), metavar="NAME")
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="rounds of warm work (default 9)")
    parser.add_argument("--starts", type=int, default=10, metavar="N", help="rounds of whole processes (default 10)")
    parser.add_argument("--batches", type=int, default=1, metavar="N", help="rounds of batches (default 1)")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--documents", type=int, metavar="N", help="documents in the larger batch, and a tenth (10000)")
    size.add_argument("--sizes", type=int, nargs=2, default=(1_000, 10_000), metavar="N", help="documents in batches")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON instead of a table")
    form.add_argument("--markdown", action="store_true", help="print Markdown")
    options = parser.parse_args(arguments)
    if options.documents is not None:
        options.sizes = (max(options.documents // 10, 1), options.documents)
    if min(options.rounds, options.starts, options.batches, *options.sizes) < 1:
        parser.error("numbers are 1 or more")
    plan = QUICK if options.quick else Plan(options.rounds, options.starts, options.batches, tuple(options.sizes))
    before = machine()
    rows = measured(options.only, plan)
    if options.json:
        print(json.dumps(report(rows, plan, judged=not options.quick), ensure_ascii=False, indent=1))
        return
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    about = ", ".join(f"{name}: {value}" for name, value in before.items())
    if options.markdown:
        print(about, markdown(rows, judged=not options.quick), sep="\n\n")
    else:
        console.print(about)
        console.print(table(rows, judged=not options.quick))
    for note in plan.left_out:
        console.print(f"left out: {note}")


if __name__ == "__main__":
    main()
