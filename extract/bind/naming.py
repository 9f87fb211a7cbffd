"""What is measured: the value's own words, those of a lead-in, or the subject of an earlier value."""

from __future__ import annotations

import re

from extract.bind.records import Bound, Place, Scene, Span
from extract.catalogue import Link
from extract.clauses import trimmed
from extract.mentions.cues import listed, tier_rules, words

_RANKED = re.compile(
    r"chỉ số|xếp hạng|thứ hạng|index|(?<!\w)(?:par|papi|pci|dti|sipas|ict)(?!\w)|vị trí|thứ (?:tự|bậc)"
)
_ABOUT = re.compile(
    r"[^;.:]{0,70}?(?<!\w)về\s+(?P<x>[^;.:()]{3,120}?)(?=\s*(?:[;.:()]|,\s+(?:làm|góp|để|qua|nhằm|tạo)|$))"
)
_ATTAINS = re.compile(r"(?<!\w)(?:đều đạt|đạt|tăng cao|chiếm|là)(?!\w)")
_COMPLEMENT = re.compile(r"(?<!\w)(?:đối với|về)\s")
_COORDINATION = re.compile(r"\s*,\s*|\s+và\s+")
_LONGEST_ASPECT = 8  # syllables
POSITIONAL = frozenset({"rank", "places", "band"})


def text_of(scene: Scene, name: list[Span]) -> str:
    """The words of a name, its parts joined by an ellipsis."""
    return " … ".join(scene.text[a:b] for a, b in name)


def link_of(scene: Scene, name: list[Span], unit: str) -> Link | None:
    """The catalogue entry that a name means; positions and bands are only those of ranked indices."""
    positional = unit in POSITIONAL
    links = scene.catalogue.links(text_of(scene, name), None if positional else unit, scene.abbreviations)
    if positional:
        links = [link for link in links if link.entry.ranked]
    return links[0] if links else None


def is_ranked(scene: Scene, bound: Bound) -> bool:
    """Whether the indicator is an index or ranking, so that a/b is a position and "khá" a band."""
    if bound.link is not None:
        return bound.link.entry.ranked
    return _RANKED.search(text_of(scene, bound.name).lower()) is not None


def find_subject(bound: Bound, place: Place) -> Bound | None:
    """Set name and link; returns the record that they were taken over from, if they were."""
    scene, reading = place.scene, place.reading
    lead = [place.statement.lead] if place.statement.lead else []
    if reading.inner >= 0 and not place.before and not bound.name:
        span = _before_bracket(place)
        bound.name = [span] if span else []
    if bound.unit in {"rank", "band"} and _named_behind(bound, place):
        return None
    if bound.name:
        return _own_name(bound, place, lead)
    if place.before:
        return _taken(bound, place.before[0], scene)
    if lead:
        bound.name = list(lead)
        bound.link = link_of(scene, bound.name, bound.unit)
        if bound.link is None and place.memory.subject is not None and _anaphoric(scene, bound):
            return _taken(bound, place.memory.subject, scene)
        return None
    if place.memory.subject is not None:
        bound.doubts.append("subject_of_earlier_sentence")
        return _taken(bound, place.memory.subject, scene)
    return None


def _own_name(bound: Bound, place: Place, lead: list[Span]) -> Bound | None:
    scene, reading = place.scene, place.reading
    bound.link = link_of(scene, bound.name, bound.unit)
    if reading.side == "right" and reading.before is not None and not place.before:
        wider = link_of(scene, [reading.before, *bound.name], bound.unit)
        if wider is not None and (bound.link is None or wider.weight > bound.link.weight + 6):
            if bound.link is None or wider.entry is not bound.link.entry:
                bound.link, bound.name = wider, [reading.before, *bound.name]
    if bound.link is None and lead:
        wider = link_of(scene, [*lead, *bound.name], bound.unit)
        if wider is not None:
            bound.qualifier = text_of(scene, bound.name)
            bound.link, bound.name = wider, [*lead, *bound.name]
            return None
    if bound.link is None and _anaphoric(scene, bound):
        source = place.before[0] if place.before else place.memory.subject
        if source is not None and source.name:
            return _taken(bound, source, scene)
    if bound.link is None and place.before and place.statement.opened_by == "strong" and reading.side == "left":
        return _aspect(bound, place)
    if bound.link is None and lead and len(text_of(scene, bound.name).split()) <= 4:
        bound.name = [*lead, *bound.name]
    return None


def _aspect(bound: Bound, place: Place) -> None:
    """ "..., trong đó lĩnh vực đất đai đạt trên 85%": a part of what was named before."""
    scene, whole = place.scene, place.before[0]
    if listed("naming").match(scene.low, bound.name[0][0]) or len(text_of(scene, bound.name).split()) > _LONGEST_ASPECT:
        return
    bound.qualifier = text_of(scene, bound.name)
    bound.name = [*whole.name, *bound.name]
    bound.link = link_of(scene, bound.name, bound.unit)


