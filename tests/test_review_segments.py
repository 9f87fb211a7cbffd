"""Texts cut into runs: whatever the spans, every one is a whole number of runs."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extract.views.review.segments import Runs, clamped, grouped

SPANS = st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=12)


@given(st.text(max_size=60), SPANS, st.lists(st.integers(0, 60), max_size=5))
def test_every_span_is_made_of_whole_runs(text: str, spans: list[tuple[int, int]], more: list[int]) -> None:
    runs = Runs(len(text), spans, more)
    pieces = [text[a:b] for a, b in pairwise(runs.edges)]
    assert "".join(pieces) == text
    assert all(pieces)
    for span in spans:
        start, end = clamped(span, len(text))
        first, last = runs.of(span)
        assert "".join(pieces[first:last]) == text[start:end]


@given(SPANS)
def test_groups_hold_each_span_once_and_do_not_overlap(spans: list[tuple[int, int]]) -> None:
    groups = grouped(spans)
    held = [member for group in groups for member in group.members]
    assert sorted(held) == [place for place, (start, end) in enumerate(spans) if start < end]
    assert all(one.end <= other.start for one, other in pairwise(groups))
    for group in groups:
        assert group.start == min(spans[member][0] for member in group.members)
        assert group.end == max(spans[member][1] for member in group.members)


@given(SPANS)
def test_spans_that_overlap_stand_in_one_group(spans: list[tuple[int, int]]) -> None:
    of = {member: place for place, group in enumerate(grouped(spans)) for member in group.members}
    for i, (a, b) in enumerate(spans):
        for j, (c, d) in enumerate(spans):
            if max(a, c) < min(b, d):
                assert of[i] == of[j]


def test_spans_that_touch_are_two_highlights() -> None:
    assert [group.members for group in grouped([(0, 3), (3, 5), (3, 5)])] == [(0,), (1, 2)]
