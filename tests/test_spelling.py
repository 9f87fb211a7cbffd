"""One spelling: what looks or reads the same is read the same, wherever in a word or a document it stands."""

from __future__ import annotations

import pytest

from extract.contract.model import Target
from extract.head.gazetteer import gazetteer
from extract.language.cleaning import composed, lowered, spaced
from extract.pipeline.stages import extract
from extract.rules.spelling import respelt, respelt_pattern, spellings

RESPELT = [
    ("hoà khoẻ uỷ thuỷ hoạ toè", "hòa khỏe ủy thủy họa tòe", "the tone stands on the first of oa, oe, uy"),
    ("quý quỳ quỷ quà", "quý quỳ quỷ quà", "the u of qu bears none"),
    ("hoàn thoảng khuỷu ngoài", "hoàn thoảng khuỷu ngoài", "rimes that go on"),
    ("kì tỉ lí mĩ hi ti quí", "kỳ tỷ lý mỹ hy ty quý", "y behind h k l m t qu"),
    ("sỹ sĩ", "sĩ sĩ", "i behind s"),
    ("chi nghi thì khi di vi", "chi nghi thì khi di vi", "i behind other letters stays"),
    ("10tỉ tỉ/năm (tỉ)", "10tỷ tỷ/năm (tỷ)", "beside figures and signs"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), RESPELT, ids=[row[2] for row in RESPELT])
def test_two_spellings_are_one(text: str, wanted: str, why: str) -> None:
    assert respelt(text) == wanted, why
    assert respelt(wanted) == wanted


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"(?<!\w)kì(?: họp)?(?!\w)", r"(?<!\w)kỳ(?: họp)?(?!\w)"),
        (r"tỉ\s+lệ|(?:uỷ|ủy) ban", r"tỷ\s+lệ|(?:ủy|ủy) ban"),
        (r"ti(?:ền|ếp)", r"ti(?:ền|ếp)"),  # no syllable ends there
        (r"kì?", r"kì?"),
        (r"hi\w+|hoà[nm]", r"hi\w+|hoà[nm]"),
        (r"(?P<ti>\d+)[kì]\hi", r"(?P<ti>\d+)[kì]\hi"),  # names, classes, escapes
    ],
)
def test_literal_syllables_of_a_pattern_are_respelt(pattern: str, wanted: str) -> None:
    assert respelt_pattern(pattern) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Hòa Bình", ["Hòa Bình", "Hoà Bình"]),
        ("Mỹ Tho", ["Mỹ Tho", "Mĩ Tho"]),
        ("Phú Quý", ["Phú Quý", "Phú Quí"]),
        ("Mỹ Hòa", ["Mỹ Hòa", "Mỹ Hoà", "Mĩ Hòa", "Mĩ Hoà"]),
        ("Quỳnh Lưu", ["Quỳnh Lưu"]),
    ],
)
def test_all_spellings_of_a_name(name: str, wanted: list[str]) -> None:
    assert spellings(name) == wanted


@pytest.mark.parametrize("text", ["huyện Mĩ Lộc", "HUYỆN LÍ NHÂN", "tỉnh Khánh Hoà", "tỉnh THANH HOÁ"])
def test_places_are_known_in_both_spellings(text: str) -> None:
    assert gazetteer().mentions(text)


