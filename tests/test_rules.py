"""Rule data that is wrong says so in one line; a user's own folder adds to the shipped rows and overrides them."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner, Result

import extract
import extract.rules
import extract.run.batch
from extract.catalogue.entries import catalogue
from extract.cli.app import build
from extract.mentions.cues import relation_in, tier_words
from extract.mentions.scan import scanner
from extract.messages import Language
from extract.rules import loader
from extract.rules.errors import RuleError
from extract.rules.loader import folder, load_yaml
from extract.rules.own import VARIABLE
from extract.rules.vocabulary import listed
from extract.rules.word_rows import ListName, Means
from extract.run.cache.made_of import made_of
from extract.run.engines.inline import Inline
from tests.conftest import Lay

ROOT = Path(__file__).parent.parent
TEXT = "Đến năm 2025, tổ chức ít nhất 500 lượt tiếp công dân định kỳ tại trụ sở."
OFFICE = """
- id: office.citizens_received
  name_vi: Số lượt tiếp công dân định kỳ
  name_en: Citizens received at regular hours
  units: [count]
  source: plans of our office
  match:
    - all: ["tiếp công dân|tiếp dân", "lượt"]
  examples: [lượt tiếp công dân định kỳ, tổng số lượt tiếp dân]
  counterexamples: [hồ sơ của công dân]
"""

MUTATIONS = {
    "unit": ("values.yaml", "unit: percent\n", "unit: precent\n", "value.percent.range: unit: 'precent'", "percent"),
    "relation": ("relations.yaml", "relation: le\n", "relation: lee\n", "relation.le.before: relation: 'lee'", "le"),
    "where": (
        "relations.yaml",
        "  where: before\n",
        "  where: befor\n",
        "relation.ge.before: where: 'befor'",
        "before",
    ),
    "kind": ("periods.yaml", "kind: by\n", "kind: bye\n", "period.by: kind: 'bye'", "by"),
    "means": ("phrases.yaml", "means: norm", "means: nrom", "phrase.norm: means: 'nrom'", "norm"),
    "reason": ("rejects.yaml", "reason: age\n", "reason: ages\n", "reject.age: reason: 'ages'", "age"),
    "tier": ("tiers.yaml", "level: commune", "level: comune", "tier.commune: level: 'comune'", "commune"),
    "begins": ("values.yaml", '"đứng", "giữ", "ở"', '"đúng", "giữ", "ở"', "value.rank.position: begins: 'đúng'", None),
    "a renamed list": ("cues.yaml", "\nweak_nouns:", "\nweak_noun:", "weak_noun", "weak_nouns"),
    "a bad indicator": (
        "indicators/egov.yaml",
        "  units: [percent, ratio, count]\n",
        "  units: percent\n",
        "egov.e_documents: units: 'percent'",
        None,
    ),
    "a duplicate id": (
        "rejects.yaml",
        "- id: reject.score\n",
        "- id: reject.age\n",
        "reject.age: id: stands twice",
        None,
    ),
    "an unknown key": (
        "bands.yaml",
        "  band: yếu\n",
        "  band: yếu\n  abov: []\n",
        "band.yeu: abov: unknown key",
        "above",
    ),
    "a regular expression": (
        "tiers.yaml",
        "'(?:cấp|tuyến)\\s+xã(?!{no_commune})|{people_bodies}",
        "'(?:cấp|tuyến)\\s+xã(?!{no_commune})|({people_bodies}",
        "tier.commune: pattern: no regular",
        None,
    ),
    "a macro": (
        "values.yaml",
        "'(?P<n>{plain_num})\\s*{percent}'",
        "'(?P<n>{num})\\s*{percnt}'",
        "value.percent: pattern",
        "percent",
    ),
    "a list of itself": (
        "vocabulary.yaml",
        "lists: [ordinal_heads,",
        "lists: [table_heads,",
        "words.table_heads: lists",
        None,
    ),
    "a group": (
        "values.yaml",
        "'(?P<n>{plain_num})\\s*{percent}'",
        "'(?P<k>{plain_num})\\s*{percent}'",
        "value.percent: pattern",
        None,
    ),
    "better": ("indicators/society.yaml", "better: lower", "better: lowest", "better: 'lowest'", "lower"),
    "a circle of bands": ("bands.yaml", "band: kém\n  above: []", "band: kém\n  above: [band.yeu]", "above: ", None),
    "no YAML": ("tiers.yaml", "- id: tier.province", "- id: [", "no YAML", None),
    "a key twice": ("scales.yaml", "  factor: 1000\n", "  factor: 1000\n  factor: 100\n", "a key stands twice", None),
    "a file's name": ("", "cue.yaml", "", "no rule file has this name", "cues.yaml"),
    "a part of the head": ("head.yaml", "\nmottos:", "\nmotto:", "motto", "mottos"),
}


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(VARIABLE, "")
    loader.forget()
    yield
    monkeypatch.undo()
    loader.forget()


def _mutated(into: Path, name: str) -> tuple[str, str, str | None]:
    """A copy of patterns/ with one fault; the file's name, what is said of it, what was meant."""
    shutil.copytree(folder(), into)
    file, old, new, told, meant = MUTATIONS[name]
    if not file:
        (into / old).write_text("a: [b]\n", "utf-8")
        return old, told, meant
    text = (into / file).read_text("utf-8")
    assert old in text
    (into / file).write_text(text.replace(old, new, 1), "utf-8")
    return file, told, meant


