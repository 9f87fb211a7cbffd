"""The periods that a value may have: every one that its sentence, the sentences before it, what encloses it and the
blocks above it name, the year of its document for a day or months that name none, what the rules of order make up,
and none at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.bind.baselines import is_multiple_base
from extract.bind.citing import never_when, outlook
from extract.bind.scene import Bound, Heard, Place, Scene, Told
from extract.bind.whens import When, when, years_of
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, listed

_ABOVE, _BLOCKS = 8, 1  # blocks above that are looked at, and of those with periods how many are heard
_BESIDE = 20  # characters between a horizon and the outlook behind it
_EARLIER = 4  # periods of earlier sentences
_DATED = frozenset({"months", "dated"})
_BRACKETED = frozenset({"aside", "opens_bracket"})
_OPENS = 6  # characters of a period that may say that it is set against another ("riêng năm 2024")
_BEFORE = 40  # characters of words of comparison before a period


@dataclass(slots=True)
class Candidate:
    """A period that a value may have (None: none), and where it stands as seen from the value.

    `rank`: how many of the same place are nearer; `block`: the number of the block, -1 for the value's own; `marks`:
    what was seen of it when its sentence was read.
    """

    when: When | None
    where: str
    rank: int = 0
    block: int = -1
    mention: Mention | None = None
    marks: tuple[str, ...] = ()


def proposed(bound: Bound, place: Place, decided: When | None) -> list[Candidate]:
    """All candidates of a value; `decided`: what the rules of order chose, which is among them.

    What is only compared with is none, unless they chose it.
    """
    found = [*_of_sentence(bound, place), *_earlier(place), *above(place.scene, place.index)]
    found = [each for each in found if "compared" not in each.marks or is_same(each, decided)]
    if decided is not None and not any(is_same(each, decided) for each in found):
        found.append(Candidate(decided, "made"))
    found.append(Candidate(None, "none"))
    return found


def of_later_value(place: Place, mention: Mention | None) -> bool:
    """ "60% hồ sơ ... và đạt 85% đến năm 2030": whether a period stands right behind a later value that goes on from
    this one, in its unit and without a name of its own: the same thing has not two values at once.
    """
    if mention is None or mention.start < place.mention.end:
        return False
    unit = place.mention.row.unit
    return any(
        r.mention.start >= place.mention.end and 0 <= mention.start - r.mention.end <= 1
        for r in place.clause.readings if r.side == "none" and r.mention.row.unit == unit
    )  # fmt: skip


def opens_what_follows(place: Place, mention: Mention) -> bool:
    """ "còn 2,1%, trong khi năm 2024 là 3,4%": whether a period behind the value is set against it, with a value of its
    own behind it.
    """
    end, low = place.mention.end, place.scene.low
    following = next((r.mention.start for r in place.clause.readings if r.mention.start >= mention.end), None)
    if mention.start < end or following is None:
        return False
    if any(c in ",;" for c in low[mention.end : following].lstrip(" ,")):
        return False  # "để năm 2026 khánh thành, với kinh phí ...": of something else
    return expression("set_against_period").search(low, end, mention.start + _OPENS) is not None


def is_same(candidate: Candidate, decided: When | None) -> bool:
    """Whether a candidate is what the rules of order chose."""
    found = candidate.when
    if found is None or decided is None:
        return found is decided
    return found.span == decided.span and (found.start, found.end) == (decided.start, decided.end)


def named(mention: Mention) -> When | None:
    """The period of a mention, that which a change is measured from among them."""
    if mention.row.kind != "baseline":
        return when(mention)
    first, last = years_of(mention)
    if first is None:
        return None
    return When("in" if last is None else "during", first, first if last is None else last, mention.row.id,
                (mention.start, mention.end))  # fmt: skip


def heard(low: str, start: int, mentions: Sequence[Mention], cited: Sequence[Mention], year: int | None) -> list[Heard]:
    """The periods of a sentence, in order, with what is seen of each there, whatever value asks."""
    found: list[Heard] = []
    for mention in _heard(low, start, mentions):
        when, is_cited = named(mention) or completed(mention, year), mention in cited
        if when is not None and not (is_cited and never_when(low, start, mention.start)):
            found.append((mention, when, (*marks(low, start, mention, is_cited),)))
    return found


def told(periods: Sequence[Heard]) -> Iterator[Told]:
    """What the periods of a sentence say to those behind it, with what is seen of each there."""
    first = True
    for _, found, seen in periods:
        plain = first and _BRACKETED.isdisjoint(seen) and "compared" not in seen
        yield found, ((*seen, "first") if plain else seen)
        first = first and not plain


def year_of(told: Sequence[Told], clock: int | None) -> int | None:
    """The year of a day or months that name none: the last one told of, else that which the document speaks from."""
    years = [found.end for found, seen in told if found.type == "in" and "compared" not in seen]
    return years[-1] if years else clock


def _heard(low: str, start: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The periods of a sentence, in order, without the outlook right behind a plan's horizon."""
    behind = {
        mention.start for last, mention in pairwise(mentions)
        if mention.start - last.end < _BESIDE and outlook(low, start, mention.start)
    }  # fmt: skip
    return [mention for mention in mentions if mention.start not in behind]


def completed(mention: Mention, year: int | None) -> When | None:
    """For a day or months that name no year: that year."""
    if year is None or mention.row.kind not in _DATED:
        return None
    return When("in", year, year, mention.row.id, (mention.start, mention.end))


