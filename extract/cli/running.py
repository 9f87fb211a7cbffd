"""A command run: its module loaded, its rules checked, what it refuses said in the user's language."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

from extract.cli.complaining import complain, hint
from extract.cli.printing import ONLY_PRINTING, going_on
from extract.messages import Language, say
from extract.run.stopping import Stopped

WRONG_USE = 2
returned = False
"""Whether a command has come to its end and given its exit code."""
RULED = frozenset(
    {
        "why",
        "indicators",
        "evaluate",
        "suggest",
        "accept",
        "compare",
        "review",
        "gold_import",
        "learn",
        "apply",
        "track",
        "serve",
    }
)
"""Commands that check all rule data first; `extract` and `show` do where there is a document to be read."""


def run(name: str, language: Language, *args: Any, **options: Any) -> int:
    """Run the command of extract.cli.commands of that name; its exit code."""
    global returned
    from extract.cli.commands.terminal import WrongUse
    from extract.contract.extras import MissingExtra
    from extract.rules import check
    from extract.rules.errors import RuleError

    try:
        command = getattr(import_module(f"extract.cli.commands.{name}"), name)
        gc.enable()
        if name not in ONLY_PRINTING:
            going_on()
        if name in RULED:
            check()
        code: int = command(*args, **options)
    except WrongUse as error:
        meant = hint(*error.near, language) if error.near else ""
        complain(say(error.key, language, **error.values) + meant)
        code = WRONG_USE
    except RuleError as error:
        complain(say("use.rules", language, error=error))
        code = WRONG_USE
    except MissingExtra as error:
        complain(say("use.extra", language, module=error.module, extra=error.extra))
        code = WRONG_USE
    except Stopped as stopped:  # the argument parser would make an end of its own of it
        raise RuntimeError(stopped.name) from stopped
    returned = True
    return code


def own_rules(given: list[str], weights: list[str], language: Language, *, make: bool = False) -> None:
    """Have the folders that `--patterns` names used, and the file of `--weights`, in worker processes too.

    `make`: folders that are not there are made.  Exits where there is none.
    """
    from extract.rules.own import VARIABLE, WEIGHTS_VARIABLE, choose

    file = weights[-1] if weights else os.environ.get(WEIGHTS_VARIABLE, "")
    named = [name for each in given for name in each.split(os.pathsep)]
    folders = named or [name for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]
    wrong = [("use.weights", file)] if (file or weights) and not os.path.isfile(file) else []
    for name in named:
        if make and name and not os.path.exists(name):
            os.makedirs(name)
        wrong += [] if os.path.isdir(name) else [("use.patterns", name)]
    for key, name in wrong:
        complain(say(key, language, path=name))
        sys.exit(WRONG_USE)
    choose(*([file] if file else []), *folders)


def in_utf8() -> None:
    """Print in UTF-8, whatever the encoding of the system (where it is piped on Windows, one of 8 bits)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")