def _named_behind(bound: Bound, place: Place) -> bool:
    """ "nhóm 30 tỉnh dẫn đầu về chính quyền điện tử": what a position is in may follow it."""
    scene, reading = place.scene, place.reading
    about = _ABOUT.match(scene.low, place.mention.end, reading.right)
    if about is None:
        return False
    span = (about.start("x"), about.end("x"))
    link = link_of(scene, [span], bound.unit)
    if link is None and bound.name and listed("naming").match(scene.low, bound.name[0][0]):
        return False
    bound.name, bound.link = [span], link
    return True


def _taken(bound: Bound, source: Bound, scene: Scene) -> Bound:
    bound.name, bound.link, bound.qualifier = list(source.name), source.link, source.qualifier
    if source.link is None or bound.unit != source.unit:
        bound.link = link_of(scene, bound.name, bound.unit) or source.link
    bound.doubts.append("subject_inherited")
    bound.why.append(("bind.subject_inherited", source.start, source.end))
    return source


def _before_bracket(place: Place) -> Span | None:
    """The words before a bracket that a value stands in alone ("đều đạt mục tiêu đề ra (trên 80%)")."""
    clause = place.clause
    start = clause.brackets[place.reading.inner][0]
    text = clause.part(clause.start, start)
    cut = max((m.end() for m in re.finditer(r"[;:]|(?<!\w)trong đó(?!\w)", text)), default=0)
    span = trimmed(clause, clause.start + cut, start)
    if span is None:
        return None
    part = clause.part(*span)
    heads = [
        m.start()
        for m in listed("naming").finditer(part)
        if not part[: m.start()].strip() or part[: m.start()].rstrip().endswith(",")
    ]
    if heads:
        span = (span[0] + heads[-1], span[1])
    attains = _ATTAINS.search(clause.part(*span))
    return (span[0], span[0] + attains.start()) if attains and attains.start() > 8 else span


def _anaphoric(scene: Scene, bound: Bound) -> bool:
    """A bare noun that only repeats what was counted before ("... hồ sơ, tỷ lệ 6,99%")."""
    text = re.sub(r"\s+", " ", text_of(scene, bound.name).lower()).strip(" ,.")
    if text.removeprefix("số ") in words().sets["weak_nouns"]:
        return True
    return len(text.split()) <= 3 and any(pattern.fullmatch(text) for _, pattern in tier_rules())


def coordinates(scene: Scene, bound: Bound) -> list[Span]:
    """The coordinate names in a name ("Chỉ số A, Chỉ số B và Chỉ số C"), if it has several."""
    if len(bound.name) != 1:
        return []
    start, end = bound.name[0]
    text = scene.low[start:end]
    head = listed("naming").match(text)
    if head is None:
        return []
    spans, at = [], 0
    for cut in re.finditer(r"\s*(?:,|(?<!\w)và)\s*(?=" + re.escape(head.group()) + r"(?!\w))", text):
        spans.append((start + at, start + cut.start()))
        at = cut.end()
    return [*spans, (start + at, end)] if spans else []


def dealt_out(scene: Scene, bound: Bound, count: int) -> list[list[Span]]:
    """The `count` coordinate parts of a name that values are dealt out to; a shared head goes with each."""
    spans = coordinates(scene, bound)
    if len(spans) == count:
        return [[span] for span in spans]
    if len(bound.name) != 1:
        return []
    start, end = bound.name[0]
    text = scene.low[start:end]
    cuts = list(re.finditer(r"\s+và\s+" if count == 2 else _COORDINATION, text))
    if len(cuts) + 1 != count:
        return []
    head = listed("naming").match(text)
    parts = [
        (start + a, start + b)
        for a, b in zip([0, *(c.end() for c in cuts)], [*(c.start() for c in cuts), len(text)], strict=True)
    ]
    if head is None:
        return [[part] for part in parts]
    return [parts[:1], *([(start, start + head.end()), part] for part in parts[1:])]


def complements(scene: Scene, bound: Bound) -> list[tuple[list[Span], Link]]:
    """ "mức độ hài lòng đối với A, B": one figure for two entries that share the head of the phrase."""
    if len(bound.name) != 1 or bound.link is None:
        return []
    start, end = bound.name[0]
    text = scene.low[start:end]
    head = _COMPLEMENT.search(text)
    if head is None or len(scene.catalogue.links(scene.text[start:end], bound.unit, scene.abbreviations)) < 2:
        return []
    for cut in _COORDINATION.finditer(text, head.end()):
        first = [(start, start + cut.start())]
        second = [(start, start + head.start()), (start + cut.end(), end)]
        one, two = link_of(scene, first, bound.unit), link_of(scene, second, bound.unit)
        if one is None or two is None or one.entry is two.entry:
            continue
        if bound.link.entry in (one.entry, two.entry):
            return [(first, one), (second, two)]
    return []
