"""Which elements of a web page are struck through: by tag, by their own style, by the page's style sheets.

Of style sheets rules are read whose selectors are made of tags, classes and ids, alone or one within another; what
else a selector may hold (states, attributes, siblings) names no text that stands on the page as it is read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from extract.readers.web.main_part import Element

_TAGS = frozenset({"s", "strike", "del"})
_LINE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.I)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)", re.I)
_NAME = re.compile(r"([.#])([\w-]+)")
_MOST_RULES, _MOST_CHARACTERS, _DEEPEST = 200, 500_000, 100


class _Part(NamedTuple):
    """A tag ("" for any) with classes and ids, all of which an element has."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]

    def fits(self, element: Element) -> bool:
        if self.tag and element.tag != self.tag:
            return False
        return self.classes <= {*(element.get("class") or "")[:500].split()} and self.ids <= {element.get("id") or ""}


def struck_of(root: Element) -> set[Element]:
    """The elements that are struck through with all they hold."""
    rules = _rules(root)
    return {
        element
        for element in root.iter(etree.Element)
        if element.tag in _TAGS
        or _LINE.search((element.get("style") or "")[:2000])
        or any(_chosen(parts, element) for parts in rules)
    }


def _rules(root: Element) -> list[list[_Part]]:
    """The selectors, from the outermost part in, that the page's style sheets strike through."""
    found: list[list[_Part]] = []
    for sheet in root.iter("style"):
        text = "".join(sheet.itertext())[:_MOST_CHARACTERS]
        if "line-through" not in text.lower():
            continue
        for selectors, body in _RULE.findall(_COMMENT.sub(" ", text).replace("<!--", " ").replace("-->", " ")):
            if _LINE.search(body):
                found += [parts for each in selectors.split(",") if (parts := _parts(each.strip()))]
    return found[:_MOST_RULES]


def _parts(selector: str) -> list[_Part]:
    """The parts of a selector; none where it holds anything else."""
    parts: list[_Part] = []
    for each in selector.replace(">", " ").split():
        match = _SIMPLE.fullmatch(each)
        if match is None:
            return []
        names = _NAME.findall(match[2])
        tag = (match[1] or "").lower().replace("*", "")
        sorts = (frozenset(name for sign, name in names if sign == kind) for kind in ".#")
        parts.append(_Part(tag, *sorts))
    return parts


def _chosen(parts: list[_Part], element: Element) -> bool:
    """Whether an element is the last part, within elements that are those before it."""
    if not parts[-1].fits(element):
        return False
    left = parts[:-1]
    around = element.getparent()
    for _ in range(_DEEPEST):
        if not left or around is None:
            break
        if left[-1].fits(around):
            left = left[:-1]
        around = around.getparent()
    return not left
