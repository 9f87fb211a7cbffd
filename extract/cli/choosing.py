"""What may stand for an option, for the completion of shells."""

from __future__ import annotations

from collections.abc import Iterable

SHELLS = ("bash", "zsh", "fish")


def _beginning(values: Iterable[str], incomplete: str) -> list[str]:
    return [value for value in values if value.startswith(incomplete)]


def shells(incomplete: str) -> list[str]:
    """The shells that have a script."""
    return _beginning(SHELLS, incomplete)


def languages(incomplete: str) -> list[str]:
    """The languages of help and messages."""
    return _beginning(("en", "vi"), incomplete)


def engines(incomplete: str) -> list[str]:
    """What `extract` can run on."""
    from extract.cli.commands.extract import ENGINES

    return _beginning(ENGINES, incomplete)


def formats(incomplete: str) -> list[str]:
    """The forms of `export`."""
    from extract.write.export.formats import FORMATS

    return _beginning(FORMATS, incomplete)
