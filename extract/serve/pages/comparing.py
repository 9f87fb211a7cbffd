"""The comparison of all documents: what it holds, the page itself, and its files."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from extract.messages import say
from extract.serve.office import TheOffice, Visitor
from extract.serve.pages.whole import Drawn, attachment, form, record_address, whole
from extract.serve.rendering import page
from extract.views.compare.comparison import Comparison
from extract.views.compare.html_page import page as compared
from extract.views.compare.plain_data import csv_text, json_text

comparing = APIRouter()
_FORMS = ("xlsx", "csv", "json")


_drawn = Drawn[Comparison](lambda found, language: compared(found, language, record_address))


@comparing.get("/comparison")
def told(request: Request, here: TheOffice, who: Visitor) -> Response:
    """What the comparison holds."""
    found = here.compared.comparison()
    rows = [row for row in found.matrix.rows if row.key.kind == "target"]
    shared = sum(len(row.cells) > 1 for row in rows)
    values = {
        "documents": len(found.matrix.documents), "rows": len(rows), "shared": shared,
        "reports": len(found.reports), "forms": _FORMS,
    }  # fmt: skip
    return page(request, "comparison.html.j2", who, values)


@comparing.get("/comparison/page")
def shown(here: TheOffice, who: Visitor) -> Response:
    """The page that `chitieu compare` writes; its values lead to the review pages here."""
    back = "/comparison", say("serve.back.office", who.language)
    return whole(_drawn.of(here.compared.comparison(), who.language), back)


@comparing.get("/comparison/compare.{ending}")
def kept(here: TheOffice, who: Visitor, ending: str) -> Response:
    """The comparison as a file."""
    found, ending = here.compared.comparison(), form(ending, *_FORMS)
    if ending == "xlsx":
        from extract.views.compare.sheets import workbook

        return attachment(workbook(found, who.language, _no_address), "compare.xlsx")
    return attachment((csv_text if ending == "csv" else json_text)(found, _no_address), f"compare.{ending}")


def _no_address(document: str, record: str) -> None:
    """A file that is sent on leads to no server."""
