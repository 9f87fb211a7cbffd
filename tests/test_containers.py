"""Archives, messages, saved pages, slides and pictures: what is read of them, how it is named, what is refused."""

from __future__ import annotations

import json
import shutil
import stat
import zipfile
from pathlib import Path
from warnings import catch_warnings

import pytest
from typer.testing import CliRunner

from extract.cli.app import build
from extract.readers import Options, ReadError, of_bytes, read_all
from extract.readers.packed import names
from extract.readers.packed.opening import brought, listed
from extract.readers.scan import photo as reader
from extract.run.batch import Report, run
from extract.run.cache import memory
from extract.run.engines.inline import Inline
from extract.run.opening import Openings
from extract.run.outcomes import Limits, Opened
from extract.sources.ids import ids_within
from extract.sources.inputs import Document
from extract.views.review.files import write
from tests.made import extractor
from tests.packed import GOAL, PLAN, archive, grid, message, photo, renamed, saved_page, shape, slides

OPTIONS = Options(ocr="never")


def _run(*paths: str, cache: Path | None = None) -> Report:
    return run(paths, "out", by=Inline(extractor), cache=cache)


def _written() -> dict[str, str]:
    """Each output's id and the path it says it is of."""
    found = (json.loads(path.read_text("utf-8"))["document"] for path in Path("out").glob("*.json"))
    return {each["id"]: each["source"] for each in found}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# ---- archives ----------------------------------------------------------------------------------------------------


def test_each_document_of_an_archive_is_read_on_its_own_and_says_where_it_lies() -> None:
    Path("ho-so.zip").write_bytes(archive({"Kế hoạch/1.txt": PLAN, "Phụ lục/1.txt": PLAN, "1.txt": PLAN, "1.md": PLAN}))
    report = _run("ho-so.zip")
    assert report.failed == ()
    assert _written() == {
        "ho-so-Kế hoạch-1": "ho-so.zip/Kế hoạch/1.txt", "ho-so-Phụ lục-1": "ho-so.zip/Phụ lục/1.txt",
        "ho-so-1-txt": "ho-so.zip/1.txt", "ho-so-1-md": "ho-so.zip/1.md",
    }  # fmt: skip


def test_a_document_beside_an_archive_keeps_its_name() -> None:
    Path("ho-so.zip").write_bytes(archive({"1.txt": PLAN}))
    Path("ho-so-1.txt").write_text(PLAN, "utf-8")
    _run("ho-so.zip", "ho-so-1.txt")
    assert _written() == {"ho-so-1": "ho-so-1.txt", "ho-so-1-2": "ho-so.zip/1.txt"}


def test_names_within_never_collide() -> None:
    assert ids_within("a", ["x/1.txt", "x-1.txt", "X/1.txt"], []) == ["a-x-1-txt", "a-x-1-txt-2", "a-X-1-txt-3"]
    assert ids_within("a", ["1.txt", "1.txt"], ["a-1-txt"]) == ["a-1-txt-2", "a-1-txt-3"]


def test_names_that_lead_out_of_the_folder_lead_nowhere() -> None:
    leading = ("../../ngoai.txt", "/tuyet-doi.txt", "C:\\o-dia\\2.txt", "a/../../b.txt", "x\x1b[31m.txt")
    Path("ho-so.zip").write_bytes(archive([(name, PLAN) for name in leading]))
    _run("ho-so.zip")
    assert sorted(path.name for path in Path().iterdir()) == ["ho-so.zip", "out"]
    assert all("/" not in name and ".." not in name and name.isprintable() for name in _written())
    assert len(_written()) == len(leading)


def test_hidden_files_and_data_files_are_left_out_and_the_latter_told() -> None:
    names = ("1.txt", "__MACOSX/._1.txt", ".an.txt", "so.json", "~$1.docx")
    Path("a.zip").write_bytes(archive(dict.fromkeys(names, PLAN)))
    assert _run("a.zip").left_out == 1
    assert [*_written()] == ["a-1"]


def test_documents_of_containers_are_found_again_by_the_path_that_their_outputs_say() -> None:
    with catch_warnings(action="ignore"):
        inner = archive([("Phụ lục/1.txt", PLAN), ("Phụ lục/1.txt", f"{PLAN}\n{GOAL}")])
    Path("in").mkdir()
    Path("in/a.zip").write_bytes(archive({"b.zip": inner, "thu.eml": message(PLAN, {"2.txt": PLAN.encode()})}))
    run(["in"], "out", by=Inline())
    outputs = sorted(Path("out").glob("*.json"))
    assert len(outputs) == 4
    for sources in (None, Path("in")):
        report = write(outputs, Path("pages"), "en", sources)
        assert report.bare == []
    assert [source.path for source in read_all(Path("in/a.zip/b.zip/Phụ lục/1.txt"))] == [
        "in/a.zip/b.zip/Phụ lục/1.txt", "in/a.zip/b.zip/Phụ lục/1.txt",
    ]  # fmt: skip
    assert read_all(Path("in/a.zip/b.zip/Phụ lục")) == []


