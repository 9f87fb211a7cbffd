"""What `chitieu export` says: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "help.export": (
        "Outputs in a form that other tools load.",
        "Kết quả ở dạng mà công cụ khác đọc được.",
    ),
    "help.export.folder": (
        "Folder of outputs.",
        "Thư mục kết quả.",
    ),
    "help.export.to": (
        "jsonl, csv, parquet, xlsx, duckdb, datapackage or webannotation.",
        "jsonl, csv, parquet, xlsx, duckdb, datapackage hoặc webannotation.",
    ),
    "help.export.out": (
        "File to write (a folder for datapackage and webannotation).",
        "Tệp cần ghi (thư mục đối với datapackage và webannotation).",
    ),
}
