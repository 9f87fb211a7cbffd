"""What is observed of a candidate before it is weighed whether it is a record at all: see evidence.yaml, `measure`.

A candidate has passed every rule that rejects.  What is seen of it is its own (words, unit, name, period), its
sentence's (what else is numbered there) and that of its part of the file: what sort of document it is, and how many of
its numbers anything commits to or reports.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick

from extract.bind.linking import low_text_of
from extract.bind.scene import Bound, Rejected, Scene, Span
from extract.bind.sightings import above
from extract.head.parts import DocumentPart
from extract.mentions.scan import within
from extract.rules.loader import from_rules
from extract.rules.syntax import first_words, parsed
from extract.rules.vocabulary import expand, expression, listed
from extract.rules.weight_rows import Evidence, evidence

_OPENING = 700  # characters of a part that say what sort of document it is
_BRIEF = 900  # characters: of a shorter part shares of its candidates say nothing
_BRIEFLY, _PLAIN = "measure.part_brief", "measure.plain_"
_DOUBT = "measure.doubt_"  # which says by what bound one is weighed, whether it counts or not
_SHORT_NAME, _LONG_NAME = 2, 20  # syllables
_SMALL, _FEW_VALUES, _MANY_VALUES = 20, 2, 6
_NEAR, _BESIDE = 60, 30  # characters
_BANDS = ((0.0, "none"), (0.15, "few"), (0.5, "some"), (1.0, "most"))
_SURE = ((0.97, "sure"), (0.9, "likely"), (0.75, "fair"))
_OF_NO_MEASURE = frozenset(
    {"head_count", "not_a_measure", "no_indicator", "specification", "condition", "threshold", "award", "legal_norm",
     "funding", "other_holder", "operand", "time_limit", "span_of_time"}
)  # fmt: skip
_DEFAULTED = frozenset({"kind.default_target", "kind.default_actual"})
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class _Crowd:
    """What the candidates and the other numbers of one part, or of one parent, come to."""

    candidates: list[Bound] = field(default_factory=list)
    left_out: int = 0  # amounts that a rule rejected


@from_rules
def _known() -> frozenset[str]:
    """The observations that have a row: of a family ("unit_percent", "part_told_few") not each one tells anything."""
    return frozenset(id for row in evidence("measure") for id in row.seen_as)


@from_rules
def _voting() -> dict[str, str]:
    """Where each sighting that votes for a kind stands, by its id ("kind.strive_own": "own")."""
    return {
        f"{row.id}_{where}": where for row in evidence("kind") if row.votes is not None for where in row.where
    }  # fmt: skip


@from_rules
def _worded(where: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The wordings of the slot that are looked for in a unit, a name, an opening: (id, pattern)."""

    def compiled(row: Evidence) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{expand(row.pattern or '')})(?!\w)")

    return tuple((f"{row.id}_{where}", compiled(row)) for row in evidence("measure") if where in row.where)


