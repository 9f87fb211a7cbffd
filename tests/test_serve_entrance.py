"""Coming in to `chitieu serve`: invitations, names, sessions, and the token of forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from tests.serving import BASE, app, folder, reviewer


@pytest.fixture
def made(tmp_path: Path) -> FastAPI:
    return app(folder(tmp_path / "office", "tay-son"))


def _stranger(made: FastAPI) -> TestClient:
    return TestClient(made, base_url=BASE, headers={"accept": "text/html"}, follow_redirects=False)


def _paths(made: FastAPI, method: str) -> list[str]:
    """The paths of all routes but that of signing in and what is static."""
    contexts = [each for each in iter_route_contexts(made.routes) if method in (each.methods or ())]
    found = [each.path.replace("{id}", "tay-son") for each in contexts if each.path and each.path != "/sign-in"]
    assert len(found) > 2
    return found


def test_an_invitation_lets_one_person_in_and_only_once(made: FastAPI) -> None:
    token = made.state.office.sessions.invited()
    form = {"token": token, "name": "Trần Thị  Bình", "language": "vi"}
    browser = _stranger(made)
    assert token in browser.get(f"/sign-in?token={token}").text, "to look at the address uses nothing up"
    assert browser.post("/sign-in", data=form).headers["location"] == "/"
    assert "Trần Thị Bình" in browser.get("/").text
    assert _stranger(made).post("/sign-in", data=form).status_code == 403


def test_nobody_sees_anything_who_is_not_signed_in(made: FastAPI) -> None:
    stranger = _stranger(made)
    for path in _paths(made, "GET"):
        answer = stranger.get(path)
        assert answer.status_code in {303, 401}, path
        assert "tay-son" not in answer.text


def test_a_cookie_is_for_this_server_alone(made: FastAPI) -> None:
    token = made.state.office.sessions.invited()
    answer = _stranger(made).post("/sign-in", data={"token": token, "name": "Bình"})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie


def test_by_https_a_cookie_is_sent_by_https_alone(tmp_path: Path) -> None:
    made = app(folder(tmp_path / "office", "tay-son"), address="https://chitieu.example.vn")
    token = made.state.office.sessions.invited()
    stranger = TestClient(made, base_url="https://chitieu.example.vn", follow_redirects=False)
    assert "secure" in stranger.post("/sign-in", data={"token": token, "name": "Bình"}).headers["set-cookie"].lower()


def test_a_session_outlives_the_server(tmp_path: Path) -> None:
    at = folder(tmp_path / "office", "tay-son")
    browser = reviewer(app(at), "Bình")
    again = TestClient(app(at), base_url=BASE, cookies=dict(browser.cookies), headers={"accept": "text/html"})
    assert "Bình" in again.get("/").text


def test_signing_out_ends_the_session_on_the_server(made: FastAPI) -> None:
    browser = reviewer(made, "Bình")
    cookies = dict(browser.cookies)
    assert browser.post("/sign-out").status_code == 303
    again = TestClient(made, base_url=BASE, cookies=cookies, headers={"accept": "text/html"}, follow_redirects=False)
    assert again.get("/").headers["location"] == "/sign-in"


def test_every_post_wants_the_token_of_its_session(made: FastAPI) -> None:
    browser, other = reviewer(made, "Bình"), reviewer(made, "An")
    of_other = other.headers["x-csrf-token"]
    del browser.headers["x-csrf-token"]
    for path in _paths(made, "POST"):
        assert browser.post(path).status_code == 403, path
        assert browser.post(path, data={"csrf": of_other, "language": "en"}).status_code == 403, path
        assert browser.post(path, headers={b"x-csrf-token": "é".encode()}).status_code == 403, path


def test_a_form_carries_the_token_in_a_field(made: FastAPI) -> None:
    browser = reviewer(made, "Bình")
    token = browser.headers.pop("x-csrf-token")
    assert browser.post("/language", data={"csrf": token, "language": "en"}).status_code == 303
    assert "Documents" in browser.get("/").text


def test_a_reviewer_invites_another(made: FastAPI) -> None:
    page = reviewer(made, "Bình").post("/invitations").text
    token = page.partition("/sign-in?token=")[2].partition('"')[0]
    assert _stranger(made).post("/sign-in", data={"token": token, "name": "An"}).status_code == 303


@pytest.mark.parametrize("name", ["", "   ", "123", "x" * 61, "\u202e\u0000"])
def test_a_name_is_words(made: FastAPI, name: str) -> None:
    token = made.state.office.sessions.invited()
    assert _stranger(made).post("/sign-in", data={"token": token, "name": name}).status_code == 422
    assert _stranger(made).post("/sign-in", data={"token": token, "name": "An"}).status_code == 303, "not used up"


def test_after_many_wrong_tokens_none_is_looked_at(made: FastAPI) -> None:
    stranger = _stranger(made)
    codes = {stranger.post("/sign-in", data={"token": f"t{i}", "name": "An"}).status_code for i in range(25)}
    assert codes == {403, 429}


def test_a_fixed_token_lets_in_as_often_as_wanted(tmp_path: Path) -> None:
    made = app(folder(tmp_path / "office", "tay-son"), token="mot-hai-ba-bon-nam-sau")
    form = {"token": "mot-hai-ba-bon-nam-sau", "name": "An"}
    assert [_stranger(made).post("/sign-in", data=form).status_code for _ in range(2)] == [303, 303]
