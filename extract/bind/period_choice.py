"""Which of the periods that a value may have is its own: each is weighed by what is observed of it."""

from __future__ import annotations

from extract.bind.period_candidates import is_same, of_later_value, proposed
from extract.bind.period_evidence import key_of, observed
from extract.bind.scene import Bound, Place
from extract.bind.weighing import SURE_OF_FRAGMENT, learnt, score, shares
from extract.bind.whens import When


def choose_period(bound: Bound, place: Place, *, settled: bool) -> None:
    """Weigh what may be the period of a value that the rules of order have read, and choose.

    Candidates of the same years speak for each other.  Where the years are those of the rules of order, what these made
    of them stands; so does what is `settled`.
    """
    decided = bound.by_order = bound.period
    candidates = proposed(bound, place, decided)
    if len(candidates) == 1:  # there is none
        bound.offered = [(None, [])]
        return
    seen = observed(bound, place, candidates)
    bound.offered = [(_of(bound, each.when), ids) for each, ids in zip(candidates, seen, strict=True)]
    if settled or not learnt("period"):
        return
    likely = shares([score("period", ids) for ids in seen])
    barred = [of_later_value(place, each.mention) and not is_same(each, decided) for each in candidates]
    likely = [0.0 if out else share for out, share in zip(barred, likely, strict=True)]
    keys = [key_of(each.when) for each in candidates]
    total = dict.fromkeys(keys, 0.0)
    for key, share in zip(keys, likely, strict=True):
        total[key] += share
    best = max(total, key=total.__getitem__)
    bound.sure["period"] = total[best]
    at = max((n for n, key in enumerate(keys) if key == best), key=likely.__getitem__)
    bound.seen["period"] = seen[at]
    if best == key_of(decided) or (place.scene.fragment and total[best] < SURE_OF_FRAGMENT):
        return
    chosen = candidates[at]
    if decided is not None:
        bound.why = [why for why in bound.why if why[1:] != decided.span or why[0] not in {decided.rule, *_PASSED_DOWN}]
    bound.period = _of(bound, chosen.when)
    if chosen.when is not None:
        rule = {"heading": "bind.period_of_heading"}.get(chosen.where, "bind.period_of_item")
        bound.why.append((chosen.when.rule if chosen.mention is not None else rule, *chosen.when.span))


_PASSED_DOWN = ("bind.period_of_item", "bind.period_of_heading")


def _of(bound: Bound, found: When | None) -> When | None:
    """A period as that of the value: one stated as a whole is each year's where the value is yearly."""
    if found is not None and bound.per and found.type == "during":
        return found._replace(type="annual")
    return found
