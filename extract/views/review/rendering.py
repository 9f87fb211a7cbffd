"""Pages as HTML: templates with every text escaped, style and script inside, nothing from elsewhere."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from extract.contract.model import Direction, Kind, Level, PeriodType, Relation, Unit
from extract.messages import Language
from extract.reviewing.agreement import Agreement
from extract.rules.loader import from_rules
from extract.views.review.captions import KEYS, WORDS, told
from extract.views.review.disputes import Dispute, row_of
from extract.views.review.index import Entry, choices
from extract.views.review.paper import Page, Record, data, folded

_SEPARATORS = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
MARKING = ("language.js", "review.js", "combobox.js", "form.js", "verdicts.js", "adding.js")
_PAGE_SCRIPTS = (*MARKING, "keeping.js", "keys.js")
_INDEX_SCRIPTS = ("language.js", "index.js")
_AGREEMENT_SCRIPTS = ("language.js", "agreement.js")
_FORM = {"kind": Kind, "unit": Unit, "relation": Relation, "direction": Direction, "period": PeriodType, "level": Level}
# Words that scripts say; all others stand in the page in both languages.
_SCRIPTED = ("form.", "load.", "save.", "unkept", "kept", "all.", "verdict.", "kind.", "unit.", "relation.")


def embedded(value: Any) -> Markup:
    """JSON that is safe inside a script element: no tag can end it, no line separator break it."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.translate(_SEPARATORS))


def both(words: tuple[str, str], tag: str = "span") -> Markup:
    """A text in both languages, of which the style sheet shows one; only once where they are the same."""
    english, vietnamese = map(escape, words)
    if english == vietnamese:
        return english
    return Markup(f'<{tag} class="en" lang="en">{english}</{tag}><{tag} class="vi" lang="vi">{vietnamese}</{tag}>')


def carriage(text: str) -> Markup:
    """Escaped text whose carriage returns stay what they are (a parser would make them line ends)."""
    return escape(text).replace("\r", Markup("&#13;"))


def _numbers(members: Sequence[int]) -> str:
    """The numbers of the records that a highlight holds: "3", "3–5"."""
    return str(members[0] + 1) if len(members) == 1 else f"{members[0] + 1}–{members[-1] + 1}"


def _worst(members: Sequence[int], records: Sequence[Record]) -> str:
    """The doubt about the least sure of some records; `void` where people found all of them wrong."""
    standing = [member for member in members if not _found_wrong(records[member])]
    if not standing:
        return "void"
    return max((records[member].doubt for member in standing), key=("sure", "fair", "doubtful").index)


def _found_wrong(record: Record) -> bool:
    return record.review is not None and record.review.verdict == "wrong"


def _path(section: Sequence[str]) -> str:
    """The labels that lead to a record, dashes and bullets left out."""
    return " › ".join(label for label in section if any(character.isalnum() for character in label))


@cache
def _static(*names: str) -> Markup:
    """Style sheets or scripts as they are put into the pages."""
    folder = Path(__file__).parent / "static"
    return Markup("\n".join((folder / name).read_text("utf-8") for name in names))


def _digest(text: str) -> str:
    """The source expression by which a Content-Security-Policy lets this very style or script run."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"


@cache
def _policy(style: str, *scripts: str) -> str:
    allowed = " ".join(map(_digest, scripts))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; img-src data:; "
        "connect-src 'none'; form-action 'none'; base-uri 'none'"
    )


@cache
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("extract.views.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        t=lambda key: both(WORDS[key]),
        said=lambda key, otherwise: both(told(key, otherwise)),
        en=lambda key: WORDS[key][0],
        vi=lambda key: WORDS[key][1],
        words=WORDS,
    )
    made.filters.update(both=both, carriage=carriage, embedded=embedded, numbers=_numbers, worst=_worst)
    made.filters["path"] = _path
    made.filters["kind_of"] = lambda member, records: records[member].target.kind
    return made


def _common(language: Language, scripts: tuple[str, ...], prefixes: tuple[str, ...]) -> dict[str, Any]:
    style, begin, script = _static("review.css"), _static("begin.js"), _static(*scripts)
    spoken = {key: words for key, words in WORDS.items() if key.startswith(prefixes)}
    return {
        "language": language,
        "pick": 1 if language == "vi" else 0,
        "style": style,
        "begin": begin,
        "script": script,
        "policy": _policy(style, begin, script),
        "spoken": spoken,
    }


@from_rules
def indicators() -> tuple[tuple[str, str, str], ...]:
    """What the form offers: (id, English, Vietnamese) of the catalogue by name, at last `other`."""
    from extract.catalogue.entries import catalogue

    named = sorted(catalogue().entries.values(), key=lambda entry: (folded(entry.name_vi), entry.id))
    return (
        *((each.id, each.name_en or each.name_vi, each.name_vi) for each in named),
        ("other", *WORDS["indicator.other"]),
    )


def filled(made: Page, language: Language) -> dict[str, Any]:
    """What page.html.j2 is filled with, but for style, scripts and policy."""
    return {
        "language": language,
        "pick": 1 if language == "vi" else 0,
        "spoken": {key: words for key, words in WORDS.items() if key.startswith(_SCRIPTED)},
        "page": made,
        "head": made.extraction.document,
        "data": data(made),
        "keys": KEYS,
        "catalogue": indicators(),
        "options": {name: get_args(literal) for name, literal in _FORM.items()},
        "states": ("open", "right", "wrong", "corrected"),
    }


def page(made: Page, language: Language) -> str:
    """A review page as HTML, in `language` until its reader picks the other."""
    around = {**_common(language, _PAGE_SCRIPTS, _SCRIPTED), **filled(made, language)}
    return environment().get_template("page.html.j2").render(**around)


def agreement(found: Sequence[Agreement], disputes: Sequence[Dispute], language: Language) -> str:
    """How far reviewers agree, and on what they do not, as a page beside index.html."""
    return environment().get_template("agreement.html.j2").render(
        **_common(language, _AGREEMENT_SCRIPTS, ()), rows=[row_of(each) for each in found], disputes=disputes
    )  # fmt: skip


def index(entries: list[Entry], language: Language, *, agreement: str | None = None) -> str:
    """The table of all documents as HTML; `agreement`: the page on how far reviewers agree, if there is one."""
    return environment().get_template("index.html.j2").render(
        **_common(language, _INDEX_SCRIPTS, ("type.", "state.", "problem.short.", "today", "verdict.judged")),
        entries=entries,
        choices=choices(entries),
        agreement=agreement,
    )  # fmt: skip
