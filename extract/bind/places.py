"""The place that a value belongs to, where the text gives it to another than the document's own (ruling 30).

It is said by the words before the value ("xã Dân Hóa 9,4%", "Hà Nội: 40%"), among several bodies ("VNPT: 25 trạm,
Viettel: 33 trạm"), by its name ("tỷ lệ hộ nghèo của huyện Bác Ái"), or by the heading of the items it stands among.
"""

from __future__ import annotations

import re

from extract.bind.belonging import names_body
from extract.bind.scene import Bound, Place, Scene, Span, Whereabouts
from extract.clauses import Clause
from extract.head.gazetteer import gazetteer
from extract.language.cleaning import lowered
from extract.language.syllables import syllable
from extract.rules.vocabulary import expression, listed

_WORD = re.compile(r"[^\W\d_][\w.&'’]*|[IVX]+\b|\d{1,2}(?![\d.,%])")
_NUMBER = re.compile(r"\d")
_DASH = re.compile(r"\s*[-–]\s*|\s+")
_BREAKS = ",;("
_LONGEST = 60  # characters of a heading that is a place
_MOST_WORDS = 5  # of a place's name
_SEVERAL = 2  # bodies in a row


def place_of(scene: Scene, span: Span, level: str | None = None) -> Whereabouts | None:
    """The place that a stretch of text is the name of, and nothing else; `level`: its tier, where that is known."""
    start, end = span
    found = _place_at(scene, start, end)
    if found is None or scene.low[found[1] : end].strip(" .,;:*"):
        return None
    place = found[0]
    return place if level is None else Whereabouts(place.name, level, place.code)


def _place_at(scene: Scene, start: int, end: int) -> tuple[Whereabouts, int] | None:
    """The place whose name begins at `start`, and where it ends."""
    kind = expression("place_kind").match(scene.low, start, end)
    if kind is not None:
        stop = _name_end(scene.text, kind.end(), end, numbered=kind.lastgroup != "province")
        if stop is None:
            return None
        name = " ".join(scene.text[start:stop].split())
        level = kind.lastgroup if kind.lastgroup in {"district", "commune"} else None
        if kind.lastgroup not in {"province", "city"}:
            return Whereabouts(name, level), stop
        known = next(iter(gazetteer().mentions(name)), None)
        if known is None:
            return None
        code = known.codes[0] if known.strength in {"own", "named"} else None
        return Whereabouts(name, "district" if code is None else "province", code), stop
    if not scene.text[start : start + 1].isupper():
        return None
    named = gazetteer().opening(scene.text[start:end])
    if named is None or named.strength != "bare":
        return None
    stop = start + named.end
    return Whereabouts(" ".join(scene.text[start:stop].split()), "province", named.codes[0]), stop


def _name_end(text: str, start: int, end: int, *, numbered: bool) -> int | None:
    """Where the words of a proper name that begin at `start` end; None where there are none."""
    at, stop = start, None
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, at, end)
        if word is None or not (word.group()[0].isupper() or (numbered and stop is None and word.group().isdigit())):
            break
        stop = word.end()
        gap = _DASH.match(text, stop, end)
        if gap is None:
            break
        at = gap.end()
    return stop


def set_place(bound: Bound, place: Place) -> None:
    """The place of a value: its label, its name, else the heading it stands under."""
    scene = place.scene
    label = _label(scene, place.clause, place.mention.start)
    lead = place.statement.lead
    found = _labelled(scene, label, place.clause) or _in_name(bound, place) or (place_of(scene, lead) if lead else None)
    if found is None:
        found = _of_block(scene, place.block.parent)
    if found is not None and not _own(scene, found):
        bound.place = found


def _own(scene: Scene, found: Whereabouts) -> bool:
    """Whether a place is the document's own, by what its head says."""
    low = lowered(found.name)
    kind = expression("place_kind").match(low)
    if kind is not None and kind.lastgroup == "area":
        return False
    bare = re.escape(low[kind.end() if kind else 0 :])
    return re.search(rf"(?<!\w){bare}(?!\w)", scene.home) is not None


