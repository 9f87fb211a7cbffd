"""Whether the cells of a line may be the head of a table, and what the columns under them hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.language.cleaning import lowered
from extract.layout.table import Cell
from extract.rules.table_words import begun, says
from extract.rules.vocabulary import expression

FEWEST = 3  # columns
_LONGEST = 90  # characters of a head
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKET = re.compile(r"\(([^()]{1,20})\)\s*$")

_OF_VALUES: tuple[Literal["actual", "comparison", "part_of_year"], ...] = ("actual", "comparison", "part_of_year")

_Begun = Literal["unit", "holder", "charged", "actual", "comparison", "indicator", "goal", "planned", "part_of_year"]

Holds = Literal["ordinal", "name", "unit", "value", "words"]


@dataclass(frozen=True, slots=True)
class Head:
    """What the columns of a dump hold, from left to right."""

    roles: tuple[Holds, ...]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.roles)

    @property
    def labels(self) -> bool:
        """Whether the first column holds ordinals."""
        return self.roles[0] == "ordinal"


def head_of(cells: Sequence[str], *, merged: bool = False, shown: bool = False) -> Head | None:
    """The head that these cells are; None where they are none.

    A column of ordinals, of names or of units has to be told by its word, and columns of values by a year, a kind ("Kế
    hoạch"), a comparison or a unit, as many as make half of all heads.  `merged`: a head may be empty behind one that
    stands over it too; `shown`: what the other columns hold is seen in the rows below, that of names is enough.
    """
    if len(cells) < FEWEST or any(not may_head(cell) and (cell or not merged) for cell in cells):
        return None
    told = [_told(lowered(cell)) for cell in cells]
    labels = told[0] == "ordinal"
    names = 1 if labels else 0
    if not labels and told[0] == "value" and told[1] in {"place", "unit"} and says("place", lowered(cells[1])):
        names = 1  # "Thứ hạng | Cơ quan | ...": whose the values are stands behind the first of them
    if told[names] == "unit" and says("place", lowered(cells[names])):
        told[names] = "place"  # "STT | Đơn vị | ...": whose the values are
    if labels and told[names] == "words" and "name" not in told and "value" in told:
        told[names] = "place"  # "TT | Cơ quan, địa phương | ...": so are those that a task is given to
    if told[names] is None and not labels and told[1:].count("value") >= max(FEWEST - 1, len(cells) - 2):
        told[names] = "name"
    if merged and told[names] == "place":  # what of places or years is measured the other heads say
        told = [role or ("value" if _measures(lowered(cell)) else None) for role, cell in zip(told, cells, strict=True)]
    if labels and told[1:3] == ["words", "name"]:
        names = 2  # "TT | Cơ quan chủ trì | Chỉ tiêu | ...": who is charged stands first
    if told[names] not in {"name", "place", None} or (told[names] is None and not labels):
        return None
    anchors = sum(t in {"ordinal", "name", "place", "unit"} for t in told[: names + 2])
    known = sum(t is not None for t in told)
    fewest = max(FEWEST - 1, (sum(map(bool, cells)) + 1) // 2)
    if shown:
        fewest = FEWEST - 1 if labels else 1
    if not anchors or known < fewest:
        return None
    roles: list[Holds] = []
    for at, role in enumerate(told):
        if at == names:
            roles.append("name")
        elif role == "unit" and "unit" not in roles:
            roles.append("unit")
        elif role == "ordinal" and at == 0:
            roles.append("ordinal")
        else:
            roles.append("words" if role == "words" else "value")
    return Head(tuple(roles)) if "value" in roles else None


def spread_heads(text: str, first: list[Cell], second: list[Cell], width: int) -> list[list[Cell]] | None:
    """Both rows of a head over `width` columns, those of `first` that stand over several repeated; None where the rows
    do not make up that width.

    Which stand over others nothing tells but their words: not ordinals, units, places or remarks, and a head with a
    unit of its own, or a bare share, rather not; of the stretches that are left the last.
    """
    over = len(second) - (width - len(first))
    if not 0 < over <= len(first) or len(second) % over:
        return None
    alone = [_alone(text[a:b]) for a, b in first]
    at = min(range(len(first) - over + 1), key=lambda i: (sum(alone[i : i + over]), -i))
    each = len(second) // over
    before, behind = first[:at], first[at + over :]
    spread = [cell for cell in first[at : at + over] for _ in range(each)]
    none: list[Cell] = [(0, 0)]
    return [before + spread + behind, none * len(before) + second + none * len(behind)]


def _alone(head: str) -> int:
    """How surely a head has no others below it."""
    low = lowered(head.strip())
    if _told(low) in {"ordinal", "name", "place", "unit", "words"}:
        return 2
    bracket = _BRACKET.search(low)
    return int(says("nameless", low) or (bracket is not None and says("reading", bracket.group(1))))


def is_ordinal_head(text: str) -> bool:
    """Whether a text is the head of a column of ordinals: "TT", "STT"."""
    return says("ordinal", lowered(text))


def opens_head(text: str) -> bool:
    """Whether a text may be the first head of a table: of ordinals, of names, of places or years; it begins with a
    capital.
    """
    if not (text[0].isupper() or text[0] == "#"):
        return False
    low = lowered(text)
    return says("ordinal", low) or (
        may_head(text) and (_begins("indicator", low) or _told(low) == "place" or says("place", low))
    )


def named_head(text: str) -> bool:
    """Whether a text is a head by its words."""
    return may_head(text) and _told(lowered(text)) is not None


def remark_head(text: str) -> bool:
    """Whether a text is the head of a column of words beside the values: who is charged, a remark."""
    return _told(lowered(text)) == "words"


def may_head(cell: str) -> bool:
    """Whether a cell may be a head by its look: short, no end of a sentence, no item of a list."""
    cell = cell.strip()
    return 0 < len(cell) <= _LONGEST and cell[-1] not in ".;:" and cell[0] not in "-+•*"


def _told(low: str) -> str | None:
    """What the words of a head say that its column holds."""
    if says("ordinal", low):
        return "ordinal"
    held = _begins("holder", low) or _begins("charged", low)
    if _begins("unit", low) and not _YEAR.search(low) and not held:
        return "unit"
    if says("place", low) or says("time", low):
        return "place"
    if _YEAR.search(low) or says("tier", low) or any(_begins(means, low) for means in _OF_VALUES):
        return "value"
    if held:
        return "words"
    if _begins("indicator", low):
        return "name"
    bracket = _BRACKET.search(low)
    planned = _begins("goal", low) or _begins("planned", low) or says("nameless", low)
    if planned or says("reading", low) or (bracket and says("reading", bracket.group(1))):
        return "value"
    return None


def _measures(low: str) -> bool:
    """Whether a head names what is measured, or has some unit in brackets: "Số hộ nghèo", "Trồng rừng (ha)"."""
    return expression("names_measure").match(low) is not None or _BRACKET.search(low) is not None


def _begins(means: _Begun, low: str) -> bool:
    return begun(means, low, 0, len(low)) > 0
