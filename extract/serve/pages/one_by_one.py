"""Records of a document judged one after another, by forms alone: for browsers without scripts."""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from extract.contract.codes import CodeKind
from extract.contract.codes import words as codes
from extract.contract.model import Kind, Level, PeriodType, Relation, Target, Unit
from extract.contract.wording import period, value
from extract.measure.verdicts import record_of
from extract.messages import say
from extract.serve.judged import State
from extract.serve.judging import Said, Stale, Unfitting
from extract.serve.office import Office, TheOffice, Visitor
from extract.serve.rendering import page
from extract.serve.sessions import Visit
from extract.views.review.rendering import indicators

one_by_one = APIRouter()
_CODED: dict[CodeKind, Any] = {"kind": Kind, "relation": Relation, "unit": Unit, "level": Level}
_NUMBERS = ("value", "upper")
_TEXTS = ("unit_text", "responsible")


@one_by_one.get("/documents/{id}/record")
def asked(
    request: Request, here: TheOffice, who: Visitor, id: str, after: Annotated[int, Query(ge=-1)] = -1
) -> Response:
    """The next record that nobody has judged, the least sure first; `after`: so many are left for later."""
    return _form(request, here, who, id, max(after, -1))


def _form(
    request: Request, here: Office, who: Visit, id: str, after: int, wrong: str | None = None, status: int = 200
) -> Response:
    state = here.judging.state(id)
    waiting = sorted(state.open(), key=lambda each: each.confidence)
    target = waiting[(after + 1) % len(waiting)] if waiting else None
    values = {
        "document": state.extraction.document, "target": target, "left": len(waiting), "after": after, "wrong": wrong,
        "version": state.version(target.id) if target else None, "indicators": indicators(),
        "value": value(target, who.language) if target else "",
        "period": period(target, who.language) if target else "",
        "coded": {name: [(code, codes(name)[code]) for code in get_args(kind)] for name, kind in _CODED.items()},
        "periods": [(code, codes("period")[code]) for code in get_args(PeriodType)],
        "record": record_of(target).stated() if target else {},
    }  # fmt: skip
    return page(request, "one_by_one.html.j2", who, values, status=status)


@one_by_one.post("/documents/{id}/record")
async def said(request: Request, here: TheOffice, who: Visitor, id: str, record: Annotated[str, Form()]) -> Response:
    """A verdict on a record; then the next one."""
    from starlette.concurrency import run_in_threadpool

    form = {name: text for name, text in (await request.form()).items() if isinstance(text, str)}
    return await run_in_threadpool(_kept, request, here, who, id, record, form)


def _kept(request: Request, here: Office, who: Visit, id: str, record: str, form: dict[str, str]) -> Response:
    state = here.judging.state(id)
    try:
        here.judging.save(id, who.name, [spoken(state, record, form)])
    except Stale:
        return _form(request, here, who, id, -1, say("serve.one.changed", who.language), 409)
    except (Unfitting, ValueError) as error:
        why = str(error).splitlines()[-1][:200]
        return _form(request, here, who, id, -1, say("serve.one.bad", who.language, why=why), 422)
    return RedirectResponse(f"/documents/{id}/record", 303)


def spoken(state: State, id: str, form: dict[str, str]) -> Said:
    """What a form says of a record.  Raises ValueError for what is no verdict, Unfitting where there is no record."""
    target = state.targets.get(id)
    if target is None:
        raise Unfitting("no such record")
    data: dict[str, Any] = {"id": id, "version": form.get("version"), "verdict": form.get("verdict", "")}
    data["note"] = form.get("note", "").strip()
    if data["verdict"] == "corrected":
        data["record"] = corrected(target, form)
    return Said.model_validate(data)


def corrected(target: Target, form: dict[str, str]) -> dict[str, Any]:
    """A record's fields with those of a form in their place."""
    record: dict[str, Any] = record_of(target).stated()
    record["indicator"] = form.get("indicator") or record["indicator"]
    for name in (*_CODED, *_TEXTS):
        if name in form:
            record[name] = form[name].strip() or None
    for name in _NUMBERS:
        if name in form:
            record[name] = number(form[name])
    kind = form.get("period_type", "")
    start, end = (number(form.get(f"period_{side}", "")) for side in ("start", "end"))
    if kind == "asof":
        start = end = None
    record["period"] = (
        {"type": kind, "start": end if kind == "in" and start is None else start, "end": end} if kind else None
    )
    return record


def number(text: str) -> float | int | None:
    """A number as people write it, with a comma or a point before decimals.  Raises ValueError for any other."""
    bare = text.strip().replace(",", ".")
    if not bare:
        return None
    try:
        found = float(bare)
    except ValueError:
        raise ValueError(f"“{text.strip()[:40]}” ≠ 1752; 84,11") from None
    if not isfinite(found):
        raise ValueError(text[:40])
    return int(found) if found.is_integer() else found
