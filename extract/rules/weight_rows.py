"""Rows of evidence.yaml and of the files under weights/: what is observed of a record, and how much each counts.

A row is structural (the code sees it, `pattern` is null) or a wording, looked for in each place of `where`; the id of
what is seen is then that of the row with the place behind it (`kind.strive` in `own` is `kind.strive_own`).  A wording
may vote as well: for the nearest one, and for the document as a whole.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from extract.contract.failures import one_line
from extract.rules.errors import RuleError, nearest
from extract.rules.loader import from_rules, layers, rows, whole
from extract.rules.own import WEIGHTS
from extract.rules.row import Rule, Strict
from extract.rules.spelling import RespeltPattern

SlotName = Literal["kind", "measure", "period", "record"]
"""What is weighed: the name of its file under weights/, and the first part of the ids of its evidence."""
Where = Literal[
    "own", "behind", "outside", "statement", "sentence", "earlier", "lead", "heading", "part", "label",
    "unit", "name", "opening",
]  # fmt: skip
"""Where a wording stands: in the value's own words (before it), in those behind it, before the bracket it stands in,
before these in its statement or sentence, in an earlier sentence of the block, in an enclosing item or lead-in, in a
heading above, in the title of the part of the file, in the words before a colon with which the block opens; for
`measure` also as the whole unit of a value, in its name, in the opening of the part of the file."""
FOLDER = "weights"


class Evidence(Rule):
    """Something that may be observed of a value, for one slot; `en`, `vi`: what it means, in a sentence."""

    slot: SlotName
    en: str = Field(min_length=1)
    vi: str = Field(min_length=1)
    pattern: RespeltPattern | None = None
    where: tuple[Where, ...] = ()
    votes: Literal["target", "actual"] | None = None  # for what a wording counts in the vote of a whole document

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> Evidence:
        if not self.id.startswith(f"{self.slot}."):
            raise ValueError(f"{self.id} is of the slot {self.slot}: its id begins with '{self.slot}.'")
        if (self.pattern is None) != (not self.where and self.votes is None):
            raise ValueError(f"{self.id}: `pattern` goes with `where` or `votes`")
        return self

    @property
    def seen_as(self) -> tuple[str, ...]:
        """The ids of what is seen; none of a wording that only votes."""
        return (self.id,) if self.pattern is None else tuple(f"{self.id}_{place}" for place in self.where)


class Weight(Strict):
    """How much an observation counts towards the slot's first answer, and how often it was seen in what taught that."""

    id: str
    weight: float
    seen: int = Field(ge=0)
    documents: int = Field(ge=0)


class Weights(Strict):
    """A file under weights/: `bias` counts for every candidate; `examples` values of `documents` taught it."""

    slot: SlotName
    bias: float
    calibration: tuple[tuple[float, float], ...] = ()  # scores with their probability, both rising
    documents: int = Field(ge=0)
    examples: int = Field(ge=0)
    weights: tuple[Weight, ...]

    @model_validator(mode="after")
    def _rises(self) -> Weights:
        points = self.calibration
        if any(not 0 < likely < 1 for _, likely in points):
            raise ValueError("calibration: a probability lies between 0 and 1")
        if any(a[0] >= b[0] or a[1] > b[1] for a, b in pairwise(points)):
            raise ValueError("calibration: scores and probabilities rise from point to point")
        return self


def weights_file(slot: SlotName) -> str:
    """The name of the file of a slot's weights, in a folder of rule data."""
    return f"{FOLDER}/{slot}.yaml"


@from_rules
def evidence(slot: SlotName) -> tuple[Evidence, ...]:
    """The rows of evidence.yaml for a slot.  Raises RuleError."""
    return tuple(row for row in rows("evidence.yaml", Evidence) if row.slot == slot)


class Learnt(Strict):
    """A file of the user's own weights: those of each slot that was learnt anew."""

    slots: tuple[Weights, ...]


@from_rules
def own_weights() -> dict[SlotName, tuple[Weights, str]]:
    """By slot the user's own weights with the file they stand in; of two files the first counts.  Raises RuleError."""
    found: dict[SlotName, tuple[Weights, str]] = {}
    for layer in layers():
        for shown, data in layer.files(WEIGHTS):
            try:
                learnt = Learnt.model_validate(data)
            except ValidationError as error:
                first = error.errors()[0]
                raise RuleError(shown, None, ".".join(map(str, first["loc"])), one_line(first["msg"])) from error
            found.update({each.slot: (_known(each, shown), shown) for each in learnt.slots})
    return found


@from_rules
def weights(slot: SlotName) -> Weights | None:
    """What was learnt for a slot, by the user before all; None where nothing was.  Raises RuleError for a file that is
    none of its weights.
    """
    own = own_weights().get(slot)
    return own[0] if own is not None else shipped_weights(slot)


@from_rules
def shipped_weights(slot: SlotName) -> Weights | None:
    """What is shipped for a slot, the user's file of weights aside; None where nothing is.  Raises RuleError."""
    name = weights_file(slot)
    if not any(True for layer in layers() for _ in layer.files(name)):
        return None
    found = whole(name, Weights)
    if name != weights_file(found.slot):
        told = f"is {found.slot!r}, expected {slot!r}, as the file is called"
        raise RuleError(f"patterns/{name}", None, "slot", told)
    return _known(found, f"patterns/{name}")


def _known(found: Weights, shown: str) -> Weights:
    """Weights of which each is of an observation that there is."""
    known = {id for row in evidence(found.slot) for id in row.seen_as}
    for each in found.weights:
        if each.id not in known:
            told = f"no row of evidence.yaml is seen as {each.id!r}{nearest(each.id, known)}"
            raise RuleError(shown, each.id, "id", told)
    return found
