"""Reasons, warnings and kinds of rules in plain words: code: (English, Vietnamese)."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "document_number": ("number of a document", "số, ký hiệu văn bản"),
    "date": ("a date or time of day", "ngày tháng, giờ"),
    "session": ("of a meeting of the issuing organ", "kỳ họp, phiên họp của cơ quan ban hành"),
    "stamp": ("incoming-mail stamp", "dấu công văn đến"),
    "page_furniture": ("page number", "số trang"),
    "law_article": ("article, clause, annex or form", "điều, khoản, phụ lục, biểu mẫu"),
    "service_level": ("level of online service", "mức độ dịch vụ công trực tuyến"),
    "tier_count": ("how many tiers government has", "số cấp chính quyền"),
    "standard_number": ("number of a standard", "số hiệu tiêu chuẩn"),
    "name": ("part of a name", "một phần của tên gọi"),
    "grade": ("a grade in stars", "hạng sao"),
    "score": ("score of a game", "tỷ số"),
    "age": ("an age limit", "giới hạn tuổi"),
    "per_unit": ("the unit a rate is for", "đơn vị mà tỷ lệ tính trên đó"),
    "phone": ("telephone, account or tax number", "số điện thoại, tài khoản, mã số thuế"),
    "coordinate": ("a coordinate", "tọa độ"),
    "address": ("part of a web address", "một phần của địa chỉ mạng"),
    "span_of_time": ("a length of time that measures nothing", "khoảng thời gian không đo lường gì"),
    "time_limit": ("a term that runs from some event", "thời hạn tính từ một sự kiện"),
    "period": ("a year or years; the records hold them", "năm, giai đoạn; đã ghi trong các bản ghi"),
    "list_ordinal": ("label of an item or heading", "số thứ tự mục, tiểu mục"),
    "footnote_mark": ("a footnote's mark", "dấu chú thích"),
    "heading_number": ("in a heading, and no measure", "số trong tiêu đề, không phải số đo"),
    "starting_value": ("the value a change begins at", "giá trị xuất phát của thay đổi"),
    "specification": ("property of a thing, a dimension", "thông số, kích thước của vật"),
    "legal_norm": ("part of a rule, promised by no one", "quy định pháp luật, không phải cam kết"),
    "threshold": ("bound of a class", "ngưỡng phân loại"),
    "other_holder": ("someone else's figure, quoted", "số liệu của nơi khác, chỉ trích dẫn"),
    "funding": ("money spent or set aside", "kinh phí đã chi hoặc bố trí"),
    "head_count": ("a plain number of things, no promise", "số lượng đơn thuần, không phải cam kết"),
    "not_a_measure": ("neither a goal nor a named result", "không phải mục tiêu hay kết quả của chỉ tiêu"),
    "restated_as_percentage": ("the percentage beside it says the same", "tỷ lệ phần trăm bên cạnh nói cùng điều đó"),
    "no_indicator": ("nothing says what it measures", "không rõ đo lường điều gì"),
    "markup": ("part of a web page's tags", "một phần của thẻ trang mạng"),
    "table_header": ("in a table's row of heads", "trong hàng tiêu đề của bảng"),
    "table_text": ("in a table's cell of words", "trong ô chữ của bảng"),
    "unread": ("seen by no rule", "không quy tắc nào nhận ra"),
}

WARNINGS: dict[str, tuple[str, str]] = {
    "issued_unknown": ("No date of issue was found.", "Không tìm thấy ngày ban hành."),
    "province_unknown": ("Nothing settles which province it is of.", "Không xác định được tỉnh."),
    "province_inferred": ("The province is not named; it was inferred.", "Văn bản không nêu tỉnh; tên được suy ra."),
    "no_targets": ("No commitment or result was found.", "Không tìm thấy chỉ tiêu hay kết quả nào."),
    "text_restored": ("Lost diacritics were restored.", "Dấu tiếng Việt bị mất đã được khôi phục."),
    "not_vietnamese": ("Most of it does not read as Vietnamese.", "Phần lớn văn bản không đọc được như tiếng Việt."),
}

FAMILIES: dict[str, tuple[str, str]] = {
    "value": ("the amount", "giá trị"),
    "relation": ("at least, at most", "ít nhất, tối đa"),
    "period": ("the years", "thời gian"),
    "tier": ("the tier", "cấp chính quyền"),
    "phrase": ("commitment, result or exception", "cam kết, kết quả hoặc ngoại trừ"),
    "heading": ("the heading above", "tiêu đề phía trên"),
    "cues": ("a cue word", "từ chỉ dẫn"),
    "bind": ("how it was put together", "cách ghép nối"),
    "table": ("the table", "bảng"),
    "restore": ("restored words", "từ được khôi phục"),
}
"""What a rule is about, by the first part of its id."""
