"""Rows of head.yaml and places.yaml: wordings over folded text, and places that give a province away."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from extract.contract.model import DocumentType
from extract.rules.row import Rule, Strict

OrganLevel = Literal["central", "province", "city", "district", "commune", "unit"]
UnitKind = Literal["tinh", "thanh_pho", "thi_xa", "quan", "huyen"]


class Cue(Rule):
    """A wording, as a regular expression over folded text; `cased` ones tell capitals from small letters."""

    pattern: str
    cased: bool = False


class TypeCue(Cue):
    """A word for a type of document, and the symbols of its numbers."""

    type: DocumentType
    symbols: tuple[str, ...]


class OrganCue(Cue):
    """An organ that issues documents."""

    name: str | None = None
    level: OrganLevel
    unit_word: bool = False
    kind: UnitKind | None = None


class UnitCue(Cue):
    """A word for a unit, and of which level its organs are."""

    level: OrganLevel


class HorizonCue(Cue):
    """A wording of the years that a title plans for."""

    reading: Literal["range", "by", "in", "aim"]


class PortalCue(Cue):
    """The label of a field in a legal portal's block, and of what in the head it tells."""

    reading: Literal["number", "issued", "signer", "type", "issuer", "title", "other"]


class KindCue(Cue):
    """A wording that says of what kind the name after it is; `word`: the kind as a reader would write it."""

    kind: UnitKind
    word: str


_Each = TypeVar("_Each")
Some = Annotated[list[_Each], Field(min_length=1)]
One = Annotated[list[_Each], Field(min_length=1, max_length=1)]  # another wording goes into the pattern of that row


class HeadFile(Strict):
    """head.yaml as a whole; each part is explained there."""

    types: Some[TypeCue]
    organisations: Some[OrganCue]
    units: Some[UnitCue]
    unit_ends: Some[Cue]
    mottos: Some[Cue]
    stamps: Some[Cue]
    stamp_parts: Some[Cue]
    numbers: One[Cue]
    number_signs: One[Cue]
    blank_numbers: One[Cue]
    dates: Some[Cue]
    bare_dates: One[Cue]
    published: Some[Cue]
    passages: One[Cue]
    portal: Some[PortalCue]
    references: One[Cue]
    addressees: One[Cue]
    places: One[Cue]
    attachments: One[Cue]
    sessions: Some[Cue]
    subjects: One[Cue]
    openings: Some[Cue]
    recipients: Some[Cue]
    keepers: Some[Cue]
    signatures: Some[Cue]
    signed: One[Cue]
    names: One[Cue]
    horizons: Some[HorizonCue]
    cited: Some[Cue]
    terms: One[Cue]
    cited_documents: One[Cue]
    neighbours: One[Cue]
    furniture: Some[Cue]
    surnames: Some[str]


HEAD_GROUPS: dict[str, tuple[str, ...]] = {
    "numbers": ("number",), "dates": ("day", "month", "year"), "places": ("place",), "attachments": ("made",),
    "bare_dates": ("day", "month", "year"), "published": ("day", "month", "year"),
    "passages": ("day", "month", "year"), "names": ("name",), "terms": ("start", "end"),
}  # fmt: skip
"""The groups that the code asks for, by part of head.yaml."""


class Places(Rule):
    """A province's row of places.yaml."""

    code: str
    also: tuple[str, ...] = ()
    central: bool = False
    central_from: date | None = None
    bare: bool = True
    thanh_pho: tuple[str, ...] = ()
    thi_xa: tuple[str, ...] = ()
    quan: tuple[str, ...] = ()
    huyen: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()

    @property
    def units(self) -> dict[UnitKind, tuple[str, ...]]:
        """Names of cities, towns and districts by their kind."""
        return {
            "thanh_pho": self.thanh_pho, "thi_xa": self.thi_xa, "quan": self.quan, "huyen": self.huyen,
        }  # fmt: skip


class PlacesFile(Strict):
    """places.yaml as a whole; `gso` is only a text that its rows refer to."""

    gso: str
    kinds: Some[KindCue]
    own: Some[Cue]
    provinces: Some[Places]


class ProvinceRow(Strict):
    """A line of provinces.tsv: a province before July 2025 and the one that it became part of."""

    code: str
    name: str
    successor_code: str
    successor_name: str
