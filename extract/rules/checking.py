"""All rule data checked for meaning, before anything runs on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, get_args

from extract.rules.errors import RuleError, expected, listed, nearest
from extract.rules.head_rows import HEAD_GROUPS, Cue, HeadFile, PlacesFile
from extract.rules.indicator_rows import Abbreviation, Band, Entry, Scale, UnitWords, below
from extract.rules.loader import (
    INDICATORS,
    Layer,
    file_of,
    file_with,
    folder,
    from_rules,
    layers,
    load_yaml,
    rows,
    whole,
)
from extract.rules.number_rows import NUMBER_FILES, fault, numbers
from extract.rules.own import WEIGHTS, files_of
from extract.rules.provinces_table import NAME as PROVINCES
from extract.rules.provinces_table import provinces
from extract.rules.row import Rule
from extract.rules.syntax import Tree, UnknownBeginning, first_words, groups_of, holds, parsed
from extract.rules.table_rows import READING, TableRule
from extract.rules.vocabulary import compiled, expand, is_list, lists, name_of, word_list
from extract.rules.weight_rows import Evidence, SlotName, shipped_weights, weights, weights_file
from extract.rules.word_rows import (
    ClaimRule,
    Expression,
    HeadingRule,
    Means,
    PhraseRule,
    RelationRule,
    Suggesting,
    TierRule,
    WordList,
    WordLists,
)

WORD_FILES: dict[str, type[Rule]] = {
    "relations.yaml": RelationRule, "tiers.yaml": TierRule, "phrases.yaml": PhraseRule, "headings.yaml": HeadingRule,
    "claims.yaml": ClaimRule,
}  # fmt: skip
OTHER_FILES = (
    "macros.yaml", "vocabulary.yaml", "expressions.yaml", "tables.yaml", "cues.yaml", "suggest.yaml", "head.yaml",
    "places.yaml", "abbreviations.yaml", "bands.yaml", "scales.yaml", "units.yaml", "evidence.yaml",
    *(weights_file(slot) for slot in get_args(SlotName)), WEIGHTS, PROVINCES,
)  # fmt: skip
_HORIZONS = {"range": ("start", "end"), "by": ("end",), "in": ("end",), "aim": ()}


@from_rules
def check() -> None:
    """Check every file of rule data, the user's too.  Raises RuleError, of one line, for the first fault."""
    for layer in layers():
        _check_names(layer)
        for name in (*NUMBER_FILES, *WORD_FILES, *OTHER_FILES[:-1], INDICATORS):
            for shown, data in layer.files(name):
                _check_once(shown, data)
    _check_macros()
    ids: list[tuple[str, str]] = []
    for name, patterns in numbers().items():
        ids += _checked(name, patterns, fault)
    for name, words in WORD_FILES.items():
        ids += _checked(name, rows(name, words), _word_fault)
    for means in sorted({*get_args(Means)} - {row.means for row in rows("phrases.yaml", PhraseRule)}):
        raise RuleError("patterns/phrases.yaml", None, "means", f"no row means {means!r}, which the code asks for")
    whole("cues.yaml", WordLists)
    ids += _checked("vocabulary.yaml", rows("vocabulary.yaml", WordList), _list_fault)
    ids += _checked("expressions.yaml", rows("expressions.yaml", Expression), _expression_fault)
    ids += _checked("tables.yaml", rows("tables.yaml", TableRule), _table_fault)
    whole("suggest.yaml", Suggesting)
    ids += _checked("evidence.yaml", rows("evidence.yaml", Evidence), _evidence_fault)
    for slot in get_args(SlotName):
        shipped_weights(slot)
        weights(slot)
    ids += _check_comparing() + _check_catalogue() + _check_head() + _check_places()
    _check_unique(ids)


