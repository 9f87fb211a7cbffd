"""A sentence with its mentions becomes a `Clause`; the relation of a value is read from its words."""

from __future__ import annotations

import re

from extract.clauses.cutting import cut_bracket, cut_statements, divide
from extract.clauses.names import set_name
from extract.clauses.parts import CITED, HIDDEN, PERIOD, Clause, Reading
from extract.clauses.sharing import set_parts, share_predicates
from extract.language import numerals
from extract.mentions.cues import relation_in
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, listed, sought
from extract.rules.word_rows import RelationRule

_PAREN = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_GLUED_MARK = re.compile(r"\d(?:(?<=[^\W\d_].)(?<![a-z].)|(?<=[^\x00-\x7f][a-z].))\d?(?!\w|[.,/]\d)")
_CITED = frozenset({"document_number", "date", "address", "standard_number"})
_REACH = 60  # characters behind a value among which a bound of it stands ("15 đoàn khách quốc tế trở lên")
_NEAR = 40  # characters between a number of bodies and the share they have not reached
_OPPOSITE = {"ge": "le", "le": "ge", "gt": "lt", "lt": "gt"}
_OF_THINGS = frozenset({"count", "quantity", "percent"})
_LEVELS = frozenset({"percent", "points", "money"})  # others may begin a stretch of time or way: "từ 14 giờ"
_OF_PLAN = ".of_plan"  # the row of what was planned, told beside a result: no label is named there
_LABEL = 2  # digits of the label of a goal at most: "chỉ tiêu 204 đảng viên" is none
_NEGATED = {"lt": "ge", "gt": "le"}


def analyse(low: str, start: int, end: int, mentions: list[Mention]) -> Clause:
    """The sentence low[start:end] (lower case) with its values read in their clauses."""
    clause = _masked(low, start, end, mentions)
    earlier: Mention | None = None
    for m in mentions:
        if m.row.unit is None:
            continue
        inner = next((i for i, (a, b) in enumerate(clause.brackets) if a < m.start < b), -1)
        reason = _part_of_words(low, start, m) or _describes(low, earlier, m) or _said_again(low, earlier, m)
        if reason is None and inner >= 0 and _in_words(low, m, *clause.brackets[inner]):
            reason = "restated_in_words"
        earlier = m
        if reason is not None:
            clause.passed_over.append((m, reason))
            if reason == "starting_value":
                _hide(clause, low, m)
            continue
        clause.readings.append(Reading(m, inner))
    cut_statements(clause, mentions)
    outer = [r for r in clause.readings if r.inner < 0]
    for number, statement in enumerate(clause.statements):
        statement.values = [r for r in outer if statement.start <= r.mention.start < statement.end]
        divide(clause, statement)
        for reading in statement.values:
            reading.statement = number
            set_name(clause, statement, reading)
    set_parts(clause)
    share_predicates(clause)
    for reading in clause.readings:
        if reading.inner >= 0:
            cut_bracket(clause, reading)
        reading.name = [part for span in reading.name for part in _without_marks(low, span)]
    return clause


