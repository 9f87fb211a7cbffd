"""What the command line says of wrong use: the argument parser's own complaints, and hints at what was meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from extract.messages import Language, say

_QUOTED = re.compile(r"'([^']*)'")
_CLOSED = " is not readable."  # how the parser's word on a path ends that the user may not read


def complain(text: str) -> None:
    """Say on stderr what is wrong, as the command."""
    import typer

    typer.echo(f"chitieu: {text}", err=True)


def hint(found: str, names: Collection[str], language: Language) -> str:
    """What was meant by a name that is none of `names`: " (did you mean 'x'?)", "" where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(found.lower(), names, 1, 0.6)
    return say("use.meant", language, name=near[0]) if near else ""


def see(command: str, language: Language) -> str:
    """Where more is said about a command."""
    return say("use.see", language, command=command)


def parser_complaint(error: Exception, language: Language) -> str:
    """What the argument parser says of a wrong option, value or command, in our words where we have them."""
    context: Any = getattr(error, "ctx", None)
    message = str(getattr(error, "message", ""))
    if message.endswith(_CLOSED):
        return say("use.closed", language, path=message.partition(" ")[2].removesuffix(_CLOSED).strip("'\""))
    text = next(_said(error, context, language), None)
    if text is None:
        detail = error.format_message() if hasattr(error, "format_message") else str(error)
        text = say("use.wrong", language, detail=detail)
    return f"{text}\n{see(context.command_path if context else 'chitieu', language)}"


def _said(error: Any, context: Any, language: Language) -> Iterator[str]:
    """The first that fits: an option, a value of one, a command, an argument too many."""
    option, param, command = getattr(error, "option_name", None), getattr(error, "param", None), _command(context)
    message = str(getattr(error, "message", ""))
    if option and type(error).__name__ == "NoSuchOption":
        known = [name for each in getattr(command, "params", ()) for name in each.opts]
        yield say("use.option", language, name=option) + hint(option, known, language)
    elif option:
        takes = "does not take" not in message
        yield say("use.option_value" if takes else "use.option_no_value", language, name=option)
    elif param is not None and param.opts:
        least = getattr(param, "min", None)
        key = "use.number" if least is None else "use.number_from"
        yield say(key, language, name=max(param.opts, key=len), least=str(least))
    elif hasattr(command, "commands") and (named := _QUOTED.search(message)):
        yield say("use.command", language, name=named[1]) + hint(named[1], [*command.commands], language)
    elif "extra argument" in message and (many := _bracketed(message.partition("argument(s)")[2])):
        yield say("use.arguments", language, given=many)


def _bracketed(text: str) -> str:
    """What stands between the first bracket and the last."""
    return text.partition("(")[2].rpartition(")")[0]


def _command(context: Any) -> Any:
    return getattr(context, "command", None)
