"""The stages as spaCy components, and `load` and `extract` over them; `stages` alone is faster.

A document passes `chitieu_restore`, `chitieu_outline`, `chitieu_mentions`, `chitieu_head`, `chitieu_bind`,
`chitieu_responsible` and `chitieu_targets`; what each finds is left in `doc._` for the next one, and in the span groups
"targets" and "rejected" on the raw text, which displaCy can show.  Stages may be added anywhere;
`chitieu_restore` may be taken out (then damaged text is read as it stands), `chitieu_head` (then nothing is
known of the document) and `chitieu_responsible` (then only rules tell who is charged); the others build on each other.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from typing import Any

import spacy
from numpy import searchsorted
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from extract.contract.faults import Guard
from extract.contract.model import Extraction
from extract.pipeline import stages
from extract.readers import of_text
from extract.sources.source import Source

STAGES = (
    "chitieu_restore", "chitieu_outline", "chitieu_mentions", "chitieu_head", "chitieu_bind", "chitieu_responsible",
    "chitieu_targets",
)  # fmt: skip

_TOKEN = re.compile(r"([^\s.,;:()/%]+|[.,;:()/%]|\s+)( ?)").findall

for _name in ("source", "restored", "outline", "low", "mentions", "head", "binder", "extraction", "guard"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


class Tokenizer:
    """Splits text at white space and punctuation, keeping every character."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        pieces = _TOKEN(text)
        return Doc(self.vocab, words=[p[0] for p in pieces], spaces=[p[1] == " " for p in pieces])

    def to_disk(self, path: object, **options: object) -> None:
        """Nothing to keep: the tokenizer has no state (spaCy asks when a pipeline is saved)."""

    def from_disk(self, path: object, **options: object) -> Tokenizer:
        """Nothing to read back."""
        return self


def _source(doc: Doc) -> Source:
    """The document that a Doc is of: what was read, or the Doc's own text."""
    if doc._.source is None:
        doc._.source = of_text(doc.text)
    source: Source = doc._.source
    return source


def _guard(doc: Doc) -> Guard:
    """What keeps a fault to the part of the document that it is of, and knows what was lost."""
    if doc._.guard is None:
        doc._.guard = stages.guard()
    guard: Guard = doc._.guard
    return guard


def _made(doc: Doc, name: str, stage: str) -> Any:
    """What an earlier stage left in `doc._`; ValueError names the stage that is missing."""
    value = getattr(doc._, name)
    if value is None:
        raise ValueError(f"the stage {stage} is missing: what it leaves in doc._.{name} is needed here")
    return value


@Language.factory("chitieu_restore")
def make_restore(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Composed text, its diacritics put back where they were lost (`doc._.restored`)."""

    def component(doc: Doc) -> Doc:
        doc._.restored = stages.restored(_source(doc), _guard(doc))
        return doc

    return component


@Language.factory("chitieu_outline")
def make_outline(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Lines joined to blocks, headings and items nested, notes taken out."""

    def component(doc: Doc) -> Doc:
        doc._.outline, doc._.low = stages.outlined(_source(doc), doc._.restored, _guard(doc))
        return doc

    return component


@Language.factory("chitieu_mentions")
def make_mentions(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Every number of every block typed: value, period or no measure (`doc._.mentions`: by block)."""

    def component(doc: Doc) -> Doc:
        low = _made(doc, "low", "chitieu_outline")
        doc._.mentions = stages.mentioned(doc._.outline, low, _guard(doc))
        return doc

    return component


@Language.factory("chitieu_head")
def make_head(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Type, number, date, issuer, province, district, signer and planning years of the document."""

    def component(doc: Doc) -> Doc:
        shape = _made(doc, "outline", "chitieu_outline")
        doc._.head = stages.headed(doc._.source, shape, doc._.restored, _guard(doc))
        return doc

    return component


@Language.factory("chitieu_bind")
def make_bind(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Values bound to indicator, period, tier and kind, clause by clause."""

    def component(doc: Doc) -> Doc:
        mentions = _made(doc, "mentions", "chitieu_mentions")
        doc._.binder = stages.bound(doc._.source, doc._.outline, doc._.low, mentions, doc._.head, _guard(doc))
        return doc

    return component


@Language.factory("chitieu_responsible")
def make_responsible(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Who is charged with the goals for which no rule tells it, by the tagger."""

    def component(doc: Doc) -> Doc:
        mentions, binder = _made(doc, "mentions", "chitieu_mentions"), _made(doc, "binder", "chitieu_bind")
        stages.charged(mentions, binder, _guard(doc))
        return doc

    return component


@Language.factory("chitieu_targets")
def make_targets(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The finished `Extraction` (`doc._.extraction`) and the span groups."""

    def component(doc: Doc) -> Doc:
        binder = _made(doc, "binder", "chitieu_bind")
        found = stages.finished(
            doc._.source, doc._.restored, doc._.outline, doc._.mentions, doc._.head, binder, _guard(doc)
        )
        doc._.extraction = found
        _group(doc, "targets", [(t.source.start, t.source.end, t.kind) for t in found.targets])
        _group(doc, "rejected", [(r.start, r.end, r.reason) for r in found.rejected])
        return doc

    return component


def _group(doc: Doc, name: str, spans: list[tuple[int, int, str]]) -> None:
    """A span group of raw character spans, widened to whole tokens."""
    starts = doc.to_array(["IDX"]).ravel()
    firsts = searchsorted(starts, [s[0] for s in spans], side="right") - 1
    lasts = searchsorted(starts, [s[1] for s in spans], side="left")
    found = [
        Span(doc, max(int(first), 0), int(last), label=label)
        for first, last, (_, _, label) in zip(firsts, lasts, spans, strict=True)
        if last > first
    ]
    doc.spans[name] = SpanGroup(doc, name=name, spans=found)


def load() -> Language:
    """The pipeline: call it with raw text or a Doc that has `doc._.source`; add or remove stages freely."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.max_length = 1_000_000_000
    for stage in STAGES:
        nlp.add_pipe(stage)
    gc.collect()
    gc.freeze()  # rules and catalogue live as long as the process: no collection need walk through them again
    return nlp


def extract(source: Source | str, nlp: Language | None = None) -> Extraction:
    """The records of one document (raw text or a `Source`), through the stages of `nlp` if it is given."""
    document = of_text(source) if isinstance(source, str) else source
    if nlp is None:
        return stages.extract(document)
    doc = nlp.make_doc(document.raw)
    doc._.source = document
    result = nlp(doc)._.extraction
    if not isinstance(result, Extraction):
        raise ValueError("the pipeline has no chitieu_targets stage, so nothing was put together")
    return result
