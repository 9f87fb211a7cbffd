"""For which tier of government: the one named in the indicator's words; two together are none."""

from __future__ import annotations

import re

from extract.bind.scene import Bound, Place, Scene, Span
from extract.clauses import Reading
from extract.mentions.cues import counted_tiers, has_any, tier_needs, tier_words
from extract.rules.vocabulary import expression, sought

_BRACKET = re.compile(r"\([^)]{0,500}\)")
_DECISION = 40  # characters of a decision's kind before the body that took it
_SEVERAL = 2  # tiers that values are told apart by
_TWO, _THREE = 2, 3


def tiers_in(scene: Scene, spans: list[Span]) -> list[str]:
    """The tiers that stretches of text name, in order of appearance, each once."""
    found: list[tuple[int, str]] = []
    for start, end in spans:
        text = scene.low[start:end]
        if "(" in text:
            text = _BRACKET.sub(lambda m: " " * len(m.group()), text)
        if has_any(text, tier_needs()):
            found += [
                (start + m.start(), str(m.lastgroup))
                for m in tier_words().finditer(text)
                if not expression("tier_in_name").search(text, 0, m.start()) and not _decides(scene.low, start, m)
            ]
        if scene.district and not found and expression("district").search(text):
            found.append((start, "district"))
    return list(dict.fromkeys([level for _, level in sorted(found)])) if found else []


def _decides(low: str, start: int, tier: re.Match[str]) -> bool:
    """Whether a body is named only as the one that decides ("dự toán HĐND tỉnh giao", "104% nghị quyết HĐND xã")."""
    if expression("people_body").search(tier.group()) is None:
        return False
    if expression("tier_decides").match(low, start + tier.end()) is not None:
        return True
    at = start + tier.start()
    return expression("decided_by").search(low, max(0, at - _DECISION), at) is not None


def counted(low: str, name: list[Span], *, first: bool) -> list[str]:
    """The tier of the things counted, if a name begins with them ("tỷ lệ xã ...").

    `first`: the name stands behind its value, so that its first word is what is counted ("100% xã ..."); otherwise it
    may be who does it ("Xã phấn đấu ..."), and only a word of counting before it tells.
    """
    for start, end in name[:1]:
        head = expression("counted").match(low, start, end)
        found = counted_tiers().match(low, head.end() if head else start, end)
        if head is None and not first and (found is None or not _attain(low, found.end(), end)):
            break
        if found is not None:
            return [str(found.lastgroup)]
    return []


def _attain(low: str, at: int, end: int) -> bool:
    """Whether those that a name begins with are said to attain a standard ("Xã đạt chuẩn nông thôn mới: 5 xã")."""
    return expression("attains_standard").match(low, at, end) is not None


def set_level(bound: Bound, place: Place, source: Bound | None) -> None:
    """The tier in the value-first name's subject, in the name, right behind the value, or in the lead-in."""
    scene, reading, statement = place.scene, place.reading, place.statement
    if expression("over_all_tiers").search(scene.low, reading.left, place.mention.start):
        bound.level = None  # "cấp tỉnh 71%, cấp xã 66%; bình quân chung 67%"
        return
    levels: list[str] = []
    if reading.inner >= 0:
        levels = tiers_in(scene, [(reading.left, place.mention.start)])
    else:  # "80% (đối với cấp tỉnh), 60% (đối với cấp xã)"
        behind = next((b for b in place.clause.brackets if 0 <= b[0] - place.mention.end <= 1), None)
        valued = behind is not None and any(behind[0] < r.mention.start < behind[1] for r in place.clause.readings)
        if behind is not None and not valued and expression("tier_bracket").match(scene.low, behind[0] + 1):
            levels = tiers_in(scene, [(behind[0] + 1, behind[1] - 1)])
    if not levels and reading.predicate >= 0 and reading.name:
        levels = tiers_in(scene, [(reading.name[0][0], reading.predicate)])
    rival = reading.side == "right" and bound.unit in {"rank", "places"}  # "9/20 sở, ngành"
    own = reading.name if reading.name and not rival else bound.name if source is None else []
    if not levels:
        both = reading.side == "both"  # what is done to them stands first: "công nhận thêm 02 xã"
        levels = counted(scene.low, own[1:] if both else own, first=both or reading.side == "right")
    if not levels and own:
        levels = tiers_in(scene, own[:1] if reading.shared else own)
    if not levels and reading.before is not None and tier_words().fullmatch(scene.low, *reading.before):
        levels = tiers_in(scene, [reading.before])
    if not levels:
        levels = _of_each(place)
    if not levels:
        levels = _contrasted(place)
    if not levels and reading.side in {"left", "none"}:
        levels = tiers_in(scene, [(place.mention.end, reading.right)])
    if not levels and statement.lead:
        levels = tiers_in(scene, [statement.lead]) or _of_subject(bound, place, statement.lead)
    if not levels:
        levels = _opening(place)
    if not levels and place.level is not None:
        levels = [place.level]
    if levels:
        bound.level = levels[0] if len(levels) == 1 else None
    elif source is not None:
        bound.level = source.level
    elif place.before and bound.name and expression("new_class").match(scene.low, *bound.name[0]):
        bound.level = place.before[0].level


