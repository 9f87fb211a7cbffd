"""A report's goals beside its results: pairs, outcomes, and what the report says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extract.catalogue.entries import catalogue
from extract.contract.model import Target
from extract.views.compare.results import Answer, Report, reports
from extract.write.outputs import load
from tests.made import extraction, target

ROOT = Path(__file__).parent.parent
OTHER = {"id": "egov.e_identity", "name": "x", "text": "x"}

# Read from corpora/tay-son.txt, part II.1: indicator, tier, goal; the figures that answer it; outcome; what the
# report says; whether both agree.
BY_HAND = [
    ("index.par", "district", 4, [4, 8], "not_met", None, None),
    ("satisfaction.procedure", None, 90, [83.24, 88.08], "not_met", None, None),
    ("satisfaction.procedure_land_construction", None, 80, [], "no_figure", None, None),
    ("procedure.online_eligible", None, 100, [100], "met", "met", True),
    ("procedure.provincial_portal_integrated", "district", 50, [], "no_figure", "met", None),
    ("procedure.online_dossiers", None, 50, [28.95], "not_met", None, None),
    ("civil_service.standard_met", None, 100, [100], "met", None, None),
    ("civil_service.postgraduate", "district", 15, [13.7], "not_met", None, None),
    ("civil_service.commune_degree", "commune", 80, [92.21], "met", None, None),
    ("civil_service.commune_degree", "commune", 100, [87.23], "not_met", None, None),
    ("organisation.public_units_reduced", None, 10, [], "no_figure", "not_met", None),
    ("organisation.public_staff_reduced", None, 10, [6.91], "not_met", "not_met", True),
    ("finance.direct_spending_reduced", None, 10, [], "no_figure", "not_met", None),
    ("procedure.authenticated_transactions", None, 100, [62.2], "not_met", "not_met", True),
    ("egov.reports_connected", None, 100, [], "no_figure", "met", None),
    ("egov.work_files_online", "district", 80, [60], "not_met", None, None),
    ("egov.work_files_online", "commune", 60, [40], "not_met", None, None),
]


def test_the_report_among_the_five_is_as_read_by_hand() -> None:
    (report,) = reports(list(load([ROOT / "outputs"])), catalogue().entries)
    told = [
        (
            answer.goal.indicator.id,
            answer.goal.level,
            answer.goal.measure.value,
            [figure.target.measure.value for figure in answer.figures],
            answer.outcome,
            answer.claim.says if answer.claim else None,
            answer.agrees,
        )
        for answer in report.answers
    ]
    assert told == BY_HAND
    used = {figure.target.id for answer in report.answers for figure in answer.figures}
    assert len(used) + len(report.unasked) == 77 - 17  # no result is lost


def said(text: str, start: int = 0, section: tuple[str, ...] = ("II", "1")) -> dict[str, Any]:
    """A sentence at `start`."""
    return {"sentence": {"start": start, "end": start + len(text), "text": text}, "section": section}


def goal(start: int = 10, text: str = "x", at: int = 0, **changes: Any) -> Target:
    return target(start, start + 3, source=said(text, at), **changes)


def result(start: int = 30, text: str = "x", at: int = 0, **changes: Any) -> Target:
    return target(start, start + 3, source=said(text, at), **{"kind": "actual", "relation": "eq", **changes})


def read(*targets: Target) -> Report:
    (report,) = reports([extraction(*targets, type="report")], catalogue().entries)
    return report


def one(*targets: Target) -> Answer:
    return read(*targets).answers[0]


def test_only_reports_are_read_so() -> None:
    assert reports([extraction(goal(), result(), type="plan")], catalogue().entries) == []


@pytest.mark.parametrize(
    ("text", "value", "outcome", "says", "agrees"),
    [
        ("Tối thiểu 80%: đạt 85%, đạt chỉ tiêu đề ra.", 85, "met", "met", True),
        ("Tối thiểu 80%: đạt 75%, đạt chỉ tiêu đề ra.", 75, "not_met", "met", False),
        ("Tối thiểu 80%: đạt 85%, chưa đạt chỉ tiêu đề ra.", 85, "met", "not_met", False),
        ("Tối thiểu 80%: đạt 75%, vượt kế hoạch.", 75, "not_met", "met", False),
        ("Phấn đấu đạt chỉ tiêu 80%: đạt 62,2%.", 62.2, "not_met", None, None),
        ("Tối thiểu 80%: đạt 79%, cơ bản đạt chỉ tiêu.", 79, "not_met", "partly", None),
    ],
)
def test_outcome_and_claim(text: str, value: float, outcome: str, says: str | None, agrees: bool | None) -> None:
    answer = one(goal(text=text), result(text=text, value=value))
    assert (answer.outcome, answer.claim.says if answer.claim else None, answer.agrees) == (outcome, says, agrees)


def test_a_claim_without_a_figure_is_neither_right_nor_wrong() -> None:
    answer = one(goal(text="Tối thiểu 80%: Đạt chỉ tiêu đề ra."))
    assert (answer.outcome, answer.agrees) == ("no_figure", None)
    assert answer.claim
    assert answer.claim.text == "Đạt chỉ tiêu đề ra"


def test_the_figure_of_the_same_sentence_comes_before_others() -> None:
    near, far = result(value=70), result(300, at=290, value=95)
    answer = one(goal(), near, far)
    assert ([f.target.id for f in answer.figures], answer.near, answer.outcome) == ([near.id], "sentence", "not_met")
    assert one(goal(), far).near == "item"
    stopped = one(goal(), goal(200, at=190, indicator=OTHER), far)
    assert (stopped.near, stopped.outcome) == ("elsewhere", "met")


def test_the_latest_year_decides_and_all_are_shown() -> None:
    def year(value: int) -> dict[str, Any]:
        return {"type": "in", "start": value, "end": value}

    late, early = result(30, value=70, period=year(2022)), result(40, value=90, period=year(2021))
    answer = one(goal(), late, early)
    assert ([f.met for f in answer.figures], answer.outcome) == (["met", "not_met"], "not_met")


@pytest.mark.parametrize(
    "changes",
    [
        {"level": "commune"},
        {"qualifier": "Cao cấp"},
        {"unit": "count", "unit_text": "hồ sơ"},
        {"direction": "increase"},
        {"indicator": OTHER},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_figure_of_something_else_answers_nothing(changes: dict[str, Any]) -> None:
    report = read(goal(level="district"), result(**{"level": "district", **changes}))
    assert (report.answers[0].outcome, len(report.unasked)) == ("no_figure", 1)


def test_far_from_the_goal_nothing_is_converted() -> None:
    share: dict[str, Any] = {"unit": "ratio", "value": 9, "out_of": 12}
    near = one(goal(), result(**share))
    assert (near.outcome, near.figures[0].converted) == ("not_met", True)
    assert one(goal(), goal(200, at=190, indicator=OTHER), result(300, at=290, **share)).outcome == "no_figure"


def test_a_claim_of_several_goals_is_wrong_only_if_all_of_them_were_met() -> None:
    text = "Giảm 80% và 80%: 85% và 70%, chưa đạt chỉ tiêu đề ra."
    other = goal(15, text, indicator=OTHER)
    first = read(goal(text=text), other, result(text=text, value=85), result(40, text, value=70, indicator=OTHER))
    assert [answer.agrees for answer in first.answers] == [None, True]
    assert all(answer.shared for answer in first.answers)
    second = read(goal(text=text), other, result(text=text, value=85), result(40, text, value=90, indicator=OTHER))
    assert [answer.agrees for answer in second.answers] == [False, False]


def test_a_claim_in_the_next_sentence_counts_if_that_tells_the_result_of_the_goal() -> None:
    following = "Đến nay 75%: Chưa đạt chỉ tiêu đề ra."
    told = one(goal(text="Tối thiểu 80%"), result(60, following, at=50, value=75))
    assert (told.claim.says if told.claim else None, told.agrees) == ("not_met", True)
    assert one(goal(text="Tối thiểu 80%"), result(60, following, at=50, indicator=OTHER)).claim is None
