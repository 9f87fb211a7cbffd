"""Pages of the docs whose code is run: the blocks in them, and what the blocks give.

`python -m tests.pages` writes the results that the pages show anew, to be read before they are committed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from extract.write.export.formats import export

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(r"```(sql|python)\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.S)
# Runs blocks in one namespace and gives what each printed.
_RUNNER = """
import contextlib, io, json, sys
namespace, printed = {"__name__": "page"}, []
for number, code in enumerate(json.load(sys.stdin), 1):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, f"<block {number}>", "exec"), namespace)
    printed.append(out.getvalue())
print(json.dumps(printed))
"""


def blocks(name: str) -> list[tuple[str, str | None]]:
    """The code blocks of a page, each with the result that stands below it."""
    text = (ROOT / "docs" / name).read_text("utf-8")
    return [(code, shown) for _, code, shown in (match.groups() for match in _BLOCK.finditer(text))]


def database(path: Path) -> duckdb.DuckDBPyConnection:
    """The committed outputs as a database at `path`, open for reading."""
    export(ROOT / "outputs", "duckdb", path)
    return duckdb.connect(str(path), read_only=True)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def answer(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[str, int]:
    """The result of a query as text, columns parted by bars, and how many rows it has."""
    cursor = connection.execute(query)
    rows = cursor.fetchall()
    lines = [[column[0] for column in cursor.description or ()], *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    ]
    return "\n".join(padded) + "\n", len(rows)


def printed(codes: list[str]) -> list[str]:
    """What Python blocks print, run one after another in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", _RUNNER], input=json.dumps(codes), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    results: list[str] = json.loads(done.stdout.splitlines()[-1])
    return results


def _renewed(name: str, results: list[str]) -> None:
    """Write the results into the page: below every block that prints, or that shows a result already."""
    path, given = ROOT / "docs" / name, iter(results)

    def block(match: re.Match[str]) -> str:
        language, code, shown = match.groups()
        result = next(given)
        keep = result and (language == "python" or shown is not None)
        return f"```{language}\n{code}```\n" + (f"\n```text\n{result}```\n" if keep else "")

    path.write_text(_BLOCK.sub(block, path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as folder, database(Path(folder) / "targets.duckdb") as connection:
        _renewed("sql.md", [answer(connection, query)[0] for query, _ in blocks("sql.md")])
    _renewed("python.md", printed([code for code, _ in blocks("python.md")]))
