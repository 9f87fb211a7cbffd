"""A workbook to follow targets with: the tree of targets, what is to be filled in, print settings of A4.

What offices keep by hand: code, target, indicator, unit, value, year, office responsible, who follows it, the target it
is part of, a status, results by month and quarter, the source.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.catalogue.entries import named
from extract.contract.codes import meaning
from extract.contract.model import Extraction, Head
from extract.contract.wording import value as short
from extract.messages import Language, say
from extract.sources.temporary import temporary_folder
from extract.write.atomic import replacing
from extract.write.export.closing import finished
from extract.write.export.goals import Goal, Group, groups
from extract.write.export.spool import Duplicate
from extract.write.export.told import asked, capital, term, unit
from extract.write.export.workbook import height, paged, write_cell
from extract.write.local_units import local_unit

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

STATUSES = ("none", "going", "late", "met", "not_met")
_FILL = {"none": "#EDEDED", "going": "#DDEBF7", "late": "#FCE4D6", "met": "#E2F0D9", "not_met": "#F8CBAD"}
_READ = (
    ("code", 8), ("label", 10), ("goal", 34), ("indicator", 26), ("level", 8), ("unit", 9), ("value", 16), ("by", 7),
    ("start", 12), ("responsible", 17),
)  # fmt: skip
_OWN = (("follows", 13), ("parent", 9), ("status", 13))
_SOURCE = (("document", 18),)
_BEYOND = (("page", 7), ("number", 10), ("section", 14), ("sentence", 80), ("record", 40))
_MONTH, _QUARTER = 7, 8
_TITLE, _ABOUT, _BAND, _HEADS = 0, 1, 3, 4  # rows
_TIGHT = 0.95  # letters in the room of a figure: type of this face, and room for what stands in for it
_FONT, _SIZE = "Times New Roman", 11
_YELLOW, _HEAD, _DOCUMENT, _SECTION, _LINE = "#FFFBE6", "#DCE6F1", "#E7EDF5", "#F5F7FA", "#A6A6A6"
_CREATED = datetime(2025, 1, 1)  # nothing in a workbook depends on when it was made


class _Book:
    """The workbook, its language, and the looks of its cells."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self.book, self.language = book, language
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def t(self, key: str, **values: object) -> str:
        return say(f"tracker.{key}", self.language, **values)

    def look(self, **properties: Any) -> Any:
        whole = {
            "font_name": _FONT, "font_size": _SIZE, "valign": "top", "text_wrap": True, "border": 1,
            "border_color": _LINE, **properties,
        }  # fmt: skip
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(whole)
        return self._formats[key]


def _columns() -> list[tuple[str, int]]:
    """All columns and their widths: as printed, then those beyond."""
    periods = []
    for quarter in range(1, 5):
        periods += [(f"month.{3 * quarter - 2 + each}", _MONTH) for each in range(3)]
        periods.append((f"quarter.{quarter}", _QUARTER))
    return [*_READ, *_OWN, *periods, *_SOURCE, *_BEYOND]


_COLUMNS = _columns()
_PLACES = {name: place for place, (name, _) in enumerate(_COLUMNS)}
_PRINTED = _PLACES["document"]
_TO_FILL = [name for name, _ in _COLUMNS if name in ("follows", "status") or name.startswith(("month.", "quarter."))]


def _head_text(book: _Book, name: str) -> str:
    kind, _, number = name.partition(".")
    return book.t(kind, number=number) if number else book.t(name)


def _laid_out(book: _Book, sheet: Worksheet) -> None:
    """Widths, heads, what stays in view, how it prints."""
    for place, (name, width) in enumerate(_COLUMNS):
        folded = {"level": 1, "hidden": True} if name.startswith("month.") else {}
        sheet.set_column(place, place, width, None, folded)
    head = book.look(bold=True, bg_color=_HEAD, align="center", valign="vcenter")
    first, last = _PLACES["month.1"], _PLACES["quarter.4"]
    for place, (name, _) in enumerate(_COLUMNS):
        if first <= place <= last or place > _PRINTED:
            sheet.write_string(_HEADS, place, _head_text(book, name), head)
        else:
            sheet.merge_range(_BAND, place, _HEADS, place, _head_text(book, name), head)
    sheet.merge_range(_BAND, first, _BAND, last, book.t("actuals"), head)
    sheet.merge_range(_BAND, _PRINTED + 1, _BAND, len(_COLUMNS) - 1, book.t("source"), head)
    sheet.set_row(_HEADS, 34)
    sheet.freeze_panes(_HEADS + 1, _PLACES["indicator"])
    sheet.outline_settings(True, False, True, False)  # what is folded stands below and to the left of its sum
    paged(sheet, book.t("title").capitalize(), (_BAND, _HEADS))


