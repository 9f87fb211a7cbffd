"""The hand-made tables of tests/track/ and what the program says held against them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.views.compare.results import Answer, Report
from extract.views.track.standing import Standing
from extract.views.track.tracking import Tracking

FOLDER = Path(__file__).parent / "track"
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of tests/track/."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def numbers(text: str) -> list[float]:
    """The numbers in a text, as Vietnamese writes them."""
    found = (each.rstrip(".") for each in _NUMBER.findall(text))
    return [float(each.replace(".", "").replace(",", ".") if "," in each or _GROUPED.fullmatch(each) else each)
            for each in found]  # fmt: skip


def pairs_told(table: Sequence[dict[str, str]], reports: Sequence[Report]) -> Iterator[tuple[dict[str, str], str]]:
    """Each row of pairs.tsv and what is wrong with what the program says of it ("" where nothing is)."""
    answers = {report.head.id: list(report.answers) for report in reports}
    for row in table:
        goal, result = numbers(row["goal"])[0], numbers(row["result"])[0]
        same = [each for each in answers[row["report"]] if each.goal.measure.value == goal]
        right = [each for each in same if each.figures and each.figures[-1].target.measure.value == result]
        if "implied" in row["note"]:
            continue
        if not same:
            yield row, "no goal"
        elif not right:
            yield row, f"paired with {_figures(same)}"
        else:
            answers[row["report"]].remove(right[0])
            wanted = {"yes": "met", "no": "not_met"}[row["met"]]
            yield row, "" if right[0].outcome == wanted else f"outcome {right[0].outcome}"


def _figures(answers: Sequence[Answer]) -> list[list[float | None]]:
    return [[figure.target.measure.value for figure in answer.figures] for answer in answers]


def goals_told(table: Sequence[dict[str, str]], found: Tracking) -> Iterator[tuple[dict[str, str], str]]:
    """Each row of track.tsv and what is wrong with what the program says of it ("" where nothing is)."""
    left = [(tracked, each) for tracked in found.lines for each in tracked.goals]
    for row in table:
        values = numbers(row["goal"].split("(")[0])
        years = [int(year) for year in row["by_year"].split("-")]
        same = [
            (tracked, each)
            for tracked, each in left
            if each.pledge.set_by.head.id == row["set_by"]
            and each.pledge.set_by.target.measure.value == values[0]
            and each.pledge.due == years[-1]
            and _named(row, each)
        ]
        if not same:
            yield row, "no such goal"
            continue
        _, goal = same[0]
        left.remove(same[0])
        yield row, "; ".join(_faults(row, goal))


def _named(row: dict[str, str], goal: Standing) -> bool:
    """Whether a goal is of the row's tier and, where it has one, the catalogue's id."""
    target = goal.pledge.set_by.target
    tiers = {"cấp tỉnh": "province", "cấp huyện": "district", "cấp xã": "commune"}
    if row["part"] in tiers and target.level not in {tiers[row["part"]], None}:
        return False
    if ("%" in row["goal"]) != (target.measure.unit == "percent" and "điểm" not in row["goal"]) and "điểm" not in row[
        "goal"
    ]:
        return False
    return "." not in row["indicator"] or target.indicator.id == row["indicator"]


def _faults(row: dict[str, str], goal: Standing) -> Iterator[str]:
    status = {"-": "revised"}.get(row["status"], row["status"])
    if goal.status != status and f"will say {goal.status}" not in row["note"]:
        yield f"{goal.status}, not {status}"
    if row["pace"] and goal.pace != row["pace"]:
        yield f"{goal.pace}, not {row['pace']}"
    revised = goal.pledge.revised_by.set_by.head.id if goal.pledge.revised_by else ""
    if revised != row["revised_by"]:
        yield f"revised by {revised!r}"
    wanted = {tuple(each.split("@")[1].split("/", 1)) for each in filter(None, row["results"].split(";"))}
    known = {(str(each.year), each.head.id) for each in (*goal.outcomes, *filter(None, [goal.base_said]))}
    if missing := {each for each in wanted if each not in known and status != "revised"}:
        yield f"without {sorted(missing)}"
    if goal.status != "silent" and (extra := known - wanted):
        yield f"besides {sorted(extra)}"
