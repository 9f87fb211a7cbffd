"""Worker processes: one document's end is nobody else's."""

from __future__ import annotations

import fcntl
import json
import os
import pickle
import random
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import spawn
from pathlib import Path
from typing import Protocol

import pytest

from extract.contract.failures import Problem, one_line
from extract.run.batch import Limits, run
from extract.run.engines import Engine
from extract.run.engines.local import _SPAN, Local, Work, _batch
from extract.run.outcomes import Failure, Outcome
from extract.sources.inputs import Document, gather
from tests.conftest import Lay
from tests.misbehaving import misbehave

ROOT = Path(__file__).parent.parent
LIMITS = Limits(seconds=4, memory=700)
KILLS = int(os.environ.get("CHITIEU_KILLS", "2"))
"""How often a run is killed; `CHITIEU_KILLS=20 python -m pytest -s -k killed_at_any tests/test_engines.py` for more."""


class EngineOf(Protocol):
    """An engine with so much room for each document, so many workers, and what they do."""

    def __call__(self, limits: Limits, jobs: int, work: Work) -> Engine: ...


@pytest.fixture(params=["local", pytest.param("ray", marks=pytest.mark.xdist_group("cluster"))])
def engine(request: pytest.FixtureRequest) -> EngineOf:
    """Each engine in turn: they are to do the same."""
    if request.param == "local":
        return Local
    request.getfixturevalue("cluster")
    from extract.run.engines.on_ray import Ray

    return lambda limits, jobs, work: Ray(limits, jobs=jobs, work=work)


def slow(document: Document, limits: Limits) -> Outcome:
    """Takes more than half of the time in which a batch's documents are begun."""
    time.sleep(_SPAN * 0.6)
    return Failure(document.shown, Problem("time_out.worker", {"seconds": 1}))


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_hangs_crashes_or_eats_memory_ends_its_own_document(lay: Lay, engine: EngineOf) -> None:
    good = [f"in/good-{number}.txt" for number in range(6)]
    root = lay(*good)
    run(good, "alone", by=engine(LIMITS, 2, misbehave))
    lay("in/hang.txt", "in/deaf.txt", "in/crash.txt", "in/killed.txt", "in/exit.txt", "in/eat.txt", "in/panic.txt")
    report = run(["in"], "out", by=engine(LIMITS, 2, misbehave))
    codes = {failure.source: failure.code for failure in report.failed}
    assert codes == {
        "in/hang.txt": "time_out", "in/deaf.txt": "time_out", "in/crash.txt": "crashed", "in/killed.txt": "crashed",
        "in/exit.txt": "crashed", "in/eat.txt": "out_of_memory", "in/panic.txt": "internal_error",
    }  # fmt: skip
    lines = [json.loads(line) for line in (root / "out/errors.jsonl").read_text("utf-8").splitlines()]
    assert [(line["document"], line["code"]) for line in lines] == sorted(codes.items())
    assert all(line["message"] and "\n" not in line["message"] for line in lines)
    written = _contents(root / "out")
    del written["errors.jsonl"]
    assert written == _contents(root / "alone")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_that_leaves_in_mid_document_is_missed_before_the_time_is_over(
    lay: Lay, jobs: int, engine: EngineOf
) -> None:
    lay("in/a.txt", "in/b.txt", "in/c.txt", "in/quit-1.txt", "in/quit-2.txt")
    begun = time.monotonic()
    report = run(["in"], "out", by=engine(Limits(seconds=120), jobs, misbehave))
    assert time.monotonic() - begun < 60
    assert {failure.source: failure.code for failure in report.failed} == dict.fromkeys(
        ("in/quit-1.txt", "in/quit-2.txt"), "crashed"
    )
    assert [each.id for each in report.written] == ["a", "b", "c"]


