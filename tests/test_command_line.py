"""The command line as people expect it: short forms, standard input, completion, hints, plurals, both languages."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

import extract.run.batch
import extract.run.work
from extract.cli.app import build
from extract.cli.complaining import parser_complaint
from extract.messages import TEXTS, Language, say
from extract.run.engines.inline import Inline
from tests.conftest import Lay
from tests.made import extractor

ROOT = Path(__file__).parent.parent
TEXT = "KẾ HOẠCH\nII. MỤC TIÊU\n- Đến năm 2030, tỷ lệ che phủ rừng đạt 55%.\n"


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract.run.batch, "engine", lambda limits, jobs: Inline(extractor, limits))
    monkeypatch.setattr(extract.run.work, "shipped", lambda: extractor)


def _call(*arguments: str, language: Language = "en", **more: Any) -> Result:
    return CliRunner().invoke(build(language), arguments, **more)


def _refused(arguments: list[str], language: Language) -> str:
    """What is said where the argument parser refuses."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 (the parser's own, of several kinds)
        get_command(build(language)).main(arguments, prog_name="chitieu", standalone_mode=False)
    assert getattr(caught.value, "exit_code", None) == 2
    return parser_complaint(caught.value, language)


def _commands() -> Iterator[tuple[str, Any]]:
    command: Any = get_command(build("en"))
    yield "chitieu", command
    for name, each in command.commands.items():
        yield name, each
        yield from getattr(each, "commands", {}).items()


# ---- options ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("long", "short"), [("--help", "-h"), ("--out", "-o"), ("--quiet", "-q"), ("--jobs", "-j")])
def test_every_option_that_has_a_short_form_has_it_everywhere(long: str, short: str) -> None:
    found = [param.opts for _, command in _commands() for param in command.params if long in param.opts]
    assert found
    assert all(short in opts for opts in found)


def test_short_forms_do_what_the_long_ones_do(lay: Lay, stand_in: None) -> None:
    lay("in/a.txt")
    done = _call("extract", "in", "-o", "out", "-q", "-j", "1")
    assert (done.exit_code, done.stdout) == (0, "")
    assert Path("out/a.json").is_file()
    assert _call("extract", "-h").stdout == _call("extract", "--help").stdout != ""


def test_version_is_an_option_and_a_command() -> None:
    assert _call("--version").stdout == _call("version").stdout
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", _call("--version").stdout)


# ---- standard input ---------------------------------------------------------------------------------------------


def test_standard_input_is_a_document(lay: Lay, stand_in: None) -> None:
    lay()
    done = _call("extract", "-", "-o", "out", "--stdin-name", "ke-hoach.txt", input=TEXT.encode())
    assert done.exit_code == 0
    head = json.loads(Path("out/ke-hoach.json").read_bytes())["document"]
    assert (head["id"], head["source"]) == ("ke-hoach", "ke-hoach.txt")
    assert json.loads(_call("show", "-", "--json", input=TEXT.encode()).stdout)["document"]["id"] == "stdin"


@pytest.mark.parametrize("name", ["../a.txt", "", "..", "a\x1b.txt", "b/c"])
def test_a_name_for_standard_input_is_that_of_a_file(lay: Lay, stand_in: None, name: str) -> None:
    lay()
    assert _call("show", "-", "--stdin-name", name, input=TEXT.encode()).exit_code == 2


def test_standard_input_is_named_once(lay: Lay, stand_in: None) -> None:
    lay()
    done = _call("extract", "-", "-", "-o", "out", input=TEXT.encode())
    assert (done.exit_code, done.stderr) == (2, "chitieu: - stands for standard input, once\n")


# ---- show -------------------------------------------------------------------------------------------------------


def test_a_folder_of_outputs_is_listed() -> None:
    done = _call("show", str(ROOT / "outputs"), language="vi", env={"COLUMNS": "140"})
    assert done.exit_code == 0
    assert {"phu-yen", "quyết", "mục tiêu", "kết quả"} <= {*re.findall(r"mục tiêu|kết quả|[\w-]+", done.stdout)}
    rows = json.loads(_call("show", str(ROOT / "outputs"), "--json").stdout)
    outputs = [json.loads(path.read_bytes()) for path in sorted((ROOT / "outputs").glob("*.json"))]
    kinds = [[target["kind"] for target in each["targets"]] for each in outputs]
    assert [(row["id"], row["targets"], row["results"], row["warnings"]) for row in rows] == [
        (each["document"]["id"], kind.count("target"), kind.count("actual"), len(each["warnings"]))
        for each, kind in zip(outputs, kinds, strict=True)
    ]


def test_a_folder_of_documents_is_listed_and_one_alone_shown(lay: Lay, stand_in: None) -> None:
    lay("in/a.txt", "in/b.txt", "one/c.txt")
    done = _call("show", "in")
    assert (done.exit_code, done.stdout) == (0, "in/a.txt\nin/b.txt\n")
    assert "2 documents; their records: chitieu extract in -o results" in done.stderr
    assert json.loads(_call("show", "one", "--json").stdout)["document"]["id"] == "c"
    Path("empty").mkdir()
    assert _call("show", "empty").exit_code == 2


