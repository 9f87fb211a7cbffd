"""Words that multiply a unit, and currencies, at its head: "nghìn tỷ đồng/người" is 1e12 VND, "/người" (rule data)."""

from __future__ import annotations

import re
import unicodedata

from extract.rules.indicator_rows import Scale
from extract.rules.loader import from_rules, rows


def normal(text: str) -> str:
    """Words as a key: composed, case folded, parted by single spaces; diacritics stay."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@from_rules
def _scales() -> list[tuple[str, Scale]]:
    """Every word with its row, the longest first."""
    words = [(normal(word), row) for row in rows("scales.yaml", Scale) for word in row.words]
    return sorted(words, key=lambda item: (-len(item[0]), item[0]))


@from_rules
def _in_full() -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a sum cut short at the head of a unit ("tr.đ/người"), and the whole word of each of its two parts."""
    found = rows("scales.yaml", Scale)
    whole = {normal(short): normal(row.words[0]) for row in found for short in row.short}
    heads = [normal(word) for row in found if row.factor is not None for word in (*row.words, *row.short)]
    ends = [normal(word) for row in found if row.currency is not None for word in (*row.words, *row.short)]
    head, end = ("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) for words in (heads, ends))
    return re.compile(rf"(?<!\w)({head})\s?\.?\s?({end})(?!\w)"), whole


def leading(text: str) -> Scale | None:
    """The row whose word `text` begins with, as a whole word (a currency must stand alone or before "/")."""
    low = normal(text)
    for word, row in _scales():
        rest = low[len(word) :]
        if not low.startswith(word) or rest[:1].isalnum():
            continue
        rest = rest.lstrip()
        if row.factor is not None or not rest or rest[0] in "/(":
            return row
    return None


@from_rules
def scaled(unit: str) -> tuple[float, str, str]:
    """A unit's words as (factor, currency or "", the rest): "nghìn tỷ đồng/người" is (1e12, "VND", "/người")."""
    low, factor = normal(unit), 1.0
    pattern, whole = _in_full()
    low = pattern.sub(lambda found: " ".join(whole.get(part, part) for part in found.groups()), low, count=1)
    while (row := leading(low)) is not None:
        word = next(w for w, r in _scales() if r is row and low.startswith(w))
        low = low[len(word) :].lstrip()
        if row.currency is not None:
            return factor, row.currency, low.replace(" ", "")
        factor *= row.factor or 1.0
    return factor, "", low
