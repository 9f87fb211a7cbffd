"""What the command line says, in English and Vietnamese: one table, picked by key and language.

The texts stand beside this file, a module for each part of the command line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, cast, get_args

from extract.messages import (
    apply,
    catalogue,
    compare,
    core,
    diff,
    export,
    forms,
    helping,
    misuse,
    pages,
    review,
    serve,
    track,
)

Language = Literal["en", "vi"]

TEXTS: dict[str, tuple[str, str]] = {
    **core.TEXTS,
    **helping.TEXTS,
    **misuse.TEXTS,
    **catalogue.TEXTS,
    **diff.TEXTS,
    **review.TEXTS,
    **compare.TEXTS,
    **export.TEXTS,
    **apply.TEXTS,
    **serve.TEXTS,
    **pages.TEXTS,
    **track.TEXTS,
    **forms.TEXTS,
}


def say(key: str, language: Language, **values: object) -> str:
    """The text of `key` in `language`, its {places} filled; KeyError for a key not in the table.

    A whole number in a place such as {count:record/records} stands with the word that goes with it.
    """
    text = TEXTS[key][1 if language == "vi" else 0]
    return text.format(**{name: _counted(value) for name, value in values.items()}) if values else text


class _Count(int):
    """A number of things: "{count:record/records}" gives "1 record" and "2 records"."""

    def __format__(self, spec: str) -> str:
        return _with(str(int(self)), spec) if "/" in spec else int.__format__(self, spec)


class _Written(str):
    """A number that is written already, or any other text."""

    def __format__(self, spec: str) -> str:
        return _with(str(self), spec) if "/" in spec else str.__format__(self, spec)


def _with(number: str, spec: str) -> str:
    one, _, many = spec.partition("/")
    return f"{number} {one if number == '1' else many}"


def _counted(value: object) -> object:
    if type(value) is str:
        return _Written(value)
    return _Count(value) if type(value) is int else value


def said(key: str, language: Language, otherwise: str) -> str:
    """The text of `key`, or `otherwise` where the table has no such key (codes grow elsewhere)."""
    return say(key, language) if key in TEXTS else otherwise


def taken(name: str, arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """What an option is given wherever it stands before a `--`, and the arguments without it; "" where nothing is."""
    rest, found = list(arguments), []
    stop = rest.index("--") if "--" in rest else len(rest)
    i = 0
    while i < stop:
        width = 0
        if rest[i] == name:
            found.append(rest[i + 1] if i + 1 < stop else "")
            width = min(2, stop - i)
        elif rest[i].startswith(f"{name}="):
            found.append(rest[i].removeprefix(f"{name}="))
            width = 1
        del rest[i : i + width]
        stop -= width
        i += not width
    return found, rest


def pick(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Language, list[str]]:
    """The language asked for, and the arguments without `--lang`.

    `--lang` counts wherever it stands before a `--`; then CHITIEU_LANG, then LANG (vi where it
    begins with vi).  Raises ValueError, holding the bad value, for another language than the two.
    """
    given, rest = taken("--lang", arguments)
    if given:
        if given[-1] not in get_args(Language):
            raise ValueError(given[-1])
        return cast(Language, given[-1]), rest
    preferred = environment.get("CHITIEU_LANG") or environment.get("LANG") or ""
    return ("vi" if preferred.lower().startswith("vi") else "en"), rest
