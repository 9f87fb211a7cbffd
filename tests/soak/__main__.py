"""`python -m tests.soak [PART ...]`: the soak, or some parts of it; README.md says how."""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic
from types import FrameType

from tests.soak.ledger import Finding, Part, load
from tests.soak.parts import PARTS

_ROOT = Path(__file__).parents[2]
_FRESH = 500  # tries that one process makes
_DEAF = 900  # seconds after which a process that is past its time is ended
_SHARES = {
    "texts": 40, "files": 20,
    "hostile": 20, "kills": 20, "disks": 6, "together": 4, "churn": 5, "serving": 5,
}  # fmt: skip
"""Minutes of the hour of two processes, as `make soak` has them; of the parts that are named in proportion."""


def soak(part: Part, count: int, seconds: float, keep: Path) -> str:
    """Try a part until `count` tries were made altogether or the time is over; its line of figures."""
    keep.mkdir(parents=True, exist_ok=True)
    file, now = keep / f"{part.name}.json", keep / f"{part.name}.now"
    end = monotonic() + seconds
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": "0", "CHITIEU_CACHE": ""}
    while (ledger := load(part.name, file)).tried < count and (left := end - monotonic()) > 0:
        with tempfile.TemporaryDirectory(prefix="soak-") as work:
            environment["TMPDIR"] = work
            fresh = str(min(_FRESH, count - ledger.tried))
            given = [sys.executable, "-m", "tests.soak.child", part.name, fresh, str(left), str(keep), work]
            died, told = _tried(given, environment, left + _DEAF)
        ledger = load(part.name, file)
        if died:  # of a try: the tries since the last saving are made again, but that one
            number = int(now.read_text("utf-8")) if now.exists() else ledger.next
            ledger.next = number + 1
            ledger.found(number, Finding(f"the process died ({died})", told[-3000:]))
            ledger.save(file)
        if ledger.skipped:
            break
    return load(part.name, file).line(part.goal)


def _tried(given: list[str], environment: dict[str, str], seconds: float) -> tuple[int, str]:
    """A process of tries: its exit code (-9 where it had to be ended), and what it said on stderr."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(given, cwd=_ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=said) as child,
    ):
        try:
            died = child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            died = -9
        finally:  # also where this process is told to end
            child.terminate()
            child.wait()
        said.seek(0)
        return died, said.read().decode(errors="replace")


def _told_to_end(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


def _folder(name: str) -> Path:
    """An empty folder in a temporary folder of this process alone: what others put down is not taken for its own."""
    work = tempfile.mkdtemp(prefix="soak-")
    atexit.register(shutil.rmtree, work, ignore_errors=True)
    os.environ["TMPDIR"] = tempfile.tempdir = work
    folder = Path(work, name)
    folder.mkdir()
    return folder


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(each.name for each in PARTS))
    parser.add_argument("--minutes", type=float, help="in all (60); CHITIEU_SOAK=minutes says it too")
    parser.add_argument("--count", type=int, help="tries of each part, instead of its goal; CHITIEU_SOAK=counts:N")
    parser.add_argument("--keep", type=Path, default=_ROOT / "tests/soak/figures", help="where the figures are kept")
    parser.add_argument("--anew", action="store_true", help="forget what was tried before")
    parser.add_argument("--seed", type=int, help="only this try of the parts named, and what comes of it")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, _told_to_end)
    named = os.environ.get("CHITIEU_SOAK", "")
    count = given.count or (int(named.removeprefix("counts:")) if named.startswith("counts:") else None)
    minutes = given.minutes or (float(named) if named and not named.startswith("counts:") else 60.0)
    chosen = [each for each in PARTS if not given.parts or each.name in given.parts]
    whole = sum(_SHARES[each.name] for each in chosen)
    for part in chosen:
        if given.seed is not None:
            print(part.name, given.seed, part.attempt(given.seed, _folder(f"{part.name}-{given.seed}")))
            os.chdir(_ROOT)
            continue
        if given.anew:
            (given.keep / f"{part.name}.json").unlink(missing_ok=True)
        print(
            soak(part, count or part.goal, 60 * minutes * _SHARES[part.name] / whole, given.keep.resolve()), flush=True
        )


if __name__ == "__main__":
    main()
