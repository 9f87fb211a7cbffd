"""Letters that a PDF's text layer lacks are noticed; the page is read by OCR where it can be."""

from __future__ import annotations

import re
import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from extract.readers import Options, of_bytes

LINES = ["CHÍNH PHỦ BAN HÀNH CHƯƠNG TRÌNH HÀNH ĐỘNG", "Đến năm 2027, tỷ lệ hộ nghèo còn dưới 3%."] * 4


def layer(letters: str, stands: str) -> bytes:
    """A PDF whose font calls these letters something else (a hexadecimal code), or nothing."""
    pymupdf: Any = import_module("pymupdf")
    font = pymupdf.Font("notos") if not _DEJAVU.exists() else pymupdf.Font(fontfile=str(_DEJAVU))
    with pymupdf.open() as document:
        leaf = document.new_page()
        writer = pymupdf.TextWriter(leaf.rect)
        for number, line in enumerate(LINES):
            writer.append((60, 80 + 24 * number), line, font=font, fontsize=12)
        writer.write_text(leaf)
        for number in range(1, document.xref_length()):
            if document.xref_is_stream(number) and b"beginbfrange" in (stream := document.xref_stream(number)):
                document.update_stream(number, _called(stream, letters, stands))
        return bytes(document.tobytes())


_DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def _called(stream: bytes, letters: str, stands: str) -> bytes:
    rows = []
    for first, last, code in re.findall(rb"<(\w{4})> <(\w{4})> <(\w{4})>", stream):
        for glyph in range(int(first, 16), int(last, 16) + 1):
            character = int(code, 16) + glyph - int(first, 16)
            named = stands if chr(character) in letters else f"{character:04X}"
            rows += [f"<{glyph:04X}> <{named}>"] if named else []
    blocks = (rows[at : at + 100] for at in range(0, len(rows), 100))
    body = "".join(f"{len(each)} beginbfchar\n{chr(10).join(each)}\nendbfchar\n" for each in blocks)
    head = stream[: re.search(rb"\d+ beginbfrange", stream).start()].decode()  # type: ignore[union-attr]
    return f"{head}{body}endcmap\nend\nend\n".encode()


@pytest.mark.skipif(not _DEJAVU.exists(), reason="the font is not there")
@pytest.mark.parametrize("stands", ["0020", "FFFD", ""], ids=["a blank", "no character", "nothing"])
def test_letters_without_a_character_are_told(stands: str) -> None:
    source = of_bytes(layer("HÍ", stands), "a.pdf", Options(ocr="never"))
    assert "PHỦ" not in source.raw
    told = [text for code, text in source.notices if code == "letters_lacking"]
    assert len(told) == 1
    assert re.fullmatch(r"page 1: \d\d letters of the text layer have no character and are missing", told[0])


@pytest.mark.skipif(not _DEJAVU.exists(), reason="the font is not there")
@pytest.mark.parametrize(("letters", "stands"), [("", "0020"), ("Z", "0020")], ids=["whole", "a letter not used"])
def test_a_layer_that_has_its_letters_is_kept(letters: str, stands: str) -> None:
    source = of_bytes(layer(letters, stands), "a.pdf")
    assert "CHÍNH PHỦ BAN HÀNH" in source.raw
    assert source.notices == ()


@pytest.mark.skipif(not (_DEJAVU.exists() and shutil.which("tesseract")), reason="the font or Tesseract is not there")
def test_the_page_is_read_by_ocr_instead() -> None:
    source = of_bytes(layer("HÍ", "0020"), "a.pdf")
    assert "CHÍNH PHỦ BAN HÀNH CHƯƠNG TRÌNH" in source.raw
    assert any(code == "reread" and "read by OCR instead" in text for code, text in source.notices)
