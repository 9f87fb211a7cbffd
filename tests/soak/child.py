"""The tries of one part in a process of their own: `python -m tests.soak.child PART COUNT SECONDS KEEP WORK`.

The process may die of a try: its number stands in `<part>.now` until it is over.
"""

from __future__ import annotations

import faulthandler
import os
import shutil
import signal
import sys
import traceback
import warnings
from pathlib import Path
from time import monotonic
from types import FrameType

from tests.soak.ledger import Finding, Ledger, Part, Several, Skipped, load
from tests.soak.parts import PARTS

_SAVED = 2.0  # seconds between two savings
_told: list[int] = []  # the exit code with which this process was told to end


def one(part: Part, ledger: Ledger, number: int, work: Path) -> None:
    """Try `number`; what it raises besides findings is a fault of the soak or of what it tries, and is kept too."""
    folder = work / f"{part.name}-{number}"
    folder.mkdir(parents=True)
    try:
        with ledger.trying(number):
            try:
                ledger.told(part.attempt(number, folder))
            except (Finding, Several, Skipped):
                _end_if_told()
                raise
            except Exception as error:
                _end_if_told()
                raise Finding(f"soak: {type(error).__name__}", traceback.format_exc()) from error
            _end_if_told()  # a command that is tried may have taken it for its own end
    finally:
        os.chdir(work)
        shutil.rmtree(folder, ignore_errors=True)


def main(name: str, count: int, seconds: float, keep: Path, work: Path) -> None:
    """Up to `count` more tries, as long as `seconds` last."""
    warnings.simplefilter("ignore")
    part = next(each for each in PARTS if each.name == name)
    file, now = keep / f"{name}.json", keep / f"{name}.now"
    ledger = load(name, file)
    end, saved = monotonic() + seconds, monotonic()
    os.chdir(work)
    for number in range(ledger.next, ledger.next + count):
        now.write_text(str(number), "utf-8")
        try:
            one(part, ledger, number, work)
        except Skipped as why:
            ledger.next, ledger.skipped = number, str(why)
            break
        ledger.skipped = ""
        if monotonic() > end:
            break
        if monotonic() - saved > _SAVED:
            ledger.save(file)
            saved = monotonic()
    ledger.save(file)
    now.unlink(missing_ok=True)


def _ended(number: int, frame: FrameType | None) -> None:
    """Ended from outside: what a try has begun or mounted is taken down on the way out."""
    _told.append(128 + number)
    _end_if_told()


def _end_if_told() -> None:
    """End, whatever became of the try: it was none."""
    if _told:
        sys.exit(_told[0])


if __name__ == "__main__":
    faulthandler.enable()
    signal.signal(signal.SIGTERM, _ended)
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4]), Path(sys.argv[5]))
