"""Addresses instead of paths: what is found there, what it is called, how it is fetched and written."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

import duckdb
import polars
import pytest

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'chitieu[ray]'")

from fsspec.implementations.memory import MemoryFileSystem  # noqa: E402

from extract.contract.model import Extraction, Notice  # noqa: E402
from extract.readers import Source  # noqa: E402
from extract.run.batch import Limits, Unwritable  # noqa: E402
from extract.run.batch import run as run_here  # noqa: E402
from extract.run.engines.fetching import Fetching  # noqa: E402
from extract.run.engines.inline import Inline  # noqa: E402
from extract.run.remote import EngineOf, run  # noqa: E402
from extract.run.work import Extractor, work  # noqa: E402
from extract.sources import patience  # noqa: E402
from extract.sources.addresses import fetched, gathered, shown  # noqa: E402
from extract.sources.inputs import NoSuchPath, Unreachable, gather  # noqa: E402
from extract.sources.stores import Store, Unkept  # noqa: E402
from extract.write.export import partitions  # noqa: E402
from extract.write.target_table import COLUMNS, packed_whole  # noqa: E402
from tests.conftest import Lay  # noqa: E402
from tests.judged import judged  # noqa: E402
from tests.made import PHU_YEN, extraction, extractor  # noqa: E402

RECORDS = ",".join(COLUMNS) + "\n"
TEXT = "Tối thiểu 80% hồ sơ.".encode()


@pytest.fixture
def memory() -> Iterator[Any]:
    """A store in the memory of this process, empty before and after."""
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    fs.pseudo_dirs[:] = [""]
    yield fs
    fs.store.clear()


@dataclass
class Clock:
    """Time that passes only while something sleeps."""

    now: float = 1_000.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of whoever waits for a store; no store was given up before."""
    clock = Clock()
    monkeypatch.setattr(patience, "sleep", clock.sleep)
    monkeypatch.setattr(patience, "monotonic", lambda: clock.now)
    monkeypatch.setattr(patience, "_given_up", set())
    return clock


def _with(extractor: Extractor, limits: Limits | None = None) -> EngineOf:
    """An engine of this process."""
    return lambda keep, _: Inline(
        None, limits or Limits(), Fetching(keep, partial(work, extractor=extractor, packed=packed_whole))
    )


_inline = _with(extractor)


NAMES = ["b.md", "a.txt", "sub/c", "D.TXT", "x/e.pdf", "y/e.pdf", "x/e.txt", ".f.txt", ".g/h.txt", "i.json", "j.CSV"]


def test_a_folder_elsewhere_holds_what_it_would_hold_here(lay: Lay, memory: Any) -> None:
    lay(*(f"in/{name}" for name in NAMES))
    for name in NAMES:
        memory.pipe_file(f"/deep/in/{name}", TEXT)
    lay("in/x/targets.csv", text=RECORDS)
    memory.pipe_file("/deep/in/x/targets.csv", RECORDS.encode())
    here, there = gather(["in"]), gathered(["memory://deep/in"])
    assert [(each.id, each.shown) for each in there.documents] == [(each.id, each.shown) for each in here.documents]
    assert there.left_out == here.left_out == 2
    assert {each.url for each in there.documents if each.id == "a"} == {"memory://deep/in/a.txt"}
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


class Served(MemoryFileSystem):  # type: ignore[misc]
    """A store on a server that the address names: the path is the same on each."""

    protocol = "served"
    servers: ClassVar[dict[str, dict[str, Any]]] = {}

    def __init__(self, host: str, **more: Any) -> None:
        super().__init__(**more)
        self.store = self.servers.setdefault(host, {})

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return f"/{urlsplit(path).path.strip('/')}" if "://" in path else path

    @staticmethod
    def _get_kwargs_from_urls(path: str) -> dict[str, Any]:
        return {"host": urlsplit(path).hostname}


