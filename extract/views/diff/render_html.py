"""A diff as one self-contained page: both languages, no request to anywhere, every text escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from extract.contract.model import Target
from extract.messages import Language, say
from extract.views.diff.changes import Counts, Diff, Document, Field, Rule, Single
from extract.views.diff.telling import (
    field_name,
    field_value,
    gist,
    inert,
    is_prose,
    marked,
    name,
    notes,
    pieces,
    reason,
    rule_signs,
    shown_fields,
    signed,
    title,
)

_TEMPLATES = Path(__file__).parent / "templates"
_CLASSES = {"+": "plus", "−": "minus", "~": "tilde"}
_TINT = {"gained": "plus", "lost": "minus", "changed": "tilde", "minor": "", "unchanged": "quiet"}
_BOTH = Markup('<span lang="en">{}</span><span lang="vi">{}</span>')


def page(diff: Diff, language: Language) -> str:
    """The page, shown in `language` first; the same bytes for the same diff."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    style, script = ((_TEMPLATES / f"diff.{kind}").read_text("utf-8") for kind in ("css", "js"))
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}"
    sides = f"{inert(diff.old)} → {inert(diff.new)}"
    titles = {each: f"{say('diff.title', each)}: {sides}" for each in ("en", "vi")}
    return environment.get_template("diff.html.j2").render(
        diff=diff, language=language, totals=diff.totals, titles=titles, policy=policy,
        style=Markup(style), script=Markup(script), css=_CLASSES, tint=_TINT, **_WORDS,
    )  # fmt: skip


def _hash(text: str) -> str:
    """A source of the content security policy that allows this very text and no other."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _both(told: Callable[[Language], str]) -> Markup:
    """A text in both languages, of which the page shows one; once where they are the same."""
    english, vietnamese = told("en"), told("vi")
    return escape(english) if english == vietnamese else _BOTH.format(english, vietnamese)


def _t(key: str) -> Markup:
    return _both(lambda language: say(key, language))


def _side(field: Field, given: Any) -> Markup:
    return _both(lambda language: field_value(field, given, language))


def _gist(target: Target) -> Markup:
    return _both(lambda language: gist(target, language))


def _field_name(field: Field) -> Markup:
    return _both(lambda language: field_name(field, language))


def _reason(single: Single, gained: bool) -> Markup:
    return _both(lambda language: reason(single, gained=gained, language=language))


def _rest(number: int) -> Markup:
    return _both(lambda language: say("diff.rest", language, number=number))


def _notes(document: Document) -> list[Markup]:
    pairs = zip(notes(document, "en"), notes(document, "vi"), strict=True)
    return [
        escape(english) if english == vietnamese else _BOTH.format(english, vietnamese) for english, vietnamese in pairs
    ]


def _signs(counts: Counts | Rule) -> list[tuple[str, str]]:
    return [(text, _CLASSES[text[0]]) for text in signed(counts).split()]


_WORDS: dict[str, Any] = {
    "t": _t, "side": _side, "gist": _gist, "field_name": _field_name, "reason": _reason, "notes": _notes, "rest": _rest,
    "signs": _signs, "inert": inert, "is_prose": is_prose, "marked": marked, "name": name, "pieces": pieces,
    "rule_signs": rule_signs, "shown_fields": shown_fields, "title": title,
}  # fmt: skip
