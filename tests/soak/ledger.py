"""What a part of the soak has tried and found, kept in a file, so that it goes on where it stopped."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic

from tests.fuzz.trial import Finding

__all__ = ["Finding", "Found", "Ledger", "Part", "Several", "Skipped"]

_FINDING = "FINDING"
_LONGEST = 3000  # characters of a finding's detail that are kept, the last
_PLACE = re.compile(r"(?:/[\w.+-]+)+/(?=(?:extract|tests|site-packages|python3\.\d+|soak-\w+)/)")  # where this is laid


class Several(Exception):
    """More than one thing was found by one try."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(each.kind for each in findings))
        self.findings = findings


class Skipped(Exception):
    """This part cannot be tried on this machine; the message says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of trial.

    `attempt(number, folder)` makes try `number`, always the same one, within an empty folder of its own; it says in
    a word or two what came of it, raises Finding for what must not be and Skipped where it cannot be tried.
    `goal`: tries of the full soak.  `promised` and `how` are told in docs/reliability.md.
    """

    name: str
    goal: int
    promised: str
    how: str
    attempt: Callable[[int, Path], str]


@dataclass(slots=True)
class Found:
    """A kind of finding: the first seed that showed it, how often it was seen, what was seen first."""

    kind: str
    seed: int
    times: int
    detail: str


@dataclass(slots=True)
class Ledger:
    """Counts of a part; `next` is the number of the try to come, `skipped` why it cannot be tried."""

    part: str
    next: int = 0
    seconds: float = 0.0
    outcomes: dict[str, int] = field(default_factory=dict)
    findings: list[Found] = field(default_factory=list)
    skipped: str = ""

    @property
    def tried(self) -> int:
        """How many tries were made."""
        return sum(self.outcomes.values())

    @property
    def failed(self) -> int:
        """How many of them found something."""
        return self.outcomes.get(_FINDING, 0)

    def told(self, outcome: str) -> None:
        """A try came out as it may."""
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1

    def found(self, seed: int, *findings: Finding) -> None:
        """A try found something."""
        self.told(_FINDING)
        for finding in findings:
            self._kept(seed, finding.kind, finding.detail)

    def _kept(self, seed: int, kind: str, detail: str) -> None:
        for each in self.findings:
            if each.kind == kind:
                each.times += 1
                return
        self.findings.append(Found(kind, seed, 1, _PLACE.sub("", detail)[-_LONGEST:]))

    @contextmanager
    def trying(self, seed: int) -> Iterator[None]:
        """A try: what it raises is a finding, whatever it is."""
        begun = monotonic()
        self.next = seed + 1
        try:
            yield
        except Finding as finding:
            self.found(seed, finding)
        except Several as several:
            self.found(seed, *several.findings)
        finally:
            self.seconds += monotonic() - begun

    def line(self, goal: int) -> str:
        """All of it in one line of figures."""
        if self.skipped:
            return f"{self.part}: not tried: {self.skipped}"
        counts = ", ".join(f"{count} {name}" for name, count in sorted(self.outcomes.items(), key=_most))
        kinds = f" ({len(self.findings)} kinds)" if self.findings else ""
        return f"{self.part}: {self.tried} of {goal} in {self.seconds:.0f} s, {self.failed} found{kinds}; {counts}"

    def save(self, file: Path) -> None:
        """Keep it."""
        partial = file.with_suffix(".partial")
        partial.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", "utf-8")
        os.replace(partial, file)


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def load(part: str, file: Path) -> Ledger:
    """What was kept of a part; a new one where nothing was."""
    if not file.exists():
        return Ledger(part)
    data = json.loads(file.read_text("utf-8"))
    data["findings"] = [Found(**each) for each in data["findings"]]
    return Ledger(**data)