def _label(scene: Scene, clause: Clause, value: int) -> Span:
    """The words before a value, from the value, the mark or the colon before it on."""
    start = max([clause.start, *[r.mention.end for r in clause.readings if r.mention.end <= value]])
    for mark in _BREAKS:
        start = max(start, scene.low.rfind(mark, start, value) + 1)
    start += scene.low[start:value].rstrip(" :").rfind(":") + 1
    while start < value and not scene.low[start].isalnum():
        start += 1
    opener = expression("before_label").match(scene.low, start, value)
    return (opener.end() if opener else start), value


def _labelled(scene: Scene, label: Span, clause: Clause) -> Whereabouts | None:
    if scene.text[slice(*label)].islower() or listed("naming").match(scene.low, *label):
        return None
    found = _place_at(scene, *label)
    if found is not None:
        kind = expression("place_kind").match(scene.low, *label) is not None
        bare = expression("behind_label").fullmatch(scene.low, found[1], label[1]) is not None
        if bare or (kind and _speaks(scene, found[1], label[1])):
            return found[0]
    body = _body(scene, label)
    if body is None:
        return None
    others = {_body(scene, _label(scene, clause, r.mention.start)) for r in clause.readings}
    several = {other.name for other in others if other is not None}
    several |= {p[0].name for r in clause.readings if (p := _place_at(scene, *_label(scene, clause, r.mention.start)))}
    return body if len(several) >= _SEVERAL else None


def _speaks(scene: Scene, start: int, end: int) -> bool:
    """Whether the place is who does or has something ("Vùng I xây dựng"): little else, no other."""
    rest = scene.low[start:end]
    return len(rest.split()) <= _MOST_WORDS and ")" not in rest and not expression("whose").search(rest)


def _body(scene: Scene, label: Span) -> Whereabouts | None:
    """The body that a label names: by its first word, or by a name that is no word of the language."""
    start, end = label
    words = scene.text[start:end].rstrip(" :").split()
    if not words or len(words) > 2 * _MOST_WORDS:
        return None
    while words and expression("behind_label").fullmatch(lowered(words[-1])):
        words.pop()
    name = " ".join(words)
    if len(words) > 1 and names_body(scene, start, end):
        return Whereabouts(name)
    if words and all(_foreign(word) for word in words) and lowered(name) not in scene.abbreviations:
        return Whereabouts(name) if not scene.catalogue.links(name) else None
    return None


def _foreign(word: str) -> bool:
    """Whether a word is a company's: in capitals ("VNPT"), or no syllable ("MobiFone", "Viettel")."""
    letters = [c for c in word if c.isalpha()]
    if len(letters) < 2 or not word[0].isupper():
        return False
    return all(c.isupper() for c in letters) or not syllable(lowered(word))


def _in_name(bound: Bound, place: Place) -> Whereabouts | None:
    """The one place that the name says it is of ("của huyện X"); two are none."""
    scene = place.scene
    found = [
        at[0]
        for start, end in bound.name
        if not scene.text[start:end].islower() or _NUMBER.search(scene.low, start, end)  # else no proper name
        for whose in expression("whose").finditer(scene.low, start, end)
        if (at := _place_at(scene, whose.end(), end)) is not None
    ]
    named = {each.name: each for each in found}
    return next(iter(named.values())) if len(named) == 1 else None


def _of_block(scene: Scene, block: int) -> Whereabouts | None:
    """The place that heads the items a block is among ("1. Xã Đăk Na")."""
    at = block
    while at >= 0:
        if at not in scene.areas:
            enclosing = scene.outline.blocks[at]
            short = enclosing.end - enclosing.label_end <= _LONGEST
            scene.areas[at] = place_of(scene, (enclosing.label_end, enclosing.end)) if short else None
        if scene.areas[at] is not None:
            return scene.areas[at]
        at = scene.outline.blocks[at].parent
    return None
