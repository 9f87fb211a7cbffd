"""What the pages say: key: (English, Vietnamese)."""

from __future__ import annotations

from extract.contract.codes import CodeKind, words
from extract.contract.codes.values import RELATION_SIGNS

PAGE: dict[str, tuple[str, str]] = {
    "records": ("Records", "Bản ghi"),
    "text": ("Text", "Văn bản"),
    "source_text": ("Source text", "Văn bản gốc"),
    "all_documents": ("All documents", "Tất cả văn bản"),
    "documents": ("Documents", "Văn bản"),
    "skip": ("Skip to the records", "Đến phần bản ghi"),
    "language": ("Language", "Ngôn ngữ"),
    "help": ("Help", "Trợ giúp"),
    "close": ("Close", "Đóng"),
    "more": ("Filters and verdicts", "Bộ lọc và nhận xét"),
    "filters": ("Filters", "Bộ lọc"),
    "search": ("Search", "Tìm"),
    "search.hint": ("Search records", "Tìm trong bản ghi"),
    "search.documents": ("Search documents", "Tìm văn bản"),
    "any": ("any", "tất cả"),
    "none": ("none", "không có"),
    "clear": ("Clear filters", "Bỏ lọc"),
    "of": ("of", "trên"),
    "shown": ("shown", "đang hiện"),
    "nothing": ("No record fits these filters.", "Không bản ghi nào khớp bộ lọc."),
    "filter.indicator": ("Indicator", "Chỉ tiêu"),
    "filter.kind": ("Kind", "Loại"),
    "filter.level": ("Tier", "Cấp"),
    "filter.year": ("Year", "Năm"),
    "filter.doubt": ("Confidence", "Độ tin cậy"),
    "filter.verdict": ("Verdict", "Nhận xét"),
    "filter.province": ("Province", "Tỉnh"),
    "filter.type": ("Type", "Loại văn bản"),
    "filter.state": ("Text state", "Tình trạng chữ"),
    "doubt.sure": ("sure", "chắc chắn"),
    "doubt.fair": ("fair", "khá chắc"),
    "doubt.doubtful": ("doubtful", "cần xem lại"),
    "confidence": ("confidence", "độ tin cậy"),
    "legend": ("Marks", "Chú giải"),
    "view": ("Show", "Hiển thị"),
    "view.both": ("both", "cả hai"),
    "view.raw": ("as read", "bản gốc"),
    "view.restored": ("restored", "đã khôi phục"),
    "word.changed": ("word restored", "từ đã khôi phục"),
    "word.doubtful": ("doubtful word", "từ còn nghi ngờ"),
    "page": ("Page", "Trang"),
    "page.picture": ("Picture of the page with the records' values", "Ảnh trang với các giá trị của bản ghi"),
    "table": ("Table of the document", "Bảng trong văn bản"),
    "show_in_text": ("Show in the text", "Xem trong văn bản"),
    "back_to_text": ("Back to the text", "Về văn bản"),
    "sentence": ("Sentence", "Câu"),
    "why": ("Why", "Vì sao"),
    "why.hint": (
        "Point at a rule, or press it, to see the characters it used.",
        "Trỏ vào hoặc bấm một quy tắc để xem các ký tự mà nó dùng.",
    ),
    "rejected": ("Other numbers", "Các con số khác"),
    "rejected.hint": (
        "Numbers that were looked at and are no measure, each with the reason.",
        "Những con số đã xem xét và không phải số đo, kèm lý do.",
    ),
    "rejected.show": ("Show other numbers", "Hiện các con số khác"),
    "warnings": ("Notes", "Lưu ý"),
    "warning": ("Note", "Lưu ý"),
    "problem.missing": (
        "The source text was not found. Below are only the sentences that records hold.",
        "Không tìm thấy văn bản gốc. Dưới đây chỉ có các câu lưu trong bản ghi.",
    ),
    "problem.different": (
        "The source file is not the one the records were made from. Below are only the sentences that records hold.",
        "Tệp gốc không phải tệp đã dùng để trích. Dưới đây chỉ có các câu lưu trong bản ghi.",
    ),
    "problem.displaced": (
        "Records do not stand where they say in the source. Below are only the sentences that records hold.",
        "Có bản ghi không khớp vị trí trong văn bản gốc. Dưới đây chỉ có các câu lưu trong bản ghi.",
    ),
    "problem.short.missing": ("no source", "thiếu văn bản gốc"),
    "problem.short.different": ("another source", "văn bản gốc khác"),
    "problem.short.displaced": ("displaced", "lệch vị trí"),
    "meta.number": ("Number", "Số, ký hiệu"),
    "meta.issued": ("Issued", "Ngày ban hành"),
    "meta.issuer": ("Issuer", "Cơ quan ban hành"),
    "meta.signer": ("Signed by", "Người ký"),
    "meta.horizon": ("Plans for", "Giai đoạn"),
    "meta.source": ("Source", "Nguồn"),
    "today": ("today", "nay là"),
    "column.document": ("Document", "Văn bản"),
    "column.targets": ("Targets", "Mục tiêu"),
    "column.actuals": ("Results", "Kết quả"),
    "column.doubtful": ("Doubtful", "Cần xem lại"),
    "column.value": ("Value", "Giá trị"),
    "column.period": ("Period", "Thời gian"),
    "column.section": ("Section", "Mục"),
    "sort_by": ("Sort by", "Sắp xếp theo"),
    "show_all": ("Show all", "Hiện tất cả"),
    "no_documents": ("No document fits these filters.", "Không văn bản nào khớp bộ lọc."),
    "about": (
        "Every record on its source text. Open a document to check it.",
        "Mọi bản ghi đặt trên văn bản gốc. Mở một văn bản để kiểm tra.",
    ),
}

