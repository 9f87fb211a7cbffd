"""Which entry and which tier the whole pipeline reads, however a text puts them; what comes close means another."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from tests.reading import records

HERE = Path(__file__).parent
SAID: dict[str, dict[str, list[str]]] = yaml.safe_load((HERE / "links.yaml").read_text(encoding="utf-8"))
with (HERE / "gold" / "INDICATORS.tsv").open(encoding="utf-8", newline="") as _file:
    LISTED = {row["id"] for row in csv.DictReader(_file, delimiter="\t")}

P, D, C = "province", "district", "commune"
ONLINE, PAID, ON_TIME = "procedure.online_dossiers", "procedure.online_payment_share", "procedure.on_time"
RESULTS, PAPERS = "procedure.results_digitized", "procedure.dossier_components_digitized"
FULL, PARTIAL = "procedure.online_full", "procedure.online_partial"
FILES, DOCUMENTS = "egov.work_files_online", "egov.e_documents"

TOGETHER = [
    ("Hồ sơ nộp trực tuyến đạt 72,4%; số hóa kết quả 81%, thành phần hồ sơ 65%.", [ONLINE, RESULTS, PAPERS]),
    ("TTHC cung cấp trực tuyến toàn trình 60%, một phần 30%.", [FULL, PARTIAL]),
    ("Tiếp nhận 3.415 hồ sơ TTHC; giải quyết đúng hạn 99,1%; nộp trực tuyến 77%.", [ON_TIME, ONLINE]),
    ("Ban hành 14 văn bản quy phạm pháp luật, 100% đúng trình tự.", ["legal.issued_properly"]),
    ("Họp trực tuyến: 40% cuộc họp của UBND tỉnh.", ["egov.online_meetings"]),
    ("Thanh toán trực tuyến: 70% số giao dịch có phí.", [PAID]),
    ("Văn bản ký số đạt 99%, hồ sơ công việc xử lý trên môi trường mạng: cấp tỉnh 95%, cấp xã 70%.",
     [DOCUMENTS, FILES, FILES]),
    ("Chỉ số PAPI đạt 43,2 điểm, tăng 1,1 điểm, xếp 20/61 tỉnh, thành phố.", ["index.papi"] * 3),
    ("PAR INDEX 84,5 điểm, xếp 33/63; PAPI 42 điểm.", ["index.par", "index.par", "index.papi"]),
    ("Ở cấp xã, cán bộ, công chức có bằng đại học chiếm 85%.", ["civil_service.commune_degree"]),
]  # fmt: skip

TIERS = [
    ("Hồ sơ trực tuyến cấp tỉnh 58,2%, cấp huyện 46%, cấp xã 39,5% (năm 2022 tương ứng 31,4%; 18,8% và 9,7%).",
     [P, D, C, P, D, C], "a bracket restates the values in their order"),
    ("Tỷ lệ đúng hạn: cấp tỉnh 99%; cấp xã 97% (cùng kỳ 95%, 93%).", [P, C, P, C], "as many values say so alone"),
    ("Thanh toán trực tuyến ở huyện tối thiểu 45%, ở xã 55%; số hóa cả hai cấp đạt 90%.", [D, C, C, D],
     "bare names of tiers told apart"),
    ("Ở cấp huyện, văn bản ký số đạt 95%, hồ sơ công việc xử lý trên mạng đạt 90%.", [D, D], "the sentence opens so"),
    ("Hồ sơ công việc cấp tỉnh đạt 95% (cấp xã đạt 60%).", [P, C], "the bracket's tier is that of its own value"),
    ("Hồ sơ trực tuyến của cấp tỉnh, cấp xã đạt 72,5% và 61,8%.", [P, C], "as many values as tiers"),
    ("Thời gian chờ tại Bộ phận Một cửa huyện bình quân 18 phút.", [D], "where dossiers are handed in"),
    ("100% hồ sơ công việc của sở, ngành và UBND cấp xã xử lý trên môi trường mạng.", [C, P], "what holds for all"),
    ("Thu ngân sách đạt 112% dự toán, 104% NQ HĐND xã.", [None, None], "who decided"),
    ("Hồ sơ trực tuyến ở huyện đạt 80%.", [None], "an area alone is no tier"),
]  # fmt: skip

NO_PLACES = [
    "XÃ HỘI SỐ", "HUYỆN ỦY", "Xã Hội Số", "XÃ ĐẠT CHUẨN NÔNG THÔN MỚI", "HUYỆN NGHÈO", "THỊ XÃ VÀ THÀNH PHỐ",
    "VÙNG TRUNG DU VÀ MIỀN NÚI", "ĐẶC KHU KINH TẾ", "XÃ VIÊN HỢP TÁC XÃ", "XÃ ĐẢO",
]  # fmt: skip
PLACES = ["XÃ DÂN HÓA", "Xã Dân Hóa", "xã Hội Sơn", "HUYỆN BÁC ÁI", "PHƯỜNG 5", "PHƯỜNG ĐOÀN KẾT"]


def read(text: str) -> list[str | None]:
    """The listed ids of the records of one item under a heading, None for others."""
    found = [record["id"] for record in records(f"1. Mục tiêu đến năm 2025\n- {text}\n")]
    return [each if each in LISTED else None for each in found]


def test_every_listed_entry_has_its_wordings() -> None:
    assert set(SAID) == LISTED
    assert all(len(said["said"]) >= 6 and len(said["unlike"]) >= 3 for said in SAID.values())


@pytest.mark.parametrize("id_", sorted(SAID))
def test_wordings_mean_the_entry(id_: str) -> None:
    wrong = {text: found for text in SAID[id_]["said"] if set(found := read(f"{text}.")) - {None} != {id_}}
    assert not wrong


@pytest.mark.parametrize("id_", sorted(SAID))
def test_what_comes_close_means_something_else(id_: str) -> None:
    assert not [text for text in SAID[id_]["unlike"] if id_ in read(f"{text}.")]


@pytest.mark.parametrize(("text", "ids"), TOGETHER)
def test_names_among_others(text: str, ids: list[str | None]) -> None:
    found = read(text)
    assert found[-len(ids) :] == ids


@pytest.mark.parametrize(("text", "levels"), [pytest.param(t, w, id=why) for t, w, why in TIERS])
def test_tiers_of_values_in_a_row(text: str, levels: list[str | None]) -> None:
    assert [record["level"] for record in records(f"1. Kết quả năm 2024\n- {text}\n")] == levels


def under(heading: str) -> str:
    """The tier of what stands under a heading."""
    text = f"I. KINH TẾ\n- Tăng trưởng đạt 8%.\n\nII. {heading}\n- Hộ gia đình có cáp quang đạt 92%.\n"
    return str(records(text)[-1]["level"])


@pytest.mark.parametrize("heading", NO_PLACES)
def test_a_phrase_is_no_place(heading: str) -> None:
    assert under(heading) == "None"


@pytest.mark.parametrize("heading", PLACES)
def test_a_place_is_one(heading: str) -> None:
    assert under(heading) in {C, D}


def test_a_phrase_is_a_place_where_the_document_names_it_so() -> None:
    text = "Tại xã Hội Sơn có khó khăn.\n\nI. XÃ HỘI SƠN\n- Hộ gia đình có cáp quang đạt 92%.\n"
    assert records(text)[-1]["level"] == C
