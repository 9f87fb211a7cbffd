"""Records as data frames, of Polars or of pandas, with the columns of extract.write.columns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from extract.contract.extras import require
from extract.contract.model import Extraction, Target
from extract.write.columns import TABLES, TARGETS, Row, Table, Type, row_of, rows_of
from extract.write.viewed import Placed

if TYPE_CHECKING:
    import pandas
    import polars

Backend = Literal["polars", "pandas"]
Records = Extraction | Target | Iterable[Extraction | Target]

_POLARS: dict[Type, str] = {"string": "String", "integer": "Int64", "number": "Float64", "date": "Date"}
# Columns of pandas that know missing values; numbers are plain floats, as all that computes with them expects.
_PANDAS: dict[Type, str] = {
    "string": "string", "integer": "Int64", "number": "float64", "date": "datetime64[s]",
}  # fmt: skip


def schema(table: Table) -> dict[str, Any]:
    """The table's columns as Polars types."""
    import polars

    return {column.name: getattr(polars, _POLARS[column.type]) for column in table.columns}


def scanned(lines: Path, table: Table) -> polars.LazyFrame:
    """A file of JSON lines, one a row, as a lazy frame of the table's types."""
    import polars

    types = schema(table)
    dates = [name for name, type_ in types.items() if type_ == polars.Date]
    read = {name: polars.String if name in dates else type_ for name, type_ in types.items()}
    if not lines.stat().st_size:
        return polars.LazyFrame(schema=types)
    return polars.scan_ndjson(lines, schema=read).with_columns(polars.col(dates).str.to_date("%Y-%m-%d"))


def _rows(records: Records, table: Table) -> list[Row]:
    """The rows of documents and of single records, in the order given."""
    given = [records] if isinstance(records, (Extraction, Target)) else records
    rows: list[Row] = []
    for each in given:
        if isinstance(each, Extraction):
            rows += rows_of(table, each)
        elif isinstance(each, Target) and table is TARGETS:
            rows.append(row_of(Placed(None, each), table.columns))
        else:
            raise TypeError(f"{type(each).__name__} has no rows of the table {table.name}")
    return rows


def _cells(rows: list[Row], table: Table) -> dict[str, list[Any]]:
    """The table column by column, dates as dates."""
    columns: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in table.names}
    for column in table.columns:
        if column.type == "date":
            columns[column.name] = [cell and date.fromisoformat(cell) for cell in columns[column.name]]
    return columns


def _of_pandas(rows: list[Row], table: Table) -> pandas.DataFrame:
    try:
        import pandas
    except ImportError as error:
        raise ImportError('pandas is not installed: pip install pandas, or use backend="polars"') from error
    cells = _cells(rows, table)
    return pandas.DataFrame(
        {column.name: pandas.Series(cells[column.name], dtype=_PANDAS[column.type]) for column in table.columns}
    )


@overload
def to_dataframe(records: Records, backend: Literal["polars"] = "polars", *, table: str = ...) -> polars.DataFrame: ...
@overload
def to_dataframe(records: Records, backend: Literal["pandas"], *, table: str = ...) -> pandas.DataFrame: ...
def to_dataframe(
    records: Records, backend: Backend = "polars", *, table: str = TARGETS.name
) -> polars.DataFrame | pandas.DataFrame:
    """A frame with one row a record (`table="documents"`: a document, `table="rejected"`: any other number).

    `records` are extractions, or records that were picked from them: one or many.  A record without its
    document has no province, number or date: those columns are empty then.  Rows stand in the order given;
    columns and types are those of the Parquet export.  Raises ValueError for a backend or table that there
    is not, TypeError for what has no rows, ImportError where the backend is not installed (Polars comes with the
    extra `export`; pandas, which no extra brings, does without it).
    """
    chosen = {each.name: each for each in TABLES}.get(table)
    if chosen is None:
        raise ValueError(f"no table {table!r}: {', '.join(each.name for each in TABLES)}")
    if backend not in ("polars", "pandas"):
        raise ValueError(f"no backend {backend!r}: polars, pandas")
    rows = _rows(records, chosen)
    if backend == "pandas":
        return _of_pandas(rows, chosen)
    require("export", "polars")
    import polars

    return polars.DataFrame(_cells(rows, chosen), schema=schema(chosen), strict=False)
