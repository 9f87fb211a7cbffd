"""The table of docs/reliability.md, made of the figures: `python -m tests.soak.report [FIGURES] [PAGE]`.

What stands between the two marks is written anew, all else of the page stays as it is.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.soak.ledger import Ledger, Part, load
from tests.soak.parts import PARTS

_ROOT = Path(__file__).parents[2]
FIGURES = _ROOT / "tests/soak/figures"
PAGE = _ROOT / "docs/reliability.md"
BEGIN, END = "<!-- soak: made by `python -m tests.soak.report` -->", "<!-- soak: end -->"
_HEAD = "# Reliability\n\n"
_TABLE = "| part | what is promised | how it is tested | tried | of | found in |\n|---|---|---|---|---|---|\n"


def rendered(parts: tuple[Part, ...], figures: Path) -> str:
    """The section: a table of all parts, what they found by kind, and what was not reached."""
    ledgers = [load(part.name, figures / f"{part.name}.json") for part in parts]
    rows = "".join(_row(part, ledger) for part, ledger in zip(parts, ledgers, strict=True))
    return "\n".join(
        (
            BEGIN,
            "## What the soak tried\n",
            "`make soak` takes an hour on two cores and goes on where it stopped; "
            "[tests/soak](../tests/soak/README.md) says how a finding is seen again by its seed. "
            "Figures of all runs since they were last begun anew.\n",
            _TABLE + rows,
            *_found(ledgers),
            *_short(parts, ledgers),
            END,
        )
    )


def _row(part: Part, ledger: Ledger) -> str:
    name = f"`{part.name}`"
    tried = ledger.skipped or f"{ledger.tried:,}"
    return f"| {name} | {part.promised} | {part.how} | {tried} | {part.goal:,} | {ledger.failed:,} |\n"


def _found(ledgers: list[Ledger]) -> list[str]:
    rows = [
        f"| {ledger.part} | {each.seed} | {each.times} | {_cell(each.kind)} |\n"
        for ledger in ledgers
        for each in ledger.findings
    ]
    if not rows:
        return ["Nothing was found.\n"]
    head = "| part | seed | times | what |\n|---|---|---|---|\n"
    return ["What was found, with the first seed that shows it:\n", head + "".join(rows)]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _short(parts: tuple[Part, ...], ledgers: list[Ledger]) -> list[str]:
    short = [
        f"`{part.name}` {ledger.tried:,} of {part.goal:,}"
        for part, ledger in zip(parts, ledgers, strict=True)
        if ledger.tried < part.goal
    ]
    return [f"Not reached yet: {', '.join(short)}.\n"] if short else []


def laid(page: str, section: str) -> str:
    """A page with the section in the place of the former one, or at its end."""
    if BEGIN in page and END in page:
        before, _, rest = page.partition(BEGIN)
        return before + section + rest.partition(END)[2]
    return (page.rstrip("\n") + "\n\n" if page else _HEAD) + section + "\n"


def main(figures: Path = FIGURES, page: Path = PAGE) -> None:
    """Write the page."""
    before = page.read_text("utf-8") if page.exists() else ""
    page.write_text(laid(before, rendered(PARTS, figures)), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
