"""Exports to download: every form of `chitieu export`, made when it is asked for."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from extract.contract.extras import MissingExtra
from extract.messages import Language, said
from extract.serve.office import TheOffice, Visitor
from extract.serve.pages.whole import attachment
from extract.serve.rendering import page
from extract.sources.temporary import temporary_folder
from extract.write.export import formats
from extract.write.export.formats import FORMATS

downloads = APIRouter()
_FIRST = ("tracker", "summary", "xlsx", "csv")
"""What offices ask for; the rest is for programs."""
_ENDINGS = {"tracker": "xlsx", "langextract": "jsonl"}
"""Of forms that are a file and not called as their ending is."""


@downloads.get("/exports")
def listed(request: Request, here: TheOffice, who: Visitor) -> Response:
    """The forms there are."""
    names = [*(name for name in _FIRST if name in FORMATS), *(name for name in FORMATS if name not in _FIRST)]
    forms = [
        (name, *(said(f"serve.export{part}.{name}", who.language, name) for part in (".name", ""))) for name in names
    ]
    return page(request, "exports.html.j2", who, {"forms": forms, "documents": len(here.folder.summaries())})


@downloads.get("/exports/{name}")
def made(here: TheOffice, who: Visitor, name: str) -> Response:
    """The outputs in a form; one that is a folder comes as an archive."""
    if name not in FORMATS:
        raise HTTPException(404)
    if not here.folder.summaries():
        raise HTTPException(404)
    try:
        return attachment(*written(here.folder.path, name, who.language))
    except MissingExtra:
        raise HTTPException(501) from None


def written(outputs: Path, name: str, language: Language) -> tuple[bytes, str]:
    """A form's bytes and file name.  Raises what `extract.write.export.formats.export` does."""
    with temporary_folder() as folder:
        ending = _ENDINGS.get(name, name)
        out = Path(folder) / f"chitieu-{name}.{ending}"
        _export(outputs, name, out, language)
        if out.is_file():
            return out.read_bytes(), f"chitieu-{name}.{ending}" if name in _ENDINGS else f"chitieu.{ending}"
        return _packed(out), f"chitieu-{name}.zip"


def _export(outputs: Path, name: str, out: Path, language: Language) -> None:
    """Write a form, in the reader's language where it has words of one."""
    options: Any = getattr(formats, "Options", None)
    more = (options(language=language, bom=name == "csv"),) if options else ()  # a double click opens it in Excel
    formats.export(outputs, name, out, *more)


def _packed(folder: Path) -> bytes:
    """The files of a folder as an archive, always in the same order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
    return buffer.getvalue()
