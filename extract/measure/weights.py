"""Learns the weights of a slot from documents with gold: `python -m extract.measure.weights --help`.

Logistic regression with an L2 penalty over what was observed of each value; nothing of the texts is kept but weights
and counts.  The same sets give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.bind.measuring import is_doubted_in_brief, least_likely
from extract.bind.weighing import chance
from extract.contract.extras import MissingExtra, require
from extract.measure.evaluate import same
from extract.measure.examples import Example, examples, stems
from extract.measure.gold import CORE, GoldError
from extract.rules.loader import folder, forget
from extract.rules.weight_rows import SlotName, Weight, Weights, evidence, weights, weights_file

PENALTY: dict[SlotName, float] = {"kind": 1.0, "measure": 0.1, "record": 0.02}
"""C of the regression: the inverse of how strongly weights are drawn to nought (record: of 0.01 to 0.3 the least loss
on hands held out; kind: of 0.1 to 2 the loss no longer falls much beyond 1, 2026-11-29)."""
LEAST: dict[SlotName, float] = {"kind": 0.05, "measure": 0.05, "record": 0.05}
"""An observation that weighs less has no effect to speak of, and is left out."""
_EVERY: tuple[SlotName, ...] = ("kind", "period", "measure", "record")  # in the order in which they are weighed
GUARDED = 3.0  # how much an example of a guarded set counts beside one of another
FEWEST = 3  # documents: what is seen in fewer is a document's own, and has no weight


class Slot(NamedTuple):
    """How a slot is learnt: `answer` of an example is True for the slot's first answer, None where it teaches nothing;
    `decided` is what the rules of order decided before anything was weighed, None where they are not asked.
    """

    answer: Callable[[Example], bool | None]
    decided: Callable[[Example], bool | None]


def _is_target(each: Example) -> bool | None:
    if each.gold is None or each.gold.ignored or "kind" in each.gold.unscored or "kind" not in each.seen:
        return None
    return bool(each.gold.core["kind"] == "target")


def _decided_target(each: Example) -> bool | None:
    ids = {id for id, _, _ in each.seen["kind"]}
    if "kind.earlier_value" in ids:
        return False
    for kind in ("target", "actual"):
        if ids & {f"kind.decided_{kind}", f"kind.headed_{kind}", f"kind.headed_{kind}_torn", f"kind.default_{kind}"}:
            return kind == "target"
    return None


def _is_measure(each: Example) -> bool | None:
    if "measure" not in each.seen or each.open or (each.gold is not None and each.gold.ignored):
        return None
    if is_doubted_in_brief(each.seen["measure"]):
        return None  # so short a text says too little of what a rule doubts; it teaches where it stands in a longer one
    return each.gold is not None


def _is_right(each: Example) -> bool | None:
    if each.left_out or (each.gold is not None and each.gold.ignored) or "record" not in each.seen:
        return None
    return each.gold is not None and all(same(name, each.gold, each.given) for name in CORE)


def _taken_for_one(each: Example) -> bool | None:
    return True


SLOTS: dict[SlotName, Slot] = {
    "kind": Slot(_is_target, _decided_target),
    "measure": Slot(_is_measure, _taken_for_one),
    "record": Slot(_is_right, _taken_for_one),
}
"""Each slot that has weights."""


class Figures(NamedTuple):
    """Shares right on documents held out, one after another: weighed, and as the rules of order decide."""

    weighed: float
    decided: float
    wrong: list[tuple[Example, float]]  # weighed wrongly, with the probability of the slot's first answer


def taught(slot: SlotName, given: Sequence[Example]) -> list[Example]:
    """The examples that teach a slot something."""
    return [each for each in given if SLOTS[slot].answer(each) is not None]


def fitted(slot: SlotName, given: Sequence[Example]) -> Weights:
    """Weights from examples that teach the slot (see `taught`).  Raises MissingExtra."""
    idle: frozenset[str] = frozenset()
    while True:
        found = _fitted(slot, given, idle)
        more = frozenset(each.id for each in found.weights if abs(each.weight) < LEAST[slot])
        if not more:
            return found
        idle |= more


def _fitted(slot: SlotName, given: Sequence[Example], without: frozenset[str]) -> Weights:
    require("train", "sklearn")
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    seen = Counter(id for each in given for id in _ids(slot, each))
    where: dict[str, set[str]] = {}
    for each in given:
        for id in _ids(slot, each):
            where.setdefault(id, set()).add(each.document)
    known = [id for row in evidence(slot) for id in row.seen_as if id not in without]
    columns = {id: at for at, id in enumerate(i for i in known if len(where.get(i, ())) >= FEWEST)}
    table = np.zeros((len(given), max(1, len(columns))))
    for at, each in enumerate(given):
        for id in _ids(slot, each) & columns.keys():
            table[at, columns[id]] = 1.0
    answers = np.array([bool(SLOTS[slot].answer(each)) for each in given])
    model = LogisticRegression(C=PENALTY[slot], solver="newton-cholesky", max_iter=200, tol=1e-8)
    with threadpool_limits(1):  # tables are small, and one thread adds up in one order
        model.fit(table, answers, sample_weight=[each.share for each in given])
    return Weights(
        slot=slot,
        bias=round(float(model.intercept_[0]), 4),
        documents=len({each.document for each in given}),
        examples=len(given),
        weights=tuple(
            Weight(id=id, weight=round(float(model.coef_[0][at]), 4), seen=seen[id], documents=len(where[id]))
            for id, at in columns.items()
        ),
    )


def _ids(slot: SlotName, each: Example) -> frozenset[str]:
    return frozenset(id for id, _, _ in each.seen.get(slot, ()))


def probability(learnt: Weights, each: Example) -> float:
    """Of the slot's first answer, by these weights."""
    ids = _ids(learnt.slot, each)
    return chance(learnt.bias + sum(w.weight for w in learnt.weights if w.id in ids))


