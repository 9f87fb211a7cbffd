"""What each value is named, word for word: one sentence a case, and why it is a case."""

from __future__ import annotations

import pytest

from tests.reading import records

Named = list[tuple[str, str]]
Case = tuple[str, Named, str]
GOALS = "2. Mục tiêu cụ thể\n"
RESULTS = "I. Kết quả đạt được\n"

BEFORE: list[Case] = [
    (
        "- Sở Nội vụ tham mưu để Chỉ số PAPI năm 2027 tăng ít nhất 04 bậc.",
        [("04 bậc", "Chỉ số PAPI")],
        "who is charged with a goal is no part of its name",
    ),
    (
        "- Xây dựng kế hoạch với mục tiêu phủ sóng 95% dân số.",
        [("95%", "phủ sóng … dân số")],
        "what covers says nothing without what is covered",
    ),
    (
        "- Rà soát thủ tục, bảo đảm cắt giảm tối thiểu 35% thời gian giải quyết.",
        [("35%", "thời gian giải quyết")],
        "what is cut stands behind the number",
    ),
    (
        "- Thu nhập bình quân đầu người đến cuối nhiệm kỳ từ 120 triệu đồng trở lên.",
        [("120 triệu đồng", "Thu nhập bình quân đầu người")],
        "words of time that end a name",
    ),
    (
        "- Thu từ hoạt động xuất, nhập khẩu đạt 410 tỷ đồng.",
        [("410 tỷ đồng", "Thu từ hoạt động xuất, nhập khẩu")],
        "half a word before a comma",
    ),
    (
        "- Đất công cộng đạt 85%, án nghiêm trọng, án rất nghiêm trọng đạt 95%.",
        [("85%", "Đất công cộng"), ("95%", "án nghiêm trọng, án rất nghiêm trọng")],
        "behind a comma right after a value all words are those of the next one",
    ),
    (
        "- Tỷ lệ trẻ 6-23 tháng có chế độ ăn đúng, đủ đạt 62%.",
        [("62%", "Tỷ lệ trẻ 6-23 tháng có chế độ ăn đúng, đủ")],
        "an age in months is part of the name",
    ),
    (
        "- Đối với các tỉnh xung quanh thành phố, nồng độ bụi trong không khí giảm tối thiểu 12%.",
        [("12%", "nồng độ bụi trong không khí")],
        "what is set apart in front is no part of the name",
    ),
    (
        "- Tử vong mẹ dưới 22/100.000 ca sinh sống.",
        [("22/100.000 ca sinh sống", "Tử vong mẹ")],
        "a rate has its name in front, its base is its unit",
    ),
]

BEHIND: list[Case] = [
    (
        "- 45% xã, phường mỗi quý có ít nhất 02 tin, bài về bình đẳng giới.",
        [("45%", "xã, phường mỗi quý có ít nhất 02 tin, bài về bình đẳng giới")],
        "a minimum within what is promised is part of the name",
    ),
    (
        "- 90% thanh tra cấp huyện của 8 huyện đã cập nhật phần mềm.",
        [("90%", "thanh tra cấp huyện của 8 huyện đã cập nhật phần mềm")],
        "of so many: a description",
    ),
    (
        "- 100% cơ quan được kiểm tra theo quy định tại Nghị định số 61/2018/NĐ-CP.",
        [("100%", "cơ quan được kiểm tra")],
        "a cited document is no part of a name",
    ),
    (
        "- Kết nạp 45 đảng viên mới.",
        [("45", "Kết nạp … đảng viên mới")],
        "a deed and what is counted",
    ),
    (
        "- Tăng bình quân 12%/năm đối với số công bố khoa học; 16%/năm đối với số đăng ký sáng chế.",
        [("12%", "số công bố khoa học"), ("16%", "số đăng ký sáng chế")],
        "what a rate is for names it where nothing else does",
    ),
    (
        "- Phấn đấu năm 2026 trong top 14 tỉnh ở chỉ số cạnh tranh xanh PGI.",
        [("14", "chỉ số cạnh tranh xanh PGI")],
        "the index that a place is taken in may be joined by another preposition",
    ),
]

