"""What compare.html shows of a record when it is opened: numbered, as JSON that no text can break out of."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from extract.contract.model import Target
from extract.contract.wording import period
from extract.contract.wording import value as words
from extract.views.compare.comparison import Comparison
from extract.views.compare.labels import label
from extract.views.compare.plain_data import Link, clean


def both(vietnamese: str, english: str) -> Markup:
    """A text in both languages, of which the page shows one; once where they are equal."""
    vietnamese, english = clean(vietnamese), clean(english)
    if vietnamese == english:
        return Markup("{}").format(vietnamese)
    return Markup('<span lang="vi">{}</span><span lang="en">{}</span>').format(vietnamese, english)


def t(key: str) -> Markup:
    """A label in both languages."""
    return both(label(key, "vi"), label(key, "en"))


class Records:
    """The records that the page's panel can show, numbered; equal sentences are kept once."""

    def __init__(self, found: Comparison, link: Link) -> None:
        self._link = link
        self._documents = {each.document.id: at for at, each in enumerate(found.matrix.documents)}
        self._sentences: dict[str, int] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._values = {
            (value.head.id, value.target.id): value
            for row in found.matrix.rows
            for values in row.cells.values()
            for value in values
        }
        self._found: list[list[Any]] = []
        self._heads = [
            [each.document.number or each.document.id, each.document.title or "", each.document.issued or ""]
            for each in found.matrix.documents
        ]

    def number(self, document: str, target: Target) -> int:
        """The number of a record in the page."""
        key = document, target.id
        if key not in self._numbers:
            self._numbers[key] = len(self._found)
            value, sentence = self._values.get(key), target.source.sentence
            self._found.append(
                [
                    self._documents[document],
                    self._sentences.setdefault(sentence.text, len(self._sentences)),
                    _highlight(target),
                    words(target, "vi"),
                    words(target, "en"),
                    target.indicator.text,
                    period(target, "vi"),
                    period(target, "en"),
                    int(bool(value and value.inferred)),
                    int(bool(value and value.placed.converted)),
                    (value.verdict if value else None) or "",
                    target.part or "",
                    target.exclusion or "",
                    " > ".join(target.source.section),
                    target.confidence,
                    self._link(document, target.id) or "",
                ]
            )
        return self._numbers[key]

    def script(self) -> Markup:
        """The records as JSON that no text in them can break out of."""
        data = {"documents": self._heads, "sentences": list(self._sentences), "records": self._found}
        text = clean(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
        for sign in "<>&\u2028\u2029":
            text = text.replace(sign, f"\\u{ord(sign):04x}")
        return Markup(text)


def _highlight(target: Target) -> list[int]:
    """Where the value stands in the readable sentence; empty where that cannot be said for certain."""
    source, text = target.source, target.source.sentence.text
    at = source.start - source.sentence.start
    if text[at : at + len(source.text)] == source.text:
        return [at, at + len(source.text)]
    if text.count(source.text) == 1:
        at = text.index(source.text)
        return [at, at + len(source.text)]
    return []
