"""What the sheet of records calls its columns in both languages, and its codes in words."""

from __future__ import annotations

from typing import Any

from extract.contract.codes import CodeKind, known, meaning
from extract.messages import Language
from extract.views.compare.labels import LABELS, label

HEADS: dict[str, tuple[str, str, int]] = {
    "indicator": ("Indicator", "Chỉ tiêu", 36),
    "kind": ("Kind", "Loại", 10),
    "level": ("Tier", "Cấp", 9),
    "year": ("Year", "Năm", 7),
    "province": ("Province", "Tỉnh", 14),
    "district": ("District or commune", "Huyện, xã", 14),
    "document": ("Document", "Văn bản", 18),
    "value_vi": ("As told (Vietnamese)", "Viết đầy đủ", 18),
    "verdict": ("Against the usual", "So với mức phổ biến", 18),
    "sentence": ("Sentence", "Câu", 54),
    "successor": ("Province today", "Tỉnh hiện nay", 16),
    "year_inferred": ("Year from the document", "Năm lấy theo văn bản", 11),
    "latest": ("Latest of its place", "Năm cuối nơi đó nêu", 11),
    "province_code": ("Province code", "Mã tỉnh", 9),
    "successor_code": ("Code today", "Mã tỉnh hiện nay", 9),
    "value_en": ("As told (English)", "Viết bằng tiếng Anh", 22),
    "unit": ("Sort of unit", "Loại đơn vị", 13),
    "unit_text": ("Unit", "Đơn vị", 14),
    "relation": ("Relation", "Quan hệ", 13),
    "value": ("Value", "Giá trị", 11),
    "upper": ("Upper end", "Cận trên", 9),
    "out_of": ("Out of", "Trên tổng số", 9),
    "band": ("Band", "Xếp loại", 14),
    "direction": ("Change", "Chiều thay đổi", 11),
    "per": ("Each", "Tính theo", 9),
    "value_base": ("Value in base unit", "Giá trị theo đơn vị gốc", 14),
    "upper_base": ("Upper end in base unit", "Cận trên theo đơn vị gốc", 14),
    "unit_base": ("Base unit (UCUM)", "Đơn vị gốc (UCUM)", 18),
    "qualifier": ("Part", "Phần", 18),
    "place": ("Place", "Địa bàn", 18),
    "exclusion": ("Exclusion", "Ngoại trừ", 28),
    "indicator_text": ("Words of the text", "Từ ngữ trong văn bản", 40),
    "section_labels": ("Section", "Mục", 18),
    "start": ("First character", "Ký tự đầu", 9),
    "end": ("After the last", "Sau ký tự cuối", 9),
    "confidence": ("Confidence", "Độ tin cậy", 10),
    "id": ("Record", "Mã bản ghi", 44),
    "link": ("Review page", "Trang xem lại", 22),
}
"""The columns in their order: (English, Vietnamese, width).  What is printed comes first."""
PRINTED = 10
_CODES: dict[str, CodeKind] = {
    "kind": "kind", "level": "level", "unit": "unit", "relation": "relation", "direction": "direction", "per": "per",
}  # fmt: skip


def head(name: str, language: Language) -> str:
    """What a column is called."""
    english, vietnamese, _ = HEADS[name]
    return vietnamese if language == "vi" else english


def in_words(name: str, cell: Any, language: Language) -> Any:
    """A cell of the sheet: a code in words, what is true as a mark; all else as it is."""
    if isinstance(cell, bool):
        return "x" if cell else ""
    if name == "verdict" and cell:
        return label(f"verdict.{cell}", language)
    kind = _CODES.get(name)
    if kind is None or not isinstance(cell, str) or cell not in known(kind):
        return cell
    if f"{kind}.{cell}" in LABELS:
        return label(f"{kind}.{cell}", language)
    return meaning(kind, cell, language)
