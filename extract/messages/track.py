"""What `chitieu track` says: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "help.track": (
        "Goals and results across documents and years: what was met, what is late.",
        "Theo dõi mục tiêu và kết quả qua nhiều văn bản, nhiều năm: đã đạt gì, còn chậm gì.",
    ),
    "help.track.folders": ("Folders of outputs.", "Các thư mục đầu ra."),
    "help.track.out": (
        "Folder for track.html, .xlsx, .csv and .json.",
        "Thư mục nhận track.html, .xlsx, .csv và .json.",
    ),
    "help.track.asof": (
        "The day that goals are judged on (else that of the newest document).",
        "Ngày dùng để xét mục tiêu (nếu không: ngày của văn bản mới nhất).",
    ),
    "help.track.today": (
        "Put provinces of before July 2025 under those that they became part of.",
        "Xếp các tỉnh trước tháng 7/2025 vào tỉnh hiện nay.",
    ),
    "help.track.review": (
        "Folder of review pages that values link to.",
        "Thư mục trang rà soát mà số liệu liên kết tới.",
    ),
    "use.track": (
        "name the folders of outputs that `chitieu extract` wrote",
        "hãy nêu các thư mục đầu ra mà `chitieu extract` đã ghi",
    ),
    "use.track_asof": ("{value}: no day such as 2025-12-31", "{value}: không phải ngày dạng 2025-12-31"),
    "track.total": (
        "As of {asof}. Documents: {documents}. Goals: {goals}; met {met}, not met {not_met}, on the way {on_the_way} "
        "(behind pace {behind}), overdue {overdue}, without a result {silent}, unclear {unclear}, revised {revised}",
        "Tính đến {asof}: {goals} mục tiêu trong {documents} văn bản: {met} đạt, {not_met} không đạt, {on_the_way} "
        "đang thực hiện ({behind} chậm tiến độ), {overdue} quá hạn, {silent} chưa có kết quả, {unclear} chưa rõ, "
        "{revised} đã điều chỉnh",
    ),
    "track.unmeasured": (
        "Records that stand on no indicator's line (without an amount, or the share of a plan that is done): {count}",
        "{count} bản ghi không có số, hoặc chỉ là tỷ lệ thực hiện kế hoạch, nên không xếp vào chỉ tiêu nào",
    ),
}
