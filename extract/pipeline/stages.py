"""The stages between reading and writing as functions, and `extract` that runs them all on one document.

`restored`, `outlined`, `mentioned`, `headed`, `bound` and `finished` build on each other; `components` offers the
same stages as spaCy components, to which others can be added.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Mapping

from extract.bind.binder import Binder
from extract.bind.context import Context
from extract.bind.scene import Scene
from extract.catalogue.entries import catalogue, defined
from extract.contract.model import Extraction, Head, Notice
from extract.head.head import HeadSpan, bare_head, planned, read_head
from extract.language.cleaning import composed, lowered
from extract.layout.outline import Outline, outline
from extract.mentions.scan import Mention, scanner
from extract.readers import of_text
from extract.records.account import account
from extract.records.targets import Damage, targets_of
from extract.restore import Restored, restore
from extract.sources.source import Source

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

Mentions = Mapping[int, list[Mention]]
"""The mentions of each block that is worth reading, by its number."""
HeadFound = tuple[Head, list[HeadSpan], list[Notice]]
"""The head, the spans of its own numbers, and what a reader of the records should know of it."""


def restored(source: Source) -> Restored:
    """The composed text, its diacritics put back where they were lost."""
    return restore(composed(source.raw))


def outlined(source: Source, text: Restored | None) -> tuple[Outline, str]:
    """Lines joined to blocks, headings and items nested, notes taken out; and its text in lower case."""
    shape = outline(text.working if text else composed(source.raw), source.furniture)
    return shape, lowered(shape.working.text)


def mentioned(shape: Outline, low: str) -> Mentions:
    """Every number of every block typed: value, period or no measure (only blocks that may hold one are read)."""
    reader = scanner()
    places = reader.places(low)
    return {
        number: reader.scan(low, block.start, block.end, places)
        for number, block in enumerate(shape.blocks)
        if places.promising(block.start, block.end)
    }


def headed(source: Source, shape: Outline, text: Restored | None) -> HeadFound:
    """Type, number, date, issuer, province, district, signer and planning years of the document."""
    return read_head(source, shape, (), restored=text is not None and text.state == "restored")


def bound(source: Source, shape: Outline, low: str, mentions: Mentions, found: HeadFound | None) -> Binder:
    """Values bound to indicator, period, tier and kind, clause by clause."""
    head = found[0] if found is not None else bare_head(source)
    context = Context(shape, low, head.type == "report", mentions)
    scene = Scene(
        shape, low, catalogue(), context, defined(shape.working.text, catalogue()),
        district=head.district is not None, year=_year(head, low, mentions),
    )  # fmt: skip
    binder = Binder(scene)
    for number, some in mentions.items():
        binder.block(number, some)
    return binder


def _year(head: Head, low: str, mentions: Mentions) -> int | None:
    """The year a document is of: that of issue, else the latest of the dates it names."""
    if head.issued:
        return int(head.issued[:4])
    dates = [low[m.start : m.end] for found in mentions.values() for m in found if m.row.reason == "date"]
    return max((int(y) for date in dates for y in _YEAR.findall(date)), default=None)


def finished(
    source: Source, text: Restored | None, shape: Outline, mentions: Mentions, found: HeadFound | None, binder: Binder
) -> Extraction:
    """The records, every other number with its reason, and what was noticed."""
    targets = targets_of(source, shape, binder.bound, Damage(text.tokens if text else ()))
    goals = [t.period.end for t in targets if t.kind == "target" and t.period and t.period.end]
    head, spans, notices = found or (bare_head(source), [], [])
    every = [m for some in mentions.values() for m in some]
    rejected = account(source.raw, shape, every, binder, targets, spans)
    told = [*source.notices, *(text.notices if text else ())]
    warnings = [*(Notice(code=c, message=m) for c, m in told), *notices]
    if not targets:
        warnings.append(Notice(code="no_targets", message="No commitment or result was found in this document."))
    return Extraction(
        document=planned(head, goals), targets=tuple(targets), rejected=tuple(rejected), warnings=tuple(warnings)
    )


def extract(source: Source | str) -> Extraction:
    """The records of one document (raw text or a `Source`)."""
    source = of_text(source) if isinstance(source, str) else source
    text = restored(source)
    shape, low = outlined(source, text)
    mentions = mentioned(shape, low)
    found = headed(source, shape, text)
    return finished(source, text, shape, mentions, found, bound(source, shape, low, mentions, found))


def load() -> None:
    """Load rules and catalogue now (else the first document waits for them)."""
    scanner()
    extract("Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết đúng hạn; xếp hạng 5/63.")
    gc.freeze()  # they live as long as the process: no collection need walk through them again
