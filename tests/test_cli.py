"""The command line: both languages, exit codes, text and JSON."""

from __future__ import annotations

import io
import json
import os
import re
import string
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import extract.run.batch
import extract.run.work
from extract.cli.app import build
from extract.contract.model import Extraction
from extract.contract.wording import amount
from extract.messages import TEXTS, Language, pick, said, say
from extract.readers import Source
from extract.run.engines.inline import Inline
from extract.write.json import text
from tests.conftest import Lay
from tests.made import VARIETY, extraction, extractor, target

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about the command line, not about what the pipeline finds."""
    monkeypatch.setattr(extract.run.batch, "engine", lambda limits, jobs: Inline(extractor, limits))
    monkeypatch.setattr(extract.run.work, "shipped", lambda: extractor)
    monkeypatch.setenv("COLUMNS", "140")  # pytest-xdist narrows it


def _call(*arguments: str, language: Language = "en") -> Result:
    return CliRunner().invoke(build(language), arguments)


def test_all_read_is_0(lay: Lay) -> None:
    lay("in/a.txt", "in/b.txt")
    result = _call("extract", "in", "--out", "out")
    assert result.exit_code == 0
    assert "out/a.json: 1 record, 1 other number accounted for, 0 warnings" in result.stdout
    assert "2 documents, 2 records in out" in result.stdout
    assert result.stderr == ""


def test_some_failed_is_1_and_the_others_are_written(lay: Lay) -> None:
    root = lay("in/a.txt")
    lay("in/b.txt", text="")
    result = _call("extract", "in", "--out", "out")
    assert result.exit_code == 1
    assert result.stderr == "failed: in/b.txt: the file is empty [empty]\n"
    assert (root / "out/a.json").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract"], "name at least one document"),
        (["extract", "a.txt"], "--out"),
        (["extract", "gone", "--out", "out"], "no such file or folder: gone"),
        (["extract", "a.txt", "--out", "a.txt"], "cannot write to a.txt"),
        (["show"], "name the file"),
        (["show", "gone.json"], "no such file or folder: gone.json"),
        (["evaluate"], "pairs"),
        (["evaluate", "a.txt"], "pairs"),
        (["evaluate", "--gold", "empty"], "pairs"),
        (["evaluate", "--gold", "empty", "--outputs", "empty"], "no *.jsonl in empty"),
        (["evaluate", "gone.jsonl", "a.txt"], "no such file or folder: gone.jsonl"),
        (["evaluate", "a.txt", "a.txt", "--indicators", "gone.tsv"], "no such file or folder: gone.tsv"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_2_and_says_what_to_do(lay: Lay, arguments: list[str], said: str) -> None:
    root = lay("a.txt")
    (root / "empty").mkdir()
    result = _call(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_quiet_says_only_what_failed(lay: Lay) -> None:
    lay("in/a.txt")
    lay("in/b.txt", text="")
    result = _call("extract", "in", "--out", "out", "--quiet")
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_the_report_as_json(lay: Lay) -> None:
    lay("in/a.txt")
    lay("in/b.txt", text="")
    report = json.loads(_call("extract", "in", "--out", "out", "--json").stdout)
    assert report["written"] == [
        {
            "id": "a",
            "source": "in/a.txt",
            "path": "out/a.json",
            "targets": 1,
            "rejected": 1,
            "warnings": 0,
            "partial": None,
        }
    ]
    assert report["failed"] == [{"source": "in/b.txt", "code": "empty", "message": "the file is empty"}]


def test_a_second_run_asks_no_engine_unless_told_to(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    root = lay("in/a.txt", "in/b.txt")
    monkeypatch.setenv("CHITIEU_CACHE", str(root / "cache"))
    first = _call("extract", "in", "--out", "out")
    monkeypatch.setattr(extract.run.batch, "engine", lambda limits, jobs: Inline(_refusing, limits))
    again = _call("extract", "in", "--out", "out")
    assert (again.exit_code, again.stdout) == (0, first.stdout)
    assert "2 of 2 documents" in again.stderr
    assert "no more" in _call("extract", "in", "--out", "out", "--no-cache").stderr


def _refusing(source: Source) -> Extraction:
    raise ValueError("no more")


def test_old_outputs_are_mentioned(lay: Lay) -> None:
    lay("in/a.txt", "in/b.txt")
    _call("extract", "in", "--out", "out")
    result = _call("extract", "in/a.txt", "--out", "out")
    assert result.exit_code == 0
    assert "from an earlier run: out/b.json" in result.stderr


def test_a_written_output_is_shown_as_a_table(lay: Lay) -> None:
    root = lay()
    (root / "x.json").write_text(text(extraction(*VARIETY)), "utf-8")
    result = _call("show", "x.json")
    assert result.exit_code == 0
    for cell in ("≥ 80%", "rank 25–30/63", "trung bình cao", "↓ ≥ 10% a year", "by 2025", "to date"):
        assert cell in result.stdout
    assert "· quyết định ·" in _call("show", "x.json", language="vi").stdout


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Public Administration Reform Index"), ("vi", "Chỉ số CCHC (PAR INDEX)")]
)
def test_an_indicator_of_the_catalogue_is_named_in_the_language(lay: Lay, language: Language, name: str) -> None:
    root, one = lay(), target()
    about = one.indicator.model_copy(update={"id": "index.par", "name": "Chỉ số CCHC (PAR INDEX)"})
    (root / "x.json").write_text(text(extraction(one.model_copy(update={"indicator": about}))), "utf-8")
    assert name in _call("show", "x.json", language=language).stdout


def test_a_document_is_extracted_to_be_shown(lay: Lay) -> None:
    lay("a.txt")
    shown = json.loads(_call("show", "a.txt", "--json").stdout)
    assert shown["document"]["source"] == "a.txt"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "", "the file is empty [empty]"),
        ("a.json", '{"schema": "chitieu/1", "targets": []}', "[not_an_extraction]"),
    ],
)
def test_what_cannot_be_shown_is_1(lay: Lay, name: str, content: str, reason: str) -> None:
    lay(name, text=content)
    result = _call("show", name)
    assert result.exit_code == 1
    assert reason in result.stderr


def test_help_in_vietnamese() -> None:
    result = _call("extract", "--help", language="vi")
    assert result.exit_code == 0
    for word in ("Tham số", "Tùy chọn", "Mã thoát", "Thư mục"):
        assert word in result.stdout
    assert "Show this message" not in result.stdout


def test_failures_in_vietnamese(lay: Lay) -> None:
    lay("b.txt", text="")
    result = _call("extract", "b.txt", "--out", "out", language="vi")
    assert result.stderr == "lỗi: b.txt: tệp rỗng [empty]\n"


def test_the_catalogue_as_json() -> None:
    entries = json.loads(_call("indicators", "--json").stdout)
    assert [entry["id"] for entry in entries] == sorted(entry["id"] for entry in entries)
    assert all(set(entry) == {"id", "name_vi", "name_en", "units"} for entry in entries)


@pytest.mark.parametrize(
    ("arguments", "environment", "language", "rest"),
    [
        (["show", "x"], {}, "en", ["show", "x"]),
        (["show", "x"], {"LANG": "vi_VN.UTF-8"}, "vi", ["show", "x"]),
        (["show", "x"], {"LANG": "fr_FR.UTF-8"}, "en", ["show", "x"]),
        (["show", "x"], {"LANG": "vi_VN", "CHITIEU_LANG": "en"}, "en", ["show", "x"]),
        (["--lang", "vi", "show", "x"], {"CHITIEU_LANG": "en"}, "vi", ["show", "x"]),
        (["show", "--lang=vi", "x"], {}, "vi", ["show", "x"]),
        (["show", "x", "--lang", "en"], {"LANG": "vi"}, "en", ["show", "x"]),
        (["show", "--", "--lang", "vi"], {}, "en", ["show", "--", "--lang", "vi"]),
    ],
)
def test_the_language_is_picked(
    arguments: list[str], environment: dict[str, str], language: str, rest: list[str]
) -> None:
    assert pick(arguments, environment) == (language, rest)


@pytest.mark.parametrize("arguments", [["--lang", "fr"], ["--lang=", "show"], ["--lang"]])
def test_a_language_there_is_not_is_refused(arguments: list[str]) -> None:
    with pytest.raises(ValueError, match=r"^(fr)?$"):
        pick(arguments, {})


def test_a_message_says_the_same_things_in_both_languages() -> None:
    for key, texts in TEXTS.items():
        names = [{field for _, field, _, _ in string.Formatter().parse(each) if field} for each in texts]
        assert key == "use.wrong" or names[0] == names[1], key
        assert all(each.strip() for each in texts), key


def test_a_code_without_a_message_keeps_its_own_words() -> None:
    assert said("read.no_such_code", "vi", "a page is a picture") == "a page is a picture"
    assert say("unit.rank", "vi", number="4/11") == "hạng 4/11"


@pytest.mark.parametrize(
    ("measure", "english", "vietnamese"),
    [
        ({"value": 84.11, "relation": "eq"}, "84.11%", "84,11%"),
        ({"value": 25, "upper": 35, "relation": "between"}, "25–35%", "25–35%"),
        ({"unit": "places", "value": 5, "upper": 8, "relation": "between"}, "5–8 places", "5–8 bậc"),
        ({"unit": "minutes", "value": 15, "relation": "le"}, "≤ 15 min", "≤ 15 phút"),
        ({"unit": "ratio", "value": 9, "out_of": 12, "relation": "eq"}, "9/12", "9/12"),
        ({"unit": "money", "unit_text": "USD", "value": 12500, "relation": "eq"}, "12,500 USD", "12.500 USD"),
        ({"value": 8, "relation": "eq", "direction": "increase", "per": "year"}, "↑ 8% a year", "↑ 8%/năm"),
    ],
)  # fmt: skip
def test_a_measure_reads_as_in_its_language(measure: dict[str, object], english: str, vietnamese: str) -> None:
    made = target(**measure).measure  # type: ignore[arg-type]
    assert (amount(made, "en"), amount(made, "vi")) == (english, vietnamese)


def _process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from extract.cli.app import main; main()", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_process_of_its_own() -> None:
    done = _process("extract", "no-such-folder", "--out", "nowhere", CHITIEU_LANG="vi")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "chitieu: không có tệp hoặc thư mục: no-such-folder\n"
    wrong = _process("show", "--foo", "--lang", "vi")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "chitieu: không có tùy chọn --foo\nXem chitieu show --help.\n"
    assert _process("--lang", "fr", "version").returncode == 2


def test_help_loads_nothing_heavy() -> None:
    """Start-up is Typer and Rich, 0.2 s; the models and the pipeline would add a second."""
    code = (
        "import sys\nfrom extract.cli.app import main\nsys.argv = ['chitieu', '--help']\n"
        "try: main()\nexcept SystemExit as end: assert end.code == 0\n"
        "heavy = {'pydantic', 'spacy', 'numpy', 'underthesea', 'yaml', 'regex', 'fitz', 'pymupdf'}\n"
        "print('loaded', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("loaded []\n")


def test_an_address_is_for_a_cluster() -> None:
    result = _call("extract", "in", "--out", "out", "--address", "auto")
    assert result.exit_code == 2
    assert "--engine ray" in result.stderr


@pytest.mark.parametrize(("language", "rate"), [("en", r"\d+\.\d documents/s"), ("vi", r"\d+\.\d văn bản/giây")])
def test_progress_tells_how_far_how_fast_and_how_long_it_will_be(
    language: Language, rate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extract.cli.commands import extract as command

    screen = io.StringIO()
    monkeypatch.setattr(command, "console", lambda **_: Console(file=screen, force_terminal=True, width=100))

    report = extract.run.batch.Report((), (), ())

    def work(step: Callable[[int, int], None]) -> extract.run.batch.Report:
        step(3, 10)  # what an earlier run has done
        for done in range(4, 9):
            time.sleep(0.12)
            step(done, 10)
        return report

    assert command._watched(work, language) is report
    shown = screen.getvalue()
    assert "8/10" in shown
    assert re.search(rate, shown)
    assert re.search(r"\d:\d\d:\d\d", shown)
    assert float(re.findall(r"(\d+\.\d) (?:documents|văn)", shown)[-1]) < 10  # the three were none of this run's
