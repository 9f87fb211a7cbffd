"""Damaged text through the whole pipeline: restored, read, and every record still at its raw characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from extract.bind.weighing import score
from extract.cli.app import build
from extract.contract.model import Extraction
from extract.language.cleaning import composed
from extract.pipeline.components import extract
from extract.pipeline.following import followed
from extract.readers import of_text, read
from extract.restore import Restored, restore
from tests.reading import NLP

ROOT = Path(__file__).parent.parent
TWINS = sorted((ROOT / "tests" / "twins").glob("*.tsv"))
CLEAN = [
    *(ROOT / "corpora" / f"{name}.txt" for name in ("phu-yen", "quang-ngai", "soc-trang", "tay-son")),
    *(p for p in sorted((ROOT / "tests" / "gold" / "unseen").iterdir()) if p.suffix in {".txt", ".md"}),
]
NUMBER = re.compile(r"(?<!\w)\d+(?:[.,/]\d+)*(?!\w)")
WORD = re.compile(r"[^\W\d_]+")


@cache
def pairs(path: Path) -> list[tuple[str, str]]:
    """The (clean, read) lines of a twin."""
    rows = [line.split("\t") for line in path.read_text("utf-8").rstrip("\n").split("\n")]
    return [(row[0], row[1]) for row in rows]


@cache
def restored(path: Path) -> Restored:
    return restore(composed("\n".join(read for _, read in pairs(path))))


@cache
def dak_nong() -> Extraction:
    return extract(read(ROOT / "corpora" / "dak-nong.txt"), NLP)


def stripped(text: str) -> str:
    """Text without its marks, as software that knows no Vietnamese leaves it."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c))


@pytest.mark.parametrize("path", CLEAN, ids=lambda p: p.stem)
def test_clean_text_is_not_touched(path: Path) -> None:
    working = composed(path.read_text("utf-8"))
    found = restore(working)
    assert found.working is working
    assert (found.state, found.tokens) == ("clean", [])


@pytest.mark.parametrize(
    "text",
    [
        "Ông Nguyễn Văn An, Giám đốc VNPT, gửi thư đến an.nguyen@vnpt.vn theo mã QD-123/UBND-KGVX về 5G và AI.",
        "Liên hệ: Mr. John Smith, Senior Adviser, World Bank, 1818 H Street NW, Washington DC; Tel +1 202 473 1000.",
        "Số: 12/KH-UBND\nUBND TỈNH\nPAR INDEX, SIPAS, PCI, PAPI, DTI",
    ],
)
def test_names_codes_and_addresses_are_not_touched(text: str) -> None:
    assert restore(composed(text)).working.text == text


@pytest.mark.parametrize("path", TWINS, ids=lambda p: p.stem)
def test_nearly_every_syllable_comes_back(path: Path) -> None:
    lines = restored(path).working.text.split("\n")
    right = total = 0
    for (clean, _), line in zip(pairs(path), lines, strict=True):
        wanted = Counter(word.lower() for word in WORD.findall(clean))
        total += sum(wanted.values())
        right += sum((wanted & Counter(word.lower() for word in WORD.findall(line))).values())
    assert total > 4000
    assert right / total >= 0.98


@pytest.mark.parametrize("path", TWINS, ids=lambda p: p.stem)
def test_no_digit_of_a_number_is_lost_or_changed(path: Path) -> None:
    lines = restored(path).working.text.split("\n")
    seen = 0
    for (clean, damaged), line in zip(pairs(path), lines, strict=True):
        kept = Counter(NUMBER.findall(clean)) & Counter(NUMBER.findall(damaged))
        seen += sum(kept.values())
        assert not kept - Counter(NUMBER.findall(line)), (damaged, line)
    assert seen > 100


@pytest.mark.parametrize("path", TWINS, ids=lambda p: p.stem)
def test_a_twin_gives_the_records_of_the_clean_text(path: Path) -> None:
    def core(text: str) -> Counter[tuple[object, ...]]:
        return Counter(
            (t.kind, t.indicator.id, t.measure.unit, t.measure.relation, t.measure.value, t.period and t.period.end)
            for t in extract(text, NLP).targets
        )

    clean = core("\n".join(clean for clean, _ in pairs(path)))
    damaged = core("\n".join(read for _, read in pairs(path)))
    assert sum((clean & damaged).values()) >= 0.95 * max(sum(clean.values()), sum(damaged.values()))


