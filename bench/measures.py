"""What is measured in one process, and how long whole processes take to start: each measure gives rows of the table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import contenders
from contenders import CLEAN, DAMAGED, path_of, size
from timing import Spread, chitieu, interleaved, process, ratio, spread, timed, warm

LONGER = 10  # times, for the growth of one document


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.  `bound` is None where nothing is asked, `at_most` whether it is an upper one."""

    measure: str
    figure: str
    unit: str
    got: Spread
    bound: float | None = None
    at_most: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the median keeps the bound."""
        if self.bound is None:
            return None
        return self.got.middle <= self.bound if self.at_most else self.got.middle >= self.bound


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured; `left_out` collects what could not be."""

    rounds: int = 9
    starts: int = 10
    batches: int = 1
    sizes: tuple[int, int] = (1_000, 10_000)
    clean: Sequence[str] = CLEAN
    pages: int = 8
    scans: bool = True
    left_out: list[str] = field(default_factory=list)


Measure = Callable[[Plan], Iterator[Row]]


def _texts(names: Sequence[str]) -> list[str]:
    return [path_of(name).read_text("utf-8") for name in names]


def peers(plan: Plan) -> Iterator[Row]:
    """Warm, one process, clean text: our speed over that of others on the same text."""
    texts = _texts(plan.clean)
    ours = "chitieu"
    works = {
        ours: contenders.chitieu(texts),
        "file to JSON": contenders.from_file_to_json(plan.clean),
        "spaCy blank vi + Matcher": contenders.spacy_matcher(texts),
        "underthesea.word_tokenize": contenders.underthesea(texts),
        "bare limit": contenders.bare_limit(plan.clean),
    }
    if find_spec("quantulum3"):
        works["quantulum3 by line"] = contenders.quantulum3(texts)
    else:
        plan.left_out.append("quantulum3: not installed (it is no dependency): pip install quantulum3==0.10.0")
    taken = warm(works, plan.rounds)
    bounds = {"spaCy blank vi + Matcher": 0.6, "quantulum3 by line": 15.0, "underthesea.word_tokenize": 8.0}
    kb = size(plan.clean)
    for name in works:
        speed = f"{kb / spread(taken[name]).middle:,.0f} KB/s"
        if name == ours:
            yield Row("peers", "clean text, warm", "KB/s", spread([kb / each for each in taken[ours]]))
        else:
            found = ratio(taken[name], taken[ours])
            yield Row("peers", f"our speed over: {name}", "times", found, bounds.get(name), note=f"its {speed}")


def damaged(plan: Plan) -> Iterator[Row]:
    """Damaged text beside clean text."""
    works = {
        "clean": contenders.chitieu(_texts(plan.clean)),
        "damaged": contenders.chitieu(_texts(DAMAGED)),
    }
    taken = warm(works, plan.rounds)
    got = ratio(taken["clean"], taken["damaged"], size(DAMAGED) / size(plan.clean))
    yield Row("damaged", "damaged speed over clean speed", "times", got, 0.12)


def longer(plan: Plan) -> Iterator[Row]:
    """Each clean document against itself ten times over, blank lines between."""
    for name in plan.clean:
        text = path_of(name).read_text("utf-8")
        works = {"once": contenders.chitieu([text]), "longer": contenders.chitieu(["\n\n".join([text] * LONGER)])}
        taken = warm(works, max(1, plan.rounds // 3))
        got = ratio(taken["longer"], taken["once"])
        yield Row("longer", f"{LONGER} times as long takes: {name}", "times", got, 12, at_most=True)


def cold(plan: Plan) -> Iterator[Row]:
    """`chitieu extract corpora` in a new process, over the import of spaCy and the warm time.

    Once before, untimed, as behind an installation: there is byte code, and it is known that the rule data is right.
    """
    work = contenders.from_file_to_json((*CLEAN, *DAMAGED))
    work()
    with TemporaryDirectory() as folder:
        out = str(Path(folder) / "out")
        chitieu("extract", "corpora", "--out", out, "--no-cache", "--quiet")
        taken = interleaved(
            {
                "ours": lambda: chitieu("extract", "corpora", "--out", out, "--no-cache", "--quiet").seconds,
                "spacy": lambda: process(sys.executable, "-c", "import spacy").seconds,
                "warm": lambda: timed(work),
            },
            plan.starts,
        )
    fair = [a + b for a, b in zip(taken["spacy"], taken["warm"], strict=True)]
    note = f"import spacy {spread(taken['spacy']).middle:.2f} s, warm {spread(taken['warm']).middle:.2f} s"
    yield Row("cold", "chitieu extract corpora", "s", spread(taken["ours"]))
    got = ratio(taken["ours"], fair)
    yield Row("cold", "the same over import spacy + warm", "times", got, 1.3, at_most=True, note=note)


def help_page(plan: Plan) -> Iterator[Row]:
    """`chitieu --help` as a whole process, beside the bare interpreter."""
    taken = interleaved(
        {
            "help": lambda: chitieu("--help").seconds,
            "bare": lambda: process(sys.executable, "-c", "pass").seconds,
        },
        plan.starts,
    )
    note = f"bare interpreter {spread(taken['bare']).middle:.2f} s"
    yield Row("help", "chitieu --help", "s", spread(taken["help"]), 0.2, at_most=True, note=note)


def papers(plan: Plan) -> Iterator[Row]:
    """Pages a second from PDF and from scans; nothing is asked of them."""
    from paper import pdf, scan, wanting

    from extract.readers import read

    missing = wanting(scans=plan.scans)
    if missing:
        plan.left_out.append(f"papers: {missing}")
        return
    extract = contenders.pipeline()
    with TemporaryDirectory() as folder:
        kinds = [("PDF", pdf, plan.rounds), ("scan", scan, min(plan.rounds, 3))]
        for name, made, rounds in kinds if plan.scans else kinds[:1]:
            path = Path(folder) / f"{name}.pdf"
            pages = made(path, plan.pages)
            taken = warm({name: lambda path=path: extract(read(path))}, rounds)[name]
            note = f"{pages} pages"
            yield Row("papers", f"pages of a {name}", "a second", spread([pages / each for each in taken]), note=note)
