"""The map as compare.html shows it: two drawings, and what each row that can be chosen says of which province."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from extract.contract.wording import value as words
from extract.messages import Language
from extract.views.compare.labels import label
from extract.views.compare.matrix import Row
from extract.views.compare.panel import Records, both
from extract.views.compare.plain_data import clean
from extract.views.compare.province_map import CUTS, Cut, Mapped, Spot, names, shapes

_TEXT = 9  # size of the words on the drawing, in its units


def row_name(row: Row, language: Language) -> str:
    """What a row is called where it is chosen: its indicator, years, kind and tier."""
    key, axis = row.key, row.key.axis
    if row.view == "exact":
        when = str(key.year) if key.year is not None else label("no_year", language)
    else:
        when = label(f"view.{row.view}.{key.kind}", language).format(year=key.year)
    parts = [when]
    if key.kind == "actual" and row.view == "exact":
        parts.append(label("kind.actual", language))
    if key.level:
        parts.append(label(f"tier.{key.level}", language))
    if axis.direction:
        parts.append(label(axis.direction, language))
    if axis.per:
        parts.append(label("per_year", language))
    if axis.over:
        parts.append(label("over_years", language).format(n=axis.over))
    if axis.baseline and any(axis.baseline):
        parts.append(f"{label('from', language)} {'–'.join(str(y) for y in dict.fromkeys(axis.baseline) if y)}")
    return clean(f"{row.name_vi if language == 'vi' else row.name_en} · {', '.join(parts)}")


def choices(found: list[Mapped], records: Records) -> dict[str, Any]:
    """What the script of the page draws: the rows, their values, and what the provinces are called."""
    return {
        "names": {cut: names(cut) for cut in CUTS},
        "rows": [
            {
                "vi": row_name(each.row, "vi"),
                "en": row_name(each.row, "en"),
                "spots": [_spot(spot, records) for spot in each.spots],
            }
            for each in found
        ],
    }


def _spot(spot: Spot, records: Records) -> list[Any]:
    value = spot.value
    head = value.head
    return [
        list(spot.today),
        list(spot.former),
        spot.number,
        clean(words(value.target, "vi")),
        clean(words(value.target, "en")),
        value.year,
        clean(head.number or head.id),
        clean(head.province.name if head.province else ""),
        records.number(head.id, value.target),
        int(value.inferred),
    ]


def drawing(cut: Cut) -> Markup:
    """One cut as SVG; the script gives the shapes their classes and titles by `data-c`, the province's code."""
    made = shapes()
    width, height = made["size"]
    called = names(cut)
    parts = [
        Markup('<svg class="map {}" viewBox="0 0 {} {}" role="img" aria-labelledby="map-{}-title">').format(
            cut, width, height, cut
        ),
        Markup('<title id="map-{}-title"></title>').format(cut),
        Markup(
            '<defs><pattern id="hatch-{}" width="5" height="5" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><path class="hatch" d="M0,0V5"/></pattern></defs>'
        ).format(cut),
    ]
    for code, each in made[cut].items():
        parts.append(
            Markup('<path class="p" data-c="{}" d="{}" fill="url(#hatch-{})"><title>{}</title></path>').format(
                code, each["path"], cut, called.get(code, code)
            )
        )
    for code, each in made["boxes"].items():
        x1, y1, x2, y2 = each["box"]
        parts.append(
            Markup('<rect class="box" x="{}" y="{}" width="{}" height="{}"/>').format(
                x1, y1, round(x2 - x1, 1), round(y2 - y1, 1)
            )
        )
        spots = Markup("").join(Markup('<circle cx="{}" cy="{}" r="2.6"/>').format(x, y) for x, y in each["spots"])
        title = Markup("<title>{}</title>").format(called.get(code, code))
        parts.append(Markup('<g class="p" data-c="{}" fill="url(#hatch-{})">{}{}</g>').format(code, cut, title, spots))
        for line, at in ((both(each["name_vi"], each["name_en"]), y2 - 16), (f"({called.get(code, code)})", y2 - 5)):
            text = str(line).replace("<span", "<tspan").replace("</span", "</tspan")
            parts.append(
                Markup('<text x="{}" y="{}" font-size="{}" text-anchor="middle">{}</text>').format(
                    round((x1 + x2) / 2, 1), round(at, 1), _TEXT, Markup(text)
                )
            )
    parts.append(Markup("</svg>"))
    return Markup("\n").join(parts)
