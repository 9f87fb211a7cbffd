"""One record followed through what was weighed: for a terminal, as plain data, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from extract.catalogue.entries import named
from extract.contract.model import Target
from extract.contract.wording import value
from extract.measure.reasons import Weighed
from extract.messages import Language, say

_LONGEST = 80  # characters of a cell in Markdown


def plain(target: Target, weighed: Sequence[Weighed]) -> dict[str, Any]:
    """What is told, ready for JSON."""
    slots = [{**each._asdict(), "reasons": [reason._asdict() for reason in each.reasons]} for each in weighed]
    why = [each.model_dump() for each in target.why]
    return {"id": target.id, "kind": target.kind, "confidence": target.confidence, "why": why, "weighed": slots}


def told(target: Target, weighed: Sequence[Weighed], raw: str, language: Language) -> Iterator[str | Table]:
    """The record, the rules that made it, and a table for each slot; `raw`: the document as read."""
    name = named(target.indicator.id, target.indicator.name, language)
    yield say("why.record", language, name=name, value=value(target, language))
    yield target.source.sentence.text
    rules = Table(title=say("why.rules", language), title_justify="left")
    for each in target.why:
        rules.add_row(Text(each.rule), Text(" ".join(raw[each.start : each.end].split())))
    rules.show_header = False
    yield rules
    for slot in weighed:
        yield _slot(slot, language)
        yield say(f"why.sum.{slot.slot}", language, sum=slot.sum, likely=slot.likely, confidence=target.confidence)


def _slot(slot: Weighed, language: Language) -> Table:
    table = Table(title=say(f"why.slot.{slot.slot}", language), title_justify="left")
    table.add_column(say("why.weight", language), justify="right")
    for name in ("seen", "words"):
        table.add_column(say(f"why.{name}", language), overflow="fold")
    table.add_row(f"{slot.bias:+.2f}", say("why.bias", language), "")
    for each in slot.reasons:
        weight = say("why.no_weight", language) if each.weight is None else f"{each.weight:+.2f}"
        table.add_row(weight, Text(f"{each.means[language == 'vi']} [{each.id}]"), Text(each.words))
    return table


def markdown(target: Target, weighed: Sequence[Weighed], raw: str) -> str:
    """The same in Markdown, in English, for docs/how-it-decides.md."""
    lines = [f"> {target.source.sentence.text}", "", *_rows(("rule", "words"))]
    lines += [f"| `{each.rule}` | {_cell(raw[each.start : each.end])} |" for each in target.why]
    for slot in weighed:
        title = say(f"why.slot.{slot.slot}", "en")
        lines += ["", f"**{title}**", "", *_rows(("weight", "evidence", "seen is that", "words"))]
        lines.append(f"| {slot.bias:+.2f} | | {say('why.bias', 'en')} | |")
        for each in slot.reasons:
            weight = say("why.no_weight", "en") if each.weight is None else f"{each.weight:+.2f}"
            lines.append(f"| {weight} | `{each.id}` | {_cell(each.means[0])} | {_cell(each.words)} |")
        values = {"sum": slot.sum, "likely": slot.likely, "confidence": target.confidence}
        lines += ["", f"{say(f'why.sum.{slot.slot}', 'en', **values)}."]
    return "\n".join(lines)


def _rows(head: Sequence[str]) -> tuple[str, str]:
    return f"| {' | '.join(head)} |", "|---" * len(head) + "|"


def _cell(text: str) -> str:
    short = " ".join(text.split()).replace("|", "\\|")
    return short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1]}…"
