"""The vocabulary: word lists, pieces of patterns made of them, and expressions that the program asks for by name.

A list is one fact of the language.  Rows of rule data write it as `{name}`, the program asks for it with `listed`
(an expression), `word_set` (a set) or `valued` (words that mean numbers).  A list stands in vocabulary.yaml or
cues.yaml, or is a column of another file (the bands of bands.yaml), so that no word is written twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from sys import maxsize

from extract.rules.errors import RuleError, nearest
from extract.rules.loader import from_rules, load_yaml, rows, whole
from extract.rules.row import Rule
from extract.rules.spelling import respelt, respelt_pattern
from extract.rules.word_rows import Column, Expression, WordList, WordLists

Search = Callable[[str, int, int], re.Match[str] | None]

_PIECE = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")
_BETWEEN = r"\s+"  # the syllables of a phrase may stand on two lines


def _in(column: Column) -> Iterator[str]:
    """The words of a column, in lower case."""
    for row in load_yaml(column.file):
        if column.having is None or column.having in row:
            value = row.get(column.field, ())
            yield from (word.lower() for word in ([value] if isinstance(value, str) else value))


def name_of(row: Rule) -> str:
    """What the program calls a list or an expression: its id without the first part."""
    return row.id.partition(".")[2]


@from_rules
def _rows() -> dict[str, WordList]:
    return {name_of(row): row for row in rows("vocabulary.yaml", WordList)}


@from_rules
def word_list(name: str) -> tuple[str, ...]:
    """The words of a list of vocabulary.yaml or cues.yaml, each once, as they stand there; RuleError if there is none.

    >>> word_list("conjunctions")
    ('và', 'hoặc')
    """
    row = _rows().get(name)
    if row is None:
        words: dict[str, tuple[str, ...]] = dict(whole("cues.yaml", WordLists))
        if name not in words:
            told = f"no list is called {name!r}{nearest(name, {*_rows(), *words})}"
            raise RuleError("patterns/vocabulary.yaml", None, "", told)
        return tuple(dict.fromkeys(map(respelt, words[name])))
    column = _in(row.column) if row.column is not None else ()
    others = (word for each in row.lists for word in word_list(each))
    return tuple(dict.fromkeys(map(respelt, (*row.words, *row.numbers, *column, *others))))


@from_rules
def word_set(name: str) -> frozenset[str]:
    """The words of a list as a set."""
    return frozenset(word_list(name))


@from_rules
def valued(name: str) -> dict[str, int]:
    """The words of a list that mean numbers, with what they mean."""
    row = _rows()[name]
    return {word: number for each in row.lists for word, number in valued(each).items()} | row.numbers


@from_rules
def _any_of(name: str) -> str:
    """A list as a piece of a pattern that matches any of its words, the longest first."""
    words = sorted(word_list(name), key=len, reverse=True)
    return "(?:" + "|".join(_BETWEEN.join(map(re.escape, word.split())) for word in words) + ")"


@from_rules
def listed(name: str) -> re.Pattern[str]:
    """A list as an expression that matches any of its words on whole syllables (lower-case text)."""
    return re.compile(rf"(?<!\w){_any_of(name)}(?!\w)")


@from_rules
def macros() -> dict[str, str]:
    """The pieces of macros.yaml, written out; a piece may use lists and other pieces.

    Raises KeyError for one that is not known, or used in itself; RuleError.
    """
    source: dict[str, str] = load_yaml("macros.yaml")
    done: dict[str, str] = {}

    def written(name: str, within: tuple[str, ...]) -> str:
        if name in within:
            raise KeyError(name)
        if name not in source:
            return _piece(name)
        if name not in done:
            done[name] = _PIECE.sub(lambda match: written(match[1], (*within, name)), respelt_pattern(source[name]))
        return done[name]

    return {name: written(name, ()) for name in source}


def _piece(name: str) -> str:
    """A list as a piece.  Raises KeyError where there is none of that name."""
    if not is_list(name):
        raise KeyError(name)
    return _any_of(name)


def lists() -> frozenset[str]:
    """The names of all lists."""
    return frozenset({*_rows(), *WordLists.model_fields})


def is_list(name: str) -> bool:
    """Whether a list is called so."""
    return name in _rows() or name in WordLists.model_fields


def expand(pattern: str) -> str:
    """A row's pattern with its pieces in place and doubled braces single again.  Raises KeyError for an unknown one."""
    text = _PIECE.sub(lambda match: macros().get(match[1]) or _piece(match[1]), pattern)
    return text.replace("{{", "{").replace("}}", "}")


@from_rules
def _expressions() -> dict[str, Expression]:
    return {name_of(row): row for row in rows("expressions.yaml", Expression)}


@from_rules
def expression(name: str) -> re.Pattern[str]:
    """The expression of expressions.yaml that is called so, compiled once; RuleError if there is none.

    >>> bool(expression("goal_label").search("chỉ tiêu 3: ..."))
    True
    """
    row = _expressions().get(name)
    if row is None:
        told = f"no expression is called {name!r}{nearest(name, _expressions())}"
        raise RuleError("patterns/expressions.yaml", None, "", told)
    return compiled(row)


@from_rules
def _needed(name: str) -> tuple[tuple[str, ...], Search]:
    """The words of which one stands in all that an expression matches, and its search."""
    search = expression(name).search
    return _expressions()[name].needs or ("",), search


def sought(name: str, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
    """Search for an expression in text[start:end], spared where none of the words stands that it `needs`.

    For what is asked at every value: to look for a word takes a tenth of the time.
    """
    needs, search = _needed(name)
    for word in needs:
        if text.find(word, start, end) >= 0:
            return search(text, start, end)
    return None


def sought_near(name: str, text: str, before: int, behind: int) -> Iterator[re.Match[str]]:
    """All places of an expression in a text, looked for only around the words that it `needs`: from `before` characters
    before one to `behind` characters behind where it begins.
    """
    needs, search = _needed(name)
    spots = sorted(match.start() for word in needs for match in re.finditer(re.escape(word), text))
    at = 0
    for spot in spots:
        while spot >= at and (match := search(text, max(at, spot - before), spot + behind)) is not None:
            yield match
            at = match.end()


def compiled(row: Expression) -> re.Pattern[str]:
    """A row of expressions.yaml with its pieces in place.  Raises KeyError, re.error."""
    pattern = respelt_pattern(row.pattern) if row.text == "lower" else row.pattern
    return re.compile(expand(pattern), re.IGNORECASE if row.text == "any_case" else 0)
