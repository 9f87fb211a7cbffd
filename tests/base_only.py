"""A Python that has the base packages alone: what only an extra or the tests bring cannot be imported in it.

Not a second environment: a `sitecustomize` on the path forbids those modules, also in the worker processes that the
command starts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from extract.contract.extras import EXTRAS

ROOT = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

_FORBIDDING = """
import sys
from importlib.abc import MetaPathFinder

class Forbidden(MetaPathFinder):
    names = frozenset({names!r})

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Forbidden())
"""


def closure(requirements: list[str]) -> set[str]:
    """The distributions (normalised names) that requirements bring, with all that these bring in turn."""
    found: set[tuple[str, str]] = set()
    waiting = [Requirement(each) for each in requirements]
    while waiting:
        wanted = waiting.pop()
        for extra in ("", *wanted.extras):
            key = (canonicalize_name(wanted.name), extra)
            if key in found:
                continue
            found.add(key)
            for line in metadata.requires(wanted.name) or ():
                needed = Requirement(line)
                if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                    waiting.append(needed)
    return {name for name, _ in found}


@cache
def forbidden() -> frozenset[str]:
    """The top-level modules of installed distributions that are not among those of the base, and all of the extras."""
    base = {*closure(PROJECT["dependencies"]), "chitieu", "pip"}
    brought = metadata.packages_distributions()
    others = {module for module, names in brought.items() if not {canonicalize_name(name) for name in names} & base}
    return frozenset(others.union(*EXTRAS.values()))  # of these, the base may happen to bring one


def python(folder: Path, *arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `python ARGUMENTS` did where only the base can be imported; `folder` takes the `sitecustomize`."""
    (folder / "sitecustomize.py").write_text(_FORBIDDING.format(names=sorted(forbidden())), "utf-8")
    path = os.pathsep.join([str(folder), str(ROOT)])
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd, env={**os.environ, "PYTHONPATH": path, "CHITIEU_LANG": "en", **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
