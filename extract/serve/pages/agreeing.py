"""How far reviewers agree, and what is in dispute between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from extract.contract.model import Target
from extract.contract.wording import period, value
from extract.reviewing.agreement import CONFLICT_COLUMNS, agreement, conflict_rows, disputed
from extract.reviewing.judgments import Judgment
from extract.reviewing.recording import corrected
from extract.serve.addresses import record_address
from extract.serve.judged import State
from extract.serve.judging import Said, Stale, Unfitting
from extract.serve.office import Office, TheOffice, Visitor
from extract.serve.pages.whole import attachment
from extract.serve.rendering import page
from extract.write.target_table import csv_text

agreeing = APIRouter()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A record on which reviewers differ: the last word of each, and the `fields` in which they differ."""

    document: str
    id: str
    target: Target | None
    words: tuple[Judgment, ...]
    fields: tuple[str, ...]

    @property
    def address(self) -> str:
        """Its review page."""
        return record_address(self.document, self.id).replace("#", "?verdict=conflict#", 1)

    def reads(self, word: Judgment) -> Target | None:
        """The record as a word has it; None where it is none."""
        if self.target is None or word.record is None:
            return None
        return corrected(self.target, word, word.by)


def _states(here: Office) -> list[State]:
    known = {each.id for each in here.folder.summaries()}
    return [here.judging.state(id) for id in here.judging.store.documents() if id in known]


def disputes(states: list[State]) -> list[Dispute]:
    """All that is in dispute, by document."""
    return [
        Dispute(state.base.document.id, id, state.bases.get(id), conflict.words, tuple(disputed(conflict)))
        for state in states
        for id, conflict in state.conflicts.items()
    ]


@agreeing.get("/agreement")
def shown(request: Request, here: TheOffice, who: Visitor) -> Response:
    """Agreement of each two reviewers, field by field, and the disputes."""
    states = _states(here)
    every = agreement(word for state in states for word in state.judgments)
    pairs = [(pair, [*rows]) for pair, rows in groupby(every, key=lambda each: (each.one, each.other))]
    values = {
        "pairs": pairs,
        "disputes": disputes(states),
        "value": lambda target: value(target, who.language),
        "period": lambda target: period(target, who.language),
    }
    return page(request, "agreement.html.j2", who, values)


@agreeing.get("/agreement/conflicts.csv")
def kept(here: TheOffice, who: Visitor) -> Response:
    """What is in dispute as a table."""
    rows = [row for state in _states(here) for row in conflict_rows(state.base.document.id, state.conflicts)]
    return attachment(csv_text(rows, CONFLICT_COLUMNS), "conflicts.csv")


@agreeing.post("/documents/{id}/settled")
def settled(
    here: TheOffice,
    who: Visitor,
    id: str,
    record: Annotated[str, Form(max_length=400)],
    by: Annotated[str, Form(max_length=200)],
) -> Response:
    """Whose word stands on a record, as whoever sends this decides."""
    state = here.judging.state(id)
    conflict = state.conflicts.get(record)
    word = next((each for each in conflict.words if each.by == by), None) if conflict else None
    if word is None or record not in state.targets:
        raise HTTPException(404)
    verdict = "wrong" if word.record is None else "corrected"
    said = Said.model_validate({
        "id": record, "version": state.version(record), "verdict": verdict, "note": word.note, "settles": True,
        "record": word.record.stated() if word.record else None,
    })  # fmt: skip
    try:
        here.judging.save(id, who.name, [said])
    except (Stale, Unfitting):
        raise HTTPException(409) from None
    return RedirectResponse("/agreement", 303)
