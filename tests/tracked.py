"""The hand-made tables of tests/track/ and what the program says held against them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.views.compare.results import Answer, Report

FOLDER = Path(__file__).parent / "track"
_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of tests/track/."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def numbers(text: str) -> list[float]:
    """The numbers in a text, as Vietnamese writes them."""
    return [
        float(each.replace(".", "").replace(",", ".") if "," in each or re.fullmatch(r"\d{1,3}(\.\d{3})+", each) else each)
        for each in (found.rstrip(".") for found in _NUMBER.findall(text))
    ]  # fmt: skip


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
