"""Footnotes that lost their marks, as pages read or copied as plain text have them; how evenly such text is wrapped."""

from __future__ import annotations

import pytest

from extract.language.cleaning import composed
from extract.layout.outline import outline

BODY = (
    "Ủy ban nhân dân huyện đã ban hành nhiều văn bản để triển khai thực hiện1; thành\n"
    "lập Ban Chỉ đạo và phân công nhiệm vụ cho các thành viên2. Hằng năm, dựa trên\n"
    "kết quả công bố\n"
)
NOTES = "1 Quyết định số 7889/QĐ-UBND ngày 27/12/2021.\n2 Gồm 12 người, tỷ lệ 40%.\n"
REST = "chỉ số cải cách hành chính, huyện đã phân tích, đánh giá những kết quả đạt được.\n"


def blocks(text: str) -> list[tuple[str, str]]:
    shape = outline(composed(text))
    return [(block.kind, shape.text(block)) for block in shape.blocks]


def test_notes_whose_marks_are_plain_figures_leave_the_sentence_they_cut() -> None:
    found = blocks(BODY + NOTES + REST)
    assert [kind for kind, _ in found] == ["paragraph", "note", "note"]
    assert "triển khai thực hiện; thành" in found[0][1]
    assert "các thành viên. Hằng năm, dựa trên kết quả công bố chỉ số cải cách" in found[0][1]
    assert found[1][1].startswith("Quyết định số 7889")
    assert found[2][1] == "Gồm 12 người, tỷ lệ 40%."


def test_a_note_keeps_its_place_in_the_raw_text() -> None:
    raw = BODY + NOTES + REST
    shape = outline(composed(raw))
    at = shape.working.text.index("40%")
    assert raw[slice(*shape.working.raw_span(at, at + 3))] == "40%"
    assert shape.blocks[1].anchor == shape.working.text.index("; thành")


def test_a_note_that_lost_its_mark_counts_on() -> None:
    found = blocks(BODY.replace("viên2", "viên") + NOTES + REST)
    assert [kind for kind, _ in found] == ["paragraph", "note", "note"]


def test_a_note_without_a_mark_shows_by_the_sentence_that_it_cuts() -> None:
    before = "Chưa chú trọng việc đánh giá, biểu dương những cơ quan, đơn vị làm tốt và xử\nlý nghiêm các đơn vị có\n"
    note = "1 - Chỉ số PAR INDEX: năm 2016: 59/63; năm 2017: 63/63.\n- Chỉ số PAPI: năm 2016: 21/63.\n"
    found = blocks(before + note + "hành vi vi phạm. Một số văn bản chưa đồng bộ.\n")
    assert [kind for kind, _ in found] == ["paragraph", "note", "note"]
    assert "các đơn vị có hành vi vi phạm." in found[0][1]
    assert found[1][1].startswith("- Chỉ số PAR INDEX")


@pytest.mark.parametrize(
    "text",
    [
        "Toàn xã rộng 172 km2, có\n2 Trạm y tế và 3 trường học.\nXã có 52 thôn.",
        "Thực hiện Điều\n5 Nghị định số 60/2021/NĐ-CP, các đơn vị đã tự chủ.",
        "Danh sách các xã:\n1 Xã Bình Hòa\n2 Xã Tây An\n3 Xã Vĩnh An",
    ],
)
def test_other_figures_at_the_head_of_a_line_open_no_note(text: str) -> None:
    assert "note" not in {kind for kind, _ in blocks(text)}


def test_notes_are_taken_as_marked_where_any_is_marked() -> None:
    found = blocks("Đã thực hiện1 tốt<sup>2</sup>.\n\n<sup>2</sup> Cấp huyện.\n\n1 Cấp xã.")
    assert [kind for kind, _ in found].count("note") == 1


def test_a_line_broken_inside_a_bracket_opens_no_list() -> None:
    text = "Thực hiện Nghị quyết số 05-NQ/TU của Ban Thường vụ Tỉnh ủy (Khóa\nXX) về chuyển đổi số tỉnh.\n"
    assert len(blocks(text)) == 1


def test_text_wrapped_evenly_breaks_only_where_a_line_is_full() -> None:
    wrapped = "các cơ quan, đơn vị, địa phương trên địa bàn tỉnh triển khai thực hiện nhiệm\n" * 60
    heading = "2.7. Huy động nguồn lực xây dựng chính quyền điện tử, chính quyền số\n"
    found = blocks(f"Mở đầu:\n{wrapped}vụ được giao.\n{heading}Ban Thường vụ Huyện ủy đã ban hành kế hoạch.\n")
    assert ("heading", heading.strip()) in found
