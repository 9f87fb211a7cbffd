"""Word documents: what is shown is read, with its labels, tables and notes; and nothing else."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.evaluate import alike, score
from extract.gold import annotated, extracted, known_ids
from extract.pipeline import extract
from extract.readers import Options, ReadError, of_bytes
from tests import word
from tests.reading import NLP, short

ROOT = Path(__file__).parent.parent
CORPORA = sorted((ROOT / "corpora").glob("*.txt"))
ANNEX = [
    ["Chỉ tiêu", "Đơn vị", "Mục tiêu", "Mục tiêu"],
    ["Chỉ tiêu", "Đơn vị", "2025", "2030"],
    ["Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn", "%", "95", "98"],
    ["Thu nhập bình quân đầu người", "triệu đồng", "75", "120"],
]


def _raw(data: bytes) -> str:
    return of_bytes(data, "x").raw


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.stem)
def test_a_text_in_word_gives_what_the_text_gives(path: Path) -> None:
    text = path.read_text("utf-8")
    gold = ROOT / "tests/gold" / f"{path.stem}.jsonl"
    figures = []
    for source in (of_bytes(path.read_bytes(), path.name), of_bytes(word.of_text(text), path.name)):
        given_ = [extracted(target, known_ids(gold)) for target in extract(source, NLP).targets]
        figures.append(score(annotated(gold), given_, meet=alike).strict_f1)
    assert figures[1] >= figures[0] - 0.02


def test_an_annex_table_gives_a_record_for_each_cell() -> None:
    data = word.of_table(ANNEX, [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)], "PHỤ LỤC CHỈ TIÊU CHỦ YẾU")
    found = [short(target) for target in extract(of_bytes(data, "x"), NLP).targets]
    assert [(each["value"], each["unit"], each["period"]) for each in found] == [
        (95, "percent", "in 2025"), (98, "percent", "in 2030"), (75, "money", "in 2025"), (120, "money", "in 2030"),
    ]  # fmt: skip
    assert [each["id"] for each in found[:2]] == ["procedure.on_time"] * 2
    assert all("thu nhập" in each["name"].lower() for each in found[2:])


def test_labels_that_word_counts_are_read() -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    levels = (
        level.format(0, "upperRoman", "%1.") + level.format(1, "decimal", "%2.") + level.format(2, "lowerLetter", "%3)")
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    body = "".join(
        item.format(*each) for each in [(0, "A"), (1, "B"), (2, "C"), (2, "D"), (1, "E"), (2, "F"), (0, "G"), (1, "H")]
    )
    labels = [line for line in _raw(word.of_body(body, numbering=numbering)).split("\n") if line]
    assert labels == ["I. A", "1. B", "a) C", "b) D", "2. E", "a) F", "II. G", "1. H"]


def test_deletions_are_out_and_insertions_in() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        "<w:p>" + run.format("Đến năm 2025, tối thiểu ") + '<w:del w:id="1"><w:r><w:delText>70%</w:delText></w:r></w:del>'
        + '<w:ins w:id="2">' + run.format("80%") + "</w:ins>" + run.format(" hồ sơ giải quyết đúng hạn.") + "</w:p>"
    )  # fmt: skip
    source = of_bytes(word.of_body(body), "x")
    assert source.raw.strip() == "Đến năm 2025, tối thiểu 80% hồ sơ giải quyết đúng hạn."
    assert [code for code, _ in source.notices] == ["tracked_changes"]


def test_a_footnote_stands_behind_its_paragraph_and_cuts_no_sentence() -> None:
    body = (
        "<w:p><w:r><w:t>Đến năm 2025, tối thiểu 80% hồ sơ</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="5"/></w:r><w:r><w:t xml:space="preserve"> giải quyết đúng hạn.</w:t></w:r></w:p>'
    )
    notes = '<w:footnote w:id="5"><w:p><w:r><w:t>Năm 2021 đạt 70%.</w:t></w:r></w:p></w:footnote>'
    raw = _raw(word.of_body(body, footnotes=notes))
    assert raw == "Đến năm 2025, tối thiểu 80% hồ sơ[^1] giải quyết đúng hạn.\n\n[^1]: Năm 2021 đạt 70%.\n\n"
    first = short(extract(of_bytes(word.of_body(body, footnotes=notes), "x"), NLP).targets[0])
    assert (first["id"], first["period"], first["value"]) == ("procedure.on_time", "by 2025", 80)


def test_a_text_box_is_read_once_and_hidden_text_not_at_all() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    body = (
        f"<w:p {mc}><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn 99%</w:t></w:r></w:p>"
    )
    source = of_bytes(word.of_body(body), "x")
    assert source.raw.strip() == "Trong khung"
    assert [code for code, _ in source.notices] == ["left_out"]


def _packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word.of_text("Tối thiểu 80% hồ sơ.")[:-300], "truncated"),
        (_packed(word__document_xml=b" " * 3_000_000), "too_large"),
        (_packed(word__document_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "too_large"),
        (_packed(word__document_xml=b"<torn"), "truncated"),
        (_packed(word__document_xml=b"<x/>", **{"../../evil": b"x"}), "not_a_document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not_a_document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
    ids=["cut", "bomb", "entities", "torn", "path", "no Word", "encrypted"],
)
def test_what_is_no_good_is_told(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as error:
        of_bytes(data, "x", Options(max_bytes=1_000_000))
    assert error.value.code == code


@settings(max_examples=60)
@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=8))
def test_spoilt_bytes_give_a_text_or_an_error(at: int, spoilt: bytes) -> None:
    good = word.of_table(ANNEX)
    data = good[: at % len(good)] + spoilt + good[at % len(good) + len(spoilt) :]
    try:
        assert of_bytes(data, "x").raw
    except ReadError as error:
        assert error.code


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize(("form", "media"), [("doc", "application/msword"), ("rtf", "application/rtf")])
def test_what_libreoffice_converts_is_read(tmp_path: Path, form: str, media: str) -> None:
    (tmp_path / "a.docx").write_bytes(word.of_text("Đến năm 2025, tối thiểu 80% hồ sơ giải quyết đúng hạn."))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    source = of_bytes((tmp_path / f"a.{form}").read_bytes(), "x")
    assert source.media_type == media
    (target,) = extract(source, NLP).targets
    assert (target.measure.value, target.indicator.id) == (80, "procedure.on_time")


def test_without_libreoffice_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReadError, match="apt-get install libreoffice-writer") as error:
        of_bytes(b"{\\rtf1 x}", "x")
    assert error.value.code == "needs_libreoffice"
