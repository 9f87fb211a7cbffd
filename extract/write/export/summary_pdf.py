"""Word documents turned into PDF by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

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
    with TemporaryDirectory(prefix="chitieu-", ignore_cleanup_errors=True) as folder:
        # A profile of its own: it meets neither the user's nor another run's.
        command = [
            soffice, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to", "pdf", "--outdir", str(documents[0].parent), *map(str, documents),
        ]  # fmt: skip
        environment = {**os.environ, "SOURCE_DATE_EPOCH": _EPOCH}
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST * len(documents), env=environment)
        except (OSError, subprocess.SubprocessError) as error:
            raise NoLibreOffice from error
    if not all((documents[0].parent / f"{document.stem}.pdf").is_file() for document in documents):
        raise NoLibreOffice
