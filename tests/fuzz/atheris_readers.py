"""Coverage-guided fuzzing of the readers: `python -m tests.fuzz.atheris_readers FORMAT [libFuzzer options]`.

Needs atheris, which is no dependency of the project (README.md says how to have it).  What ends a run is what
trial.outcome calls a Finding: an error that is no ReadError, an unknown code, a broken invariant, a hang.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.fuzz.seeds import FORMATS, seeds


def main() -> None:
    """Seeds of the format first, then what atheris makes of them."""
    if len(sys.argv) < 2 or sys.argv[1] not in FORMATS:
        raise SystemExit(f"name a format: {', '.join(FORMATS)}")
    atheris: Any = import_module("atheris")
    kind = sys.argv.pop(1)
    corpus = Path(mkdtemp(prefix=f"atheris-{kind}-"))
    for number, seed in enumerate(seeds(kind)):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    with atheris.instrument_imports(include=["extract.readers", "extract.layout"]):
        for name in ("text.plain", "web.html", "pdf.pdf", "word.docx", "word.libreoffice", "sheets.spreadsheet"):
            try:
                import_module(f"extract.readers.{name}")
            except ImportError:  # a reader whose library is not there
                continue
        trial = import_module("tests.fuzz.trial")
    trial.outcome(b"x", limit=120)

    def one(data: bytes) -> None:
        trial.outcome(data, limit=10)

    atheris.Setup([*sys.argv, str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
