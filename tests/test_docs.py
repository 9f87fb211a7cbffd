"""What the README says holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
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