def _call(*arguments: str, language: Language = "en") -> Result:
    return CliRunner().invoke(build(language), arguments)


EXTRACT, INDICATORS = ("extract", "in", "--out", "out"), ("indicators",)
WHOLLY = ("unit", "a renamed list", "a file's name")
"""Faults of a row, of a list and of a folder: with each command, shipped and own; the others once shipped, once own."""
FAULTS = [
    *((name, mine, command) for name in MUTATIONS for mine, command in ((False, EXTRACT), (True, INDICATORS))),
    *((name, mine, command) for name in WHOLLY for mine, command in ((False, INDICATORS), (True, EXTRACT))),
]


@pytest.mark.parametrize(
    ("name", "mine", "command"),
    FAULTS,
    ids=[f"{name}-{'own' if own else 'shipped'}-{do[0]}" for name, own, do in FAULTS],
)
def test_a_fault_is_one_line_that_names_file_and_row(
    name: str, mine: bool, command: tuple[str, ...], lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay("in/a.txt")
    monkeypatch.setattr(extract.run.batch, "engine", lambda limits, jobs: Inline(None, limits))
    file, told, meant = _mutated(root / "mutated", name)
    if mine:
        monkeypatch.setenv(VARIABLE, "mutated")
    else:
        monkeypatch.setattr(loader, "folder", lambda: root / "mutated")
    done = _call(*command)
    assert done.exit_code == 2
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"chitieu: fault in the rule data: {'mutated' if mine else 'patterns'}/{file}: ")
    assert told in line
    assert meant is None or f"(did you mean {meant!r}?)" in line
    assert not [*root.glob("out/*")]


