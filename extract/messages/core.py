"""What the commands around extraction say: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "learn.compared": (
        "{slot}: {documents:document/documents} held out, {examples:value/values}: loss {before:.3f} → {after:.3f}, "
        "right {right_before:.3f} → {right_after:.3f}; {verdict}",
        "{slot}: giữ riêng từng văn bản trong {documents} văn bản, {examples} giá trị: tổn thất {before:.3f} → "
        "{after:.3f}, đúng {right_before:.3f} → {right_after:.3f}; {verdict}",
    ),
    "learn.kept": ("better, taken", "tốt hơn, được dùng"),
    "learn.dropped": ("not better, left as it is", "không tốt hơn, giữ như cũ"),
    "learn.too_few": (
        "{slot}: left as it is, fewer than {fewest:document teaches/documents teach} it",
        "{slot}: giữ như cũ, vì có chưa đến {fewest} văn bản để học",
    ),
    "learn.written": ("written: {path} (use it with --weights)", "đã ghi: {path} (dùng với --weights)"),
    "learn.not_written": (
        "not written, because no slot would be read better: {path}",
        "không ghi, vì không phần nào được đọc tốt hơn: {path}",
    ),
    "restore.notice": ("note: {message} ({code})", "lưu ý: {message} ({code})"),
    "restore.raw": ("Raw", "Văn bản gốc"),
    "restore.restored": ("Restored", "Đã khôi phục"),
    "extract.progress": ("Extracting", "Đang trích"),
    "extract.written": (
        "{path}: {targets:record/records}, {rejected:other number/other numbers} accounted for, "
        "{warnings:warning/warnings}",
        "{path}: {targets} bản ghi, {rejected} con số khác đã giải trình, {warnings} cảnh báo",
    ),
    "extract.total": (
        "{documents:document/documents}, {targets:record/records} in {out}",
        "{documents} văn bản, {targets} bản ghi trong {out}",
    ),
    "extract.warning": ("warning: {message} [{code}]: {names}", "cảnh báo: {message} [{code}]: {names}"),
    "extract.more": (" and {count} more", " và {count} văn bản khác"),
    "extract.unread_warnings": (
        "{count:more document has/more documents have} warnings, which stand in their outputs",
        "{count} văn bản khác có cảnh báo, ghi trong đầu ra của chúng",
    ),
    "listing.id": ("id", "mã"),
    "listing.place": ("place", "địa phương"),
    "listing.type": ("document", "văn bản"),
    "listing.issued": ("issued", "ngày ban hành"),
    "listing.targets": ("targets", "mục tiêu"),
    "listing.results": ("results", "kết quả"),
    "listing.warnings": ("warnings", "cảnh báo"),
    "listing.next": ("One document: chitieu show {path}", "Xem một văn bản: chitieu show {path}"),
    "listing.unread": (
        "{count:document/documents}; their records: chitieu extract {folder} -o results",
        "{count} văn bản; để trích bản ghi: chitieu extract {folder} -o results",
    ),
    "extract.unchanged": (
        "unchanged since an earlier run, not done again: {count} of {documents:document/documents}",
        "không đổi so với lần chạy trước, không làm lại: {count}/{documents} văn bản",
    ),
    "extract.aside": (
        "its document was not read this time, so the earlier output is set aside: {path}",
        "lần này không đọc được văn bản nên đầu ra cũ được để riêng: {path}",
    ),
    "extract.stopped": (
        "stopped by {signal}: {done} of {documents:document/documents} done, the tables hold these; "
        "run the same command again to go on from there",
        "đã dừng do {signal}: xong {done}/{documents} văn bản, các bảng gồm những văn bản này; "
        "chạy lại đúng lệnh đó để làm tiếp",
    ),
    "extract.stopped_anew": (
        "stopped by {signal}: {done} of {documents:document/documents} done, the tables hold these; "
        "without a cache the same command begins anew",
        "đã dừng do {signal}: xong {done}/{documents} văn bản, các bảng gồm những văn bản này; "
        "không có bộ nhớ đệm nên chạy lại là làm từ đầu",
    ),
    "extract.away": (
        "{address} does not answer ({reason}), for {since} s now: asked again in {seconds} s",
        "{address} không trả lời ({reason}), đã {since} giây: {seconds} giây nữa sẽ hỏi lại",
    ),
    "extract.silent": (
        "{address} has not answered for {since} s: still waiting",
        "{address} chưa trả lời đã {since} giây: vẫn đang chờ",
    ),
    "extract.lost_nodes": (
        "{nodes:node/nodes} of the cluster lost, {left} left: what was begun there is done again",
        "cụm máy mất {nodes} nút, còn {left}: những gì đang làm ở đó sẽ được làm lại",
    ),
    "extract.stale": (
        "left alone, from an earlier run: {path}",
        "giữ nguyên, của lần chạy trước: {path}",
    ),
    "extract.failed": ("failed: {path}: {message} [{code}]", "lỗi: {path}: {message} [{code}]"),
    "evaluate.document": (
        "{name}: wanted {wanted} given {given} found {found} strict {strict} | "
        "found F1 {found_f1:.3f} strict F1 {strict_f1:.3f}",
        "{name}: cần {wanted} đưa ra {given} tìm thấy {found} đúng hoàn toàn {strict} | "
        "F1 tìm thấy {found_f1:.3f} F1 chặt {strict_f1:.3f}",
    ),
    "evaluate.fields": ("fields right among found: {fields}", "trường đúng trong số tìm thấy: {fields}"),
    "evaluate.all": (
        "all: found F1 {found_f1:.3f} strict F1 {strict_f1:.3f} words {words:.3f}",
        "tất cả: F1 tìm thấy {found_f1:.3f} F1 chặt {strict_f1:.3f} từ ngữ {words:.3f}",
    ),
    "evaluate.places": ("places right: {placed} of {places}", "địa bàn đúng: {placed} trên {places}"),
    "evaluate.reliability": ("Confidence against truth", "Độ tin cậy so với thực tế"),
    "evaluate.band": ("confidence", "độ tin cậy"),
    "evaluate.records": ("records", "bản ghi"),
    "evaluate.mean": ("expected", "dự kiến đúng"),
    "evaluate.calibration": (
        "mean absolute calibration error: {error:.3f}",
        "sai số hiệu chuẩn tuyệt đối trung bình: {error:.3f}",
    ),
    "evaluate.expected": (
        "{name}: {records:record/records}, of which {share:.1%} are expected to be wrong in some core field; "
        "{sure} at 0.9 and above",
        "{name}: {records} bản ghi, dự kiến {share:.1%} sai ở ít nhất một trường chính; {sure} có độ tin cậy từ 0,9",
    ),
    "evaluate.expected_all": ("all", "tất cả"),
    "evaluate.right": ("strictly right", "đúng hoàn toàn"),
    "column.kind": ("kind", "loại"),
    "column.indicator": ("indicator", "chỉ tiêu"),
    "column.level": ("tier", "cấp"),
    "column.value": ("value", "giá trị"),
    "column.period": ("period", "thời gian"),
    "column.section": ("section", "mục"),
    "column.confidence": ("conf.", "tin cậy"),
    "column.place": ("place", "vị trí"),
    "place.page": ("page {page}", "trang {page}"),
    "place.characters": ("characters {start}–{end}", "ký tự {start}–{end}"),
    "why.record": ("{name}: {value}", "{name}: {value}"),
    "why.rules": ("Rules that made it", "Quy tắc tạo nên bản ghi"),
    "why.slot.kind": ("Target or result: weighed", "Mục tiêu hay kết quả: cân nhắc"),
    "why.slot.measure": ("A record or not: weighed", "Là bản ghi hay không: cân nhắc"),
    "why.slot.period": ("The period: weighed", "Kỳ: cân nhắc"),
    "why.slot.record": ("The record as a whole: weighed", "Cả bản ghi: cân nhắc"),
    "why.weight": ("weight", "trọng số"),
    "why.seen": ("seen is that", "thấy rằng"),
    "why.words": ("words", "chữ"),
    "why.bias": ("counts for every value", "tính cho mọi giá trị"),
    "why.no_weight": ("(no weight)", "(không có trọng số)"),
    "why.sum.kind": (
        "sum {sum:+.2f}: a target at {likely:.3f}",
        "tổng {sum:+.2f}: là mục tiêu với xác suất {likely:.3f}",
    ),
    "why.sum.measure": (
        "sum {sum:+.2f}: a record at {likely:.3f}",
        "tổng {sum:+.2f}: là bản ghi với xác suất {likely:.3f}",
    ),
    "why.sum.period": (
        "sum {sum:+.2f}: of all it might be this one at {likely:.3f}",
        "tổng {sum:+.2f}: trong các kỳ có thể, là kỳ này với xác suất {likely:.3f}",
    ),
    "why.sum.record": (
        "sum {sum:+.2f}, calibrated {likely:.3f}: confidence {confidence:.2f}",
        "tổng {sum:+.2f}, sau hiệu chuẩn {likely:.3f}: độ tin cậy {confidence:.2f}",
    ),
    "column.id": ("id", "mã"),
    "column.name_vi": ("name (vi)", "tên (vi)"),
    "column.name_en": ("name (en)", "tên (en)"),
    "period.by": ("by {end}", "đến {end}"),
    "period.in": ("{end}", "{end}"),
    "period.during": ("{start}–{end}", "{start}–{end}"),
    "period.annual": ("each year {start}–{end}", "hằng năm {start}–{end}"),
    "period.annual.from": ("each year from {start}", "hằng năm từ {start}"),
    "period.annual.to": ("each year to {end}", "hằng năm đến {end}"),
    "period.annual.open": ("each year", "hằng năm"),
    "period.during.to": ("up to {end}", "đến {end}"),
    "period.asof": ("to date", "đến nay"),
    "unit.rank": ("rank {number}", "hạng {number}"),
    "unit.places": ("{number:place/places}", "{number} bậc"),
    "unit.minutes": ("{number} min", "{number} phút"),
    "unit.days": ("{number:day/days}", "{number} ngày"),
    "unit.yearly": ("/năm", "/năm"),
    "per.year": ("{amount} a year", "{amount}/năm"),
    "baseline": ("{amount} (from {years})", "{amount} (so với {years})"),
    "extract.left_out": (
        "{count:data file/data files} left out (json, yaml, tables of records)",
        "đã bỏ qua {count} tệp dữ liệu (json, yaml, bảng bản ghi)",
    ),
    "extract.rate": ("{rate} documents/s", "{rate} văn bản/giây"),
}
