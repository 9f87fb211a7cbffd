"""A DuckDB database: the three tables with keys and comments, and views that most questions begin with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from extract.contract.model import SCHEMA, Extraction
from extract.sources.temporary import temporary_folder
from extract.write.atomic import Foreign, replacing_afresh
from extract.write.columns import DOCUMENTS, REJECTED, TABLES, TARGETS, Column, Table, Type
from extract.write.export.spool import spooled

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES: dict[Type, str] = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
_MARK = f"[{SCHEMA}]"  # ends the comments of our tables and views: what a file of ours is known by
_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}

# name: (what it shows in English, in Vietnamese, query)
VIEWS: dict[str, tuple[str, str, str]] = {
    "targets_today": (
        "Records under the provinces of today; `target_year` is the year named, for a commitment without one the "
        "document's horizon (then `year_inferred`).",
        "Bản ghi theo tỉnh hiện nay; `target_year` là năm được nêu, với cam kết không nêu năm thì lấy năm cuối của "
        "thời kỳ văn bản (`year_inferred`).",
        """
        SELECT t.successor_code AS today_code, t.successor AS today, t.province AS formerly,
               CASE WHEN t.kind = 'target' THEN coalesce(t.year, d.horizon_end) ELSE t.year END AS target_year,
               t.kind = 'target' AND t.year IS NULL AND d.horizon_end IS NOT NULL AS year_inferred,
               t.* EXCLUDE (successor_code, successor)
        FROM targets AS t JOIN documents AS d USING (document)
        """,
    ),
    "provinces_today": (
        "The provinces of today: which of the former ones they hold, how many documents and records there are.",
        "Các tỉnh hiện nay: gồm những tỉnh cũ nào, bao nhiêu văn bản, bao nhiêu bản ghi.",
        """
        SELECT successor_code AS today_code, successor AS today,
               string_agg(DISTINCT province, ', ' ORDER BY province) AS formerly,
               count(*) AS n_documents, sum(n_targets)::BIGINT AS n_targets, sum(n_actuals)::BIGINT AS n_actuals
        FROM documents GROUP BY ALL
        """,
    ),
    "positions": (
        "Positions in rankings by year, commitments and results: of provinces, of districts where `district` is given.",
        "Thứ hạng theo năm, cả cam kết và kết quả: xếp hạng giữa các tỉnh, hoặc giữa các huyện nếu có `district`.",
        """
        SELECT today_code, today, formerly, district, indicator_id, indicator_name, kind, target_year, year_inferred,
               relation, value, upper, out_of, document, id
        FROM targets_today WHERE unit = 'rank'
        """,
    ),
}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _told(english: str, vietnamese: str, enum: tuple[str, ...] = ()) -> str:
    values = f" ({', '.join(enum)})" if enum else ""
    return f"{english}{values} / {vietnamese}"


def _named(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _declared(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" if column.required else ""}'


def _create(table: Table) -> str:
    """The statements that make the table, and say of it and its columns what they mean."""
    parts = [_declared(column) for column in table.columns]
    parts.append(f"PRIMARY KEY ({_named(table.key)})")
    if table.linked:
        parts.append(f"FOREIGN KEY (document) REFERENCES {DOCUMENTS.name} (document)")
    statements = [f"CREATE TABLE {table.name} ({', '.join(parts)})"]
    statements.append(f"COMMENT ON TABLE {table.name} IS {_quoted(_told(table.en, table.vi) + ' ' + _MARK)}")
    for column in table.columns:
        told = _told(column.en, column.vi, column.enum)
        statements.append(f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_quoted(told)}')
    return "; ".join(statements)


def _fill(database: DuckDBPyConnection, table: Table, lines: Path) -> None:
    """Insert a file of JSON lines."""
    types = ", ".join(f"{_quoted(column.name)}: {_quoted(_TYPES[column.type])}" for column in table.columns)
    names = _named(table.names)
    database.execute(
        f"INSERT INTO {table.name} SELECT {names} FROM read_json(?, format='newline_delimited', columns={{{types}}})",
        [str(lines)],
    )


def _ours(path: Path) -> bool:
    """Whether a file is a DuckDB database that holds our tables and views and nothing else."""
    import duckdb

    try:
        with duckdb.connect(str(path), read_only=True, config=dict(_OFFLINE)) as database:
            comments = database.execute(
                "SELECT comment FROM duckdb_tables() UNION ALL SELECT comment FROM duckdb_views() WHERE NOT internal"
            ).fetchall()
    except duckdb.Error:
        return False
    return all((comment or "").endswith(_MARK) for (comment,) in comments)


def write(extractions: Iterable[Extraction], out: Path) -> dict[str, int]:
    """Write the database; the number of rows by table comes back.

    A file that stands there is replaced if it is such a database itself, untouched by others: else Foreign.
    """
    import duckdb

    if out.exists() and not _ours(out):
        raise Foreign(out.as_posix())
    with spooled(extractions, TABLES) as spool, temporary_folder() as folder:
        lines = Path(folder) / "lines"
        # The database is closed, and so wholly on the disk, before it takes its place.
        with replacing_afresh(out) as partial, duckdb.connect(str(partial), config=dict(_OFFLINE)) as database:
            for table in (DOCUMENTS, TARGETS, REJECTED):
                database.execute(_create(table))
                if spool.count(table):
                    spool.write_lines(table, lines)
                    _fill(database, table, lines)
            for name, (english, vietnamese, query) in VIEWS.items():
                database.execute(f"CREATE VIEW {name} AS {query}")
                database.execute(f"COMMENT ON VIEW {name} IS {_quoted(_told(english, vietnamese) + ' ' + _MARK)}")
        return {table.name: spool.count(table) for table in TABLES}
