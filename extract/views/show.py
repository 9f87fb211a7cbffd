"""Records, the catalogue and figures as Rich tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from extract.catalogue.entries import Entry, named
from extract.contract.codes import meaning
from extract.contract.model import Extraction, Head, Target
from extract.contract.offsets import RawOffset
from extract.contract.wording import period, value
from extract.measure.evaluate import Score, calibration_error, reliability
from extract.measure.gold import CORE
from extract.messages import Language, say
from extract.restore.restore import DOUBTFUL, Restored


def _caption(head: Head, language: Language) -> str:
    place = head.district or (head.province.name if head.province else None)
    kind = meaning("document_type", head.type, language)
    return " · ".join(part for part in (place, kind, head.number, head.issued) if part)


def place(target: Target, language: Language) -> str:
    """Where a value stands: its cell, or its page and rectangle (points), else its characters."""
    source = target.source
    if source.cell is not None:
        return source.cell
    if source.page is None:
        return say("place.characters", language, start=source.start, end=source.end)
    rects = " ".join(",".join(f"{x:.0f}" for x in rect) for rect in source.rects or ())
    return say("place.page", language, page=source.page) + (f" [{rects}]" if rects else "")


def records(extraction: Extraction, language: Language, *, places: bool = False) -> Table:
    """One row a record, in the order of the text; `places`: with the place of its value."""
    head = extraction.document
    table = Table(title=Text(head.id), caption=Text(_caption(head, language)), show_lines=False)
    table.add_column(say("column.indicator", language), ratio=1, overflow="fold")
    for name in ("level", "value", "period", "kind", "section"):
        table.add_column(say(f"column.{name}", language), overflow="fold")
    table.add_column(say("column.confidence", language), justify="right")
    if places:
        table.add_column(say("column.place", language), overflow="fold")
    for target in extraction.standing:
        name = named(target.indicator.id, target.indicator.name, language)
        cells = (
            f"{name} ({target.part})" if target.part else name,
            meaning("level", target.level, language) if target.level else "",
            value(target, language),
            period(target, language),
            meaning("kind", target.kind, language),
            " ".join(target.source.section),
            f"{target.confidence:.2f}",
            *((place(target, language),) if places else ()),
        )
        table.add_row(*map(Text, cells))
    return table


def indicators(entries: Iterable[Entry], language: Language) -> Table:
    """One row an entry of the catalogue."""
    table = Table()
    for name in ("id", "name_vi", "name_en"):
        table.add_column(say(f"column.{name}", language), overflow="fold")
    for entry in entries:
        table.add_row(*map(Text, (entry.id, entry.name_vi, entry.name_en)))
    return table


def confidence(rows: Sequence[Mapping[str, float | int]], language: Language) -> Table:
    """Predicted confidence beside the share that was strictly right, band by band."""
    table = Table(title=say("evaluate.reliability", language))
    for name in ("band", "records", "mean", "right"):
        table.add_column(say(f"evaluate.{name}", language), justify="right")
    for row in rows:
        band = f"{row['from']:.2f}–{row['to']:.2f}"
        table.add_row(band, str(row["records"]), f"{row['mean']:.3f}", f"{row['right']:.3f}")
    return table


def faults(score: Score, most: int) -> list[str]:
    """Up to `most` lines for each sort of fault: missed, extra, wrong."""
    lines = []
    for gold in score.missed[:most]:
        lines.append(f"MISSED {gold.text!r} @{gold.start} {gold.core['indicator']} {gold.words[:60]!r}")
    for given in score.extra[:most]:
        core = given.core
        lines.append(f"EXTRA  {given.text!r} @{given.start} {core['indicator']} {core['unit']} {core['relation']}")
    for wrong in score.wrong[:most]:
        pairs = (f"{f}: {wrong.gold.core[f]!r} got {wrong.given.core[f]!r}" for f in wrong.fields)
        lines.append(f"WRONG  {wrong.gold.text!r} @{wrong.gold.start} " + "; ".join(pairs))
    return lines


def figures(scores: Sequence[Score], total: Score, most: int, language: Language) -> list[str | Table]:
    """What `evaluate` prints: faults and a line for each document, the fields, all together."""
    shown: list[str | Table] = []
    for score in scores:
        shown += faults(score, most)
    for score in scores:
        counts = {name: getattr(score, name) for name in ("name", "wanted", "given", "found", "strict")}
        f1 = {"found_f1": score.found_f1, "strict_f1": score.strict_f1}
        shown.append(say("evaluate.document", language, **counts, **f1))
    numbers = total.figures()
    fields = " ".join(f"{name} {numbers['fields'][name]:.3f}" for name in CORE)
    shown.append(say("evaluate.fields", language, fields=fields))
    shown.append(say("evaluate.all", language, **numbers))
    if total.places:
        shown.append(say("evaluate.places", language, placed=total.placed, places=total.places))
    if total.judged:
        shown.append(confidence(reliability(total.judged), language))
        shown.append(say("evaluate.calibration", language, error=calibration_error(total.judged)))
    return shown


def expectations(rows: Sequence[Mapping[str, str | int | float]], language: Language) -> list[str]:
    """What share of the records of outputs is expected to be wrong, a line each."""
    return [say("evaluate.expected", language, **row) for row in rows]


def restoration(raw: str, restored: Restored, language: Language) -> Table:
    """Raw and restored lines side by side; changed words in colour, doubtful ones behind a question mark."""
    table = Table(say("restore.raw", language), say("restore.restored", language), show_lines=False)
    tokens = iter(restored.tokens)
    token = next(tokens, None)
    at = RawOffset(0)
    for line in raw.split("\n"):
        end = at + len(line)
        text, done = Text(), at
        while token is not None and token.raw_start <= end:
            doubtful = token.confidence < DOUBTFUL
            text.append(raw[done : token.raw_start])
            text.append(f"?{token.text}" if doubtful else token.text, style="bold red" if doubtful else "green")
            done = token.raw_end
            token = next(tokens, None)
        if done > at:
            table.add_row(line, text.append(raw[done:end]))
        at = end + 1
    return table
