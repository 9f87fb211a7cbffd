"""What `chitieu review` and `chitieu gold` says: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "help.review": (
        "Pages that show every record on its source text, to be checked by a reader.",
        "Trang rà soát: mọi bản ghi đặt trên văn bản gốc để người đọc kiểm tra.",
    ),
    "help.review.folder": (
        "Folder of outputs.",
        "Thư mục đầu ra.",
    ),
    "help.review.out": (
        "Folder for index.html and one page a document.",
        "Thư mục nhận index.html và mỗi văn bản một trang.",
    ),
    "help.review.sources": (
        "Where the documents are, if not where the outputs say.",
        "Nơi chứa văn bản gốc, nếu không ở chỗ đầu ra ghi.",
    ),
    "help.gold": (
        "Gold annotation: records checked by people.",
        "Bản gán nhãn chuẩn: các bản ghi do người kiểm tra.",
    ),
    "help.gold.import": (
        "Turn verdict files saved from review pages into gold files.",
        "Chuyển tệp nhận xét lưu từ trang rà soát thành tệp chuẩn.",
    ),
    "help.gold.files": (
        "Verdict files.",
        "Các tệp nhận xét.",
    ),
    "help.gold.out": (
        "Folder for <document>.jsonl.",
        "Thư mục nhận <văn bản>.jsonl.",
    ),
    "use.no_verdicts": ("name at least one verdict file", "hãy nêu ít nhất một tệp nhận xét"),
    "review.progress": ("Making pages", "Đang tạo trang"),
    "review.total": ("{pages:page/pages}; open {index}", "{pages} trang; mở {index}"),
    "review.missing": (
        "note: {id}: the source {path} was not found; its page has the sentences of the records only (see --sources)",
        "lưu ý: {id}: không tìm thấy văn bản gốc {path}; trang chỉ có các câu trong bản ghi (xem --sources)",
    ),
    "review.different": (
        "note: {id}: {path} is not the file the records were made from; its page has the sentences of the records only",
        "lưu ý: {id}: {path} không phải tệp đã dùng để trích; trang chỉ có các câu trong bản ghi",
    ),
    "review.displaced": (
        "note: {id}: records do not stand where they say in {path}; its page has the sentences of the records only",
        "lưu ý: {id}: có bản ghi không khớp vị trí trong {path}; trang chỉ có các câu trong bản ghi",
    ),
    "gold.written": (
        "{path}: {records:record/records}, {wrong} judged wrong, {unjudged:number/numbers} not judged",
        "{path}: {records} bản ghi, {wrong} bị xét là sai, {unjudged} con số chưa xét",
    ),
}
