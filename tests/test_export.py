"""`chitieu export`: every format gives the same rows back, and nothing of anyone's is lost."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import polars
import pytest
from typer.testing import CliRunner, Result

from extract.cli.app import build
from extract.messages import Language
from extract.write import target_table
from extract.write.atomic import Foreign, replacing_folder
from extract.write.columns import DOCUMENTS, REJECTED, TABLES, TARGETS
from extract.write.export import charts
from extract.write.export.database import VIEWS
from extract.write.export.formats import FORMATS, export
from extract.write.target_table import arranged
from tests.exporting import LINK, MADE, ROOT, expected, lay_out, plainly, typed
from tests.made import extraction, target


@pytest.fixture(autouse=True, scope="module")
def drawn_once() -> Iterator[None]:
    """Charts of the same numbers are drawn but once for all tests: drawing is most of what a summary costs."""
    with pytest.MonkeyPatch.context() as patch:
        kept: dict[str, bytes] = {}
        draw = charts._png

        def once(spec: dict[str, Any]) -> bytes:
            key = json.dumps(spec)
            if key not in kept:
                kept[key] = draw(spec)
            return kept[key]

        patch.setattr(charts, "_png", once)
        yield


FOLDERS = ("datapackage", "webannotation", "labelstudio", "summary")
FILES = tuple(name for name in FORMATS if name not in FOLDERS)


@pytest.fixture(params=["made", "outputs"])
def outputs(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder of outputs: made to be difficult, and the committed ones."""
    return lay_out(tmp_path / "in") if request.param == "made" else ROOT / "outputs"