def _check_names(layer: Layer) -> None:
    """Every YAML file of a folder is one that is read."""
    if layer.root.is_file():
        return  # the user's weights
    if not layer.root.is_dir():
        raise RuleError(layer.shown, None, "", "no such folder of rule data")
    known = [*NUMBER_FILES, *WORD_FILES, *OTHER_FILES]
    for name, _ in files_of(layer.root):
        if name not in known and not re.fullmatch(rf"{INDICATORS}/[^/]+\.yaml", name):
            raise RuleError(f"{layer.shown}/{name}", None, "", f"no rule file has this name{nearest(name, known)}")


def _check_once(shown: str, data: Any) -> None:
    """No id stands twice in one file, or in one part of it."""
    for part in data.values() if isinstance(data, dict) else [data]:
        if not isinstance(part, list):
            continue
        seen = set()
        for row in part:
            key = (row.get("id") or row.get("short")) if isinstance(row, dict) else None
            if isinstance(key, str) and key in seen:
                raise RuleError(shown, key, "id" if "id" in row else "short", "stands twice in this file")
            seen.add(key)


def _check_macros() -> None:
    """Every macro is text, uses macros that there are, and is a regular expression."""
    source = load_yaml("macros.yaml")
    for name, text in source.items():
        if not isinstance(text, str) or not re.fullmatch("[a-z_]+", name):
            told = "expected text, under a name of small letters and _"
            raise RuleError(file_with("macros.yaml", name), None, str(name), told)
        for used in re.findall(r"(?<!\{)\{([a-z_]+)\}(?!\})", text):
            if used not in source and not is_list(used):
                told = f"unknown macro {{{used}}}{nearest(used, [*source, *lists()])}"
                raise RuleError(file_with("macros.yaml", name), None, name, told)
    for name in source:
        try:
            parsed(expand(f"{{{name}}}"))
        except (re.error, KeyError) as error:
            raise RuleError(file_with("macros.yaml", name), None, name, _not_regular(error, source)) from error


def _not_regular(error: Exception, macros: Iterable[str]) -> str:
    if isinstance(error, KeyError):
        return f"unknown macro {{{error.args[0]}}}, or one that uses itself{nearest(error.args[0], [*macros])}"
    return f"no regular expression: {error}"


Fault = Callable[[Any], tuple[str, str] | None]
_Ids = list[tuple[str, str]]


def _checked(name: str, found: Iterable[Rule], fault: Fault) -> _Ids:
    """Rows with the fault that each has, if any, told; their ids, each with its file's name."""
    ids = []
    for row in found:
        try:
            told = fault(row)
        except (re.error, KeyError, OverflowError) as error:
            told = "pattern", _not_regular(error, load_yaml("macros.yaml"))
        if told is not None:
            raise RuleError(file_of(name, row.id), row.id, *told)
        ids.append((name, row.id))
    return ids


def _word_fault(row: Any) -> tuple[str, str] | None:
    """What is wrong with a pattern of a file of words: it is one branch of an expression that the code makes of all."""
    tree = parsed(expand(row.pattern))
    if groups_of(tree)[1]:
        return "pattern", "has a group that captures; write (?:…)"
    return _needs_fault(getattr(row, "needs", ()), tree)


def _needs_fault(needs: tuple[str, ...], tree: Tree) -> tuple[str, str] | None:
    """What is wrong with words of which one stands in every match, if any are given."""
    if needs and not holds(tree, needs):
        return "needs", f"the pattern also matches without {listed(needs)}"
    return None


def _list_fault(row: WordList) -> tuple[str, str] | None:
    """What is wrong with a list: its other lists, its column, or no words at all."""
    for other in row.lists:
        if not is_list(other):
            return "lists", f"no list is called {other!r}{nearest(other, lists())}"
    if row.column is not None and not (folder() / row.column.file).is_file():
        return "column", f"no rule file is called {row.column.file!r}"
    try:
        return None if word_list(name_of(row)) else ("words", "the list is empty")
    except RecursionError:
        return "lists", "the list is made of itself"


def _expression_fault(row: Expression) -> tuple[str, str] | None:
    """What is wrong with its `needs`; raises re.error, KeyError where its pattern is none."""
    pattern = compiled(row).pattern
    return _needs_fault(row.needs, parsed(pattern)) if row.needs else None


