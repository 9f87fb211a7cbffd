"""Where the wordings of evidence.yaml stand: looked for once in each block, then told apart by where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ahocorasick_rs import AhoCorasick

from extract.bind.scene import Place, Scene, Why
from extract.head.parts import DocumentPart
from extract.rules.loader import from_rules
from extract.rules.syntax import first_words, parsed
from extract.rules.vocabulary import expand
from extract.rules.weight_rows import Evidence, SlotName, Where, evidence

_BEFORE = frozenset({"own", "statement", "sentence"})
_SLOTS: tuple[SlotName, ...] = ("kind", "measure")  # whose wordings are looked for in one walk through a block
_AROUND: frozenset[Where] = frozenset(
    {"own", "behind", "outside", "statement", "sentence", "earlier", "lead", "heading", "part"}
)  # fmt: skip

Hit = tuple[Evidence, int, int]


_Rows = list[tuple[Evidence, Callable[[str, int, int], re.Match[str] | None]]]


@from_rules
def _by_first_word() -> tuple[AhoCorasick, list[_Rows]]:
    """What finds the words that the wordings may begin with, and by the number of the word the wordings."""
    found: dict[str, _Rows] = {}
    for row in (row for slot in _SLOTS for row in evidence(slot)):
        if row.pattern is not None and (row.votes is not None or _AROUND & {*row.where}):
            expression = expand(row.pattern)
            match = re.compile(rf"(?:{expression})(?!\w)").match
            for word in first_words(parsed(expression)):
                found.setdefault(word, []).append((row, match))
    words = sorted(word for word in found if word.isalnum())
    return AhoCorasick(words), [found[word] for word in words]


def sighted(low: str, start: int, end: int) -> list[Hit]:
    """All wordings in low[start:end], in the order of the text; those of one row do not overlap."""
    automaton, begins = _by_first_word()
    found: list[Hit] = []
    behind: dict[str, int] = {}
    part = low[start:end]
    words = [(a, b, number) for number, a, b in automaton.find_matches_as_indexes(part, overlapping=True)]
    for first, last, number in sorted(words):
        if _within_word(part, first, last):
            continue
        at = start + first
        for row, match in begins[number]:
            hit = match(low, at, end) if behind.get(row.id, 0) <= at else None
            if hit is not None:
                behind[row.id] = hit.end()
                found.append((row, at, hit.end()))
    return found


def _within_word(part: str, first: int, last: int) -> bool:
    """Whether part[first:last] is only a piece of a word."""
    before, behind = part[first - 1] if first else "", part[last : last + 1]
    return before.isalnum() or behind.isalnum() or "_" in (before, behind)


def of_block(scene: Scene, index: int) -> list[Hit]:
    """The wordings in a block, behind its label; remembered."""
    if index not in scene.sightings:
        block = scene.outline.blocks[index]
        scene.sightings[index] = sighted(scene.low, block.label_end, block.end)
    return scene.sightings[index]


def around(place: Place) -> Iterator[Why]:
    """The wordings that stand around a value, each as what it is seen as there."""
    nearest: Hit | None = None
    for row, start, end in of_block(place.scene, place.index):
        where = _where(place, start, end)
        if where in row.where:
            yield f"{row.id}_{where}", start, end
        if row.votes is not None and where in _BEFORE and (nearest is None or start > nearest[1]):
            nearest = row, start, end
    if nearest is not None:
        yield f"kind.nearest_{nearest[0].votes}", nearest[1], nearest[2]
    yield from above(place.scene, place.index)


def above(scene: Scene, index: int) -> list[Why]:
    """The wordings in what encloses a block: items, lead-ins and headings, and the title of its part; remembered."""
    block = scene.outline.blocks[index]
    part = scene.parts.at(block.start)
    if (block.parent, part.start) not in scene.enclosing:
        scene.enclosing[block.parent, part.start] = [*_enclosing(scene, block.parent), *_titled(scene, part)]
    return scene.enclosing[block.parent, part.start]


def _enclosing(scene: Scene, at: int) -> Iterator[Why]:
    led = False
    while at >= 0:
        if not scene.context.is_title(at):
            where = "heading" if scene.outline.blocks[at].kind == "heading" else "lead"
            voting = None
            for row, start, end in of_block(scene, at):
                if where in row.where:
                    yield f"{row.id}_{where}", start, end
                if row.votes is not None and (voting is None or start > voting[1]):
                    voting = row, start, end
            if voting is not None and where == "lead" and not led:
                led = True
                yield f"kind.led_by_{voting[0].votes}", voting[1], voting[2]
        at = scene.outline.blocks[at].parent


def _titled(scene: Scene, part: DocumentPart) -> Iterator[Why]:
    for row, start, end in sighted(scene.low, *part.title):
        if "part" in row.where:
            yield f"{row.id}_part", start, end


def _where(place: Place, start: int, end: int) -> str:
    """Where a wording of the value's own block stands, as seen from the value ("" where it is none of its matter)."""
    clause, reading, mention = place.clause, place.reading, place.mention
    if end > clause.end:
        return ""
    if start < clause.start:
        return "earlier"
    if reading.inner >= 0:
        opens, closes = clause.brackets[reading.inner]
        if opens <= start < closes:
            return "own" if reading.left <= start < mention.end else "behind" if start >= mention.end else ""
        return "outside" if place.statement.start <= start < opens else ""
    if any(first <= start < last for first, last in clause.brackets):
        return ""
    if reading.left <= start < mention.end:
        return "own"
    if mention.end <= start < reading.right:
        return "behind"
    if start >= reading.right:
        return ""
    return "statement" if start >= place.statement.start else "sentence"
