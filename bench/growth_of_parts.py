"""What grows first with the number of documents: each part of a run, and of what is done with its outputs.

    python bench/growth_of_parts.py                        1,000, 3,000 and 10,000 documents
    python bench/growth_of_parts.py --sizes 100 300 1000   others
    python bench/growth_of_parts.py --only listing merge   some parts

Documents are cheap: one line of text, and outputs of three records, so that what is seen is what a document costs
whatever is in it; rows are merged as real documents have them (48 of 1.5 kB).  Figures are seconds of processor and
peak of resident memory of a process of its own, and the power of the number of documents by which the seconds grow
between the smallest and the largest, that of the smallest of all (the start of the process) taken off.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from family import Family, chitieu, run
from timing import ROOT

sys.path.insert(0, str(ROOT))

from extract.contract.model import Extraction
from extract.head.provinces import gazetteer, in_force
from extract.run import batch
from extract.run.outcomes import Finished
from extract.sources.inputs import Document, gather
from extract.write.json import text
from extract.write.outputs import load
from extract.write.packs import Sorter, pack, sortable

ROWS, WIDE = 48, 700
RECORDS = 3
ENDS = (b"", b"head\n", b"")


class Instant:
    """An engine that gives each document two rows at once."""

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Finished]:
        """An outcome for each, in order."""
        for document in documents:
            rows = pack([ENDS, *((sortable([document.id, row]), b"row\n", b"{}\n") for row in range(2))])
            made = document.id.encode()
            digest = sha256(made).hexdigest()
            yield Finished(document.id, document.shown, made, digest, rows, digest, 1, 2, 3)


def texts(folder: Path, count: int) -> None:
    """Documents of one line."""
    (folder / "texts").mkdir(parents=True)
    for number in range(count):
        (folder / "texts" / f"ke-hoach-{number:06d}.txt").write_text("80%", "utf-8")


def outputs(folder: Path, count: int) -> None:
    """Outputs of a few records, in all provinces, one document in all years of a period."""
    base = next(iter(load([ROOT / "outputs" / "phu-yen.json"])))
    data = base.model_dump(mode="json", by_alias=True)
    data["targets"], data["rejected"], data["warnings"] = data["targets"][:RECORDS], [], []
    places = sorted(gazetteer().rows)
    (folder / "outputs").mkdir(parents=True)
    for number in range(count):
        head = data["document"]
        head["id"], head["sha256"] = f"ke-hoach-{number:06d}", f"{number:064x}"
        head["source"] = f"texts/{head['id']}.txt"
        head["province"] = in_force(places[number % len(places)], None).model_dump(mode="json")
        (folder / "outputs" / f"{head['id']}.json").write_text(text(Extraction.model_validate(data)), "utf-8")


def _listing(folder: Path, count: int) -> None:
    gather([folder / "texts"])


def _run(folder: Path, count: int) -> None:
    batch.run([folder / "texts"], folder / "out", by=Instant(), cache=folder / "cache")


def _merge(folder: Path, count: int) -> None:
    chance = random.Random(1)
    lines = [chance.randbytes(WIDE // 3).hex().encode() + b"\n" for _ in range(ROWS)]
    with Sorter(folder) as sorter:
        for number in range(count):
            sorter.add(pack([ENDS, *((sortable([row, number]), line, line * 2) for row, line in enumerate(lines))]))
        sorter.write()


PARTS: dict[str, Callable[[Path, int], None]] = {"listing": _listing, "run": _run, "rerun": _run, "merge": _merge}
COMMANDS = {
    "export csv": ("export", "outputs", "--to", "csv", "--out", "made.csv"),
    "export xlsx": ("export", "outputs", "--to", "xlsx", "--out", "made.xlsx"),
    "export parquet": ("export", "outputs", "--to", "parquet", "--out", "made.parquet"),
    "compare": ("compare", "outputs", "--out", "compared"),
    "track": ("track", "outputs", "--out", "tracked"),
    "review": ("review", "outputs", "--out", "pages", "--sources", "."),
}


def measured(name: str, folder: Path, count: int) -> Family:
    """One part in processes of its own."""
    if name in COMMANDS:
        command = [str(folder / word) if word in _PLACES else word for word in COMMANDS[name]]
        return chitieu(*command, "--quiet")
    return run(sys.executable, __file__, "--part", name, str(folder), str(count))


_PLACES = frozenset({"outputs", "made.csv", "made.xlsx", "made.parquet", "compared", "tracked", "pages", "."})


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=(1_000, 3_000, 10_000), metavar="N")
    parser.add_argument("--only", nargs="+", choices=(*PARTS, *COMMANDS), metavar="PART")
    parser.add_argument("--part", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        name, folder, count = options.part
        PARTS[name](Path(folder), int(count))
        return
    names = options.only or [*PARTS, *COMMANDS]
    found: dict[tuple[str, int], Family] = {}
    sizes = (1, *options.sizes)
    for count in sizes:
        with TemporaryDirectory() as place:
            folder = Path(place)
            texts(folder, count)
            if any(name in COMMANDS for name in names):
                outputs(folder, count)
            for name in names:
                if name == "rerun" and "run" not in names:
                    measured("run", folder, count)
                found[name, count] = measured(name, folder, count)
                print(f"{name} {count}: {found[name, count].itself}", file=sys.stderr, flush=True)
    heads = " | ".join(f"{count:,}" for count in options.sizes)
    print(f"| part | {heads} | grows by n^ |\n| --- | {'---: | ' * (len(options.sizes) + 1)}")
    for name in names:
        own = found[name, 1].itself.cpu
        cells = [f"{found[name, n].itself.cpu:.2f} s, {found[name, n].itself.megabytes:.0f} MB" for n in options.sizes]
        low, high = (max(found[name, n].itself.cpu - own, 0.01) for n in (options.sizes[0], options.sizes[-1]))
        power = log(high / low) / log(options.sizes[-1] / options.sizes[0]) if len(options.sizes) > 1 else 0.0
        print(f"| {name} | {' | '.join(cells)} | {power:.2f} |")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    main()