def _of_each(place: Place) -> list[str]:
    """The tier of the bodies of which each is to have, or do, so much ("mỗi xã chọn ít nhất 02 mô hình")."""
    low, reading = place.scene.low, place.reading
    start = place.statement.start if reading.inner < 0 else reading.left
    found = sought("of_each_body", low, start, place.mention.start)
    body = counted_tiers().match(low, found.end(str(found.lastgroup))) if found is not None else None
    return [str(body.lastgroup)] if body is not None else []


def of_tier(scene: Scene, name: list[Span], tier: Span) -> list[Span]:
    """A name taken over for another tier: with that in the place of its own ("Văn bản ký số … cấp xã")."""
    for number in range(len(name) - 1, -1, -1):
        met = next(iter([*tier_words().finditer(scene.low, *name[number])][::-1]), None)
        if met is not None:
            before = scene.low[name[number][0] : met.start()].rstrip(" ,(")
            kept = [(name[number][0], name[number][0] + len(before))] if before else []
            return [*name[:number], *kept, tier]
    return [*name, tier]


def all_tiers(place: Place) -> list[str]:
    """The tiers that "cả ba cấp" stands for: those named with it, else those that values before it are told of."""
    found = sought("all_tiers", place.scene.low, place.reading.left, place.reading.right)
    if found is None:
        return []
    if found["x"]:
        return [str(m.lastgroup) for m in expression("bare_tier").finditer(found["x"])]
    many = _TWO if found["two"] else _THREE
    return [*place.memory.levels] if len(place.memory.levels) == many else []


def _contrasted(place: Place) -> list[str]:
    """The tier whose bare name stands before the value, where other values have another's ("ở huyện 45%, ở xã 55%")."""
    if place.reading.inner >= 0:
        return []
    own = _bare(place, place.reading)
    if own is None:
        return []
    told = {_bare(place, each) or _last_tier(place, each) for each in place.clause.readings if each.inner < 0}
    return [own] if len(told - {None}) >= _SEVERAL else []


def _last_tier(place: Place, reading: Reading) -> str | None:
    """The last tier named before a value, in its own words."""
    found = [*tier_words().finditer(place.scene.low, reading.left, reading.cluster)]
    return str(found[-1].lastgroup) if found else None


def _bare(place: Place, reading: Reading) -> str | None:
    found = expression("bare_tier_at_end").search(place.scene.low, reading.left, reading.cluster)
    return found.lastgroup if found is not None else None


def _opening(place: Place) -> list[str]:
    span = opening_tier(place)
    return tiers_in(place.scene, [span]) if span is not None else []


def opening_tier(place: Place) -> Span | None:
    """The words of the tier that a sentence begins with ("Ở cấp huyện, văn bản ký số đạt 95%, ...")."""
    low, end = place.scene.low, place.clause.end
    at = expression("at_a_tier").match(low, place.clause.start, end)
    found = tier_words().match(low, at.end(), end) if at is not None else None
    return found.span() if found is not None and low[found.end() : found.end() + 1] in {",", ":"} else None


def _of_subject(bound: Bound, place: Place, lead: Span) -> list[str]:
    """The tier of what the block spoke of before the lead-in, not of the items that the lead-in has in common."""
    subjects = reversed(place.memory.subjects)
    earlier = next((s for s in subjects if s.block == bound.block and s.start < lead[0]), None)
    return [earlier.level] if earlier is not None and earlier.level else []


def adjacent(scene: Scene, name: list[Span]) -> bool:
    """Whether a name lists tiers side by side ("cấp tỉnh, cấp huyện", "sở, ngành và UBND cấp xã")."""
    for start, end in name:
        if expression("tiers_side_by_side").search(scene.low, start, end):
            return True
        stop = -1
        for met in tier_words().finditer(scene.low, start, end):
            if stop >= 0 and expression("area_joins").fullmatch(scene.low, stop, met.start()):
                return True
            stop = met.end()
    return False
