"""Documents on paper, made from text: PDFs as an office prints them, and scans of these.

`python -m tests.paper TEXT FOLDER` writes both for a text file, to be looked at.
"""

from __future__ import annotations

import html
import io
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf

from extract.layout.lines import continues, layout_of, lines_of

SERIF = "/usr/share/fonts/truetype/freefont/FreeSerif.ttf"
NOTO = "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf"
A4 = pymupdf.paper_rect("a4")

_EMPHASIS = re.compile(r"\*+")
_TAG = re.compile(r"<[^>]*>")
_RAISED = re.compile(r"&lt;sup&gt;\s*(\d+)\s*&lt;/sup&gt;")


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


def markup(text: str) -> tuple[str, dict[str, str]]:
    """A text as HTML paragraphs (wrapped lines joined, emphasis bold, titles in the middle), and its footnotes."""
    lines = lines_of(text)
    layout = layout_of(lines)
    body: list[str] = []
    notes: dict[str, str] = {}
    note, before = "", None
    for line in lines:
        content = html.escape(_EMPHASIS.sub("", text[line.start : line.end].strip().lstrip("#").strip()))
        if line.note is not None:
            note = str(line.note)
            notes[note] = _RAISED.sub("", content, count=1)
        elif note and (line.label_class == "dash" or content.split()[0] == notes[note].split()[0]):
            notes[note] += f"<br/>{content}"
        else:
            note = ""
            content = _RAISED.sub(r'<sup id="note-\1">\1</sup>', content)
            if before is not None and not line.after_blank and continues(before, line, layout):
                body[-1] = body[-1].removesuffix("</p>") + f" {content}</p>"
            elif line.marked and not line.label_class:
                body.append(f'<p class="title">{content}</p>')
            else:
                body.append(f"<p>{'<b>' + content + '</b>' if line.marked else content}</p>")
            before = line
    return "".join(body), notes


def printed(
    markup: str,
    notes: Mapping[str, str] | None = None,
    *,
    font: str = SERIF,
    size: float = 13,
    justify: bool = True,
    indent: float = 28,
    columns: int = 1,
    head: str = "",
    numbers: bool = True,
) -> bytes:
    """HTML as an A4 PDF, page numbers at the top, a running head below them, notes (of `<sup id="note-1">`) at the
    foot of their page; the same bytes each time."""
    archive = pymupdf.Archive(str(Path(font).parent))
    style = _style(font, size, justify, indent)
    places: dict[str, int] = {}
    room = 0.0
    while True:  # until each note has room on the page of its mark, or on one behind it
        data, found = _laid(markup, style, archive, columns, places, notes or {}, room)
        moved = {mark: max(place, places.get(mark, 0)) for mark, place in found.items()}
        if moved != places:
            places = moved
            continue
        document = pymupdf.open(stream=data, filetype="pdf")
        if _letters("".join(page.get_text() for page in document)) >= 0.99 * _letters(_TAG.sub("", markup)):
            break
        room, places = room + 1.5, {}  # MuPDF loses a page's text where a line ends just at its foot
        assert room < 20
    face = pymupdf.Font(fontfile=font)
    for number, page in enumerate(document):
        page.wrap_contents()
        ink = pymupdf.TextWriter(page.rect)
        if numbers:
            ink.append((page.rect.width / 2 - 4, 36), str(number + 1), font=face, fontsize=size)
        if head:
            ink.append((85, 52), head, font=face, fontsize=9)
        ink.write_text(page)
        here = [mark for mark, place in places.items() if place == number and mark in (notes or {})]
        if here:
            top = _foot([(notes or {})[mark] for mark in here])
            page.draw_line((85, top), (225, top), width=0.5)
            texts = "".join(f"<div><sup>{mark}</sup> {(notes or {})[mark]}</div>" for mark in here)
            box = pymupdf.Rect(85, top + 4, A4.x1 - 57, A4.y1 - 30)
            css = style.replace(f"font-size: {size}pt", "font-size: 10pt")
            spare, _ = page.insert_htmlbox(box, texts, css=css, archive=archive, scale_low=1)
            assert spare >= 0, "a footnote finds no room"
    made: bytes = document.tobytes(garbage=3, deflate=True, no_new_id=True)
    return made


def _letters(text: str) -> int:
    return sum(c.isalpha() for c in html.unescape(text))


def _foot(notes: Sequence[str]) -> float:
    """The height at which the notes of a page begin."""
    return float(A4.y1) - 45 - sum(12 + 14 * (1 + note.count("<br/>") + len(note) // 80) for note in notes)


def _laid(
    markup: str,
    style: str,
    archive: Any,
    columns: int,
    places: Mapping[str, int],
    notes: Mapping[str, str],
    room: float,
) -> tuple[bytes, dict[str, int]]:
    """The text laid on pages that keep room for the notes at `places`; and the pages on which their marks stand."""
    story = pymupdf.Story(markup, user_css=style, archive=archive)
    inner = pymupdf.Rect(85, 62, A4.x1 - 57, A4.y1 - 57)
    width = (inner.width - 24 * (columns - 1)) / columns
    file = io.BytesIO()
    writer = pymupdf.DocumentWriter(file)
    found: dict[str, int] = {}
    more, place = 1, 0

    def seen(position: Any) -> None:
        if position.id and position.id.startswith("note-"):
            found[position.id.removeprefix("note-")] = place // columns

    device: Any = None
    while more:
        if place % columns == 0:
            if device is not None:
                writer.end_page()
            device = writer.begin_page(A4)
        left = inner.x0 + (width + 24) * (place % columns)
        kept = [notes[mark] for mark, page in places.items() if page == place // columns and mark in notes]
        foot = (_foot(kept) - 6 if kept else inner.y1) - room
        more, _ = story.place(pymupdf.Rect(left, inner.y0, left + width, foot))
        story.element_positions(seen)
        story.draw(device)
        place += 1
    writer.end_page()
    writer.close()
    return file.getvalue(), found


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
            new.insert_textbox(pymupdf.Rect(60, 60, A4.x1 - 60, A4.y1 - 60), layer, fontsize=9, render_mode=3)
    made: bytes = target.tobytes(garbage=3, deflate=True, no_new_id=True)
    return made


if __name__ == "__main__":
    text, folder = Path(sys.argv[1]), Path(sys.argv[2])
    paper = printed(*markup(text.read_text("utf-8")))
    (folder / f"{text.stem}.pdf").write_bytes(paper)
    (folder / f"{text.stem}-scan.pdf").write_bytes(scanned(paper))
