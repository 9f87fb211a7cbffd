"""Paths in, a folder out: what is found, what it is called, and what a failure does."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from extract.contract.model import Extraction
from extract.readers import Source
from extract.run.batch import Unwritable, run
from extract.run.engines.inline import Inline
from extract.sources.inputs import NoSuchPath, gather
from tests.conftest import Lay
from tests.made import extraction, extractor, target


def _found(*paths: str | Path) -> dict[str, str]:
    return {document.id: document.shown for document in gather(paths).documents}


def test_a_folder_is_walked_for_all_that_may_be_a_document(lay: Lay) -> None:
    lay("in/b.md", "in/a.txt", "in/sub/c", "in/D.TXT", "in/e.pdf", "in/.f.txt", "in/.g/h.txt", "in/i.json", "in/j.CSV")
    lay("in/~$D.docx", "in/Thumbs.db", "in/sub/desktop.ini")
    Path("in/targets.csv").write_text("province_code,province,successor_code\n", "utf-8")
    assert _found("in") == {
        "D": "in/D.TXT", "a": "in/a.txt", "b": "in/b.md", "c": "in/sub/c", "e": "in/e.pdf",
        "j": "in/j.CSV",
    }  # fmt: skip
    assert gather(["in"]).left_out == 2


def test_a_named_file_is_taken_whatever_its_suffix(lay: Lay) -> None:
    lay("in/a.scan", "in/.hidden.txt")
    assert set(_found("in/a.scan", "in/.hidden.txt")) == {"a", ".hidden"}


def test_a_path_is_never_shown_absolute(lay: Lay) -> None:
    root = lay("in/a.txt", "in/sub/b.txt", "here/x.txt")
    assert _found(root / "in") == {"a": "in/a.txt", "b": "in/sub/b.txt"}


def test_a_path_outside_the_working_folder_is_shown_from_the_folder_named(
    lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay("in/sub/b.txt", "here/x.txt")
    monkeypatch.chdir(root / "here")
    assert _found(root / "in") == {"b": "in/sub/b.txt"}
    assert _found(root / "in/sub/b.txt") == {"b": "b.txt"}


def test_a_file_named_twice_is_read_once(lay: Lay) -> None:
    root = lay("in/a.txt")
    assert len(_found("in/a.txt", "in", root / "in/a.txt", "in/../in/a.txt")) == 1


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["b/x.txt", "c/x.txt"], {"b-x", "c-x"}),
        (["x.txt", "c/x.txt"], {"x", "c-x"}),
        (["1/b/x.txt", "2/b/x.txt"], {"1-b-x", "2-b-x"}),
        (["b/x.txt", "b/x.md"], {"x-txt", "x-md"}),
        (["b/x.txt", "b/x.md", "c/x.txt"], {"x-txt", "x-md", "x"}),
        (["b/x.txt", "c/x.txt", "b-x.txt"], {"b-x-txt", "c-x", "b-x"}),
        (["b/x.txt", "c/X.txt", "d/y.txt"], {"b-x", "c-X", "y"}),
        (["x.txt", "X.txt"], {"X-txt", "x-txt-2"}),
    ],
    ids=[
        "folders",
        "one at the top",
        "folders of folders",
        "suffixes",
        "suffixes and folders",
        "a taken name",
        "case",
        "case only",
    ],
)
def test_documents_of_one_stem_are_told_apart(lay: Lay, names: list[str], ids: set[str]) -> None:
    lay(*names)
    found = _found(*names)
    assert set(found) == ids
    assert all(_found(*order) == found for order in itertools.permutations(names))


def test_a_missing_path_stops_before_anything_is_read(lay: Lay) -> None:
    root = lay("a.txt")
    with pytest.raises(NoSuchPath, match="gone"):
        run(["a.txt", "gone"], "out", by=Inline(extractor))
    assert not (root / "out").exists()


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_outputs_are_the_same_whatever_the_order(lay: Lay) -> None:
    root = lay("in/a.txt", "in/b.txt", "in/c.txt")
    run(["in"], "first", by=Inline(extractor))
    for number, order in enumerate(itertools.permutations(["in/a.txt", "in/b.txt", "in/c.txt"])):
        run(order, f"out{number}", by=Inline(extractor))
        assert _contents(root / f"out{number}") == _contents(root / "first")
    run(["in/b.txt"], "single", by=Inline(extractor))
    assert (root / "single/b.json").read_bytes() == (root / "first/b.json").read_bytes()


def test_what_is_written_is_named_for_the_document(lay: Lay) -> None:
    root = lay("in/a.txt", "in/b.txt")
    report = run(["in"], "deep/out", by=Inline(extractor))
    assert sorted(_contents(root / "deep/out")) == ["a.json", "b.json", "targets.csv", "targets.jsonl"]
    assert [(each.id, each.source, each.targets) for each in report.written] == [
        ("a", "in/a.txt", 1), ("b", "in/b.txt", 1),
    ]  # fmt: skip
    assert report.targets == 2
    written = json.loads((root / "deep/out/a.json").read_text("utf-8"))
    assert written["document"]["source"] == "in/a.txt"


class Panic(BaseException):
    """As compiled extensions raise it: no Exception."""


@pytest.mark.parametrize("error", [ValueError("bad"), Panic("byte index"), RecursionError()])
def test_one_failure_does_not_stop_the_others(lay: Lay, error: BaseException) -> None:
    root = lay("in/a.txt", "in/b.txt", "in/c.txt")

    def sometimes(source: Source) -> Extraction:
        if source.id == "b":
            raise error
        return extractor(source)

    report = run(["in"], "out", by=Inline(sometimes))
    assert [each.id for each in report.written] == ["a", "c"]
    (failure,) = report.failed
    assert (failure.source, failure.code) == ("in/b.txt", "internal_error")
    assert type(error).__name__ in failure.message
    assert not (root / "out/b.json").exists()
    assert len((root / "out/targets.jsonl").read_text("utf-8").splitlines()) == 2


def test_an_extraction_that_cannot_be_written_is_a_failure(lay: Lay) -> None:
    lay("a.txt")
    report = run(["a.txt"], "out", by=Inline(lambda _: extraction(target(value=float("nan")))))
    assert [each.code for each in report.failed] == ["internal_error"]


def test_an_interruption_is_no_failure_of_a_document(lay: Lay) -> None:
    lay("a.txt")

    def interrupted(_: Source) -> Extraction:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(["a.txt"], "out", by=Inline(interrupted))


def test_unreadable_documents_are_named_with_the_reason(lay: Lay) -> None:
    root = lay("in/good.txt")
    lay("in/empty.txt", text=" \n")
    (root / "in/binary.txt").write_bytes(b"\xff\xfe\x00\x80")
    report = run(["in"], "out", by=Inline(extractor))
    assert [(each.source, each.code) for each in report.failed] == [
        ("in/binary.txt", "unknown_encoding"), ("in/empty.txt", "empty"),
    ]  # fmt: skip
    assert report.failed[1].message == "the file is empty"
    assert [each.id for each in report.written] == ["good"]


def test_a_folder_without_documents_is_a_failure(lay: Lay) -> None:
    root = lay("in/a.json", "more/b.txt")
    report = run(["in", "more"], "out", by=Inline(extractor))
    assert [(each.source, each.code) for each in report.failed] == [("in", "no_documents")]
    assert (root / "out/b.json").exists()


def test_files_of_others_stay_and_old_outputs_are_told(lay: Lay) -> None:
    root = lay("in/a.txt", "in/b.txt", "out/notes.txt", "out/settings.json")
    run(["in"], "out", by=Inline(extractor))
    before = (root / "out/b.json").read_bytes()
    report = run(["in/a.txt"], "out", by=Inline(extractor))
    assert [Path(path).name for path in report.stale] == ["b.json"]
    assert (root / "out/b.json").read_bytes() == before
    assert (root / "out/notes.txt").exists()
    assert not list((root / "out").glob(".*"))


def test_a_folder_that_takes_no_files_is_told(lay: Lay) -> None:
    lay("a.txt", "out")
    with pytest.raises(Unwritable):
        run(["a.txt"], "out", by=Inline(extractor))


def test_progress_counts_up_to_the_number_of_documents(lay: Lay) -> None:
    lay("in/a.txt", "in/b.txt")
    seen: list[tuple[int, int]] = []
    run(["in"], "out", by=Inline(extractor), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]