def _titled(book: _Book, sheet: Worksheet, heads: list[Head], goals: int) -> None:
    """What the sheet is, above its heads."""
    plain = {"font_name": _FONT, "valign": "vcenter"}
    title = book.book.add_format({**plain, "bold": True, "font_size": 14, "align": "center"})
    about = book.book.add_format({**plain, "italic": True, "font_size": 11, "align": "center"})
    ask = book.book.add_format({**plain, "font_size": 11, "align": "right"})
    fill = book.book.add_format({**plain, "font_size": 11, "bottom": 4, "bg_color": _YELLOW, "align": "center"})
    sheet.merge_range(_TITLE, 0, _TITLE, _PRINTED, book.t("title"), title)
    sheet.set_row(_TITLE, 24)
    places = ", ".join(dict.fromkeys(_place(head) for head in heads if _place(head)))
    told = book.t("of", places=places, documents=len(heads), goals=goals).removeprefix(" · ")
    sheet.merge_range(_ABOUT, 0, _ABOUT, _PRINTED, told, about)
    at = _PLACES["status"]
    sheet.merge_range(_ABOUT + 1, at - 2, _ABOUT + 1, at - 1, book.t("year"), ask)
    sheet.write_blank(_ABOUT + 1, at, None, fill)


def _place(head: Head) -> str:
    province = head.province.name if head.province else ""
    local = local_unit(head)
    return f"{local} ({province})" if local and province else local or province


def _sorted_by(head: Head) -> tuple[str, str]:
    return (head.province.name if head.province else "\U0010ffff", local_unit(head) or "")


def _named(head: Head, language: Language) -> str:
    """A document as it is cited: number and date, or its type and id."""
    kind = capital(meaning("document_type", head.type, language))
    when = "/".join(reversed(head.issued.split("-"))) if head.issued else ""
    return ", ".join(filter(None, (head.number or f"{kind} ({head.id})", when)))


def _cells(book: _Book, goal: Goal, number: int) -> dict[str, Any]:
    target, language = goal.target, book.language
    where = target.source
    goal_text = target.indicator.text or target.indicator.name
    parts = "; ".join(filter(None, (target.part, target.exclusion)))
    start = goal.start
    started = "" if start is None else " ".join(filter(None, (short(start, language), _in_years(start, language))))
    return {
        "code": f"{number}.{goal.code}",
        "label": target.label,
        "goal": capital(f"{goal_text} ({parts})" if parts else goal_text),
        "indicator": named(target.indicator.id, target.indicator.name, language) if target.indicator.id else "",
        "level": meaning("level", target.level, language) if target.level else "",
        "unit": unit(target, language),
        "value": asked(target, language),
        "by": term(target, language),
        "start": started,
        "responsible": target.responsible,
        "parent": f"{number}.{goal.parent}" if goal.parent else None,
        "document": _named(goal.head, language),
        "page": where.page,
        "number": target.measure.value,
        "section": " > ".join(where.section),
        "sentence": where.sentence.text,
        "record": f"{goal.head.id}: {target.id}",
    }


def _in_years(target: Any, language: Language) -> str:
    years = term(target, language)
    return f"({years})" if years else ""


def _goal(book: _Book, sheet: Worksheet, row: int, goal: Goal, number: int, level: int) -> None:
    cells = _cells(book, goal, number)
    shown = [
        (cells.get(name), width - (2 * goal.depth if name == "goal" else 0)) for name, width in _COLUMNS[:_PRINTED]
    ]
    sheet.set_row(row, height(shown, 14, _TIGHT), None, {"level": min(level + goal.depth, 7)})
    for place, (name, _) in enumerate(_COLUMNS):
        look: dict[str, Any] = {"bg_color": _YELLOW} if name in _TO_FILL else {}
        if name in ("code", "level", "unit", "by", "parent", "page", "label"):
            look |= {"align": "center"}
        if name == "goal" and goal.depth:
            look |= {"indent": 2 * goal.depth}
        if name in _TO_FILL and name not in ("follows", "status"):
            look |= {"align": "right"}
        write_cell(sheet, row, place, cells.get(name), book.look(**look))


def _band(book: _Book, sheet: Worksheet, row: int, text: str, level: int, colour: str) -> None:
    """A row that stands over a group."""
    sheet.set_row(row, 18, None, {"level": level} if level else {})
    look = book.look(bold=True, bg_color=colour, text_wrap=False, border=0, bottom=1, top=1, valign="vcenter")
    for place in range(len(_COLUMNS)):
        sheet.write_blank(row, place, None, look)
    write_cell(sheet, row, 0, text, look)


