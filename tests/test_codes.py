"""The registry of codes: ids stand once, every text in both languages, every raise site with a cause of it."""

from __future__ import annotations

import ast
import json
import pickle
import re
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter
from typing import Any, get_args

import pytest
import yaml

import extract.messages
from extract.contract import model
from extract.contract.codes import CAUSES, KINDS_OF_CODES, CodeKind, enumerated, known, meaning, words
from extract.contract.codes.evidence import DoubtId
from extract.contract.codes.notices import NOTICES
from extract.contract.codes.refusals import FAILURES
from extract.contract.codes.values import PeriodRow
from extract.contract.failures import Problem, ReadError, asked, notice, partly, told
from extract.messages import TEXTS
from extract.rules.weight_rows import evidence
from extract.views.compare.labels import LABELS
from extract.views.review.captions import WORDS
from extract.write.described import MADE, updated
from tests.fuzz.trial import CODES as READER_CODES

ROOT = Path(__file__).parent.parent
CODE = sorted(path for path in (ROOT / "extract").rglob("*.py") if path.parent.name != "codes")
OPTION = re.compile(r"--[a-z-]+|apt-get [a-z -]+|\bpatterns/\S+|chitieu [a-z]+")
_FORM = Formatter()


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("kind", model.Kind), ("unit", model.Unit), ("relation", model.Relation), ("direction", model.Direction),
        ("level", model.Level), ("period", model.PeriodType), ("document_type", model.DocumentType),
        ("text_state", model.TextState), ("per", model.Per), ("period_row", PeriodRow),
    ],
)  # fmt: skip
def test_the_ids_are_those_of_the_type_in_its_order(kind: CodeKind, type_: Any) -> None:
    assert (*words(kind),) == get_args(type_)
    assert known(kind) == {*get_args(type_)}


@pytest.mark.parametrize("kind", KINDS_OF_CODES)
def test_every_code_is_told_in_both_languages(kind: CodeKind) -> None:
    for code, (english, vietnamese) in words(kind).items():
        assert re.fullmatch(r"[a-z]+([._][a-z]+)*", code)
        assert english.strip() == english != ""
        assert vietnamese.strip() == vietnamese != ""
    assert enumerated(kind, "vi").startswith(next(iter(words(kind))))


def test_a_code_that_there_is_not_has_no_meaning() -> None:
    assert (meaning("kind", "target", "vi"), meaning("kind", "target", "en")) == ("mục tiêu", "target")
    with pytest.raises(KeyError):
        meaning("unit", "percents", "en")


def test_every_cause_belongs_to_a_code_and_every_code_has_one() -> None:
    assert not {*FAILURES} & {*NOTICES}
    for causes, kind, without in ((FAILURES, "error", {"partial"}), (NOTICES, "warning", set())):
        codes = {cause.partition(".")[0] for cause in causes}
        assert codes == known(kind) - without  # type: ignore[arg-type]
    assert "partial" in known("warning")  # it is told by the warning


def _names(text: str) -> list[str]:
    fields = [(name, spec, conversion) for _, name, spec, conversion in _FORM.parse(text) if name is not None]
    assert all(not spec and not conversion for _, spec, conversion in fields)  # what is read back is text
    return sorted(name for name, _, _ in fields)


@pytest.mark.parametrize("cause", CAUSES)
def test_both_languages_of_a_cause_say_the_same_things(cause: str) -> None:
    found = CAUSES[cause]
    assert found.en.strip()
    assert found.vi.strip()
    assert _names(found.en) == _names(found.vi)
    assert bool(found.do[0]) == bool(found.do[1])
    assert cause in NOTICES or found.do[0], "what is to be done?"
    assert "{do}" not in found.en or found.do[0]
    assert sorted(OPTION.findall(found.en)) == sorted(OPTION.findall(found.vi))
    assert OPTION.findall(found.do[0].partition(", or")[0]) == OPTION.findall(found.do[1].partition(", hoặc")[0])


def test_the_cause_says_what_it_is_about() -> None:
    """A scan with OCR switched off is not told to install Tesseract, nor entities to raise a limit."""
    said = {cause: f"{each.vi} {each.do[1]}" for cause, each in CAUSES.items()}
    assert "--no-ocr" in said["no_text_layer.ocr_off"]
    assert "tesseract" not in said["no_text_layer.ocr_off"]
    assert "tesseract" in said["no_text_layer.no_tesseract"]
    assert "--max-mb" not in said["too_large.entities"]
    assert "--max-pages" in said["too_large.pages"]


# Where causes are named in the code.


