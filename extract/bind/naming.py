"""What is measured: the value's own words, those of a lead-in, or the subject of an earlier value."""

from __future__ import annotations

from bisect import bisect_right

from extract.bind.completing import complete, link_of_topic, next_in_list, plain_name, same_noun
from extract.bind.linking import POSITIONAL, link_in_context, link_of, link_of_tier, link_with_verb, text_of
from extract.bind.peers import holds_only, name_by_peers, of_places
from extract.bind.proposing import begins_anew, leads_of, name_part, proposals, title_of
from extract.bind.scene import Bound, Place, Scene, Span
from extract.bind.shortened import comparable, own_words, shortened, without_places
from extract.bind.taking import of_other_part, taken, with_own_predicate
from extract.bind.tiers import of_tier, opening_tier, tiers_in
from extract.mentions.cues import tier_words, words
from extract.rules.vocabulary import expression, listed, word_set

_LONGEST_LEAD_OWN = 4  # syllables
_ATTAINED = frozenset({"percent", "points", "rank", "ratio", "places", "band"})  # what a body attains as others do
_TO_HEADS = frozenset(f"value.quantity.{each}" for each in ("per_one", "rate", "rate_words", "rate_of_round"))
_FARTHEST = 40  # values that may stand between one and the value behind which its name stands


def find_subject(bound: Bound, place: Place) -> Bound | None:
    """Set name and link; returns the record that they were taken over from, if they were."""
    source = _subject(bound, place)
    if bound.link is None and bound.name and (found := link_in_context(bound, place)) is not None:
        bound.link, bound.name = found
    if bound.link is None and source is None and bound.name:
        bound.link = link_of_topic(bound, place)
    opening = opening_tier(place) if bound.link is not None else None
    if opening is not None and source is None and not tiers_in(place.scene, bound.name):
        bound.link = link_of_tier(place.scene, bound.name, opening, bound.unit) or bound.link
    at = place.reading.at
    if at is not None and bound.name and not tiers_in(place.scene, [at]):
        bound.stem, bound.name, bound.parted = bound.name, [*bound.name, at], True
        bound.link = link_of(place.scene, bound.name, bound.unit, bound.unit_text) or bound.link
    return source


def without_bound(name: list[Span], told: Span) -> list[Span]:
    """A name without the words of a bound that stand within it: "75 xã trở lên đạt chuẩn" is of "xã … đạt chuẩn"."""
    found: list[Span] = []
    for start, end in name:
        within = start < told[0] and told[1] <= end
        rest = [(told[1] + 1, end)] if told[1] < end else []
        found += [(start, told[0] - 1), *rest] if within else [(start, end)]
    return found


def _subject(bound: Bound, place: Place) -> Bound | None:
    scene, reading = place.scene, place.reading
    if place.before and _of_the_value_before(bound, place):
        return taken(bound, place.before[0], place)
    bound.base = reading.base
    proposal = next(proposals(place), None)
    bound.name = list(proposal.name) if proposal else []
    lead = [span for span in leads_of(place) if span not in bound.name]
    if proposal and proposal.part:
        return _cut_short(bound, place) or name_part(bound, place)
    if bound.unit in POSITIONAL and _named_behind(bound, place):
        return None
    if bound.name:
        return _own_name(bound, place, lead)
    if bound.unit == "quantity" and bound.unit_text and _named_by_unit(bound, scene):
        return None
    if place.before:
        source = _cut_short(bound, place) or with_own_predicate(bound, place)
        return source or of_other_part(bound, place) or taken(bound, place.before[0], place)
    if lead:
        bound.name = list(lead)
        bound.link = link_of(scene, bound.name, bound.unit, bound.unit_text)
        if bound.link is None and place.memory.subject is not None and _anaphoric(scene, bound):
            return taken(bound, place.memory.subject, place)
        return None
    if _named_later(bound, place):
        return None
    if place.memory.subject is None and _named_by_title(bound, place):
        return None
    told = place.memory.subject
    if (told is None or told.link is None or not told.link.entry.ranked) and name_by_peers(bound, place):
        return None
    if place.memory.subject is not None and (bound.unit != "band" or place.memory.subject.link is not None):
        bound.doubts.append("subject_of_earlier_sentence")
        return taken(bound, place.memory.subject, place)
    _named_by_deed(bound, place)
    if not bound.name:
        _named_by_things(bound, place)
    return None


