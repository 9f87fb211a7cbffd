"""How far two reviewers agree (Cohen's kappa, field by field), and on what they do not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from extract.measure.gold import OTHER
from extract.reviewing.judgments import Judgment, Subject
from extract.reviewing.settling import Conflict, last_words

RECORD = "verdict"
"""Whether there is a record at all: the first thing on which reviewers can differ."""
FIELDS = (
    "kind", "indicator", "unit", "relation", "value", "upper", "out_of", "band", "direction", "per", "period",
    "baseline", "level", "place", "responsible",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers on one field: of `judged` records both have judged they agree on `agreed`.

    `kappa`: agreement beyond chance, 1 at most (Cohen 1960); None where both always say one and the same thing, so
    that chance alone would have them agree.
    """

    one: str
    other: str
    field: str
    judged: int
    agreed: int
    kappa: float | None

    def plain(self) -> dict[str, Any]:
        """It as plain data."""
        return asdict(self)


def agreement(judgments: Iterable[Judgment]) -> list[Agreement]:
    """Each pair of reviewers on each field, the pairs by name, of all records that both have judged.

    Judgments of any number of documents; a field counts where both call the thing a record and state the field.
    """
    words: dict[tuple[str, Subject], dict[str, Judgment]] = {}
    by_document: dict[str, list[Judgment]] = {}
    for each in judgments:
        by_document.setdefault(each.document, []).append(each)
    for document, own in sorted(by_document.items()):
        for about, said in last_words(own).items():
            words[document, about] = {each.by: each for each in said}
    names = sorted({name for said in words.values() for name in said})
    return [each for pair in combinations(names, 2) for each in _pair(*pair, [*words.values()])]


def _pair(one: str, other: str, words: Sequence[dict[str, Judgment]]) -> list[Agreement]:
    both = [(said[one], said[other]) for said in words if one in said and other in said]
    if not both:
        return []
    ratings: dict[str, list[tuple[str, str]]] = {RECORD: [(_is_record(a), _is_record(b)) for a, b in both]}
    for a, b in both:
        if a.record is not None and b.record is not None:
            mine, theirs = a.record.stated(), b.record.stated()
            for name in FIELDS:
                if name in mine and name in theirs:
                    ratings.setdefault(name, []).append((_said(mine[name]), _said(theirs[name])))
    shown = [name for name in (RECORD, *FIELDS) if any({*pair} != {_said(None)} for pair in ratings.get(name, ()))]
    return [
        Agreement(one, other, name, len(ratings[name]), sum(a == b for a, b in ratings[name]), kappa(ratings[name]))
        for name in shown
    ]


def _is_record(judgment: Judgment) -> str:
    return "record" if judgment.record is not None else "none"


def _said(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def kappa(ratings: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of ratings; None where it is not defined (both always say the same one thing).

    kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]) == 0.5
    """
    total = len(ratings)
    if not total:
        return None
    left, right = (Counter(pair[side] for pair in ratings) for side in (0, 1))
    chance = sum(count * right[name] for name, count in left.items()) / total**2
    if chance == 1:
        return None
    return (sum(a == b for a, b in ratings) / total - chance) / (1 - chance)


CONFLICT_COLUMNS = (
    "document", "id", "start", "end", "value_text", "fields", "reviewer", "at", "verdict", "record", "note",
)  # fmt: skip


def conflict_rows(document: str, conflicts: dict[str, Conflict]) -> list[dict[str, Any]]:
    """What is in dispute of a document, a row a reviewer and record; keys as CONFLICT_COLUMNS.

    `fields`: those in which they differ, `verdict` where one says that it is no record; `record`: what this one says
    of these fields.
    """
    rows = []
    for id, conflict in conflicts.items():
        fields = disputed(conflict)
        for each in conflict.words:
            stated = each.record.stated() if each.record is not None else None
            said = {name: stated.get(name) for name in fields if name != RECORD} if stated is not None else None
            rows.append({
                "document": document, "id": id, "start": each.start, "end": each.end, "value_text": each.value_text,
                "fields": " ".join(fields), "reviewer": each.by, "at": each.at, "verdict": each.verdict,
                "record": json.dumps(said, ensure_ascii=False) if said is not None else "", "note": each.note,
            })  # fmt: skip
    return rows


def disputed(conflict: Conflict) -> list[str]:
    """The fields in which reviewers differ, RECORD first where some say that it is no record."""
    stated = [each.record.stated() for each in conflict.words if each.record is not None]
    found = [RECORD] if len(stated) < len(conflict.words) else []
    for name in dict.fromkeys(name for each in stated for name in each):
        values = {_said(each[name]) for each in stated if name in each}
        free = name == "indicator_text" and all(each["indicator"] != OTHER for each in stated)
        if len(values) > 1 and not free:
            found.append(name)
    return found