def _sections(book: _Book, sheet: Worksheet, row: int, found: list[Group], number: int) -> int:
    """The targets of a document from a row on; the row after the last."""
    for group in found:
        sectioned = len(found) > 1
        if sectioned:
            labels = " > ".join(group.section)
            text = book.t("in_section", labels=labels) if labels else book.t("no_section")
            _band(book, sheet, row, f"   {text}", 1, _SECTION)
            row += 1
        for goal in group.goals:
            _goal(book, sheet, row, goal, number, 2 if sectioned else 1)
            row += 1
    return row


def _filled_in(book: _Book, sheet: Worksheet, last: int) -> None:
    """The list of statuses, in every row and coloured."""
    place, first = _PLACES["status"], _HEADS + 1
    words = {status: book.t(f"status.{status}") for status in STATUSES}
    told = {"input_title": book.t("status"), "input_message": book.t("pick")}
    wrong = {"error_title": book.t("wrong"), "error_message": ", ".join(words.values())}
    sheet.data_validation(first, place, last, place, {"validate": "list", "source": [*words.values()], **told, **wrong})
    for status, text in words.items():
        colour = book.book.add_format({"bg_color": _FILL[status]})
        rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": colour}
        sheet.conditional_format(first, place, last, place, rule)
    sheet.autofilter(_HEADS, 0, last, len(_COLUMNS) - 1)
    sheet.print_area(0, 0, last, _PRINTED)


def _guide(book: _Book) -> None:
    """How to fill the form in."""
    sheet = book.book.add_worksheet(book.t("guide"))
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    sheet.hide_gridlines(2)
    plain = {"font_name": _FONT, "font_size": 12, "valign": "top", "text_wrap": True}
    bold = book.book.add_format({**plain, "bold": True})
    text = book.book.add_format(plain)
    paged(sheet, book.t("guide"))
    sheet.write_string(0, 0, book.t("guide"), bold)
    for row in range(1, 5):
        sheet.set_row(row, 34)
        sheet.write_string(row, 1, book.t(f"guide.{row}"), text)
    sheet.write_string(6, 0, book.t("guide.status"), bold)
    for row, status in enumerate(STATUSES, 7):
        colour = book.book.add_format({**plain, "bg_color": _FILL[status]})
        sheet.write_string(row, 0, book.t(f"status.{status}"), colour)
        sheet.write_string(row, 1, book.t(f"means.{status}"), text)


def _trees(extractions: Iterable[Extraction]) -> list[tuple[Head, list[Group]]]:
    """The documents that set targets, by place and date, each with its tree; nothing else of them is kept."""
    seen: set[str] = set()
    trees: list[tuple[Head, list[Group]]] = []
    for each in extractions:
        if each.document.id in seen:
            raise Duplicate(each.document.id)
        seen.add(each.document.id)
        if found := groups(each):
            trees.append((each.document, found))
    return sorted(trees, key=lambda tree: (*_sorted_by(tree[0]), tree[0].issued or "9999", tree[0].id))


def write(extractions: Iterable[Extraction], out: Path, *, language: Language = "en") -> dict[str, int]:
    """Write the workbook, the same bytes every time; the number of targets and of documents with any comes back.

    Raises Duplicate for two outputs of one document.
    """
    import xlsxwriter

    trees = _trees(extractions)
    count = sum(len(group.goals) for _, found in trees for group in found)
    options: dict[str, Any] = {"strings_to_formulas": False, "strings_to_urls": False}
    with replacing(out) as partial, temporary_folder() as folder:
        made = xlsxwriter.Workbook(str(partial), {**options, "tmpdir": str(folder)})
        book = _Book(made, language)
        made.set_properties({"title": book.t("title"), "author": "chitieu", "created": _CREATED})
        sheet = made.add_worksheet(book.t("sheet"))
        _laid_out(book, sheet)
        _titled(book, sheet, [head for head, _ in trees], count)
        row = _HEADS + 1
        for number, (head, found) in enumerate(trees, 1):
            title = " – ".join(filter(None, (_place(head), _named(head, language), head.title)))
            _band(book, sheet, row, f"{number}. {title}", 0, _DOCUMENT)
            row = _sections(book, sheet, row + 1, found, number)
        _filled_in(book, sheet, max(row - 1, _HEADS + 1))
        _guide(book)
        finished(made)
    return {"goals": count, "documents": len(trees)}
