"""Records and fields of a diff in words, for all ways of showing it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, Literal, cast

from extract.contract.codes import CodeKind, meaning
from extract.contract.codes.values import RELATION_SIGNS
from extract.contract.model import Relation, Target
from extract.contract.wording import period, value
from extract.messages import Language, said, say
from extract.views.diff.changes import Counts, Document, Field, Rule, Rules, Single

Piece = tuple[Literal["same", "gone", "came"], str]

_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
_KINDS: dict[str, CodeKind] = {
    "kind": "kind", "level": "level", "unit": "unit", "direction": "direction", "per": "per", "type": "document_type",
    "text_state": "text_state",
}  # fmt: skip
_PROSE = {"sentence", "indicator_text", "indicator_name", "value_text", "exclusion", "title"}


def inert(text: str) -> str:
    """The text with what a terminal or browser would act on made visible: control and direction characters."""
    if text.isprintable():
        return text
    return "".join(
        c
        if c.isprintable() or c == "\u00ad"
        else " "
        if c.isspace()
        else f"\\x{ord(c):02x}"
        if ord(c) < 256
        else "\ufffd"
        for c in text
        if unicodedata.category(c) != "Cs"
    )


def title(document: Document) -> str:
    """What tells a reader which document it is: id, place, number."""
    head = document.new or document.old
    assert head is not None
    place = head.district or (head.province.name if head.province else None)
    return inert(" · ".join(part for part in (document.id, place, head.number) if part))


def notes(document: Document, language: Language) -> list[str]:
    """What is to be said of a document as a whole."""
    said_of = []
    if document.status in ("added", "removed"):
        said_of.append(say(f"diff.status.{document.status}", language))
    if document.old and document.new and document.old.id != document.new.id:
        said_of.append(say("diff.status.renamed", language, id=inert(document.old.id)))
    if document.source_changed:
        said_of.append(say("diff.source_changed", language))
    return said_of


def signed(counts: Counts | Rule) -> str:
    """ "+2 −1 ~3": what came, went and changed, zeros left out."""
    if isinstance(counts, Counts):
        numbers = (counts.gained, counts.lost, counts.changed)
    else:
        numbers = (counts.came, counts.gone, counts.shifted)
    return " ".join(f"{sign}{number}" for sign, number in zip("+−~", numbers, strict=True) if number)


def name(target: Target) -> str:
    """What is measured."""
    text = target.indicator.name + (f" ({target.part})" if target.part else "")
    return inert(text)


def gist(target: Target, language: Language) -> str:
    """How much, by when, for whom: "≥ 80% · by 2025 · province"."""
    level = meaning("level", target.level, language) if target.level else ""
    kind = meaning("kind", target.kind, language) if target.kind == "actual" else ""
    return inert(" · ".join(part for part in (value(target, language), period(target, language), level, kind) if part))


def field_name(field: Field, language: Language) -> str:
    """The field's name as a reader knows it."""
    return said(f"diff.field.{field.name}", language, field.name)


def _figure(number: float | int, language: Language) -> str:
    text = f"{number:.10g}"
    return text.replace(".", ",") if language == "vi" else text


def _years(span: dict[str, Any]) -> str:
    return "–".join(str(year) for year in dict.fromkeys((span["start"], span["end"])) if year)


def field_value(field: Field, given: Any, language: Language) -> str:
    """One side of a field as a reader would write it."""
    if given is None:
        return say("diff.none", language)
    match field.name:
        case name if name in _KINDS:
            text = meaning(_KINDS[name], given, language)
        case "relation":
            text = RELATION_SIGNS[cast(Relation, given)]
        case "period":
            text = say(f"period.{given['type']}", language, start=given["start"] or "…", end=given["end"])
        case "baseline" | "horizon":
            text = _years(given)
        case "indicator":
            text = given["id"] or f"“{given['name']}”"
        case "province":
            text = given["name"]
        case "sha256":
            text = f"{given[:12]}…"
        case "why":
            text = ", ".join(given)
        case "place":
            text = given["name"]
        case "reviewed":
            text = reviewed(given, language)
        case _:
            text = _figure(given, language) if isinstance(given, int | float) else str(given)
    return inert(text)


