"""What `chitieu diff` says: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "help.diff": (
        "What changed between two sets of outputs, record by record.",
        "Thay đổi giữa hai bộ kết quả, theo từng bản ghi.",
    ),
    "help.diff.sides": (
        "Folders or files of outputs, or git revisions (HEAD, main~3, REV:FOLDER); NEW left out: the folder as it stands.",
        "Thư mục hoặc tệp kết quả, hoặc phiên bản git (HEAD, main~3, REV:THƯ-MỤC); bỏ NEW: thư mục hiện tại.",
    ),
    "help.diff.folder": (
        "The folder of outputs that a git revision means (else outputs).",
        "Thư mục kết quả mà phiên bản git chỉ đến (mặc định: outputs).",
    ),
    "help.diff.check": (
        "Exit with 1 if any record was lost or changed.",
        "Thoát với mã 1 nếu có bản ghi bị mất hoặc thay đổi.",
    ),
    "help.diff.summary": (
        "Print three lines only.",
        "Chỉ in ba dòng.",
    ),
    "help.diff.markdown": (
        "Print Markdown, for a pull request.",
        "In Markdown, dùng cho pull request.",
    ),
    "help.diff.html": (
        "Write a page to this file.",
        "Ghi một trang HTML vào tệp này.",
    ),
}
