"""Kinds of rules in plain words: code: (English, Vietnamese)."""

from __future__ import annotations

FAMILIES: dict[str, tuple[str, str]] = {
    "value": ("the amount", "giá trị"),
    "relation": ("at least, at most", "ít nhất, tối đa"),
    "period": ("the years", "thời gian"),
    "tier": ("the tier", "cấp chính quyền"),
    "phrase": ("commitment, result or exception", "cam kết, kết quả hoặc ngoại trừ"),
    "heading": ("the heading above", "tiêu đề phía trên"),
    "cues": ("a cue word", "từ chỉ dẫn"),
    "bind": ("how it was put together", "cách ghép nối"),
    "table": ("the table", "bảng"),
    "restore": ("restored words", "từ được khôi phục"),
}
"""What a rule is about, by the first part of its id."""
