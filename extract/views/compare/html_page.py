"""compare.html: the comparison as one page that needs neither server nor network."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from extract.contract.model import Target
from extract.contract.wording import period
from extract.contract.wording import value as words
from extract.messages import Language
from extract.views.compare.across import Column
from extract.views.compare.beside import in_order, places
from extract.views.compare.charts import drawable, svg
from extract.views.compare.comparison import Comparison, Series
from extract.views.compare.judging import EMPTY
from extract.views.compare.labels import LABELS, SIGNS, label
from extract.views.compare.map_view import choices, drawing, row_name
from extract.views.compare.matrix import Row, Value
from extract.views.compare.panel import Records, both, t
from extract.views.compare.plain_data import Link, clean
from extract.views.compare.province_map import CUTS, mapped
from extract.views.compare.results import Answer
from extract.views.compare.scales import normal
from extract.write.local_units import local_unit

_FOLDER = Path(__file__).parent / "templates"
_WIDE = 12  # columns from which empty cells that say the same are drawn as one
_MOST_SHOWN = 4  # different values that one cell shows
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
_MANY = 24  # charts and reports from which they are opened one group at a time
_GLYPHS = {
    "silent": "○", "silent_year": "◦", "covered": "⊂", "other_tier": "⇄", "otherwise": "⇄", "beyond": "–",
    "unasked": "",
}  # fmt: skip


def _values(
    values: Sequence[Value], records: Records, most: int = _MOST_SHOWN, years: bool = False
) -> list[dict[str, Any]]:
    """What a cell shows: values that read alike once, with how many they are; `years`: with their year, not judged.

    Of more than `most` only the commonest is shown, and how many there are besides; all open from it.
    """
    groups: dict[tuple[object, ...], list[Value]] = {}
    alone = len({value.head.id for value in values}) == 1
    for value in values:
        target = value.target
        # Of several values of one document the words of the text tell them apart.
        text = target.indicator.text if alone and len(values) > 1 else ""
        exclusion = target.exclusion if alone else None
        key = (words(target, "vi"), value.verdict, value.inferred, target.part, exclusion, text)
        groups.setdefault(key, []).append(value)
    if len(groups) <= most:
        return [_shown(group, records, alone and len(groups) > 1, 0, years) for group in groups.values()]
    common = max(groups.values(), key=len)
    shown = _shown(common, records, False, len(values) - len(common), years)
    verdicts = {value.verdict for value in values}
    if len(verdicts) > 1 and not years:
        shown |= {"verdict": "mixed", "sign": SIGNS["mixed"]}
    rest = [value for value in values if value not in common]
    shown["records"] = " ".join(str(records.number(each.head.id, each.target)) for each in (*common, *rest))
    return [shown]


def _shown(group: Sequence[Value], records: Records, several: bool, besides: int, years: bool) -> dict[str, Any]:
    """What is shown of values that read alike."""
    first = group[0].target
    verdict = None if years else group[0].verdict
    return {
        "text": both(words(first, "vi"), words(first, "en")),
        "verdict": verdict,
        "sign": SIGNS.get(verdict or "", ""),
        "year": group[0].year if years else None,
        "inferred": group[0].inferred,
        "converted": group[0].placed.converted and first.measure.unit == "ratio",
        "part": clean(first.part or ""),
        "exclusion": clean(first.exclusion or ""),
        "count": len(group),
        "besides": besides,
        "several": clean(first.indicator.text) if several else "",
        "records": " ".join(str(records.number(each.head.id, each.target)) for each in group),
    }


def _cells(row: Row, columns: Sequence[Column], records: Records) -> Iterator[dict[str, Any]]:
    """The cells of a row; in wide tables neighbours that are empty for one reason are one cell."""
    at = 0
    while at < len(columns):
        if at in row.cells:
            most = _MOST_SHOWN if len(columns) <= _WIDE else 1
            shown = _values(row.cells[at], records, most, row.view != "exact")
            yield {"values": shown, "span": 1, "column": at}
            at += 1
            continue
        why = row.empty.get(at, "unasked")
        end = at + 1
        if len(columns) > _WIDE:
            while end < len(columns) and end not in row.cells and row.empty.get(end, "unasked") == why:
                end += 1
        yield {"values": [], "why": why, "glyph": _GLYPHS[why], "span": end - at, "column": at}
        at = end


def _axis(row: Row) -> Markup:
    """What else the values of a row share: direction, each year, what a change is measured from."""
    axis, parts = row.key.axis, []
    if axis.direction:
        parts.append(t(axis.direction))
    if axis.per:
        parts.append(t("per_year"))
    if axis.over:
        parts.append(both(*(label("over_years", each).format(n=axis.over) for each in ("vi", "en"))))
    if axis.baseline:
        years = "–".join(str(year) for year in dict.fromkeys(axis.baseline) if year)
        parts.append(both(f"{label('from', 'vi')} {years}", f"{label('from', 'en')} {years}"))
    return Markup(", ").join(parts)


def _rows(found: Comparison, records: Records) -> Iterator[dict[str, Any]]:
    for row in in_order(found.matrix):
        key = row.key
        texts = {value.target.indicator.text for values in row.cells.values() for value in values}
        yield {
            "row": row,
            "listed": key.listed,
            "name": both(row.name_vi, row.name_en),
            "axis": _axis(row),
            "usual": [both(words(each.target, "vi"), words(each.target, "en")) for each in row.usual],
            "flags": " ".join(sorted(_flags(row, found.matrix.columns))),
            "when": _when(row),
            "search": clean(normal(" ".join([key.indicator, row.name_vi, row.name_en, *sorted(texts)])))[:2000],
            "cells": list(_cells(row, found.matrix.columns, records)),
        }


def _flags(row: Row, columns: Sequence[Column]) -> set[str]:
    """The row's flags, and whether at least two places speak in it."""
    return row.flags | ({"several"} if places(row, columns) > 1 else set())


