"""Pictures of pages in review pages: values marked where their ink is, none where a file is damaged by then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest
from typer.testing import CliRunner

from extract.cli.app import build
from extract.pipeline.components import extract
from extract.readers import read
from extract.readers.pdf.picture import picture
from extract.write.json import text
from tests.browser import Visitor, chromium, needs_chromium, visitor
from tests.packed import archive, photo
from tests.paper import printed
from tests.reading import NLP
from tests.test_ocr import SENTENCE, needs_ocr

__all__ = ["chromium", "visitor"]  # fixtures

VALUES = [40 + i for i in range(14)]
PRINT = printed("".join(f"<p>{SENTENCE.format(value)}</p>" for value in VALUES))
BOXES = """() => Promise.all([...document.querySelectorAll('img.pageimage')].map(async (image) => {
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  const marked = [], inked = [];
  for (let at = 0; at < pixels.length; at += 4) {
    const [red, , blue] = pixels.slice(at, at + 3);
    const place = [(at / 4) % canvas.width, Math.floor(at / 4 / canvas.width)];
    if (red - blue > 50) marked.push(place);
    if (red - blue > 20 && red < 180) inked.push(place);
  }
  return { width: canvas.width, height: canvas.height, marked, inked };
}))"""


def turned(quarters: int) -> bytes:
    document: Any = pymupdf.open(stream=PRINT, filetype="pdf")
    for page in document:
        page.set_rotation(90 * quarters)
    made: bytes = document.tobytes()
    return made


def reviewed(path: Path, folder: Path, *, replaced: bytes | None = None) -> Path:
    """The review page of a document; `replaced`: what stands in its place by then."""
    found = extract(read(path), NLP)
    outputs = folder / "outputs"
    outputs.mkdir()
    (outputs / f"{path.stem}.json").write_text(text(found), "utf-8")
    if replaced is not None:
        path.write_bytes(replaced)
    result = CliRunner().invoke(
        build("vi"), ["review", str(outputs), "--out", str(folder / "web"), "--sources", str(folder)]
    )
    assert result.exit_code == 0, result.stderr
    return folder / "web" / f"{path.stem}.html"


def on_the_ink(shown: list[dict[str, Any]], document: Any, *, near: float) -> None:
    """The marks of each picture cover the values, as the page is displayed, and nothing else."""
    assert len(shown) == len(document)
    for image, page in zip(shown, document, strict=True):
        scale = image["width"] / page.rect.width
        assert abs(image["height"] / page.rect.height - scale) < 0.02
        rects = [rect * page.rotation_matrix for value in VALUES for rect in page.search_for(f"{value}%")]
        assert rects
        marked = [(x / scale, y / scale) for x, y in image["marked"]]
        inked = [(x / scale, y / scale) for x, y in image["inked"]]
        wide: list[Any] = []
        for rect in rects:
            grown = pymupdf.Rect(rect.x0 - near, rect.y0 - near, rect.x1 + near, rect.y1 + near)
            wide.append(grown)
            assert sum(pymupdf.Point(x, y) in rect for x, y in marked) / scale**2 > 0.4 * abs(rect)
            assert any(pymupdf.Point(x, y) in grown for x, y in inked)
        assert all(any(pymupdf.Point(point) in rect for rect in wide) for point in marked)


@needs_chromium
@pytest.mark.parametrize("quarters", [0, 1, 2])
def test_marks_lie_on_the_ink(quarters: int, tmp_path: Path, visitor: Visitor) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(turned(quarters))
    page = visitor.open(reviewed(path, tmp_path)).page
    on_the_ink(page.evaluate(BOXES), pymupdf.open(path), near=2)


@needs_ocr
@needs_chromium
def test_marks_lie_on_the_ink_of_an_image_without_a_resolution(tmp_path: Path, visitor: Visitor) -> None:
    sheet: Any = pymupdf.open(stream=PRINT, filetype="pdf")
    sheet.delete_pages(1, len(sheet) - 1)
    drawn = sheet[0].get_pixmap(dpi=200)
    drawn.set_dpi(72, 72)
    path = tmp_path / "scan.png"
    path.write_bytes(drawn.tobytes("png"))
    page = visitor.open(reviewed(path, tmp_path)).page
    shown = page.evaluate(BOXES)
    assert shown[0]["width"] < 1000
    on_the_ink(shown, sheet, near=4)


@needs_chromium
@pytest.mark.parametrize("rest", [PRINT[: len(PRINT) // 3], b"%PDF-1.7\n", b""])
def test_a_pdf_that_is_broken_by_then(rest: bytes, tmp_path: Path, visitor: Visitor) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(PRINT)
    page = visitor.open(reviewed(path, tmp_path, replaced=rest)).page
    assert page.locator(".record").count() == len(VALUES)
    assert page.locator("img.pageimage").count() == 0


def test_what_cannot_be_drawn_has_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(PRINT)
    assert picture(path, 1) == picture(path, 1, [])
    before = picture(path, 1)
    assert picture(path, 1, [(10, 10, 50, 20)]) != before
    assert picture(path, 1) == before  # marks are not left on the page
    assert picture(path, 99) is None
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    assert picture(broken, 1) is None
    assert picture(tmp_path / "missing.pdf", 1) is None


def test_pages_in_containers_and_photographs_have_pictures_too(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PRINT)
    (tmp_path / "a.zip").write_bytes(archive({"Phụ lục/a.pdf": PRINT}))
    assert picture(tmp_path / "a.zip/Phụ lục/a.pdf", 1) == picture(path, 1)
    assert picture(tmp_path / "a.zip/b.pdf", 1) is None
    (tmp_path / "a.webp").write_bytes(photo(["Tỉnh"], "WEBP", size=(300, 160)))
    assert picture(tmp_path / "a.webp", 1) is not None
