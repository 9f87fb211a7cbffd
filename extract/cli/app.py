"""The command `chitieu`: what can be said on the command line, in either language.

What the commands do stands in extract.cli.commands, imported only when one runs: `--help` must be quick.  Worker
processes import this module too: Typer is imported where a command line is read.
"""

# No `from __future__ import annotations`: Typer reads the annotations, and they name locals of build().
import gc
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from extract.messages import Language, pick, say, taken

if TYPE_CHECKING:
    import typer

WRONG_USE = 2
RULED = frozenset({"why", "indicators", "evaluate", "suggest", "compare", "review", "gold_import", "learn"})
"""Commands that check all rule data first; `extract` and `show` do where there is a document to be read."""


def _complain(text: str) -> None:
    import typer

    typer.echo(f"chitieu: {text}", err=True)


def build(language: Language) -> "typer.Typer":
    """The command line, its help and messages in `language`."""
    import typer

    def t(key: str) -> str:
        return say(key, language)

    def finish(name: str, *args: Any, **options: Any) -> NoReturn:
        """Run the command of extract.cli.commands of that name and exit with its code."""
        from extract.cli.commands.terminal import WrongUse
        from extract.contract.extras import MissingExtra
        from extract.rules import check
        from extract.rules.errors import RuleError

        try:
            command = getattr(import_module(f"extract.cli.commands.{name}"), name)
            gc.enable()
            if name in RULED:
                check()
            code = command(*args, **options)
        except WrongUse as error:
            _complain(say(error.key, language, **error.values))
            code = WRONG_USE
        except RuleError as error:
            _complain(say("use.rules", language, error=error))
            code = WRONG_USE
        except MissingExtra as error:
            _complain(say("use.extra", language, module=error.module, extra=error.extra))
            code = WRONG_USE
        raise typer.Exit(code)

    def show_help(context: typer.Context, wanted: bool) -> None:
        if wanted:
            typer.echo(context.get_help(), nl=False)  # with Rich it prints, and returns nothing
            raise typer.Exit

    def option(name: str, key: str, metavar: str | None = None, **more: Any) -> Any:
        return typer.Option(name, help=t(key), metavar=metavar, rich_help_panel=t("panel.options"), **more)

    def argument(metavar: str, key: str) -> Any:
        return typer.Argument(metavar=metavar, help=t(key), show_default=False, rich_help_panel=t("panel.arguments"))

    Help = Annotated[bool, option("--help", "help.help", is_eager=True, callback=show_help)]
    Quiet = Annotated[bool, option("--quiet", "help.quiet")]
    Json = Annotated[bool, option("--json", "help.json")]
    panel = t("panel.commands")

    app = typer.Typer(add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)

    @app.callback(help=t("app"), epilog=t("exit_codes"), invoke_without_command=True, add_help_option=False)
    def chitieu(
        context: typer.Context,
        lang: Annotated[str, option("--lang", "help.lang", "en|vi")] = language,
        patterns: Annotated[str | None, option("--patterns", "help.patterns", "DIR")] = None,
        weights: Annotated[str | None, option("--weights", "help.weights", "FILE")] = None,
        help: Help = False,
    ) -> None:
        if context.invoked_subcommand is None:
            _complain(t("use.no_command") + "\n" + say("use.see", language, command="chitieu"))
            raise typer.Exit(WRONG_USE)

    @app.command(help=t("help.extract"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def extract(
        paths: Annotated[list[str] | None, argument("PATH", "help.extract.paths")] = None,
        out: Annotated[str | None, option("--out", "help.extract.out", "DIR")] = None,
        jobs: Annotated[int, option("--jobs", "help.jobs", "N", min=0)] = 0,
        seconds: Annotated[float, option("--time-limit", "help.time_limit", "SECONDS", min=1)] = 300,
        memory: Annotated[int, option("--memory-limit", "help.memory_limit", "MB", min=256)] = 4096,
        megabytes: Annotated[int, option("--max-mb", "help.max_mb", "MB", min=1)] = 200,
        pages: Annotated[int, option("--max-pages", "help.max_pages", "N", min=1)] = 3000,
        no_ocr: Annotated[bool, option("--no-ocr", "help.no_ocr")] = False,
        engine: Annotated[str, option("--engine", "help.engine", "local|ray")] = "local",
        address: Annotated[str | None, option("--address", "help.address", "ADDRESS")] = None,
        no_cache: Annotated[bool, option("--no-cache", "help.no_cache")] = False,
        prune: Annotated[bool, option("--prune", "help.prune")] = False,
        bom: Annotated[bool, option("--csv-bom", "help.csv_bom")] = False,
        quiet: Quiet = False,
        as_json: Json = False,
        help: Help = False,
    ) -> None:
        limits: dict[str, Any] = {"seconds": seconds, "memory": memory, "megabytes": megabytes, "pages": pages}
        limits["ocr"] = "never" if no_ocr else "auto"
        where = {"engine": engine, "address": address}
        say_so = {"no_cache": no_cache, "prune": prune, "bom": bom, "quiet": quiet, "as_json": as_json}
        finish("extract", paths or [], out, language, limits=limits, jobs=jobs, **where, **say_so)

    @app.command(help=t("help.show"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def show(
        file: Annotated[Path | None, argument("FILE", "help.show.file")] = None,
        page: Annotated[bool, option("--page", "help.show.page")] = False,
        why: Annotated[str | None, option("--why", "help.show.why", "ID")] = None,
        as_json: Json = False,
        help: Help = False,
    ) -> None:
        if why is not None:
            finish("why", file, why, language, as_json=as_json)
        finish("show", file, language, page=page, as_json=as_json)

    @app.command(help=t("help.evaluate"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def evaluate(
        files: Annotated[list[Path] | None, argument("GOLD OUTPUT", "help.evaluate.pairs")] = None,
        gold: Annotated[Path | None, option("--gold", "help.evaluate.gold", "DIR")] = None,
        outputs: Annotated[Path | None, option("--outputs", "help.evaluate.outputs", "DIR")] = None,
        indicators: Annotated[Path | None, option("--indicators", "help.evaluate.indicators", "FILE")] = None,
        bag: Annotated[bool, option("--bag", "help.evaluate.bag")] = False,
        most: Annotated[int, option("--show", "help.evaluate.show", "N")] = 0,
        as_json: Json = False,
        help: Help = False,
    ) -> None:
        finish("evaluate", files or [], gold, outputs, indicators, language, bag=bag, most=most, as_json=as_json)

    @app.command(help=t("help.diff"), epilog=t("diff.exit_codes"), add_help_option=False, rich_help_panel=panel)
    def diff(
        sides: Annotated[list[str] | None, argument("OLD [NEW]", "help.diff.sides")] = None,
        folder: Annotated[Path | None, option("--folder", "help.diff.folder", "DIR")] = None,
        check: Annotated[bool, option("--check", "help.diff.check")] = False,
        summary: Annotated[bool, option("--summary", "help.diff.summary")] = False,
        markdown: Annotated[bool, option("--markdown", "help.diff.markdown")] = False,
        html: Annotated[Path | None, option("--html", "help.diff.html", "FILE")] = None,
        as_json: Json = False,
        help: Help = False,
    ) -> None:
        choices = {"check": check, "summary": summary, "markdown": markdown, "html": html, "as_json": as_json}
        finish("diff", sides or [], folder, language, **choices)

    @app.command(help=t("help.review"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def review(
        folder: Annotated[Path | None, argument("DIR", "help.review.folder")] = None,
        out: Annotated[Path | None, option("--out", "help.review.out", "DIR")] = None,
        sources: Annotated[Path | None, option("--sources", "help.review.sources", "DIR")] = None,
        quiet: Quiet = False,
        help: Help = False,
    ) -> None:
        finish("review", folder, out, sources, language, quiet=quiet)

    @app.command(help=t("help.compare"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def compare(
        folder: Annotated[Path | None, argument("DIR", "help.compare.folder")] = None,
        out: Annotated[Path | None, option("--out", "help.compare.out", "DIR")] = None,
        reference: Annotated[str | None, option("--reference", "help.compare.reference", "DOCUMENT")] = None,
        review: Annotated[Path | None, option("--review", "help.compare.review", "DIR")] = None,
        keep_gone: Annotated[bool, option("--keep-gone", "help.keep_gone")] = False,
        quiet: Quiet = False,
        help: Help = False,
    ) -> None:
        how = {"reference": reference, "review": review, "keep_gone": keep_gone}
        finish("compare", folder, out, language, quiet=quiet, **how)

    @app.command(help=t("help.export"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def export(
        folder: Annotated[Path | None, argument("DIR", "help.export.folder")] = None,
        to: Annotated[str | None, option("--to", "help.export.to", "FORMAT")] = None,
        out: Annotated[Path | None, option("--out", "help.export.out", "PATH")] = None,
        words: Annotated[bool, option("--words", "help.export.words")] = False,
        bom: Annotated[bool, option("--csv-bom", "help.csv_bom")] = False,
        decimal_comma: Annotated[bool, option("--decimal-comma", "help.export.decimal_comma")] = False,
        pdf: Annotated[bool, option("--pdf", "help.export.pdf")] = False,
        keep_gone: Annotated[bool, option("--keep-gone", "help.keep_gone")] = False,
        quiet: Quiet = False,
        help: Help = False,
    ) -> None:
        how = {"words": words, "bom": bom, "decimal_comma": decimal_comma, "pdf": pdf, "keep_gone": keep_gone}
        finish("export", folder, to, out, language, quiet=quiet, **how)

    gold = typer.Typer(add_completion=False, rich_markup_mode="rich")
    app.add_typer(gold, name="gold", help=t("help.gold"), add_help_option=False, rich_help_panel=panel)

    @gold.callback(invoke_without_command=True, add_help_option=False)
    def gold_group(context: typer.Context, help: Help = False) -> None:
        if context.invoked_subcommand is None:
            _complain(t("use.no_command") + "\n" + say("use.see", language, command="chitieu gold"))
            raise typer.Exit(WRONG_USE)

    @gold.command("import", help=t("help.gold.import"), epilog=t("exit_codes"), add_help_option=False)
    def gold_import(
        files: Annotated[list[Path] | None, argument("VERDICTS", "help.gold.files")] = None,
        out: Annotated[Path | None, option("--out", "help.gold.out", "DIR")] = None,
        quiet: Quiet = False,
        help: Help = False,
    ) -> None:
        finish("gold_import", files or [], out, language, quiet=quiet)

    @app.command(help=t("help.learn"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def learn(
        given: Annotated[list[Path] | None, argument("GOLD-OR-VERDICTS", "help.learn.given")] = None,
        texts: Annotated[Path | None, option("--texts", "help.learn.texts", "DIR")] = None,
        out: Annotated[Path | None, option("--out", "help.learn.out", "FILE")] = None,
        quiet: Quiet = False,
        help: Help = False,
    ) -> None:
        finish("learn", given or [], texts, out, language, quiet=quiet)

    @app.command(help=t("help.restore"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def restore(
        file: Annotated[Path | None, argument("FILE", "help.restore.file")] = None,
        diff: Annotated[bool, option("--diff", "help.restore.diff")] = False,
        as_json: Json = False,
        help: Help = False,
    ) -> None:
        finish("restore", file, language, diff=diff, as_json=as_json)

    @app.command(help=t("help.suggest"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def suggest(
        folder: Annotated[Path | None, argument("DIR", "help.suggest.folder")] = None,
        fewest: Annotated[int, option("--fewest", "help.suggest.fewest", "N")] = 1,
        help: Help = False,
    ) -> None:
        finish("suggest", folder, language, fewest=fewest)

    @app.command(help=t("help.indicators"), add_help_option=False, rich_help_panel=panel)
    def indicators(as_json: Json = False, help: Help = False) -> None:
        finish("indicators", language, as_json=as_json)

    @app.command(help=t("help.version"), add_help_option=False, rich_help_panel=panel)
    def version(help: Help = False) -> None:
        from importlib.metadata import version as installed

        typer.echo(installed("chitieu"))

    return app


def _parser_complaint(error: Exception, language: Language) -> str:
    """What the argument parser says of a wrong option or command, as far as we have words for it."""
    name, context = getattr(error, "option_name", None), getattr(error, "ctx", None)
    detail = error.format_message() if hasattr(error, "format_message") else str(error)
    text = say("use.option", language, name=name) if name else say("use.wrong", language, detail=detail)
    see = say("use.see", language, command=context.command_path if context else "chitieu")
    return f"{text}\n{see}"


def _own_rules(given: list[str], weights: list[str], language: Language) -> None:
    """Have the folders that `--patterns` names used, and the file of `--weights`, in worker processes too."""
    from extract.rules.own import VARIABLE, WEIGHTS_VARIABLE, choose

    file = weights[-1] if weights else os.environ.get(WEIGHTS_VARIABLE, "")
    named = [name for each in given for name in each.split(os.pathsep)]
    folders = named or [name for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name]
    wrong = [("use.weights", file)] if (file or weights) and not os.path.isfile(file) else []
    wrong += [("use.patterns", name) for name in named if not os.path.isdir(name)]
    for key, name in wrong:
        _complain(say(key, language, path=name))
        sys.exit(WRONG_USE)
    choose(*([file] if file else []), *folders)


def main() -> NoReturn:
    """Entry point of the script `chitieu`."""
    gc.disable()  # until a command runs: what is loaded stays
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's threads, of no use here, take long to start
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # they would be looked for among all installed packages
    try:
        language, arguments = pick(sys.argv[1:], os.environ)
    except ValueError as error:
        _complain(say("use.lang", pick([], os.environ)[0], value=str(error)))
        sys.exit(WRONG_USE)
    given, arguments = taken("--patterns", arguments)
    weights, arguments = taken("--weights", arguments)
    if given or weights or os.environ.get("CHITIEU_WEIGHTS"):
        _own_rules(given, weights, language)
    if arguments[:1] == ["extract"] and not {"--help", "ray", "--engine=ray"} & {*arguments}:
        from extract.run.engines.server import begun

        begun()  # it loads the pipeline while the command line is read
    from typer.main import get_command

    command = get_command(build(language))
    try:
        code = command.main(arguments, prog_name="chitieu", standalone_mode=False)
        gc.freeze()  # at the end of the process nothing need be looked through
    except Exception as error:
        if getattr(error, "exit_code", None) != WRONG_USE:
            raise
        _complain(_parser_complaint(error, language))
        sys.exit(WRONG_USE)
    sys.exit(code if isinstance(code, int) else 0)
