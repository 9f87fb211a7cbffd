"""What a regular expression says of itself: what it begins with, whether it needs a digit, which groups it has.

The scanner tries a row only where one of its first words stands, so what is said here must be true of every match.  It
is read off the tree that the expression's own parser makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from extract.rules.kept import kept

DIGIT = "#"
_MOST = 40  # letters that a class may stand for; more of them are "any letter"
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_NOTHING = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)
_ANY = "\0"  # any letter, or too many to list

Tree = Sequence[tuple[Any, Any]]


class UnknownBeginning(ValueError):
    """What a pattern begins with cannot be told from it."""


class _Run(NamedTuple):
    """Letters that a match may begin with, after a blank or where one may stand; `ended`: no letter can follow."""

    letters: str
    ended: bool = False
    parted: bool = False


_NONE, _END, _GAP = _Run(""), _Run("", ended=True), _Run("", parted=True)


def parsed(pattern: str) -> Tree:
    """The tree of an expression; raises re.error as compiling it would, in half the time."""
    tree: Tree = parser.parse(pattern)
    _check_behind(tree)
    return tree


def groups_of(tree: Any) -> tuple[frozenset[str], int]:
    """The names of the groups of an expression that was parsed, and how many there are, with names or without."""
    return frozenset(tree.state.groupdict), tree.state.groups - 1


def _check_behind(tree: Any) -> None:
    """What is looked for behind a place has one length; the compiler would complain, the parser does not."""
    for op, value in tree:
        if op in (ops.ASSERT, ops.ASSERT_NOT):
            way, inside = value
            least, most = inside.getwidth()
            if way < 0 and least != most:
                raise re.error("look-behind requires fixed-width pattern")
            _check_behind(inside)
        elif op is ops.SUBPATTERN:
            _check_behind(value[3])
        elif op is ops.BRANCH:
            for each in value[1]:
                _check_behind(each)
        elif op in _REPEATS:
            _check_behind(value[2])
        elif op is ops.ATOMIC_GROUP:
            _check_behind(value)


def first_words(tree: Tree) -> tuple[str, ...]:
    """The first words of all that an expression matches, sorted: "#" is a digit, "ql*" a word that begins with ql.

    A word is taken to end where a blank may follow it, and where the expression ends ("số\\s*\\d" begins with "số",
    though it matches "số12" too); a match is taken to begin with no blank.  Raises UnknownBeginning.

    first_words(parsed(r"(?:từ\\s+)?\\d+\\s+tuổi")) == ("#", "từ")
    """
    runs = _runs(tree)
    words = {DIGIT if run.letters[:1].isdigit() else run.letters for run in runs if run.letters}
    if _ANY in words:
        raise UnknownBeginning("it may begin with any letter")
    if any(not run.letters and not run.ended for run in runs):
        raise UnknownBeginning("it may match nothing at all")
    return tuple(sorted(words))


def begins_with(pattern: str) -> tuple[str, ...]:
    """`first_words` of an expression that is not parsed yet.  Raises UnknownBeginning, re.error."""
    return tuple(kept("first_words", pattern, lambda: [*first_words(parsed(pattern))]))


def _runs(tree: Tree) -> set[_Run]:
    """All that a sequence can begin with."""
    found = {_NONE}
    for op, value in tree:
        if op in _NOTHING:
            continue
        if all(run.ended for run in found):
            break
        following = _part(op, value)
        found = {run if run.ended else _joined(run, more) for run in found for more in following}
    return found


def _joined(run: _Run, more: _Run) -> _Run:
    """What a match begins with, one thing after another."""
    letters, ended, parted = more
    if not run.letters:
        return _Run(letters, ended, run.parted or parted)
    if parted or (not letters and ended):
        return _Run(run.letters, True, run.parted)
    if not letters:
        return run
    if letters == DIGIT:
        return _Run(f"{run.letters}*", True, run.parted)
    if not letters[0].isalnum():  # also what may be any letter: it is taken to end the word
        return _Run(run.letters, True, run.parted)
    return _Run(run.letters + letters, ended, run.parted)


def _part(op: Any, value: Any) -> set[_Run]:
    """What one part of a sequence begins with."""
    if op is ops.LITERAL:
        return {_letter(chr(value))}
    if op is ops.IN:
        return _class(value)
    if op is ops.SUBPATTERN:
        return _runs(value[3])
    if op is ops.BRANCH:
        return set[_Run]().union(*map(_runs, value[1]))
    if op in _REPEATS:
        least, _, inside = value
        once = _runs(inside)
        if least == 0:
            return {_GAP} if once == {_END} else once | {_NONE}
        return once
    if op is ops.ATOMIC_GROUP:
        return _runs(value)
    return {_Run(_ANY, ended=True)}


def _letter(letter: str) -> _Run:
    if letter.isspace():
        return _END
    return _Run(letter, ended=not letter.isalnum())


def _class(members: Any) -> set[_Run]:
    """The letters of a class."""
    found: set[_Run] = set()
    for kind, value in members:
        if kind is ops.LITERAL:
            found.add(_letter(chr(value)))
        elif kind is ops.RANGE and value[1] - value[0] < _MOST:
            found |= {_letter(chr(code)) for code in range(value[0], value[1] + 1)}
        elif kind is ops.CATEGORY and value is ops.CATEGORY_DIGIT:
            found.add(_Run(DIGIT, ended=True))
        elif kind is ops.CATEGORY and value is ops.CATEGORY_SPACE:
            found.add(_END)
        else:
            found.add(_Run(_ANY, ended=True))
    return found


def behind_figures(tree: Tree) -> frozenset[str] | None:
    """What stands first in each match behind the digits, points, commas and blanks (and "#") that it may begin with:
    one of these letters and signs.  None where that cannot be told, or nothing need stand there.

    behind_figures(parsed(r"\\d+(?:,\\d+)?\\s*(?:%|phần trăm)")) == {"%", "p"}
    """
    letters, passed = _behind(tree)
    return None if passed or _ANY in letters else frozenset(letters)


def _behind(tree: Tree) -> tuple[set[str], bool]:
    """Letters and signs that a sequence may have first, and whether it may have none."""
    found: set[str] = set()
    for op, value in tree:
        letters, passed = _part_behind(op, value)
        found |= letters
        if not passed:
            return found, False
    return found, True


def _part_behind(op: Any, value: Any) -> tuple[set[str], bool]:
    if op in _NOTHING:
        return set(), True
    if op is ops.BRANCH:
        parts = [_behind(each) for each in value[1]]
        return set[str]().union(*(letters for letters, _ in parts)), any(passed for _, passed in parts)
    if op in _REPEATS:
        letters, passed = _behind(value[2])
        return letters, passed or value[0] == 0
    if op in (ops.SUBPATTERN, ops.ATOMIC_GROUP):
        return _behind(value[3] if op is ops.SUBPATTERN else value)
    letters = {run.letters or " " for run in _part(op, value)}
    figures = {each for each in letters if each in "#., " or each.isdecimal()}
    return letters - figures, bool(figures)


def digitless(tree: Tree) -> bool:
    """Whether an expression can match without any digit."""
    return all(_part_digitless(op, value) for op, value in tree)


def digitless_ways(tree: Tree) -> list[Tree]:
    """Those of the alternatives that an expression is made of that can match without any digit."""
    if len(tree) == 1 and tree[0][0] is ops.BRANCH:
        return [way for each in tree[0][1][1] for way in digitless_ways(each)]
    return [tree] if digitless(tree) else []


def _part_digitless(op: Any, value: Any) -> bool:
    if op is ops.LITERAL:
        return not chr(value).isdigit()
    if op is ops.IN:
        return value[0][0] is ops.NEGATE or any(
            (kind is ops.LITERAL and not chr(each).isdigit())
            or (kind is ops.RANGE and not (chr(each[0]).isdigit() and chr(each[1]).isdigit()))
            or (kind is ops.CATEGORY and each is not ops.CATEGORY_DIGIT)
            for kind, each in value
        )
    if op in _REPEATS:
        return bool(value[0] == 0) or digitless(value[2])
    if op in (ops.SUBPATTERN, ops.ATOMIC_GROUP):
        return digitless(value[3] if op is ops.SUBPATTERN else value)
    if op is ops.BRANCH:
        return any(digitless(each) for each in value[1])
    return True  # any letter, or nothing at all


def holds(tree: Tree, words: tuple[str, ...], run: str = "") -> bool:
    """Whether all that an expression matches, behind the letters `run`, has one of the words in it."""
    for op, value in tree:
        if _part_holds(op, value, words, run):
            return True
        run = run + chr(value) if op is ops.LITERAL else ""
    return False


def _part_holds(op: Any, value: Any, words: tuple[str, ...], run: str) -> bool:
    if op is ops.LITERAL:
        return any(word in run + chr(value) for word in words)
    if op is ops.SUBPATTERN:
        return holds(value[3], words, run)
    if op in _REPEATS:
        return value[0] > 0 and holds(value[2], words)
    if op is ops.IN:
        return all(kind is ops.LITERAL and chr(letter) in words for kind, letter in value)
    return op is ops.BRANCH and all(holds(each, words, run) for each in value[1])  # they share what they begin with
