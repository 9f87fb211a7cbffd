"""A diff as Markdown for a pull request: a table of documents, and one folded part for each."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from extract.contract.model import Target
from extract.messages import Language, say
from extract.views.diff.changes import Diff, Document, Field, Pair, Single
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

MOST = 60_000
"""Characters that a pull request takes (65,536 on the best-known site), less what its author writes."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$^=])")
_CALL = re.compile(r"@(?=\w)|#(?=\d)")  # what code hosts turn into links after Markdown is done
_COUNTED = ("gained", "lost", "changed", "minor", "unchanged")
_SIGNS = {"+": "\\+", "−": "−", "~": "\\~"}
_CHANGE = {"same": "{}", "gone": "<del>{}</del>", "came": "<ins>{}</ins>"}


def literal(text: str) -> str:
    """Text that Markdown shows as it is: no markup, no HTML, no link, and nobody is called by an @."""
    safe = _SPECIAL.sub(r"\\\1", html.escape(inert(text), quote=True).replace("&#x27;", "'"))
    return _CALL.sub("\\g<0>\u2060", safe)


def _in_html(text: str) -> str:
    """Text inside an HTML tag that Markdown does not read."""
    return _CALL.sub("\\g<0>\u2060", html.escape(inert(text)))


def _code(text: str) -> str:
    """An id as code; ids hold neither line ends nor tags, and what a stranger puts there stays text."""
    return f"<code>{literal(text)}</code>"


def text(diff: Diff, language: Language) -> str:
    """The whole diff; documents that would make it too long stand in the table only, and their number is said."""
    totals, differing = diff.totals, diff.differing
    sides = say("diff.from_to", language, old=literal(diff.old), new=literal(diff.new))
    counts = " · ".join(f"**{getattr(totals, key)}** {say(f'diff.{key}', language)}" for key in _COUNTED)
    parts = [f"### {say('diff.title', language)}\n\n{sides}: {counts}\n"]
    if not differing:
        return parts[0] + f"\n{say('diff.nothing', language)}\n"
    parts.append(_table(diff, language))
    if diff.rules:
        rules = ", ".join(f"{_code(rule)} {signed(part)}" for rule, part in list(diff.rules.items())[:20])
        parts.append(f"**{say('diff.rules', language)}** {rules}\n")
    length, told = sum(map(len, parts)), 0
    for document in differing:
        body = "\n".join(_document(document, language)) + "\n"
        if length + len(body) > MOST:
            break
        parts.append(body)
        length += len(body)
        told += 1
    if told < len(differing):
        parts.append(f"_{say('diff.cut', language, number=len(differing) - told)}_\n")
    return "\n".join(parts)


def _table(diff: Diff, language: Language) -> str:
    heads = [say("diff.document", language), *(say(f"diff.{key}", language) for key in _COUNTED)]
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * len(_COUNTED)]
    length = 0
    for document in diff.differing:
        label = literal(document.id)
        extra = "".join(f" ({literal(note)})" for note in notes(document, language))
        cells = [label + extra, *(str(getattr(document.counts, key) or "") for key in _COUNTED)]
        lines.append("| " + " | ".join(cells) + " |")
        length += len(lines[-1])
        rest = len(diff.differing) - (len(lines) - 2)
        if rest and length > MOST // 2:
            return "\n".join(lines) + f"\n\n{say('diff.rest', language, number=rest)}\n"
    return "\n".join(lines) + "\n"


def _document(document: Document, language: Language) -> Iterator[str]:
    tally = f" ({signed(document.counts)})" if signed(document.counts) else ""
    yield f"<details><summary><b>{_in_html(title(document))}</b>{tally}</summary>\n"
    for gained in document.gained:
        yield from _single(gained, "+", language)
    for lost in document.lost:
        yield from _single(lost, "−", language)
    for pair in document.changed:
        yield f"- {_SIGNS['~']} {_titled(pair.new, language)}"
        yield from (f"  - {_told(field, language)}" for field in shown_fields(pair.fields))
        if not any(field.name == "sentence" for field in pair.fields):
            yield f"  - {_sentence(pair.new)}"
        yield _rules(pair, language)
    if document.minor:
        yield f"- {say('diff.minor', language)}"
        for pair in document.minor:
            yield f"  - {_minor(pair, language)}"
    yield from (f"- {_told(field, language)}" for field in document.head if field.name != "sha256")
    for sign, notices in (("+", document.warnings_came), ("−", document.warnings_gone)):
        for notice in notices:
            yield f"- {sign} {say('diff.warning', language, code=literal(notice.code))}: {literal(notice.message)}"
    if document.numbers:
        yield f"- {say('diff.numbers', language)}"
        for number in document.numbers:
            move = say(f"diff.move.{number.move}", language)
            sides = " → ".join(_code(side) if side else "—" for side in (number.old, number.new))
            yield f"  - “{literal(number.text)}” {move}: {sides}"
    yield "\n</details>"


def _titled(target: Target, language: Language) -> str:
    return f"**{literal(name(target))}** {literal(gist(target, language))}"


def _sentence(target: Target) -> str:
    before, value, after = map(literal, marked(target))
    return f"“{before}<b>{value}</b>{after}”" if value else f"“{before}”"


def _single(single: Single, sign: str, language: Language) -> Iterator[str]:
    yield f"- {_SIGNS[sign]} {_titled(single.target, language)}"
    yield f"  - {_sentence(single.target)}"
    why = reason(single, gained=sign == "+", language=language)
    if why:
        yield f"  - {literal(why)}"
    yield _rules(single, language)


def _rules(found: Single | Pair, language: Language) -> str:
    signs = " ".join(f"{_SIGNS[sign]}{_code(rule)}" for sign, rule in rule_signs(found.rules))
    return f"  - {say('diff.rules', language)}: {signs or say('diff.rules.same', language)}"


def _told(field: Field, language: Language) -> str:
    if is_prose(field):
        worded = "".join(_CHANGE[what].format(literal(piece)) for what, piece in pieces(field.old, field.new))
        return f"{field_name(field, language)}: {worded}"
    sides = (literal(field_value(field, side, language)) for side in (field.old, field.new))
    return f"{field_name(field, language)}: {' → '.join(sides)}"


def _minor(pair: Pair, language: Language) -> str:
    told = [_told(field, language) for field in shown_fields(pair.fields)]
    told += [f"{_SIGNS[sign]}{_code(rule)}" for sign, rule in rule_signs(pair.rules)]
    return f"{literal(name(pair.new))}: {'; '.join(told) or say('diff.rules', language)}"