def _named_by_deed(bound: Bound, place: Place) -> None:
    """ "UBND xã công khai thủ tục: 100%": where nothing else names it, what a body before a colon does or has."""
    lead = place.statement.lead
    if lead is not None and place.statement.opened_by == ":" and listed("predicates").search(place.scene.low, *lead):
        bound.name = [lead]
        bound.link = link_of(place.scene, bound.name, bound.unit, bound.unit_text)


def _named_by_things(bound: Bound, place: Place) -> None:
    """ "Phấn đấu đạt 6 bản sách/người": where nothing else names it, the things that are so many to one head, or to a
    round number of them.
    """
    if place.mention.row.id in _TO_HEADS and place.mention.unit_spans:
        start, end = place.mention.unit_spans[0]
        base = expression("base_of_rate").search(place.scene.low, start, end)
        if base is not None and base.start() > start:
            bound.name = [(start, base.start())]


def _named_by_title(bound: Bound, place: Place) -> bool:
    """ "3. GRDP bình quân đầu người" over "Mục tiêu đến năm 2025 đạt 65 triệu đồng.": nothing there names it."""
    title = title_of(place)
    if title is None:
        return False
    link = link_of(place.scene, [title], bound.unit, bound.unit_text)
    if link is None and (bound.unit in POSITIONAL or listed("naming").match(place.scene.low, *title) is None):
        return False
    bound.name, bound.link = [title], link
    bound.why.append(("bind.item_title", *title))
    return True


def _of_the_value_before(bound: Bound, place: Place) -> bool:
    """ "6.950/6.500 ha KH", "51.200 tỷ đồng, gấp 1,14 lần năm trước": the goal under a bar, a multiple of what
    was before; what stands behind such a number is no name of its own.
    """
    low, at = place.scene.low, place.mention.value_start
    if low[place.before[0].end : at].strip(" %") == "/":
        return True
    multiplied = place.reading.side == "right" and listed("multiplying").match(low, place.mention.start) is not None
    return multiplied and bound.unit_text in word_set("times")


def _named_by_unit(bound: Bound, scene: Scene) -> bool:
    """ "đạt 12 bác sĩ/vạn dân", "26 điều dưỡng trên một vạn dân": the unit tells what is measured."""
    start = bound.end - len(bound.unit_text or "")
    base = expression("rate_of_heads").search(scene.low, start, bound.end)
    if base is None and "/" not in scene.low[start : bound.end]:
        return False
    bound.link = link_of(scene, [(start, bound.end)], bound.unit)
    if bound.link is not None:
        bound.name = [(start, bound.end)]
    elif base is not None:
        bound.name = [(start, start + len(scene.low[start : base.start()].rstrip()))]
    return bool(bound.name)


