"""What can be said on the command line, in either language: the commands, their options, and the words for them.

What the commands do stands in extract.cli.commands, imported only when one runs: `--help` must be quick.  Worker
processes import this module too: Typer is imported where a command line is read.
"""

# No `from __future__ import annotations`: Typer reads the annotations, and they name locals of build().
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

from extract.cli.running import WRONG_USE, run
from extract.messages import Language

if TYPE_CHECKING:
    import typer


def build(language: Language) -> "typer.Typer":
    """The command line, its help and messages in `language`."""
    import typer

    from extract.cli import choosing
    from extract.cli.wording import Wording

    words = Wording(language)
    t, option, argument = words.text, words.option, words.argument

    def finish(name: str, *args: Any, **options: Any) -> NoReturn:
        """Run the command of extract.cli.commands of that name and exit with its code."""
        raise typer.Exit(run(name, language, *args, **options))

    def lacking(context: typer.Context) -> None:
        """Nothing is named to be done: what there is, and the exit code of a wrong use."""
        if context.invoked_subcommand is None:
            words.show_help(context)
            raise typer.Exit(WRONG_USE)

    def show_version(wanted: bool) -> None:
        if wanted:
            from importlib.metadata import version as installed

            typer.echo(installed("chitieu"))
            raise typer.Exit

    Help = Annotated[bool, words.help()]
    Quiet = Annotated[bool, option("--quiet", "help.quiet")]
    Json = Annotated[bool, option("--json", "help.json")]
    StdinName = Annotated[str, option("--stdin-name", "help.stdin_name", "NAME")]
    panel = t("panel.commands")

    app = typer.Typer(add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)

    @app.callback(help=t("app"), epilog=t("exit_codes"), invoke_without_command=True, add_help_option=False)
    def chitieu(
        context: typer.Context,
        lang: Annotated[str, option("--lang", "help.lang", "en|vi", autocompletion=choosing.languages)] = language,
        patterns: Annotated[str | None, option("--patterns", "help.patterns", "DIR")] = None,
        weights: Annotated[str | None, option("--weights", "help.weights", "FILE")] = None,
        version: Annotated[bool, option("--version", "help.version", is_eager=True, callback=show_version)] = False,
        help: Help = False,
    ) -> None:
        lacking(context)

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
        engine: Annotated[
            str, option("--engine", "help.engine", "local|ray", autocompletion=choosing.engines)
        ] = "local",
        address: Annotated[str | None, option("--address", "help.address", "ADDRESS")] = None,
        no_cache: Annotated[bool, option("--no-cache", "help.no_cache")] = False,
        stdin_name: StdinName = "stdin",
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
        finish("extract", paths or [], out, language, limits=limits, jobs=jobs, stdin=stdin_name, **where, **say_so)

    @app.command(help=t("help.show"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def show(
        file: Annotated[Path | None, argument("FILE", "help.show.file")] = None,
        page: Annotated[bool, option("--page", "help.show.page")] = False,
        why: Annotated[str | None, option("--why", "help.show.why", "ID")] = None,
        stdin_name: StdinName = "stdin",
        as_json: Json = False,
        help: Help = False,
    ) -> None:
        if why is not None:
            finish("why", file, why, language, as_json=as_json)
        finish("show", file, language, page=page, as_json=as_json, stdin=stdin_name)

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
        to: Annotated[str | None, option("--to", "help.export.to", "FORMAT", autocompletion=choosing.formats)] = None,
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

    @app.command(help=t("help.apply"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def apply(
        files: Annotated[list[Path] | None, argument("VERDICTS", "help.apply.files")] = None,
        outputs: Annotated[Path | None, option("--outputs", "help.apply.outputs", "DIR")] = None,
        settle: Annotated[str | None, option("--settle", "help.apply.settle", "NAME")] = None,
        conflicts: Annotated[Path | None, option("--conflicts", "help.apply.conflicts", "FILE")] = None,
        sources: Annotated[Path | None, option("--sources", "help.review.sources", "DIR")] = None,
        as_json: Json = False,
        quiet: Quiet = False,
        help: Help = False,
    ) -> None:
        choices = {"settle": settle, "conflicts": conflicts, "sources": sources, "as_json": as_json, "quiet": quiet}
        finish("apply", files or [], outputs, language, **choices)

    gold = typer.Typer(add_completion=False, rich_markup_mode="rich")
    app.add_typer(gold, name="gold", help=t("help.gold"), add_help_option=False, rich_help_panel=panel)

    @gold.callback(invoke_without_command=True, add_help_option=False)
    def gold_group(context: typer.Context, help: Help = False) -> None:
        lacking(context)

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

    @app.command(help=t("help.track"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def track(
        folders: Annotated[list[Path] | None, argument("DIR", "help.track.folders")] = None,
        out: Annotated[Path | None, option("--out", "help.track.out", "DIR")] = None,
        asof: Annotated[str | None, option("--asof", "help.track.asof", "YYYY-MM-DD")] = None,
        today: Annotated[bool, option("--today", "help.track.today")] = False,
        review: Annotated[Path | None, option("--review", "help.track.review", "DIR")] = None,
        keep_gone: Annotated[bool, option("--keep-gone", "help.keep_gone")] = False,
        quiet: Quiet = False,
        help: Help = False,
    ) -> None:
        choices = {"asof": asof, "today": today, "review": review, "keep_gone": keep_gone, "quiet": quiet}
        finish("track", folders or [], out, language, **choices)

    @app.command(help=t("help.suggest"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def suggest(
        folder: Annotated[Path | None, argument("DIR", "help.suggest.folder")] = None,
        fewest: Annotated[int, option("--fewest", "help.suggest.fewest", "N", min=1)] = 2,
        out: Annotated[Path | None, option("--out", "help.suggest.out", "FILE")] = None,
        help: Help = False,
    ) -> None:
        finish("suggest", folder, language, fewest=fewest, out=out)

    @app.command(help=t("help.accept"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def accept(
        file: Annotated[Path | None, argument("FILE", "help.accept.file")] = None,
        only: Annotated[list[str] | None, option("--only", "help.accept.only", "ID")] = None,
        quiet: Quiet = False,
        help: Help = False,
    ) -> None:
        finish("accept", file, only or [], language, quiet=quiet)

    @app.command(help=t("help.indicators"), add_help_option=False, rich_help_panel=panel)
    def indicators(as_json: Json = False, help: Help = False) -> None:
        finish("indicators", language, as_json=as_json)

    @app.command(help=t("help.serve"), epilog=t("exit_codes"), add_help_option=False, rich_help_panel=panel)
    def serve(
        folder: Annotated[Path | None, argument("DIR", "help.serve.folder")] = None,
        port: Annotated[int, option("--port", "help.serve.port", "N", min=0, max=65535)] = 8765,
        host: Annotated[str, option("--host", "help.serve.host", "ADDRESS")] = "127.0.0.1",
        address: Annotated[str | None, option("--address", "help.serve.address", "URL")] = None,
        token: Annotated[str | None, option("--token", "help.serve.token", "TEXT", envvar="CHITIEU_TOKEN")] = None,
        sources: Annotated[Path | None, option("--sources", "help.review.sources", "DIR")] = None,
        jobs: Annotated[int, option("--jobs", "help.jobs", "N", min=0)] = 0,
        megabytes: Annotated[int, option("--max-mb", "help.max_mb", "MB", min=1)] = 200,
        no_ocr: Annotated[bool, option("--no-ocr", "help.no_ocr")] = False,
        no_browser: Annotated[bool, option("--no-browser", "help.serve.no_browser")] = False,
        help: Help = False,
    ) -> None:
        where = {"port": port, "host": host, "address": address, "token": token, "sources": sources}
        limits = {"jobs": jobs, "megabytes": megabytes, "ocr": "never" if no_ocr else "auto"}
        finish("serve", folder, language, **where, **limits, browser=not no_browser)

    @app.command(help=t("help.completion"), add_help_option=False, rich_help_panel=panel)
    def completion(
        shell: Annotated[str | None, argument("SHELL", "help.completion.shell", autocompletion=choosing.shells)] = None,
        help: Help = False,
    ) -> None:
        finish("completion", shell, language)

    @app.command(help=t("help.version"), add_help_option=False, rich_help_panel=panel)
    def version(help: Help = False) -> None:
        show_version(True)

    return app
