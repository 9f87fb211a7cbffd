"""Each fact of the language stands once, in patterns/: lists and expressions by name, and none of it in Python."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from extract.language.cleaning import lowered
from extract.language.folding import fold
from extract.readers.text.spelt import spelt
from extract.rules import loader, vocabulary
from extract.rules.errors import RuleError
from extract.rules.loader import folder, load_yaml, rows
from extract.rules.syntax import holds, parsed
from extract.rules.vocabulary import (
    expand,
    expression,
    listed,
    macros,
    sought,
    sought_near,
    valued,
    word_list,
    word_set,
)
from extract.rules.word_rows import Expression, WordList
from tests.reading import records

CODE = sorted((Path(__file__).parents[1] / "extract").rglob("*.py"))
LISTS = {row.id.partition(".")[2]: row for row in rows("vocabulary.yaml", WordList)}
EXPRESSIONS = {row.id.partition(".")[2]: row for row in rows("expressions.yaml", Expression)}
ASKING = {
    "expression": frozenset(name for name, row in EXPRESSIONS.items() if not row.needs),
    "sought": frozenset(name for name, row in EXPRESSIONS.items() if row.needs),
    "sought_near": frozenset(name for name, row in EXPRESSIONS.items() if row.needs),
    "listed": frozenset(LISTS) | frozenset(load_yaml("cues.yaml")),
    "word_set": frozenset(LISTS),
    "word_list": frozenset(LISTS),
    "valued": frozenset(LISTS),
}
_HOW = ("expression", "sought", "sought_near")


def _asked() -> Counter[tuple[str, str]]:
    """(function, name) of each name that the program asks for; of `expression`, also those of a choice."""
    found: Counter[tuple[str, str]] = Counter()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKING and node.args:
                names = [part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
                found.update((node.func.id, name) for name in names if isinstance(name, str))
    return found


def test_every_name_that_is_asked_for_exists() -> None:
    assert [(how, name) for how, name in _asked() if name not in ASKING[how]] == []


def test_every_expression_and_list_is_used() -> None:
    asked = _asked()
    patterns = "".join(p.read_text("utf-8") for p in folder().rglob("*.yaml"))
    within = {each for row in LISTS.values() for each in row.lists}
    assert [name for name in EXPRESSIONS if not any((how, name) in asked for how in _HOW)] == []
    unused = {name for name in LISTS if not any((how, name) in asked for how in ASKING) and name not in within}
    assert {name for name in unused if f"{{{name}}}" not in patterns} == set()


@pytest.mark.parametrize("name", sorted(ASKING["sought"]))
def test_what_is_sought_is_found_where_the_expression_matches_and_nowhere_else(name: str) -> None:
    row = EXPRESSIONS[name]
    for text in map(lowered, (*row.examples, *row.counterexamples)):
        found, wanted = sought(name, text), expression(name).search(text)
        assert (found and found.span()) == (wanted and wanted.span())


def test_what_is_sought_near_its_words_is_all_that_the_expression_finds() -> None:
    text = "6 tháng đầu năm 2025, quý iii năm 2024; tháng 3/2025 và 9 tháng năm 2024, tháng 4, quý hiếm. " * 3
    found = [match.span() for match in sought_near("reported_months", text, 8, 40)]
    assert len(found) == 12
    assert found == [match.span() for match in expression("reported_months").finditer(text)]


def test_words_that_a_match_can_do_without_are_told() -> None:
    assert holds(parsed("(?:hết|cả) (?:nhiệm kỳ|năm)|[x*] 2"), ("năm", "kỳ", "x", "*"))
    assert not holds(parsed("(?:hết|cả) (?:nhiệm kỳ|năm)|[x*] 2"), ("năm", "kỳ", "x"))
    assert not holds(parsed("[^x] 2"), ("x",))


def test_no_two_lists_or_pieces_have_one_name() -> None:
    names = Counter([*LISTS, *load_yaml("cues.yaml"), *macros()])
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("name", LISTS)
def test_words_of_a_list_are_in_lower_case_and_once(name: str) -> None:
    row = LISTS[name]
    assert row.id.startswith("words.")
    assert row.source.strip()
    own = [*row.words, *row.numbers]
    assert len(own) == len(set(own))
    assert [word for word in word_list(name) if word != word.lower() or word != " ".join(word.split())] == []
    assert all(listed(name).fullmatch(word) for word in word_list(name))


def test_a_list_is_made_of_other_lists_and_of_columns() -> None:
    assert word_list("bounds_behind") == (*word_list("at_least_behind"), *word_list("at_most_behind"))
    assert {"khá", "trung bình cao"} < word_set("bands")
    assert {"nghìn", "tỷ", "trăm"} < word_set("multipliers")
    assert word_set("grades") < word_set("bands")
    assert "đồng" in word_set("currencies")
    assert not word_set("currencies") & word_set("multipliers")


def test_the_longest_word_of_a_list_is_read() -> None:
    found = re.search(expand("{bands}"), "nhóm trung  bình cao")
    assert found is not None
    assert found.group() == "trung  bình cao"
    assert valued("numerals")["mười"] == 10


def test_a_document_type_is_told_by_the_head_too() -> None:
    from extract.head.wordings import wordings

    no_title = {"văn bản", "cv", "chương trình hành động"}
    types = word_set("document_types") - no_title
    assert [name for name in types if not wordings().type_line.regex.match(fold(name.upper()))] == []


@pytest.mark.parametrize("ask", [expression, listed, word_list, lambda name: expand(f"{{{name}}}")])
def test_an_unknown_name_is_an_error_that_says_it(ask: object) -> None:
    assert callable(ask)
    with pytest.raises((RuleError, KeyError), match="no_such_words"):
        ask("no_such_words")


def test_a_list_without_words_is_an_error_that_names_file_and_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "load_yaml", lambda _: [{"id": "words.none", "source": "x", "means": "x"}])
    with pytest.raises(RuleError, match=r"patterns/vocabulary\.yaml(.|\n)*words\.none"):
        vocabulary._rows.__wrapped__()


@pytest.mark.parametrize("rate", ["tỷ lệ", "tỉ lệ", "tốc độ", "nhịp độ", "mức"])
def test_a_rate_of_growth_is_a_rise_in_every_spelling(rate: str) -> None:
    (record,) = records(f"Năm 2026, phấn đấu {rate} tăng trưởng doanh thu đạt 8%.")
    assert record["direction"] == "increase"


@pytest.mark.parametrize("body", ["Ủy ban nhân dân", "Uỷ ban nhân dân", "UBND", "HĐND"])
def test_tiers_side_by_side_are_two_in_every_spelling(body: str) -> None:
    found = records(f"Đến năm 2025, 100% văn bản của UBND cấp xã và {body} tỉnh được ký số.")
    assert sorted(record["level"] for record in found) == ["commune", "province"]


SHOWN = "texts for readers of the results, in both languages"
LETTERS = "letters and spelling, no wording"
ALLOWED = {
    "messages/": SHOWN,
    "contract/codes/": SHOWN,
    "views/compare/labels.py": SHOWN,
    "views/compare/record_heads.py": SHOWN,
    "views/compare/row_heads.py": SHOWN,
    "views/review/captions.py": SHOWN,
    "views/track/labels.py": SHOWN,
    "write/columns.py": SHOWN,
    "write/described.py": "heads of the tables of docs/, in both languages",
    "write/export/": SHOWN,
    "head/gazetteer.py": LETTERS,
    "readers/text/spelt.py": LETTERS,
    "pipeline/stages.py": "a sentence that warms the stages up",
    "restore/training/": "sentences that the model of restoration is trained on",
}
"""Where Vietnamese may stand in Python, and why."""
_UNMARKED_TEXT = """
    trang trong theo trung cao khi giai nhanh hay hai tin lien quang nay qua thu sau chi tieu ubnd stt tt dvt papi pci
    dti sipas
