"""`chitieu serve` under random requests, ended at a random moment, and what it then still knows."""

from __future__ import annotations

import json
import random
import re
import signal
import threading
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx

from extract.reviewing.store import Store
from tests.serving import folder as laid
from tests.soak.kills import SIGNALS
from tests.soak.ledger import Finding
from tests.soak.running import CACHE, HOME, IN, OUT, TMP, Looks, Watched, documents, ending

CODE = "mot-hai-ba-bon-nam-sau"
DOCUMENT = "tay-son"
_PATHS = (
    "/", f"/documents/{DOCUMENT}", f"/documents/{DOCUMENT}/record", f"/documents/{DOCUMENT}/verdicts",
    "/comparison", "/tracking", "/agreement", "/doubts", "/indicators", "/indicators/suggested", "/exports",
    "/progress", "/api/documents", "/sign-in",
    "/api/openapi.json", f"/api/documents/{DOCUMENT}/records?limit=-1", "/api/documents/%00", "/documents/..%2f..%2fx",
    "/exports/targets.csv", "/static/x", "/progress?most=9999999999999999999999",
    "/uploads/9999999999999999999999/again",
    f"/documents/{DOCUMENT}/record?at=x", "/comparison/compare.exe", "/tracking/track.xlsx",
    "/" + "x" * 3000, "/%ff%fe",
)  # fmt: skip
_BODIES: tuple[Any, ...] = (
    None, [], {}, {"verdicts": None}, {"verdicts": [{}]}, {"verdicts": [{"id": "x"}]}, {"rest": "maybe"},
    {"verdicts": [{"id": "x", "version": "\ud800", "verdict": "right"}]},
    {"verdicts": [{"id": 1, "version": 2, "verdict": 3, "record": {}}]},
)  # fmt: skip

_DEEP = b'{"verdicts": ' + b"[" * 200_000


class _Client:
    """A reviewer, and what the server has acknowledged to it."""

    def __init__(self, server: Watched, looks: Looks) -> None:
        self.server, self.looks = server, looks
        self.verdicts: dict[str, str] = {}
        self.uploads: set[str] = set()
        self.requests = 0
        end = monotonic() + 120
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", server.printed)):
            if monotonic() > end or server.process.poll() is not None:
                raise Finding("serve: it does not begin", server.said[-1500:])
            sleep(0.05)
        self.http = httpx.Client(base_url=found[0], timeout=60)
        self.http.post("/sign-in", data={"token": CODE, "name": "Lan"})
        page = self.http.get("/", headers={"accept": "text/html"}).text
        csrf = re.search(r'data-csrf="([0-9a-f]+)"', page)
        if csrf is None:
            raise Finding("serve: nobody can sign in", page[:1000])
        self.http.headers["x-csrf-token"] = csrf[1]

    def ask(self, pick: random.Random) -> None:
        """One request of some kind."""
        self.requests += 1
        match pick.randrange(6):
            case 0 | 1:
                self._judge(pick)
            case 2:
                name = f"moi-{len(self.uploads)}.txt"
                data = pick.choice([data for key, data in documents().items() if key.endswith(".txt") and data])
                answer = self.http.post(
                    "/uploads", files=[("files", (name, data))], headers={"accept": "application/json"}
                )
                if self._fine("POST /uploads", answer) and answer.status_code == 200:
                    self.uploads |= {each["document"] for each in answer.json()["files"] if each["document"]}
            case 3:
                body = (
                    _bytes(pick.choice(_BODIES)) if pick.random() < 0.7 else pick.choice((pick.randbytes(200), _DEEP))
                )
                path = pick.choice((f"/documents/{DOCUMENT}/verdicts", "/uploads", f"/documents/{DOCUMENT}/record",
                                    "/indicators/new", "/documents/x/verdicts", "/sign-in"))  # fmt: skip
                kind = pick.choice(
                    ("application/json", "application/x-www-form-urlencoded", "multipart/form-data", "x")
                )
                self._fine(f"POST {path}", self.http.post(path, content=body, headers={"content-type": kind}))
            case _:
                path = pick.choice(_PATHS)
                method = pick.choice(("GET", "GET", "GET", "HEAD", "POST", "PUT"))
                accept = pick.choice(("text/html", "application/json", "*/*", "\x7f"))
                self._fine(f"{method} {path[:40]}", self.http.request(method, path, headers={"accept": accept}))

    def _judge(self, pick: random.Random) -> None:
        answer = self.http.get(f"/documents/{DOCUMENT}/verdicts")
        if not self._fine("GET verdicts", answer):
            return
        record = pick.choice(answer.json()["records"])
        said = {"id": record["id"], "version": record["version"], "verdict": pick.choice(("right", "wrong"))}
        answer = self.http.post(f"/documents/{DOCUMENT}/verdicts", json={"verdicts": [said]})
        if self._fine("POST verdicts", answer) and answer.status_code == 200:
            self.verdicts[said["id"]] = said["verdict"]

    def _fine(self, what: str, answer: httpx.Response) -> bool:
        self.looks.need(answer.status_code < 500, f"{what}: {answer.status_code}", answer.text[-800:])
        return answer.status_code < 500


