"""What each value is named, word for word: one sentence a case, and why it is a case."""

from __future__ import annotations

import pytest

from extract.pipeline.stages import extract
from tests.reading import records

Named = list[tuple[str, str]]
Case = tuple[str, Named, str]
GOALS = "2. Mục tiêu cụ thể\n"
RESULTS = "I. Kết quả đạt được\n"

BEFORE: list[Case] = [
    (
        "- Sở Khoa học và Công nghệ tham mưu giải pháp để Chỉ số PII năm 2027 tăng 03 bậc.",
        [("03 bậc", "Chỉ số PII")],
        "what somebody is to prepare is no part of the name either",
    ),
    (
        "- Tập trung đẩy nhanh tiến độ thi công (phấn đấu sản lượng mỗi tháng đạt tối thiểu 20%).",
        [("20%", "sản lượng mỗi tháng")],
        "a bracket that holds a goal of its own names it",
    ),
    (
        "- Giai đoạn I (2008-2010) trồng mới 6.000 ha, giai đoạn 2 (2011-2015) trồng mới 14.000 ha.",
        [("6.000 ha", "trồng mới"), ("14.000 ha", "trồng mới")],
        "a stage is when, and what is done anew is no adverb",
    ),
    (
        "- Các vùng gồm các xã Ma Quai, Nậm Tăm với diện tích trên 12.000 ha.",
        [("12.000 ha", "diện tích")],
        "a property behind the list of what has it",
    ),
    (
        "- Đến năm 2028, tỷ lệ bản đạt chuẩn kiểu mẫu 4,5%.",
        [("4,5%", "tỷ lệ bản đạt chuẩn kiểu mẫu")],
        "a model is no number of a form",
    ),
    (
        "- Diện tích sầu riêng đạt 120 ha.",
        [("120 ha", "Diện tích sầu riêng")],
        "half the name of a fruit opens no statement",
    ),
    (
        "- Phấn đấu tỷ lệ phạt nguội chiếm 30% tổng số trường hợp xử lý.",
        [("30%", "tỷ lệ phạt nguội … tổng số trường hợp xử lý")],
        "a total that a share is of",
    ),
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
        "- Dưới 2% hộ nghèo và trên 96% dân số tham gia bảo hiểm y tế.",
        [("2%", "hộ nghèo"), ("96%", "dân số tham gia bảo hiểm y tế")],
        "a most and a least share no predicate",
    ),
    (
        "- Tối thiểu 55% học sinh lớp 5, 65% học sinh lớp 9 và 75% học sinh lớp 12 biết bơi an toàn.",
        [
            ("55%", "học sinh lớp 5 … biết bơi an toàn"),
            ("65%", "học sinh lớp 9 … biết bơi an toàn"),
            ("75%", "học sinh lớp 12 biết bơi an toàn"),
        ],
        "what they can do is said once",
    ),
    (
        "- Diện tích cam đạt 2.600 ha, sản lượng 31.000 tấn; trong đó cam hữu cơ 450 ha.",
        [("2.600 ha", "Diện tích cam"), ("31.000 tấn", "sản lượng"), ("450 ha", "Diện tích cam … cam hữu cơ")],
        "a part is of what has its unit",
    ),
    (
        "- Năm 2027, 85% trẻ từ 7 đến 15 tuổi biết bơi, riêng đặc khu Cát Hải và đặc khu Bạch Long Vĩ 95%.",
        [("85%", "trẻ từ 7 đến 15 tuổi biết bơi"), ("95%", "trẻ từ 7 đến 15 tuổi biết bơi")],
        "places are of what was measured, however long their names, and stand beside it",
    ),
    (
        "- 93% hồ sơ công việc tại cấp tỉnh; 78% tại cấp huyện và 54% tại cấp xã được xử lý trên môi trường mạng.",
        [
            ("93%", "hồ sơ công việc tại cấp tỉnh … được xử lý trên môi trường mạng"),
            ("78%", "hồ sơ công việc … tại cấp huyện … được xử lý trên môi trường mạng"),
            ("54%", "hồ sơ công việc … tại cấp xã … được xử lý trên môi trường mạng"),
        ],
        "a predicate behind the last tier",
    ),
]

