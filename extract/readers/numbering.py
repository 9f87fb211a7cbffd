"""Automatic numbering of Word: the labels that Word shows and that no paragraph's text holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%(\d)")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def value(element: Any, name: str) -> str | None:
    """The w:val of a child element, None where there is none."""
    child = element.find(W + name) if element is not None else None
    return child.get(W + "val") if child is not None else None


def _roman(number: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        while number >= size:
            text, number = text + letters, number - size
    return text


def _letter(number: int) -> str:
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _shown(number: int, form: str) -> str:
    """A number in one of Word's forms."""
    if not 0 < number < 4000:
        return str(number)
    match form:
        case "lowerLetter":
            return _letter(number)
        case "upperLetter":
            return _letter(number).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)


@dataclass(slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, counted on as its paragraphs come."""

    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)  # list -> what it counts in common with others
    _starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any) -> Numbering:
        """The lists that numbering.xml describes (None: there are none)."""
        made = cls()
        if root is None:
            return made
        for abstract in root.findall(W + "abstractNum"):
            levels = {}
            for level in abstract.findall(W + "lvl"):
                start = value(level, "start") or "1"
                levels[int(level.get(W + "ilvl") or 0)] = _Level(
                    value(level, "numFmt") or "decimal",
                    value(level, "lvlText") or "",
                    int(start) if start.isdigit() else 1,
                )
            made._levels[abstract.get(W + "abstractNumId") or ""] = levels
        for each in root.findall(W + "num"):
            name = each.get(W + "numId") or ""
            made._lists[name] = value(each, "abstractNumId") or ""
            for override in each.findall(W + "lvlOverride"):
                anew = value(override, "startOverride")
                if anew and anew.isdigit():
                    made._starts[name, int(override.get(W + "ilvl") or 0)] = int(anew)
        return made

    def label(self, name: str, level: int) -> str:
        """The label of the next paragraph of a list at a level: "1.", "a)", "- "; empty where it has none."""
        shared = self._lists.get(name)
        levels = self._levels.get(shared or "", {})
        found = levels.get(level)
        if shared is None or found is None or found.form == "none":
            return ""
        if found.form == "bullet":
            return "-"
        counts = self._counts.setdefault(shared, {})
        if (name, level) in self._starts and (name, level) not in self._begun:
            self._begun.add((name, level))
            counts[level] = self._starts[name, level]
        else:
            counts[level] = counts[level] + 1 if level in counts else found.start
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            form = levels[at].form if at in levels else "decimal"
            return _shown(counts.get(at, levels[at].start if at in levels else 1), form)

        return _LEVEL.sub(number, found.text).strip()
