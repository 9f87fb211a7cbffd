"""What is timed against what: each function gives a piece of work that is done when it is called.

Everything heavy is imported inside the functions, so that importing this module loads nothing large.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from timing import Work

if TYPE_CHECKING:
    from extract.contract.model import Extraction
    from extract.readers import Source

CORPORA = Path(__file__).parent.parent / "corpora"
CLEAN = ("phu-yen", "quang-ngai", "soc-trang", "tay-son")
DAMAGED = ("dak-nong",)


def path_of(name: str) -> Path:
    """The file of a document of corpora/."""
    return CORPORA / f"{name}.txt"


def size(names: Iterable[str]) -> float:
    """Size of documents in KB of 1,000 bytes."""
    return sum(path_of(name).stat().st_size for name in names) / 1000


def pipeline() -> Callable[[Source | str], Extraction]:
    """The whole pipeline, loaded: the one place that says how it is called."""
    from extract.pipeline.stages import extract, load

    load()
    return extract


def chitieu(texts: Sequence[str]) -> Work:
    """The whole pipeline on texts already read."""
    extract = pipeline()
    return lambda: [extract(text) for text in texts]


def from_file_to_json(names: Sequence[str]) -> Work:
    """The same from the file to the text of its JSON output."""
    from extract.readers import read
    from extract.write.json import text

    extract = pipeline()
    return lambda: [text(extract(read(path_of(name)))) for name in names]


def spacy_matcher(texts: Sequence[str]) -> Work:
    """spaCy's blank Vietnamese tokenizer (no pyvi) and one Matcher of three patterns."""
    import spacy
    from spacy.matcher import Matcher

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    nlp.max_length = max(map(len, texts)) + 1
    matcher = Matcher(nlp.vocab)
    matcher.add("at_least", [[{"LOWER": "tối"}, {"LOWER": "thiểu"}, {}]])
    matcher.add("by_year", [[{"LOWER": "đến"}, {"LOWER": "năm"}, {}]])
    matcher.add("number", [[{"LIKE_NUM": True}, {"IS_ALPHA": True}]])
    return lambda: [matcher(nlp.make_doc(text)) for text in texts]


def underthesea(texts: Sequence[str]) -> Work:
    """Word segmentation alone, line by line."""
    from underthesea import word_tokenize

    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    return lambda: [word_tokenize(line) for line in lines]


def quantulum3(texts: Sequence[str]) -> Work:
    """Quantities alone, line by line."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says at length that its optional classifier is missing
        parser = import_module("quantulum3.parser")
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    return lambda: [parser.parse(line) for line in lines]


def bare_limit(names: Sequence[str]) -> Work:
    """What nothing can beat: the files read and decoded, and one compiled expression run over them."""
    number = re.compile(r"\d+(?:[.,]\d+)*\s*(?:%|phần trăm)?")
    return lambda: [number.findall(path_of(name).read_text("utf-8")) for name in names]
