"""The vocabulary: word lists, pieces of patterns made of them, and expressions that the program asks for by name.

A list is one fact of the language.  Rows of rule data write it as `{name}`, the program asks for it with `listed`
(an expression), `word_set` (a set) or `valued` (words that mean numbers).  A list stands in vocabulary.yaml or
cues.yaml, or is a column of another file (the bands of bands.yaml), so that no word is written twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extract.rules.loader import Rule, RuleError, load_yaml, rows

_PIECE = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")
_BETWEEN = r"\s+"  # the syllables of a phrase may stand on two lines


class Column(BaseModel):
    """A field of all rows of another file (of those that have the field `having`): a text or a list of texts."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    file: str
    field: str
    having: str | None = None

    def words(self) -> Iterator[str]:
        """The words of the column, in lower case."""
        for row in load_yaml(self.file):
            if self.having is None or self.having in row:
                value = row.get(self.field, ())
                yield from (word.lower() for word in ([value] if isinstance(value, str) else value))


class WordList(Rule):
    """A row of vocabulary.yaml: `words.NAME` and the words, in lower case, from one or several of four sources."""

    means: str
    words: tuple[str, ...] = ()
    numbers: dict[str, int] = Field(default_factory=dict)
    column: Column | None = None
    lists: tuple[str, ...] = ()  # all words of other lists

    @model_validator(mode="after")
    def _has_words(self) -> WordList:
        if not (self.words or self.numbers or self.column or self.lists):
            raise ValueError(f"{self.id} has no words: give words, numbers, column or lists")
        return self


class Expression(Rule):
    """A row of expressions.yaml: `expression.NAME`, and how the program holds it against a text.

    `read`: `search` (anywhere), `match` (where a text begins) or `fullmatch` (the whole of it).  `text`: in `lower`
    case, as `written`, or written with capitals and small letters alike (`any_case`).
    """

    pattern: str
    read: Literal["search", "match", "fullmatch"] = "search"
    text: Literal["lower", "written", "any_case"] = "lower"

    def compiled(self) -> re.Pattern[str]:
        """The pattern with its pieces in place."""
        return re.compile(expand(self.pattern), re.IGNORECASE if self.text == "any_case" else 0)


def _name(row: Rule) -> str:
    return row.id.partition(".")[2]


@cache
def _rows() -> dict[str, WordList]:
    return {_name(row): row for row in rows("vocabulary.yaml", WordList)}


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The words of a list of vocabulary.yaml or cues.yaml, each once, as they stand there; RuleError if there is none.

    >>> word_list("conjunctions")
    ('và', 'hoặc')
    """
    row = _rows().get(name)
    if row is None:
        words = load_yaml("cues.yaml").get(name)
        if words is None:
            raise RuleError(f"patterns/: no list is called {name}")
        return tuple(words)
    column = row.column.words() if row.column is not None else ()
    others = (word for each in row.lists for word in word_list(each))
    return tuple(dict.fromkeys((*row.words, *row.numbers, *column, *others)))


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a list as a set."""
    return frozenset(word_list(name))


@cache
def valued(name: str) -> dict[str, int]:
    """The words of a list that mean numbers, with what they mean."""
    return dict(_rows()[name].numbers)


@cache
def _any_of(name: str) -> str:
    """A list as a piece of a pattern that matches any of its words, the longest first."""
    words = sorted(word_list(name), key=len, reverse=True)
    return "(?:" + "|".join(_BETWEEN.join(map(re.escape, word.split())) for word in words) + ")"


@cache
def listed(name: str) -> re.Pattern[str]:
    """A list as an expression that matches any of its words on whole syllables (lower-case text)."""
    return re.compile(rf"(?<!\w){_any_of(name)}(?!\w)")


@cache
def macros() -> dict[str, str]:
    """The pieces of macros.yaml, written out; a piece may use lists, and pieces above it."""
    done: dict[str, str] = {}
    for name, text in load_yaml("macros.yaml").items():
        done[name] = _PIECE.sub(lambda match: done.get(match[1]) or _any_of(match[1]), text)
    return done


def expand(pattern: str) -> str:
    """A row's pattern with its pieces in place and doubled braces single again."""
    text = _PIECE.sub(lambda match: macros().get(match[1]) or _any_of(match[1]), pattern)
    return text.replace("{{", "{").replace("}}", "}")


@cache
def _expressions() -> dict[str, Expression]:
    return {_name(row): row for row in rows("expressions.yaml", Expression)}


@cache
def expression(name: str) -> re.Pattern[str]:
    """The expression of expressions.yaml that is called so, compiled once; RuleError if there is none.

    >>> bool(expression("goal_label").search("chỉ tiêu 3: ..."))
    True
    """
    row = _expressions().get(name)
    if row is None:
        raise RuleError(f"patterns/expressions.yaml: no expression is called {name}")
    return row.compiled()
