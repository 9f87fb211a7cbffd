"""The three charts of a summary, as PNG: drawn by Vega-Lite without a browser and without network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extract.contract.wording import amount
from extract.messages import TEXTS, Language, say
from extract.write.export.facts import Facts, Promise
from extract.write.export.told import subject
from extract.write.export.workbook import cell_text

_FONT = "Times New Roman, Liberation Serif, Noto Serif, serif"
_BLUE, _ORANGE, _GREY = "#1F5F8B", "#C55A11", "#7F7F7F"
_SCALE = 3.0  # pixels a point: sharp in print
_LONGEST = 52  # letters of a name on an axis
_MOST_FIELDS, _MOST_YEARS = 7, 8


def _cut(text: str) -> str:
    """A name short enough for an axis, without what no picture can hold: the program that draws ends at it."""
    text = " ".join(cell_text(text).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _png(spec: dict[str, Any]) -> bytes:
    import vl_convert

    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "config": {
            "font": _FONT,
            "axis": {"labelFontSize": 10, "titleFontSize": 10, "labelLimit": 320, "gridColor": "#E3E3E3"},
            "view": {"stroke": None},
            "legend": {"labelFontSize": 10, "title": None, "orient": "top"},
        },
        **spec,
    }
    return bytes(vl_convert.vegalite_to_png(whole, scale=_SCALE))


def _bars(rows: list[dict[str, Any]], width: int, height: int, *, across: bool) -> bytes:
    """Numbers as bars, each with its figure, in the order given."""
    name: dict[str, Any] = {"field": "name", "type": "nominal", "sort": None, "title": None}
    count: dict[str, Any] = {"field": "count", "type": "quantitative", "title": None, "axis": None}
    name["axis"] = {"labelAngle": 0, "ticks": False, "domain": not across}
    places = {"y": name, "x": count} if across else {"x": name, "y": count}
    shift = {"align": "left", "dx": 3} if across else {"baseline": "bottom", "dy": -2}
    return _png({
        "width": width, "height": height, "data": {"values": rows}, "encoding": places,
        "layer": [
            {"mark": {"type": "bar", "color": _BLUE}},
            {
                "mark": {"type": "text", "fontSize": 10, **shift},
                "encoding": {"text": {"field": "count", "type": "quantitative"}},
            },
        ],
    })  # fmt: skip


def fields(facts: Facts, language: Language, width: int, height: int) -> bytes:
    """How many targets each field has, the most first."""
    named = [
        (say("summary.chart.other", language) if each is None else _field(each, language), count)
        for each, count in sorted(facts.fields.items(), key=lambda pair: (-pair[1], pair[0] or "~"))
    ]
    return _bars([{"name": _cut(name), "count": n} for name, n in named[:_MOST_FIELDS]], width, height, across=True)


def _field(field: str, language: Language) -> str:
    return say(f"field.{field}", language) if f"field.{field}" in TEXTS else field


def years(facts: Facts, language: Language, width: int, height: int) -> bytes:
    """How many targets are due by each year; the years with the most, in order, and those without one."""
    most = [year for year, _ in facts.years.most_common() if year is not None][:_MOST_YEARS]
    rows: list[dict[str, Any]] = [{"name": str(year), "count": facts.years[year]} for year in sorted(most)]
    if facts.years[None]:
        rows.append({"name": say("summary.chart.open", language), "count": facts.years[None]})
    return _bars(rows, width, height, across=False)


def _level(promise: Promise, language: Language) -> dict[str, Any] | None:
    """A share of the chart of levels: where the goal stands, and where the result; None for what is no percentage."""
    measure, result = promise.target.measure, promise.result
    if measure.unit != "percent" or measure.direction or measure.value is None:
        return None
    told = result.measure.value if result is not None and result.measure.upper is None else None
    goal = amount(measure.model_copy(update={"relation": "eq", "per": None}), language)
    return {"name": _cut(subject(promise.target, language)), "goal": measure.value, "told": goal, "result": told}


def levels(promises: Sequence[Promise], language: Language, width: int) -> bytes | None:
    """Targets in percent beside their latest results; None where there are none."""
    rows = [row for each in promises if (row := _level(each, language))]
    if not rows:
        return None
    goal, result = say("summary.chart.goal", language), say("summary.chart.result", language)
    name = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": {"ticks": False, "domain": False}}
    most = max(100, *(max(row["goal"], row["result"] or 0) for row in rows))

    def place(of: str) -> dict[str, Any]:
        return {
            "field": of, "type": "quantitative", "title": None, "scale": {"domain": [0, most]},
            "axis": {"labelExpr": "datum.label + '%'", "tickCount": 5},
        }  # fmt: skip

    told = [row for row in rows if row["result"] is not None]
    colours = {"domain": [goal, result] if told else [goal], "range": [_ORANGE, _BLUE] if told else [_ORANGE]}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": told},
            "mark": {"type": "bar", "height": 9, "opacity": 0.85},
            "encoding": {"y": name, "x": place("result"), "color": {"datum": result, "scale": colours}},
        },
        {
            "mark": {"type": "tick", "thickness": 3, "size": 16},
            "encoding": {"y": name, "x": place("goal"), "color": {"datum": goal, "scale": colours}},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 9, "color": _GREY},
            "encoding": {"y": name, "x": place("goal"), "text": {"field": "told"}},
        },
    ]
    return _png({
        "width": width, "height": 16 * len(rows), "data": {"values": rows},
        "layer": layers if told else layers[1:],
    })  # fmt: skip
