"""Addresses instead of paths: what is found there, what it is called, how it is fetched and written."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import polars
import pytest

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'chitieu[ray]'")

from extract import places  # noqa: E402
from extract.engines.fetching import Fetching, Keep  # noqa: E402
from extract.engines.inline import Inline  # noqa: E402
from extract.inputs import NoSuchPath, Unreachable, gather  # noqa: E402
from extract.places import Store, fetched, gathered  # noqa: E402
from extract.readers import Source  # noqa: E402
from extract.remote import run  # noqa: E402
from extract.run import Limits, Unwritable  # noqa: E402
from extract.run import run as run_here  # noqa: E402
from tests.conftest import Lay  # noqa: E402
from tests.made import PHU_YEN, extraction, extractor  # noqa: E402

TEXT = "Tối thiểu 80% hồ sơ.".encode()


@pytest.fixture
def memory() -> Iterator[Any]:
    """A store in the memory of this process, empty before and after."""
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    fs.pseudo_dirs[:] = [""]
    yield fs
    fs.store.clear()


def _inline(keep: Keep) -> Fetching:
    return Fetching(Inline(extractor), Limits(), keep)


NAMES = ["b.md", "a.txt", "sub/c", "D.TXT", "x/e.pdf", "y/e.pdf", "x/e.txt", ".f.txt", ".g/h.txt", "i.json", "j.CSV"]


def test_a_folder_elsewhere_holds_what_it_would_hold_here(lay: Lay, memory: Any) -> None:
    lay(*(f"in/{name}" for name in NAMES))
    for name in NAMES:
        memory.pipe_file(f"/deep/in/{name}", TEXT)
    here, there = gather(["in"]), gathered(["memory://deep/in"])
    assert [(each.id, each.shown) for each in there.documents] == [(each.id, each.shown) for each in here.documents]
    assert there.left_out == here.left_out == 2
    assert {each.url for each in there.documents if each.id == "a"} == {"memory:///deep/in/a.txt"}
    assert all(each.size == len(TEXT) for each in there.documents)


def test_ids_tell_documents_here_and_elsewhere_apart_in_any_order(lay: Lay, memory: Any) -> None:
    lay("in/a.txt")
    memory.pipe_file("/x/a.txt", TEXT)
    memory.pipe_file("/y/a.txt", TEXT)
    given = ["in", "memory://x", "memory://y/a.txt"]
    for order in itertools.permutations(given):
        assert {each.id for each in gathered(order).documents} == {"in-a", "x-a", "y-a"}


def test_a_named_document_is_taken_whatever_it_is_called(memory: Any) -> None:
    memory.pipe_file("/x/.a.json", TEXT)
    (document,) = gathered(["memory://x/.a.json"]).documents
    assert (document.id, document.shown) == (".a", ".a.json")


def test_what_is_not_there_is_told_before_anything_is_read(lay: Lay, memory: Any) -> None:
    lay()
    with pytest.raises(NoSuchPath):
        gathered(["memory://gone"])
    with pytest.raises(Unreachable, match="nowhere"):
        gathered(["nowhere://x"])


def test_a_file_address_is_a_file_of_this_machine(lay: Lay) -> None:
    root = lay("in/a b.txt")
    report = run([f"file://{root}/in/a%20b.txt"], f"file://{root}/out", _inline)
    assert [each.path for each in report.written] == [root / "out/a b.json"]
    assert (root / "out/a b.json").exists()


def test_what_comes_from_elsewhere_is_what_comes_from_here(lay: Lay, memory: Any) -> None:
    root = lay("in/a.txt", "in/b/c.txt")
    lay("in/empty.txt", text=" ")
    for path in (root / "in").rglob("*.txt"):
        memory.pipe_file(f"/in/{path.relative_to(root / 'in').as_posix()}", path.read_bytes())
    run_here(["in"], "out", by=Inline(extractor))
    report = run(["memory://in"], "memory://out", _inline)
    made = {name.removeprefix("/out/"): memory.cat_file(name) for name in memory.find("/out")}
    parquet = [name for name in made if name.startswith("records/")]
    assert parquet == ["records/province=Ph%C3%BA%20Y%C3%AAn/records.parquet"]
    assert {name: data for name, data in made.items() if name not in parquet} == {
        path.name: path.read_bytes() for path in (root / "out").iterdir()
    }
    assert [each.path for each in report.written] == ["memory://out/a.json", "memory://out/c.json"]
    assert [(each.source, each.code) for each in report.failed] == [("in/empty.txt", "empty")]


def test_old_outputs_are_told_and_provinces_without_records_go(lay: Lay, memory: Any) -> None:
    def elsewhere(source: Source) -> Any:
        province = PHU_YEN if source.id == "a" else {"code": "01", "name": "Hà Nội", "successor": None}
        return extraction(id=source.id, province=province)

    lay("in/a.txt", "in/b.txt")
    memory.pipe_file("/out/settings.json", b"{}")
    run(["in"], "memory://out", lambda keep: Fetching(Inline(elsewhere), Limits(), keep))
    assert len(memory.find("/out/records")) == 2
    report = run(["in/a.txt"], "memory://out", lambda keep: Fetching(Inline(elsewhere), Limits(), keep))
    assert report.stale == ("memory://out/b.json",)
    assert memory.find("/out/records") == ["/out/records/province=Ph%C3%BA%20Y%C3%AAn/records.parquet"]
    assert memory.exists("/out/settings.json")


def test_engines_read_the_parquet_files_as_one_table(lay: Lay) -> None:
    def anywhere(source: Source) -> Any:
        return extraction(id=source.id, province={"a": PHU_YEN, "b": None}[source.id])

    root = lay("in/a.txt", "in/b.txt")
    run(["in"], "out", lambda keep: Fetching(Inline(anywhere), Limits(), keep))
    files = f"{root}/out/records/*/*.parquet"
    read = duckdb.sql(f"SELECT document, province FROM read_parquet('{files}', hive_partitioning=true) ORDER BY 1")
    assert read is not None
    assert read.fetchall() == [("a", "Phú Yên"), ("b", None)]
    frame = polars.read_parquet(f"{root}/out/records", hive_partitioning=True).sort("document")
    assert frame["province"].to_list() == ["Phú Yên", None]
    assert frame["rules"].to_list() == ["value.percent"] * 2


def test_of_a_document_over_the_limit_nothing_is_fetched(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.pipe_file("/in/a.txt", TEXT)
    (document,) = gathered(["memory://in"]).documents
    monkeypatch.setattr(type(memory), "get_file", lambda *_: pytest.fail("fetched"))
    none = Limits(megabytes=0)
    large = run(["memory://in"], "memory://out", lambda keep: Fetching(Inline(extractor, none), none, keep))
    assert [each.code for each in large.failed] == ["too_large"]
    assert document.size > 0


def test_a_passing_failure_is_tried_again_and_a_lasting_one_is_the_documents_alone(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "sleep", lambda _: None)
    for name in ("a", "b", "gone"):
        memory.pipe_file(f"/in/{name}.txt", TEXT)
    get, tries = type(memory).get_file, []

    def flaky(self: Any, path: str, to: str) -> None:
        tries.append(path)
        if "/b." in path or tries.count(path) < 3:
            raise TimeoutError("slow\nstore")
        if "gone" in path:
            raise FileNotFoundError(path)
        get(self, path, to)

    monkeypatch.setattr(type(memory), "get_file", flaky)
    report = run(["memory://in"], "memory://out", _inline)
    assert [each.id for each in report.written] == ["a"]
    assert [(each.source, each.code, each.message) for each in report.failed] == [
        ("in/b.txt", "unreadable", "slow store"), ("in/gone.txt", "missing", "no such file"),
    ]  # fmt: skip


def test_what_was_fetched_does_not_lie_about(memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for number in range(20):
        memory.pipe_file(f"/in/{number}.txt", TEXT)
    most = 0
    for _ in Fetching(Inline(extractor), Limits()).outcomes(gathered(["memory://in"]).documents):
        most = max(most, sum(path.is_file() for path in tmp_path.rglob("*")))
    assert most <= 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["..", "ố" * 200 + ".txt"])
def test_a_document_of_any_name_is_fetched_into_its_folder(memory: Any, tmp_path: Path, name: str) -> None:
    memory.pipe_file("/in/a", TEXT)
    (document,) = gathered(["memory://in"]).documents
    found = fetched(replace(document, path=Path("/memory/in", name)), tmp_path / "one", 1000)
    assert found.path.parent == tmp_path / "one"
    assert found.path.read_bytes() == TEXT


def test_a_store_that_takes_nothing_is_told(lay: Lay) -> None:
    lay("in/a.txt", "out")
    with pytest.raises(Unwritable):
        run(["in"], "out", _inline)


def test_an_output_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(str(tmp_path))
    store.put("a.json", b"old")
    fs = type(fsspec.filesystem("file"))
    monkeypatch.setattr(fs, "mv", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(places.Unkept, match="No space left"):
        store.put("a.json", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.json": b"old"}
