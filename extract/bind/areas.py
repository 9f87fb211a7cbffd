"""Names of places and bodies as they stand in a text, one or several in a row."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.bind.scene import Scene, Span, Whereabouts
from extract.head.gazetteer import gazetteer
from extract.language.cleaning import lowered
from extract.language.syllables import syllable
from extract.rules.vocabulary import expression

_WORD = re.compile(r"[^\W\d_][\w.&'’]*|[IVX]+\b|\d{1,2}(?![\d.,%])")
_NUMBERED = re.compile(r"\s+\d{1,2}(?![\d%]|[.,]\d)")
_DASH = re.compile(r"\s*[-–]\s*|\s+")
_MOST_WORDS = 5  # of a place's name
_FEWEST_LETTERS = 2  # of a company's name
_FEWEST_WORDS = 2  # of a proper name that nothing else tells to be a place


def place_of(scene: Scene, span: Span, level: str | None = None) -> Whereabouts | None:
    """The place that a stretch of text is the name of, and nothing else; `level`: its tier, where that is known."""
    start, end = span
    found = place_at(scene, start, end)
    if found is None or scene.low[found[1] : end].strip(" .,;:*"):
        return None
    place = found[0]
    return place if level is None else Whereabouts(place.name, level, place.code)


def place_at(scene: Scene, start: int, end: int) -> tuple[Whereabouts, int] | None:
    """The place whose name begins at `start`, and where it ends: with what kind it is of, or one that all know."""
    kind = expression("place_kind").match(scene.low, start, end)
    if kind is not None:
        stop = name_end(scene.text, kind.end(), end, numbered=kind.lastgroup != "province")
        if stop is None or not _told(scene, start, kind.end(), stop):
            return None
        stop = _former(scene, stop, end)
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
    stop = _former(scene, start + named.end, end)
    return Whereabouts(" ".join(scene.text[start:stop].split()), "province", named.codes[0]), stop


def _former(scene: Scene, stop: int, end: int) -> int:
    """Where the name of a place ends that is said to be the one before a merger ("Lào Cai cũ", "Bắc Giang (cũ)")."""
    found = expression("former_place").match(scene.low, stop, end)
    return stop if found is None else found.end()


def _told(scene: Scene, start: int, name: int, stop: int) -> bool:
    """Whether text[start:stop], a kind and what may be its name, is one: in a heading's capitals "XÃ HỘI SỐ" is none.

    A kind in small letters before capitals tells a name; where it is written large itself, what follows may be any
    word, and one that makes a common phrase with it is no name, unless the document has it as a name elsewhere.
    """
    if scene.text[start].islower() or expression("phrase_of_kind").match(scene.low, start, stop) is None:
        return True
    bare = " ".join(word.capitalize() for word in scene.text[name:stop].split())
    return f"{scene.low[start:name].strip()} {bare}" in scene.text


def name_end(text: str, start: int, end: int, *, numbered: bool) -> int | None:
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


def proper_name(scene: Scene, start: int, end: int) -> tuple[str, int] | None:
    """A proper name that begins at `start`, and where it ends: words with capitals, no short form nor an indicator."""
    stop = name_end(scene.text, start, end, numbered=False)
    if stop is None:
        return None
    words = scene.text[start:stop].split()
    name = " ".join(words)
    plain = len(words) >= _FEWEST_WORDS and not any(word.isupper() and len(word) > 1 for word in words)  # "A Dơi"
    return (name, stop) if plain and not scene.catalogue.links(name) else None


def company(scene: Scene, start: int, end: int) -> tuple[str, int] | None:
    """The name of a company's branch that begins at `start`, and where it ends ("VNPT Nghệ An")."""
    first = _WORD.match(scene.text, start, end)
    if first is None or not foreign(first.group()) or lowered(first.group()) in scene.abbreviations:
        return None
    where = proper_name(scene, min(first.end() + 1, end), end)
    return (" ".join(scene.text[start : where[1]].split()), where[1]) if where else None


def foreign(word: str) -> bool:
    """Whether a word is a company's: in capitals ("VNPT"), or no syllable ("MobiFone", "Viettel")."""
    letters = [c for c in word if c.isalpha()]
    if len(letters) < _FEWEST_LETTERS or not word[0].isupper():
        return False
    return all(c.isupper() for c in letters) or not syllable(lowered(word))


def unit_at(scene: Scene, start: int, end: int) -> tuple[list[Whereabouts], int] | None:
    """A town or district that all know, named without its kind ("của Đắk Mil"), and where its name ends."""
    stop = name_end(scene.text, start, end, numbered=False)
    if stop is None:
        return None
    name = scene.text[start:stop]
    known = next(iter(gazetteer().mentions(name, len(name))), None)
    whole = known is not None and (known.start, known.end) == (0, len(name))
    return ([Whereabouts(" ".join(name.split()))], stop) if whole else None


def areas_at(scene: Scene, start: int, end: int) -> tuple[list[Whereabouts], int] | None:
    """The places in a row whose names begin at `start`, and where the last ends ("xã A, B và C": three).

    "các xã A, B" and "các xã A đến B" are one area; "hai xã A và B" are two.
    """
    plural = expression("kinds_in_plural").match(scene.low, start, end)
    if plural is None:
        first = place_at(scene, start, end)
        if first is None:
            return None
        return _row(scene, first, end, first[0].level)
    at = plural.start("kind")
    one = place_at(scene, at, end)
    if one is None or one[0].level is None:
        return None
    named, stop = _row(scene, one, end, one[0].level)
    through = expression("through").match(scene.low, stop, end)
    if through is not None and (last := name_end(scene.text, through.end(), end, numbered=False)) is not None:
        numbered = _NUMBERED.match(scene.text, last, end) if through["number"] else None
        stop = numbered.end() if numbered else last
        while (gap := _next(scene, stop, end)) is not None and (more := proper_name(scene, gap, end)) is not None:
            stop = more[1]
        named = [*named, *named]
    if len(named) == 1:
        return named, stop
    if plural.group("all"):
        return [Whereabouts(" ".join(scene.text[start:stop].split()), one[0].level)], stop
    return [replace(each, name=_bare(each.name)) for each in named], stop


def _row(scene: Scene, first: tuple[Whereabouts, int], end: int, level: str | None) -> tuple[list[Whereabouts], int]:
    """The places behind a first one: of their own kind, or names that are of its."""
    found, stop = [first[0]], first[1]
    while (at := _next(scene, stop, end)) is not None:
        known = place_at(scene, at, end)
        if known is None and level is not None:
            name = proper_name(scene, at, end)
            known = (Whereabouts(name[0], level), name[1]) if name else None
        if known is None:
            break
        found.append(known[0])
        stop = known[1]
    return found, stop


def _next(scene: Scene, stop: int, end: int) -> int | None:
    """Where, behind a place, the next of a row may begin: behind a comma, "và" or "hoặc"."""
    gap = expression("area_joins").match(scene.low, stop, end)
    return gap.end() if gap is not None else None


def _bare(name: str) -> str:
    """A place's name without its kind."""
    kind = expression("place_kind").match(lowered(name))
    return name[kind.end() :] if kind else name
