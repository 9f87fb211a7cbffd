"""What values of a sentence share or differ by: predicates said once, and the part that each is of."""

from __future__ import annotations

from extract.clauses.parts import FILL, Clause, Reading
from extract.mentions.cues import relation_in
from extract.rules.vocabulary import expression, listed


def set_parts(clause: Clause) -> None:
    """Values that differ by the part they are of ("60% ở thành thị và 40% ở nông thôn"), each with its part.

    Where nothing else names a value, what it is for does ("12%/năm đối với số công bố khoa học").
    """
    outer = [r for r in clause.readings if r.inner < 0]
    found = [(r, span) for r in outer if (span := _part_behind(clause, r)) is not None]
    named = False
    for reading, (start, end) in found:
        whom = expression("for_whom").match(clause.part(start, end))
        named = named or (whom is not None and reading.side == "none" and reading is outer[0])
        if named and whom is not None and reading.side == "none":
            others = expression("and_whom").match(clause.part(end, reading.right))
            end += others.end() if others is not None else 0  # "đối với Chỉ số PCI và Chỉ số PAPI"
            reading.side, reading.name = "right", [(start + whom.end(), end)]
        elif len(found) > 1:
            reading.at = (start, end)


def _part_behind(clause: Clause, reading: Reading) -> tuple[int, int] | None:
    at = reading.mention.end
    match = expression("at_part").match(clause.part(at, reading.right)) if reading.side != "right" else None
    return (at + match.start("x"), at + match.end("x")) if match else None


def _behind_tier(clause: Clause, reading: Reading) -> tuple[int, int] | None:
    """The predicate of "54% tại cấp xã được xử lý": what is counted was said before, and is shared."""
    tier = expression("at_tier").match(clause.part(reading.mention.end, reading.right))
    if tier is None:
        return None
    start = reading.mention.end + tier.end()
    text = clause.part(start, reading.right).rstrip(FILL)
    return (start, start + len(text)) if listed("predicates").match(text) else None


def _alike(clause: Clause, one: Reading, two: Reading) -> bool:
    """Whether two value-first names begin with the same word: statements set in parallel."""
    first, second = (clause.part(*r.name[0]).split() for r in (one, two))
    return bool(first and second) and first[0] == second[0]


def _opposed(clause: Clause, one: Reading, two: Reading) -> bool:
    """Whether one value is a least and the other a most: what is done of the one is not of the other."""
    found = [relation_in(clause.part(r.cluster, r.mention.value_start), "before") for r in (one, two)]
    sides = {each[0].relation for each in found if each is not None}
    return bool(sides & {"ge", "gt"}) and bool(sides & {"le", "lt"})


def share_predicates(clause: Clause) -> None:
    """ "90% A; 80% B và 60% C được xử lý": the predicate of the last holds for those before it."""
    predicate: tuple[int, int] | None = None
    last: Reading | None = None
    for reading in reversed([r for r in clause.readings if r.inner < 0]):
        unit = reading.mention.row.unit
        if reading.side == "none" and unit == "percent":
            own = _behind_tier(clause, reading) if predicate is None else predicate
            predicate, last = own, reading if own is not None else last
            continue
        if reading.side != "right" or unit not in {"percent", "ratio"}:
            predicate = None
        elif reading.predicate >= 0:
            predicate = (reading.predicate, reading.name[-1][1])
        elif predicate is not None and last is not None and last.mention.row.unit == unit:
            opened = clause.statements[last.statement].opened_by if last.statement != reading.statement else ""
            if _opposed(clause, reading, last):
                predicate = None
            elif opened == "" or (opened == ";" and (last.side == "none" or _alike(clause, reading, last))):
                reading.name.append(predicate)
                reading.shared = last.shared = True
            else:
                predicate = None
        last = reading