COMPOSED = [
    ("không\u00a0quá\u20095\u202f%", "không quá 5 %", "blanks of Unicode"),
    ("hai  chữ", "hai chữ", "two blanks"),
    ("cột một    cột hai", "cột một\tcột hai", "three and more may part columns"),
    ("một \t hai", "một\thai", "a tab among blanks"),
    ("a\t\tb", "a\t\tb", "an empty cell between tabs"),
    ("  lùi vào", "  lùi vào", "blanks that a line begins with"),
    ("thi\u00adểu 8\u200b0\u2060%", "thiểu 80%", "what nobody sees"),
    ("8\u061c2\ufe0f,\u31645\U000e0100%", "82,5%", "what Unicode has nobody see: marks, variants, fillers, tags"),
    ("8\x1f2\x9f,\ufff95\ufffc\ufffe%", "82,5%", "signs of objects and annotations, controls, no characters"),
    ("8\u20e32\u1ab0%", "82%", "marks around figures"),
    ("8&shy;2&#8203;,&#x2060;5&ZeroWidthSpace;&nbsp;%", "82,5 %", "the same by its name"),
    ("&ge;&#8239;5%, &lt; &#60; &amp;", "≥ 5%, &lt; &#60; &amp;", "a sign by its name, but no markup"),
    ("e\u00ad\u0302\u0301", "ế", "what nobody sees between a letter and its marks"),
    ("\u00d0ến \u00f0ạt \u0189ắk", "Đến đạt Đắk", "eth"),
    ("８０，５％ （ａ）", "80,5% (a)", "fullwidth forms"),
    ("a\u000bb\u0085c\u2028d\u2029e\rf", "a\nb\nc\nd\ne\nf", "line ends"),
    ("a\r\nb", "a \nb", "two characters of a line end, one line"),
    ("a\fb", "a\nb", "a form feed"),
    ("a\n\fb\f\nc", "a\n b \nc", "a form feed beside a line end is no empty line"),
    ("đạt1.320 tỷ", "đạt 1.320 tỷ", "a number stuck to a word"),
    ("trên80%, năm2025, dưới 5,5%", "trên 80%, năm 2025, dưới 5,5%", "percent and year"),
    ("từ5-7%, đạt 15%-20%, từ3,5%–4%", "từ 5-7%, đạt 15%-20%, từ 3,5%–4%", "a range of percent"),
    ("đạt15ha, còn2,5 tấn, tăng3 bậc", "đạt 15ha, còn 2,5 tấn, tăng 3 bậc", "a figure behind a word that leads to it"),
    ("thiểu45 tỷ, từ03 bậc, từ3 - 5 bậc, còn6,2‰", "thiểu 45 tỷ, từ 03 bậc, từ 3 - 5 bậc, còn 6,2‰", "ranges too"),
    ("từ15/12/2022, từ15/12", "từ 15/12/2022, từ15/12", "a date"),
    ("xã,thị trấn;tỷ lệ:đạt 5%,còn", "xã, thị trấn; tỷ lệ: đạt 5%, còn", "no blank behind a comma"),
    ("đạt 62% ; trồng 5 ha , còn : 3", "đạt 62%; trồng 5 ha, còn: 3", "a blank before a comma"),
    ("a ,b ;5", "a ,b ;5", "nothing behind it"),
    ("1,5 9:30 https://a.vn a;5", "1,5 9:30 https://a.vn a;5", "signs in figures and addresses"),
    ("bản2 xã, đạt1), mục12 người", "bản2 xã, đạt1), mục12 người", "footnotes' marks and parts"),
    ("đạt≥95%, dưỡng<10%, còn<=2", "đạt ≥95%, dưỡng <10%, còn <=2", "a sign stuck to a word"),
    ("mục5-7, bảng3-4, a<b, văn<sup>1</sup>", "mục5-7, bảng3-4, a<b, văn<sup>1</sup>", "no percent, a tag"),
    ("thủ tục1, biểu 2a, số12.", "thủ tục1, biểu 2a, số12.", "a footnote's mark is no number"),
    ("CO2, PM2.5, km2, xa2025, ISO9001, covid19", "CO2, PM2.5, km2, xa2025, ISO9001, covid19", "parts of names"),
    ("phụlục2025.doc", "phụlục2025.doc", "no syllable"),
    ("bản2025-2, mục2025.1", "bản2025-2, mục2025.1", "numbers of more parts"),
]


@pytest.mark.parametrize(("raw", "text", "why"), COMPOSED, ids=[row[2] for row in COMPOSED])
def test_what_looks_the_same_is_composed_the_same(raw: str, text: str, why: str) -> None:
    assert spaced(composed(raw)).text == text, why
    assert spaced(composed(text)).text == text, "once is enough"


def test_matched_text_has_one_spelling_and_its_own_length() -> None:
    text = composed("ĐẾN KÌ\tHỌP, UỶ BAN").text
    assert lowered(text) == "đến kỳ họp, ủy ban"
    assert len(lowered(text)) == len(text)


def told(text: str) -> list[tuple[str, str, float | None, str]]:
    """Value as written, relation, value, period of each record."""

    def period(target: Target) -> str:
        when = target.period
        return f"{when.type} {when.end}" if when else ""

    return [(t.source.text, t.measure.relation, t.measure.value, period(t)) for t in extract(text).targets]


