"""A goal and how it stands, in words: the value with its unit, the document, the arithmetic."""

from __future__ import annotations

from extract.contract.model import Head
from extract.contract.wording import amount
from extract.messages import Language
from extract.views.track.labels import label
from extract.views.track.lines import Line, Said
from extract.views.track.standing import Standing

_DIGITS = 4  # significant digits of what is worked out


def shown(said: Said, language: Language) -> str:
    """A record's value as a reader would write it."""
    return amount(said.target.measure, language)


def worked_out(value: float, like: Said, language: Language) -> str:
    """A number in base units, in the unit and direction in which a record tells its own."""
    raw, base = like.target.measure.value, like.point
    number = float(raw) if raw is not None else None
    factor = base / number if base and number and like.target.measure.upper is None else _factor(like)
    rounded = float(f"{value / factor:.{_DIGITS}g}")
    changes = {"value": int(rounded) if rounded.is_integer() else rounded, "upper": None, "relation": "eq", "per": None}
    measure = like.target.measure.model_copy(update=changes)
    return amount(measure.model_copy(update={"out_of": None}), language)


def _factor(like: Said) -> float:
    """What a number of a record's text is multiplied by, told by the lower end of its range."""
    raw, low = like.target.measure.value, like.value.placed.low
    return low / raw if raw and low else 1.0


def document(head: Head) -> str:
    """A document by its number, else its id."""
    return head.number or head.id


def due(found: Standing) -> str:
    """By when, or of which years, a goal is."""
    pledge = found.pledge
    if pledge.due is None:
        return ""
    if pledge.sort in {"total", "mean", "each"} and pledge.start is not None and pledge.start != pledge.due:
        return f"{pledge.start}–{pledge.due}"
    return str(pledge.due)


def name(line: Line, language: Language) -> str:
    """The line's indicator with the part and tier it is of."""
    title = line.name_vi if language == "vi" else line.name_en
    tier = label(f"tier.{line.level}", language) if line.level else None
    more = ", ".join(filter(None, (line.part, tier)))
    return f"{title} ({more})" if more else title


def arithmetic(found: Standing, language: Language) -> str:
    """Why a goal stands as it does, with its numbers."""
    goal, pledge = found.pledge.set_by, found.pledge

    def told(value: float | None) -> str:
        return worked_out(value, goal, language) if value is not None else "?"

    words: dict[str, object] = {
        "goal": shown(goal, language),
        "due": pledge.due if pledge.due is not None else "?",
        "document": document(goal.head),
        "year": found.at if found.at is not None else "?",
        "value": _beside(found, language) if found.last is not None else "",
    }
    if pledge.revised_by is not None:
        later = pledge.revised_by.set_by
        return label("told.revised", language, goal=shown(later, language), document=document(later.head))
    if found.base is not None:
        base = shown(found.base_said, language) if found.base_said is not None else told(found.base[1])
        words |= {"base": base, "from_year": found.base[0]}
    if found.status == "silent":
        key = "silent" if (pledge.due or 9999) >= int(found.asof[:4]) else "silent_due"
        text = label(f"told.{key}", language, **words)
        return f"{text}; {label('told.base', language, **words)}" if found.base is not None else text
    if pledge.sort in {"total", "mean"} and found.years:
        return _over_years(found, language, words, told(found.reached), told(found.expected))
    if found.status == "overdue":
        return label("told.overdue", language, **words)
    if found.status == "on_the_way" and found.expected is not None:
        return label("told.line", language, expected=told(found.expected), **words)
    return label("told.one" if found.status == "on_the_way" else "told.decides", language, **words)


def _beside(found: Standing, language: Language) -> str:
    """The value that decides, also in the goal's unit where it was told in another."""
    assert found.last is not None
    told, goal = shown(found.last, language), found.pledge.set_by
    one, other = found.last.target.measure, goal.target.measure
    same = (one.unit, one.unit_text) == (other.unit, other.unit_text)
    if same or found.reached is None or found.last.value.placed.converted == goal.value.placed.converted:
        return told
    again = worked_out(found.reached, goal, language)
    return told if again == told else f"{told} (= {again})"


def _over_years(found: Standing, language: Language, words: dict[str, object], value: str, expected: str) -> str:
    years = f"{found.years[0]}–{found.years[-1]}" if len(found.years) > 1 else str(found.years[0])
    if found.pledge.sort == "mean":
        return label("told.mean", language, **{**words, "value": value, "count": len(found.years), "years": years})
    parts = " + ".join(shown(each, language) for each in found.outcomes)
    key = "told.sum" if found.status == "on_the_way" else "told.sum_done"
    return label(key, language, **{**words, "value": value, "years": years, "parts": parts, "expected": expected})


def by_unit(value: float, like: Said, language: Language) -> str:
    """A number in base units as a bare number in a record's unit, with the sign of a share."""
    text = worked_out(value, like, language)
    measure = like.target.measure
    if measure.unit in {"money", "count", "quantity", "points"} and measure.unit_text:
        text = text.removesuffix(measure.unit_text).strip()
    return text.removeprefix("↑ ").removeprefix("↓ ")
