"""Which record is which: nothing that only moved is a gain and a loss, and no two records are made one."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.contract.model import Extraction, Target
from extract.views.diff import between
from extract.views.diff.changes import Diff, Document, Number
from tests.made import extraction, target

WATER = {"id": "water.clean", "name": "Tỷ lệ nước sạch", "text": "nước sạch"}
FOREST = {"id": None, "name": "Tỷ lệ che phủ rừng", "text": "tỷ lệ che phủ rừng"}
SHORT = "Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết đúng hạn."


def said(text: str, start: int = 0, section: tuple[str, ...] = ("I",)) -> dict[str, Any]:
    """A source whose sentence is `text`, beginning at `start`."""
    return {"sentence": {"start": start, "end": start + len(text), "text": text}, "section": list(section)}


def record(text: str = SHORT, figure: str = "80%", start: int = 0, **changes: Any) -> Target:
    """A record on the first occurrence of `figure` in a sentence that begins at `start`."""
    at = start + text.index(figure)
    amount = float(figure.rstrip("%"))
    changes.setdefault("source", said(text, start))
    return target(at, at + len(figure), figure, **{"value": amount, "id": "x", **changes})


def compared(old: list[Target], new: list[Target], *, edited: bool = False) -> Document:
    """The one document that holds `old` and then `new`; `edited`: of other bytes."""
    sides = _with(old), _with(new, sha256="1" * 64 if edited else "0" * 64)
    (document,) = between({"d": sides[0]}, {"d": sides[1]}).documents
    return document


def _with(targets: list[Target], **head: Any) -> Extraction:
    return extraction(id="d", **head).model_copy(update={"targets": tuple(targets)})


def names(document: Document) -> list[list[str]]:
    """The differing fields of each changed record."""
    return [[field.name for field in pair.fields if field.core] for pair in document.changed]


def tally(document: Document) -> tuple[int, int, int, int, int]:
    counts = document.counts
    return counts.gained, counts.lost, counts.changed, counts.minor, counts.unchanged


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"indicator": WATER}, ["indicator"]),
        ({"indicator": FOREST}, ["indicator"]),
        ({"period": {"type": "by", "start": None, "end": 2030}}, ["period"]),
        ({"period": None}, ["period"]),
        ({"level": "commune"}, ["level"]),
        ({"kind": "actual"}, ["kind"]),
        ({"unit": "points"}, ["unit"]),
        ({"relation": "eq"}, ["relation"]),
        ({"value": 8}, ["value"]),
        ({"relation": "between", "upper": 90}, ["relation", "upper"]),
        ({"qualifier": "Cao cấp"}, ["qualifier"]),
        ({"baseline": {"start": 2021, "end": 2021}}, ["baseline"]),
        ({"exclusion": "trừ xã đảo"}, ["exclusion"]),
    ],
)
@pytest.mark.parametrize("edited", [False, True])
def test_a_field_that_changed_is_a_change_whatever_the_id(
    changes: dict[str, Any], fields: list[str], edited: bool
) -> None:
    document = compared([record()], [record(id="y", **changes)], edited=edited)
    assert tally(document) == (0, 0, 1, 0, 0)
    assert names(document) == [fields]


@pytest.mark.parametrize("edited", [False, True])
def test_another_indicator_with_another_value_is_another_record(edited: bool) -> None:
    text = "Tối thiểu 80% hồ sơ đúng hạn, 95% dân số dùng nước sạch."
    one, two = record(text), record(text, "95%", indicator=WATER)
    assert tally(compared([one], [two], edited=edited)) == (1, 1, 0, 0, 0)


def test_one_figure_of_two_in_a_sentence_is_not_taken_for_the_other() -> None:
    """Same words, same value, other characters: the record of the first 80% is gone, that of the second relinked."""
    text = "Tối thiểu 80% hồ sơ đúng hạn; tối thiểu 80% dân số dùng nước sạch."
    first = record(text)
    second = target(40, 43, "80%", source=said(text), indicator=WATER, id="z")
    document = compared([first, second], [first.model_copy(update={"indicator": second.indicator})])
    assert [pair.old for pair in document.changed] == [first]
    assert [single.target for single in document.lost] == [second]


def test_years_of_one_sentence_are_not_mixed_up() -> None:
    text = "Đến năm 2025 đạt 80%, đến năm 2030 đạt 90%."
    one, two = record(text), record(text, "90%", period={"type": "by", "start": None, "end": 2030})
    assert tally(compared([one, two], [two])) == (0, 1, 0, 0, 1)
    assert tally(compared([one], [two])) == (1, 1, 0, 0, 0)


def test_records_of_one_id_are_told_apart_by_what_they_say() -> None:
    """The counter behind `~` goes by place: with the first gone, the second takes over its id."""
    text = "Giảm 30%, 20% và 15% thời gian."
    three = [record(text, figure, id=f"x~{n}") for n, figure in enumerate(("30%", "20%", "15%"), 1)]
    left = [each.model_copy(update={"id": f"x~{n}"}) for n, each in enumerate(three[1:], 1)]
    document = compared(three, left)
    assert tally(document) == (0, 1, 0, 0, 2)
    assert document.lost[0].target.source.text == "30%"


def test_one_number_for_several_tiers_is_paired_best_agreement_first() -> None:
    old = [record(level=level) for level in ("province", "commune")]
    new = [record(level=level) for level in ("district", "commune")]
    document = compared(old, new)
    assert tally(document) == (0, 0, 1, 0, 1)
    (pair,) = document.changed
    assert [(field.name, field.old, field.new) for field in pair.fields] == [("level", "province", "district")]


def test_a_moved_paragraph_is_no_gain_and_no_loss() -> None:
    other = "Đến năm 2025, tối thiểu 95% dân số dùng nước sạch."
    old = [record(), record(other, "95%", 100, indicator=WATER)]
    new = [
        record(other, "95%", 0, indicator=WATER, source=said(other, 0, ("II",))),
        record(start=100, source=said(SHORT, 100, ("III",))),
    ]
    document = compared(old, new, edited=True)
    assert tally(document) == (0, 0, 0, 0, 2)
    assert document.moved == 2


def test_a_word_changed_in_a_sentence_is_a_change_of_the_sentence() -> None:
    document = compared([record()], [record(SHORT.replace("giải quyết", "xử lý"))], edited=True)
    assert names(document) == [["sentence"]]


def test_a_sentence_cut_otherwise_in_the_same_source_is_minor() -> None:
    document = compared([record()], [record(source=said("Tối thiểu 80% hồ sơ."))])
    assert tally(document) == (0, 0, 0, 1, 0)


def test_an_amended_figure_is_a_change_of_value() -> None:
    document = compared([record()], [record(SHORT.replace("80", "85"), "85%")], edited=True)
    assert names(document) == [["value", "sentence"]]


def test_an_indicator_known_by_its_words_survives_an_edited_word() -> None:
    longer = {**FOREST, "name": "Tỷ lệ che phủ của rừng"}
    one = "Đến năm 2025, giữ vững tỷ lệ che phủ rừng tối thiểu 80% diện tích tự nhiên."
    two = one.replace("che phủ rừng", "che phủ của rừng")
    document = compared([record(one, indicator=FOREST)], [record(two, indicator=longer)], edited=True)
    assert names(document) == [["indicator", "sentence"]]


def test_confidence_and_wording_alone_are_minor() -> None:
    why = [{"rule": "value.percent", "start": 1, "end": 2}, {"rule": "period.by", "start": 3, "end": 4}]
    document = compared([record()], [record(confidence=0.5, why=why)])
    assert tally(document) == (0, 0, 0, 1, 0)
    (pair,) = document.minor
    assert [field.name for field in pair.fields] == ["confidence", "why"]
    assert pair.rules.came == ("period.by",)


def test_the_rules_of_a_change_are_those_that_differ() -> None:
    rules = [["value.percent", "relation.ge.before"], ["value.percent", "relation.le.before"]]
    why = [[{"rule": rule, "start": 0, "end": 3} for rule in each] for each in rules]
    document = compared([record(why=why[0])], [record(why=why[1], relation="le")])
    assert document.changed[0].rules.came == ("relation.le.before",)
    assert document.changed[0].rules.gone == ("relation.ge.before",)
    diff = Diff("a", "b", (document,))
    assert {name: (rule.came, rule.gone) for name, rule in diff.rules.items()} == {
        "relation.ge.before": (0, 1),
        "relation.le.before": (1, 0),
    }


def _rejecting(base: Extraction, *rejections: tuple[int, int, str, str]) -> Extraction:
    keys = ("start", "end", "text", "reason")
    data = base.model_dump(by_alias=True)
    return Extraction.model_validate({**data, "rejected": [dict(zip(keys, each, strict=True)) for each in rejections]})


def test_numbers_are_followed_between_records_and_rejections() -> None:
    kept, moving = record(), record("Có 12 xã.", "12", 200)
    old = _rejecting(
        _with([kept, moving]), (300, 302, "15", "unread"), (400, 402, "20", "date"), (500, 501, "7", "date")
    )
    new = _rejecting(
        _with([kept, record("Có 20 xã.", "20", 397)]),
        (203, 205, "12", "head_count"), (300, 302, "15", "age"), (600, 601, "9", "date"),
    )  # fmt: skip
    (document,) = between({"d": old}, {"d": new}).documents
    assert [(n.move, n.text, n.old, n.new) for n in document.numbers] == [
        ("dropped", "12", "x", "head_count"),
        ("reread", "15", "unread", "age"),
        ("recorded", "20", "date", "x"),
        ("vanished", "7", "date", None),
        ("appeared", "9", None, "date"),
    ]
    assert [single.reason for single in document.lost] == ["head_count"]
    assert [single.reason for single in document.gained] == ["date"]


def test_head_and_warnings_are_compared() -> None:
    warned = extraction(id="d").model_dump(by_alias=True)
    warned["warnings"] = [{"code": "issued_unknown", "message": "No date."}]
    warned["document"]["signer"] = "Nguyễn Văn A"
    (document,) = between({"d": extraction(id="d")}, {"d": Extraction.model_validate(warned)}).documents
    assert document.status == "differs"
    assert [(field.name, field.old, field.new) for field in document.head] == [("signer", None, "Nguyễn Văn A")]
    assert [notice.code for notice in document.warnings_came] == ["issued_unknown"]


def test_a_document_under_another_id_is_the_same_document() -> None:
    old, new = {"a": extraction(id="a")}, {"b": extraction(id="b")}
    (document,) = between(old, new).documents
    assert (document.id, document.unchanged) == ("a", 1)
    assert [field.name for field in document.head] == ["id", "source"]
    two = {**old, "c": extraction(id="c")}  # which of two like ones became b, no one can tell
    assert [document.status for document in between(two, new).documents] == ["removed", "added", "removed"]


def test_thousands_of_like_records_are_paired_in_time() -> None:
    """A table whose rows all read alike: comparing each with each would be nine million comparisons."""
    rows = [record("Xã A: 80% hộ.", start=100 * n) for n in range(3000)]
    altered = [row.model_copy(update={"level": "commune"}) for row in rows]
    began = process_time()
    document = compared(rows, altered[1:], edited=True)
    assert process_time() - began < 20  # about one second
    assert (document.counts.changed, document.counts.lost) == (2999, 1)


SENTENCES = (
    SHORT,
    "Tối thiểu 80% hồ sơ đúng hạn, 80% dân số dùng nước sạch.",
    "Đến năm 2025, tối thiểu 80% hồ sơ được xử lý đúng hạn.",
    "1.",
)
_PERIODS = (None, {"type": "by", "start": None, "end": 2025}, {"type": "during", "start": 2021, "end": 2025})


@st.composite
def _targets(draw: st.DrawFn) -> list[Target]:
    found = []
    for _ in range(draw(st.integers(0, 6))):
        text, start = draw(st.sampled_from(SENTENCES)), draw(st.sampled_from((0, 100, 200)))
        at = start + draw(st.sampled_from((0, 10, 12, 24)))
        changes = {
            "indicator": draw(st.sampled_from((WATER, FOREST, {**FOREST, "name": "Hộ nghèo"}))),
            "period": draw(st.sampled_from(_PERIODS)),
            "level": draw(st.sampled_from((None, "commune"))),
            "value": draw(st.sampled_from((80, 90))),
            "confidence": draw(st.sampled_from((0.9, 0.97))),
        }
        end = at + draw(st.integers(1, 6))
        found.append(target(at, end, draw(st.sampled_from(("80%", "90%"))), source=said(text, start), **changes))
    return found


@st.composite
def _extractions(draw: st.DrawFn) -> Extraction:
    data = _with(draw(_targets()), sha256=draw(st.sampled_from("01")) * 64)
    spots = draw(st.lists(st.sampled_from((0, 10, 24, 101, 110, 300)), max_size=5, unique=True))
    reasons = [draw(st.sampled_from(("date", "unread"))) for _ in spots]
    pairs = zip(sorted(spots), reasons, strict=True)
    return _rejecting(data, *((spot, spot + 2, draw(st.sampled_from(("80", "12"))), reason) for spot, reason in pairs))


def _turned(number: Number) -> tuple[object, ...]:
    other = {"recorded": "dropped", "dropped": "recorded", "appeared": "vanished", "vanished": "appeared"}
    return (
        other.get(number.move, number.move), number.old, number.new, number.old_start, number.new_start,
    )  # fmt: skip


@given(_extractions())
def test_nothing_changed_from_a_thing_to_itself(one: Extraction) -> None:
    again = Extraction.model_validate(one.model_dump(by_alias=True))
    (document,) = between({"d": one}, {"d": again}).documents
    assert document.status == "same"
    again = again.model_copy(update={"targets": again.targets[::-1], "rejected": again.rejected[::-1]})
    (document,) = between({"d": one}, {"d": again}).documents
    assert (document.status, document.unchanged) == ("same", len(one.targets))


@settings(max_examples=300)
@given(_extractions(), _extractions())
def test_both_directions_mirror_each_other_and_no_record_is_dropped(one: Extraction, two: Extraction) -> None:
    (there,) = between({"d": one}, {"d": two}).documents
    (back,) = between({"d": two}, {"d": one}).documents

    def ids(records: Any) -> list[str]:
        return sorted(repr(each) for each in records)

    assert ids(s.target for s in there.gained) == ids(s.target for s in back.lost)
    assert ids(s.target for s in there.lost) == ids(s.target for s in back.gained)
    assert ids((p.old, p.new) for p in there.changed) == ids((p.new, p.old) for p in back.changed)
    assert ids((p.old, p.new) for p in there.minor) == ids((p.new, p.old) for p in back.minor)
    assert (there.unchanged, there.moved) == (back.unchanged, back.moved)
    assert ids((n.move, n.new, n.old, n.new_start, n.old_start) for n in there.numbers) == ids(
        map(_turned, back.numbers)
    )
    for side, single, place in ((one, there.lost, 0), (two, there.gained, 1)):
        paired = [(p.old, p.new)[place] for p in (*there.changed, *there.minor)]
        listed = ids([*(s.target for s in single), *paired])
        rest = ids(side.targets)
        for each in listed:
            rest.remove(each)
        assert len(rest) == there.unchanged
