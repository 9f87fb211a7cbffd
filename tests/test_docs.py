"""What the README says holds."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command
from typer.testing import CliRunner

from extract.catalogue.entries import Catalogue, Entry
from extract.cli.app import build

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.vi.md")


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("name", READMES)
def test_the_indicator_it_shows_works(name: str) -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", _text(name), re.S)
    (entry,) = [Entry.model_validate(row) for row in yaml.safe_load(block)]
    catalogue = Catalogue([entry], {})
    assert all(catalogue.links(example) for example in entry.examples)
    assert not any(catalogue.links(example) for example in entry.counterexamples)


@pytest.mark.parametrize("name", READMES)
def test_it_names_every_command(name: str) -> None:
    shown = CliRunner().invoke(build("en"), ["--help"]).stdout
    commands = set(re.findall(r"^│ (\w+) ", shown, re.M))
    assert {"extract", "show", "diff", "review", "compare", "export", "version"} < commands
    assert commands == set(re.findall(r"^\| `chitieu (\w+)", _text(name), re.M))


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_its_links_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", _text(name))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_both_languages_have_the_same_chapters() -> None:
    chapters = [len(re.findall(r"^## ", _text(name), re.M)) for name in READMES]
    assert chapters[0] == chapters[1]


def _shown(name: str) -> list[list[str]]:
    """The command lines of `chitieu` in a page's blocks of shell commands, without the program."""
    blocks = re.findall(r"```(?:sh|powershell)\n(.*?)```", _text(name), re.S)
    lines = [line for block in blocks for line in block.splitlines() if re.search(r"chitieu (?!-m)", line)]
    return [shlex.split(re.sub(r"^.*?chitieu ", "", line), comments=True) for line in lines]


@pytest.mark.parametrize("name", READMES)
def test_the_command_lines_it_shows_are_understood(name: str) -> None:
    lines = _shown(name)
    assert len(lines) >= 6  # three with make and three without
    for line in lines:
        command: Any = get_command(build("en"))
        with command.make_context("chitieu", [*line]) as context:
            _, sub, rest = command.resolve_command(context, [*line])
            sub.make_context(line[0], rest, parent=context).close()


@pytest.mark.parametrize("name", READMES)
def test_it_begins_with_ones_own_documents_in_three_commands(name: str) -> None:
    first, more = re.findall(r"```sh\n(.*?)```", _text(name), re.S)[:2]
    made = [line.split("#")[0].split() for line in first.splitlines()]
    assert [words[:2] for words in made] == [
        ["make", "install"],
        [".venv/bin/chitieu", "extract"],
        [".venv/bin/chitieu", "compare"],
    ]
    assert made[1][2:] == ["corpora", "-o", "results"]  # there in every checkout: it runs as it is written
    assert made[2][2] == "results"
    assert more.split() == [".venv/bin/chitieu", "export", "results", "--to", "tracker", "-o", "tracker.xlsx"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^install: \$\(SERVED\)$", makefile, re.M)
    assert re.search(r"^\$\(SERVED\):.*\n(?:\t.*\n)*\t@\$\(call install,serve\)$", makefile, re.M)
