"""What the system or a caller does wrong: one line or one plain exception, and the documented exit code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.table import Table
from rich.text import Text

import extract
from extract.cli.commands.terminal import console
from extract.measure.gold_file import first_column, records, span
from extract.measure.verdicts import is_verdicts
from extract.measure.verdicts import load as load_verdicts
from extract.sources.listing import listed
from extract.sources.regular import contents
from extract.sources.temporary import PREFIX
from extract.views.diff.sides import NoSide, read_sides
from extract.write.export import formats
from extract.write.outputs import NotAnOutput, load, written
from extract.write.packs import Sorter
from extract.write.target_table import csv_text
from tests.conftest import Lay

ROOT = Path(__file__).parent.parent
PLACES = {**os.environ, "PYTHONPATH": str(ROOT), "CHITIEU_LANG": "en"}


def chitieu(script: str, folder: Path, **places: str) -> subprocess.CompletedProcess[str]:
    """A shell script in a folder; $C is the command."""
    command = f"{sys.executable} -m extract"
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env={**PLACES, "C": command, **places}, capture_output=True, text=True,
        timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        ("$C extract '' --out out", 2, "a path is empty"),
        ("$C extract in --out ''", 2, "--out is empty"),
        ("$C extract file://host/in --out out", 2, "another machine"),
        ("$C extract in --out file://host/out", 2, "another machine"),
        ("$C indicators > /dev/full", 2, "No space left on device"),
        ("mkdir gone; cd gone; rmdir ../gone; $C indicators", 2, "the working folder is gone"),
        ("ulimit -n 12; $C extract in --out out", 2, "the system refuses: "),
        ("$C diff /dev/zero /dev/zero", 2, "neither a folder nor a regular file"),
        ("$C export /dev/zero --to csv --out x.csv", None, ""),
    ],
)
def test_a_command_that_cannot_be_done_gives_one_line(lay: Lay, script: str, code: int | None, said: str) -> None:
    root = lay("in/a.txt")
    done = chitieu(script, root)
    assert done.returncode == code or (code is None and done.returncode in (1, 2))
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(shutil.which("setpriv") is None and os.geteuid() == 0, reason="root may read everything")
def test_what_a_user_may_not_read_is_told_and_the_rest_read(lay: Lay) -> None:
    root = lay("in/a.txt", "in/half/b.txt", "in/none/c.txt", "shut/d.txt")
    for name, mode in (("in/half", 0o600), ("in/none", 0), ("shut", 0)):
        (root / name).chmod(mode)
    user = "setpriv --bounding-set=-all --inh-caps=-all " if os.geteuid() == 0 else ""
    done = chitieu(
        f"{user}$C extract in shut/d.txt --out out --quiet; {user}$C diff out shut; {user}$C show shut", root
    )
    for name in ("in/half", "in/none", "shut"):
        (root / name).chmod(0o700)
    assert done.stderr.splitlines() == [
        "failed: in/half/b.txt: Permission denied [unreadable]",
        "failed: in/none: Permission denied [unreadable]",
        "failed: shut/d.txt: Permission denied [unreadable]",
        "chitieu: cannot read shut: Permission denied",
        "chitieu: shut cannot be read: permission denied",
    ]
    assert (root / "out/a.json").is_file()


def test_a_folder_that_cannot_be_read_is_not_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: object) -> list[str]:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "listdir", closed)
    for listing in (written, lambda path: listed(path, "*.jsonl")):
        with pytest.raises(PermissionError):
            listing(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "a.jsonl"
    os.mkfifo(pipe)
    reading: tuple[Callable[[Path], Any], ...] = (
        contents,
        load_verdicts,
        span,
        first_column,
        lambda path: list(records(path)),
        is_verdicts,
    )
    for read in reading:
        with pytest.raises(OSError, match="not a regular file"):
            read(pipe)
    with pytest.raises(IsADirectoryError):
        contents(tmp_path)
    os.mkfifo(tmp_path / "targets.csv")
    assert not Sorter(tmp_path).begun_so()


def test_more_memory_than_there_are_numbers_for_is_no_limit(lay: Lay) -> None:
    root = lay("in/a.txt", text="Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết đúng hạn.")
    done = chitieu(f"$C extract in --out out --quiet --memory-limit {10**20}", root)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_ascii_locale_reads_and_writes_names_of_all_letters(lay: Lay) -> None:
    root = lay("in/phú-yên.txt", text="Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết đúng hạn.")
    places = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = chitieu("$C extract in --out out --no-cache", root, **places)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert (root / "out/phú-yên.json").is_file()


@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        ("$C version >&-", 2, "chitieu: the system refuses: Bad file descriptor\n"),
        ("$C version <&- >&- 2>&-", 2, ""),
        ("$C version 2>&-", 0, ""),
        ("$C show - <&-", 1, "failed: "),
    ],
)
def test_a_stream_that_is_closed_ends_no_command_with_a_traceback(
    tmp_path: Path, script: str, code: int, said: str
) -> None:
    done = chitieu(script, tmp_path)
    assert (done.returncode, done.stderr.startswith(said), done.stderr.count("\n")) == (code, True, int(bool(said)))


@pytest.mark.parametrize("form", ["xlsx", "tracker"])
def test_workbooks_are_made_in_our_own_temporary_folder_and_say_what_the_system_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    made: list[str] = []

    def refused(dir: str | None = None, **_: object) -> tuple[int, str]:
        made.append(Path(dir or tempfile.gettempdir()).name)
        raise OSError(24, "Too many open files", "x")

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    with pytest.raises(OSError, match="Too many open files"):
        formats.export(ROOT / "outputs", form, tmp_path / "a.xlsx")
    assert [name.startswith(PREFIX) for name in made] == [True]
    assert not [*tmp_path.iterdir()]


def test_what_a_document_says_is_no_command_to_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table(title=Text("a\x1b[31mb"))
    table.add_row(Text("\x9bc"), "d\x07e")
    made = console()
    made.print(table)
    made.print(Text("f\x1b]0;g\x07h"))
    said = capsys.readouterr().out
    assert not set("\x1b\x07\x9b") & set(said)
    assert all(word in said for word in ("\ufffd[31m", "\ufffd]0;g"))


@pytest.mark.parametrize("given", [None, 3, b"text", ["a"]])
def test_the_python_api_names_a_wrong_type(given: Any) -> None:
    with pytest.raises(TypeError, match=r"extract\.extract takes"):
        extract.extract(given)
    if not isinstance(given, bytes):
        with pytest.raises(TypeError, match=r"extract\.read takes"):
            extract.read(given)


def test_the_python_api_names_half_a_character() -> None:
    with pytest.raises(ValueError, match=r"character 4 .* half of a character"):
        extract.extract("80% \ud800 hồ sơ")


def test_a_revision_without_one_of_its_files_is_told(tmp_path: Path) -> None:
    output = (ROOT / "outputs/tay-son.json").read_bytes()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/tay-son.json").write_bytes(output)

    def git(*arguments: str) -> str:
        who = ["-c", "user.name=a", "-c", "user.email=a@b"]
        return subprocess.run(
            ["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout

    git("init", "-q")
    git("add", "out")
    git("commit", "-qm", "a")
    blob = git("rev-parse", "HEAD:out/tay-son.json").strip()
    (tmp_path / ".git/objects" / blob[:2] / blob[2:]).unlink()
    for name in ("HEAD:out", "HEAD:out/tay-son.json"):
        done = chitieu(f"$C diff {name} out", tmp_path)
        assert done.returncode == 2
        assert "git cannot give" in done.stderr
        assert done.stderr.count("\n") == 1


def test_only_regular_files_are_read_as_outputs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.json")
    with pytest.raises(NotAnOutput):
        list(load([tmp_path / "a.json"]))
    with pytest.raises(NoSide):
        read_sides(str(tmp_path / "a.json"), None, tmp_path)


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹦﹢﹣﹫")
def test_no_cell_of_a_table_is_a_formula_in_any_width(sign: str) -> None:
    assert csv_text([{"a": f"{sign}1+1"}], ("a",)).splitlines()[1] == f"'{sign}1+1"
