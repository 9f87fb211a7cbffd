"""What people said of records, laid on new extractions: verdicts travel with their documents to the workers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.run.outcomes import Laid
from extract.sources.inputs import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.contract.model import Extraction
    from extract.sources.stores import Store

Said = Mapping[str, tuple[str, ...]]
"""The judgments on documents, as lines, by the documents' ids."""
FOLDER = "verdicts"  # as extract.reviewing.store has it, which is loaded only where there is one
_MARK = b'"review'  # in every output on which something was laid: of its records, or of its warnings


def said_in(outputs: Path) -> Said:
    """The judgments beside the outputs in a folder."""
    if not (outputs / FOLDER).is_dir():
        return {}
    from extract.reviewing.store import Store

    store = Store(outputs)
    return {id: tuple(each.line() for each in store.of(id)) for id in store.documents()}


def said_at(store: Store) -> Said:
    """The judgments beside outputs anywhere.  Raises Unkept."""
    found: dict[str, tuple[str, ...]] = {}
    for name in store.names(FOLDER, ".jsonl"):
        from extract.reviewing.store import readable

        for each in readable(store.get(name) or b""):
            found[each.document] = (*found.get(each.document, ()), each.line())
    return found


def told(documents: Iterable[Document], said: Said) -> list[Document]:
    """The documents, each with what was said of it."""
    return [
        document if document.judged == said.get(document.id, ()) else
        replace(document, judged=said.get(document.id, ()))
        for document in documents
    ]  # fmt: skip


def marked(output: bytes) -> bool:
    """Whether something may have been laid on an output."""
    return _MARK in output


def laid(
    lines: Iterable[str], extraction: Extraction, packed: Callable[[Extraction], bytes], text: str | None = None
) -> Laid:
    """An extraction with what was said of it, ready to be written; `text`: the document as read."""
    from extract.reviewing.applying import applied
    from extract.reviewing.judgments import Judgment
    from extract.write.json import text as written

    judgments = [Judgment.model_validate_json(line) for line in lines]
    found = applied(extraction, judgments, text).extraction
    counts = len(found.standing), len(found.other_numbers), len(found.warnings)
    return Laid(written(found).encode("utf-8"), packed(found), *counts)


def unreviewed(output: bytes) -> bytes | None:
    """An output as the extractor had written it; None where it is none.

    Where nothing was laid on it, that is as it stands.
    """
    if not marked(output):
        return output
    from extract.reviewing.applying import unreviewed as taken_off
    from extract.write.json import text as written
    from extract.write.outputs import NotAnOutput, parsed

    try:
        return written(taken_off(parsed(output, ""))).encode("utf-8")
    except NotAnOutput:
        return None
