"""Judgments kept beside the outputs: nothing twice, nothing lost, nothing fatal."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from extract.reviewing.judgments import Judgment, moment
from extract.reviewing.store import Store, Unfit
from tests.judged import judged
from tests.made import target

A, B = target(10, 13), target(30, 33)


def test_what_is_added_is_read_back_in_the_order_of_time(tmp_path: Path) -> None:
    late, early = judged(A, "wrong", at="2026-01-02T00:00:00Z"), judged(A, "right", "Minh")
    Store(tmp_path).add([late])
    Store(tmp_path).add([early])
    assert Store(tmp_path).of("phu-yen") == [early, late]
    assert Store(tmp_path).documents() == ["phu-yen"]
    assert Store(tmp_path).reviewers() == ["Lan", "Minh"]
    assert sorted(path.name for path in (tmp_path / "verdicts").iterdir()) == [
        "phu-yen.Lan.jsonl",
        "phu-yen.Minh.jsonl",
    ]


def test_what_was_said_last_is_not_kept_twice(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert len(store.add([judged(A, "right"), judged(A, "right", at="2026-01-03T00:00:00Z")])) == 1
    again = judged(A, "right", at="2026-01-05T00:00:00Z")
    assert store.add([judged(A, "wrong", at="2026-01-04T00:00:00Z"), again])[1] == again
    assert store.add([judged(A, "wrong", at="2026-01-04T00:00:00Z"), again]) == []


def test_a_torn_line_is_told_and_costs_nothing_else(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add([judged(A, "right")])
    file = tmp_path / "verdicts" / "phu-yen.Lan.jsonl"
    file.write_bytes(file.read_bytes() + judged(B, "wrong").line().encode()[:50])
    assert [each.id for each in store.of("phu-yen")] == [A.id]
    assert store.torn("phu-yen") == ["phu-yen.Lan.jsonl:2"]
    store.add([judged(B, "right")])
    assert [each.id for each in store.of("phu-yen")] == [A.id, B.id]


def test_a_last_line_without_its_end_is_whole(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add([judged(A, "right")])
    file = tmp_path / "verdicts" / "phu-yen.Lan.jsonl"
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    store.add([judged(B, "right")])
    assert len(store.of("phu-yen")) == 2
    assert store.torn("phu-yen") == []


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    said = [judged(target(10 * n, 10 * n + 3), "right") for n in range(60)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: Store(tmp_path).add([each]), said))
    assert len(Store(tmp_path).of("phu-yen")) == 60


@pytest.mark.parametrize("name", ["../../etc", "Nguyễn Văn An", "", "a" * 300, "A.B/C"])
def test_any_name_is_a_file_in_the_folder(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path)
    store.add([judged(A, "right", name)])
    assert [path.parent for path in tmp_path.rglob("*.jsonl")] == [tmp_path / "verdicts"]
    assert store.documents() == ["phu-yen"]
    assert store.reviewers() == [name]


def test_a_document_elsewhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unfit):
        Store(tmp_path).add([judged(A, "right", document="../phu-yen")])


def test_a_document_whose_id_begins_like_another_is_another(tmp_path: Path) -> None:
    Store(tmp_path).add([judged(A, "right", document="phu-yen.2")])
    assert Store(tmp_path).of("phu-yen") == []
    assert Store(tmp_path).documents() == ["phu-yen.2"]


def test_times_are_in_utc_and_sort_as_texts() -> None:
    assert moment("2026-11-29T21:13:58+07:00") == "2026-11-29T14:13:58.000Z"
    assert moment("2026-11-29T21:13:58") < moment("2026-11-29T21:13:58.001Z")


def test_a_line_keeps_what_was_not_judged_apart_from_what_is_null() -> None:
    silent, empty = judged(A, "right"), judged(A, "right", responsible=None)
    assert Judgment.model_validate_json(silent.line()).record is not None
    assert '"responsible":null' not in silent.line().partition('"before"')[0]
    assert '"responsible":null' in empty.line().partition('"before"')[0]