def _evidence_fault(row: Evidence) -> tuple[str, str] | None:
    """What is wrong with evidence that is a wording: as a row of words; and it may not begin with just any word."""
    if row.pattern is None:
        return None
    try:
        first_words(parsed(expand(row.pattern)))
    except UnknownBeginning as error:
        return "pattern", str(error)
    return _word_fault(row)


def _table_fault(row: TableRule) -> tuple[str, str] | None:
    """What is wrong with words of a table: rows that say how a number is read need `read`, and no others have it."""
    re.compile(expand(row.pattern))
    if (row.read is not None) != (row.means in READING):
        return "read", f"goes with the meanings {listed(READING)}, and they with it"
    return None


def _check_comparing() -> _Ids:
    below(rows("bands.yaml", Band))
    files: tuple[tuple[str, type[Rule]], ...] = (
        ("bands.yaml", Band),
        ("scales.yaml", Scale),
        ("units.yaml", UnitWords),
    )
    return [(name, row.id) for name, kind in files for row in rows(name, kind)]


def _check_catalogue() -> _Ids:
    """The ids of entries begin with the name of their file, save where they override another's."""
    rows("abbreviations.yaml", Abbreviation)
    entries = rows(INDICATORS, Entry)
    home: dict[str, str] = {}
    for layer in layers():
        for shown, data in layer.files(INDICATORS):
            for row in data:
                home.setdefault(row["id"], shown)
    for entry in entries:
        stem = Path(home[entry.id]).stem
        if not entry.id.startswith(f"{stem}."):
            told = f"{entry.id!r}, expected one that begins with '{stem}.', as its file is called"
            raise RuleError(home[entry.id], entry.id, "id", told)
    return [(INDICATORS, entry.id) for entry in entries]


def _check_head() -> _Ids:
    """The wordings of heads have the groups that the code asks for."""
    file = whole("head.yaml", HeadFile)
    ids: _Ids = []
    for part in HeadFile.model_fields:
        cues = getattr(file, part)
        if part != "surnames":
            ids += _checked("head.yaml", cues, _cue_fault(HEAD_GROUPS.get(part, ())))
        if part == "horizons":
            for cue in cues:
                _checked("head.yaml", [cue], _cue_fault(_HORIZONS[cue.reading]))
    if all(row.id != "org.standing" for row in file.organisations):
        raise RuleError("patterns/head.yaml", None, "organisations", "no row 'org.standing', which the code asks for")
    return ids


def _cue_fault(groups: tuple[str, ...]) -> Fault:
    """What is wrong with a wording of a head, which needs these groups."""

    def fault(cue: Cue) -> tuple[str, str] | None:
        lacking = sorted({*groups} - groups_of(parsed(cue.pattern))[0])
        return ("pattern", f"has no group {lacking[0]!r}, which the code asks for") if lacking else None

    return fault


def _check_places() -> _Ids:
    """The provinces of the two files are the same."""
    file, codes = whole("places.yaml", PlacesFile), {row.code for row in provinces()}
    ids = _checked("places.yaml", [*file.kinds, *file.own], _cue_fault(()))
    for row in file.provinces:
        if row.code not in codes:
            told = f"{expected(row.code, codes)}, the codes of {PROVINCES}"
            raise RuleError(file_of("places.yaml", row.id), row.id, "code", told)
    for code in sorted(codes - {row.code for row in file.provinces}):
        raise RuleError(f"patterns/{PROVINCES}", code, "code", "no row of places.yaml has this code")
    return ids + [("places.yaml", row.id) for row in file.provinces]


def _check_unique(ids: _Ids) -> None:
    """No id stands in two files."""
    seen: dict[str, str] = {}
    for name, id in ids:
        if id in seen:
            raise RuleError(file_of(name, id), id, "id", f"stands twice, also in {file_of(seen[id], id)}")
        seen[id] = name