"""
UNMARKED = frozenset(_UNMARKED_TEXT.split())
"""Words of Vietnamese that need no mark, or are often written without theirs; none is English, nor a name of code."""
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_TOKEN = re.compile(r"[^\W\d_]+")


def _wording(text: str) -> list[str]:
    """The Vietnamese words in a constant; letters in the brackets of an expression are no words."""
    bare = re.sub(r"\(\?P<\w+>|\\[A-Za-z]", " ", _CLASS.sub(" ", text))
    words = _TOKEN.findall(bare)
    return [w for w in words if (not w.isascii() and len(w) > 1 and spelt(w)) or w.lower() in UNMARKED]


def _constants(path: Path) -> list[tuple[int, str]]:
    """(line, text) of the strings of a module that are not docstrings and not keys of `[...]` or of calls by name."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    names = {
        id(part)
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id in ASKING
        for part in ast.walk(n)
    }
    return [
        (n.lineno, n.value)
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in told | names
    ]


def _room(path: Path) -> str:
    return path.relative_to(Path(__file__).parents[1] / "extract").as_posix()


def test_no_vietnamese_wording_stands_in_python() -> None:
    found = [
        f"{_room(path)}:{line}: {words}"
        for path in CODE
        if not _room(path).startswith(tuple(ALLOWED))
        for line, text in _constants(path)
        if (words := _wording(text))
    ]
    assert found == []


@pytest.mark.parametrize("allowed", ALLOWED)
def test_a_place_where_wording_may_stand_has_some(allowed: str) -> None:
    assert any(_wording(text) for path in CODE if _room(path).startswith(allowed) for _, text in _constants(path))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"(?:tốc độ|mức)\s+(?P<verb>tăng)", ["tốc", "độ", "mức", "tăng"]),
        (r"\s+đạt\s*$", ["đạt"]),
        ("trang|page", ["trang"]),
        ("[a-zđ]\\)|[A-ZĐÀ-Ỹ]", []),
        ("the trend of a value", []),
    ],
)
def test_wording_is_told_from_letters_and_english(text: str, words: list[str]) -> None:
    assert _wording(text) == words
