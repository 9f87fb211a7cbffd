"""Hostile outputs, verdicts, gold, suggestions and weights, through every command that reads them."""

from __future__ import annotations

import json
import os
import random
import shutil
import threading
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from multiprocessing.util import get_temp_dir
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from typer.main import get_command

from tests.fuzz.trial import Finding, limited
from tests.soak.spoiling import spoilt, spoilt_lines

ROOT = Path(__file__).parents[2]
DOCUMENT, OTHER = "tay-son", "phu-yen"
_LIMIT = 180.0
_ENDING = 60.0  # seconds in which a server ends: on a busy machine the one that forks workers begins late
_SEEN = 0.3  # seconds after which a server looks at its folder again
_MOST_LINES = 60  # of stderr: what is wrong is told in a line each, not in pages
FORMATS = (
    "csv", "jsonl", "parquet", "xlsx", "duckdb", "datapackage", "webannotation", "langextract", "labelstudio",
    "tracker", "summary",
)  # fmt: skip


@cache
def small(stem: str) -> str:
    """An output with a few of its records and of its other numbers."""
    data = json.loads((ROOT / "outputs" / f"{stem}.json").read_text("utf-8"))
    data["targets"] = data["targets"][:3] + data["targets"][-2:]
    data["rejected"] = data["rejected"][:3]
    return json.dumps(data, ensure_ascii=False)


@cache
def judgments() -> str:
    """What a reviewer said of them."""
    from extract.contract.model import Extraction
    from tests.judged import judged

    found = Extraction.model_validate_json(small(DOCUMENT))
    words = ("right", "wrong", "corrected", "withdrawn", "missed")
    own: dict[str, Any] = {"document": DOCUMENT, "sha256": found.document.sha256}
    return "".join(judged(t, word, **own).line() + "\n" for t, word in zip(found.targets, words, strict=True))


@cache
def page_verdicts() -> str:
    """What a review page's verdicts are saved as."""
    lines = [json.loads(line) for line in judgments().splitlines()]
    head = json.loads(small(DOCUMENT))["document"]
    named = ("id", "start", "end", "value_text", "verdict", "record")
    verdicts = [{name: line[name] for name in named} for line in lines if line["verdict"] != "withdrawn"]
    about = {name: head[name] for name in ("id", "sha256")}
    return json.dumps({"format": "chitieu-verdicts/1", "document": about, "reviewer": "Lan", "verdicts": verdicts})


class _Desk:
    """A folder of outputs with their sources, and the commands that are tried on it."""

    def __init__(self, folder: Path) -> None:
        self.top, self.outputs, self.out = folder, folder / "outputs", folder / "made"
        self.sources = folder / "sources"
        self.outputs.mkdir()
        self.out.mkdir()
        self.sources.mkdir()
        for stem in (DOCUMENT, OTHER):
            (self.outputs / f"{stem}.json").write_text(small(stem), "utf-8")
        os.chdir(folder)

    def call(self, *arguments: str | Path) -> int:
        """A command; Finding where it raises, says too much or ends with another code."""
        name = str(arguments[0])
        try:
            code, said = _called([*map(str, arguments)])
        except Exception as error:
            raise _raised(name, error) from error
        if code not in (0, 1, 2):
            raise Finding(f"{name}: exit code {code}", said[-2000:])
        if "Traceback" in said or len(said.splitlines()) > _MOST_LINES:
            raise Finding(f"{name}: more than a line", said[-2000:])
        return int(code)


@cache
def _command() -> Any:
    from extract.cli.app import build

    return get_command(build("en"))


