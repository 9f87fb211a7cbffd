"""A run after a run: what has changed is done, nothing else, and nobody could tell from the outputs."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from extract.contract.model import Extraction, Notice
from extract.readers import Source
from extract.run.batch import Report, run
from extract.run.cache import memory
from extract.run.cache.location import place
from extract.run.cache.made_of import made_of
from extract.run.cache.store import NAME
from extract.run.engines.inline import Inline
from extract.run.outcomes import Finished, Limits, Outcome
from extract.sources.inputs import Document
from extract.write.atomic import seen
from extract.write.packs import TABLES
from tests.conftest import Lay
from tests.made import extractor

ROOT = Path(__file__).parent.parent
FOLDER = Path("cache")
NAMES = tuple(f"in/{name}.txt" for name in "abcdef")


@dataclass
class Counting:
    """Does documents in this process and says which."""

    did: list[str] = field(default_factory=list)

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        for outcome, document in ((each, d) for d in documents for each in Inline(extractor).outcomes([d])):
            self.did.append(document.id)
            yield outcome


def partly(source: Source) -> Extraction:
    """A stand-in for the pipeline that was short of time for one document."""
    found = extractor(source)
    notice = Notice(code="partial", message="pages 1-2 of 3 were read")
    return found.model_copy(update={"warnings": (notice,)}) if source.id == "c" else found


def _run(
    *paths: str, out: str = "out", limits: Limits | None = None, cache: Path | None = FOLDER
) -> tuple[list[str], Report]:
    by = Counting()
    report = run(paths or ["in"], out, by=by, limits=limits, cache=cache)
    return sorted(by.did), report


def _contents(folder: str | Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def _looks(folder: str | Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in Path(folder).iterdir()}


def _aged(*names: str) -> None:
    """Have files look as if they had lain there for long."""
    for name in names:
        os.utime(name, (1_000_000_000, 1_000_000_000))


@pytest.fixture
def laid(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six documents, done once with an empty cache; the time within which a file may change unseen is over."""
    monkeypatch.setattr(memory, "_RACY", -(10**12))
    root = lay(*NAMES)
    assert _run()[0] == list("abcdef")
    return root


def test_a_run_with_nothing_changed_does_and_writes_nothing(laid: Path) -> None:
    before, report = _looks("out"), run(["in"], "elsewhere", by=Inline(extractor))
    did, again = _run()
    assert did == []
    assert (report.unchanged, again.unchanged) == (0, 6)
    assert _looks("out") == before
    assert [(each.id, each.source, each.targets, each.rejected) for each in again.written] == [
        (each.id, each.source, each.targets, each.rejected) for each in report.written
    ]


def test_outputs_are_the_same_bytes_as_without_a_cache(laid: Path) -> None:
    Path("in/c.txt").write_text("Tối thiểu 90% hồ sơ.", "utf-8")
    Path("in/f.txt").unlink()
    _run()
    _run(out="plain", cache=None)
    assert _contents("out").items() >= _contents("plain").items()


def test_one_changed_document_is_done_alone(laid: Path) -> None:
    Path("in/c.txt").write_text("Tối thiểu 90% hồ sơ.", "utf-8")
    before = _looks("out")
    assert _run()[0] == ["c"]
    now = _looks("out")
    assert {name for name in now if now[name] != before[name]} == {"c.json", "targets.csv", "targets.jsonl"}
    assert _run()[0] == []


def test_a_document_of_other_bytes_that_looks_the_same_but_for_its_time_is_done(laid: Path) -> None:
    about = Path("in/c.txt").stat()
    Path("in/c.txt").write_text("Tối thiểu 70% hồ sơ.", "utf-8")
    os.utime("in/c.txt", ns=(about.st_atime_ns, about.st_mtime_ns))
    assert _run()[0] == ["c"]


def test_a_document_that_was_only_touched_is_read_and_not_done(laid: Path) -> None:
    _aged("in/c.txt")
    assert _run()[0] == []


