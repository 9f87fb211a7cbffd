"""What `chitieu apply` says, and what is said of reviewed records: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "help.apply": (
        "Make verdicts part of the outputs: corrected, rejected and added records.",
        "Đưa nhận xét vào đầu ra: bản ghi được sửa, bị loại, được bổ sung.",
    ),
    "help.apply.files": (
        "Verdict files saved from review pages, or folders of them; none: what was taken in before.",
        "Tệp nhận xét lưu từ trang rà soát, hoặc thư mục chứa chúng; không nêu: dùng nhận xét đã nhận trước đây.",
    ),
    "help.apply.outputs": (
        "Folder of outputs; the verdicts are kept in its folder verdicts.",
        "Thư mục đầu ra; nhận xét được giữ trong thư mục con verdicts.",
    ),
    "help.apply.settle": (
        "Reviewer whose word decides where reviewers differ.",
        "Người kiểm tra có ý kiến quyết định khi các ý kiến khác nhau.",
    ),
    "help.apply.conflicts": (
        "File for the records on which reviewers differ (CSV).",
        "Tệp nhận danh sách bản ghi có ý kiến khác nhau (CSV).",
    ),
    "use.no_outputs_folder": (
        "say which outputs: --outputs DIR",
        "hãy nêu thư mục đầu ra: --outputs THƯ-MỤC",
    ),
    "use.nothing_judged": (
        "name at least one verdict file: {path} has no verdicts yet",
        "hãy nêu ít nhất một tệp nhận xét: {path} chưa có nhận xét nào",
    ),
    "use.no_reviewer": (
        "nobody called {name} has judged; reviewers are: {names}",
        "không có người kiểm tra tên {name}; hiện có: {names}",
    ),
    "use.unfit": (
        "the document's id {id} can be no file name",
        "mã văn bản {id} không dùng làm tên tệp được",
    ),
    "apply.document": (
        "{document}: {right} right, {corrected} corrected, {wrong} wrong, {added} added; "
        "{records:record stands/records stand}",
        "{document}: {right} đúng, {corrected} sửa lại, {wrong} sai, {added} bổ sung; còn hiệu lực {records} bản ghi",
    ),
    "apply.conflicts": (
        "note: {document}: reviewers differ, records left as the extractor had them ({count}): {records}",
        "lưu ý: {document}: ý kiến khác nhau, bản ghi giữ như máy đọc ({count}): {records}",
    ),
    "apply.changed": (
        "note: {document}: the text has changed below judged records ({count}): {records}",
        "lưu ý: {document}: văn bản đã thay đổi ở bản ghi đã nhận xét ({count}): {records}",
    ),
    "apply.lost": (
        "note: {document}: judged records no longer found ({count}): {records}",
        "lưu ý: {document}: không còn tìm thấy bản ghi đã nhận xét ({count}): {records}",
    ),
    "apply.moot": (
        "note: {document}: records that were found wrong are gone or read otherwise ({count}): {records}",
        "lưu ý: {document}: bản ghi bị xét là sai nay không còn hoặc đã đọc khác ({count}): {records}",
    ),
    "apply.torn": (
        "note: {document}: a line that cannot be read was left out: {places}",
        "lưu ý: {document}: đã bỏ dòng không đọc được: {places}",
    ),
    "apply.without": (
        "note: {document}: its verdicts are kept, but {path} has no output of it",
        "lưu ý: {document}: nhận xét được giữ, nhưng {path} không có đầu ra của văn bản này",
    ),
    "apply.total": (
        "new verdicts: {new}; documents judged: {documents}; outputs changed: {rewritten}",
        "nhận xét mới: {new}; văn bản đã nhận xét: {documents}; đầu ra thay đổi: {rewritten}",
    ),
    "apply.agreement": ("Agreement", "Mức độ thống nhất"),
    "apply.reviewers": ("reviewers", "người kiểm tra"),
    "apply.field": ("field", "trường"),
    "apply.both": ("judged by both", "cả hai đã nhận xét"),
    "apply.agreed": ("agreed", "giống nhau"),
    "apply.kappa": ("kappa", "kappa"),
    "apply.written": ("{path}: lines: {rows}", "{path}: số dòng: {rows}"),
    "agreement.verdict": ("is a record", "có phải bản ghi"),
    "agreement.unnamed": ("(no name)", "(không tên)"),
    "reviewed.right": ("right", "đúng"),
    "reviewed.wrong": ("wrong", "sai"),
    "reviewed.corrected": ("corrected", "sửa lại"),
    "reviewed.added": ("added", "bổ sung"),
}
