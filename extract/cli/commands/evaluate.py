"""`chitieu evaluate`: outputs against gold; without gold what share of them is expected to be wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.cli.commands.terminal import DONE, WrongUse, console, failed, missing, print_json
from extract.messages import Language, say
from extract.sources.listing import listed


def _gold_pairs(files: Sequence[Path], gold: Path | None, outputs: Path | None) -> list[tuple[Path, Path]]:
    """The (gold, output) files that the arguments of `evaluate` name."""
    from extract.measure.gold import stem

    paired = bool(files) and len(files) % 2 == 0 and not (gold or outputs)
    if not paired and (files or not gold or not outputs):
        raise WrongUse("use.evaluate")
    for path in (*files, *(folder for folder in (gold, outputs) if folder)):
        if not path.exists():
            raise missing(path)
    if not gold or not outputs:
        return list(zip(files[::2], files[1::2], strict=True))
    pairs = [(path, outputs / f"{stem(path)}.json") for path in listed(gold, "*.jsonl")]
    if not pairs:
        raise WrongUse("use.no_gold", path=gold)
    return pairs


def evaluate(
    files: Sequence[Path],
    gold: Path | None,
    outputs: Path | None,
    indicators: Path | None,
    language: Language,
    *,
    bag: bool,
    most: int,
    as_json: bool,
) -> int:
    """Measure outputs against gold; a pair that cannot be read is named and left out."""
    from extract.contract.failures import unopened
    from extract.measure.evaluate import calibration_error, reliability, together
    from extract.measure.evaluate import evaluate as measured
    from extract.measure.gold import GoldError
    from extract.views.show import faults, figures

    if outputs and not files and not gold:
        return _expected(outputs, language, as_json=as_json)
    pairs = _gold_pairs(files, gold, outputs)
    if indicators and not indicators.is_file():
        raise missing(indicators)
    scores, code = [], DONE
    for pair in pairs:
        try:
            scores += measured([pair], bag=bag, indicators=indicators)
        except GoldError as error:
            code = failed(language, error.place, error.problem)
        except OSError as error:
            code = failed(language, error.filename, unopened(error).problem)
    if not scores:  # nothing was measured: no figure is better than a perfect one
        return code
    total = together(scores)
    if as_json:
        each = [{"name": score.name, **score.figures(), "faults": faults(score, most)} for score in scores]
        table = {"reliability": reliability(total.judged), "calibration_error": calibration_error(total.judged)}
        print_json({**total.figures(), **table, "documents": each})
    else:
        for item in figures(scores, total, most, language):
            console().print(item, soft_wrap=isinstance(item, str))
    return code


def _expected(folder: Path, language: Language, *, as_json: bool) -> int:
    """Say what share of the records of outputs is expected to be wrong, by their confidence."""
    from extract.measure.evaluate import expectation
    from extract.measure.gold import GoldError, output
    from extract.views.show import expectations
    from extract.write.outputs import is_output, written

    if not folder.exists():
        raise missing(folder)
    files = written(folder) if folder.is_dir() else [folder] if is_output(folder) else []
    if not files:
        raise WrongUse("use.no_outputs", path=folder)
    code, found = DONE, dict[str, list[float]]()
    for path in files:
        try:
            found[path.as_posix()] = [target.confidence for target in output(path).standing]
        except GoldError as error:
            code = failed(language, error.place, error.problem)
    total = expectation(say("evaluate.expected_all", language), [each for some in found.values() for each in some])
    each = [expectation(name, some) for name, some in found.items()]
    if as_json:
        print_json({**total, "documents": each})
    else:
        for line in expectations([*each, total], language):
            console().print(line, soft_wrap=True)
    return code
