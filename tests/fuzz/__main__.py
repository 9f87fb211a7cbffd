"""`python -m tests.fuzz --count 100000 --seed 1 [--format pdf] [--jobs 2] [--keep DIR]`: the recorded run."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

from tests.fuzz.seeds import FORMATS

# How many of a hundred inputs are of a format where none is named; LibreOffice takes seconds a document.
_SHARES = {
    "text": 28, "encodings": 10, "html": 18, "docx": 6, "pdf": 6, "foreign": 2, "zip": 5, "mail": 5, "mht": 3,
    "pptx": 3, "photo": 2, "tangled": 3, "xlsx": 3, "xls": 2, "ods": 2, "csv": 2,
}  # fmt: skip
_BATCH = {
    "rtf": 20, "odt": 20, "pdf": 500, "docx": 500, "xlsx": 500, "zip": 500, "mail": 500, "pptx": 500, "photo": 500,
}  # fmt: skip
_ROOT = Path(__file__).parent.parent.parent

Batch = tuple[str, int, int]
"""Format, seed, number of inputs."""


def _batches(counts: dict[str, int], seed: int) -> list[Batch]:
    found = []
    for kind, count in counts.items():
        size = _BATCH.get(kind, 2000)
        place = FORMATS.index(kind)
        for number, start in enumerate(range(0, count, size)):
            found.append((number, (kind, seed * 1_000_000 + place * 100_000 + number, min(size, count - start))))
    return [batch for _, batch in sorted(found, key=lambda each: each[0])]


def _run(batch: Batch, limit: float, keep: Path) -> Counter[str]:
    kind, seed, count = batch
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = Path(name)
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.batch", kind, str(seed), str(count), str(limit), name],
            cwd=_ROOT, env={**os.environ, "PYTHONHASHSEED": "0"}, capture_output=True, check=False,
        )  # fmt: skip
        told = folder / "counts.json"
        outcomes = Counter(json.loads(told.read_text("utf-8"))) if told.exists() else Counter[str]()
        keep.mkdir(parents=True, exist_ok=True)
        for path in sorted((folder / "finds").glob("*")):
            if not (keep / path.name).exists():
                shutil.copy(path, keep / path.name)
        if done.returncode:
            outcomes["FINDING"] += 1
            stem = f"died-{kind}-{seed}"
            about = {
                "format": kind, "kind": f"the process ended with {done.returncode}",
                "detail": done.stderr.decode("utf-8", "replace")[-6000:], "program": f"seed {seed}",
            }  # fmt: skip
            (keep / f"{stem}.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")
            if (folder / "current.bin").exists():
                shutil.copy(folder / "current.bin", keep / f"{stem}.bin")
    return outcomes


def _table(counts: dict[str, Counter[str]]) -> str:
    lines = []
    for kind, outcomes in sorted(counts.items()):
        told = ", ".join(f"{name} {number}" for name, number in sorted(outcomes.items()))
        lines.append(f"{kind:<10} {sum(outcomes.values()):>7}  {told}")
    lines.append(f"{'all':<10} {sum(sum(each.values()) for each in counts.values()):>7}")
    return "\n".join(lines)


def main() -> int:
    """Exit code 1 where anything was found."""
    ask = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    ask.add_argument("--count", type=int, default=10_000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--format", choices=FORMATS, action="append")
    ask.add_argument("--jobs", type=int, default=1)
    ask.add_argument("--limit", type=float, default=10.0, help="seconds an input may take")
    ask.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "chitieu-fuzz", help="where finds go")
    given = ask.parse_args()
    if given.format:
        wanted = {kind: given.count // len(given.format) for kind in given.format}
    else:
        wanted = {kind: given.count * share // 100 for kind, share in _SHARES.items()}
    begun = monotonic()
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in wanted}
    with ThreadPoolExecutor(given.jobs) as pool:
        batches = _batches(wanted, given.seed)
        for batch, outcomes in zip(batches, pool.map(lambda b: _run(b, given.limit, given.keep), batches), strict=True):
            counts[batch[0]] += outcomes
            print(f"{monotonic() - begun:7.0f} s  {batch[0]:<10} {sum(counts[batch[0]].values()):>7}", flush=True)
    print(_table(counts))
    found = sum(outcomes["FINDING"] for outcomes in counts.values())
    print(f"{found} findings (in {given.keep})" if found else "nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
