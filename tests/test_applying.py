"""What people said, laid on records: what changes, what does not, and how it is taken off again."""

from __future__ import annotations

from typing import Any

import pytest

from extract.contract.model import Extraction, Target
from extract.reviewing.applying import applied, unreviewed
from extract.reviewing.judgments import Judgment
from extract.reviewing.settling import settled
from extract.write.json import text as written
from tests.judged import judged
from tests.made import VARIETY, extraction, target

A, B, C = target(10, 13), target(30, 33), target(50, 53)
BASE = extraction(A, B, C)
LATER = "2026-02-01T00:00:00Z"


def _of(found: Extraction, start: int = 10) -> Target:
    return next(each for each in found.targets if each.source.start == start)


def test_right_wrong_and_corrected() -> None:
    words = [judged(A, "right"), judged(B, "wrong"), judged(C, "corrected", value=90, responsible="Sở Nội vụ")]
    found = applied(BASE, words)
    right, wrong, corrected = found.extraction.targets
    assert found.counts == {"right": 1, "corrected": 1, "wrong": 1, "added": 0}
    assert right.reviewed is not None
    assert (right.reviewed.verdict, right.reviewed.by, right.reviewed.was) == ("right", "Lan", None)
    assert wrong.reviewed is not None
    assert wrong.reviewed.verdict == "wrong"
    assert wrong not in found.extraction.standing
    assert (corrected.measure.value, corrected.responsible) == (90, "Sở Nội vụ")
    assert corrected.reviewed is not None
    assert corrected.reviewed.was == {"measure": C.measure.model_dump(), "responsible": None}


def test_what_was_not_judged_stays() -> None:
    base = extraction(target(10, 13, responsible="Sở Y tế", label="Chỉ tiêu 3"))
    found = _of(applied(base, [judged(base.targets[0], "corrected", value=90)]).extraction)
    assert (found.responsible, found.label, found.measure.value) == ("Sở Y tế", "Chỉ tiêu 3", 90)
    cleared = _of(applied(base, [judged(base.targets[0], "corrected", responsible=None)]).extraction)
    assert cleared.responsible is None


def test_an_added_record_stands_in_its_place_with_an_id_like_any_other() -> None:
    new = target(35, 40, "4,5 %", value=4.5)
    found = applied(BASE, [judged(new, "missed")]).extraction
    assert [each.source.start for each in found.targets] == [10, 30, 35, 50]
    made = _of(found, 35)
    assert made.reviewed is not None
    assert made.reviewed.verdict == "added"
    assert made.id.startswith("procedure.online_full/2025#")
    assert len({each.id for each in found.targets}) == 4


def test_a_record_added_by_hand_can_be_judged_as_any_other() -> None:
    new = judged(target(35, 40), "missed")
    made = _of(applied(BASE, [new]).extraction, 35)
    better = judged(made, "corrected", at=LATER, value=70)
    found = _of(applied(BASE, [new, better]).extraction, 35)
    assert (found.id, found.measure.value) == (made.id, 70)
    assert applied(BASE, [new, better, judged(made, "withdrawn", at="2026-03-01T00:00:00Z")]).extraction == BASE


def test_an_added_record_keeps_its_id_when_it_is_corrected_to_another_indicator() -> None:
    new = judged(target(35, 40), "missed")
    made = _of(applied(BASE, [new]).extraction, 35)
    other = judged(made, "corrected", at=LATER, indicator="other", indicator_text="tỷ lệ khác")
    moved = _of(applied(BASE, [new, other]).extraction, 35)
    assert (moved.id, moved.indicator.id) == (made.id, None)
    last = judged(moved, "corrected", at="2026-03-01T00:00:00Z", value=12)
    assert [each.measure.value for each in applied(BASE, [new, other, last]).extraction.targets] == [80, 80, 12, 80]


def test_two_missed_values_of_one_number_are_two_records() -> None:
    place = target(35, 40)
    found = applied(BASE, [judged(place, "missed", level="district"), judged(place, "missed", level="commune")])
    assert found.counts["added"] == 2


def test_the_last_word_of_a_reviewer_counts_and_can_be_taken_back() -> None:
    words = [judged(A, "wrong"), judged(A, "corrected", at=LATER, value=85)]
    assert _of(applied(BASE, words).extraction).measure.value == 85
    assert applied(BASE, [*words, judged(A, "withdrawn", at="2026-03-01T00:00:00Z")]).extraction == BASE


def test_reviewers_who_differ_change_nothing_and_are_told() -> None:
    words = [judged(A, "wrong"), judged(A, "right", "Minh")]
    found = applied(BASE, words)
    assert found.extraction.targets == BASE.targets
    assert list(found.conflicts) == [A.id]
    assert [each.code for each in found.extraction.warnings] == ["review_conflict"]


def test_a_word_that_settles_decides() -> None:
    words = [judged(A, "wrong"), judged(A, "right", "Minh", settles=True)]
    found = applied(BASE, words)
    reviewed = _of(found.extraction).reviewed
    assert reviewed is not None
    assert (reviewed.verdict, reviewed.by, found.conflicts) == ("right", "Minh", {})


