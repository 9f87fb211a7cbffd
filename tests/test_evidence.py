"""Evidence: on the gold of the repository each of every slot has an effect; a row without one is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from extract.bind.weighing import chance, shares
from extract.measure.examples import Example, documents, examples, taught
from extract.rules.weight_rows import SlotName, evidence, weights

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
SETS = (f"{GOLD}={ROOT / 'corpora'}", *(str(GOLD / name) for name in ("unseen", "drafted", "unread", "prose")))
SLOTS: tuple[SlotName, ...] = get_args(SlotName)
FELT = 0.0005  # a probability that changes by less is as it was
FIRST = frozenset((ROOT / "tests" / "evidence_first.txt").read_text("utf-8").split())
"""Documents that show every row (2026-11-30) are read first: an order, to end soon.  The rest shows what they lack."""


@pytest.fixture(scope="module")
def every() -> list[Example]:
    """Examples of the gold, document by document, until each observation has been felt in one of them."""
    lacking = {(slot, id) for slot in SLOTS for id in weight_of(slot)}
    found: list[Example] = []
    for made in _by_document():
        found += made
        lacking -= {(slot, id) for slot in SLOTS for id, change in moved(slot, made).items() if change >= FELT}
        if not lacking:
            break
    return found


def _by_document() -> Iterator[list[Example]]:
    """The examples of each document, of FIRST first; at last those of marked sentences."""
    of_sets = [(*each, False) for set_ in SETS for each in documents(set_)]
    of_sets += [(*each, True) for each in documents(str(GOLD / "unseen"))]
    for text, gold, name, bare in sorted(of_sets, key=lambda each: each[2] not in FIRST):
        yield taught(text, gold, name, bare=bare)
    yield examples([str(GOLD / "marked" / "kind.yaml")])


def weight_of(slot: SlotName) -> dict[str, float]:
    found = weights(slot)
    assert found is not None
    return {each.id: each.weight for each in found.weights}


def moved(slot: SlotName, every: list[Example]) -> dict[str, float]:
    """By observation, how far at most the probability of an answer moves when it is taken away."""
    weight = weight_of(slot)
    found = dict.fromkeys(weight, 0.0)
    for each in every:
        if slot == "period":
            seen = [{id for id, _, _ in option.seen} & weight.keys() for option in each.options]
            scores = [sum(weight[id] for id in ids) for ids in seen]
            before = shares(scores)
            for id in set().union(*seen):
                without = [at - weight[id] * (id in ids) for at, ids in zip(scores, seen, strict=True)]
                change = max(abs(a - b) for a, b in zip(before, shares(without), strict=True))
                found[id] = max(found[id], change)
            continue
        ids = {id for id, _, _ in each.seen.get(slot, ())} & weight.keys()
        learnt = weights(slot)
        assert learnt is not None
        score = learnt.bias + sum(weight[id] for id in ids)
        for id in ids:
            found[id] = max(found[id], abs(chance(score) - chance(score - weight[id])))
    return found


@pytest.mark.parametrize("slot", SLOTS)
def test_no_evidence_is_without_effect(slot: SlotName, every: list[Example]) -> None:
    """Taken away, each observation changes how likely some answer of some document is."""
    assert {id for id, change in moved(slot, every).items() if change < FELT} == set()


@pytest.mark.parametrize("slot", SLOTS)
def test_each_row_has_a_weight_or_votes(slot: SlotName) -> None:
    known = weight_of(slot)
    assert [row.id for row in evidence(slot) if row.votes is None and not known.keys() & {*row.seen_as}] == []
    assert [id for row in evidence(slot) for id in row.seen_as if id not in known] == []


def test_what_is_without_effect_is_found(every: list[Example]) -> None:
    """The measure itself: an observation that no record of the gold has moves nothing."""
    none = [each for each in every if "record.bracket" not in {id for id, _, _ in each.seen.get("record", ())}]
    assert moved("record", none)["record.bracket"] == 0.0 < moved("record", every)["record.bracket"]
