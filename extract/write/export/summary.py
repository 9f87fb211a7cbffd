"""A Word document a province, of about a page: what was promised, what was reached, three charts, the sources.

It has the looks of an administrative document (Times New Roman, 13 points, margins of 20 to 30 mm) and says that it is
none: it has neither the national motto nor a number, and names the documents that count.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from extract.contract.codes import meaning
from extract.contract.model import Extraction, Head, Target
from extract.messages import Language, say
from extract.write.atomic import replacing_folder
from extract.write.export import charts
from extract.write.export.facts import Facts, Promise, facts
from extract.write.export.fitting import Content, fitted
from extract.write.export.letter import SIZES, Letter
from extract.write.export.spool import Duplicate
from extract.write.export.summary_pdf import to_pdf
from extract.write.export.told import asked, capital, subject, term
from extract.write.local_units import local_unit

if TYPE_CHECKING:
    from extract.write.export.letter import Cells

_AUTHOR = "chitieu"
_UNFIT = re.compile(r"^\.|[\x00-\x1f\x7f%/\\:*?\"<>|]")  # what names of files cannot hold everywhere
_MOST_NAMED = 3  # offices that are named
_MOST_TITLE = 150  # letters of a title among the sources
_COLUMNS = (0.9, 5.2, 3.2, 1.9, 2.7, 3.1)  # of the table, in cm
_WIDE, _NARROW = 15.0, 8.0  # cm: the first chart, each of the other two
_FIXED, _CAPTION = 104.0, 23.5  # points: head and title, what stands over a table or chart
_WHEN = (2025, 1, 1, 0, 0, 0)  # of the parts of a document: nothing in it depends on when it was made
Place = tuple[str, str]
"""A province and, where the documents are a district's own, the district."""


def _place(head: Head) -> Place:
    return head.province.name if head.province else "", local_unit(head) or ""


def _called(place: Place, language: Language) -> str:
    province, district = place
    if not province:
        return district or say("summary.unknown", language)
    city = province in say("summary.cities", language).split("|")  # under the central government
    if district:
        if district[:1].islower():  # "xã Quốc Oai" has the word for its kind
            return say("summary.city_commune" if city else "summary.commune", language, commune=district, name=province)
        return say("summary.city_district" if city else "summary.district", language, district=district, name=province)
    return say("summary.city" if city else "summary.province", language, name=province)


def _day(issued: str) -> str:
    return "/".join(reversed(issued.split("-")))


def _text(found: Facts, language: Language) -> str:
    """What is said in a few sentences."""

    def t(key: str, **values: object) -> str:
        return say(f"summary.{key}", language, **values)

    count = len(found.heads)
    days = [head.issued for head in found.heads if head.issued]
    documents = t("document") if count == 1 else t("documents", count=count)
    goals = len(found.promises)
    told = [t("text", documents=documents, period=t("issued", day=_day(max(days))) if days else "", goals=goals,
              results=found.results)]  # fmt: skip
    years = [(count, year) for year, count in found.years.items() if year is not None]
    if years:
        most, year = max(years)
        told.append(t("by_year", year=year, count=most))
    if found.years[None]:
        told.append(t("no_year", count=found.years[None]))
    pairs = [each.met for each in found.promises if each.result is not None]
    if goals:
        told.append(_pairs(pairs, language) if pairs else t("no_pairs"))
    if found.responsible:
        names = ", ".join(name for name, _ in found.responsible.most_common(_MOST_NAMED))
        told.append(t("responsible", names=names))
    return " ".join(told)


def _pairs(met: list[bool | None], language: Language) -> str:
    """How many targets can be held against a result, and how many are met by it."""
    reached = sum(each is True for each in met)
    return say("summary.pairs" if reached else "summary.none_met", language, pairs=len(met), met=reached)


def _item(section: tuple[str, ...], language: Language) -> str:
    """Where a sentence stands by the labels around it, without dashes: "mục II.3.1"; empty where there are none."""
    labels = [label for each in section if (label := each.strip("().:+-– "))]
    if not labels:
        return ""
    if any(" " in label for label in labels):  # "Phần thứ nhất, II, 1"
        return ", ".join(labels)
    return say("summary.item", language, labels=".".join(labels))


def _rows(main: tuple[Promise, ...], numbers: dict[str, int], language: Language) -> list[Cells]:
    """The table: a target a row."""
    rows: list[Cells] = []
    for place, each in enumerate(main, 1):
        result = ""
        if each.result is not None and each.result_head is not None:
            when = term(each.result, language)
            result = capital(asked(each.result, language)) + (f" ({when})" if when else "")
            if each.result_head.id != each.head.id:
                result += f" [{numbers[each.result_head.id]}]"
        where = each.target.source
        at = say("summary.page", language, page=where.page) if where.page else ""
        at = at or _item(where.section, language)
        source = f"[{numbers[each.head.id]}]" + (f" {at}" if at else "")
        goal = asked(each.target, language)
        rows.append(
            (
                str(place),
                capital(subject(each.target, language)),
                capital(goal),
                term(each.target, language),
                result,
                source,
            )
        )
    return rows


