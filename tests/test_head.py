"""Heads: of the five documents, of short made-up ones in many forms, and what each wording catches."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.contract.model import Head, Notice
from extract.head.head import HeadSpan, planned, read_head
from extract.language.cleaning import composed
from extract.language.folding import compiled, fold
from extract.layout.outline import Outline, outline
from extract.readers import Source, of_text, read
from extract.rules.head_rows import Cue, HeadFile
from extract.rules.loader import load_yaml

CORPORA = Path(__file__).parent.parent / "corpora"
BODY = "\n\nI. MỤC TIÊU\n\n1. Đến năm 2025, tối thiểu 80% hồ sơ được xử lý trực tuyến.\n"


@cache
def _read(name: str) -> tuple[Head, list[HeadSpan], list[Notice], Outline]:
    source = read(CORPORA / f"{name}.txt")
    shape = outline(composed(source.raw))
    return *read_head(source, shape, (2025, 2025, 2030)), shape


def _head(text: str, goals: tuple[int, ...] = ()) -> Head:
    return read_head(of_text(text), outline(composed(text)), goals)[0]


def _short(head: Head) -> dict[str, Any]:
    """The fields that are read from the text; provinces as (code, name, successor's code and name)."""
    province = head.province
    successor = province.successor if province else None
    return {
        "type": head.type,
        "number": head.number,
        "issued": head.issued,
        "issuer": head.issuer,
        "province": province and (province.code, province.name, successor and f"{successor.code} {successor.name}"),
        "district": head.district,
        "signer": head.signer,
        "horizon": head.horizon and (head.horizon.start, head.horizon.end, head.horizon.basis),
        "title": head.title,
    }


_KEYS = ("type", "number", "issued", "issuer", "province", "district", "signer", "horizon", "title")


FIVE: dict[str, dict[str, Any]] = {
    "quang-ngai": {
        "type": "resolution",  # the stamp's 122 is not its number, nor 20/10/2021 its date
        "issuer": "Tỉnh ủy Quảng Ngãi",
        "province": ("51", "Quảng Ngãi", None),
        "signer": "Bùi Thị Quỳnh Vân",
        "horizon": (None, 2025, "goals"),
        "title": "về đẩy mạnh cải cách hành chính; nâng cao thứ hạng các chỉ số cải cách hành chính,"
        " hiệu quả quản trị và hành chính công, năng lực cạnh tranh cấp tỉnh",
    },
    "soc-trang": {
        "type": "resolution",
        "issuer": "Ban Chấp hành Đảng bộ tỉnh Sóc Trăng",
        "province": ("94", "Sóc Trăng", "92 Cần Thơ"),
        "signer": "Lâm Văn Mẫn",
        "horizon": (None, 2025, "title"),
        "title": "về đẩy mạnh cải cách hành chính tỉnh Sóc Trăng đến năm 2025, định hướng đến năm 2030",
    },
    "tay-son": {
        "type": "report",  # 09-CTr/TU is what it reports on
        "issuer": "Ban Thường vụ Huyện ủy Tây Sơn",
        "province": ("52", "Bình Định", "52 Gia Lai"),
        "district": "Tây Sơn",
        "signer": "Nguyễn Văn Thứ",
        "horizon": (2020, 2025, "title"),
        "title": "sơ kết giữa nhiệm kỳ thực hiện Chương trình hành động số 09-CTr/TU ngày 14/5/2021 của Tỉnh ủy"
        " về cải cách hành chính, trọng tâm là tiếp tục đẩy mạnh cải cách thủ tục hành chính giai đoạn 2020 - 2025",
    },
    "phu-yen": {
        "type": "decision",
        "number": "1621/QĐ-UBND",  # only in the note under the attached plan's title
        "issued": "2021-11-11",
        "issuer": "Ủy ban nhân dân tỉnh Phú Yên",
        "province": ("54", "Phú Yên", "66 Đắk Lắk"),
        "horizon": (2021, 2030, "title"),
        "title": "BAN HÀNH KẾ HOẠCH THỰC HIỆN CHƯƠNG TRÌNH TỔNG THỂ CẢI CÁCH HÀNH CHÍNH NHÀ NƯỚC"
        " GIAI ĐOẠN 2021-2030 CỦA TỈNH PHÚ YÊN",
    },
    "dak-nong": {  # as the damaged text stands; restored, title and signer have their marks
        "type": "resolution",
        "number": "20-NQ/TU",
        "issued": "2022-11-04",
        "issuer": "Tỉnh ủy Đắk Nông",
        "province": ("67", "Đắk Nông", "68 Lâm Đồng"),
        "signer": "Ngb Thanh Danh",
        "horizon": (None, 2025, "title"),
        "title": "vé ting cudng sw lanh dao cia Dang d6i v6i cong tac cai cach hanh chinh tinh Pik Nong"
        " dén nam 2025, dinh hwéng dén nim 2030",
    },
}


@pytest.mark.parametrize("name", FIVE)
def test_the_five_documents(name: str) -> None:
    assert _short(_read(name)[0]) == {key: FIVE[name].get(key) for key in _KEYS}


def test_identity_of_a_document() -> None:
    head = _read("phu-yen")[0]
    assert (head.id, head.media_type, head.text_state) == ("phu-yen", "text/plain", "clean")
    assert len(head.sha256) == 64


MADE = yaml.safe_load((Path(__file__).parent / "heads.yaml").read_text("utf-8"))


@pytest.mark.parametrize("made", [pytest.param(row, id=row["name"]) for row in MADE])
def test_made_up_heads(made: dict[str, Any]) -> None:
    expected = {key: tuple(made[key]) if isinstance(made.get(key), list) else made.get(key) for key in _KEYS}
    assert _short(_head(made["text"].replace("{body}", BODY))) == expected


TITLES = [
    ("giai đoạn 2021-2030", (2021, 2030), "a range"),
    ("từ năm 2021 đến năm 2025", (2021, 2025), "a range in words"),
    ("giai đoạn 2021 - 2025, định hướng đến năm 2030", (2021, 2025), "the outlook is left out"),
    ("giai đoạn 2016 - 2020 và nhiệm vụ giai đoạn 2021 - 2025", (2021, 2025), "of two ranges the later one"),
    ("đến năm 2025, định hướng đến năm 2030", (None, 2025), "the plan ends where the outlook begins"),
    ("đến năm 2030, tầm nhìn đến năm 2045", (None, 2030), "a vision is an outlook too"),
    ("đến năm 2035", (None, 2035), "an end alone"),
    ("năm 2024", (2024, 2024), "a year's plan"),
    ("thực hiện Chương trình số 09-CTr/TU ngày 14/5/2021", None, "the date of what is cited is none"),
    ("thực hiện Nghị quyết số 06/2018/NQ-HĐND", None, "nor is the year in its number"),
    ("nâng cao năng lực cạnh tranh", None, "no year"),
]


@pytest.mark.parametrize(("words", "years", "reason"), TITLES, ids=[title[2] for title in TITLES])
def test_years_of_a_title(words: str, years: tuple[int | None, int] | None, reason: str) -> None:
    horizon = _head(f"NGHỊ QUYẾT\n\nvề cải cách hành chính {words}\n{BODY}").horizon
    assert (horizon and (horizon.start, horizon.end)) == years, reason


def test_goals_give_the_years_only_where_nothing_else_does() -> None:
    bare = _head(f"NGHỊ QUYẾT\n\nvề cải cách hành chính\n{BODY}")
    assert bare.horizon is None
    assert planned(bare, ()).horizon is None
    horizon = planned(bare, (2030, 2025, 2030, 2025)).horizon
    assert horizon is not None
    assert (horizon.start, horizon.end, horizon.basis) == (None, 2025, "goals"), "of two as common the nearer"
    titled = _head(f"NGHỊ QUYẾT\n\nvề cải cách hành chính đến năm 2030\n{BODY}", goals=(2025,))
    assert titled.horizon is not None
    assert titled.horizon.basis == "title"


def test_a_term_that_was_over_at_issue_is_not_planned_for() -> None:
    text = f"Lai Châu, ngày 5 tháng 1 năm 2021\nNGHỊ QUYẾT\nvề du lịch\n{BODY}Qua nhiệm kỳ 2015 - 2020, đạt 5%."
    assert _head(text).horizon is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("quang-ngai", [("CV\tSố: 122", "stamp"), ("ĐẾN\tNgày 20/10/2021", "stamp"), ("5", "session")]),
        ("phu-yen", [("1621/QĐ-UBND", "document_number"), ("ngày 11 11 /2021", "date")]),
        ("dak-nong", [("20 -NQ/TU", "document_number"), ("ngayo4 thang 11 nam 2022", "date")]),
        ("soc-trang", []),
    ],
)
def test_spans_of_head_matter(name: str, expected: list[tuple[str, str]]) -> None:
    _, spans, _, shape = _read(name)
    assert [(shape.working.text[s.start : s.end], s.reason) for s in spans] == expected


