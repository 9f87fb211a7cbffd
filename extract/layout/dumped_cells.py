"""Lines and cells of tables that lost their ruling, and what a cell may be by its look."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.language.cleaning import lowered
from extract.rules.vocabulary import expression

LABEL = re.compile(r"(?:[IVX]{1,5}|\d{1,3}(?:\.\d{1,2})*|[A-Za-zĐđ])[.)]?")
LONGEST_VALUE = 40  # characters
_LONGEST_VALUES = 60  # characters of several
FEWEST_ROWS = 2  # with values, of a small table
_LONGEST_NAME = 300  # characters
_LONGEST_UNIT = 5  # words
_NO_VALUE = frozenset("-–—x…*")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}[.)]\s+[^\W\d_]{2}")  # "3. Sản lượng ngô"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its text without blanks at the ends, whether a blank line or a drawn rule stands before
    it, and how many blank lines do.
    """

    start: int
    end: int
    text: str
    after_blank: bool
    blanks: int = 0

    @property
    def label(self) -> bool:
        """Whether it is the ordinal of a row and nothing else."""
        return LABEL.fullmatch(self.text) is not None


def is_name(text: str) -> bool:
    """Whether a cell may say what a row is about."""
    return any(c.isalpha() for c in text) and len(text) <= _LONGEST_NAME and not is_value(text)


def is_unit(text: str) -> bool:
    """Whether a cell may be the unit of a row."""
    return len(text.split()) <= _LONGEST_UNIT and text[-1] not in ".;:" and not text.isdigit()


def is_value(text: str) -> bool:
    """Whether a cell may hold a value: a figure with few words around it, or a mark for none."""
    text = text.strip()
    if not text or set(text.lower()) <= _NO_VALUE:
        return True
    low = lowered(text)
    if expression("numbered_name").search(low) is not None or _NUMBERED.match(text) is not None:
        return False
    if len(text) <= LONGEST_VALUE and expression("dumped_value").fullmatch(low) is not None:
        return True
    return len(text) <= _LONGEST_VALUES and expression("dumped_values").fullmatch(low) is not None