def _type(head: Head, language: Language) -> str:
    return f"{capital(meaning('document_type', head.type, language))} ({head.id})"


def _source(head: Head, number: int, language: Language) -> str:
    cited = ", ".join(
        filter(None, (head.number or _type(head, language), _day(head.issued) if head.issued else "", head.issuer))
    )
    title = head.title or ""
    if len(title) > _MOST_TITLE:
        title = title[:_MOST_TITLE].rsplit(" ", 1)[0] + "…"
    return f"[{number}] {cited}" + (f": {title}" if title else "")


def _written(place: Place, found: Facts, language: Language) -> tuple[bytes, bool]:
    """The document, the same bytes every time; and whether it takes one page."""

    def t(key: str, **values: object) -> str:
        return say(f"summary.{key}", language, **values)

    called = _called(place, language)
    today = next((head.province.successor for head in found.heads if head.province and head.province.successor), None)
    moved = t("today", place=_called((today.name, ""), language)) if today and today.name != place[0] else ""
    text, main = _text(found, language), found.main
    numbers = {head.id: number for number, head in enumerate(found.heads, 1)}
    small = [*(_source(head, numbers[head.id], language) for head in found.heads), t("made")]
    heads = tuple(t(key) for key in ("number", "indicator", "goal", "by", "result", "source"))
    table = [heads, *_rows(main, numbers, language)] if main else []
    drawn = charts.levels(main, language, 260) if main else None
    pair = [
        (t("chart.fields"), charts.fields(found, language, 150, 96)),
        (t("chart.years"), charts.years(found, language, 250, 84)),
    ] if main else []  # fmt: skip
    pictures = [*([[(drawn, _WIDE)]] if drawn else []), *([[(png, _NARROW) for _, png in pair]] if pair else [])]
    fit = fitted(Content(text, table, _COLUMNS, pictures, small, _FIXED + _CAPTION * (2 + len(pictures))), SIZES)
    letter = Letter(f"{t('title')}: {called}", _AUTHOR, language, fit.smaller)
    letter.heading(called.upper(), moved, t("kind"), t("not_official"))
    letter.title(t("title"), t("of", place=called))
    letter.paragraph(text)
    if main:
        letter.caption(t("table"))
        letter.table(heads, table[1 : fit.rows + 1], _COLUMNS)
        if drawn:
            letter.caption(t("chart.levels"))
            letter.picture(drawn, _WIDE * fit.pictures)
        letter.pictures(pair, _NARROW * fit.pictures)
    letter.caption(t("sources"))
    for each in small[:-1]:
        letter.small(each)
    letter.small(small[-1], italic=True)
    return _undated(letter.bytes()), fit.whole


def _undated(data: bytes) -> bytes:
    """A Word document whose parts say nothing of when they were written."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            part = zipfile.ZipInfo(name, _WHEN)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, given.read(name))
    return made.getvalue()


def _ours(path: Path) -> bool:
    """Whether a file is such a summary, or its PDF."""
    document = path.with_suffix(".docx")
    if path.suffix not in (".docx", ".pdf") or not document.is_file():
        return False
    try:
        with zipfile.ZipFile(document) as archive:
            return f"<dc:creator>{_AUTHOR}</dc:creator>".encode() in archive.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def file_name(place: Place, language: Language = "vi") -> str:
    """The name of a place's document: "Bình Định - Tây Sơn.docx"."""
    name = " - ".join(filter(None, place)) or say("summary.unknown", language)
    return _UNFIT.sub(lambda match: f"%{ord(match.group()):02X}", name) + ".docx"


def write(
    extractions: Iterable[Extraction], out: Path, *, language: Language = "en", pdf: bool = False
) -> dict[str, int]:
    """Write a folder with a document for each province (and each district with documents of its own).

    A folder that stands there is replaced if all in it are such summaries: else Foreign.  The number of summaries and
    documents comes back.  Raises Duplicate for two outputs of one document, NoLibreOffice where `pdf` cannot be had.
    """
    places: dict[Place, list[tuple[Head, tuple[Target, ...]]]] = {}
    seen: set[str] = set()
    for each in extractions:
        if each.document.id in seen:
            raise Duplicate(each.document.id)
        seen.add(each.document.id)
        places.setdefault(_place(each.document), []).append((each.document, each.standing))
    with replacing_folder(out, _ours) as folder:
        paths, longer = [], 0
        for place in sorted(places):
            path = folder / file_name(place, language)
            data, whole = _written(place, facts(places[place]), language)
            path.write_bytes(data)
            paths.append(path)
            longer += not whole
        if pdf:
            to_pdf(paths)
    return {"summaries": len(places), "documents": len(seen), **({"longer": longer} if longer else {})}
