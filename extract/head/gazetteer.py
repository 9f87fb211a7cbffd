"""The gazetteer of provinces, their towns and districts, and the places that a text mentions."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any, Literal

from ahocorasick_rs import AhoCorasick, MatchKind
from unidecode import unidecode

from extract.language.folding import Cues, fold
from extract.rules.head_rows import PlacesFile, ProvinceRow
from extract.rules.head_rows import UnitKind as UnitKind
from extract.rules.loader import from_rules, whole
from extract.rules.provinces_table import provinces
from extract.rules.spelling import spellings

_SHORTEST = 3  # letters of a name, by which it is known that none begins here
_LOOK_BACK = 34  # the longest wording of a kind with what stands before it, in characters
_ALIKE = 0.74  # difflib ratio from which a damaged name is taken for another (two letters of eight wrong: 0.75)
_APART = 0.06  # and by how much it must be nearer than the next
_OTHERWISE = (("Đắk", "Đăk"), ("Đắk", "Đắc"), (" - ", " – "), ("'", "’"))
_DAMAGED = str.maketrans("061", "ool")  # figures that OCR reads for letters


@dataclass(slots=True)
class _Name:
    """What one spelling can stand for: a province, units by kind, a zone."""

    name: str
    province: str = ""
    zone: str = ""
    units: dict[UnitKind, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in text[start:end] and the provinces (codes up to 2025) it can speak for."""

    start: int
    end: int
    name: str
    kind: UnitKind | Literal["zone"]
    codes: tuple[str, ...]
    strength: Literal["own", "named", "unit", "zone", "bare"]

    @property
    def words(self) -> str:
        """The place as a reader would write it."""
        if self.kind == "zone" or self.strength == "bare":
            return self.name
        return f"{kind_words()[self.kind]} {self.name}"


