"""An output as text, record by record: those that are as they were are not rendered again."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial

from pydantic import BaseModel

from extract.contract.model import SCHEMA, Extraction
from extract.write.json import plain

_MOST = 64  # documents whose records are held rendered


class Pieces:
    """Renders extractions as `write.json.text` does, to the same characters."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, dict[int, tuple[object, str]]] = OrderedDict()

    def text(self, extraction: Extraction) -> str:
        """The extraction as JSON."""
        name = extraction.document.id
        before, now = self._held.pop(name, {}), dict[int, tuple[object, str]]()

        def piece(part: object, rendered: Callable[[], str]) -> str:
            """A part's text, which is the part's own as long as both are held."""
            held = now[id(part)] = before.get(id(part)) or (part, rendered())
            return held[1]

        records = ",\n  ".join(piece(each, partial(_rendered, each, 2)) for each in extraction.targets)
        fields = {
            "schema": f'"{SCHEMA}"',
            "document": piece(extraction.document, partial(_rendered, extraction.document, 1)),
            "targets": f"[\n  {records}\n ]" if extraction.targets else "[]",
            "rejected": piece(extraction.rejected, partial(_listed, extraction.rejected)),
            "warnings": piece(extraction.warnings, partial(_listed, extraction.warnings)),
        }
        self._held[name] = now
        while len(self._held) > _MOST:
            self._held.popitem(last=False)
        return "{\n" + ",\n".join(f' "{key}": {value}' for key, value in fields.items()) + "\n}\n"


def _rendered(model: BaseModel, depth: int) -> str:
    """A model as `write.json` has it, so deep inside."""
    data = plain(model.model_dump(mode="json", by_alias=True))
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False).replace("\n", "\n" + " " * depth)


def _listed(models: Sequence[BaseModel]) -> str:
    return "[\n  " + ",\n  ".join(_rendered(each, 2) for each in models) + "\n ]" if models else "[]"
