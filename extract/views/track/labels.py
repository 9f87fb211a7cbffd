"""What the written tracking says in both languages: key: (English, Vietnamese)."""

from __future__ import annotations

from extract.messages import Language

LABELS: dict[str, tuple[str, str]] = {
    "tier.central": ("central", "trung ương"),
    "tier.province": ("province", "cấp tỉnh"),
    "tier.district": ("district", "cấp huyện"),
    "tier.commune": ("commune", "cấp xã"),
    "title": ("Goals and results over the years", "Theo dõi mục tiêu và kết quả qua các năm"),
    "short_title": ("Tracking", "Theo dõi"),
    "asof": ("As of", "Tính đến ngày"),
    "documents": ("documents", "văn bản"),
    "lines": ("indicators", "chỉ tiêu"),
    "lines_shown": ("indicators shown", "chỉ tiêu đang hiện"),
    "goals": ("Goals", "Mục tiêu"),
    "goals_count": ("goals", "mục tiêu"),
    "results": ("Results", "Kết quả"),
    "indicator": ("Indicator", "Chỉ tiêu"),
    "place": ("Place", "Địa phương"),
    "province": ("Province", "Tỉnh, thành phố"),
    "district": ("District or commune", "Huyện, xã"),
    "area": ("Area or body", "Địa bàn, đơn vị"),
    "part": ("Part", "Phần"),
    "tier": ("Tier", "Cấp"),
    "goal": ("Goal", "Mục tiêu"),
    "due": ("Due", "Thời hạn"),
    "due_inferred": ("year taken from the document's horizon", "năm lấy theo thời kỳ của văn bản"),
    "set_by": ("Set by", "Văn bản đề ra"),
    "again": ("Set again by", "Nhắc lại tại"),
    "revised_by": ("Revised by", "Điều chỉnh bởi"),
    "revises": ("Revises", "Điều chỉnh từ"),
    "result": ("Latest result", "Kết quả mới nhất"),
    "year": ("Year", "Năm"),
    "told_by": ("Told by", "Văn bản nêu"),
    "status": ("Status", "Tình trạng"),
    "pace": ("Pace", "Tiến độ"),
    "arithmetic": ("How it is worked out", "Cách tính"),
    "better": ("Better", "Chiều tốt hơn"),
    "responsible": ("Responsible", "Cơ quan chủ trì"),
    "sentence": ("Sentence", "Câu"),
    "document": ("Document", "Văn bản"),
    "number": ("Number", "Số hiệu"),
    "issued": ("Issued", "Ngày ban hành"),
    "type": ("Kind of record", "Loại"),
    "value": ("Value", "Giá trị"),
    "joined": ("Joined by", "Ghép theo"),
    "wording": ("Words of the text", "Từ ngữ trong văn bản"),
    "section": ("Section", "Mục"),
    "document_title": ("Title", "Trích yếu"),
    "all": ("all", "tất cả"),
    "search": ("Search", "Tìm"),
    "search_hint": ("indicator, words …", "chỉ tiêu, từ ngữ …"),
    "reset": ("Clear filters", "Bỏ lọc"),
    "filters": ("Filters", "Bộ lọc"),
    "none_shown": ("No indicator fits these filters.", "Không có chỉ tiêu nào khớp bộ lọc."),
    "nothing": ("No goals in these documents.", "Các văn bản này không có mục tiêu nào."),
    "history": ("Goals and results", "Mục tiêu và kết quả"),
    "show_history": ("Values and sources", "Số liệu và nguồn"),
    "no_goal": ("Results without a goal", "Kết quả chưa gắn với mục tiêu"),
    "without": ("results without a goal", "kết quả chưa gắn với mục tiêu"),
    "documents_sheet": ("Documents", "Văn bản"),
    "track_sheet": ("Goals", "Mục tiêu"),
    "records_sheet": ("Values", "Số liệu"),
    "legend": ("How to read this", "Cách đọc"),
    "open_review": ("Open in the review page", "Mở trong trang xem lại"),
    "status.met": ("met", "đạt"),
    "status.not_met": ("not met", "không đạt"),
    "status.on_the_way": ("on the way", "đang thực hiện"),
    "status.overdue": ("overdue", "quá hạn"),
    "status.silent": ("no result told", "chưa có kết quả"),
    "status.unclear": ("cannot be told", "chưa rõ"),
    "status.revised": ("revised", "đã điều chỉnh"),
    "status.no_goal": ("no goal", "không có mục tiêu"),
    "pace.ahead": ("on pace", "kịp tiến độ"),
    "pace.behind": ("behind pace", "chậm tiến độ"),
    "pace.unknown": ("pace not known", "chưa rõ tiến độ"),
    "sense.higher": ("more", "càng cao càng tốt"),
    "sense.lower": ("less", "càng thấp càng tốt"),
    "sense.assumed": ("more (assumed)", "càng cao càng tốt (giả định)"),
    "sense.none": ("not known", "chưa rõ"),
    "joined.id": ("catalogue", "danh mục chỉ tiêu"),
    "joined.name": ("same name", "cùng tên"),
    "joined.words": ("words of the name", "từ ngữ trong tên gọi"),
    "sort.level": ("by", "đến năm"),
    "sort.yearly": ("in", "trong năm"),
    "sort.each": ("every year", "hằng năm,"),
    "sort.total": ("in all", "cả giai đoạn"),
    "sort.mean": ("on average", "bình quân"),
    "kind.target": ("goal", "mục tiêu"),
    "kind.actual": ("result", "kết quả"),
    "told.decides": ("{value} in {year}, {goal} was asked for", "năm {year} thực hiện {value}, mục tiêu {goal}"),
    "told.line": (
        "straight line from {base} ({from_year}) to {goal} ({due}): {expected} in {year}; told: {value}",
        "đường thẳng từ {base} ({from_year}) đến {goal} ({due}): năm {year} cần {expected}; thực hiện {value}",
    ),
    "told.one": (
        "{value} in {year}; no earlier value to draw a line from",
        "năm {year} thực hiện {value}; chưa có số liệu trước đó để tính tiến độ",
    ),
    "told.sum": (
        "{years}: {parts} = {value} of {goal}; an even pace asks for {expected} by the end of {year}",
        "{years}: {parts} = {value} trên {goal}; chia đều thì hết năm {year} cần {expected}",
    ),
    "told.sum_done": ("{years}: {parts} = {value} of {goal}", "{years}: {parts} = {value} trên {goal}"),
    "told.mean": (
        "mean of {count} years ({years}): {value}; goal: {goal}",
        "bình quân {count} năm ({years}): {value}; mục tiêu bình quân {goal}",
    ),
    "told.overdue": (
        "due by the end of {due}; the latest value told is {value} of {year}",
        "thời hạn hết năm {due}; số liệu mới nhất là {value} của năm {year}",
    ),
    "told.silent": ("nothing told since {document}", "từ {document} đến nay chưa có văn bản nào nêu kết quả"),
    "told.silent_due": (
        "due by the end of {due}; nothing told since {document}",
        "thời hạn hết năm {due}; từ {document} đến nay chưa có văn bản nào nêu kết quả",
    ),
    "told.base": ("before: {base} ({from_year})", "xuất phát: {base} ({from_year})"),
    "told.revised": ("now {goal}, by {document}", "nay là {goal}, theo {document}"),
    "legend.met": (
        "Met: the value of the goal's year keeps it; a goal “by” a year may be met before.",
        "Đạt: số liệu của năm mục tiêu đạt mức đề ra; mục tiêu “đến năm” có thể đạt sớm hơn.",
    ),
    "legend.not_met": (
        "Not met: the value of the goal's year misses it.",
        "Không đạt: số liệu của năm mục tiêu chưa đạt mức đề ra.",
    ),
    "legend.on_the_way": (
        "On the way: the time is not over. On pace or behind is told against the straight line from where it started "
        "to the goal, each year at its end.",
        "Đang thực hiện: chưa hết thời hạn. Kịp hay chậm tiến độ là so với đường thẳng từ điểm xuất phát đến mục tiêu, "
        "mỗi năm tính vào cuối năm.",
    ),
    "legend.overdue": (
        "Overdue: the time is over, and only earlier values were told; none of them keeps the goal.",
        "Quá hạn: đã hết thời hạn mà mới có số liệu của các năm trước, chưa số liệu nào đạt.",
    ),
    "legend.silent": (
        "No result told: no later document gives a value. Values of the document that sets the goal are where it "
        "starts.",
        "Chưa có kết quả: không văn bản nào ban hành sau đó nêu số liệu. Số liệu trong chính văn bản đề ra mục tiêu là "
        "điểm xuất phát.",
    ),
    "legend.revised": (
        "Revised: a later document of the same place sets another value for the same time. The new goal counts.",
        "Đã điều chỉnh: văn bản sau của cùng địa phương đề ra mức khác cho cùng thời hạn. Chỉ tính mục tiêu mới.",
    ),
    "legend.totals": (
        "Totals over years are never held against one year: values of single years are summed, and averages are the "
        "mean of the years told.",
        "Tổng cả giai đoạn không so với một năm: số liệu từng năm được cộng lại; mức bình quân là trung bình các năm "
        "đã có số liệu.",
    ),
    "legend.words": (
        "≈ Joined by the words of its name, not by the catalogue: to be looked at.",
        "≈ Ghép theo từ ngữ trong tên gọi, không theo danh mục: nên kiểm tra lại.",
    ),
}

SIGNS = {
    "overdue": "!", "not_met": "✗", "on_the_way": "→", "unclear": "?", "silent": "○", "met": "✓", "revised": "↻",
    "no_goal": "·",
}  # fmt: skip
"""A sign beside every colour, so that none is told by colour alone."""


def label(key: str, language: Language, **values: object) -> str:
    """The text of `key`, its {places} filled."""
    text = LABELS[key][1 if language == "vi" else 0]
    return text.format(**values) if values else text
