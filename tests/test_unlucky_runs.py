"""Runs on an unlucky day: folders that are closed, names that are taken, signals, killed processes, leftovers."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.contract.failures import Problem
from extract.run.batch import Limits, run
from extract.run.engines import local
from extract.run.engines.blame import Blame
from extract.run.engines.inline import Inline
from extract.run.engines.local import Local
from extract.run.outcomes import Failure, Outcome
from extract.run.stopping import Stopped
from extract.run.work import work
from extract.sources import children, temporary
from extract.sources.inputs import Document, gather
from extract.sources.regular import own
from extract.sources.temporary import partial_file, sweep, temporary_folder
from extract.write.atomic import replacing, write_bytes
from tests.conftest import Lay
from tests.made import extractor
from tests.misbehaving import holding, orphaning

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "extract", "--lang", "en", "extract"]
PLACES = {**os.environ, "PYTHONPATH": str(ROOT)}
INLINE = Inline(extractor)


def _codes(report: object) -> dict[str, str]:
    return {each.source: each.code for each in report.failed}  # type: ignore[attr-defined]


def test_a_folder_that_cannot_be_read_is_told(lay: Lay) -> None:
    root = lay("in/a.txt")
    deep, here = "in", os.open(root / "in", os.O_RDONLY)
    for _ in range(21):  # a path of more than 4,096 bytes
        name = "d" * 200
        os.mkdir(name, dir_fd=here)
        deep, before = f"{deep}/{name}", here
        here = os.open(name, os.O_RDONLY, dir_fd=before)
        os.close(before)
    os.close(here)
    report = run(["in"], "out", by=INLINE)
    assert [each.id for each in report.written] == ["a"]
    assert [(each.code, each.source[:8], len(each.source) < 500) for each in report.failed] == [
        ("unreadable", "in/ddddd", True)
    ]


def test_a_lone_folder_that_cannot_be_read_is_not_one_without_documents(
    lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("in/a.txt")

    def closed(path: str) -> Iterator[os.DirEntry[str]]:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", closed)
    assert [(each.shown, each.problem.code) for each in gather(["in"]).refused] == [("in", "unreadable")]


def test_an_output_of_a_document_that_no_longer_reads_is_set_aside_until_it_does(lay: Lay) -> None:
    root = lay("in/a.txt", "in/b.txt")
    run(["in"], "out", by=INLINE)
    good, output = (root / "in/b.txt").read_bytes(), (root / "out/b.json").read_bytes()
    (root / "in/b.txt").write_text(" ", "utf-8")
    report = run(["in"], "out", by=INLINE)
    assert report.aside == (Path("out/set-aside/b.json"),)
    assert report.stale == ()
    assert not (root / "out/b.json").exists()
    assert (root / "out/set-aside/b.json").read_bytes() == output
    (root / "in/b.txt").write_bytes(good)
    assert run(["in"], "out", by=INLINE).aside == ()
    assert (root / "out/b.json").read_bytes() == output
    assert not (root / "out/set-aside").exists()


def test_outputs_are_not_set_aside_through_a_link_nor_taken_away_there(lay: Lay) -> None:
    root = lay("in/a.txt", "in/b.txt", "mine/b.json", text="mine")
    (root / "out").mkdir()
    (root / "out/set-aside").symlink_to(root / "mine")
    for text in ("Tăng 5%.", " ", "Tăng 5%."):
        (root / "in/b.txt").write_text(text, "utf-8")
        assert run(["in"], "out", by=INLINE).aside == ()
        assert (root / "mine/b.json").read_text("utf-8") == "mine"


def test_what_a_folder_held_that_is_closed_now_is_set_aside_too(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    lay("in/a.txt", "in/sub/b.txt")
    run(["in"], "out", by=INLINE)
    scan = os.scandir

    def closed(path: str) -> Iterator[os.DirEntry[str]]:
        if path == os.path.join("in", "sub"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert run(["in"], "out", by=INLINE).aside == (Path("out/set-aside/b.json"),)


def test_an_output_name_that_is_taken_costs_its_document_only(lay: Lay) -> None:
    root = lay("in/a.txt", "in/b.txt", "in/c.txt")
    (root / "out/b.json").mkdir(parents=True)
    report = run(["in"], "out", by=INLINE)
    assert [each.id for each in report.written] == ["a", "c"]
    assert _codes(report) == {"in/b.txt": "unkept"}
    assert b"in/b.txt" not in (root / "out/targets.jsonl").read_bytes()


def test_a_run_that_is_stopped_writes_tables_of_what_is_done(lay: Lay) -> None:
    root = lay("in/a.txt", "in/b.txt", "in/c.txt")
    asked = []

    def stopping(document: Document, limits: Limits) -> Outcome:
        asked.append(document.id)
        if len(asked) == 3:
            raise Stopped(signal.SIGTERM)
        return work(document, limits, extractor)

    report = run(["in"], "out", by=Inline(work=stopping))
    assert (report.stopped, len(report.written), report.documents) == (signal.SIGTERM, 2, 3)
    run([f"in/{id}.txt" for id in asked[:2]], "two", by=INLINE)
    assert (root / "out/targets.csv").read_bytes() == (root / "two/targets.csv").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="signals, and the processes found in /proc")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_asked_to_end_leaves_nothing_and_says_how_to_go_on(lay: Lay, sent: signal.Signals) -> None:
    text = (ROOT / "corpora/soc-trang.txt").read_text("utf-8")
    root = lay(*(f"in/{number:02d}.txt" for number in range(40)), text=text)
    place = root / "temporary"
    place.mkdir()
    places = {**PLACES, "TMPDIR": str(place), "CHITIEU_CACHE": str(root / "cache")}
    process = subprocess.Popen(
        [*COMMAND, "in", "--out", "out", "--jobs", "1", "--quiet"], cwd=root, env=places, stderr=subprocess.PIPE
    )
    until = time.monotonic() + 60
    while not [*(root).glob("out/*.json")] and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(sent)
    _, said = process.communicate(timeout=60)
    if sent != signal.SIGKILL:
        assert process.returncode == 128 + sent
        done = len([*(root / "out").glob("*.json")])
        told = f"stopped by {sent.name}: {done} of 40 documents done, the tables hold these"
        assert said.decode().startswith(told)
        assert said.count(b"\n") == 1
        assert (root / "out/targets.jsonl").stat().st_size > 0
    until = time.monotonic() + 30
    while (_of(place) or any(place.iterdir())) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _of(place)
    assert [*place.iterdir()] == []


def _of(place: Path) -> list[str]:
    """Processes whose temporary folder is (in) a place."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"TMPDIR={place}".encode() in environment.read_bytes():
                found.append(environment.parent.name)
        except OSError:
            continue
    return found