def test_the_line_has_a_vietnamese_frame(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    _mutated(lay("in/a.txt") / "mutated", "where")
    monkeypatch.setenv(VARIABLE, "mutated")
    assert _call("indicators", language="vi").stderr.startswith("chitieu: lỗi trong dữ liệu quy tắc: mutated/")


@pytest.mark.parametrize(
    "command", ["show in/a.txt", "suggest in", "evaluate a b", "compare in --out x", "review in --out x"]
)
def test_every_command_that_uses_rules_tells(command: str, lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    _mutated(lay("in/a.txt") / "mutated", "kind")
    monkeypatch.setenv(VARIABLE, "mutated")
    done = _call(*command.split())
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "period.by: kind: 'bye'" in done.stderr


def test_the_shipped_rule_data_has_no_fault() -> None:
    extract.rules.check()


def test_every_list_and_meaning_has_its_rows() -> None:
    assert {*load_yaml("cues.yaml")} == {*get_args(ListName)}
    assert {row["means"] for row in load_yaml("phrases.yaml")} == {*get_args(Means)}


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of own rule data: file name and contents."""

    def made(at: str = "own", **files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / at / (name.replace("__", "/") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path / at

    return made


def test_an_office_adds_its_own_indicators(own: Callable[..., Path]) -> None:
    before = extract.extract(TEXT).targets[0].indicator
    extract.rules.use(own(indicators__office=OFFICE))
    after = extract.extract(TEXT).targets[0].indicator
    assert (before.id, after.id) == (None, "office.citizens_received")
    assert after.name == "Số lượt tiếp công dân định kỳ"
    extract.rules.use()
    assert extract.extract(TEXT).targets[0].indicator.id is None


def test_the_variable_is_heeded_and_checked(own: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(own(indicators__office=OFFICE)))
    assert extract.extract(TEXT).targets[0].indicator.id == "office.citizens_received"
    monkeypatch.setenv(VARIABLE, str(own("bad", relations="- {id: relation.ge.after, drop: yes}")))
    loader.follow()
    assert relation_in("trở lên", "after") is None
    monkeypatch.setenv(VARIABLE, str(own("bad", relations="- {id: relation.ge, drop: yes}")))
    loader.follow()
    with pytest.raises(RuleError, match=r"bad/relations\.yaml: relation\.ge: drop: .* \(did you mean 'relation\.ge\."):
        extract.extract(TEXT)


def test_what_is_refused_is_not_used(own: Callable[..., Path]) -> None:
    extract.rules.use(own(indicators__office=OFFICE))
    with pytest.raises(RuleError, match="worse"):
        extract.rules.use(own("worse", tiers="- {id: tier.commune}"))
    assert "office.citizens_received" in catalogue().entries


def test_rows_are_replaced_in_place_added_before_and_dropped(own: Callable[..., Path]) -> None:
    before = [row.id for row in scanner().patterns]
    values = """
    - {id: value.mine, unit: quantity, source: x, pattern: '(?P<n>{num})\\s*(?P<u>bó)(?!\\w)'}
    - {id: value.percent, unit: percent, source: x, pattern: '(?P<n>{num})\\s*(?:{percent}|pc)'}
    - {id: value.half, drop: true}
    """
    extract.rules.use(own(values=values))
    after = [row.id for row in scanner().patterns]
    at = before.index("value.ratio.rank_range")
    assert after == [*before[:at], "value.mine", *[id_ for id_ in before[at:] if id_ != "value.half"]]
    assert [m.row.id for m in scanner().scan("80 pc và 12 bó", 0, 14)] == ["value.percent", "value.mine"]


def test_lists_of_words_are_united_and_words_taken_away(own: Callable[..., Path]) -> None:
    extract.rules.use(own(cues="decrease: {add: [bớt], drop: [hạ]}\nincrease: [nới]\n"))
    assert [bool(listed("decrease").search(word)) for word in ("bớt", "hạ", "giảm")] == [True, False, True]
    assert listed("increase").search("nới")


def test_a_second_row_of_a_tier_stands_beside_the_first(own: Callable[..., Path]) -> None:
    extract.rules.use(own(tiers="- {id: tier.ward, level: commune, source: x, pattern: 'khu\\s+phố'}"))
    assert [m.lastgroup for m in tier_words().finditer("khu phố, cấp xã")] == ["commune", "commune"]


def test_of_two_folders_the_first_counts(own: Callable[..., Path]) -> None:
    first = own("one", abbreviations="- {short: TTHC, long: một}")
    second = own("two", abbreviations="- {short: TTHC, long: hai}\n- {short: XYZ, long: ba}")
    extract.rules.use(first, second)
    found = {row["short"]: row["long"] for row in load_yaml("abbreviations.yaml")}
    assert (found["TTHC"], found["XYZ"], found["DVC"]) == ("một", "ba", "dịch vụ công")


def test_the_cache_knows_the_own_folders(own: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    none = made_of()
    monkeypatch.setenv(VARIABLE, str(own(indicators__office=OFFICE)))
    some = made_of()
    own(indicators__office=OFFICE.replace("500", "600").replace("regular", "fixed"))
    assert len({none, some, made_of()}) == 3


def _command(at: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extract", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "CHITIEU_LANG": "en", **environment}
    return subprocess.run(command, cwd=at, env=env, capture_output=True, text=True, check=False)


def test_the_command_takes_own_rules_and_its_cache_knows_them(tmp_path: Path, own: Callable[..., Path]) -> None:
    own(indicators__office=OFFICE)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")

    def linked(*options: str, **environment: str) -> tuple[str | None, bool]:
        """The indicator of the document's record, and whether an earlier run's was taken over."""
        done = _command(
            tmp_path, "extract", "a.txt", "--out", "out", *options, CHITIEU_CACHE=str(tmp_path / "cache"), **environment
        )
        assert done.returncode == 0, done.stderr
        found = json.loads((tmp_path / "out/a.json").read_text("utf-8"))["targets"][0]["indicator"]["id"]
        return found, "unchanged" in done.stderr

    assert linked()[0] is None
    assert linked("--patterns", "own") == ("office.citizens_received", False)
    assert linked("--patterns=own") == ("office.citizens_received", True)
    assert linked(**{VARIABLE: "own"}) == ("office.citizens_received", True)
    assert linked()[0] is None


@pytest.mark.parametrize("name", ["a bad indicator", "a renamed list", "where"])
def test_the_command_refuses_what_is_wrong_in_its_workers_too(tmp_path: Path, name: str) -> None:
    file, told, _ = _mutated(tmp_path / "mutated", name)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    for command in (["extract", "a.txt", "--out", "out"], ["indicators"]):
        done = _command(tmp_path, *command, "--patterns", "mutated")
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
        assert f"mutated/{file}: {told}" in done.stderr
    assert not [*(tmp_path / "out").glob("*")]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    missing = _command(tmp_path, "indicators", "--patterns", "nowhere")
    assert (missing.returncode, len(missing.stderr.splitlines())) == (2, 1)


def test_workers_follow_a_process_that_changes_its_rules(tmp_path: Path, own: Callable[..., Path]) -> None:
    # The server that workers are forked from has the first rules loaded; it lives as long as the process.
    office = own(indicators__office=OFFICE)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    script = (
        "import json, sys, extract.rules\nfrom pathlib import Path\nfrom extract.run.batch import run\n"
        "if __name__ == '__main__':\n"
        " for folders in ([], [sys.argv[1]], []):\n"
        "  extract.rules.use(*folders)\n"
        "  run(['a.txt'], 'out')\n"
        "  print(json.loads(Path('out/a.json').read_text('utf-8'))['targets'][0]['indicator']['id'])\n"
    )
    (tmp_path / "script.py").write_text(script, "utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "script.py", str(office)]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["None", "office.citizens_received", "None"], done.stderr


def test_the_example_of_the_documentation_holds(tmp_path: Path) -> None:
    page = (ROOT / "docs/rules.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(?:# )?(office/indicators/office\.yaml)\n(.*?)```", page, re.DOTALL)
    path = tmp_path / example[0]
    path.parent.mkdir(parents=True)
    path.write_text(example[1], "utf-8")
    extract.rules.use(tmp_path / "office")
    (entry,) = [entry for id_, entry in catalogue().entries.items() if id_.startswith("office.")]
    assert {catalogue().links(text)[0].entry.id for text in entry.examples} == {entry.id}


def test_what_is_wrong_is_told_in_one_line_whatever_a_row_is_called() -> None:
    error = RuleError("a\nb.yaml", "\n", "key", "x\x1b[0m")
    assert str(error) == "a\\nb.yaml: \\n: key: x\\x1b[0m"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
