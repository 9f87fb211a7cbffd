"""The tracking as plain data: a row a goal (CSV), and all of it (JSON)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from extract.messages import Language
from extract.views.compare.plain_data import clean, number, record
from extract.views.track.lines import Said
from extract.views.track.standing import Standing
from extract.views.track.telling import arithmetic, document, due, name, shown
from extract.views.track.tracking import Tracked, Tracking
from extract.write.local_units import local_unit
from extract.write.target_table import csv_text as csv_lines

SCHEMA = "chitieu-track/1"
Plain = str | int | float | bool | None
Link = Callable[[str, str], str | None]

COLUMNS = (
    "line", "province_code", "province", "district", "area", "indicator", "name_vi", "name_en", "part", "level",
    "goal_vi", "goal_en", "relation", "value", "upper", "unit", "unit_text", "sort", "start", "due", "due_inferred",
    "set_by", "set_number", "set_issued", "set_sentence", "set_section", "set_start", "set_end", "set_id", "set_again",
    "revised_by", "revises", "result_vi", "result_en", "result_year", "told_by", "told_number", "told_issued",
    "result_sentence", "result_start", "result_end", "result_id", "joined", "status", "pace", "goal_base",
    "result_base", "start_base", "start_year", "expected_base", "better", "better_by", "how_vi", "how_en",
    "responsible", "label", "parent_line", "link",
)  # fmt: skip


def where(tracked: Tracked) -> dict[str, Plain]:
    """Whose a line is."""
    whose = tracked.line.whose
    return {"province_code": whose.code, "province": whose.province, "district": whose.district, "area": whose.area}


def what(tracked: Tracked) -> dict[str, Plain]:
    """What a line is of."""
    line = tracked.line
    return {
        "indicator": line.indicator,
        "name_vi": line.name_vi,
        "name_en": line.name_en,
        "part": line.part,
        "level": line.level,
    }


def _told(said: Said | None, as_: str) -> dict[str, Plain]:
    """A record by its document and place, its fields named after `as_` ("set", "told" and "result")."""
    prefix, by = ("set", "set") if as_ == "set" else ("result", "told")
    head, source = (said.head, said.target.source) if said is not None else (None, None)
    return {
        f"{by}_by": head.id if head else None,
        f"{by}_number": head.number if head else None,
        f"{by}_issued": head.issued if head else None,
        f"{prefix}_sentence": source.sentence.text if source else None,
        f"{prefix}_start": source.start if source else None,
        f"{prefix}_end": source.end if source else None,
        f"{prefix}_id": said.target.id if said is not None else None,
    }


def goal_row(goal: Standing) -> dict[str, Plain]:
    """A goal and how it stands, flat."""
    pledge, said, last = goal.pledge, goal.pledge.set_by, goal.last
    measure = said.target.measure
    outcomes = [*goal.outcomes, *([goal.base_said] if goal.base_said is not None else [])]
    joined = {each.joined for each in (said, *outcomes)}
    revised, revises = pledge.revised_by, pledge.revises
    return {
        "goal_vi": shown(said, "vi"),
        "goal_en": shown(said, "en"),
        "relation": measure.relation,
        "value": number(measure.value),
        "upper": number(measure.upper),
        "unit": measure.unit,
        "unit_text": measure.unit_text,
        "sort": pledge.sort,
        "start": pledge.start,
        "due": pledge.due,
        "due_inferred": said.inferred,
        **_told(said, "set"),
        "set_section": " > ".join(said.target.source.section),
        "set_again": "; ".join(dict.fromkeys(each.head.id for each in pledge.again)) or None,
        "revised_by": revised.set_by.head.id if revised is not None else None,
        "revises": revises.set_by.head.id if revises is not None else None,
        "result_vi": shown(last, "vi") if last is not None else None,
        "result_en": shown(last, "en") if last is not None else None,
        "result_year": goal.at,
        **_told(last, "result"),
        "joined": next((how for how in ("words", "name", "id") if how in joined), None),
        "status": goal.status,
        "pace": goal.pace,
        "goal_base": number(goal.goal),
        "result_base": _rounded(goal.reached),
        "start_base": _rounded(goal.base[1]) if goal.base is not None else None,
        "start_year": goal.base[0] if goal.base is not None else None,
        "expected_base": _rounded(goal.expected),
        "better": pledge.leaning.sense,
        "better_by": pledge.leaning.basis,
        "how_vi": arithmetic(goal, "vi"),
        "how_en": arithmetic(goal, "en"),
        "responsible": said.target.responsible,
        "label": said.target.label,
    }


def _rounded(value: float | None) -> float | int | None:
    return None if value is None else number(round(value, 6))


def goal_rows(found: Tracking, link: Link) -> Iterator[dict[str, Plain]]:
    """A row for each goal; a line without one has a row for its latest result, with the status `no_goal`."""
    for at, tracked in enumerate(found.lines):
        base = {"line": at, **where(tracked), **what(tracked), "parent_line": tracked.parent}
        for goal in tracked.goals:
            said = goal.pledge.set_by
            yield {**base, **goal_row(goal), "link": link(said.head.id, said.target.id)}
        if not tracked.goals and tracked.line.results:
            yield {**base, **without_goal(tracked, link)}


def without_goal(tracked: Tracked, link: Link) -> dict[str, Plain]:
    """The latest result of a line that has no goal."""
    last = tracked.line.results[-1]
    return {
        "status": "no_goal",
        "result_vi": shown(last, "vi"),
        "result_en": shown(last, "en"),
        "result_year": last.year,
        **_told(last, "result"),
        "joined": last.joined,
        "link": link(last.head.id, last.target.id),
    }


def csv_text(found: Tracking, link: Link) -> str:
    """A line for every goal; text that a spreadsheet would take for a formula gets a leading '."""
    rows = ({name: _cell(row.get(name)) for name in COLUMNS} for row in goal_rows(found, link))
    return csv_lines(rows, COLUMNS)


