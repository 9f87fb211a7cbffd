"""The four files of a tracking, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extract.contract.extras import require
from extract.contract.model import Extraction
from extract.messages import Language
from extract.views.compare.files import Links
from extract.views.track.page import page
from extract.views.track.plain import csv_text, json_text
from extract.views.track.tracking import Tracking, track
from extract.write.atomic import write_bytes, write_text


@dataclass(frozen=True, slots=True)
class Written:
    """The tracking and the files that hold it."""

    tracking: Tracking
    paths: tuple[Path, ...]


def write(
    extractions: Iterable[Extraction],
    out: Path,
    language: Language,
    *,
    asof: str | None = None,
    today: bool = False,
    review: Path | None = None,
) -> Written:
    """Write track.html, .xlsx, .csv and .json into `out`, which is made if it is not there.

    `asof`: the day (ISO) that goals are judged on, else that of the newest document; `today`: provinces of before
    2025-07-01 under those that they became part of; `review`: folder of review pages that values link to.
    Raises MissingExtra before anything else, OSError.
    """
    require("compare")
    from extract.views.track.book import workbook

    found = track(extractions, asof=asof, today=today)
    out.mkdir(parents=True, exist_ok=True)
    links = Links(out, review)
    paths = tuple(out / f"track.{suffix}" for suffix in ("html", "xlsx", "csv", "json"))
    write_text(paths[0], page(found, language, links))
    write_bytes(paths[1], workbook(found, language))
    write_text(paths[2], csv_text(found, links))
    write_text(paths[3], json_text(found, links))
    return Written(found, paths)
