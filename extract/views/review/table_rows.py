"""Rows of tables in a text, so that a page can show them as tables: where the bars between their cells stand."""

from __future__ import annotations

import re

_ROW = re.compile(r"^[ \t]*\|(?=[^\n]*\|)[^\n]*\|[ \t]*$", re.MULTILINE)
_BAR = re.compile(r"(?<!\\)\|")
_RULING = re.compile(r"[\s|:\-–—=+]*")


def rows_of(raw: str) -> dict[int, list[int]]:
    """By the place where its line begins, the bars of each row of a table of two rows or more; a line of dashes has
    none.
    """
    found: dict[int, list[int]] = {}
    run: list[re.Match[str]] = []
    for match in [*_ROW.finditer(raw), None]:
        if match is not None and (not run or match.start() == run[-1].end() + 1):
            run.append(match)
            continue
        if len(run) > 1:
            found.update((row.start(), _bars(raw, row)) for row in run)
        run = [match] if match is not None else []
    return found


def _bars(raw: str, row: re.Match[str]) -> list[int]:
    if _RULING.fullmatch(row.group()) and "-" in row.group():
        return []
    return [bar.start() for bar in _BAR.finditer(raw, *row.span())]