VERDICTS: dict[str, tuple[str, str]] = {
    "verdict": ("Verdict", "Nhận xét"),
    "verdict.right": ("Right", "Đúng"),
    "verdict.wrong": ("Wrong", "Sai"),
    "verdict.corrected": ("Corrected", "Sửa lại"),
    "verdict.correct": ("Correct it", "Sửa"),
    "verdict.missed": ("Missed record", "Bị bỏ sót"),
    "verdict.open": ("open", "chưa xem"),
    "verdict.another": ("Another record at this number", "Thêm bản ghi tại con số này"),
    "verdict.judged": ("judged", "đã nhận xét"),
    "verdict.strays": (
        "verdicts are for records that this page no longer has; they stay in the file",
        "nhận xét thuộc về bản ghi không còn trên trang này; vẫn được giữ trong tệp",
    ),
    "verdict.complete": (
        "I have checked the other numbers too: none is a record but those marked as missed",
        "Tôi cũng đã kiểm tra các con số khác: ngoài các số đánh dấu bị bỏ sót, không số nào là bản ghi",
    ),
    "reviewed": ("Reviewed:", "Đã kiểm tra:"),
    "reviewed.was": ("extractor:", "máy đọc:"),
    "agreement": ("Agreement of reviewers", "Mức độ thống nhất giữa những người kiểm tra"),
    "agreement.about": (
        "How far reviewers agree on the records that both have judged, and where they do not.",
        "Mức độ giống nhau về các bản ghi mà cả hai đã nhận xét, và những chỗ khác nhau.",
    ),
    "agreement.kappa": (
        "Kappa is agreement beyond chance: 1 is full agreement, 0 what chance alone would give.",
        "Kappa là mức giống nhau vượt ngẫu nhiên: 1 là hoàn toàn giống nhau, 0 là ngang với ngẫu nhiên.",
    ),
    "agreement.field": ("Field", "Trường"),
    "agreement.both": ("Judged by both", "Cả hai đã nhận xét"),
    "agreement.agreed": ("Agreed", "Giống nhau"),
    "agreement.figure": ("Kappa", "Kappa"),
    "agreement.one": (
        "So far no record was judged by two reviewers.",
        "Chưa có bản ghi nào được hai người cùng nhận xét.",
    ),
    "conflicts": ("To be settled", "Cần thống nhất"),
    "conflicts.none": ("Reviewers differ on nothing.", "Không có ý kiến khác nhau."),
    "conflicts.hint": (
        "A record on which reviewers differ stays as the extractor had it; chitieu apply --settle NAME decides.",
        "Bản ghi có ý kiến khác nhau được giữ như máy đọc. chitieu apply --settle TÊN cho một người quyết định.",
    ),
    "conflicts.no_record": ("no record", "không phải bản ghi"),
    "reviewer": ("Reviewer", "Người kiểm tra"),
    "save": ("Save verdicts", "Lưu nhận xét"),
    "load": ("Load verdicts", "Mở nhận xét"),
    "load.wrong": ("This is no verdict file.", "Đây không phải tệp nhận xét."),
    "load.other": (
        "This file is about another document, or another version of it.",
        "Tệp này thuộc về văn bản khác hoặc phiên bản khác.",
    ),
    "load.done": ("Verdicts loaded.", "Đã mở nhận xét."),
    "save.done": ("Verdicts saved to the folder for downloads.", "Đã lưu nhận xét vào thư mục tải về."),
    "kept": (
        "Verdicts are kept in this browser until you save them.",
        "Nhận xét được giữ trong trình duyệt này cho đến khi bạn lưu.",
    ),
    "unkept": (
        "This browser keeps nothing: save before you close the page.",
        "Trình duyệt không lưu giữ được: hãy lưu trước khi đóng trang.",
    ),
    "form": ("What it should say", "Nội dung đúng"),
    "form.apply": ("Keep", "Ghi nhận"),
    "form.cancel": ("Cancel", "Hủy"),
    "form.remove": ("Take the verdict back", "Bỏ nhận xét"),
    "form.kind": ("Kind", "Loại"),
    "form.indicator": ("Indicator (id)", "Chỉ tiêu (mã)"),
    "form.indicator_text": ("Words that name it", "Từ ngữ nêu chỉ tiêu"),
    "form.unit": ("Unit", "Đơn vị"),
    "form.unit_text": ("Unit's words", "Từ chỉ đơn vị"),
    "form.relation": ("Relation", "Quan hệ"),
    "form.value": ("Value", "Giá trị"),
    "form.upper": ("Upper value", "Giá trị trên"),
    "form.out_of": ("Out of", "Trên tổng số"),
    "form.band": ("Band", "Nhóm, mức"),
    "form.direction": ("Direction", "Chiều"),
    "form.per": ("Per", "Mỗi"),
    "form.period": ("Period", "Thời gian"),
    "form.start": ("from", "từ năm"),
    "form.end": ("to", "đến năm"),
    "form.baseline": ("Compared with", "So với"),
    "form.level": ("Tier", "Cấp"),
    "form.exclusion": ("Exception", "Ngoại trừ"),
    "form.responsible": ("Responsible", "Chủ trì"),
    "form.note": ("Note", "Ghi chú"),
    "form.numbers": (
        "Numbers without separators of thousands: 1752; decimals with a comma or a point: 84,11.",
        "Không viết dấu ngăn hàng nghìn: 1752; phần thập phân sau dấu phẩy hoặc chấm: 84,11.",
    ),
    "form.bad_number": ("not a number as asked for", "số chưa đúng cách viết"),
    "form.bad_indicator": ("not in the catalogue (or: other)", "không có trong danh mục (hoặc: other)"),
    "form.need_value": ("a value is needed", "cần có giá trị"),
    "form.need_band": ("a band is needed", "cần có nhóm, mức"),
    "form.need_upper": ("a range needs its upper value", "khoảng giá trị cần giá trị trên"),
    "form.need_year": ("this period needs its last year", "cần năm cuối của thời gian"),
    "form.need_start": ("this period needs its first year", "cần năm đầu của thời gian"),
    "form.backwards": ("the first year is after the last", "năm đầu sau năm cuối"),
}

