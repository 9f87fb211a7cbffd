"""What a run grants a document: time for each page read by OCR, and its share of the processors."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from extract.run.engines.folder import granted, noted, overdue, run_folder, slots, slotted
from extract.run.outcomes import Limits
from extract.run.work import options


def test_a_document_is_overdue_until_more_time_is_granted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with noted(tmp_path, 7, -1.0):
        assert overdue(tmp_path) == {7: -1.0}
        granted(60.0)
        assert overdue(tmp_path) == {}
    assert [*tmp_path.iterdir()] == []


def test_a_page_read_by_ocr_adds_a_fiftieth_of_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with noted(tmp_path, 7, -299.0):
        given = options(Limits(seconds=300))
        longer = given.longer(50)
        assert longer.deadline is not None
        assert given.deadline is not None
        assert longer.deadline - given.deadline == pytest.approx(0.8 * 300)
        assert overdue(tmp_path) == {}


def test_a_run_has_as_many_slots_as_it_may_use_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    assert slots() == ()
    with run_folder() as folder:
        slotted(folder, 3)
        monkeypatch.setattr(tempfile, "tempdir", str(folder))
        assert len(slots()) == 3
