"""Rule data: what a phrase means, read from `patterns/` and from the user's own folders.

    import extract.rules
    extract.rules.use("office")   # takes the rule data of this folder, too (else CHITIEU_PATTERNS says which)
    extract.rules.check()         # raises extract.rules.errors.RuleError, of one line, for a fault

Everything heavy is imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def check() -> None:
    """Check all rule data, the shipped and the user's; done once a process, and again after `use`.

    Raises RuleError, whose text is one line: file, row, key, what stands there, what was expected.
    """
    from extract.rules.checking import check as checked

    checked()


def use(*folders: str | Path) -> None:
    """Take rule data from these folders, too, from now on, and check it; without any: the shipped alone.

    A row replaces the shipped one of its id; of two folders that have it, the first counts.  Processes begun from here
    take the same (it is written to CHITIEU_PATTERNS).  Raises RuleError, and then uses what it used before.

    use("office")
    """
    from pathlib import Path

    from extract.rules.errors import RuleError
    from extract.rules.loader import forget
    from extract.rules.own import choose, own_folders

    before = own_folders()
    choose(*(Path(each).absolute() for each in folders))
    forget()
    try:
        check()
    except RuleError:
        choose(*before)
        forget()
        raise
