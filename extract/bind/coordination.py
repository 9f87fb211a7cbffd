"""Names that stand for several indicators: "Chỉ số A, Chỉ số B", "PAR, PAPI và PCI", "hài lòng về A, B"."""

from __future__ import annotations

import re

from extract.bind.linking import POSITIONAL, link_of
from extract.bind.scene import Bound, Scene, Span
from extract.catalogue.entries import Link
from extract.mentions.cues import listed

_COMPLEMENT = re.compile(r"(?<!\w)(?:đối với|về)\s")
_COORDINATION = re.compile(r"\s*,\s*|\s+và\s+")
_SEVERAL = re.compile(r"(?:các|những|cả \w+)\s+")
_MOST_CUTS = 6

Named = list[tuple[list[Span], Link]]


def apart(scene: Scene, bound: Bound) -> Named:
    """The names and links of a coordination, if each part means an entry of its own; else nothing."""
    if len(bound.name) != 1:
        return []
    start, end = bound.name[0]
    several = _SEVERAL.match(scene.low, start, end)
    start = several.end() if several else start
    head = listed("naming").match(scene.low, start, end)
    if head is None or not _COORDINATION.search(scene.low, start, end):
        return []
    repeated = re.compile(r"\s*(?:,|(?<!\w)và)\s*(?=" + re.escape(head.group()) + r"(?!\w))")
    for cuts in (repeated, _COORDINATION) if bound.unit in POSITIONAL else (repeated,):
        parts = _parts(scene, start, end, cuts)
        if not 1 < len(parts) <= _MOST_CUTS:
            continue
        names = [[parts[0]], *([(start, head.end()), p] if cuts is _COORDINATION else [p] for p in parts[1:])]
        links = [link_of(scene, name, bound.unit) for name in names]
        found = [(name, link) for name, link in zip(names, links, strict=True) if link is not None]
        if len({link.entry.id for _, link in found}) == len(names):
            return found
    return _complements(scene, bound, start, end)


def _parts(scene: Scene, start: int, end: int, cuts: re.Pattern[str]) -> list[Span]:
    spans, at = [], start
    for cut in cuts.finditer(scene.low, start, end):
        spans.append((at, cut.start()))
        at = cut.end()
    return [*spans, (at, end)]


def _complements(scene: Scene, bound: Bound, start: int, end: int) -> Named:
    """ "mức độ hài lòng đối với A, B": one figure for two entries that share the head of the phrase."""
    head = _COMPLEMENT.search(scene.low, start, end)
    if head is None or bound.link is None:
        return []
    for cut in _COORDINATION.finditer(scene.low, head.end(), end):
        first: list[Span] = [(start, cut.start())]
        second: list[Span] = [(start, head.start()), (cut.end(), end)]
        one, two = link_of(scene, first, bound.unit), link_of(scene, second, bound.unit)
        if one is None or two is None or one.entry is two.entry:
            continue
        if bound.link.entry in (one.entry, two.entry):
            return [(first, one), (second, two)]
    return []


def dealt_out(scene: Scene, bound: Bound, count: int) -> list[list[Span]]:
    """The `count` coordinate parts of a name that values are dealt out to; a shared head goes with each."""
    if len(bound.name) != 1:
        return []
    start, end = bound.name[0]
    head = listed("naming").match(scene.low, start, end)
    if head is not None:
        repeated = re.compile(r"\s*(?:,|(?<!\w)và)\s*(?=" + re.escape(head.group()) + r"(?!\w))")
        spans = _parts(scene, start, end, repeated)
        if len(spans) == count:
            return [[span] for span in spans]
    parts = _parts(scene, start, end, re.compile(r"\s+và\s+") if count == 2 else _COORDINATION)
    if len(parts) != count:
        return []
    if head is None:
        return [[part] for part in parts]
    return [parts[:1], *([(start, head.end()), part] for part in parts[1:])]
