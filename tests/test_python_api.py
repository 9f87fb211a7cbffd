"""What `import extract` offers, and the pages of the docs that show it, run as they stand."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas
import polars
import pytest

import extract
from extract.write.columns import TABLES
from extract.write.export.frame import to_dataframe
from extract.write.outputs import NotAnOutput
from tests import pages
from tests.exporting import MADE, ROOT, expected, lay_out, plainly
from tests.made import VARIETY, extraction


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "in")
    assert extract.load_outputs(folder) == list(MADE)
    assert extract.load_outputs(folder / "1.json", folder / "0.json") == [MADE[1], MADE[0]]
    assert extract.load_outputs(str(folder))[0] == MADE[0]


def test_what_cannot_be_read_back_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no outputs"):
        extract.load_outputs(tmp_path)
    with pytest.raises(FileNotFoundError, match="none"):
        extract.load_outputs(tmp_path / "none")
    (tmp_path / "a.json").write_text("{}", "utf-8")
    with pytest.raises(NotAnOutput, match=r"a\.json"):
        extract.load_outputs(tmp_path / "a.json")


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_frames_of_both_kinds_hold_the_rows(tmp_path: Path, table: str) -> None:
    folder = lay_out(tmp_path / "in")
    wanted = plainly(expected(folder, table))
    sorting = ["document", "start", "end", "id"] if table == "targets" else ["document"]
    for frame in (to_dataframe(MADE, table=table), to_dataframe(iter(MADE), "polars", table=table)):
        assert sorted(map(str, plainly(frame.to_dicts()))) == sorted(map(str, _floats(wanted, frame)))
    pandas_frame = to_dataframe(MADE, "pandas", table=table)
    assert list(pandas_frame.columns) == list(frame.columns)
    assert len(pandas_frame) == len(wanted)
    for name in sorting:
        if name in pandas_frame:
            assert sorted(pandas_frame[name]) == sorted(row[name] for row in wanted)
    for name in frame.columns:
        assert int(pandas_frame[name].isna().sum()) == frame[name].null_count(), name


def _floats(rows: list[dict[str, object]], frame: polars.DataFrame) -> list[dict[str, object]]:
    numbers = {name for name, type_ in frame.schema.items() if type_ == polars.Float64}
    return [{k: float(v) if k in numbers and isinstance(v, int) else v for k, v in row.items()} for row in rows]


def test_rows_stand_in_the_order_given() -> None:
    assert to_dataframe(MADE[::-1])["document"].unique(maintain_order=True).to_list() == [
        each.document.id for each in MADE[::-1]
    ]


def test_types_are_such_that_one_can_compute() -> None:
    frame, table = to_dataframe(MADE[0]), to_dataframe(MADE[0], "pandas")
    assert frame["issued"][0] == date(2021, 12, 30)
    assert table["issued"].dt.year[0] == 2021
    assert table["value"].sum() == frame["value"].sum()
    assert table["year"].max() == frame["year"].max() == 2025


def test_single_records_make_rows_without_a_document() -> None:
    frame = to_dataframe(VARIETY)
    assert frame["id"].to_list() == [each.id for each in VARIETY]
    assert frame["document"].null_count() == len(VARIETY)
    assert to_dataframe(VARIETY[0]).height == 1


def test_no_records_make_an_empty_frame_with_all_columns() -> None:
    assert to_dataframe([]).schema == to_dataframe(MADE).schema
    assert list(to_dataframe([], "pandas").dtypes) == list(to_dataframe(MADE, "pandas").dtypes)


def test_wrong_arguments_say_what_there_is() -> None:
    with pytest.raises(ValueError, match="polars, pandas"):
        to_dataframe([], "arrow")  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="targets, documents, rejected"):
        to_dataframe([], table="verdicts")
    with pytest.raises(TypeError, match="Target"):
        to_dataframe(VARIETY, table="documents")
    with pytest.raises(TypeError, match="str"):
        to_dataframe("outputs")  # type: ignore[arg-type]


def test_without_pandas_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert to_dataframe(MADE).height > 0
    with pytest.raises(ImportError, match="pip install pandas"):
        to_dataframe(MADE, "pandas")


def test_importing_it_imports_nothing_heavy() -> None:
    heavy = "{'polars', 'pandas', 'spacy', 'pydantic', 'duckdb', 'xlsxwriter'}"
    code = f"import sys, extract; print(sorted({heavy} & set(sys.modules))); print(extract.Target.__name__)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\nTarget\n"


def test_everything_it_offers_is_there() -> None:
    assert all(getattr(extract, name).__doc__ for name in extract.__all__)
    with pytest.raises(AttributeError, match="nothing_of_this"):
        _ = extract.nothing_of_this


def test_a_string_is_the_text_also_where_a_file_has_that_name(lay: object, tmp_path: Path) -> None:
    from tests.reading import NLP

    path = tmp_path / "a.txt"
    path.write_text("Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết đúng hạn.", "utf-8")
    assert len(extract.extract(path, NLP).targets) == 1
    assert extract.extract(extract.read(path), NLP) == extract.extract(path, NLP)
    assert extract.extract(str(path), NLP).targets == ()


def test_frames_are_those_of_the_exports(tmp_path: Path) -> None:
    from extract.write.export.formats import export

    export(lay_out(tmp_path / "in", extraction()), "parquet", tmp_path / "a.parquet")
    assert polars.read_parquet(tmp_path / "a.parquet").equals(extract.to_dataframe(extraction()))
    assert isinstance(extract.to_dataframe(extraction(), "pandas"), pandas.DataFrame)


def test_every_query_of_the_page_on_sql_answers(tmp_path: Path) -> None:
    queries = pages.blocks("sql.md")
    assert len(queries) >= 8
    assert sum(shown is not None for _, shown in queries) >= 3
    with pages.database(tmp_path / "targets.duckdb") as connection:
        for query, shown in queries:
            result, rows = pages.answer(connection, query)
            assert rows > 0, query
            assert shown is None or shown == result, "python -m tests.pages writes results anew"


def test_the_page_on_python_runs_as_it_stands() -> None:
    steps = pages.blocks("python.md")
    results = pages.printed([code for code, _ in steps])
    assert len(steps) >= 8
    assert [shown or "" for _, shown in steps] == results, "python -m tests.pages writes results anew"
