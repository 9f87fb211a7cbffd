"""Files whose pages are text, scans and both: every sentence is read once, or a warning names its page."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pymupdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.readers import Options, ReadError, Source, of_bytes
from extract.readers.pdf import pages
from extract.readers.pdf.uncovered import pictures_of
from extract.readers.scan import engine, upright
from extract.readers.scan.engine import Asked
from extract.readers.scan.sheet import Sheet, sheet_of
from extract.readers.scan.strokes import Grey
from tests.paper import A4, SERIF, printed, scanned
from tests.test_pages_turned import turned

needs_ocr = pytest.mark.skipif(not engine.available(), reason="tesseract or its Vietnamese model is not installed")
HALF = 3
STAMPS = (
    "SAO Y; Văn phòng Ủy ban nhân dân; 14/01/2026 09:15:22",
    "Ký bởi: Cổng thông tin điện tử, ngày 02/03/2026",
    "Công báo tỉnh số 14 ngày 22 tháng 5 năm 2023",
)
KINDS = (
    "text", "scan", "stamped", "layered", "half", "askew_layer", "pictured", "said", "aside", "skewed", "failing",
    "blank",
)  # fmt: skip
Where = tuple[str, tuple[float, float, float, float]]


def sentences(kind: str, slot: int) -> list[str]:
    base = 10 * (KINDS.index(kind) * 12 + slot)
    return [
        f"Đến năm 2027, có {1000 + base + i} hộ gia đình trong vùng được dùng nước sạch và điện lưới quốc gia; các xã "
        f"hoàn thành kế hoạch số {5000 + base + i} về đường giao thông nông thôn."
        for i in range(2 * HALF)
    ]


@cache
def paper(kind: str, slot: int, part: int = 2 * HALF) -> bytes:
    return printed("".join(f"<p>{each}</p>" for each in sentences(kind, slot)[:part]), numbers=False)


@cache
def words(kind: str, slot: int) -> list[Where]:
    """Each word of the page with its rectangle, upright."""
    page = pymupdf.open(stream=paper(kind, slot), filetype="pdf")[0]
    return [(word[4], word[:4]) for word in page.get_text("words", sort=True)]


def written(page: Any, some: list[Where], down: float = 0) -> None:
    """Put a hidden layer of words on a page."""
    face, ink = pymupdf.Font(fontfile=SERIF), pymupdf.TextWriter(page.rect)
    for text, (x, _, _, y) in some:
        ink.append((x, y - 3 + down), text, font=face, fontsize=12)
    ink.write_text(page, render_mode=3)


@cache
def made(kind: str, slot: int) -> bytes:
    """One page of a kind."""
    if kind == "text":
        return paper(kind, slot)
    scan = scanned(paper(kind, slot), dpi=100, skew=2 if kind == "skewed" else 0)
    if kind in ("said", "aside"):
        return turned(scan, 1, said=kind == "said")
    document = pymupdf.open(stream=scan, filetype="pdf")
    page, known = document[0], words(kind, slot)
    middle = (known[len(known) // 2][1][1] // 1) if kind == "half" else 0.0
    if kind == "stamped":
        place = pymupdf.Point(60, 30 if slot % 2 else A4.y1 - 20)
        page.insert_text(place, STAMPS[slot % 3], fontfile=SERIF, fontname="F0", fontsize=9)
    elif kind == "half":
        written(page, [word for word in known if word[1][1] < middle])
    elif kind in ("layered", "askew_layer"):
        written(page, known, 300 if kind == "askew_layer" else 0)
    elif kind == "pictured":
        text = pymupdf.open(stream=paper(kind, slot, HALF), filetype="pdf")
        whole = pymupdf.open(stream=paper(kind, slot), filetype="pdf")[0]
        below = max(word[3] for word in text[0].get_text("words")) + 2
        clip = pymupdf.Rect(70, below, 560, known[-1][1][3] + 4)
        text[0].insert_image(clip, pixmap=whole.get_pixmap(dpi=100, clip=clip, colorspace=pymupdf.csGRAY))
        document = text
    elif kind == "blank":
        document = pymupdf.open()
        document.new_page(width=A4.width, height=A4.height)
    data: bytes = document.tobytes()
    return data


class Fake:
    """An OCR engine that knows the words of every picture and gives those whose ink it is shown, upright."""

    def __init__(self, kinds: list[str]) -> None:
        self.kinds, self._here, self._sheets = kinds, threading.local(), {}  # type: ignore[var-annotated]
        self.asked: list[int] = []

    def sheet_of(self, page: Any, *more: Any) -> Sheet:
        sheet = sheet_of(page, *more)
        self._sheets[id(sheet)] = (page.number, sheet)
        return sheet

    def read(self, sheet: Sheet, options: Options) -> Any:
        self._here.page = self._sheets[id(sheet)][0]
        self.asked.append(self._here.page)
        return _upright_read(sheet, options)

    def quarters(self, grey: Grey, dpi: int, seconds: float) -> int:
        return 3 if grey.shape[1] > grey.shape[0] else 0

    def recognised(self, grey: Grey, asked: Asked) -> str:
        kind = self.kinds[self._here.page]
        if kind == "failing":
            raise ValueError("the picture cannot be read")
        rows = [] if asked.figures else [*self._rows(grey, asked.dpi / 72, kind)]
        return "\n".join(["level", *rows])

    def _rows(self, grey: Grey, scale: float, kind: str) -> Iterator[str]:
        known = words(kind, self._here.page)
        lines: dict[int, int] = {}
        lying = grey.shape[1] > grey.shape[0]
        for text, (x0, y0, x1, y1) in known:
            box = (y0, x0, y1, x1) if lying else (x0, y0, x1, y1)
            left, top, right, foot = (round(v * scale) for v in box)
            if not lying and kind != "skewed" and np.mean(grey[top:foot, left:right] < 150) < 0.01:
                continue
            line = lines.setdefault(round(y1), len(lines))
            shown = "xqz" * 2 if lying else text
            yield f"5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t{right - left}\t{foot - top}\t95\t{shown}"


_upright_read = upright.read


def read(kinds: list[str], options: Options | None = None) -> tuple[Source, Fake]:
    fake = Fake(kinds)
    document = pymupdf.open()
    for slot, kind in enumerate(kinds):
        document.insert_pdf(pymupdf.open(stream=made(kind, slot), filetype="pdf"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "sheet_of", fake.sheet_of)
        patch.setattr(upright, "read", fake.read)
        patch.setattr(engine, "recognised", fake.recognised)
        patch.setattr(engine, "quarters", fake.quarters)
        patch.setattr(engine, "available", lambda: True)
        return of_bytes(document.tobytes(), "mixed.pdf", options), fake


def flat(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=2))
def test_every_sentence_is_read_once_or_its_page_is_named(kinds: list[str]) -> None:
    if not set(kinds) - {"failing", "blank"}:
        with pytest.raises(ReadError):
            read(kinds)
        return
    source, fake = read(kinds)
    raw = flat(source.raw)
    for slot, kind in enumerate(kinds):
        if kind == "failing":
            assert any(code == "partial" and f"page {slot + 1} " in told for code, told in source.notices)
        elif kind != "blank":
            assert [each for each in sentences(kind, slot) if raw.count(each) != 1] == []
        if kind == "stamped":
            assert raw.count(STAMPS[slot % 3]) == 1
    unread = {slot for slot, kind in enumerate(kinds) if kind in ("text", "layered", "askew_layer")}
    assert sorted(fake.asked) == sorted(set(range(len(kinds))) - unread)  # no page twice


def test_every_kind_of_page_is_read_in_one_file() -> None:
    kinds = [kind for kind in KINDS if kind not in ("failing", "blank")]
    source, _ = read(kinds)
    for slot, kind in enumerate(kinds):
        assert [each for each in sentences(kind, slot) if flat(source.raw).count(each) != 1] == [], kind
    assert not {"partial", "picture_unread"} & {code for code, _ in source.notices}


def test_a_picture_is_read_where_it_stands() -> None:
    text = flat(read(["pictured"])[0].raw)
    places = [text.index(each) for each in sentences("pictured", 0)]
    assert places == sorted(places)


def test_without_ocr_a_picture_is_told_with_its_page_and_place() -> None:
    source = of_bytes(made("pictured", 0), "mixed.pdf", Options(ocr="never"))
    (told,) = [told for code, told in source.notices if code == "picture_unread"]
    (rect,) = pictures_of(pymupdf.open(stream=made("pictured", 0), filetype="pdf")[0])
    assert told.startswith("page 1: pictures not read (" + " ".join(f"{v:.0f}" for v in rect))


def test_a_seal_that_shows_no_words_is_told_and_not_read() -> None:
    source, _ = read(["text"])
    page = pymupdf.open(stream=made("text", 0), filetype="pdf")
    noise = np.random.default_rng(3).integers(0, 255, (100, 200), np.uint8)
    page[0].insert_image((300, 650, 500, 750), pixmap=pymupdf.Pixmap(pymupdf.csGRAY, 200, 100, noise.tobytes(), False))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "recognised", lambda grey, asked: "level")
        patch.setattr(engine, "available", lambda: True)
        found = of_bytes(page.tobytes(), "seal.pdf")
    assert found.raw == source.raw
    assert [code for code, _ in found.notices] == ["picture_unread"]


def test_what_ocr_has_no_time_for_is_named_and_the_rest_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    late = iter(range(1000))
    monkeypatch.setattr(Options, "late", property(lambda self: next(late) > 4))  # asked before each page, and in it
    source, fake = read(["text", "scan", "scan", "stamped"])
    assert fake.asked == [1] or fake.asked == []
    (told,) = [told for code, told in source.notices if code == "partial"]
    assert re.fullmatch(r"pages [2-4, -]+ of 4 not read by OCR: the time limit was reached \(--time-limit\)", told)
    raw = flat(source.raw)
    assert all(each in raw for each in sentences("text", 0))
    assert STAMPS[0] in raw


def test_a_file_of_which_nothing_could_be_read_in_time_says_which_option_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    late = iter(range(1000))
    monkeypatch.setattr(Options, "late", property(lambda self: next(late) > 0))
    with pytest.raises(ReadError) as caught:
        read(["scan"])
    assert caught.value.code == "time_out"
    assert "--time-limit" in caught.value.message


def test_the_time_grows_with_the_pages_to_be_read() -> None:
    told: list[float] = []
    options = Options(deadline=1000.0, a_page=6.0, granted=told.append)
    assert options.longer(100).deadline == 1600
    assert told == [600]


@needs_ocr
def test_a_picture_in_a_text_and_a_scan_with_a_stamped_line_truly_read() -> None:
    document = pymupdf.open()
    for slot, kind in enumerate(("pictured", "stamped")):
        document.insert_pdf(pymupdf.open(stream=made(kind, slot), filetype="pdf"))
    raw = flat(of_bytes(document.tobytes(), "mixed.pdf").raw)
    for slot, kind in enumerate(("pictured", "stamped")):
        base = 10 * (KINDS.index(kind) * 12 + slot)
        assert all(raw.count(f"{thousands + base + i} ") == 1 for thousands in (1000, 5000) for i in range(2 * HALF))
    assert raw.count(STAMPS[1]) == 1
