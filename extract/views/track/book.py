"""track.xlsx: goals with their standing, every value with its source, the documents; A4, the same bytes every run."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from xlsxwriter.workbook import Workbook

from extract.messages import Language
from extract.views.compare.plain_data import clean
from extract.views.track.labels import SIGNS, label
from extract.views.track.lines import Said
from extract.views.track.plain import by_when, sources, titled
from extract.views.track.standing import Standing
from extract.views.track.telling import arithmetic, shown
from extract.views.track.tracking import Tracked, Tracking
from extract.write.local_units import local_unit

_FIXED = datetime(2000, 1, 1)  # no time of writing: the same input gives the same bytes
_LONGEST = 32_000  # characters; a cell takes 32,767
LOOKS = {
    "met": ("#DDF0EA", "#0B5D4E"), "not_met": ("#FAE0E0", "#8F1D27"), "overdue": ("#F5C6C9", "#7A1019"),
    "on_the_way": ("#DCEBF7", "#1D4E74"), "unclear": ("#EBE4F7", "#5C3D99"), "silent": ("#F3F2EE", "#5B6473"),
    "revised": ("#F3F2EE", "#5B6473"), "no_goal": ("#FFFFFF", "#5B6473"),
}  # fmt: skip
_A4 = 9
_TALLEST = 409.0  # points, as a row can be
_GOALS = (
    ("province", 12), ("district", 12), ("area", 13), ("indicator", 34), ("goal", 15), ("due", 10), ("set_by", 17),
    ("result", 15), ("year", 7), ("told_by", 17), ("status", 16), ("pace", 13), ("arithmetic", 40),
    ("responsible", 20), ("revised_by", 17), ("sentence", 60),
)  # fmt: skip
_MARKED = {"due", "year"}  # columns in which a year that is its document's has a mark
_PRINTED = 14  # columns of the first sheet that are printed; what stands in the other sheets, too, is left out
_VALUES = (
    ("province", 14), ("district", 13), ("area", 14), ("indicator", 42), ("type", 11), ("value", 18), ("year", 8),
    ("document", 20), ("joined", 18), ("wording", 30), ("section", 12), ("sentence", 80),
)  # fmt: skip
_DOCUMENTS = (
    ("document", 30),
    ("province", 16),
    ("district", 16),
    ("number", 18),
    ("issued", 12),
    ("document_title", 80),
)


def workbook(found: Tracking, language: Language) -> bytes:
    """The workbook as bytes, its heads and words in `language`."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(buffer, options)
    book.set_properties({"title": label("title", language), "created": _FIXED})
    sheets = _Sheets(book, language)
    sheets.write("track_sheet", _GOALS, list(_goal_lines(found, language)), fixed=4, status=10)
    sheets.write("records_sheet", _VALUES, list(_value_lines(found, language)), fixed=4)
    sheets.write("documents_sheet", _DOCUMENTS, list(_document_lines(found)), fixed=1)
    book.close()
    return buffer.getvalue()


