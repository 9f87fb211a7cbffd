"""What each input of tests/bad.py gives when it is read alone; the whole folder in one run is tested with run.py."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from extract.pipeline.components import extract
from extract.readers import Options, ReadError, read
from tests.bad import OUTSIDE, Bad, lay
from tests.fuzz.trial import CODES, check, check_source, limited
from tests.reading import NLP

OPTIONS = Options(ocr="never")
_OF_THE_RUN = {"symbolic_link", "no_documents", "crashed", "internal_error"}  # codes that no reader gives
_LIMIT = 60.0
_LARGE = 40_000  # bytes


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bad inputs, laid out once."""
    return tmp_path_factory.mktemp("bad")


@pytest.fixture(scope="module")
def bad(folder: Path) -> list[Bad]:
    return lay(folder)


def told(folder: Path, each: Bad) -> str | None:
    """The code that reading gives; None where the file was read, and then what was read holds."""
    try:
        with limited(_LIMIT):
            source = read(folder / each.shown, OPTIONS)
            check_source(source)
            check(source, extract(source, NLP))
        return None
    except ReadError as error:
        refused = error
    assert refused.code in CODES, refused.code
    assert refused.message.strip() != ""
    assert "\n" not in refused.message
    return refused.code


def test_there_are_enough_and_their_names_are_their_own(bad: list[Bad]) -> None:
    assert len(bad) >= 40
    assert Counter(each.name for each in bad).most_common(1)[0][1] == 1


def test_each_gives_the_code_that_is_right_and_writes_nothing_beside(folder: Path, bad: list[Bad]) -> None:
    wrong = {}
    before = sorted(os.listdir(os.fsencode(folder)))
    for each in bad:
        if _OF_THE_RUN & set(each.codes) or (None in each.codes and (folder / each.shown).stat().st_size > _LARGE):
            continue  # what is large and read is read once, by the run over all of them (tests/test_batch.py)
        code = told(folder, each)
        if code not in each.codes:
            wrong[each.shown] = (code, each.codes)
    assert wrong == {}
    assert sorted(os.listdir(os.fsencode(folder))) == before
    assert not Path(OUTSIDE).exists()
    assert not (folder.parent.parent / "evil.txt").exists()
