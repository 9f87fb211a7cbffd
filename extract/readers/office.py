"""What LibreOffice converts: .doc, .odt, .rtf, made a .docx in a folder of their own and read as that."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic

from extract.readers import docx
from extract.readers.archive import checked
from extract.readers.content import Content, Options, ReadError
from extract.readers.sniff import format_of

_MEDIA = {
    "doc": "application/msword",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
}
_SECONDS = 120.0  # a conversion takes two to eight seconds; more is a document that hangs it
MISSING = "this format needs LibreOffice: apt-get install libreoffice-writer, or save it as .docx"


def content(data: bytes, name: str, options: Options) -> Content:
    """The text of the document.

    Raises ReadError (needs_libreoffice, encrypted, not_a_document, truncated, time_out) and what docx raises.
    """
    kind = format_of(data)
    if kind == "doc":
        _checked_ole(data)
    elif kind == "odt":
        checked(data, options).close()
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError("needs_libreoffice", MISSING)
    left = _SECONDS if options.deadline is None else max(min(_SECONDS, options.deadline - monotonic()), 1.0)
    with tempfile.TemporaryDirectory(prefix="chitieu-", ignore_cleanup_errors=True) as folder:
        return replace(
            docx.content(_converted(program, data, kind, Path(folder), left), name, options), media_type=_MEDIA[kind]
        )


def _checked_ole(data: bytes) -> None:
    """Tell apart what an OLE container holds by the names of its streams."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise ReadError("encrypted", "protected by a password (save it without one and try again)")
    if not has("WordDocument"):
        raise ReadError("not_a_document", "an Office file, but no Word document")


def _converted(program: str, data: bytes, kind: str, folder: Path, seconds: float) -> bytes:
    given, made = folder / f"document.{kind}", folder / "out" / "document.docx"
    given.write_bytes(data)
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(given),
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadError("time_out", f"LibreOffice was not done with it after {seconds:.0f} seconds") from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if not made.is_file():
        raise ReadError("truncated", "LibreOffice cannot read it: damaged, cut short or protected (get it again)")
    return made.read_bytes()
