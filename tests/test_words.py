"""One word for one thing: chỉ tiêu = indicator, mục tiêu = target, kết quả = result, đầu ra = output."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.contract.codes import KINDS_OF_CODES, words
from extract.messages import TEXTS
from extract.views.compare.labels import LABELS
from extract.views.review.captions import WORDS
from extract.write.columns import TABLES

ROOT = Path(__file__).parent.parent
MEANT = {
    "chỉ tiêu": r"indicator|criteri|Chỉ|Words that name it|what is measured",
    "mục tiêu": r"target|goal|commit|promis|record",
    "kết quả": r"result|actual|outcome|target record|records of",
    "đầu ra": r"output",
}
"""What the English text speaks of where the Vietnamese one has a word."""
NEVER = (
    "trang xem lại", "thư mục kết quả", "tệp kết quả", "bộ kết quả", "kết quả rà soát", "chỉ tiêu cam kết",
    "so sánh chỉ tiêu", "chỉ số mục tiêu",
)  # fmt: skip
"""Two words for one thing, as they once stood: the page is "trang rà soát", what `extract` writes "đầu ra"."""


def _texts() -> Iterator[tuple[str, str, str]]:
    for name, table in {"say": TEXTS, "compare": LABELS, "review": WORDS}.items():
        yield from ((f"{name}:{key}", *pair) for key, pair in table.items())
    for kind in KINDS_OF_CODES:
        yield from ((f"{kind}:{code}", each[0], each[1]) for code, each in words(kind).items())
    for each in TABLES:
        yield (each.name, each.en, each.vi)
        yield from ((f"{each.name}:{column.name}", column.en, column.vi) for column in each.columns)


@pytest.mark.parametrize("word", MEANT)
def test_a_word_stands_for_one_thing(word: str) -> None:
    wrong = [
        (key, english, vietnamese)
        for key, english, vietnamese in _texts()
        if word in vietnamese.lower() and not re.search(MEANT[word], english, re.IGNORECASE)
    ]
    assert wrong == []


@pytest.mark.parametrize("phrase", NEVER)
def test_no_text_says_it_in_another_word(phrase: str) -> None:
    assert [key for key, _, vietnamese in _texts() if phrase in vietnamese.lower()] == []
    pages = [path for path in (ROOT / "extract").rglob("*") if path.suffix in (".j2", ".html", ".js")]
    texts = {path.name: path.read_text("utf-8").lower() for path in [*pages, ROOT / "README.vi.md"]}
    assert [name for name, text in texts.items() if phrase in re.sub(r"\s+", " ", text)] == []
