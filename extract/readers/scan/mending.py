"""What OCR misreads, put right where the words around tell: the label "1." read as "I.", marks that are not sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.contract.failures import notice
from extract.readers.print.words import Block, Note, Paragraph, Table, Word
from extract.restore.tones import retoned

_ONE = re.compile(r"([Il|])([.)])")
_LONG = 20  # words: no heading
_NOT_READ = 101.0  # more than sure: of a text layer
_NAMED = 20  # words that the notice names


def mended(blocks: Sequence[Block], *, tones: bool) -> Iterator[tuple[str, str]]:
    """Put the words of scanned pages right; yields a notice of what was done.  `tones`: they bear Vietnamese marks."""
    counted(block for block in blocks if isinstance(block, Paragraph))
    texts = list(_texts(blocks))
    for words in texts if tones else ():
        if words and words[0].place is not None:
            sures = [_NOT_READ if word.place is None else word.sure for word in words]
            for i, text in retoned([word.text for word in words], sures).items():
                _put(words[i], text)
    changed = {id(word): word for words in texts for word in words if word.read is not None}
    if changed:
        told = [f"{word.read} → {word.text}" for word in changed.values()]
        named = "; ".join(told[:_NAMED])
        if len(told) > _NAMED:
            yield notice("ocr_mended.many", count=len(told), words=named, more=len(told) - _NAMED)
        else:
            yield notice("ocr_mended.words", count=len(told), words=named)


def _texts(blocks: Iterable[Block]) -> Iterator[list[Word]]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, Paragraph | Note):
            yield block.words


def _put(word: Word, text: str) -> None:
    word.read = word.text if word.read is None else word.read
    word.text = text


def counted(paragraphs: Iterable[Paragraph]) -> None:
    """Write "1." for an "I." of running text that "2." follows before any "II." and any other "1."."""
    open_: list[Paragraph] = []
    for paragraph in paragraphs:
        label = paragraph.words[0].text if paragraph.words else ""
        if _ONE.fullmatch(label):
            open_.append(paragraph)
        elif label in {"1.", "1)", "II.", "II)", "III."}:
            open_ = []
        elif label in {"2.", "2)"} and open_:
            last = open_.pop()
            sure = bool(open_) or len(last.words) > _LONG
            if sure and last.words[0].text.endswith(label[-1]) and not _capitals(last.words[1:]):
                _put(last.words[0], f"1{label[-1]}")
            open_ = []


def _capitals(words: Sequence[Word]) -> bool:
    return " ".join(word.text for word in words).isupper()
