"""The rows under patterns/: their examples hold, their counterexamples do not, their schema is checked."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
import yaml

from extract.language.cleaning import lowered
from extract.mentions.cues import PhraseRule, RelationRule, TierRule, phrase_in, relation_in, words
from extract.mentions.scan import FILES, Pattern, expand, macros, scanner
from extract.rules import loader as rules
from extract.rules.loader import Rule, RuleError, folder, load_yaml, rows

SCHEMAS: dict[str, type[Rule]] = {
    **dict.fromkeys(FILES, Pattern),
    "relations.yaml": RelationRule,
    "tiers.yaml": TierRule,
    "phrases.yaml": PhraseRule,
    "headings.yaml": PhraseRule,
}
RULES: list[tuple[str, Rule]] = [(name, row) for name, kind in SCHEMAS.items() for row in rows(name, kind)]


def found_by(row: Rule, text: str) -> bool:
    """Whether a rule reads something in a text, by the engine that would use it."""
    low = lowered(text)
    if isinstance(row, Pattern):
        return any(m.row.id == row.id for m in scanner().scan(low, 0, len(low)))
    if isinstance(row, RelationRule):
        found = relation_in(low, row.where)
        return found is not None and found[0].id == row.id
    assert isinstance(row, (TierRule, PhraseRule))
    return re.search(r"(?<!\w)(?:" + expand(row.pattern) + r")(?!\w)", low) is not None


@pytest.mark.parametrize(("row", "text"), [pytest.param(r, t, id=f"{r.id}: {t}") for _, r in RULES for t in r.examples])
def test_example_is_read(row: Rule, text: str) -> None:
    assert found_by(row, text)


@pytest.mark.parametrize(
    ("row", "text"), [pytest.param(r, t, id=f"{r.id}: {t}") for _, r in RULES for t in r.counterexamples]
)
def test_counterexample_is_not_read(row: Rule, text: str) -> None:
    assert not found_by(row, text)


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, id=row.id) for _, row in RULES],
)
def test_row_has_both_kinds_of_example(row: Rule) -> None:
    assert row.examples
    assert row.counterexamples
    assert not set(row.examples) & set(row.counterexamples)
    assert row.source.strip()


@pytest.mark.parametrize(
    ("row", "text"),
    [pytest.param(r, t, id=f"{r.id}: {t}") for _, r in RULES if isinstance(r, Pattern) for t in r.examples],
)
def test_first_word_of_an_example_is_among_those_the_row_begins_with(row: Pattern, text: str) -> None:
    low = lowered(text)
    # A row that looks behind itself begins where the words it looks at have ended.
    behind = row.pattern.startswith(("(?<=", "(?:(?<="))
    at = next(m.start for m in scanner().scan(low, 0, len(low)) if m.row.id == row.id) if behind else 0
    first = re.compile(r"\w+|\S").match(low, at)
    assert first is not None
    token = "#" if first.group()[0].isdigit() else first.group()
    assert token in row.begins or any(w.endswith("*") and token.startswith(w[:-1]) for w in row.begins)


@pytest.mark.parametrize("row", [pytest.param(r, id=r.id) for _, r in RULES if isinstance(r, Pattern)])
def test_row_says_what_it_reads_in_one_way(row: Pattern) -> None:
    assert sum(field is not None for field in (row.reason, row.kind, row.unit)) == 1
    pattern = re.compile(expand(row.pattern))
    assert set(pattern.groupindex) <= set("nmobusyz")
    if row.unit is not None:
        assert {"n", "b"} & {*pattern.groupindex, *row.fixed}, "a value without a number or a band"


@pytest.mark.parametrize("row", [pytest.param(r, id=r.id) for _, r in RULES if isinstance(r, PhraseRule)])
def test_phrase_is_known_by_what_it_means(row: PhraseRule) -> None:
    if row.id.startswith("phrase."):
        found = phrase_in(row.means, lowered(row.examples[0]))
        assert found is not None
    else:
        assert row.means in {"actual", "target"}


def ids(data: Any) -> Iterator[str]:
    """Every `id` in parsed rule data."""
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield data["id"]
        for value in data.values():
            yield from ids(value)
    elif isinstance(data, list):
        for value in data:
            yield from ids(value)


def test_ids_are_unique_over_all_files() -> None:
    files = sorted(p.relative_to(folder()).as_posix() for p in folder().rglob("*.yaml"))
    counted = Counter(id_ for name in files for id_ in ids(load_yaml(name)))
    assert [id_ for id_, times in counted.items() if times > 1] == []
    assert len(counted) > 100


def test_macros_are_all_used() -> None:
    rest = "".join(row.pattern for _, row in RULES if hasattr(row, "pattern"))
    rest += "".join(load_yaml("macros.yaml").values())
    assert [name for name in macros() if f"{{{name}}}" not in rest] == []


def test_words_of_cues_are_in_lower_case_and_once_in_their_list() -> None:
    for name, listed in load_yaml("cues.yaml").items():
        assert len(listed) == len(set(listed)), name
        assert [phrase for phrase in listed if phrase != lowered(phrase) or phrase != " ".join(phrase.split())] == []


def test_strict_links_are_links_or_levels_and_existing_ones_strict() -> None:
    sets = words().sets
    assert sets["strict"] <= sets["links"] | sets["levels"]
    assert sets["existing"] <= sets["strict"]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of patterns/ that the loader reads instead."""
    shutil.copytree(folder(), tmp_path / "patterns")
    monkeypatch.setattr(rules, "folder", lambda: tmp_path / "patterns")
    return tmp_path / "patterns"


