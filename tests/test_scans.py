"""Whole documents printed, scanned at 200 dpi and read by Tesseract; and what is put right in such readings."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from extract.language.syllables import stripped
from extract.measure.evaluate import evaluate
from extract.pipeline.components import extract
from extract.readers import of_bytes
from extract.readers.print.words import Paragraph, Word
from extract.readers.scan import engine
from extract.readers.scan.mending import mended
from extract.restore.tones import retoned
from extract.write import json as written
from tests.paper import markup, printed, scanned
from tests.reading import NLP

ROOT = Path(__file__).parent.parent
NAMES = (
    ["dak-nong", "phu-yen", "quang-ngai", "soc-trang", "tay-son"] if "CHITIEU_SCANS" in os.environ else ["quang-ngai"]
)
needs_ocr = pytest.mark.skipif(not engine.available(), reason="tesseract or its Vietnamese model is not installed")


def f1(name: str, source: object, folder: Path) -> float:
    output = folder / "output.json"
    output.write_text(written.text(extract(source, NLP)), "utf-8")  # type: ignore[arg-type]
    return evaluate([(ROOT / "tests" / "gold" / f"{name}.jsonl", output)], bag=True)[0].strict_f1


@needs_ocr
@pytest.mark.parametrize("name", NAMES)
def test_a_scan_is_read_nearly_as_well_as_its_text(name: str, tmp_path: Path) -> None:
    text = (ROOT / "corpora" / f"{name}.txt").read_text("utf-8")
    scan = of_bytes(scanned(printed(*markup(text))), "scan.pdf")
    assert f1(name, scan, tmp_path) >= f1(name, text, tmp_path) - 0.05


@needs_ocr
def test_raised_figures_are_marks_of_footnotes() -> None:
    words = ("toàn bộ", "tỷ lệ 98,45%", "số người", "hệ thống (một cửa)", "cấp huyện", "hồ sơ điện tử")
    body = "".join(
        f'<p>Công tác rà soát văn bản của huyện được thực hiện thường xuyên, đạt {word}<sup id="note-{i}">{i}</sup>'
        f"{'.,;'[i % 3]} các cơ quan chuyên môn tiếp tục thực hiện theo quy định của pháp luật hiện hành.</p>"
        for i, word in enumerate(words, 1)
    )
    notes = {str(i): f"Theo Báo cáo số {70 + i}/BC-UBND của Ủy ban nhân dân huyện." for i in range(1, 7)}
    raw = of_bytes(scanned(printed(body, notes)), "scan.pdf").raw
    for i, word in enumerate(words, 1):
        assert f"đạt {word}[^{i}]{'.,;'[i % 3]} các cơ quan" in raw
        assert f"\n[^{i}]: Theo Báo cáo số {70 + i}/BC-UBND" in raw


@needs_ocr
def test_text_without_footnotes_has_no_marks() -> None:
    body = "<p>Diện tích 120 km<sup>2</sup>, “chính quyền số” và “một cửa”, nhiệt độ 30°C; đạt 100% (tăng 5%*).</p>" * 8
    raw = of_bytes(scanned(printed(body)), "scan.pdf").raw
    assert "[^" not in raw
    assert raw.count("100%") == 8
    assert not re.search(r"km\s*[?!'’]", raw)


@needs_ocr
def test_print_without_vietnamese_marks_is_read_letter_by_letter() -> None:
    line = "Đến năm 2025, tối thiểu 80% thủ tục hành chính của tỉnh được cung cấp trực tuyến mức độ 3 và 4."
    body = "".join(f"<p>{stripped(line)} Phan dau {60 + i}% ho so.</p>" for i in range(8))
    source = of_bytes(scanned(printed(body)), "scan.pdf")
    assert [code for code, _ in source.notices] == ["unmarked_print", "ocr"]
    assert source.raw.count("thu tuc hanh chinh cua tinh") == 8
    assert not re.search("[ăâđêôơưạ-ỹ]", source.raw)


def test_the_tone_of_an_i_is_told_by_the_words_around() -> None:
    read = "Thực hiện tỉnh gọn bộ máy, tiết kiệm chỉ thường xuyên; giảm 10% chỉ trực tiếp từ ngân sách."
    right = "Thực hiện tinh gọn bộ máy, tiết kiệm chi thường xuyên; giảm 10% chi trực tiếp từ ngân sách."
    words = read.split()
    assert " ".join(retoned(words).get(i, word) for i, word in enumerate(words)) == right


@pytest.mark.parametrize("name", ["phu-yen", "quang-ngai", "soc-trang", "tay-son"])
def test_clean_text_keeps_its_tones(name: str) -> None:
    for line in (ROOT / "corpora" / f"{name}.txt").read_text("utf-8").split("\n"):
        assert retoned(line.split()) == {}


def paragraph(text: str) -> Paragraph:
    box = (0.0, 0.0, 1.0, 1.0)
    return Paragraph([Word(word, box, 1.0, 12.0, place=box) for word in text.split()])


def test_a_one_read_as_roman_is_told_by_the_two_behind_it() -> None:
    long = "Thời gian qua, thực hiện chủ trương về đẩy mạnh cải cách hành chính, các cấp, các ngành đã triển khai."
    blocks = [paragraph("I. Tình hình"), paragraph(f"I. {long}"), paragraph(f"2. {long}"), paragraph("II. Mục tiêu")]
    ((code, message),) = mended(blocks, tones=True)
    assert [block.words[0].text for block in blocks] == ["I.", "1.", "2.", "II."]
    assert (code, message) == ("ocr_mended", "1 words put right that OCR misread: I. → 1.")
    kept = [paragraph(text) for text in ("I. Tình hình", long, "2. Kết quả", "I. MỤC TIÊU CHUNG CỦA TỈNH")]
    assert list(mended(kept, tones=True)) == []
    assert [block.words[0].text for block in kept] == ["I.", "Thời", "2.", "I."]
