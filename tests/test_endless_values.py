"""A paragraph of nothing but values is read to its end: each costs the same, however many stand before it."""

from __future__ import annotations

import re
from time import process_time

import pytest

from extract.contract.faults import UNGUARDED, Guard, Part
from extract.language.cleaning import composed
from extract.language.sentences import sentences
from extract.mentions.scan import scanner, within
from extract.pipeline import stages
from extract.readers import of_text

GOALS = "KẾ HOẠCH\nNăm 2026\nI. MỤC TIÊU\n1. "
MOST = 80


@pytest.mark.parametrize("unit", ["80% ", "80%;", "1%", "tỷ lệ hộ nghèo 5,5% và "])
def test_a_sentence_holds_no_more_numbers_than_one_can(unit: str) -> None:
    text = unit * 500
    spans = sentences(text, 0, len(text))
    assert "".join(text[start:end] for start, end in spans) == text
    numbers = [re.findall(r"\d[\d.,]*", text[start:end]) for start, end in spans]
    assert max(map(len, numbers)) <= MOST
    assert [one for some in numbers for one in some] == re.findall(r"\d[\d.,]*", text)  # none is cut in two


def test_a_sentence_that_could_be_one_is_not_cut() -> None:
    text = "Năm 2026: " + ", ".join(f"xã số {n} đạt {n},5%" for n in range(1, 39)) + "."
    assert sentences(text, 0, len(text)) == [(0, len(text))]


def test_no_value_of_an_endless_paragraph_is_lost() -> None:
    many = 2500
    found = stages.extract(f"{GOALS}Tỷ lệ hộ nghèo đạt {'1%' * many}hồ sơ.")
    assert not {"paragraph_failed", "read_simply"} & {each.code for each in found.warnings}
    assert len(found.targets) >= many


def test_a_value_costs_the_same_behind_any_number_of_others() -> None:
    def each(many: int) -> float:
        source = of_text(f"{GOALS}Tỷ lệ hộ nghèo đạt {'80%;' * many}hồ sơ.")
        begun = process_time()
        stages.through(source, UNGUARDED)
        return (process_time() - begun) / many

    for _ in range(4):
        few, more = each(150), each(1000)
        if more < 1.5 * few:
            break
    assert more < 1.5 * few


def test_an_endless_list_is_asked_for_once_a_figure_not_to_its_end() -> None:
    def taken(many: int) -> float:
        text = "5, " * many
        begun = process_time()
        scanner().scan(text, 0, len(text))
        return process_time() - begun

    taken(100)
    for _ in range(4):
        few, more = taken(500), taken(4000)
        if more < 12 * few:
            break
    assert more < 12 * few


def test_mentions_within_a_span_are_found_without_the_others() -> None:
    low = "năm 2025 đạt 5%, năm 2030 đạt 80% và 3 xã"
    every = scanner().scan(low, 0, len(low))
    for start in range(0, len(low), 3):
        for end in range(start, len(low) + 3, 5):
            assert list(within(every, start, end)) == [m for m in every if start <= m.start < end]


def test_a_part_has_more_time_for_the_numbers_in_it() -> None:
    text = composed("x" * 10)

    def spent(numbers: int) -> bool:
        """Whether work that is looked at as often as ten seconds have looks is stopped."""
        safe = Guard()
        safe._timed = True

        def work() -> bool:
            for _ in range(100):
                safe._look(0, None)
            return False

        return safe.tried(Part("bind", text, 0, 10, numbers=numbers), True, work)

    assert spent(0)
    assert spent(7_000)
    assert not spent(9_000)
