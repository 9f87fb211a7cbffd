"""The four files of a comparison, each whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extract.contract.extras import require
from extract.contract.model import Extraction
from extract.messages import Language
from extract.views.compare.comparison import Comparison, compare
from extract.views.compare.html_page import page
from extract.views.compare.plain_data import csv_text, json_text
from extract.views.review.links import link, page_name
from extract.write.atomic import write_bytes, write_text


@dataclass(frozen=True, slots=True)
class Written:
    """The comparison and the files that hold it."""

    comparison: Comparison
    paths: tuple[Path, ...]


class Links:
    """Addresses of records in review pages, relative to the folder of the comparison; None where no page is."""

    def __init__(self, out: Path, review: Path | None) -> None:
        self._review = review
        self._prefix = Path(os.path.relpath(review, out)).as_posix() if review else ""
        self._there: dict[str, bool] = {}

    def __call__(self, document: str, target: str) -> str | None:
        if self._review is None:
            return None
        if document not in self._there:
            self._there[document] = (self._review / page_name(document)).is_file()
        return f"{self._quoted()}/{link(document, target)}" if self._there[document] else None

    def _quoted(self) -> str:
        from urllib.parse import quote

        return quote(self._prefix, safe="/.~")


def write(
    extractions: Iterable[Extraction], out: Path, language: Language, reference: str | None, review: Path | None
) -> Written:
    """Write compare.html, .xlsx, .csv and .json into `out`, which is made if it is not there.

    Raises MissingExtra before anything else, NoReference, OSError.
    """
    require("compare")
    from extract.views.compare.sheets import workbook

    found = compare(extractions, reference)
    out.mkdir(parents=True, exist_ok=True)
    links = Links(out, review)
    paths = tuple(out / f"compare.{suffix}" for suffix in ("html", "xlsx", "csv", "json"))
    write_text(paths[0], page(found, language, links))
    write_bytes(paths[1], workbook(found, language, links))
    write_text(paths[2], csv_text(found, links))
    write_text(paths[3], json_text(found, links))
    return Written(found, paths)
