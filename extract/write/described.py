"""The tables of docs/ that are made from the columns and the registry of codes: `make docs` brings them up to date.

A table stands in its page between two comments, `<!-- columns of targets -->` (or `<!-- codes of unit -->`,
`<!-- causes of error -->`, `<!-- evidence of record -->`) and `<!-- end -->`.  `python -m extract.write.described docs`
writes every page of a folder.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from extract.contract.codes import KINDS_OF_CODES, CodeKind, words
from extract.contract.codes.causes import Cause
from extract.contract.codes.notices import NOTICES
from extract.contract.codes.reasons import REASONS
from extract.contract.codes.refusals import FAILURES
from extract.rules.weight_rows import SlotName, evidence, weights
from extract.write.columns import TABLES, Column, Table

_MARK = re.compile(r"<!-- (\w+ of \w+) -->\n.*?<!-- end -->", re.DOTALL)
_BEGIN = re.compile(r"<!-- \w+ of \w+ -->")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    first, *others = (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in (head, *rows))
    return "\n".join((first, "|---" * len(head) + "|", *others))


def _column(column: Column) -> list[str]:
    values = "<br>" + " ".join(f"`{value}`" for value in column.enum) if column.enum else ""
    mark = "" if column.brief else " ⁺"
    return [f"`{column.name}`{mark}", column.type, f"{column.en}{values}", column.vi]


def _columns(table: Table) -> str:
    return _table(("column", "type", "meaning", "ý nghĩa"), map(_column, table.columns))


def _codes(kind: CodeKind) -> str:
    if kind == "reason":
        rows = ([f"`{code}`", each.en, each.vi, each.such_as] for code, each in REASONS.items())
        return _table(("reason", "the number is", "con số là", "such as"), rows)
    return _table(("code", "means", "nghĩa là"), ([f"`{code}`", *text] for code, text in words(kind).items()))


def _causes(causes: Mapping[str, Cause]) -> str:
    """What is said for each cause, values in italics, "…" where what to do is said; and what to do."""

    def said(text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda match: "…" if match[1] == "do" else f"*{match[1]}*", text)

    rows = (
        [f"`{cause.partition('.')[0]}`", said(each.en), each.do[0], said(each.vi), each.do[1]]
        for cause, each in causes.items()
    )
    return _table(("code", "what is said", "what to do", "câu báo", "cần làm"), rows)


def _evidence(slot: SlotName) -> str:
    """What is observed for a slot, with its weight, the strongest first; what has none was found to have no effect."""
    found = weights(slot)
    weight = {each.id: each.weight for each in found.weights} if found else {}
    told = {id: row for row in evidence(slot) for id in row.seen_as if id in weight}
    ordered = sorted(told, key=lambda id: (-abs(weight[id]), id))
    rows = ([f"`{id}`", f"{weight[id]:+.2f}", told[id].en, told[id].vi] for id in ordered)
    return _table(("evidence", "weight", "seen is that", "thấy rằng"), rows)


MADE: dict[str, Callable[[], str]] = {
    **{f"columns of {table.name}": lambda table=table: _columns(table) for table in TABLES},  # type: ignore[misc]
    **{f"codes of {kind}": lambda kind=kind: _codes(kind) for kind in KINDS_OF_CODES},  # type: ignore[misc]
    "evidence of record": lambda: _evidence("record"),
    "causes of error": lambda: _causes(FAILURES),
    "causes of warning": lambda: _causes(NOTICES),
}
"""How each table is made, by what its comment says."""


def updated(page: str) -> str:
    """A page with its tables as they should be.  Raises ValueError for a comment that names no table, or has no end."""

    def made(match: re.Match[str]) -> str:
        if match[1] not in MADE:
            raise ValueError(f"no table {match[1]!r}")
        return f"<!-- {match[1]} -->\n{MADE[match[1]]()}\n<!-- end -->"

    found = _MARK.sub(made, page)
    if len(_BEGIN.findall(page)) != len(_MARK.findall(page)):
        raise ValueError("a table has no <!-- end -->")
    return found


def main(folder: Path) -> None:
    """Bring the pages of a folder up to date."""
    for path in sorted(folder.glob("*.md")):
        page = path.read_text("utf-8")
        if (now := updated(page)) != page:
            path.write_text(now, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
