"""A few tries of each part of tests/soak, and that it would tell if something were wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.soak import __main__ as driver
from tests.soak import churn, disks, hostile, kills, report, running, together
from tests.soak.child import one
from tests.soak.ledger import Finding, Ledger, Part, Several, Skipped, load
from tests.soak.parts import PARTS
from tests.soak.running import OUT, TMP, Looks, Undisturbed, Watched

QUICK = {"texts": 6, "files": 6, "hostile": 4}


@pytest.fixture(autouse=True)
def _back() -> Iterator[None]:
    before = Path.cwd()
    yield
    os.chdir(before)


def _part(attempt: object) -> Part:
    return Part("part", 5, "promised", "how", attempt)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", QUICK)
def test_a_few_tries_find_nothing(name: str, tmp_path: Path) -> None:
    part = next(each for each in PARTS if each.name == name)
    ledger = Ledger(name)
    for number in range(QUICK[name]):
        one(part, ledger, number, tmp_path)
    assert ledger.findings == []
    assert ledger.tried == ledger.next == QUICK[name]
    assert [*tmp_path.iterdir()] == []


def test_what_is_raised_is_found_with_its_seed_and_told_once(tmp_path: Path) -> None:
    def attempt(number: int, folder: Path) -> str:
        if number == 1:
            raise Finding("odd", "first")
        if number in (2, 3):
            raise Several([Finding("odd", "again"), Finding("torn", "")])
        if number == 4:
            raise KeyError("x")
        return "fine"

    ledger = Ledger("part")
    for number in range(5):
        one(_part(attempt), ledger, number, tmp_path)
    assert [(each.kind, each.seed, each.times) for each in ledger.findings] == [
        ("odd", 1, 3), ("torn", 2, 2), ("soak: KeyError", 4, 1),
    ]  # fmt: skip
    assert (ledger.tried, ledger.failed, ledger.outcomes["fine"]) == (5, 4, 1)
    assert str(running.ROOT) not in ledger.findings[2].detail
    assert "test_soak.py" in ledger.findings[2].detail
    ledger.save(tmp_path / "part.json")
    assert load("part", tmp_path / "part.json") == ledger


def test_it_goes_on_where_it_stopped_and_behind_a_try_that_ends_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = next(each for each in PARTS if each.name == "texts")
    real, died = driver._tried, list[list[str]]()

    def dies_once(given: list[str], environment: dict[str, str], seconds: float) -> tuple[int, str]:
        if not died:
            died.append(given)
            (tmp_path / "texts.now").write_text("2", "utf-8")
            return -11, "Fatal Python error: Segmentation fault"
        return real(given, environment, seconds)

    monkeypatch.setattr(driver, "_tried", dies_once)
    line = driver.soak(part, 3, 60, tmp_path)
    kept = load("texts", tmp_path / "texts.json")
    assert [(each.kind, each.seed) for each in kept.findings] == [("the process died (-11)", 2)]
    assert (kept.next, kept.tried) == (5, 3)
    assert line.startswith("texts: 3 of 100000")


def _stand_in(folder: Path, code: str) -> Watched:
    """A process of the kind that is watched, which does something else."""
    made = Watched.__new__(Watched)
    for name, value in (("folder", folder), ("arguments", ()), ("mark", "mark-of-a-test")):
        setattr(made, name, value)
    file = folder / running.HOME / f"{made.mark}.err"
    with file.open("wb") as err:
        environment = {**os.environ, "CHITIEU_SOAK_MARK": made.mark, "TMPDIR": str(folder / TMP)}
        made.process = subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=err, cwd=folder)
    return made


def test_what_a_run_leaves_loses_or_prints_is_found(tmp_path: Path) -> None:
    running.lay(tmp_path)
    code = """
import os, subprocess, sys
subprocess.Popen(["sleep", "30"])
for name in ("tmp/left", "out/.x.json.1.tmp", "elsewhere", "out/x.json"):
    open(name, "w").write("{")
