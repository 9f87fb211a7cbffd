"""The words of a name, and the catalogue entry that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.bind.scene import Bound, Place, Scene, Span
from extract.catalogue.entries import POSITIONAL as POSITIONAL
from extract.catalogue.entries import Link
from extract.clauses import trimmed
from extract.mentions.cues import tier_words
from extract.rules.vocabulary import expression, sought, word_set

_LONGEST_CONTEXT = 100  # characters
_NOUN = 3  # syllables that begin a name


def text_of(scene: Scene, name: list[Span]) -> str:
    """The words of a name, its parts joined by an ellipsis."""
    return " … ".join(scene.text[a:b] for a, b in name)


def low_text_of(scene: Scene, name: list[Span]) -> str:
    """The same in lower case."""
    return " … ".join([scene.low[a:b] for a, b in name])


def link_of(scene: Scene, name: list[Span], unit: str, unit_text: str | None = None) -> Link | None:
    """The catalogue entry that a name means; positions and bands are those of indices and rankings."""
    low = low_text_of(scene, name)
    any_unit = unit == "quantity" and unit_text in word_set("times")  # a multiple of whatever is measured
    asked = low, None if any_unit else unit
    links = scene.linked.get(asked)
    if links is None:
        links = scene.catalogue.links_of(*asked, scene.abbreviations)
        published = sought("published_by", low) if not links else None
        if published is not None:  # who makes an index public says nothing of which it is
            rest = low[: published.start()] + low[published.end() :]
            links = scene.catalogue.links_of(rest, asked[1], scene.abbreviations)
        scene.linked[asked] = links
    if unit in POSITIONAL:
        ranked = [link for link in links if link.entry.ranked]
        links = ranked or (links if expression("ranking").search(low) else [])
    return links[0] if links else None


def link_of_part(scene: Scene, whole: list[Span], own: list[Span], unit: str) -> Link | None:
    """The entry that a part means ("công chức có trình độ đại học, trong đó sau đại học"): what it says goes before.

    The longest beginning of the whole's words that with those of the part means something else than the whole.
    """
    link, known = link_of(scene, [*whole, *own], unit), link_of(scene, whole, unit)
    if link is None or known is None or link.entry is not known.entry:
        return link
    start, end = whole[0]
    for cut in reversed([m.start() for m in re.finditer(r"\s", scene.low[start:end])]):
        closer = link_of(scene, [(start, start + cut), *own], unit)
        if closer is not None and closer.entry is not known.entry:
            alone = link_of(scene, [(start, start + cut)], unit)
            return link if alone is not None and alone.entry is closer.entry else closer
    return link


def link_of_tier(scene: Scene, name: list[Span], tier: Span, unit: str) -> Link | None:
    """The entry that a name means for another tier than its own words say ("công chức cấp huyện ...": "cấp xã")."""
    rest: list[Span] = []
    for start, end in name:
        for met in tier_words().finditer(scene.low, start, end):
            rest.append((start, met.start()))
            start = met.end()
        rest.append((start, end))
    return link_of(scene, [rest[0], tier, *rest[1:]], unit)


def without_foreign_rank(bound: Bound, place: Place) -> Link | None:
    """The link, unless the index is only what the counted things have, or the position is in another ranking'.

    "100% xã được xếp hạng chỉ số CCHC" is a share of communes; "nhóm 3 nước đứng đầu ASEAN" ranks countries; "5/8 trụ
    cột của Chỉ số chuyển đổi số" are parts of an index.
    """
    link, scene, reading = bound.link, place.scene, place.reading
    if link is None or not link.entry.ranked:
        return link
    if bound.name and expression("part_of_index").match(scene.low, *bound.name[0]):
        return None
    if bound.unit in POSITIONAL:
        ranked = expression("ranked_abroad").match(scene.low, place.mention.value_end, place.clause.end)
        return link if ranked is None else None
    if reading.side == "right" and reading.name and reading.predicate >= 0:
        counted = scene.low[reading.name[0][0] : reading.predicate]
        return link if expression("ranking").search(counted) else None
    return link


def is_ranked(scene: Scene, bound: Bound) -> bool:
    """Whether the indicator is an index or ranking, so that a/b is a position and "khá" a band."""
    if bound.link is not None and bound.link.entry.ranked:
        return True
    return bound.link is None and expression("ranking").search(low_text_of(scene, bound.name)) is not None


def link_with_verb(bound: Bound, place: Place) -> Link | None:
    """A link that needs the words between name and value ("GRDP tăng 8%", "thành lập mới 1.200 doanh nghiệp")."""
    reading = place.reading
    own = trimmed(place.clause, reading.left, reading.mention.start) if reading.inner < 0 else None
    if own is None:
        return None
    low = place.scene.low
    start = own[0]
    while start > reading.left and low[start - 1] not in ",;:.(\n":  # the verbs that were dropped in front
        start -= 1
    span = (start, reading.mention.start)
    name = [span] if reading.side == "left" else [span, *bound.name]
    return link_of(place.scene, name, bound.unit, bound.unit_text)


def link_in_context(bound: Bound, place: Place) -> tuple[Link, list[Span]] | None:
    """A link that needs the words around the name, and the name with them.

    The noun of the count before it ("1.164 hồ sơ, giải quyết trước và đúng hạn đạt 99%"), the count within it ("thời
    gian tiếp nhận 01 bộ hồ sơ tối đa 05 phút"), or what it goes on with behind the value ("90% chế độ báo cáo trở lên
    được kết nối").  What is named has to have a part in it: the words around it alone mean another entry, or none.
    """
    for name in _wider(bound, place):
        link = link_of(place.scene, name, bound.unit, bound.unit_text)
        if link is not None and (_has_part(place.scene, bound, name, link) or _goes_on(place, bound, name)):
            return link, name
    return None


def _goes_on(place: Place, bound: Bound, name: list[Span]) -> bool:
    """Whether a name takes up the noun of its label ("Họp trực tuyến: 40% cuộc họp của UBND tỉnh"), or is its base."""
    lead = place.statement.lead
    if lead is None or name[0] != lead:
        return False
    if expression("counted").match(place.scene.low, *bound.name[0]):
        return True
    own = place.scene.low[slice(*bound.name[0])].split()[:_NOUN]
    return not set(place.scene.low[slice(*lead)].split()[:_NOUN]).isdisjoint(own)


def _wider(bound: Bound, place: Place) -> Iterator[list[Span]]:
    """Names made of a name and the words around it."""
    reading, readings = place.reading, place.clause.readings
    behind = trimmed(place.clause, place.mention.end, reading.right)
    if behind is not None and behind not in bound.name:
        yield [behind] if reading.side == "right" else [*bound.name, behind]
    lead = place.statement.lead
    if reading.side == "right" and lead is not None and lead not in bound.name:
        yield [lead, *bound.name]  # "Họp trực tuyến: 40% cuộc họp của UBND tỉnh"
    at = readings.index(reading)
    before = readings[at - 1] if at and readings[at - 1].mention.row.unit == "count" else None
    if reading.side == "right" and before is not None and before.inner == reading.inner:
        spans = (before.left, before.mention.start), (before.mention.end, reading.cluster)
        counted = [named for span in spans if (named := trimmed(place.clause, *span)) is not None]
        if counted and counted[-1][1] - counted[0][0] <= _LONGEST_CONTEXT:
            yield [*counted, *bound.name]  # "ban hành 02 văn bản quy phạm pháp luật, 100% đúng trình tự"
    if reading.side != "right" and before is not None:
        if (before.inner, before.statement) == (reading.inner, reading.statement):
            for start in (before.mention.end, before.left):
                named = trimmed(place.clause, start, reading.cluster)
                if named is not None and named[1] - named[0] <= _LONGEST_CONTEXT:
                    yield [named]


def _has_part(scene: Scene, bound: Bound, name: list[Span], link: Link) -> bool:
    """Whether what is named has a part in a link: it is within the wider name, and the rest means something else."""
    own = bound.name[0]
    if not any(a <= own[0] and own[1] <= b for a, b in name):
        return False
    rest = [span for a, b in name for span in ((a, min(b, own[0])), (max(a, own[1]), b)) if span[0] < span[1]]
    alone = link_of(scene, rest, bound.unit, bound.unit_text) if rest else None
    return alone is None or alone.entry is not link.entry


def ranked_again(bound: Bound, place: Place) -> bool:
    """ "xếp thứ 19/63 (năm 2022: 27/63)": a bracket that tells a position of another time, among as many."""
    if place.reading.inner < 0 or expression("closed_by").match(place.scene.low, place.mention.end) is None:
        return False
    return any(each.unit == "rank" and each.out_of == bound.out_of for each in place.told)