def test_of_documents_in_a_batch_each_has_one_outcome_whatever_ends_its_worker(lay: Lay) -> None:
    names = [f"{number:02d}" for number in range(30)]
    for place, bad in ((3, "crash"), (9, "quit"), (14, "panic"), (21, "exit")):
        names[place] = f"{bad}-{place}"
    lay(*(f"in/{name}.txt" for name in names))
    documents = {document.id: document for document in gather(["in"]).documents}
    found = [*Local(Limits(seconds=60), 1, misbehave).outcomes(documents[name] for name in names)]
    assert sorted(each.source for each in found) == sorted(f"in/{name}.txt" for name in names)
    assert sorted(each.source for each in found if isinstance(each, Failure)) == sorted(
        f"in/{name}.txt" for name in names if "-" in name
    )


def test_of_a_batch_those_are_left_that_would_wait_long_behind_others(lay: Lay, tmp_path: Path) -> None:
    lay("in/a.txt", "in/b.txt", "in/c.txt")
    batch = [*enumerate(gather(["in"]).documents)]
    assert [number for number, _ in _batch(slow, batch, LIMITS, tmp_path)] == [0, 1]
    assert list(tmp_path.glob("at-*")) == []


def test_what_a_document_that_ate_all_memory_held_is_free_for_the_next(lay: Lay) -> None:
    lay("in/eat.txt", "in/hoard.txt")
    eat, hoard = gather(["in"]).documents
    limits = Limits(seconds=60, memory=700)
    found = [*Local(limits, 1, misbehave).outcomes([eat, eat, hoard, eat, hoard])]
    codes = Counter((each.source, each.code if isinstance(each, Failure) else None) for each in found)
    assert codes == {("in/eat.txt", "out_of_memory"): 3, ("in/hoard.txt", None): 2}


def test_what_killed_workers_and_killed_runs_left_is_taken_away(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    root = lay("in/a.txt", "in/litter.txt", "in/hang.txt")
    place = root / "temporary"
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    killed, living = (place / f"chitieu-run-{digit * 16}" for digit in "01")
    for folder in (killed, living):
        folder.mkdir(parents=True)
        (folder / "at-1-1").touch()
    held = os.open(living, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        report = run(["in"], "out", by=Local(LIMITS, 2, misbehave))
    finally:
        os.close(held)
    assert {failure.code for failure in report.failed} == {"crashed", "time_out"}
    assert [name for name in os.listdir(place) if name.startswith("chitieu-run-")] == [living.name]


def test_a_run_in_which_all_goes_well_takes_the_list_of_errors_away(lay: Lay, engine: EngineOf) -> None:
    root = lay("in/a.txt")
    lay("in/b.txt", text="")
    run(["in"], "out", by=engine(LIMITS, 1, misbehave))
    assert (root / "out/errors.jsonl").exists()
    (root / "in/b.txt").unlink()
    report = run(["in"], "out", by=engine(LIMITS, 1, misbehave))
    assert report.failed == ()
    assert not (root / "out/errors.jsonl").exists()


def test_links_are_refused_in_a_folder_and_followed_where_they_are_named(lay: Lay, engine: EngineOf) -> None:
    root = lay("in/a.txt", "secret.txt")
    (root / "in/link.txt").symlink_to(root / "secret.txt")
    (root / "in/loop").symlink_to(root / "in")
    (root / "in/gone.txt").symlink_to(root / "nowhere")
    report = run(["in"], "out", by=engine(LIMITS, 1, misbehave))
    assert [each.id for each in report.written] == ["a"]
    assert {each.source: each.code for each in report.failed} == dict.fromkeys(
        ("in/gone.txt", "in/link.txt", "in/loop"), "symbolic_link"
    )
    assert [each.id for each in run(["in/link.txt"], "named", by=engine(LIMITS, 1, misbehave)).written] == ["link"]


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "-rf.txt", "=HYPERLINK(1).txt", "ố" * 80 + ".txt", os.fsdecode(b"\xff\xfe.txt")]
)
def test_any_name_is_written_inside_the_folder(lay: Lay, name: str, engine: EngineOf) -> None:
    root = lay("in/a.txt")
    (root / "in" / name).write_text("Tối thiểu 80% hồ sơ.", "utf-8")
    before = {path for path in root.rglob("*") if "out" not in path.parts}
    report = run(["in"], "out", by=engine(LIMITS, 1, misbehave))
    assert len(report.written) == 2
    assert report.failed == ()
    assert all(Path(each.path).parent == Path("out") for each in report.written)
    assert {path for path in root.rglob("*") if "out" not in path.parts} == before
    assert all(each.source.isprintable() for each in report.written)


