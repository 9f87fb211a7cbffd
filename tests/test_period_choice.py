"""The period of a value among all it might be: proposed, seen, chosen; and how the weights of that are learnt."""

from __future__ import annotations

import pytest

from extract.bind.period_evidence import key_of
from extract.measure.choices import choosing, chosen, chosen_held_out, fitted_choice
from extract.measure.evaluate import same_period
from extract.measure.examples import Example, Option
from extract.measure.gold import reading
from extract.pipeline.following import followed
from extract.pipeline.stages import extract
from extract.readers import of_text
from extract.rules.weight_rows import weights

NEWS = "Tỉnh A, ngày 12/12/2025\n\nNăm 2025, GRDP của tỉnh ước tăng 8,1%. "


def periods(text: str) -> dict[str, tuple[str, int | None, int | None] | None]:
    """The period of each value by its text."""
    return {
        t.source.text: (t.period.type, t.period.start, t.period.end) if t.period else None
        for t in extract(text).targets
    }


def seen(text: str, value: str) -> list[tuple[int | None, set[str]]]:
    """Of each candidate of a value the year it ends with, and what is seen of it."""
    (bound,) = [made for made, target in followed(of_text(text)) if target.source.text == value]
    return [
        (when.end if when is not None else None, {id.removeprefix("period.") for id, _, _ in ids})
        for when, ids in bound.offered
    ]


def test_a_year_that_is_compared_with_is_not_that_of_the_values_behind_it() -> None:
    text = NEWS + "Xuất khẩu cán mốc 4,05 tỷ USD, tăng 17% so với năm 2024. Thu ngân sách đạt 21.300 tỷ đồng.\n"
    found = periods(text)
    assert found["4,05 tỷ USD"] == found["21.300 tỷ đồng"] == ("in", 2025, 2025)
    assert 2024 not in {year for year, _ in seen(text, "21.300 tỷ đồng")}


def test_an_earlier_value_in_a_bracket_lends_its_year_to_none_behind() -> None:
    text = "Tỉnh A, ngày 12/12/2022\n\nBÁO CÁO\n\nI. KẾT QUẢ NĂM 2022\n\n1. GRDP ước tăng 8,62% (năm 2021 chỉ 2,14%). "
    text += "Thu nhập bình quân đầu người đạt 58,1 triệu đồng.\n"
    assert periods(text)["58,1 triệu đồng"] == ("in", 2022, 2022)


@pytest.mark.parametrize("told", ["(số liệu đến 31/12/2024)", "(số liệu năm 2024, cộng chung hai tỉnh)"])
def test_a_heading_says_of_when_its_figures_are(told: str) -> None:
    text = (
        f"Tỉnh A, ngày 20/8/2025\n\nCHƯƠNG TRÌNH\n\nI. HIỆN TRẠNG {told}\n\n1. Y tế: Bao phủ bảo hiểm y tế đạt 95,3%.\n"
    )
    found = periods(text)["95,3%"]
    assert found is not None
    assert found[2] == 2024


def test_a_day_without_a_year_has_the_year_of_its_document() -> None:
    text = "Tỉnh A, ngày 12/12/2025\n\nĐến ngày 30/11, giải ngân vốn đầu tư công đạt 64,7% kế hoạch.\n"
    assert periods(text)["64,7%"] == ("in", 2025, 2025)


def test_the_years_of_a_standard_or_of_a_law_are_not_proposed() -> None:
    poor = "Đến năm 2025:\n- Tỷ lệ hộ nghèo (chuẩn 2016 - 2020) giảm từ 2,5% trở lên.\n"
    law = "Giáo viên đạt chuẩn trình độ theo Luật Giáo dục 2019 là 91,4%.\n"
    assert {year for year, _ in seen(poor, "2,5%")} == {2025, None}
    assert {year for year, _ in seen(law, "91,4%")} == {None}


def test_until_when_a_value_is_kept_up_is_not_proposed() -> None:
    text = "Đến năm 2025, hồ sơ trực tuyến đạt 80% và tiếp tục duy trì, cải thiện tỷ lệ đến năm 2030.\n"
    assert {year for year, _ in seen(text, "80%")} == {2025, None}


def test_the_day_before_is_a_deadline_behind_the_end_of_it() -> None:
    assert periods("Hết ngày 31/01/2026 phải giải ngân 100% kế hoạch vốn.\n")["100%"] == ("by", None, 2026)


def test_what_was_chosen_is_surer_than_every_other() -> None:
    for made, _ in followed(of_text(NEWS)):
        assert len(made.offered) > 1
        assert 0.5 < made.sure["period"] <= 1
        assert key_of(made.period) in {key_of(when) for when, _ in made.offered}


# Learning.


def example(document: str, *options: tuple[int | None, bool, str]) -> Example:
    """A value that may have the years of `options`: (year, whether it is right, what is seen of it)."""
    found = reading({"start": 0, "end": 3, "value_text": "80%", "kind": "target"})
    made = [Option(year, right, n == 0, [(f"period.{id}", 0, 3)]) for n, (year, right, id) in enumerate(options)]
    return Example(document, found, found, {}, made)


CLEAR = [example(d, (2024, False, "compared"), (2025, True, "heading_next"), (None, False, "none")) for d in "abcd"]


def test_the_likelihood_is_conditional_on_the_candidates() -> None:
    learnt = fitted_choice(choosing(CLEAR))
    weight = {each.id: each.weight for each in learnt.weights}
    assert weight["period.heading_next"] > 0 > weight["period.compared"]
    right, likely = chosen(learnt, CLEAR[0])
    assert right
    assert likely > 0.5
    assert chosen_held_out(CLEAR) == (1.0, 0.0)  # of each the rules of order chose the first
    assert fitted_choice(choosing(CLEAR)) == learnt


def test_candidates_of_the_same_years_speak_for_each_other() -> None:
    learnt = fitted_choice(choosing(CLEAR)).model_copy(update={"weights": ()})
    each = example("e", (2024, False, "none"), (2025, True, "near"), (2025, True, "echoed"))
    right, likely = chosen(learnt, each)
    assert right
    assert likely == pytest.approx(2 / 3)


def test_what_has_one_answer_or_none_right_teaches_nothing() -> None:
    alone = example("a", (None, True, "none"))
    lost = example("a", (2024, False, "near"), (None, False, "none"))
    assert choosing([alone, lost, CLEAR[0]]) == [CLEAR[0]]
    assert example("a").options == []


def test_a_reporting_date_is_no_period_for_who_compares() -> None:
    assert same_period(("asof", None, None), None)
    assert same_period(("by", None, 2025), ("in", 2025, 2025))
    assert not same_period(("annual", 2021, 2025), ("by", None, 2025))


def test_what_the_rules_of_order_decide_is_no_evidence() -> None:
    found = weights("period")
    assert found is not None
    assert not any("decided" in each.id for each in found.weights)
    assert found.bias == 0.0
