"""Statements of a sentence, and the words between two numbers divided between them."""

from __future__ import annotations

import re

from extract.clauses.parts import FILL, HIDDEN, Clause, Reading, Statement, plain, trimmed, without_adverb
from extract.mentions.cues import words
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, listed, sought

_BREAK = re.compile(r"[;:]|\.(?=\s)|\n\s*[-–+•](?=\s)|(?<!\w)\(?(?:[ivx]{1,4}|\d{1,2})\)(?=\s)")
_PLAIN_BREAK = re.compile(r"[;:]|\.(?=\s)|\n\s*[-–+•](?=\s)")  # the same where no bracket closes
_SYLLABLE = re.compile(r"[^\s,;:\x01\x02\"“”'‘’()]+")
_DASH = re.compile(r"\s*[-–]\s")
_LONGEST_PART = 10  # syllables
_NEAR = 8  # characters: "sầu " before "riêng"
_STOP = re.compile(r"[,;:\x02]")


_NAME = 4  # syllables from which words behind a comma, and before a colon, are a label of their own


def cut_statements(clause: Clause, mentions: list[Mention]) -> None:
    """Cut the sentence at hard breaks that are not inside a mention."""
    taken = [(m.start, m.end) for m in mentions]
    cuts: list[tuple[int, int, str]] = []
    for match in (_BREAK if ")" in clause.masked else _PLAIN_BREAK).finditer(clause.masked):
        at = clause.start + match.start()
        token = match.group()
        if token == "." and expression("shortened_word").search(clause.masked, 0, match.start() + 1):
            continue
        if not any(a <= at < b for a, b in taken):
            cuts.append((at, clause.start + match.end(), token if token in ";:." else ";"))
    for match in listed("strong").finditer(clause.masked):
        near = max(0, match.start() - _NEAR)
        if expression("no_opening").search(clause.masked, near, match.start()):
            continue
        if expression("left_over").search(clause.masked, near, match.end()):
            continue
        cuts.append((clause.start + match.start(), clause.start + match.end(), "strong"))
    at, opened = clause.start, ""
    lead: tuple[int, int] | None = None
    label: tuple[int, int] | None = None
    outer: tuple[int, int] | None = None
    for first, last, token in [*sorted(cuts), (clause.end, clause.end, "")]:
        if first < at:
            continue
        valued = [r for r in clause.readings if r.inner < 0 and at <= r.mention.start < first]
        cut = _next_label(clause, valued[-1].mention.end, first) if token == ":" and valued else None
        if cut is not None and opened != ":" and not _new_label(clause, valued[-1].mention.end, cut, first):
            cut = None
        clause.statements.append(Statement(at, first if cut is None else cut, opened, lead, label, outer))
        label = None
        if token == ":":
            if not valued or cut is not None:
                label = _label(clause, at if cut is None else cut, first)
            if label is not None and lead is not None and opened == ":" and not valued:
                outer = lead
            lead = None if valued and cut is None else label or lead
        at, opened = last, token


def _new_label(clause: Clause, end: int, cut: int, colon: int) -> bool:
    """Whether a label begins behind the comma after a value that had none ("A đạt 99%, B: cấp tỉnh 95%")."""
    label = clause.part(cut, colon)
    named = listed("naming").match(label) is not None or len(label.split()) >= _NAME
    return named and not any(c.isalnum() for c in clause.part(end, cut))


def _label(clause: Clause, start: int, colon: int) -> tuple[int, int] | None:
    """The words before a colon that can be a name, of one that begins as such without what leads into a list behind it
    ("Tỷ lệ bản có điện lưới phấn đấu năm 2026 cụ thể như sau:").
    """
    label = trimmed(clause, start, colon)
    if label is not None and listed("naming").match(clause.part(*label)) is not None:
        tail = expression("tail_of_label").search(clause.part(*label))
        label = trimmed(clause, label[0], label[0] + tail.start()) if tail is not None else label
    return _without_time(clause, label) if label and _may_name(clause.part(*label)) else None


