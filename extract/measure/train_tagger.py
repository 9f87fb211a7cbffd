"""Trains the tagger of bodies on gold: `python -m extract.measure.train_tagger SETS`.

A set is a folder of texts with their gold beside them (<stem>.txt or .md; <stem>.jsonl or <stem>.gold.jsonl), in which
`responsible` says who is charged with a goal of running text; goals without it are charged to nobody, those with
"responsible" in `any` are left out.  First each document is read by a model of all others: how many are told rightly
without the tagger and with it is printed, and no model is written by which no more are.  The same gold gives the same
model but for the order within its file (the engine numbers observations by hash), and probabilities
alike to six digits.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extract.bind.scene import Bound, Scene
from extract.language.cleaning import lowered
from extract.layout.outline import Block, Outline
from extract.measure.evaluate import overlap, pairs
from extract.measure.gold import extracted, known_ids, part, reading
from extract.mentions.scan import Mention
from extract.pipeline import stages
from extract.readers import read
from extract.records.targets import targets_of
from extract.tagger.bodies import asked, set_responsible, stretch
from extract.tagger.model import BEGINS, BODIES, INSIDE, OUTSIDE, Tagger, read_tagger
from extract.tagger.sequence import Span, Words

SMOOTHING = 0.5  # L2
ROUNDS = 60
RARE = 2
FIELD = "responsible"
VARIANTS = 4  # of a stretch with bodies; held out, F1 rose by 0.05, and no further at 8
_STEP = 7  # names passed over from one variant to the next


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated document, bound; its goals in running text that gold has too, and whom gold charges with them."""

    name: str
    scene: Scene
    mentions: stages.Mentions
    records: list[Bound]
    goals: list[tuple[Bound, str | None]]


@dataclass(frozen=True, slots=True)
class Example:
    """A sequence of tokens with its labels."""

    features: list[list[str]]
    labels: list[str]