def _cell(value: Plain) -> Plain:
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(value) if isinstance(value, str) else value


def _said(said: Said, link: Link) -> dict[str, Any]:
    """A record of a line."""
    return {
        "document": said.head.id,
        **record(said.target),
        "year": said.year,
        "year_inferred": said.inferred,
        "value_base": _rounded(said.point),
        "joined": said.joined,
        "link": link(said.head.id, said.target.id),
    }


def data(found: Tracking, link: Link) -> dict[str, Any]:
    """The whole tracking; docs/track.md says what each key holds."""
    return {
        "schema": SCHEMA,
        "asof": found.asof,
        "provinces_of_today": found.today,
        "documents": [
            {"id": head.id, "type": head.type, "number": head.number, "title": head.title, "issued": head.issued,
             "province": head.province.name if head.province else None, "district": local_unit(head)}
            for head in found.documents
        ],
        "lines": [
            {
                "line": at, **where(each), **what(each), "unit_kind": each.line.scale.kind,
                "direction": each.line.scale.direction, "parent_line": each.parent,
                "goals": [
                    {**goal_row(goal), "outcomes": [{"document": said.head.id, "id": said.target.id}
                                                    for said in goal.outcomes]}
                    for goal in each.goals
                ],
                "results": [_said(said, link) for said in each.line.results],
            }
            for at, each in enumerate(found.lines)
        ],
        "unmeasured": found.unmeasured,
    }  # fmt: skip


def json_text(found: Tracking, link: Link) -> str:
    """The tracking as JSON, one key a line."""
    return json.dumps(_cleaned(data(found, link)), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    return [_cleaned(each) for each in value] if isinstance(value, list) else value


def titled(tracked: Tracked, language: Language) -> str:
    """The line's indicator as it is headed."""
    return name(tracked.line, language)


def sources(said: Said) -> str:
    """The document of a record, by number and date."""
    return " · ".join(filter(None, (document(said.head), said.head.issued)))


def by_when(goal: Standing) -> str:
    """By when a goal is due, marked where the year is its document's."""
    return due(goal) + (" *" if goal.pledge.set_by.inferred else "")