def _without_time(clause: Clause, label: tuple[int, int]) -> tuple[int, int]:
    """A label without the time that is set apart before it ("Sáu tháng đầu năm 2023, hồ sơ đúng hạn: cấp tỉnh 99%")."""
    apart = expression("time_set_apart").match(clause.part(*label))
    return label if apart is None else (label[0] + apart.end(), label[1])


def _may_name(label: str) -> bool:
    """Whether words before a colon can be a name: they are no bare number, and do not only lead into a list."""
    return any(c.isalpha() for c in label) and expression("leads_in").search(label) is None


def _next_label(clause: Clause, end: int, colon: int) -> int | None:
    """Where, in a list of labels, the next one begins: behind the comma after a value ("A: 3%, B: 42%")."""
    bound = expression("bound_behind").match(clause.part(end, colon))
    start = end + (bound.end() if bound else 0)
    gap = clause.part(start, colon)
    noun = expression("noun_of_count").match(gap)
    start, gap = (start + noun.end(), gap[noun.end() :]) if noun else (start, gap)
    join = expression("join").match(gap.lstrip(" \x02"))
    if join is None or not gap.lstrip(" \x02")[join.end() :].strip(FILL):
        return None
    return start + len(gap) - len(gap.lstrip(" \x02"))


def cluster_before(clause: Clause, left: int, at: int, *, periods: bool = True) -> int:
    """Where the run of verbs, adverbs and relation words that ends at `at` begins (not before `left`).

    A period that alone stands before the run belongs to it, unless `periods` is false.
    """
    text = clause.part(left, at)
    first = max(0, len(text) - 90)
    found = _SYLLABLE.findall(text, first)
    halved = sought("halved_name", text, first)  # its second syllable is no verb
    sets = words().sets
    allowed = sets["cluster"]
    i = len(found)
    begin = rest = len(text)  # where the run begins; before it, the end of syllable i - 1
    while i > 0:
        ends = [text.rfind(found[i - 1], first, rest)]
        if _STOP.search(text, ends[0] + len(found[i - 1]), begin):
            break
        if halved is not None and halved.end() == ends[0] + len(found[i - 1]):
            break
        for n in range(i - 2, max(i - 5, -1), -1):
            ends.append(text.rfind(found[n], first, ends[-1]))
        for size in range(len(ends), 0, -1):
            phrase = " ".join(found[i - size : i])
            if phrase in allowed and "," not in text[ends[size - 1] : ends[0]]:
                i -= size
                begin = rest = ends[size - 1]
                # "được thực hiện đạt 90%": what stands before the verb that attains is the name's
                allowed = sets["preverbal"] if phrase in sets["attaining"] else allowed
                break
        else:
            break
    return left + (0 if periods and not text[:begin].strip(" \x01") else begin)


def divide(clause: Clause, statement: Statement) -> None:
    """Give every value of a statement its own stretch of words."""
    values = statement.values
    at = statement.start
    for i, reading in enumerate(values):
        reading.left = at
        reading.cluster = cluster_before(clause, at, reading.mention.start)
        if i + 1 == len(values):
            reading.right = statement.end
            break
        following = values[i + 1]
        at = reading.right = _between(clause, reading.mention.end, following.mention.start)
        following.joined = expression("join").match(clause.part(at, following.mention.start).lstrip()) is not None


def _between(clause: Clause, start: int, end: int) -> int:
    """Where, between two values of one statement, the first one's words end."""
    bound = expression("bound_behind").match(clause.part(start, end))
    start += bound.end() if bound else 0
    gap = clause.part(start, end)
    if _DASH.match(gap):  # "Nông nghiệp 20% - Công nghiệp 40%"
        return start
    cluster = cluster_before(clause, start, end, periods=False) - start
    joins = list(expression("join").finditer(gap))
    if joins and not gap[joins[-1].end() :].strip() and gap[: joins[-1].start()].strip(FILL):
        return start + joins[-1].start()  # "... kỹ năng số cơ bản và 45%"
    joins = [m for m in joins if m.start() <= cluster]
    for m in reversed(joins):  # ", tỷ lệ Y đạt": a new name begins
        if cluster > m.end() + 1 and listed("naming").match(gap[m.end() :].lstrip(" \x01")):
            return start + m.start()
    for m in reversed(joins):  # ", đạt", "và giảm": only verbs part them
        between = plain(gap[m.end() : cluster].strip(FILL))
        if not between or between in words().sets["lead_fillers"]:
            return start + m.start()
    if joins and gap[:cluster].strip(FILL):
        first, last = joins[0], joins[-1]
        if not gap[: first.start()].strip(FILL) and not listed("links").search(gap, first.end() + 1, last.start()):
            return start + first.start()  # "đạt 85%, án nghiêm trọng, rất nghiêm trọng đạt 95%"
        return start + joins[-1].start()
    return start + cluster


