"""`chitieu learn`: the user's own gold and verdicts weigh anew, into a file of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extract.cli.commands.terminal import DONE, SOME_FAILED, WrongUse, console, failed, missing
from extract.messages import Language, say
from extract.sources.listing import listed
from extract.sources.temporary import temporary_folder

if TYPE_CHECKING:
    from extract.measure.examples import Example
    from extract.rules.weight_rows import Weights


def learn(given: Sequence[Path], texts: Path | None, out: Path | None, language: Language, *, quiet: bool) -> int:
    """Compare weights learnt anew with those in use, document by document held out; write those that read better."""
    from extract.contract.extras import require

    require("train", "sklearn")
    if not given:
        raise WrongUse("use.no_gold_given")
    if out is None:
        raise WrongUse("use.no_out_file")
    for path in (*given, *([texts] if texts else [])):
        if not path.exists():
            raise missing(path)
    code, examples = _examples(given, texts, language)
    if not examples:
        raise WrongUse("use.nothing_to_learn")
    kept = [*_better(examples, language, quiet=quiet)]
    if not any(found for _, found in kept):
        typer.echo(say("learn.not_written", language, path=out.as_posix()), err=True)
        return SOME_FAILED
    _write(out, [weights for weights, _ in kept])
    if not quiet:
        typer.echo(say("learn.written", language, path=out.as_posix()))
    return code


def _better(examples: Sequence[Example], language: Language, *, quiet: bool) -> Iterator[tuple[Weights, bool]]:
    """By slot the weights to keep: those learnt anew where they read documents held out better, else those in use."""
    from extract.measure.adapting import FEWEST_DOCUMENTS, adapted, compared
    from extract.measure.weights import SLOTS, taught
    from extract.rules.weight_rows import weights

    for slot in SLOTS:
        before = weights(slot)
        if before is None:
            continue
        found = compared(before, examples)
        if found is None:
            typer.echo(say("learn.too_few", language, slot=slot, fewest=FEWEST_DOCUMENTS), err=True)
            yield before, False
            continue
        if not quiet:
            verdict = say("learn.kept" if found.better else "learn.dropped", language)
            console().print(say("learn.compared", language, **found._asdict(), verdict=verdict), soft_wrap=True)
        yield (adapted(before, taught(slot, examples)) if found.better else before), found.better


def _examples(given: Sequence[Path], texts: Path | None, language: Language) -> tuple[int, list[Example]]:
    """The examples of gold files, folders of them and verdict files; what cannot be read is named and left out."""
    from extract.contract.failures import Problem, ReadError, unopened
    from extract.measure.examples import examples_of, text_of
    from extract.measure.gold import GoldError, stem

    code = DONE
    found: list[Example] = []
    with temporary_folder() as folder:
        for path in _files(given):
            try:
                gold = _gold(path, Path(folder))
                text = text_of(gold, texts or path.parent)
                if text is None:
                    code = failed(language, path, Problem("no_text.gold", {"stem": stem(gold)}))
                else:
                    found += examples_of(text, gold, text.stem)
            except (GoldError, ReadError) as error:
                code = failed(language, path, error.problem)
            except OSError as error:
                code = failed(language, path, unopened(error).problem)
    return code, found


def _files(given: Sequence[Path]) -> Iterator[Path]:
    for path in given:
        yield from listed(path, "*.jsonl") if path.is_dir() else [path]


def _gold(path: Path, folder: Path) -> Path:
    """A gold file, or one made of a verdict file in `folder`."""
    from extract.measure.verdicts import gold_text, is_verdicts, load
    from extract.views.review.links import page_name

    if not is_verdicts(path):
        return path
    verdicts = load(path)
    made = folder / f"{page_name(verdicts.document.id).removesuffix('.html')}.jsonl"
    made.write_text(gold_text(verdicts), "utf-8")
    return made


def _write(out: Path, every: Sequence[Weights]) -> None:
    from extract.measure.weights import own_file
    from extract.write.atomic import write_text

    try:
        write_text(out, own_file(every))
    except OSError as error:
        raise WrongUse("use.out", path=out, error=error.strerror or error) from error
