"""Inputs that are changed, removed, renamed and replaced while a run goes on."""

from __future__ import annotations

import os
import random
import shutil
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from tests.soak.running import (
    CACHE,
    IN,
    OUT,
    Looks,
    alone,
    documents,
    ending,
    extracting,
    ids,
    lay,
    undisturbed,
    written,
)


def attempt(number: int, folder: Path) -> str:
    """A run over a folder that does not stand still; the next one's outputs are those of what then lies there."""
    pick = random.Random(f"churn {number}")
    before = undisturbed()
    looks = Looks("churn")
    lay(folder)
    if pick.random() < 0.5:  # an earlier run has seen all of it
        first = extracting(folder)
        with ending(first):
            looks.need(first.ended() == before.code, "the first run fails", first.said[-1500:])
    run, done = extracting(folder), 0
    with ending(run):
        end = monotonic() + before.seconds * 1.2
        while monotonic() < end and run.process.poll() is None:
            sleep(pick.random() * before.seconds / 6)
            _change(folder / IN, pick)
            done += 1
        code = run.ended()
        looks.need(code in (0, 1), "the run fails", f"{code} {run.said[-1500:]}")
        looks.quiet(run)
        looks.gone(folder, run)
    looks.whole(folder / OUT)
    _last(folder, looks)
    looks.over()
    return "changed" if done else "ended before"


def _change(at: Path, pick: random.Random) -> None:
    """One change of one document, or a new one."""
    files = sorted(path for path in at.rglob("*") if path.is_file() or path.is_symlink())
    if not files:
        return
    path, other = pick.choice(files), pick.choice(files)
    data = pick.choice([*documents().values()])
    with suppress(OSError):
        match pick.randrange(9):
            case 0:
                path.unlink()
            case 1:
                path.rename(path.with_name(f"doi-ten-{pick.randrange(9)}{path.suffix}"))
            case 2:
                path.write_bytes(data)
            case 3:
                with path.open("ab") as file:
                    file.write(b"\nDen nam 2030, 5% ho ngheo.\n")
            case 4:
                os.truncate(path, pick.randrange(path.stat().st_size + 1))
            case 5:
                (at / f"moi-{pick.randrange(9)}.txt").write_bytes(data)
            case 6:
                os.replace(path, other)
            case 7:
                path.unlink()
                path.mkdir()
            case _:
                path.unlink()
                path.symlink_to(pick.choice((other, Path("nowhere"), path)))


def _last(folder: Path, looks: Looks) -> None:
    """Now that it stands still: the next run into the same folder against one into a fresh folder."""
    last = extracting(folder)
    with ending(last):
        code = last.ended()
        looks.quiet(last)
    found = written(folder / OUT)
    shutil.rmtree(folder / OUT)
    shutil.rmtree(folder / CACHE)
    fresh = alone(folder)
    looks.need(code == fresh.code, "the next run fails", f"{code} {last.said[-1500:]}")
    strange = {name for name in found.keys() - fresh.files.keys() if not name.endswith(".json")}
    looks.need(not strange, "files that no run writes", repr(strange))  # outputs of what is gone stay
    looks.same({name: data for name, data in found.items() if name in fresh.files}, fresh.files)
    looks.need(len(ids(fresh)) > 0 or fresh.code, "nothing was read")
