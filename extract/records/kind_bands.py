"""How sure the choice of a record's kind is, in bands: observations of slot `record`."""

from __future__ import annotations

_KIND_BANDS = ((0.99, "kind_99"), (0.95, "kind_95"), (0.85, "kind_85"), (0.7, "kind_70"), (0.0, "kind_50"))


def kind_band(likely: float) -> str:
    """The id of the evidence that says how likely the choice of the kind is (0.5 to 1)."""
    return f"record.{sure_band(likely)}"


def sure_band(likely: float) -> str:
    """The same without the slot's name."""
    for low, name in _KIND_BANDS:
        if likely >= low:
            return name
    return _KIND_BANDS[-1][1]
