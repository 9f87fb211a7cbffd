"""Documents on paper, made from text: PDFs as an office prints them, and scans of these.

`python -m tests.paper TEXT FOLDER` writes both for a text file, to be looked at.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf

from extract.lines import lines_of

SERIF = "/usr/share/fonts/truetype/freefont/FreeSerif.ttf"
NOTO = "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf"
A4 = pymupdf.paper_rect("a4")

_EMPHASIS = re.compile(r"\*+")


def _style(font: str, size: float, justify: bool, indent: float) -> str:
    bold = font.replace("-Regular", "-Bold") if "-Regular" in font else font.replace(".ttf", "Bold.ttf")
    faces = "".join(
        f"@font-face {{font-family: paper; font-weight: {weight}; src: url({Path(path).name});}}"
        for weight, path in (("normal", font), ("bold", bold))
    )
    align = "justify" if justify else "left"
    return (
        f"{faces} * {{font-family: paper; font-size: {size}pt; line-height: 1.25}}"
        f"p {{text-align: {align}; text-indent: {indent}pt; margin: 0 0 6pt 0}}"
        "p.title {text-align: center; font-weight: bold; text-indent: 0}"
        "td, th {border: 0.7px solid black; padding: 3px} table {border-collapse: collapse}"
        "sup {font-size: 60%}"
    )


def markup(text: str) -> str:
    """A text's lines as HTML paragraphs, emphasis as bold, its few titles in the middle."""
    body = []
    for line in lines_of(text):
        content = html.escape(_EMPHASIS.sub("", text[line.start : line.end].strip().lstrip("#").strip()))
        if not content:
            continue
        if line.marked and not line.label_class:
            body.append(f'<p class="title">{content}</p>')
        else:
            body.append(f"<p>{'<b>' + content + '</b>' if line.marked else content}</p>")
    return "".join(body)


def printed(
    markup: str, *, font: str = SERIF, size: float = 13, justify: bool = True, indent: float = 28, columns: int = 1,
    head: str = "", numbers: bool = True,
) -> bytes:
    """HTML as an A4 PDF with page numbers at the top and a running head below them; the same bytes each time."""
    archive = pymupdf.Archive(str(Path(font).parent))
    story = pymupdf.Story(markup, user_css=_style(font, size, justify, indent), archive=archive)
    inner = A4 + (85, 62, -57, -57)
    width = (inner.width - 24 * (columns - 1)) / columns
    path = Path(f"/tmp/paper-{id(story)}.pdf")
    writer = pymupdf.DocumentWriter(str(path))
    more, place = 1, 0
    device: Any = None
    while more:
        if place % columns == 0:
            if device is not None:
                writer.end_page()
            device = writer.begin_page(A4)
        left = inner.x0 + (width + 24) * (place % columns)
        more, _ = story.place(pymupdf.Rect(left, inner.y0, left + width, inner.y1))
        story.draw(device)
        place += 1
    writer.end_page()
    writer.close()
    document = pymupdf.open(stream=path.read_bytes(), filetype="pdf")
    path.unlink()
    face = pymupdf.Font(fontfile=font)
    for number, page in enumerate(document, 1):
        ink = pymupdf.TextWriter(page.rect)
        if numbers:
            ink.append((page.rect.width / 2 - 4, 36), str(number), font=face, fontsize=size)
        if head:
            ink.append((85, 52), head, font=face, fontsize=9)
        ink.write_text(page)
    data: bytes = document.tobytes(garbage=3, deflate=True, no_new_id=True)
    return data


def scanned(data: bytes, *, dpi: int = 200, skew: float = 0.3, noise: float = 6, layer: str | None = None) -> bytes:
    """The pages of a PDF as grey images, slightly turned and noisy; `layer`: hidden text on each of them."""
    source, target = pymupdf.open(stream=data, filetype="pdf"), pymupdf.open()
    chance = np.random.default_rng(1)
    for page in source:
        matrix = pymupdf.Matrix(dpi / 72, dpi / 72).prerotate(skew)
        clip = page.get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY)
        grey = np.frombuffer(clip.samples, np.uint8).reshape(clip.height, clip.stride)[:, : clip.width]
        rough = np.clip(grey + chance.normal(0, noise, grey.shape) - noise, 0, 255).astype(np.uint8)
        picture = pymupdf.Pixmap(pymupdf.csGRAY, clip.width, clip.height, rough.tobytes(), False)
        new = target.new_page(width=A4.width, height=A4.height)
        new.insert_image(new.rect, stream=picture.tobytes("jpeg", jpg_quality=80), keep_proportion=True)
        if layer is not None:
            new.insert_textbox(new.rect + (60, 60, -60, -60), layer, fontsize=9, render_mode=3)
    made: bytes = target.tobytes(garbage=3, deflate=True, no_new_id=True)
    return made


if __name__ == "__main__":
    text, folder = Path(sys.argv[1]), Path(sys.argv[2])
    paper = printed(markup(text.read_text("utf-8")))
    (folder / f"{text.stem}.pdf").write_bytes(paper)
    (folder / f"{text.stem}-scan.pdf").write_bytes(scanned(paper))
