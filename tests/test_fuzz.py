"""A short run of tests/fuzz, and that it would tell if something were wrong."""

from __future__ import annotations

import shutil

import pytest

from extract.readers import ReadError
from tests.fuzz import trial
from tests.fuzz.batch import try_all
from tests.fuzz.mutate import Program
from tests.fuzz.seeds import FORMATS, seeds
from tests.fuzz.trial import NAMES, Finding, outcome

COUNTS = {
    "text": 70, "encodings": 70, "html": 100, "docx": 40, "pdf": 40, "foreign": 60,
    "xlsx": 30, "xls": 40, "ods": 30, "csv": 40,
    "zip": 8, "mail": 12, "mht": 15, "pptx": 12, "photo": 12, "tangled": 12,
}  # fmt: skip


def test_many_mutated_word_documents_are_read_and_not_only_refused() -> None:
    told: list[str | Finding] = []
    try_all("docx", 7, 80, 20, lambda _, outcome: told.append(outcome))
    assert sum(each in ("records", "no records") for each in told) > len(told) // 4


@pytest.mark.parametrize("kind", COUNTS)
def test_mutated_documents_are_read_or_refused(kind: str) -> None:
    found: list[Finding] = []
    tried = 0

    def each(program: Program, told: str | Finding) -> None:
        nonlocal tried
        tried += 1
        if isinstance(told, Finding):
            found.append(told)

    try_all(kind, 6, COUNTS[kind], 20, each)
    assert tried >= COUNTS[kind] // 2
    assert [finding.kind for finding in found] == [], found[0].detail


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind not in {"rtf", "odt", "foreign", "photo"}])
def test_seeds_are_documents_that_are_read(kind: str) -> None:
    told = [outcome(seed, name=NAMES.get(kind, "van-ban")) for seed in seeds(kind)]
    assert told.count("records") >= len(told) // 5, told


@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["rtf", "odt"])
def test_seeds_for_libreoffice_are_read(kind: str) -> None:
    assert {outcome(seed, limit=120) for seed in seeds(kind)} == {"records"}


def test_an_error_that_nobody_caught_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(trial, "of_bytes", broken)
    with pytest.raises(Finding, match="KeyError"):
        outcome(b"x")


def test_an_unknown_code_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise ReadError("crashed.lost", times=2)

    monkeypatch.setattr(trial, "of_bytes", refused)
    with pytest.raises(Finding, match="known error code"):
        outcome(b"x")


def test_an_input_without_end_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue

    monkeypatch.setattr(trial, "of_bytes", endless)
    with pytest.raises(Finding, match="hang"):
        outcome(b"x", limit=0.2)
