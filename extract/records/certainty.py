"""How certain what was chosen of a record is: its kind, its period, that it is a record at all, taken together."""

from __future__ import annotations

from extract.bind.scene import Bound
from extract.rules.weight_rows import SlotName

_WEIGHED: tuple[SlotName, ...] = ("kind", "period", "measure")
_BANDS = ((0.98, "98"), (0.95, "95"), (0.9, "90"), (0.8, "80"), (0.65, "65"), (0.0, "low"))


def certainty(record: Bound) -> float:
    """How likely all choices are right that were weighed, as if each were made alone; 1.0 where none was."""
    likely = 1.0
    for slot in _WEIGHED:
        likely *= record.sure.get(slot, 1.0)
    return likely


def certain_band(likely: float) -> str:
    """The end of the id of an observation of slot `record` that says how certain something is."""
    return next(name for least, name in _BANDS if likely >= least)
