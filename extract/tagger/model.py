"""The trained model behind the tagger (underthesea's engine), read when the first value is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

DATA = Path(__file__).parent / "data"
BODIES = DATA / "bodies.crf"
OUTSIDE, BEGINS, INSIDE = "O", "B", "I"

Features = Sequence[Sequence[str]]


class Engine(Protocol):
    """What the engine does with one sequence of tokens, each given as its observations."""

    def labels(self) -> list[str]:
        """The labels, in the order of the probabilities."""

    def marginals(self, features: Features) -> list[list[float]]:
        """For each token the probability of each label."""


class Tag(NamedTuple):
    """How probable it is (0 to 1) that a token is part of a name, and that it begins one."""

    part: float
    begins: float


class Tagger:
    """Weighs tokens with one model."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._places = {label: place for place, label in enumerate(engine.labels())}

    def __call__(self, features: Features) -> list[Tag]:
        """A tag for each token of a sequence."""
        found = self._engine.marginals(features)
        if BEGINS not in self._places:  # learnt from texts without a name
            return [Tag(0.0, 0.0) for _ in found]
        outside, begins = self._places[OUTSIDE], self._places[BEGINS]
        return [Tag(1 - each[outside], each[begins]) for each in found]


def read_tagger(path: Path) -> Tagger:
    """The tagger of a model's file.  Raises OSError where there is none or it is of another kind."""
    if not path.exists():
        raise FileNotFoundError(path)
    from underthesea_core import CRFTagger

    engine = CRFTagger()
    engine.load(str(path))
    return Tagger(engine)


@cache
def bodies_tagger() -> Tagger:
    """The tagger of bodies that ships with the package."""
    return read_tagger(BODIES)