def _own_name(bound: Bound, place: Place, lead: list[Span]) -> Bound | None:
    scene, reading = place.scene, place.reading
    bound.link = link_of(scene, bound.name, bound.unit, bound.unit_text)
    if bound.unit in POSITIONAL:  # "1. Khu vực Tây Nguyên: Đắk Lắk xếp thứ 49/61": no index, where it lies
        lead = [span for span in lead if not of_places(scene, span)]
    if bound.unit == "ratio" and place.before and place.before[0].unit == "rank":
        alike = bound.out_of == place.before[0].out_of  # "xếp thứ 8/63, năm liền trước 9/63"
        if alike and expression("nothing_counted").match(scene.low, place.mention.end):
            return _cut_short(bound, place) or taken(bound, place.before[0], place)
        if expression("peers").match(scene.low, bound.name[0][0]):  # "thứ 20/63 cả nước, 3/14 tỉnh vùng Trung du"
            return taken(bound, place.before[0], place)
    if bound.unit in {"ratio", "rank"} and place.before and place.before[0].link is not None:
        if place.before[0].link.entry.ranked and expression("peers_only").fullmatch(plain_name(scene, bound)):
            return taken(bound, place.before[0], place)  # "PAPI tăng 1,1 điểm, xếp 20/61 tỉnh, thành phố"
    if reading.side == "right" and reading.before is not None and not place.before:
        wider = link_of(scene, [reading.before, *bound.name], bound.unit)
        if wider is not None and (bound.link is None or wider.weight > bound.link.weight + 6):
            if bound.link is None or wider.entry is not bound.link.entry:
                bound.link, bound.name = wider, [reading.before, *bound.name]
    if bound.link is not None:
        if lead and next_in_list(bound, place, lead[-1]):
            bound.name = [*lead, *bound.name]
        return None
    if not lead and (source := _cut_short(bound, place)) is not None:
        return source
    alone = bound.unit in POSITIONAL and not lead and holds_only(place, bound.name)
    if alone and name_by_peers(bound, place):
        return None
    if lead and (_names_itself(bound, place) or _only_comments(bound, place, lead)):
        lead = []
    if lead:
        wider = link_of(scene, [*lead, *bound.name], bound.unit)
        if wider is not None:
            bound.qualifier = text_of(scene, bound.name)
            bound.link, bound.name = wider, [*lead, *bound.name]
            return None
    if _anaphoric(scene, bound):
        source = place.before[0] if place.before else place.memory.subject
        if source is None and expression("pointing_back").fullmatch(plain_name(scene, bound)) and place.memory.subjects:
            source = place.memory.subjects[-1]
        if source is not None and source.name:
            said = shortened(scene, (reading.left, bound.name[0][0]), place.periods)
            place.areas = said.places if said is not None else ()
            own = bound.name[-1]
            taken(bound, source, place)
            if tier_words().fullmatch(scene.low, *own) or expression("bare_tier").fullmatch(scene.low, *own):
                bound.name = of_tier(scene, bound.name, own)
            return source
        if _named_later(bound, place):
            return None
    elif same_noun(bound, place):
        return None
    named = bool(lead) and listed("naming").match(scene.low, lead[-1][0]) is not None
    short = len(text_of(scene, bound.name).split()) <= _LONGEST_LEAD_OWN
    if reading.labelled or (named and short and listed("naming").match(scene.low, bound.name[0][0]) is None):
        pass  # a label is a name of its own, and a short one is of what its lead-in names
    elif reading.side == "left":
        complete(bound, place)
    elif place.before and tier_words().match(scene.low, bound.name[0][0]):
        bound.name = [place.before[0].name[0], *bound.name]  # "90% hồ sơ ... cấp tỉnh, 80% cấp huyện"
        bound.link = link_of(scene, bound.name, bound.unit)
    if bound.link is None:
        bound.link = link_with_verb(bound, place)
    if bound.link is None and lead and len(text_of(scene, bound.name).split()) <= _LONGEST_LEAD_OWN:
        if named or not begins_anew(scene, lead[-1]):
            bound.stem = list(lead) if named else bound.stem
            bound.name = [*lead, *bound.name]
    return None


