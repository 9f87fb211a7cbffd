"""Rule data that was found right is not checked anew, nor worked out; whatever it was found right by or with changes,
it is.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extract.rules import kept, loader
from extract.rules.errors import RuleError
from extract.rules.number_rows import Reject
from extract.rules.own import files_of
from extract.run.cache import ruled

_START = """
import sys, yaml
from extract.mentions.scan import scanner
from extract.rules import number_rows
from extract.run.cache.ruled import loaded
worked = []
parse, load = number_rows.parsed, yaml.load
number_rows.parsed = lambda *a: worked.append("parsed") or parse(*a)
yaml.load = lambda *a, **k: worked.append("yaml") or load(*a, **k)
for row in loaded(scanner).patterns:
    print(row.id, row.pattern, row.first_words, sorted(row.without_digits.items()))
print(sorted({*worked}), file=sys.stderr)
"""


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """How often all was checked, with a cache folder of the test's own and nothing worked out yet."""
    done: list[str] = []
    monkeypatch.setenv("CHITIEU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(ruled, "check_all", lambda: done.append("all"))
    monkeypatch.setattr(kept, "_kept", {"respelt": {"hoà": "hòa"}})
    return done


def start() -> str:
    """As another process would begin."""
    return ruled.loaded(lambda: "made")


def test_what_was_found_right_is_not_checked_again(checks: list[str]) -> None:
    assert [start(), start()] == ["made", "made"]
    assert checks == ["all"]


def test_what_was_worked_out_is_given_back(checks: list[str]) -> None:
    start()
    kept._kept.clear()
    start()
    assert kept.kept("respelt", "hoà", lambda: "made anew") == "hòa"


def test_only_what_json_gives_back_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_kept", {"a": {"x": [1, "đ", None, 1.5], "y": (1,), "z": {1: 2}, "w": {1}}})
    assert kept.taken() == {"a": {"x": [1, "đ", None, 1.5]}}


def test_another_rule_file_or_another_code_is_checked(
    checks: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    start()
    own = tmp_path / "own"
    own.mkdir()
    (own / "macros.yaml").write_text("{}", "utf-8")
    monkeypatch.setenv("CHITIEU_PATTERNS", str(own))
    start()
    (own / "macros.yaml").write_text("{ }", "utf-8")
    start()
    assert checks == ["all"] * 3
    package = tmp_path / "extract"
    (package / "rules").mkdir(parents=True)
    (package / "rules" / "checking.py").write_text("", "utf-8")
    monkeypatch.setattr(ruled, "_PACKAGE", package)
    start()
    assert checks == ["all"] * 4


def test_a_fault_is_found_each_time(checks: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def wrong() -> None:
        raise RuleError("values.yaml", None, "", "bad")

    monkeypatch.setattr(ruled, "check_all", wrong)
    for _ in range(2):
        with pytest.raises(RuleError):
            start()
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("spoilt", [b"", b"\xff\xfe", b"cut", b"altered"])
def test_a_spoilt_file_only_has_all_done_again(checks: list[str], tmp_path: Path, spoilt: bytes) -> None:
    start()
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_bytes()
    file.write_bytes({b"cut": whole[:-2], b"altered": whole.replace(b"h", b"k")}.get(spoilt, spoilt))
    start()
    start()
    assert checks == ["all", "all"]
    assert file.read_bytes() == whole


def test_the_oldest_files_go(checks: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for number in range(ruled._MOST + 3):
        monkeypatch.setattr(ruled, "_digest", lambda number=number: f"{number:02}")
        start()
    assert len([*(tmp_path / "cache").iterdir()]) == ruled._MOST
    start()
    assert len(checks) == ruled._MOST + 3


@pytest.mark.parametrize("place", ["", "file/cache"])
def test_without_a_place_all_is_done_at_each_start(
    checks: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("CHITIEU_CACHE", str(tmp_path / place) if place else "")
    start()
    start()
    assert checks == ["all", "all"]
    assert [*tmp_path.iterdir()] == [tmp_path / "file"]


def test_a_second_process_works_nothing_out_and_has_the_same_rows(tmp_path: Path) -> None:
    environment = {"CHITIEU_CACHE": str(tmp_path), "PYTHONPATH": ":".join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    line = [sys.executable, "-c", _START]
    first, second = (subprocess.run(line, env=environment, capture_output=True, text=True) for _ in range(2))
    assert first.stderr == "['parsed', 'yaml']\n"
    assert second.stderr == "[]\n"
    assert second.stdout == first.stdout
    assert second.stdout.count("\n") > 100


def test_a_bounded_memory_is_let_go_with_the_rules() -> None:
    asked: list[str] = []
    answer = loader.remembered(2)(lambda text: asked.append(text) or text.upper())  # type: ignore[func-returns-value]
    assert [answer(each) for each in "aab"] == ["A", "A", "B"]
    assert asked == ["a", "b"]
    loader.forget()
    loader._forgotten.remove(answer.cache_clear)
    assert answer("a") == "A"
    assert asked == ["a", "b", "a"]


def test_what_is_changed_while_it_is_checked_is_checked_again(
    checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as changing:
        digests = iter(("broken", "mended"))
        changing.setattr(ruled, "_digest", lambda: next(digests))
        start()
    monkeypatch.setattr(ruled, "_digest", lambda: "broken")
    start()
    assert checks == ["all", "all"]


def test_rule_data_behind_a_link_is_seen_and_hidden_files_are_not(tmp_path: Path) -> None:
    own, elsewhere = tmp_path / "own", tmp_path / "elsewhere"
    (own / "within").mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "a.yaml").write_text("[]", "utf-8")
    (elsewhere / ".draft.yaml").write_text("[", "utf-8")
    (own / "indicators").symlink_to(elsewhere)
    (own / "within" / "around").symlink_to(own)  # a walk without an end
    assert [name for name, _ in files_of(own)] == ["indicators/a.yaml"]
    assert [shown for shown, _ in loader.Layer(own, "own").files(loader.INDICATORS)] == ["own/indicators/a.yaml"]


def test_a_row_that_begins_with_nothing_is_not_one_whose_beginning_is_to_be_found() -> None:
    said = {"id": "reject.t", "source": "t", "examples": ["abc"], "reason": "name", "pattern": "abc def"}
    assert Reject.model_validate(said).without_digits
    assert not Reject.model_validate({**said, "begins": []}).without_digits


def test_a_file_of_weights_is_a_folder_of_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "learnt.yaml"
    file.write_text("slot: kind\n", "utf-8")
    assert [*files_of(file)] == [("weights.yaml", file)]
