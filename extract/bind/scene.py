"""What binding works on and makes: the document's scene, one value in its place, bound records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.bind.context import Context
from extract.bind.whens import When
from extract.catalogue.entries import Catalogue, Link
from extract.clauses import Clause, Reading, Statement
from extract.contract.codes.evidence import DoubtId
from extract.contract.faults import UNGUARDED, Guard, Part
from extract.head.parts import Parts
from extract.layout.outline import Block, Outline
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression
from extract.rules.weight_rows import Evidence, SlotName

if TYPE_CHECKING:
    from extract.bind.period_candidates import Candidate

Why = tuple[str, int, int]  # rule id and the span it used, in the outline's text
Span = tuple[int, int]
Offer = tuple[When | None, list[Why]]  # a period that a value may have, and what is seen of it
Told = tuple[When, tuple[str, ...]]  # a period of an earlier sentence, and what is seen of it there
Heard = tuple[Mention, When, tuple[str, ...]]  # a period of a sentence, and what is seen of it there


_FRAGMENT = 150  # characters


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """An area or body that a text names: its name as written, its tier, the code of a province."""

    name: str
    level: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """What a text says its numbers in brackets are: where it says so, and their kind."""

    block: int
    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Bound:
    """A record in the making; all offsets are those of the outline's text."""

    block: int
    sentence: Span
    start: int
    end: int
    unit: str
    relation: str
    name: list[Span]
    stem: list[Span] = field(default_factory=list)  # of the name, what the parts named behind it go on from
    parted: bool = False  # a part named in a bracket or behind the value; what goes on is about the stem
    base: Span | None = None  # what it is a share of, where that stands behind the value
    kind: str = "target"
    link: Link | None = None
    unit_text: str | None = None
    value: float | int | None = None
    upper: float | int | None = None
    out_of: float | int | None = None
    band: str | None = None
    direction: str | None = None
    per: str | None = None
    period: When | None = None
    baseline: tuple[int | None, int | None] | None = None
    level: str | None = None
    exclusion: str | None = None
    qualifier: str | None = None
    place: Whereabouts | None = None
    responsible: str | None = None
    label: str | None = None
    part_of: Bound | None = None
    dropped: str | None = None  # a reason: it names a subject for what follows, but is no record
    doubted: bool = False  # the reason is a doubt: it is weighed whether it is a record all the same
    why: list[Why] = field(default_factory=list)
    doubts: list[DoubtId] = field(default_factory=list)
    sure: dict[SlotName, float] = field(default_factory=dict)  # by slot that was weighed: how likely the choice is
    seen: dict[SlotName, list[Why]] = field(default_factory=dict)  # by slot that was weighed: what was observed
    offered: list[Offer] = field(default_factory=list)  # the periods that it may have
    by_order: When | None = None  # the period by the rules of order


