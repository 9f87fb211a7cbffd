"""What other systems lack is needed by no module: all are imported, and a document extracted, without it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = "KẾ HOẠCH\nII. MỤC TIÊU\n- Đến năm 2030, tỷ lệ che phủ rừng đạt 55%.\n"
# What Python has on Windows neither as modules nor as names in them; and no module of ours may take it for granted.
BARE = """
import importlib.abc, multiprocessing.context, os, pathlib, signal, sys
import subprocess, tempfile, zipfile, shutil, getpass  # what the standard library itself asks of its system stays

class Absent(importlib.abc.MetaPathFinder):
    names = {"fcntl", "resource", "pwd", "grp", "termios", "multiprocessing.popen_fork"}
    def find_spec(self, name, path, target=None):
        if name in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

for name in Absent.names:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Absent())
for module, names in {
    os: "fork forkpty geteuid getuid killpg setsid sched_getaffinity getpgid setpgid uname getloadavg",
    signal: "SIGKILL SIGALRM SIGVTALRM SIGHUP SIGUSR1 SIGCHLD setitimer getitimer ITIMER_REAL ITIMER_VIRTUAL",
    multiprocessing.context: "ForkServerContext ForkContext",
}.items():
    for name in names.split():
        module.__dict__.pop(name, None)
"""
OTHERS = """
import importlib, pathlib, sys, tomllib
sys.path.insert(0, ".")
from tests.test_install import MODULES, PROJECT, _module
wanted = [_module(line) for name in ("compare", "export", "serve") for line in PROJECT["optional-dependencies"][name]]
for name in [*map(_module, PROJECT["dependencies"]), *wanted]:
    importlib.import_module(name)  # as built for this system, they may ask of it what they do not elsewhere
for name in [name for name in sys.modules if name.partition(".")[0] == "extract"]:
    del sys.modules[name]
"""
EVERY = """
import importlib, pkgutil
import extract
# The first is run in the server that is forked from; the others are imported where Ray is, on none of these systems.
skipped = ("extract.run.engines.preloaded", "extract.run.engines.on_ray", "extract.__main__")
for each in pkgutil.walk_packages(extract.__path__, "extract."):
    if each.name not in skipped:
        importlib.import_module(each.name)
        print(each.name)
"""


def _run(code: str, *arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


def test_every_module_is_imported_without_what_other_systems_lack() -> None:
    done = _run(OTHERS + BARE + EVERY)
    assert done.returncode == 0, done.stderr[-2000:]
    assert {"extract.run.engines.local", "extract.readers.scan.at_once", "extract.cli.app"} < {*done.stdout.split()}


def test_a_document_is_extracted_in_one_process(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/ke-hoach.txt").write_text(TEXT, "utf-8")
    told = BARE + "from extract.cli.app import main; main()"
    done = _run(told, "extract", "in", "-o", "out", cwd=tmp_path, LANG="", PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1 document, 1 record in out"), done.stderr[-2000:]
    assert json.loads((tmp_path / "out/ke-hoach.json").read_bytes())["targets"][0]["measure"]["value"] == 55
    shown = _run(told, "--lang", "vi", "show", "out", cwd=tmp_path, PYTHONIOENCODING="cp1252")
    assert (shown.returncode, "Tỷ lệ che phủ rừng" in shown.stdout) == (0, True), shown.stderr[-2000:]
