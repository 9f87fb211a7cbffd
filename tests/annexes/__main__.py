"""Writes all annexes and pages with what is true of them.

The names say the kind: `ruled/NAME.pdf`, `unruled/NAME.pdf`, `word/NAME.docx`, `office/NAME.pdf` (that file printed by
LibreOffice), `office-unruled/NAME.pdf`, `scan/NAME.pdf` (200 ppi), `page/NAME.pdf`; `NAME.json` beside each.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.annexes.drawn import drawn
from tests.annexes.pages import pages
from tests.annexes.texts import annexes
from tests.annexes.word import converted, document, installed
from tests.paper import scanned


def _write(folder: Path, name: str, data: bytes, tables: Sequence[object], paragraphs: Sequence[str] = ()) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    true = {"tables": tables, "paragraphs": paragraphs}
    (folder / name).with_suffix(".json").write_text(json.dumps(true, ensure_ascii=False, indent=1), "utf-8")


def written(folder: Path, *, scans: bool = True, office: bool = True) -> None:
    """Write all of them."""
    for annex in annexes():
        tables = [annex.grid]
        paper = drawn(annex)
        _write(folder / "ruled", f"{annex.name}.pdf", paper, tables)
        _write(folder / "unruled", f"{annex.name}.pdf", drawn(annex, ruled=False), tables)
        _write(folder / "word", f"{annex.name}.docx", document(annex), tables)
        if scans:
            _write(folder / "scan", f"{annex.name}.pdf", scanned(paper, skew=0.3), tables)
        if office and installed():
            _write(folder / "office", f"{annex.name}.docx", document(annex), tables)
            _write(folder / "office-unruled", f"{annex.name}.docx", document(annex, ruled=False), tables)
    for page in pages():
        _write(folder / "page", f"{page.name}.pdf", page.data, [each.grid for each in page.tables], page.paragraphs)
    for kind in ("office", "office-unruled"):
        if files := sorted((folder / kind).glob("*.docx")):
            converted(files, folder / kind)
            for file in files:
                file.unlink()


if __name__ == "__main__":
    written(Path(sys.argv[1]))
