"""The outputs of folders, as what lays them side by side takes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.cli.commands.gone import counted
from extract.cli.commands.terminal import DONE, WrongUse, failed
from extract.contract.failures import Problem, unopened
from extract.contract.model import Extraction
from extract.messages import Language
from extract.sources.regular import contents
from extract.write.outputs import NotAnOutput, parsed, written


def extractions(folders: Sequence[Path], language: Language, *, keep_gone: bool) -> tuple[int, dict[str, Extraction]]:
    """The exit code, and the extractions of all folders by document id; of two with one id the first counts.

    What cannot be read is named and left out; so is, unless `keep_gone`, what has lost its source.  Raises WrongUse for
    a folder without outputs.
    """
    code, found, paths = DONE, dict[str, Extraction](), dict[str, Path]()
    for folder in folders:
        files = written(folder)
        if not files:
            raise WrongUse("use.no_outputs", path=folder)
        for file in counted(files, language, keep_gone=keep_gone):
            try:
                extraction = parsed(contents(file), file.as_posix())
            except NotAnOutput as error:
                code = failed(language, file, error.problem)
                continue
            except OSError as error:
                code = failed(language, file, unopened(error).problem)
                continue
            id = extraction.document.id
            if id in found:
                code = failed(language, file, Problem("same_id.left_out", {"other": paths[id].as_posix()}))
                continue
            found[id], paths[id] = extraction, file
    return code, found