def once(document: Document, limits: Limits) -> Outcome:
    """Work that kills its worker the first time, and does it the second."""
    try:
        os.close(os.open(f"{document.path}.seen", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return work(document, limits, extractor)
    os.kill(os.getpid(), signal.SIGKILL)
    return Failure("", Problem("empty.file"))


def test_a_signal_at_the_very_end_of_the_process_is_no_exception() -> None:
    code = (
        "import atexit, os, signal, sys; from extract.cli.app import main; sys.argv = ['chitieu', 'version'];"
        "atexit.register(os.kill, os.getpid(), signal.SIGTERM); main()"
    )
    done = subprocess.run([sys.executable, "-c", code], env=PLACES, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (-signal.SIGTERM, b"")


def test_a_document_whose_worker_was_killed_gets_another_one(lay: Lay) -> None:
    lay("in/a.txt", "in/b.txt", "in/c.txt")
    report = run(["in"], "out", by=Local(Limits(seconds=60), 1, once))
    assert _codes(report) == {}
    assert [each.id for each in report.written] == ["a", "b", "c"]


@pytest.mark.parametrize("held", ["reader", "writer", "half"])
def test_a_worker_killed_while_it_holds_what_all_wait_for_stops_no_run(
    lay: Lay, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    monkeypatch.setattr(local, "_IDLE", 1.0)
    monkeypatch.setattr(local, "_BEGINNING", 4.0)
    lay(*(f"in/{name}.txt" for name in (held, "a", "b", "c")))
    report = run(["in"], "out", by=Local(Limits(seconds=60), 2, holding))
    assert _codes(report) == {}
    assert {each.id for each in report.written} == {held, "a", "b", "c"}


def test_a_document_whose_server_was_killed_bears_nothing_for_it(lay: Lay) -> None:
    """Its worker ends a little after the pool has given it up."""
    lay("in/a.txt")
    report = run(["in"], "out", by=Local(Limits(seconds=60), 1, orphaning))
    assert (_codes(report), [each.id for each in report.written]) == ({}, ["a"])
    gone, killed = (Problem("crashed.worker", {"status": status}) for status in (255, -9))
    blame = Blame()
    assert [blame.guilty(1, gone) for _ in range(10)] == [False] * 9 + [True]
    assert not blame.guilty(2, killed), "soon after: it may have ended with its server"
    assert [(blame := Blame()).guilty(3, killed), blame.guilty(3, killed)] == [False, True]


def killed_at_first(document: Document, limits: Limits) -> Outcome:
    """Work as usual."""
    return work(document, limits, extractor)


def test_a_server_that_is_killed_in_its_first_moments_is_begun_anew(lay: Lay) -> None:
    root = lay("in/a.txt", "in/b.txt")
    code = (
        "import os, signal, sys, time\n"
        "from extract.run.engines.server import begun\nbegun()\n"
        "from multiprocessing import forkserver\n"
        "os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)\n"
        "from extract.run.batch import run\nfrom extract.run.engines.local import Local\n"
        "from tests.test_unlucky_runs import Limits, killed_at_first\n"
        "report = run(['in'], 'out', by=Local(Limits(seconds=60), 1, killed_at_first))\n"
        "print(len(report.written), len(report.failed))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=PLACES, capture_output=True, text=True, timeout=90
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 0\n", "")


def test_ctrl_c_while_the_server_loads_is_no_traceback(tmp_path: Path) -> None:
    """It reaches all processes of the terminal."""
    code = (
        "import os, signal, time; from extract.run.stopping import listening; listening();"
        "from extract.run.engines.server import begun; begun(); time.sleep(0.4); os.killpg(0, signal.SIGINT)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**PLACES, "TMPDIR": str(tmp_path)}, capture_output=True, start_new_session=True, check=False,
    )  # fmt: skip
    assert b"Stopped" in done.stderr
    assert done.stderr.count(b"Traceback") == 1, "of the run, which has no command around it"


def test_what_a_run_leaves_that_is_killed_while_its_server_loads_is_swept(tmp_path: Path) -> None:
    code = (
        "import os; from extract.run.engines.server import begun; from extract.run.engines.folder import run_folder;"
        "begun(); made = run_folder(); (made.__enter__() / 'note').touch(); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], env={**PLACES, "TMPDIR": str(tmp_path)}, check=False)
    assert done.returncode == -signal.SIGKILL
    until = time.monotonic() + 30
    while [*tmp_path.iterdir()] and time.monotonic() < until:
        time.sleep(0.02)
    assert [*tmp_path.iterdir()] == []


def test_a_planted_link_is_neither_followed_nor_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine", "utf-8")
    monkeypatch.setattr(os, "urandom", lambda count: b"\0" * count)
    (tmp_path / f".chitieu-{'00' * 8}.tmp").symlink_to(victim)
    with pytest.raises(FileExistsError):
        write_bytes(tmp_path / "a.json", b"{}")
    assert victim.read_text("utf-8") == "mine"


def test_names_of_temporary_files_are_not_to_be_guessed_nor_shared(tmp_path: Path) -> None:
    with replacing(tmp_path / "a") as one, replacing(tmp_path / "a") as other:
        assert one != other
        assert str(os.getpid()) not in one.name or len(one.name) > 20
        one.write_text("1")
        other.write_text("2")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_a_killed_process_left_is_swept_and_what_a_living_one_holds_is_not(tmp_path: Path) -> None:
    left, held, former = (tmp_path / f".chitieu-{digit * 16}.{word}" for digit, word in
                          (("0", "tmp"), ("1", "tmp"), ("2", "old.pages")))  # fmt: skip
    left.write_text("x", "utf-8")
    held.write_text("x", "utf-8")
    former.mkdir()
    (former / "index.html").touch()
    (tmp_path / ".chitieu-notes.tmp").touch()
    with held.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {held.name, "pages", ".chitieu-notes.tmp"}
    assert (tmp_path / "pages/index.html").exists()


def test_a_run_sweeps_its_output_folder(lay: Lay) -> None:
    root = lay("in/a.txt")
    (root / "out").mkdir()
    (root / "out" / f".chitieu-{'a' * 16}.tmp").write_text("half", "utf-8")
    temporary._swept.clear()
    run(["in"], "out", by=INLINE)
    assert not [*(root / "out").glob(".*")]


def test_a_file_that_is_being_written_is_not_swept_by_another_process(tmp_path: Path) -> None:
    with partial_file(tmp_path / "a") as partial, temporary_folder() as folder:
        partial.write_text("x", "utf-8")
        (folder / "x").touch()
        code = "import sys; from pathlib import Path; from extract.sources.temporary import sweep\n"
        code += "[sweep(Path(each).parent) for each in sys.argv[1:]]"
        subprocess.run([sys.executable, "-c", code, str(partial), str(folder)], env=PLACES, check=True)
        assert partial.exists()
        assert folder.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="setpriv")
def test_a_program_ends_with_the_process_that_was_killed(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 600\n", "utf-8")
    program.chmod(0o755)
    code = f"from extract.sources.children import finished\nfinished(['{program}'], 500)"
    process = subprocess.Popen([sys.executable, "-c", code], env=PLACES)
    until = time.monotonic() + 30
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert time.monotonic() < until
        time.sleep(0.02)
    pid = int((tmp_path / "pid").read_text())
    process.kill()
    process.wait()
    until = time.monotonic() + 5
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert not Path(f"/proc/{pid}").exists()


def test_a_program_out_of_time_ends_with_all_it_began(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(children.OutOfTime):
        children.finished(["sh", "-c", "sleep 600 & wait"], 0.3)
    assert time.monotonic() - begun < 30


def test_programs_that_are_not_there_are_told_by_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        children.finished(["no-such-program-of-this-name"], 1)


def test_names_that_other_systems_refuse_are_no_ids(lay: Lay) -> None:
    lay("in/con.txt", "in/COM1.x.txt", "in/contents.txt")
    assert [each.id for each in gather(["in"]).documents] == ["COM1.x-", "con-", "contents"]


@pytest.mark.skipif(sys.platform != "linux", reason="links, devices and pipes as Linux has them")
@pytest.mark.parametrize("planted", ["file", "nothing", "device", "pipe"])
def test_verdicts_and_what_a_server_keeps_are_not_written_through_what_was_planted(
    planted: str, tmp_path: Path
) -> None:
    victim, path = tmp_path / "victim", tmp_path / "a.jsonl"
    if planted == "file":
        victim.write_text("kept", "utf-8")
    if planted == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero" if planted == "device" else victim)
    with pytest.raises(OSError, match=r"regular file|Too many levels|symbolic"):
        own(path)
    assert not victim.exists() if planted != "file" else victim.read_text("utf-8") == "kept"
    with own(tmp_path / "b.jsonl") as file:
        file.write(b"1\n")
    with own(tmp_path / "b.jsonl") as file:
        file.seek(0)
        assert file.read() == b"1\n"


_EARLY = """
import os, signal, sys
import extract.cli.grammar as grammar
was = grammar.run
def run(*given, **options):
    os.kill(os.getpid(), signal.SIGTERM)
    return was(*given, **options)
grammar.run = run
sys.argv = ["chitieu", "--lang", "en", "indicators"]
from extract.cli.app import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_signal_that_comes_before_the_command_has_begun_is_told_too() -> None:
    done = subprocess.run([sys.executable, "-c", _EARLY], env=PLACES, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (143, "chitieu: stopped by SIGTERM\n")
