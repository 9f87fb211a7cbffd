"""What the search for growth has tried, kept in a file so that it goes on where it stopped, and told on the page."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import process_time

_ROOT = Path(__file__).parents[2]
FIGURES = _ROOT / "tests/soak/figures/growth"
PAGE = _ROOT / "docs/reliability.md"
BEGIN, END = "<!-- growth: made by `python -m tests.soak.growth_ledger` -->", "<!-- growth: end -->"
PARTS = ("patterns", "readers", "steps")
_WHAT = {
    "patterns": ("pattern", "of repetitions made of its own parse tree, 20 kB, then 10 and 160 where that took 2 ms"),
    "readers": ("format", "files of 10, 40 and 160 kB"),
    "steps": ("step", "mixtures of words and marks of 10 and 40 kB through all stages, each step timed by itself"),
}
PROMISED = 1.2
_BETWEEN = 3.0  # seconds of processor time between two times that it is kept
_KEPT = 12  # of what grew the most


@dataclass(slots=True)
class Worst:
    """What grew: the exponent, seconds for the larger text, what it is, and what was repeated."""

    exponent: float
    seconds: float
    what: str
    repeated: str


@dataclass(slots=True)
class Searched:
    """A part of the search: `next` is what comes next of `of`; `tried` repetitions of the `things` looked at."""

    part: str
    of: int = 0
    next: int = 0
    things: int = 0
    tried: int = 0
    measured: int = 0  # those long enough for an exponent: the others took less than counts
    seconds: float = 0.0
    worst: list[Worst] = field(default_factory=list)
    errors: int = 0
    _begun: float = field(default=0.0, repr=False, compare=False)
    _saved: float = field(default=0.0, repr=False, compare=False)

    @property
    def whole(self) -> bool:
        """Whether each thing was looked at."""
        return self.of > 0 and self.next >= self.of

    def grew(self, exponent: float, seconds: float, what: str, repeated: str) -> None:
        """A measurement: the worst of each thing is kept, of the worst things."""
        self.measured += 1
        new = Worst(round(exponent, 3), round(seconds, 3), what, repeated[:200])
        same = next((each for each in self.worst if each.what == what), None)
        if same is not None and same.exponent >= new.exponent:
            return
        others = [each for each in self.worst if each is not same]
        self.worst = sorted([*others, new], key=lambda each: -each.exponent)[:_KEPT]

    def over(self, until: float) -> bool:
        """Whether the time is over or all is done; what was tried is kept now and then, whatever ends this process."""
        now = process_time()
        self.seconds, self._begun = self.seconds + now - (self._begun or now), now
        if now - self._saved > _BETWEEN:
            self._saved = now
            self.save()
        return now > until or self.whole

    def save(self, folder: Path = FIGURES) -> None:
        """Keep it."""
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f"{self.part}.partial"
        partial.write_text(
            json.dumps(
                {name: value for name, value in asdict(self).items() if name[0] != "_"}, ensure_ascii=False, indent=1
            )
            + "\n",
            "utf-8",
        )
        os.replace(partial, folder / f"{self.part}.json")


def load(part: str, folder: Path = FIGURES) -> Searched:
    """What was kept of a part; a new one where nothing was."""
    file = folder / f"{part}.json"
    if not file.exists():
        return Searched(part)
    data = json.loads(file.read_text("utf-8"))
    return Searched(**{**data, "worst": [Worst(**each) for each in data["worst"]]})


def rendered(folder: Path = FIGURES) -> str:
    """The section of the page."""
    every = [load(part, folder) for part in PARTS]
    rows = "".join(_row(each) for each in every)
    over = [
        f"| {each.part} | {one.exponent:.2f} | {one.seconds:.2f} s | {_cell(one.what)} | {_cell(one.repeated)} |\n"
        for each in every
        for one in each.worst
        if one.exponent > PROMISED
    ]
    short = [f"`{each.part}` {each.next:,} of {each.of:,}" for each in every if not each.whole]
    table = "| part | what was tried | things | repetitions | long enough to measure | worst exponent |\n"
    told = [BEGIN, "Searched so far:\n", table + "|---|---|---|---|---|---|\n" + rows]
    if over:
        head = "| part | exponent | larger text | what | repeated |\n|---|---|---|---|---|\n"
        told += [f"Over {PROMISED} and still to be looked into, or noise of a busy machine:\n", head + "".join(over)]
    if short:
        told.append(f"Not reached: {', '.join(short)}.\n")
    return "\n".join([*told, END])


def _row(each: Searched) -> str:
    thing, how = _WHAT[each.part]
    worst = f"{each.worst[0].exponent:.2f}" if each.worst else "none was long enough" if each.tried else "not tried"
    return f"| `{each.part}` | each {thing}: {how} | {each.things:,} | {each.tried:,} | {each.measured:,} | {worst} |\n"


def _cell(text: str) -> str:
    text = text.replace("<!--", "<! --")  # would be a mark of the page
    return "`" + " ".join(ascii(text)[1:-1].replace("`", "'").split()).replace("|", "\\|")[:90] + "`"


def laid(page: str, section: str) -> str:
    """A page with the section in the place of the former one.  Raises ValueError where it has no such place."""
    before, begun, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (begun and ended):
        raise ValueError("the page has no marks between which the section stands")
    return before + section + after


def main() -> None:
    """Write the page."""
    PAGE.write_text(laid(PAGE.read_text("utf-8"), rendered()), "utf-8")


if __name__ == "__main__":
    main()
