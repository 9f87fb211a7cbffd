"""The review page of a document: its text with marks, its records, and verdicts that are kept as they are given."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup, escape

from extract.contract.model import Extraction
from extract.messages import Language, say
from extract.readers import holding
from extract.serve.office import Office, TheOffice, Visitor
from extract.serve.pages.said import told
from extract.serve.rendering import address_of
from extract.serve.sources import SOURCES
from extract.views.review.originals import Found
from extract.views.review.paper import made
from extract.views.review.rendering import MARKING, embedded, environment, filled

marking = APIRouter()
_SCRIPTS = (*(f"review/{name}" for name in MARKING), "saving.js", "review/keys.js")
_HELD = 24  # documents whose text stands ready as HTML
_SPOKEN = ("saving", "saving.failed", "saving.changed", "saving.refused", "saving.signed_out", "saved", "mine",
           "agree", "settle", "differ", "kept.server")  # fmt: skip


_HOLES = ("csrf", "name", "together", "following", "words")
"""What of a page depends on who asks, and when."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A page but for its holes: what depends on the text and the extractor alone.

    `base`: the output it was made of, `digest` that output's; `pieces`: HTML, at every second place the name of a hole;
    `bare`: its text was not to be had.
    """

    base: Extraction
    digest: str
    pieces: tuple[str, ...]
    bare: bool


_laid: OrderedDict[tuple[str, Language], _Laid] = OrderedDict()
_lock = threading.Lock()
_making: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


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
    """A document's page, made once as long as the extractor's output is the same, for however many ask at once."""
    key = (base.document.id, language)
    with _lock:
        making = _making[base.document.id]
    with making:
        with _lock:
            held = _laid.get(key)
        come = held is not None and held.bare and here.folder.text(base.document.id).source is not None
        if held is None or held.base is not base or come:
            digest = sha256(base.model_dump_json().encode()).hexdigest()
            if held is None or held.digest != digest or come:
                text = here.folder.text(base.document.id)
                held = _Laid(base, digest, _pieces(here, base, text, language), text.source is None)
            else:
                held = _Laid(base, digest, held.pieces, held.bare)
        with _lock:
            _laid[key] = held
            _laid.move_to_end(key)
            while len(_laid) > _HELD:
                _laid.popitem(last=False)
    return held


def _pieces(here: Office, base: Extraction, text: Found, language: Language) -> tuple[str, ...]:
    """A page rendered with marks where its holes are, and cut there."""
    page = made(base, _with_pictures(here, text))
    marks = {name: Markup(f"[{token_hex(16)}]") for name in _HOLES}  # nobody can write one into a document
    given: dict[str, Any] = filled(page, language)
    given["spoken"] |= {key: (say(f"serve.{key}", "en"), say(f"serve.{key}", "vi")) for key in _SPOKEN}
    given["states"] = (*given["states"], "conflict")
    known = embedded(given.pop("data"))
    html = (
        _environment()
        .get_template("marking.html.j2")
        .render(
            **given,
            data_json=known[:-1] + Markup(",") + marks["words"] + Markup("}"),
            s=lambda key, **more: say(key, language, **more),
            scripts=_SCRIPTS,
            **{name: mark for name, mark in marks.items() if name != "words"},
        )
    )
    names = {str(mark): name for name, mark in marks.items()}
    cut = re.split("(" + "|".join(map(re.escape, names)) + ")", html)
    return tuple(names.get(piece, piece) for piece in cut)


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
    words = told(state, who.name)
    judged = {each["id"] for each in (*words["mine"], *words["others"])} - {None}
    following = _following(here, id)
    onward = Markup(' <a href="/documents/{}">{} →</a>').format(
        quote(following or "", safe=""), say("serve.marking.following", who.language)
    )
    filling = {
        "csrf": escape(who.csrf), "name": escape(who.name), "together": str(len(judged)),
        "following": onward if following else "", "words": embedded({**words, "reviewer": who.name})[1:-1],
    }  # fmt: skip
    pieces = laid(here, state.base, who.language).pieces
    return HTMLResponse("".join(filling[piece] if place % 2 else piece for place, piece in enumerate(pieces)))


@marking.get("/documents/{id}/said")
def said(here: TheOffice, who: Visitor, id: str) -> Response:
    """What was said of a document so far."""
    return JSONResponse(told(here.judging.state(id), who.name))
