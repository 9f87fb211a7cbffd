"""What `chitieu compare` says: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "help.compare": (
        "One table: indicators down, provinces across, who promised what.",
        "Một bảng: chỉ tiêu theo hàng, tỉnh theo cột, ai đã cam kết gì.",
    ),
    "help.compare.folder": (
        "Folder of outputs.",
        "Thư mục kết quả.",
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
        "Thư mục trang xem lại mà liên kết tới câu văn dẫn đến.",
    ),
}