def test_records_of_damaged_text_point_at_the_damaged_characters() -> None:
    raw = read(ROOT / "corpora" / "dak-nong.txt").raw
    found = dak_nong()
    assert found.document.text_state == "restored"
    assert "text_restored" in [w.code for w in found.warnings]
    for target in found.targets:
        assert raw[target.source.start : target.source.end] == target.source.text
        assert target.source.alignment == "restored"
        assert re.search("[ăâđêôơưạ-ỹ]", target.source.sentence.text), "the sentence is readable"


def test_records_on_doubtful_words_say_so() -> None:
    doubted = [t for t in dak_nong().targets if any(why.rule == "restore.doubtful" for why in t.why)]
    assert doubted
    made = {t.id: b for b, t in followed(read(ROOT / "corpora" / "dak-nong.txt"))}
    for target in doubted:  # less sure than the same would be on words that are not in doubt
        seen = made[target.id].seen["record"]
        sound = [each for each in seen if each[0] != "record.damaged"]
        assert len(sound) < len(seen)
        assert score("record", seen) < score("record", sound)
    clean = extract(read(ROOT / "corpora" / "phu-yen.txt"), NLP)
    assert not [t for t in clean.targets if any(why.rule == "restore.doubtful" for why in t.why)]
    assert {t.source.alignment for t in clean.targets} == {"exact"}


def test_a_stripped_text_gives_the_same_records() -> None:
    text = (ROOT / "corpora" / "soc-trang.txt").read_text("utf-8")
    clean, damaged = extract(text, NLP), extract(stripped(text), NLP)

    def core(found: Extraction) -> Counter[tuple[object, ...]]:
        return Counter((t.indicator.id, t.measure.relation, t.measure.value) for t in found.targets)

    assert sum((core(clean) & core(damaged)).values()) >= 0.95 * len(clean.targets)


def test_one_bad_page_in_a_clean_file() -> None:
    good = (ROOT / "corpora" / "soc-trang.txt").read_text("utf-8")
    bad = stripped("Đến năm 2027, tối thiểu 65% hộ gia đình nông thôn được sử dụng nước sạch theo quy chuẩn.\n" * 1)
    page = stripped(
        "Ủy ban nhân dân tỉnh chỉ đạo các sở, ban, ngành, địa phương tổ chức triển khai thực hiện nghị quyết này.\n"
        "Trong quá trình thực hiện nếu có khó khăn, vướng mắc thì kịp thời báo cáo để xem xét, giải quyết.\n"
    )
    found = restore(composed(f"{good}\n\n{page}{bad}\n"))
    assert found.working.text.startswith(good)
    assert "tối thiểu 65% hộ gia đình nông thôn" in found.working.text


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "12 45 99 2025 " * 400,
        "The quick brown fox jumps over the lazy dog and runs away from the very big bear. " * 60,
        "Le Premier ministre a annoncé que le gouvernement présentera un projet de loi à l'Assemblée. " * 60,
        "\x00\x01\x02" * 500,
    ],
)
def test_what_is_not_vietnamese_is_left_as_it_is(raw: str) -> None:
    assert restore(composed(raw)).working.text == composed(raw).text


def test_foreign_text_is_named_in_a_warning() -> None:
    raw = "The Government shall submit the annual report to Parliament before the end of the fiscal year. " * 60
    assert "not_vietnamese" in [w.code for w in extract(of_text(raw), NLP).warnings]


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_do_no_harm(data: bytes) -> None:
    raw = data.decode("latin-1")
    found = restore(composed(raw))
    assert (found.state == "restored") == (found.working.text != composed(raw).text)
    for token in found.tokens:
        assert 0 <= token.raw_start <= token.raw_end <= len(raw)


def test_the_command_prints_the_restored_text(tmp_path: Path) -> None:
    file = tmp_path / "hong.txt"
    file.write_text(stripped((ROOT / "corpora" / "soc-trang.txt").read_text("utf-8")[:6000]), "utf-8")
    done = CliRunner().invoke(build("en"), ["restore", str(file)])
    assert done.exit_code == 0
    assert "cải cách hành chính" in done.stdout
    assert "Diacritics were restored" in done.stderr
    side_by_side = CliRunner().invoke(build("vi"), ["restore", str(file), "--diff"])
    assert "Văn bản gốc" in side_by_side.stdout
    assert CliRunner().invoke(build("en"), ["restore", str(tmp_path / "none.txt")]).exit_code == 2
