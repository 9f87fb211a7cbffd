"""The record that docs/how-it-decides.md follows, followed anew: `python -m extract.cli.deciding PAGE ROOT`.

It stands between `<!-- follow ID in FILE -->` (FILE under ROOT) and `<!-- end -->`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from extract.measure.reasons import reasons
from extract.readers import read
from extract.views.why import markdown

_MARK = re.compile(r"<!-- follow (\S+) in (\S+) -->\n.*?<!-- end -->", re.DOTALL)


def updated(page: str, root: Path) -> str:
    """A page with its records as they are followed now.  Raises ValueError where none is, or none has the id."""

    def made(match: re.Match[str]) -> str:
        source = read(root / match[2])
        found = reasons(source, match[1])
        if found is None:
            raise ValueError(f"no record {match[1]} in {match[2]}")
        return f"<!-- follow {match[1]} in {match[2]} -->\n{markdown(*found, source.raw)}\n<!-- end -->"

    if _MARK.search(page) is None:
        raise ValueError("no record is followed")
    return _MARK.sub(made, page)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(updated(path.read_text("utf-8"), Path(sys.argv[2])), "utf-8")
