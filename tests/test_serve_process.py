"""`chitieu serve` as a process: killed and started again, under load, and in two real browsers."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page

from extract.cli.commands.serve import serve
from extract.cli.commands.terminal import WrongUse
from extract.messages import say
from extract.reviewing.store import Store
from extract.write.outputs import parsed
from tests.browser import chromium, needs_chromium
from tests.serving import ROOT, folder
from tests.soak.running import heeding
from tests.test_serve_uploads import text

CODE = "mot-hai-ba-bon-nam-sau"
DOCUMENT = "tay-son"
__all__ = ["chromium"]


@contextmanager
def served(at: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server over a folder, and its address."""
    command = [sys.executable, "-m", "extract", "--lang", "vi", "serve", str(at), "--port", "0", "--no-browser"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(
        [*command, "--token", CODE, *options],
        cwd=at.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding,
    )
    try:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
        assert found is not None, server.stderr and server.stderr.read()
        yield server, found[0]
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGINT)
        server.communicate(timeout=30)


def signed_in(address: str, name: str) -> httpx.Client:
    """A reviewer's client."""
    client = httpx.Client(base_url=address, timeout=60)
    assert client.post("/sign-in", data={"token": CODE, "name": name}).status_code == 303
    page = client.get("/", headers={"accept": "text/html"}).text
    found = re.search(r'data-csrf="([0-9a-f]+)"', page)
    assert found is not None
    client.headers["x-csrf-token"] = found[1]
    return client


