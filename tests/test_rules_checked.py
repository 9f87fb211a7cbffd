"""Rule data that was found right is not checked anew; whatever it was found right by or with changes, it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.rules.errors import RuleError
from extract.rules.loader import forget
from extract.run.cache import ruled


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """How often all was checked, with a cache folder of the test's own."""
    done: list[str] = []
    monkeypatch.setenv("CHITIEU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(ruled, "check_all", lambda: done.append("all"))
    ruled.check.cache_clear()
    return done


def anew() -> None:
    """As another process would ask."""
    ruled.check.cache_clear()
    ruled.check()


def test_what_was_found_right_is_not_checked_again(checks: list[str]) -> None:
    anew()
    anew()
    assert checks == ["all"]


def test_another_rule_file_or_another_code_is_checked(
    checks: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    anew()
    own = tmp_path / "own"
    own.mkdir()
    (own / "macros.yaml").write_text("{}", "utf-8")
    monkeypatch.setenv("CHITIEU_PATTERNS", str(own))
    anew()
    (own / "macros.yaml").write_text("{ }", "utf-8")
    anew()
    assert checks == ["all"] * 3
    package = tmp_path / "extract"
    (package / "rules").mkdir(parents=True)
    (package / "rules" / "checking.py").write_text("", "utf-8")
    monkeypatch.setattr(ruled, "_PACKAGE", package)
    anew()
    assert checks == ["all"] * 4


def test_a_fault_is_found_each_time(checks: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong() -> None:
        raise RuleError("values.yaml", None, "", "bad")

    monkeypatch.setattr(ruled, "check_all", wrong)
    for _ in range(2):
        with pytest.raises(RuleError):
            anew()


@pytest.mark.parametrize("spoilt", [b"\xff\xfe", b"", b"0" * 64])
def test_a_spoilt_file_only_has_it_checked(checks: list[str], tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / ruled.NAME).write_bytes(spoilt)
    anew()
    anew()
    assert checks == ["all"]


def test_without_a_cache_folder_it_is_checked_by_each_process(
    checks: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHITIEU_CACHE", "")
    anew()
    anew()
    assert checks == ["all", "all"]
    assert not (tmp_path / "cache").exists()


def test_a_folder_that_cannot_be_made_only_has_it_checked(
    checks: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("CHITIEU_CACHE", str(tmp_path / "file" / "cache"))
    anew()
    anew()
    assert checks == ["all", "all"]


def test_rules_that_are_let_go_are_asked_of_again(checks: list[str]) -> None:
    ruled.check()
    ruled.check()
    assert checks == ["all"]
    forget()
    ruled.check()
    assert checks == ["all"], "its digest is known"
