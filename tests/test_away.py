"""A store that is away for a while costs a run that while and no document, and each wait is said as it begins."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SO_ACCEPTCONN, SOL_SOCKET
from threading import Thread
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'chitieu[ray]'")

from extract.contract.failures import ReadError  # noqa: E402
from extract.messages import say  # noqa: E402
from extract.run.batch import Unwritable  # noqa: E402
from extract.run.engines import on_ray  # noqa: E402
from extract.run.engines.folder import _WORD, told_to_the_run  # noqa: E402
from extract.run.remote import run  # noqa: E402
from extract.run.report import Report, Written  # noqa: E402
from extract.sources import patience  # noqa: E402
from extract.sources.addresses import fetched  # noqa: E402
from extract.sources.inputs import Document  # noqa: E402
from extract.sources.patience import Lost, News, Wait, once, patiently, telling  # noqa: E402
from extract.sources.temporary import PREFIX  # noqa: E402
from tests.conftest import Lay  # noqa: E402
from tests.test_places import Clock, _inline, clock, memory  # noqa: E402

__all__ = ["clock", "memory"]
ROOT = Path(__file__).parent.parent


class _Away:
    """A store's method that fails until the clock says that the store is back."""

    def __init__(self, clock: Clock, method: Callable[..., Any], seconds: float, begins: int = 0) -> None:
        self._clock, self._method, self._seconds = clock, method, seconds
        self._calls, self._begins = 0, begins
        self._until = 0.0

    def __get__(self, store: Any, kind: object) -> Callable[..., Any]:
        return partial(self, store)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        self._calls += 1
        if self._calls > self._begins and not self._until:
            self._until = self._clock.now + self._seconds
        if self._clock.now < self._until:
            raise ConnectionRefusedError(111, "Connection refused")
        return self._method(*arguments, **options)


@pytest.mark.parametrize("method", ["get_file", "pipe_file", "put_file", "info"])
def test_a_minute_without_the_store_loses_nothing(
    method: str, lay: Lay, memory: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay(*(f"in/{number}.txt" for number in range(6)))
    for path in sorted((root / "in").iterdir()):
        memory.pipe_file(f"/in/{path.name}", path.read_bytes())
    assert run(["memory://in"], "memory://plain", _inline).failed == ()
    kind = type(memory)
    begins = 5 if method == "info" else 1
    monkeypatch.setattr(kind, method, _Away(clock, getattr(kind, method), 60, begins))
    told: list[News] = []
    report = run(["memory://in"], "memory://out", _inline, tell=told.append)
    assert report.failed == ()
    files = {name.rpartition("/plain/")[2]: data.getvalue() for name, data in memory.store.items() if "/plain/" in name}
    again = {name.rpartition("/out/")[2]: data.getvalue() for name, data in memory.store.items() if "/out/" in name}
    assert again == files
    waits = [each for each in told if isinstance(each, Wait)]
    assert [each.seconds for each in waits] == [1, 2, 4, 8, 15, 30]
    assert [each.since for each in waits] == [0, 1, 3, 7, 15, 30]
    assert {each.reason for each in waits} == {"[Errno 111] Connection refused"}
    assert {each.place for each in waits} <= {"memory://in", "memory://out"}


def test_a_store_that_stays_away_is_given_up_and_sooner_the_next_time(
    memory: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(memory), "get_file", _Away(clock, type(memory).get_file, 10_000))
    document = Document("/in/a.txt", "in/a.txt", "a", "memory://in/a.txt", 1)
    spent = []
    for number in range(2):
        begun, folder = clock.now, Path("no-such-folder")
        with pytest.raises(ReadError):
            fetched(document, folder / str(number), 100)
        spent.append(clock.now - begun)
    assert 270 <= spent[0] <= 300
    assert spent[1] <= 21


def test_a_store_that_answers_with_a_fault_is_asked_a_few_times(clock: Clock) -> None:
    def faulty() -> None:
        raise ValueError("what is stored is no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        patiently(faulty, "memory://in")
    assert clock.now - 1_000 <= 21


def test_an_output_store_that_was_never_there_is_told_soon(
    lay: Lay, memory: Any, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay("in/a.txt")
    monkeypatch.setattr(type(memory), "makedirs", _Away(clock, type(memory).makedirs, 10_000))
    monkeypatch.setattr("extract.sources.stores._WHOLE", frozenset())
    with pytest.raises(Unwritable):
        run(["in"], "memory://out", _inline)
    assert clock.now - 1_000 <= 21


def test_one_attempt_without_an_answer_is_told_and_its_time_is_not_the_documents(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "SILENCE", 0.05)
    told: list[News] = []
    granted: list[float] = []
    with telling(told.append, granted.append):
        patiently(lambda: time.sleep(0.28), "s3://slow")
    assert len(told) == len(granted) >= 3
    assert all(isinstance(each, Wait) and (each.place, each.seconds) == ("s3://slow", 0) for each in told)


def test_a_hundred_workers_that_wait_for_one_store_are_one_line(clock: Clock) -> None:
    told: list[News] = []
    tell = once(told.append)
    for seconds in (1.0, 2.0):
        for _ in range(100):
            tell(Wait("s3://a", "refused", seconds, 0))
        tell(Wait("s3://b", "refused", seconds, 0))
        clock.sleep(seconds)
    tell(Lost(1, 2))
    tell(Lost(1, 1))
    assert len(told) == 6


@pytest.mark.parametrize("language", ["en", "vi"])
def test_each_has_its_line(language: Any) -> None:
    from extract.cli.commands.extract import _happening

    assert "s3://a" in say("extract.silent", language, address="s3://a", since="10")
    for news in (Wait("s3://a", "refused", 2, 3), Wait("s3://a", "", 0, 10), Lost(1, 2)):
        _happening(language, news)


class _Cluster:
    """As much of Ray as news need: nodes, and an actor whose calls are answered at the second look."""

    exceptions: ClassVar[Any] = SimpleNamespace(RayError=LookupError)

    def __init__(self, *nodes: str) -> None:
        self.alive = {*nodes}
        self._ids, self._looks = [*nodes], 0

    def nodes(self) -> list[dict[str, Any]]:
        return [{"NodeID": each, "Alive": each in self.alive} for each in self._ids]

    def wait(self, asked: list[Any], timeout: float) -> tuple[list[Any], list[Any]]:
        self._looks += 1
        return (asked, []) if self._looks % 2 == 0 else ([], asked)

    def get(self, asked: list[News]) -> list[News]:
        return asked


def test_what_happens_on_a_cluster_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_ray, "_NEWS", 0.0)
    cluster, board = _Cluster("head", "one", "two"), on_ray.Board()
    news = on_ray._News(cluster, boarded=False)
    told: list[News] = []
    with telling(told.append):
        news.looked()
        news.board = SimpleNamespace(taken=SimpleNamespace(remote=board.taken))
        news.counted()
        cluster.alive.remove("two")
        news.counted()
        news.counted()
        board.pin(Wait("s3://a", "refused", 1, 0))
        news.looked()
        board.pin(Wait("s3://a", "refused", 2, 1))
        for _ in range(3):
            news.looked()
    assert told == [Lost(1, 2), Wait("s3://a", "refused", 1, 0), Wait("s3://a", "refused", 2, 1)]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: the test's output is read."""


@pytest.fixture
def served(lay: Lay) -> Iterator[tuple[Path, ThreadingHTTPServer]]:
    """A folder of documents, and a server of it that has not begun to listen to its port's callers."""
    root = lay("in/a.txt")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root)), bind_and_activate=False)
    server.server_bind()
    yield root, server
    if server.socket.getsockopt(SOL_SOCKET, SO_ACCEPTCONN):
        server.shutdown()
    server.server_close()


