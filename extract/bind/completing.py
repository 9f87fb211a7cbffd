"""Names that leave out what the one before them began with, or only say its noun again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.bind.areas import place_of
from extract.bind.linking import POSITIONAL, link_of, link_of_part, low_text_of, text_of
from extract.bind.scene import Bound, Place, Scene, Span
from extract.catalogue.entries import Link
from extract.rules.vocabulary import expression, listed

_LONGEST_ASPECT = 8  # syllables
_TOPICS = 3  # values before one that its name may go on from
_MOST_CUTS = 8
_MOST_SPANS = 2  # a label and what stands behind its colon
_ABOVE = 2  # headings over a block that tell what its short names are of
_LONGEST_HEADING = 80  # characters
_LONGEST_UNDER_HEADING = 5  # syllables of a name that needs its heading
_LONGEST_IN_LIST = 4  # syllables
_AMOUNTS = frozenset({"count", "quantity", "money"})
_REMEMBERED = 40  # names of the sentence among which the whole of a part is looked for


def plain_name(scene: Scene, bound: Bound) -> str:
    """The words of a name in lower case, with single blanks."""
    return " ".join(low_text_of(scene, bound.name).split()).strip(" ,.")


def complete(bound: Bound, place: Place) -> None:
    """A name that leaves out what the one before it began with.

    ", trong đó lĩnh vực đất đai đạt 85%" and "BHYT đạt 95%, BHXH đạt 60%" go on with the words of the
    value before; the longest beginning of those words that makes a catalogue name is put in front.
    """
    scene = place.scene
    whole = place.before[0] if place.before else place.memory.subject
    strong = place.statement.opened_by == "strong"
    if strong and whole is not None and {bound.unit, whole.unit} <= _AMOUNTS:
        whole = _in_unit(bound, place) or (whole if _comparable(bound, whole, place.scene) else None)
    if whole is None or not (place.before or strong):
        return
    if listed("naming").match(scene.low, bound.name[0][0]):
        return
    area = expression("area").match(scene.low, bound.name[0][0]) or place_of(scene, bound.name[0])
    if not area and len(plain_name(scene, bound).split()) > _LONGEST_ASPECT:
        return
    if strong:
        stem = whole.stem or whole.name
        bound.qualifier, bound.stem = text_of(scene, bound.name), stem
        own, bound.name = bound.name, [*stem, *bound.name]
        bound.link = link_of_part(scene, stem, own, bound.unit)
        within = expression("within").search(place.scene.low, 0, place.statement.start) is not None
        if within and whole.direction and _grows(place):
            bound.name = own  # "khu vực dịch vụ tăng 7,2%": the part has grown
        return
    if whole.stem and place.reading not in place.statement.values[:1]:
        own = bound.name
        bound.stem, bound.name = whole.stem, [*whole.stem, *own]
        bound.link = link_of_part(scene, whole.stem, own, bound.unit)
        return
    start, end = whole.name[0]
    head = listed("naming").match(scene.low, start, end)
    if head is None:
        if area and whole.unit == bound.unit not in POSITIONAL and (whole.place is None or whole.stem):
            bound.link = link_of(scene, [*whole.name, *bound.name], bound.unit, bound.unit_text) or whole.link
            bound.stem, bound.name = whole.stem or whole.name, [*(whole.stem or whole.name), *bound.name]
        return
    rate = expression("growth").match(scene.low, start, end)
    cuts = [m.start() for m in re.finditer(r"\s", scene.low[start:end])]
    cuts.append(end - start)
    own, stem, link = bound.name, [(start, rate.end() if rate else head.end())], None
    for cut in reversed(cuts):
        span = (start, start + cut)
        if span[1] < head.end():
            break
        found = link_of(scene, [span, *own], bound.unit)
        alone = link_of(scene, [span], bound.unit) if found is not None and whole.link is None else None
        if found is not None and alone is not None and alone.entry is found.entry:
            continue  # what the whole is not, for it is of some only, its beginning says alone
        if found is not None and (whole.link is None or found.entry is not whole.link.entry):
            short = link_of(scene, [*stem, *own], bound.unit)
            bound.name = [*(stem if short and short.entry is found.entry else [span]), *own]
            bound.link = found
            return
        link = link or found
    bound.link = link
    if area and link is None and whole.unit == bound.unit:
        bound.link = whole.link
    if area:  # "các xã vùng cao dưới 5%" is of all that was measured
        stem = whole.stem or whole.name
    elif not _shares_head(bound, whole, scene.low[slice(*stem[0])]):
        return
    bound.stem = stem
    bound.name = [*stem, *own]


def link_of_topic(bound: Bound, place: Place) -> Link | None:
    """The entry that a short name means only with what was spoken of before it.

    That is the beginning of an earlier name ("số hóa kết quả 81%, thành phần hồ sơ 65%"), the things counted in the
    sentence ("tiếp nhận 45.210 hồ sơ, ...; đúng hạn 98%"), or a heading ("Thủ tục hành chính").  The name must have a
    part in it: what was spoken of means something else, or nothing, alone.
    """
    scene, own = place.scene, bound.name
    if bound.unit in POSITIONAL or len(own) > _MOST_SPANS or len(plain_name(scene, bound).split()) > _LONGEST_ASPECT:
        return None
    if listed("naming").match(scene.low, own[-1][0]) or expression("area").match(scene.low, own[-1][0]):
        return None
    if not scene.catalogue.touches(scene.low[slice(*own[-1])], scene.abbreviations):
        return None
    for stem in _topics(bound, place):
        found = link_of(scene, [stem, *own], bound.unit, bound.unit_text)
        if found is not None and not found.entry.ranked:
            alone = link_of(scene, [stem], bound.unit, bound.unit_text)
            if alone is None or alone.entry is not found.entry:
                return found
    return None


def _topics(bound: Bound, place: Place) -> Iterator[Span]:
    scene = place.scene
    earlier = [s for s in place.memory.subjects[-_TOPICS:] if s.link is not None and s.unit == bound.unit]
    for whole in reversed(earlier):
        start, end = whole.name[0]
        cuts = [m.start() for m in re.finditer(r"\s", scene.low[start:end])][::-1]
        yield from ((start, start + cut) for cut in [*cuts[:_MOST_CUTS], end - start])
    for reading in place.clause.readings:
        if reading.mention.end <= place.mention.start and reading.mention.row.unit == "count":
            noun = expression("counted_noun").match(scene.text, reading.mention.end)
            if noun is not None:
                yield noun.span(1)
    if len(plain_name(scene, bound).split()) > _LONGEST_UNDER_HEADING:
        return
    at = place.block.parent
    for _ in range(_ABOVE):
        if at < 0:
            return
        above = scene.outline.blocks[at]
        if above.kind != "row" and above.end - above.label_end <= _LONGEST_HEADING:
            yield (above.label_end, above.end)
        at = above.parent


def _in_unit(bound: Bound, place: Place) -> Bound | None:
    """The last named value of the same sentence in the unit of a part ("cam đạt 2.600 ha, sản lượng 31.000 tấn")."""
    same = [s for s in place.memory.subjects[-_REMEMBERED:] if s.sentence == bound.sentence and s.unit == bound.unit]
    own = _amount_of(bound, place.scene)
    return next((s for s in reversed(same) if _amount_of(s, place.scene) == own), None)


def _amount_of(bound: Bound, scene: Scene) -> str:
    """What an amount is in: its unit, of a count the first word of what is counted ("2 triệu lượt khách": "lượt")."""
    if bound.unit != "count":
        return bound.unit_text or ""
    noun = expression("counted_noun").match(scene.text, bound.end)
    return noun.group(1).split()[0] if noun is not None else ""


def _comparable(bound: Bound, whole: Bound, scene: Scene) -> bool:
    """Whether an amount can be a part of another: no number of guests is one of a revenue, none of cows one of milk."""
    if bound.unit == "count" == whole.unit:
        own, other = _amount_of(bound, scene), _amount_of(whole, scene)
        return not own or not other or own == other
    return bound.unit == whole.unit


def _shares_head(bound: Bound, whole: Bound, head: str) -> bool:
    """Whether the head of an earlier name is that of a later value too: a share's, or any of values in one unit."""
    if bound.unit == "percent":
        return expression("share_head").match(head) is not None
    return (bound.unit, bound.unit_text) == (whole.unit, whole.unit_text)


