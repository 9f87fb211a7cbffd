"""Working text: whatever is done to it, every character of it is traced to where it stood in the raw text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.cleaning import composed, lowered
from extract.language.working import Editor, Working, replaced

settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

TEXTS = st.text(alphabet="abđếửỹ 0123%.,\n\u0301\u0323\u00a0\u200b", max_size=40)
WRITTEN = st.text(alphabet="XYZ 9", max_size=6)
Edit = tuple[int, int, str]


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[Edit]:
    """Sorted edits that do not overlap, on a text of that length."""
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [(start, end, draw(WRITTEN)) for start, end in pairs]


def kept(base: Working, changes: list[Edit]) -> list[tuple[int, int, int]]:
    """(start in base, start in the result, length) of the stretches that edits leave alone."""
    found, at, shift = [], 0, 0
    for start, end, text in [*changes, (len(base.text), len(base.text), "")]:
        if start > at:
            found.append((at, at + shift, start - at))
        shift += len(text) - (end - start)
        at = end
    return found


def raw_span(working: Working, start: int, end: int) -> tuple[int, int]:
    """Raw offsets as plain numbers, to be compared with such."""
    first, last = working.raw_span(start, end)
    return int(first), int(last)


def by_hand(text: str, changes: list[Edit]) -> str:
    for start, end, new in reversed(changes):
        text = text[:start] + new + text[end:]
    return text


@given(TEXTS, st.data())
def test_kept_stretches_of_edited_text_are_where_they_were(raw: str, data: st.DataObject) -> None:
    changes = data.draw(edits(len(raw)))
    working = replaced(Working.of(raw), changes)
    assert working.text == by_hand(raw, changes)
    for origin, start, length in kept(Working.of(raw), changes):
        assert raw_span(working, start, start + length) == (origin, origin + length)
        assert working.verbatim(start, start + length)


@given(TEXTS, st.data())
def test_edits_of_edited_text_still_lead_to_the_raw_text(raw: str, data: st.DataObject) -> None:
    working = Working.of(raw)
    origin: list[int | None] = list(range(len(raw)))  # of each character: its raw offset; None where written
    for _ in range(data.draw(st.integers(1, 4))):
        changes = data.draw(edits(len(working.text)))
        for start, end, text in reversed(changes):
            origin[start:end] = [None] * len(text)
        working = replaced(working, changes)
    assert len(working.text) == len(origin)
    for at, place in enumerate(origin):
        start, end = raw_span(working, at, at + 1)
        assert 0 <= start <= end <= len(raw)
        if place is not None:
            assert start <= place < end
            assert raw[place] == working.text[at]
            if working.verbatim(at, at + 1):
                assert (start, end) == (place, place + 1)


@given(TEXTS, st.data())
def test_order_is_kept(raw: str, data: st.DataObject) -> None:
    working = replaced(Working.of(raw), data.draw(edits(len(raw))))
    spans = [raw_span(working, at, at + 1) for at in range(len(working.text))]
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    ends = [end for start, end in spans if end > start]  # what was put between two letters covers nothing
    assert ends == sorted(ends)
    for start in range(0, len(spans), 3):
        for end in range(start + 1, len(spans) + 1, 5):
            first, last = spans[start][0], spans[end - 1][1]
            assert raw_span(working, start, end) == (first, max(first, last))


@given(st.text(alphabet="aăâbcdđeêgiouơưyắằặầẩốộơợữựỹýĐẢỲ 0123456789%,.;()-\n\t\u200b", max_size=60))
def test_decomposed_text_is_composed_and_every_character_traced(text: str) -> None:
    raw = unicodedata.normalize("NFD", text)
    working = composed(raw)
    assert "".join(working.text.split()) == "".join(text.replace("\u200b", "").split())
    at = 0
    for start, char in enumerate(working.text):
        low, high = raw_span(working, start, start + 1)
        assert raw[at:low].replace("\u200b", "") == "", "every raw character that is seen belongs to one of the text"
        if not char.isspace():
            assert unicodedata.normalize("NFC", raw[low:high]) == char
        at = high
    assert raw[at:].replace("\u200b", "") == ""


@given(st.text(max_size=60))
def test_any_text_is_composed(raw: str) -> None:
    working = composed(raw)
    assert {char for char in working.text if char.isspace()} <= {" ", "\t", "\n"}
    at = 0
    for start in range(len(working.text)):
        low, high = raw_span(working, start, start + 1)
        assert at <= low <= high <= len(raw)
        at = high
    assert len(lowered(working.text)) == len(working.text)


@pytest.mark.parametrize(
    ("raw", "word", "span"),
    [
        ("đạt 80%", "80%", (4, 7)),
        (unicodedata.normalize("NFD", "đạt 80%"), "80%", (5, 8)),  # "ạ" is two code points
        (unicodedata.normalize("NFD", "tỷ lệ"), "lệ", (4, 8)),  # "ệ" is three
        ("\ufefftỷ lệ", "tỷ", (1, 3)),  # a byte order mark is no part of the text
        ("a\u00adb 5%", "5%", (4, 6)),  # a soft hyphen
    ],
)
def test_word_in_composed_text(raw: str, word: str, span: tuple[int, int]) -> None:
    working = composed(raw)
    at = working.text.index(word)
    assert raw_span(working, at, at + len(word)) == span
    assert unicodedata.normalize("NFC", raw[slice(*span)]) == word


def test_part_of_a_respelt_stretch_is_the_whole_of_it() -> None:
    working = replaced(Working.of("một hai ba"), [(4, 7, "2")])
    assert working.text == "một 2 ba"
    assert raw_span(working, 4, 5) == (4, 7)
    assert raw_span(working, 3, 6) == (3, 8)
    assert not working.verbatim(4, 5)
    assert not working.verbatim(0, 8)
    assert working.verbatim(0, 4)
    assert working.verbatim(5, 8)


@pytest.mark.parametrize(("at", "part"), [(2, slice(0, 2)), (1, slice(1, 3))])
def test_part_of_a_respelt_stretch_is_the_whole_of_it_after_another_edit(at: int, part: slice) -> None:
    working = replaced(replaced(Working.of("00"), [(0, 2, "999")]), [(at, at, "")])
    assert working.text == "999"
    assert not working.verbatim(part.start, part.stop)
    assert raw_span(working, part.start, part.start + 1) == (0, 2)


def test_written_text_of_equal_length_corresponds_character_by_character() -> None:
    working = replaced(Working.of("ti lê 5%"), [(0, 5, "tỷ lệ")])
    assert raw_span(working, 3, 5) == (3, 5)
    assert working.verbatim(0, 8)


def test_inserted_text_stands_at_one_place() -> None:
    working = replaced(Working.of("ab"), [(1, 1, " - ")])
    assert working.text == "a - b"
    assert raw_span(working, 1, 4) == (1, 1)
    assert raw_span(working, 0, 5) == (0, 2)


def test_deleted_text_leaves_its_neighbours_in_place() -> None:
    working = replaced(Working.of("ab**cd"), [(2, 4, "")])
    assert working.text == "abcd"
    assert raw_span(working, 1, 3) == (1, 5)
    assert raw_span(working, 2, 4) == (4, 6)


def test_parts_may_be_moved() -> None:
    editor = Editor(Working.of("mot hai"))
    editor.keep(4, 7)
    editor.put(" ", 3, 4)
    editor.keep(0, 3)
    working = editor.done()
    assert working.text == "hai mot"
    assert raw_span(working, 0, 3) == (4, 7)
    assert raw_span(working, 4, 7) == (0, 3)


def test_no_edits_leave_the_text_as_it_is() -> None:
    base = Working.of("abc")
    assert replaced(base, []) is base


def test_empty_text() -> None:
    for working in (Working.of(""), composed(""), Editor(Working.of("abc")).done()):
        assert working.text == ""
        assert raw_span(working, 0, 0) == (0, 0)
        assert working.verbatim(0, 0)


@given(st.text(max_size=60))
def test_lower_case_keeps_the_length(text: str) -> None:
    assert len(lowered(text)) == len(text)


def test_letters_that_would_grow_are_left_alone() -> None:
    assert lowered("İSTANBUL Đạt") == "İstanbul đạt"


def test_lone_returns_end_lines_and_offsets_stay() -> None:
    raw = "Mục tiêu\rĐến năm 2025:\r- Đạt 80% hồ sơ.\r\nHết"
    working = composed(raw)
    assert working.text.split("\n")[:3] == ["Mục tiêu", "Đến năm 2025:", "- Đạt 80% hồ sơ. "]
    start = working.text.index("80%")
    assert raw[slice(*raw_span(working, start, start + 3))] == "80%"