def test_few_documents_are_taken_before_their_outcomes_are(lay: Lay, engine: EngineOf) -> None:
    lay(*(f"in/{number:03d}.txt" for number in range(200)))
    taken = 0

    def documents() -> Iterator[Document]:
        nonlocal taken
        for document in gather(["in"]).documents:
            taken += 1
            yield document

    outcomes = engine(LIMITS, 2, misbehave).outcomes(documents())
    first = next(outcomes)
    assert taken < 50
    assert len({first.source, *(outcome.source for outcome in outcomes)}) == 200


def test_a_message_is_one_line_without_what_a_terminal_would_act_on() -> None:
    assert one_line("a\n\x1b[31mb\tc ") == "a \ufffd[31mb c"


def test_the_command_ends_with_1_and_names_what_failed(lay: Lay) -> None:
    root = lay("in/a.txt")
    lay("in/b.txt", text=" ")
    command = [sys.executable, "-m", "extract", "--lang", "en", "extract", "in", "--out", "out", "--quiet"]
    done = subprocess.run(
        command, cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "failed: in/b.txt: the file is empty [empty]\n")


@pytest.mark.skipif(sys.platform != "linux", reason="the processes are found in /proc")
def test_workers_end_with_the_run_that_is_killed(lay: Lay) -> None:
    root = lay("in/hang.txt", "in/hang2.txt")
    code = (
        "from tests.test_engines import Limits, Local, misbehave, run\n"
        "run(['in'], 'out', by=Local(Limits(seconds=60), 1, misbehave))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(root)}
    )

    def workers() -> set[int]:
        found = set()
        for status in Path("/proc").glob("[0-9]*/environ"):
            try:
                if f"TMPDIR={root}".encode() in status.read_bytes():
                    found.add(int(status.parent.name))
            except OSError:
                continue
        return found - {process.pid}

    until = time.monotonic() + 60
    while len(workers()) < 2 and time.monotonic() < until:  # the server that forks, and a worker
        time.sleep(0.1)
    assert len(workers()) >= 2
    process.kill()
    process.wait()
    until = time.monotonic() + 60
    while workers() and time.monotonic() < until:
        time.sleep(0.1)
    assert not workers()


