"""track.html: every place's indicators with their goals, as one page that needs neither server nor network."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from extract.messages import Language
from extract.views.compare.panel import both
from extract.views.compare.plain_data import clean
from extract.views.compare.scales import normal
from extract.views.track.charts import drawable, svg
from extract.views.track.labels import LABELS, SIGNS, label
from extract.views.track.lines import Said
from extract.views.track.plain import Link, sources, titled
from extract.views.track.standing import Standing
from extract.views.track.telling import arithmetic, due, shown
from extract.views.track.tracking import STATUSES, Tracked, Tracking
from extract.write.local_units import local_unit

_FOLDER = Path(__file__).parent / "templates"
_LOOK = Path(__file__).parent.parent / "compare" / "templates" / "compare.css"
MOST_CHARTS = 600  # of larger sets those lines have a chart that want attention first
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"


def _t(key: str) -> Markup:
    return both(label(key, "vi"), label(key, "en"))


def _said(said: Said, link: Link) -> dict[str, Any]:
    """A record as the table of a card shows it."""
    target = said.target
    return {
        "kind": target.kind,
        "year": said.year,
        "inferred": said.inferred,
        "value": both(shown(said, "vi"), shown(said, "en")),
        "source": clean(sources(said)),
        "title": clean(said.head.title or ""),
        "sentence": clean(target.source.sentence.text),
        "section": clean(" > ".join(target.source.section)),
        "page": target.source.page,
        "words": said.joined == "words",
        "link": link(said.head.id, target.id),
    }


def _goal(goal: Standing) -> dict[str, Any]:
    said, leaning = goal.pledge.set_by, goal.pledge.leaning
    better = "assumed" if leaning.basis == "assumed" else leaning.sense or "none"
    return {
        "status": goal.status,
        "pace": goal.pace,
        "value": both(shown(said, "vi"), shown(said, "en")),
        "due": due(goal),
        "inferred": said.inferred,
        "sort": goal.pledge.sort,
        "source": clean(sources(said)),
        "again": ", ".join(clean(sources(each)) for each in goal.pledge.again),
        "how": both(arithmetic(goal, "vi"), arithmetic(goal, "en")),
        "better": better,
        "responsible": clean(said.target.responsible or ""),
    }


def status_of(tracked: Tracked) -> str:
    """What a line is sorted and filtered by."""
    leading = tracked.current
    return leading.status if leading is not None else "revised" if tracked.goals else "no_goal"


def _drawn(found: Tracking, most: int) -> frozenset[int]:
    """The numbers of the lines that get a chart."""
    order = {status: number for number, status in enumerate((*STATUSES, "no_goal"))}
    lines = [at for at, each in enumerate(found.lines) if drawable(each)]
    return frozenset(sorted(lines, key=lambda at: (order[status_of(found.lines[at])], at))[:most])


def _card(at: int, found: Tracking, language: Language, link: Link, *, draw: bool) -> dict[str, Any]:
    tracked = found.lines[at]
    line = tracked.line
    title = titled(tracked, "vi"), titled(tracked, "en")
    said = sorted(line.said, key=lambda each: (each.year or 9999, each.target.kind, each.order))
    words = {each.target.indicator.text for each in line.said}
    parent = found.lines[tracked.parent] if tracked.parent is not None else None
    return {
        "id": at,
        "title": both(*title),
        "status": status_of(tracked),
        "pace": tracked.current.pace if tracked.current is not None else None,
        "goals": [_goal(each) for each in tracked.goals],
        "statuses": " ".join(sorted({str(each.status) for each in tracked.goals} or {"no_goal"})),
        "values": [_said(each, link) for each in said],
        "svg": Markup((svg(tracked, f"chart-{at}", title[language != "vi"], language) if draw else None) or ""),
        "dues": " ".join(sorted({str(each.pledge.due) for each in tracked.goals if each.pledge.due is not None})),
        "search": clean(normal(" ".join((*title, *sorted(words)))))[:2000],
        "parent": both(titled(parent, "vi"), titled(parent, "en")) if parent is not None else None,
        "words": any(each.joined == "words" for each in line.said),
    }


def _places(found: Tracking, language: Language, link: Link) -> Iterator[dict[str, Any]]:
    """The places in the order of the lines, each with its cards by status."""
    order = {status: number for number, status in enumerate((*STATUSES, "no_goal"))}
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    names: dict[tuple[str, str, str], str] = {}
    drawn = _drawn(found, MOST_CHARTS)
    for at, tracked in enumerate(found.lines):
        key = tracked.line.whose.key
        names.setdefault(key, clean(", ".join(tracked.line.whose.names)) or "?")
        groups.setdefault(key, []).append(_card(at, found, language, link, draw=at in drawn))
    for number, (key, cards) in enumerate(groups.items()):
        cards.sort(key=lambda card: (order[card["status"]], card["pace"] != "behind", not card["svg"]))
        with_goal = [card for card in cards if card["status"] != "no_goal"]
        yield {
            "number": number,
            "name": names[key],
            "cards": with_goal,
            "others": [card for card in cards if card["status"] == "no_goal"],
            "counts": Counter(goal["status"] for card in with_goal for goal in card["goals"]),
        }


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def page(found: Tracking, language: Language, link: Link) -> str:
    """The page, opening in `language`; `link` gives a record's address in the review pages, or None."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = _LOOK.read_text("utf-8") + (_FOLDER / "track.css").read_text("utf-8")
    script = (_FOLDER / "track.js").read_text("utf-8")
    goals = [goal for tracked in found.lines for goal in tracked.goals]
    return environment.get_template("track.html.j2").render(
        language=language,
        t=_t,
        label=label,
        labels=LABELS,
        clean=clean,
        local=local_unit,
        policy=f"{_POLICY}; style-src {_hash(style)}; script-src {_hash(script)}",
        style=Markup(style),
        script=Markup(script),
        found=found,
        places=list(_places(found, language, link)),
        counts=Counter(goal.status for goal in goals),
        total=len(goals),
        lines=sum(bool(each.goals) for each in found.lines),
        statuses=STATUSES,
        signs=SIGNS,
        years=sorted({goal.pledge.due for goal in goals if goal.pledge.due is not None}),
    )