def test_a_record_of_a_document_in_a_container_is_followed() -> None:
    Path("a.zip").write_bytes(archive({"1.txt": PLAN}))
    run(["a.zip"], "out", by=Inline())
    id = json.loads(Path("out/a-1.json").read_text("utf-8"))["targets"][0]["id"]
    done = CliRunner().invoke(build("en"), ["show", "out", "--why", id])
    assert (done.exit_code, "92%" in done.output) == (0, True)


@pytest.mark.parametrize("start", [b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c"])
def test_archives_of_other_kinds_are_told_with_what_to_do(start: bytes) -> None:
    with pytest.raises(ReadError, match=r"pack it anew as \.zip"):
        of_bytes(start + bytes(50), "a.rar")


def test_an_archive_in_an_archive_is_opened_too_as_far_as_no_bomb_needs() -> None:
    data = archive({"1.txt": PLAN})
    for depth in range(3):
        data = archive({f"{depth}.zip": data, f"{depth}.txt": PLAN.encode()})
    Path("a.zip").write_bytes(data)
    report = _run("a.zip")
    assert sorted(_written().values()) == ["a.zip/2.txt", "a.zip/2.zip/1.txt", "a.zip/2.zip/1.zip/0.txt"]
    assert [(each.source, each.code) for each in report.failed] == [("a.zip/2.zip/1.zip/0.zip", "too_large")]


@pytest.mark.parametrize(("count", "size"), [(600, 10), (3, 60_000_000)], ids=["documents", "bytes"])
def test_what_one_file_holds_in_all_is_bounded(count: int, size: int) -> None:
    held = Openings([])
    members = tuple((n, f"{n}.txt", size) for n in range(count))
    inner = [
        (Document("a.zip", f"a.zip/{n}.zip", f"a-{n}", inside=(n,)), Opened(f"a-{n}", "", members, 200))
        for n in range(3)
    ]
    found, failed = held.documents(reversed(inner))
    assert len(found) == count
    assert [each.source for each in failed] == ["a.zip/1.zip", "a.zip/2.zip"]
    assert {each.code for each in failed} == {"too_large"}


def test_a_bomb_an_encrypted_entry_and_a_link_are_told_each_in_one_line() -> None:
    link = zipfile.ZipInfo("lien-ket.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    locked = bytearray(archive([("khoa.txt", PLAN), (link, "/etc/passwd"), ("1.txt", PLAN)]))
    for start in (locked.find(b"PK\x03\x04") + 6, locked.find(b"PK\x01\x02") + 8):
        locked[start] |= 1
    Path("a.zip").write_bytes(bytes(locked))
    Path("bom.zip").write_bytes(archive({"0.txt": b" " * 25_000_000}))
    report = _run("a.zip", "bom.zip")
    assert [(each.source, each.code) for each in report.failed] == [
        ("a.zip/khoa.txt", "encrypted"), ("a.zip/lien-ket.txt", "symbolic_link"), ("bom.zip", "too_large"),
    ]  # fmt: skip
    assert len(Path("out/errors.jsonl").read_text("utf-8").splitlines()) == 3
    assert [*_written()] == ["a-1"]


@pytest.mark.parametrize("codec", ["utf-8", "cp1258", "tcvn3"])
def test_names_of_old_archivers_are_decoded(codec: str) -> None:
    wanted = "Kế hoạch phát triển xã hội.txt"
    apart = {"cp1258": b"K\xea\xec hoa\xf2ch ph\xe1t tri\xea\xd2n x\xe3 h\xf4\xf2i.txt", "utf-8": wanted.encode(),
             "tcvn3": b"K\xd5 ho\xb9ch ph\xb8t tri\xd3n x\xb7 h\xe9i.txt"}[codec]  # fmt: skip
    if codec == "cp1258":
        apart = apart.replace(b"x\xe3", b"xa\xde")
    plain = "n" * len(apart)
    data = renamed(archive({plain: PLAN}), plain.encode(), apart)
    assert [member.name for member in listed(data, OPTIONS).members] == [wanted]


def test_what_is_in_no_code_page_of_vietnamese_is_in_that_of_dos() -> None:
    assert names.decoded("Übersicht.txt".encode("cp437")) == "Übersicht.txt"


def test_documents_of_an_archive_are_taken_over_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_RACY", 0)  # else what was just written is not trusted
    Path("a.zip").write_bytes(archive({"1.txt": PLAN, "2.txt": PLAN}))
    assert [_run("a.zip", cache=tmp_path / "cache").unchanged for _ in range(2)] == [0, 2]
    Path("a.zip").write_bytes(archive({"1.txt": PLAN, "2.txt": PLAN.replace("92", "94")}))
    assert _run("a.zip", cache=tmp_path / "cache").unchanged == 0


def test_the_api_reads_a_file_that_holds_one_document_and_says_of_others_what_to_do() -> None:
    assert GOAL in of_bytes(archive({"1.txt": PLAN}), "a.zip").raw
    with pytest.raises(ReadError, match="chitieu extract") as error:
        of_bytes(archive({"1.txt": PLAN, "2.txt": PLAN}), "a.zip")
    assert error.value.code == "not_a_document"


# ---- messages ----------------------------------------------------------------------------------------------------


def test_the_text_of_a_message_and_what_was_sent_with_it_are_documents() -> None:
    forwarded = message(PLAN, {"trong.txt": PLAN.encode()})
    data = message(PLAN, {"Kế hoạch số 5.txt": PLAN.encode(), "goi.zip": archive({"1.txt": PLAN}), "b.eml": forwarded})
    Path("thu.eml").write_bytes(data)
    assert _run("thu.eml").failed == ()
    assert sorted(_written().values()) == [
        "thu.eml/Kế hoạch số 5.txt", "thu.eml/b.eml/message.txt", "thu.eml/b.eml/trong.txt", "thu.eml/goi.zip/1.txt",
        "thu.eml/message.txt",
    ]  # fmt: skip


def test_of_two_forms_of_a_message_that_with_the_table_is_read() -> None:
    table = f"<p>x</p><table><tr><td>{GOAL}</td></tr></table>"
    data = message("Xem bảng.", {}, html=table)
    (member,) = listed(data, OPTIONS).members
    assert b"<table" in brought(data, (member.number,), OPTIONS)[0]
    data = message(PLAN, {}, html=f"<p>{GOAL}</p>")
    (member,) = listed(data, OPTIONS).members
    assert brought(data, (member.number,), OPTIONS)[0].decode().startswith("KẾ HOẠCH")


def test_text_that_begins_like_a_header_is_text() -> None:
    raw = f"Kính gửi: Sở Nội vụ\nNgày: 5/3/2027\n\n{PLAN}"
    assert of_bytes(raw.encode(), "a.txt").media_type == "text/plain"
    raw = f"Subject: x\nTo: y\n\n{PLAN}"
    assert of_bytes(raw.encode(), "a.txt").raw == raw


# ---- saved pages, slides, pictures -------------------------------------------------------------------------------


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_page_saved_in_one_file_is_the_page(charset: str) -> None:
    source = of_bytes(saved_page(f"<html><body><p>{GOAL}</p></body></html>", charset=charset), "a.mht")
    assert source.media_type == "multipart/related"
    assert source.raw.strip() == GOAL


def test_slides_are_read_in_the_order_in_which_they_are_shown() -> None:
    first = shape("Nội dung sau tiêu đề") + shape("Mục tiêu", "title") + shape("3", "sldNum")
    table = grid([("Chỉ tiêu", "Năm 2027", "<"), ("Nước sạch", "92%", "95%"), ("^", "93%", "96%")])
    data = slides(first, table, shape("Ẩn 7%"), shape(GOAL), hidden=[2], notes={0: "Đọc chậm 8%", 1: ""})
    source = of_bytes(data, "a.pptx")
    assert source.raw.split("\n\n")[:3] == ["**Mục tiêu**", "Nội dung sau tiêu đề", "3"]
    assert "| Nước sạch | 92% | 95% |\n| Nước sạch | 93% | 96% |" in source.raw
    assert "7%" not in source.raw
    assert "8%" not in source.raw
    assert source.page(source.raw.index(GOAL)) == 4  # type: ignore[arg-type]
    assert [text for _, text in source.notices] == [
        "1 hidden slides left out", "the speaker's notes of 1 slides left out",
    ]  # fmt: skip


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")
@pytest.mark.parametrize(("form", "media"), [("WEBP", "image/webp"), ("HEIF", "image/heic")])
def test_pictures_of_telephones_are_read_by_ocr(form: str, media: str) -> None:
    source = of_bytes(photo([GOAL], form, size=(900, 160)), "a")
    assert source.media_type == media
    assert "92%" in source.raw
    assert "nước sạch" in source.raw


@pytest.mark.parametrize("form", ["WEBP", "HEIF"])
def test_damaged_pictures_are_refused(form: str) -> None:
    data = photo(["a"], form, size=(300, 160))
    with pytest.raises(ReadError) as error:
        of_bytes(data[: len(data) // 2], "a", OPTIONS)
    assert error.value.code == "truncated"


def test_a_picture_of_too_many_points_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_PIXELS", 30_000)
    with pytest.raises(ReadError, match="million points"):
        of_bytes(photo(["a"], "WEBP", size=(300, 160)), "a", OPTIONS)


def test_the_workers_open_containers_as_the_run_does() -> None:
    Path("a.zip").write_bytes(archive({"1.txt": PLAN, "2.txt": "English words only, and many of them. " * 30}))
    report = run(["a.zip"], "out", limits=Limits(seconds=60))
    assert [*_written()] == ["a-1"]
    assert [(each.source, each.code) for each in report.failed] == [("a.zip/2.txt", "not_vietnamese")]