DEEDS: list[Case] = [
    (
        "- Xây dựng thêm 02 trường chuẩn quốc gia.",
        [("02", "Xây dựng thêm … trường chuẩn quốc gia")],
        "what is built on top",
    ),
    (
        "- Nhiệm kỳ tới mỗi chi bộ kết nạp được 28 đảng viên, hoàn thành 19/31 nhiệm vụ.",
        [("28", "kết nạp … đảng viên"), ("19/31", "hoàn thành … nhiệm vụ")],
        "what is done to things, right before their number",
    ),
    (
        "- Đầu tư, nâng cấp 40 trạm y tế xã.",
        [("40", "Đầu tư, nâng cấp … trạm y tế xã")],
        "two verbs side by side",
    ),
    (
        "- Mỗi năm tạo việc làm mới cho ít nhất 900 lao động.",
        [("900", "tạo việc làm mới")],
        "work is made for heads, who are no part of its name",
    ),
    (
        "- Năm 2027 xây dựng 350 trạm BTS, trong đó Viettel 180 trạm, VNPT 130 trạm.",
        [("350", "trạm BTS"), ("180", "trạm BTS"), ("130", "trạm BTS")],
        "the noun said again means the things named before",
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
        "Theo Quyết định số 282/QĐ-BNV ngày 05/4/2025, PAR INDEX năm 2024 của tỉnh đạt 89,12%.",
        [("89,12%", "PAR INDEX")],
        "whose decision tells it, and that it is the province's, is no part of the name",
    ),
    (
        "Tuổi thọ trung bình 75,6 tuổi; nước sạch mới đạt 57%.",
        [("75,6 tuổi", "Tuổi thọ trung bình"), ("57%", "nước sạch")],
        "a mean is of the name where no verb follows; an adverb before the verb never is",
    ),
    (
        "- Chăn nuôi: Đàn lợn có 96.500 con, giảm 3,4% so với cùng kỳ.",
        [("96.500", "Đàn lợn"), ("3,4%", "Đàn lợn")],
        "a topic before a sentence of its own",
    ),
    (
        "- Suy dinh dưỡng trẻ em: thể nhẹ cân 7,9%, thể thấp còi 15,8%.",
        [("7,9%", "Suy dinh dưỡng trẻ em … thể nhẹ cân"), ("15,8%", "Suy dinh dưỡng trẻ em … thể thấp còi")],
        "a list goes on with the lead-in of its first value",
    ),
    (
        "- Công an xã: điều tra, khám phá án đạt trên 90%, án rất nghiêm trọng 100%.",
        [("90%", "điều tra, khám phá án"), ("100%", "án rất nghiêm trọng")],
        "who does it leads in, and is no part of the name",
    ),
    (
        "- Số vụ cháy giảm 10%, thiệt hại về tài sản giảm 15%.",
        [("10%", "Số vụ cháy"), ("15%", "thiệt hại về tài sản")],
        "the head of a number of cases is not that of a damage",
    ),
    (
        "- Tỷ lệ hộ nghèo giảm 2%, các huyện miền núi giảm 4%.",
        [("2%", "Tỷ lệ hộ nghèo"), ("4%", "Tỷ lệ hộ nghèo … các huyện miền núi")],
        "an area is of all that was measured",
    ),
    (
        "- Hai chỉ tiêu chưa đạt là phân loại rác tại nguồn (58%) và cấp nước sạch.",
        [("58%", "phân loại rác tại nguồn")],
        "which goals were missed",
    ),
    (
        "- Đến thời điểm báo cáo, toàn xã đạt 13/19 tiêu chí.",
        [("13/19", "tiêu chí")],
        "all of the commune names nothing",
    ),
    (
        "- Sản lượng lương thực có hạt 31.460 tấn, đạt 74,9% KH.",
        [("31.460 tấn", "Sản lượng lương thực có hạt"), ("74,9%", "Sản lượng lương thực có hạt … KH")],
        "a plan in short",
    ),
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
    goals = [c for table in (BEFORE, BEHIND, LABELS, PARTS, DEEDS, COORDINATED) for c in table]
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


def test_titles_stand_for_their_goal_and_result() -> None:
    found = records(
        "II. Kết quả thực hiện các mục tiêu\n1. Thu nhập bình quân đầu người khu vực nông thôn (giá hiện hành)\n"
        "- Mục tiêu: Đến năm 2025 đạt từ 42 triệu đồng/người/năm trở lên.\n"
        "- Kết quả: Năm 2022 đạt 33,9 triệu đồng.\n"
    )
    assert [(r["name"], r["id"], r["kind"]) for r in found] == [
        ("Thu nhập bình quân đầu người khu vực nông thôn", "society.average_income", "target"),
        ("Thu nhập bình quân đầu người khu vực nông thôn", "society.average_income", "actual"),
    ]


def test_labels_are_said_once() -> None:
    found = records("3. Y tế\n- Tổng số giường bệnh: 165 giường\n- Trạm y tế xã: 50 giường\n")
    assert [r["name"] for r in found] == ["Tổng số giường bệnh", "Trạm y tế xã"]


def test_a_line_that_leads_in_is_no_label() -> None:
    found = records("- Tổng đàn đạt 5.264 con. Chi tiết như sau:\n+ Đàn trâu: 616 con\n+ Đàn bò: 375 con\n")
    assert [r["name"] for r in found] == ["Tổng đàn", "Đàn trâu", "Đàn bò"]


def test_bodies_in_brackets_behind_what_is_counted() -> None:
    found = records(GOALS + "- Lắp đặt mới trạm 3G/4G: 58 trạm (Trong đó: VNPT: 25 trạm, Viettel: 33 trạm).")
    assert [r["name"] for r in found] == [
        "Lắp đặt mới trạm 3G/4G", "Lắp đặt mới trạm 3G/4G … VNPT", "Lắp đặt mới trạm 3G/4G … Viettel",
    ]  # fmt: skip


def test_what_is_done_to_communes_tells_their_tier() -> None:
    [found] = records(GOALS + "- Công nhận thêm ít nhất 02 xã đạt chuẩn nông thôn mới.")
    assert (found["level"], found["name"]) == ("commune", "Công nhận thêm … xã đạt chuẩn nông thôn mới")


def test_half_as_much_again_has_its_year() -> None:
    [found] = records("Đến năm 2028, giá trị sản xuất ngành gốm gấp rưỡi năm 2023.")
    assert (found["value"], found["baseline"], found["period"]) == (1.5, "2023", "by 2028")


def test_a_least_with_a_misread_letter() -> None:
    [found] = records("Đến năm 2025, mức độ hài lòng của người dân đạt tổ1 thiểu 90%.")
    assert (found["relation"], found["name"]) == ("ge", "mức độ hài lòng của người dân")


def test_words_of_a_bound_behind_what_is_counted_are_not_of_the_name() -> None:
    (found,) = extract("KẾ HOẠCH\nNăm 2026\nI. MỤC TIÊU\n1. Đến năm 2028 có 35 xã trở lên đạt chuẩn.").targets
    assert (found.measure.relation, found.indicator.text) == ("ge", "xã … đạt chuẩn")
