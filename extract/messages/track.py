"""What `chitieu track` says: key: (English, Vietnamese)."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "help.track": (
        "Goals and results across documents and years: what was met, what is late.",
        "Theo dõi mục tiêu và kết quả qua nhiều văn bản, nhiều năm: đã đạt gì, còn chậm gì.",
    ),
    "help.track.folders": ("Folders of outputs.", "Các thư mục kết quả."),
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
        "Thư mục trang xem lại mà số liệu liên kết tới.",
    ),
    "use.track": (
        "name the folders of outputs that `chitieu extract` wrote",
        "hãy nêu các thư mục kết quả mà `chitieu extract` đã ghi",
    ),
    "use.track_asof": ("{value}: no day such as 2025-12-31", "{value}: không phải ngày dạng 2025-12-31"),
    "track.total": (
        "As of {asof}: {goals} goals in {documents} documents: {met} met, {not_met} not met, {on_the_way} on the way "
        "({behind} behind pace), {overdue} overdue, {silent} without a result, {unclear} unclear, {revised} revised",
        "Tính đến {asof}: {goals} mục tiêu trong {documents} văn bản: {met} đạt, {not_met} không đạt, {on_the_way} "
        "đang thực hiện ({behind} chậm tiến độ), {overdue} quá hạn, {silent} chưa có kết quả, {unclear} chưa rõ, "
        "{revised} đã điều chỉnh",
    ),
    "track.unmeasured": (
        "{count} records are no goals or results of an amount, or shares of a plan, and stand on no line",
        "{count} bản ghi không có số, hoặc chỉ là tỷ lệ thực hiện kế hoạch, nên không xếp vào chỉ tiêu nào",
    ),
}