def test_the_command_says_on_stderr_that_it_waits(served: tuple[Path, ThreadingHTTPServer]) -> None:
    pytest.importorskip("aiohttp")
    root, server = served
    address = f"http://127.0.0.1:{server.server_port}/in/a.txt"
    command = [sys.executable, "-m", "extract", "--lang", "en", "extract", address, "--out", str(root / "out")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen([*command, "--quiet"], env=environment, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    line = running.stderr.readline()
    assert line.startswith(f"http://127.0.0.1:{server.server_port} does not answer (Cannot connect to host ")
    assert line.endswith(", for 0 s now: asked again in 1 s\n")
    server.server_activate()
    Thread(target=server.serve_forever, daemon=True).start()
    assert running.wait(30) == 0
    running.stderr.close()
    assert (root / "out/a.json").exists()


def test_a_fault_of_one_object_is_not_waited_for_as_a_store_that_is_away() -> None:
    told = [Exception(f"answered {status}") for status in (500, 501, 503)]
    for error, status in zip(told, (500, 501, 503), strict=True):
        error.status = status  # type: ignore[attr-defined]
    assert [patience.away(error) for error in told] == [False, False, True]


def test_what_cannot_be_said_on_a_full_disk_costs_no_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / f"{PREFIX}{_WORD}gone"  # nothing can be written there
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(gone))
    with told_to_the_run():
        patience.tell(Wait("s3://a", "refused", 2, 3))


def test_an_output_that_is_another_by_now_ends_no_run(tmp_path: Path) -> None:
    from extract.cli.commands.extract import _warned

    for data in ("[]", '{"a": 1}', '{"warnings": [{}]}', '{"warnings": 1}'):
        (tmp_path / "a.json").write_text(data, "utf-8")
        written = Written("a", "a.txt", str(tmp_path), 1, 0, 1)
        assert list(_warned(Report((written,), (), ()), "en")) == []
