"""Years that are no time of a value: of a cited document, a standard, prices, a publication, an outlook, an aside."""

from __future__ import annotations

from extract.rules.vocabulary import expression, sought

_NAME_REACH = 160  # characters: how far behind a document's type its name may go on


def cited(low: str, start: int, at: int, *, leads: bool = False) -> bool:
    """Whether a period at `at` belongs to the name of something said since `start`: another document, a standard, the
    year of prices.

    "Chỉ tiêu Kế hoạch năm 2026" is no citation, nor is what a lead-in (`leads`) says of goals.
    """
    begin = max(start, at - _NAME_REACH)
    before = low[begin:at]
    if never_when(low, start, at):
        return True
    if expression("citation").search(before) is None:
        return False
    said = low[start:at]
    return not (leads and expression("goals_of_lead_in").search(said)) and not expression("goals_of_document").search(
        said
    )


def never_when(low: str, start: int, at: int) -> bool:
    """Whether a period at `at` is the year of prices, of a standard, of a law, of an issue, of a
    document named with its number: never the time of a value."""
    before = low[max(start, at - _NAME_REACH) : at]
    if sought("price_base", before) or sought("law_of", before) or sought("published", before):
        return True
    if sought("issued", before) or sought("numbered", before):
        return True
    if not sought("standard_of", before):
        return False
    spans = expression("span_of_years").match(low, at) is not None
    return spans or expression("standard_in_bracket").search(before) is not None


def tells_goals(text: str) -> bool:
    """Whether a lead-in says of goals or results that they follow."""
    return expression("tells_goals").search(text) is not None


def outlook(low: str, start: int, at: int) -> bool:
    """Whether a period at `at` is the outlook behind a plan's own horizon ("tầm nhìn đến năm 2045")."""
    return (
        expression("outlook").match(low, at) is not None
        or expression("outlook_before").search(low[start:at]) is not None
    )


def aside(low: str, start: int, at: int) -> bool:
    """Whether a period stands in a bracket of other words ("(theo thu nhập năm 2024)"); one that opens it is not."""
    opened = low.rfind("(", start, at)
    if opened < 0 or low.find(")", opened, at) >= 0:
        return False
    return bool(low[opened + 1 : at].strip())
