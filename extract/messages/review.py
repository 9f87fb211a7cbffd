"""What `chitieu review` and `chitieu gold` says: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "help.review": (
        "Pages that show every record on its source text, to be checked by a reader.",
        "Trang xem lại: mọi bản ghi đặt trên văn bản gốc để người đọc kiểm tra.",
    ),
    "help.review.folder": (
        "Folder of outputs.",
        "Thư mục kết quả.",
    ),
    "help.review.out": (
        "Folder for index.html and one page a document.",
        "Thư mục nhận index.html và mỗi văn bản một trang.",
    ),
    "help.review.sources": (
        "Where the documents are, if not where the outputs say.",
        "Nơi chứa văn bản gốc, nếu không ở chỗ kết quả ghi.",
    ),
    "help.gold": (
        "Gold annotation: records checked by people.",
        "Bản gán nhãn chuẩn: các bản ghi do người kiểm tra.",
    ),
    "help.gold.import": (
        "Turn verdict files saved from review pages into gold files.",
        "Chuyển tệp nhận xét lưu từ trang xem lại thành tệp chuẩn.",
    ),
    "help.gold.files": (
        "Verdict files.",
        "Các tệp nhận xét.",
    ),
    "help.gold.out": (
        "Folder for <document>.jsonl.",
        "Thư mục nhận <văn bản>.jsonl.",
    ),
}
