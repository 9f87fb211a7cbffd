"""What many tests start from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings

os.environ["CHITIEU_CACHE"] = ""  # tests neither read nor fill the cache of who runs them

# How long one example takes says what else the machine does.
settings.register_profile("chitieu", deadline=None)
settings.load_profile("chitieu")


class Lay(Protocol):
    """Lays files of one text under a fresh working folder, which it returns."""

    def __call__(self, *names: str, text: str = ...) -> Path: ...


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lay:
    """A fresh working folder, and the means to fill it."""
    monkeypatch.chdir(tmp_path)

    def make(*names: str, text: str = "Tối thiểu 80% hồ sơ.") -> Path:
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        return tmp_path

    return make