def test_reviewers_who_say_the_same_agree() -> None:
    words = [judged(A, "corrected", value=90), judged(A, "corrected", "Minh", value=90, indicator_text="hồ sơ TTHC")]
    reviewed = _of(applied(BASE, words).extraction).reviewed
    assert reviewed is not None
    assert reviewed.by == "Lan, Minh"


def test_a_field_that_one_left_open_is_no_dispute() -> None:
    words = [
        judged(A, "corrected", value=90, responsible="Sở Y tế"),
        judged(A, "corrected", "Minh", at=LATER, value=90),
    ]
    assert not settled(words).conflicts
    assert _of(applied(BASE, words).extraction).responsible == "Sở Y tế"


@pytest.mark.parametrize("now", [{"id": "procedure.online_full/2026#0000", "value": 75}, {"value": 75}])
def test_a_right_record_stays_as_the_person_had_it_when_the_extractor_changes(now: dict[str, Any]) -> None:
    again = extraction(target(10, 13, **now), B, C)
    found = _of(applied(again, [judged(A, "right")]).extraction)
    assert found.measure.value == 80
    assert found.reviewed is not None
    assert (found.reviewed.verdict, found.reviewed.was and found.reviewed.was["measure"]["value"]) == ("corrected", 75)


def test_a_correction_that_the_extractor_has_learnt_is_right() -> None:
    again = extraction(target(10, 13, value=90), B, C)
    found = _of(applied(again, [judged(A, "corrected", value=90)]).extraction)
    assert found.reviewed is not None
    assert (found.reviewed.verdict, found.reviewed.was) == ("right", None)


def test_a_record_found_wrong_that_reads_otherwise_now_is_not_wrong() -> None:
    again = extraction(target(10, 13, value=75), B, C)
    found = applied(again, [judged(A, "wrong")])
    assert _of(found.extraction).reviewed is None
    assert found.moot == (A.id,)


def test_a_missed_record_that_is_found_now_is_right() -> None:
    found = applied(extraction(A, B, C, target(35, 40)), [judged(target(35, 40), "missed")])
    assert found.counts == {"right": 1, "corrected": 0, "wrong": 0, "added": 0}


def test_a_right_record_that_is_lost_at_a_known_place_is_kept_and_told() -> None:
    found = applied(extraction(B, C), [judged(A, "right")])
    assert _of(found.extraction).id == A.id
    assert found.lost == (A.id,)
    assert [each.code for each in found.extraction.warnings] == ["review_not_found"]


def test_in_another_text_records_are_found_by_what_they_are_and_their_words() -> None:
    moved = target(210, 213, id=A.id)
    found = applied(extraction(moved, sha256="1" * 64), [judged(A, "corrected", value=90)])
    assert _of(found.extraction, 210).measure.value == 90
    assert (found.changed, found.lost) == ((), ())


def test_in_another_text_a_changed_sentence_is_told() -> None:
    own = target(10, 13, id="procedure.online_full/2025#aaaa")
    other = {"sentence": {"start": 200, "end": 230, "text": "Phấn đấu 80% hồ sơ."}}
    moved = target(210, 213, id="procedure.online_full/2025#bbbb", source=other)
    found = applied(extraction(moved, sha256="1" * 64), [judged(own, "wrong", before=None)])
    assert _of(found.extraction, 210) not in found.extraction.standing
    assert [each.code for each in found.extraction.warnings] == ["review_text_changed"]


def test_another_number_in_the_same_words_is_not_what_was_judged() -> None:
    own = target(10, 13, id="procedure.online_full/2025#aaaa")
    other = target(10, 13, "90%", id=own.id, value=90)
    found = applied(extraction(other, sha256="1" * 64), [judged(own, "right")])
    assert _of(found.extraction).reviewed is None
    assert found.changed == (own.id,)


def test_a_missed_record_is_found_again_in_another_text_by_its_sentence() -> None:
    new = target(35, 38, "12%")
    text = "x" * 100 + "\nTối thiểu 12%\nhồ sơ. Còn 12% khác."
    found = applied(extraction(A, sha256="1" * 64), [judged(new, "missed", value=12)], text)
    made = found.extraction.targets[-1]
    assert text[made.source.start : made.source.end] == "12%"
    assert made.source.start == 111
    assert made.source.sentence.text == "Tối thiểu 12% hồ sơ."
    lost = applied(extraction(A, sha256="1" * 64), [judged(new, "missed", value=12)], "Hết.")
    assert (len(lost.lost), len(lost.extraction.targets)) == (1, 1)


def test_withdrawing_all_gives_the_first_bytes() -> None:
    base = extraction(*VARIETY)
    words: list[Judgment] = [judged(each, "corrected", value=1.5, unit="percent", relation="eq") for each in VARIETY]
    after = applied(base, words)
    assert after.counts["corrected"] == len(VARIETY)
    again = Extraction.model_validate_json(written(after.extraction))
    assert written(unreviewed(again)) == written(base)
    assert written(applied(again, words).extraction) == written(after.extraction)
