"""Automatic numbering: the label that Word shows before a paragraph (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.readers.word.parts_of_docx import Element, on, value, whole, word
from extract.readers.word.styles import Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (number // worth)
        number %= worth
    return text


def _letter(number: int) -> str:
    """a to z, then aa, bb as Word counts on."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 26 * 30 else str(number)


_FORMS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter, "upperLetter": lambda n: _letter(n).upper(), "lowerRoman": lambda n: _roman(n).lower(),
    "upperRoman": _roman, "decimalZero": lambda n: f"{n:02d}", "none": lambda n: "",
}  # fmt: skip


@dataclass(slots=True)
class _Level:
    """A level of a list: its first number, how it is written, and the text around it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    abstract: str
    starts: dict[int, int]
    levels: dict[int, _Level]


def _level(element: Element) -> _Level:
    said = value(element, "lvlRestart")
    return _Level(
        whole(value(element, "start"), 1), value(element, "numFmt") or "decimal",
        (value(element, "lvlText") or "")[:80], whole(said, 0) if said is not None else None,
        on(element, "isLgl") or False, value(element, "pStyle"),
    )  # fmt: skip


class Numbering:
    """Counts the paragraphs of every list, in the order of the text."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        links: dict[str, str] = {}
        for each in () if root is None else root.findall(word("abstractNum")):
            name = each.get(word("abstractNumId")) or ""
            self._levels[name] = {
                whole(level.get(word("ilvl")), 0): _level(level) for level in each.findall(word("lvl"))
            }
            if link := value(each, "numStyleLink"):
                links[name] = link
        for each in () if root is None else root.findall(word("num")):
            starts: dict[int, int] = {}
            levels: dict[int, _Level] = {}
            for override in each.findall(word("lvlOverride")):
                at = min(whole(override.get(word("ilvl")), 0), _LEVELS - 1)
                if (first := value(override, "startOverride")) is not None:
                    starts[at] = whole(first, 1)
                if (level := override.find(word("lvl"))) is not None:
                    levels[at] = _level(level)
            found = _List(value(each, "abstractNumId") or "", starts, levels)
            self._lists[each.get(word("numId")) or ""] = found
        for each in self._lists.values():  # a list that takes its levels from a list style
            target = self._lists.get(styles.of(links[each.abstract]).number or "") if each.abstract in links else None
            if target is not None:
                each.abstract = target.abstract

    def level_of(self, number: str, style: str | None) -> int:
        """The level that a list ties to a paragraph style; the first if it ties none."""
        found = self._lists.get(number)
        if found is None or style is None:
            return 0
        levels = {**self._levels.get(found.abstract, {}), **found.levels}
        return next((at for at, level in sorted(levels.items()) if level.style == style), 0)

    def label(self, number: str, depth: int) -> str:
        """Count a paragraph of list `number` at level `depth` (from 0) and give its label ("" for none)."""
        found = self._lists.get(number)
        if found is None:
            return ""
        depth = min(max(depth, 0), _LEVELS - 1)
        levels = {**self._levels.get(found.abstract, {}), **found.levels}
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for at in found.starts:  # counts anew, whatever lists of the same kind have come to
                counts[at] = None
        own = levels.get(depth, _Level())
        for at in range(depth + 1):
            before = counts[at]
            if before is None:
                counts[at] = found.starts.get(at, levels.get(at, _Level()).start)
            elif at == depth:
                counts[at] = before + 1
        for at in range(depth + 1, _LEVELS):
            restart = levels.get(at, _Level()).restart
            if restart is None or (restart and depth < restart):
                counts[at] = None
        if own.form == "bullet":
            return "+" if own.text.strip() == "+" else "-"

        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            count = counts[at] if at <= depth else None
            form = "decimal" if own.legal else levels.get(at, _Level()).form
            return "" if count is None else _FORMS.get(form, str)(count)

        return " ".join(_PLACE.sub(shown, own.text).split())