def _chosen_from(slot: SlotName, each: Example) -> float:
    """The probability from which on the slot's first answer is taken."""
    return least_likely(each.seen["measure"]) if slot == "measure" else 0.5


def held_out(slot: SlotName, given: Sequence[Example], also: Sequence[Example] = ()) -> Figures:
    """Each document read with weights learnt from all others (and from `also`, which is not held out)."""
    wrong, decided = [], 0
    for document in dict.fromkeys(each.document for each in given):
        rest = [each for each in given if each.document != document]
        learnt = fitted(slot, [*rest, *also])
        for each in given:
            if each.document == document:
                answer, sure = SLOTS[slot].answer(each), probability(learnt, each)
                decided += SLOTS[slot].decided(each) is answer
                if (sure >= _chosen_from(slot, each)) is not answer:
                    wrong.append((each, sure))
    return Figures(1 - len(wrong) / len(given), decided / len(given), wrong)


def right(slot: SlotName, given: Sequence[Example], learnt: Weights | None) -> int:
    """How many examples these weights answer rightly; without weights: the rules of order."""
    answer, decided = SLOTS[slot]
    return sum(
        answer(each) is (decided(each) if learnt is None else probability(learnt, each) >= _chosen_from(slot, each))
        for each in given
    )


def written(learnt: Weights) -> str:
    """A file of weights, the strongest evidence first."""
    lines = [
        f"# What each observation of `{learnt.slot}` counts, as learnt by `make weights` (it stands in evidence.yaml).",
        f"slot: {learnt.slot}",
        f"bias: {learnt.bias:.4f}",
        *(["calibration:"] if learnt.calibration else []),
        *(f"- [{at}, {likely}]" for at, likely in learnt.calibration),
        f"documents: {learnt.documents}",
        f"examples: {learnt.examples}",
        "weights:",
    ]
    for each in sorted(learnt.weights, key=lambda w: (-abs(w.weight), w.id)):
        lines.append(f"- {{id: {each.id}, weight: {each.weight:.4f}, seen: {each.seen}, documents: {each.documents}}}")
    return "\n".join(lines) + "\n"