LABELS: list[Case] = [
    (
        "- Chỉ tiêu 3: Từ năm 2027 trở đi 100% xã có thư viện.",
        [("100%", "xã có thư viện")],
        "the number of a label is no part of a name",
    ),
    (
        "2. Sở Y tế phấn đấu giữ vững mức sinh, cụ thể: tỷ lệ trẻ được uống vitamin A đạt 93%.",
        [("93%", "tỷ lệ trẻ được uống vitamin A")],
        "words that only lead into a list are no part of its names",
    ),
    (
        "- Lĩnh vực y tế: tử vong mẹ giảm còn 15%.",
        [("15%", "tử vong mẹ")],
        "a field before a colon is no part of a name",
    ),
    (
        "- Tỷ lệ trẻ em thiếu vitamin:\n- Thể nặng: 9,5%\n- Thể nhẹ: 17,5%",
        [
            ("9,5%", "Tỷ lệ trẻ em thiếu vitamin … Thể nặng"),
            ("17,5%", "Tỷ lệ trẻ em thiếu vitamin … Thể nhẹ"),
        ],
        "short labels go on from the one in the line above them",
    ),
    (
        "- Số xã đạt chuẩn nông thôn mới: 3 xã (Măng Ri, Ngọk Lây).\n- Tỷ lệ hộ dùng điện: 99,5%.",
        [("3", "Số xã đạt chuẩn nông thôn mới"), ("99,5%", "Tỷ lệ hộ dùng điện")],
        "the noun behind a count is not its name",
    ),
]

PARTS: list[Case] = [
    (
        "- Tốc độ tăng GRDP đạt 10%; trong đó nông nghiệp 4%, công nghiệp 11%, dịch vụ 9%.",
        [
            ("10%", "Tốc độ tăng GRDP"),
            ("4%", "Tốc độ tăng GRDP … nông nghiệp"),
            ("11%", "Tốc độ tăng GRDP … công nghiệp"),
            ("9%", "Tốc độ tăng GRDP … dịch vụ"),
        ],
        "each part goes on from the whole, not from the part before it",
    ),
    (
        "- Tỷ lệ hộ nghèo giảm bình quân 3% (các xã biên giới giảm 5%).",
        [("3%", "Tỷ lệ hộ nghèo"), ("5%", "Tỷ lệ hộ nghèo … các xã biên giới")],
        "a part in brackets, named",
    ),
    (
        "- Phấn đấu chỉ số PAR INDEX (xếp thứ 15/34); chỉ số PAPI (xếp thứ 20/34).",
        [("15/34", "chỉ số PAR INDEX"), ("20/34", "chỉ số PAPI")],
        "a second bracket is about the words right before it",
    ),
    (
        "- Tỷ lệ trường có nhà ăn đạt 60% ở khu vực thành thị và 40% ở khu vực nông thôn.",
        [
            ("60%", "Tỷ lệ trường có nhà ăn … ở khu vực thành thị"),
            ("40%", "Tỷ lệ trường có nhà ăn … ở khu vực nông thôn"),
        ],
        "values that differ by where",
    ),
    (
        "- Tai nạn giao thông mỗi năm giảm 5% trên cả 3 tiêu chí (số vụ, số người chết, số người bị thương).",
        [
            ("5%", "Tai nạn giao thông … số vụ"),
            ("5%", "Tai nạn giao thông … số người chết"),
            ("5%", "Tai nạn giao thông … số người bị thương"),
        ],
        "criteria that are named have a record each",
    ),
    (
        "- Giảm 12% số vụ, 9% số người chết và 7% số người bị thương do sét đánh.",
        [("12%", "số vụ"), ("9%", "số người chết"), ("7%", "số người bị thương do sét đánh")],
        "the injured lend no predicate",
    ),
    (
        "- 93% hồ sơ công việc tại cấp tỉnh; 78% tại cấp huyện và 54% tại cấp xã được xử lý trên môi trường mạng.",
        [
            ("93%", "hồ sơ công việc tại cấp tỉnh … được xử lý trên môi trường mạng"),
            ("78%", "hồ sơ công việc tại cấp tỉnh … được xử lý trên môi trường mạng"),
            ("54%", "hồ sơ công việc tại cấp tỉnh … được xử lý trên môi trường mạng"),
        ],
        "a predicate behind the last tier",
    ),
]

