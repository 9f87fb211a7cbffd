"""`chitieu completion`: the script by which a shell completes the command line."""

from __future__ import annotations

import typer

from extract.cli.app import COMPLETING
from extract.cli.choosing import SHELLS
from extract.cli.commands.terminal import DONE, WrongUse
from extract.messages import Language


def completion(shell: str | None, language: Language) -> int:
    """Print the script for a shell, for `eval` or a file that the shell reads when it starts."""
    from typer._completion_shared import get_completion_script

    if shell not in SHELLS:
        near = (shell, SHELLS) if shell else None
        raise WrongUse("use.shell", near=near, shell=shell or "", shells=", ".join(SHELLS))
    typer.echo(get_completion_script(prog_name="chitieu", complete_var=COMPLETING, shell=shell))
    return DONE
