"""Searches what makes time grow faster than the text: `python -m tests.soak.growth [SECONDS] [SEED] [PART ...]`.

Parts: `patterns` every regular expression that the package compiles, those of patterns/*.yaml among them, on material
made of itself; `readers` each reader on material of its format; `steps` every function that one module of the rooms
between reading and writing calls of another, timed by itself, on mixtures of words and marks.  Each part takes SECONDS
of processor time at most, and goes on where it stopped before (figures/growth/<part>.json); what it found is told by
`python -m tests.soak.growth_ledger`.  Not a part of `make test` (tests/test_growth.py is).
"""

from __future__ import annotations

import ast
import inspect
import math
import pkgutil
import random
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from time import process_time
from types import FrameType
from typing import Any, get_args

from tests.soak.growth_ledger import PARTS, PROMISED, Searched, load
from tests.soak.steps import Steps
from tests.soak.steps import names as step_names
from tests.soak.units import Repeated, mixed, of_pattern

_QUICK = 0.002  # seconds for 20 kB: a pattern that takes less takes no time to speak of for 160
_FREE = 0.01  # seconds of the smaller text within which growth is noise: for patterns,
_FREE_FILE, _FREE_STEP = 0.03, 0.05  # readers, and steps
_ENDLESS = 9.0  # the exponent of what was stopped at 10 kB
_AGAIN = 2  # times that what seems to grow is measured again; the least counts
_MIXTURES = 400  # the steps are searched with
_FRAME = "Kế hoạch cải cách hành chính năm 2025 của Ủy ban nhân dân tỉnh Phú Yên.\n\n"
_LONGEST = 6.0  # seconds of one measurement
_ROWS = "extract.rules.number_rows"  # compiles what the scanner of mentions asks at a place
_TABLES = "extract.rules.table_words"  # ... and what is looked for in a cell, within bounds
_CHECKING = "extract.rules.checking"  # ... and what is asked nowhere, as itself


class Found:
    """The regular expressions compiled so far, with the module that did."""

    def __init__(self) -> None:
        self.patterns: dict[tuple[str, int], str] = {}
        compile_: Callable[..., Any] = re._compile  # type: ignore[attr-defined]

        def noted(pattern: Any, flags: Any) -> Any:
            name = str(sys._getframe(2).f_globals.get("__name__"))
            if isinstance(pattern, str) and name.startswith("extract."):
                key = pattern, int(flags)
                if self.patterns.get(key, _CHECKING) == _CHECKING:
                    self.patterns[key] = name
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
    import extract
    from extract.pipeline.stages import load as load_stages
    from extract.rules import check
    from extract.rules.table_rows import TableMeans
    from extract.rules.table_words import says

    for module in pkgutil.walk_packages(extract.__path__, "extract."):
        if not module.name.startswith("extract.serve") and not module.name.endswith("__main__"):
            import_module(module.name)
    check()
    load_stages()
    for means in get_args(TableMeans):
        says(means, "")
    return found


