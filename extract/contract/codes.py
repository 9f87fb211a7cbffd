"""The one registry of codes: what each may be, and what it means in both languages.

`known(kind)` are the ids of a kind; rule data, messages, review pages and the tables of docs/ take theirs from here.
"""

from __future__ import annotations

from typing import Literal, get_args

from extract.contract.model import Direction, Level, PeriodType, Relation, Unit

CodeKind = Literal["unit", "relation", "direction", "level", "period", "period_row", "reason", "warning", "doubt"]

PERIOD_ROWS = (
    "by", "in", "during", "until", "from", "asof", "year", "yearly", "baseline", "baseline_open", "months",
)  # fmt: skip
"""What a row of periods.yaml reads; `context.when` makes periods of them."""

DOUBTS = (
    "subject_inherited", "subject_of_earlier_sentence", "relation_carried", "coordinated", "distributed", "unlinked",
    "no_period", "count", "damaged",
)  # fmt: skip
"""What is known to make readings go wrong; each lowers a record's confidence (extract.records.targets)."""

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
    "encoding": ("It was read in an old encoding.", "Văn bản dùng bảng mã cũ."),
    "bad_bytes": ("Some bytes of it are no characters.", "Có byte không phải ký tự."),
    "left_out": ("Parts that are not its text were left out.", "Đã bỏ các phần không thuộc nội dung văn bản."),
    "partial": ("Only a part of it was read.", "Chỉ đọc được một phần."),
    "reread": (
        "Pages with a damaged text layer were read from their pictures.",
        "Trang có lớp chữ hỏng được nhận dạng lại từ ảnh.",
    ),
    "layer_kept": (
        "A damaged text layer was kept: it reads better than the picture.",
        "Giữ lớp chữ hỏng vì đọc tốt hơn ảnh.",
    ),
    "ocr": ("Pages were read by OCR, which may misread figures.", "Có trang nhận dạng từ ảnh, số có thể sai."),
    "unmarked_print": (
        "Pages printed without Vietnamese marks were read letter by letter.",
        "Trang in không dấu được nhận dạng theo từng chữ cái.",
    ),
    "ocr_mended": (
        "Words that OCR misread were put right by the words around them.",
        "Một số chữ nhận dạng sai đã được sửa theo ngữ cảnh.",
    ),
    "repaired": ("The file was damaged and was mended.", "Tệp bị hỏng và đã được sửa."),
    "tracked_changes": ("Insertions were taken in, deletions left out.", "Đã nhận phần chèn, bỏ phần xóa."),
    "truncated": ("The file ends too early; what is there was read.", "Tệp kết thúc sớm; đã đọc phần hiện có."),
    "table_cut": ("A table was too large and was cut.", "Bảng quá lớn nên bị cắt."),
    "table_unread": ("A table with numbers gave no record.", "Bảng có số liệu nhưng không đọc được bản ghi nào."),
    "text_restored": ("Lost diacritics were restored.", "Dấu tiếng Việt bị mất đã được khôi phục."),
    "not_vietnamese": ("Most of it does not read as Vietnamese.", "Phần lớn văn bản không đọc được như tiếng Việt."),
}


def known(kind: CodeKind) -> frozenset[str]:
    """The ids of a kind.

    known("relation") == {"eq", "ge", "gt", "le", "lt", "between"}
    """
    return frozenset(_IDS[kind])


_IDS: dict[CodeKind, tuple[str, ...]] = {
    "unit": get_args(Unit), "relation": get_args(Relation), "direction": get_args(Direction), "level": get_args(Level),
    "period": get_args(PeriodType), "period_row": PERIOD_ROWS, "reason": (*REASONS,), "warning": (*WARNINGS,),
    "doubt": DOUBTS,
}  # fmt: skip
