"""What `chitieu compare` says: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "help.compare": (
        "One table: indicators down, provinces across, who promised what.",
        "Một bảng: chỉ tiêu theo hàng, tỉnh theo cột, ai đã cam kết gì.",
    ),
    "help.compare.folder": (
        "Folder of outputs.",
        "Thư mục đầu ra.",
    ),
    "help.compare.out": (
        "Folder for compare.html, .xlsx, .csv and .json.",
        "Thư mục nhận compare.html, .xlsx, .csv và .json.",
    ),
    "help.compare.reference": (
        "Id of the document the others are held against (else their usual value).",
        "Mã văn bản dùng làm chuẩn so sánh (nếu không: giá trị phổ biến).",
    ),
    "help.compare.review": (
        "Folder of review pages that links to sentences lead to.",
        "Thư mục trang rà soát mà liên kết tới câu văn dẫn đến.",
    ),
    "use.compare": (
        "name the folder of outputs that `chitieu extract` wrote",
        "hãy nêu thư mục đầu ra mà `chitieu extract` đã ghi",
    ),
    "use.no_outputs": (
        "{path}: no outputs of `chitieu extract` in it",
        "{path}: không có đầu ra nào của `chitieu extract`",
    ),
    "use.no_reference": (
        "no document {id} here; there are: {known}",
        "không có văn bản {id}; hiện có: {known}",
    ),
    "compare.total": (
        "{documents:document/documents}, {rows:row/rows} of commitments: {differs:differs/differ}, "
        "{stricter} with a stricter value, {laxer} with a laxer one, {silent} in which someone is silent",
        "{documents} văn bản, {rows} hàng mục tiêu: {differs} hàng khác nhau, {stricter} hàng có nơi yêu cầu cao hơn, "
        "{laxer} hàng có nơi yêu cầu thấp hơn, {silent} hàng có nơi không nêu",
    ),
    "compare.alone": (
        "{documents:document/documents}, {rows:row/rows} of commitments, all of one place: there is nothing to compare "
        "them with",
        "{documents} văn bản, {rows} hàng mục tiêu, đều của một nơi: không có gì để so",
    ),
    "compare.unshared": (
        "{documents:document/documents}, {rows:row/rows} of commitments: no two documents set a target for the same "
        "indicator, tier and year, so there is nothing to call stricter, laxer or silent",
        "{documents} văn bản, {rows} hàng mục tiêu: không có chỉ tiêu nào được hai văn bản nêu cho cùng cấp và "
        "cùng năm, nên không có gì để xét cao hơn, thấp hơn hay không nêu",
    ),
    "compare.beside": (
        "; {count:row/rows} of other years beside each other",
        "; {count} hàng xếp các năm khác nhau cạnh nhau",
    ),
    "compare.report": (
        "{id}: {goals:goal/goals}, {met} met, {not_met} not met, {no_figure} without a figure, {unclear} unclear; "
        "{clashes} told otherwise by the report",
        "{id}: {goals} mục tiêu, {met} đạt, {not_met} chưa đạt, {no_figure} không có số liệu, {unclear} không rõ; "
        "{clashes} báo cáo tự đánh giá khác",
    ),
    "compare.reports": ("{count:report/reports}", "{count} báo cáo"),
    "compare.leftover": (
        "{count:record has/records have} neither number nor band, in no cell (see leftover in compare.json)",
        "{count} bản ghi không có số cũng không có mức nên không nằm trong ô nào (xem leftover trong compare.json)",
    ),
}
