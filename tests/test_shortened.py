"""Second mentions cut short, and places in a row: whose a value is where its own words say nothing else."""

from __future__ import annotations

import pytest

from extract.pipeline.stages import extract
from extract.readers import of_text

HEAD = "UBND TỈNH THÁI NGUYÊN\nBÁO CÁO\nKết quả năm 2024\n\nI. KẾT QUẢ\n\n"
ONLINE, TIME = "procedure.online_dossiers", "procedure.waiting_time"
POOR, DIGITIZED = "society.poverty_rate", "procedure.dossier_components_digitized"
DEGREE, COMMUNE_DEGREE = "civil_service.university_degree", "civil_service.commune_degree"

# text; the catalogue id, tier and place of each record
Told = list[tuple[str | None, str | None, str | None]]

CASES: list[tuple[str, Told, str]] = [
    (
        "Tỷ lệ hồ sơ nộp trực tuyến là 74,6%; bình quân cấp xã 68,3%, cá biệt xã Mường Lống 22,5%, xã Keng Đu 19%.",
        [
            (ONLINE, None, None),
            (ONLINE, "commune", None),
            (ONLINE, "commune", "xã Mường Lống"),
            (ONLINE, "commune", "xã Keng Đu"),
        ],
        "tiers and communes picked from the whole",
    ),
    (
        "Hồ sơ trực tuyến của Đắk Mil 81%, Gia Nghĩa 79,6%; thấp nhất là Đắk Glong, mới 48,2%.",
        [(ONLINE, None, "Đắk Mil"), (ONLINE, None, "Gia Nghĩa"), (ONLINE, None, "Đắk Glong")],
        "towns that all know, without their kind",
    ),
    (
        "91,6% hồ sơ được tiếp nhận trực tuyến, hồi tháng 6 mới 72,3%.",
        [(ONLINE, None, None), (ONLINE, None, None)],
        "the same at another time",
    ),
    (
        "Thời gian chờ không quá 10 phút/lượt, các xã vùng cao không quá 15 phút.",
        [(TIME, None, None), (TIME, "commune", None)],
        "a group of communes has no name",
    ),
    (
        "Hồ sơ trực tuyến đạt ít nhất 80%, riêng 27 xã biên giới không dưới 50%.",
        [(ONLINE, None, None), (ONLINE, "commune", None)],
        "the number of communes is passed over",
    ),
    (
        "Về DTI, năm 2024 tỉnh xếp thứ 8/63, năm liền trước 9/63; Bắc Kạn cũ 44/63.",
        [("index.dti", None, None), ("index.dti", None, None), ("index.dti", None, "Bắc Kạn cũ")],
        "a position of another year, of another province",
    ),
    (
        "Tỷ lệ hộ nghèo giảm 7,05%/năm, cá biệt xã Keng Đu, Na Ngoi trên 9%.",
        [(POOR, None, None), (POOR, "commune", "xã Keng Đu"), (POOR, "commune", "Na Ngoi")],
        "one value of two communes is two records",
    ),
    (
        "Trong năm 2024 hai phường Phan Đình Phùng và Linh Sơn đưa tỷ lệ hộ nghèo xuống dưới 0,3%.",
        [(POOR, "commune", "Phan Đình Phùng"), (POOR, "commune", "Linh Sơn")],
        "two that do something, before the name of it",
    ),
    (
        "Số hóa thành phần hồ sơ 90 - 95% (các xã A Lưới 1 đến A Lưới 5, Khe Tre: 75%).",
        [(DIGITIZED, None, None), (DIGITIZED, "commune", "các xã A Lưới 1 đến A Lưới 5, Khe Tre")],
        "communes from one to another are one area",
    ),
    (
        "Cán bộ, công chức cấp huyện có trình độ đại học 98%, cấp xã 92% (thời điểm đại hội mới 81,4%).",
        [(DEGREE, "district", None), (COMMUNE_DEGREE, "commune", None), (COMMUNE_DEGREE, "commune", None)],
        "another tier may have an entry of its own",
    ),
]


def _told(text: str) -> Told:
    found = extract(of_text(HEAD + text)).targets
    return [(each.indicator.id, each.level, each.place.name if each.place else None) for each in found]


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(t, w, id=why) for t, w, why in CASES])
def test_a_mention_cut_short(text: str, wanted: Told) -> None:
    assert _told(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ hồ sơ nộp trực tuyến là 74,6%, tỷ lệ hộ nghèo còn 3%.",
        "Hồ sơ trực tuyến đạt 80%, người cao tuổi có thẻ 50%.",
        "Hồ sơ trực tuyến đạt 80%; chi 25 tỷ đồng cho xã Mường Lống.",
    ],
)
def test_words_that_name_something_are_no_mention_cut_short(text: str) -> None:
    assert [id for id, _, _ in _told(text)].count(ONLINE) == 1


def test_values_dealt_out_to_places_are_each_of_its_own() -> None:
    told = _told("Tỷ lệ hộ nghèo còn 50%. Các xã nghèo giảm nhanh. Xã Mường Lống, xã Keng Đu lần lượt còn 45% và 40%.")
    assert [place for _, _, place in told] == [None, "Xã Mường Lống", "xã Keng Đu"]


def test_who_stands_before_a_value_that_is_named_behind_it_is_its_place() -> None:
    told = _told("VNPT Nghệ An phủ sóng 65% số bản; MobiFone Nghệ An chậm nhất, mới được 41,7% số bản.")
    assert told[-1][2] == "MobiFone Nghệ An"