@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize(
    "change",
    [{"colour": "red"}, {"id": None}, {"pattern": 5}, {"examples": "one, not a list"}],
    ids=["a field too many", "no id", "a number for a pattern", "a text for a list"],
)
def test_bad_field_is_an_error_that_names_the_file(copied: Path, name: str, change: dict[str, Any]) -> None:
    data = yaml.safe_load((copied / name).read_text("utf-8"))
    data[0].update(change)
    (copied / name).write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    with pytest.raises(RuleError, match=rf"patterns/{name}"):
        rows(name, SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_missing_field_is_an_error_that_names_the_file(copied: Path, name: str) -> None:
    data = yaml.safe_load((copied / name).read_text("utf-8"))
    del data[0]["source"]
    (copied / name).write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    with pytest.raises(RuleError, match=rf"patterns/{name}"):
        rows(name, SCHEMAS[name])


def test_file_that_is_no_yaml_is_an_error_that_names_it(copied: Path) -> None:
    (copied / "tiers.yaml").write_text("- id: [", "utf-8")
    with pytest.raises(RuleError, match=r"patterns/tiers\.yaml"):
        rows("tiers.yaml", TierRule)


def _digitless(node: Any) -> bool:
    """Whether a parsed expression (or a part of it) can match without any digit."""
    return all(_part_digitless(op, value) for op, value in node)


def _part_digitless(op: Any, value: Any) -> bool:
    if op is constants.LITERAL:
        return not chr(value).isdigit()
    if op is constants.IN:
        return value[0][0] is constants.NEGATE or any(
            (kind is constants.LITERAL and not chr(each).isdigit())
            or (kind is constants.RANGE and not (chr(each[0]).isdigit() and chr(each[1]).isdigit()))
            or (kind is constants.CATEGORY and each is not constants.CATEGORY_DIGIT)
            for kind, each in value
        )
    if op in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
        return value[0] == 0 or _digitless(value[2])
    if op is constants.SUBPATTERN:
        return _digitless(value[3])
    if op is constants.BRANCH:
        return any(_digitless(each) for each in value[1])
    assert op in (constants.NOT_LITERAL, constants.ANY, constants.AT, constants.ASSERT, constants.ASSERT_NOT), op
    return True


@pytest.mark.parametrize("row", scanner().patterns, ids=lambda row: row.id)
def test_a_row_that_can_match_without_a_digit_says_so(row: Pattern) -> None:
    assert row.digitless is _digitless(parser.parse(expand(row.pattern)))


def _holds(node: Any, words: tuple[str, ...]) -> bool:
    """Whether all that a parsed expression matches has one of the words in it."""
    run = ""
    for op, value in node:
        run = run + chr(value) if op is constants.LITERAL else ""
        if any(word in run for word in words) or _part_holds(op, value, words):
            return True
    return False


def _part_holds(op: Any, value: Any, words: tuple[str, ...]) -> bool:
    if op is constants.SUBPATTERN:
        return _holds(value[3], words)
    if op in (constants.MAX_REPEAT, constants.MIN_REPEAT):
        return value[0] > 0 and _holds(value[2], words)
    return op is constants.BRANCH and all(_holds(each, words) for each in value[1])


@pytest.mark.parametrize("row", rows("phrases.yaml", PhraseRule), ids=lambda row: row.id)
def test_what_a_phrase_needs_is_in_all_it_matches(row: PhraseRule) -> None:
    assert not row.needs or _holds(parser.parse(expand(row.pattern)), row.needs)
    assert not _holds(parser.parse(expand(row.pattern)), ("no such word",))
