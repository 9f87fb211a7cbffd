"""W3C Web Annotations: a file a document, each record an annotation of the characters of its value.

After the Web Annotation Data Model (W3C Recommendation, 23 February 2017).  Positions count code points of the
document as read; quotes are verbatim.
"""

from __future__ import annotations

import base64
import json
import re
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from extract.contract.model import Extraction, Head, Target
from extract.contract.wording import period, value
from extract.sources.regular import opened
from extract.write.atomic import replacing_folder
from extract.write.export.spool import Duplicate
from extract.write.export.texts import raw_of, within
from extract.write.json import plain

SUFFIX = ".jsonld"
_AROUND = 32  # characters of prefix and of suffix
_GENERATOR = {"id": "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_DNS, "chitieu")), "type": "Software", "name": "chitieu"}
# `record` is kept as it stands by whoever reads this as JSON-LD (1.1): a JSON literal.
_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"record": {"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "@type": "@json"}},
]
_UNFIT = re.compile(r"^\.|[\x00-\x1f\x7f%/\\:*?\"<>|]")  # what names of files cannot hold everywhere


def file_name(document: str) -> str:
    """The name of a document's file: its id, what file names cannot hold written as %XX."""
    return _UNFIT.sub(lambda match: f"%{ord(match.group()):02X}", document) + SUFFIX


def _urn(*parts: str) -> str:
    """An id that depends on nothing but `parts` (a UUID of version 5)."""
    return "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(("chitieu", *parts))))


def _hashed(sha256: str) -> str:
    """The bytes of a document by their hash (RFC 6920): it means them wherever the file lies."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def _quote(target: Target, raw: str | None) -> dict[str, str]:
    """The quote selector; without the document's text, with as much around the value as its sentence shows.

    The sentence is readable text (lines joined), so what stands around may differ from the document in white space.
    """
    where, exact = target.source, target.source.text
    if raw is not None and raw[where.start : where.end] == exact:
        text, at = raw, where.start
    else:
        found = within(target)
        text, at = where.sentence.text, found[0] if found else -1
    selector = {"type": "TextQuoteSelector", "exact": exact}
    if at >= 0:
        selector |= {"prefix": text[max(0, at - _AROUND) : at], "suffix": text[at + len(exact) :][:_AROUND]}
    return {key: part for key, part in selector.items() if part}


def _annotation(head: Head, target: Target, raw: str | None) -> dict[str, Any]:
    where = target.source
    told = f"{target.indicator.name}: {value(target, 'vi')}"
    when = period(target, "vi")
    return {
        "id": _urn("annotation", head.id, head.sha256, target.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {
                "type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "vi",
                "value": f"{told} ({when})" if when else told,
            },
            {"type": "TextualBody", "purpose": "tagging", "value": target.indicator.id or target.indicator.name},
            {"type": "Dataset", "format": "application/json", "record": plain(target.model_dump(mode="json"))},
        ],
        "target": {
            "type": "SpecificResource",
            "source": _hashed(head.sha256),
            "selector": [
                {"type": "TextPositionSelector", "start": where.start, "end": where.end},
                _quote(target, raw),
            ],
        },
    }  # fmt: skip


def collection(extraction: Extraction, raw: str | None) -> dict[str, Any]:
    """The annotations of one document as a collection of one page; `raw` is its text where it is known."""
    head = extraction.document
    page: dict[str, Any] = {
        "id": _urn("page", head.id, head.sha256),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": [_annotation(head, target, raw) for target in extraction.standing],
    }
    return {
        "@context": _CONTEXT,
        "id": _urn("collection", head.id, head.sha256),
        "type": "AnnotationCollection",
        "label": head.id,
        "generator": _GENERATOR,
        "dc:title": head.title,
        "dc:source": head.source,
        "total": len(extraction.standing),
        "first": page,
        "last": page["id"],
    }


def _ours(path: Path) -> bool:
    if path.suffix != SUFFIX or not path.is_file():
        return False
    with opened(path) as file:
        return _GENERATOR["id"].encode() in file.read(2000)


def write(extractions: Iterable[Extraction], out: Path, *, folders: Sequence[Path] = (Path(),)) -> dict[str, int]:
    """Write a folder with a file for each document; the number of annotations and documents comes back.

    The documents themselves are looked for in `folders`, at the path they were read from, for the text around
    each value.  A folder that stands there is replaced if all in it are such files: else Foreign.
    Raises Duplicate for two outputs of one document.
    """
    seen: set[str] = set()
    annotations = 0
    with replacing_folder(out, _ours) as folder:
        for extraction in extractions:
            head = extraction.document
            name = file_name(head.id)
            if name in seen:
                raise Duplicate(head.id)
            seen.add(name)
            text = json.dumps(collection(extraction, raw_of(head, folders)), ensure_ascii=False, indent=1)
            (folder / name).write_bytes(f"{text}\n".encode())
            annotations += len(extraction.standing)
    return {"annotations": annotations, "documents": len(seen)}
