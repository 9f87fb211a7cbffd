"""Positions in an index over the years, as a small SVG that is safe inside a page.

Drawn by Vega-Lite without a browser and without network.  Of what it writes only shapes and text are kept; colours
become the page's own, so that the chart follows light and dark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from extract.views.compare.matrix import Value
from extract.views.compare.plain_data import clean

_WIDTH, _HEIGHT = 250, 130
_MOST_TICKS = 8
_RANKED = 63  # provinces that are ranked where no document says how many
# Colours stand for the page's: what is drawn in one of these is shown in the variable beside it.
INK, LINE, GOAL, MUTED = "#111111", "#111112", "#111113", "#111114"
_COLOURS = {
    INK: "var(--ink)",
    LINE: "var(--chart-line)",
    GOAL: "var(--chart-goal)",
    MUTED: "var(--muted)",
    "#111115": "var(--rule)",
}
_TAGS = {"svg", "g", "path", "rect", "line", "text", "circle"}
_ATTRIBUTES = {
    "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "transform", "fill", "stroke",
    "stroke-width", "stroke-dasharray", "stroke-opacity", "fill-opacity", "opacity", "text-anchor", "font-size",
    "font-weight", "font-family", "viewBox", "display",
}  # fmt: skip
_ADDRESS = re.compile(r"url\(|[a-z]+:", re.IGNORECASE)
_SVG = "{http://www.w3.org/2000/svg}"


def drawable(values: Sequence[Value]) -> list[Value]:
    """The values a chart can show: positions of a known year."""
    return [value for value in values if value.year is not None and value.placed.axis.unit == "rank"]


def _points(values: Sequence[Value]) -> list[dict[str, Any]]:
    """What is drawn, each thing once, however many documents say it."""
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for value in drawable(values):
        low, high = value.placed.low, value.placed.high
        worst = high if high is not None else low
        best = 1 if low is None else low
        point = {
            "year": value.year,
            "kind": value.target.kind,
            "best": best,
            "worst": worst,
            "open": value.target.kind == "target" and low is None,
            "label": f"{worst:g}" if best == worst or low is None else f"{best:g}–{worst:g}",
        }
        found.setdefault(tuple(point.values()), point)
    return list(found.values())


@cache
def _template() -> str:
    """The chart as JSON with places for its data: built once, since building costs more than drawing."""
    import altair as alt

    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(domain=["@years"], nice=False, zero=False),
        axis=alt.Axis(values=["@ticks"], format="d", grid=False, tickSize=3),
    )
    scale = alt.Scale(domain=["@ranks"], reverse=True, nice=False, zero=False)
    axis = alt.Axis(values=["@marks"], format="d", tickSize=0, gridColor="#111115", domain=False)
    base = alt.Chart(alt.NamedData("points"))
    actual = base.transform_filter("datum.kind == 'actual'")
    goal = base.transform_filter("datum.kind == 'target'")
    y = alt.Y("worst:Q", title=None, scale=scale, axis=axis)
    layers = [
        goal.mark_rule(color=GOAL, strokeWidth=7, opacity=0.45).encode(x=x, y=y, y2="best:Q"),
        goal.mark_tick(color=GOAL, thickness=2.5, size=18, orient="horizontal").encode(x=x, y=y),
        goal.transform_filter("datum.open")
        .mark_point(color=GOAL, shape="triangle-up", filled=True, size=45, opacity=1)
        .encode(x=x, y=alt.Y("best:Q", scale=scale, axis=axis, title=None)),
        actual.mark_line(color=LINE, strokeWidth=2).encode(x=x, y=y),
        actual.mark_point(color=LINE, filled=True, size=34, opacity=1).encode(x=x, y=y),
        actual.mark_text(color=INK, dy=-9, fontSize=11, fontWeight=600).encode(x=x, y=y, text="label:N"),
        goal.mark_text(color=GOAL, dy=12, fontSize=11, fontWeight=600).encode(x=x, y=y, text="label:N"),
    ]
    chart = alt.layer(*layers).properties(width=_WIDTH, height=_HEIGHT, background="transparent")
    chart = chart.configure_view(stroke=None).configure_axis(
        labelColor=MUTED, labelFontSize=11, domainColor="#111115", tickColor="#111115", labelFont="sans-serif"
    )
    return json.dumps({**chart.to_dict(validate=False), "datasets": {"points": ["@points"]}})


def _spec(values: Sequence[Value]) -> str:
    """The chart of some values as JSON."""
    points = _points(values)
    years = sorted({point["year"] for point in points})
    ranked = max([*(value.placed.axis.of or 0 for value in drawable(values)), *(point["worst"] for point in points)])
    last = ranked if any(value.placed.axis.of for value in drawable(values)) else max(ranked, _RANKED)
    # Of years that stand close every second label is left out, never the last.
    steps = max(1, -(-(years[-1] - years[0] + 1) // _MOST_TICKS))
    filled = {
        "@years": [years[0] - 0.6, years[-1] + 0.6],
        "@ticks": list(range(years[-1], years[0] - 1, -steps)),
        "@ranks": [1, last],
        "@marks": sorted({1, round(last / 2), int(last)}),
        "@points": points,
    }
    text = _template()
    for name, data in filled.items():
        text = text.replace(f'["{name}"]', json.dumps(data))
    return text


def svg(values: Sequence[Value], id: str, title: str, description: str) -> str | None:
    """A chart of the positions among `values`; None where none can be drawn.

    `id` must be unique in the page; title and description are for those who do not see it.
    """
    if not drawable(values):
        return None
    import vl_convert

    drawn = ElementTree.fromstring(vl_convert.vegalite_to_svg(_spec(values)))
    return safe(drawn, id, title, description)


def safe(drawn: ElementTree.Element, id: str, title: str, description: str) -> str:
    """The drawing written anew with known shapes and attributes alone."""
    box = drawn.get("viewBox") or f"0 0 {drawn.get('width')} {drawn.get('height')}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="chart" viewBox="{escape(box)}" '
        f'aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{escape(clean(title))}</title>'
        f'<desc id="{id}-d">{escape(clean(description))}</desc>'
    ]

    def walk(node: ElementTree.Element) -> None:
        tag = node.tag.removeprefix(_SVG)
        if tag not in _TAGS or node.get("display") == "none":
            return
        kept = {}
        for name, value in node.attrib.items():
            if name in _ATTRIBUTES and not _ADDRESS.search(value):
                kept[name] = _COLOURS.get(value, value)
        if tag == "path" and not kept.get("d", "x").strip():
            return
        attributes = "".join(f' {name}="{escape(value, {chr(34): "&quot;"})}"' for name, value in kept.items())
        parts.append(f"<{tag}{attributes}>")
        parts.append(escape(clean(node.text or "")) if tag == "text" else "")
        for child in node:
            walk(child)
        parts.append(f"</{tag}>")

    for child in drawn:
        walk(child)
    return "".join([*parts, "</svg>"])