def test_documents_of_two_servers_are_two_and_no_password_is_told(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    lay()
    fsspec.register_implementation("served", Served, clobber=True)
    monkeypatch.setattr(Served, "servers", {})
    Served("one").pipe_file("/in/a.txt", TEXT)
    Served("two").pipe_file("/in/a.txt", TEXT)
    paths = ["served://me:secret@one/in", "served://two:8020/in/a.txt"]
    report = run(paths, "served://me:secret@one/out", _inline)
    assert [each.id for each in report.written] == ["one-in-a", "two-in-a"]
    assert {name for name in Served("one").find("/out") if name.endswith(".json")} == {
        "/out/one-in-a.json", "/out/two-in-a.json",
    }  # fmt: skip
    assert "secret" not in repr(report)
    assert str(report.written[0].path) == "served://me:...@one/out/one-in-a.json"
    with pytest.raises(NoSuchPath) as missed:
        gathered(["served://me:secret@one/gone"])
    assert str(missed.value) == "served://me:...@one/gone"


def test_messages_are_one_line_without_secrets() -> None:
    said = "GET failed:\n\x1b[31mhttps://me:se@cret@host/a.pdf?X-Amz-Signature=abc&x=1 (403)"
    assert shown(said) == "GET failed: \ufffd[31mhttps://me:...@host/a.pdf?X-Amz-Signature=...&x=... (403)"
    assert shown("abfs://container@account/in") == "abfs://container@account/in"


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
    run(["in"], "memory://out", _with(elsewhere))
    assert len(memory.find("/out/records")) == 2
    report = run(["in/a.txt"], "memory://out", _with(elsewhere))
    assert report.stale == ("memory://out/b.json",)
    assert memory.find("/out/records") == ["/out/records/province=Ph%C3%BA%20Y%C3%AAn/records.parquet"]
    assert memory.exists("/out/settings.json")


def test_engines_read_the_parquet_files_as_one_table(lay: Lay) -> None:
    def anywhere(source: Source) -> Any:
        return extraction(id=source.id, province={"a": PHU_YEN, "b": None}[source.id])

    root = lay("in/a.txt", "in/b.txt")
    run(["in"], "out", _with(anywhere))
    files = f"{root}/out/records/*/*.parquet"
    read = duckdb.sql(f"SELECT document, province FROM read_parquet('{files}', hive_partitioning=true) ORDER BY 1")
    assert read is not None
    assert read.fetchall() == [("a", "Phú Yên"), ("b", None)]
    frame = polars.read_parquet(f"{root}/out/records", hive_partitioning=True).sort("document")
    assert frame["province"].to_list() == ["Phú Yên", None]
    assert frame["rules"].to_list() == ["value.percent"] * 2


def test_a_province_of_many_records_has_several_files(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitions, "_MOST", 2)
    root = lay(*(f"in/{name}.txt" for name in "abcde"))
    folder = root / "out/records/province=Ph%C3%BA%20Y%C3%AAn"
    run(["in"], "out", _inline)
    assert sorted(path.name for path in folder.iterdir()) == [
        "records-2.parquet", "records-3.parquet", "records.parquet"
    ]  # fmt: skip
    frame = polars.read_parquet(f"{root}/out/records", hive_partitioning=True)
    assert sorted(frame["document"].to_list()) == list("abcde")
    run(["in/a.txt", "in/b.txt"], "out", _inline)
    assert [path.name for path in folder.iterdir()] == ["records.parquet"]


def test_of_a_document_over_the_limit_nothing_is_fetched(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.pipe_file("/in/a.txt", TEXT)
    (document,) = gathered(["memory://in"]).documents
    monkeypatch.setattr(type(memory), "get_file", lambda *_: pytest.fail("fetched"))
    none = Limits(megabytes=0)
    large = run(["memory://in"], "memory://out", _with(extractor, none))
    assert [each.code for each in large.failed] == ["too_large"]
    assert document.size > 0


@pytest.mark.usefixtures("clock")
def test_a_passing_failure_is_tried_again_and_a_lasting_one_is_the_documents_alone(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    lying: list[list[str]] = []

    def looking(source: Source) -> Any:
        lying.append([path.name for path in tmp_path.rglob("*.txt")])
        return extractor(source)

    assert run(["memory://in"], "memory://out", _with(looking)).failed == ()
    assert sorted(lying) == sorted([f"{number}.txt"] for number in range(20))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["..", "ố" * 200 + ".txt"])
def test_a_document_of_any_name_is_fetched_into_its_folder(memory: Any, tmp_path: Path, name: str) -> None:
    memory.pipe_file("/in/a", TEXT)
    (document,) = gathered(["memory://in"]).documents
    found = fetched(replace(document, at=f"/memory/in/{name}"), tmp_path, 1000)
    assert found.path.parent == tmp_path
    assert found.path.read_bytes() == TEXT


@dataclass
class Seen:
    """Documents done in this process, and which."""

    ids: list[str] = field(default_factory=list)

    def again(self, *paths: str, limits: Limits | None = None, extractor: Extractor = extractor) -> list[str]:
        """The documents that a run does which takes over what it can."""
        self.ids.clear()

        def noted(source: Source) -> Any:
            self.ids.append(source.id)
            return extractor(source)

        report = run(paths or ["memory://in"], "memory://out", _with(noted, limits), remembering=True)
        assert len(report.written) + len([each for each in report.failed if each.code != "partial"]) == 3
        return sorted(self.ids)


@pytest.fixture
def kept(memory: Any) -> Seen:
    """A run over three documents was done, and may be taken over."""
    for name in "abc":
        memory.pipe_file(f"/in/{name}.txt", TEXT)
    seen = Seen()
    assert seen.again() == ["a", "b", "c"]
    return seen


def test_a_second_run_takes_over_what_would_be_the_same(kept: Seen, memory: Any) -> None:
    before = {name: memory.cat_file(name) for name in memory.find("/out")}
    memory.rm("/out/targets.csv")
    memory.rm("/out/records", recursive=True)
    assert kept.again() == []
    after = {name: memory.cat_file(name) for name in memory.find("/out")}
    assert after == before
    run(["memory://in"], "memory://plain", _inline)
    plain = {name.removeprefix("/plain/"): memory.cat_file(name) for name in memory.find("/plain")}
    assert {name.removeprefix("/out/"): data for name, data in after.items() if "/.chitieu/" not in name} == plain


def test_what_has_changed_is_done_alone(kept: Seen, memory: Any) -> None:
    memory.pipe_file("/in/a.txt", TEXT.replace(b"80", b"90"))
    assert kept.again() == ["a"]
    memory.rm("/out/b.json")
    assert kept.again() == ["b"]
    memory.pipe_file("/out/c.json", memory.cat_file("/out/c.json").replace(b"80", b"81"))
    assert kept.again() == ["c"]
    memory.pipe_file("/out/.chitieu/a", b"other")
    assert kept.again() == ["a"]
    memory.pipe_file("/in/b.txt", b" ")
    assert [kept.again(), kept.again()] == [[], []], "it fails before it comes to the stages"
    assert kept.again(limits=Limits(ocr="never")) == ["a", "c"]
    memory.pipe_file("/in/b.txt", TEXT)
    assert kept.again(*(f"memory://in/{name}.txt" for name in "abc")) == ["a", "b", "c"], "they are shown otherwise"


def test_verdicts_beside_outputs_elsewhere_are_laid_on_them(kept: Seen, memory: Any) -> None:
    plain = {name: memory.cat_file(name) for name in memory.find("/out")}
    output = Extraction.model_validate_json(plain["/out/a.json"])
    word = judged(output.targets[0], "corrected", value=90, document="a", sha256=output.document.sha256)
    memory.pipe_file("/out/verdicts/a.Lan.jsonl", f"{word.line()}\n".encode())
    for _ in range(2):
        assert kept.again() == []
        laid = Extraction.model_validate_json(memory.cat_file("/out/a.json"))
        assert laid.targets[0].measure.value == 90
        assert b"corrected" in memory.cat_file("/out/targets.csv")
    memory.rm("/out/.chitieu", recursive=True)
    assert kept.again() == ["a", "b", "c"]
    assert Extraction.model_validate_json(memory.cat_file("/out/a.json")) == laid
    memory.rm("/out/verdicts", recursive=True)
    assert kept.again() == []
    assert {name: memory.cat_file(name) for name in memory.find("/out")} == plain


def test_what_was_read_only_in_part_is_not_taken_over(kept: Seen, memory: Any) -> None:
    def partly(source: Source) -> Any:
        notice = Notice(code="partial", message="pages 1-2 of 3 were read")
        return extractor(source).model_copy(update={"warnings": (notice,)})

    memory.rm("/out/b.json")
    assert kept.again(extractor=partly) == ["b"]
    assert kept.again() == ["b"]
    assert kept.again() == []


@pytest.mark.usefixtures("clock")
def test_a_store_that_fails_in_mid_run_ends_it(lay: Lay, memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    lay("in/a.txt")
    monkeypatch.setattr(type(memory), "pipe_file", lambda *_, **__: (_ for _ in ()).throw(TimeoutError("slow\nstore")))
    with pytest.raises(Unwritable, match=r"^slow store$"):
        run(["in"], "memory://out", _inline)


def test_a_large_file_is_not_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "large").write_bytes(b"data")
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read whole"))
    Store(f"file://{tmp_path}/out").put_file("sub/large", tmp_path / "large")
    assert [path.name for path in (tmp_path / "out/sub").iterdir()] == ["large"]


def test_a_store_that_takes_nothing_is_told(lay: Lay) -> None:
    lay("in/a.txt", "out")
    with pytest.raises(Unwritable):
        run(["in"], "out", _inline)


def test_an_output_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(str(tmp_path))
    store.put("a.json", b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("extract.sources.stores.os.replace", full)
    with pytest.raises(Unkept, match="No space left"):
        store.put("a.json", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.json": b"old"}
