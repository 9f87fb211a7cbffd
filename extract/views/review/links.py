"""Where a record stands in the review pages: file names, anchors and links that do not change between runs."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

from extract.sources.ids import RESERVED

# What some file system refuses, what would lead out of the folder, and the sign of escape itself.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|%]|^[. ~-]|[. ]$')
_GAP = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")
_LONGEST = 180  # bytes of a file's name without its suffix; file systems take 255


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def page_name(document_id: str) -> str:
    """The file name of a document's page, safe on every file system and never that of a page over all."""
    name = _UNSAFE.sub(lambda match: _escaped(match.group()), document_id)
    if name.casefold() in {"index", "agreement", ""} or name.split(".")[0].rstrip().lower() in RESERVED:
        name = f"{_escaped(name[:1] or ' ')}{name[1:]}"
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST:
        digest = hashlib.sha256(document_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        name = f"{name[:40]}-{digest}"
    return f"{name}.html"


def anchor(target_id: str) -> str:
    """The id of a record's element in its page: made of the record's own id, so that links last."""
    return "r-" + _GAP.sub("_", target_id)


def link(document_id: str, target_id: str) -> str:
    """The address of a record relative to the folder of the pages, percent-encoded."""
    return f"{page(document_id)}#{quote(anchor(target_id), safe='/~', errors='surrogatepass')}"


def page(document_id: str) -> str:
    """The address of a document's page relative to the folder of the pages, percent-encoded."""
    return quote(page_name(document_id), safe="", errors="surrogatepass")
