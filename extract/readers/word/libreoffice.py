"""Word before 2007 (.doc), OpenDocument (.odt) and RTF, turned into .docx by LibreOffice if it is installed.

LibreOffice runs without a window, in a folder and with a profile of its own, so that several may run at once and none
meets the user's; macros stay off, as they are by default.  It is ended with all it started when its time is over.
"""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import replace
from pathlib import Path

from extract.contract.failures import ReadError, notice
from extract.readers.content import Content, Options
from extract.readers.sniff import format_of
from extract.readers.word import docx
from extract.readers.word.archive import opened
from extract.sources.children import OutOfTime, finished
from extract.sources.temporary import temporary_folder

MEDIA_TYPES = {
    "doc": "application/msword", "odt": "application/vnd.oasis.opendocument.text", "rtf": "application/rtf",
}  # fmt: skip
_LONGEST = 120.0  # seconds; a document of a hundred pages takes 5
_MOST_RTF_DEPTH = 2000  # open groups; LibreOffice recurses into each
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value>
</prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true
</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"><value>true
</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>
true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
</oor:items>
"""


def content(data: bytes, name: str, options: Options) -> Content:
    """The text of a file.

    Raises ReadError (needs_libreoffice, encrypted, not_a_document, truncated, too_large, time_out, and those of
    docx.content).
    """
    kind, cut = format_of(data), 0
    if kind == "doc":
        _check_compound(data)
    elif kind == "odt":
        _check_packed(data, options)
    elif kind == "rtf":
        cut = _unclosed(data)
    else:
        raise ReadError("not_a_document.not_for_libreoffice")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError("needs_libreoffice.missing")
    converted = _converted(program, data + b" " * (cut > 0) + b"}" * cut, kind, options)
    found = docx.content(converted, name, options)
    told = (notice("truncated.groups"),) if cut else ()
    return replace(found, media_type=MEDIA_TYPES[kind], notices=(*found.notices, *told))


def _check_compound(data: bytes) -> None:
    """That a compound file (OLE) is a Word document that may be opened.  Raises ReadError."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise ReadError("encrypted.office")
    if not holds("WordDocument"):
        size = 1 << min(int.from_bytes(data[30:32], "little"), 12)
        if len(data) < 1536 or (int.from_bytes(data[48:52], "little") + 1) * size >= len(data):
            raise ReadError("truncated.office")  # its directory is missing
        raise ReadError("not_a_document.office")
    block = _information_block(data)
    if block is not None and data[block + 11] & 0x01:  # fEncrypted, [MS-DOC] 2.5.2
        raise ReadError("encrypted.office")


def _information_block(data: bytes) -> int | None:
    """Where the file information block of a Word document begins: at a sector's start."""
    sector = 1 << min(int.from_bytes(data[30:32], "little"), 12)
    for at in range(512, len(data) - 32, max(sector, 512)):
        if data[at : at + 2] == b"\xec\xa5":
            return at
    return None


def _check_packed(data: bytes, options: Options) -> None:
    with opened(data, options) as archive:
        try:
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
        except Exception as error:  # whatever a damaged entry leads to
            raise ReadError("truncated.office") from error
        if b"encryption-data" in manifest:
            raise ReadError("encrypted.office")
        if "content.xml" not in archive.namelist():
            raise ReadError("truncated.office")


def _unclosed(data: bytes) -> int:
    """How many groups of RTF are open at its end: more than 0 where it was cut short.  Raises ReadError (too_large)."""
    depth = deepest = 0
    for brace in re.finditer(rb"(?<!\\)[{}]", data):
        depth += 1 if brace.group() == b"{" else -1
        deepest = max(deepest, depth)
        if deepest > _MOST_RTF_DEPTH:
            raise ReadError("too_large.groups")
    return max(depth, 0)


def _converted(program: str, data: bytes, kind: str, options: Options) -> bytes:
    """A file as .docx; nothing of it is left on disk.  Raises ReadError (truncated, too_large, time_out)."""
    limit = _LONGEST if options.deadline is None else min(_LONGEST, options.deadline - time.monotonic())
    if limit <= 0:
        raise ReadError("time_out.before")
    with temporary_folder() as folder:
        source = Path(folder, f"document.{kind}")
        source.write_bytes(data)
        profile = Path(folder, "profile")
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        command = [
            program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", str(Path(folder, "out")), str(source),
        ]  # fmt: skip
        _run(command, folder, limit)
        made = Path(folder, "out", "document.docx")
        if not made.is_file():
            raise ReadError("truncated.office")
        if made.stat().st_size > options.max_bytes:
            raise ReadError("too_large.unpacked", most=options.max_bytes // 1_000_000)
        return made.read_bytes()


def _run(command: list[str], folder: Path, limit: float) -> None:
    """Run the program, which never outlives this call.  Raises ReadError (time_out)."""
    nowhere = "http://127.0.0.1:9"  # no proxy answers there: what a document links to stays unfetched
    places = {"HOME": str(folder), "TMPDIR": str(folder), "http_proxy": nowhere, "https_proxy": nowhere}
    try:
        finished(command, limit, folder=folder, environment=places)
    except OutOfTime as error:
        raise ReadError("time_out.libreoffice", seconds=round(limit)) from error
