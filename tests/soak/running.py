"""A run of `chitieu extract` as a process under watch: its processes, what it leaves, what it wrote."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

from extract.write.outputs import NotAnOutput, parsed
from tests.fuzz.seeds import seeds
from tests.soak.ledger import Finding, Several

ROOT = Path(__file__).parents[2]
IN, OUT, CACHE, TMP, HOME = "in", "out", "cache", "tmp", "home"
_MARK = "CHITIEU_SOAK_MARK"
_AFTER = 1.0  # seconds after its end in which a run has tidied up
_LONGEST = 120.0  # seconds that a run of a dozen small documents may take on a busy machine
_LOOK = 0.02


@cache
def documents() -> dict[str, bytes]:
    """A dozen small documents of several formats, one of them empty; an archive of two."""
    texts = [(ROOT / "corpora" / f"{stem}.txt").read_bytes() for stem in ("phu-yen", "tay-son", "soc-trang")]
    found = {f"van-ban-{n}.txt": b"\n".join(texts[n % 3].split(b"\n")[n * 5 : n * 5 + 40]) for n in range(7)}
    found |= {f"a/{kind}.{kind}": seeds(kind)[0] for kind in ("html", "docx", "pdf", "xlsx", "zip")}
    return {**found, "rong.txt": b""}


def lay(folder: Path) -> Path:
    """The documents, and the folders of a run, in an empty folder."""
    for name in (IN, OUT, CACHE, TMP, HOME):
        (folder / name).mkdir()
    for name, data in documents().items():
        path = folder / IN / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return folder


@dataclass(slots=True)
class Watched:
    """A process in a session of its own whose children are known by a mark in their environment."""

    folder: Path
    arguments: tuple[str, ...]
    mark: str = field(default_factory=lambda: uuid4().hex)
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        top = self.folder
        environment = {
            **kept, _MARK: self.mark, "PYTHONPATH": str(ROOT), "HOME": str(top / HOME), "TMPDIR": str(top / TMP),
            "CHITIEU_CACHE": str(top / CACHE), "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        with (top / HOME / f"{self.mark}.err").open("wb") as err, (top / HOME / f"{self.mark}.out").open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "extract", "--lang", "en", *self.arguments],
                cwd=top, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True,
                preexec_fn=heeding,
            )  # fmt: skip

    @property
    def said(self) -> str:
        """What it said on stderr."""
        return (self.folder / HOME / f"{self.mark}.err").read_text("utf-8", "replace")

    @property
    def printed(self) -> str:
        """What it said on stdout."""
        return (self.folder / HOME / f"{self.mark}.out").read_text("utf-8", "replace")

    def ended(self, seconds: float = _LONGEST) -> int | None:
        """Its exit code; None where it goes on for longer."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def alive(self) -> dict[int, str]:
        """All living processes of it: the parent, "worker", "fork server", "tracker" or "other"."""
        found: dict[int, str] = {}
        marked = f"{_MARK}={self.mark}".encode()
        for name in os.listdir("/proc"):
            if name.isdigit():
                with suppress(OSError):
                    at = Path("/proc", name)
                    if marked in (at / "environ").read_bytes():
                        found[int(name)] = (at / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return {id: _role(id, line, self.process.pid, found) for id, line in found.items()}

    def kill(self) -> None:
        """End all that is left of it, and wait for it."""
        end = monotonic() + _LONGEST
        while (left := self.alive()) and monotonic() < end:
            for id in left:
                with suppress(ProcessLookupError):
                    os.kill(id, signal.SIGKILL)
            sleep(_LOOK)
        self.process.wait()


def heeding() -> None:
    """What is begun in the background ignores some signals, and all that it begins with it."""
    for each in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(each, signal.SIG_DFL)


def _role(id: int, line: str, parent: int, lines: dict[int, str]) -> str:
    if id == parent:
        return "parent"
    if "resource_tracker" in line:
        return "tracker"
    if "forkserver" not in line:
        return "other"
    with suppress(OSError, ValueError):
        above = int(Path(f"/proc/{id}/stat").read_text("utf-8").rpartition(")")[2].split()[1])
        return "worker" if "forkserver" in lines.get(above, "") else "fork server"
    return "gone"


def extracting(folder: Path, *options: str) -> Watched:
    """`chitieu extract in --out out` there, begun."""
    return Watched(folder, ("extract", IN, "--out", OUT, "--jobs", "2", *options))


@contextmanager
def ending(*runs: Watched) -> Iterator[None]:
    """Whatever happens, nothing of these runs lives on."""
    try:
        yield
    finally:
        for each in runs:
            each.kill()


def written(folder: Path) -> dict[str, bytes]:
    """What stands in a folder of outputs, by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a run writes that nothing happens to, its exit code and its seconds."""

    files: dict[str, bytes]
    code: int
    seconds: float


@cache
def undisturbed() -> Undisturbed:
    """The documents' outputs, made without a cache."""
    with tempfile.TemporaryDirectory(prefix="undisturbed-") as name:
        return alone(lay(Path(name)))


def alone(folder: Path) -> Undisturbed:
    """A run of the documents that lie there, into a fresh folder without a cache."""
    begun = monotonic()
    run = extracting(folder, "--no-cache")
    with ending(run):
        code = run.ended()
    if code is None or "Traceback" in run.said:
        raise Finding("a run that nothing happened to failed", f"{code} {run.said[-2000:]}")
    return Undisturbed(written(folder / OUT), code, monotonic() - begun)


class Looks:
    """What is found of a try, one thing after another."""

    def __init__(self, what: str) -> None:
        self._what, self._found = what, list[Finding]()

    def about(self, what: str) -> None:
        """What comes now is found of this."""
        self._what = what

    def need(self, holds: object, kind: str, detail: str = "") -> None:
        """Note what does not hold, once."""
        finding = Finding(f"{self._what}: {kind}", detail)
        if not holds and finding.kind not in {each.kind for each in self._found}:
            self._found.append(finding)

    def quiet(self, run: Watched) -> None:
        """No traceback was printed."""
        self.need("Traceback" not in run.said, "traceback", run.said[-2500:])

    def gone(self, folder: Path, *runs: Watched) -> None:
        """A second after its end no process and no temporary file is left of a run, and nothing lies elsewhere.

        A second of a machine that has a processor for it: on a busy one it is as many as wait for one.
        """
        end = monotonic() + _AFTER * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
        while (left := self._left(folder, *runs)) and monotonic() < end:
            sleep(_LOOK)
        for kind, detail in left.items():
            self.need(False, kind, detail)

    def _left(self, folder: Path, *runs: Watched) -> dict[str, str]:
        found: dict[str, str] = {}
        if alive := sorted(role for run in runs for role in run.alive().values()):
            found["processes left"] = repr(alive)
        if names := sorted(os.listdir(folder / TMP)):
            found["temporary files left"] = repr(names)
        hidden = [path.name for path in (folder / OUT).rglob(".*") if path.is_file()] if (folder / OUT).exists() else []
        if hidden:
            found["partial outputs left"] = repr(hidden)
        strange = {*os.listdir(folder)} - {IN, OUT, CACHE, TMP, HOME}
        strange |= {name for name in os.listdir(folder / HOME) if name[-4:] not in {".err", ".out"}}
        if strange:
            found["written outside"] = repr(sorted(strange))
        return found

    def whole(self, out: Path) -> None:
        """Each output that is there is one."""
        for path in sorted(out.glob("[!.]*.json")):
            try:
                parsed(path.read_bytes(), path.name)
            except (NotAnOutput, OSError) as error:
                self.need(False, "a torn output", str(error))

    def kept(self, out: Path, ids: dict[str, str]) -> None:
        """Every document (shown name by id) has an output or a line."""
        file = out / "errors.jsonl"
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        told = {json.loads(line)["document"] for line in lines}
        lost = [id for id, shown in ids.items() if not (out / f"{id}.json").exists() and shown not in told]
        self.need(not lost, "documents lost", f"{lost} told: {sorted(told)}")

    def same(self, files: dict[str, bytes], wanted: dict[str, bytes]) -> None:
        """What was written is what an undisturbed run writes."""
        differ = sorted(name for name in files.keys() | wanted.keys() if files.get(name) != wanted.get(name))
        self.need(not differ, "the next run's bytes differ", repr(differ))

    def next_run(self, folder: Path, wanted: Undisturbed) -> None:
        """The next run completes, quietly and to the same bytes."""
        run = extracting(folder)
        with ending(run):
            code = run.ended()
            self.need(code == wanted.code, "the next run fails", f"{code} {run.said[-1500:]}")
            self.quiet(run)
            self.gone(folder, run)
        self.same(written(folder / OUT), wanted.files)

    def over(self) -> None:
        """Raise what was found."""
        if self._found:
            raise Several(self._found)


def ids(wanted: Undisturbed) -> dict[str, str]:
    """Of each document its shown name by id, as the undisturbed run told them."""
    outputs = [json.loads(data) for name, data in wanted.files.items() if name.endswith(".json")]
    found = {each["document"]["id"]: each["document"]["source"] for each in outputs}
    lines = wanted.files.get("errors.jsonl", b"").decode().splitlines()
    return found | {f"({n})": json.loads(line)["document"] for n, line in enumerate(lines)}
