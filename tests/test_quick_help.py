"""`--help` loads nothing that no help here shows, and leaves the modules it went without as they are."""

from __future__ import annotations

import subprocess
import sys

_HELP = """
import sys
from extract.cli.app import main
sys.argv = ["chitieu", "extract", "--help"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
assert "typer.rich_utils" in sys.modules
assert not {"markdown_it", "pygments", "rich.markdown", "rich.traceback"} & {*sys.modules}, [*sys.modules]
from rich.markdown import Markdown
from rich.traceback import Traceback
assert Markdown.__module__ == "rich.markdown" and Traceback.__module__ == "rich.traceback"
"""


def test_help_loads_neither_markdown_nor_tracebacks() -> None:
    done = subprocess.run([sys.executable, "-c", _HELP], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "--time-limit" in done.stdout
