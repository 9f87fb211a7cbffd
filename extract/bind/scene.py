"""What binding works on and makes: the document's scene, one value in its place, bound records."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.bind.context import Context, When
from extract.catalogue.entries import Catalogue, Link
from extract.clauses import Clause, Reading, Statement
from extract.contract.codes.evidence import DoubtId
from extract.contract.faults import UNGUARDED, Guard, Part
from extract.layout.outline import Block, Outline
from extract.mentions.scan import Mention
from extract.rules.weight_rows import SlotName

Why = tuple[str, int, int]  # rule id and the span it used, in the outline's text
Span = tuple[int, int]


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
    dropped: str | None = None  # a reason: it names a subject for what follows, but is no record
    why: list[Why] = field(default_factory=list)
    doubts: list[DoubtId] = field(default_factory=list)
    seen: dict[SlotName, list[Why]] = field(default_factory=dict)  # by slot that was weighed: what was observed


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


@dataclass(slots=True)
class Scene:
    """What holds for the whole document."""

    outline: Outline
    low: str  # the outline's text in lower case
    catalogue: Catalogue
    context: Context
    abbreviations: dict[str, str]
    district: bool  # a district's own document: "của huyện" names a tier
    year: int | None  # of issue
    pivots: dict[int, int | None] = field(default_factory=dict)
    guard: Guard = UNGUARDED

    def part(self, stage: str, start: int, end: int) -> Part:
        """A part of the outline's text, for the guard."""
        return Part(stage, self.outline.working, start, end)

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

    @property
    def mention(self) -> Mention:
        """The value's mention."""
        return self.reading.mention

    @property
    def statement(self) -> Statement:
        """The statement of the sentence that the value stands in."""
        return self.clause.statements[self.reading.statement]
