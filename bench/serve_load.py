"""`chitieu serve` under load: reviewers who judge and look at pages all at once, while documents come in.

    .venv/bin/python bench/serve_load.py                      # 20 reviewers, 50 verdicts each, 100 documents
    .venv/bin/python bench/serve_load.py --reviewers 3 --verdicts 5 --documents 4 --json

What was said is counted afterwards in the folder, not asked of the server.  Exit code 1 where something was lost.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote, urlencode

from generate import generate

ROOT = Path(__file__).parents[1]
FORM = {"content-type": "application/x-www-form-urlencoded"}
_PATIENCE = 600.0  # seconds for the queue to be worked off
_CODE = "ma-chung-cua-bai-do-tai"


@dataclass
class Times:
    """Seconds of each answer, by what was asked."""

    by: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, seconds: float) -> None:
        with self.lock:
            self.by[name].append(seconds)


class Browser:
    """One reviewer's connection, signed in."""

    def __init__(self, port: int, name: str, times: Times) -> None:
        self._to, self._times, self.name = HTTPConnection("127.0.0.1", port, timeout=120), times, name
        self._cookie = self._csrf = ""
        status, headers, _ = self.ask("POST", "/sign-in", urlencode({"token": _CODE, "name": name}).encode(), FORM)
        assert status == 303, status
        self._cookie = headers["set-cookie"].partition(";")[0]
        found = re.search(rb'data-csrf="([0-9a-f]+)"', self.ask("GET", "/")[2])
        assert found is not None
        self._csrf = found[1].decode()
        self._to.close()  # opened anew when it is needed: the server drops one that is idle

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None, name: str | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers, body; what it took is noted under `name`."""
        given = {"accept": "text/html", "cookie": self._cookie, "x-csrf-token": self._csrf, **(headers or {})}
        begun = monotonic()
        self._to.request(method, path, body, given)
        answer = self._to.getresponse()
        data = answer.read()
        if name:
            self._times.add(name, monotonic() - begun)
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}, data

    def json(self, path: str, name: str) -> Any:
        """What a GET gives."""
        status, _, data = self.ask("GET", path, headers={"accept": "application/json"}, name=name)
        assert status == 200, (path, status)
        return json.loads(data)

    def say(self, document: str, said: list[dict[str, Any]]) -> tuple[int, Any]:
        """The answer to a judgment."""
        body, kind = json.dumps({"verdicts": said}).encode(), {"content-type": "application/json", "accept": "*/*"}
        status, _, data = self.ask("POST", f"/documents/{quote(document)}/verdicts", body, kind, "save a verdict")
        return status, json.loads(data)


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """A server over a folder, and its port."""
    command = [sys.executable, "-m", "extract", "serve", str(folder), "--port", "0", "--no-browser", "--token", _CODE]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)", server.stdout.readline())
        assert found is not None
        yield int(found[1])
    finally:
        server.terminate()
        server.wait(timeout=30)


def laid(folder: Path, copies: int) -> list[tuple[str, str]]:
    """The five documents, each so many times under another id; all their records as (document, id)."""
    (folder / "sources").mkdir(parents=True)
    records = []
    for output in sorted((ROOT / "outputs").glob("*.json")):
        data = json.loads(output.read_bytes())
        for number in range(copies):
            id = f"{output.stem}-{number}"
            data["document"]["id"], data["document"]["source"] = id, f"sources/{id}.txt"
            (folder / f"{id}.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
            shutil.copy(ROOT / "corpora" / f"{output.stem}.txt", folder / "sources" / f"{id}.txt")
            records += [(id, target["id"]) for target in data["targets"]]
    return records


def review(browser: Browser, own: list[tuple[str, str]], think: float, said: Counter[str]) -> None:
    """Judge records one by one, looking at pages in between; who comes too late looks again and says it anew."""
    versions: dict[str, dict[str, str]] = {}
    for turn, (document, id) in enumerate(own):
        if document not in versions:
            found = browser.json(f"/documents/{quote(document)}/verdicts", "records with versions")["records"]
            versions[document] = {each["id"]: each["version"] for each in found}
            browser.ask("GET", f"/documents/{quote(document)}", name="page of a document")
        verdict = "wrong" if turn % 5 == 4 else "right"
        version = versions[document][id]
        while True:
            status, answer = browser.say(document, [{"id": id, "version": version, "verdict": verdict}])
            if status == 200:
                said[browser.name] += 1
                break
            assert status == 409, (status, answer)
            version = answer["changed"][0]["version"]
        if turn % 5 == 0:
            browser.ask("GET", "/", name="first page")
        if turn % 5 == 1:
            browser.ask("GET", "/progress", name="progress")
        if turn % 25 == 2:
            browser.json("/api/comparison", "comparison")
            browser.ask("GET", "/comparison/page", name="page of the comparison")
            browser.ask("GET", "/tracking/page", name="page of tracking")
        sleep(think)


def bring(browser: Browser, texts: list[Path], at_a_time: int = 5) -> None:
    """Drag documents in, some at a time."""
    for first in range(0, len(texts), at_a_time):
        parts = []
        for path in texts[first : first + at_a_time]:
            head = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{path.name}"\r\n\r\n'
            parts.append(head.encode() + path.read_bytes() + b"\r\n")
        kind = {"content-type": "multipart/form-data; boundary=x", "accept": "application/json"}
        status, _, data = browser.ask("POST", "/uploads", b"".join(parts) + b"--x--\r\n", kind, "upload of 5 files")
        assert status == 200, data


def load(folder: Path, reviewers: int, verdicts: int, documents: int, think: float) -> dict[str, Any]:
    """The figures of one run."""
    place = folder / "office"
    records = laid(place, max(1, -(-reviewers * verdicts // 250)))
    for _ in generate(documents, folder / "new"):
        pass
    texts = sorted((folder / "new" / "texts").glob("*"))[:documents]
    times, said = Times(), Counter[str]()
    with served(place) as port:
        early = Browser(port, "Người đến sớm", Times())
        for document in sorted({document for document, _ in records}):  # texts nobody has read yet are read once
            early.ask("GET", f"/documents/{quote(document)}")
        browsers = [Browser(port, f"Người {chr(97 + number)}", times) for number in range(reviewers)]
        own = [[*records[number::reviewers][: verdicts - 1], records[-1]] for number in range(reviewers)]
        begun = monotonic()
        work = [
            threading.Thread(target=review, args=(browser, mine, think, said))
            for browser, mine in zip(browsers, own, strict=True)
        ]
        work.append(threading.Thread(target=bring, args=(Browser(port, "Người gửi", times), texts)))
        for thread in work:
            thread.start()
        for thread in work:
            thread.join()
        reviewed = monotonic() - begun
        waiting = Browser(port, "Người chờ", Times())
        while monotonic() - begun < _PATIENCE:
            counts = waiting.json("/progress?most=0", "progress")["counts"]
            if not counts["waiting"] and not counts["working"]:
                break
            sleep(0.2)
        extracted = monotonic() - begun
    lost = reviewers * verdicts - kept(place)
    missing = sum(not (place / f"{path.stem}.json").exists() for path in texts)
    return {
        "reviewers": reviewers, "verdicts": sum(said.values()), "documents": documents, "think": think,
        "lost verdicts": lost, "not in the outputs": unlaid(place), "lost documents": missing,
        "seconds reviewing": round(reviewed, 2), "seconds until all is extracted": round(extracted, 2),
        "slowest": round(max(max(each) for each in times.by.values()), 3),
        "times": {
            name: {"asked": len(each), "median": round(median(each), 3), "p99": round(_p99(each), 3),
                   "slowest": round(max(each), 3)}
            for name, each in sorted(times.by.items())
        },
    }  # fmt: skip


def _p99(seconds: list[float]) -> float:
    return quantiles(seconds, n=100)[-1] if len(seconds) > 1 else seconds[0]


def kept(folder: Path) -> int:
    """How many judgments stand in the folder."""
    return sum(path.read_bytes().count(b"\n") for path in (folder / "verdicts").glob("*.jsonl"))


def unlaid(folder: Path) -> int:
    """How many records that somebody judged, and nobody otherwise, stand in the outputs as if nobody had."""
    words: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for path in (folder / "verdicts").glob("*.jsonl"):
        for line in map(json.loads, path.read_text("utf-8").splitlines()):
            words[line["document"], line["id"]][line["by"]] = line["verdict"]
    count = 0
    for (document, id), said in words.items():
        data = json.loads((folder / f"{document}.json").read_bytes())
        target = next(each for each in data["targets"] if each["id"] == id)
        if len({*said.values()}) == 1 and target.get("reviewed", {}).get("verdict") not in said.values():
            count += 1
    return count


def main() -> int:
    """Run, print, and say by the exit code whether anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviewers", type=int, default=20)
    parser.add_argument("--verdicts", type=int, default=50)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--think", type=float, default=0.0, help="seconds between two verdicts of one reviewer")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        found = load(Path(folder), given.reviewers, given.verdicts, given.documents, given.think)
    if given.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for name, value in found.items():
            if name != "times":
                print(f"{name:32} {value}")
        for name, each in found["times"].items():
            print(f"{name:32} {each['asked']:6} asked, median {each['median']:.3f} s, 99 of 100 within "
                  f"{each['p99']:.3f} s, slowest {each['slowest']:.3f} s")  # fmt: skip
    return 1 if found["lost verdicts"] or found["not in the outputs"] or found["lost documents"] else 0


if __name__ == "__main__":
    sys.exit(main())
