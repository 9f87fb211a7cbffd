"""What we are built from: the bill of materials, and the licences of all that it names."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bench.supply.bill import bill
from bench.supply.installed import Licensing, NotInstalled, Part, closure, offered
from bench.supply.licences import licence, table, unsuitable
from extract.contract.extras import EXTRAS
from tests.base_only import PROJECT, ROOT

UNPINNED = {"chitieu", "setuptools"}  # ourselves, and what Python's own venv brings


@cache
def _parts() -> dict[str, Part]:
    return closure(extras=offered())


def _bill(tmp_path: Path, **environment: str) -> tuple[str, dict[str, Any]]:
    """The file as `make sbom` writes it, by a process of its own."""
    path = tmp_path / "dist" / "bill.json"
    done = subprocess.run(
        [sys.executable, "-m", "bench.supply.bill", str(path)],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    text = path.read_text("utf-8")
    return text, json.loads(text)


# ---- the bill ---------------------------------------------------------------------------------------------------


def test_the_bill_is_valid_and_the_same_each_time(tmp_path: Path) -> None:
    text, data = _bill(tmp_path, PYTHONHASHSEED="1")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert text == bill(_parts(), table())  # made in this process, with another seed and at another time
    assert "timestamp" not in data["metadata"]
    dated, _ = _bill(tmp_path, SOURCE_DATE_EPOCH="1767225600")
    assert '"timestamp": "2026-01-01T00:00:00Z"' in dated
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(dated) is None


def test_the_bill_names_every_requirement_with_the_extra_that_brings_it() -> None:
    data = json.loads(bill(_parts(), table()))
    found = {each["name"]: each for each in data["components"]}
    here = [Requirement(line) for line in PROJECT["dependencies"]]
    base = {canonicalize_name(each.name) for each in here if each.marker is None or each.marker.evaluate()}
    assert {name for name in base if found[name]["scope"] == "required"} == base
    for extra in EXTRAS:
        for line in PROJECT["optional-dependencies"][extra]:
            told = found[canonicalize_name(Requirement(line).name)]
            brought = {each["value"] for each in told.get("properties", ()) if each["name"] == "chitieu:extra"}
            assert extra in brought or (told["scope"] == "required" and not brought), line
    needs = {each["ref"]: set(each.get("dependsOn", ())) for each in data["dependencies"]}
    refs = {each["bom-ref"] for each in data["components"]}
    assert set(needs) == refs | {data["metadata"]["component"]["bom-ref"]}
    assert set().union(*needs.values()) == refs  # each is there because another asks for it
    assert found["numpy"]["bom-ref"] in needs[found["spacy"]["bom-ref"]]


def test_the_bill_tells_nothing_of_the_machine() -> None:
    text = bill(_parts(), table())
    assert re.findall(r"\w+://[^\"]*", text) == ["http://cyclonedx.org/schema/bom-1.6.schema.json"]
    assert [path for path in (str(ROOT), sys.prefix, str(Path.home()), "site-packages") if path in text] == []


def test_the_bill_is_of_the_packages_that_constraints_pin() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {str(canonicalize_name(line.split("==")[0])): line.split("==")[1] for line in lines}
    unpinned = [name for name in _parts() if name not in {*pinned, *UNPINNED}]
    assert unpinned == []  # what is not pinned may be another tomorrow
    wrong = {name: (part.version, pinned[name]) for name, part in _parts().items() if name not in UNPINNED}
    assert {name: pair for name, pair in wrong.items() if pair[0] != pair[1]} == {}


def test_a_package_that_is_missing_is_told() -> None:
    with pytest.raises(NotInstalled, match="no-such-package"):
        closure("no-such-package")


# ---- licences ---------------------------------------------------------------------------------------------------


def test_every_package_may_stand_beside_our_licence() -> None:
    assert PROJECT["license"] == "AGPL-3.0-or-later"
    assert unsuitable(_parts().values(), table()) == []


def test_no_review_is_of_what_is_not_there_or_says_something_else_now() -> None:
    known, parts = table(), _parts()
    for name, review in known.reviewed.items():
        # without its row the package would not pass, and the row is of what the package declares today
        bare = known.model_copy(update={"reviewed": {}})
        assert unsuitable([parts[name]], bare), name
        assert licence(parts[name], known) == review.licence
    assert set(known.carried) <= set(parts)


def _declaring(expression: str | None = None, text: str | None = None, *classifiers: str) -> Part:
    return Part("thing", "1", "", Licensing(expression, text, classifiers))


@pytest.mark.parametrize(
    "part",
    [
        _declaring("GPL-2.0-only"),  # joins with no work under version 3
        _declaring("SSPL-1.0"),
        _declaring("MIT AND BUSL-1.1"),
        _declaring("CC-BY-NC-4.0"),
        _declaring(None, "GPL"),  # of any version, the first too
        _declaring(None, "see LICENSE"),
        _declaring(None, None, "License :: Other/Proprietary License"),
        _declaring(None, None, "License :: OSI Approved :: MIT License", "License :: Free for non-commercial use"),
        _declaring(),
    ],
)
def test_what_may_not_or_does_not_say_is_refused(part: Part) -> None:
    (line,) = unsuitable([part], table())
    assert line.startswith("thing 1: ")


@pytest.mark.parametrize(
    "part",
    [
        _declaring("GPL-2.0-only OR MIT"),
        _declaring("GPL-3.0-or-later WITH GCC-exception-3.1"),
        _declaring(None, "Apache 2.0"),
        _declaring(None, "Copyright of somebody", "License :: OSI Approved :: BSD License"),
    ],
)
def test_what_may_passes(part: Part) -> None:
    assert unsuitable([part], table()) == []


def test_a_review_lapses_when_the_package_declares_something_else() -> None:
    pymupdf = _parts()["pymupdf"]
    changed = replace(pymupdf, licensing=Licensing(None, "Artifex Commercial License", ()))
    assert unsuitable([pymupdf], table()) == []
    assert len(unsuitable([changed], table())) == 1
