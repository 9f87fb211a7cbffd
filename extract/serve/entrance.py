"""Coming in, going out, and the language that is spoken: all that needs nobody signed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from extract.messages import Language
from extract.serve.office import Office, TheOffice, Visitor
from extract.serve.rendering import page
from extract.serve.sessions import LONGEST_NAME, TooManyWrong, cleaned_name

entrance = APIRouter(include_in_schema=False)
inside = APIRouter(include_in_schema=False)


@entrance.get("/sign-in")
def asked(request: Request, here: TheOffice, token: str = "") -> Response:
    """The form that asks for a name; whoever opens the printed address sees it.  It uses up nothing."""
    return _form(request, here, token[:200])


@entrance.post("/sign-in")
def signed_in(
    request: Request,
    here: TheOffice,
    token: Annotated[str, Form(max_length=200)] = "",
    name: Annotated[str, Form(max_length=500)] = "",
    language: Annotated[str, Form(max_length=2)] = "vi",
) -> Response:
    """A session for whoever has a token and tells a name."""
    spoken: Language = "en" if language == "en" else "vi"
    kept = cleaned_name(name)
    if kept is None:
        return _form(request, here, token, "serve.sign_in.no_name", spoken, 422)
    try:
        cookie = here.sessions.entered(token, kept, spoken)
    except TooManyWrong:
        return _form(request, here, "", "serve.sign_in.too_many", spoken, 429)
    if cookie is None:
        return _form(request, here, "", "serve.sign_in.wrong", spoken, 403)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        here.sessions.cookie,
        cookie,
        max_age=here.settings.session_days * 86_400,
        httponly=True,
        samesite="strict",
        secure=here.settings.secure,
    )
    return answer


def _form(
    request: Request, here: Office, token: str, wrong: str | None = None, language: Language | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    values = {"token": token, "wrong": wrong, "longest": LONGEST_NAME}
    return page(request, "sign_in.html.j2", None, values, language=language or here.settings.language, status=status)


@inside.post("/sign-out")
def signed_out(here: TheOffice, who: Visitor) -> Response:
    """The end of a session."""
    here.sessions.left(who.session)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(here.sessions.cookie, path="/", httponly=True, samesite="strict")
    return answer


@inside.post("/language")
def language(here: TheOffice, who: Visitor, language: Annotated[str, Form(max_length=2)]) -> Response:
    """The other language from now on."""
    here.sessions.speaks(who.session, "en" if language == "en" else "vi")
    return RedirectResponse("/", 303)


@inside.post("/invitations")
def invitation(request: Request, here: TheOffice, who: Visitor) -> Response:
    """An address for one more reviewer."""
    base = (here.settings.address or str(request.base_url)).rstrip("/")
    values = {"address": f"{base}/sign-in?token={here.sessions.invited(who.name)}"}
    return page(request, "invitation.html.j2", who, values)
