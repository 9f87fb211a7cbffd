"""On which side of a value its name stands, and where the name begins and ends."""

from __future__ import annotations

import re

from extract.clauses.parts import (
    CITED,
    FILL,
    HIDDEN,
    PERIOD,
    Clause,
    Reading,
    Statement,
    plain,
    trimmed,
    without_adverb,
)
from extract.mentions.cues import phrase_in, words
from extract.rules.vocabulary import expression, listed

_SYLLABLE = re.compile(r"[^\s,;:\x01\x02\"“”'‘’()]+")
_STOP = re.compile(r"[,;:\x01\x02]")
_LONGEST_WHOLE = 4  # syllables
_LONGEST_VERB = 2  # syllables: "phủ sóng 90% dân số" says nothing without what is covered
_LONGEST_DEED = 48  # characters
_LONGEST_BASE = 10  # syllables
_LONGEST_ACTIVITY = 14  # syllables
_LONGEST_NOUN = 3  # syllables of what is counted, told once more
_SHORTEST_KIND = 2  # syllables that tell which of them


def set_name(clause: Clause, statement: Statement, reading: Reading) -> None:
    """Decide on which side of the value its name stands, and what it is."""
    mention = reading.mention
    unit = mention.row.unit
    cluster = clause.part(reading.cluster, mention.start)
    inside = clause.part(mention.start, mention.value_start)
    before = _own(clause, trimmed(clause, reading.left, reading.cluster))
    if mention.lent is not None and before is not None:
        reading.side, reading.name = "left", [_head(clause, before, several=False) or before]
        return
    if before is not None and _names_nothing(clause.part(*before), unit):
        before = None
    mean = expression("mean_alone").match(clause.part(before[1], mention.start)) if before is not None else None
    if before is not None and mean is not None and expression("growth").match(clause.part(*before)) is None:
        before = (before[0], before[1] + mean.end("x"))
    attained = [p for p in _phrases(cluster) if p in words().sets["strict"]]
    deed = None if attained and not _only_exists(attained) else _deed(clause, reading)
    if before is not None and deed is not None and deed[0] <= before[1] < deed[1]:
        before = (before[0], deed[1])
    said = clause.part(mention.start, mention.end)
    named_rate = unit == "quantity" and expression("rate_named").match(said) is not None
    rate = named_rate or ("/" in said and (unit == "quantity" or expression("on_a_base").search(said) is not None))
    detached = before is not None and clause.part(before[1], reading.cluster).rstrip(" \x01").endswith(",")
    after = clause.part(_after(clause, reading), reading.right)
    nominal = _nominal(after, whole=before is None and statement.values[0] is reading)
    nominal = nominal and not (rate and (before is not None or named_rate))
    shared = unit in {"percent", "ratio"}
    planned = expression("part_of_plan").match(after) if unit == "percent" else None
    if planned and ((before is not None and not detached) or statement.values[0] is not reading):
        reading.base, nominal = _base(clause, reading), False
    if unit in {"rank", "places", "band"}:  # "tăng 02 bậc Chỉ số X", but not "25/63 tỉnh, thành phố"
        nominal = nominal and before is None and listed("naming").match(after.lstrip()) is not None
    if before is None and unit == "count" and statement.label and expression("noun_of_count").match(after):
        if not _labelled(clause, statement, reading) and statement.values[0] is reading:
            reading.side, reading.name = "left", [statement.label]  # "Số xã đạt chuẩn: 3 xã"
        if reading.name:
            return
    if before is None and not nominal and _labelled(clause, statement, reading):
        return
    dealt = phrase_in("distributed", cluster) is not None
    head = _head(clause, before, several=dealt) if before is not None else None
    before = head or before
    strict = bool(attained) or expression("placing").search(inside) is not None
    if unit == "quantity":  # "khách đến A gấp 3 lần vào năm 2030"
        strict = strict or plain(inside) in words().sets["strict"]
    counted = unit in {"count", "quantity"} and not nominal and not rate
    told_of = before is not None and not detached and deed is None and unit == "count"
    if told_of and before is not None and _counted_again(clause, reading, before):
        reading.side, reading.name = "left", [before]
        return
    if unit == "count" and before is not None and not detached and _bare_noun(clause, reading, before):
        reading.side, reading.name = "left", [before]
        return
    loose = counted and unit == "quantity" and not (detached or strict)
    if (
        loose
        and before is not None
        and (listed("not_nominal").match(after.lstrip()) or _alone(clause, statement, after, before))
    ):
        reading.side, reading.name = "left", [head or before]
        return
    if before is not None and (head is not None or not detached) and (head is not None or strict or not counted):
        heads = head is not None and listed("naming").match(clause.part(*head)) is not None
        exists = nominal and strict and not heads and _only_exists(attained)
        base = _base(clause, reading) if shared else None
        acts = nominal and head is None and base is not None and _changes(attained)
        if (strict or not nominal or heads) and not exists and not acts:
            reading.side, reading.name = "left", [before]
            short = len(clause.part(*before).split()) <= _LONGEST_VERB
            total = base is not None and expression("of_total").match(clause.part(*base)) is not None
            if total or (short and not heads and (nominal or listed("wholes").match(after.lstrip()))):
                reading.base = reading.base or base
            return
    if nominal or counted:
        span = _right(clause, reading)
        if span is not None and before is None and expression("counter_only").fullmatch(clause.part(*span)):
            span = None  # "giảm 02 vụ" goes on with what was told before
        if span is not None:
            reading.side, reading.name, reading.before = "right", [span], before
            reading.predicate = _predicate(clause, span)
            if before is not None and not detached and not strict and _activity(clause, before, cluster):
                own = expression("own_object").search(clause.part(*before)) if unit == "count" else None
                reading.side, reading.name = "both", [before, span]
                if own is not None:  # "tạo việc làm cho 900 lao động": whoever gets it is no part of the name
                    reading.side, reading.name = "left", [(before[0], before[0] + own.end())]
            elif deed is not None:
                reading.side, reading.name = "both", [deed, span]
            return
    if before is not None and detached and strict and statement.values[0] is reading:
        reading.side, reading.name = "left", [before]
    if before is None and rate and statement.label and statement.values[0] is reading:
        reading.side, reading.name = "left", [statement.label]  # "Lương thực bình quân đầu người: 208 kg/người"


