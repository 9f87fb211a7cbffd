"""Whether every installed package may stand beside AGPL-3.0-or-later: what it declares against a reviewed table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from boolean import Expression
from license_expression import AND, OR, ExpressionError, LicenseSymbol, LicenseWithExceptionSymbol, get_spdx_licensing
from pydantic import BaseModel, ConfigDict

from bench.supply.installed import Licensing, Part

TABLE = Path(__file__).with_name("licences.yaml")
_SPDX = get_spdx_licensing()


class Unclear(Exception):
    """A declared licence that neither SPDX nor the table knows."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Review(_Row):
    """What was found for a package whose metadata does not settle it."""

    declares: str
    licence: str
    why: str


class Table(_Row):
    """The reviewed table: see licences.yaml for what each part means."""

    compatible: Mapping[str, tuple[str, ...]]
    spelled: Mapping[str, str]
    reviewed: Mapping[str, Review]
    carried: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> frozenset[str]:
        """SPDX names of licences that may stand beside ours."""
        return frozenset(name for names in self.compatible.values() for name in names)


def table(path: Path = TABLE) -> Table:
    """The table as it stands in the file.  Raises ValidationError."""
    return Table.model_validate(yaml.safe_load(path.read_text("utf-8")))


def _parsed(expression: str) -> Expression:
    try:
        return _SPDX.parse(expression, validate=True, strict=True)
    except ExpressionError as error:
        raise Unclear(expression) from error


def declared(licensing: Licensing) -> str:
    """What a package says of its licence, in its own words: the expression, else the field, else the classifiers."""
    return licensing.expression or licensing.text or " AND ".join(licensing.classifiers)


def _spelled(licensing: Licensing, spelled: Mapping[str, str]) -> str:
    """An SPDX expression of what is declared.  Raises Unclear."""
    if licensing.expression:
        return licensing.expression
    if licensing.text:
        text = spelled.get(licensing.text, licensing.text)
        try:
            _parsed(text)
        except Unclear:
            if not licensing.classifiers:
                raise
        else:
            return text
    found = [spelled.get(line) for line in licensing.classifiers]
    if not found or None in found:
        raise Unclear(declared(licensing) or "nothing")
    return " AND ".join(sorted({each for each in found if each}))


def licence(part: Part, known: Table) -> str:
    """The SPDX expression that holds for a part: reviewed, else as declared.  Raises Unclear."""
    review = known.reviewed.get(part.name)
    if review is not None and review.declares == declared(part.licensing):
        return review.licence
    return _spelled(part.licensing, known.spelled)


def _suits(expression: Expression, names: frozenset[str]) -> bool:
    if isinstance(expression, AND):
        return all(_suits(each, names) for each in expression.args)
    if isinstance(expression, OR):
        return any(_suits(each, names) for each in expression.args)
    if isinstance(expression, LicenseWithExceptionSymbol):  # an exception only ever allows more
        return expression.license_symbol.key in names
    return isinstance(expression, LicenseSymbol) and expression.key in names


def unsuitable(parts: Iterable[Part], known: Table) -> list[str]:
    """One line for each part that may not stand beside our licence, or of which that is not clear."""
    found = []
    for part in parts:
        try:
            expression = licence(part, known)
            suits = _suits(_parsed(expression), known.names)
        except Unclear as error:
            found.append(f"{part.name} {part.version}: nobody knows what {error} is; look and add it to {TABLE.name}")
            continue
        if not suits:
            found.append(f"{part.name} {part.version}: {expression} is not compatible with AGPL-3.0-or-later")
    return found
