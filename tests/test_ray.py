"""On a cluster: the same bytes as on this machine, also from and to an S3 store, and whatever is lost on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any

import pytest

from extract.rules.errors import RuleError
from extract.run.batch import Limits, run
from extract.run.engines.inline import Inline
from extract.run.remote import on_ray, on_this_machine
from extract.run.remote import run as run_anywhere
from tests.cluster import NODE
from tests.conftest import Lay
from tests.made import extractor
from tests.misbehaving import begun, fatally, slowly

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.xdist_group("cluster")
LIMITS = Limits(seconds=60)
PAPERS = [f"in/{number:02d}.txt" for number in range(30)]


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _visible(contents: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in contents.items() if not name.startswith(".")}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the local engine makes of corpora/."""
    out = tmp_path_factory.mktemp("expected")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        run(["corpora"], out / "plain", jobs=1)
        run_anywhere(["corpora"], str(out / "all"), on_this_machine(LIMITS, 1))
    plain, made = _contents(out / "plain"), _contents(out / "all")
    assert len(plain) == 7
    assert {name: data for name, data in made.items() if not name.startswith("records/")} == plain
    assert sum(name.startswith("records/") for name in made) == 5
    return made


@pytest.mark.usefixtures("cluster")
def test_outputs_are_byte_for_byte_those_of_the_local_engine_and_taken_over_by_the_next_run(
    expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    looks = []
    for _ in range(2):
        report = run_anywhere(["corpora"], str(tmp_path / "out"), on_ray(LIMITS), remembering=True)
        assert report.failed == ()
        assert _visible(_contents(tmp_path / "out")) == expected
        looks.append({path.name: path.stat().st_ino for path in tmp_path.glob("out/*.json")})
        (tmp_path / "out/targets.csv").unlink()
    assert looks[0] == looks[1]


@pytest.mark.usefixtures("cluster")
def test_own_rules_go_with_the_documents_and_a_fault_in_them_ends_the_run(
    lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay("in/a.txt", text="Đến năm 2025, tổ chức ít nhất 500 lượt tiếp công dân tại trụ sở.")
    entry = (
        "- {id: office.received, name_vi: Tiếp dân, name_en: Received, source: x, match: [{all: [tiếp công dân]}]}\n"
    )
    (root / "own/indicators").mkdir(parents=True)
    (root / "own/indicators/office.yaml").write_text(entry, "utf-8")
    monkeypatch.setenv("CHITIEU_PATTERNS", "own")  # which means nothing where the nodes' processes stand
    report = run_anywhere(["in"], str(root / "out"), on_ray(LIMITS))
    assert report.failed == ()
    assert '"id": "office.received"' in (root / "out/a.json").read_text("utf-8")
    (root / "own/indicators/office.yaml").write_text(entry.replace("name_en", "name_eng"), "utf-8")
    with pytest.raises(RuleError, match=r"^own/indicators/office\.yaml: office\.received: name_eng: unknown key"):
        run_anywhere(["in"], str(root / "out"), on_ray(LIMITS))


@pytest.mark.usefixtures("s3")
def test_the_local_engine_reads_from_and_writes_to_an_s3_store_too(expected: dict[str, bytes]) -> None:
    import s3fs

    server: Any = forkserver._forkserver
    server._stop()  # one that other tests began does not know where the store is
    store = s3fs.S3FileSystem(skip_instance_cache=True)
    store.mkdir("here")
    for path in (ROOT / "corpora").iterdir():
        store.put_file(str(path), f"here/corpora/{path.name}")
    looks = []
    for _ in range(2):
        report = run_anywhere(["s3://here/corpora"], "s3://here/out", on_this_machine(LIMITS, 2), remembering=True)
        assert report.failed == ()
        store.invalidate_cache()
        made = {name.removeprefix("here/out/"): store.cat_file(name) for name in store.find("here/out")}
        assert _visible(made) == expected
        assert sorted(made.keys() - expected.keys()) == sorted(f".chitieu/{each.id}" for each in report.written)
        looks.append({name: store.info(name)["LastModified"] for name in store.glob("here/out/*.json")})
        store.rm_file("here/out/targets.csv")
        time.sleep(1)  # times there are whole seconds
    assert looks[0] == looks[1]


def test_the_command_reads_from_and_writes_to_an_s3_store(
    expected: dict[str, bytes], cluster: Any, tmp_path: Path
) -> None:
    import s3fs

    store = s3fs.S3FileSystem(skip_instance_cache=True)
    store.mkdir("papers")
    for path in (ROOT / "corpora").iterdir():
        store.put_file(str(path), f"papers/corpora/{path.name}")
    store.pipe_file("papers/corpora/.hidden.txt", b"80%")
    store.pipe_file("papers/corpora/gold.jsonl", b"{}")
    command = [sys.executable, "-m", "extract", "--lang", "en", "extract", "s3://papers/corpora"]
    options = ["--out", "s3://papers/out", "--engine", "ray", "--address", cluster.address]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, *options], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("5 documents, ")
    assert done.stdout.splitlines()[-1].endswith(" in s3://papers/out")
    assert done.stdout.startswith("s3://papers/out/dak-nong.json")
    assert done.stderr == "1 data file left out (json, yaml, tables of records)\n"
    store.invalidate_cache()
    made = {name.removeprefix("papers/out/"): store.cat_file(name) for name in store.find("papers/out")}
    assert made == expected


class _Watched:
    """Which workers have begun a document since the last look, and so are in the midst of one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before: Counter[int] = Counter()

    def just_begun(self, wanted: Callable[[int], bool]) -> int:
        """One of them that is wanted, or 0."""
        now = Counter(worker for _, worker in begun(self._folder))
        fresh, self._before = now - self._before, now
        return next(filter(wanted, fresh), 0)


def _disturbed(folder: Path, disturb: Callable[[], bool]) -> list[str]:
    """Run over the papers, `disturb` being called until it says that it has; the ids begun more than once."""
    from extract.run.engines.on_ray import Ray

    run(["in"], "undisturbed", by=Inline(extractor))
    disturbed: list[bool] = []

    def watch() -> None:
        until = time.monotonic() + 60
        while not disturbed and time.monotonic() < until:
            time.sleep(0.05)
            if disturb():
                disturbed.append(True)

    watcher = Thread(target=watch)
    watcher.start()
    report = run(["in"], "out", by=Ray(LIMITS, work=slowly))
    watcher.join()
    assert disturbed
    assert report.failed == ()
    assert _contents(folder / "out") == _contents(folder / "undisturbed")
    return [id for id, times in Counter(id for id, _ in begun(folder)).items() if times > 1]


@pytest.mark.usefixtures("cluster")
def test_a_worker_that_is_killed_takes_nothing_with_it(lay: Lay) -> None:
    root = lay(*PAPERS)

    at_work = _Watched(root)

    def kill() -> bool:
        worker = at_work.just_begun(lambda _: True)
        if len(begun(root)) < 5 or not worker:
            return False
        os.kill(worker, signal.SIGKILL)
        return True

    assert _disturbed(root, kill)


@pytest.mark.skipif(sys.platform != "linux", reason="the processes are found in /proc")
def test_a_node_that_is_removed_takes_nothing_with_it(lay: Lay, cluster: Any) -> None:
    root = lay(*PAPERS)
    node = cluster.add_node(**NODE)
    raylet = node.all_processes["raylet"][0].process.pid

    at_work = _Watched(root)

    def remove() -> bool:
        worker = at_work.just_begun(lambda worker: _parent(worker) == raylet)
        if not worker:
            return False
        os.kill(worker, signal.SIGSTOP)  # as if its machine had stopped: it hands nothing over any more
        cluster.remove_node(node, allow_graceful=False)
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        return True

    assert _disturbed(root, remove)


def _parent(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    except OSError:
        return 0
    return int(status.split("PPid:")[1].split()[0])


@pytest.mark.usefixtures("cluster")
def test_what_loses_its_worker_every_time_is_named_and_the_rest_of_its_batch_is_done(
    lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    from extract.run.engines import on_ray as engine

    monkeypatch.setattr(engine, "_LOST", 1)
    lay(*PAPERS[:12], "in/doom.txt")
    report = run(["in"], "out", by=engine.Ray(LIMITS, jobs=1, work=fatally))
    assert [(each.source, each.code) for each in report.failed] == [("in/doom.txt", "crashed")]
    assert len(report.written) == 12


def test_a_cluster_that_does_not_answer_is_told(lay: Lay) -> None:
    pytest.importorskip("ray", reason="ray is not installed: pip install 'chitieu[ray]'")
    root = lay("in/a.txt")
    with socket() as bound:  # a port that nobody listens at
        bound.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{bound.getsockname()[1]}"
        command = [sys.executable, "-m", "extract", "--lang", "en", "extract", "in", "--out", "out", "--engine", "ray"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [*command, "--address", address], cwd=root, env=environment, capture_output=True, text=True
        )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("chitieu: the address cannot be reached: ")
