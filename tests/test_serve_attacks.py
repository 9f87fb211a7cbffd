"""Hostile requests to `chitieu serve`: each refused or inert, and no answer tells of this machine."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from fastapi import FastAPI

from extract.reviewing.store import Store
from extract.serve.guard import HEADERS
from extract.write.outputs import parsed
from tests.serving import BASE, app, folder, reviewer
from tests.test_serve_uploads import bring, text, worked

HOST = BASE.removeprefix("http://")
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Ask:
    """A request, byte for byte as it comes in; `plain`: without the headers of a browser that is signed in."""

    name: str
    path: bytes
    wanted: frozenset[int]
    method: str = "GET"
    headers: tuple[tuple[bytes, bytes], ...] = ()
    body: bytes = b""
    instead: dict[bytes, bytes | None] = field(default_factory=dict)
    plain: bool = False


def sent(made: FastAPI, ask: Ask, base: Sequence[tuple[bytes, bytes]]) -> Answer:
    """What the app answers to bytes that no client library would send."""
    from urllib.parse import unquote_to_bytes

    path, _, query = ask.path.partition(b"?")
    given = [] if ask.plain else [(name, value) for name, value in base if name not in ask.instead]
    given += [(name, value) for name, value in ask.instead.items() if value is not None]
    given += ask.headers
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": ask.method, "scheme": "http",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"), "raw_path": path, "query_string": query,
        "headers": given, "client": ("127.0.0.1", 5), "server": ("127.0.0.1", 8000), "root_path": "", "state": {},
    }  # fmt: skip
    messages: list[Any] = []
    bodies = [ask.body]

    async def receive() -> Any:
        return {"type": "http.request", "body": bodies.pop()} if bodies else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        messages.append(message)

    asyncio.run(made(scope, receive, send))
    start = next(each for each in messages if each["type"] == "http.response.start")
    body = b"".join(each.get("body", b"") for each in messages if each["type"] == "http.response.body")
    return Answer(start["status"], {k.decode().lower(): v.decode("latin-1") for k, v in start["headers"]}, body)


def _codes(*codes: int) -> frozenset[int]:
    return frozenset(codes)


GONE, FORBIDDEN, WRONG = _codes(404, 405), _codes(403), _codes(400, 422)
FORM = ((b"content-type", b"application/x-www-form-urlencoded"),)
JSON = ((b"content-type", b"application/json"),)
SAVE = b"/documents/tay-son/verdicts"
ASKS = [
    # paths
    Ask("up by dots", b"/static/../../../../etc/passwd", GONE),
    Ask("up by coded dots", b"/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd", GONE),
    Ask("up by coded slashes", b"/static/..%2f..%2f..%2fetc%2fpasswd", GONE),
    Ask("up by backslashes", b"/static/..%5c..%5capp.py", GONE),
    Ask("up by doubly coded dots", b"/static/%252e%252e/app.py", GONE),
    Ask("absolute", b"/static//etc/passwd", GONE),
    Ask("templates", b"/static/../templates/base.html.j2", GONE),
    Ask("with a null", b"/static/office.css%00.png", GONE),
    Ask("of the folder itself", b"/static/", GONE),
    Ask("document up by dots", b"/api/documents/..%2f..%2fetc%2fpasswd", GONE),
    Ask("document up by dots alone", b"/api/documents/%2e%2e", GONE),
    Ask("document of the database", b"/api/documents/.chitieu%2fserve", GONE),
    Ask("document hidden", b"/api/documents/.hidden", GONE),
    Ask("document with a null", b"/api/documents/tay-son%00", GONE),
    Ask("document that is no text", b"/api/documents/%ff%fe", GONE),
    Ask("document in another case", b"/api/documents/TAY-SON", GONE),
    Ask("document as SQL", b"/api/documents/x'%20OR%20'1'='1", GONE),
    Ask("database", b"/.chitieu/serve.sqlite3", GONE),
    Ask("sources", b"/sources/tay-son.txt", GONE),
    Ask("twice the slash", b"//evil.example/%2f..", GONE),
    Ask("a path that is too long", b"/" + b"a" * 5000, _codes(414)),
    Ask("a query that is too long", b"/?" + b"a" * 5000, _codes(414)),
    # hosts and sites
    Ask("another host's name", b"/", _codes(421), instead={b"host": b"evil.example"}),
    Ask("a name that ends like ours", b"/", _codes(421), instead={b"host": b"127.0.0.1.evil.example"}),
    Ask("a name with our name before it", b"/", _codes(421), instead={b"host": b"127.0.0.1@evil.example"}),
    Ask("no host", b"/", _codes(421), instead={b"host": None}),
    Ask("two hosts", b"/", _codes(421), headers=((b"host", b"evil.example"),)),
    Ask("a host with a path", b"/", _codes(421), instead={b"host": b"127.0.0.1/evil"}),
    Ask("a host with a wrong port", b"/", _codes(421), instead={b"host": b"127.0.0.1:99999"}),
    Ask("the network's address", b"/", _codes(421), instead={b"host": b"10.0.0.5:8000"}),
    Ask("from another site", SAVE, FORBIDDEN, "POST", JSON, b'{"rest": true}', {b"origin": b"https://evil.example"}),
    Ask("from another port", SAVE, FORBIDDEN, "POST", JSON, b'{"rest": true}', {b"origin": b"http://127.0.0.1:9"}),
    Ask("from a file", SAVE, FORBIDDEN, "POST", JSON, b'{"rest": true}', {b"origin": b"null"}),
    Ask("as a browser tells", SAVE, FORBIDDEN, "POST", JSON, b'{"rest": true}', {b"sec-fetch-site": b"cross-site"}),
    Ask("from a neighbour", SAVE, FORBIDDEN, "POST", JSON, b'{"rest": true}', {b"sec-fetch-site": b"same-site"}),
    Ask("signing in from another site", b"/sign-in", FORBIDDEN, "POST", FORM, b"name=An&token=x",
        {b"origin": b"https://evil.example"}),
    # tokens and sessions
    Ask("without the session's token", SAVE, FORBIDDEN, "POST", JSON, b'{"rest": true}', {b"x-csrf-token": None}),
    Ask("with another token", SAVE, FORBIDDEN, "POST", JSON, b'{"rest": true}', {b"x-csrf-token": b"0" * 64}),
    Ask("with the token in the query", SAVE + b"?csrf=x", FORBIDDEN, "POST", JSON, b"{}", {b"x-csrf-token": None}),
    Ask("without a cookie", SAVE, _codes(303, 401), "POST", JSON, b'{"rest": true}', {b"cookie": None}),
    Ask("with a cookie of their own", b"/api/documents", _codes(303, 401), instead={b"cookie": b"chitieu_x=InNl.x"}),
    Ask("with a broken cookie", b"/api/documents", _codes(303, 401), instead={b"cookie": b"\xff\xfe=;;=\x00"}),
    Ask("uploads by a stranger", b"/uploads", _codes(303, 401, 413), "POST",
        ((b"content-type", b"multipart/form-data; boundary=x"),), b"--x--", {b"cookie": None}),
    Ask("a wrong invitation", b"/sign-in", FORBIDDEN, "POST", FORM, b"name=An&token=" + b"%00%ff" * 20),
    Ask("a wrong code for programs", b"/api/documents", _codes(303, 401), instead={
        b"cookie": None, b"authorization": b"Bearer \xff"}),
    # methods
    *(Ask(f"the method {each}", SAVE, _codes(405), each) for each in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS")),
    Ask("a method of their own", b"/", _codes(405), "GE\tT"),
    Ask("a page that is sent to", b"/api/documents", _codes(405), "POST"),
    Ask("saving by an address", b"/sign-out", _codes(405)),
    # sizes
    Ask("a body that says it is large", SAVE, _codes(413), "POST", JSON, b"{}", {b"content-length": b"99999999999"}),
    Ask("a body that says nonsense", SAVE, _codes(413), "POST", JSON, b"{}", {b"content-length": b"-5"}),
    Ask("a body that is large", SAVE, _codes(413), "POST", JSON, b" " * 5_000_001, {b"content-length": b"2"}),
    Ask("ten thousand judgments", SAVE, WRONG, "POST", JSON, json.dumps(
        {"verdicts": [{"id": "x", "verdict": "right"}] * 10_000}).encode()),
    Ask("deep JSON", SAVE, WRONG, "POST", JSON, b"[" * 100_000 + b"]" * 100_000),
    Ask("many fields", b"/language", WRONG | FORBIDDEN, "POST", FORM, b"&".join(b"a=%d" % n for n in range(5000))),
    # encodings and kinds
    Ask("JSON that is no text", SAVE, WRONG, "POST", JSON, b'{"verdicts": [{"id": "\xff\xfe"}]}'),
    Ask("JSON in UTF-16", SAVE, WRONG, "POST", JSON, '{"rest": 1}'.encode("utf-16-be")[1:]),
    Ask("no number", SAVE, WRONG, "POST", JSON, b'{"verdicts": [{"verdict": "missed", "start": NaN, "end": 1e999}]}'),
    Ask("a number that is too large", SAVE, WRONG, "POST", JSON,
        b'{"verdicts": [{"verdict": "missed", "start": 1' + b"0" * 400 + b', "end": 2}]}'),
    Ask("half a character", SAVE, WRONG, "POST", JSON, b'{"verdicts": [{"id": "\\ud800", "verdict": "right"}]}'),
    Ask("half a character as a name", SAVE, WRONG, "POST", JSON, b'{"\\ud800": 1}'),
    Ask("JSON as text", SAVE, WRONG, "POST", ((b"content-type", b"text/plain"),), b'{"rest": true}'),
    Ask("JSON of no kind", SAVE, WRONG, "POST", (), b'{"rest": true}'),
    Ask("a form without end", b"/uploads", WRONG, "POST", ((b"content-type", b"multipart/form-data; boundary=x"),),
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nabc'),
    Ask("a form without boundary", b"/uploads", WRONG, "POST", ((b"content-type", b"multipart/form-data"),), b"abc"),
    Ask("a judge of another name", SAVE, WRONG, "POST", JSON,
        b'{"verdicts": [{"id": "x", "verdict": "right", "by": "Lan"}]}'),
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return app(folder(tmp_path_factory.mktemp("attacked") / "office", "tay-son"))


@pytest.fixture(scope="module")
def browser(made: FastAPI) -> list[tuple[bytes, bytes]]:
    """The headers of a browser that is signed in."""
    signed = reviewer(made, "Bình")
    cookie = "; ".join(f"{name}={value}" for name, value in signed.cookies.items())
    return [
        (b"host", HOST.encode()),
        (b"cookie", cookie.encode()),
        (b"x-csrf-token", signed.headers["x-csrf-token"].encode()),
        (b"origin", BASE.encode()),
        (b"sec-fetch-site", b"same-origin"),
    ]


@pytest.mark.parametrize("ask", ASKS, ids=lambda ask: ask.name)
def test_a_hostile_request_is_refused(made: FastAPI, browser: list[tuple[bytes, bytes]], ask: Ask) -> None:
    at: Path = made.state.office.folder.path
    before = sorted(os.walk(at / "sources")), (at / "tay-son.json").read_bytes()
    answer = sent(made, ask, browser)
    assert answer.status in ask.wanted, answer.body[:300]
    assert {name.lower() for name in HEADERS} <= answer.headers.keys()
    assert "unsafe" not in answer.headers["content-security-policy"]
    told = answer.body + json.dumps(answer.headers).encode()
    for secret in (str(at), "site-packages", "Traceback", str(Path(__file__).parents[1]), "root:"):
        assert secret.encode() not in told
    assert not answer.headers.get("location", "/").startswith(("//", "http"))
    assert before == (sorted(os.walk(at / "sources")), (at / "tay-son.json").read_bytes())
    assert not Store(at).documents()


def test_a_fault_of_ours_tells_nothing(
    made: FastAPI, browser: list[tuple[bytes, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(made.state.office.folder), "summaries", None)
    for path, accept in ((b"/", b"text/html"), (b"/api/documents", b"*/*")):
        answer = sent(made, Ask("broken", path, _codes(500), headers=((b"accept", accept),)), browser)
        assert answer.status == 500
        assert {name.lower() for name in HEADERS} <= answer.headers.keys()
        assert b"NoneType" not in answer.body
        assert (b"<h1>" in answer.body) is (accept == b"text/html")


def test_there_are_fifty_of_them() -> None:
    assert len({ask.name for ask in ASKS}) == len(ASKS) >= 50


def test_the_same_requests_are_let_in_where_nothing_is_hostile(
    made: FastAPI, browser: list[tuple[bytes, bytes]]
) -> None:
    """What the requests above are refused for is what is wrong with them, not the rest."""
    assert sent(made, Ask("page", b"/", _codes(200)), browser).status == 200
    assert sent(made, Ask("file", b"/static/office.css", _codes(200)), browser).status == 200
    assert sent(made, Ask("document", b"/api/documents/tay-son", _codes(200)), browser).status == 200
    assert sent(made, Ask("save", SAVE, _codes(200), "POST", JSON, b"{}"), browser).status == 200


@pytest.mark.parametrize("name", [SCRIPT[:60], "a" * 55 + "\u202e", "../../etc", "Lan.wrong", "-rf"])
def test_a_name_that_is_a_script_or_a_path_is_words(tmp_path: Path, name: str) -> None:
    made = app(folder(tmp_path / "office", "tay-son"))
    by = reviewer(made, name)
    shown = by.get("/").text
    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert by.post(SAVE.decode(), json={"rest": True}).status_code == 200
    files = [path for path in (tmp_path / "office").rglob("*") if path.is_file()]
    assert [path for path in files if path.suffix == ".jsonl" and path.parent.name != "verdicts"] == []
    assert {path.name for path in tmp_path.iterdir()} == {"office"}
    assert Store(tmp_path / "office").reviewers()


def test_scripts_in_names_of_files_and_cells_are_words(tmp_path: Path) -> None:
    made = app(folder(tmp_path / "office"))
    browser = reviewer(made, "Bình")
    body = text(80) + f"\nĐến năm 2026, {SCRIPT} đạt tối thiểu 90% hồ sơ.\n".encode()
    given = bring(browser, (f"{SCRIPT}.txt", body), ("=cmd|' /C calc'!A0.csv", b"a,b\n" + text(3)))
    assert given.status_code == 200
    worked(made)
    for page in ("/", "/progress"):
        answer = browser.get(page)
        if answer.headers["content-type"].startswith("text/html"):
            assert "<script>alert" not in answer.text
            assert "<img" not in answer.text
            assert "49" not in answer.text.partition("<main")[2].partition("alert")[2][:60], "no template runs it"
    for path in (tmp_path / "office").glob("*.json"):
        assert parsed(path.read_bytes(), path.name).document.id == path.stem


def test_an_output_that_names_another_place_is_read_from_no_such_place(tmp_path: Path) -> None:
    """An output is data: what its `source` says leads nowhere that does not hold these very bytes."""
    at = folder(tmp_path / "office", "tay-son")
    output = json.loads((at / "tay-son.json").read_bytes())
    output["document"]["source"] = "/etc/passwd"
    (at / "tay-son.json").write_text(json.dumps(output, ensure_ascii=False, indent=1), "utf-8")
    rmtree(at / ".chitieu")
    found = app(at).state.office.folder.text("tay-son")
    assert found.source is None


def test_a_link_in_sources_is_not_followed(tmp_path: Path) -> None:
    at = folder(tmp_path / "office", "tay-son")
    (tmp_path / "secret.txt").write_bytes(text(80))
    (at / "sources" / "secret.txt").symlink_to(tmp_path / "secret.txt")
    made = app(at)
    made.state.office.queue.follow()
    assert {job.name for job in made.state.office.queue.jobs.all()} == {"tay-son.txt"}
    assert bring(reviewer(made, "Bình"), ("secret.txt", text(81))).json()["files"][0]["name"] == "secret-2.txt"
    assert (tmp_path / "secret.txt").read_bytes() == text(80)