_NAMED: tuple[tuple[str, CodeKind], ...] = (
    ("kind", "kind"), ("unit", "unit"), ("direction", "direction"), ("per", "per"), ("period", "period"),
    ("level", "level"), ("type", "document_type"), ("state", "text_state"), ("reason", "reason"),
    ("warning", "warning"), ("family", "family"),
)  # fmt: skip
CODES: dict[str, tuple[str, str]] = {
    **{f"{prefix}.{code}": text for prefix, kind in _NAMED for code, text in words(kind).items()},
    **{
        f"relation.{code}": text if code == "between" else (f"{sign} {text[0]}", f"{sign} {text[1]}")
        for (code, text), sign in zip(words("relation").items(), RELATION_SIGNS.values(), strict=True)
    },
}
"""What the registry calls the values of fields, reasons, warnings and families of rules."""

KEYS: tuple[tuple[str, str, str], ...] = (
    ("j  ↓", "next record", "bản ghi sau"),
    ("k  ↑", "record before", "bản ghi trước"),
    ("Enter  w", "why: the rules behind it", "vì sao: các quy tắc"),
    ("t", "show it in the text", "xem trong văn bản"),
    ("1  2  3", "right, wrong, corrected (again: take back)", "đúng, sai, sửa lại (bấm lại: bỏ)"),
    ("x", "other numbers on and off", "hiện, ẩn các con số khác"),
    ("/", "search", "tìm"),
    ("Esc", "close, leave the search", "đóng, rời ô tìm"),
    ("?", "this help", "trợ giúp này"),
)
KEYS_SWITCH = ("Single keys are on", "Dùng phím tắt một ký tự")

WORDS: dict[str, tuple[str, str]] = {
    **PAGE,
    **VERDICTS,
    **CODES,
    "keys.switch": KEYS_SWITCH,
    "keys": ("Keys", "Phím tắt"),
}
"""Every word of the pages by its key."""


def told(key: str, otherwise: str) -> tuple[str, str]:
    """The words of `key`, or `otherwise` in both languages where a code has none yet."""
    return WORDS.get(key, (otherwise, otherwise))