def records(client: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/documents/{DOCUMENT}/verdicts").json()["records"]
    return found


def until_done(client: httpx.Client, seconds: float = 60) -> dict[str, int]:
    """The counts of the queue once it is worked off."""
    end = monotonic() + seconds
    while True:
        counts: dict[str, int] = client.get("/progress?most=0").json()["counts"]
        if (not counts["waiting"] and not counts["working"]) or monotonic() > end:
            return counts
        sleep(0.05)


def test_killed_in_the_middle_nothing_is_lost(tmp_path: Path) -> None:
    at = folder(tmp_path / "office", DOCUMENT)
    said = 0
    with served(at) as (server, address):
        client = signed_in(address, "Bình")
        many = [("files", (f"ke-hoach-{n}.txt", text(50 + n))) for n in range(6)]
        assert client.post("/uploads", files=many, headers={"accept": "application/json"}).status_code == 200
        for record in records(client)[:8]:
            word = {"id": record["id"], "version": record["version"], "verdict": "wrong"}
            assert client.post(f"/documents/{DOCUMENT}/verdicts", json={"verdicts": [word]}).status_code == 200
            said += 1
        server.kill()
        server.wait()
        cookies = client.cookies
    assert len(Store(at).of(DOCUMENT)) == said
    with served(at) as (_, address):
        again = httpx.Client(base_url=address, cookies=cookies, timeout=60)
        assert until_done(again) == {"waiting": 0, "working": 0, "done": 7, "failed": 0}, "signed in still"
        assert [record["reviewed"]["verdict"] for record in records(again)[:said]] == ["wrong"] * said
        assert len(again.get("/api/documents").json()) == 7
    for n in range(6):
        found = parsed((at / f"ke-hoach-{n}.json").read_bytes(), "")
        assert [target.measure.value for target in found.targets] == [50 + n]


def test_it_ends_when_asked_and_frees_the_folder(tmp_path: Path) -> None:
    at = folder(tmp_path / "office", DOCUMENT)
    with served(at) as (server, _):
        second = subprocess.run(
            [sys.executable, "-m", "extract", "--lang", "en", "serve", str(at), "--port", "0", "--no-browser"],
            env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert second.returncode == 2
        assert "another server" in second.stderr
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) in {0, 130, -signal.SIGINT}
    with served(at) as (server, address):
        assert signed_in(address, "Lan").get("/").status_code == 200
        server.send_signal(signal.SIGHUP)
        said = server.communicate(timeout=20)[1]
        assert server.returncode == 128 + signal.SIGHUP
        assert said.splitlines() == ["chitieu: đã dừng do SIGHUP"], "in a line, as every signal ends it"


WRONG: list[dict[str, Any]] = [
    {"token": "short"}, {"address": "chitieu.vn"}, {"sources": Path("nowhere")}, {"host": "192.0.2.1"},
]  # fmt: skip


@pytest.mark.parametrize("given", WRONG, ids=lambda given: "".join(given))
def test_wrong_use_is_told(tmp_path: Path, given: dict[str, Any]) -> None:
    usual = {"port": 0, "host": "127.0.0.1", "address": None, "token": None, "sources": None, "jobs": 1}
    limits: dict[str, Any] = {"megabytes": 200, "ocr": "auto", "browser": False}
    with pytest.raises(WrongUse) as raised:
        serve(tmp_path / "office", "en", **{**usual, **limits, **given})
    assert say(raised.value.key, "en", **raised.value.values)


def test_under_a_small_load_nothing_is_lost() -> None:
    """The full load (20 reviewers, 1,000 verdicts, 100 documents) is bench/serve_load.py; docs/serve.md has figures."""
    command = [
        sys.executable,
        "bench/serve_load.py",
        "--reviewers",
        "4",
        "--verdicts",
        "10",
        "--documents",
        "4",
        "--json",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["verdicts"], found["lost verdicts"], found["not in the outputs"], found["lost documents"]) == (
        40,
        0,
        0,
        0,
    )


SAY = """async ([path, body]) => {
  const answer = await fetch(path, {
    method: "POST", body: JSON.stringify(body),
    headers: {"content-type": "application/json", "x-csrf-token": document.documentElement.dataset.csrf},
  });
  return [answer.status, await answer.json()];
}"""
LOOK = f"async () => (await fetch('/documents/{DOCUMENT}/verdicts')).json()"


def _enter(page: Page, address: str, name: str) -> None:
    """Sign in as people do."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("Mã mời").fill(CODE)
    page.get_by_label("Họ và tên").fill(name)
    page.get_by_role("button", name="Vào", exact=True).click()
    page.wait_for_url(f"{address}/")


@needs_chromium
def test_two_browsers_lose_nothing(tmp_path: Path, chromium: Browser) -> None:
    at = folder(tmp_path / "office", DOCUMENT)
    with served(at) as (_, address):
        one, two = (chromium.new_context(locale="vi-VN").new_page() for _ in range(2))
        try:
            _enter(one, address, "Nguyễn Văn An")
            _enter(two, address, "Trần Thị Bình")
            seen_by_one, seen_by_two = one.evaluate(LOOK)["records"], two.evaluate(LOOK)["records"]
            path = f"/documents/{DOCUMENT}/verdicts"

            def judge(page: Page, record: dict[str, Any], verdict: str) -> Any:
                word = {"id": record["id"], "version": record["version"], "verdict": verdict}
                return page.evaluate(SAY, [path, {"verdicts": [word]}])

            assert judge(one, seen_by_one[0], "right")[0] == 200
            status, answer = judge(two, seen_by_two[0], "wrong")
            assert status == 409
            assert answer["changed"][0]["said"][0]["by"] == "Nguyễn Văn An"
            assert judge(two, seen_by_two[1], "wrong")[0] == 200
            assert judge(one, seen_by_one[2], "right")[0] == 200
            for page in (one, two):
                verdicts = [each["reviewed"] and each["reviewed"]["verdict"] for each in page.evaluate(LOOK)["records"]]
                assert verdicts[:4] == ["right", "wrong", "right", None]
            inline = "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; " \
                "document.body.append(s); return window.ran === undefined; }"  # fmt: skip
            assert one.evaluate(inline), "no inline script runs"
        finally:
            one.context.close()
            two.context.close()
    assert [(each.by, each.verdict) for each in Store(at).of(DOCUMENT)] == [
        ("Nguyễn Văn An", "right"), ("Trần Thị Bình", "wrong"), ("Nguyễn Văn An", "right"),
    ]  # fmt: skip
