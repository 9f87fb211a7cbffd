"""Searches what makes time grow faster than the text: `nice python -m tests.soak.growth [SECONDS] [SEED] [PART ...]`.

Parts: `patterns` every regular expression of the package on material made of itself; `texts` the stages on material
made of words and marks, and on what the patterns are slow on; `readers` each reader on material of its format.
Reports the worst exponents, from some kB to 160.  Not a part of `make test` (tests/test_regex_time.py is).
"""

from __future__ import annotations

import math
import random
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import process_time
from types import FrameType
from typing import Any

_FREE = 0.004  # seconds within which growth is noise, for one pattern
_FREE_TEXT = 0.1  # and for all stages
_FRAME = "Kế hoạch cải cách hành chính năm 2025 của Ủy ban nhân dân tỉnh Phú Yên.\n\n"
_LONGEST = 90.0  # seconds of one measurement


class Found:
    """The regular expressions compiled so far, with the module that did."""

    def __init__(self) -> None:
        self.patterns: dict[tuple[str, int], str] = {}
        compile_: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

        def noted(pattern: Any, flags: Any) -> Any:
            name = str(sys._getframe(2).f_globals.get("__name__"))
            if isinstance(pattern, str) and name.startswith("extract."):
                self.patterns.setdefault((pattern, int(flags)), name)
            return compile_(pattern, flags)

        re._compile = noted  # type: ignore[attr-defined]


class Late(BaseException):
    """A measurement takes too long."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raises Late where the body takes more processor time."""

    def late(number: int, frame: FrameType | None) -> None:
        raise Late

    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of some work; `_LONGEST` where it takes that and more."""
    begun = process_time()
    try:
        with bounded(_LONGEST):
            work()
    except Late:
        pass
    return process_time() - begun


def exponent(first: float, second: float, times: float, free: float) -> float:
    """How time grows where the text grows `times`."""
    return math.log(max(second, free) / max(first, free)) / math.log(times)


def everything() -> Found:
    """All modules of the package and all rules loaded, and what they compiled."""
    found = Found()
    import importlib
    import pkgutil

    import extract
    from extract.pipeline.stages import load
    from extract.rules import check

    for module in pkgutil.walk_packages(extract.__path__, "extract."):
        if not module.name.startswith("extract.serve") and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    check()
    load()
    return found


def patterns(found: Found, until: float, chance: random.Random) -> list[tuple[float, float, str, Any]]:
    """(exponent, seconds, pattern and its module, what was repeated), the worst of each pattern."""
    from tests.soak.units import of_pattern

    worst: dict[tuple[str, int], tuple[float, float, str, Any]] = {}
    tried = 0
    while process_time() < until:
        for (source, flags), module in list(found.patterns.items()):
            compiled = re.compile(source, flags)
            for each in of_pattern(source, flags, chance, 2):
                tried += 1
                few, many = each.text(2_000), each.text(8_000)
                second = seconds(lambda c=compiled, t=many: sum(1 for _ in c.finditer(t)))  # type: ignore[misc]
                if second < _FREE:
                    continue
                first = seconds(lambda c=compiled, t=few: sum(1 for _ in c.finditer(t)))  # type: ignore[misc]
                grown = exponent(first, second, 4, _FREE / 16)
                key = (source, flags)
                if grown > 1.3 and (key not in worst or worst[key][1] < second):
                    worst[key] = (grown, second, f"{module}: {source[:200]}", each)
            if process_time() > until:
                break
    print(f"{tried} repetitions of {len(found.patterns)} patterns; {len(worst)} patterns grow faster than their text")
    return sorted(worst.values(), key=lambda one: -one[1])


def texts(given: Iterable[Any], until: float, chance: random.Random) -> list[tuple[float, float, Any]]:
    """(exponent, seconds, what was repeated) of all stages, worst first: from 10 to 40 kB, the worst to 160."""
    from extract.contract.faults import UNGUARDED
    from extract.pipeline.stages import through
    from extract.readers import of_text
    from tests.soak.units import mixed

    def of(each: Any, size: int) -> float:
        source = of_text(_FRAME + each.text(size) + "\n\n" + _FRAME)
        return seconds(lambda: through(source, UNGUARDED))

    known = iter(given)
    rows = []
    while process_time() < until:
        each = next(known, None) or mixed(chance)
        try:
            first, second = of(each, 10_000), of(each, 40_000)
        except Exception as error:
            print(f"RAISED {type(error).__name__}: {error} {each!a}", flush=True)
            continue
        rows.append((exponent(first, second, 4, _FREE_TEXT), second, each))
        if rows[-1][0] > 1.25:
            print(f"  {rows[-1][0]:.2f} {first:.2f} {second:.2f} {each!a}"[:300], flush=True)
    rows.sort(key=lambda row: (-row[0], -row[1]))
    print(f"{len(rows)} texts of 10 and 40 kB")
    return rows


def readers(until: float, chance: random.Random) -> list[tuple[float, float, Any]]:
    """(exponent, seconds, format and what was repeated) of reading alone, worst first."""
    from extract.readers import ReadError, of_bytes
    from extract.readers.content import Options
    from tests.soak.formats import FORMATS

    options = Options(ocr="never")
    rows = []
    everyone = [(name, unit, make) for name, (units, make) in FORMATS.items() for unit in units]
    chance.shuffle(everyone)
    for name, unit, make in everyone:
        if process_time() > until:
            print("the time is over; not all formats were tried")
            break

        def of(size: int, unit: Any = unit, make: Any = make, name: str = name) -> float:
            data, file = make(unit, size)

            def work() -> None:
                try:
                    of_bytes(data, file, options)
                except ReadError as error:
                    print(f"    {name} {unit!a} {size}: {error}"[:160])

            return seconds(work)

        first, second = of(10_000), of(40_000)
        third = of(160_000) if second < 5 else second
        grown = exponent(first, third, 16 if second < 5 else 4, 0.03)
        late = exponent(second, third, 4, 0.1) if second < 5 else grown
        rows.append((max(grown, late), third, (name, unit)))
        if rows[-1][0] > 1.2:
            print(f"  {rows[-1][0]:.2f} {first:.2f} {second:.2f} {third:.2f} {name} {unit!a}"[:200], flush=True)
    rows.sort(key=lambda row: (-row[0], -row[1]))
    print(f"{len(rows)} files of 10, 40 and 160 kB")
    return rows


def main(limit: float, seed: int, parts: tuple[str, ...]) -> None:
    """Search for so many seconds of processor time in each part."""
    chance = random.Random(seed)
    found = everything()
    slow: list[Any] = []
    if "patterns" in parts:
        rows = patterns(found, process_time() + limit, chance)
        for grown, second, name, each in rows[:60]:
            print(f"{grown:.2f} {second:.3f} {name!a}\n      {each!a}"[:600], flush=True)
        slow = [each for *_, each in rows]
    if "readers" in parts:
        for row in readers(process_time() + limit, chance)[:15]:
            print(f"{row[0]:.2f} {row[1]:.2f} {row[2]!a}"[:200], flush=True)
    if "texts" in parts:
        for row in texts(slow, process_time() + limit, chance)[:40]:
            print(f"{row[0]:.2f} {row[1]:.2f} {row[2]!a}"[:300], flush=True)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        float(given[0]) if given else 300,
        int(given[1]) if given[1:] else 1,
        tuple(given[2:])
        or (
            "patterns",
            "readers",
            "texts",
        ),
    )