SENTENCES = [
    ("Đến năm 2027, không  dưới 77% hộ nuôi tôm ký cam kết.", [("77%", "ge", 77, "by 2027")]),
    ("Đến năm 2027, tối\tthiểu 64% trường học có bếp ăn.", [("64%", "ge", 64, "by 2027")]),
    ("Đến năm 2027, tối   thiểu 64% trường học có bếp ăn.", [("64%", "ge", 64, "by 2027")]),
    ("Đến năm 2028,\u00a0tỷ lệ hộ cận nghèo còn dưới 4%.", [("4%", "lt", 4, "by 2028")]),
    ("\u00d0ến năm 2029, tỷ lệ hộ dùng nước máy là 88%.", [("88%", "eq", 88, "by 2029")]),
    ("Ðến năm ２０２９, tỷ lệ hộ dùng nước máy là ８８％.", [("８８％", "eq", 88, "by 2029")]),
    ("Đến năm 2028, it nhất 36% hợp tác xã có kế toán.", [("36%", "ge", 36, "by 2028")]),
    ("Đến năm 2028, tối thiếu 36% hợp tác xã có kế toán.", [("36%", "ge", 36, "by 2028")]),
    ("Năm 2027, doanh thu bưu chính phấn đấu đạt1.320 tỷ đồng.", [("1.320 tỷ đồng", "eq", 1320, "in 2027")]),
    ("Đến năm2028, tỷ lệ hộ có nước sạch đạt trên90%.", [("90%", "gt", 90, "by 2028")]),
    ("Đến năm 2028, tỷ lệ hộ có nước sạch đạt 9\u200b0%.", [("9\u200b0%", "eq", 90, "by 2028")]),
    (
        "Mục tiêu:\u2028- Năm 2026 có 31% hộ trồng sen đạt chuẩn.\u2028- Tỷ lệ ao nuôi có lót bạt đạt 24%.\u2028",
        [("31%", "eq", 31, "in 2026"), ("24%", "eq", 24, "")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_sentences_of_another_spelling(text: str, wanted: list[tuple[str, str, float | None, str]]) -> None:
    assert told(text) == wanted


def test_records_show_the_spelling_of_their_document() -> None:
    found = extract("Đến năm 2028, tỉ lệ gia đình văn hoá đạt 91%; số hoá 72% hồ sơ của Uỷ ban nhân dân tỉnh.").targets
    assert found[0].indicator.id == "society.cultural_families"
    assert found[0].indicator.text == "tỉ lệ gia đình văn hoá"
    assert found[1].indicator.text == "số hoá … hồ sơ của Uỷ ban nhân dân tỉnh"
    assert "số hoá 72% hồ sơ của Uỷ ban" in found[1].source.sentence.text
    assert found[1].level == "province"


@pytest.mark.parametrize("word", ["Tỷ lệ", "Tỉ lệ"])
def test_a_bare_noun_points_at_the_subject_before_it_in_both_spellings(word: str) -> None:
    found = extract(f"Tỷ lệ hộ nghèo năm 2025 còn 3%. {word} đến năm 2030 còn dưới 1%.").targets
    assert [target.indicator.text for target in found] == ["Tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo"]


@pytest.mark.parametrize("unit", ["Ki lô mét", "ki\u00a0lô mét", "Tỉ kWh"])
def test_units_of_a_cell_in_both_spellings(unit: str) -> None:
    rows = [
        "| TT | Chỉ tiêu | ĐVT | Năm 2026 |",
        "|---|---|---|---|",
        f"| 1 | Sản lượng | {unit} | 16 |",
        "| 2 | Khác | % | 8 |",
    ]
    table = "\n".join(rows)
    assert [t.measure.unit for t in extract(table).targets] == ["quantity", "percent"]


@pytest.mark.parametrize("gap", ["\t", "      ", "\u00a0\u00a0\u00a0\u00a0"])
def test_a_wide_gap_in_a_head_parts_its_columns(gap: str) -> None:
    letterhead = f"UBND TỈNH LÂM ĐỒNG{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND\n\n"
    head = extract(letterhead + "KẾ HOẠCH\nCải cách năm 2026\n").document
    assert (head.issuer, head.number) == ("Ủy ban nhân dân tỉnh Lâm Đồng", "12/KH-UBND")