def _names_nothing(words: str, unit: str | None) -> bool:
    """Whether words before a value only say when, by whom or compared with what ("cả năm", "tỉnh giao")."""
    if unit in {"rank", "places", "band"} and expression("first_time").fullmatch(words):
        return True
    return bool(listed("comparing").match(words) or expression("no_name").fullmatch(words))


def _deed(clause: Clause, reading: Reading) -> tuple[int, int] | None:
    """What is done to so many things, right before their number ("xây dựng thêm 02 trường", "đã hoàn thành 19/31")."""
    at = max(reading.left, reading.mention.start - _LONGEST_DEED)
    found = expression("deed").search(clause.part(at, reading.mention.start))
    if found is None or (found["bare"] and reading.mention.row.unit not in {"count", "ratio"}):
        return None
    start, end = found.span(str(found.lastgroup))
    return at + start, at + end


def _alone(clause: Clause, statement: Statement, after: str, before: tuple[int, int]) -> bool:
    """ "+ Rau, hoa từ 40 nghìn ha trở lên": nothing but the words before an amount could name it.

    What a thing has ("vùng II gồm các xã A, B với 900 ha"), and what a lead-in is about, is named there.
    """
    if after.strip(FILL) or statement.lead is not None:
        return False
    words = f" {clause.part(*before)} "
    return expression("owning").search(words) is None and expression("told_of").search(words) is None


