"""The review page of a document: its text with marks, its records, and verdicts that are kept as they are given."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from extract.contract.model import Extraction
from extract.messages import Language, say
from extract.readers import holding
from extract.serve.office import Office, TheOffice, Visitor
from extract.serve.pages.said import told
from extract.serve.rendering import address_of
from extract.serve.sources import SOURCES
from extract.views.review.originals import Found
from extract.views.review.paper import Page, made
from extract.views.review.rendering import MARKING, environment, filled

marking = APIRouter()
_SCRIPTS = (*(f"review/{name}" for name in MARKING), "saving.js", "review/keys.js")
_HELD = 24  # documents whose text stands ready as HTML
_SPOKEN = ("saving", "saving.failed", "saving.changed", "saving.refused", "saving.signed_out", "saved", "mine",
           "agree", "settle", "differ", "kept.server")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Laid:
    """The parts of a page that depend on the text and the extractor alone."""

    page: Page
    text: Markup
    cards: Markup


_laid: OrderedDict[tuple[str, Language], _Laid] = OrderedDict()
_lock = threading.Lock()


@cache
def _environment() -> Environment:
    """That of the pages on the disk, in which ours stand before theirs."""
    ours = environment().overlay(
        loader=ChoiceLoader([PackageLoader("extract.serve"), PackageLoader("extract.views.review")])
    )
    ours.globals = {**environment().globals, "static": address_of}
    return ours


def warm() -> None:
    """Have the templates read, which takes longer than any page."""
    for name in ("marking.html.j2", "text.html.j2", "record.html.j2"):
        _environment().get_template(name)


def laid(here: Office, base: Extraction, language: Language) -> _Laid:
    """A document's text and cards as HTML, made once as long as the extractor's output is the same."""
    key = (sha256(base.model_dump_json().encode()).hexdigest(), language)
    with _lock:
        if key in _laid:
            _laid.move_to_end(key)
            return _laid[key]
    page = made(base, _with_pictures(here, here.folder.text(base.document.id)))
    values = {"pick": 1 if language == "vi" else 0, "page": page}
    text = _environment().get_template("text.html.j2").make_module(values)
    record = _environment().get_template("record.html.j2").make_module(values)
    done = _Laid(page, Markup(text.lines(page)), Markup(record.cards(page)))  # type: ignore[attr-defined]
    with _lock:
        _laid[key] = done
        while len(_laid) > _HELD:
            _laid.popitem(last=False)
    return done


def _with_pictures(here: Office, found: Found) -> Found:
    """A text with the place of its file on this machine, from which pictures of its pages are drawn."""
    places = (here.folder.path / SOURCES, here.folder.path, here.settings.sources or here.folder.path, Path())
    tails = (found.path, found.path.removeprefix(f"{SOURCES}/"))
    there = next((place / tail for place in places for tail in tails if holding(place / tail)), None)
    return replace(found, path=there.as_posix()) if there else found


def _following(here: Office, id: str) -> str | None:
    """The next document with something open, in the order of the list."""
    open_ones = [each.id for each in here.folder.summaries() if each.reviewed < each.records and each.id != id]
    return next((each for each in open_ones if each > id), open_ones[0] if open_ones else None)


@marking.get("/documents/{id}")
def shown(here: TheOffice, who: Visitor, id: str) -> Response:
    """The page of a document."""
    state = here.judging.state(id)
    parts = laid(here, state.base, who.language)
    words = told(state, who.name)
    given: dict[str, Any] = filled(parts.page, who.language)
    given["data"] |= {**words, "reviewer": who.name}
    given["spoken"] |= {key: (say(f"serve.{key}", "en"), say(f"serve.{key}", "vi")) for key in _SPOKEN}
    given["states"] = (*given["states"], "conflict")
    judged = {each["id"] for each in (*words["mine"], *words["others"])} - {None}
    template = _environment().get_template("marking.html.j2")
    return HTMLResponse(
        template.render(
            **given,
            who=who,
            s=lambda key, **more: say(key, who.language, **more),
            text_html=parts.text,
            cards_html=parts.cards,
            scripts=_SCRIPTS,
            together=len(judged),
            following=_following(here, id),
        )
    )


@marking.get("/documents/{id}/said")
def said(here: TheOffice, who: Visitor, id: str) -> Response:
    """What was said of a document so far."""
    return JSONResponse(told(here.judging.state(id), who.name))
