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
        "For tools: jsonl, csv, parquet, xlsx, duckdb, datapackage, webannotation, langextract, labelstudio. "
        "For offices: tracker (XLSX), summary (Word, a province each).",
        "Cho công cụ: jsonl, csv, parquet, xlsx, duckdb, datapackage, webannotation, langextract, labelstudio. "
        "Cho cơ quan: tracker (bảng theo dõi XLSX), summary (bản tóm tắt Word cho từng tỉnh).",
    ),
    "help.export.words": (
        "CSV with heads and codes in words of --lang, not names for programs.",
        "CSV có tiêu đề cột và mã viết bằng chữ theo --lang, thay cho tên dành cho máy.",
    ),
    "help.csv_bom": (
        "CSV with a byte order mark: Excel shows Vietnamese letters right.",
        "CSV có dấu BOM để Excel hiện đúng chữ Việt.",
    ),
    "help.export.decimal_comma": (
        "CSV with 84,11 for numbers and semicolons between cells.",
        "CSV viết số thập phân với dấu phẩy (84,11), các ô cách nhau bằng dấu chấm phẩy.",
    ),
    "help.export.pdf": (
        "The summaries as PDF too (needs LibreOffice).",
        "Ghi thêm bản PDF của bản tóm tắt (cần LibreOffice).",
    ),
    "help.keep_gone": (
        "Count outputs whose source is gone too.",
        "Tính cả đầu ra mà văn bản nguồn không còn.",
    ),
    "help.prune": (
        "Remove outputs whose source was in the folders named and is no longer there.",
        "Xóa đầu ra có văn bản nguồn từng nằm trong các thư mục đã nêu mà nay không còn.",
    ),
    "gone.output": (
        "left out, its source is gone: {path} ({source})",
        "không tính vì văn bản nguồn không còn: {path} ({source})",
    ),
    "gone.more": ("and {count} more", "và {count} văn bản khác"),
    "gone.what_to_do": (
        "count them with --keep-gone, or remove them with chitieu extract … --prune",
        "thêm --keep-gone để vẫn tính, hoặc xóa bằng chitieu extract … --prune",
    ),
    "prune.removed": ("removed, its source is gone: {path}", "đã xóa vì văn bản nguồn không còn: {path}"),
    "prune.kept": (
        "kept, it was reviewed though its source is gone: {path}",
        "giữ lại vì đã được rà soát dù văn bản nguồn không còn: {path}",
    ),
    "prune.elsewhere": (
        "--prune is for folders of this machine (not for addresses or clusters)",
        "--prune chỉ dùng cho thư mục trên máy này (không dùng cho địa chỉ mạng hay cụm máy)",
    ),
    "csv_bom.elsewhere": (
        "--csv-bom is for a folder of this machine; take chitieu export DIR --to csv --csv-bom",
        "--csv-bom chỉ dùng cho thư mục trên máy này; hãy dùng chitieu export THƯ-MỤC --to csv --csv-bom",
    ),
    "export.unfit": (
        "{option} is not for {name}, only for {formats}",
        "{option} không dùng cho {name}, chỉ dùng cho {formats}",
    ),
    "export.no_libreoffice": (
        "PDF needs LibreOffice, which is not installed (leave --pdf out)",
        "cần có LibreOffice để ghi PDF, máy này chưa cài (hãy bỏ --pdf)",
    ),
    "told.ge": ("at least {amount}", "từ {amount} trở lên"),
    "told.gt": ("more than {amount}", "trên {amount}"),
    "told.le": ("at most {amount}", "không quá {amount}"),
    "told.lt": ("less than {amount}", "dưới {amount}"),
    "told.between": ("{amount}", "{amount}"),
    "told.rank.ge": ("{amount} or lower", "từ {amount} trở xuống"),
    "told.rank.gt": ("below {amount}", "dưới {amount}"),
    "told.rank.le": ("{amount} or better", "từ {amount} trở lên"),
    "told.rank.lt": ("better than {amount}", "trên {amount}"),
    "told.rank.between": ("{amount}", "{amount}"),
    "told.band.ge": ("{amount} or better", "từ {amount} trở lên"),
    "told.band.gt": ("better than {amount}", "trên {amount}"),
    "told.band.le": ("{amount} at most", "không quá {amount}"),
    "told.band.lt": ("below {amount}", "dưới {amount}"),
    "told.band.between": ("{amount}", "{amount}"),
    "told.increase": ("increase by {amount}", "tăng {amount}"),
    "told.decrease": ("decrease by {amount}", "giảm {amount}"),
    "told.per_year": ("{amount} each year", "{amount} mỗi năm"),
    "told.from": ("{amount} from {years}", "{amount} so với năm {years}"),
    "told.unit.percent": ("%", "%"),
    "told.unit.rank": ("rank", "hạng"),
    "told.unit.places": ("places", "bậc"),
    "told.unit.band": ("band", "mức"),
    "told.unit.ratio": ("ratio", "tỷ số"),
    "told.unit.minutes": ("minutes", "phút"),
    "told.unit.days": ("days", "ngày"),
    "told.unit.money": ("money", "đồng"),
    "told.unit.points": ("points", "điểm"),
    "told.unit.count": ("number", "số lượng"),
    "told.unit.quantity": ("amount", "lượng"),
    "export.goals": ("{rows:target/targets}", "{rows} mục tiêu"),
    "export.longer": ("{rows} longer than a page", "{rows} bản dài quá một trang"),
    "export.summaries": ("{rows:summary/summaries}", "{rows} bản tóm tắt"),
    "export.excerpts": (
        "{rows:document by its/documents by their} sentences alone, the text was not found",
        "{rows} văn bản chỉ có các câu trích, không tìm thấy toàn văn",
    ),
    "help.export.out": (
        "File to write (a folder for datapackage, webannotation, labelstudio and summary).",
        "Tệp cần ghi (thư mục đối với datapackage, webannotation, labelstudio và summary).",
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