def _labelled(clause: Clause, statement: Statement, reading: Reading) -> bool:
    """Whether a value stands in a list of labels, each with its colon; the label is its name then.

    What stands before all of the labels is a part of a name that says by itself not what is measured
    ("Tỷ lệ hộ có giếng khoan: huyện A: 15%; huyện B: 26%").
    """
    label = statement.label
    if label is None or statement.values[0] is not reading:
        return False
    listed_before = any(r.inner < 0 and r.mention.end <= label[0] for r in clause.readings)
    named = listed("naming").match(clause.part(*label)) is not None
    outer = statement.outer if not named else None
    if not listed_before and outer is None:
        return False
    reading.side, reading.labelled = "left", True
    reading.name = [label] if outer is None else [outer, label]
    return True


def _own(clause: Clause, before: tuple[int, int] | None) -> tuple[int, int] | None:
    """Words before a value without who sets it as a goal, and without what they set apart ("Đối với A, ...")."""
    if before is None:
        return None
    text = clause.part(*before)
    goals = [m.end() for m in expression("set_goal").finditer(text) if m.end() < len(text)]
    start = before[0] + (goals[-1] if goals else 0)
    apart = expression("set_apart").match(clause.part(start, before[1]))
    start += apart.end() if apart else 0
    return without_adverb(clause, start, before[1])


def _bare_noun(clause: Clause, reading: Reading, before: tuple[int, int]) -> bool:
    """ "khách lưu trú 15.000 lượt": behind the value stands only what is counted by, its name stands before."""
    span = _right(clause, reading)
    if span is None or len(clause.part(*span).split()) > 1 or _activity(clause, before, ""):
        return False
    rest = listed("light_verbs").sub("", plain(clause.part(*before))).strip(" ,")
    fewest = 1 if expression("counter_only").fullmatch(clause.part(*span)) else 2  # "bò 518.700 con"
    return len(rest.split()) >= fewest and listed("activities").match(clause.part(*before)) is None


def _counted_again(clause: Clause, reading: Reading, before: tuple[int, int]) -> bool:
    """ "12.000 học viên, trong đó hệ cao đẳng 2.500 học viên": the noun of a count before it stands behind the value
    once more, so that the words before the value tell which of them are counted.
    """
    span = _right(clause, reading)
    if span is None or _activity(clause, before, ""):
        return False
    noun = clause.part(*span)
    rest = listed("light_verbs").sub("", plain(clause.part(*before))).strip(" ,")
    if len(noun.split()) > _LONGEST_NOUN or len(rest.split()) < _SHORTEST_KIND:
        return False
    if listed("activities").match(clause.part(*before)) or _predicate(clause, before) >= 0:
        return False
    again = re.compile(rf"\s*{re.escape(noun)}(?!\w)")
    counted = (r for r in clause.readings if r.inner < 0 and r.mention.end <= reading.mention.start)
    return any(r.mention.row.unit == "count" and again.match(clause.part(r.mention.end, span[0])) for r in counted)


def _nominal(text: str, *, whole: bool = False) -> bool:
    """Whether words after a value name what is counted (and are not a preposition, a verb ...).

    `whole`: nothing else could name it, so a whole ("86% dân số ...") does.
    """
    text = text.lstrip(' \x02"“*')
    if not text or not (text[0].isalnum() or text[0] == CITED) or text[0] == PERIOD:
        return False
    if not whole and listed("wholes").match(text) and len(text.strip(FILL).split()) <= _LONGEST_WHOLE:
        return False
    return listed("not_nominal").match(text) is None or expression("no_verb_of_change").match(text) is not None


def _phrases(cluster: str) -> list[str]:
    """The phrases of a cluster: single syllables and runs of up to four."""
    syllables = _SYLLABLE.findall(cluster)
    return [" ".join(syllables[i : i + n]) for n in range(1, 5) for i in range(len(syllables) - n + 1)]


def _only_exists(attained: list[str]) -> bool:
    """ "hoàn thành", "thuộc" alone say that something is there, not what it attains."""
    return bool(attained) and all(p in words().sets["existing"] for p in attained)


def _changes(attained: list[str]) -> bool:
    """Whether verbs of change alone stand before the value: what changes is behind it ("giảm 15% số đơn vị")."""
    return bool(attained) and all(p in words().sets["changing"] for p in attained)


