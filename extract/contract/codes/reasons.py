"""Why a number is no record: the reasons of `rejected`, in both languages, with an example where one helps."""

from __future__ import annotations

from typing import NamedTuple


class Reason(NamedTuple):
    """What the number is, in English and Vietnamese; `such_as`: words of a text, where they say it better."""

    en: str
    vi: str
    such_as: str = ""


REASONS: dict[str, Reason] = {
    "document_number": Reason("number and symbol of this or a cited document", "số, ký hiệu văn bản", "1621/QĐ-UBND"),
    "date": Reason("a date, a time of day, or a/b that can be no share", "ngày tháng, giờ", "8/3"),
    "session": Reason("of a meeting of the issuing organ", "kỳ họp, phiên họp của cơ quan ban hành", "lần thứ 5"),
    "stamp": Reason("part of an incoming-mail stamp", "dấu công văn đến"),
    "page_furniture": Reason("a page number", "số trang"),
    "law_article": Reason("an article, clause, point, annex or form", "điều, khoản, điểm, phụ lục, biểu mẫu"),
    "service_level": Reason("a level of online service", "mức độ dịch vụ công trực tuyến", "mức độ 3 và 4"),
    "tier_count": Reason("how many tiers government has", "số cấp chính quyền", "chính quyền 2 cấp"),
    "standard_number": Reason("number of a standard", "số hiệu tiêu chuẩn", "ISO 9001:2015"),
    "name": Reason("part of a name", "một phần của tên gọi", "Quốc lộ 6, Hội nghị lần thứ 6"),
    "grade": Reason("a grade given in stars", "hạng sao", "đạt 3 sao"),
    "score": Reason("the score of a game", "tỷ số"),
    "age": Reason("an age limit", "giới hạn tuổi"),
    "per_unit": Reason("the unit a rate is for", "đơn vị mà tỷ lệ tính trên đó", "/10.000 dân"),
    "phone": Reason("a telephone, account or tax number", "số điện thoại, tài khoản, mã số thuế"),
    "coordinate": Reason("a geographical coordinate", "tọa độ"),
    "address": Reason("part of a web address", "một phần của địa chỉ mạng"),
    "span_of_time": Reason(
        "a length of time that measures nothing", "khoảng thời gian không đo lường gì", "10 năm tới"
    ),
    "time_limit": Reason(
        "a term that runs from some event", "thời hạn tính từ một sự kiện", "sau 10 ngày kể từ ngày ký"
    ),
    "period": Reason(
        "a year or years; what they say is in the records they govern", "năm, giai đoạn; đã ghi trong các bản ghi"
    ),
    "list_ordinal": Reason("the label of an item, heading or goal", "số thứ tự mục, tiểu mục"),
    "footnote_mark": Reason("a footnote's mark", "dấu chú thích"),
    "struck_text": Reason("in words that are struck through", "nằm trong phần chữ bị gạch bỏ", "dưới ~~5%~~ 3%"),
    "heading_number": Reason("in a heading, and no measure", "số trong tiêu đề, không phải số đo"),
    "starting_value": Reason("the value a change begins at", "giá trị xuất phát của thay đổi", "từ 5% lên 8%"),
    "specification": Reason("a property of a thing, a dimension", "thông số, kích thước của vật", "với tốc độ 01 Gb/s"),
    "legal_norm": Reason(
        "part of a rule, promised by no one",
        "quy định pháp luật, không phải cam kết",
        "không được sở hữu quá 20%",
    ),
    "threshold": Reason("the bound of a class", "ngưỡng phân loại", "loại tốt: từ 90%"),
    "condition": Reason("what something else depends on", "điều kiện để áp dụng việc khác", "nếu dưới 50% thì cắt vốn"),
    "operand": Reason("a term of a calculation", "số hạng của phép tính", "72 giờ x 40.000 đồng/giờ"),
    "award": Reason("points given or taken", "điểm cộng, điểm trừ", "cộng 05 điểm"),
    "other_holder": Reason(
        "someone else's figure (the country's, the region's), quoted", "số liệu của nơi khác, chỉ trích dẫn"
    ),
    "funding": Reason("money spent or set aside", "kinh phí đã chi hoặc bố trí"),
    "head_count": Reason(
        "a plain number of things that no one promises, or of parts of a programme",
        "số lượng đơn thuần, không phải cam kết",
    ),
    "not_a_measure": Reason(
        "told neither as a goal nor as the result of a named indicator",
        "không phải mục tiêu hay kết quả của chỉ tiêu",
    ),
    "improbable": Reason(
        "weighed, and hardly a commitment or a result: what stands around it speaks of other things",
        "đã cân nhắc: xung quanh nói về việc khác, khó là cam kết hay kết quả",
        "mỗi tệp không quá 10 MB",
    ),
    "restated_as_percentage": Reason(
        "a count or fraction beside the percentage that says the same", "tỷ lệ phần trăm bên cạnh nói cùng điều đó"
    ),
    "restated_in_words": Reason(
        "a number said once more in words, in brackets", "số được nhắc lại bằng chữ trong ngoặc"
    ),
    "no_indicator": Reason("a value for which nothing says what it measures", "không rõ đo lường điều gì"),
    "markup": Reason("part of a web page's tags", "một phần của thẻ trang mạng"),
    "table_header": Reason("in a table's row of heads", "trong hàng tiêu đề của bảng"),
    "merged_cell": Reason("in a merged cell that was read where it begins", "trong ô gộp, đã đọc ở vị trí đầu của ô"),
    "score_scale": Reason("the most points that can be had", "điểm chuẩn, điểm tối đa"),
    "table_text": Reason("in a table's cell that holds words or no measure", "trong ô chữ của bảng"),
    "reviewed_wrong": Reason("a record that a reviewer found wrong", "bản ghi mà người kiểm tra xét là sai"),
    "unread": Reason("seen by no rule", "không quy tắc nào nhận ra"),
}
