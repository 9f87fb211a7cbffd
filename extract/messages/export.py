"""What `chitieu export` says: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "help.export": (
        "Outputs in a form that other tools load.",
        "Đầu ra ở dạng mà công cụ khác đọc được.",
    ),
    "help.export.folder": (
        "Folder of outputs.",
        "Thư mục đầu ra.",
    ),
    "help.export.to": (
        "jsonl, csv, parquet, xlsx, duckdb, datapackage or webannotation.",
        "jsonl, csv, parquet, xlsx, duckdb, datapackage hoặc webannotation.",
    ),
    "help.export.out": (
        "File to write (a folder for datapackage and webannotation).",
        "Tệp cần ghi (thư mục đối với datapackage và webannotation).",
    ),
    "export.no_format": (
        "say which format: --to FORMAT, one of {formats}",
        "hãy nêu định dạng: --to ĐỊNH-DẠNG, một trong {formats}",
    ),
    "export.format": (
        "no format {name!r}; there are {formats}",
        "không có định dạng {name!r}; có thể chọn {formats}",
    ),
    "export.no_out": (
        "say where to write: --out PATH",
        "hãy nêu nơi ghi: --out ĐƯỜNG-DẪN",
    ),
    "export.nothing": (
        "no outputs in {path} (make them with chitieu extract)",
        "không có đầu ra nào trong {path} (hãy tạo bằng chitieu extract)",
    ),
    "export.too_many": (
        "more rows in {table} than an XLSX sheet holds; take another format",
        "bảng {table} có nhiều dòng hơn một trang XLSX chứa được; hãy chọn định dạng khác",
    ),
    "export.foreign": (
        "not replaced, it is no export of chitieu: {path} (remove it or choose another --out)",
        "không ghi đè vì không phải tệp do chitieu xuất: {path} (hãy xóa hoặc chọn --out khác)",
    ),
    "export.written": ("{path}: {rows}", "{path}: {rows}"),
    "export.targets": ("{rows:record/records}", "{rows} bản ghi"),
    "export.documents": ("{rows:document/documents}", "{rows} văn bản"),
    "export.rejected": ("{rows:other number/other numbers}", "{rows} con số khác"),
    "export.annotations": ("{rows:annotation/annotations}", "{rows} chú thích"),
}
