"""`chitieu evaluate`: outputs against gold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.cli.commands.terminal import DONE, WrongUse, console, failed, print_json
from extract.messages import Language


def _gold_pairs(files: Sequence[Path], gold: Path | None, outputs: Path | None) -> list[tuple[Path, Path]]:
    """The (gold, output) files that the arguments of `evaluate` name."""
    from extract.measure.gold import stem

    paired = bool(files) and len(files) % 2 == 0 and not (gold or outputs)
    if not paired and (files or not gold or not outputs):
        raise WrongUse("use.evaluate")
    for path in (*files, *(folder for folder in (gold, outputs) if folder)):
        if not path.exists():
            raise WrongUse("use.missing", path=path)
    if not gold or not outputs:
        return list(zip(files[::2], files[1::2], strict=True))
    pairs = [(path, outputs / f"{stem(path)}.json") for path in sorted(gold.glob("*.jsonl"))]
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
    from extract.measure.evaluate import evaluate as measured
    from extract.measure.evaluate import reliability, together
    from extract.measure.gold import GoldError
    from extract.views.show import faults, figures

    pairs = _gold_pairs(files, gold, outputs)
    if indicators and not indicators.is_file():
        raise WrongUse("use.missing", path=indicators)
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
        print_json({**total.figures(), "reliability": reliability(total.judged), "documents": each})
    else:
        for item in figures(scores, total, most, language):
            console().print(item, soft_wrap=isinstance(item, str))
    return code
