"""The stages between reading and writing as functions, and `extract` that runs them all on one document.

`restored`, `outlined`, `mentioned`, `headed`, `bound`, `charged` and `finished` build on each other; `components`
offers the same stages as spaCy components, to which others can be added.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from operator import attrgetter

from extract.bind.binder import Binder
from extract.bind.context import Context
from extract.bind.measuring import set_aside
from extract.bind.scene import Bound, Scene
from extract.bind.tables.table import TableFault
from extract.catalogue.entries import catalogue, defined
from extract.contract.failures import notice
from extract.contract.faults import Fault, Guard, Part
from extract.contract.model import Extraction, Head, Notice
from extract.head.head import HeadSpan, bare_head, planned, read_head
from extract.head.parts import DocumentPart, Parts, parts_of
from extract.language.cleaning import composed, lowered, spaced
from extract.language.striking import bare, struck
from extract.layout.outline import Block, Outline, outline, plain_outline
from extract.mentions.finder import Places
from extract.mentions.scan import Mention, scanner
from extract.readers import of_text
from extract.records.account import account, unread
from extract.records.damage import Damage
from extract.records.record_evidence import Surroundings, observe
from extract.records.targets import targets_of
from extract.restore import Restored, restore
from extract.rules.errors import RuleError
from extract.rules.vocabulary import expression
from extract.sources.source import Source
from extract.tagger.bodies import asked, set_responsible
from extract.tagger.model import bodies_tagger

_SELDOM = 20_000  # objects made and kept between two looks; by default 700, which took a twentieth of the time
_MOST_STRUCK = 100  # stretches that are told one by one
_QUOTED = 120  # characters of one that are told

Mentions = Mapping[int, list[Mention]]
"""The mentions of each block that is worth reading, by its number."""
HeadFound = tuple[Head, list[HeadSpan], list[Notice]]
"""The head, the spans of its own numbers, and what a reader of the records should know of it."""


def guard() -> Guard:
    """The guard that all stages of one document share: rule data that is wrong is no fault of a document."""
    return Guard(RuleError)


def restored(source: Source, safe: Guard) -> Restored:
    """The composed text, its diacritics put back where they were lost, then its marks parted from the next words."""
    working = composed(source.raw)
    try:
        found = restore(working)
    except BaseException as error:
        safe.lost(Part("restore", working, 0, len(working.text), "read_simply"), error)
        found = Restored(working, "clean")
    return replace(found, working=spaced(found.working))


def outlined(source: Source, text: Restored | None, safe: Guard) -> tuple[Outline, str]:
    """Lines joined to blocks, headings and items nested, notes taken out; and its text in lower case."""
    base = text.working if text else spaced(composed(source.raw))
    with safe.watching():
        whole = Part("layout", base, 0, len(base.text), "read_simply", timed=False)
        shape = safe.tried(whole, None, outline, base, source.furniture, safe, source.copies) or plain_outline(base)
    return shape, lowered(shape.working.text)


def mentioned(shape: Outline, low: str, safe: Guard) -> Mentions:
    """Every number of every block typed: value, period or no measure (only blocks that may hold one are read)."""
    reader = scanner()
    found: dict[int, list[Mention]] = {}
    with safe.watching():
        whole = Part("mentions", shape.working, 0, len(low), "read_simply")
        places = safe.tried(whole, None, reader.places, low)
        promising = safe.tried(whole, None, _promising, shape.blocks, places) if places else None
        for number in range(len(shape.blocks)) if promising is None else promising:
            block = shape.blocks[number]
            part = Part("mentions", shape.working, block.start, block.end)
            some = safe.tried(part, None, reader.scan, low, block.start, block.end, places)
            if some is not None:
                found[number] = some
    return found


def _promising(blocks: list[Block], places: Places) -> list[int]:
    """The numbers of the blocks that may hold a mention."""
    return [number for number, block in enumerate(blocks) if places.promising(block.start, block.end)]


def headed(source: Source, shape: Outline, text: Restored | None, safe: Guard) -> HeadFound:
    """Type, number, date, issuer, province, district, signer and planning years of the document."""
    none: HeadFound = (bare_head(source), [], [])
    whole = Part("head", shape.working, 0, len(shape.working.text), "head_failed", timed=False)
    with safe.watching():
        return safe.tried(whole, none, _headed, source, shape, text is not None and text.state == "restored", safe)


def _headed(source: Source, shape: Outline, restored: bool, safe: Guard) -> HeadFound:
    return read_head(source, shape, (), restored=restored, guard=safe)


def bound(source: Source, shape: Outline, low: str, mentions: Mentions, found: HeadFound | None, safe: Guard) -> Binder:
    """Values bound to indicator, period, tier and kind, clause by clause."""
    head = found[0] if found is not None else bare_head(source)
    context = Context(shape, low, head.type == "report", mentions, safe)
    whole = Part("bind", shape.working, 0, len(low), "read_simply")
    none: dict[str, str] = {}
    with safe.watching():
        scene = Scene(
            shape, low, catalogue(), context, safe.tried(whole, none, defined, shape.working.text, catalogue()),
            district=head.district is not None, issued=head.issued or "", home=_home(head), mentions=mentions,
            parts=_parts(shape, low, mentions, head, safe), guard=safe,
            national=head.province is None and bool(expression("national_body").search(lowered(head.issuer or ""))),
        )  # fmt: skip
        binder = Binder(scene)
        for number, some in mentions.items():
            block = shape.blocks[number]
            part = Part("bind", shape.working, block.start, block.end, numbers=len(some))
            safe.tried(part, None, binder.block, number, some)
        none_aside: list[Bound] = []
        given = (scene, binder.bound, binder.doubted, binder.rejected)
        every = whole._replace(numbers=len(binder.bound) + len(binder.doubted))
        binder.set_aside = safe.tried(every, none_aside, set_aside, *given)
    return binder


def charged(mentions: Mentions, binder: Binder, safe: Guard) -> None:
    """Who is charged with the goals for which no rule tells it, by the tagger (its model is read for the first)."""
    scene = binder.scene
    whole = Part("responsible", scene.outline.working, 0, len(scene.low), "read_simply")
    every = safe.tried(whole, None, asked, scene, binder.bound)
    if not every:
        return
    with safe.watching():
        for records in every:
            block = scene.outline.blocks[records[0].block]
            part = Part("responsible", scene.outline.working, block.start, block.end, "read_simply")
            some = mentions.get(records[0].block, ())
            safe.tried(part, None, set_responsible, scene, records, some, bodies_tagger)


def _home(head: Head) -> str:
    """What the head says of whose the document is."""
    province = head.province.name if head.province else ""
    return lowered(" | ".join(filter(None, (province, head.district, head.issuer, head.title))))


def _parts(shape: Outline, low: str, mentions: Mentions, head: Head, safe: Guard) -> Parts:
    """The documents in the file, each with the year it speaks from; where that cannot be told, the file is one."""
    whole = Part("bind", shape.working, 0, len(low), "read_simply")
    issued = int(head.issued[:4]) if head.issued else None
    found = safe.tried(whole, None, parts_of, shape, low, mentions, head.type, issued)
    return found or Parts([DocumentPart(0, head.type, (0, 0), None)])


def finished(
    source: Source,
    text: Restored | None,
    shape: Outline,
    mentions: Mentions,
    found: HeadFound | None,
    binder: Binder,
    safe: Guard,
) -> Extraction:
    """The records, every other number with its reason, and what was noticed."""
    head, spans, notices = found or (bare_head(source), [], [])
    every = [m for some in mentions.values() for m in some]
    whole = Part("records", shape.working, 0, len(shape.working.text), "read_simply")
    with safe.watching():
        damage = observed(text, mentions, head, binder, safe)
        targets = targets_of(source, shape, binder.bound, damage, safe)
        rejected = safe.tried(
            whole._replace(stage="account"), None, account, source.raw, shape, every, binder, targets, spans, safe
        )
        if rejected is None:
            rejected = unread(source.raw, targets)
        goals = [t.period.end for t in targets if t.kind == "target" and t.period and t.period.end]
        head = safe.tried(whole._replace(stage="head", code="head_failed"), head, planned, head, goals)
    told = [*source.notices, *(text.notices if text else ())]
    gone = safe.tried(whole._replace(stage="struck"), list[Notice](), lambda: [*_struck(source)])
    warnings = [*map(Notice.of, told), *notices, *gone, *_lost(source, safe)]
    if binder.unread:
        warnings += [Notice.of(each) for each in _unread(binder.unread)]
    if not targets:
        warnings.append(Notice.of(notice("no_targets.document")))
    return Extraction(document=head, targets=tuple(targets), rejected=tuple(rejected), warnings=tuple(warnings))


def observed(text: Restored | None, mentions: Mentions, head: Head, binder: Binder, safe: Guard) -> Damage:
    """Note with each record what its confidence is weighed from; the damage of the text, which is part of it."""
    damage = Damage(text.tokens if text else ())
    shape = binder.scene.outline
    numbers = len(binder.bound)
    whole = Part("confidence", shape.working, 0, len(shape.working.text), "read_simply", numbers=numbers)
    around = Surroundings(binder.scene, head, mentions, binder.rejected, damage)
    safe.tried(whole, None, observe, binder.bound, around)
    return damage


def _unread(reasons: Sequence[TableFault]) -> Iterator[tuple[str, str]]:
    """Why tables with numbers gave no record, each reason once with how many tables it holds for."""
    times = Counter(reasons)
    if times["no_names"]:
        yield notice("table_unread.no_names", count=times["no_names"])
    if times["no_values"]:
        yield notice("table_unread.no_values", count=times["no_values"])
    if times["no_numbers"]:
        yield notice("table_unread.no_numbers", count=times["no_numbers"])


def _struck(source: Source) -> Iterator[Notice]:
    """What is struck through and was not read, each stretch with its place; of very many only how many more."""
    spans = struck(source.raw)
    for start, end in spans[:_MOST_STRUCK]:
        words = " ".join(bare(source.raw[start:end]).split())
        words = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"
        found = Notice.of(notice("struck_text.words", words=words))
        yield found.model_copy(update={"start": start, "end": end, "page": source.page(start)})
    if len(spans) > _MOST_STRUCK:
        yield Notice.of(notice("struck_text.many", count=len(spans) - _MOST_STRUCK))


def _lost(source: Source, safe: Guard) -> list[Notice]:
    """What was lost, in the order of the text."""
    return [
        Notice.of(_told(fault)).model_copy(
            update={"start": fault.start, "end": fault.end, "page": source.page(fault.start)}
        )
        for fault in sorted(safe.faults, key=attrgetter("start", "end", "code"))
    ]


def _told(fault: Fault) -> tuple[str, str]:
    if fault.code == "head_failed":
        return notice("head_failed.stage", stage=fault.stage, error=fault.error)
    if fault.code == "read_simply":
        return notice("read_simply.stage", stage=fault.stage, error=fault.error)
    return notice("paragraph_failed.stage", stage=fault.stage, error=fault.error)


def extract(source: Source | str) -> Extraction:
    """The records of one document (raw text or a `Source`); a part that cannot be read is lost alone and told."""
    return through(of_text(source) if isinstance(source, str) else source, guard())


def through(source: Source, safe: Guard) -> Extraction:
    """The records of one document through all stages; what becomes of a fault is the guard's to say."""
    with collecting_seldom():
        return _through(source, safe)


def _through(source: Source, safe: Guard) -> Extraction:
    """The same; what the stages hand each other is gone when it ends, so that no collection walks through it."""
    text = restored(source, safe)
    shape, low = outlined(source, text, safe)
    mentions = mentioned(shape, low, safe)
    found = headed(source, shape, text, safe)
    binder = bound(source, shape, low, mentions, found, safe)
    charged(mentions, binder, safe)
    return finished(source, text, shape, mentions, found, binder, safe)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Have the garbage collector look seldom: nearly all that is made of a document is kept until it is written."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _SELDOM) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def load() -> None:
    """Load rules and catalogue now (else the first document waits for them).  Raises RuleError."""
    scanner()
    sample = of_text("Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết đúng hạn; xếp hạng 5/63.")
    through(sample, guard())
    gc.freeze()  # they live as long as the process: no collection need walk through them again
