"""What earlier runs made of documents, kept beside their outputs: for runs whose workers see nothing but the store.

For each output a seal says of what it was made and what was written.  A worker that has a document's bytes in hand sees
by it whether the output that is there is the one that it would write.
"""

from __future__ import annotations

from functools import cache
from hashlib import file_digest, sha256

from extract.rules.own import carried, contents
from extract.run.cache.made_of import made_of, options
from extract.run.laying import unreviewed
from extract.run.outcomes import Limits
from extract.sources.inputs import Document
from extract.sources.regular import opened
from extract.sources.stores import Store, Unkept

FOLDER = ".chitieu"
"""Under the outputs: hidden, so that no run takes it for documents."""


@cache
def _made_of(limits: Limits, own: str) -> str:
    """`own`: the digest of the user's rule data, which may change while the process lives."""
    return made_of(*options(limits))


def _seal(id: str, shown: str, limits: Limits, read: str, text: bytes) -> bytes:
    """`read`: the SHA-256 of the document; `text`: its output."""
    parts = (id, shown, _made_of(limits, contents(carried())), read, sha256(text).hexdigest())
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest().encode()


def remember(store: Store, id: str, shown: str, limits: Limits, read: str, text: bytes) -> None:
    """Put a seal beside an output.  Where that cannot be done, it will be made anew."""
    try:
        store.put(f"{FOLDER}/{id}", _seal(id, shown, limits, read, text))
    except Unkept:
        return


def recalled(store: Store, document: Document, limits: Limits) -> tuple[bytes, str] | None:
    """The output of a document that lies on this machine, and the SHA-256 of the document; None if it is to be made."""
    try:
        sealed = store.get(f"{FOLDER}/{document.id}")
        text = sealed and store.get(f"{document.id}.json")
        if not sealed or not text:
            return None
        with opened(document.path) as file:
            read = file_digest(file, "sha256").hexdigest()
    except (Unkept, OSError):
        return None
    plain = unreviewed(text)
    same = plain is not None and sealed == _seal(document.id, document.shown, limits, read, plain)
    return (text, read) if same else None
