"""The command `chitieu`: from what was said on the command line to the code it ends with."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from extract.cli import running
from extract.cli.beginning import in_utf8_mode, with_streams
from extract.cli.complaining import complain, parser_complaint
from extract.cli.ending import ended
from extract.cli.grammar import build
from extract.cli.printing import into_pipes
from extract.cli.running import WRONG_USE, in_utf8, own_rules
from extract.messages import pick, say, taken
from extract.run.stopping import listening, raised, unheard

__all__ = ["COMPLETING", "build", "main"]

COMPLETING = "_CHITIEU_COMPLETE"
"""The variable by which the script of a shell asks what could stand next."""


def main() -> NoReturn:
    """Entry point of the script `chitieu`."""
    gc.disable()  # until a command runs: what is loaded stays
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's threads, of no use here, take long to start
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # they would be looked for among all installed packages
    in_utf8_mode()
    with_streams()
    in_utf8()
    into_pipes()
    listening()
    code = ended(_main)
    unheard()  # what Python does at its end is no place for an exception
    sys.exit(code)


def _main() -> int:
    """What the command line asks for; the exit code."""
    try:
        language, arguments = pick(sys.argv[1:], os.environ)
    except ValueError as error:
        complain(say("use.lang", pick([], os.environ)[0], value=str(error)))
        return WRONG_USE
    given, arguments = taken("--patterns", arguments)
    weights, arguments = taken("--weights", arguments)
    if given or weights or os.environ.get("CHITIEU_WEIGHTS"):
        own_rules(given, weights, language, make=arguments[:1] == ["accept"])
    if arguments[:1] == ["extract"] and not {"--help", "-h", "ray", "--engine=ray"} & {*arguments}:
        from extract.run.engines.server import begun, can_fork

        if can_fork():
            begun()  # it loads the pipeline while the command line is read
    from typer.main import get_command

    command = get_command(build(language))
    if COMPLETING in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
    try:
        code = command.main(arguments, prog_name="chitieu", standalone_mode=False)
        if (stopped := raised()) and not running.returned:  # the argument parser has taken any signal for Ctrl-C
            raise stopped
        gc.freeze()  # at the end of the process nothing need be looked through
    except Exception as error:
        if getattr(error, "exit_code", None) != WRONG_USE:
            raise
        complain(parser_complaint(error, language))
        return WRONG_USE
    return code if isinstance(code, int) else 0
