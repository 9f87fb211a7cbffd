"""How much of a PDF page is drawn once its forms are laid out: forms within forms may be endless in a few bytes.

MuPDF gives way to nothing while it draws, so that this is told beforehand, from what each stream asks to be drawn:
forms (`Do`), patterns, masks and the glyphs of Type 3 fonts, each of which is a stream with such requests of its own.
"""

from __future__ import annotations

import re
from typing import Any

MOST = 1_000_000
"""Streams drawn for one page, 150 bytes counted as one more: MuPDF takes 7.7 s for as many (2026-11-30)."""
_BYTES = 150
_DEEPEST = 200  # MuPDF gives up somewhat below
_MOST_VISITS = 2_000
_ASKED = re.compile(rb"/([^\s/<>\[\](){}%]+)(?:\s+[-+.\d]+)?\s+(Do|gs|scn|SCN|Tf)(?![^\s/<>\[\](){}%])")
_PAINTED = re.compile(rb"(?<![^\s\])>])(?:f\*?|F|S|s|B\*?|b\*?|sh|Tj|TJ|['\"]|Do)(?![^\s/<>\[\](){}%])")
_CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
_OTHERS = {b"Do": "XObject", b"gs": "ExtGState", b"scn": "Pattern", b"SCN": "Pattern", b"Tf": "Font"}


def bounded(page: Any) -> None:
    """Raises ValueError for a pymupdf page of a PDF that would draw more than MOST streams; others pass."""
    from pymupdf import mupdf

    own = mupdf.pdf_page_from_fz_page(page.this) if page.parent.is_pdf else None
    if own is None or not own.m_internal:
        return
    forms = _Forms()
    resources = mupdf.pdf_page_resources(own)
    roots = [each for each in _appearances(_get(own.obj(), "Annots")) if mupdf.pdf_is_stream(each)]
    drawn = sum(forms.drawn(each, 0, None)[0] for each in roots)
    if _asks(resources):
        drawn += forms.of(page.read_contents() or b"", resources, 0)[0]
    if drawn > MOST:
        raise ValueError(f"forms nested in forms: more than {MOST} to be drawn on one page")


def _get(at: Any, name: str) -> Any:
    from pymupdf import mupdf

    return mupdf.pdf_dict_gets(at, name)


def _values(at: Any) -> list[Any]:
    """The values of a dictionary, the items of an array; none of anything else."""
    from pymupdf import mupdf

    if mupdf.pdf_is_array(at):
        return [mupdf.pdf_array_get(at, i) for i in range(mupdf.pdf_array_len(at))]
    return [mupdf.pdf_dict_get_val(at, i) for i in range(mupdf.pdf_dict_len(at))] if mupdf.pdf_is_dict(at) else []


def _appearances(annotations: Any) -> list[Any]:
    """What is drawn for annotations: a stream, or one for each state."""
    normal = [_get(_get(each, "AP"), "N") for each in _values(annotations)]
    return [each for at in normal for each in (at, *_values(at))]


def _asks(resources: Any) -> bool:
    """Whether anything but images and common fonts can be drawn with these resources."""
    return any(_streams(kind, each) for kind in {*_OTHERS.values()} for each in _values(_get(resources, kind)))


def _streams(kind: str, at: Any) -> list[Any]:
    """What a resource of that kind draws: streams."""
    from pymupdf import mupdf

    if kind == "ExtGState":
        at = _get(_get(at, "SMask"), "G")
    elif kind == "Font":
        own = mupdf.pdf_to_name(_get(at, "Subtype")) == "Type3" and _asks_more(_get(at, "Resources"))
        return [each for each in _values(_get(at, "CharProcs")) if mupdf.pdf_is_stream(each)] if own else []
    elif kind == "XObject" and mupdf.pdf_to_name(_get(at, "Subtype")) != "Form":
        return []
    return [at] if mupdf.pdf_is_stream(at) else []


def _asks_more(resources: Any) -> bool:
    return any(_values(_get(resources, kind)) for kind in ("XObject", "Pattern", "ExtGState"))


class _Forms:
    """What each stream draws, reckoned once, but where streams draw each other: MuPDF draws none within itself, and
    follows every way there is until then.
    """

    def __init__(self) -> None:
        self._known: dict[int, float] = {}
        self._open: dict[int, int] = {}  # streams that are being drawn, by their depth
        self._visits = 0

    def drawn(self, form: Any, depth: int, resources: Any) -> tuple[float, int]:
        """How many streams a form draws, itself among them, and the least depth of one around it that it would draw.

        `resources`: those it may use that has none of its own.
        """
        from pymupdf import mupdf

        number = mupdf.pdf_to_num(form)
        if number in self._known:
            return self._known[number], depth
        if number in self._open:
            return 0, self._open[number]
        self._visits += 1
        if depth > _DEEPEST or self._visits > _MOST_VISITS:
            raise ValueError(f"forms nested in forms: more than {_DEEPEST} deep, or within each other")
        self._open[number] = depth
        own = _get(form, "Resources")
        content = bytes(mupdf.fz_buffer_extract_copy(mupdf.pdf_load_stream(form)))
        found, around = self.of(content, own if own.m_internal else resources, depth)
        del self._open[number]
        if around >= depth:
            self._known[number] = found
        return found, around

    def of(self, content: bytes, resources: Any, depth: int) -> tuple[float, int]:
        """The same of a content."""
        count, around = 1.0 + len(content) / _BYTES, depth
        if resources is None or not _asks(resources):
            return count, around
        painted = len(_PAINTED.findall(content))
        cost: dict[tuple[bytes, str], float] = {}
        for name, by in _ASKED.findall(content):
            kind = _OTHERS[by]
            if (name, kind) not in cost:
                plain = _CODED.sub(lambda found: bytes([int(found[1], 16)]), name).decode("utf-8", "replace")
                of = _get(_get(resources, kind), plain)
                inner = _get(of, "Resources") if kind == "Font" else resources
                each = [self.drawn(at, depth + 1, inner) for at in _streams(kind, of)]
                around = min(around, *(a for _, a in each), depth)
                cost[name, kind] = max((drawn for drawn, _ in each), default=0.0)
                if kind != "XObject":  # drawn for whatever is painted meanwhile
                    count += cost[name, kind] * painted
            if kind == "XObject":
                count += cost[name, kind]
        return count, around
