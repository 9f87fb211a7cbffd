"""Tables cell by cell: F1 of words in the right row and column, by kind of page and by reader.

    python -m tests.annexes FOLDER                         makes the annexes and pages
    python bench/cells.py FOLDER --by ours                 scores a reader, and shows it
    python bench/cells.py FOLDER --by ours --each          each file with its figure
    python bench/cells.py FOLDER --by ours --json FILE     keeps the figures
    python bench/cells.py --table FILE ...                 the figures kept, as docs/tables.md has them

A contender need not stand in the environment of the package: `--by pdfplumber` runs with any Python that has it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))  # the annexes of the tests

from tests.annexes.readers import READERS  # noqa: E402
from tests.annexes.scores import Tally, paragraphs, tables  # noqa: E402

KINDS = ("word", "ruled", "office", "unruled", "office-unruled", "scan", "page")
PROSE = "paragraphs"


def scored(folder: Path, reader: str, *, each: bool) -> dict[str, float | None]:
    """F1 by kind; None where the reader does not read the kind."""
    found: dict[str, float | None] = {}
    for kind in KINDS:
        whole, prose = Tally(), Tally()
        files = [file for file in sorted((folder / kind).glob("*")) if file.suffix in {".pdf", ".docx"}]
        if not files or (reader != "ours" and kind in {"word", "scan"}):
            continue
        for file in files:
            true = json.loads(file.with_suffix(".json").read_text("utf-8"))
            grids, texts = READERS[reader](file)
            got = tables(grids, true["tables"])
            whole += got
            if texts is not None and kind == "page":
                prose += paragraphs(texts, true["paragraphs"])
            if each:
                print(f"{kind:15}{file.stem:20}{got.f1:.3f}  {len(grids)} tables", file=sys.stderr)
        found[kind] = round(whole.f1, 3)
        if prose.true:
            found[PROSE] = round(prose.f1, 3)
    return found


def markdown(figures: Sequence[tuple[str, dict[str, Any]]]) -> str:
    """A table of readers and kinds."""
    kinds = (*KINDS, PROSE)
    lines = ["| reader | " + " | ".join(kinds) + " |", "|---|" + "---:|" * len(kinds)]
    for name, got in figures:
        shown = (f"{got[kind]:.3f}" if got.get(kind) is not None else "–" for kind in kinds)
        lines.append(f"| {name} | " + " | ".join(shown) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--by", default="ours")
    parser.add_argument("--name", help="what the table calls it")
    parser.add_argument("--package", type=Path, default=ROOT, help="the checkout whose readers are `ours`")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--table", type=Path, nargs="+")
    given = parser.parse_args()
    if given.table:
        kept = [json.loads(path.read_text("utf-8")) for path in given.table]
        print(markdown([(each["name"], each["figures"]) for each in kept]), end="")
        return
    sys.path.insert(0, str(given.package))
    name = given.name or given.by
    figures = scored(given.folder, given.by, each=given.each)
    print(markdown([(name, figures)]), end="")
    if given.json:
        given.json.write_text(json.dumps({"name": name, "figures": figures}, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