def _cut_short(bound: Bound, place: Place) -> Bound | None:
    """What is measured was named before; a value's own words say only whose it is, or of when (see shortened.py)."""
    scene, reading = place.scene, place.reading
    if reading.labelled or reading.side == "right":
        return None
    if bound.unit == "percent" and expression("said_of_others").match(scene.low, place.mention.end, reading.right):
        return None  # "Trường Đại học đạt 85% sinh viên có việc làm"
    bodies = bound.unit in _ATTAINED
    said = next(
        (each for span in own_words(place) if (each := shortened(scene, span, place.periods, bodies=bodies))), None
    )
    if said is None or (reading.inner >= 0 and said.group is not None and not said.places):
        return None  # "giảm 3% (các xã biên giới giảm 5%)": a part with a name
    source = comparable(bound, place)
    if source is None or (bound.unit == "band" and not said.places):
        return None
    place.areas, place.level = said.places, said.level
    taken(bound, source, place)
    if said.places and bound.link is not None and bound.link.entry.ranked:
        bound.name = without_places(scene, bound.name)
    if said.group is not None and not said.places:  # what has no name is no place: the name tells of whom it is
        bound.stem, bound.name, bound.parted = bound.name, [*bound.name, said.group], True
    if said.tier is not None:
        bound.link = link_of_tier(scene, bound.name, said.tier, bound.unit) or bound.link
        if said.group is None:
            bound.name = of_tier(scene, bound.name, said.tier)
    return source


def _only_comments(bound: Bound, place: Place, lead: list[Span]) -> bool:
    """ "Kinh tế giữ được đà tăng: GRDP ước tăng 6,8%": how things went, before a name that needs nothing of it."""
    low = place.scene.low
    if not any(expression("comment_lead").search(low, *span) for span in lead):
        return False
    if listed("naming").match(low, bound.name[0][0]) is None:
        return False
    return link_with_verb(bound, place) is not None or link_of(place.scene, [*lead, *bound.name], bound.unit) is None


def _names_itself(bound: Bound, place: Place) -> bool:
    """Whether a name needs nothing of the words before the colon that it stands behind."""
    if place.reading.labelled:
        return False
    text = plain_name(place.scene, bound).split()
    headed = listed("naming").match(place.scene.low, bound.name[0][0]) is not None
    return len(text) > _LONGEST_LEAD_OWN and (headed or place.reading.side == "right")


def _named_later(bound: Bound, place: Place) -> bool:
    """ "Năm 2027: 80%; năm 2028: 90% số hồ sơ ...": the name stands behind the last value only."""
    readings = place.clause.readings
    first = bisect_right(readings, place.mention.start, key=lambda reading: reading.mention.start)
    for later in readings[first : first + _FARTHEST]:
        if later.inner >= 0:
            continue
        if later.mention.row.unit != place.mention.row.unit:
            return False
        if later.side in {"right", "both"}:
            bound.name = list(later.name)
            bound.link = link_of(place.scene, bound.name, bound.unit)
            return True
    return False


def _named_behind(bound: Bound, place: Place) -> bool:
    """ "nhóm 30 tỉnh dẫn đầu về chính quyền điện tử": what a position is in may follow it."""
    scene, reading = place.scene, place.reading
    about = expression("about").match(scene.low, place.mention.end, reading.right)
    if about is None or (bound.unit == "places" and link_of(scene, bound.name, bound.unit) is not None):
        return False
    span = (about.start("x"), about.end("x"))
    link = link_of(scene, [span], bound.unit)
    named = listed("naming").match(scene.low, bound.name[0][0]) if bound.name else None
    if link is None and bound.name and (named or link_of(scene, bound.name, bound.unit) is not None):
        return False
    bound.name, bound.link = [span], link
    return True


def _anaphoric(scene: Scene, bound: Bound) -> bool:
    """A bare noun that only repeats what was counted before ("... hồ sơ, tỷ lệ 6,99%"), or points at it."""
    text = plain_name(scene, bound)
    text = expression("of_the_place").sub("", text)
    if expression("number_of").sub("", text, 1) in words().sets["weak_nouns"]:
        return True
    if expression("pointing_back").fullmatch(text):
        return True
    return len(text.split()) <= 3 and tier_words().fullmatch(text) is not None
