"""The read-only JSON API: what the folder holds, for other programs.  /api/openapi.json describes it."""

from __future__ import annotations

from typing import Annotated, Any, cast

from fastapi import APIRouter, FastAPI, HTTPException, Query, Request
from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

from extract.catalogue.entries import catalogue
from extract.contract.model import Extraction, Rejection, Target
from extract.serve.drawing import Undrawn
from extract.serve.folder import NoSuchDocument, Summary
from extract.serve.office import Office, TheOffice

api = APIRouter(prefix="/api", tags=["records"])


def found(here: Office, id: str) -> Extraction:
    """A document's output.  Raises HTTPException 404."""
    try:
        return here.folder.extraction(id)
    except NoSuchDocument:
        raise HTTPException(404, "no such document") from None


@api.get("/documents")
def documents(here: TheOffice) -> list[Summary]:
    """All documents, by id."""
    return [*here.folder.summaries()]


@api.get("/documents/{id}")
def document(here: TheOffice, id: str) -> Extraction:
    """One document's output, as it stands in the folder."""
    return found(here, id)


@api.get("/documents/{id}/records")
def records(here: TheOffice, id: str, standing: Annotated[bool, Query()] = True) -> list[Target]:
    """A document's records; without those that a person found wrong, unless `standing` is false."""
    extraction = found(here, id)
    return [*(extraction.standing if standing else extraction.targets)]


@api.get("/documents/{id}/rejected")
def rejected(here: TheOffice, id: str) -> list[Rejection]:
    """The numbers of a document that are no records, with the reason."""
    return [*found(here, id).rejected]


class Indicator(BaseModel):
    """An entry of the catalogue."""

    id: str
    name_vi: str
    name_en: str
    units: list[str]


@api.get("/indicators")
def indicators() -> list[Indicator]:
    """The catalogue, by id."""
    entries = sorted(catalogue().entries.values(), key=lambda entry: entry.id)
    return [Indicator.model_validate(each.model_dump(include={*Indicator.model_fields})) for each in entries]


@api.get("/comparison", response_class=JSONResponse, response_model=dict[str, Any])
def comparison(here: TheOffice, indicator: Annotated[str | None, Query(max_length=200)] = None) -> Response:
    """What documents say of the same indicator, kind, level and year: a row each (docs/compare.md tells its keys)."""
    try:
        return Response(here.compared.text(indicator), media_type="application/json")
    except Undrawn:
        raise HTTPException(503, "not to be had at present") from None


@api.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> dict[str, Any]:
    """What can be asked here, as OpenAPI has it."""
    return cast(FastAPI, request.app).openapi()
