"""A sentence with its mentions becomes a `Clause`; the relation of a value is read from its words."""

from __future__ import annotations

import re

from extract.clauses.cutting import cut_bracket, cut_statements, divide
from extract.clauses.names import set_name, share_predicates
from extract.clauses.parts import CITED, HIDDEN, PERIOD, Clause, Reading
from extract.mentions.cues import relation_in
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, listed
from extract.rules.word_rows import RelationRule

_PAREN = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_GLUED_MARK = re.compile(r"(?<=[^\W\d_])(?<![a-z])\d{1,2}(?!\w|[.,/]\d)|(?<=[^\x00-\x7f][a-z])\d{1,2}(?!\w|[.,/]\d)")
_CITED = frozenset({"document_number", "date", "address", "standard_number"})
_NEAR = 40  # characters between a number of bodies and the share they have not reached
_OPPOSITE = {"ge": "le", "le": "ge", "gt": "lt", "lt": "gt"}


def analyse(low: str, start: int, end: int, mentions: list[Mention]) -> Clause:
    """The sentence low[start:end] (lower case) with its values read in their clauses."""
    clause = _masked(low, start, end, mentions)
    earlier: Mention | None = None
    for m in mentions:
        if m.row.unit is None:
            continue
        reason = _part_of_words(low, start, m) or _describes(low, earlier, m)
        earlier = m
        if reason is not None:
            clause.passed_over.append((m, reason))
            if reason == "starting_value":
                _hide(clause, low, m)
            continue
        inner = next((i for i, (a, b) in enumerate(clause.brackets) if a < m.start < b), -1)
        clause.readings.append(Reading(m, inner))
    cut_statements(clause, mentions)
    outer = [r for r in clause.readings if r.inner < 0]
    for number, statement in enumerate(clause.statements):
        statement.values = [r for r in outer if statement.start <= r.mention.start < statement.end]
        divide(clause, statement)
        for reading in statement.values:
            reading.statement = number
            set_name(clause, statement, reading)
    share_predicates(clause)
    for reading in clause.readings:
        if reading.inner >= 0:
            cut_bracket(low, clause, reading)
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
    masked = "".join(parts) + low[at:end]
    for a, b in brackets:
        masked = masked[: a - start] + HIDDEN * (b - a) + masked[b - start :]
    return Clause(start, end, masked, brackets)


def _describes(low: str, earlier: Mention | None, mention: Mention) -> str | None:
    """ "03 doanh nghiệp có doanh thu trên 100 tỷ đồng": the second number tells which ones are counted."""
    if earlier is None or mention.row.unit not in {"percent", "money", "quantity", "count", "days", "minutes"}:
        return None
    if earlier.row.unit not in {"count", "percent", "ratio"}:
        return None
    gap = low[earlier.end : mention.start]
    if mention.row.unit == "percent":
        return "specification" if expression("not_yet").search(gap) and len(gap) <= _NEAR else None
    return "specification" if expression("owning").search(gap) and not expression("parting").search(gap) else None


def _hide(clause: Clause, low: str, mention: Mention) -> None:
    """Blank "từ 5,2% năm 2025" in "từ 5,2% năm 2025 xuống còn 3%", so that it is in no name."""
    starting = expression("starting").search(low, clause.start, mention.start)
    first = starting.start("from") if starting else mention.start
    behind = expression("to_a_level").match(low, mention.end)
    last = behind.start("verb") if behind else mention.end
    clause.hidden.append((first, last))
    at, stop = first - clause.start, last - clause.start
    clause.masked = clause.masked[:at] + HIDDEN * (stop - at) + clause.masked[stop:]


def _part_of_words(low: str, start: int, mention: Mention) -> str | None:
    """Why a number is only part of the words around it; None if it is a value of its own."""
    before = low[max(start, mention.start - 60) : mention.start]
    unit = mention.row.unit
    if unit == "count":
        if before.endswith("(") and low[mention.end : mention.end + 1] == ")":
            return "list_ordinal"
        if expression("label_before").search(before):
            return "list_ordinal"
    if unit not in {"band", "ratio", "places"} and expression("starting").search(before):
        if expression("to_a_level").match(low, mention.end):
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
    after = low[mention.end : min(mention.end + 34, clause.end)]
    found = relation_in(after, "after")
    if found and not after[: found[1]].strip(" %"):
        rule, a, b = found
        return _of_position(rule, after[a:b], ranked), rule.id, (mention.end + a, mention.end + b)
    if (
        found
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
        cue = low[reading.cluster + a : reading.cluster + b]
        if listed("exceeding").match(cue) and expression("of_the_plan").match(low, mention.end):
            return "eq", None, None  # "vượt 8,5% dự toán": by so much
        return _of_position(rule, cue, ranked), rule.id, (reading.cluster + a, reading.cluster + b)
    return "eq", None, None


def _of_position(rule: RelationRule, cue: str, ranked: bool) -> str:
    """What a cue says of the number of a position: words speak of the place ("từ 40 trở lên": 40 or less), signs and
    upper limits of the number itself ("≤ 12", "không quá 12").
    """
    of_number = not cue[0].isalpha() or (rule.where == "before" and rule.relation == "le")
    return _OPPOSITE[rule.relation] if ranked and not of_number else rule.relation