@cache
def _calls() -> list[tuple[str, str, ast.Call]]:
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", _called(node), node)
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else str(getattr(node.func, "id", ""))


def _causes(node: ast.expr) -> list[str | None]:
    if isinstance(node, ast.IfExp):
        return [*_causes(node.body), *_causes(node.orelse)]
    return [node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None]


def _values(call: ast.Call) -> set[str | None]:
    """The names of the values that a call fills a cause with."""
    if len(call.args) > 1:
        assert isinstance(call.args[1], ast.Dict)
        return {key.value if isinstance(key, ast.Constant) else None for key in call.args[1].keys}  # type: ignore[misc]
    return {keyword.arg for keyword in call.keywords}


@cache
def _sites() -> list[tuple[str, str, ast.Call]]:
    """Where causes are named: the place, the name of what is called, the call."""
    named = {"ReadError", "Problem", "notice"}
    return [each for each in _calls() if each[1] in named and "contract/failures.py" not in each[0]]


def test_every_raise_site_names_a_cause_and_fills_it() -> None:
    assert len(_sites()) > 90
    for place, name, call in _sites():
        if any(keyword.arg is None for keyword in call.keywords):  # **values: both must be there
            assert place.startswith("extract/readers/word/docx.py"), place
            continue
        for cause in _causes(call.args[0]):
            assert cause in (NOTICES if name == "notice" else FAILURES), f"{place}: {cause}"
            assert _values(call) == asked(cause), f"{place}: {cause}"


def test_every_cause_is_raised_somewhere() -> None:
    used = {cause for _, _, call in _sites() for cause in _causes(call.args[0])}
    told_by_this_room = {"unreadable.system", "unreadable.unopened", "partial.other"}
    assert {*CAUSES} - used == told_by_this_room


