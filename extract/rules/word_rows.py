"""Rows of the files that say what words mean (relations, tiers, phrases, headings, claims); lists and expressions."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import Field, create_model, model_validator

from extract.rules.row import LevelCode, RelationCode, Rule, Strict, Texts
from extract.rules.spelling import Respelt, RespeltPattern

Side = Literal["before", "after"]
Means = Literal[
    "distributed", "each_tier", "each_index", "exclusion", "other_holder", "threshold", "verdict", "commitment",
    "observation", "funding", "norm",
]  # fmt: skip
"""What a phrase can decide: the names that the code asks for."""
ListName = Literal[
    "links", "levels", "increase", "decrease", "adverbs", "naming", "strong", "lead_fillers", "not_nominal",
    "predicates", "stops", "stops_after_comma", "maintain", "strict", "existing", "takes_name", "light_verbs",
    "activities", "places_of", "ordinals", "properties", "achieving", "weak_nouns", "preverbal", "attaining",
    "comparing", "wholes", "negative", "changing",
]  # fmt: skip
"""The lists of cues.yaml: the names that the code asks for."""


class RelationRule(Rule):
    """Words that set the relation of the number they stand next to."""

    pattern: RespeltPattern
    relation: RelationCode
    where: Side


class TierRule(Rule):
    """Words that name an administrative tier; `counted`: only where the words for what is counted begin so; `needs`:
    words of which one stands in all of them, for those that are looked for anywhere.
    """

    pattern: RespeltPattern
    level: LevelCode
    counted: bool = False
    needs: tuple[Respelt, ...] = ()


class PhraseRule(Rule):
    """A phrase that decides something, named by `means`; `needs`: words of which one stands in every such phrase."""

    pattern: RespeltPattern
    means: Means
    needs: tuple[Respelt, ...] = ()


class HeadingRule(Rule):
    """What stands under a heading: results or goals."""

    pattern: RespeltPattern
    means: Literal["actual", "target"]


class ClaimRule(Rule):
    """A wording and what it says; `intended` is a wish, and no claim."""

    pattern: RespeltPattern
    says: Literal["met", "not_met", "partly", "intended"]


_Phrases = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
_FIELDS: dict[str, Any] = dict.fromkeys(get_args(ListName), (_Phrases, ...))
WordLists: type[Strict] = create_model("WordLists", __base__=Strict, **_FIELDS)
"""cues.yaml as a whole: a list of phrases for each name that the code asks for."""


class Suggesting(Strict):
    """suggest.yaml as a whole."""

    idle: Texts
    glossary: dict[str, str]


class Column(Strict):
    """A field of all rows of another file (of those that have the field `having`): a text or a list of texts."""

    file: str
    field: str
    having: str | None = None


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
    case, as `written`, or written with capitals and small letters alike (`any_case`).  `needs`: words of which one
    stands in all that it matches, for those that are asked for at every value (`sought`).
    """

    pattern: str
    needs: tuple[Respelt, ...] = ()
    read: Literal["search", "match", "fullmatch"] = "search"
    text: Literal["lower", "written", "any_case"] = "lower"