@cache
def matched_at_a_place(module: str) -> frozenset[str]:
    """The patterns that a module compiles under a name and asks for `match` or `fullmatch` alone."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    called = {
        each.targets[0].id: each.value.args[0].value
        for each in tree.body
        if isinstance(each, ast.Assign)
        and isinstance(each.targets[0], ast.Name)
        and isinstance(each.value, ast.Call)
        and each.value.args
        and isinstance(each.value.args[0], ast.Constant)
    }
    asked = [
        (e.value.id, e.attr) for e in ast.walk(tree) if isinstance(e, ast.Attribute) and isinstance(e.value, ast.Name)
    ]
    ways = {name: [way for of, way in asked if of == name] for name in called}
    loads = Counter(each.id for each in ast.walk(tree) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load))
    return frozenset(
        str(source)
        for name, source in called.items()
        if name.startswith("_") and loads[name] == len(ways[name]) > 0 and {*ways[name]} <= {"match", "fullmatch"}
    )


def one_pattern(
    pattern: re.Pattern[str],
    what: str,
    chance: random.Random,
    searched: Searched,
    look: Callable[[str], object] | None = None,
) -> None:
    """Look at one pattern with repetitions of what it matches; `look`: how it is asked, else searched for in all."""
    searched.things += 1
    look = look or partial(_found, pattern)
    for each in of_pattern(pattern.pattern, pattern.flags, chance, 1):
        searched.tried += 1
        if seconds(partial(look, each.text(20_000))) < _QUICK:
            continue
        first, second = (seconds(partial(look, each.text(size))) for size in (10_000, 160_000))
        grown = exponent(first, second, 16, _FREE / 16)
        for _ in range(_AGAIN if grown > PROMISED and second < _LONGEST else 0):
            first, second = (seconds(partial(look, each.text(size))) for size in (10_000, 160_000))
            grown = min(grown, exponent(first, second, 16, _FREE / 16))
        if second >= _LONGEST:  # it was stopped: what it takes for less tells how it grows
            less, more = (seconds(partial(look, each.text(size))) for size in (2_500, 10_000))
            grown = _ENDLESS if more >= _LONGEST else max(grown, exponent(less, more, 4, _FREE / 16))
        searched.grew(grown, second, what, each.before + "|" + each.unit)


def _found(pattern: re.Pattern[str], text: str) -> None:
    for _ in pattern.finditer(text):
        pass


def _everywhere(pattern: re.Pattern[str], text: str) -> None:
    """Ask at every place, within what a mention can be: as the scanner does, at more places than it."""
    from extract.mentions.scan import LONGEST

    for at in range(len(text)):
        pattern.match(text, at, at + LONGEST)


def _within(pattern: re.Pattern[str], text: str) -> None:
    """Search each stretch of a text that is as long as a cell is looked at: as every cell of a table is."""
    from extract.rules.table_words import LONGEST

    for at in range(0, len(text), LONGEST):
        pattern.search(text, at, at + LONGEST)


@cache
def _matched_rows() -> frozenset[str]:
    """The expressions of the rule data that say themselves that they are asked at a place."""
    from extract.rules.loader import rows
    from extract.rules.vocabulary import compiled
    from extract.rules.word_rows import Expression

    return frozenset(compiled(row).pattern for row in rows("expressions.yaml", Expression) if row.read != "search")


def look_of(pattern: re.Pattern[str], module: str) -> Callable[[str], object]:
    """How a pattern is asked: at the beginning alone, at every place or in every cell within bounds, or searched for in
    all."""
    if pattern.pattern in matched_at_a_place(module) | _matched_rows():
        return pattern.match
    return partial({_ROWS: _everywhere, _TABLES: _within}.get(module, _found), pattern)


def patterns(searched: Searched, until: float, seed: int) -> None:
    """The patterns, in the order of their text."""
    every = sorted((module, *key) for key, module in everything().patterns.items() if module != _CHECKING)
    searched.of = len(every)
    while not searched.over(until):
        module, source, flags = every[searched.next]
        compiled = re.compile(source, flags)
        chance = random.Random(f"{seed} {source!a}")
        one_pattern(compiled, f"{module}: {source[:120]}", chance, searched, look_of(compiled, module))
        searched.next += 1


def one_file(name: str, unit: Any, make: Callable[[Any, int], tuple[bytes, str]], searched: Searched) -> None:
    """Read files of a format in which one thing is repeated."""
    from extract.readers import ReadError, of_bytes
    from extract.readers.content import Options

    def of(size: int) -> float:
        data, file = make(unit, size)

        def work() -> None:
            try:
                of_bytes(data, file, Options(ocr="never"))
            except ReadError:
                searched.errors += 1

        return seconds(work)

    searched.tried += 1
    first, second = of(10_000), of(40_000)
    if second < _FREE_FILE:
        return
    third = of(160_000) if second < _LONGEST / 4 else second * 4 ** exponent(first, second, 4, _FREE_FILE / 4)
    searched.grew(exponent(first, third, 16, _FREE_FILE / 16), third, name, str(unit))


def readers(searched: Searched, until: float, seed: int) -> None:
    """The formats, each with all that it can repeat, in an order of its own so that none waits for the others."""
    from tests.soak.formats import FORMATS

    every = [(name, unit, make) for name, (units, make) in FORMATS.items() for unit in units]
    random.Random(seed).shuffle(every)
    searched.of = len(every)
    while not searched.over(until):
        one_file(*every[searched.next], searched)
        searched.next += 1
        searched.things = len({name for name, _, _ in every[: searched.next]})


def one_text(each: Repeated, searched: Searched, sizes: tuple[int, int] = (10_000, 40_000)) -> None:
    """Time every step on a text in which one thing is repeated."""
    from extract.contract.faults import UNGUARDED
    from extract.pipeline.stages import through
    from extract.readers import of_text

    def grown() -> dict[str, tuple[float, float]]:
        taken: list[Steps] = []
        for size in sizes:
            source, steps = of_text(_FRAME + each.text(size) + "\n\n" + _FRAME), Steps()
            with steps.watched():
                seconds(partial(through, source, UNGUARDED))
            taken.append(steps)
        few, many = (steps.seconds for steps in taken)
        times = sizes[1] / sizes[0]
        return {
            step: (exponent(few[step], second, times, _FREE_STEP / times), second)
            for step, second in many.items()
            if second >= _FREE_STEP
        }

    searched.tried += 1
    found = grown()
    for _ in range(_AGAIN):
        if all(each <= PROMISED for each, _ in found.values()):
            break
        again = grown()  # what other work does comes and goes
        found = {step: min(told, again.get(step, told)) for step, told in found.items()}
    for step, (told, second) in found.items():
        searched.grew(told, second, step, each.unit)


def steps(searched: Searched, until: float, seed: int) -> None:
    """The steps, on mixtures made of their number."""
    from extract.pipeline.stages import load as load_stages

    load_stages()
    searched.of, searched.things = _MIXTURES, len(step_names())
    while not searched.over(until):
        one_text(mixed(random.Random(f"{seed} {searched.next}")), searched)
        searched.next += 1


def main(limit: float, seed: int, parts: tuple[str, ...]) -> None:
    """Search for so many seconds of processor time in each part."""
    for part in parts:
        searched, begun = load(part), process_time()
        try:
            {"patterns": patterns, "readers": readers, "steps": steps}[part](searched, begun + limit, seed)
        finally:
            searched.save()
        print(f"{part}: {searched.next} of {searched.of}, {searched.tried} repetitions, {searched.seconds:.0f} s")
        for each in searched.worst:
            print(f"  {each.exponent:.2f} {each.seconds:.2f} {each.what!a} {each.repeated!a}"[:300], flush=True)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(float(given[0]) if given else 300, int(given[1]) if given[1:] else 1, tuple(given[2:]) or PARTS)
