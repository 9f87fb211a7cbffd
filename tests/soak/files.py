"""Mutated files of every reader, by the machine of tests/fuzz."""

from __future__ import annotations

import os
import random
from pathlib import Path

from tests.fuzz.mutate import OPS, Program
from tests.fuzz.trial import NAMES, Finding, outcome

KINDS = (
    *("text",) * 6, *("encodings",) * 3, *("html",) * 5, *("docx",) * 3, *("pdf",) * 3, *("xlsx",) * 2, "xls", "ods",
    "csv", "foreign", "zip", "mail", "mht", "pptx", "photo", "tangled",
)  # fmt: skip
_PLACES = 1 << 16


def program(number: int) -> Program:
    """What is done to which document; LibreOffice's formats, which take seconds each, are left to tests/fuzz."""
    pick = random.Random(f"file {number}")
    steps = tuple(
        (pick.choice(OPS), pick.randrange(_PLACES), pick.randrange(_PLACES), pick.randrange(256))
        for _ in range(pick.randint(1, 6))
    )
    return Program(pick.choice(KINDS), pick.randrange(1024), steps)


def attempt(number: int, folder: Path) -> str:
    """`program(number)`, read and extracted; nothing may be left in the working folder."""
    made = program(number)
    os.chdir(folder)
    try:
        told = outcome(made.bytes(), limit=30.0, name=NAMES.get(made.kind, "van-ban"))
    except Finding as finding:
        raise Finding(f"{made.kind}: {finding.kind}", finding.detail) from None
    if left := sorted(path.name for path in folder.rglob("*")):
        raise Finding(f"{made.kind}: files left", repr(left))
    return told if told in ("records", "no records") else f"refused: {told}"