def test_killed_at_any_moment_a_run_leaves_whole_files_and_the_next_completes_it(lay: Lay) -> None:
    text = (ROOT / "corpora/soc-trang.txt").read_text("utf-8")
    root = lay(*(f"in/{number:02d}.txt" for number in range(6)), text=text)
    command = [sys.executable, "-m", "extract", "extract", "in", "--quiet", "--out"]
    options = {"cwd": root, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    start = time.monotonic()
    subprocess.run([*command, "undisturbed"], check=True, **options)  # type: ignore[call-overload]
    lasts = time.monotonic() - start
    wanted = _contents(root / "undisturbed")
    chance = random.Random(6)
    whole = []
    for kill in range(KILLS):
        if kill % 2 == 0:  # every other time, outputs of the run before are there already
            shutil.rmtree(root / "out", ignore_errors=True)
        process = subprocess.Popen([*command, "out"], start_new_session=True, **options)  # type: ignore[call-overload]
        time.sleep(chance.uniform(0.3, 1.1) * lasts)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        left = (
            {path.name: path.read_bytes() for path in (root / "out").glob("[!.]*")} if (root / "out").exists() else {}
        )
        assert all(data == wanted[name] for name, data in left.items() if name.endswith(".json"))
        whole.append(sum(name.endswith(".json") for name in left))
    print("killed with so many of 6 documents written:", *whole)
    subprocess.run([*command, "out"], check=True, **options)  # type: ignore[call-overload]
    assert {name: data for name, data in _contents(root / "out").items() if name[0] != "."} == wanted


def test_the_server_ends_with_a_run_that_had_no_work_for_it() -> None:
    code = (
        "from extract.run.engines.server import begun\nbegun()\n"
        "from multiprocessing import forkserver\nprint(forkserver._forkserver._forkserver_pid)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    begun = time.monotonic()
    while Path(f"/proc/{int(done.stdout)}").exists():
        assert time.monotonic() - begun < 60
        time.sleep(0.02)


_SLOW_TO_START = """
import os, time
from functools import cache
from multiprocessing.synchronize import SemLock

was = SemLock.__setstate__

@cache
def wait_unless_first():
    try:
        os.close(os.open("first", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        until = time.monotonic() + 20
        while not os.path.exists("stopped") and time.monotonic() < until:
            time.sleep(0.02)

def slowly(lock, state):
    wait_unless_first()
    was(lock, state)

SemLock.__setstate__ = slowly
"""
_RUN_WITH_A_FAULT = """
import sys, time
from pathlib import Path
from pebble.pool.process import WorkerManager
from extract.rules.errors import RuleError
from extract.run.engines.local import Local
from extract.sources.inputs import gather
from tests.misbehaving import ruled_wrongly

ended = WorkerManager.force_stop_workers

def late(manager):
    Path("stopped").touch()
    time.sleep(0.5)
    ended(manager)

WorkerManager.force_stop_workers = late
try:
    list(Local(jobs=3, work=ruled_wrongly, modules=("slow_to_start",)).outcomes(gather(["in"]).documents))
except RuleError as error:
    print(error)
"""


def test_workers_that_only_begin_when_the_rules_prove_wrong_end_without_a_word(lay: Lay) -> None:
    root = lay(*(f"in/{name}.txt" for name in "abcdef"))
    (root / "slow_to_start.py").write_text(_SLOW_TO_START, "utf-8")
    command = [sys.executable, "-c", _RUN_WITH_A_FAULT]
    places = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{root}"}
    done = subprocess.run(command, cwd=root, env=places, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("values.yaml: bad\n", "")


def test_a_file_of_the_users_that_has_our_name_is_not_run(tmp_path: Path) -> None:
    Path(tmp_path, "extract.py").write_text("open('ran', 'w').close()", "utf-8")
    chitieu = str(Path(sys.executable).parent / "chitieu")
    command = [chitieu, "extract", str(ROOT / "corpora/soc-trang.txt"), "--out", "out", "--quiet"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert Path(tmp_path, "out/soc-trang.json").exists()
    assert not Path(tmp_path, "ran").exists()


class _Gone:
    """What cannot be unpacked in another process: a lock that is there no more."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.stat, ("/nowhere/to/be/found",)


def test_a_worker_that_the_run_does_not_live_to_tell_its_work_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The run was stopped while the server forked it."""
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr("atexit.register", lambda each: None)
    monkeypatch.setattr("extract.run.work.shipped", lambda: None)
    heeded = signal.getsignal(signal.SIGINT)
    try:
        runpy.run_module("extract.run.engines.preloaded")
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN, "Ctrl-C is for the run alone"
    finally:
        signal.signal(signal.SIGINT, heeded)
    gone = pickle.dumps(_Gone())
    for data in (gone, gone[:-3], b""):
        read, write = os.pipe()
        with os.fdopen(write, "wb") as told:
            told.write(pickle.dumps({}) + data)
        with pytest.raises((OSError, EOFError, pickle.UnpicklingError)) as raised:
            spawn._main(read, 0)
        sys.excepthook(raised.type, raised.value, raised.tb)
    assert capsys.readouterr().err == ""
    with pytest.raises(FileNotFoundError) as raised:
        pickle.loads(gone)
    sys.excepthook(raised.type, raised.value, raised.tb)
    assert "FileNotFoundError" in capsys.readouterr().err