def texts(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The annotated texts of a folder with their gold, in the order of their names."""
    for text in sorted([*folder.glob("*.txt"), *folder.glob("*.md")]):
        for gold in (text.with_name(f"{text.stem}.gold.jsonl"), text.with_suffix(".jsonl")):
            if gold.exists():
                yield text, gold
                break


def document(text: Path, gold: Path) -> Document:
    """A document through the stages up to binding, and which record is which of the gold."""
    source, safe = read(text), stages.guard()
    restored = stages.restored(source, safe)
    shape, low = stages.outlined(source, restored, safe)
    mentions = stages.mentioned(shape, low, safe)
    binder = stages.bound(source, shape, low, mentions, stages.headed(source, shape, restored, safe), safe)
    ids, bounds = known_ids(gold), part(gold)
    given = [(bound, extracted(targets_of(source, shape, [bound])[0], ids)) for bound in binder.bound]
    if bounds is not None:
        given = [each for each in given if bounds[0] <= each[1].start < bounds[1]]
    wanted: list[Mapping[str, Any]] = [json.loads(line) for line in gold.read_text("utf-8").split("\n") if line.strip()]
    made = pairs([reading(each) for each in wanted], [each for _, each in given], overlap)
    goals = [(given[j][0], wanted[i].get(FIELD)) for i, j in made if _scored(wanted[i]) and _goal(shape, given[j][0])]
    return Document(text.name, binder.scene, mentions, binder.bound, goals)


def _scored(wanted: Mapping[str, Any]) -> bool:
    return not wanted.get("ignore") and FIELD not in wanted.get("any", ())


def _goal(shape: Outline, bound: Bound) -> bool:
    return bound.kind == "target" and shape.blocks[bound.block].kind != "row"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that the tagger may be asked about, with the spans of the bodies that gold charges in it."""

    text: str
    block: Block
    span: Span
    mentions: Sequence[Mention]
    bodies: tuple[Span, ...]

    def example(self) -> Example:
        """Its tokens with their labels."""
        words = Words(self.text, lowered(self.text), self.block, self.span, self.mentions)
        labels = [OUTSIDE] * len(words.low)
        for span in self.bodies:
            part = words.inside(span)
            labels[part.start : part.stop] = [BEGINS, *[INSIDE] * (len(part) - 1)]
        return Example(words.features, labels)

    def renamed(self, names: Sequence[str]) -> Stretch:
        """The same with other bodies, one for each."""
        made = self
        for i in range(len(self.bodies) - 1, -1, -1):
            made = made._with(i, names[i])
        return made

    def _with(self, i: int, name: str) -> Stretch:
        start, end = self.bodies[i]
        more = len(name) - (end - start)

        def moved(at: int) -> int:
            return at + more if at >= end else at

        return Stretch(
            self.text[:start] + name + self.text[end:],
            self.block,
            (self.span[0], moved(self.span[1])),
            [replace(each, start=moved(each.start), end=moved(each.end)) for each in self.mentions],
            tuple((a, end + more) if a == start else (moved(a), moved(b)) for a, b in self.bodies),
        )


def stretches(each: Document) -> Iterator[Stretch]:
    """What the tagger may be asked about in a document."""
    for number, some in groupby(sorted(each.goals, key=lambda goal: goal[0].start), key=lambda goal: goal[0].block):
        goals = list(some)
        span = stretch(each.scene, [bound for bound, _ in goals])
        if span is not None:
            spans = {body_span(each.scene.low, span, bound.start, body) for bound, body in goals if body}
            bodies = tuple(sorted(found for found in spans if found is not None))
            block = each.scene.outline.blocks[number]
            yield Stretch(each.scene.text, block, span, each.mentions.get(number, ()), bodies)


def body_span(low: str, span: Span, goal: int, body: str) -> Span | None:
    """Where in a stretch a body stands last before its goal, if it does."""
    words = r"\s+".join(map(re.escape, lowered(body).split()))
    found = [match.span() for match in re.finditer(rf"(?<!\w){words}(?!\w)", low[: min(goal, span[1])])]
    return found[-1] if found and found[-1][0] >= span[0] else None


def lessons(some: Sequence[Stretch]) -> list[Example]:
    """What a model learns from: each stretch, and those with bodies again with others of them in their stead."""
    names = sorted({" ".join(each.text[a:b].split()) for each in some for a, b in each.bodies})
    found, turn = [each.example() for each in some], 0
    for each in some:
        for _ in range(VARIANTS if each.bodies else 0):
            turn += _STEP
            chosen = [names[(turn + i) % len(names)] for i in range(len(each.bodies))]
            found.append(each.renamed(chosen).example())
    return found


@contextmanager
def quiet() -> Iterator[None]:
    """Without what the engine prints while it trains (it writes to the process's own standard error)."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def train(some: Sequence[Example], path: Path) -> None:
    """Write the model of some examples; observations made less than RARE times are left out."""
    from underthesea_core import CRFTrainer

    times = Counter(each for example in some for token in example.features for each in token)
    kept = [[[each for each in token if times[each] >= RARE] for token in example.features] for example in some]
    trainer = CRFTrainer()
    trainer.set_l1_penalty(0.0)
    trainer.set_l2_penalty(SMOOTHING)
    trainer.set_max_iterations(ROUNDS)
    with quiet():
        trainer.train(kept, [example.labels for example in some]).save(str(path))


@dataclass(slots=True)
class Found:
    """How many goals gold charges someone with, how many were told of, and how many of those as in gold."""

    wanted: int = 0
    given: int = 0
    right: int = 0

    def add(self, body: str | None, told: str | None) -> None:
        """Take in one goal."""
        self.wanted += body is not None
        self.given += told is not None
        self.right += body is not None and told is not None and lowered(body) == lowered(told)

    @property
    def f1(self) -> float:
        """2 x right / (given + wanted)."""
        return 2 * self.right / max(1, self.given + self.wanted)

    def __str__(self) -> str:
        return f"{self.right} right of {self.given} given, {self.wanted} wanted, F1 {self.f1:.3f}"


def held(each: Document, tagger: Tagger, without: Found, with_it: Found) -> None:
    """Add what is told of a document without a tagger and with it; its records are left as they were."""
    before = [(bound, bound.responsible, list(bound.why)) for bound in each.records]
    for bound, body in each.goals:
        without.add(body, bound.responsible)
    for records in asked(each.scene, each.records):
        set_responsible(each.scene, records, each.mentions.get(records[0].block, ()), lambda: tagger)
    for bound, body in each.goals:
        with_it.add(body, bound.responsible)
    for bound, responsible, why in before:
        bound.responsible, bound.why = responsible, why


def held_out(documents: Sequence[Document], every: Sequence[Sequence[Stretch]]) -> tuple[Found, Found]:
    """What is told without and with the tagger where each document is read by a model of all others."""
    without, with_it = Found(), Found()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "held.crf"
        for i, each in enumerate(documents):
            train(lessons([one for j, some in enumerate(every) if j != i for one in some]), path)
            held(each, read_tagger(path), without, with_it)
    return without, with_it


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, tell what is found on documents held out, and write the model where that is better than without."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("sets", nargs="+", type=Path, help="folders of texts with their gold beside them")
    options.add_argument("--to", type=Path, default=BODIES, help="the model's file")
    options.add_argument(
        "--unread", nargs="*", default=(), type=Path, help="folders that do not teach, read by the model"
    )
    given: Any = options.parse_args(arguments)
    documents = [document(text, gold) for folder in given.sets for text, gold in texts(folder)]
    every = [list(stretches(each)) for each in documents]
    without, with_it = held_out(documents, every)
    print(f"each document held out: without the tagger {without}; with it {with_it}")
    if with_it.f1 <= without.f1:
        print("nothing written: no more is told rightly")
        return 1
    some = [one for each in every for one in each]
    given.to.parent.mkdir(exist_ok=True)
    train(lessons(some), given.to)
    told = {"documents": len(documents), "sequences": len(some), "bodies": sum(len(each.bodies) for each in some)}
    figures = {"held_out_without": round(without.f1, 3), "held_out_with": round(with_it.f1, 3)}
    given.to.with_suffix(".json").write_text(json.dumps(told | figures, indent=1) + "\n", "utf-8")
    for folder in given.unread:
        without, with_it = Found(), Found()
        for text, gold in texts(folder):
            held(document(text, gold), read_tagger(given.to), without, with_it)
        print(f"{folder}: without the tagger {without}; with it {with_it}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
