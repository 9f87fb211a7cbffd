"""A Frictionless data package: the three tables as CSV files, and `datapackage.json`, which says what they hold.

The descriptor follows the Data Package specification (specs.frictionlessdata.io); what it has no word for,
descriptions in Vietnamese and how text is disarmed, stands in properties of our own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extract.contract.model import SCHEMA, Extraction
from extract.sources.regular import contents
from extract.write.atomic import replacing_folder
from extract.write.columns import DOCUMENTS, REJECTED, TABLES, TARGETS, Column, Table
from extract.write.export.flat import write_csv
from extract.write.export.spool import Spool, spooled

DESCRIPTOR = "datapackage.json"
_ORDER = (TARGETS, DOCUMENTS, REJECTED)
_DISARMED = (
    "In the CSV files a text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a carriage "
    "return, or with ' before one of these) has one more ' in front: take it off to have the text as it was. "
    "Numbers are never changed.",
    "Trong các tệp CSV, nội dung mà bảng tính có thể chạy như công thức (bắt đầu bằng = + - @, dấu tab hoặc ký tự "
    "xuống dòng CR, hoặc bằng ' đứng trước các ký tự này) có thêm một dấu ' ở đầu: bỏ dấu này để có lại nội dung gốc. "
    "Con số không bị thay đổi.",
)
_DIALECT = {
    "delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "skipInitialSpace": False,
    "header": True,
}  # fmt: skip
"""How the files are written: programs that are not told guess it from what stands in them, and guess wrong."""
_ABOUT = (
    "Commitments and reported results of Vietnamese provinces, read out of their documents by chitieu.",
    "Mục tiêu cam kết và kết quả báo cáo của các tỉnh, do chitieu trích từ văn bản.",
)


def _field(column: Column, key: tuple[str, ...]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if key == (column.name,):
        constraints["unique"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    field: dict[str, Any] = {"name": column.name, "type": column.type}
    if column.type == "date":
        field["format"] = "%Y-%m-%d"
    field |= {"description": column.en, "description_vi": column.vi}
    return {**field, "constraints": constraints} if constraints else field


def _resource(table: Table, path: Path) -> dict[str, Any]:
    data = contents(path)
    schema: dict[str, Any] = {
        "fields": [_field(column, table.key) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.linked:
        reference = {"resource": DOCUMENTS.name, "fields": ["document"]}
        schema["foreignKeys"] = [{"fields": ["document"], "reference": reference}]
    return {
        "name": table.name, "path": path.name, "description": table.en, "description_vi": table.vi,
        "type": "table", "profile": "tabular-data-resource", "scheme": "file", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "dialect": dict(_DIALECT), "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "schema": schema,
    }  # fmt: skip


def _descriptor(spool: Spool, folder: Path) -> dict[str, Any]:
    sources = [
        {"title": row["title"] or row["document"], "path": row["source"], "sha256": row["sha256"]}
        for row in spool.rows(DOCUMENTS)
    ]
    package = {
        "profile": "tabular-data-package", "name": "chitieu", "version": SCHEMA.split("/")[1], "title": "Chỉ Tiêu",
        "description": f"{_ABOUT[0]} {_DISARMED[0]}", "description_vi": f"{_ABOUT[1]} {_DISARMED[1]}",
        "keywords": ["Vietnam", "public administration", "targets"],
        "resources": [_resource(table, folder / f"{table.name}.csv") for table in _ORDER],
    }  # fmt: skip
    return {**package, "sources": sources} if sources else package


def _ours(path: Path) -> bool:
    """Whether a file is one that such a package consists of; what stands in the tables is not looked at."""
    if path.name == DESCRIPTOR:
        try:
            return bool(json.loads(contents(path))["name"] == "chitieu")
        except (ValueError, KeyError, TypeError, RecursionError, OSError):
            return False
    return path.name in {f"{table.name}.csv" for table in TABLES} and (path.parent / DESCRIPTOR).is_file()


def write(extractions: Iterable[Extraction], out: Path) -> dict[str, int]:
    """Write the folder; the number of rows by table comes back.

    A folder that stands there is replaced if it is such a package itself or empty: else Foreign.
    """
    with spooled(extractions, TABLES) as spool, replacing_folder(out, _ours) as folder:
        for table in _ORDER:
            write_csv(spool, table, folder / f"{table.name}.csv")
        descriptor = json.dumps(_descriptor(spool, folder), ensure_ascii=False, indent=1)
        (folder / DESCRIPTOR).write_bytes(f"{descriptor}\n".encode())
        return {table.name: spool.count(table) for table in _ORDER}
