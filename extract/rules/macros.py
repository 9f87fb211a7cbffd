"""The pieces that patterns share (macros.yaml), and patterns with them written out."""

from __future__ import annotations

import re

from extract.rules.loader import from_rules, load_yaml

_MACRO = re.compile(r"\{([a-z_]+)\}")
_USED = re.compile(r"(?<!\{)\{([a-z_]+)\}(?!\})")


@from_rules
def macros() -> dict[str, str]:
    """Shared pieces of patterns, written out.  Raises KeyError for one that is not known, or used in itself."""
    source: dict[str, str] = load_yaml("macros.yaml")
    done: dict[str, str] = {}

    def written(name: str, within: tuple[str, ...]) -> str:
        if name in within:
            raise KeyError(name)
        if name not in done:
            done[name] = _MACRO.sub(lambda m: written(m.group(1), (*within, name)), source[name])
        return done[name]

    for name in source:
        written(name, ())
    return done


def expand(pattern: str) -> str:
    """A row's pattern with its macros in place and doubled braces single again."""
    text = _USED.sub(lambda m: macros()[m.group(1)], pattern)
    return text.replace("{{", "{").replace("}}", "}")
