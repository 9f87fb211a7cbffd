"""Small archives, messages, saved pages, slides and pictures, made by code in words of our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage
from html import escape
from typing import Any

GOAL = "Đến năm 2027, tỷ lệ hộ dùng nước sạch đạt tối thiểu 92%."
PLAN = f"KẾ HOẠCH\n\nI. MỤC TIÊU\n\n- {GOAL}\n\n- Đến năm 2030, tỷ lệ hộ nghèo còn dưới 3%.\n"


_Entries = Iterable[tuple[str | zipfile.ZipInfo, bytes | str]]
Files = Mapping[str, bytes] | Mapping[str, str] | Mapping[str, bytes | str] | _Entries


def archive(files: Files) -> bytes:
    """A zip archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in files.items() if isinstance(files, Mapping) else files:
            entry = zipfile.ZipInfo(name) if isinstance(name, str) else name
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, body)
    return out.getvalue()


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """An archive in which a name has other bytes of the same number, and no word of their encoding."""
    assert len(old) == len(new)
    return data.replace(old, new)


def message(text: str, files: Mapping[str, bytes], *, html: str = "") -> bytes:
    """A message with files sent with it."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "van.thu@tinh.vn", "phong@so.vn", "Gửi kế hoạch"
    letter.set_content(text)
    if html:
        letter.add_alternative(html, subtype="html")
    for name, body in files.items():
        letter.add_attachment(body, maintype="application", subtype="octet-stream", filename=name)
    return letter.as_bytes()


def saved_page(html: str, *, charset: str = "utf-8") -> bytes:
    """A web page as browsers save it in one file."""
    page = EmailMessage()
    page["From"], page["Subject"] = "<Saved by Blink>", "Kế hoạch"
    page.set_content(html, subtype="html", charset=charset)
    page.make_related()
    page.add_related(b"\x89PNG" + bytes(40), maintype="image", subtype="png", cid="<a@b>")
    return page.as_bytes()


_NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_XMLNS = " ".join(f'xmlns:{short}="{full}"' for short, full in _NAMES.items())
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def shape(text: str, kind: str = "") -> str:
    """A box of text of a slide; `kind`: of placeholder."""
    of = f'<p:nvPr><p:ph type="{kind}"/></p:nvPr>' if kind else "<p:nvPr/>"
    lines = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in text.split("\n"))
    return f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/>{of}</p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>'


def grid(rows: Sequence[Sequence[str]]) -> str:
    """A table of a slide; a cell that begins with "<" or "^" goes on with that on its left or above."""
    merged = {"<": ' hMerge="1"', "^": ' vMerge="1"'}

    def cell(text: str) -> str:
        body = text if text[:1] not in merged else ""
        said = f"<a:txBody><a:p><a:r><a:t>{escape(body)}</a:t></a:r></a:p></a:txBody>"
        return f"<a:tc{merged.get(text[:1], '')}>{said}</a:tc>"

    body = "".join(f"<a:tr>{''.join(map(cell, row))}</a:tr>" for row in rows)
    return (
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def slides(*bodies: str, hidden: Iterable[int] = (), notes: Mapping[int, str] | None = None) -> bytes:
    """Slides of these shapes; `hidden` and those with `notes` by their number from 0."""
    files: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>"}
    order = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n + 1}"/>' for n in range(len(bodies)))
    files["ppt/presentation.xml"] = f"<p:presentation {_XMLNS}><p:sldIdLst>{order}</p:sldIdLst></p:presentation>"
    related = [(f"rId{n + 1}", "slide", f"slides/slide{len(bodies) - n}.xml") for n in range(len(bodies))]
    files["ppt/_rels/presentation.xml.rels"] = _relations(related)
    for n, body in enumerate(bodies):
        shown = ' show="0"' if n in hidden else ""
        name = f"slide{len(bodies) - n}.xml"
        tree = f"<p:cSld><p:spTree>{body}</p:spTree></p:cSld>"
        files[f"ppt/slides/{name}"] = f"<p:sld {_XMLNS}{shown}>{tree}</p:sld>"
        if notes and n in notes:
            files[f"ppt/slides/_rels/{name}.rels"] = _relations([("rId1", "notesSlide", f"../notesSlides/{name}")])
            tree = f"<p:cSld><p:spTree>{shape(notes[n], 'body')}</p:spTree></p:cSld>"
            files[f"ppt/notesSlides/{name}"] = f"<p:notes {_XMLNS}>{tree}</p:notes>"
    return archive(files)


def _relations(related: Iterable[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{id}" Type="x/{kind}" Target="{to}"/>' for id, kind, to in related)
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{each}</Relationships>'


def photo(lines: Sequence[str], form: str, *, size: tuple[int, int] = (1000, 420)) -> bytes:
    """A picture of printed lines; `form`: WEBP, HEIF, AVIF."""
    import pillow_heif
    import pymupdf
    from PIL import Image

    pillow_heif.register_heif_opener()
    with pymupdf.open() as document:
        leaf: Any = document.new_page(width=size[0] / 2, height=size[1] / 2)
        leaf.insert_htmlbox(
            (20, 15, size[0] / 2 - 20, size[1] / 2 - 15), "".join(f"<p>{escape(line)}</p>" for line in lines)
        )
        drawn = leaf.get_pixmap(dpi=144)
    out = io.BytesIO()
    Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples).save(out, form, quality=90)
    return out.getvalue()
