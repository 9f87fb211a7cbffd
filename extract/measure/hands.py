"""Documents by hand (those of one set that one hand wrote), and each hand's read as if nothing had been learnt of it.

What weights make of the documents that taught them says too little of what they make of others: another hand has other
words and another layout in all its documents at once, so that a whole hand is held out, from every slot.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.measure.choices import choosing, fitted_choice
from extract.measure.examples import Example, documents, examples_of
from extract.measure.weights import fitted, own_file, taught
from extract.rules.loader import forget
from extract.rules.own import WEIGHTS, WEIGHTS_VARIABLE
from extract.rules.weight_rows import Weights

_LETTERS = re.compile(r"[a-z]*")

Document = tuple[Path, Path, str]
"""Its text, its gold, and the name under which it is held out."""


def hand_of(given: str, document: str) -> str:
    """The hand of a document of a set: the letters with which its name begins ("k" of "k-07-ke-hoach") and the set."""
    letters = _LETTERS.match(document.split("-")[0])
    return f"{Path(given.partition('=')[0]).name}/{letters.group() if letters else ''}"


def hands(sets: Sequence[str], together: Sequence[Sequence[str]] = ()) -> dict[str, list[Document]]:
    """The documents of some folders by hand, in a fixed order."""
    found: dict[str, list[Document]] = {}
    for each in sets:
        for text, gold, name in documents(each, together):
            found.setdefault(hand_of(each, text.stem), []).append((text, gold, name))
    return found


def read_by_others(
    by_hand: Mapping[str, Sequence[Document]], also: Sequence[Example], barren: Sequence[Example], bare: Collection[str]
) -> tuple[list[Example], list[Example]]:
    """The examples of each hand, read by weights of kind, period and measure that all other hands taught (and `also`,
    and for measures `barren`); and those of the documents of `bare` without their diacritics, read by the same.
    """
    teaching = {hand: [*_read(hand, some)] for hand, some in by_hand.items()}
    found: list[Example] = []
    without: list[Example] = []
    for hand, some in by_hand.items():
        rest = [*(each for other, given in teaching.items() if other != hand for each in given), *also]
        learnt = (
            fitted("kind", taught("kind", rest)),
            fitted_choice(choosing([replace(each, share=1.0) for each in rest])),
            fitted("measure", taught("measure", [*rest, *barren])),
        )
        with reading_by(learnt):
            found += _read(hand, some)
            without += _read(hand, [each for each in some if each[2] in bare], bare=True)
    return found, without


def _read(hand: str, some: Sequence[Document], *, bare: bool = False) -> Iterator[Example]:
    for text, gold, name in some:
        for each in examples_of(text, gold, name, bare=bare):
            yield replace(each, hand=hand)


@contextmanager
def reading_by(learnt: Sequence[Weights]) -> Iterator[None]:
    """Have documents read by these weights, in place of the shipped ones of their slots."""
    before = os.environ.get(WEIGHTS_VARIABLE)
    with TemporaryDirectory() as folder:
        path = Path(folder) / WEIGHTS
        path.write_text(own_file(learnt), "utf-8")
        os.environ[WEIGHTS_VARIABLE] = str(path)
        forget()
        try:
            yield
        finally:
            if before is None:
                del os.environ[WEIGHTS_VARIABLE]
            else:
                os.environ[WEIGHTS_VARIABLE] = before
            forget()
