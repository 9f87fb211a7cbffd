"""What the fields of a record and of a head may hold: the ids as types, and what each is called in both languages.

One word for one thing: chỉ tiêu = indicator, mục tiêu = target, kết quả = result.
"""

from __future__ import annotations

from typing import Literal

Words = tuple[str, str]
"""A text in English and in Vietnamese."""

Kind = Literal["target", "actual"]
Unit = Literal[
    "percent", "rank", "places", "band", "ratio", "minutes", "days", "money", "points", "count", "quantity"
]  # fmt: skip
Relation = Literal["eq", "ge", "gt", "le", "lt", "between"]
Direction = Literal["increase", "decrease"]
PeriodType = Literal["by", "in", "during", "annual", "asof"]
Level = Literal["central", "province", "district", "commune"]
DocumentType = Literal["resolution", "decision", "plan", "programme", "report", "directive", "other"]
TextState = Literal["clean", "restored"]
Per = Literal["year"]
PeriodRow = Literal[
    "by", "in", "during", "until", "from", "onward", "asof", "year", "yearly", "baseline", "baseline_open", "months",
    "dated",
]  # fmt: skip

KINDS: dict[Kind, Words] = {
    "target": ("target", "mục tiêu"),
    "actual": ("result", "kết quả"),
}
UNITS: dict[Unit, Words] = {
    "percent": ("percent", "phần trăm"),
    "rank": ("position in a ranking", "thứ hạng"),
    "places": ("change of position", "số bậc"),
    "band": ("band in words", "nhóm, mức bằng chữ"),
    "ratio": ("a of b", "a trên b"),
    "minutes": ("minutes", "phút"),
    "days": ("days", "ngày"),
    "money": ("money", "tiền"),
    "points": ("points, percentage points", "điểm, điểm phần trăm"),
    "count": ("number of things", "số lượng"),
    "quantity": ("any other amount", "đại lượng khác"),
}
WORDED: frozenset[str] = frozenset({"money", "quantity", "points", "count"})
"""Units of which a record keeps the words (`unit_text`)."""
RELATIONS: dict[Relation, Words] = {
    "eq": ("exactly", "đúng bằng"),
    "ge": ("at least", "ít nhất"),
    "gt": ("more than", "trên"),
    "le": ("at most", "tối đa"),
    "lt": ("less than", "dưới"),
    "between": ("between", "trong khoảng"),
}
RELATION_SIGNS: dict[Relation, str] = {"eq": "=", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "between": "–"}
DIRECTIONS: dict[Direction, Words] = {
    "increase": ("increase", "tăng"),
    "decrease": ("decrease", "giảm"),
}
DIRECTION_SIGNS: dict[Direction, str] = {"increase": "↑", "decrease": "↓"}
LEVELS: dict[Level, Words] = {
    "central": ("central", "trung ương"),
    "province": ("province", "tỉnh"),
    "district": ("district", "huyện"),
    "commune": ("commune", "xã"),
}
PERIODS: dict[PeriodType, Words] = {
    "by": ("by (year)", "đến năm"),
    "in": ("in (year)", "trong năm"),
    "during": ("during (years)", "trong giai đoạn"),
    "annual": ("each year of", "hằng năm trong"),
    "asof": ("to date", "đến nay"),
}
PERS: dict[Per, Words] = {"year": ("each year", "mỗi năm")}
DOCUMENT_TYPES: dict[DocumentType, Words] = {
    "resolution": ("resolution", "nghị quyết"),
    "decision": ("decision", "quyết định"),
    "plan": ("plan", "kế hoạch"),
    "programme": ("programme", "chương trình"),
    "report": ("report", "báo cáo"),
    "directive": ("directive", "chỉ thị"),
    "other": ("other", "khác"),
}
TEXT_STATES: dict[TextState, Words] = {
    "clean": ("as it is", "nguyên trạng"),
    "restored": ("diacritics restored", "đã khôi phục dấu"),
}
PERIOD_ROWS: dict[PeriodRow, Words] = {
    "by": ("by the end of a year", "đến hết một năm"),
    "in": ("in a year", "trong một năm"),
    "during": ("over some years", "trong một giai đoạn"),
    "until": ("up to a year", "cho đến một năm"),
    "from": ("from a year", "từ một năm"),
    "onward": ("from a year on, without end", "từ một năm trở đi"),
    "asof": ("to date", "đến nay"),
    "year": ("a bare year", "một năm không kèm từ chỉ thời gian"),
    "yearly": ("each year", "hằng năm"),
    "baseline": ("what a change is measured from, with its year", "mốc so sánh có nêu năm"),
    "baseline_open": ("the same without a year", "mốc so sánh không nêu năm"),
    "months": ("months of a year", "một số tháng trong năm"),
    "dated": ("a day without a year", "một ngày không kèm năm"),
}
"""What a row of periods.yaml reads; `context.when` makes periods of them."""