def test_page_numbers() -> None:
    page = "Nội dung của một trang văn bản.\n\n" * 40
    text = f"NGHỊ QUYẾT\n\nvề du lịch\n\n{page}2\n\n{page}3\n\n{page}Trang 4/9\n\n{page}- 5 -\n\n"
    shape = outline(composed(text))
    spans = read_head(of_text(text), shape, ())[1]
    found = [shape.working.text[s.start : s.end] for s in spans if s.reason == "page_furniture"]
    edges = [text[slice(*edge)] for edge in shape.furniture]
    assert edges + found == ["2", "3", "Trang 4/9", "- 5 -"]


def test_a_column_of_figures_is_no_page_number() -> None:
    text = "KẾ HOẠCH\n\nvề xuất khẩu\n\n**STT**\n\n**1**\n\n**600**\n\n**2**\n\n**700**\n\n"
    assert read_head(of_text(text), outline(composed(text)), ())[1] == []


def test_notices() -> None:
    assert [n.code for n in _read("quang-ngai")[2]] == ["issued_unknown", "province_inferred"]
    assert "thành phố Quảng Ngãi" in _read("quang-ngai")[2][1].message
    assert [n.code for n in _read("phu-yen")[2]] == []
    text = "NGHỊ QUYẾT\n\nvề du lịch\n"
    assert [n.code for n in read_head(of_text(text), outline(composed(text)), ())[2]] == [
        "issued_unknown",
        "province_unknown",
    ]


