"""The read-only JSON API: what the folder holds, for other programs.  /api/openapi.json describes it."""

from __future__ import annotations

from typing import Annotated, Any, cast

from fastapi import APIRouter, FastAPI, HTTPException, Query, Request
from pydantic import BaseModel

from extract.contract.model import Extraction, Rejection, Target
from extract.serve.folder import NoSuchDocument, Summary
from extract.serve.office import Office, TheOffice

api = APIRouter(prefix="/api", tags=["records"])


class Document(BaseModel):
    """A document as lists show it."""

    id: str
    title: str | None
    type: str
    number: str | None
    issued: str | None
    issuer: str | None
    province: str | None
    province_code: str | None
    district: str | None
    source: str
    sha256: str
    records: int
    standing: int
    reviewed: int
    rejected: int
    warnings: int

    @classmethod
    def of(cls, summary: Summary) -> Document:
        """A summary of the index."""
        return cls(**{name: getattr(summary, name) for name in Summary.__slots__})


def found(here: Office, id: str) -> Extraction:
    """A document's output.  Raises HTTPException 404."""
    try:
        return here.folder.extraction(id)
    except NoSuchDocument:
        raise HTTPException(404, "no such document") from None


@api.get("/documents")
def documents(here: TheOffice) -> list[Document]:
    """All documents, by id."""
    return [Document.of(each) for each in here.folder.summaries()]


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


@api.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> dict[str, Any]:
    """What can be asked here, as OpenAPI has it."""
    return cast(FastAPI, request.app).openapi()
