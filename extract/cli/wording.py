"""Options, arguments and help of the command line in one of its languages."""

# No `from __future__ import annotations`: Typer reads what is made here.
from dataclasses import dataclass
from typing import Any

import typer

from extract.cli.rich_help import rich_utils
from extract.messages import Language, said, say

SHORT = {"--help": "-h", "--out": "-o", "--quiet": "-q", "--jobs": "-j"}
"""Short forms, the same in every command that has the option."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of a command line in `language`, and its options and arguments with them."""

    language: Language

    def text(self, key: str) -> str:
        """A text of the message table."""
        return say(key, self.language)

    def option(self, name: str, key: str, metavar: str | None = None, **more: Any) -> Any:
        """An option, its short form too; without `metavar` a switch (nothing is shown beside it)."""
        names = (name, SHORT[name]) if name in SHORT else (name,)
        shown = "" if metavar is None else self._metavar(metavar)
        return typer.Option(
            *names, help=self.text(key), metavar=shown, rich_help_panel=self.text("panel.options"), **more
        )

    def argument(self, metavar: str, key: str, **more: Any) -> Any:
        """An argument, which may be left out (the command says what it lacks)."""
        panel, shown = self.text("panel.arguments"), self._metavar(metavar)
        return typer.Argument(metavar=shown, help=self.text(key), show_default=False, rich_help_panel=panel, **more)

    def help(self) -> Any:
        """The option `--help`, which every command has."""
        return self.option("--help", "help.help", is_eager=True, callback=self._show)

    def _metavar(self, metavar: str) -> str:
        return " ".join(said(f"metavar.{word}", self.language, word) for word in metavar.split(" "))

    def _show(self, context: typer.Context, wanted: bool) -> None:
        if wanted:
            self.show_help(context)
            raise typer.Exit

    def show_help(self, context: typer.Context) -> None:
        """Print the help of a command."""
        self._translate(context)
        typer.echo(context.get_help(), nl=False)  # with Rich it prints, and returns nothing

    def _translate(self, context: typer.Context) -> None:
        """Have the words that Typer adds to help said in the language."""
        utils = rich_utils()
        usage = self.text("help.usage") + " "

        class Formatter(context.formatter_class):  # type: ignore[name-defined, misc]
            def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
                super().write_usage(prog, args, usage if prefix is None else prefix)

        command: Any = context.command
        for param in command.params:
            if param.param_type_name == "argument":
                param.display_type_rich = lambda ctx: None  # "<list[str]>" tells a clerk nothing
        context.formatter_class = Formatter
        command.options_metavar = self.text("help.options_metavar")
        if hasattr(command, "subcommand_metavar"):
            command.subcommand_metavar = self.text("help.command_metavar")
        utils.DEFAULT_STRING = self.text("help.default")
        utils.COMMANDS_PANEL_TITLE = self.text("panel.commands")