@dataclass(slots=True)
class Rejected:
    """A number that is no measure."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Memory:
    """What the values of an item so far have said."""

    subject: Bound | None = None
    subjects: list[Bound] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    names: list[list[Span]] = field(default_factory=list)  # coordinate names that values are dealt out to
    when: When | None = None
    told: list[Told] = field(default_factory=list)  # periods of the sentences so far


@dataclass(slots=True)
class Scene:
    """What holds for the whole document."""

    outline: Outline
    low: str  # the outline's text in lower case
    catalogue: Catalogue
    context: Context
    abbreviations: dict[str, str]
    district: bool  # a district's own document: "của huyện" names a tier
    parts: Parts  # the documents in the file, with their clocks
    national: bool = False  # a document of the country's own bodies: its figures are the country's
    issued: str = ""  # the day of issue that the head tells, as 2025-10-02
    home: str = ""  # what the head says of whose the document is, in lower case: a place named there is its own
    pivots: dict[int, int | None] = field(default_factory=dict)
    charged: dict[int | Span, str | None] = field(default_factory=dict)  # by block or sentence: who is charged with it
    areas: dict[int, Whereabouts | None] = field(default_factory=dict)  # by block: the place that it is headed by
    guard: Guard = UNGUARDED
    linked: dict[tuple[str, str | None], list[Link]] = field(default_factory=dict)  # by words and unit, see linking.py
    mentions: Mapping[int, list[Mention]] = field(default_factory=dict)  # of each block worth reading
    sightings: dict[int, list[tuple[Evidence, int, int]]] = field(default_factory=dict)  # by block, see sightings.py
    kinds: dict[int, str] = field(default_factory=dict)  # by block: of the last value so far that stands in no bracket
    latest: dict[int, int | None] = field(default_factory=dict)  # by block that names several years: the latest
    lines: dict[int, int] = field(default_factory=dict)  # by block: the line that heads it, see sightings.py
    enclosing: dict[Span, list[Why]] = field(default_factory=dict)  # by parent and start of a part, see sightings.py
    titled: dict[int, list[Why]] = field(default_factory=dict)  # by start of a part, see sightings.py
    periods_above: dict[int, list[Candidate]] = field(default_factory=dict)  # by block, see period_candidates.py
    periods_around: dict[int, list[Candidate]] = field(default_factory=dict)  # by parent, see period_candidates.py
    periods_seen: dict[tuple[object, ...], tuple[Why, ...]] = field(default_factory=dict)  # see that of evidence
    legends: tuple[Legend, ...] | None = None  # see settling.py; None: not asked yet
    of_parts: dict[int, tuple[str, ...]] = field(default_factory=dict)  # by start of a part: what it says of kind

    def clock(self, offset: int) -> int | None:
        """The year that the part at an offset speaks from."""
        clock = self.parts.at(offset).clock
        return clock.year if clock is not None else None

    def gone_by(self, span: Span) -> bool:
        """Whether a time names a day, with its year, before the day of issue."""
        named = expression("day_of_year").search(self.low, *span) if self.issued else None
        if named is None:
            return False
        return f"{named['y']}-{int(named['m']):02}-{int(named['d']):02}" < self.issued

    def part(self, stage: str, start: int, end: int) -> Part:
        """A part of the outline's text, for the guard."""
        return Part(stage, self.outline.working, start, end)

    @property
    def fragment(self) -> bool:
        """Whether the text is a few lines of no document known: weights, which were learnt from whole documents, say
        little of it, and what the rules of order read stands unless the weights are sure.
        """
        return len(self.low) <= _FRAGMENT and self.parts.at(0).type == "other"

    @property
    def text(self) -> str:
        """The outline's text."""
        return self.outline.working.text


@dataclass(slots=True)
class Place:
    """One value where it stands: its clause, the records of the value before it, the item's memory."""

    scene: Scene
    index: int
    block: Block
    clause: Clause
    reading: Reading
    before: list[Bound]
    memory: Memory
    periods: list[Mention]  # of the sentence, those of cited documents left out
    named: list[Mention] = field(default_factory=list)  # with these
    heard: list[Heard] = field(default_factory=list)  # the periods that a value of the sentence may have
    told: list[Bound] = field(default_factory=list)  # the first record of each value before it in the sentence
    areas: tuple[Whereabouts, ...] = ()  # that its words give the value to; several share it
    level: str | None = None  # of a group of areas that they give it to
    mention: Mention = field(init=False)  # the value's
    statement: Statement = field(init=False)  # of the sentence, that the value stands in
    in_goal: bool | None = None  # whether a bracket or label names it as a goal; None: not asked yet
    sighted: list[tuple[Evidence, int, int, str]] | None = None  # see sightings.py; None: not asked yet
    nearest: tuple[tuple[Evidence, int, int] | None] | None = None  # likewise
    words: str = field(init=False)  # of the value's own statement (or bracket) before it, in lower case

    def __post_init__(self) -> None:
        self.mention = self.reading.mention
        self.statement = self.clause.statements[self.reading.statement]
        start = self.reading.left if self.reading.inner >= 0 else self.statement.start
        self.words = self.scene.low[start : self.mention.value_start]
