"""What every row of rule data has, and the values that come from the registry of codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from extract.contract.codes import CodeKind, known


class Strict(BaseModel):
    """Rule data of any form: it does not change, and no key stands in it that nobody asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(Strict):
    """What every row of rule data has: an id, where the form was seen, examples of both kinds."""

    id: str = Field(min_length=1)
    source: str
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


def _code(kind: CodeKind) -> AfterValidator:
    names = known(kind)

    def check(value: str) -> str:
        if value not in names:
            raise PydanticCustomError("code", "unknown {kind}", {"kind": kind, "names": sorted(names)})
        return value

    checked: Callable[[str], str] = check
    return AfterValidator(checked)


UnitCode = Annotated[str, _code("unit")]
RelationCode = Annotated[str, _code("relation")]
LevelCode = Annotated[str, _code("level")]
ReasonCode = Annotated[str, _code("reason")]
PeriodCode = Annotated[str, _code("period_row")]
Texts = Annotated[tuple[str, ...], Field(min_length=1)]
