"""Learns the weights of a slot of which one of several candidates is right (the period of a value).

A conditional log-linear model with an L2 penalty: the likelihood of an example is the share of its right candidates.
What the rules of order decided is no evidence here: they were written with the texts that teach, are right there too
often, and would be trusted too far on a text that nobody has seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from extract.bind.weighing import shares
from extract.contract.extras import require
from extract.measure.examples import Example, Option
from extract.rules.weight_rows import Weight, Weights, evidence

_PENALTY = 2.0  # inverse of how strongly weights are drawn to nought; not tuned: 0.3, 1 and 3 were tried earlier
_FEWEST = 3  # documents: what is seen in fewer is a document's own, and has no weight
_ROUNDS, _ENOUGH = 400, 1e-7


def choosing(given: Sequence[Example]) -> list[Example]:
    """The examples that teach: those of which a candidate is right, and another wrong."""
    return [each for each in given if 0 < sum(option.right for option in each.options) < len(each.options)]


def fitted_choice(given: Sequence[Example]) -> Weights:
    """Weights of the slot `period` from examples that teach it (see `choosing`).  Raises MissingExtra."""
    require("train", "sklearn", "scipy")
    import numpy as np
    from scipy.optimize import minimize
    from threadpoolctl import threadpool_limits

    seen = Counter(id for each in given for option in each.options for id in _ids(option))
    where: dict[str, set[str]] = {}
    for each in given:
        for option in each.options:
            for id in _ids(option):
                where.setdefault(id, set()).add(each.document)
    known = [id for row in evidence("period") for id in row.seen_as if len(where.get(id, ())) >= _FEWEST]
    columns = {id: at for at, id in enumerate(known)}
    alike = Counter(_rows(each, columns) for each in given)  # many are: each is looked at once
    table: list[list[float]] = []
    right: list[bool] = []
    first: list[int] = []
    for rows in alike:
        first.append(len(table))
        for ids, is_right in rows:
            table.append([1.0 if at in ids else 0.0 for at in range(len(columns))])
            right.append(is_right)
    x, correct, starts = np.array(table), np.array(right), np.array(first)
    group = np.repeat(np.arange(len(first)), [len(rows) for rows in alike])
    many = np.array([*alike.values()], dtype=float)

    def loss(weight: Any) -> tuple[float, Any]:
        score = x @ weight
        part = np.exp(score - np.maximum.reduceat(score, starts)[group])
        whole, good = np.add.reduceat(part, starts), np.add.reduceat(part * correct, starts) + 1e-300
        slope = many[group] * part * (1 / whole[group] - correct / good[group])
        cost = float((many * (np.log(whole) - np.log(good))).sum() + weight @ weight / (2 * _PENALTY))
        return cost, x.T @ slope + weight / _PENALTY

    with threadpool_limits(1):  # tables are small, and one thread adds up in one order
        options = {"maxiter": _ROUNDS, "ftol": _ENOUGH**2, "gtol": _ENOUGH}
        found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options=options).x
    return Weights(
        slot="period",
        bias=0.0,
        documents=len({each.document for each in given}),
        examples=len(given),
        weights=tuple(
            Weight(id=id, weight=round(float(found[at]), 3), seen=seen[id], documents=len(where[id]))
            for id, at in columns.items()
        ),
    )


def _ids(option: Option) -> frozenset[str]:
    return frozenset(id for id, _, _ in option.seen)


def _rows(each: Example, columns: dict[str, int]) -> tuple[tuple[frozenset[int], bool], ...]:
    """The candidates of an example: what is seen of each by number, and whether it is right."""
    return tuple(
        (frozenset(columns[id] for id in _ids(option) & columns.keys()), option.right) for option in each.options
    )


def chosen(learnt: Weights, each: Example) -> tuple[bool, float]:
    """Whether these weights choose rightly, and how likely they hold the choice."""
    weight = {one.id: one.weight for one in learnt.weights}
    likely = shares([sum(weight.get(id, 0.0) for id in _ids(option)) for option in each.options])
    total: dict[object, float] = {}
    for option, share in zip(each.options, likely, strict=True):
        total[option.years] = total.get(option.years, 0.0) + share
    best = max(total, key=total.__getitem__)
    return any(option.right for option in each.options if option.years == best), total[best]


def chosen_held_out(given: Sequence[Example], also: Sequence[Example] = ()) -> tuple[float, float]:
    """Shares right on documents held out one after another: weighed, and as the rules of order decide."""
    right, decided, every = 0, 0, [each for each in given if each.options]
    for document in dict.fromkeys(each.document for each in every):
        learnt = fitted_choice(choosing([*(each for each in every if each.document != document), *also]))
        for each in every:
            if each.document == document:
                right += chosen(learnt, each)[0]
                decided += any(option.right and option.decided for option in each.options)
    return right / max(1, len(every)), decided / max(1, len(every))
