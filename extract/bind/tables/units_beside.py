"""A column of units, and the column of names that stands beside one."""

from __future__ import annotations

from collections.abc import Sequence

from extract.bind.scene import Scene, Span
from extract.bind.tables.cells import read_cell
from extract.bind.tables.columns import Column
from extract.bind.tables.unit_words import unit_at
from extract.rules.table_words import says


def find_units(scene: Scene, columns: Sequence[Column], bodies: Sequence[Sequence[Span]]) -> None:
    """ "Đơn vị" over nothing but units ("ha", "tỷ đồng") is no column of places."""
    for column, body in zip(columns, bodies, strict=True):
        if column.role == "place" and body and says("unit", _head(scene, column)):
            if all(unit_at(scene, span, labelled=False) is not None for span in body):
                column.role = "unit"


def name_beside(scene: Scene, columns: Sequence[Column], bodies: Sequence[Sequence[Span]]) -> None:
    """A first column of words names the indicators also where its head tells a time: "Chỉ tiêu đến năm 2029".

    Its head speaks of indicators, or it stands beside a column of units ("Đất nông nghiệp đến năm 2030 | ĐVT | ...").
    """
    at = next((i for i, c in enumerate(columns) if c.role != "ordinal"), None)
    if at is None or any(c.role == "indicator" for c in columns) or columns[at].role != "value":
        return
    told = says("indicator", _head(scene, columns[at])) or any(c.role == "unit" for c in columns)
    if told and bodies[at] and all(_is_name(scene, span) for span in bodies[at]):
        columns[at].role = "indicator"


def _head(scene: Scene, column: Column) -> str:
    return " ".join(scene.low[a:b] for a, b in column.header)


def _is_name(scene: Scene, span: Span) -> bool:
    return any(c.isalpha() for c in scene.low[slice(*span)]) and read_cell(scene, span, None) is None