def _name_in_bracket(inner: Clause, reading: Reading) -> None:
    """Name the part of what is measured that a value in brackets is of ("(các xã biên giới giảm 5%)")."""
    start = reading.left
    opening = expression("opens_part").match(inner.part(start, reading.cluster))
    start += opening.end() if opening else 0
    own = trimmed(inner, start, reading.cluster)
    own = without_adverb(inner, *own) if own else None
    told = inner.part(start, reading.cluster).lstrip()
    if own is None or reading.mention.row.unit == "band" or HIDDEN in told:
        return
    if expression("no_part").search(told) and listed("naming").match(inner.part(*own)) is None:
        return
    said = inner.part(*own).split()
    if len(said) > _LONGEST_PART or not any(w.isalpha() and len(w) > 1 for w in said) or "=" in inner.masked:
        return
    reading.name, reading.part_of = [own], listed("naming").match(inner.part(*own)) is None
    reading.side = "none" if reading.part_of else "left"


def _name_of_fraction(clause: Clause, inner: Clause, reading: Reading) -> bool:
    """Name a fraction that opens its bracket by what is counted behind it ("(có 45/60 thôn đăng ký, đạt 75%)").

    Not where the words before the bracket name what is measured, or a value stands there that the fraction restates.
    """
    before = clause.part(clause.start, inner.start - 1)
    counted = expression("counted_in_bracket").match(inner.part(reading.mention.end, reading.right))
    unit = reading.mention.row.unit
    if unit not in {"ratio", "percent"} or counted is None or listed("naming").search(before):
        return False
    opening = expression("opens_share") if unit == "percent" else expression("opens_fraction")
    if opening.fullmatch(inner.part(reading.left, reading.mention.start)) is None:
        return False
    if any(r.inner < 0 and r.mention.end <= inner.start for r in clause.readings):
        return False
    at = reading.mention.end
    reading.side, reading.name = "right", [(at + counted.start("x"), at + counted.end("x"))]
    return True


def cut_bracket(clause: Clause, reading: Reading) -> None:
    """A value in brackets: its words are those of the bracket."""
    start, end = clause.brackets[reading.inner]
    reading.left, reading.right = start + 1, end - 1
    opened = clause.opened[start + 1 - clause.start : end - 1 - clause.start]
    inner = Clause(start + 1, end - 1, opened, opened, [])
    earlier = [r for r in clause.readings if r.inner == reading.inner and r.mention.end <= reading.mention.start]
    if earlier and earlier[-1] is not reading:
        reading.left = earlier[-1].mention.end
        noun = expression("noun_of_count").match(opened, reading.left - start - 1)
        labelled = noun is not None and ":" in opened[noun.end() : reading.mention.start - start - 1]
        if noun is not None and labelled and earlier[-1].mention.row.unit == "count":
            reading.left += len(noun.group())  # "VNPT: 25 trạm, Viettel: 33 trạm"
        elif earlier[-1].name and earlier[-1].side == "right":
            reading.left = max(reading.left, earlier[-1].name[-1][1])  # "có 312/400 đoàn viên hiến máu, đạt 78%"
    reading.cluster = cluster_before(inner, reading.left, reading.mention.start)
    lead = opened.find(":", 0, reading.mention.start - start - 1)
    if lead > 0 and listed("naming").match(opened):
        reading.side, reading.name = "left", [(start + 1, start + 1 + lead)]
    elif earlier or not _name_of_fraction(clause, inner, reading):
        _name_in_bracket(inner, reading)
    statements = clause.statements
    reading.statement = next((n for n, s in enumerate(statements) if s.start <= start <= s.end), len(statements) - 1)
