"""Scans as offices write them: TIFF of one or more pages, JPEG, colour, with and without a resolution."""

from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pymupdf
import pytest

from extract.pipeline.components import extract
from extract.readers import Options, ReadError, of_bytes
from tests.paper import A4, printed
from tests.reading import NLP
from tests.test_ocr import PAGE, SENTENCE, needs_ocr

VALUES = [40 + i for i in range(16)]
LONG = "".join(f"<p>{SENTENCE.format(value)}</p>" for value in VALUES)
FEW = [40 + 7 * i for i in range(5)]  # those of PAGE
needs_gs = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript, which writes G4, is not installed")


def bilevel(data: bytes, dpi: int) -> bytes:
    """The pages of a PDF as a TIFF of black and white, uncompressed, the most significant byte first."""
    images = []
    for page in pymupdf.open(stream=data, filetype="pdf"):
        picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
        grey = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.stride)[:, : picture.width]
        images.append((picture.width, picture.height, np.packbits(grey < 128, axis=1).tobytes()))
    out = bytearray(b"MM\x00*" + struct.pack(">I", 8))
    for number, (width, height, bits) in enumerate(images):
        tags = [
            (256, 3, width), (257, 3, height), (258, 3, 1), (259, 3, 1), (262, 3, 0), (273, 4, 0), (277, 3, 1),
            (278, 3, height), (279, 4, len(bits)), (282, 5, 0), (283, 5, 0), (296, 3, 2),
        ]  # fmt: skip
        behind = len(out) + 2 + 12 * len(tags) + 4
        places = {273: behind + 8, 282: behind, 283: behind}
        out += struct.pack(">H", len(tags))
        for tag, kind, value in tags:
            value = places.get(tag, value)
            out += struct.pack(">HHI", tag, kind, 1) + (
                struct.pack(">HH", value, 0) if kind == 3 else struct.pack(">I", value)
            )
        after = behind + 8 + len(bits)
        after += after % 2
        out += struct.pack(">I", 0 if number == len(images) - 1 else after)
        out += struct.pack(">II", dpi, 1) + bits
        out += b"\0" * (after - len(out))
    return bytes(out)


def coloured(data: bytes, dpi: int, *, said: bool = True) -> list[bytes]:
    """The pages as JPEGs in colour on yellowish, noisy paper; `said`: with their resolution."""
    chance = np.random.default_rng(2)
    images = []
    for page in pymupdf.open(stream=data, filetype="pdf"):
        page.draw_circle((420, 760), 40, color=(0.85, 0.1, 0.15), width=3)
        picture = page.get_pixmap(matrix=pymupdf.Matrix(dpi / 72, dpi / 72).prerotate(0.3), alpha=False)
        ink = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.width, 3)
        rough = ink * np.array([0.93, 0.9, 0.8]) + chance.normal(0, 8, ink.shape)
        pixels = np.clip(rough, 0, 255).astype(np.uint8).tobytes()
        made = pymupdf.Pixmap(pymupdf.csRGB, picture.width, picture.height, pixels, False)
        if said:
            made.set_dpi(dpi, dpi)
        images.append(made.tobytes("jpeg", jpg_quality=75))
    return images


def read(data: bytes) -> list[tuple[float | None, int | None]]:
    """Values and their pages; each must have one rectangle, within the sheet."""
    found = extract(of_bytes(data, "scan"), NLP).targets
    for target in found:
        assert target.source.rects is not None
        ((x0, y0, x1, y1),) = target.source.rects
        assert 0 < x0 < x1
        assert 0 < y0 < y1
    return [(t.measure.value, t.source.page) for t in found]


def pages_of(data: bytes) -> list[int]:
    """The page on which each value is printed."""
    pages = [page.get_text() for page in pymupdf.open(stream=data, filetype="pdf")]
    return [
        next(n for n, text in enumerate(pages, 1) if f"thiểu {value}%" in " ".join(text.split())) for value in VALUES
    ]


@needs_ocr
def test_a_tiff_of_several_pages() -> None:
    plain = printed(LONG)
    assert read(bilevel(plain, 200)) == list(zip(VALUES, pages_of(plain), strict=True))


@needs_ocr
@needs_gs
def test_a_tiff_as_office_scanners_write_it(tmp_path: Path) -> None:
    plain = printed(LONG)
    paper, scan = tmp_path / "paper.pdf", tmp_path / "scan.tif"
    paper.write_bytes(plain)
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffg4", "-r200", f"-sOutputFile={scan}", str(paper)]
    subprocess.run(command, check=True, timeout=60)
    source = of_bytes(scan.read_bytes(), "scan.tif")
    assert source.media_type == "image/tiff"
    assert read(scan.read_bytes()) == list(zip(VALUES, pages_of(plain), strict=True))


def test_a_tiff_has_no_more_pages_than_allowed() -> None:
    with pytest.raises(ReadError) as caught:
        of_bytes(bilevel(printed(LONG), 50), "scan.tif", Options(max_pages=1))
    assert caught.value.code == "too_large"


@needs_ocr
@pytest.mark.parametrize("dpi", [150, 300])
def test_a_colour_scan(dpi: int) -> None:
    document = pymupdf.open()
    for image in coloured(printed(PAGE), dpi):
        document.new_page(width=A4.width, height=A4.height).insert_image(A4, stream=image)
    assert read(document.tobytes()) == [(value, 1) for value in FEW]


@needs_ocr
@pytest.mark.parametrize("said", [True, False])
def test_a_jpeg_with_or_without_its_resolution(said: bool) -> None:
    plain = printed(PAGE)
    (image,) = coloured(plain, 300, said=said)
    found = extract(of_bytes(image, "scan.jpg"), NLP).targets
    assert [t.measure.value for t in found] == FEW
    sheet = pymupdf.open(stream=image, filetype="jpeg")[0]
    printing = pymupdf.open(stream=plain, filetype="pdf")[0]
    scale = sheet.rect.width / A4.width
    for target in found:
        assert target.source.rects is not None
        (rect,), (wanted_at, *_) = target.source.rects, printing.search_for(f"thiểu {target.source.text}")
        assert abs(rect[2] / scale - wanted_at.x1) < 8
        assert abs((rect[1] + rect[3]) / 2 / scale - (wanted_at.y0 + wanted_at.y1) / 2) < 8
