"""Which province a text speaks for, and which code and name the province had on a day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from extract.head.gazetteer import gazetteer
from extract.head.provinces import decided, in_force
from extract.language.folding import fold
from extract.rules.head_rows import Places
from extract.rules.loader import load_yaml


def _decided(text: str, when: date | None = None) -> str | None:
    decision = decided([(mention, "") for mention in gazetteer().mentions(text)], when)
    return decision.code if decision else None


EVIDENCE = [
    (
        "Tỉnh Quảng Nam và tỉnh Khánh Hòa là láng giềng. Trên địa bàn tỉnh Phú Yên có rừng.",
        "54",
        "its own, not neighbours",
    ),
    ("học tập tỉnh Quảng Ninh; thành phố Quảng Ngãi, huyện Ba Tơ, Khu kinh tế Dung Quất", "51", "several places"),
    ("huyện Châu Thành", None, "a name that ten provinces share"),
    ("huyện Hòa Bình", "95", "a district that is called like a province"),
    ("thành phố Hòa Bình", "17", "a city that is called like its province"),
    ("thị xã Sơn Tây", "01", "the kind tells two of a name apart"),
    ("huyện Sơn Tây", "51", "the kind tells two of a name apart"),
    ("tư tưởng Hồ Chí Minh", None, "a person"),
    ("TP.HCM", "79", "an abbreviation"),
    ("UBND TỈNH THỪA THIÊN - HUẾ", "46", "a dash that comes and goes"),
    ("tỉnh Khánh Hoà", "56", "old tone marks"),
    ("tỉnh Đăk Lăk", "66", "another spelling"),
    ("vì hòa bình, hữu nghị", None, "a common word"),
    ("", None, "nothing"),
]


@pytest.mark.parametrize(("text", "code", "reason"), EVIDENCE, ids=[row[2] + ": " + row[0][:20] for row in EVIDENCE])
def test_evidence_for_a_province(text: str, code: str | None, reason: str) -> None:
    assert _decided(text) == code, reason


def test_provinces_that_were_merged_are_counted_as_one() -> None:
    text = "phường Quy Nhơn; thành phố Quy Nhơn cũ, thành phố Pleiku cũ; tỉnh Đắk Lắk"
    assert gazetteer().rows[_decided(text, date(2025, 9, 1)) or ""].successor_code == "52"


@pytest.mark.parametrize(
    ("code", "when", "expected"),
    [
        ("27", date(2025, 6, 30), ("27", "Bắc Ninh", "24")),
        ("27", date(2025, 7, 1), ("24", "Bắc Ninh", None)),
        ("64", None, ("64", "Gia Lai", "52")),
        ("52", date(2025, 7, 1), ("52", "Gia Lai", None)),
        ("46", date(2024, 12, 31), ("46", "Thừa Thiên Huế", "46")),
        ("46", date(2025, 1, 1), ("46", "Huế", None)),
        ("22", None, ("22", "Quảng Ninh", None)),
    ],
)
def test_codes_in_force(code: str, when: date | None, expected: tuple[str, str, str | None]) -> None:
    province = in_force(code, when)
    assert (province.code, province.name, province.successor and province.successor.code) == expected


def test_wordings_of_kinds_catch_their_examples() -> None:
    data = load_yaml("places.yaml")
    for row in [*data["kinds"], *data["own"]]:
        cue = re.compile(fold(row["pattern"]) + r"\Z", re.IGNORECASE)
        assert all(cue.search(fold(example)) for example in row["examples"]), row["id"]
        assert not any(cue.search(fold(example)) for example in row["counterexamples"]), row["id"]


@pytest.mark.parametrize("places", [pytest.param(row, id=row.id) for row in gazetteer().places.values()])
def test_places_speak_for_their_province(places: Places) -> None:
    for example in places.examples:
        assert _decided(example) == places.code, example
    for example in places.counterexamples:
        assert _decided(example) != places.code, example


def test_the_gazetteer_covers_every_province() -> None:
    assert set(gazetteer().places) == set(gazetteer().rows)
    assert len(gazetteer().rows) == 63


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("ＰＨＵ ＹＥＮ", "54"),  # fullwidth
        ("Ðаk Nøng", "67"),
        ("АВСЕ", None),
    ],
)
def test_a_province_in_letters_of_another_alphabet_is_known(words: str, code: str | None) -> None:
    assert gazetteer().resembling(words) == code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hà Nội: 40%", "Hà Nội"),
        ("Hà Nộii: 40%", None),
        ("tại Hà Nội: 40%", None),  # none that it begins with
        ("Cao Bằng", "Cao Bằng"),
        ("Cao tốc", None),
        ("", None),
    ],
)
def test_a_place_is_told_where_a_text_begins_with_it(text: str, name: str | None) -> None:
    found = gazetteer().opening(text)
    assert (found and found.name) == name