def test_a_document_changed_just_before_it_was_seen_is_read_again(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(*NAMES)
    _run()
    read: list[str] = []
    digest = memory._digest

    def noted(path: Path | str) -> str:
        read.append(Path(path).name)
        return digest(path)

    monkeypatch.setattr(memory, "_digest", noted)
    assert _run()[0] == []
    assert sorted(read) == [Path(name).name for name in NAMES]


def test_a_new_document_is_done_and_one_that_is_gone_leaves_the_tables(laid: Path, lay: Lay) -> None:
    lay("in/g.txt")
    Path("in/a.txt").unlink()
    did, report = _run()
    assert did == ["g"]
    assert [Path(path).name for path in report.stale] == ["a.json"]
    _run(out="plain", cache=None)
    assert (laid / "out/targets.csv").read_bytes() == (laid / "plain/targets.csv").read_bytes()


@pytest.mark.parametrize("harm", ["gone", "other", "longer"])
def test_an_output_that_is_gone_or_was_altered_is_written_anew(laid: Path, harm: str) -> None:
    path, before = Path("out/c.json"), _contents("out")
    match harm:
        case "gone":
            path.unlink()
        case "other":
            path.write_bytes(path.read_bytes().replace(b"80", b"81"))
        case _:
            path.write_bytes(path.read_bytes() + b"\n")
    assert _run()[0] == ["c"]
    assert _contents("out") == before


def test_an_output_that_was_only_touched_is_left(laid: Path) -> None:
    _aged("out/c.json")
    before = _looks("out")
    assert _run()[0] == []
    assert _looks("out") == before


@pytest.mark.parametrize("name", ["targets.csv", "targets.jsonl"])
def test_a_table_that_is_gone_or_was_altered_is_written_anew(laid: Path, name: str) -> None:
    before = _contents("out")
    (laid / "out" / name).unlink()
    assert _run()[0] == []
    assert _contents("out") == before
    (laid / "out" / name).write_text("other", "utf-8")
    assert _run()[0] == []
    assert _contents("out") == before


def test_failures_are_tried_again_and_nothing_else_is(laid: Path) -> None:
    Path("in/c.txt").write_text("", "utf-8")
    for _ in range(2):
        did, report = _run()
        assert did == ["c"]
        assert [(each.source, each.code) for each in report.failed] == [("in/c.txt", "empty")]
    before = _looks("out")
    _run()
    assert _looks("out")["targets.csv"] == before["targets.csv"]


def test_what_was_read_only_in_part_is_tried_again(lay: Lay) -> None:
    lay(*NAMES)
    first = run(["in"], "out", by=Inline(partly), cache=FOLDER)
    assert [(each.source, each.code) for each in first.failed] == [("in/c.txt", "partial")]
    did, report = _run()
    assert did == ["c"]
    assert report.failed == ()
    assert _run()[0] == []


def test_other_limits_do_everything_again(laid: Path) -> None:
    assert _run(limits=Limits(seconds=300.0))[0] == []
    assert _run(limits=Limits(ocr="never"))[0] == list("abcdef")
    assert _run(limits=Limits(ocr="never"))[0] == []


def test_another_code_or_pattern_does_everything_again(laid: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "made_of", lambda *options: "other")
    assert _run()[0] == list("abcdef")


@pytest.mark.parametrize(
    "changed", ["extract/a.py", "extract/sub/data.npz", "patterns/values.yaml", "patterns/new.yaml"]
)
def test_the_digest_is_of_all_code_data_and_patterns(tmp_path: Path, changed: str) -> None:
    for name in ("extract/a.py", "extract/sub/data.npz", "patterns/values.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a", "utf-8")
    before = made_of(Limits(), package=tmp_path / "extract")
    assert made_of(Limits(), package=tmp_path / "extract") == before
    assert made_of(Limits(pages=1), package=tmp_path / "extract") != before
    (tmp_path / changed).write_text("b", "utf-8")
    assert made_of(Limits(), package=tmp_path / "extract") != before


def test_the_digest_is_of_the_package_that_runs() -> None:
    assert made_of() == made_of(package=ROOT / "extract")


def test_folders_do_not_know_of_each_other(laid: Path) -> None:
    assert _run(out="out2")[0] == list("abcdef")
    assert _run()[0] == []
    assert _run("in/a.txt", out="out2")[0] == []
    assert len(Path("out2/targets.jsonl").read_text("utf-8").splitlines()) == 1


def test_another_document_of_the_same_id_is_done(laid: Path, lay: Lay) -> None:
    lay("other/a.txt")
    assert _run("other/a.txt")[0] == ["a"]


def test_a_damaged_cache_costs_only_the_time_it_saved(laid: Path) -> None:
    wanted, chance = _contents("out"), random.Random(8)
    whole = (FOLDER / NAME).read_bytes()
    for at in [0, 16, 60, *(chance.randrange(len(whole)) for _ in range(40))]:
        data = bytearray(whole)
        for byte in range(at, min(at + chance.choice([1, 40, 4000]), len(data))):
            data[byte] = chance.randrange(256)
        for path in FOLDER.iterdir():
            path.unlink()
        (FOLDER / NAME).write_bytes(data)
        _, report = _run()
        assert _contents("out") == wanted, at
        assert [each.targets for each in report.written] == [1] * 6, at
    (FOLDER / NAME).write_bytes(b"no database at all, but long enough to be taken for one" * 100)
    assert _run()[0] == list("abcdef")
    assert _run()[0] == [], "it was taken away, and a new one begun"


def test_rows_that_are_lost_are_made_again(laid: Path) -> None:
    before = _contents("out")
    with sqlite3.connect(FOLDER / NAME) as database:
        database.execute("delete from packs where id = 'b'")
        database.execute("update packs set pack = x'00' where id = 'd'")
    database.close()
    (laid / "out/targets.csv").unlink()
    assert _run()[0] == ["b", "d"]
    assert _contents("out") == before


def test_a_locked_cache_is_done_without(laid: Path) -> None:
    Path("in/c.txt").write_text("Tối thiểu 90% hồ sơ.", "utf-8")
    database = sqlite3.connect(FOLDER / NAME)
    database.execute("begin exclusive")
    try:
        did, report = _run()
    finally:
        database.close()
    assert "c" in did
    assert len(report.written) == 6
    assert b"90" in Path("out/c.json").read_bytes()


def test_a_cache_that_cannot_be_written_to_is_done_without(lay: Lay) -> None:
    root = lay(*NAMES)
    (root / "cache").write_text("a file", "utf-8")
    assert len(_run()[1].written) == 6
    (root / "real" / NAME).mkdir(parents=True)
    assert len(_run(cache=root / "real")[1].written) == 6


def test_the_cache_never_lies_among_the_outputs(lay: Lay) -> None:
    lay(*NAMES)
    _run(cache=Path("out/cache"))
    assert sorted(_contents("out")) == sorted([*(f"{name}.json" for name in "abcdef"), "targets.csv", "targets.jsonl"])


def test_where_the_cache_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert place({"CHITIEU_CACHE": "there", "XDG_CACHE_HOME": "/x"}) == Path("there")
    assert place({"CHITIEU_CACHE": ""}) is None
    assert place({"XDG_CACHE_HOME": "/x"}) == Path("/x/chitieu")
    assert place({"XDG_CACHE_HOME": "relative"}) == place({}) == tmp_path / ".cache/chitieu"


def test_what_was_kept_of_folders_that_are_gone_is_let_go(laid: Path) -> None:
    shutil.rmtree("out")
    _run(out="new")
    with sqlite3.connect(FOLDER / NAME) as database:
        (folders,) = database.execute("select group_concat(path) from folders").fetchone()
        (entries,) = database.execute("select count(*) from entries").fetchone()
    database.close()
    assert (folders, entries) == (str(laid / "new"), 6)


def test_what_a_package_carries_for_itself_is_of_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package, within, beside = tmp_path / "extract", tmp_path / "ray" / "carried", tmp_path / "site"
    for folder in (package, within / "psutil-7.0.dist-info", beside / "psutil-7.0.dist-info"):
        folder.mkdir(parents=True)
    (within.parent / "__init__.py").touch()
    before = made_of(package=package)
    monkeypatch.syspath_prepend(str(within))  # as the import of Ray does
    assert made_of(package=package) == before
    monkeypatch.syspath_prepend(str(beside))
    assert made_of(package=package) != before


def test_two_runs_at_once_and_one_after_them(lay: Lay) -> None:
    root = lay(*(f"in/{number}.txt" for number in range(250)))
    code = "from tests.test_cache import _run; print('ready', flush=True); input(); print(len(_run()[0]))"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    done = [int(process.communicate()[0]) for process in both]
    assert max(done) == 250, "the first of them finds nothing done"
    assert min(done) > 0, "the other begins while it runs, and may find a part done"
    before = _looks("out")
    assert _run()[0] == []
    now = _looks("out")
    assert {name for name in now if now[name] != before[name]} <= {"targets.csv", "targets.jsonl"}
    _run(out="plain", cache=None)
    assert _contents("out") == _contents("plain")


def test_tables_of_a_run_that_another_wrote_beside_are_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "made_of", lambda *options: "same")
    out, at = tmp_path / "out", tmp_path / "cache"
    for each in (out, at):
        each.mkdir()

    def done(text: bytes) -> Finished:
        return Finished("doc", "doc.txt", text, sha256(text).hexdigest(), b"rows", "x", 1, 0, 0)

    first, second = memory.Memory(at, out, Limits()), memory.Memory(at, out, Limits())
    first.keep(done(b"before"), (1, 1, 1, 1), 1, (1, 1, 1))
    first._store._write([])
    second.keep(done(b"after"), (1, 2, 2, 1), 2, (1, 2, 2))
    second.close()
    for name in TABLES:
        (out / name).write_bytes(b"rows of before")
    first.keep_tables(["doc"], (seen(out / TABLES[0]), seen(out / TABLES[1])), {})
    first.close()
    assert not memory.Memory(at, out, Limits()).tables_hold(["doc"], {})