raise KeyError("x")
"""
    run = _stand_in(tmp_path, code)
    looks = Looks("it")
    with running.ending(run):
        assert run.ended(20) == 1
        looks.quiet(run)
        looks.gone(tmp_path, run)
    looks.whole(tmp_path / OUT)
    looks.kept(tmp_path / OUT, {"x": "in/x.txt", "y": "in/y.txt"})
    looks.same({"a": b"1"}, {"a": b"2"})
    assert run.alive() == {}
    with pytest.raises(Several) as raised:
        looks.over()
    assert sorted(each.kind.removeprefix("it: ") for each in raised.value.findings) == [
        "a torn output", "documents lost", "partial outputs left", "processes left", "temporary files left",
        "the next run's bytes differ", "traceback", "written outside",
    ]  # fmt: skip


def test_each_trial_of_runs_is_made_of_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The runs themselves are stood in for: each is a second or two, and the soak has them by the hundred."""
    done: list[str] = []
    text = (running.ROOT / "outputs/tay-son.json").read_bytes()
    wanted = Undisturbed({"tay-son.json": text}, 0, 0.1)

    def stand_in(folder: Path, *options: str) -> Watched:
        done.append("run")
        output = str(running.ROOT / "outputs/tay-son.json")
        code = f"import os, shutil; os.makedirs('out', exist_ok=True); shutil.copy({output!r}, 'out')"
        return _stand_in(folder, code)

    for module in (running, kills, disks, together, churn):
        monkeypatch.setattr(module, "extracting", stand_in, raising=False)
        monkeypatch.setattr(module, "undisturbed", lambda: wanted, raising=False)
    for name, part in (("kills", kills), ("together", together), ("churn", churn), ("disks", disks)):
        folder = tmp_path / name
        folder.mkdir()
        with suppress(Skipped):  # where no disk can be mounted
            assert part.attempt(1 if part is disks else 4, folder)
    assert len(done) >= 7


def test_a_soak_in_the_background_sends_signals_that_are_heeded(tmp_path: Path) -> None:
    for name in (running.HOME, TMP):
        (tmp_path / name).mkdir()
    before = signal.signal(signal.SIGQUIT, signal.SIG_IGN)
    try:
        run = Watched(tmp_path, ("version",))
    finally:
        signal.signal(signal.SIGQUIT, before)
    with running.ending(run):
        os.kill(run.process.pid, signal.SIGQUIT)
        assert run.ended(20) == -signal.SIGQUIT


def test_a_signal_finds_the_process_of_its_role(tmp_path: Path) -> None:
    running.lay(tmp_path)
    run = _stand_in(tmp_path, "import time; time.sleep(30)")
    with running.ending(run):
        assert kills._send(run, "parent", signal.SIGTERM, 0.0)
        assert run.ended(20) == -signal.SIGTERM


def test_hostile_files_are_of_both_kinds() -> None:
    """Else it would be a trial of parsers alone."""
    from random import Random

    from tests.soak.spoiling import spoilt, spoilt_lines

    def fine(data: bytes) -> bool:
        try:
            json.loads(data)
        except (ValueError, RecursionError):
            return False
        return True

    texts = [spoilt(hostile.small("tay-son"), Random(n)) for n in range(60)]
    assert len({*texts}) > 50
    assert 15 < sum(map(fine, texts)) < 58
    assert len({spoilt_lines(hostile.judgments(), Random(n)) for n in range(20)}) > 15
    assert len({spoilt_lines("{}\n", Random(n)) for n in range(300)}) > 100, "what is spoilt may be spoilt again"


def test_the_page_has_the_figures_and_keeps_what_others_wrote(tmp_path: Path) -> None:
    ledger = Ledger("texts", next=7, outcomes={"records": 6})
    ledger.found(3, Finding("odd | kind", ""))
    ledger.save(tmp_path / "texts.json")
    section = report.rendered(PARTS, tmp_path)
    assert "| 7 | 100,000 | 1 |" in section
    assert "| texts | 3 | 1 | odd \\| kind |" in section
    assert "`texts` 7 of 100,000" in section
    page = report.laid("# Reliability\n\nMine.\n", section)
    again = report.laid(page + "\nMine too.\n", report.rendered(PARTS[1:], tmp_path))
    assert again.startswith("# Reliability\n\nMine.\n")
    assert again.endswith("\nMine too.\n")
    assert again.count("## What the soak tried") == 1
    assert "`texts`" not in again
