"""What LibreOffice converts: old Word, OpenDocument, RTF; and what is told without asking it."""

from __future__ import annotations

import io
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import docx
import pytest

from extract import extract, readers
from extract.readers import Options, ReadError
from extract.readers.word import libreoffice

needs_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed"
)
SENTENCE = "Đến năm 2025, tối thiểu 80% thủ tục hành chính được giải quyết đúng hạn."
RTF = b"{\\rtf1\\ansi\\ansicpg1258 " + SENTENCE.encode("ascii", "replace") + b"\\par 80%\\par}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(*streams: str, flags: int = 0, length: int = 8192) -> bytes:
    """As much of a compound file as is looked at: header, a Word information block, names in its directory."""
    header = bytearray(512)
    header[:8] = OLE
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = (1).to_bytes(4, "little")
    block = bytearray(512)
    if "WordDocument" in streams:
        block[:2], block[11] = b"\xec\xa5", flags
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return bytes(header + block + names).ljust(length, b"\0")


def opendocument(body: str, *, manifest: str = "") -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        file.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{names}manifest:1.0"><manifest:file-entry manifest:full-path="/"'
            ' manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry'
            f' manifest:full-path="content.xml" manifest:media-type="text/xml"/>{manifest}</manifest:manifest>',
        )
        file.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0"'
            f' xmlns:draw="{names}drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="{names}'
            f'svg-compatible:1.0" office:version="1.2"><office:body><office:text>{body}</office:text></office:body>'
            "</office:document-content>",
        )
    return stream.getvalue()


def code_of(data: bytes, options: Options | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        libreoffice.content(data, "a", options or Options())
    return caught.value.code


def test_what_is_no_word_document_is_told_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert code_of(compound("Workbook")) == "not_a_document"
    assert code_of(compound("PowerPoint Document")) == "not_a_document"
    assert code_of(compound("EncryptedPackage", "EncryptionInfo")) == "encrypted"
    assert code_of(compound("WordDocument", flags=1)) == "encrypted"
    assert code_of(compound(length=1024)[:900]) == "truncated"
    assert code_of(opendocument("", manifest="<manifest:encryption-data/>")) == "encrypted"
    assert code_of(opendocument("x")[:-60]) == "truncated"
    assert code_of(b"{\\rtf1" + b"{" * 3000) == "too_large"
    for data in (compound("WordDocument"), opendocument("x"), RTF):
        assert code_of(data) == "needs_libreoffice"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files, which a test can look into."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program in the place of LibreOffice."""
    folder.mkdir()
    file = folder / "soffice"
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_converter_that_hangs_is_ended_with_its_children(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = tmp_path / "child"
    program(tmp_path / "bin", f"sleep 60 & echo $! > {noted}; wait", monkeypatch)
    begun = time.monotonic()
    assert code_of(RTF, Options(deadline=begun + 4)) == "time_out"  # in which the shell has begun on any machine
    assert time.monotonic() - begun < 45
    assert not list(temporary.iterdir())
    assert gone(noted.read_text("utf-8").strip())


def gone(process: str) -> bool:
    """Whether a process ends within half a minute."""
    about = Path("/proc", process, "stat")
    for _ in range(300):
        try:
            state = about.read_text("utf-8").rpartition(")")[2].split()[0]
        except OSError:  # it ended, maybe while this was read
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not (shutil.which("setpriv") and shutil.which("timeout")), reason="no setpriv, no timeout")
def test_a_converter_ends_with_a_reader_that_is_killed(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = tmp_path / "child"
    program(tmp_path / "bin", f"echo $$ > {noted}.new; mv {noted}.new {noted}; sleep 60; sleep 60", monkeypatch)
    read = (
        "from extract.readers import Options\nfrom extract.readers.word import libreoffice\n"
        f"libreoffice.content({RTF!r}, 'a', Options())"
    )
    root = Path(__file__).parent.parent
    reader = subprocess.Popen([sys.executable, "-c", read], env={**os.environ, "PYTHONPATH": str(root)})
    for _ in range(300):
        if noted.exists():
            break
        time.sleep(0.1)
    reader.kill()
    reader.wait()
    assert gone(noted.read_text("utf-8").strip())


def test_a_converter_that_makes_nothing(tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", "exit 0", monkeypatch)
    assert code_of(RTF) == "truncated"
    assert code_of(RTF, Options(deadline=time.monotonic() - 1)) == "time_out"
    assert not list(temporary.iterdir())


@needs_libreoffice
def test_three_formats_at_once_give_the_records_of_the_word_file(tmp_path: Path, temporary: Path) -> None:
    made = docx.Document()
    made.add_paragraph(SENTENCE)
    made.add_paragraph("PHỤ LỤC CHỈ TIÊU")
    rows = (("Chỉ tiêu", "Đơn vị", "2025", "2030"), ("Tỷ lệ hồ sơ được giải quyết đúng hạn", "%", "95", "98"))
    annex = made.add_table(2, 4, "Table Grid")
    for at, texts in enumerate(rows):
        for cell, text in zip(annex.rows[at].cells, texts, strict=True):
            cell.text = text
    made.add_paragraph("Hết.")  # Word too ends with a paragraph
    file = tmp_path / "a.docx"
    made.save(str(file))
    wanted = [t.measure.value for t in extract(readers.read(file)).targets]
    assert wanted == [80, 95, 98]

    def both(kind: str) -> tuple[str, list[float | None]]:
        profile = (tmp_path / kind).as_uri()
        command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir"]
        subprocess.run([*command, str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)
        source = readers.read(tmp_path / f"a.{kind}")
        return source.media_type, [t.measure.value for t in extract(source).targets]

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(both, libreoffice.MEDIA_TYPES))
    assert found == [(media, wanted) for media in libreoffice.MEDIA_TYPES.values()]
    assert not [each for each in temporary.iterdir() if each.name.startswith("chitieu-")]


@needs_libreoffice
def test_rtf_cut_short_is_told() -> None:
    assert "truncated" in dict(libreoffice.content(RTF[:-6], "a", Options()).notices)


@needs_libreoffice
def test_nothing_a_document_links_to_is_fetched() -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        link = f"http://127.0.0.1:{server.server_port}/a.png"
        frame = '<draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char">'
        image = f'{frame}<draw:image xlink:href="{link}" xlink:type="simple"/></draw:frame>'
        found = libreoffice.content(opendocument(f"<text:p>chữ{image}</text:p>"), "a", Options())
        server.shutdown()
    assert "chữ" in found.raw
    assert not asked
