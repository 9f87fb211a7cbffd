"""The one registry of codes: what each may be, and what it means in both languages.

`known(kind)` are the ids of a kind and `meaning` what one is called; rule data, messages, review pages and the tables
of docs/ take theirs from here.  The texts stand beside this file, a module for each sort; nothing heavy is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from extract.contract.codes.causes import Cause
from extract.contract.codes.errors import ERRORS
from extract.contract.codes.evidence import FAMILIES, STEPS
from extract.contract.codes.notices import NOTICES
from extract.contract.codes.reasons import REASONS
from extract.contract.codes.refusals import FAILURES
from extract.contract.codes.values import (
    DIRECTIONS,
    DOCUMENT_TYPES,
    KINDS,
    LEVELS,
    PERIOD_ROWS,
    PERIODS,
    PERS,
    RELATIONS,
    TEXT_STATES,
    UNITS,
    Words,
)
from extract.contract.codes.warnings import WARNINGS
from extract.messages import Language

__all__ = ["CAUSES", "KINDS_OF_CODES", "CodeKind", "enumerated", "known", "meaning", "words"]

CodeKind = Literal[
    "kind", "unit", "relation", "direction", "per", "level", "period", "period_row", "document_type", "text_state",
    "reason", "warning", "error", "step", "family",
]  # fmt: skip

CAUSES: Mapping[str, Cause] = {**FAILURES, **NOTICES}
"""Every cause of an error or a warning by its id, which begins with its code."""

_TEXTS: dict[CodeKind, Mapping[str, Words]] = {
    "kind": cast(Mapping[str, Words], KINDS),
    "unit": cast(Mapping[str, Words], UNITS),
    "relation": cast(Mapping[str, Words], RELATIONS),
    "direction": cast(Mapping[str, Words], DIRECTIONS),
    "per": cast(Mapping[str, Words], PERS),
    "level": cast(Mapping[str, Words], LEVELS),
    "period": cast(Mapping[str, Words], PERIODS),
    "period_row": cast(Mapping[str, Words], PERIOD_ROWS),
    "document_type": cast(Mapping[str, Words], DOCUMENT_TYPES),
    "text_state": cast(Mapping[str, Words], TEXT_STATES),
    "reason": {code: each[:2] for code, each in REASONS.items()},
    "warning": WARNINGS,
    "error": ERRORS,
    "step": STEPS,
    "family": FAMILIES,
}
KINDS_OF_CODES: tuple[CodeKind, ...] = (*_TEXTS,)


def known(kind: CodeKind) -> frozenset[str]:
    """The ids of a kind.

    known("relation") == {"eq", "ge", "gt", "le", "lt", "between"}
    """
    return frozenset(_TEXTS[kind])


def words(kind: CodeKind) -> Mapping[str, Words]:
    """The ids of a kind in the order in which they are enumerated, each with its text in English and Vietnamese."""
    return _TEXTS[kind]


def meaning(kind: CodeKind, code: str, language: Language) -> str:
    """What a code is called in a language; KeyError for one that the registry does not have.

    meaning("kind", "target", "vi") == "mục tiêu"
    """
    return _TEXTS[kind][code][1 if language == "vi" else 0]


def enumerated(kind: CodeKind, language: Language) -> str:
    """All codes of a kind in one line: "ge: at least; gt: more than; ..."."""
    return "; ".join(f"{code}: {meaning(kind, code, language)}" for code in _TEXTS[kind])