def _called(arguments: list[str]) -> tuple[object, str]:
    """A command's exit code and what it said on stderr."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code: object = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = _command().main(arguments, prog_name="chitieu", standalone_mode=False) or 0
        except SystemExit as end:
            code = end.code or 0
    return code, err.buffer.getvalue().decode("utf-8", "replace")


def _raised(name: str, error: BaseException) -> Finding:
    ours = [each for each in traceback.extract_tb(error.__traceback__) if f"{ROOT}/extract/" in each.filename]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].name}" if ours else "outside"
    told = "".join(traceback.format_exception(error, limit=-6))
    return Finding(f"{name}: {type(error).__name__} {place}", told)


def _output(desk: _Desk, pick: random.Random) -> str:
    file = desk.outputs / f"{DOCUMENT}.json"
    file.write_bytes(spoilt(small(DOCUMENT), pick))
    before = sha256(file.read_bytes()).digest()
    sources: list[str | Path] = ["--sources", desk.sources]
    if pick.random() < 0.2:
        shutil.copy(ROOT / "corpora" / f"{DOCUMENT}.txt", desk.sources)
    whole = desk.call("show", file) == 0
    tries: list[Callable[[], int]] = [
        lambda: desk.call("compare", desk.outputs, "--out", desk.out / "c"),
        lambda: desk.call("show", file, "--json"),
        lambda: desk.call("show", file, "--why", "x"),
        lambda: desk.call("diff", desk.outputs, ROOT / "outputs", *pick.choice(((), ("--json",), ("--markdown",)))),
        lambda: desk.call("diff", ROOT / "outputs", desk.outputs, "--html", desk.out / "d.html"),
        lambda: desk.call("suggest", desk.outputs, "--fewest", "1"),
        lambda: desk.call("evaluate", "--outputs", desk.outputs),
        lambda: desk.call("evaluate", ROOT / "tests/gold" / f"{DOCUMENT}.jsonl", file),
        lambda: desk.call("track", desk.outputs, "--out", desk.out / "t"),
        lambda: desk.call("review", desk.outputs, "--out", desk.out / "r", *sources),
        *[lambda to=to: desk.call("export", desk.outputs, "--to", to, "--out", desk.out / f"e.{to}") for to in FORMATS],
    ]  # fmt: skip
    for each in tries if whole and pick.random() < 0.1 else pick.sample(tries, 4 if whole else 2):
        each()
    if sha256(file.read_bytes()).digest() != before:
        raise Finding("an output was changed by what reads it", file.name)
    if pick.random() < 0.02:
        _served(desk, pick)
    return "output taken" if whole else "output refused"


_PAGES = (
    "/", f"/documents/{DOCUMENT}", f"/documents/{DOCUMENT}/verdicts", f"/documents/{DOCUMENT}/record", "/comparison",
    "/tracking", "/agreement", "/doubts", "/indicators", "/exports", "/api/documents", f"/api/documents/{DOCUMENT}",
    f"/api/documents/{DOCUMENT}/records", "/api/comparison", "/progress",
)  # fmt: skip


def _served(desk: _Desk, pick: random.Random) -> None:
    """The pages of `serve` over the folder, which may vanish meanwhile: none of them is an error of the server, which
    ends with all that it began."""
    from tests.serving import app, reviewer

    said = TextIOWrapper(BytesIO(), "utf-8", write_through=True)
    vanishes = pick.choice((*_PAGES, *("",) * len(_PAGES)))
    with redirect_stderr(said):  # where threads and the log complain
        browser = reviewer(app(desk.outputs), "Lan")
        with browser:
            for path in _PAGES:
                if path == vanishes:
                    pick.choice((shutil.rmtree, lambda at: at.rename(desk.out / "away")))(desk.outputs)
                    sleep(_SEEN)
                _asked(browser, path)
    told = said.buffer.getvalue().decode("utf-8", "replace")
    if "Traceback" in told or len(told.splitlines()) > _MOST_LINES:
        raise Finding("serve: more than a line", told[-2000:])
    end = monotonic() + _ENDING
    while (left := [each.name for each in threading.enumerate() if each.name in {"drawing", "queue"}]) and (
        monotonic() < end
    ):
        sleep(0.1)
    if left:
        raise Finding("serve: threads left", repr(left))


def _asked(browser: Any, path: str) -> None:
    try:
        answer = browser.get(path)
    except Exception as error:
        raise _raised(f"serve {path}", error) from error
    if answer.status_code >= 500:
        raise Finding(f"serve {path}: {answer.status_code}", answer.text[-1500:])


def _store(desk: _Desk, pick: random.Random) -> str:
    (desk.outputs / "verdicts").mkdir()
    (desk.outputs / "verdicts" / f"{DOCUMENT}.Lan.jsonl").write_bytes(spoilt_lines(judgments(), pick))
    codes = [desk.call("apply", "--outputs", desk.outputs)]
    codes.append(desk.call("apply", "--outputs", desk.outputs, "--json", "--conflicts", desk.out / "k.csv"))
    codes.append(desk.call("show", desk.outputs / f"{DOCUMENT}.json"))
    codes.append(desk.call("review", desk.outputs, "--out", desk.out / "r", "--sources", desk.sources))
    if codes[2]:
        raise Finding("apply wrote an output that cannot be read", "")
    if pick.random() < 0.1:
        _served(desk, pick)
    return "verdicts taken" if not any(codes) else "verdicts told"


def _page(desk: _Desk, pick: random.Random) -> str:
    file = desk.top / "said.json"
    file.write_bytes(spoilt(page_verdicts(), pick))
    codes = [desk.call("gold", "import", file, "--out", desk.out / "g")]
    codes.append(desk.call("apply", file, "--outputs", desk.outputs))
    if desk.call("show", desk.outputs / f"{DOCUMENT}.json"):
        raise Finding("apply wrote an output that cannot be read", "")
    return "page's verdicts taken" if not any(codes) else "page's verdicts refused"


def _gold(desk: _Desk, pick: random.Random) -> str:
    lines = (ROOT / "tests/gold" / f"{DOCUMENT}.jsonl").read_text("utf-8").splitlines()[:8]
    file = desk.top / f"{DOCUMENT}.jsonl"
    file.write_bytes(spoilt_lines("\n".join(lines) + "\n", pick))
    if pick.random() < 0.3:
        ranges = json.dumps({"start": 0, "end": 20_000})
        (desk.top / f"{DOCUMENT}.range.json").write_bytes(spoilt(ranges, pick))
    shutil.copy(ROOT / "corpora" / f"{DOCUMENT}.txt", desk.top)
    how = pick.choice(((), ("--json",), ("--bag",)))
    codes = [desk.call("evaluate", file, desk.outputs / f"{DOCUMENT}.json", *how)]
    codes.append(desk.call("evaluate", "--gold", desk.top, "--outputs", desk.outputs, "--show", "5"))
    return "gold taken" if not any(codes) else "gold refused"


@cache
def _suggestions() -> str:
    about = {"units": ["percent"], "source": "made for the soak"}
    bees = {
        "id": "bees.organic", "name_vi": "Tỷ lệ hộ nuôi ong hữu cơ", "name_en": "Organic bee-keepers", **about,
        "match": [{"all": ["hộ nuôi ong", "hữu cơ"]}], "counterexamples": ["hộ nuôi ong"],
        "examples": ["hộ nuôi ong áp dụng quy trình hữu cơ", "hộ nuôi ong lấy mật hữu cơ"],
    }  # fmt: skip
    hives = {
        "id": "bees.hives", "name_vi": "Tỷ lệ đàn ong được kiểm dịch", "name_en": "Inspected hives", **about,
        "match": [{"all": ["đàn ong", "kiểm dịch"]}], "counterexamples": ["đàn ong"],
        "examples": ["đàn ong được kiểm dịch", "kiểm dịch đàn ong"],
    }  # fmt: skip
    return json.dumps([bees, hives], ensure_ascii=False)


def _suggested(desk: _Desk, pick: random.Random) -> str:
    from extract.rules.loader import forget
    from extract.rules.own import choose

    file, own = desk.top / "proposed.yaml", desk.top / "rules"
    file.write_bytes(spoilt(_suggestions(), pick))  # JSON is YAML
    own.mkdir()
    choose(own)
    try:
        code = desk.call("accept", file)
        kept = sorted(path.name for path in own.rglob("*"))
        if code and [name for name in kept if not name.startswith(".")]:
            raise Finding("accept: refused, and something written", repr(kept))
    finally:
        choose()
        forget()
    return "suggestions taken" if not code else "suggestions refused"


def _weights(desk: _Desk, pick: random.Random) -> str:
    import yaml

    from extract.rules import check
    from extract.rules.errors import RuleError
    from extract.rules.loader import forget
    from extract.rules.own import choose

    slot = pick.choice(("kind", "measure", "period", "record"))
    rows = yaml.safe_load((ROOT / f"patterns/weights/{slot}.yaml").read_text("utf-8"))
    file = desk.top / "weights.yaml"
    file.write_bytes(spoilt(json.dumps({"slots": [rows]}, ensure_ascii=False), pick))
    choose(file)
    forget()
    try:
        check()
    except RuleError as error:
        if "\n" in str(error).strip() or len(str(error)) > 1000:
            raise Finding("weights: more than a line", str(error)[:2000]) from error
        return "weights refused"
    except Exception as error:
        raise _raised("weights", error) from error
    finally:
        choose()
        forget()
    return "weights taken"


_KINDS = (_output,) * 11 + (_store,) * 3 + (_page,) * 2 + (_gold,) * 4 + (_suggested,) + (_weights,)
_EXPECTED = {"outputs", "made", "sources", "said.json", "proposed.yaml", "rules", "weights.yaml"}
_EXPECTED |= {f"{DOCUMENT}{ending}" for ending in (".jsonl", ".txt", ".range.json")}


def attempt(number: int, folder: Path) -> str:
    """One hostile file of some kind, through the commands that read it; nothing outside is written, nothing left."""
    pick = random.Random(f"hostile {number}")
    get_temp_dir()  # that of multiprocessing, which goes with this process
    beside = {*os.listdir(folder.parent)}
    desk = _Desk(folder)
    kind = pick.choice(_KINDS)
    try:
        with limited(_LIMIT):
            told = kind(desk, pick)
    except Finding as finding:
        raise Finding(f"{kind.__name__.strip('_')}: {finding.kind}", finding.detail) from None
    strange = {*os.listdir(folder)} - _EXPECTED | {*os.listdir(folder.parent)} - beside
    if strange:
        raise Finding("written outside", repr(sorted(strange)))
    if left := [str(path.relative_to(folder)) for path in folder.rglob(".*") if path.suffix in {".tmp", ".old"}]:
        raise Finding("partial files left", repr(left))
    return told