def own_file(every: Sequence[Weights]) -> str:
    """A user's own file of weights: those of several slots."""
    lines = ["# Weights of the user's own, as `chitieu learn` wrote them.", "slots:"]
    for each in every:
        first, *rest = [line for line in written(each).splitlines() if not line.startswith("#")]
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return "\n".join(lines) + "\n"


def learn(slot: SlotName, given: Sequence[Example], guarded: Mapping[str, Sequence[Example]]) -> int:
    """Learn a slot from `given` and the guarded sets, say how well, and write its file; 1 where a guarded set would be
    read worse than it is now.
    """
    given, guarded = taught(slot, given), {name: taught(slot, each) for name, each in guarded.items()}
    also = [replace(example, share=GUARDED) for each in guarded.values() for example in each]
    figures = held_out(slot, given, also)
    learnt = fitted(slot, [*given, *also])
    print(
        f"{slot}: {len(given)} examples, held out by document: weighed {figures.weighed:.4f},"
        f" decided {figures.decided:.4f}"
    )
    harmed = False
    for name, each in guarded.items():
        before, after = right(slot, each, weights(slot)), right(slot, each, learnt)
        harmed = harmed or after < before
        print(f"{slot}: {name}: {after} of {len(each)} right, before {before}")
    if harmed:
        print(f"{slot}: not written, because guarded documents would be read worse")
        return 1
    write(learnt)
    return 0


def write(learnt: Weights) -> None:
    """Write the shipped file of a slot, and have it read from now on."""
    path = folder() / weights_file(learnt.slot)
    path.parent.mkdir(exist_ok=True)
    path.write_text(written(learnt), "utf-8")
    forget()


def main(given: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="extract.measure.weights", description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", help="folders of <stem>.txt with <stem>.jsonl, or GOLD=TEXTS")
    add = parser.add_argument
    add("--guard", action="append", default=[], help="a set that must not be read worse; it teaches too")
    add("--barren", action="append", default=[], help="a folder of texts without records: teaches only what is none")
    add("--unread", action="append", default=[], help="a set by which no rule was written: calibrates what it teaches")
    add("--together", action="append", default=[], help="A+B: documents so called are one")
    add("--slot", action="append", choices=_EVERY, help="only these slots")
    options = parser.parse_args(given)
    together = [group.split("+") for group in options.together]
    try:
        require("train", "sklearn")
        slots: tuple[SlotName, ...] = tuple(options.slot or _EVERY)
        sets, unread = [*options.sets, *options.unread], stems(options.unread, together)
        return max(_learn(slot, sets, options.guard, together, unread, options.barren) for slot in slots)
    except (MissingExtra, GoldError, OSError) as error:
        parser.error(str(error))


def _learn(
    slot: SlotName,
    sets: Sequence[str],
    guard: Sequence[str],
    together: Sequence[Sequence[str]],
    unread: Collection[str],
    barren: Sequence[str],
) -> int:
    """Learn a slot from documents read anew, with the weights that the slots before it have now."""
    guarded = {each: examples([each]) for each in guard}
    if slot == "record":
        from extract.measure.record_weights import learn_by_hand

        also = [replace(example, share=GUARDED) for each in guarded.values() for example in each]
        write(learn_by_hand(sets, also, examples(barren), together, unread))
        return 0
    given = examples([*sets, *(barren if slot == "measure" else ())], together)
    return _learn_period(given, guarded) if slot == "period" else learn(slot, given, guarded)


def _learn_period(given: Sequence[Example], guarded: Mapping[str, Sequence[Example]]) -> int:
    """Learn which period of several is that of a value, say how well, and write the file."""
    from extract.measure.choices import choosing, chosen, chosen_held_out, fitted_choice

    also = [example for each in guarded.values() for example in each]
    weighed, decided = chosen_held_out(given, also)
    learnt = fitted_choice(choosing([*given, *also]))
    print(f"period: {learnt.examples} examples, held out by document: weighed {weighed:.4f}, decided {decided:.4f}")
    for name, each in guarded.items():
        asked = [example for example in each if example.options]
        print(f"period: {name}: {sum(chosen(learnt, one)[0] for one in asked)} of {len(asked)} right")
    write(learnt)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
