"""The confidence of a record: the calibrated chance that it is right in every core field (docs/confidence.md)."""

from __future__ import annotations

from collections.abc import Iterable

from extract.bind.weighing import Seen, calibrated, score
from extract.rules.weight_rows import weights

LEAST, MOST = 0.02, 0.99
"""No record is said to be less or more likely than this."""


def confidence_of(seen: Iterable[Seen]) -> float:
    """The confidence of a record of which that was observed, to two places; without weights 0.5."""
    found = weights("record")
    return bounded(calibrated(score("record", seen), found.calibration if found is not None else ()))


def bounded(likely: float) -> float:
    """A probability as it is written."""
    return round(min(MOST, max(LEAST, likely)), 2)
