"""Two runs into one folder, with one cache, at once."""

from __future__ import annotations

import random
from pathlib import Path
from time import sleep

from tests.soak.running import OUT, Looks, ending, extracting, ids, lay, undisturbed, written


def attempt(number: int, folder: Path) -> str:
    """Both complete, nothing is lost, and what stands there is what one of them would have written."""
    pick = random.Random(f"together {number}")
    wanted = undisturbed()
    looks = Looks("two runs")
    lay(folder)
    options = [pick.choice(((), (), ("--no-cache",))) for _ in range(2)]
    one = extracting(folder, *options[0])
    sleep(pick.choice((0, 0.05, pick.random() * wanted.seconds)))
    two = extracting(folder, *options[1])
    with ending(one, two):
        codes = [one.ended(), two.ended()]
        for run in (one, two):
            looks.quiet(run)
        looks.need(codes == [wanted.code] * 2, "a run fails", f"{codes} {one.said[-800:]} {two.said[-800:]}")
        looks.gone(folder, one, two)
    looks.whole(folder / OUT)
    looks.kept(folder / OUT, ids(wanted))
    looks.need(written(folder / OUT) == wanted.files, "the bytes differ")
    looks.next_run(folder, wanted)
    looks.over()
    return "both completed"