def marks(low: str, start: int, mention: Mention, is_cited: bool) -> Iterator[str]:
    """What is seen of a period in its sentence, whatever value asks."""
    if is_cited:
        yield "cited"
    if mention.row.kind in _DATED:
        yield f"of_{mention.row.kind}"
    elif mention.row.kind == "baseline" or expression("compared_with").search(
        low, max(start, mention.start - _BEFORE), mention.start
    ):
        yield "compared"
    opened = low.rfind("(", start, mention.start)
    if opened >= 0 and low.find(")", opened, mention.start) < 0:
        yield "aside" if low[opened + 1 : mention.start].strip() else "opens_bracket"


def _of_sentence(bound: Bound, place: Place) -> Iterator[Candidate]:
    """The periods of the value's sentence, those of each place the nearest first."""
    ranks: dict[str, int] = {}
    start, low, clause = place.mention.start, place.scene.low, place.clause
    joined = _joined(low, place.named, start)
    for mention, found, seen in sorted(place.heard, key=lambda each: abs(each[0].start - start)):
        if mention.start in joined or any(a <= mention.start < b for a, b in clause.hidden):
            continue
        if is_multiple_base(low, mention) or opens_what_follows(place, mention):
            continue
        if bound.per and found.type == "in" and mention.start < place.statement.start:
            continue  # "... năm 2030 gấp 2 lần; hộ nghèo giảm 1%/năm"
        if mention.start > start and listed("maintain").search(low, place.mention.end, mention.start):
            continue  # "đạt 100% và tiếp tục duy trì đến năm 2030" is due when it was
        where = _where(place, mention)
        yield Candidate(found, where, _rank(ranks, where, seen), mention=mention, marks=seen)


def _joined(low: str, mentions: Sequence[Mention], end: int) -> set[int]:
    """Where years stand before `end` that are joined to others ("năm 2025 và 2026"): none of them is that of a value,
    where they are not dealt out to several.
    """
    found: set[int] = set()
    for last, mention in pairwise(mentions):
        if mention.end <= end and expression("joins_years").fullmatch(low, last.end, mention.start):
            if all((w := when(m)) is not None and w.type in {"by", "in"} for m in (last, mention)):
                found |= {last.start, mention.start}
    return found


def _rank(ranks: dict[str, int], where: str, seen: Sequence[str]) -> int:
    """How many of the same place are nearer; -1 of what only is compared with, and of what an earlier sentence says in
    brackets, which stand in no other's way.
    """
    if "compared" in seen or (where == "earlier" and not _BRACKETED.isdisjoint(seen)):
        return -1
    ranks[where] = ranks.get(where, -1) + 1
    return ranks[where]


def _where(place: Place, mention: Mention) -> str:
    """Where a period of the sentence stands: in the value's own words or behind them, in its bracket or outside it, in
    another bracket, elsewhere in the statement or the sentence.
    """
    reading, clause, start = place.reading, place.clause, mention.start
    side = "" if start < place.mention.start else "_behind"
    bracket = next((n for n, (a, b) in enumerate(clause.brackets) if a <= start < b), -1)
    if reading.inner >= 0:
        return f"inside{side}" if bracket == reading.inner else f"outside{side}"
    if bracket >= 0:
        taken = any(r.inner == bracket for r in clause.readings)
        return f"taken_bracket{side}" if taken else f"bracket{side}"
    if reading.left <= start < reading.right:
        return f"own{side}"
    own = place.statement
    return f"statement{side}" if own.start <= start < own.end else f"sentence{side}"


def _earlier(place: Place) -> Iterator[Candidate]:
    """The last periods of earlier sentences of the block, the nearest first."""
    ranks: dict[str, int] = {}
    for found, seen in reversed(place.memory.told[-_EARLIER:]):
        yield Candidate(found, "earlier", _rank(ranks, "earlier", seen), marks=seen)


def above(scene: Scene, index: int) -> list[Candidate]:
    """The periods of what encloses a block, and of the blocks right above it; remembered."""
    if index not in scene.periods_above:
        scene.periods_above[index] = [*_enclosing(scene, scene.outline.blocks[index].parent), *_beside(scene, index)]
    return scene.periods_above[index]


def _enclosing(scene: Scene, at: int) -> list[Candidate]:
    found = scene.periods_around.get(at)
    if found is None:
        found, rank, up = [], 0, at
        while up >= 0:
            block = scene.outline.blocks[up]
            if not scene.context.is_title(up):
                where = "heading" if block.kind == "heading" else "lead" if block.leads else "item"
                whens = scene.context.whens_of(up)
                found += [Candidate(each, where, rank, up) for each in whens]
                rank += bool(whens)
            up = block.parent
        scene.periods_around[at] = found
    return found


def _beside(scene: Scene, index: int) -> Iterator[Candidate]:
    """Of the nearest blocks above, that do not enclose it, the last period of each."""
    blocks, up, rank = scene.outline.blocks, scene.outline.blocks[index].parent, 0
    for number in range(index - 1, max(-1, index - _ABOVE), -1):
        if number == up:
            up = blocks[number].parent
            continue
        every = scene.mentions.get(number, ())
        last = next((found for m in reversed(every) if (found := when(m)) is not None), None)
        if last is not None and not scene.context.is_title(number):
            yield Candidate(last, "above", rank, number)
            rank += 1
            if rank == _BLOCKS:
                return
