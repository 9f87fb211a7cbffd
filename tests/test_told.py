"""What goes wrong is told by its cause, in the language chosen; what is written of it stays English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import extract.run.batch
import extract.run.work
from extract.cli.app import build
from extract.contract.model import Notice
from extract.messages import Language
from extract.readers.scan import engine
from extract.run.engines.inline import Inline
from extract.write.json import text
from tests.conftest import Lay
from tests.made import extraction, extractor
from tests.paper import printed, scanned
from tests.test_docx import DOCUMENT, LAUGHS, with_body

LANGUAGES: tuple[Language, Language] = ("en", "vi")
SCAN = "<p>Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết đúng hạn.</p>"


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract.run.batch, "engine", lambda limits, jobs: Inline(extractor, limits))
    monkeypatch.setattr(extract.run.work, "shipped", lambda: extractor)


def _call(*arguments: str, language: Language) -> Result:
    return CliRunner().invoke(build(language), arguments)


def _written(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "errors.jsonl").read_text("utf-8").splitlines()]


def test_a_scan_without_ocr_is_told_why(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    root = lay()
    (root / "scan.pdf").write_bytes(scanned(printed(SCAN), dpi=60))
    off = _call("extract", "scan.pdf", "--out", "out", "--no-ocr", language="vi").stderr
    assert off == ("lỗi: scan.pdf: bản quét không có lớp chữ, và việc nhận dạng đang tắt (--no-ocr) [no_text_layer]\n")
    assert _written(root / "out") == [
        {
            "document": "scan.pdf",
            "code": "no_text_layer",
            "message": "a scan without a text layer, and OCR is switched off (--no-ocr)",
        }
    ]
    monkeypatch.setattr(engine, "available", lambda: False)
    missing = _call("extract", "scan.pdf", "--out", "out", language="vi").stderr
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in missing
    assert "--no-ocr" not in missing


def test_entities_are_no_matter_of_size(lay: Lay) -> None:
    root = lay()
    body = f"{LAUGHS}{DOCUMENT}<w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>"
    (root / "a.docx").write_bytes(with_body(body))
    for language in LANGUAGES:
        said = _call("extract", "a.docx", "--out", "out", language=language).stderr
        assert "XML" in said
        assert said.endswith("[too_large]\n")
        assert "--max-mb" not in said


def test_what_is_too_large_names_the_limit(lay: Lay) -> None:
    lay("a.txt", text="80% " * 400_000)
    for language, words in (("en", "1 MB; the limit is 1 MB (--max-mb)"), ("vi", "1 MB; giới hạn là 1 MB (--max-mb)")):
        assert words in _call("extract", "a.txt", "--out", "out", "--max-mb", "1", language=language).stderr  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "in/broken.json"),
        ("review", "in", "--out", "out"),
        ("compare", "in", "--out", "out"),
        ("export", "in", "--to", "csv", "--out", "out.csv"),
        ("diff", "in/broken.json", "in/a.json"),
        ("suggest", "in"),
        ("evaluate", "gold.jsonl", "in/broken.json"),
    ],
)
def test_a_broken_output_is_named_once_by_one_code(lay: Lay, arguments: tuple[str, ...]) -> None:
    root = lay("gold.jsonl", text="")
    (root / "in").mkdir()
    (root / "in/a.json").write_text(text(extraction(id="a")), "utf-8")
    (root / "in/broken.json").write_text('{"schema": "chitieu/1", "targets": []}', "utf-8")
    for language, words in (("en", "no extraction ("), ("vi", "không phải đầu ra của chitieu, hoặc đã hỏng (")):
        said = _call(*arguments, language=language).stderr  # type: ignore[arg-type]
        (line,) = [line for line in said.splitlines() if "broken.json" in line]
        assert line.count("broken.json") == 1
        assert words in line
        assert line.endswith("[not_an_extraction]")


@pytest.mark.parametrize("command", ["review", "compare", "export"])
def test_two_outputs_of_one_id_have_one_code(lay: Lay, command: str) -> None:
    root = lay()
    (root / "in").mkdir()
    for name in ("a", "b"):
        (root / f"in/{name}.json").write_text(text(extraction(id="same")), "utf-8")
    more = ("--to", "csv", "--out", "out.csv") if command == "export" else ("--out", "out")
    for language in LANGUAGES:
        result = _call(command, "in", *more, language=language)
        assert result.exit_code == 1
        assert result.stderr.endswith("[same_id]\n")
    assert command == "export" or "in/a.json" in result.stderr


def test_what_was_read_in_part_is_told_by_what_is_missing(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.test_cache import partly

    lay("in/c.txt")
    monkeypatch.setattr(extract.run.batch, "engine", lambda limits, jobs: Inline(partly, limits))
    english = _call("extract", "in", "--out", "out", language="en").stderr
    message = _written(Path("out"))[0]["message"]
    assert english == f"failed: in/c.txt: {message} [partial]\n"
    vietnamese = _call("extract", "in", "--out", "out", language="vi").stderr
    assert vietnamese.startswith("lỗi: in/c.txt: ")
    assert vietnamese != f"lỗi: in/c.txt: {message} [partial]\n"


def test_a_review_page_says_the_same_warning_in_both_languages(lay: Lay) -> None:
    root = lay()
    (root / "in").mkdir()
    warning = Notice(code="left_out", message="412 characters of menus and the like left out")
    made = extraction(id="a").model_copy(update={"warnings": (warning,)})
    (root / "in/a.json").write_text(text(made), "utf-8")
    assert _call("review", "in", "--out", "out", language="vi").exit_code == 0
    page = (root / "out/a.html").read_text("utf-8")
    assert warning.message in page
    assert "đã bỏ 412 ký tự của trình đơn và các phần tương tự" in page


def test_json_holds_the_english_words_in_either_language(lay: Lay) -> None:
    lay("b.txt", text="")
    for language in LANGUAGES:
        report = json.loads(_call("extract", "b.txt", "--out", "out", "--json", language=language).stdout)
        assert report["failed"] == [{"source": "b.txt", "code": "empty", "message": "the file is empty"}]


def test_a_restored_text_is_told_in_the_language(lay: Lay) -> None:
    lay("a.txt", text="den nam 2025, toi thieu 80% ho so thu tuc hanh chinh duoc giai quyet dung han. " * 4)
    said = _call("restore", "a.txt", language="vi").stderr
    assert said.startswith("lưu ý: Đã khôi phục dấu cho ")
    assert said.endswith(" (text_restored)\n")
