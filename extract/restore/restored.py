"""What restoring gives: the text, and the words that were changed or are in doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extract.contract.offsets import RawOffset
from extract.language.working import Working

DOUBTFUL = 0.8
"""Confidence below which a word is listed even if it stayed as it was."""


class Token(NamedTuple):
    """A word that was changed, or that is in doubt."""

    raw_start: RawOffset
    raw_end: RawOffset
    raw: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Restored:
    """A text after restoration: `working` is the very object given where nothing was touched."""

    working: Working
    state: Literal["clean", "restored"]
    tokens: list[Token] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)
