"""Commitment or result: what is observed of a value is weighed, and what the rules of order decide with it."""

from __future__ import annotations

from extract.bind.kind_evidence import observed
from extract.bind.moods_by_rule import decide
from extract.bind.scene import Bound, Place, Why
from extract.bind.weighing import chance, learnt, score, strongest

_DEFAULTS = frozenset({"bind.document_commits", "bind.report"})
_APART = "bind.earlier_value"
_BY_RULE = ("kind.earlier_value", "kind.decided_", "kind.headed_", "kind.default_")
_MOST_WHY = 3  # observations that are told in `why`


def set_kind(bound: Bound, place: Place) -> None:
    """Decide `target` or `actual`; `why` holds what spoke for it, the strongest first."""
    decide(bound, place)
    rule, *span = decided = bound.why.pop()
    torn = len(place.scene.context.moods(place.block)) > 1
    seen: list[Why] = [(_decided(rule, bound.kind, torn), span[0], span[1])]
    seen += observed(bound, place, apart=rule == _APART)
    choose(bound, seen, decided)
    if place.reading.inner < 0:
        place.scene.kinds[place.index] = bound.kind


def _decided(rule: str, kind: str, torn: bool) -> str:
    """How a decision of the rules of order is seen: by the value's words, by a heading, by the type of document;
    `torn`: the headings above say both.
    """
    if rule in _DEFAULTS:
        return f"kind.default_{kind}"
    if rule == _APART:
        return "kind.earlier_value"
    if rule.startswith("heading."):
        return f"kind.headed_{kind}_torn" if torn else f"kind.headed_{kind}"
    return f"kind.decided_{kind}"


def choose(bound: Bound, seen: list[Why], decided: Why | None) -> None:
    """Weigh what was seen of a record; `decided`: the rule of order behind `kind.decided_...`, told in its place."""
    bound.seen["kind"] = seen
    if not learnt("kind"):
        bound.why += [decided] if decided is not None else []
        return
    likely = chance(score("kind", seen))
    bound.kind = "target" if likely >= 0.5 else "actual"
    bound.sure["kind"] = max(likely, 1 - likely)
    for each in strongest("kind", seen, 1 if likely >= 0.5 else -1, _MOST_WHY):
        bound.why.append(decided if decided is not None and each[0].startswith(_BY_RULE) else each)
