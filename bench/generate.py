"""A corpus of any size with gold: documents recombined and altered from the five of corpora/.

    python bench/generate.py 1000 FOLDER [--seed N]      # FOLDER/texts/*.txt and FOLDER/gold/*.jsonl

Whole items and paragraphs are drawn, left out and put into another order under the headings that they need; goals
of one resolution go into another's list, and sections of the plan into both.  Values of gold, years and names of
places are changed, text and gold alike.  The same seed and number give the same bytes; a document needs none of
those before it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from altering import Setting, setting, value
from blocks import PLACES, ROOT, Base, Block, Piece, cut

from extract.head.provinces import gazetteer

NAMES = ("phu-yen", "quang-ngai", "soc-trang", "tay-son", "dak-nong")
SMALLEST, LARGEST = 8_000, 40_000  # bytes aimed at; what cannot be left out of a document may make it larger
_FEWEST = 8  # loose blocks that stay in any document
_DISTRICTS = ("Phù Cát", "Phù Mỹ", "Tuy Phước", "Hoài Ân", "Vĩnh Thạnh", "Vân Canh", "An Lão", "Tây Sơn")
_NUMBERED = re.compile(r"\(\d+\)")
_OTHER_GOALS = "{}. Chỉ tiêu chủ yếu\n"

Blocks = list[Block]


@dataclass(frozen=True, slots=True)
class Document:
    """A generated document: its id, its text and its gold, in the order of the text."""

    id: str
    text: str
    gold: tuple[dict[str, object], ...]


class Generator:
    """Makes documents; `seed` decides all of them."""

    def __init__(self, seed: int = 1) -> None:
        self.seed = seed
        self._bases: dict[str, Base] = {name: cut(name) for name in NAMES}
        # Goals that stand on their own, with all their paragraphs: they go into any list of goals.
        self._goals = [*self._bases["quang-ngai"].parts[2], *self._bases["soc-trang"].parts[2]]
        self._provinces = sorted(
            row.name for row in gazetteer().rows.values() if not gazetteer().is_city(row.code, None)
        )  # a city is no "tỉnh", as the texts around the name say

    def document(self, number: int) -> Document:
        """Document `number` of this seed."""
        chance = random.Random(f"{self.seed}/{number}")
        name = NAMES[number % len(NAMES)]
        blocks = self._fitted(chance, _RECIPES[name](self, chance))
        province = chance.choice(self._provinces)
        places = {old: province for old in PLACES.values() if old != PLACES["tay-son"]}
        places[PLACES["tay-son"]] = chance.choice(_DISTRICTS)
        text, gold = _filled(chance, blocks, setting(chance, places))
        return Document(f"{number:05d}-{name}", text, tuple(gold))

    def _fitted(self, chance: random.Random, blocks: Blocks) -> Blocks:
        """Loose blocks left out until the document has the size drawn for it."""
        wanted = chance.randint(SMALLEST, LARGEST)
        size = sum(block.size for block in blocks)
        # The last goes first; a block with gold stays rather than one without.
        ranks = {at: chance.random() - 0.4 * block.measured for at, block in enumerate(blocks) if block.loose}
        loose = sorted(ranks, key=ranks.__getitem__)
        left_out = set()
        while size > wanted and len(loose) > _FEWEST:
            at = loose.pop()
            left_out.add(at)
            size -= blocks[at].size
        return [block for at, block in enumerate(blocks) if at not in left_out]

    def resolution(self, chance: random.Random, name: str) -> Blocks:
        """A resolution: goals of both in its list, sections of the plan behind its own."""
        head, views, goals, tasks, end = self._bases[name].parts
        drawn = chance.sample(self._goals, chance.randint(len(goals) // 2, len(self._goals)))
        guests = chance.sample(self._bases["phu-yen"].parts[2:8], chance.randint(0, 2))
        plan = [block for guest in guests for block in _mixed(chance, guest)]
        return [*fixed(head), *views, *_numbered(drawn), *_mixed(chance, tasks), *plan, *fixed(end)]

    def plan(self, chance: random.Random) -> Blocks:
        """The plan: some of its sections in another order, and goals of the resolutions as a section more."""
        head, views, *sections, means, duties = self._bases["phu-yen"].parts
        drawn = chance.sample(sections, chance.randint(2, len(sections)))
        body = [
            block
            for place, section in enumerate(drawn, 1)
            for block in _renumbered(_mixed(chance, section), sections.index(section) + 1, place)
        ]
        # Only goals that name their years: the plan's headings lend theirs to all others.
        goals = chance.sample(self._bases["soc-trang"].parts[2], chance.randint(0, 8))
        if goals:
            title = _OTHER_GOALS.format(len(drawn) + 1)
            body += [Block((Piece(title),), False, len(title.encode())), *_numbered(goals)]
        return [*fixed(head), *_mixed(chance, views), *body, *_mixed(chance, means), *_mixed(chance, duties)]

    def report(self, chance: random.Random) -> Blocks:
        """The report: sections left out as wholes, for their footnotes stand anywhere in them."""
        head, *sections, judgement, tasks, end = self._bases["tay-son"].parts
        drawn = [section for section in sections if chance.random() < 0.5]
        body = [block for section in drawn for block in fixed(section)]
        return [*fixed(head), *body, *(judgement if chance.random() < 0.5 else ()), *_mixed(chance, tasks), *fixed(end)]

    def damaged(self, chance: random.Random) -> Blocks:
        """The damaged one: its order stays, as shuffled lines would be damage of another kind."""
        head, views, goals, tasks, end = self._bases["dak-nong"].parts
        return [*fixed(head), *views, *fixed(goals), *tasks, *fixed(end)]


_RECIPES: dict[str, Callable[[Generator, random.Random], Blocks]] = {
    "phu-yen": Generator.plan,
    "quang-ngai": lambda made, chance: made.resolution(chance, "quang-ngai"),
    "soc-trang": lambda made, chance: made.resolution(chance, "soc-trang"),
    "tay-son": Generator.report,
    "dak-nong": Generator.damaged,
}


def fixed(blocks: Sequence[Block]) -> Blocks:
    """The same blocks, none of them to be left out."""
    return [replace(block, loose=False) for block in blocks]


def _mixed(chance: random.Random, blocks: Sequence[Block]) -> Blocks:
    """Every run of loose blocks in another order."""
    mixed: Blocks = []
    run: Blocks = []
    for block in blocks:
        if block.loose:
            run.append(block)
            continue
        mixed += [*chance.sample(run, len(run)), block]
        run = []
    return [*mixed, *chance.sample(run, len(run))]


def _opened(block: Block, start: str) -> Block:
    """A block whose first piece is another text."""
    return replace(block, pieces=(replace(block.pieces[0], text=start), *block.pieces[1:]))


def _numbered(goals: Sequence[Block]) -> Blocks:
    """Goals as the items of one list."""
    return [
        _opened(goal, _NUMBERED.sub(f"({place})", goal.pieces[0].text, count=1)) for place, goal in enumerate(goals, 1)
    ]


def _renumbered(section: Sequence[Block], old: int, new: int) -> Blocks:
    """A section of the plan in another place: "2." and "2.1." become "1." and "1.1."."""
    label = re.compile(rf"{old}(?=\.(?:\d\.)? )")
    return [
        block if block.loose else _opened(block, label.sub(str(new), first, count=1) if label.match(first) else first)
        for block in section
        for first in [block.pieces[0].text]
    ]


def _filled(chance: random.Random, blocks: Sequence[Block], here: Setting) -> tuple[str, list[dict[str, object]]]:
    """Text and gold of the blocks, every slot filled anew."""
    parts: list[str] = []
    gold: list[dict[str, object]] = []
    at = 0
    for block in blocks:
        for piece in block.pieces:
            if piece.slot == "value":
                text, fields = value(chance, piece)
                gold += [here.gold(record, at, text, fields) for record in piece.gold]
            else:
                text = here.plain(piece)
            parts.append(text)
            at += len(text)
    return "".join(parts), gold


def generate(count: int, folder: Path, *, seed: int = 1) -> Iterator[Document]:
    """Write documents 0 to `count` - 1 to <folder>/texts and <folder>/gold, one at a time."""
    texts, golds = folder / "texts", folder / "gold"
    for place in (texts, golds):
        place.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "tests" / "gold" / "INDICATORS.tsv", golds / "INDICATORS.tsv")
    made = Generator(seed)
    for number in range(count):
        document = made.document(number)
        (texts / f"{document.id}.txt").write_bytes(document.text.encode("utf-8"))
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in document.gold)
        (golds / f"{document.id}.jsonl").write_bytes(lines.encode("utf-8"))
        yield document


def main() -> None:
    """Generate and say how much."""
    parser = argparse.ArgumentParser(description="Documents recombined and altered from the real five, with gold.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    size = records = 0
    for document in generate(options.count, options.folder, seed=options.seed):
        size += len(document.text.encode("utf-8"))
        records += len(document.gold)
    print(f"{options.count} documents, {size / 1e6:.1f} MB, {records} gold records")


if __name__ == "__main__":
    main()