def test_no_failure_or_warning_is_made_past_the_registry() -> None:
    """A `Failure` or `Refused` holds a Problem; a warning is what `notice` gives."""
    for place, name, call in _calls():
        if name in {"Failure", "Refused"} and len(call.args) > 1:  # entries of the catalogue are refused with faults
            assert not isinstance(call.args[1], ast.Constant), place
        if name == "Notice":
            pytest.fail(f"{place}: Notice.of(notice(...))")
        if name in {"append", "extend"} and isinstance(call.func, ast.Attribute):
            owner = call.func.value
            if (owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")) == "notices":
                assert not isinstance(call.args[0], ast.Tuple | ast.List), place


def test_a_cause_or_value_that_there_is_not_is_refused() -> None:
    for cause, values in (("odd.file", {}), ("empty.file", {"size": 1}), ("too_large.file", {"size": 1})):
        with pytest.raises(KeyError):
            Problem(cause, values)
    with pytest.raises(KeyError):
        ReadError("empty")
    with pytest.raises(KeyError):
        notice("encoding.odd", encoding="x")


def test_an_error_crosses_processes() -> None:
    error = pickle.loads(pickle.dumps(ReadError("too_large.unpacked", most=200)))
    assert (error.code, error.message) == ("too_large", "it unpacks to more than 200 MB (--max-mb)")
    assert error.problem.told("vi") == "giải nén ra hơn 200 MB (--max-mb)"


def test_a_message_is_one_line_without_what_a_terminal_acts_on() -> None:
    assert ReadError("unreadable.store", reason="slow\n\x1b[31mstore").message == "slow \ufffd[31mstore"


# Warnings, read back from their English text.


@pytest.mark.parametrize("cause", NOTICES)
def test_a_warning_that_was_written_is_known_again(cause: str) -> None:
    values = {name: f"{place}.5 (a: b), {name}" for place, name in enumerate(sorted(asked(cause)), 7)}
    code, message = notice(cause, **values)
    assert code == cause.partition(".")[0]
    assert told(code, message, "en") == message
    assert told(code, message, "vi") == Problem(cause, values).told("vi")


def test_a_warning_of_another_version_is_told_by_its_code() -> None:
    assert told("ocr", "what nobody writes now", "vi") == meaning("warning", "ocr", "vi")
    assert told("odd", "what nobody writes now", "vi") == "what nobody writes now"
    assert partly("rats ate it").told("vi") == "chỉ đọc được một phần (rats ate it)"
    assert partly("rats ate it").message == "rats ate it"
    some = partly("pages 1-3 of 9 read; page 4: the time limit was reached (--time-limit)")
    assert (some.cause, some.told("vi")) == (
        "partial.pages_late", "đã đọc trang 1-3 trên 9; trang 4: hết thời gian cho phép (--time-limit)"
    )  # fmt: skip


def test_what_the_outputs_hold_is_registered() -> None:
    for path in sorted((ROOT / "outputs").glob("*.json")):
        written = json.loads(path.read_text("utf-8"))
        assert {each["reason"] for each in written["rejected"]} <= known("reason")
        for each in written["warnings"]:
            assert each["code"] in known("warning")
            assert told(each["code"], each["message"], "vi") not in (
                each["message"], meaning("warning", each["code"], "vi") if each["code"] == "text_restored" else "",
            )  # fmt: skip


# Evidence.


def test_every_doubt_of_binding_is_evidence() -> None:
    known = {row.id for slot in ("measure", "record") for row in evidence(slot)}
    assert [doubt for doubt in get_args(DoubtId) if not {f"measure.{doubt}", f"record.{doubt}"} & known] == []


def test_every_step_that_leaves_its_id_is_registered() -> None:
    step = re.compile(r"(?:bind|table|restore)\.[a-z_]+")
    found = {
        node.value
        for path in CODE
        if {"bind", "records", "clauses", "mentions", "tagger"} & {*path.relative_to(ROOT).parts}
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and step.fullmatch(node.value)
    }
    assert found == known("step")


def test_every_rule_is_of_a_family() -> None:
    families = {step.partition(".")[0] for step in known("step")} | {"cues"}
    for name in ("values", "relations", "periods", "tiers", "phrases", "headings", "evidence"):
        rows = yaml.safe_load((ROOT / f"patterns/{name}.yaml").read_text("utf-8"))
        families |= {row["id"].partition(".")[0] for row in rows}
    assert families == known("family")


# What is made from it.


def test_names_are_those_of_the_registry_wherever_they_are_shown() -> None:
    for code, text in words("kind").items():
        assert LABELS[f"kind.{code}"] == WORDS[f"kind.{code}"] == text
        assert LABELS[code][1].lower() == text[1]
    for code, text in words("level").items():
        assert LABELS[f"tier.{code}"] == WORDS[f"level.{code}"] == text
    for prefix, kind in (("unit", "unit"), ("period", "period"), ("direction", "direction"), ("reason", "reason")):
        for code, text in words(kind).items():  # type: ignore[arg-type]
            assert WORDS[f"{prefix}.{code}"] == text
    for code, text in words("relation").items():
        assert WORDS[f"relation.{code}"][1].endswith(text[1])
    assert {f"period.{code}" for code in known("period")} <= {*TEXTS}  # the phrases with years


def test_a_message_stands_once() -> None:
    names = [each.name for each in iter_modules(extract.messages.__path__)]
    modules = [import_module(f"extract.messages.{name}") for name in names]
    tables = [module.TEXTS for module in modules if hasattr(module, "TEXTS")]  # heads of columns stand by themselves
    assert sum(map(len, tables)) == len(TEXTS)


def test_the_codes_that_readers_may_give_are_registered() -> None:
    assert known("error") >= READER_CODES


def test_one_word_for_one_thing() -> None:
    """chỉ tiêu = indicator, mục tiêu = target or goal, kết quả = result."""
    for key, (english, vietnamese) in {**WORDS, **LABELS}.items():
        one = english.lower()
        if one in {"target", "targets", "goal"}:
            assert vietnamese.lower() == "mục tiêu", key
        if one in {"indicator", "indicators"}:
            assert vietnamese.lower() == "chỉ tiêu", key
        if one in {"result", "results"}:
            assert vietnamese.lower() == "kết quả", key


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_the_tables_of_a_page_are_up_to_date(page: Path) -> None:
    text = page.read_text("utf-8")
    assert updated(text) == text, "run make docs"


def test_every_table_stands_in_some_page() -> None:
    pages = "".join(page.read_text("utf-8") for page in (ROOT / "docs").glob("*.md"))
    assert [name for name in MADE if f"<!-- {name} -->" not in pages] == []


def test_a_page_with_an_odd_mark_is_refused() -> None:
    assert updated("a\n<!-- codes of per -->\nold\n<!-- end -->\nb").startswith("a\n<!-- codes of per -->\n| code ")
    with pytest.raises(ValueError, match="codes of nothing"):
        updated("<!-- codes of nothing -->\n<!-- end -->")
    with pytest.raises(ValueError, match="end"):
        updated("<!-- codes of unit -->\n| code |")


def test_the_registry_loads_nothing_heavy() -> None:
    code = (
        "import sys, extract.contract.codes, extract.contract.failures\n"
        "print(sorted({'pydantic', 'yaml', 'numpy', 'spacy', 'lxml'} & {*sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