def test_a_path_is_never_written_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def source(path: str) -> str:
        shape = outline(composed("x"))
        return read_head(Source("a", path, "text/plain", "0" * 64, "x"), shape, ())[0].source

    monkeypatch.chdir(tmp_path)
    assert source("corpora/a.txt") == "corpora/a.txt"
    assert source((tmp_path / "corpora" / "a.txt").as_posix()) == "corpora/a.txt"
    assert source("/somewhere/else/a.txt") == "a.txt"


def test_text_state() -> None:
    shape = outline(composed("NGHỊ QUYẾT"))
    assert read_head(of_text("NGHỊ QUYẾT"), shape, (), restored=True)[0].text_state == "restored"


def test_a_province_that_ended_dates_its_document() -> None:
    """A date that OCR (or a test) moved past the mergers does not move tỉnh Phú Yên into Đắk Lắk."""
    head = _head(f"UBND TỈNH PHÚ YÊN\nSố: 1/KH-UBND\nPhú Yên, ngày 1 tháng 8 năm 2027\nKẾ HOẠCH\nvề du lịch\n{BODY}")
    assert head.province is not None
    assert head.province.code == "54"


def test_an_undated_text_is_no_older_than_what_it_cites() -> None:
    text = f"NGHỊ QUYẾT\nvề du lịch\nTheo Kế hoạch số 15/KH-UBND ngày 1/9/2025 của UBND tỉnh Gia Lai;\n{BODY}"
    head = _head(text)
    assert head.province is not None
    assert (head.province.code, head.province.successor) == ("52", None)


CUES = [
    pytest.param(cue, id=cue.id)
    for part in (getattr(HeadFile.model_validate(load_yaml("head.yaml")), name) for name in HeadFile.model_fields)
    for cue in part
    if isinstance(cue, Cue)
]


@pytest.mark.parametrize("cue", CUES)
def test_wordings_catch_their_examples_and_nothing_else(cue: Cue) -> None:
    assert cue.examples
    assert cue.counterexamples
    for example in cue.examples:
        assert compiled(cue).search(fold(example)), example
    for example in cue.counterexamples:
        assert not compiled(cue).search(fold(example)), example


@pytest.mark.parametrize("name", ["quang-ngai", "soc-trang", "tay-son", "phu-yen"])
def test_decomposed_text_has_the_same_head(name: str) -> None:
    raw = (CORPORA / f"{name}.txt").read_text("utf-8")
    assert _short(_head(unicodedata.normalize("NFD", raw))) == _short(_head(raw))


@pytest.mark.parametrize("name", ["quang-ngai", "soc-trang", "tay-son", "phu-yen"])
def test_other_years_change_only_years(name: str) -> None:
    raw = (CORPORA / f"{name}.txt").read_text("utf-8")
    later = re.sub(r"\b20([123]\d)\b", lambda m: str(2003 + int(m[1])), raw)
    before, after = _short(_head(raw)), _short(_head(later))
    for key in ("type", "issuer", "province", "district", "signer", "number"):
        assert after[key] == before[key]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_piece_of_a_document_can_be_read(data: st.DataObject) -> None:
    raw = (CORPORA / f"{data.draw(st.sampled_from(sorted(FIVE)))}.txt").read_text("utf-8")
    start = data.draw(st.integers(0, len(raw)))
    piece = raw[start : data.draw(st.integers(start, min(len(raw), start + 6000)))]
    shape = outline(composed(piece))
    for span in read_head(of_text(piece), shape, ())[1]:
        assert any(c.isdigit() for c in shape.working.text[span.start : span.end])


@pytest.mark.parametrize("text", ["ỦY BAN NHÂN DÂN – “Đắk Nông” …", "Uỷ ban ﬁ ß İ"])
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