@pytest.mark.parametrize("name", ["targets.csv", "targets.jsonl"])
def test_a_table_of_records_is_no_document(name: str) -> None:
    done = _call("show", str(ROOT / "outputs" / name))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "is a table that chitieu wrote" in done.stderr
    assert done.stderr.count("\n") == 1


# ---- hints and complaints ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "english", "vietnamese"),
    [
        (["exrtact"], "no such command: exrtact (did you mean 'extract'?)", "không có lệnh exrtact (có phải ý bạn"),
        (["gold", "imprt"], "no such command: imprt (did you mean 'import'?)", "không có lệnh imprt"),
        (["xyz"], "no such command: xyz\nSee chitieu --help.", "không có lệnh xyz\nXem chitieu --help."),
        (["show", "--paeg"], "no such option: --paeg (did you mean '--page'?)", "không có tùy chọn --paeg"),
        (["show", "--page=1"], "--page takes no value", "không nhận giá trị"),
        (["show", "--why"], "--why needs a value", "cần một giá trị"),
        (["extract", "--jobs", "x"], "--jobs takes a number, 0 or more", "nhận một số, từ 0 trở lên"),
        (["extract", "-j", "-1"], "--jobs takes a number, 0 or more", "nhận một số, từ 0 trở lên"),
        (["version", "a", "b"], "too many arguments: a b", "thừa tham số: a b"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_parser_complains_in_our_words(arguments: list[str], english: str, vietnamese: str) -> None:
    assert english in _refused(arguments, "en")
    assert vietnamese in (told := _refused(arguments, "vi"))
    assert told.isascii() is False
    assert not re.search(r"[Nn]o such|[Ii]nvalid|[Ii]nput|[Gg]ot |[Mm]issing", told)


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["export", "outputs", "--to", "parket", "-o", "x"], "parquet"),
        (["compare", "outputs", "-o", "x", "--reference", "phu-yn"], "phu-yen"),
        (["show", "outputs/phu-yn.json"], "outputs/phu-yen.json"),
        (["extract", "corpra", "-o", "x"], "corpora"),
        (["extract", "corpora", "-o", "x", "--engine", "lokal"], "local"),
        (["completion", "fihs"], "fish"),
    ],
    ids=" ".join,
)
def test_what_was_meant_is_told(arguments: list[str], meant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = _call(*arguments)
    assert done.exit_code == 2
    assert f"(did you mean '{meant}'?)" in done.stderr


# ---- words ------------------------------------------------------------------------------------------------------


def test_a_count_stands_with_its_word() -> None:
    assert say("extract.total", "en", documents=1, targets=1, out="x") == "1 document, 1 record in x"
    assert say("extract.total", "en", documents=2, targets=0, out="x") == "2 documents, 0 records in x"


# English words before which a count may stand in the table, and which may then not be written out.
_PLURAL = re.compile(
    r"\{(?!rate|path|name|id|module|folder|option|address)\w+\} (?:[a-z]+ )?(?:\w+s|entries|are|have)\b(?! of)"
)


def test_no_text_has_a_fixed_plural_behind_a_count() -> None:
    assert [key for key in sorted(TEXTS) if _PLURAL.search(TEXTS[key][0])] == []


@pytest.mark.parametrize("name", [name for name, _ in _commands()])
def test_help_in_vietnamese_has_no_english_words_of_the_parser(name: str) -> None:
    arguments = [] if name == "chitieu" else ["gold", name] if name == "import" else [name]
    told = _call(*arguments, "--help", language="vi", env={"COLUMNS": "140"}, prog_name="chitieu").stdout
    assert "Cách dùng: chitieu" in told
    assert not re.search(
        r"Usage|OPTIONS|ARGS|COMMAND|default|<(?:list|path|bool|str|int)\b|required|\b(DIR|FILE|PATH|NAME)\b", told
    ), told


def test_warnings_are_spelled_out(lay: Lay) -> None:
    lay("in/a.txt", "in/b.txt", text=TEXT)
    done = subprocess.run(
        [sys.executable, "-m", "extract", "--lang", "vi", "extract", "in", "-o", "out"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert re.search(r"^cảnh báo: .*ban hành.* \[issued_unknown\]: a, b$", done.stdout, re.M), done.stdout


# ---- completion -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(shell: str) -> None:
    done = _call("completion", shell)
    assert done.exit_code == 0
    assert "_CHITIEU_COMPLETE" in done.stdout
    assert f"complete_{shell}" in done.stdout


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("chitieu ex", {"extract", "export"}),
        ("chitieu export outputs --to par", {"parquet"}),
        ("chitieu extract --qu", {"--quiet"}),
        ("chitieu gold ", {"import"}),
    ],
)
def test_bash_completes(tmp_path: Path, line: str, expected: set[str]) -> None:
    command = tmp_path / "chitieu"
    command.write_text(f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {sys.executable} -m extract "$@"\n')
    command.chmod(0o755)
    words = line.split(" ")
    script = (
        f'export PATH={shlex.quote(str(tmp_path))}:"$PATH"\neval "$(chitieu completion bash)"\n'
        f"COMP_WORDS=({' '.join(map(shlex.quote, words))})\nCOMP_CWORD={len(words) - 1}\n"
        "$(complete -p chitieu | sed 's/.*-F \\([^ ]*\\).*/\\1/') chitieu\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert {*done.stdout.split()} == expected
