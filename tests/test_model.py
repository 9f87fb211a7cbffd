"""The models, the schema exported from them and the published contract say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.contract.model import Extraction, json_schema
from tests.made import VARIETY, extraction

ROOT = Path(__file__).parent.parent
CONTRACT = json.loads((ROOT / "tests/contract/document.schema.json").read_text("utf-8"))
EXPORTED = json_schema()
OUTPUTS = sorted((ROOT / "outputs").glob("*.json"))
DOCUMENTS = {
    "plain": extraction(),
    "every shape of record": extraction(*VARIETY),
    "nothing known of itself": extraction(
        title=None, type="other", number=None, issued=None, issuer=None, province=None, horizon=None
    ),
    "province that stands unchanged": extraction(province={"code": "01", "name": "Hà Nội", "successor": None}),
}


def _check(schema: dict[str, Any], data: Any) -> None:
    from jsonschema import Draft202012Validator  # loads for seconds: where it is asked alone

    Draft202012Validator(schema).validate(data)


def _dumped(document: Extraction) -> Any:
    return json.loads(document.model_dump_json(by_alias=True))


@pytest.mark.parametrize("schema", [CONTRACT, EXPORTED], ids=["contract", "exported"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_accepted(schema: dict[str, Any], name: str) -> None:
    _check(schema, _dumped(DOCUMENTS[name]))


def test_there_are_outputs_to_check() -> None:
    assert OUTPUTS, "outputs/ holds no JSON: run make extract"


@pytest.mark.parametrize("path", OUTPUTS, ids=lambda path: path.stem)
def test_an_output_keeps_the_contract(path: Path) -> None:
    data = json.loads(path.read_text("utf-8"))
    _check(CONTRACT, data)
    _check(EXPORTED, data)
    loaded = Extraction.model_validate_json(path.read_bytes())
    assert _dumped(loaded) == data
    assert loaded.document.id == path.stem
    ids = [target.id for target in loaded.targets]
    assert len(set(ids)) == len(ids)


def _spoilt(*path: str | int, value: Any = None, drop: bool = False) -> Any:
    data: Any = _dumped(extraction())
    at = data
    for step in path[:-1]:
        at = at[step]
    if drop:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return data


SPOILT = {
    "another version of the contract": _spoilt("schema", value="chitieu/2"),
    "a kind that is none": _spoilt("targets", 0, "kind", value="goal"),
    "a unit that is none": _spoilt("targets", 0, "measure", "unit", value="%"),
    "a confidence above 1": _spoilt("targets", 0, "confidence", value=1.5),
    "a number as text": _spoilt("targets", 0, "measure", "value", value="80"),
    "no reasons": _spoilt("targets", 0, "why", drop=True),
    "no alignment": _spoilt("targets", 0, "source", "alignment", drop=True),
    "a rejection without a reason": _spoilt("rejected", 0, "reason", drop=True),
    "no horizon": _spoilt("document", "horizon", drop=True),
}


@pytest.mark.parametrize("schema", [CONTRACT, EXPORTED], ids=["contract", "exported"])
@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_document_is_refused(schema: dict[str, Any], name: str) -> None:
    from jsonschema import ValidationError

    with pytest.raises(ValidationError):
        _check(schema, SPOILT[name])


def _shape(schema: dict[str, Any], root: dict[str, Any]) -> Any:
    """Properties and enumerated values, all the way down, whatever the schema's idiom."""
    if "$ref" in schema:
        return _shape(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root)
    for alternative in schema.get("anyOf", ()):
        if alternative.get("type") != "null":
            return _shape(alternative, root)
    if "properties" in schema:
        return {name: _shape(each, root) for name, each in schema["properties"].items()}
    if "items" in schema:
        return [_shape(schema["items"], root)]
    if "enum" in schema or "const" in schema:
        return sorted(str(value) for value in schema.get("enum", [schema.get("const")]) if value is not None)
    return None


def _less(contract: Any, exported: Any, at: str = "") -> list[str]:
    """Where the contract asks for what the exported schema has not."""
    if isinstance(contract, dict):
        gone = [f"{at}.{name}" for name in contract if name not in (exported or {})]
        both = [name for name in contract if name in (exported or {})]
        return gone + [e for name in both for e in _less(contract[name], exported[name], f"{at}.{name}")]
    if isinstance(contract, list) and contract and isinstance(contract[0], dict):
        return _less(contract[0], exported[0], f"{at}[]")
    return [] if contract is None or contract == [None] or contract == exported else [f"{at}: {exported}"]


def test_the_exported_schema_has_every_field_and_value_of_the_contract() -> None:
    assert _less(_shape(CONTRACT, CONTRACT), _shape(EXPORTED, EXPORTED)) == []


def test_the_published_schema_is_the_models() -> None:
    """Made anew by `make schema`."""
    published = json.loads((ROOT / "docs/document.schema.json").read_text("utf-8"))
    assert published == EXPORTED
