"""Which parts of a web page are not the document: menus, forms, link lists, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from lxml import etree

from extract.rules.vocabulary import expression

Element = Any
"""An lxml element; the library has no types."""
Event = tuple[Literal["start", "end", "text"], Element, str]

SILENT = frozenset({"script", "style", "template", "noscript", "head", "title", "iframe", "object", "svg", "math",
                    "audio", "video", "canvas", "select", "textarea", "option", "datalist"})  # fmt: skip
"""Elements that hold nothing to be read."""
_ASIDE = frozenset({"nav", "aside", "form", "button", "header", "footer", "menu", "dialog"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog"})
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?<![\w-])(?:font-size|opacity)\s*:\s*0(?:\.0*)?(?:[a-z]{2,3}|%)?\s*(?:;|!|$)",
    re.I,
)
_GROUPS = frozenset({"div", "section", "ul", "ol", "dl", "table", "td", "tr", "tbody", "p", "center", "span", "li"})
_LINKED = 0.6  # share of a block's letters that are links, from which it is a list of links
_FEWEST_LINKS = 3


@dataclass(slots=True)
class Left:
    """Elements that are passed over with all they hold, and how many characters of text those are."""

    elements: set[Element] = field(default_factory=set)
    characters: int = 0


def events(root: Element, left: set[Element]) -> Iterator[Event]:
    """Starts, texts and ends of a tree in order, without what is in `left`; never deep in calls."""
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, over = stack.pop()
        if over:
            yield "end", element, ""
            if element is not root and element.tail:
                yield "text", element, element.tail
            continue
        if element in left or not isinstance(element.tag, str):
            if element is not root and element.tail:
                yield "text", element, element.tail
            continue
        yield "start", element, ""
        if element.text:
            yield "text", element, element.text
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def left_out(root: Element) -> Left:
    """What of a page is not its document.

    By tag, role, class and what is hidden; then blocks that are links for the most part.  Nothing that holds half
    of the page's text is left out for its name (portals wrap whole pages in a form), and no header of an article.
    """
    keep = list(root.iter(etree.Element))  # holds the proxies, so that they can be keys
    left = Left({element for element in keep if element.tag in SILENT})
    hidden = {element for element in keep if element not in left.elements and _hidden(element)}
    mass, links, anchors = _masses(root, left.elements | hidden)
    whole = mass.get(root, 0)
    found: set[Element] = set()
    inside: set[Element] = set()  # of an article or the main part
    for element in keep:
        parent = element.getparent()
        if element.tag in ("article", "main") or element.get("role") == "main" or parent in inside:
            inside.add(element)
        if element not in mass or element.tag in ("html", "body"):
            continue
        linked = links[element] > _LINKED * mass[element] and anchors[element] >= _FEWEST_LINKS
        if mass[element] * 2 < whole and (
            (_named(element) and not (element in inside and element.tag in ("header", "footer")))
            or (linked and element.tag in _GROUPS)
        ):
            found.add(element)
    for element in keep:
        if (element in found or element in hidden) and not _within(element, left.elements):
            left.characters += mass.get(element, 0) or _length(element, left.elements)
            left.elements.add(element)
    return left


def _within(element: Element, others: set[Element]) -> bool:
    parent = element.getparent()
    return parent is not None and parent in others


def _length(element: Element, silent: set[Element]) -> int:
    return sum(len("".join(text.split())) for kind, _, text in events(element, silent) if kind == "text")


def _hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or (element.get("aria-hidden") or "").lower() == "true"
        or (element.tag == "input")
        or _HIDING.search((element.get("style") or "")[:2000]) is not None
    ) and element.tag not in ("html", "body")


def _named(element: Element) -> bool:
    """Whether tag, role, class or id say that it is no part of the text."""
    if element.tag in _ASIDE or (element.get("role") or "").lower() in _ROLES:
        return True
    if element.tag not in _GROUPS:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:300].replace("_", "-")
    return expression("site_part").search(names) is not None


def _masses(root: Element, silent: set[Element]) -> tuple[dict[Element, int], dict[Element, int], dict[Element, int]]:
    """For each element: characters of text, those of them in links, and how many links."""
    mass: dict[Element, int] = {}
    links: dict[Element, int] = {}
    anchors: dict[Element, int] = {}
    path: list[list[int]] = []
    within = 0
    for kind, element, text in events(root, silent):
        if kind == "start":
            path.append([0, 0, 0])
            within += element.tag == "a"
        elif kind == "end":
            own = path.pop()
            if element.tag == "a":
                within -= 1
                own[2] += own[0] > 3  # a note's mark is no link to elsewhere
            mass[element], links[element], anchors[element] = own
            if path:
                path[-1] = [a + b for a, b in zip(path[-1], own, strict=True)]
        elif path:
            length = len("".join(text.split()))
            path[-1][0] += length
            path[-1][1] += length if within else 0
    return mass, links, anchors
