"""Saving judgments: what a page's script sends, and what it is told."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from extract.reviewing.judgments import Judgment
from extract.serve.judged import State
from extract.serve.judging import Changed, Said, Stale, Unfitting
from extract.serve.office import TheOffice, Visitor

verdicts = APIRouter()


class Saying(BaseModel):
    """What a reviewer says in one go; `rest`: and all records that nobody has judged are right."""

    model_config = ConfigDict(extra="forbid")

    verdicts: Annotated[list[Said], Field(max_length=2000)] = []
    rest: bool = False


@verdicts.post("/documents/{id}/verdicts")
def saved(here: TheOffice, who: Visitor, id: str, saying: Saying) -> Response:
    """Keep judgments.  200: all are on the disk, with the records as they are now.  409: records have changed since
    they were seen, nothing was kept; whose words are on them is told.  422: what was said does not fit.
    """
    try:
        state = here.judging.save(id, who.name, saying.verdicts, rest=saying.rest)
    except Stale as error:
        changed = [_changed(each) for each in error.changed]
        return JSONResponse({"detail": "changed", "changed": changed}, 409)
    except Unfitting as error:
        return JSONResponse({"detail": str(error)}, 422)
    spoken = {each.id for each in saying.verdicts if each.id}
    wanted = None if saying.rest or any(each.verdict == "missed" for each in saying.verdicts) else spoken
    return JSONResponse(_told(state, wanted))


@verdicts.get("/documents/{id}/verdicts")
def standing(here: TheOffice, who: Visitor, id: str) -> Response:
    """All records of a document with their versions and what was said of them."""
    return JSONResponse(_told(here.judging.state(id), None))


def _told(state: State, wanted: set[str] | None) -> dict[str, Any]:
    """Records (those of `wanted` ids, or all) with their versions, and the document's progress."""
    targets = [each for each in state.extraction.targets if wanted is None or each.id in wanted]
    records = [
        {
            "id": each.id,
            "version": state.version(each.id),
            "reviewed": each.reviewed.model_dump(mode="json") if each.reviewed else None,
            "said": [_word(word) for word in state.said(each.id)],
            "conflict": each.id in state.conflicts,
        }
        for each in targets
    ]
    return {
        "records": records,
        "progress": {"records": len(state.extraction.targets), "open": len(state.open()),
                     "conflicts": len(state.conflicts)},
    }  # fmt: skip


def _word(word: Judgment) -> dict[str, Any]:
    record = word.record.stated() if word.record else None
    return {"by": word.by, "at": word.at, "verdict": word.verdict, "note": word.note, "record": record}


def _changed(changed: Changed) -> dict[str, Any]:
    target = changed.target.model_dump(mode="json") if changed.target else None
    said = [_word(word) for word in changed.words]
    return {"id": changed.id, "version": changed.version, "said": said, "record": target}
