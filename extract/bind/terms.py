"""The years of a term: what is told of all five of them, and the one year that is singled out among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.bind.period_candidates import above
from extract.bind.scene import Heard, Memory, Place, Scene
from extract.bind.whens import When, when
from extract.rules.vocabulary import expression, sought

_YEARS = (4, 5)  # years between the first and the last of "5 năm"


def of_whole_term(place: Place) -> When | None:
    """ "Thu nội địa 5 năm được 43.860 tỷ đồng": the years of the term that was told before, of which the words speak.

    They hold for the rest of the sentence, up to a time of its own.
    """
    if place.reading.inner >= 0:
        return None
    low, start = place.scene.low, place.clause.start
    words = sought("whole_term", low, start, place.mention.value_start)
    if words is None:
        return None
    if any(m.start >= words.start() and m.start < place.reading.right and when(m) is not None for m in place.periods):
        return None
    term = next((found for found in _told_before(place) if _is_term(found)), None)
    return None if term is None else term._replace(span=words.span())


def _is_term(found: When) -> bool:
    return found.type == "during" and found.start is not None and (found.end or 0) - found.start in _YEARS


def _told_before(place: Place) -> Iterator[When]:
    """The periods before a value, the nearest first: of its sentence, of those before it, of what encloses it."""
    yield from (found for mention, found, _ in reversed(place.heard) if mention.start < place.mention.start)
    yield from (found for found, _ in reversed(place.memory.told))
    yield from (each.when for each in above(place.scene, place.index) if each.when is not None)


def lasting_periods(scene: Scene, index: int, memory: Memory, heard: Sequence[Heard]) -> list[Heard]:
    """The periods of a sentence that those behind it may go on with: not a year that is singled out of the time told
    before ("...; riêng năm 2020 khách giảm 73%").
    """
    lasting: list[Heard] = []
    for each in heard:
        told = any("compared" not in seen for _, _, seen in lasting) or memory.told or above(scene, index)
        if not (told and each[1].type == "in" and expression("singled_out").match(scene.low, each[0].start)):
            lasting.append(each)
    return lasting