def _jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def _csv(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [typed(row, TARGETS) for row in csv.DictReader(file)]


def _parquet(path: Path) -> list[dict[str, Any]]:
    return polars.read_parquet(path).to_dicts()


def _query(path: Path, query: str) -> list[dict[str, Any]]:
    with duckdb.connect(str(path), read_only=True) as database:
        cursor = database.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _duckdb(path: Path) -> list[dict[str, Any]]:
    return _query(path, "FROM targets")


@pytest.mark.parametrize(
    ("name", "read"), [("jsonl", _jsonl), ("csv", _csv), ("parquet", _parquet), ("duckdb", _duckdb)]
)
def test_every_format_gives_the_same_rows_back(
    outputs: Path, tmp_path: Path, name: str, read: Callable[[Path], list[dict[str, Any]]]
) -> None:
    export(outputs, name, tmp_path / "out")
    empty = name == "csv"
    found, wanted = plainly(read(tmp_path / "out"), empty=empty), plainly(expected(outputs), empty=empty)
    if name in ("csv", "jsonl"):  # the first rows tell the types
        found = arranged(found)
    assert len(found) == sum(1 for _ in wanted) > 0
    assert [list(row) for row in found[:1]] == [list(TARGETS.names)]
    assert found == wanted


def test_the_types_are_those_of_the_columns(tmp_path: Path) -> None:
    export(ROOT / "outputs", "parquet", tmp_path / "out")
    schema = polars.read_parquet(tmp_path / "out").schema
    found = {name: str(schema[name]) for name in ("issued", "year", "value", "kind")}
    assert found == {"issued": "Date", "year": "Int64", "value": "Float64", "kind": "String"}


def test_the_first_columns_are_those_of_the_table_that_extract_writes(tmp_path: Path) -> None:
    export(ROOT / "outputs", "jsonl", tmp_path / "out")
    brief = [{name: row[name] for name in target_table.COLUMNS} for row in arranged(_jsonl(tmp_path / "out"))]
    assert brief == _jsonl(ROOT / "outputs/targets.jsonl")


def test_what_columns_say_they_may_hold_is_what_they_hold() -> None:
    for table in TABLES:
        for row in expected(ROOT / "outputs", table.name):
            for column in table.columns:
                assert not column.required or row[column.name] is not None, column.name
                assert not column.enum or row[column.name] in (None, *column.enum), column.name


@pytest.mark.parametrize("table", ["documents", "rejected"])
def test_the_database_holds_documents_and_the_other_numbers(outputs: Path, tmp_path: Path, table: str) -> None:
    export(outputs, "duckdb", tmp_path / "out")
    assert plainly(_query(tmp_path / "out", f"FROM {table}")) == plainly(expected(outputs, table))


def test_the_database_explains_itself_in_both_languages(tmp_path: Path) -> None:
    export(lay_out(tmp_path / "in"), "duckdb", tmp_path / "out")
    told = _query(tmp_path / "out", "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal")
    comments = {(row["table_name"], row["column_name"]): row["comment"] for row in told}
    for table in TABLES:
        for column in table.columns:
            assert column.en in comments[table.name, column.name]
            assert column.vi in comments[table.name, column.name]
    keys = _query(tmp_path / "out", "SELECT constraint_type FROM duckdb_constraints() WHERE table_name = 'targets'")
    assert {"PRIMARY KEY", "FOREIGN KEY"} <= {row["constraint_type"] for row in keys}


def test_records_are_grouped_by_the_provinces_of_then_or_of_today(tmp_path: Path) -> None:
    phu_yen, dak_lak = {"code": "54", "name": "Phú Yên"}, {"code": "66", "name": "Đắk Lắk"}
    places = [{**phu_yen, "successor": dak_lak}, {**dak_lak, "successor": None}]
    documents = [extraction(id=f"d{i}", province=place) for i, place in enumerate(places)]
    export(lay_out(tmp_path / "in", *documents), "duckdb", tmp_path / "out")
    count = "SELECT {0} AS code, count(*) AS n FROM targets GROUP BY {0} ORDER BY {0}"
    assert _query(tmp_path / "out", count.format("province_code")) == [{"code": "54", "n": 1}, {"code": "66", "n": 1}]
    assert _query(tmp_path / "out", count.format("successor_code")) == [{"code": "66", "n": 2}]
    (today,) = _query(tmp_path / "out", "FROM provinces_today")
    assert (today["today"], today["formerly"], today["n_documents"]) == ("Đắk Lắk", "Phú Yên, Đắk Lắk", 2)


def test_only_a_commitment_takes_its_year_from_the_horizon(tmp_path: Path) -> None:
    records = [target(0, 3, period=None), target(5, 8, period=None, kind="actual"), target(10, 13)]
    document = extraction(*records, horizon={"start": None, "end": 2030, "basis": "title"})
    export(lay_out(tmp_path / "in", document), "duckdb", tmp_path / "out")
    found = _query(tmp_path / "out", "SELECT target_year, year_inferred FROM targets_today ORDER BY start")
    assert [tuple(row.values()) for row in found] == [(2030, True), (None, False), (2025, False)]


def test_the_package_is_valid_and_holds_all_tables(outputs: Path, tmp_path: Path) -> None:
    export(outputs, "datapackage", tmp_path / "out")
    report = frictionless.validate(str(tmp_path / "out/datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert {task.name: task.stats["rows"] for task in report.tasks} == {
        table.name: len(expected(outputs, table.name)) for table in TABLES
    }
    for table in (TARGETS, DOCUMENTS, REJECTED):
        with (tmp_path / "out" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            found = [typed(row, table) for row in csv.DictReader(file)]
        assert found == plainly(expected(outputs, table.name), empty=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [(",percent,", ",parsec,"), ("phu-yen,", "nowhere,"), (",2025,", ",soon,")],
    ids=["enum", "foreign key", "type"],
)
def test_the_package_does_not_accept_everything(tmp_path: Path, old: str, new: str) -> None:
    export(lay_out(tmp_path / "in"), "datapackage", tmp_path / "out")
    path = tmp_path / "out/targets.csv"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    descriptor = json.loads((tmp_path / "out/datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    (tmp_path / "out/datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    assert not frictionless.validate(str(tmp_path / "out/datapackage.json")).valid


def test_the_package_names_its_sources_and_speaks_both_languages(tmp_path: Path) -> None:
    export(lay_out(tmp_path / "in"), "datapackage", tmp_path / "out")
    descriptor = json.loads((tmp_path / "out/datapackage.json").read_text("utf-8"))
    assert "licenses" not in descriptor  # the records are for their user to license
    assert [each["path"] for each in descriptor["sources"]] == sorted(each.document.source for each in MADE)
    fields = [field for resource in descriptor["resources"] for field in resource["schema"]["fields"]]
    assert all(field["description"] and field["description_vi"] for field in fields)


def test_text_that_a_spreadsheet_would_run_is_disarmed_in_csv(tmp_path: Path) -> None:
    export(lay_out(tmp_path / "in"), "csv", tmp_path / "out")
    with (tmp_path / "out").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.DictReader(file) for name, cell in row.items() if name != "value"]
    assert f"'{LINK}" in cells
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))]


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'", "'a", "a", "-5", "'-5", "\tx", "''"])
def test_disarming_is_undone_exactly(text: str) -> None:
    rows = target_table.rows(extraction(target(exclusion=text)))
    (cells,) = csv.DictReader(target_table.csv_text(rows).splitlines())
    assert target_table.as_it_was(cells["exclusion"]) == text


def _bytes(path: Path) -> dict[str, bytes]:
    files = path.iterdir() if path.is_dir() else [path]
    return {each.name: each.read_bytes() for each in files}


@pytest.mark.parametrize("name", FORMATS)
def test_every_run_writes_the_same_and_leaves_nothing_else(outputs: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "to/out"
    first = export(outputs, name, out)
    held = _bytes(out)
    assert export(outputs, name, out) == first
    assert [each.name for each in out.parent.iterdir()] == ["out"]
    if name != "duckdb":  # its files differ in their layout; what they hold is compared above
        assert _bytes(out) == held


@pytest.mark.parametrize("name", FORMATS)
def test_a_damaged_output_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    folder = lay_out(tmp_path / "in")
    export(folder, name, tmp_path / "to/out")
    before = _bytes(tmp_path / "to/out")
    (folder / "9.json").write_bytes((folder / "0.json").read_bytes()[:-40])
    with pytest.raises(ValueError, match=r"9\.json"):
        export(folder, name, tmp_path / "to/out")
    assert _bytes(tmp_path / "to/out") == before
    assert [each.name for each in (tmp_path / "to").iterdir()] == ["out"]


def _call(*arguments: object, language: Language = "en") -> Result:
    return CliRunner().invoke(build(language), ["export", *map(str, arguments)])


@pytest.mark.parametrize("name", FORMATS)
def test_it_says_what_was_written(tmp_path: Path, name: str) -> None:
    folder, out = lay_out(tmp_path / "in"), tmp_path / "out"
    result = _call(folder, "--to", name, "--out", out)
    assert (result.exit_code, result.stderr) == (0, "")
    said = {"tracker": 13, "summary": 3}.get(name, 15)
    assert result.stdout.startswith(f"{out.as_posix()}: {said} ")
    quiet = _call(folder, "--to", name, "--out", out, "--quiet")
    assert (quiet.exit_code, quiet.output) == (0, "")
    assert f"{said} " in _call(folder, "--to", name, "--out", out, language="vi").stdout


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        ([], "name a folder", 2),
        (["in"], "--to FORMAT, one of jsonl, csv, parquet", 2),
        (["in", "--to", "doc", "--out", "x"], "no format 'doc'; there are jsonl, csv", 2),
        (["in", "--to", "csv"], "--out PATH", 2),
        (["none", "--to", "csv", "--out", "x"], "no such file or folder: none", 2),
        (["bare", "--to", "csv", "--out", "x"], "no outputs in bare", 2),
        (["in", "--to", "csv", "--out", "bare"], "cannot write to bare", 2),
        (["in", "--to", "xlsx", "--out", "in/0.json/x"], "cannot write to in/0.json/x", 2),
        (["twice", "--to", "csv", "--out", "x"], "two outputs have the same id: phu-yen", 1),
        (["twice", "--to", "webannotation", "--out", "x"], "two outputs have the same id: phu-yen", 1),
        (["broken", "--to", "duckdb", "--out", "x"], "failed: broken/0.json", 1),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out(Path("in"))
    lay_out(Path("twice"), MADE[0], MADE[0])
    Path("bare").mkdir()
    Path("broken").mkdir()
    Path("broken/0.json").write_text('{"schema": "chitieu/1", "document": {', "utf-8")
    for language in ("en", "vi"):
        result = _call(*arguments, language=language)
        assert result.exit_code == code
        assert result.stderr.count("\n") == 1
        assert language == "vi" or said in result.stderr
    assert not Path("x").exists()
    assert not list(Path().glob(".*"))


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_of_others_is_never_replaced(tmp_path: Path, name: str) -> None:
    folder, out = lay_out(tmp_path / "in"), tmp_path / "out"
    assert _call(folder, "--to", name, "--out", out).exit_code == 0
    (out / "notes.txt").write_text("mine", "utf-8")
    result = _call(folder, "--to", name, "--out", out)
    assert result.exit_code == 2
    assert "notes.txt" in result.stderr
    assert (out / "notes.txt").read_text("utf-8") == "mine"
    assert _call(folder, "--to", name, "--out", folder).exit_code == 2
    assert len(list(folder.iterdir())) == len(MADE)


@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_no_longer_there_leaves_the_folder(tmp_path: Path, name: str) -> None:
    folder, out = lay_out(tmp_path / "in"), tmp_path / "out"
    export(folder, name, out)
    (folder / "2.json").unlink()
    counts = export(folder, name, out)
    assert counts["documents"] == 2
    held = "".join(path.name + path.read_bytes().decode("utf-8", "ignore") for path in out.iterdir())
    assert "hanoi" not in held
    assert "Hà Nội" not in held


@pytest.mark.parametrize("what", ["text", "database", "added table"])
def test_a_database_of_others_is_never_replaced(tmp_path: Path, what: str) -> None:
    folder, out = lay_out(tmp_path / "in"), tmp_path / "out.duckdb"
    if what == "text":
        out.write_text("mine", "utf-8")
    else:
        if what == "added table":
            export(folder, "duckdb", out)
        with duckdb.connect(str(out)) as database:
            database.execute("CREATE TABLE mine AS SELECT 1 AS a")
    before = out.read_bytes()
    result = _call(folder, "--to", "duckdb", "--out", out)
    assert result.exit_code == 2
    assert "not replaced" in result.stderr
    assert out.read_bytes() == before


def test_a_folder_that_cannot_be_moved_into_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "a").write_text("old", "utf-8")
    real = os.replace

    def fails(source: Path, place: Path) -> None:
        if str(source).endswith(".tmp"):
            raise OSError("disk full")
        real(source, place)

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OSError, match="disk full"), replacing_folder(out, lambda _: True) as folder:
        (folder / "a").write_text("new", "utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    assert (out / "a").read_text("utf-8") == "old"


def test_a_file_is_no_folder_to_replace(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", "utf-8")
    with pytest.raises(Foreign), replacing_folder(tmp_path / "out", lambda _: True):
        raise AssertionError("nothing may be written")


def test_documents_are_read_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No format may hold on to the documents it has read."""
    import gc
    import weakref

    from extract.contract.model import Extraction
    from extract.write.export import formats

    alive: list[weakref.ref[Extraction]] = []
    most = 0

    def watched(_: object) -> Any:
        nonlocal most
        for number in range(6):
            document = extraction(id=f"d{number}")
            alive.append(weakref.ref(document))
            gc.collect()
            most = max(most, sum(ref() is not None for ref in alive))
            yield document

    monkeypatch.setattr(formats, "load", watched)
    for name in FORMATS:
        alive.clear()
        export(tmp_path, name, tmp_path / f"out-{name}")
    assert most <= 3


def test_every_format_is_named_in_the_docs() -> None:
    page = (ROOT / "docs/export.md").read_text("utf-8")
    assert all(f"`{name}`" in page for name in FORMATS)


def test_the_views_are_named_in_the_docs() -> None:
    page = (ROOT / "docs/sql.md").read_text("utf-8")
    assert all(f"`{name}`" in page for name in VIEWS)
