"""What speaks for and against a record: doubts with what they take from its confidence, and the rules in `why`."""

from __future__ import annotations

from typing import Literal, NamedTuple

from extract.contract.codes.values import Words

DoubtId = Literal[
    "subject_inherited", "subject_of_earlier_sentence", "relation_carried", "coordinated", "distributed", "unlinked",
    "no_period", "count", "damaged",
]  # fmt: skip


class Doubt(NamedTuple):
    """What is known to make readings go wrong: by how much it lowers the confidence, and when it is raised."""

    less: float
    en: str
    vi: str


SURE = 0.97
"""The confidence of a record without a doubt."""
DOUBTS: dict[DoubtId, Doubt] = {
    "subject_inherited": Doubt(
        0.08,
        'the value has no name of its own and takes that of a value before it ("… và đạt 95% vào năm 2030")',
        "giá trị không có tên riêng, lấy tên của giá trị đứng trước",
    ),
    "subject_of_earlier_sentence": Doubt(
        0.18,
        "as well, where that value stands in an earlier sentence of the item",
        "thêm vào đó, giá trị ấy nằm ở câu trước trong cùng mục",
    ),
    "relation_carried": Doubt(
        0.05,
        '"tối thiểu 90% A và 80% B": the "tối thiểu" of the first is taken to hold for the second',
        '"tối thiểu 90% A và 80% B": chữ "tối thiểu" của vế đầu được hiểu là dùng cho cả vế sau',
    ),
    "coordinated": Doubt(
        0.03,
        "one number is given to several names that stand side by side",
        "một con số dùng chung cho nhiều tên đứng cạnh nhau",
    ),
    "distributed": Doubt(
        0.03,
        '"mỗi chỉ số": one number is given to each index named before',
        '"mỗi chỉ số": một con số dùng cho từng chỉ số đã nêu',
    ),
    "unlinked": Doubt(
        0.08,
        "no entry of the catalogue fits; `indicator.id` is null",
        "không mục nào trong danh mục phù hợp; `indicator.id` là null",
    ),
    "no_period": Doubt(
        0.02,
        "neither sentence, item nor heading names a year",
        "câu, mục và tiêu đề đều không nêu năm",
    ),
    "count": Doubt(
        0.08,
        "a plain number of things, which may be a mere head-count",
        "số lượng đơn thuần, có thể chỉ là thống kê",
    ),
    "damaged": Doubt(
        0.10,
        "words of its name were restored, and their restoration is doubtful (below 0.8)",
        "tên có chữ được khôi phục mà việc khôi phục còn nghi ngờ (dưới 0,8)",
    ),
}

STEPS: dict[str, Words] = {
    "bind.subject_inherited": (
        "its indicator is that of the value at these characters",
        "chỉ tiêu lấy từ giá trị tại các ký tự này",
    ),
    "bind.distributed": (
        'its indicator is of the list that "mỗi chỉ số" refers to',
        'chỉ tiêu lấy từ danh sách mà "mỗi chỉ số" nhắc đến',
    ),
    "bind.ranked_ratio": ("a position, because a/b of an index is one", "thứ hạng, vì a/b của một chỉ số là thứ hạng"),
    "bind.growth_noun": (
        'its direction is from a noun ("tốc độ tăng")',
        'chiều tăng giảm lấy từ danh từ ("tốc độ tăng")',
    ),
    "bind.period_of_item": (
        "its period is from an earlier sentence or an enclosing item",
        "thời gian lấy từ câu trước hoặc mục bao ngoài",
    ),
    "bind.period_of_heading": ("its period is from a heading", "thời gian lấy từ tiêu đề"),
    "bind.restated_goal": (
        "the goal that a report restates before its result",
        "mục tiêu mà báo cáo nhắc lại trước kết quả",
    ),
    "bind.goal_in_bracket": (
        "the goal that a bracket sets beside a result",
        "mục tiêu ghi trong ngoặc bên cạnh kết quả",
    ),
    "bind.carried_out": (
        "a result, because its sentence says what was done",
        "kết quả, vì câu nói về việc đã làm",
    ),
    "bind.report": (
        "its kind is from nothing nearer than the type of document: a report",
        "loại chỉ căn cứ vào loại văn bản: báo cáo",
    ),
    "bind.document_commits": (
        "its kind is from nothing nearer than the type of document: one that commits",
        "loại chỉ căn cứ vào loại văn bản: văn bản cam kết",
    ),
    "table.cell": ("its name is from the row it stands in", "tên lấy từ hàng của bảng"),
    "table.header": (
        "its year, unit or kind is from the head of its column",
        "năm, đơn vị hoặc loại lấy từ tiêu đề cột",
    ),
    "restore.doubtful": (
        "a word of its name whose diacritics were put back in doubt",
        "chữ trong tên có dấu được khôi phục còn nghi ngờ",
    ),
}
"""Steps of the code that leave their id in `why`; all other ids there are rows of the rule data."""

FAMILIES: dict[str, Words] = {
    "value": ("the amount", "giá trị"),
    "relation": ("at least, at most", "ít nhất, tối đa"),
    "period": ("the years", "thời gian"),
    "tier": ("the tier", "cấp chính quyền"),
    "phrase": ("commitment, result or exception", "cam kết, kết quả hoặc ngoại trừ"),
    "heading": ("the heading above", "tiêu đề phía trên"),
    "cues": ("a cue word", "từ chỉ dẫn"),
    "kind": ("commitment or result, weighed", "cam kết hay kết quả, đã cân nhắc"),
    "bind": ("how it was put together", "cách ghép nối"),
    "table": ("the table", "bảng"),
    "restore": ("restored words", "từ được khôi phục"),
}
"""What a rule is about, by the first part of its id."""
