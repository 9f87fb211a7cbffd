"""One document and its text, as the data of a review page: lines of pieces, records, other numbers."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from extract.contract.failures import told
from extract.contract.model import Extraction, Target
from extract.contract.wording import period, value
from extract.measure.verdicts import MORE, gold_fields, record_of
from extract.messages import Language
from extract.reviewing.judgments import Judgment
from extract.views.review.links import anchor, page_name
from extract.views.review.originals import Found
from extract.views.review.reviewed import Review, review_of, stored
from extract.views.review.segments import Span
from extract.views.review.snippets import sentences
from extract.views.review.text_lines import Line, Setting, text_of
from extract.write.json import plain

SURE, DOUBTFUL = 0.9, 0.8
"""Confidence from which a record is called sure, and below which doubtful (docs/confidence.md has the figures)."""


def doubt(confidence: float) -> str:
    """How sure a record is, in a word."""
    return "sure" if confidence >= SURE else "fair" if confidence >= DOUBTFUL else "doubtful"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule behind a record, the runs it used and their words."""

    id: str
    family: str
    runs: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Record:
    """A record with what its card shows; texts come as (English, Vietnamese)."""

    number: int
    anchor: str
    target: Target
    doubt: str
    value: tuple[str, str]
    period: tuple[str, str]
    name: tuple[str, str]
    runs: Span
    rules: tuple[Rule, ...]
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader should know, of one code: each thing once, as (English, Vietnamese)."""

    code: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that a review page shows.  `restored`: the text has a restored form beside the raw one.

    `edges`: where the runs of the text begin and the last ends (raw offsets); none where there is no text.
    `stored`: what reviewers have said before, as the page keeps it (see reviewed.stored).
    """

    extraction: Extraction
    records: tuple[Record, ...]
    lines: tuple[Line, ...]
    rejected_runs: tuple[Span, ...]
    restored: bool
    found: Found
    choices: dict[str, list[Any]]
    notices: tuple[Told, ...]
    edges: tuple[int, ...]
    stored: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def _both(target: Target, words: Any) -> tuple[str, str]:
    languages: tuple[Language, Language] = ("en", "vi")
    return words(target, languages[0]), words(target, languages[1])


def _name(target: Target) -> tuple[str, str]:
    from extract.catalogue.entries import named

    return named(target.indicator.id, target.indicator.name, "en"), target.indicator.name


def _choices(records: tuple[Record, ...]) -> dict[str, list[Any]]:
    """What can be filtered by: for each field the values that occur, with how often."""
    counts: dict[str, Counter[Any]] = {name: Counter() for name in ("indicator", "kind", "level", "year", "doubt")}
    names: dict[str, tuple[str, str]] = {}
    for record in records:
        fields = facts(record)
        for name, count in counts.items():
            count[fields[name]] += 1
        names.setdefault(fields["indicator"], record.name)
    indicators = sorted(names, key=lambda key: (names[key][1].casefold(), key))
    return {
        "indicator": [(key, *names[key], counts["indicator"][key]) for key in indicators],
        **{name: sorted(counts[name].items()) for name in ("kind", "level", "year", "doubt")},
    }


def facts(record: Record) -> dict[str, str]:
    """What a record is filtered by, as text; empty where unknown."""
    target = record.target
    year = target.period.end if target.period else None
    return {
        "indicator": target.indicator.id or f"~{target.indicator.name}",
        "kind": target.kind,
        "level": target.level or "",
        "year": str(year) if year is not None else "",
        "doubt": record.doubt,
    }


def made(extraction: Extraction, found: Found, judgments: Iterable[Judgment] = ()) -> Page:
    """The page of an extraction whose source was looked for (originals.find); `judgments`: those of its document."""
    text = text_of(found, extraction)
    if text is None:
        lines, spans = sentences(extraction)
        rules: list[tuple[Rule, ...]] = [
            tuple(Rule(why.rule, why.rule.split(".")[0], (0, 0), "") for why in target.why)
            for target in extraction.targets
        ]
        rejected: tuple[Span, ...] = tuple((0, 0) for _ in extraction.rejected)
    else:
        setting = Setting(text, extraction)
        lines = setting.lines(found)
        spans = [setting.runs.of(span) for span in setting.values]
        rules = [tuple(_rule(setting, why.rule, (why.start, why.end)) for why in t.why) for t in extraction.targets]
        rejected = tuple(setting.runs.of(span) for span in setting.rejected)
    records = tuple(
        Record(
            place + 1, anchor(target.id), target, doubt(target.confidence), _both(target, value),
            _both(target, period), _name(target), spans[place], rules[place], review_of(target),
        )
        for place, target in enumerate(extraction.targets)
    )  # fmt: skip
    edges = () if text is None else tuple(map(int, setting.runs.edges))
    restored = bool(text and text.tokens)
    said = stored(judgments, extraction.document.sha256)
    return Page(
        extraction, records, tuple(lines), rejected, restored, found, _choices(records), _notices(extraction), edges,
        said,
    )  # fmt: skip


def _notices(extraction: Extraction) -> tuple[Told, ...]:
    """The warnings by their codes; nothing is told twice."""
    held: dict[str, dict[tuple[str, str], None]] = {}
    for warning in extraction.warnings:
        words = (warning.message, told(warning.code, warning.message, "vi"))
        held.setdefault(warning.code, {})[words] = None
    return tuple(Told(code, tuple(texts)) for code, texts in held.items())


def _rule(setting: Setting, rule: str, span: Span) -> Rule:
    runs = setting.runs.of(span)
    return Rule(rule, rule.split(".")[0], runs, setting.quote(runs))


def _gold(target: Target) -> Any:
    """A record in the fields of gold, and in those besides that a person has corrected."""
    was = (target.reviewed.was if target.reviewed is not None else None) or {}
    more = {name: each for name, each in record_of(target).stated().items() if name in MORE and name in was}
    return plain({**gold_fields(target), **more})


def folded(text: str) -> str:
    """Text as it is searched: lower case, without diacritics, đ as d (review.js does the same to what is typed)."""
    bare = (c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return "".join(bare).replace("đ", "d")


def data(page: Page) -> dict[str, Any]:
    """What the page's script needs to know, plain and small."""
    head = page.extraction.document
    records = []
    for record in page.records:
        target = record.target
        words = (
            *record.name, *record.value, *record.period, target.indicator.text, target.source.sentence.text,
            target.part or "", target.exclusion or "", target.id, " ".join(target.source.section),
        )  # fmt: skip
        records.append(
            {
                "id": target.id, "start": target.source.start, "end": target.source.end, "text": target.source.text,
                "runs": record.runs, "why": [rule.runs for rule in record.rules], "facts": facts(record),
                "sure": target.confidence, "name": record.name,
                "find": folded(" ".join(words)), "gold": _gold(target),
                "whole": record_of(target).stated(),
            }
        )  # fmt: skip
    rejected = [
        {"start": r.start, "end": r.end, "text": r.text, "runs": runs}
        for r, runs in zip(page.extraction.rejected, page.rejected_runs, strict=True)
    ]
    return {
        "document": {"id": head.id, "sha256": head.sha256},
        "file": page_name(head.id).removesuffix(".html"),
        "records": records,
        "rejected": rejected,
        "edges": page.edges or None,
        "stored": page.stored,
    }
