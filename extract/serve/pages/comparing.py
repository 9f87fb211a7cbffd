"""The comparison of all documents: what it holds, the page itself, and its files."""

from __future__ import annotations

import threading

from fastapi import APIRouter, Request
from fastapi.responses import Response

from extract.messages import Language, say
from extract.serve.office import TheOffice, Visitor
from extract.serve.pages.whole import attachment, form, record_address, whole
from extract.serve.rendering import page
from extract.views.compare.comparison import Comparison
from extract.views.compare.html_page import page as compared
from extract.views.compare.plain_data import csv_text, json_text

comparing = APIRouter()
_FORMS = ("xlsx", "csv", "json")


class _Drawn:
    """The pages drawn last, one a language: drawing takes seconds, a comparison stays until an output changes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[Language, tuple[Comparison, str]] = {}

    def of(self, found: Comparison, language: Language) -> str:
        """The page of a comparison as HTML."""
        with self._lock:
            held = self._held.get(language)
            if held is None or held[0] is not found:
                held = self._held[language] = found, compared(found, language, record_address)
            return held[1]


_drawn = _Drawn()


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