@from_rules
def _begins() -> tuple[AhoCorasick, list[list[int]]]:
    """What finds the words that the wordings of a name may begin with, and by the number of the word the numbers of the
    wordings; a digit is no word.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, pattern) in enumerate(_worded("name")):
        for word in first_words(parsed(pattern.pattern)):
            for each in "0123456789" if word == "#" else (word.rstrip("*"),):
                found[each].append(number)
    return AhoCorasick([*found]), [*found.values()]


def _worded_name(text: str) -> Iterator[str]:
    """The ids, without their slot, of the wordings that stand in a name, looked for where one of their first words
    does.
    """
    automaton, begins = _begins()
    rows = _worded("name")
    found = {
        n for word, at, _ in automaton.find_matches_as_indexes(text, overlapping=True)
        if not (at and text[at - 1].isalnum())
        for n in begins[word] if rows[n][1].match(text, at)
    }  # fmt: skip
    for n in sorted(found):
        yield rows[n][0].removeprefix("measure.")


def observe_measures(
    scene: Scene, records: Sequence[Bound], doubted: Sequence[Bound], rejected: Sequence[Rejected]
) -> None:
    """Note in `seen["measure"]` of each candidate what is observed of it; those that a rule doubts are seen beside the
    others, and count among what was left out.
    """
    observer = _Observer(scene, records, [*rejected, *(Rejected(b.start, b.end, b.dropped or "") for b in doubted)])
    known = _known()
    for record in (*records, *doubted):
        start, end = record.start, record.end
        ids = [f"measure.{id}" for id in observer.of(record)]
        around = record.seen.get("measure", [])
        if not record.doubted and _BRIEFLY in ids:  # too little is known of such a text to weigh against what passed
            around = [each for each in around if not each[0].startswith(_PLAIN)]
        around = [each for each in around if each[0] in known or each[0].startswith(_DOUBT)]
        seen = [*around, *[(id, start, end) for id in ids if id in known]]
        record.seen = {**record.seen, "measure": [*dict.fromkeys(seen)]}  # records that were spread share what was seen


class _Observer:
    """Looks at the candidates of one document, each beside the others."""

    def __init__(self, scene: Scene, records: Sequence[Bound], rejected: Sequence[Rejected]) -> None:
        self._scene = scene
        self._parts: defaultdict[int, _Crowd] = defaultdict(_Crowd)
        self._sections: defaultdict[int, _Crowd] = defaultdict(_Crowd)
        self._sentences: defaultdict[Span, list[Bound]] = defaultdict(list)
        self._of_parts: dict[int, tuple[str, ...]] = {}
        self._of_sections: dict[int, tuple[str, ...]] = {}
        self._of_units: dict[str, list[str]] = {}
        for record in records:
            self._parts[scene.parts.at(record.start).start].candidates.append(record)
            self._sections[self._section(record)].candidates.append(record)
            self._sentences[record.sentence].append(record)
        for each in rejected:
            if each.reason in _OF_NO_MEASURE:
                self._parts[scene.parts.at(each.start).start].left_out += 1

    def _section(self, record: Bound) -> int:
        return self._scene.outline.blocks[record.block].parent

    def of(self, record: Bound) -> list[str]:
        """The ids, without their slot, of what is observed of a candidate."""
        return [
            *self._spoken(record),
            *self._amount(record),
            *self._name(record),
            *self._time(record),
            *self._sentence(record),
            *self._surroundings(record),
        ]

    # Its own words.

    def _spoken(self, record: Bound) -> Iterator[str]:
        """Whether anything speaks of a goal or a result, and where."""
        seen = record.seen.get("kind", ())
        voting = _voting()
        for where in {voting[id] for id, _, _ in seen if id in voting}:
            yield f"told_{where}"
        ids = {id for id, _, _ in seen}
        if ids & _DEFAULTED:
            yield "kind_default"
        elif ids & {"kind.headed_target", "kind.headed_actual"}:
            yield "kind_headed"
        elif seen:
            yield "kind_decided"
        sure = record.sure.get("kind")
        if sure is not None:
            yield "kind_" + next((name for low, name in _SURE if sure >= low), "doubtful")
        mood = self._scene.context.mood(self._scene.outline.blocks[record.block])[0]
        yield f"under_{mood or 'nothing'}"

    def _amount(self, record: Bound) -> Iterator[str]:
        """The value, its relation and its unit."""
        yield f"unit_{record.unit}"
        if record.relation == "between":
            yield "between"
        if record.direction is not None or record.unit == "places":
            yield "change"
        if record.per is not None:
            yield "yearly"
        if record.baseline is not None:
            yield "baseline"
        if record.level is not None:
            yield "levelled"
        low, value = self._scene.low, record.value
        decimals = expression("decimals").search(low, record.start, record.end)
        if decimals is not None:
            yield "decimals"
        if value is not None and record.unit in {"count", "quantity"} and value <= _SMALL:
            yield "small"
        if record.unit == "percent" and value == 100:
            yield "hundred"
        unit = (record.unit_text or "").lower()
        if "/" in unit:
            yield "rate"
        if unit not in self._of_units:
            told = [id.removeprefix("measure.") for id, pattern in _worded("unit") if pattern.fullmatch(unit)]
            self._of_units[unit] = told
        yield from self._of_units[unit]

    def _name(self, record: Bound) -> Iterator[str]:
        """What it is called, and whether the catalogue knows it."""
        scene, (first, last) = self._scene, record.sentence
        yield "linked" if record.link is not None else "unlinked"
        text = low_text_of(scene, record.name)
        syllables = len(text.split())
        if syllables <= _SHORT_NAME:
            yield "name_short"
        elif syllables > _LONG_NAME:
            yield "name_long"
        if listed("naming").match(text.lstrip()):
            yield "name_headed"
        if _DIGIT.search(text) is not None:
            yield "name_figures"
        inside = [span for span in record.name if first <= span[0] and span[1] <= last]
        if not inside:
            yield "name_elsewhere"
        else:
            left = [span for span in inside if span[0] < record.start]
            if left and record.start - left[-1][1] > _NEAR:
                yield "name_far"
        yield from record.doubts
        yield from _worded_name(text)

    def _time(self, record: Bound) -> Iterator[str]:
        """Whether it has a time, and where from."""
        period, (first, last) = record.period, record.sentence
        if period is None:
            yield "period_none"
            return
        yield "period_inside" if first <= period.span[0] < last else "period_above"
        if period.type == "by":
            yield "deadline"
        clock = self._scene.clock(record.start)
        if clock is not None and period.end is not None:
            yield "period_past" if period.end < clock else "period_ahead" if period.end > clock else "period_now"
            if period.end < clock - _SMALL:
                yield "period_long_past"

    # What stands around it.

    def _sentence(self, record: Bound) -> Iterator[str]:
        """The other numbers of its sentence, brackets, speech, labels."""
        scene, (first, last) = self._scene, record.sentence
        block = scene.outline.blocks[record.block]
        cell = any(id == "table.cell" for id, _, _ in record.why)
        if cell:
            yield "in_cell"
            return
        many = len({each.start for each in self._sentences[record.sentence]})
        yield "alone" if many < _FEW_VALUES else "crowded" if many > _MANY_VALUES else "among_few"
        low = scene.low
        before = low[first : record.start]
        if before.rfind("(") > before.rfind(")"):
            yield "bracket"
        if expression("finishing").search(before[-_NEAR:]) or expression("task_opens").fullmatch(before):
            yield "task"
        if expression("attained").search(low, max(first, record.start - _BESIDE), record.start):
            yield "attained"
        if expression("measured_behind").match(low, record.end, last):
            yield "measured"
        if block.label:
            yield "labelled"
        for mention in within(scene.mentions.get(record.block, ()), first, last):
            if mention.row.reason is not None:
                reason = mention.row.reason
                if reason in {"date", "law_article", "time_limit", "specification"}:
                    yield f"beside_{reason}"

    def _surroundings(self, record: Bound) -> Iterator[str]:
        """What its part of the file and its section are."""
        part = self._scene.parts.at(record.start)
        if part.start not in self._of_parts:
            self._of_parts[part.start] = tuple(self._of_part(part))
        yield from self._of_parts[part.start]
        section = self._section(record)
        if section not in self._of_sections:
            self._of_sections[section] = tuple(self._of_section(record, self._sections[section]))
        yield from self._of_sections[section]

    def _of_section(self, record: Bound, crowd: _Crowd) -> Iterator[str]:
        yield f"section_linked_{_linked(crowd.candidates)}"
        yield f"section_told_{_band([*map(_told, crowd.candidates)])}"
        for id, _, _ in above(self._scene, record.block):
            if id.startswith("measure."):
                yield id.removeprefix("measure.")

    def _of_part(self, part: DocumentPart) -> Iterator[str]:
        low, crowd = self._scene.low, self._parts[part.start]
        yield f"document_{part.type}"
        end = min((p.start for p in self._scene.parts.all if p.start > part.start), default=len(low))
        for id, pattern in _worded("opening"):
            if pattern.search(low, part.start, min(end, part.start + _OPENING)):
                yield id.removeprefix("measure.")
        if end - part.start < _BRIEF:
            yield "part_brief"
            return
        yield f"part_linked_{_linked(crowd.candidates)}"
        yield f"part_told_{_band([*map(_told, crowd.candidates)])}"
        yield f"part_default_{_band([_defaulted(each) for each in crowd.candidates])}"
        kept = len({each.start for each in crowd.candidates})
        yield f"part_kept_{_level(kept / max(1, kept + crowd.left_out))}"


def _told(record: Bound) -> bool:
    """Whether the words of a candidate, or those above it, speak of goals or results."""
    return not _telling().isdisjoint([id for id, _, _ in record.seen.get("kind", ())])


@from_rules
def _telling() -> frozenset[str]:
    """The sightings that vote for a kind, of those places."""
    return frozenset(id for id, where in _voting().items() if where in _OWN)


_OWN = frozenset({"own", "behind", "outside", "statement", "sentence", "lead", "heading"})


def _defaulted(record: Bound) -> bool:
    return not _DEFAULTED.isdisjoint([id for id, _, _ in record.seen.get("kind", ())])


def _linked(given: Sequence[Bound]) -> str:
    """How many of some the catalogue knows: beyond a few more of them say no more."""
    band = _band([each.link is not None for each in given])
    return "some" if band == "most" else band


def _band(given: Sequence[bool]) -> str:
    """How many of some are so, in a word."""
    return _level(sum(given) / max(1, len(given)))


def _level(share: float) -> str:
    return next((name for most, name in _BANDS if share <= most), "most")
