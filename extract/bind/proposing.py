"""Names that the text offers for a value: its own words, those before its bracket, a label in the lines above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.bind.belonging import names_body
from extract.bind.linking import link_of, low_text_of, text_of
from extract.bind.scene import Bound, Place, Scene, Span
from extract.clauses import Clause, trimmed
from extract.rules.table_words import says
from extract.rules.vocabulary import expression, listed

_LONGEST_LABEL = 16  # syllables
_SHORT_LABEL = 4
_SHORTEST = 8  # characters of a name before what it attains
_MOST_PARTS = 6  # lines below a label that may go on from it


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that something offers for a value: spans of the outline's text, and whether it is only a part's name."""

    name: tuple[Span, ...]
    by: str  # words | bracket
    part: bool = False


def proposals(place: Place) -> Iterator[Proposal]:
    """The names that a value may have of its own, likeliest first; none where it can only take one over.

    Another proposer of names (a tagger) yields here; what is taken from labels, lead-ins and other values comes
    after these (extract/bind/naming.py).
    """
    reading = place.reading
    if reading.name:
        yield Proposal(tuple(reading.name), "words", reading.part_of)
    elif reading.inner >= 0:
        span = _before_bracket(place)
        if span is not None:
            part = bool(place.before) and expression("part_word").match(place.scene.low, *span) is not None
            yield Proposal((span,), "bracket", part)


def leads_of(place: Place) -> list[Span]:
    """The words before the colons that a value stands behind, outermost first, as far as they may be of its name.

    Who is to do it ("Công an tỉnh: ...") is none of it; "Mục tiêu:" and "Kết quả:" stand for the title of their item.
    """
    scene, lead = place.scene, place.statement.lead
    if lead is not None and says("kind_only", scene.low[slice(*lead)]):
        lead = title_of(place)
    if lead is not None and names_body(scene, *lead):
        lead = None
    return [span for span in (label_above(place), lead) if span is not None]


def title_of(place: Place) -> Span | None:
    """The words of the item that a block is directly under, up to a bracket, where they are its title and no more."""
    scene = place.scene
    if place.block.parent < 0:
        return None
    above = scene.outline.blocks[place.block.parent]
    start, end = above.label_end, above.end
    bracket = scene.low.find("(", start, end)
    end = bracket if bracket > start else end
    words = scene.low[start:end].strip(" \n*:")
    if above.kind == "row" or not above.label or len(words.split()) > _LONGEST_LABEL or any(c in ".;:" for c in words):
        return None
    start = scene.low.index(words, start) if words else start
    return (start, start + len(words)) if words else None


def begins_anew(scene: Scene, lead: Span) -> bool:
    """Whether the words behind a lead-in's colon begin a sentence of their own ("Chăn nuôi: Đàn lợn có 96.500 con")."""
    behind = scene.text[lead[1] : lead[1] + 4].replace("*", " ").lstrip().removeprefix(":").lstrip()
    return behind[:1].isupper()


def label_above(place: Place) -> Span | None:
    """The label in a line of its own above short ones ("Tỷ lệ trẻ em suy dinh dưỡng:" over "Thể thấp còi: 29%")."""
    scene, blocks = place.scene, place.scene.outline.blocks
    first = place.clause.readings[0] is place.reading and place.clause.start <= place.block.label_end + 1
    own = scene.low[place.clause.start : place.mention.start].split(":")[0]
    if not first or len(own.split()) > _SHORT_LABEL or listed("naming").match(own.lstrip()):
        return None
    for index in range(place.index - 1, max(-1, place.index - 1 - _MOST_PARTS), -1):
        block = blocks[index]
        text = scene.low[block.label_end : block.end].rstrip(" \n*")
        if text.endswith(":"):
            start = block.label_end + len(text) - len(text.lstrip(" *"))
            fits = listed("naming").match(scene.low, start) and len(text.split()) <= _LONGEST_LABEL
            fits = fits and expression("leads_in").search(text) is None
            return (start, block.label_end + len(text) - 1) if fits else None
        if block.rank != place.block.rank or ":" not in text or len(text.split(":")[0].split()) > _SHORT_LABEL:
            return None
    return None


def _said(scene: Scene, name: list[Span]) -> str:
    return " ".join(low_text_of(scene, name).split())


def name_part(bound: Bound, place: Place) -> Bound | None:
    """A part of what is measured, named within a bracket: "(các xã biên giới giảm 05 điểm %)"."""
    scene = place.scene
    source = place.before[0] if place.before else None
    own = list(bound.name)
    whole = (source.stem or source.name) if source else []
    bound.stem, bound.parted = whole, bool(whole)
    bound.name = whole if _said(scene, whole) == _said(scene, own) else [*whole, *own]
    bound.link = link_of(scene, own, bound.unit, bound.unit_text)
    if bound.link is None and source is not None:
        bound.qualifier = text_of(scene, own)
        bound.link = link_of(scene, bound.name, bound.unit, bound.unit_text) or source.link
    return source


def _before_bracket(place: Place) -> Span | None:
    """The words before a bracket that a value stands in alone ("đều đạt mục tiêu đề ra (trên 80%)")."""
    clause = place.clause
    start = clause.brackets[place.reading.inner][0]
    first = clause.start
    if place.before:
        first = _end_of_part(clause, place.before[0].end)
        bound = expression("bound_behind").match(clause.part(first, start))
        first += bound.end() if bound else 0
    told = expression("missed_are").search(clause.part(first, start))
    if told is not None:
        first += told.end()
    elif place.before:
        anew = expression("part_anew").match(clause.part(first, start))
        if anew is None:
            return None
        opening = expression("opens_part").match(clause.part(first, start))
        first += opening.end() if opening else anew.end()
    if place.before and expression("no_part").search(clause.part(first, start).lstrip()):
        return None
    text = clause.part(first, start)
    cut = max((m.end() for m in expression("part_begins").finditer(text)), default=0)
    span = trimmed(clause, first + cut, start)
    if span is None:
        return None
    part = clause.part(*span)
    heads = [
        m.start()
        for m in listed("naming").finditer(part)
        if not part[: m.start()].strip() or part[: m.start()].rstrip().endswith(",")
    ]
    if heads:
        span = (span[0] + heads[-1], span[1])
    if not clause.part(*span).lstrip()[:1].isalpha():
        return None
    attains = expression("attains").search(clause.part(*span))
    if attains and attains.start() > _SHORTEST:
        return (span[0], span[0] + attains.start())
    verb = expression("changes_by").search(clause.part(*span))
    return trimmed(clause, span[0], span[0] + verb.start()) or span if verb and verb.start() > _SHORTEST else span


def _end_of_part(clause: Clause, end: int) -> int:
    """The end of a value, or of the bracket that it stands in."""
    return next((b for a, b in clause.brackets if a < end <= b), end)