class _Sheets:
    """Writes sheets of text and numbers with a head, a filter, and one look a status."""

    def __init__(self, book: Any, language: Language) -> None:
        self._book, self._language = book, language
        base = {"font_name": "Calibri", "font_size": 10, "valign": "top", "text_wrap": True, "bottom": 1,
                "bottom_color": "#DCDAD3", "align": "left"}  # fmt: skip
        self._plain = book.add_format(base)
        self._strong = book.add_format({**base, "bold": True})
        self._head = book.add_format({**base, "bold": True, "bg_color": "#E9E6DE", "valign": "vcenter"})
        self._looks = {
            status: book.add_format({**base, "bold": True, "bg_color": fill, "font_color": ink})
            for status, (fill, ink) in LOOKS.items()
        }

    def write(
        self,
        name: str,
        heads: Sequence[tuple[str, float]],
        rows: Sequence[tuple[str, list[Any]]],
        fixed: int,
        status: int | None = None,
    ) -> None:
        """A sheet; each row comes with its status. Columns of which all cells are empty are hidden."""
        sheet = self._book.add_worksheet(label(name, self._language)[:31])
        for at, (key, width) in enumerate(heads):
            used = any(cells[at] not in {None, ""} for _, cells in rows)
            sheet.set_column(at, at, width, None, {} if used or not rows else {"hidden": True})
            sheet.write_string(0, at, label(key, self._language), self._head)
            if key in _MARKED:
                sheet.write_comment(0, at, f"* {label('due_inferred', self._language)}")
        for row, (look, cells) in enumerate(rows, 1):
            for at, cell in enumerate(cells):
                form = (
                    self._looks[look] if at == status else self._strong if heads[at][0] == "indicator" else self._plain
                )
                if isinstance(cell, (int, float)):
                    sheet.write_number(row, at, cell, form)
                else:
                    sheet.write_string(row, at, clean(cell or "")[:_LONGEST], form)
            lines = [
                -(-len(str(cell or "")) // max(int(width * 1.1), 1))
                for cell, (_, width) in zip(cells, heads, strict=True)
            ]
            sheet.set_row(row, min(14.0 * max(*lines, 1) + 3, _TALLEST))
            for at, cell in enumerate(cells):
                if 14.0 * lines[at] + 3 > _TALLEST:  # more than a row can show
                    sheet.write_comment(row, at, clean(str(cell))[:_LONGEST], {"width": 480, "height": 360})
        sheet.set_row(0, 30)
        sheet.freeze_panes(1, fixed)
        sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(0.4, 0.4, 0.5, 0.5)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        if status is not None:
            sheet.print_area(0, 0, max(len(rows), 1), _PRINTED - 1)
        sheet.set_footer(f"&L&A&C* {label('due_inferred', self._language)}&R&P/&N" if _MARKED & {*dict(heads)}
                         else "&L&A&R&P/&N")  # fmt: skip


def _where(tracked: Tracked) -> list[Any]:
    whose = tracked.line.whose
    return [whose.province, whose.district, whose.area]


def _goal_lines(found: Tracking, language: Language) -> Iterator[tuple[str, list[Any]]]:
    for tracked in found.lines:
        for goal in tracked.goals:
            yield goal.status, [*_where(tracked), titled(tracked, language), *_goal(goal, language)]


def _goal(goal: Standing, language: Language) -> list[Any]:
    said, last, revised = goal.pledge.set_by, goal.last, goal.pledge.revised_by
    status = f"{SIGNS[goal.status]} {label(f'status.{goal.status}', language)}"
    when: Any = by_when(goal)
    return [
        shown(said, language),
        int(when) if when.isdigit() else when,
        sources(said),
        shown(last, language) if last is not None else "",
        goal.at if last is not None else "",
        sources(last) if last is not None else "",
        status,
        label(f"pace.{goal.pace}", language) if goal.pace else "",
        arithmetic(goal, language),
        said.target.responsible or "",
        sources(revised.set_by) if revised is not None else "",
        said.target.source.sentence.text,
    ]


def _value_lines(found: Tracking, language: Language) -> Iterator[tuple[str, list[Any]]]:
    for tracked in found.lines:
        for said in sorted(tracked.line.said, key=lambda each: (each.year or 9999, each.order)):
            yield "", [*_where(tracked), titled(tracked, language), *_value(said, language)]


def _value(said: Said, language: Language) -> list[Any]:
    target = said.target
    return [
        label(f"kind.{target.kind}", language),
        shown(said, language),
        f"{said.year} *" if said.inferred else said.year if said.year is not None else "",
        sources(said),
        label(f"joined.{said.joined}", language),
        target.indicator.text,
        " > ".join(target.source.section),
        target.source.sentence.text,
    ]


def _document_lines(found: Tracking) -> Iterator[tuple[str, list[Any]]]:
    for head in found.documents:
        province = head.province.name if head.province else ""
        yield "", [head.id, province, local_unit(head) or "", head.number or "", head.issued or "", head.title or ""]