def pieces(old: str, new: str) -> list[Piece]:
    """Two wordings as one, word by word: what stayed, what went, what came; neighbouring changes are one."""
    a, b = (_PIECES.findall(inert(text)) for text in (old, new))
    found: list[Piece] = []
    gone = came = ""
    for tag, i, k, j, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        before, after = "".join(a[i:k]), "".join(b[j:m])
        if tag == "equal" and (before.strip() or not (gone or came)):
            found += _both(gone, came)
            found.append(("same", before))
            gone = came = ""
        else:
            gone, came = gone + before, came + after
    return found + _both(gone, came)


def _both(gone: str, came: str) -> list[Piece]:
    """A change, its spaces at the edges left outside where both wordings have them."""
    tail = gone[len(gone.rstrip()) :]
    if tail and gone != tail and came.rstrip() != came:
        gone, came = gone.rstrip(), came.rstrip()
    else:
        tail = ""
    found: list[Piece] = [("gone", gone)] if gone else []
    found += [("came", came)] if came else []
    return [*found, ("same", tail)] if tail else found


def is_prose(field: Field) -> bool:
    """Whether the two sides are running text, best shown word by word."""
    return field.name in _PROSE and isinstance(field.old, str) and isinstance(field.new, str)


def shown_fields(fields: tuple[Field, ...]) -> Iterator[Field]:
    """The fields worth a line: rules stand in a line of their own, a name that follows its words is left out."""
    names = {field.name for field in fields}
    for field in fields:
        if field.name != "why" and not (field.name == "indicator_text" and {"indicator_name", "indicator"} & names):
            yield field


def marked(target: Target) -> tuple[str, str, str]:
    """The sentence in three: before the value, the value, after it (the last two empty where it is not found).

    The record's own place is tried first; only where the readable sentence leaves characters of the document out
    is the value looked for, at the occurrence nearest to that place.
    """
    source, band = target.source, target.measure.band
    text, wanted = source.sentence.text, source.text
    at = source.start - source.sentence.start
    if not wanted or text[at : at + len(wanted)] != wanted:
        if band and wanted not in text:
            wanted = band  # its diacritics were restored
        found = [match.start() for match in re.finditer(re.escape(wanted), text)] if wanted else []
        if not found:
            return inert(text), "", ""
        at = min(found, key=lambda place: (abs(place - at), place))
    return inert(text[:at]), inert(wanted), inert(text[at + len(wanted) :])


def clipped(parts: tuple[str, str, str], most: int) -> tuple[str, str, str]:
    """The sentence cut to about `most` characters around its value, at word ends."""
    before, middle, after = parts
    if len(before) + len(middle) + len(after) <= most:
        return parts
    if not middle:
        return before[:most].rsplit(" ", 1)[0] + " …", "", ""
    left = max(most - len(middle) - len(after), (most - len(middle)) // 2)
    if len(before) > left:
        before = "… " + before[len(before) - left :].partition(" ")[2]
    right = max(most - len(middle) - len(before), 20)
    if len(after) > right:
        after = after[:right].rpartition(" ")[0] + " …"
    return before, middle, after


def rule_signs(rules: Rules) -> list[tuple[str, str]]:
    """The rules with what became of them: ("+", "value.percent")."""
    signs = (("+", rules.came), ("−", rules.gone), ("~", rules.shifted))
    return [(sign, inert(rule)) for sign, ids in signs for rule in ids]


def reviewed(given: dict[str, Any], language: Language) -> str:
    """What a person said of a record: "corrected (Lan, 2026-01-01)"."""
    about = ", ".join(filter(None, (given["by"], (given["at"] or "")[:10])))
    verdict = say(f"reviewed.{given['verdict']}", language)
    return f"{verdict} ({about})" if about else verdict


def reason(single: Single, *, gained: bool, language: Language) -> str:
    """What the record's number is on the other side, empty where that is not known."""
    if single.target.reviewed is not None:
        return inert(reviewed(single.target.reviewed.model_dump(), language))
    side = "was" if gained else "now"
    if single.reason:
        return say(f"diff.{side}_rejected", language, reason=inert(single.reason))
    return say(f"diff.{side}_in", language, id=inert(single.elsewhere)) if single.elsewhere else ""
