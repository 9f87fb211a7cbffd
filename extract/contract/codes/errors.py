"""Why a document or file yields nothing: codes of errors.jsonl and of the command line; causes are in refusals.py."""

from __future__ import annotations

from extract.contract.codes.values import Words

ERRORS: dict[str, Words] = {
    "missing": ("no such file", "không có tệp này"),
    "unreadable": ("it cannot be opened, or is no regular file", "không mở được, hoặc không phải tệp thường"),
    "empty": ("there is no text in it", "không có chữ"),
    "not_a_document": (
        "no format that is read here: an archive other than zip, slides other than `.pptx`, a program",
        "không thuộc định dạng đọc được: gói nén không phải zip, trình chiếu không phải `.pptx`, chương trình",
    ),
    "encrypted": ("protected by a password", "có mật khẩu"),
    "truncated": ("damaged or cut short beyond mending", "hỏng hoặc bị cắt đến mức không sửa được"),
    "too_large": (
        "over `--max-mb` (packed or unpacked) or `--max-pages`, or built like a bomb",
        "quá `--max-mb` (kể cả khi giải nén) hoặc `--max-pages`, hoặc có cấu trúc như bom nén",
    ),
    "unknown_encoding": ("text in no encoding known here", "chữ trong bảng mã không nhận ra"),
    "not_vietnamese": ("most of it reads as another language", "phần lớn là ngôn ngữ khác"),
    "no_text_layer": ("pictures of text that are not read", "ảnh chụp chữ mà không được nhận dạng"),
    "needs_libreoffice": (
        "a format that LibreOffice converts, and it is missing",
        "định dạng cần LibreOffice chuyển đổi, mà máy chưa có",
    ),
    "time_out": ("over `--time-limit`", "quá `--time-limit`"),
    "out_of_memory": ("over `--memory-limit`", "quá `--memory-limit`"),
    "crashed": (
        "the worker process died while it read this document",
        "tiến trình xử lý bị ngắt khi đọc văn bản này",
    ),
    "partial": (
        "read in part; the output is written, with a warning of that code that says what is missing",
        "chỉ đọc được một phần; kết quả vẫn được ghi, kèm cảnh báo cùng mã cho biết thiếu gì",
    ),
    "symbolic_link": ("a link in a folder; such are not followed", "liên kết tượng trưng trong thư mục, không đi theo"),
    "no_documents": ("a folder without documents", "thư mục không có văn bản"),
    "unkept": ("its output could not be written", "không ghi được kết quả"),
    "internal_error": ("a fault of this program; the message names it", "lỗi của chương trình này"),
    "not_an_extraction": (
        "a file that should be an output of `chitieu extract` and is none",
        "tệp không phải kết quả của `chitieu extract`",
    ),
    "same_id": ("two outputs of one document id", "hai kết quả cùng một mã văn bản"),
    "not_gold": ("a gold file with a line that is no record", "tệp chuẩn có dòng không phải bản ghi"),
    "not_verdicts": ("a file that should hold verdicts and does not", "tệp không phải tệp nhận xét"),
    "another_text": ("verdicts on another text than the output's", "nhận xét về văn bản khác với kết quả"),
    "unknown_indicator": (
        "verdicts with indicators that the catalogue does not have",
        "nhận xét nêu chỉ tiêu không có trong danh mục",
    ),
    "no_text": ("gold of a document that is not at hand", "bản chuẩn của văn bản không có ở đây"),
    "judged_twice": (
        "verdict files on one document that do not agree",
        "các tệp nhận xét về một văn bản mâu thuẫn nhau",
    ),
}
"""What each code means."""