def _grows(place: Place) -> bool:
    """Whether a verb of change stands right before the value."""
    cluster = place.scene.low[place.reading.cluster : place.mention.value_start]
    return listed("increase").search(cluster) is not None or listed("decrease").search(cluster) is not None


def next_in_list(bound: Bound, place: Place, lead: Span) -> bool:
    """Whether a value goes on with what the one before it began behind a lead-in ("...: nhẹ cân 8%, thấp còi 15%")."""
    before = place.before[0] if place.before else None
    if before is None or before.unit != bound.unit or lead != before.name[0]:
        return False
    named = listed("naming").match(place.scene.low, bound.name[0][0]) is not None
    return not named and len(plain_name(place.scene, bound).split()) <= _LONGEST_IN_LIST


def same_noun(bound: Bound, place: Place) -> bool:
    """ "350 trạm BTS, trong đó Viettel 180 trạm": the noun alone is said again, and means the things named before."""
    source = place.before[0] if place.before else place.memory.subject
    if place.reading.side != "right" or source is None or bound.unit != "count" or source.unit != "count":
        return False
    noun = plain_name(place.scene, bound) + " "
    if not source.name or not low_text_of(place.scene, source.name[-1:]).startswith(noun):
        return False
    bound.name, bound.link, bound.stem = list(source.name), source.link, source.stem
    return True