def _without_marks(low: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """A name without the marks of footnotes that are glued to its syllables ("85 xã1 được công nhận").

    A digit of a misread letter ("tổ1 thiểu") is no mark: no note of that number stands below.
    """
    parts = []
    at, end = span
    for mark in _GLUED_MARK.finditer(low, at, end):
        if re.compile(rf"\n\s*{mark.group()}\s+[^\W\d]").search(low, end) is not None:
            parts.append((at, mark.start()))
            at = mark.end()
    return [(a, b) for a, b in [*parts, (at, end)] if low[a:b].strip()]


def _masked(low: str, start: int, end: int, mentions: list[Mention]) -> Clause:
    brackets = [(start + m.start(), start + m.end()) for m in _PAREN.finditer(low[start:end])]
    parts = []
    at = start
    for m in mentions:
        sign = PERIOD if m.row.kind is not None else CITED if m.row.reason in _CITED else ""
        if sign:
            parts += [low[at : m.start], sign * (m.end - m.start)]
            at = m.end
    opened = masked = "".join(parts) + low[at:end]
    for a, b in brackets:
        masked = masked[: a - start] + HIDDEN * (b - a) + masked[b - start :]
    return Clause(start, end, masked, opened, brackets)


def _describes(low: str, earlier: Mention | None, mention: Mention) -> str | None:
    """ "03 doanh nghiệp có doanh thu trên 100 tỷ đồng": the second number tells which ones are counted."""
    if earlier is None or mention.row.unit in {"rank", "places", "band", "ratio", None}:
        return None
    if earlier.row.unit not in {"count", "percent", "ratio"}:
        return None
    gap = low[earlier.end : mention.start]
    if mention.row.unit == "percent":
        return "specification" if expression("not_yet").search(gap) and len(gap) <= _NEAR else None
    if mention.row.unit == "count" and expression("of_so_many").fullmatch(gap):
        return "specification"
    least = earlier.row.unit != "count" and expression("least_of_each").search(gap) is not None
    if least or (expression("owning").search(gap) and not expression("parting").search(gap)):
        return "specification"
    return None


def _said_again(low: str, earlier: Mention | None, mention: Mention) -> str | None:
    """ "15 ngày (mười lăm ngày)": the bracket says the number once more, in words."""
    words = mention.groups.get("n", "")
    if earlier is None or "n" not in earlier.groups or not words[:1].isalpha():
        return None
    again = low[earlier.end : mention.start].strip() == "(" and low[mention.end : mention.end + 1] == ")"
    return "restated_in_words" if again and numerals.number(words) == numerals.number(earlier.groups["n"]) else None


def _in_words(low: str, mention: Mention, start: int, end: int) -> bool:
    """ "1.500.000.000 đồng (Một tỷ năm trăm triệu đồng)": the bracket says an amount again, in many words."""
    spoken = mention.groups.get("n", "")[:1].isalpha() and low[:start].rstrip()[-1:].isalnum()
    return spoken and expression("said_in_words").fullmatch(low, start, end) is not None


def _hide(clause: Clause, low: str, mention: Mention) -> None:
    """Blank "từ 5,2% năm 2025" in "từ 5,2% năm 2025 xuống còn 3%", so that it is in no name."""
    starting = expression("starting").search(low, clause.start, mention.start)
    first = starting.start("from") if starting else mention.start
    behind = _to_a_level(low, mention)
    last = behind.start("verb") if behind else mention.end
    clause.hidden.append((first, last))
    at, stop = first - clause.start, last - clause.start
    clause.masked = clause.masked[:at] + HIDDEN * (stop - at) + clause.masked[stop:]


def _to_a_level(low: str, mention: Mention) -> re.Match[str] | None:
    """What says behind a number that it changed to another: "từ 5,2% xuống", "từ 09 cuộc xuống còn 04 cuộc"."""
    found = expression("to_a_level").match(low, mention.end)
    if found is None and mention.row.unit == "count":
        found = expression("to_so_many").match(low, mention.end)
    return found


def _part_of_words(low: str, start: int, mention: Mention) -> str | None:
    """Why a number is only part of the words around it; None if it is a value of its own."""
    before = low[max(start, mention.start - 60) : mention.start]
    unit = mention.row.unit
    if unit not in {"percent", "money"} and sought("aged", before + low[mention.start : mention.end + 6]):
        return "age"
    if unit == "count":
        if expression("all_so_many").search(before + low[mention.start : mention.end + 12]):
            return "specification"
        if before.endswith("(") and low[mention.end : mention.end + 1] == ")":
            return "list_ordinal"
        told = low[mention.value_start : mention.value_end]
        bare = told.isdigit() and len(told) <= _LABEL  # "mục tiêu 18,5 triệu lượt khách" is no label
        if bare and expression("label_before").search(before) and not mention.row.id.endswith(_OF_PLAN):
            return "list_ordinal"
    if unit not in {"band", "ratio", "places"} and expression("starting").search(before):
        if _to_a_level(low, mention):
            return "starting_value"
    if unit == "band" and expression("band_goes_on").match(low, mention.end):
        return "name"
    if unit in {"quantity", "count"}:
        described = expression("described_with").search(before)
        land = expression("land_area").search(low, mention.start, mention.end)
        if described and not land and expression("property_before").search(described.group()):
            return "specification"
    return None


def relation_of(low: str, clause: Clause, reading: Reading) -> tuple[str, str | None, tuple[int, int] | None]:
    """(relation, rule id, its span) of a value from the words around it.

    For positions the relation is on the number: "thứ hạng từ 40 trở lên" is 40 or less.
    """
    mention = reading.mention
    ranked = mention.row.unit == "rank"
    after = low[mention.end : min(mention.end + _REACH, clause.end)]
    found = relation_in(after, "after")
    if found and _next_to(mention, after[: found[1]]):
        rule, a, b = found
        return _of_position(rule, after[a:b], ranked), rule.id, (mention.end + a, mention.end + b)
    if (
        found
        and "m" not in mention.groups
        and expression("starting").search(low, clause.start, mention.value_start)
        and not expression("parting").search(after, 0, found[1])
    ):
        rule, a, b = found  # "từ 7.500 đảng viên trở lên"
        return rule.relation, rule.id, (mention.end + a, mention.end + b)
    if mention.row.relation:
        return mention.row.relation, mention.row.id, (mention.start, mention.end)
    if "m" in mention.groups:
        return "between", mention.row.id, (mention.value_start, mention.value_end)
    found = relation_in(low[reading.cluster : mention.value_start], "before")
    if found:
        rule, a, b = found
        start, end = reading.cluster + a, reading.cluster + b
        if _by_so_much(low, start, end, mention):
            return "eq", None, None
        relation = _of_position(rule, low[start:end], ranked)
        if not ranked and expression("let_not").search(low, reading.left, start):
            relation = _NEGATED.get(relation, relation)
        return relation, rule.id, (start, end)
    least = sought("from_on", low, reading.left, mention.value_start)
    goes_on = expression("goes_on_to").match(low, mention.end) is not None
    if least is not None and mention.row.unit in _LEVELS and not goes_on:
        return "ge", "bind.from_on", least.span()  # "đạt từ 99%"
    return _of_the_whole_name(low, reading)


def _next_to(mention: Mention, between: str) -> bool:
    """Whether words between a value and a bound behind it ("trở lên") are only its unit, or what it counts."""
    if expression("unit_before_bound").fullmatch(between):
        return True
    if mention.row.unit == "percent":
        return expression("whole_before_bound").fullmatch(between) is not None
    return mention.row.unit in _OF_THINGS and expression("noun_before_bound").fullmatch(between) is not None


def _by_so_much(low: str, start: int, end: int, mention: Mention) -> bool:
    """Whether the words low[start:end] before a value tell a distance: "vượt 8,5% dự toán", "cao hơn bình quân 2%"."""
    if listed("exceeding").match(low, start, end):
        return expression("of_the_plan").match(low, mention.end) is not None
    if listed("comparing").match(low, start, end):
        return expression("nearly").fullmatch(low, end, mention.value_start) is None
    return False


def _of_the_whole_name(low: str, reading: Reading) -> tuple[str, str | None, tuple[int, int] | None]:
    """The relation that opens what a value is told in: "tối thiểu tỷ lệ A đạt 32%", "ít nhất đến năm 2027, 70% ..."."""
    if reading.side == "left":
        opens = expression("bound_opens").match(low, reading.left, reading.cluster)
    else:
        opens = expression("bound_opens_time").fullmatch(low, reading.left, reading.mention.value_start)
    found = relation_in(opens.group(), "before") if opens is not None else None
    if found is None:
        return "eq", None, None
    rule, a, b = found
    return rule.relation, rule.id, (reading.left + a, reading.left + b)


def _of_position(rule: RelationRule, cue: str, ranked: bool) -> str:
    """What a cue says of the number of a position: words speak of the place ("từ 40 trở lên": 40 or less), signs and
    upper limits of the number itself ("≤ 12", "không quá 12").
    """
    of_number = not cue[0].isalpha() or (rule.where == "before" and rule.relation == "le")
    return _OPPOSITE[rule.relation] if ranked and not of_number else rule.relation
