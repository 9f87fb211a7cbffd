"""`chitieu show --why`: one record followed through its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.cli.commands.terminal import DONE, WrongUse, console, failed, missing, print_json
from extract.messages import Language


def why(file: Path | None, id: str, language: Language, *, as_json: bool) -> int:
    """Tell how a record was decided: of a document, of an output whose document is at hand, or of a folder."""
    from extract.contract.failures import ReadError
    from extract.measure.reasons import reasons
    from extract.readers import read_all
    from extract.views.why import plain, told

    if file is None:
        raise WrongUse("use.no_file")
    if not file.exists():
        raise missing(file)
    for path in _documents(file, id):
        try:
            sources = read_all(path)
        except ReadError as error:
            if not file.is_dir():
                return failed(language, path, error.problem)
            continue
        for source in sources:
            found = reasons(source, id)
            if found is None:
                continue
            if as_json:
                print_json(plain(*found))
            else:
                for item in told(*found, source.raw, language):
                    console().print(item, soft_wrap=isinstance(item, str))
            return DONE
    raise WrongUse("use.no_record", id=id)


def _documents(file: Path, id: str) -> Iterator[Path]:
    """The documents in which the record may stand."""
    from extract.sources.listing import within
    from extract.write.outputs import is_output, written

    outputs = written(file) if file.is_dir() else [file] if file.suffix == ".json" and is_output(file) else []
    if outputs:
        yield from (_source(path) for path in outputs if _has(path, id))
    elif file.is_dir():
        yield from within(file)
    else:
        yield file


def _has(path: Path, id: str) -> bool:
    from extract.measure.gold import GoldError, output

    try:
        return any(target.id == id for target in output(path).targets)
    except GoldError:
        return False


def _source(path: Path) -> Path:
    """The document of an output, where that says it lies: from here, or from a folder above it.  Raises WrongUse."""
    from extract.measure.gold import output
    from extract.readers import holding

    named = Path(output(path).document.source)
    for place in (Path(), *path.absolute().parents):
        if holding(place / named):
            return place / named
    raise WrongUse("use.no_source", path=named)
