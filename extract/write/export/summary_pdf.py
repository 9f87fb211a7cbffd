"""Word documents turned into PDF by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from extract.sources.children import finished
from extract.sources.temporary import temporary_folder

_LONGEST = 60.0  # seconds a document; one takes 2
_EPOCH = "1735689600"  # 2025-01-01: what is written does not say when


class NoLibreOffice(RuntimeError):
    """LibreOffice is not installed, or made no PDF of a document."""


def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(documents: Sequence[Path]) -> None:
    """Write a PDF of each document into the folder of the first.  Raises NoLibreOffice."""
    soffice = program()
    if soffice is None:
        raise NoLibreOffice
    if not documents:
        return
    with temporary_folder() as folder:
        # A profile of its own: it meets neither the user's nor another run's.
        command = [
            soffice, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to", "pdf", "--outdir", str(documents[0].parent), *map(str, documents),
        ]  # fmt: skip
        try:
            done = finished(command, _LONGEST * len(documents), environment={"SOURCE_DATE_EPOCH": _EPOCH})
        except OSError as error:  # out of time, too
            raise NoLibreOffice from error
        if done.returncode:
            raise NoLibreOffice
    if not all((documents[0].parent / f"{document.stem}.pdf").is_file() for document in documents):
        raise NoLibreOffice
