"""How the matches of a regular expression open: their first word and the first letters of the word behind it.

The scanner looks at a first word no further where another word follows than any row goes on with.
"""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any

from extract.rules.syntax import Tree

_LETTERS = 2  # of the second word
_MOST = 400  # openings of an expression; with more of them nothing is said
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_NOTHING = (ops.AT, ops.ASSERT_NOT)

_Opening = tuple[str, bool]  # letters, words parted by one blank; whether anything may follow

_EMPTY: _Opening = ("", False)
_ANYTHING: _Opening = ("", True)


def openings(trees: Iterable[Tree]) -> frozenset[str]:
    """The first letters of all matches of the expressions, words parted by one blank.

    openings([parsed(r"so\\s+(?:với|sánh)")]) == {"so sá", "so vớ"}
    """
    return frozenset(text for tree in trees for text, _ in _openings(tree))


def seconds(opened: Iterable[str], word: str) -> tuple[str, ...]:
    """How the word behind a first word and a blank may begin, by `openings`; ("",) if anyhow.

    seconds({"so sá", "so vớ"}, "so") == ("sá", "vớ")
    """
    found: set[str] = set()
    for text in opened:
        first, blank, second = text.partition(" ")
        if first == word and blank and second:
            found.add(second[:_LETTERS])
        elif word.startswith(first) or first.startswith(word):
            return ("",)
    return tuple(sorted(found)) or ("",)


def _openings(tree: Tree) -> set[_Opening]:
    found = {_EMPTY}
    for op, value in tree:
        if op in _NOTHING:
            continue
        if all(ended for _, ended in found):
            break
        following = _part(op, value)
        found = {one if one[1] else _joined(one, more) for one in found for more in following}
        if len(found) > _MOST:
            return {_ANYTHING}
    return found


def _joined(one: _Opening, more: _Opening) -> _Opening:
    text = one[0] + (more[0].lstrip() if one[0].endswith(" ") else more[0])
    first, blank, second = text.partition(" ")
    enough = len(second) >= _LETTERS or " " in second
    return (first + blank + second.split(" ")[0][:_LETTERS], True) if enough else (text, more[1])


def _part(op: Any, value: Any) -> set[_Opening]:
    if op is ops.LITERAL:
        return {_sign(value)}
    if op is ops.IN:
        return {
            _sign(one) if kind is ops.LITERAL else (" ", False) if one is ops.CATEGORY_SPACE else _ANYTHING
            for kind, one in value
        }
    if op is ops.SUBPATTERN:
        return _openings(value[3])
    if op is ops.BRANCH:
        return set[_Opening]().union(*map(_openings, value[1]))
    if op in _REPEATS:
        least, most, inside = value
        once = _openings(inside)
        if most > 1 and once != {(" ", False)}:
            once = {(text, True) for text, _ in once}
        return once | {_EMPTY} if least == 0 else once
    if op is ops.ASSERT:  # what has to stand ahead is what follows
        way, inside = value
        return {(text, True) for text, _ in _openings(inside)} if way > 0 else {_EMPTY}
    return {_ANYTHING}


def _sign(code: int) -> _Opening:
    sign = chr(code)
    return (" " if sign.isspace() else sign, False)
