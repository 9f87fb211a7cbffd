"""One batch in a process of its own: `python -m tests.fuzz.batch KIND SEED COUNT LIMIT FOLDER`.

Leaves in FOLDER: counts.json (outcomes so far), current.bin (the input at hand, for when the process dies of it),
finds/*.json and *.bin (each kind of finding once, minimised).
"""

from __future__ import annotations

import faulthandler
import hashlib
import json
import os
import sys
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.mutate import Program, programs
from tests.fuzz.trial import NAMES, Finding, outcome

_EVERY = 50
_PATIENCE = 20.0  # seconds spent on shortening one finding


def _kind(data: bytes, limit: float, name: str) -> str | None:
    try:
        outcome(data, limit=limit, name=name)
    except Finding as finding:
        return finding.kind
    return None


def _shorter(program: Program, kind: str, limit: float) -> bytes:
    """The fewest steps, then the fewest bytes that still give this finding, as far as patience goes."""
    end = monotonic() + _PATIENCE
    name = NAMES.get(program.kind, "van-ban")
    place = len(program.steps) - 1
    while place >= 0 and monotonic() < end:
        without = program.without(place)
        if _kind(without.bytes(), limit, name) == kind:
            program = without
        place -= 1
    data = program.bytes()
    if program.kind in {"docx", "odt", "xlsx", "ods", "pptx", "zip"}:
        return data  # cut bytes only break the archive
    size = len(data) // 2
    while size and monotonic() < end:
        at = 0
        while at < len(data) and monotonic() < end:
            shorter = data[:at] + data[at + size :]
            if _kind(shorter, limit, name) == kind:
                data = shorter
            else:
                at += size
        size //= 2
    return data


def _save(finds: Path, program: Program, finding: Finding, limit: float) -> None:
    stem = hashlib.sha256(f"{program.kind} {finding.kind}".encode()).hexdigest()[:12]
    if (finds / f"{stem}.json").exists():
        return
    finds.mkdir(exist_ok=True)
    about = {"format": program.kind, "kind": finding.kind, "detail": finding.detail, "program": repr(program)}
    (finds / f"{stem}.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (finds / f"{stem}.bin").write_bytes(program.bytes())
    faulthandler.cancel_dump_traceback_later()
    (finds / f"{stem}.bin").write_bytes(_shorter(program, finding.kind, limit))


def try_all(kind: str, number: int, count: int, limit: float, tried: Callable[[Program, str | Finding], None]) -> None:
    """Draw `count` programs from seed `number` and hand each with its outcome to `tried`."""

    @seed(number)
    @settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(programs(kind))
    def each(program: Program) -> None:
        try:
            told: str | Finding = outcome(program.bytes(), limit=limit, name=NAMES.get(kind, "van-ban"))
        except Finding as finding:
            told = finding
        tried(program, told)

    each()


def main(kind: str, number: int, count: int, limit: float, folder: Path) -> None:
    """Run a batch; see the module."""
    os.chdir(folder)
    warnings.simplefilter("ignore")
    outcomes: Counter[str] = Counter()
    work = folder / "work"
    work.mkdir()
    os.chdir(work)

    def tell() -> None:
        (folder / "counts.json").write_text(json.dumps(dict(outcomes)), "utf-8")

    def tried(program: Program, told: str | Finding) -> None:
        if isinstance(told, Finding):
            outcomes["FINDING"] += 1
            _save(folder / "finds", program, told, limit)
        else:
            outcomes[told] += 1
        if sum(outcomes.values()) % _EVERY == 0:
            tell()

    original = Program.bytes

    def noted(self: Program) -> bytes:
        data = original(self)
        (folder / "current.bin").write_bytes(data)
        faulthandler.dump_traceback_later(4 * limit + 5, exit=True)  # native code that never gives way
        return data

    Program.bytes = noted  # type: ignore[method-assign]
    outcome(b"x", limit=120)
    try_all(kind, number, count, limit, tried)
    faulthandler.cancel_dump_traceback_later()
    left = sorted(path.name for path in work.rglob("*"))
    if left:
        outcomes["FINDING"] += 1
        (folder / "finds").mkdir(exist_ok=True)
        about = {"format": kind, "kind": "files left behind", "detail": repr(left), "program": f"seed {number}"}
        (folder / "finds" / "left.json").write_text(json.dumps(about) + "\n", "utf-8")
    tell()


if __name__ == "__main__":
    faulthandler.enable()
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), Path(sys.argv[5]))
