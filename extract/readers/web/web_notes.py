"""Footnotes of a web page: links between a mark and its note, and raised numbers without links."""

from __future__ import annotations

import re
from itertools import islice

from extract.readers.web.main_part import Element, events

BLOCKS = frozenset(
    {
        "html", "body", "address", "article", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
"""Elements that begin and end a paragraph."""
# What office programs call notes.
_TO_NOTE = re.compile(r"#_?(?:ftn|edn|fn|footnote|endnote)(?:ref)?[-_:]?\d{1,3}\Z", re.I)
_OF_NOTE = re.compile(r"_?(?:ftn|edn|fn|footnote|endnote)[-_:]?\d{1,3}", re.I)
_RAISED = re.compile(r"\s*(?:\d{1,3}|\[\s*\d{1,3}\s*\]|\(\s*\d{1,3}\s*\))\s*")
_NUMBER = re.compile(r"[\s\[(]*(\d{1,3})[\s\])]*")
_UNIT = re.compile(r"(?:^|[\d\s/(])(?:[kcdm]?m|ha)$")  # before a raised 2 or 3


def notes_of(root: Element, skipped: set[Element]) -> tuple[dict[Element, tuple[str, bool]], dict[Element, str]]:
    """Links that are footnote marks: element to (mark, whether the note itself begins there); blocks that are notes."""
    place: dict[str, tuple[int, Element]] = {}
    marks: list[tuple[int, Element, str, str]] = []
    for at, (kind, element, _) in enumerate(events(root, skipped)):
        if kind != "start":
            continue
        for name in (element.get("id"), element.get("name")):
            if name:
                place.setdefault(name, (at, element))
        href = element.get("href") or "" if element.tag == "a" else ""
        told = _TO_NOTE.search(href[-40:])
        if (href.startswith("#") or told) and (digits := _NUMBER.fullmatch(_beginning(element, skipped))):
            marks.append((at, element, href.rpartition("#")[2], digits.group(1)))
    found = _unlinked(root, skipped)
    targets: dict[Element, str] = {}
    for at, element, target, number in marks:
        if target in place:
            stands, aim = place[target]
            found[element] = (str(int(number)), stands < at)
            if stands > at and aim.tag in BLOCKS:
                targets[aim] = str(int(number))
        elif _TO_NOTE.search(element.get("href")[-40:]):
            found[element] = (str(int(number)), False)  # the note itself was not saved
    return found, targets


def note_around(element: Element) -> Element | None:
    """The element that holds a note whole, all its paragraphs, by what office programs and portals call it; None where
    there is none: the note is its paragraph.
    """
    around: Element | None = element
    for _ in range(8):
        if around is None or around.tag in ("body", "html"):
            return None
        if around.tag in ("div", "li", "dd", "section", "aside") and _OF_NOTE.fullmatch(around.get("id") or ""):
            return around
        around = around.getparent()
    return None


def _unlinked(root: Element, skipped: set[Element]) -> dict[Element, tuple[str, bool]]:
    """Raised numbers without links: one that begins a block, and the last of its number before that, are a note."""
    found: dict[Element, tuple[str, bool]] = {}
    waiting: dict[int, Element] = {}
    before = ""  # the text of the block so far, its last characters
    for kind, element, text in events(root, skipped):
        if kind == "text":
            before = (before + text)[-20:]
        elif element.tag in BLOCKS:
            before = ""
        elif kind == "start" and element.tag == "sup" and not len(element) and _RAISED.fullmatch(element.text or ""):
            number = int((element.text or "").strip(" \t\r\n\u00a0[]()"))
            if before.strip() and not _UNIT.search(before):
                waiting[number] = element
            elif not before.strip() and number in waiting:
                found[waiting.pop(number)] = (str(number), False)
                found[element] = (str(number), True)
            bracket = "[" in (element.text or "")
            if bracket or (before[-1:].isdigit() and (element.tail or "").lstrip()[:1] == "%"):
                found.setdefault(element, (str(number), False))  # no power, whether its note is there or not
    return found


def _beginning(element: Element, skipped: set[Element]) -> str:
    """The first characters of an element's text, from its first few nodes."""
    return "".join(text for _, _, text in islice(events(element, skipped), 24))[:20]
