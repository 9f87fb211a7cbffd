"""Where the wordings of evidence.yaml stand: looked for once in each block, then told apart by where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ahocorasick_rs import AhoCorasick

from extract.bind.scene import Place, Scene, Why
from extract.head.parts import DocumentPart
from extract.rules.loader import from_rules
from extract.rules.syntax import begins_with
from extract.rules.vocabulary import expand, expression
from extract.rules.weight_rows import Evidence, SlotName, Where, evidence

_BEFORE = frozenset({"own", "statement", "sentence"})
_SLOTS: tuple[SlotName, ...] = ("kind", "measure")  # whose wordings are looked for in one walk through a block
_AROUND: frozenset[Where] = frozenset(
    {"own", "behind", "outside", "statement", "sentence", "earlier", "lead", "heading", "part", "label"}
)  # fmt: skip
_SHORT_LINE = 80  # characters
_OPENING = 60  # characters before a colon
_HEADED = 12  # paragraphs that one such line may head
_AHEAD = 70  # characters before what is kept up among which it is said to be from now on

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
            for word in begins_with(expression):
                found.setdefault(word, []).append((row, match))
    words = sorted(word for word in found if word.isalnum())
    return AhoCorasick(words), [found[word] for word in words]


def sighted(low: str, start: int, end: int) -> list[Hit]:
    """All wordings in low[start:end], in the order of the text; those of one row do not overlap."""
    automaton, begins = _by_first_word()
    found: list[Hit] = []
    behind: dict[str, int] = {}
    part = low[start:end]
    words = []
    for number, first, last in automaton.find_matches_as_indexes(part, overlapping=True):
        left, right = part[first - 1 : first], part[last : last + 1]  # a piece of a word is none
        if not (right.isalnum() or left.isalnum() or right == "_" or left == "_"):
            words.append((first, number))
    for first, number in sorted(words):  # of those that begin at one place, no more than one is a whole word
        at = start + first
        for row, match in begins[number]:
            hit = match(low, at, end)
            if hit is not None and behind.get(row.id, 0) <= at:
                behind[row.id] = hit.end()
                found.append((row, at, hit.end()))
    return _outermost(found)


def _outermost(found: list[Hit]) -> list[Hit]:
    """The wordings without those that are part of a longer one that votes otherwise ("đề ra" of "hoàn thành 13/15 chỉ
    tiêu đề ra" sets no goal).
    """
    voting = [hit for hit in found if hit[0].votes is not None]
    kept: list[Hit] = []
    open_: list[Hit] = []  # those that vote, have begun and not ended
    begun = 0
    for hit in found:
        while begun < len(voting) and voting[begun][1] <= hit[1]:
            open_.append(voting[begun])
            begun += 1
        open_ = [other for other in open_ if other[2] > hit[1]]
        if hit[0].votes is None or not any(_part_of(hit, other) for other in open_):
            kept.append(hit)
    return kept


def _part_of(hit: Hit, other: Hit) -> bool:
    (row, start, end), (wider, begins, ends) = hit, other
    return begins <= start and end <= ends and end - start < ends - begins and wider.votes != row.votes


def of_block(scene: Scene, index: int) -> list[Hit]:
    """The wordings in a block, behind its label; remembered."""
    if index not in scene.sightings:
        block = scene.outline.blocks[index]
        scene.sightings[index] = sighted(scene.low, block.label_end, block.end)
    return scene.sightings[index]


def around(place: Place, *, apart: bool = False) -> Iterator[Why]:
    """The wordings that stand around a value, each as what it is seen as there; `apart`: not those that enclose it."""
    opens = _opening(place)
    for row, start, end, where in seen_from(place):
        if where in row.where:
            yield f"{row.id}_{where}", start, end
        if "label" in row.where and start - place.block.label_end < opens:
            yield f"{row.id}_label", start, end
    nearest = nearest_vote(place)
    if nearest is not None:
        yield f"kind.nearest_{nearest[0].votes}", nearest[1], nearest[2]
    if apart:
        return
    yield from above(place.scene, place.index)
    yield from _headed(place.scene, place.index)


def _opening(place: Place) -> int:
    """How long the words are with which a block says what it is about ("1. Hiện trạng: ..."); 0 without them."""
    block = place.block
    colon = place.scene.low.find(":", block.label_end, min(block.end, block.label_end + _OPENING))
    return colon - block.label_end if 0 <= colon < place.mention.start else 0


def nearest_vote(place: Place) -> Hit | None:
    """Of the wordings before a value in its sentence that vote the nearest, of those at one place the first; asked
    once.
    """
    if place.nearest is None:
        nearest: Hit | None = None
        for row, start, end, where in seen_from(place):
            if row.votes is not None and where in _BEFORE and (nearest is None or start > nearest[1]):
                nearest = row, start, end
        place.nearest = (nearest,)
    return place.nearest[0]


def seen_from(place: Place) -> list[tuple[Evidence, int, int, str]]:
    """The wordings in a value's block, each with where it stands as seen from the value; asked once."""
    if place.sighted is None:
        hits = of_block(place.scene, place.index)
        if hits and reporting(place.scene, place.index):
            hits = [hit for hit in hits if hit[0].votes != "target" or not _kept_up(place.scene.low, hit)]
        place.sighted = [(row, start, end, _where(place, start, end)) for row, start, end in hits]
    return place.sighted


def reporting(scene: Scene, index: int) -> bool:
    """Whether what stands nearest above a block heads results, or nothing does in a report."""
    mood = scene.context.mood(scene.outline.blocks[index])[0]
    return mood == "actual" or (mood is None and scene.context.report)


def _kept_up(low: str, hit: Hit) -> bool:
    """ "duy trì 100%", "tiếp tục bảo đảm 98%": aimed at under goals, among results what has been kept up."""
    if expression("kept_up").match(low, hit[1]) is None:
        return False
    return expression("from_now_on").search(low[max(0, hit[1] - _AHEAD) : hit[1]]) is None


def _headed(scene: Scene, index: int) -> Iterator[Why]:
    """The wordings of the line that heads a paragraph though it is set as one itself ("Mục tiêu 2026 và xa hơn")."""
    line = _line(scene, index)
    if line < 0:
        return
    voting = None
    for row, start, end in of_block(scene, line):
        if "heading" in row.where:
            yield f"{row.id}_heading", start, end
        voting = row if row.votes is not None else voting
    if voting is not None:
        yield f"kind.lined_{voting.votes}", scene.outline.blocks[line].start, scene.outline.blocks[line].end


def _line(scene: Scene, index: int) -> int:
    """The number of the line that heads a paragraph; -1 where none does."""
    if index not in scene.lines:
        scene.lines[index] = next((at for at in _siblings(scene, index) if heads(scene, at)), -1)
    return scene.lines[index]


def _siblings(scene: Scene, index: int) -> Iterator[int]:
    """The numbers of the paragraphs right before a paragraph that stand beside it, the nearest first."""
    blocks = scene.outline.blocks
    if blocks[index].kind != "paragraph":
        return
    for at in range(index - 1, max(-1, index - _HEADED), -1):
        if blocks[at].kind != "paragraph" or blocks[at].parent != blocks[index].parent:
            return
        yield at


def heads(scene: Scene, index: int) -> bool:
    """Whether a paragraph is a short line without an end, as those are that head what follows in news and letters."""
    block = scene.outline.blocks[index]
    if block.kind != "paragraph" or block.label or block.end - block.start > _SHORT_LINE:
        return False
    return expression("ended_line").search(scene.low, block.start, block.end) is None


def above(scene: Scene, index: int) -> list[Why]:
    """The wordings in what encloses a block: items, lead-ins and headings, and the title of its part; remembered."""
    block = scene.outline.blocks[index]
    part = scene.parts.at(block.start)
    if (block.parent, part.start) not in scene.enclosing:
        if part.start not in scene.titled:
            scene.titled[part.start] = [*_titled(scene, part)]
        scene.enclosing[block.parent, part.start] = [*_enclosing(scene, block.parent), *scene.titled[part.start]]
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
    if clause.brackets and any(first <= start < last for first, last in clause.brackets):
        return ""
    if reading.left <= start < mention.end:
        return "own"
    if mention.end <= start < reading.right:
        return "behind"
    if start >= reading.right:
        return ""
    return "statement" if start >= place.statement.start else "sentence"
