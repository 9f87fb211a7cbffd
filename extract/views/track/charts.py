"""One small chart a line: results over the years, goals where they are due, the straight line between them.

Drawn by Vega-Lite without a browser and without network, as those of the comparison are.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from xml.etree import ElementTree

from extract.messages import Language
from extract.views.compare.charts import GOAL, INK, LINE, MUTED, safe
from extract.views.track.lines import Said
from extract.views.track.standing import Standing
from extract.views.track.telling import arithmetic, by_unit, shown
from extract.views.track.tracking import Tracked

_WIDTH, _HEIGHT = 300, 92
_MOST_TICKS = 7
_AROUND = 0.22  # of the height that is kept free above and below


def drawn_goals(tracked: Tracked) -> list[Standing]:
    """The goals that a chart can show: those that stand at a year with a number."""
    return [each for each in tracked.goals if each.pledge.due is not None and each.goal is not None]


def _results(tracked: Tracked) -> list[Said]:
    """The results that a chart can show, of each year the last one told, in their order."""
    of_year = {each.year: each for each in tracked.line.results if each.year is not None and each.point is not None}
    return [of_year[year] for year in sorted(year for year in of_year if year is not None)]


def drawable(tracked: Tracked) -> bool:
    """Whether there is something to be seen: a result and a goal, or two results."""
    results = len(_results(tracked))
    return results > 1 or (results == 1 and bool(drawn_goals(tracked)))


def _points(tracked: Tracked, language: Language) -> list[dict[str, Any]]:
    """What is drawn.  Sums over years have a scale of their own and are left to words."""
    points: list[dict[str, Any]] = []
    results = _results(tracked)
    for number, said in enumerate(results):
        ends = number in {0, len(results) - 1}
        text = by_unit(said.point or 0.0, _like(tracked), language) if ends else ""
        points.append({"kind": "result", "year": said.year, "value": said.point, "label": text})
    for number, each in enumerate(drawn_goals(tracked)):
        if each.pledge.sort == "total" and results:
            continue
        past = "revised" if each.status == "revised" else "goal"
        text = by_unit(each.goal or 0.0, _like(tracked), language)
        points.append({"kind": past, "year": each.pledge.due, "value": each.goal, "label": text})
        if each.base is not None and each.status in {"on_the_way", "overdue", "silent"} and each.pledge.sort != "total":
            for year, value in (each.base, (each.pledge.due, each.goal)):
                points.append({"kind": "path", "year": year, "value": value, "label": "", "line": number})
    return points


def _like(tracked: Tracked) -> Said:
    """The record whose unit the numbers of the chart are in."""
    return (tracked.line.goals or tracked.line.results)[0]


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
    y = alt.Y("value:Q", title=None, axis=None, scale=alt.Scale(domain=["@values"], nice=False, zero=False))
    base = alt.Chart(alt.NamedData("points")).encode(x=x, y=y)

    def of(kind: str) -> Any:
        return base.transform_filter(f"datum.kind == '{kind}'")

    layers = [
        of("path").mark_line(color=GOAL, strokeWidth=1.2, strokeDash=[4, 3]).encode(detail="line:N"),
        of("result").mark_line(color=LINE, strokeWidth=2),
        of("result").mark_point(color=LINE, filled=True, size=34, opacity=1),
        of("result").mark_text(color=INK, dy=-10, fontSize=11, fontWeight=600).encode(text="label:N"),
        of("revised").mark_tick(color=MUTED, thickness=2, size=16, orient="horizontal"),
        of("revised").mark_text(color=MUTED, dy=11, fontSize=10).encode(text="label:N"),
        of("goal").mark_tick(color=GOAL, thickness=3, size=20, orient="horizontal"),
        of("goal").mark_text(color=GOAL, dy=13, fontSize=11, fontWeight=600).encode(text="label:N"),
    ]
    chart = alt.layer(*layers).properties(width=_WIDTH, height=_HEIGHT, background="transparent")
    chart = chart.configure_view(stroke=None).configure_axis(
        labelColor=MUTED, labelFontSize=11, domainColor="#111115", tickColor="#111115", labelFont="sans-serif"
    )
    return json.dumps({**chart.to_dict(validate=False), "datasets": {"points": ["@points"]}})


def _spec(points: list[dict[str, Any]]) -> str:
    years = sorted({point["year"] for point in points})
    values = [point["value"] for point in points]
    low, high = min(values), max(values)
    room = (high - low) * _AROUND or abs(high) * _AROUND or 1.0
    steps = max(1, -(-(years[-1] - years[0] + 1) // _MOST_TICKS))
    filled = {
        "@years": [years[0] - 0.5, years[-1] + 0.5],
        "@ticks": list(range(years[-1], years[0] - 1, -steps)),
        "@values": [low - room * 1.4, high + room],
        "@points": points,
    }
    text = _template()
    for name, part in filled.items():
        text = text.replace(f'["{name}"]', json.dumps(part))
    return text


def svg(tracked: Tracked, id: str, title: str, language: Language) -> str | None:
    """The chart of a line; None where there is nothing to draw.  `id` must be unique in the page."""
    if not drawable(tracked):
        return None
    points = _points(tracked, language)
    import vl_convert

    told = [f"{each.year}: {shown(each, language)}" for each in _results(tracked)]
    told += [arithmetic(each, language) for each in tracked.goals]
    drawn = ElementTree.fromstring(vl_convert.vegalite_to_svg(_spec(points)))
    return safe(drawn, id, title, "; ".join(told))
