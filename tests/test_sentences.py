"""One sentence a case: what it says, as records, and why it is a case."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading import ANY, mismatch, want

Case = tuple[str, list[dict[str, Any]], str]
GOALS = "2. Mục tiêu cụ thể\n"
RESULTS = "I. Tình hình\n"
REPORT = "II - KẾT QUẢ THỰC HIỆN\n"

VALUES: list[Case] = [
    (
        "- Thu ngân sách đạt 12 500 tỷ đồng.",
        [want(12500, unit="money", unit_text="tỷ đồng")],
        "a blank as thousands mark",
    ),
    (
        "- Tổng vốn đầu tư đạt 1 tỷ 200 triệu đồng.",
        [want(1.2, unit="money", unit_text="tỷ đồng", text="1 tỷ 200 triệu đồng")],
        "an amount in two parts is one, in the larger unit",
    ),
    ("- Thời gian đi lại còn 1 giờ 15 phút.", [want(75, unit="minutes")], "hours and minutes are one duration"),
    (
        "- Thu nhập bình quân đạt 3 triệu rưỡi đồng/tháng.",
        [want(3.5, unit="money", unit_text="triệu đồng/tháng")],
        "half a unit more, of money",
    ),
    ("- Thời gian giải quyết thủ tục còn 5 ngày rưỡi.", [want(5.5, unit="days")], "half a unit more, of days"),
    (
        "- Có 05 (năm) xã đạt chuẩn.",
        [want(5, unit="count", unit_text="xã", level="commune")],
        "once more in words, between number and noun",
    ),
    (
        "- Thời gian xử lý không quá 15 ngày (mười lăm ngày).",
        [want(15, "le", unit="days")],
        "once more in words, in brackets behind, is none of its own",
    ),
    ("- Một trăm phần trăm xã có nhà văn hóa.", [want(100, level="commune")], "a hundred per cent in words"),
    (
        "- Phấn đấu hai mươi lăm xã đạt chuẩn.",
        [want(25, unit="count", unit_text="xã", level="commune")],
        "a count in words",
    ),
    ("- Hỗ trợ một nghìn hai trăm hộ xây nhà.", [want(1200, unit="count")], "a count above a thousand in words"),
    ("- Chỉ số PCI xếp thứ ba mươi cả nước.", [want(30, unit="rank", id="index.pci")], "a position in words"),
    (
        "- Giá trị sản xuất tăng gấp rưỡi so với năm 2020.",
        [want(1.5, unit="quantity", unit_text="lần", baseline="2020")],
        "half as much again, and no direction",
    ),
    (
        "- Giá trị sản xuất tăng gấp đôi so với năm 2020.",
        [want(2, unit="quantity", unit_text="lần", baseline="2020")],
        "a multiple has no direction",
    ),
    (
        "- Tỷ lệ giải ngân đạt 95,3/95% kế hoạch.",
        [want(95.3, kind=ANY), want(95, kind=ANY)],
        "a result over its goal is two",
    ),
    ("- Tỷ lệ hộ nghèo còn 42, 5%.", [want(42.5)], "a blank behind the decimal comma"),
    (
        "- Tỷ suất tử vong trẻ em còn 50/00.",
        [want(5, unit="quantity", unit_text="0/00")],
        "per mille typed with noughts",
    ),
    ("- Tỷ lệ giải ngân tháng 3 đạt 83,4%.", [want(83.4)], "the number of a month is no count"),
    (
        "- Tổng đàn: Trâu: 1.200, Bò: 1.700, Lợn: 320.",
        [want(1200, unit="count"), want(1700, unit="count"), want(320, unit="count")],
        "plain numbers in a list of labels",
    ),
    (
        "- Sản lượng tôm và cá tương ứng là 71,2 và 23,4 nghìn tấn.",
        [want(71.2, unit="quantity", unit_text="nghìn tấn"), want(23.4, unit="quantity", unit_text="nghìn tấn")],
        "the unit of the last of two holds for both",
    ),
    (
        "- Có 26 điều dưỡng trên một vạn dân.",
        [want(26, unit="quantity", name="điều dưỡng")],
        "a rate in words names what it counts",
    ),
    ("- Số bác sĩ/10.000 dân: 7,88 bác sĩ.", [want(7.88, unit="quantity")], "the base of a rate stands in the name"),
    ("- Tạo việc làm mới cho 2.000 lao động/năm.", [want(2000, unit="count", per="year")], "heads a year are a count"),
    ("- Thành lập 204 điểm chữa cháy công cộng.", [want(204, unit="count")], "places of fire fighting are no points"),
    (
        "- Phấn đấu lắp đặt 38 vị trí camera.",
        [want(38, unit="count", unit_text="vị trí")],
        "places of things are no change of place",
    ),
    (
        "- Đến năm 2027, 45 % số xã đạt chuẩn nông thôn mới nâng cao.",
        [want(45, id="society.new_rural_advanced", period="by 2027", text="45 %", level="commune")],
        "a space before the sign",
    ),
    (
        "- Tỷ lệ dân số nông thôn sử dụng nước sạch đạt 98,25%.",
        [want(98.25, id="society.clean_water_rural")],
        "a decimal comma",
    ),
    (
        "- Mỗi năm giảm tối thiểu 01% tỷ lệ hộ nghèo.",
        [want(1, "ge", id="society.poverty_rate", direction="decrease", per="year")],
        "a leading nought",
    ),
    (
        "- Phấn đấu 65 phần trăm lao động qua đào tạo vào năm 2029.",
        [want(65, id="society.trained_labour", period="in 2029")],
        "per cent in words",
    ),
    (
        "- 40% - 45% cán bộ, công chức cấp huyện có trình độ sau đại học.",
        [want(40, "between", upper=45, id="civil_service.postgraduate", level="district", text="40% - 45%")],
        "both ends of a range carry the sign",
    ),
    (
        "- Tỷ lệ đô thị hóa đạt từ 38% đến 42% vào năm 2030.",
        [want(38, "between", upper=42, id="economy.urbanisation_rate", period="in 2030")],
        "a range in words",
    ),
    (
        "- Tốc độ tăng trưởng GRDP đạt 10 – 12%.",
        [want(10, "between", upper=12, id="economy.grdp_growth", direction="increase")],
        "a range whose first end has no sign, with an en dash",
    ),
    (
        "- Mỗi năm Chỉ số PAPI tăng 3 - 5 bậc.",
        [want(3, "between", unit="places", upper=5, id="index.papi", direction="increase", per="year")],
        "a range of places",
    ),
    (
        "- Phấn đấu chỉ số cải cách hành chính xếp từ vị trí thứ 2 đến 4 trong các huyện, thị xã.",
        [want(2, "between", unit="rank", upper=4, id="index.par", text="2 đến 4", level=ANY)],
        "a range of positions",
    ),
    (
        "- Chỉ số năng lực cạnh tranh cấp tỉnh xếp thứ 19/63 tỉnh, thành phố.",
        [want(19, unit="rank", out_of=63, id="index.pci", text="19/63")],
        "a position out of so many",
    ),
    (
        "- Đến năm 2028, Chỉ số PAPI xếp vị trí 8 - 12/34 tỉnh, thành phố.",
        [want(8, "between", unit="rank", upper=12, out_of=34, id="index.papi", period="by 2028")],
        "a range of positions out of so many",
    ),
    (
        "- Chỉ số PCI thuộc nhóm 20 địa phương đứng đầu cả nước.",
        [want(20, "le", unit="rank", id="index.pci", text="20")],
        "a group at the top is that position or better",
    ),
    (
        "- Đến năm 2030, Chỉ số chuyển đổi số (DTI) nằm trong top 10 cả nước.",
        [want(10, "le", unit="rank", id="index.dti", period="by 2030")],
        "top so many",
    ),
    (
        "- Chỉ số PAPI đạt thứ hạng từ 35 trở lên.",
        [want(35, "le", unit="rank", id="index.papi")],
        "'from 35 up' of a position is 35 or a smaller number",
    ),
    (
        "- Chỉ số cải cách hành chính trong tốp 15 tỉnh dẫn đầu cả nước.",
        [want(15, "le", unit="rank", id="index.par")],
        "another spelling of top",
    ),
    (
        "- Phấn đấu thuộc nhóm 12 tỉnh, thành phố dẫn đầu về chuyển đổi số.",
        [want(12, "le", unit="rank", id="index.dti")],
        "the ranking is named behind the position",
    ),
    (
        "- Chỉ số cải cách hành chính của tỉnh tăng ít nhất 2 bậc so với năm 2024.",
        [want(2, "ge", unit="places", id="index.par", direction="increase", baseline="2024")],
        "a change of position with a baseline",
    ),
    (
        "- Chỉ số PCI tăng ba bậc so với năm 2023.",
        [want(3, unit="places", id="index.pci", direction="increase", baseline="2023", text="ba bậc")],
        "a number in words",
    ),
    (
        "- Chỉ số PAPI đạt nhóm trung bình cao.",
        [want(None, unit="band", band="trung bình cao", id="index.papi", text="trung bình cao")],
        "a band, its span without 'nhóm'",
    ),
    (
        "- Chỉ số PCI vào nhóm khá, Chỉ số PAR INDEX vào nhóm tốt cả nước.",
        [want(None, unit="band", band="khá", id="index.pci"), want(None, unit="band", band="tốt", id="index.par")],
        "two bands, each with its index",
    ),
    (
        "- Thời gian chờ đợi của người dân tối đa 20 phút/01 lượt giao dịch.",
        [want(20, "le", unit="minutes", id="procedure.waiting_time", text="20 phút")],
        "a duration, its span without what it is per",
    ),
    (
        "- Thời gian giải quyết hồ sơ đất đai không quá 15 ngày làm việc.",
        [want(15, "le", unit="days")],
        "working days",
    ),
    (
        "- Rút ngắn thời gian tiếp nhận, xử lý hồ sơ còn 02 ngày làm việc.",
        [want(2, unit="days", id="procedure.processing_time")],
        "shortened to so many days is a level",
    ),
    (
        "- Có 8/10 huyện, thị xã đạt chuẩn nông thôn mới.",
        [want(8, unit="ratio", out_of=10, level=ANY)],
        "a ratio of items is no position",
    ),
    (
        "- Điểm Chỉ số cải cách hành chính đạt 90,5 điểm.",
        [want(90.5, unit="points", id="index.par")],
        "a score",
    ),
    (
        "- Tỷ lệ hộ nghèo giảm 1,5 điểm phần trăm mỗi năm.",
        [want(1.5, unit="points", id="society.poverty_rate", direction="decrease", per="year")],
        "percentage points",
    ),
    (
        "- Thu nhập bình quân đầu người đạt 85 triệu đồng/năm vào năm 2028.",
        [want(85, unit="money", id="society.average_income", period="in 2028", per=ANY)],
        "money in the unit as written",
    ),
    (
        "- Thu ngân sách nhà nước trên địa bàn đạt trên 25.000 tỷ đồng.",
        [want(25000, "gt", unit="money", unit_text="tỷ đồng", id="economy.budget_revenue")],
        "thousands points",
    ),
    (
        "- Kim ngạch xuất khẩu đạt 2,5 tỷ USD.",
        [want(2.5, unit="money", unit_text="tỷ USD", id="economy.export_turnover")],
        "another currency",
    ),
    (
        "- GRDP bình quân đầu người đạt 110 - 120 triệu đồng vào năm 2030.",
        [want(110, "between", unit="money", upper=120, id="economy.grdp_per_head", period="in 2030")],
        "a range of money",
    ),
    (
        "- Đạt 12 bác sĩ/vạn dân và 34 giường bệnh/vạn dân.",
        [
            want(12, unit="quantity", unit_text="bác sĩ/vạn dân", id="society.doctors"),
            want(34, unit="quantity", unit_text="giường bệnh/vạn dân", id="society.hospital_beds"),
        ],
        "rates per head, named by their unit words alone",
    ),
    (
        "- Thành lập mới ít nhất 1.200 doanh nghiệp.",
        [want(1200, "ge", unit="count", id="economy.new_enterprises")],
        "a number of things",
    ),
    (
        "- Diện tích trồng rừng tập trung đạt 3.500 ha.",
        [want(3500, unit="quantity", unit_text="ha", name="diện tích trồng rừng")],
        "an area, of an indicator outside the catalogue",
    ),
    (
        "- Năng suất lao động xã hội tăng gấp 1,8 lần so với năm 2020.",
        [want(1.8, unit="quantity", unit_text="lần", id="economy.labour_productivity", baseline="2020", direction=ANY)],
        "a multiple",
    ),
    (
        "- Hai phần ba số xã có nhà văn hóa đạt chuẩn.",
        [want(2, unit="ratio", out_of=3, text="Hai phần ba", name="xã có nhà văn hóa", level="commune")],
        "a fraction in words",
    ),
    (
        "- Tuổi thọ trung bình đạt 75,5 tuổi.",
        [want(75.5, unit="quantity", unit_text="tuổi", id="society.life_expectancy")],
        "years of age as a measure",
    ),
    (
        "- Tỷ lệ tăng dân số tự nhiên ở mức 9,5‰.",
        [want(9.5, unit="quantity", unit_text="‰", id="society.population_growth", direction=ANY)],
        "per mille",
    ),
    (
        "- Đào tạo nghề cho 12.000 lao động nông thôn.",
        [want(12000, unit="count", name="lao động nông thôn")],
        "activity and thing counted on both sides of the number",
    ),
    (
        "- Đón 4,5 triệu lượt khách du lịch vào năm 2030.",
        [want(4.5, unit="count", id="economy.tourists", period="in 2030", unit_text=ANY)],
        "millions of things",
    ),
    (
        "- Tỷ số giới tính khi sinh dưới 112 bé trai/100 bé gái sinh ra sống.",
        [want(112, "lt", unit=ANY, id="society.sex_ratio_at_birth")],
        "a ratio of sexes",
    ),
    (
        "- Có 115 xã đạt chuẩn nông thôn mới vào năm 2028.",
        [want(115, unit="count", id="society.new_rural_communes", period="in 2028", level=ANY)],
        "115 is a number here, no emergency call",
    ),
    (
        "- Doanh thu từ du lịch đạt 112% kế hoạch.",
        [want(112, kind="actual", name="doanh thu từ du lịch")],
        "112 before a per cent sign",
    ),
    (
        "- Tỷ lệ tử vong mẹ dưới 40/100.000 trẻ đẻ sống.",
        [want(40, "lt", unit="quantity", name="tỷ lệ tử vong mẹ")],
        "a rate per hundred thousand",
    ),
    (
        "- Mỗi năm kết nạp 1.500 đảng viên mới.",
        [want(1500, unit="count", per="year", name="đảng viên")],
        "a number to be reached, by a verb that no list holds",
    ),
    (
        "- Mỗi xã có ít nhất 01 sản phẩm OCOP đạt 3 sao trở lên.",
        [want(1, "ge", unit="count", name="sản phẩm ocop", level="commune")],
        "a grade inside the name is no second value",
    ),
    (
        "- Giá trị sản phẩm trên 1 ha đất canh tác đạt 150 triệu đồng.",
        [want(150, unit="money", name="giá trị sản phẩm trên 1 ha đất canh tác")],
        "per hectare, inside the name",
    ),
    (
        "- Có ít nhất 03 doanh nghiệp công nghệ số có doanh thu trên 100 tỷ đồng.",
        [want(3, "ge", unit="count", id="digital.enterprises")],
        "a threshold inside what is counted is no second value",
    ),
    (
        "- Huy động trẻ 5 tuổi ra lớp đạt 99,9%, trẻ 6 tuổi vào lớp 1 đạt 100%.",
        [want(99.9, name="trẻ 5 tuổi ra lớp"), want(100, name="trẻ 6 tuổi vào lớp 1")],
        "ages and a school year in the names",
    ),
    (
        "- Phấn đấu đưa Chỉ số SIPAS vào Top 15 cả nước.",
        [want(15, "le", unit="rank", id="satisfaction.agency")],
        "the satisfaction index has ranks as well",
    ),
    (
        "- Nâng thứ hạng Chỉ số PAPI từ vị trí 45 lên vị trí 30 vào năm 2028.",
        [want(30, unit="rank", id="index.papi", period="in 2028")],
        "the position a change starts from is no record",
    ),
]

RELATIONS: list[Case] = [
    ("- Tỷ lệ che phủ rừng trên dưới 50%.", [want(50)], "about is neither over nor under"),
    ("- Thu ngân sách vượt 11,69% so dự toán.", [want(11.69, kind="actual")], "a distance from a plan is no bound"),
    (
        "- Có 9 trường trở lên đạt chuẩn.",
        [want(9, "ge", unit="count", unit_text="trường")],
        "a bound behind the noun counted",
    ),
    (
        "- Có 60 giảng viên trình độ thạc sĩ trở lên.",
        [want(60, unit="count")],
        "a bound of a degree is none of the number",
    ),
    (
        "- Tỷ lệ ruộng có nước đạt 70% trở lên, tỷ lệ ruộng bỏ hoang 4%.",
        [want(70, "ge"), want(4)],
        "a bound behind one value says nothing of the next",
    ),
    ("- Không để tiêu chí thành phần nào dưới 70%.", [want(70, "ge")], "let none be under it: at least"),
    (
        "- Tốc độ tăng GRDP đạt 10 %/năm trở lên.",
        [want(10, "ge", direction="increase", per="year")],
        "a bound behind the unit",
    ),
    (
        "- Ít nhất 70% giao dịch trên Cổng Dịch vụ công được xác thực điện tử.",
        [want(70, "ge", id="procedure.authenticated_transactions")],
        "ít nhất",
    ),
    (
        "- Không dưới 95% trẻ em dưới 1 tuổi được tiêm chủng đầy đủ.",
        [want(95, "ge", name="trẻ em dưới 1 tuổi")],
        "không dưới is at least, and the age beside it no value",
    ),
    (
        "- Tỷ lệ bao phủ bảo hiểm y tế không thấp hơn 96%.",
        [want(96, "ge", id="society.health_insurance")],
        "không thấp hơn",
    ),
    (
        "- Tỷ lệ giao dịch thanh toán trực tuyến đạt từ 60% trở lên.",
        [want(60, "ge", id="procedure.online_payment_share")],
        "từ ... trở lên",
    ),
    (
        "- Trên 90% chất thải rắn sinh hoạt đô thị được thu gom, xử lý.",
        [want(90, "gt", id="society.solid_waste")],
        "trên",
    ),
    (
        "- Hơn 75% hộ gia đình có Internet băng rộng cáp quang.",
        [want(75, "gt", id="digital.broadband")],
        "hơn",
    ),
    (
        "- Tỷ lệ giải ngân vốn đầu tư công vượt 98%.",
        [want(98, "gt", id="economy.public_investment_disbursement")],
        "vượt",
    ),
    (
        "- Tỷ lệ thất nghiệp ở mức tối đa 2%.",
        [want(2, "le", id="society.unemployment")],
        "tối đa",
    ),
    (
        "- Tỷ lệ hồ sơ trễ hạn không quá 3%.",
        [want(3, "le", name="hồ sơ trễ hạn")],
        "không quá",
    ),
    (
        "- Tỷ lệ hộ nghèo còn dưới 1,5%.",
        [want(1.5, "lt", id="society.poverty_rate")],
        "dưới",
    ),
    (
        "- Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng không vượt quá 14%.",
        [want(14, "le", id="society.child_malnutrition")],
        "không vượt quá is at most although it holds vượt",
    ),
    (
        "- Tỷ lệ thất thoát nước sạch từ 15% trở xuống.",
        [want(15, "le", name="thất thoát nước sạch")],
        "từ ... trở xuống",
    ),
    (
        "- Mức độ hài lòng của người dân, doanh nghiệp về giải quyết thủ tục hành chính đạt 96%.",
        [want(96, id="satisfaction.procedure")],
        "bare đạt is equal",
    ),
    (
        "| Chỉ tiêu | Đơn vị | Năm 2030 |\n| Tỷ lệ che phủ rừng | % | ≥ 42% |\n| Tỷ lệ hộ nghèo | % | ≤ 2% |",
        [
            want(42, "ge", id="society.forest_cover", period=ANY),
            want(2, "le", id="society.poverty_rate", period=ANY),
        ],
        "signs in a table",
    ),
    (
        "- Tỷ lệ che phủ rừng đạt ≥ 42,5%.",
        [want(42.5, "ge", id="society.forest_cover")],
        "a sign in a sentence",
    ),
    (
        "- Thời gian xử lý mỗi hồ sơ từ 10 phút trở xuống.",
        [want(10, "le", unit="minutes")],
        "trở xuống behind a unit",
    ),
]

CHANGES: list[Case] = [
    (
        "- Giảm ít nhất 5% đầu mối, ít nhất 3% biên chế sự nghiệp.",
        [want(5, "ge", direction="decrease"), want(3, "ge", direction="decrease")],
        "a fall shared by two, a bound before each",
    ),
    ("- Tỷ lệ cắt giảm chi phí: 10%.", [want(10, direction="decrease")], "a fall in a noun"),
    ("- Hạ tầng viễn thông phủ sóng 95% thôn.", [want(95)], "a word that only begins like a fall"),
    (
        "- Kéo giảm tai nạn giao thông 5%.",
        [want(5, direction="decrease", name="tai nạn giao thông")],
        "a fall by another verb",
    ),
    (
        "- Tăng trưởng GRDP đạt 8%. Trong đó: khu vực dịch vụ đạt 7,22%; tỷ lệ hộ nghèo đạt 3%.",
        [want(8, direction="increase"), want(7.22, direction="increase"), want(3)],
        "the sectors of what grows grow",
    ),
    (
        "- Chỉ số PCI cải thiện 05 bậc so với năm 2024.",
        [want(5, unit="places", direction="increase", baseline="2024", id="index.pci")],
        "a rise by another verb",
    ),
    (
        "- Giảm tối thiểu 15% số lượng đơn vị sự nghiệp công lập so với năm 2020.",
        [want(15, "ge", id="organisation.public_units_reduced", direction="decrease", baseline="2020")],
        "a cut against a year",
    ),
    (
        "- Giảm bình quân 12% chi trực tiếp từ ngân sách nhà nước cho đơn vị sự nghiệp công lập"
        " so với giai đoạn 2016 - 2020.",
        [want(12, id="finance.direct_spending_reduced", direction="decrease", baseline="2016-2020")],
        "a cut against a span of years; 'on average' alone is equal",
    ),
    (
        "- Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng hằng năm tăng 12%.",
        [want(12, id="economy.retail_sales", direction="increase", per="year")],
        "every year",
    ),
    (
        "- Tỷ lệ hộ nghèo bình quân mỗi năm giảm 1,2%.",
        [want(1.2, id="society.poverty_rate", direction="decrease", per="year")],
        "on average each year",
    ),
    (
        "- Tốc độ tăng trưởng GRDP bình quân 8,5%/năm giai đoạn 2026 - 2030.",
        [want(8.5, id="economy.grdp_growth", direction="increase", per="year", period="annual 2026-2030", text="8,5%")],
        "a yearly rate in a span of years holds for each of them",
    ),
    (
        "- Tỷ lệ hộ nghèo giảm xuống còn 3%.",
        [want(3, id="society.poverty_rate")],
        "what a change arrives at is a level",
    ),
    (
        "- Tỷ lệ hộ nghèo giảm còn dưới 2,5% vào năm 2028.",
        [want(2.5, "lt", id="society.poverty_rate", period="in 2028")],
        "giảm còn arrives too",
    ),
    (
        "- Tỷ lệ lao động qua đào tạo tăng lên 72%.",
        [want(72, id="society.trained_labour")],
        "tăng lên arrives",
    ),
    (
        "- Nâng tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ lên 35% vào năm 2030.",
        [want(35, id="society.certified_labour", period="in 2030")],
        "nâng ... lên arrives",
    ),
    (
        "- Giảm tỷ lệ thất nghiệp từ 3,1% năm 2024 xuống còn 2% năm 2028.",
        [want(2, id="society.unemployment", period="in 2028")],
        "the value a change starts from is no record",
    ),
    (
        "- Kinh tế của tỉnh phấn đấu tăng trưởng GRDP 9%.",
        [want(9, id="economy.grdp_growth", direction="increase")],
        "growth told by the noun",
    ),
    (
        "- Cắt giảm 30% thời gian giải quyết thủ tục hành chính so với năm 2024.",
        [want(30, direction="decrease", baseline="2024", name="thời gian giải quyết thủ tục hành chính")],
        "cắt giảm by an amount",
    ),
    (
        "- Số vụ tai nạn giao thông giảm từ 5 - 10% so với năm 2025.",
        [want(5, "between", upper=10, id="society.traffic_accidents", direction="decrease", baseline="2025")],
        "a change by a range is not a change from one level to another",
    ),
    (
        "- Giảm 5% biên chế công chức và 10% biên chế sự nghiệp hưởng lương từ ngân sách nhà nước so với năm 2021.",
        [
            want(5, id="organisation.civil_staff_reduced", direction="decrease", baseline="2021"),
            want(10, id="organisation.public_staff_reduced", direction="decrease", baseline="2021"),
        ],
        "verb and baseline hold for both of two coordinated shares",
    ),
    (
        "- Mỗi năm, tỷ lệ hộ nghèo giảm 0,8% và tỷ lệ lao động qua đào tạo tăng 2%.",
        [
            want(0.8, id="society.poverty_rate", direction="decrease", per="year"),
            want(2, id="society.trained_labour", direction="increase", per="year"),
        ],
        "'each year' in front holds for both",
    ),
    (
        "- Kim ngạch xuất khẩu tăng gấp đôi so với năm 2020.",
        [want(2, unit="quantity", unit_text="lần", id="economy.export_turnover", baseline="2020", direction=ANY)],
        "doubling",
    ),
    (
        "- Tăng trưởng GRDP bình quân 8%/năm.",
        [want(8, direction="increase", per="year", name="tăng trưởng grdp")],
        "the name begins with a word that is a verb elsewhere",
    ),
    (
        "- Tốc độ tăng tổng sản phẩm trên địa bàn (GRDP) đạt 10%.",
        [want(10, id="economy.grdp_growth", direction="increase")],
        "one naming word inside the name that another opens",
    ),
    (
        "- GRDP tăng 8% so với năm 2025.",
        [want(8, id="economy.grdp_growth", direction="increase", baseline="2025")],
        "growth told by the verb",
    ),
    (
        "- Thu nhập bình quân đầu người năm 2028 đạt 90 triệu đồng, gấp 1,4 lần năm 2024.",
        [
            want(90, unit="money", id="society.average_income", period="in 2028"),
            want(1.4, unit="quantity", id="society.average_income", period=ANY, baseline="2024", direction=ANY),
        ],
        "a multiple of a year is measured from it",
    ),
    (
        "- Tinh giản tối thiểu 10% biên chế sự nghiệp (so với biên chế giao năm 2021).",
        [
            want(10, "ge", id="organisation.public_staff_reduced", direction="decrease", baseline=ANY),
        ],
        "a year of comparison in brackets is no deadline",
    ),
    (
        "- Tỷ lệ hộ nghèo năm 2026 giảm 2% so với năm 2025; năm 2027 giảm 1,5% so với năm 2026.",
        [
            want(2, id="society.poverty_rate", direction="decrease", period="in 2026", baseline="2025"),
            want(1.5, id="society.poverty_rate", direction="decrease", period="in 2027", baseline="2026"),
        ],
        "each change with its own year and baseline",
    ),
]

PERIODS: list[Case] = [
    (
        "- Đến hết năm 2028, 60% trường học đạt chuẩn quốc gia.",
        [want(60, id="society.national_standard_schools", period="by 2028")],
        "by the end of a year",
    ),
    (
        "- Trong năm 2026, 100% văn bản được trao đổi dưới dạng điện tử, ký số.",
        [want(100, id="egov.e_documents", period="in 2026")],
        "in a year",
    ),
    (
        "- Giai đoạn 2026 - 2030, trồng mới 5.000 ha rừng.",
        [want(5000, unit="quantity", unit_text="ha", period="2026-2030", name="rừng")],
        "over a span of years",
    ),
    (
        "- Từ năm 2026 đến năm 2030, GRDP tăng trưởng bình quân 9%/năm.",
        [want(9, id="economy.grdp_growth", direction="increase", per="year", period="annual 2026-2030")],
        "from a year to a year",
    ),
    (
        "- Từ năm 2027, mỗi năm Chỉ số PCI tăng tối thiểu 2 bậc cho đến năm 2030.",
        [want(2, "ge", unit="places", id="index.pci", direction="increase", per="year", period="annual 2027-2030")],
        "from a year on, each year, until a year",
    ),
    (
        "- Đến hết quý II/2027, hoàn thành 100% việc số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực.",
        [want(100, id="procedure.results_digitized", period="by 2027")],
        "by the end of a quarter",
    ),
    (
        "- Trước ngày 31/12/2026, 100% hệ thống thông tin được phê duyệt cấp độ an toàn.",
        [want(100, id="digital.security_levels", period="by 2026")],
        "before a day",
    ),
    (
        "- Nhiệm kỳ 2025 - 2030, giải quyết việc làm cho 80.000 lao động.",
        [want(80000, unit="count", id="society.jobs_created", period="2025-2030")],
        "over a term of office",
    ),
    (
        "- Tỷ lệ che phủ rừng đến năm 2028 đạt 55%, đến năm 2030 đạt 57%.",
        [
            want(55, id="society.forest_cover", period="by 2028"),
            want(57, id="society.forest_cover", period="by 2030"),
        ],
        "two deadlines for one subject",
    ),
    (
        "- Tỷ lệ hộ nghèo năm 2026 còn 4%, năm 2027 còn 3,2%, năm 2028 còn 2,5%.",
        [
            want(4, id="society.poverty_rate", period="in 2026"),
            want(3.2, id="society.poverty_rate", period="in 2027"),
            want(2.5, id="society.poverty_rate", period="in 2028"),
        ],
        "three years for one subject",
    ),
    (
        "- Tỷ lệ đô thị hóa đạt 45% vào năm 2025 và 50% vào năm 2030.",
        [
            want(45, id="economy.urbanisation_rate", period="in 2025"),
            want(50, id="economy.urbanisation_rate", period="in 2030"),
        ],
        "years behind the values, the second value with nothing else",
    ),
    (
        "a) Đến năm 2027:\n- 85% hồ sơ công việc tại cấp tỉnh được xử lý trên môi trường mạng.",
        [want(85, id="egov.work_files_online", level="province", period="by 2027")],
        "from the lead-in",
    ),
    (
        "3. Chỉ tiêu giai đoạn 2026 - 2030\n- Tỷ lệ bao phủ bảo hiểm y tế đạt 97%.",
        [want(97, id="society.health_insurance", period="2026-2030")],
        "from the heading",
    ),
    (
        "a) Đến năm 2027:\n- Năm 2026, tỷ lệ hộ nghèo còn 3%.",
        [want(3, id="society.poverty_rate", period="in 2026")],
        "the sentence's own year before that of the lead-in",
    ),
    (
        "a) Đến năm 2026:\n- Tỷ lệ đô thị hóa đạt 40%.\nb) Đến năm 2030:\n- Tỷ lệ đô thị hóa đạt 48%.",
        [
            want(40, id="economy.urbanisation_rate", period="by 2026"),
            want(48, id="economy.urbanisation_rate", period="by 2030"),
        ],
        "each from the lead-in it stands under",
    ),
    (
        "- Đến năm 2029, hệ thống y tế cơ sở được củng cố. Tỷ lệ xã đạt tiêu chí quốc gia về y tế đạt 98%.",
        [want(98, id="society.commune_health_standard", period="by 2029", level="commune")],
        "from an earlier sentence of the item",
    ),
    (
        "- Thực hiện Nghị quyết số 12-NQ/TU về phát triển rừng giai đoạn 2021 - 2025, tỷ lệ che phủ rừng đạt 54%.",
        [want(54, id="society.forest_cover")],
        "the years in the name of a cited document are not the goal's",
    ),
    (
        "- 6 tháng đầu năm 2027, tỷ lệ giải ngân vốn đầu tư công đạt 50%.",
        [want(50, id="economy.public_investment_disbursement", period="in 2027")],
        "half a year",
    ),
    (
        "- Đến 2030, 100% xã, phường có sóng 5G.",
        [want(100, id="digital.coverage_5g", period="by 2030", level=ANY)],
        "a deadline without the word for year; 5G is a name",
    ),
    (
        "- 90% cơ sở khám, chữa bệnh triển khai bệnh án điện tử chậm nhất đến tháng 6/2026.",
        [want(90, id="digital.e_medical_records", period="by 2026")],
        "a month at the latest, behind the value",
    ),
    (
        "- Tỷ lệ người dân hài lòng với dịch vụ y tế, giáo dục công lập đạt 85% trở lên (năm 2025)"
        " và 90% trở lên (năm 2030).",
        [
            want(85, "ge", id="satisfaction.health_education", period="in 2025"),
            want(90, "ge", id="satisfaction.health_education", period="in 2030"),
        ],
        "years in brackets behind their values",
    ),
    (
        "- Đến năm 2026: 70%; năm 2027: 80%; năm 2028: 90% số hồ sơ được tiếp nhận trực tuyến.",
        [
            want(70, id="procedure.online_dossiers", period="by 2026"),
            want(80, id="procedure.online_dossiers", period="in 2027"),
            want(90, id="procedure.online_dossiers", period="in 2028"),
        ],
        "values year by year, named only behind the last",
    ),
    (
        "- Tỷ lệ hồ sơ được tiếp nhận trực tuyến: Năm 2026 đạt 70%; năm 2027 đạt 80%; năm 2028 đạt 90%.",
        [
            want(70, id="procedure.online_dossiers", period="in 2026"),
            want(80, id="procedure.online_dossiers", period="in 2027"),
            want(90, id="procedure.online_dossiers", period="in 2028"),
        ],
        "values year by year behind a colon",
    ),
    (
        "- Đến năm 2025 và năm 2030, tỷ lệ che phủ rừng lần lượt đạt 52% và 54%.",
        [
            want(52, id="society.forest_cover", period="by 2025"),
            want(54, id="society.forest_cover", period=ANY),
        ],
        "values dealt out to years",
    ),
    (
        "a) Giai đoạn 2026 - 2028:\n+ Thu ngân sách nhà nước trên địa bàn tăng bình quân 8%/năm.",
        [want(8, id="economy.budget_revenue", direction="increase", per="year", period="annual 2026-2028")],
        "a yearly rate under a lead-in that names the span of years",
    ),
]

TIERS: list[Case] = [
    (
        "- 100% Ủy ban nhân dân cấp xã công bố hệ thống quản lý chất lượng theo tiêu chuẩn ISO 9001:2015.",
        [want(100, id="egov.iso_published", level="commune")],
        "a tier, and a standard's number that is no value",
    ),
    (
        "- 95% hồ sơ công việc tại cấp tỉnh; 85% hồ sơ công việc tại cấp huyện và 75% hồ sơ công việc tại cấp xã"
        " được xử lý trên môi trường mạng (trừ hồ sơ mật).",
        [
            want(value, id="egov.work_files_online", level=level, exclusion="trừ hồ sơ mật")
            for value, level in ((95, "province"), (85, "district"), (75, "commune"))
        ],
        "one predicate and one exception for three shares",
    ),
    (
        "- Năm 2026, số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực của cấp tỉnh, cấp huyện, cấp xã"
        " đạt tỷ lệ tối thiểu tương ứng là 60%, 50%, 40%.",
        [
            want(value, "ge", id="procedure.results_digitized", level=level, period="in 2026")
            for value, level in ((60, "province"), (50, "district"), (40, "commune"))
        ],
        "three shares dealt out to three tiers",
    ),
    (
        "- Tỷ lệ hồ sơ giải quyết trực tuyến mức độ 3 và 4 tại cấp tỉnh, cấp xã lần lượt đạt 80% và 65%.",
        [
            want(80, id="procedure.online_dossiers", level="province"),
            want(65, id="procedure.online_dossiers", level="commune"),
        ],
        "two shares dealt out by 'lần lượt'",
    ),
    (
        "- Năm 2026, số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực của cấp tỉnh, cấp xã đạt tỷ lệ"
        " tối thiểu tương ứng là 60%, 40%; giai đoạn 2027 - 2030, mỗi năm tăng tối thiểu 10%"
        " đối với mỗi cấp hành chính.",
        [
            want(60, "ge", id="procedure.results_digitized", level="province", period="in 2026"),
            want(40, "ge", id="procedure.results_digitized", level="commune", period="in 2026"),
            *(
                want(
                    10,
                    "ge",
                    id="procedure.results_digitized",
                    level=level,
                    direction="increase",
                    per="year",
                    period="annual 2027-2030",
                )
                for level in ("commune", "province")
            ),
        ],
        "each tier of government",
    ),
    (
        "- 100% cuộc họp của UBND tỉnh và UBND cấp huyện được thực hiện thông qua Hệ thống thông tin họp.",
        [
            want(100, id="egov.online_meetings", level="district"),
            want(100, id="egov.online_meetings", level="province"),
        ],
        "what holds for all of a union holds for each part",
    ),
    (
        "- 25% đơn vị sự nghiệp công lập thuộc tỉnh và huyện tự bảo đảm chi thường xuyên.",
        [want(25, id="finance.units_self_financed")],
        "a share of the whole has no tier",
    ),
    (
        "- 100% văn bản trao đổi giữa các cơ quan được thực hiện dưới dạng điện tử, ký số"
        " (không bao gồm văn bản mật theo quy định).",
        [want(100, id="egov.e_documents", exclusion="không bao gồm văn bản mật theo quy định")],
        "an exception in brackets, words of its own",
    ),
    (
        "- 20% cán bộ, công chức, viên chức có trình độ sau đại học, không tính viên chức ngành y tế.",
        [want(20, id="civil_service.postgraduate", exclusion="không tính viên chức ngành y tế")],
        "an exception outside brackets",
    ),
    (
        "- Chỉ số năng lực cạnh tranh cấp tỉnh (PCI) đạt nhóm khá.",
        [want(None, unit="band", band="khá", id="index.pci", level=ANY)],
        "a tier inside the name of an index",
    ),
    (
        "- Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn đạt trên 98% (riêng cấp xã đạt trên 95%).",
        [want(98, "gt", id="procedure.on_time"), want(95, "gt", id="procedure.on_time", level="commune")],
        "a second commitment in brackets",
    ),
    (
        "- Cấp tỉnh 100%, cấp huyện 90%, cấp xã 80% hồ sơ công việc được xử lý trên môi trường mạng.",
        [
            want(value, id="egov.work_files_online", level=level)
            for value, level in ((100, "province"), (90, "district"), (80, "commune"))
        ],
        "tiers in front of their shares, what is shared behind the last",
    ),
    (
        "- Tỷ lệ hồ sơ trực tuyến trên tổng số hồ sơ: Cấp tỉnh 70%, cấp xã 50%.",
        [
            want(70, id="procedure.online_dossiers", level="province"),
            want(50, id="procedure.online_dossiers", level="commune"),
        ],
        "tiers behind a colon",
    ),
]

BINDING: list[Case] = [
    (
        "- Mức độ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước đến năm 2027"
        " đạt tối thiểu 88% và đạt tối thiểu 93% vào năm 2030.",
        [
            want(88, "ge", id="satisfaction.agency", period="by 2027"),
            want(93, "ge", id="satisfaction.agency", period="in 2030"),
        ],
        "an elided subject",
    ),
    (
        "- 60% hoạt động kiểm tra của cơ quan quản lý nhà nước được thực hiện thông qua môi trường số"
        " và đạt 85% đến năm 2030.",
        [want(60, id="egov.digital_inspection"), want(85, id="egov.digital_inspection", period="by 2030")],
        "value before its name, then a value that takes it over",
    ),
    (
        "- Tối thiểu 75% thủ tục hành chính có yêu cầu nghĩa vụ tài chính được triển khai thanh toán trực tuyến;"
        " trong đó, tỷ lệ giao dịch thanh toán trực tuyến đạt từ 35% trở lên.",
        [want(75, "ge", id="procedure.online_payment_enabled"), want(35, "ge", id="procedure.online_payment_share")],
        "'of which' with a name of its own",
    ),
    (
        "- Mức độ hài lòng của người dân, doanh nghiệp về giải quyết thủ tục hành chính đạt tối thiểu 92%."
        " Trong đó, lĩnh vực đất đai, xây dựng đạt tối thiểu 87%.",
        [want(92, "ge", id="satisfaction.procedure"), want(87, "ge", id="satisfaction.procedure_land_construction")],
        "'of which' in a sentence of its own that names only the field",
    ),
    (
        "- Chỉ số hiệu quả quản trị và hành chính công, Chỉ số cải cách hành chính mỗi năm tăng 4 bậc.",
        [want(4, unit="places", id=name, direction="increase", per="year") for name in ("index.papi", "index.par")],
        "one number for two indices",
    ),
    (
        "- Chỉ số PAR INDEX, PAPI, PCI nằm trong nhóm 20 tỉnh, thành phố đứng đầu cả nước.",
        [want(20, "le", unit="rank", id=name) for name in ("index.papi", "index.par", "index.pci")],
        "one number for three indices under one head noun",
    ),
    (
        "- Xếp hạng PCI thuộc nhóm 15, PAPI thuộc nhóm 20, PAR Index thuộc nhóm 10 địa phương dẫn đầu cả nước.",
        [
            want(15, "le", unit="rank", id="index.pci"),
            want(20, "le", unit="rank", id="index.papi"),
            want(10, "le", unit="rank", id="index.par"),
        ],
        "what makes a group a position stands behind the last only",
    ),
    (
        "- Mức độ hài lòng về giải quyết thủ tục hành chính, về cung cấp dịch vụ y tế, giáo dục công lập"
        " đạt tối thiểu 90%.",
        [want(90, "ge", id="satisfaction.health_education"), want(90, "ge", id="satisfaction.procedure")],
        "one number for two complements of one head",
    ),
    (
        "- Tỷ lệ dân số tham gia BHYT đạt trên 95%, BHXH đạt 60% lực lượng lao động trong độ tuổi.",
        [want(95, "gt", id="society.health_insurance"), want(60, id="society.social_insurance")],
        "a head of which only the last word changes",
    ),
    (
        "- Đến năm 2030, ngành nông nghiệp: tốc độ tăng trưởng 4%/năm; tỷ lệ che phủ rừng 55%.",
        [
            want(4, direction="increase", per="year", period=ANY, name="tốc độ tăng trưởng"),
            want(55, id="society.forest_cover", period="by 2030"),
        ],
        "the field before a colon, each goal named behind it",
    ),
    (
        "- Chỉ số cải cách hành chính (PAR INDEX) trong nhóm 10 tỉnh đứng đầu cả nước; Chỉ số PAPI vào nhóm 20 tỉnh"
        " đứng đầu cả nước. Từ năm 2027, mỗi năm tăng tối thiểu 1 bậc đối với mỗi Chỉ số.",
        [
            want(10, "le", unit="rank", id="index.par"),
            want(20, "le", unit="rank", id="index.papi"),
            *(
                want(1, "ge", unit="places", id=name, direction="increase", per="year", period=ANY)
                for name in ("index.papi", "index.par")
            ),
        ],
        "each of the indices named before",
    ),
    (
        "- Tỷ lệ lao động qua đào tạo đạt 75%, trong đó có bằng cấp, chứng chỉ đạt 35%.",
        [want(75, id="society.trained_labour"), want(35, id="society.certified_labour")],
        "a part of what was named before",
    ),
    (
        "- Tỷ lệ hộ dân nông thôn sử dụng nước hợp vệ sinh đạt 99%; tỷ lệ hộ sử dụng điện đạt 99,8%;"
        " tỷ lệ che phủ rừng đạt 51%.",
        [
            want(99, id="society.clean_water_rural"),
            want(99.8, id="society.electricity_households"),
            want(51, id="society.forest_cover"),
        ],
        "three goals in one sentence",
    ),
    (
        "- Tỷ trọng nông, lâm nghiệp, thủy sản chiếm 18%, công nghiệp - xây dựng chiếm 42%, dịch vụ chiếm 40%.",
        [
            want(18, id="economy.agriculture_share"),
            want(42, id="economy.industry_share"),
            want(40, id="economy.services_share"),
        ],
        "a head noun shared by three names",
    ),
    (
        "- Có 90% trở lên số thôn và 80% số tổ dân phố đạt danh hiệu văn hóa.",
        [
            want(90, "ge", id="society.cultural_villages"),
            want(80, id="society.cultural_villages", relation=ANY),
        ],
        "one predicate for two shares joined by 'và'",
    ),
    (
        "- Tỷ lệ thủ tục hành chính (TTHC) cung cấp dịch vụ công trực tuyến toàn trình (DVCTTTT) đạt 80%;"
        " tỷ lệ hồ sơ TTHC được giải quyết đúng hạn đạt 99%.",
        [want(80, id="procedure.online_full"), want(99, id="procedure.on_time")],
        "abbreviations, one of them only defined here",
    ),
    (
        "- 100% VBQPPL được ban hành đúng thẩm quyền, trình tự, thủ tục.",
        [want(100, id="legal.issued_properly")],
        "a known abbreviation",
    ),
    (
        "- Tỷ lệ hộ chăn nuôi có hầm khí sinh học đạt 30%.",
        [want(30, id=None, name="tỷ lệ hộ chăn nuôi có hầm khí sinh học")],
        "no entry of the catalogue fits: the text's own words",
    ),
    (
        "- Chỉ số nộp ngân sách: Đến năm 2030, thu ngân sách nhà nước trên địa bàn đạt 30.000 tỷ đồng, tăng bình quân"
        " 10%/năm.",
        [
            want(30000, unit="money", id="economy.budget_revenue", period="by 2030"),
            want(10, id="economy.budget_revenue", direction="increase", per="year", period=ANY),
        ],
        "an amount and its yearly growth",
    ),
    (
        "- Về giáo dục:\n+ Tỷ lệ trường đạt chuẩn quốc gia: Mầm non 60%, tiểu học 75%, trung học cơ sở 70%.",
        [want(value, id="society.national_standard_schools") for value in (60, 75, 70)],
        "a head in front of a colon for three kinds",
    ),
    (
        "- Tỷ lệ xã đạt chuẩn nông thôn mới đạt 85% (tương đương 102/120 xã).",
        [want(85, id="society.new_rural_communes", level=ANY)],
        "the fraction that restates a share is no second record",
    ),
    (
        "- Phấn đấu đến năm 2030, toàn tỉnh có trên 500 sản phẩm OCOP được công nhận.",
        [want(500, "gt", unit="count", period="by 2030", name="sản phẩm ocop")],
        "a number of things to be reached",
    ),
]

KINDS: list[Case] = [
    (
        RESULTS + "- Năm 2022, Chỉ số PCI của tỉnh xếp thứ 24/63.",
        [want(24, unit="rank", out_of=63, id="index.pci", kind="actual", period="in 2022")],
        "a result, by its heading and year",
    ),
    (
        RESULTS + "- Chỉ số PAPI năm 2019 xếp 41/63, năm 2020 xếp 38/63, năm 2021 xếp 33/63.",
        [
            want(value, unit="rank", out_of=63, id="index.papi", kind="actual", period=f"in {year}")
            for value, year in ((41, 2019), (38, 2020), (33, 2021))
        ],
        "positions of several years",
    ),
    (
        RESULTS + "- Đến nay, 97% hồ sơ được giải quyết đúng hạn.",
        [want(97, id="procedure.on_time", kind="actual", period="asof")],
        "up to now",
    ),
    (
        RESULTS + "- Tỷ lệ số hóa thành phần hồ sơ đạt 71,4%, tỷ lệ số hóa kết quả đạt 38,2%.",
        [
            want(71.4, id="procedure.dossier_components_digitized", kind="actual"),
            want(38.2, id="procedure.results_digitized", kind="actual"),
        ],
        "two results in one sentence",
    ),
    (
        RESULTS + "- Toàn tỉnh đã có 93/112 xã đạt chuẩn nông thôn mới.",
        [want(93, unit="ratio", out_of=112, id="society.new_rural_communes", kind="actual", level=ANY)],
        "a result as a ratio",
    ),
    (
        REPORT + "1. Các chỉ tiêu\n+ Phấn đấu 70% cán bộ, công chức cấp xã có trình độ đại học:"
        " Đến nay, có 74,5% cán bộ, công chức cấp xã có trình độ đại học.",
        [
            want(70, id="civil_service.commune_degree", level="commune"),
            want(74.5, id="civil_service.commune_degree", level="commune", kind="actual", period="asof"),
        ],
        "a goal restated before its result",
    ),
    (
        REPORT + "+ Tỷ lệ hồ sơ thủ tục hành chính giải quyết trực tuyến đạt tối thiểu 40%: Năm 2023 đạt 36,8%;"
        " năm 2024 đạt 44,1%.",
        [
            want(40, "ge", id="procedure.online_dossiers"),
            want(36.8, id="procedure.online_dossiers", kind="actual", period="in 2023"),
            want(44.1, id="procedure.online_dossiers", kind="actual", period="in 2024"),
        ],
        "a goal and the results of two years",
    ),
    (
        REPORT + "- Tiếp nhận 5.120/9.870 hồ sơ trực tuyến, đạt tỷ lệ 51,87%.",
        [want(51.87, kind="actual", name="hồ sơ")],
        "the fraction that a share restates is no second record",
    ),
    (
        GOALS + "- Tỷ lệ hộ nghèo hiện nay còn 6,3%; phấn đấu đến năm 2029 còn 3%.",
        [
            want(6.3, id="society.poverty_rate", kind="actual", period="asof"),
            want(3, id="society.poverty_rate", period="by 2029"),
        ],
        "a result among goals, by its own words",
    ),
    (
        RESULTS + "- Một số chỉ tiêu đạt thấp. Trong thời gian tới, phấn đấu tỷ lệ giải ngân vốn đầu tư công đạt 95%.",
        [want(95, id="economy.public_investment_disbursement")],
        "a goal among results, by its own words",
    ),
    (
        REPORT + "- Tỷ lệ hộ nghèo giảm từ 7,2% năm 2020 xuống còn 3,9% năm 2023.",
        [want(3.9, id="society.poverty_rate", kind="actual", period="in 2023")],
        "a result that a fall arrived at",
    ),
    (
        RESULTS + "- Tỷ lệ xã đạt chuẩn nông thôn mới đạt 61%; tỷ lệ hộ nghèo còn 5%.",
        [
            want(61, id="society.new_rural_communes", kind="actual", level=ANY),
            want(5, id="society.poverty_rate", kind="actual"),
        ],
        "results by their heading alone",
    ),
    (
        GOALS + "- Tỷ lệ xã đạt chuẩn nông thôn mới đạt 85% vào năm 2028.",
        [want(85, id="society.new_rural_communes", period="in 2028", level=ANY)],
        "'nông thôn mới đạt' is not 'has only reached'",
    ),
    (
        GOALS + "- Tỷ lệ lao động có bằng cấp, chứng chỉ đạt 35%.",
        [want(35)],
        "'chứng chỉ đạt' is not 'only reached'",
    ),
    (
        RESULTS + "- Tốc độ tăng trưởng kinh tế đạt 7,5%/năm, cao hơn bình quân chung của cả nước (6,2%).",
        [want(7.5, id="economy.grdp_growth", kind="actual", direction="increase", per="year")],
        "the country's figure beside it is no record",
    ),
    (
        RESULTS + "Nhiều chỉ số được cải thiện (Chỉ số PCI: năm 2018 xếp thứ 45/63; năm 2019: 40/63).",
        [
            want(45, unit="rank", out_of=63, id="index.pci", kind="actual", period="in 2018"),
            want(40, unit="rank", out_of=63, id="index.pci", kind="actual", period="in 2019"),
        ],
        "a list in brackets that opens with its own name",
    ),
    (
        RESULTS + "- Chỉ số PAR INDEX năm 2022 đạt 84,79 điểm, xếp thứ 33/63, tăng 5 bậc so với năm 2021.",
        [
            want(84.79, unit="points", id="index.par", kind="actual", period="in 2022"),
            want(33, unit="rank", out_of=63, id="index.par", kind="actual", period="in 2022"),
            want(
                5,
                unit="places",
                id="index.par",
                kind="actual",
                period="in 2022",
                direction="increase",
                baseline="2021",
            ),
        ],
        "score, position and change of one index",
    ),
    (
        REPORT + "- Thu ngân sách ước đạt 18.500 tỷ đồng, tăng 7,2% so với năm 2022.",
        [
            want(18500, unit="money", id="economy.budget_revenue", kind="actual"),
            want(7.2, id="economy.budget_revenue", kind="actual", direction="increase", baseline="2022"),
        ],
        "an amount and its growth against a year",
    ),
]

OUTLINES: list[Case] = [
    (
        "NGHỊ QUYẾT\nvề phát triển kinh tế - xã hội giai đoạn 2026 - 2030\n\nI. MỤC TIÊU\n- Tỷ lệ đô thị hóa đạt 46%.",
        [want(46, id="economy.urbanisation_rate")],
        "the title's years are nobody's",
    ),
    (
        GOALS + "- Đến năm 2027, mức độ hài lòng của người dân<sup>1</sup>\n\n---\n\n<sup>1</sup> Theo Kế hoạch số"
        " 12/KH-UBND ngày 04/3/2025.\n\nvề giải quyết thủ tục hành chính đạt tối thiểu 91%.",
        [want(91, "ge", id="satisfaction.procedure", period="by 2027")],
        "a sentence that a footnote cuts in two",
    ),
    (
        GOALS + "(7) Đến năm 2027, tối thiểu 85% thủ tục hành chính đủ điều kiện được cung cấp trực tuyến mức độ 3"
        " và mức độ 4.",
        [want(85, "ge", id="procedure.online_eligible", period="by 2027")],
        "an ordinal in brackets and service levels",
    ),
    (
        GOALS + "(7) Đến năm 2027, tỷ lệ che phủ rừng đạt 52%.\n\nĐến năm 2030, tỷ lệ này đạt 54%.",
        [
            want(52, id="society.forest_cover", period="by 2027"),
            want(54, id="society.forest_cover", period="by 2030"),
        ],
        "a second paragraph of an item goes on with its subject",
    ),
    (
        "### **2. Mục tiêu**\r\n\r\n- **Đến năm 2028**, *80%* số xã đạt chuẩn nông thôn mới.\r\n",
        [want(80, id="society.new_rural_communes", period="by 2028", level=ANY)],
        "markup and line ends of another system",
    ),
    (
        "| TT | Chỉ tiêu | Đơn vị tính | Năm 2025 | Năm 2030 |\n|---|---|---|---|---|\n"
        "| 1 | Tỷ lệ hộ nghèo | % | 3 | 1 |\n| 2 | Thu nhập bình quân đầu người | triệu đồng | 70 | 110 |",
        [
            want(3, id="society.poverty_rate", period="in 2025"),
            want(1, id="society.poverty_rate", period="in 2030"),
            want(70, unit="money", id="society.average_income", period="in 2025"),
            want(110, unit="money", id="society.average_income", period="in 2030"),
        ],
        "a table: unit and year from the headers, indicator from the row",
    ),
    (
        "I. MỤC TIÊU\n1. Đến năm 2028\na) Về kinh tế:\n- Tỷ lệ đô thị hóa đạt 44%.\nb) Về xã hội:\n"
        "- Tỷ lệ hộ nghèo dưới 2%.",
        [
            want(44, id="economy.urbanisation_rate", period="by 2028"),
            want(2, "lt", id="society.poverty_rate", period="by 2028"),
        ],
        "the period of a heading two levels up",
    ),
]

# Met on a second reading; each is a turn of phrase of provincial resolutions that the tables above lack.
MORE: list[Case] = [
    (
        "NGHỊ QUYẾT\nMục tiêu đến năm 2027:\n- Tối thiểu 80% hồ sơ được số hóa.",
        [want(80, "ge", period="by 2027")],
        "a lead-in without a label right below the title sets the period",
    ),
    (
        GOALS + "- Không để quá 1% hồ sơ bị trả lại.",
        [want(1, "le", name="hồ sơ bị trả lại")],
        "không để quá",
    ),
    (
        GOALS + "- Thu nội địa tăng bình quân 10 - 12%/năm; đến năm 2030 đạt 20.000 tỷ đồng.",
        [
            want(10, "between", upper=12, id="economy.budget_revenue", direction="increase", per="year"),
            want(20000, unit="money", id="economy.budget_revenue", period="by 2030"),
        ],
        "a deadline that opens a later statement is not that of an earlier one",
    ),
    (
        GOALS + "- Đến năm 2025 đạt 45%, đến năm 2030 đạt trên 60% tổng số lao động tham gia bảo hiểm xã hội.",
        [
            want(45, id="society.social_insurance", period="by 2025"),
            want(60, "gt", id="society.social_insurance", period="by 2030"),
        ],
        "a name that begins with 'tổng số' behind the value",
    ),
    (
        GOALS + "- Chỉ số PAPI xếp từ thứ 20 đến thứ 25.",
        [want(20, "between", unit="rank", upper=25, id="index.papi")],
        "'thứ' before both ends of a range of positions",
    ),
    (
        GOALS + "- Trên 98% công dân được cấp căn cước, 70% dân số trưởng thành có chữ ký số cá nhân.",
        [want(98, "gt", name="công dân được cấp căn cước"), want(70, relation=ANY, id="digital.signature")],
        "people counted behind the second value",
    ),
    (
        GOALS + "- Giảm 15 - 20% lượng nhựa dùng một lần trước năm 2027.",
        [want(15, "between", upper=20, direction="decrease", period="by 2027", name="nhựa dùng một lần")],
        "'once' in a name is no multiple",
    ),
    (
        GOALS + "- Bố trí tối thiểu 1% tổng chi ngân sách cho chuyển đổi số.",
        [want(1, "ge", name="tổng chi ngân sách")],
        "a share of spending",
    ),
    (
        GOALS + "- Diện tích nhà ở bình quân đầu người đạt 30 m2 sàn/người.",
        [want(30, unit="quantity", unit_text="m2 sàn/người")],
        "a unit with a word between area and head",
    ),
    (
        GOALS + "- Phấn đấu bình quân đạt 17,5 tiêu chí/xã.",
        [want(17.5, unit="quantity", unit_text="tiêu chí/xã")],
        "criteria met per commune",
    ),
    (
        GOALS + "**Đến năm 2027:**\n- Tỷ lệ hộ nghèo dưới 3%.\n\n**Đến năm 2030:**\n- Tỷ lệ hộ nghèo dưới 1%.",
        [
            want(3, "lt", id="society.poverty_rate", period="by 2027"),
            want(1, "lt", id="society.poverty_rate", period="by 2030"),
        ],
        "a bold lead-in without a label encloses the items below it",
    ),
    (
        GOALS + "Đến năm 2027, phấn đấu đạt các chỉ tiêu sau:\n- Tỷ lệ hộ nghèo dưới 3%.\n- Tỷ lệ che phủ rừng 55%.",
        [
            want(3, "lt", id="society.poverty_rate", period="by 2027"),
            want(55, id="society.forest_cover", period="by 2027"),
        ],
        "a lead-in paragraph without a label encloses the items below it",
    ),
    (
        GOALS + "* Đến năm 2027\n- Tỷ lệ hộ nghèo dưới 3%.\n* Đến năm 2030\n- Tỷ lệ hộ nghèo dưới 1%.",
        [
            want(3, "lt", id="society.poverty_rate", period="by 2027"),
            want(1, "lt", id="society.poverty_rate", period="by 2030"),
        ],
        "a starred lead-in encloses the items below it",
    ),
    (
        GOALS + "- Tỷ lệ che phủ rừng đạt 55% (năm 2024: 52%).",
        [
            want(55, id="society.forest_cover"),
            want(52, id="society.forest_cover", kind=ANY, period="in 2024"),
        ],
        "a year in brackets belongs to the figure in them",
    ),
    (
        GOALS + "- Cơ cấu kinh tế: Nông nghiệp 20% - Công nghiệp 40% - Dịch vụ 40%.",
        [
            want(20, id="economy.agriculture_share"),
            want(40, id="economy.industry_share"),
            want(40, id="economy.services_share"),
        ],
        "shares parted by dashes",
    ),
    (
        GOALS + "- Tốc độ tăng trưởng công nghiệp 10,5%; dịch vụ 7,2%.",
        [want(10.5, direction="increase", name="công nghiệp"), want(7.2, direction="increase", name="dịch vụ")],
        "growth of a second branch, its head left out",
    ),
    (
        GOALS + "- Mức độ hài lòng của người dân đối với chất lượng dịch vụ y tế công lập đạt 85%,"
        " giáo dục công lập đạt 87%.",
        [want(85, id="satisfaction.health_education"), want(87, id="satisfaction.health_education")],
        "satisfaction with a second service, its head left out",
    ),
    (
        GOALS + "- 90% hồ sơ công việc cấp tỉnh, 80% cấp huyện, 60% cấp xã được xử lý trên môi trường mạng.",
        [
            want(value, id="egov.work_files_online", level=level)
            for value, level in ((90, "province"), (80, "district"), (60, "commune"))
        ],
        "what is counted stands behind the first, what happens to it behind the last",
    ),
    (
        GOALS + "- 80% (đối với cấp tỉnh), 60% (đối với cấp xã) hồ sơ công việc được xử lý trên môi trường mạng.",
        [
            want(80, id="egov.work_files_online", level="province"),
            want(60, id="egov.work_files_online", level="commune"),
        ],
        "tiers in brackets behind their shares",
    ),
    (
        GOALS + "- 100% hồ sơ công việc, trừ hồ sơ mật, được xử lý trên môi trường mạng.",
        [want(100, id="egov.work_files_online", exclusion="trừ hồ sơ mật")],
        "an exception between commas",
    ),
    (
        GOALS + "1. Tỷ lệ che phủ rừng: 55%.\n2. Số bác sĩ/vạn dân: 12.",
        [want(55, id="society.forest_cover", kind=ANY), want(12, unit=ANY, id="society.doctors", kind=ANY)],
        "a bare number whose unit stands in its name",
    ),
    (
        GOALS + "- Năm 2026, hoàn thành trên 95% kế hoạch vốn đầu tư công.",
        [want(95, "gt", period="in 2026", name="kế hoạch vốn đầu tư công")],
        "a share of a plan",
    ),
    (
        GOALS + "- Trong 5 năm 2026 - 2030, kết nạp từ 7.500 đảng viên trở lên.",
        [want(7500, "ge", unit="count", period="2026-2030", name="đảng viên")],
        "'từ ... trở lên' around number and thing",
    ),
    (
        RESULTS + "- So với năm 2021, Chỉ số PAR INDEX tăng 7 bậc, Chỉ số PAPI giảm 2 bậc.",
        [
            want(7, unit="places", id="index.par", kind="actual", direction="increase", baseline="2021"),
            want(2, unit="places", id="index.papi", kind="actual", direction="decrease", baseline="2021"),
        ],
        "a baseline in front holds for both",
    ),
    (
        RESULTS + "- Chỉ số hài lòng SIPAS năm 2021, 2022, 2023 lần lượt đạt 85,2%; 86,1% và 87,9%.",
        [
            want(value, id="satisfaction.agency", kind="actual", period=f"in {year}")
            for value, year in ((85.2, 2021), (86.1, 2022), (87.9, 2023))
        ],
        "values dealt out to a list of years",
    ),
    (
        RESULTS + "- Tỷ lệ hồ sơ trực tuyến mới đạt 35%, thấp hơn mục tiêu đề ra là 50%.",
        [want(35, id="procedure.online_dossiers", kind="actual"), want(50, id="procedure.online_dossiers")],
        "the goal that a result falls short of",
    ),
    (
        REPORT + "- Tỷ lệ đô thị hóa: Mục tiêu 45%, thực hiện 42,3%.",
        [want(45, id="economy.urbanisation_rate"), want(42.3, id="economy.urbanisation_rate", kind="actual")],
        "goal and result named by one word each",
    ),
    (
        REPORT + "1. Chỉ tiêu 1: Đến năm 2025, tỷ lệ hộ nghèo giảm còn dưới 3%\nNăm 2023, tỷ lệ hộ nghèo còn 3,9%.",
        [
            want(3, "lt", id="society.poverty_rate", period="by 2025"),
            want(3.9, id="society.poverty_rate", kind="actual", period="in 2023"),
        ],
        "a goal restated as a heading, its result below",
    ),
    (
        RESULTS + "- Tỷ lệ hộ nghèo giảm bình quân 1,2%/năm (từ 8,4% năm 2021 xuống 4,8% năm 2024).",
        [
            want(1.2, id="society.poverty_rate", kind="actual", direction="decrease", per="year", period=ANY),
            want(4.8, id="society.poverty_rate", kind="actual", period="in 2024"),
        ],
        "the rate outside brackets is not that of the level inside",
    ),
    (
        RESULTS + "- Số bác sĩ/vạn dân đạt 12,5, tăng 0,4 so với năm 2023.",
        [
            want(12.5, unit="quantity", id="society.doctors", kind="actual"),
            want(0.4, unit="quantity", id="society.doctors", kind="actual", direction="increase", baseline="2023"),
        ],
        "a rate of heads before a comma",
    ),
    (
        GOALS + "- Đến năm 2030, số bác sĩ trên 1 vạn dân đạt 12; số giường bệnh trên 1 vạn dân đạt 35.",
        [
            want(12, unit="quantity", id="society.doctors", period="by 2030"),
            want(35, unit="quantity", id="society.hospital_beds", period="by 2030"),
        ],
        "rates of heads whose unit stands in the name alone",
    ),
    (
        RESULTS + "- Thu ngân sách trên địa bàn đến 20/6 thực hiện 2.187 tỷ đồng.",
        [want(2187, unit="money", id="economy.budget_revenue", kind="actual", period=ANY)],
        "a day without a year between a name and its verb",
    ),
    (
        RESULTS + "- Dịch vụ công toàn trình chiếm 46,3%, một phần 39,8%.",
        [want(46.3, id=ANY, kind="actual"), want(39.8, id="procedure.online_partial", kind="actual")],
        "a part is no article of a law",
    ),
    (
        RESULTS + "- Còn 18/92 xã, phường có tỷ lệ nộp hồ sơ trực tuyến dưới 60%.",
        [want(18, unit="ratio", out_of=92, kind="actual", level="commune")],
        "what bodies are told apart by is a condition",
    ),
    (
        RESULTS + "- Tỷ lệ hộ nghèo còn 2,1%, trong khi năm 2024 là 3,4%.",
        [
            want(2.1, id="society.poverty_rate", kind="actual"),
            want(3.4, id="society.poverty_rate", kind="actual", period="in 2024"),
        ],
        "a year that opens what is set against a value is not its own",
    ),
    (
        RESULTS + "- Thu ngân sách hằng năm đều vượt dự toán, riêng năm 2024 đạt 128% dự toán.",
        [want(128, id="economy.budget_revenue", kind="actual", period="in 2024")],
        "what was so in one year is no yearly rate",
    ),
    (
        GOALS + "- 92 xã, phường xây dựng kế hoạch thực hiện trước ngày 15/3.",
        [],
        "bodies that are told to do something",
    ),
    (GOALS + "- Đẩy nhanh giải phóng mặt bằng 02 khu công nghiệp mới.", [], "works that are to be urged on"),
    (
        GOALS + "- Trường đạt chuẩn quốc gia: công nhận mới 28 trường để đến hết năm 2027 đạt 75%.",
        [
            want(28, unit="count", id="society.national_standard_schools"),
            want(75, id="society.national_standard_schools", period="by 2027"),
        ],
        "a number of things that bring about a share",
    ),
    (
        GOALS + "- Học sinh lớp 3, 4, 5 học Tin học và Ngoại ngữ 1: 100%.",
        [want(100)],
        "classes and languages by their number",
    ),
    (GOALS + "- Trường THPT có phòng thí nghiệm: 75%.", [want(75)], "a sort of school is no school's name"),
    (GOALS + "- UBND các xã được kết nối mạng: 100%.", [want(100, level="commune")], "what bodies have names a value"),
    (
        GOALS + "- Xây dựng, nhân rộng tối thiểu 150 mô hình giảm nghèo.",
        [want(150, "ge", unit="count", id=ANY)],
        "to spread is no width",
    ),
    (RESULTS + "- Tổng biên chế được giao là 1.250 người, hiện có mặt 1.198 người.", [], "posts and who fills them"),
    (
        RESULTS + "- Xuất khẩu đạt 2,1 tỷ USD, tăng mạnh 23,5%; số hồ sơ trễ hạn giảm sâu 45%.",
        [
            want(2.1, unit="money", id="economy.export_turnover", kind="actual"),
            want(23.5, id="economy.export_turnover", kind="actual", direction="increase"),
            want(45, id="procedure.overdue", kind="actual", direction="decrease"),
        ],
        "how fast something grows or falls, between the verb and its value",
    ),
    (
        GOALS + "- Chỉ số PAR INDEX đạt từ 88 điểm trở lên, thuộc nhóm 20 cả nước.",
        [want(88, "ge", unit="points", id="index.par"), want(20, "le", unit="rank", id="index.par")],
        "a group of the whole country",
    ),
    (GOALS + "Giao chỉ tiêu cho 14 sở, ngành và UBND 124 xã như sau:", [], "whom goals are given to"),
    (GOALS + "- Tổng vốn thực hiện khoảng 3.150 tỷ đồng.", [], "what a programme costs"),
    (
        GOALS + "- Chỉ số phát triển con người (HDI) đạt trên 0,8.",
        [want(0.8, "gt", unit="quantity", id="society.hdi")],
        "an index behind words of a bound",
    ),
    (
        GOALS + "- Đến hết năm 2027, 100% trung tâm phục vụ hành chính công cấp xã được trang bị máy quét.",
        [want(100, level="commune", period="by 2027")],
        "the tier of a centre of public services",
    ),
    (
        GOALS + "- Mỗi xã, phường lập tối thiểu 02 điểm hỗ trợ tại nhà văn hóa.",
        [want(2, "ge", unit="count", level="commune")],
        "a point where people are helped is no score",
    ),
    (
        RESULTS + "- Vốn thực hiện toàn xã hội 35.000 tỷ đồng, tăng 12%.",
        [want(35000, unit="money", kind="actual", id=ANY), want(12, kind="actual", direction="increase", id=ANY)],
        "what was invested by all is no cost of a programme",
    ),
    (
        GOALS + "- Hỗ trợ 30 doanh nghiệp triển khai truy xuất nguồn gốc.",
        [want(30, unit="count", id=ANY)],
        "those who are helped to do something are not told to",
    ),
    (
        GOALS + "- Chỉ đạo tuyển dụng 200 giáo viên mầm non.",
        [want(200, unit="count", id=ANY)],
        "what one is urged to take on is promised",
    ),
    (
        GOALS + "- Mỗi hộ trồng từ 500 cây trở lên 12 xã.",
        [want(500, "ge", unit="count", id=ANY), want(12, unit="count", level="commune", id=ANY)],
        "and more is no change to the next number",
    ),
    (
        GOALS + "- Phấn đấu đạt 6 bản sách/người.",
        [want(6, unit="quantity", unit_text="bản sách/người", id=ANY)],
        "things to one head that nothing else names",
    ),
    (
        GOALS + "- Hỗ trợ vốn cho 45 cơ sở/hộ kinh doanh.",
        [want(45, unit="count", id=ANY)],
        "one or the other is no rate of heads",
    ),
    (
        RESULTS + "- PAR INDEX tăng 3 bậc xếp loại so với năm 2024.",
        [want(3, unit="places", kind="actual", direction="increase", id="index.par", baseline="2024")],
        "an index that rises by places is not put up a grade",
    ),
    (
        GOALS + "- Giảm 2% hộ nghèo, PCI tiến 3 bậc.",
        [want(2, direction="decrease", id=ANY), want(3, unit="places", direction="increase", id="index.pci")],
        "a rise of a rank told by its own verb, behind a fall",
    ),
    (
        GOALS + "- Phấn đấu không để PCI tụt quá 2 bậc.",
        [want(2, "le", unit="places", direction="decrease", id="index.pci")],
        "a fall that is not to be is none that has been",
    ),
    (
        GOALS + "- Phấn đấu giá điện không quá 2.000 đồng/kWh.",
        [want(2000, "le", unit="money", id=ANY)],
        "a price that is aimed at",
    ),
    (
        RESULTS + "PAR INDEX đạt 88 điểm. Huyện Tri Tôn đạt 12/19 tiêu chí.",
        [
            want(88, unit="points", kind="actual", id="index.par"),
            want(12, unit="ratio", out_of=19, kind="actual", level="district"),
        ],
        "so many of things counted are no position in an index told before",
    ),
    (
        RESULTS + "- Từ nay đến cuối năm, bảo đảm 95% hồ sơ đúng hạn.",
        [want(95, id=ANY)],
        "what is to be kept up from now on, among results",
    ),
    (
        RESULTS + "- 29/29 xã đạt chuẩn; năm 2026 phấn đấu 100% xã đạt chuẩn nâng cao.",
        [
            want(29, unit="ratio", out_of=29, kind="actual", level="commune", id=ANY),
            want(100, level="commune", period="in 2026", id=ANY),
        ],
        "a share that is aimed at is no fraction said again",
    ),
    (
        GOALS + "- Hoàn thành 12 công trình để năm 2026 khánh thành, kinh phí 30 tỷ đồng.",
        [want(12, unit="count", period="in 2026", id=ANY)],
        "a year that opens no value of its own is the value's before it",
    ),
    (
        RESULTS + "Tỷ lệ hài lòng đạt 95%. Trường Đại học An Giang đạt 85% sinh viên có việc làm.",
        [want(95, kind="actual", id=ANY), want(85, kind="actual", name="trường đại học an giang", id=None)],
        "a share of others who do something is not of what was measured before",
    ),
    (
        GOALS + "- Chỉ số PAPI đạt trên 43,5 và thuộc nhóm cao.",
        [want(43.5, "gt", unit="quantity", id="index.papi"), want(None, unit="band", band="cao", id="index.papi")],
        "an index before a conjunction counts nothing",
    ),
]

# Cases that the code does not meet yet, by their reason: what is wrong.
KNOWN: dict[str, str] = {
    "the field before a colon, each goal named behind it": "the lead-in displaces the rest of the name",
}


def cases() -> list[Any]:
    """All cases with what their section stands under."""
    found = []
    for table in (VALUES, RELATIONS, CHANGES, PERIODS, TIERS, BINDING):
        found += [(GOALS + sentence, wanted, reason) for sentence, wanted, reason in table]
    return [
        pytest.param(
            text,
            wanted,
            id=reason,
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN[reason])] if reason in KNOWN else [],
        )
        for text, wanted, reason in (*found, *KINDS, *OUTLINES, *MORE)
    ]


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_sentence(text: str, wanted: list[dict[str, Any]]) -> None:
    assert mismatch(text, wanted) == []


def test_known_defects_are_cases() -> None:
    reasons = {param.id for param in cases()}
    assert len(reasons) == len(cases()), "two cases of one reason"
    assert set(KNOWN) <= reasons
