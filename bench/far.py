"""A run far from here that is disturbed: a node of its cluster lost, or its store away for a minute, in the middle.

    python bench/far.py ray                       two nodes of Ray on this machine, one of them taken away
    python bench/far.py store                     an S3 server that refuses all connections for 60 seconds
    python bench/far.py both                      both at once
    python bench/far.py store --silent            it takes connections and answers nothing
    python bench/far.py ray --documents 60 --seconds 10

Documents are those of generate.py.  Told are the lines that the command says, with the second of each, and whether
what is written is what an undisturbed run on this machine writes, byte for byte.  All of it stays on this machine.
"""

from __future__ import annotations

import argparse
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from gate import Gate
from generate import generate
from timing import ROOT

from tests.cluster import NODE, s3, two_nodes

BUCKET = "s3://far"
_START = 240.0  # seconds for a node of the cluster to start
_LOOK = 0.2  # seconds between two looks at how many outputs there are


@dataclass(frozen=True, slots=True)
class Ran:
    """A run of the command: its seconds, what it said on stderr and when, its exit code."""

    seconds: float
    said: tuple[tuple[float, str], ...]
    code: int


def _run(arguments: list[str], meanwhile: Callable[[], None] = lambda: None) -> Ran:
    """The command, `meanwhile` being done beside it; it is told of the store by the environment."""
    command = [sys.executable, "-m", "extract", "--lang", "en", "extract", *arguments, "--quiet"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    begun = time.monotonic()
    said: list[tuple[float, str]] = []
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    beside = Thread(target=meanwhile)
    beside.start()
    assert running.stderr is not None
    for line in running.stderr:
        said.append((time.monotonic() - begun, line.rstrip()))
        print(f"  {said[-1][0]:6.1f} s  {said[-1][1]}", flush=True)
    code = running.wait()
    seconds = time.monotonic() - begun
    beside.join()
    return Ran(seconds, tuple(said), code)


def _in_folder(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@dataclass(frozen=True, slots=True)
class Place:
    """Where documents lie and outputs go: addresses, and what is there now."""

    texts: str
    out: str
    found: Callable[[], dict[str, bytes]]
    names: Callable[[], int]


@contextmanager
def _on_disk(folder: Path) -> Iterator[Place]:
    out = folder / "out"

    def names() -> int:
        return sum(1 for _ in out.glob("*.json"))

    yield Place(str(folder / "texts"), str(out), lambda: _in_folder(out), names)


@contextmanager
def _in_store(folder: Path) -> Iterator[Place]:
    import s3fs

    def bucket() -> Any:
        return s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)

    inside = bucket()
    inside.mkdir("far")
    for path in (folder / "texts").iterdir():
        inside.put_file(str(path), f"far/texts/{path.name}")

    def found() -> dict[str, bytes]:
        return {name.removeprefix("far/out/"): inside.cat_file(name) for name in inside.find("far/out")}

    def names() -> int:
        return sum(name.endswith(".json") for name in inside.find("far/out"))

    yield Place(f"{BUCKET}/texts", f"{BUCKET}/out", found, names)


def _visible(made: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in made.items() if not name.startswith(".")}


@contextmanager
def _patient_ray() -> Iterator[None]:
    """Nodes may take their time to start, where the machine has other work: Ray itself waits for half a minute."""
    import pytest
    from ray._private import services

    asked: Callable[..., Any] = services.get_node

    def get_node(*arguments: Any) -> Any:
        until = time.monotonic() + _START
        while True:
            try:
                return asked(*arguments)
            except RuntimeError:
                if time.monotonic() > until:
                    raise
                time.sleep(1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(services, "get_node", get_node)
        yield


def disturbed(what: str, documents: int, away: float, *, silent: bool) -> bool:
    """One disturbed run; whether nothing was lost."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        for _ in generate(documents, folder):
            pass
        plain = _run([str(folder / "texts"), "--out", str(folder / "plain"), "--no-cache"])
        print(f"undisturbed, on this machine: {plain.seconds:.1f} s", flush=True)
        gate: Gate | None = None
        if what != "ray":
            server = stack.enter_context(s3())
            gate = stack.enter_context(closing(Gate(int(server.rpartition(":")[2]))))
        place = stack.enter_context(_in_store(folder) if gate else _on_disk(folder))
        if gate:  # what looks from here goes past the gate
            os.environ["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{gate.port}"
        engine: list[str] = []
        cluster = node = None
        if what != "store":
            stack.enter_context(_patient_ray())
            cluster = stack.enter_context(two_nodes())
            node = cluster.add_node(**NODE)
            engine = ["--engine", "ray", "--address", cluster.address]

        def meanwhile() -> None:
            until = time.monotonic() + 600
            while place.names() < documents // 3 and time.monotonic() < until:
                time.sleep(_LOOK)
            done = place.names()
            if cluster is not None:
                print(f"          a node of three is taken away, {done} of {documents} documents written", flush=True)
                cluster.remove_node(node, allow_graceful=False)
            if gate is not None:
                print(f"          the store goes away for {away:g} s, {done} of {documents} written", flush=True)
                gate.shut(silent=silent)
                time.sleep(away)
                gate.open()
                print(f"          the store is back, {place.names()} of {documents} written", flush=True)

        made = _run([place.texts, "--out", place.out, *engine], meanwhile)
        got, wanted = _visible(place.found()), _in_folder(folder / "plain")
        same = sum(got.get(name) == data for name, data in wanted.items())
        print(
            f"{what}: exit code {made.code}, {made.seconds:.1f} s, {len(made.said)} lines said;"
            f" {same} of {len(wanted)} files (outputs, tables) the same bytes as undisturbed",
            flush=True,
        )
        return made.code == 0 and same == len(wanted)


def main() -> int:
    """Disturb a run; exit code 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("ray", "store", "both"))
    parser.add_argument("--documents", type=int, default=200, metavar="N")
    parser.add_argument("--seconds", type=float, default=60, metavar="S", help="how long the store is away (60)")
    parser.add_argument("--silent", action="store_true", help="it takes connections, and answers nothing")
    options = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # the store tells of each request
    return 0 if disturbed(options.what, options.documents, options.seconds, silent=options.silent) else 1


if __name__ == "__main__":
    sys.exit(main())