class Gazetteer:
    """All names of places.yaml and provinces.tsv, found in one pass."""

    def __init__(self, table: Sequence[ProvinceRow], file: PlacesFile) -> None:
        self.rows = {row.code: row for row in table}
        self.places = {row.code: row for row in file.provinces}
        self._kinds = Cues(file.kinds, after=r"\Z")
        self._own = Cues(file.own, after=r"(?:tinh|thanh pho|TP\.?)\s*\Z")
        self._lasting = {row.successor_name for row in table}
        self._names: dict[str, _Name] = {}
        for code, row in self.rows.items():
            here = self.places[code]
            for spelling in (row.name, *here.also):
                self._name(spelling, spelling).province = code
            for kind, names in here.units.items():
                for name in names:
                    units = self._name(name, name).units
                    units[kind] = (*units.get(kind, ()), code)
            for zone in here.zones:
                for spelling in (zone, zone[0].upper() + zone[1:]):
                    self._name(spelling, zone).zone = code
        spellings = self._spelt()
        self._entries = list(spellings.values())
        self._automaton: Any = AhoCorasick(list(spellings), matchkind=MatchKind.LeftmostLongest)
        self._longest = max(map(len, spellings))
        self._begin = {spelling[:_SHORTEST] for spelling in spellings}
        provinces = {name: entry.province for name, entry in self._names.items() if entry.province}
        self._folded = {fold(name).lower(): code for name, code in provinces.items() if " " in name}

    def _name(self, spelling: str, name: str) -> _Name:
        return self._names.setdefault(spelling, _Name(name))

    def _spelt(self) -> dict[str, _Name]:
        """Every spelling of every name, in title case and in capitals."""
        found: dict[str, _Name] = {}
        for name, entry in self._names.items():
            ways = spellings(name)
            for old, new in _OTHERWISE:
                ways += [way.replace(old, new) for way in ways if old in way]
            for spelling in chain(ways, [way.upper() for way in ways]):
                found.setdefault(spelling, entry)
        return found

    def mentions(self, text: str, head: int = 0) -> list[Mention]:
        """Places named in `text`; before offset `head` units count without their kind."""
        found = []
        text = text.replace("\t", " ")
        for number, start, end in self._automaton.find_matches_as_indexes(text):
            if text[end : end + 1].isalnum() or (start and text[start - 1].isalnum()):
                continue
            entry = self._entries[number]
            mention = self._mention(entry, text, start, end, start < head)
            if mention:
                found.append(mention)
        return found

    def opening(self, text: str) -> Mention | None:
        """The place that `text` begins with, if nothing before it need be known."""
        first = text[: self._longest + 1]
        if first[:_SHORTEST].replace("\t", " ") not in self._begin:
            return None
        found = self.mentions(first)
        return found[0] if found and not found[0].start else None

    def _mention(self, entry: _Name, text: str, start: int, end: int, in_head: bool) -> Mention | None:
        before = fold(text[max(0, start - _LOOK_BACK) : start])
        match = self._kinds.regex.search(before)
        kind = self._kinds.of(match).kind if match else None
        units = entry.units
        province = entry.province
        if province and (kind == "tinh" or (kind == "thanh_pho" and self._ever_central(province))):
            own = self._own.regex.search(before)
            return Mention(start, end, entry.name, kind, (province,), "own" if own else "named")
        if kind is not None and kind in units:
            return Mention(start, end, entry.name, kind, units[kind], "unit")
        if entry.zone:
            return Mention(start, end, entry.name, "zone", (entry.zone,), "zone")
        anyhow = tuple(dict.fromkeys(chain(*units.values())))
        if kind is not None and kind != "tinh" and units:
            # raised to a town or merged since: another kind of unit, still the same place
            return Mention(start, end, entry.name, kind, anyhow, "unit")
        if province and (in_head or self.places[province].bare):
            return Mention(start, end, entry.name, "tinh", (province,), "bare")
        if units and in_head:
            return Mention(start, end, entry.name, next(iter(units)), anyhow, "bare")
        return None

    def _ever_central(self, code: str) -> bool:
        return self.places[code].central or self.places[code].central_from is not None

    def is_city(self, code: str, when: date | None) -> bool:
        """Whether the province with this code (of its time) is a city under the central government."""
        row = self.places[code]
        return row.central or (row.central_from is not None and when is not None and when >= row.central_from)

    def ended(self, code: str) -> bool:
        """Whether the province's name went out of use in July 2025."""
        return self.rows[code].name not in self._lasting and self.places[code].central_from is None

    def resembling(self, words: str) -> str | None:
        """Code of the province whose name damaged words (two to four of them) come nearest to.

        The key is their transliteration, whatever alphabet OCR took letters from: with two letters of a name replaced
        (Ð, ø, ß, Cyrillic а) 4,611 of 4,846 are found and none wrongly; with diacritics alone taken off 4,442, and 9
        wrongly (2026-11-29).
        """
        key = re.sub(r"[^a-z ]", "", unidecode(words).lower().translate(_DAMAGED))
        near = dict.fromkeys(self.rows, 0.0)
        matcher = difflib.SequenceMatcher(None, "", key)
        for name, code in self._folded.items():
            if abs(len(name) - len(key)) > 2:
                continue
            matcher.set_seq1(name)
            if matcher.quick_ratio() > max(near[code], _ALIKE - _APART):
                near[code] = max(near[code], matcher.ratio())
        (first, code), (second, _) = sorted(((ratio, code) for code, ratio in near.items()), reverse=True)[:2]
        return code if first >= _ALIKE and first - second >= _APART else None


@from_rules
def _file() -> PlacesFile:
    return whole("places.yaml", PlacesFile)


@from_rules
def kind_words() -> dict[UnitKind, str]:
    """The kinds of units, each as a reader would write it."""
    return {cue.kind: cue.word for cue in _file().kinds}


@from_rules
def gazetteer() -> Gazetteer:
    """The gazetteer of patterns/provinces.tsv and patterns/places.yaml."""
    return Gazetteer(provinces(), _file())
