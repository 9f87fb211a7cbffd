"""What speaks for and against a record: what binding had to take over from elsewhere, and the rules in `why`."""

from __future__ import annotations

from typing import Literal

from extract.contract.codes.values import Words

DoubtId = Literal["subject_inherited", "subject_of_earlier_sentence", "relation_carried", "coordinated"]
"""What binding notes of a record that it had to take over from elsewhere: `record.<doubt>` or `measure.<doubt>` in
evidence.yaml."""


STEPS: dict[str, Words] = {
    "bind.item_title": (
        "the title of the item that the sentence is under says what is measured",
        "tiêu đề của mục chứa câu này cho biết chỉ tiêu",
    ),
    "bind.subject_inherited": (
        "its indicator is that of the value at these characters",
        "chỉ tiêu lấy từ giá trị tại các ký tự này",
    ),
    "bind.distributed": (
        'its indicator is of the list that "mỗi chỉ số" refers to',
        'chỉ tiêu lấy từ danh sách mà "mỗi chỉ số" nhắc đến',
    ),
    "bind.ranked_ratio": ("a position, because a/b of an index is one", "thứ hạng, vì a/b của một chỉ số là thứ hạng"),
    "bind.unit_lent": (
        "its unit is that of the value at these characters, in the same list",
        "đơn vị lấy từ giá trị tại các ký tự này, trong cùng một danh sách",
    ),
    "bind.growth_noun": (
        'its direction is from a noun ("tốc độ tăng")',
        'chiều tăng giảm lấy từ danh từ ("tốc độ tăng")',
    ),
    "bind.part_of_growth": (
        'its direction is that of the growth whose part it is ("trong đó: ...")',
        'chiều tăng giảm lấy từ mức tăng chung mà nó là một phần ("trong đó: ...")',
    ),
    "bind.direction_shared": (
        "its direction is that of the value it is joined to",
        "chiều tăng giảm lấy từ giá trị liền trước cùng vế",
    ),
    "bind.direction_of_lead": (
        "its direction is from the verb before the colon",
        "chiều tăng giảm lấy từ động từ trước dấu hai chấm",
    ),
    "bind.period_of_item": (
        "its period is from an earlier sentence or an enclosing item",
        "thời gian lấy từ câu trước hoặc mục bao ngoài",
    ),
    "bind.period_of_heading": ("its period is from a heading", "thời gian lấy từ tiêu đề"),
    "bind.from_on": (
        "at least so much: from its value on, and nothing says to where",
        "ít nhất bằng giá trị, vì nêu mức bắt đầu mà không nêu mức đến",
    ),
    "bind.result_over_goal": (
        "a result and its goal, written as a fraction",
        "kết quả và mục tiêu, viết như phân số",
    ),
    "bind.signed": ("a growth or a fall, by its sign", "tăng hoặc giảm, theo dấu"),
    "bind.restated_goal": (
        "the goal that a report restates before its result",
        "mục tiêu mà báo cáo nhắc lại trước kết quả",
    ),
    "bind.goal_in_lead": (
        "a label, a lead-in or a deadline still to come says that it is a goal",
        "nhãn, câu dẫn hoặc thời hạn còn ở phía trước cho biết đây là mục tiêu",
    ),
    "bind.goal_in_bracket": (
        "the goal that a bracket sets beside a result",
        "mục tiêu ghi trong ngoặc bên cạnh kết quả",
    ),
    "bind.restated_share": (
        "it says the fraction at these characters again as a share",
        "nhắc lại phân số tại các ký tự này dưới dạng tỷ lệ",
    ),
    "bind.goal_beside_result": (
        "a goal named behind its result, or by how much the two differ",
        "mục tiêu nêu sau kết quả, hoặc mức chênh lệch giữa hai số",
    ),
    "bind.legend_of_brackets": (
        "the text says what its numbers in brackets are",
        "văn bản nói rõ số trong ngoặc là gì",
    ),
    "bind.earlier_value": (
        "a result, because it stands in a bracket that opens with a time that is not ahead",
        "kết quả, vì nằm trong ngoặc mở đầu bằng thời gian đã qua",
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
    "bind.responsible_tagged": (
        "the body at these characters is charged with it, as the tagger read where no rule tells it",
        "giao cho cơ quan tại các ký tự này, do bộ gán nhãn đọc khi không quy tắc nào nhận ra",
    ),
    "table.cell": ("its name is from the row it stands in", "tên lấy từ hàng của bảng"),
    "table.header": (
        "its year, unit or kind is from the head of its column",
        "năm, đơn vị hoặc loại lấy từ tiêu đề cột",
    ),
    "table.named_around": (
        "the words beside it in the table, or above it, tell of what it is",
        "từ ngữ bên cạnh trong bảng, hoặc phía trên bảng, cho biết của cái gì",
    ),
    "table.deadline": (
        "its year is from the row's deadline",
        "năm lấy từ cột thời hạn của hàng",
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
    "measure": ("a record or not, weighed", "là bản ghi hay không, đã cân nhắc"),
    "record": ("the record as a whole, weighed", "cả bản ghi, đã cân nhắc"),
    "bind": ("how it was put together", "cách ghép nối"),
    "table": ("the table", "bảng"),
    "restore": ("restored words", "từ được khôi phục"),
}
"""What a rule is about, by the first part of its id."""
