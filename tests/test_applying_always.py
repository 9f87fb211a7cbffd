"""Whatever people say, in whatever order: applying is idempotent, taken back to the byte, and nobody's order counts."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.contract.model import Extraction
from extract.reviewing.applying import applied, unreviewed
from extract.reviewing.judgments import Judgment
from extract.write.json import text as written
from tests.judged import judged
from tests.made import VARIETY, extraction, target

BASE = extraction(*VARIETY)
PLACES = (*VARIETY, target(80, 83), target(100, 104, "12 %"), target(0, 4, "2021"))
CHANGES: tuple[dict[str, Any], ...] = (
    {}, {"value": 12.5, "unit": "percent", "relation": "eq"}, {"kind": "actual"}, {"level": "commune"},
    {"indicator": "other", "indicator_text": "tỷ lệ khác"}, {"responsible": "Sở Y tế", "period": None},
    {"place": {"name": "xã Hòa Bình", "level": "commune", "code": None}},
)  # fmt: skip


@st.composite
def words(draw: st.DrawFn) -> Judgment:
    of = draw(st.sampled_from(PLACES))
    known = of in VARIETY
    verdict = draw(st.sampled_from(["right", "wrong", "corrected", "missed", "withdrawn"] if known else ["missed"]))
    changes = draw(st.sampled_from(CHANGES)) if verdict in ("corrected", "missed") else {}
    by, day = draw(st.sampled_from(["Lan", "Minh", "An"])), draw(st.integers(1, 28))
    sha256 = draw(st.sampled_from(["0" * 64, "0" * 64, "1" * 64]))
    settles = draw(st.booleans()) and draw(st.booleans())
    at = f"2026-01-{day:02}T00:00:00Z"
    return judged(of, verdict, by, at, sha256=sha256, settles=settles, **changes)


def _once_a_moment(said: list[Judgment]) -> list[Judgment]:
    """One word of a reviewer in one moment: their order is that of the file."""
    return [*{(each.by, each.at): each for each in said}.values()]


said = st.lists(words(), max_size=14).map(_once_a_moment)


@settings(max_examples=80, deadline=None)
@given(said)
def test_applying_twice_is_applying_once(judgments: list[Judgment]) -> None:
    once = applied(BASE, judgments).extraction
    read = Extraction.model_validate_json(written(once))
    assert written(applied(read, judgments).extraction) == written(once)
    assert len({each.id for each in once.targets}) == len(once.targets)


@settings(max_examples=80, deadline=None)
@given(said)
def test_taking_all_back_gives_the_first_bytes(judgments: list[Judgment]) -> None:
    after = Extraction.model_validate_json(written(applied(BASE, judgments).extraction))
    assert written(unreviewed(after)) == written(BASE)
    gone = [
        each.model_copy(update={"verdict": "withdrawn", "at": "2027-01-01T00:00:00.000Z", "settles": False})
        for each in judgments
    ]
    assert written(applied(after, [*judgments, *gone]).extraction) == written(BASE)


@settings(max_examples=80, deadline=None)
@given(said, st.randoms(use_true_random=False))
def test_the_order_of_words_does_not_count(judgments: list[Judgment], chance: Any) -> None:
    mixed = [*judgments]
    chance.shuffle(mixed)
    assert written(applied(BASE, mixed).extraction) == written(applied(BASE, judgments).extraction)


@settings(max_examples=80, deadline=None)
@given(said)
def test_every_number_is_accounted_for(judgments: list[Judgment]) -> None:
    after = applied(BASE, judgments).extraction
    standing = {(each.source.start, each.source.end) for each in after.standing}
    others = {(each.start, each.end) for each in after.other_numbers}
    every = {(each.source.start, each.source.end) for each in BASE.targets}
    every |= {(each.start, each.end) for each in BASE.rejected}
    covered = {span for span in every if any(a < span[1] and span[0] < b for a, b in standing | others)}
    assert covered == every
    assert not standing & others