def _when(row: Row) -> Markup:
    """The year of a row, or that its values are of different years."""
    year = row.key.year
    if row.view != "exact":
        key = f"view.{row.view}.{row.key.kind}"
        return both(*(label(key, each).format(year=year) for each in ("vi", "en")))
    return t("no_year") if year is None else Markup("{}").format(year)


def _name(column: Column) -> Markup:
    name = column.name
    return Markup("{}").format(clean(name)) if name else t("no_province")


def _today(columns: Sequence[Column]) -> list[tuple[Markup, int]]:
    """The provinces of today and how many neighbouring columns each has."""
    found: list[tuple[str | None, int]] = []
    for column in columns:
        if found and found[-1][0] == column.today_name:
            found[-1] = column.today_name, found[-1][1] + 1
        else:
            found.append((column.today_name, 1))
    return [(Markup("{}").format(clean(name)) if name else t("no_province"), span) for name, span in found]


def _by_year(series: Series) -> dict[tuple[int | None, str], list[Value]]:
    """The values of a series by year and kind, in its order."""
    found: dict[tuple[int | None, str], list[Value]] = {}
    for value in series.values:
        found.setdefault((value.year, value.target.kind), []).append(value)
    return found


def _charts(found: Comparison, records: Records) -> list[dict[str, Any]]:
    shown = []
    for at, series in enumerate(found.positions):
        column = found.matrix.columns[series.column]
        place = " – ".join(part for part in (column.name, column.district, column.title) if part) or "?"
        described = "; ".join(
            f"{value.year or '?'}: {label(f'kind.{value.target.kind}', 'vi')} {words(value.target, 'vi')}"
            for value in drawable(series.values)
        )
        shown.append(
            {
                "name": both(series.name_vi, series.name_en),
                "indicator": series.indicator,
                "place": clean(place),
                "svg": Markup(svg(series.values, f"chart-{at}", f"{series.name_vi}, {place}", described) or ""),
                "values": [
                    {"year": year, "kind": kind, "shown": _values(values, records)}
                    for (year, kind), values in _by_year(series).items()
                ],
            }
        )
    return shown


def _answer(answer: Answer, document: str, records: Records) -> dict[str, Any]:
    def told(target: Target) -> dict[str, Any]:
        return {
            "text": both(words(target, "vi"), words(target, "en")),
            "period": both(period(target, "vi"), period(target, "en")),
            "record": records.number(document, target),
        }

    return {
        "answer": answer,
        "name": clean(answer.goal.indicator.name),
        "goal": told(answer.goal),
        "figures": [{**told(each.target), "met": each.met, "converted": each.converted} for each in answer.figures],
        "claim_record": records.number(document, answer.claim_at) if answer.claim_at else None,
    }


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def page(found: Comparison, language: Language, link: Link) -> str:
    """The page, opening in `language`; `link` gives a record's address in the review pages, or None."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = ((_FOLDER / name).read_text("utf-8") for name in ("compare.css", "compare.js"))
    records, matrix = Records(found, link), found.matrix
    rows = list(_rows(found, records))
    keys = [row.key for row in matrix.rows]
    counts = Counter(flag for row in in_order(matrix) for flag in _flags(row, matrix.columns))
    maps = mapped(matrix)
    names: dict[str, Any] = {key: LABELS[key] for key in sorted(LABELS) if key.split(".")[0] in _IN_SCRIPT}
    names["maps"] = choices(maps, records)
    reports = [
        {
            "head": report.head,
            "answers": [_answer(answer, report.head.id, records) for answer in report.answers],
            "unasked": [
                {
                    "name": clean(target.indicator.name),
                    "level": target.level,
                    "text": both(words(target, "vi"), words(target, "en")),
                    "record": records.number(report.head.id, target),
                }
                for target in report.unasked
            ],
        }
        for report in found.reports
    ]
    return environment.get_template("compare.html.j2").render(
        language=language,
        t=t,
        both=both,
        label=label,
        clean=clean,
        local=local_unit,
        policy=f"{_POLICY}; style-src {_hash(style)}; script-src {_hash(script)}",
        style=Markup(style),
        script=Markup(script),
        found=found,
        columns=[(each, _name(each)) for each in matrix.columns],
        today=_today(matrix.columns),
        documents=[each.document for each in matrix.documents],
        total=sum(len(each.standing) for each in matrix.documents),
        rows=rows,
        domains=[d for d in dict.fromkeys(row.domain for row in matrix.rows) if d],
        tiers=[tier for tier in ("province", "district", "commune", "central") if tier in {key.level for key in keys}],
        years=sorted({key.year for key in keys if key.year is not None}),
        counts=counts,
        opens="several" if any("several" in row["flags"] and row["row"].key.kind == "target" for row in rows) else "",
        maps=[(row_name(each.row, "vi"), row_name(each.row, "en")) for each in maps],
        drawings={cut: drawing(cut) for cut in CUTS} if maps else {},
        glyphs=_GLYPHS,
        empties=[why for why in EMPTY if why != "unasked"],
        signs=SIGNS,
        charts=_charts(found, records),
        many=_MANY,
        reports=reports,
        names=names,
        data=records.script(),
    )


_IN_SCRIPT = {
    "verdict", "inferred", "converted", "period", "part", "exclusion", "section", "confidence", "wording", "sentence",
    "open_review", "document", "map_none_of", "map_none", "map_to",
}  # fmt: skip
