"""The forms that people and viewers open: the XLSX workbook and the web annotations."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from extract.contract.model import Extraction
from extract.readers import read
from extract.write.columns import DOCUMENTS, TARGETS
from extract.write.export.annotations import collection, file_name
from extract.write.export.formats import export
from extract.write.export.workbook import cell_text
from extract.write.outputs import load
from tests.exporting import LINK, MADE, ROOT, expected, lay_out, plainly
from tests.made import extraction, target

OUTPUTS = ROOT / "outputs"


def _sheet(path: Path, name: str) -> list[dict[str, Any]]:
    head, *rows = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return plainly([dict(zip(map(str, head), row, strict=True)) for row in rows])


def _in_cells(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: cell_text(v) if isinstance(v, str) else v for k, v in row.items()} for row in plainly(rows, empty=True)]


@pytest.mark.parametrize("made", [True, False])
def test_the_workbook_holds_the_same_rows(tmp_path: Path, made: bool) -> None:
    folder = lay_out(tmp_path / "in") if made else OUTPUTS
    export(folder, "xlsx", tmp_path / "a.xlsx")
    for table in (TARGETS, DOCUMENTS):
        assert _sheet(tmp_path / "a.xlsx", table.name) == _in_cells(expected(folder, table.name))


def test_the_workbook_is_laid_out_to_be_read(tmp_path: Path) -> None:
    export(lay_out(tmp_path / "in"), "xlsx", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["targets", "documents", "columns"]
    for sheet in book:
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref == sheet.dimensions
    told = {(row[0], row[1]): row[4:] for row in book["columns"].iter_rows(min_row=2, values_only=True)}
    for table in (TARGETS, DOCUMENTS):
        assert all(told[table.name, column.name] == (column.vi, column.en) for column in table.columns)
    assert book["targets"]["A1"].comment.text.startswith("Mã tỉnh")


def test_text_in_cells_is_text(tmp_path: Path) -> None:
    export(lay_out(tmp_path / "in"), "xlsx", tmp_path / "a.xlsx")
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx") for row in sheet.rows for cell in row]
    assert [cell.data_type for cell in cells if cell.value == LINK] == ["s"]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        for name in (each for each in archive.namelist() if each.startswith("xl/worksheets/sheet")):
            assert re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|_x00[01]", archive.read(name)) is None, name
            ElementTree.fromstring(archive.read(name))


@pytest.mark.parametrize("text", ["a" * 40_000, "đ" * 40_000, "🏛" * 20_000])
def test_a_text_that_is_too_long_for_a_cell_is_cut_visibly(text: str) -> None:
    cut = cell_text(text)
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767


def test_the_workbook_does_not_depend_on_the_day(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "in")
    export(folder, "xlsx", tmp_path / "a.xlsx")
    time.sleep(2.1)  # the times in a ZIP archive go in steps of two seconds
    export(folder, "xlsx", tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook(tmp_path: Path) -> None:
    export(lay_out(tmp_path / "in"), "xlsx", tmp_path / "a.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    command += ["csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "a.csv").read_text("utf-8")
    assert text.splitlines()[0].split(",") == list(TARGETS.names)
    assert "Tỷ lệ TTHC là dịch vụ công trực tuyến toàn trình" in text


def _annotated(path: Path) -> list[dict[str, Any]]:
    page: dict[str, Any] = json.loads(path.read_text("utf-8"))
    items: list[dict[str, Any]] = page["first"]["items"]
    assert page["total"] == len(items)
    assert (page["type"], page["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    return items


def test_selectors_mean_the_characters_of_the_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    export(OUTPUTS, "webannotation", tmp_path / "out")
    seen = 0
    for document in load([OUTPUTS]):
        raw = read(document.document.source).raw
        items = _annotated(tmp_path / "out" / file_name(document.document.id))
        for record, item in zip(document.targets, items, strict=True):
            position, quote = item["target"]["selector"]
            assert raw[position["start"] : position["end"]] == record.source.text == quote["exact"]
            around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
            assert raw.startswith(around, position["start"] - len(quote.get("prefix", "")))
            assert len(around) > len(quote["exact"])
            assert item["body"][2]["record"] == json.loads(record.model_dump_json())
            seen += 1
    assert seen == len(expected(OUTPUTS))


def test_documents_are_found_beside_the_outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    export(OUTPUTS, "webannotation", tmp_path / "here")
    monkeypatch.chdir(tmp_path)
    export(OUTPUTS, "webannotation", tmp_path / "elsewhere")
    for path in (tmp_path / "here").iterdir():
        assert path.read_bytes() == (tmp_path / "elsewhere" / path.name).read_bytes()


def _quote(document: Extraction, raw: str | None) -> dict[str, str]:
    quote: dict[str, str] = collection(document, raw)["first"]["items"][0]["target"]["selector"][1]
    return quote


def test_without_the_document_the_sentence_says_what_stands_around() -> None:
    quote = _quote(extraction(target()), None)
    assert quote == {"type": "TextQuoteSelector", "exact": "80%", "prefix": "Tối thiểu ", "suffix": " hồ sơ."}


def test_a_document_that_changed_is_not_quoted(lay: Any) -> None:
    root = lay("corpora/phu-yen.txt", text="Đã sửa: ít nhất 80% hồ sơ, và nhiều hơn nữa.")
    export(lay_out(root / "in", extraction(target())), "webannotation", root / "out")
    ((item,),) = (_annotated(path) for path in (root / "out").iterdir())
    assert item["target"]["selector"][1]["prefix"] == "Tối thiểu "


def test_positions_count_code_points() -> None:
    raw = "🏛🏛 đạt 80% hồ sơ"
    quote = _quote(extraction(target(7, 10)), raw)
    assert (quote["exact"], quote["prefix"], quote["suffix"]) == ("80%", "🏛🏛 đạt ", " hồ sơ")


def test_ids_are_the_same_every_time_and_all_different(tmp_path: Path) -> None:
    first, second = (collection(document, None) for document in (MADE[0], MADE[0]))
    assert first == second
    documents = [*MADE, *load([OUTPUTS])]
    ids = [item["id"] for document in documents for item in collection(document, None)["first"]["items"]]
    assert len(set(ids)) == len(ids) > 0
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", each) for each in ids)


@pytest.mark.parametrize("name", ["../x", ".hidden", "a/b", "a\\b", "c:d", "a\nb"])
def test_no_file_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    export(lay_out(tmp_path / "in", extraction(id=name)), "webannotation", tmp_path / "to/out")
    (path,) = (tmp_path / "to/out").iterdir()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["in", "to"]
    assert path.name == file_name(name)
    assert not path.name.startswith(".")
    assert len(_annotated(path)) == 1


def test_document_names_keep_their_letters() -> None:
    assert file_name("phú-yên 2021") == "phú-yên 2021.jsonld"
