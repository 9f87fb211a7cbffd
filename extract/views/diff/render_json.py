"""A diff as plain data for other tools; docs/diff.md describes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from extract.contract.model import Target
from extract.views.diff.changes import Diff, Document, Field, Pair, Single
from extract.write.json import plain

SCHEMA = "chitieu-diff/1"


def data(diff: Diff) -> dict[str, Any]:
    """The whole diff; only documents in which something differs are listed."""
    by_status = {status: [d.id for d in diff.documents if d.status == status] for status in ("added", "removed")}
    return {
        "schema": SCHEMA,
        "old": diff.old,
        "new": diff.new,
        "compared": len(diff.documents),
        **by_status,
        "totals": asdict(diff.totals),
        "rules": {name: asdict(rule) for name, rule in diff.rules.items()},
        "documents": [_document(document) for document in diff.differing],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "status": document.status,
        "source_changed": document.source_changed,
        "counts": asdict(document.counts),
        "gained": [_single(single) for single in document.gained],
        "lost": [_single(single) for single in document.lost],
        "changed": [_pair(pair) for pair in document.changed],
        "minor": [_pair(pair) for pair in document.minor],
        "head": [_field(field) for field in document.head],
        "warnings": {
            "came": [notice.model_dump() for notice in document.warnings_came],
            "gone": [notice.model_dump() for notice in document.warnings_gone],
        },
        "numbers": [asdict(number) for number in document.numbers],
    }


def _record(target: Target) -> Any:
    return plain(target.model_dump(mode="json", by_alias=True))


def _single(single: Single) -> dict[str, Any]:
    where = {"reason": single.reason, "elsewhere": single.elsewhere}
    return {"record": _record(single.target), "rules": _lists(single.rules), **where}


def _pair(pair: Pair) -> dict[str, Any]:
    fields = [_field(field) for field in pair.fields]
    return {"fields": fields, "rules": _lists(pair.rules), "old": _record(pair.old), "new": _record(pair.new)}


def _field(field: Field) -> dict[str, Any]:
    return {"field": field.name, "old": field.old, "new": field.new, "core": field.core}


def _lists(rules: Any) -> dict[str, list[str]]:
    return {name: list(ids) for name, ids in asdict(rules).items()}
