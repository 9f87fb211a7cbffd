"""Several verdict files on one document as one: what stands of them, and what is in dispute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extract.measure.verdicts import Unjudged, Verdict, Verdicts
from extract.reviewing.judgments import Judgment
from extract.reviewing.settling import Conflict, settled
from extract.reviewing.taking import taken


def together(given: Sequence[tuple[str, str, Verdicts]]) -> tuple[Verdicts, list[Conflict]]:
    """Verdict files on one and the same text as one, and the records on which they differ, which are left open.

    `given`: of each file who judged, when (ISO 8601), its verdicts.  A number is open that every file leaves open.
    """
    said: list[Judgment] = []
    for name, at, verdicts in given:
        said += [each.model_copy(update={"by": name}) for each in taken(verdicts, None, at)]
    found = settled(said)
    conflicts = [*found.conflicts.values()]
    judged = [_verdict(word.judgment) for word in found.words.values()]
    opened = [{(each.id, each.start, each.end): each for each in verdicts.unjudged} for _, _, verdicts in given]
    shared = {place: each for place, each in opened[0].items() if all(place in other for other in opened[1:])}
    for conflict in conflicts:
        each = conflict.words[0]
        shared[each.id, each.start, each.end] = Unjudged(
            id=each.id, start=each.start, end=each.end, value_text=each.value_text
        )
    order = sorted(shared, key=lambda place: (place[1], place[2], place[0] or ""))
    first = given[0][2]
    return Verdicts(
        format="chitieu-verdicts/1",
        document=first.document,
        reviewer=", ".join(dict.fromkeys(name for name, _, _ in given)),
        complete=all(verdicts.complete for _, _, verdicts in given),
        verdicts=tuple(sorted(judged, key=lambda each: (each.start, each.end, each.id or ""))),
        unjudged=tuple(shared[place] for place in order),
    ), conflicts


def _verdict(judgment: Judgment) -> Verdict:
    known: Literal["right", "wrong", "corrected", "missed", "withdrawn"] = judgment.verdict
    if judgment.id is None:
        known = "missed"
    return Verdict(
        id=judgment.id, start=judgment.start, end=judgment.end, value_text=judgment.value_text, verdict=known,
        record=judgment.record, note=judgment.note, at=judgment.at,
    )  # fmt: skip
