"""A few tries of the search for growth (tests/soak/growth.py), and that it would tell if something grew."""

from __future__ import annotations

import random
import re
from functools import partial
from pathlib import Path

import pytest

from extract.bind.sightings import sighted
from extract.language.cleaning import composed
from extract.layout.outline import outline
from extract.pipeline.stages import load as load_stages
from extract.rules.vocabulary import listed
from tests.soak import growth, growth_ledger
from tests.soak.formats import FORMATS
from tests.soak.growth_ledger import Searched, load
from tests.soak.steps import Steps, names
from tests.soak.units import Repeated

_MOST = 1.35  # an exponent of a machine that others use, too
_TRIES = 3


def _grown(part: str, tried: list[Searched]) -> str:
    """What grew in each of some tries: what other work does comes and goes."""
    every = [{each.what for each in searched.worst if each.exponent > _MOST} for searched in tried]
    return f"{part}: {set.intersection(*every)}" if set.intersection(*every) else ""


@pytest.mark.parametrize("name", ["increase", "decrease", "strong", "naming"])
def test_no_list_of_words_grows_faster_than_its_text(name: str) -> None:
    tried: list[Searched] = []
    while not tried or (len(tried) < _TRIES and _grown("", tried)):
        tried.append(Searched("patterns"))
        growth.one_pattern(listed(name), name, random.Random(name), tried[-1])
    assert tried[0].tried
    assert not _grown("patterns", tried)


@pytest.mark.parametrize("name", ["csv", "text"])
def test_no_reader_grows_faster_than_its_file(name: str) -> None:
    units, make = FORMATS[name]
    tried: list[Searched] = []
    while not tried or (len(tried) < _TRIES and _grown("", tried)):
        tried.append(Searched("readers"))
        growth.one_file(name, units[0], make, tried[-1])
    assert tried[0].tried == 1
    assert not _grown("readers", tried)


def test_no_step_grows_faster_than_the_text() -> None:
    load_stages()
    tried: list[Searched] = []
    while not tried or (len(tried) < _TRIES and _grown("", tried)):
        tried.append(Searched("steps"))
        growth.one_text(Repeated("Tỷ lệ hộ nghèo đạt 5%, trong đó 80% cấp xã; "), tried[-1], (10_000, 40_000))
    assert tried[0].measured
    assert not _grown("steps", tried)


def test_marks_of_notes_in_one_paragraph_are_not_each_held_against_all_of_it() -> None:
    def taken(size: int) -> float:
        working = composed(Repeated("[^1]&1.000.<b>").text(size))
        return growth.seconds(lambda: outline(working))

    assert any(taken(60_000) < 20 * max(taken(6_000), 0.001) for _ in range(_TRIES))


def test_words_that_tell_the_kind_are_not_each_held_against_all() -> None:
    def taken(size: int) -> float:
        low = Repeated("chỉ tiêu ").text(size)
        return growth.seconds(lambda: sighted(low, 0, len(low)))

    assert any(taken(60_000) < 20 * max(taken(6_000), 0.001) for _ in range(_TRIES))


def test_a_pattern_and_a_step_that_grow_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def quadratic(work: partial[None]) -> float:
        return len(work.args[1]) ** 2 * 1e-9

    searched = Searched("patterns")
    with monkeypatch.context() as changed:
        changed.setattr(growth, "seconds", quadratic)
        growth.one_pattern(re.compile(r"\d+x"), "slow", random.Random(1), searched)
    assert round(searched.worst[0].exponent, 1) == 2
    assert searched.measured == searched.tried > 1
    steps = Steps()

    def own(count: int) -> int:
        return sum(n for _ in range(count) for n in range(count)) + (work(count - 1) if count % 2 else 0)

    work = steps.timed(own)
    work(301)
    (name,) = steps.seconds
    assert name.endswith("own")
    assert steps.seconds[name] > 0


def test_every_room_has_steps() -> None:
    load_stages()
    rooms = {name.split(".")[0] for name in names()}
    assert {"language", "layout", "mentions", "clauses", "bind", "records"} <= rooms
    assert any(name.startswith("bind.tables") for name in names())


def test_the_ledger_goes_on_and_the_page_has_its_figures(tmp_path: Path) -> None:
    searched = Searched("steps", of=10, next=4, things=3, tried=4)
    for exponent, what in ((1.1, "a"), (1.5, "b"), (1.05, "a"), (1.3, "b")):
        searched.grew(exponent, 0.5, what, "5% | ")
    searched.save(tmp_path)
    kept = load("steps", tmp_path)
    assert kept == searched
    assert [(each.what, each.exponent) for each in kept.worst] == [("b", 1.5), ("a", 1.1)]
    section = growth_ledger.rendered(tmp_path)
    assert "| 3 | 4 | 4 | 1.50 |" in section
    assert "`patterns` 0 of 0" in section
    assert "`steps` 4 of 10" in section
    page = f"Mine.\n{growth_ledger.BEGIN}\nold\n{growth_ledger.END}\nTheirs.\n"
    assert growth_ledger.laid(page, section) == f"Mine.\n{section}\nTheirs.\n"
    with pytest.raises(ValueError, match="marks"):
        growth_ledger.laid("Mine.", section)
