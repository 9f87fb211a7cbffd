"""What the pages of `chitieu serve` say: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "serve.marking.following": ("Next document", "Văn bản tiếp theo"),
    "serve.marking.together": ("Judged by anybody:", "Mọi người đã xét:"),
    "serve.marking.one_by_one": ("Judge the records one by one", "Nhận xét lần lượt từng bản ghi"),
    "serve.saving": ("Saving…", "Đang lưu…"),
    "serve.saved": ("Saved", "Đã lưu"),
    "serve.saving.failed": (
        "Not saved yet: the server does not answer. It is kept here and tried again.",
        "Chưa lưu được: máy chủ không trả lời. Nhận xét được giữ tại đây và sẽ gửi lại.",
    ),
    "serve.saving.changed": (
        "Not saved: the document was extracted anew. Load this page again.",
        "Chưa lưu: văn bản đã được trích lại. Hãy tải lại trang này.",
    ),
    "serve.saving.refused": (
        "Not saved: the server does not take this verdict.",
        "Chưa lưu: máy chủ không nhận nhận xét này.",
    ),
    "serve.saving.signed_out": (
        "Not saved: sign in again, then load this page; your verdicts are kept here.",
        "Chưa lưu: hãy đăng nhập lại rồi tải lại trang; nhận xét được giữ tại đây.",
    ),
    "serve.mine": ("You", "Bạn"),
    "serve.settle": ("Settle so", "Chọn ý kiến này"),
    "serve.differ": ("Reviewers differ; settle it:", "Ý kiến khác nhau, cần thống nhất:"),
    "serve.kept.server": (
        "Verdicts are saved on the server at once.",
        "Nhận xét được lưu ngay trên máy chủ.",
    ),
}
