"""Which catalogue entry a value's words mean, where the words around it have a say."""

from __future__ import annotations

import pytest

from extract.catalogue.entries import LEAST, catalogue
from tests.reading import records

ASIDE = "thực hiện nhiều giải pháp đồng bộ để quản lý tài nguyên, củng cố tổ chức, phát huy vai trò người dân,"

CASES = [
    (
        "Theo công bố Chỉ số (PCI) năm 2027 của Phòng Thương mại và Công nghiệp Việt Nam, tỉnh Sơn La xếp thứ "
        "41/63 tỉnh, thành phố.",
        ["index.pci"],
        "the publisher's name is part of no other index",
    ),
    ("- Năng lực chuyển đổi số thuộc nhóm 5 nước đứng đầu Đông Nam Á.", [None], "countries are ranked"),
    ("- Thuộc nhóm 12 địa phương dẫn đầu về chuyển đổi số.", ["index.dti"], "provinces are ranked"),
    ("- 100% UBND cấp xã được chấm điểm, xếp hạng chỉ số cải cách hành chính.", [None], "a share of those ranked"),
    ("- Chỉ số cải cách hành chính đạt 90%.", ["index.par"], "the index itself"),
    (
        "- 100% công chức có trình độ đại học trở lên, trong đó sau đại học 41%.",
        ["civil_service.university_degree", "civil_service.postgraduate"],
        "a part that has an entry of its own",
    ),
    (
        "- 90% thủ tục hành chính được rà soát, cắt giảm thời gian giải quyết.",
        [None],
        "a share of procedures is no time",
    ),
    (
        "- Toàn huyện tiếp nhận 1.164 hồ sơ, giải quyết trước và đúng hạn đạt 99,3%.",
        [None, "procedure.on_time"],
        "what is settled was counted before",
    ),
    (
        "- Thời gian tiếp nhận 01 bộ hồ sơ tối đa 05 phút.",
        ["procedure.processing_time"],
        "the name goes on behind the count within it",
    ),
    ("- Tiếp nhận 1.164 học sinh, hoàn thành đúng hạn đạt 99,3%.", [None, None], "pupils are no dossiers"),
    ("- HS đúng hạn từ 99%.", ["procedure.on_time"], "a report's own short form"),
    ("- Số hóa TPHS 91,2%.", ["procedure.dossier_components_digitized"], "a report's own short form, within"),
    ("- Chờ BQ 12 phút/lượt.", ["procedure.waiting_time"], "an average shortened"),
    ("- Thời gian chờ khám bình quân còn 35 phút.", [None], "patients wait for something else"),
    ("- CBCC xã có trình độ ĐH trở lên 95%.", ["civil_service.commune_degree"], "a tier behind a short form"),
    ("- Từ 90% chế độ báo cáo được kết nối.", ["egov.reports_connected"], "a regime that is connected"),
]


@pytest.mark.parametrize(("text", "ids"), [pytest.param(t, w, id=why) for t, w, why in CASES])
def test_link(text: str, ids: list[str | None]) -> None:
    assert [record["id"] for record in records(f"1. Mục tiêu đến năm 2027\n{text}")] == ids


def test_what_is_mentioned_by_the_way_is_not_what_is_measured() -> None:
    name = f"{ASIDE} giữ mức sinh, củng cố các câu lạc bộ thanh niên"
    assert len("mức sinh") < LEAST * len(name)
    assert catalogue().links("mức sinh")
    assert not catalogue().links(name)
