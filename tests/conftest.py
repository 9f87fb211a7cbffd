"""What many tests start from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing.util import get_temp_dir
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import settings

os.environ["CHITIEU_CACHE"] = ""  # tests neither read nor fill the cache of who runs them

# How long one example takes says what else the machine does.
settings.register_profile("chitieu", deadline=None)
settings.load_profile("chitieu")

get_temp_dir()  # sockets of worker processes lie there: made before a test has too long a path for temporary files


class Lay(Protocol):
    """Lays files of one text under a fresh working folder, which it returns."""

    def __call__(self, *names: str, text: str = ...) -> Path: ...


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lay:
    """A fresh working folder, and the means to fill it."""
    monkeypatch.chdir(tmp_path)

    def make(*names: str, text: str = "Tối thiểu 80% hồ sơ.") -> Path:
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        return tmp_path

    return make


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of an S3-compatible server on this machine."""
    for name in ("s3fs", "moto", "flask"):
        pytest.importorskip(name, reason=f"{name} is not installed: pip install -e '.[dev]'")
    from tests.cluster import s3

    with s3() as address:
        yield address


_CLUSTERS = ExitStack()
_running: list[Any] = []


@pytest.fixture
def cluster(s3: str) -> Any:
    """A Ray cluster of two nodes, whose processes know of the server too: one for all tests of the group `cluster`."""
    pytest.importorskip("ray", reason="ray is not installed: pip install 'chitieu[ray]'")
    from tests.cluster import two_nodes

    if not _running:
        try:
            _running.append(_CLUSTERS.enter_context(two_nodes()))
        except Exception as error:  # the next test need not wait for the same again
            _running.append(error)
    if isinstance(_running[0], Exception):
        raise _running[0]
    return _running[0]


def _clustered(item: pytest.Item | None) -> bool:
    """Whether a test is of the group that shares the cluster."""
    mark = item.get_closest_marker("xdist_group") if item else None
    return mark is not None and mark.args == ("cluster",)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those tests first, and together: of several processes one starts it, while the others are at work."""
    items.sort(key=lambda item: not _clustered(item))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """It ends behind the last of them: what stands idle takes time from the others."""
    if _running and not _clustered(nextitem):
        _running.clear()
        _CLUSTERS.close()
