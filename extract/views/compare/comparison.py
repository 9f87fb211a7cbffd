"""A comparison of documents: the judged matrix, the reports, the positions in the indices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.catalogue.entries import Entry, catalogue
from extract.contract.model import Extraction
from extract.views.compare.across import MOST_COLUMNS
from extract.views.compare.beside import beside
from extract.views.compare.judging import judge
from extract.views.compare.matrix import Matrix, Row, Value, matrix
from extract.views.compare.results import Report, reports


class NoReference(ValueError):
    """The document named as reference is not among those compared."""


@dataclass(slots=True)
class Series:
    """What one column says of one index, goals and results, by year."""

    indicator: str
    name_vi: str
    name_en: str
    column: int
    values: list[Value]


@dataclass(slots=True)
class Comparison:
    """All that is written; `reference` is the id of the document the others are held against."""

    matrix: Matrix
    reports: list[Report]
    positions: list[Series]
    reference: str | None


def _positions(rows: Iterable[Row], entries: dict[str, Entry]) -> list[Series]:
    """A series for each ranked index and column, in the order of the rows."""
    found: dict[tuple[str, int], Series] = {}
    for row in rows:
        if not (row.key.listed and row.key.indicator in entries and entries[row.key.indicator].ranked):
            continue
        for column, values in row.cells.items():
            key = row.key.indicator, column
            series = found.setdefault(key, Series(row.key.indicator, row.name_vi, row.name_en, column, []))
            series.values.extend(values)
    for series in found.values():
        series.values.sort(key=lambda v: (9999 if v.year is None else v.year, v.target.kind, v.target.source.start))
    order = {id: at for at, id in enumerate(entries)}
    return sorted(found.values(), key=lambda series: (order[series.indicator], series.column))


def compare(extractions: Iterable[Extraction], reference: str | None = None, most: int = MOST_COLUMNS) -> Comparison:
    """Compare documents.  `reference`: id of one of them; `most`: columns from which places share one.

    Raises NoReference.
    """
    entries = catalogue().entries
    found = matrix(extractions, entries, most)
    if reference is not None and reference not in found.column_of:
        raise NoReference(reference)
    judge(found, reference)
    found.beside = beside(found)
    return Comparison(found, reports(found.documents, entries), _positions(found.rows, entries), reference)
