"""Exports to download: every form of `chitieu export`, made when it is asked for."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from extract.contract.extras import MissingExtra
from extract.messages import said
from extract.serve.office import TheOffice, Visitor
from extract.serve.pages.whole import attachment
from extract.serve.rendering import page
from extract.sources.temporary import temporary_folder
from extract.write.export.formats import FORMATS, Options, Unfit, export
from extract.write.export.summary_pdf import NoLibreOffice, program

downloads = APIRouter()
_FIRST = ("tracker", "summary", "xlsx", "csv")
"""What offices ask for; the rest is for programs."""
_ENDINGS = {"tracker": "xlsx", "langextract": "jsonl"}
"""Of forms that are a file and not called as their ending is."""
_ASKED = ("bom", "words", "decimal_comma", "pdf")
_USUAL = frozenset({"bom"})
"""Options that are on unless they are taken away: a double click opens the table in Excel."""


@downloads.get("/exports")
def listed(request: Request, here: TheOffice, who: Visitor) -> Response:
    """The forms there are, each with what may be chosen of it."""
    there = [*_FIRST, *(name for name in FORMATS if name not in _FIRST)]
    forms = [
        (name, *(said(f"serve.export{part}.{name}", who.language, name) for part in (".name", "")), _choices(name))
        for name in there
    ]
    gone = here.folder.gone()
    values = {"forms": forms, "documents": len(here.folder.summaries()) - len(gone), "gone": gone, "usual": _USUAL}
    return page(request, "exports.html.j2", who, values)


def _choices(name: str) -> list[str]:
    takes = FORMATS[name].takes
    return [each for each in _ASKED if each in takes and (each != "pdf" or program())]


@downloads.get("/exports/{name}")
def made(here: TheOffice, who: Visitor, name: str, options: Annotated[list[str] | None, Query()] = None) -> Response:
    """The outputs that count in a form; one of several files comes as an archive.

    `options`: names of those that are on (see extract.write.export.formats.Options).
    """
    files = here.folder.counting()
    if name not in FORMATS or not files:
        raise HTTPException(404)
    asked = {each: True for each in options or () if each in _ASKED}
    try:
        return attachment(*written(here.folder.path, files, name, Options(language=who.language, **asked)))
    except Unfit:
        raise HTTPException(422) from None
    except (MissingExtra, NoLibreOffice):
        raise HTTPException(501) from None


def written(outputs: Path, files: list[Path], name: str, options: Options) -> tuple[bytes, str]:
    """A form's bytes and file name.  Raises what `extract.write.export.formats.export` does."""
    with temporary_folder() as folder:
        ending = _ENDINGS.get(name, name)
        out = Path(folder) / f"chitieu-{name}.{ending}"
        export(outputs, name, out, options, files=files)
        if out.is_file():
            return out.read_bytes(), f"chitieu-{name}.{ending}" if name in _ENDINGS else f"chitieu.{ending}"
        paths = sorted(each for each in out.rglob("*") if each.is_file())
        if len(paths) == 1:
            return paths[0].read_bytes(), paths[0].name
        return _packed(out, paths), f"chitieu-{name}.zip"


def _packed(folder: Path, paths: list[Path]) -> bytes:
    """Files of a folder as an archive, always in the same order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.write(path, path.relative_to(folder).as_posix())
    return buffer.getvalue()