def _head(clause: Clause, span: tuple[int, int], *, several: bool) -> tuple[int, int] | None:
    """From the last indicator-naming head of a left name on, coordinate heads kept together.

    `several`: values are dealt out, so that heads of different words belong together too.
    """
    text = clause.part(*span)
    starts = [
        m.start()
        for m in listed("naming").finditer(text)
        if _may_begin(text[: m.start()])
        and not expression("halved_word").search(text[: m.start()])
        and not expression("service_level").match(text, m.start())
    ]
    if not starts:
        property_ = expression("with_property").search(text)  # "các xã A, B với diện tích 2.000 ha"
        return (span[0] + property_.end(), span[1]) if property_ else None
    first = starts[-1]
    word = text[first:].split(" ")[0]
    for at in reversed(starts[:-1]):
        between = text[at:first]
        if expression("growth_head").fullmatch(between):
            first = at
            continue
        if (not several and text[at:].split(" ")[0] != word) or listed("links").search(between):
            break
        if not expression("coordinated").search(between):
            break
        first = at
    return span[0] + first, span[1]


def _may_begin(before: str) -> bool:
    """Whether a name may begin here: at the start, after a comma or a verb that takes it."""
    before = before.rstrip(FILL.replace(",", "")).rstrip()
    if not before or before.endswith(","):
        return True
    last = before.split()[-2:]
    takes = words().sets["takes_name"]
    return not last or last[-1] in takes or " ".join(last) in takes


def _after(clause: Clause, reading: Reading) -> int:
    """Where the words after a value begin: relation words and a rate behind it are passed over."""
    at = reading.mention.end
    match = expression("behind_value").match(clause.part(at, reading.right))
    return at + match.end() if match and match.group().strip(" \x02") else at


def _right(clause: Clause, reading: Reading) -> tuple[int, int] | None:
    """The name after a value: up to a stop word or the end of its words."""
    start = _after(clause, reading)
    text = clause.part(start, reading.right)
    stops = [m.start() for m in listed("stops").finditer(text)]
    if PERIOD in text:
        stops += [m.start() for m in expression("into_period").finditer(text)]
    if CITED in text:
        stops += [m.start() for m in expression("by_document").finditer(text)]
    if "," in text or ";" in text:
        behind_comma = (m.start() for m in listed("stops_after_comma").finditer(text))
        stops += [at for at in behind_comma if text[:at].rstrip().endswith((",", ";"))]
    text = text[: min((at for at in stops if text[:at].strip(FILL)), default=len(text))].rstrip(FILL)
    text = expression("loose_end").sub("", text).rstrip(FILL)
    lead = len(text) - len(text.lstrip(FILL))
    return None if len(text) <= lead else (start + lead, start + len(text))


def _base(clause: Clause, reading: Reading) -> tuple[int, int] | None:
    """What a share is one of, right behind it ("85% kế hoạch vốn"): up to a comma or the end of its words."""
    span = _right(clause, reading)
    if span is None or clause.part(reading.mention.end, span[0]).strip():
        return None
    text = _STOP.split(clause.part(*span), maxsplit=1)[0].rstrip(FILL)
    return (span[0], span[0] + len(text)) if len(text.split()) <= _LONGEST_BASE else None


def _predicate(clause: Clause, span: tuple[int, int]) -> int:
    """Where the predicate of a value-first name begins; -1 if it has none."""
    text = clause.part(*span)
    for match in listed("predicates").finditer(text):
        before = text[: match.start()]
        if before.strip(FILL) and not expression("noun_of").search(before):
            return span[0] + match.start()
    return -1


def _activity(clause: Clause, before: tuple[int, int], cluster: str) -> bool:
    """Whether words before a value-first name are an activity that is part of the name."""
    text = plain(clause.part(*before))
    syllables = text.split()
    if len(syllables) > _LONGEST_ACTIVITY or HIDDEN in text or CITED in text:
        return False
    if phrase_in("other_holder", text) or not listed("light_verbs").sub("", text).strip(" ,"):
        return False
    if listed("places_of").search(cluster.rstrip()[-8:]):
        return True
    return listed("activities").match(expression("organising").sub("", text)) is not None
