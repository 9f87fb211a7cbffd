"""What the columns of a dump hold as their cells show, where the words of its head do not tell.

A column is one of ordinals (they ascend from the first), of values, of times, of dates or of words.  Rows that agree in
every column, under cells that may head them, are a table whatever its heads are called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from extract.language.cleaning import lowered
from extract.layout.dumped_cells import LABEL, LONGEST_VALUE, is_value
from extract.layout.dumped_heads import FEWEST, Head, Holds, is_ordinal_head, may_head
from extract.rules.table_words import begun, says
from extract.rules.vocabulary import expression

Look = Literal["none", "time", "date", "value", "words"]

_FIRST_LABELS = frozenset({"1", "01", "i", "a"})
_FEWEST_ALIKE = 2  # rows
_LONGEST_TIME = 6  # words
_LONGEST_NAME = 80  # characters: longer ones are sentences
_ODD = 0.34  # of the cells of a column of values may be words: a grade, a remark
_MARKS = frozenset("-–—x…* ")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


@lru_cache(maxsize=10_000)
def look(text: str) -> Look:
    """What a cell may be by itself."""
    text = text.strip()
    if set(text.lower()) <= _MARKS:
        return "none"
    if _DATE.fullmatch(text):
        return "date"
    if is_time(text):
        return "time"
    return "value" if is_value(text) else "words"


def is_time(text: str) -> bool:
    """Whether a cell is a year, a span of years or a part of a year, or a kind or mean of one: "KH 2026", "T6"."""
    text = text.strip()
    if not text or len(text) > LONGEST_VALUE:
        return False
    low = lowered(text)
    if len(low.split()) > _LONGEST_TIME:
        return False
    if expression("year_head").fullmatch(low) is not None or says("kind_led", low):
        return True
    if expression("mean_of_years").match(low) is not None:
        return True
    part = begun("part_of_year", low, 0, len(low))
    return part > 0 and len(low[part:].split()) <= 2


def heads_seen(cells: Sequence[str]) -> bool:
    """Whether cells may be the heads of columns: short, begun as heads are, none a figure but years."""
    if len(cells) < FEWEST or not cells[0] or not (cells[0][0].isupper() or cells[0][0] == "#"):
        return False
    filled = [cell for cell in cells if cell.strip()]
    if any(is_ordinal_head(cell) for cell in cells[1:]):
        return False
    return all(may_head(cell) and look(cell) in {"words", "time"} for cell in filled) and any(
        look(cell) == "words" for cell in filled
    )


def columns_seen(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> Head | None:
    """What the columns under the heads `cells` hold, as the `rows` with values show; None where they do not agree."""
    if len(rows) < _FEWEST_ALIKE or not heads_seen(cells):
        return None
    roles: list[Holds] = []
    for at in range(len(cells)):
        column = [row[at] for row in rows if at < len(row) and look(row[at]) != "none"]
        role = _role(column, cells[at], first=at == 0, named="name" in roles)
        if role is None:
            return None
        roles.append(role)
    values = [at for at, role in enumerate(roles) if role == "value"]
    columns = [[row[at] for row in rows if at < len(row) and look(row[at]) == "value"] for at in values]
    told = any(len(column) >= _FEWEST_ALIKE and not _labels(column) for column in columns)
    return Head(tuple(roles)) if "name" in roles and told else None


def _labels(column: Sequence[str]) -> bool:
    """Whether figures may be the ordinals of something else, as they are all the same small number."""
    return len(set(column)) == 1 and LABEL.fullmatch(column[0]) is not None


def agrees(head: Head, row: Sequence[str]) -> bool:
    """Whether the cells of a full row may stand in columns that hold so, some of them figures."""
    looks = [look(cell) for cell in row]
    for role, cell, each in zip(head.roles, row, looks, strict=True):
        if role == "ordinal" and LABEL.fullmatch(cell) is None:
            return False
        if role == "name" and (each not in {"words", "time"} or len(cell) > _LONGEST_NAME or cell[-1] in ".;:"):
            return False
        if role == "words" and (each == "value" or len(cell) > _LONGEST_NAME):
            return False
    values = [each for role, each in zip(head.roles, looks, strict=True) if role == "value"]
    odd = sum(each in {"words", "date"} for each in values)
    return "value" in values and odd <= _ODD * len(values)


def _role(column: Sequence[str], head: str, *, first: bool, named: bool) -> Holds | None:
    if first and is_ordinal_head(head):
        return "ordinal" if all(LABEL.fullmatch(cell) for cell in column) else None
    looks = [look(cell) for cell in column]
    if first and _counted(column):
        return "ordinal"
    if not named:
        fits = looks and all(each in {"words", "time"} for each in looks)
        short = all(len(cell) <= _LONGEST_NAME and cell[-1] not in ".;" for cell in column)
        return "name" if fits and short else None
    if not looks:
        return "value"
    figures = sum(each == "value" for each in looks)
    if _counted(column):
        return None  # ordinals behind the names: the rows begin elsewhere
    if figures and len(looks) - figures <= _ODD * len(looks):
        return "value"
    return "words" if not figures else None


def _counted(column: Sequence[str]) -> bool:
    """Whether a column's figures are ordinals: labels, the numbers among them 1, 2, 3 and so on (anew in a section)."""
    if (
        not column
        or not all(LABEL.fullmatch(cell) for cell in column)
        or column[0].strip(".)").lower() not in _FIRST_LABELS
    ):
        return False
    numbers = [int(cell.strip(".)")) for cell in column if cell.strip(".)").isdigit()]
    return all(behind in {before + 1, 1} for before, behind in pairwise(numbers))
