"""The rows under patterns/: their examples hold, their counterexamples do not, their schema is checked."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.language.cleaning import lowered
from extract.mentions.cues import phrase_in, relation_in, words
from extract.mentions.scan import scanner
from extract.rules import loader as rules
from extract.rules.errors import RuleError
from extract.rules.loader import folder, load_yaml, rows
from extract.rules.number_rows import NUMBER_FILES, Pattern
from extract.rules.openings import openings, seconds
from extract.rules.row import Rule
from extract.rules.syntax import (
    UnknownBeginning,
    behind_figures,
    digitless,
    digitless_ways,
    first_words,
    holds,
    parsed,
)
from extract.rules.vocabulary import compiled, expand, expression, macros, word_list
from extract.rules.word_rows import Expression, HeadingRule, PhraseRule, RelationRule, TierRule

SCHEMAS: dict[str, type[Rule]] = {
    **NUMBER_FILES,
    "relations.yaml": RelationRule,
    "tiers.yaml": TierRule,
    "phrases.yaml": PhraseRule,
    "headings.yaml": HeadingRule,
    "expressions.yaml": Expression,
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
    if isinstance(row, Expression):
        return getattr(compiled(row), row.read)(low if row.text == "lower" else text) is not None
    assert isinstance(row, (TierRule, PhraseRule, HeadingRule))
    return re.search(r"(?<!\w)(?:" + expand(row.pattern) + r")(?!\w)", low) is not None


@pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for _, row in RULES])
def test_examples_are_read_and_counterexamples_are_not(row: Rule) -> None:
    assert [text for text in row.examples if not found_by(row, text)] == []
    assert [text for text in row.counterexamples if found_by(row, text)] == []


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, id=row.id) for _, row in RULES],
)
def test_row_has_both_kinds_of_example(row: Rule) -> None:
    assert row.examples
    assert row.counterexamples
    assert not set(row.examples) & set(row.counterexamples)
    assert row.source.strip()


@pytest.mark.parametrize("row", [pytest.param(r, id=r.id) for _, r in RULES if isinstance(r, Pattern)])
def test_first_words_of_examples_are_among_those_the_row_begins_with(row: Pattern) -> None:
    known = row.first_words
    for text in row.examples:
        low = lowered(text)
        # A row that looks behind itself begins where the words it looks at have ended.
        behind = row.behind is not None or "(?<=" in row.pattern
        at = next(m.start for m in scanner().scan(low, 0, len(low)) if m.row.id == row.id) if behind else 0
        first = re.compile(r"\w+|\S").match(low, at)
        assert first is not None, text
        token = "#" if first.group()[0].isdigit() else first.group()
        assert token in known or any(w.endswith("*") and token.startswith(w[:-1]) for w in known), text


@pytest.mark.parametrize("row", [pytest.param(r, id=r.id) for _, r in RULES if isinstance(r, Pattern)])
def test_row_says_what_it_reads_in_one_way(row: Pattern) -> None:
    assert sum(field is not None for field in (row.reason, row.kind, row.unit)) == 1
    pattern = re.compile(expand(row.pattern))
    assert set(pattern.groupindex) <= set(row.GROUPS)
    if row.unit is not None:
        assert {"n", "b"} & {*pattern.groupindex, *row.fixed}, "a value without a number or a band"


@pytest.mark.parametrize("row", [pytest.param(r, id=r.id) for _, r in RULES if isinstance(r, PhraseRule)])
def test_phrase_is_known_by_what_it_means(row: PhraseRule) -> None:
    assert phrase_in(row.means, lowered(row.examples[0])) is not None


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
    every = sorted(p.relative_to(folder()).as_posix() for p in folder().rglob("*.yaml"))
    files = [name for name in every if not name.startswith("weights/")]  # they say how much the ids of others count
    counted = Counter(id_ for name in files for id_ in ids(load_yaml(name)))
    assert [id_ for id_, times in counted.items() if times > 1] == []
    assert len(counted) > 100


def test_macros_are_all_used() -> None:
    fields = ("pattern", "behind", "not_behind")
    rest = "".join(getattr(row, field, None) or "" for _, row in RULES for field in fields)
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


DIGITLESS = {
    "reject.standard": True, "reject.grade": False, "reject.per_unit": True, "reject.address": True,
    "period.asof": True, "period.by": False, "value.places": True, "value.band": True, "value.percent": False,
}  # fmt: skip


@pytest.mark.parametrize("id_", DIGITLESS)
def test_whether_a_row_needs_a_digit_is_told_from_its_pattern(id_: str) -> None:
    (row,) = [row for row in scanner().patterns if row.id == id_]
    assert row.digitless is DIGITLESS[id_]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\d+\s+tuổi", ["#"]),
        (r"(?:từ\s+)?\d+", ["#", "từ"]),
        (r"(?:t|h)78|pm\s?10|24/7", ["#", "h78", "pm", "t78"]),
        (r"ql\d+|đt\s*\d+", ["ql*", "đt"]),
        (r"(?<!\w)(?:sau|rằm)?\s*ngày(?!\w)", ["ngày", "rằm", "sau"]),
        (r"[uú]p\s", ["up", "úp"]),
        (r"mức(?:\s+độ)?\s+[1-5]", ["mức"]),
        (r"https?://", ["http", "https"]),
        (r"/\s*(?:\d+|vạn)", ["/"]),
        (r"x(?:y|z)?-", ["x", "xy", "xz"]),
    ],
)
def test_first_words_are_told_from_a_pattern(pattern: str, words: list[str]) -> None:
    assert [*first_words(parsed(pattern))] == words


@pytest.mark.parametrize("pattern", [r"(", r"(?<=a+)b", r"(?:x(?<!a|bc)y)+", r"[z-a]", r"(?P<n>a)(?P<n>b)"])
def test_what_does_not_compile_is_not_parsed(pattern: str) -> None:
    for made in (re.compile, parsed):
        with pytest.raises(re.error):
            made(pattern)


@pytest.mark.parametrize("pattern", [r"\w+ năm", r".x", r"[^a]b", r"(?:từ)?", r"(?:a|\S)b"])
def test_a_beginning_that_may_be_anything_is_not_guessed(pattern: str) -> None:
    with pytest.raises(UnknownBeginning):
        first_words(parsed(pattern))


@pytest.mark.parametrize(
    ("pattern", "without"),
    [(r"\d+", False), (r"a\d?", True), (r"(?:a|\d)b", True), (r"[1-9]x|\dy", False), (r"\w", True)],
)
def test_a_pattern_tells_whether_it_can_do_without_a_digit(pattern: str, without: bool) -> None:
    assert digitless(parsed(pattern)) is without


@pytest.mark.parametrize("row", rows("phrases.yaml", PhraseRule), ids=lambda row: row.id)
def test_what_a_phrase_needs_is_in_all_it_matches(row: PhraseRule) -> None:
    assert not row.needs or holds(parsed(expand(row.pattern)), row.needs)
    assert not holds(parsed(expand(row.pattern)), ("no such word",))


def test_a_number_in_words_and_a_band_have_one_of_the_hints() -> None:
    assert holds(parsed(expression("number_in_words").pattern), word_list("number_hints"))


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        (r"\d+(?:,\d+)?\s*(?:%|phần trăm)", {"%", "p"}),
        (r"\d{1,3}(?:\.\d{3})*\s+ha(?!\w)", {"h"}),
        (r"(?:từ\s+)?\d+\s*(?:-|đến)\s*\d+", {"t", "-", "đ"}),
        (r"\d+(?:\s*%)?", None),  # nothing need stand behind the figures
        (r"\d+\s*\w+", None),  # any letter
        (r"\d+(?=\s*ha)", None),
    ],
)
def test_what_stands_behind_figures_is_told_from_a_pattern(pattern: str, signs: set[str] | None) -> None:
    assert behind_figures(parsed(pattern)) == signs


@pytest.mark.parametrize(
    ("pattern", "word", "letters"),
    [
        (r"so\s+(?:với|sánh)", "so", ("sá", "vớ")),
        (r"hiện(?=\s+(?:có|đạt))", "hiện", ("có", "đạ")),
        (r"mỗi\s+(?:một\s+)?năm", "mỗi", ("mộ", "nă")),
        (r"đến\s+nay|hiện\s+nay", "đến", ("na",)),
        (r"đạt\s+\d+", "đạt", ("",)),
        (r"tăng(?:\s+thêm)?", "tăng", ("",)),
        (r"tcvn\s*iso", "tcvn", ("",)),  # nothing need part the two
        (r"gấp\s+\w+", "gấp", ("",)),
    ],
)
def test_second_words_are_told_from_a_pattern(pattern: str, word: str, letters: tuple[str, ...]) -> None:
    assert seconds(openings([parsed(pattern)]), word) == letters


def test_only_alternatives_without_digits_count_where_no_digit_stands() -> None:
    ways = digitless_ways(parsed(r"công nghiệp \d\.\d|dự án một triệu cây|lớp \d"))
    assert [first_words(way) for way in ways] == [("dự",)]
