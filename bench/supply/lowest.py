"""The lower ends of the ranges in pyproject.toml, installed and tried.

    python -m bench.supply.lowest FOLDER  # FOLDER/floors.txt, FOLDER/venv, FOLDER/lowest.log; needs the package index

Every package that pyproject.toml itself names for the base and the extras is taken at its lower bound, what those ask
for at its newest; then the five documents are extracted and must be the committed outputs, byte for byte, and the
tests of readers, exports, command line and engines run.  Not part of `make test`: it takes ten minutes and the network.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
CHECKERS = (
    "pytest",
    "hypothesis",
    "openpyxl",
    "pandas",
    "jsonschema",
    "httpx",
)  # at whatever version goes with the rest
TESTS = (
    "test_model", "test_cli", "test_pdf", "test_html", "test_docx", "test_sheets", "test_scan_files", "test_ocr",
    "test_export_forms", "test_compare_files", "test_python_api", "test_review_write", "test_restore", "test_tagger",
    "test_patterns",
)  # fmt: skip
_BOUND = re.compile(r">=\s*([^,;\s]+)")


def floors(project: dict[str, Any]) -> list[str]:
    """`name==lowest` for every requirement of the base and of the extras that an office may ask for."""
    extras = [lines for name, lines in project["optional-dependencies"].items() if name != "dev"]
    found: dict[str, str] = {}
    for requirement in map(Requirement, [*project["dependencies"], *(line for lines in extras for line in lines)]):
        bound = _BOUND.search(str(requirement.specifier))
        if bound is not None:
            found[requirement.name] = bound.group(1)
    return [f"{name}=={version}" for name, version in sorted(found.items())]


def _run(log: Path, *command: str | Path) -> bool:
    """Run a command, what it says appended to the log; whether it went well."""
    with log.open("a", encoding="utf-8") as out:
        out.write(f"$ {' '.join(map(str, command))}\n")
        out.flush()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT, check=False)
    print(f"{'passed' if done.returncode == 0 else 'FAILED'}: {' '.join(map(str, command[1:]))[:100]}", flush=True)
    return done.returncode == 0


def _same_outputs(out: Path) -> bool:
    """Whether a run gave the committed outputs, byte for byte."""
    committed = sorted((ROOT / "outputs").glob("*.json"))
    other = [path.name for path in committed if (out / path.name).read_bytes() != path.read_bytes()]
    print(f"{'FAILED' if other else 'passed'}: outputs of {len(committed)} documents", *other, flush=True)
    return not other


def main(arguments: list[str]) -> int:
    """Install the floors, extract, test; 0 where all of it held."""
    folder = Path(arguments[0]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    log, python, pins = folder / "lowest.log", folder / "venv/bin/python", folder / "floors.txt"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pins.write_text("".join(f"{line}\n" for line in floors(project)), "utf-8")
    if not python.exists() and not _run(log, sys.executable, "-m", "venv", folder / "venv"):
        return 1
    install: list[str | Path] = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", pins]
    if not _run(log, *install, "-e", ".[all]", *CHECKERS):
        return 1
    out = folder / "out"
    same = _run(log, python, "-m", "extract", "extract", "corpora", "--out", out, "--no-cache", "--quiet")
    same = same and _same_outputs(out)
    tests = [f"tests/{name}.py" for name in TESTS if (ROOT / f"tests/{name}.py").exists()]
    tested = _run(log, python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    print(*[line for line in log.read_text("utf-8").splitlines() if re.search(r"\d+ passed", line)][-1:])
    return 0 if same and tested else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
