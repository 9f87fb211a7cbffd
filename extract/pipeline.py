"""The stages between reading and writing as spaCy components, and `load` and `extract` over them.

A document passes `chitieu_restore`, `chitieu_outline`, `chitieu_mentions`, `chitieu_head`, `chitieu_bind` and
`chitieu_targets`; what each finds is left in `doc._` for the next one, and in the span groups
"targets" and "rejected" on the raw text, which displaCy can show.  Stages may be added anywhere;
`chitieu_restore` may be taken out (then damaged text is read as it stands) and `chitieu_head` (then nothing is
known of the document); the others build on each other.
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

from extract.abbreviations import defined
from extract.account import account
from extract.bind.binder import Binder
from extract.bind.records import Scene
from extract.catalogue import catalogue
from extract.context import Context
from extract.head import bare_head, planned, read_head
from extract.mentions.scan import scanner
from extract.model import Extraction, Head, Notice
from extract.outline import outline
from extract.readers import Source, of_text
from extract.restore import restore
from extract.targets import Damage, targets_of
from extract.text import composed, lowered

STAGES = ("chitieu_restore", "chitieu_outline", "chitieu_mentions", "chitieu_head", "chitieu_bind", "chitieu_targets")

# Only blocks that hold a digit, a band word or a number in words pay for the machinery.
_WORTH_READING = re.compile(
    r"\d|(?:nhóm|điểm|mức|loại|tốp|top)\s+(?:trung|khá|tốt|xuất|cao|thấp|tương|rất|kém|yếu|các)"
    r"|gấp\s|nửa\s|phần (?:hai|ba|tư|năm|mười)|\s(?:bậc|lần|hạng|vị trí)(?!\w)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TOKEN = re.compile(r"([^\s.,;:()/%]+|[.,;:()/%]|\s+)( ?)").findall

for _name in ("source", "restored", "outline", "low", "mentions", "head", "binder", "extraction"):
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
        if doc._.source is None:
            doc._.source = of_text(doc.text)
        doc._.restored = restore(composed(doc._.source.raw))
        return doc

    return component


@Language.factory("chitieu_outline")
def make_outline(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Lines joined to blocks, headings and items nested, notes taken out."""

    def component(doc: Doc) -> Doc:
        if doc._.source is None:
            doc._.source = of_text(doc.text)
        restored = doc._.restored
        doc._.outline = outline(restored.working if restored else composed(doc._.source.raw), doc._.source.furniture)
        doc._.low = lowered(doc._.outline.working.text)
        return doc

    return component


@Language.factory("chitieu_mentions")
def make_mentions(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Every number of every block typed: value, period or no measure (`doc._.mentions`: by block)."""
    scan = scanner().scan

    def component(doc: Doc) -> Doc:
        low = _made(doc, "low", "chitieu_outline")
        doc._.mentions = {
            number: scan(low, block.start, block.end)
            for number, block in enumerate(doc._.outline.blocks)
            if _WORTH_READING.search(low, block.start, block.end)
        }
        return doc

    return component


@Language.factory("chitieu_head")
def make_head(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Type, number, date, issuer, province, district, signer and planning years of the document."""

    def component(doc: Doc) -> Doc:
        shape = _made(doc, "outline", "chitieu_outline")
        doc._.head = read_head(doc._.source, shape, (), restored=_damaged(doc))
        return doc

    return component


@Language.factory("chitieu_bind")
def make_bind(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Values bound to indicator, period, tier and kind, clause by clause."""

    def component(doc: Doc) -> Doc:
        mentioned = _made(doc, "mentions", "chitieu_mentions")
        head = doc._.head[0] if doc._.head is not None else bare_head(doc._.source)
        report = head.type == "report"
        scene = Scene(
            doc._.outline, doc._.low, catalogue(), Context(doc._.outline, doc._.low, report),
            defined(doc._.outline.working.text, catalogue()), district=head.district is not None,
            year=_year(head, doc),
        )  # fmt: skip
        binder = Binder(scene)
        for number, mentions in mentioned.items():
            binder.block(number, mentions)
        doc._.binder = binder
        return doc

    return component


def _damaged(doc: Doc) -> bool:
    """Whether any of the text had to be restored."""
    return doc._.restored is not None and doc._.restored.state == "restored"


def _year(head: Head, doc: Doc) -> int | None:
    """The year a document is of: that of issue, else the latest of the dates it names."""
    if head.issued:
        return int(head.issued[:4])
    low = doc._.low
    dates = [low[m.start : m.end] for found in doc._.mentions.values() for m in found if m.row.reason == "date"]
    return max((int(y) for date in dates for y in _YEAR.findall(date)), default=None)


@Language.factory("chitieu_targets")
def make_targets(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The finished `Extraction` (`doc._.extraction`) and the span groups."""

    def component(doc: Doc) -> Doc:
        source, shape = doc._.source, doc._.outline
        binder = _made(doc, "binder", "chitieu_bind")
        restored = doc._.restored
        targets = targets_of(source, shape, binder.bound, Damage(restored.tokens if restored else ()))
        goals = [t.period.end for t in targets if t.kind == "target" and t.period and t.period.end]
        head, spans, notices = doc._.head or (bare_head(source), [], [])
        head = planned(head, goals)
        mentions = [m for found in doc._.mentions.values() for m in found]
        rejected = account(source.raw, shape, mentions, binder, targets, spans)
        told = [*source.notices, *(restored.notices if restored else ())]
        warnings = [*(Notice(code=c, message=m) for c, m in told), *notices]
        if not targets:
            warnings.append(Notice(code="no_targets", message="No commitment or result was found in this document."))
        doc._.extraction = Extraction(
            document=head, targets=tuple(targets), rejected=tuple(rejected), warnings=tuple(warnings)
        )
        _group(doc, "targets", [(t.source.start, t.source.end, t.kind) for t in targets])
        _group(doc, "rejected", [(r.start, r.end, r.reason) for r in rejected])
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
    """The records of one document (raw text or a `Source`); `nlp` is reused if given."""
    pipeline = nlp or load()
    document = of_text(source) if isinstance(source, str) else source
    doc = pipeline.make_doc(document.raw)
    doc._.source = document
    result = pipeline(doc)._.extraction
    if not isinstance(result, Extraction):
        raise ValueError("the pipeline has no chitieu_targets stage, so nothing was put together")
    return result
