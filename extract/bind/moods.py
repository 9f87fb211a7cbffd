"""Commitment or result: what is observed of a value is weighed, and what the rules of order decide with it."""

from __future__ import annotations

from extract.bind.kind_evidence import observed
from extract.bind.moods_by_rule import decide
from extract.bind.scene import Bound, Place, Scene, Why
from extract.bind.settling import settled
from extract.bind.weighing import SURE_OF_FRAGMENT, chance, learnt, strongest, weighed_of

_DEFAULTS = frozenset({"bind.document_commits", "bind.report"})
_APART = "bind.earlier_value"
_BY_RULE = ("kind.earlier_value", "kind.decided_", "kind.headed_", "kind.default_")
_SETTLED = 0.95  # how sure a kind is that the writing says
_OF_MEASURE = "measure."
_HARDLY = 0.75  # how sure a kind is at most that is told by hardly anything
_OF_NEWS = frozenset({"kind.document_other", "kind.vote_actual"})
_AHEAD = frozenset(
    {"kind.deadline", "kind.nearest_target", "kind.last_cue_target", "kind.lined_target", "kind.led_by_target"}
)
_MOST_WHY = 3  # observations that are told in `why`


def set_kind(bound: Bound, place: Place) -> None:
    """Decide `target` or `actual`; `why` holds what spoke for it, the strongest first."""
    decide(bound, place)
    rule, *span = decided = bound.why.pop()
    before = [*bound.why]
    torn = len(place.scene.context.moods(place.block)) > 1
    seen: list[Why] = [(_decided(rule, bound.kind, torn), span[0], span[1])]
    seen += observed(bound, place, apart=rule == _APART)
    by_order = bound.kind
    choose(bound, seen, decided)
    if bound.kind != by_order and rule in _DEFAULTS and hardly_told(bound, place.scene):
        bound.kind, bound.why = by_order, [*before, decided]
    if bound.kind == "target" and rule in _DEFAULTS and _tells_results(bound, place, seen):
        bound.kind = "actual"
    written = settled(bound, place)
    if written is not None:
        bound.kind, why = written
        bound.why.append(why)
        bound.sure["kind"] = max(bound.sure.get("kind", 0.0), _SETTLED)
    if place.reading.inner < 0:
        place.scene.kinds[place.index] = bound.kind


def _tells_results(bound: Bound, place: Place, seen: list[Why]) -> bool:
    """Whether hardly anything tells the kind of a value in a paragraph of news (or of whatever has no type) whose
    wordings are nearly all of results; minutes set tasks in numbered items.
    """
    if place.block.kind != "paragraph" or place.block.label:
        return False
    ids = {id for id, _, _ in seen}
    return bound.sure.get("kind", 1.0) < _HARDLY and ids >= _OF_NEWS and not ids & _AHEAD


def hardly_told(bound: Bound, scene: Scene) -> bool:
    """Whether hardly more than its figures tells the kind of a value in a few lines of no document known."""
    return scene.fragment and bound.sure.get("kind", 1.0) < SURE_OF_FRAGMENT


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
    of_kind: list[Why] = []
    of_measure: list[Why] = []
    bound.seen |= {"kind": of_kind, "measure": of_measure}
    for each in seen:
        (of_measure if each[0].startswith(_OF_MEASURE) else of_kind).append(each)
    if not learnt("kind"):
        bound.why += [decided] if decided is not None else []
        return
    weighed = weighed_of("kind", of_kind)
    likely = chance(weighed.score)
    bound.kind = "target" if likely >= 0.5 else "actual"
    bound.sure["kind"] = max(likely, 1 - likely)
    for each in strongest(weighed, 1 if likely >= 0.5 else -1, _MOST_WHY):
        bound.why.append(decided if decided is not None and each[0].startswith(_BY_RULE) else each)
