"""The wordings of a document's head: head.yaml, schema-checked and compiled once."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from extract.contract.model import DocumentType
from extract.head.provinces import UnitKind
from extract.language.folding import Cue, Cues, fold
from extract.rules.loader import RuleError, load_yaml

Level = Literal["central", "province", "city", "district", "commune", "unit"]


class TypeCue(Cue):
    """A word for a type of document, and the symbols of its numbers."""

    type: DocumentType
    symbols: tuple[str, ...]


class OrganCue(Cue):
    """An organ that issues documents."""

    name: str | None = None
    level: Level
    unit_word: bool = False
    kind: UnitKind | None = None


class UnitCue(Cue):
    """A word for a unit, and of which level its organs are."""

    level: Level


class HorizonCue(Cue):
    """A wording of the years that a title plans for."""

    reading: Literal["range", "by", "in", "aim"]


class HeadFile(BaseModel):
    """head.yaml as a whole; each part is explained there."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    types: list[TypeCue]
    organisations: list[OrganCue]
    units: list[UnitCue]
    unit_ends: list[Cue]
    mottos: list[Cue]
    stamps: list[Cue]
    stamp_parts: list[Cue]
    numbers: list[Cue]
    dates: list[Cue]
    places: list[Cue]
    attachments: list[Cue]
    sessions: list[Cue]
    subjects: list[Cue]
    openings: list[Cue]
    recipients: list[Cue]
    keepers: list[Cue]
    signatures: list[Cue]
    names: list[Cue]
    horizons: list[HorizonCue]
    cited: list[Cue]
    terms: list[Cue]
    cited_documents: list[Cue]
    furniture: list[Cue]
    surnames: list[str]


class Wordings:
    """The parts of head.yaml, each as one pattern over folded text."""

    def __init__(self, file: HeadFile) -> None:
        self.types = file.types
        self.type_line = Cues(file.types, before=r"\A\W*", after=r"(?!\w)")
        self.organs = Cues(file.organisations)
        self.unit = Cues(file.units, before=r"\A[\W\d]*")
        self.unit_end = Cues(file.unit_ends).regex
        self.motto = Cues(file.mottos)
        self.stamp = Cues(file.stamps).regex
        self.stamp_part = Cues(file.stamp_parts).regex
        self.number = file.numbers[0].regex
        self.dates = [cue.regex for cue in file.dates]
        self.place = file.places[0].regex
        self.attachment = file.attachments[0].regex
        self.session = Cues(file.sessions).regex
        self.subject = file.subjects[0].regex
        self.opening = Cues(file.openings).regex
        self.recipients = Cues(file.recipients).regex
        self.kept = Cues(file.keepers).regex
        self.signature = Cues(file.signatures).regex
        self.name = file.names[0].regex
        self.horizons = file.horizons
        self.cited = Cues(file.cited).regex
        self.term = file.terms[0].regex
        self.cited_document = file.cited_documents[0].regex
        self.page = Cues(file.furniture).regex
        self.standing = next(row.name for row in file.organisations if row.id == "org.standing")
        self.families = frozenset(fold(name).lower() for name in file.surnames)


@cache
def wordings() -> Wordings:
    """The shipped wordings: patterns/head.yaml."""
    try:
        return Wordings(HeadFile.model_validate(load_yaml("head.yaml")))
    except ValidationError as error:
        raise RuleError(f"patterns/head.yaml: {error}") from error