def _bytes(body: object) -> bytes:
    return json.dumps(body).encode()


def _serving(folder: Path) -> Watched:
    return Watched(folder, ("serve", OUT, "--port", "0", "--no-browser", "--token", CODE, "--jobs", "1"))


def attempt(number: int, folder: Path) -> str:
    """A server that is asked this and that, and ended; then one that goes on."""
    pick = random.Random(f"serve {number}")
    sent = pick.choice(SIGNALS)
    looks = Looks("serve")
    for name in (IN, CACHE, TMP, HOME):
        (folder / name).mkdir()
    laid(folder / OUT, DOCUMENT)
    server = _serving(folder)
    with ending(server):
        client = _Client(server, looks)
        for _ in range(pick.randrange(2, 25)):
            client.ask(pick)
        hit = signal.SIGKILL if number % 4 == 3 else sent  # a killed one loses the most
        _end_amid_a_request(server, client, hit, pick)
        looks.need(server.ended(30) is not None, f"it does not end on {hit.name}", server.said[-1000:])
        looks.quiet(server)
        looks.gone(folder, server)
    _asked_again(folder, client, looks)
    looks.over()
    return f"{hit.name} after {'a few' if client.requests < 12 else 'many'} requests"


def _end_amid_a_request(server: Watched, client: _Client, sent: signal.Signals, pick: random.Random) -> None:
    timer = threading.Timer(pick.random() * 0.2, server.process.send_signal, [sent])
    timer.start()
    with suppress(httpx.HTTPError):
        for _ in range(3):
            client.ask(pick)
    timer.join()


def _asked_again(folder: Path, before: _Client, looks: Looks) -> None:
    """What was acknowledged is there, in the folder and in a server that is begun anew."""
    kept = {each.id: each.verdict for each in Store(folder / OUT).of(DOCUMENT)}
    lost = {id: word for id, word in before.verdicts.items() if kept.get(id) != word}
    looks.need(not lost, "verdicts lost", f"{lost}")
    server = _serving(folder)
    with ending(server):
        client = _Client(server, looks)
        end = monotonic() + 90
        counts: dict[str, int] = {"waiting": 1}
        while monotonic() < end and (counts.get("waiting") or counts.get("working")):
            counts = client.http.get("/progress?most=0").json()["counts"]
            sleep(0.1)
        looks.need(not counts.get("waiting") and not counts.get("working"), "the queue stands still", f"{counts}")
        missing = [id for id in before.uploads if not (folder / OUT / f"{id}.json").exists()]
        looks.need(not missing, "uploads lost", f"{missing} {counts}")
        server.process.send_signal(signal.SIGINT)
        looks.need(server.ended(30) is not None, "it does not end on SIGINT", server.said[-1000:])
        looks.quiet(server)
        looks.gone(folder, server)
    looks.whole(folder / OUT)
