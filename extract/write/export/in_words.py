"""Rows for people: heads and codes in words, in either language."""

from __future__ import annotations

from collections.abc import Mapping

from extract.contract.codes import CodeKind, meaning, words
from extract.messages import Language
from extract.messages.columns import HEADS
from extract.write.columns import Cell, Column, Row, Table

_CODES: Mapping[str, CodeKind] = {
    "type": "document_type", "kind": "kind", "level": "level", "place_level": "level", "period_type": "period",
    "unit": "unit", "relation": "relation", "direction": "direction", "per": "per", "text_state": "text_state",
    "alignment": "text_state", "reason": "reason", "warnings": "warning",
}  # fmt: skip
"""By column, the kind of code that it holds."""
_OTHERS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "horizon_basis": {
        "title": ("title", "tiêu đề"),
        "term": ("term of office", "nhiệm kỳ"),
        "goals": ("most goals", "đa số mục tiêu"),
    },
    "alignment": {"exact": ("as written", "nguyên văn"), "restored": ("restored", "đã phục hồi")},
    "reviewed": {
        "right": ("right", "đúng"),
        "wrong": ("wrong", "sai"),
        "corrected": ("corrected", "đã sửa"),
        "added": ("added", "bổ sung"),
    },
}
"""By column, words of codes that the registry does not have."""
_SHEETS = {
    "targets": ("Targets and results", "Mục tiêu, kết quả"),
    "documents": ("Documents", "Văn bản"),
    "rejected": ("Other numbers", "Con số khác"),
    "columns": ("Columns", "Ý nghĩa các cột"),
}


def _in(language: Language, text: tuple[str, str]) -> str:
    return text[1 if language == "vi" else 0]


def head(column: str, language: Language) -> str:
    """What a column is called: "Chỉ tiêu" for `indicator_name`."""
    return _in(language, HEADS[column])


def table_name(name: str, language: Language) -> str:
    """What a table is called, short enough for the tab of a sheet."""
    return _in(language, _SHEETS[name])


def _word(column: str, code: str, language: Language) -> str:
    if code in (others := _OTHERS.get(column, {})):
        return _in(language, others[code])
    kind = _CODES[column]
    return meaning(kind, code, language) if code in words(kind) else code


def word(column: str, cell: Cell, language: Language) -> Cell:
    """A cell with its codes in words; what is no code as it is."""
    if not isinstance(cell, str) or (column not in _CODES and column not in _OTHERS):
        return cell
    if column == "warnings":
        return "; ".join(_word(column, code, language) for code in cell.split())
    return _word(column, cell, language)


def values(column: Column, language: Language) -> str:
    """All that an enumerated column can hold, in words."""
    return ", ".join(str(word(column.name, code, language)) for code in column.enum)


def row_in_words(row: Row, table: Table, language: Language) -> Row:
    """A row by the same names, codes in words."""
    return {name: word(name, row[name], language) for name in table.names}
