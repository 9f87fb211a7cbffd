"""Tasks in a row, what a bracket adds, who was assigned what; scales, classes and labels that measure nothing."""

from __future__ import annotations

import pytest

from extract.contract.model import Target
from extract.pipeline.stages import extract

GOALS = "UBND HUYỆN\n\nKẾ HOẠCH\n\nII. MỤC TIÊU NĂM 2027\n\n"
TABLE = "| Chỉ tiêu | TH 2024 | KH 2026 |\n|---|---|---|\n"


def told(record: Target) -> str:
    """Value as written, kind's first letter, unit, direction's sign, period's years."""
    sign = {"increase": "+", "decrease": "-"}.get(record.measure.direction or "", "")
    when = f" {record.period.end}" if record.period is not None else ""
    return f"{record.source.text} {record.kind[0]} {record.measure.unit}{sign}{when}"


RECORDS = [
    ("Trong giai đoạn 2026 - 2030, xóa bỏ 12 điểm đen giao thông, thu hẹp 7 bến đò ngang.",
     ["12 t count 2030", "7 t count 2030"]),
    (GOALS + "- Khôi phục 3 lễ hội, phục trang mới 12 đội trống.", ["3 t count 2027", "12 t count 2027"]),
    ("Đến năm 2029, giảm 31 tổ bảo vệ rừng.", ["31 t count- 2029"]),
    (GOALS + "- Số người chết còn 45 người (giảm 8% so với năm 2025).", ["45 t count 2027", "8% t percent- 2027"]),
    ("Rút ngắn thời hạn thẩm định từ 10 ngày xuống 6 ngày kể từ ngày nộp đủ giấy tờ.", ["6 ngày t days"]),
    ("Mục tiêu năm 2027: thu phí cảng đạt 905 tỷ đồng, trong đó nộp về ngân sách huyện 31 tỷ đồng.",
     ["905 tỷ đồng t money 2027", "31 tỷ đồng t money 2027"]),
    ("Năm 2023, UBND tỉnh giao chỉ tiêu 12.000 ha rừng trồng; thực hiện được 12.450 ha.",
     ["12.000 ha t quantity 2023", "12.450 ha a quantity 2023"]),
    ("- Ngành giáo dục đã nâng tỷ lệ phòng học kiên cố lên 92% vào năm 2023.", ["92% a percent 2023"]),
    ("- Ngành giáo dục đã ký cam kết nâng tỷ lệ phòng học kiên cố lên 92% vào năm 2033.", ["92% t percent 2033"]),
    (GOALS + "- Tỷ lệ hợp tác xã hoạt động ở mức khá, tốt từ 60% trở lên.", ["60% t percent 2027"]),
    ("Niên vụ 2024/2025, tỷ lệ mía được tưới đạt 62%, tăng 3% so với niên vụ 2023/2024.",
     ["62% t percent 2025", "3% t percent+ 2025"]),
    (GOALS + "- Tuyến xe buýt số 04, số 12 chở 85% khách đúng giờ.", ["85% t percent 2027"]),
    (TABLE + "| Sản lượng lúa | 310.000 tấn (tăng 2,1%) | 318.000 tấn (tăng 2,6%) |",
     ["310.000 tấn a quantity 2024", "2,1% a percent+ 2024", "318.000 tấn t quantity 2026", "2,6% t percent+ 2026"]),
    (TABLE + "| Chỉ số PCI | 66 điểm (hạng 27) | 68 điểm (hạng 20) |",
     ["66 điểm a points 2024", "27 a rank 2024", "68 điểm t points 2026", "20 t rank 2026"]),
    (TABLE + "| Tăng trưởng ngành dệt (%) | (-5,4) | ( – 1,2) |", ["5,4 a percent- 2024", "1,2 t percent- 2026"]),
    ("| Thời hạn | Tỷ lệ xã có bác sĩ (%) |\n|---|---|\n| Đến hết năm 2026 | 81 |\n| Trước năm 2030 | 97 |",
     ["81 t percent 2026", "97 t percent 2030"]),
    ("| Thời hạn | Chỉ tiêu |\n|---|---|\n| Đến năm 2027 | 47% hộ có điện |\n| Đến năm 2030 | 68% hộ có điện |",
     ["47% t percent 2027", "68% t percent 2030"]),
    ("| Năm | Chỉ tiêu |\n|---|---|\n| 2026 | 45% hộ dùng bếp sạch |\n| 2028 | 70% hộ dùng bếp sạch |",
     ["45% t percent 2026", "70% t percent 2028"]),
    ("IV. TỒN TẠI, HẠN CHẾ\n1. Nhiệm vụ cải cách thủ tục\n- Còn 17% hồ sơ trễ hạn.", ["17% a percent"]),
    ("Đến năm 2029, 60% hộ có tối thiểu 1 trong 3 loại vườn mẫu.", ["60% t percent 2029"]),
    ("Kết quả: 312/400 hộ đã di dời (đạt 78%).", ["78% a percent"]),
    ("Chỉ tiêu năm 2027 của ngành thuế\n\n- Tổng thu 6.400 tỷ đồng (tăng 11% so với năm 2025).",
     ["6.400 tỷ đồng t money 2027", "11% t percent+ 2027"]),
    ("Kết quả năm 2024 của Công an huyện\n\n- Số vụ trộm cắp còn 38 vụ.", ["38 a count 2024"]),
]  # fmt: skip
NONE = [
    GOALS + "- Khu phố số 2, số 4 và số 7 làm xong đường nội bộ.",
    GOALS + "- Các tổ số 1, số 3, số 6 phường Bắc Cường có nhà họp; cải tạo các bến số 1, 2 và 3 cảng cá.",
    "TIÊU CHÍ CHẤM ĐIỂM CHI BỘ\n\na) Tỷ lệ dự sinh hoạt (điểm tối đa: 10)\n- 95% trở lên: 10 điểm\n- dưới 95%: 5 điểm",
    "Tỷ lệ thu nợ đạt 100% được 10 điểm, đạt 80% được 7 điểm, dưới 80% không tính điểm.",
    "Thang điểm chấm thôn văn hóa (100 điểm)\n\n1. Không có bạo lực: 10 điểm\n2. Họp thôn đủ: 20 điểm",
    "Mưa vừa: lượng mưa từ 16 mm đến 50 mm; mưa to: từ 51 mm đến 100 mm; mưa rất to: trên 100 mm.",
    "Hồ loại lớn: dung tích trên 3 triệu m3; loại vừa: từ 0,5 triệu m3 đến 3 triệu m3; nhỏ: dưới 0,5 triệu m3.",
    "Theo Bộ Y tế, cả nước hiện có 12,5% người trưởng thành mắc tăng huyết áp.",
    GOALS + "- Hoàn thành tập 1, tập 2 bộ Địa chí huyện.",
    "Tổ chức Y tế Thế giới ước tính Việt Nam có 15% dân số mắc rối loạn tâm thần.",
    "Chủ đầu tư nộp phạt 0,05%/ngày nếu chậm.",
    "Đề nghị UBND huyện bổ sung 214 chỉ tiêu biên chế.",
]


@pytest.mark.parametrize(("text", "wanted"), RECORDS, ids=[text[-40:] for text, _ in RECORDS])
def test_records(text: str, wanted: list[str]) -> None:
    assert [told(record) for record in extract(text).targets] == wanted


@pytest.mark.parametrize("text", NONE, ids=[text[-40:] for text in NONE])
def test_no_records(text: str) -> None:
    assert [told(record) for record in extract(text).targets] == []