COORDINATED: list[Case] = [
    (
        "- Diện tích, năng suất và sản lượng lần lượt tăng 1,1%, 2,3% và 3,4%.",
        [("1,1%", "Diện tích"), ("2,3%", "năng suất"), ("3,4%", "sản lượng")],
        "heads of different words that values are dealt out to",
    ),
    (
        "- Tỷ lệ phòng học kiên cố ở bậc mầm non và tiểu học lần lượt là 92% và 97%.",
        [
            ("92%", "Tỷ lệ phòng học kiên cố ở bậc mầm non"),
            ("97%", "Tỷ lệ phòng học kiên cố ở bậc … tiểu học"),
        ],
        "what stands before the first part goes with each",
    ),
    (
        "- Tăng tối thiểu 5 bậc xếp hạng về cải cách hành chính, chuyển đổi số và năng lực cạnh tranh.",
        [("5 bậc", "cải cách hành chính"), ("5 bậc", "chuyển đổi số"), ("5 bậc", "năng lực cạnh tranh")],
        "rankings told by what they rank",
    ),
    (
        "- Phấn đấu chỉ số thành phần tiếp cận đất đai và chỉ số thành phần tính minh bạch nằm trong top 9.",
        [("9", "chỉ số thành phần tiếp cận đất đai"), ("9", "chỉ số thành phần tính minh bạch")],
        "two parts of an index that no catalogue names",
    ),
]

REPORTED: list[Case] = [
    (
        "- Thu ngân sách nhà nước trên địa bàn ước 8.915 tỷ đồng, bằng 88,7% dự toán Trung ương giao, tăng 14,2%.",
        [
            ("8.915 tỷ đồng", "Thu ngân sách nhà nước trên địa bàn"),
            ("88,7%", "Thu ngân sách nhà nước trên địa bàn … dự toán Trung ương giao"),
            ("14,2%", "Thu ngân sách nhà nước trên địa bàn"),
        ],
        "a part of the plan is about what was planned, and so is what goes on behind it",
    ),
    (
        "- Tăng trưởng kinh tế đạt 8,9%, trong đó khu vực nông nghiệp tăng 5,5%, khu vực dịch vụ tăng 8,3%.",
        [
            ("8,9%", "Tăng trưởng kinh tế"),
            ("5,5%", "khu vực nông nghiệp"),
            ("8,3%", "khu vực dịch vụ"),
        ],
        "a part that grew by so much is named by itself",
    ),
]


def cases() -> list[tuple[str, Named, str]]:
    goals = [c for table in (BEFORE, BEHIND, LABELS, PARTS, COORDINATED) for c in table]
    return [(GOALS + text, names, why) for text, names, why in goals] + [
        (RESULTS + text, names, why) for text, names, why in REPORTED
    ]


@pytest.mark.parametrize(("text", "names"), [pytest.param(t, n, id=why) for t, n, why in cases()])
def test_names(text: str, names: Named) -> None:
    assert sorted((r["text"], r["name"]) for r in records(text)) == sorted(names)


def test_relation_words_do_not_stop_a_shared_direction() -> None:
    found = records(GOALS + "- Giảm ít nhất 30% số vụ cháy, ít nhất 20% số người chết, ít nhất 10% thiệt hại.")
    assert [(r["value"], r["relation"], r["direction"]) for r in found] == [
        (30, "ge", "decrease"), (20, "ge", "decrease"), (10, "ge", "decrease"),
    ]  # fmt: skip


def test_a_share_of_parts_of_an_index_is_no_position() -> None:
    [found] = records(GOALS + "- Năm 2026 phải có 4/10 chỉ số thành phần tăng điểm.")
    assert (found["unit"], found["value"], found["out_of"]) == ("ratio", 4, 10)


def test_a_second_position_among_fewer_is_of_the_same_index() -> None:
    found = records(GOALS + "- Chỉ số PCI xếp vị trí 20/63 tỉnh, thành phố, 3/14 tỉnh vùng Trung du.")
    assert [(r["unit"], r["value"], r["id"]) for r in found] == [("rank", 20, "index.pci"), ("rank", 3, "index.pci")]


def test_years_and_values_in_turn() -> None:
    found = records("Đến năm 2027 và 2032, tỷ lệ nhà có mái lắp pin mặt trời lần lượt đạt 18 và 35%.")
    assert [(r["unit"], r["value"], r["period"]) for r in found] == [
        ("percent", 18, "by 2027"), ("percent", 35, "by 2032"),
    ]  # fmt: skip
