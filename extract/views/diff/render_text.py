"""A diff for a terminal: document by document, then in sum; and the three lines of `--summary`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extract.contract.model import Target
from extract.messages import Language, say
from extract.views.diff.changes import Diff, Document, Field, Pair, Rules, Single
from extract.views.diff.telling import (
    clipped,
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

COLOURS = {"+": "green", "−": "red", "~": "yellow"}
SENTENCE = 220  # characters of a sentence that are shown around its value
FEW = 6  # lines of what is not core, a document
RULES = 12  # rules listed at the end
LINE = 100  # characters of a list in the summary
# Marked as `git diff --word-diff` does, so that it reads without colours too.
_CHANGE = {"same": ("", "", ""), "gone": ("[-", "-]", "red"), "came": ("{+", "+}", "green")}


def summary(diff: Diff, language: Language) -> list[str]:
    """Three lines: how many records, in which documents, by which rules."""
    totals = diff.totals
    more = say("diff.summary.minor", language, minor=totals.minor) if totals.minor else ""
    counts = {key: getattr(totals, key) for key in ("gained", "lost", "changed", "unchanged")}
    names = {"old": inert(diff.old), "new": inert(diff.new), "documents": len(diff.documents)}
    first = say("diff.summary.totals", language, more=more, **counts, **names)
    told = [f"{inert(each.id)} {signed(each.counts) or _status(each, language)}" for each in _touched(diff)]
    second = say("diff.summary.documents", language, documents=_listed(told, language))
    rules = [f"{inert(rule)} {signed(part)}" for rule, part in diff.rules.items()]
    third = say("diff.summary.rules", language, rules=_listed(rules, language))
    if not rules:
        third = say("diff.no_rule" if told else "diff.nothing", language)
    return [first, second if told else say("diff.summary.no_document", language), third]


def _status(document: Document, language: Language) -> str:
    return say(f"diff.status.{document.status}", language)


def _touched(diff: Diff) -> list[Document]:
    """Documents that came, went, or have a record gained, lost or changed."""
    return [each for each in diff.documents if each.status in ("added", "removed") or signed(each.counts)]


def _listed(items: Sequence[str], language: Language) -> str:
    """The first items that a line holds, and how many there are besides."""
    shown, length = 0, 0
    while shown < len(items) and (not shown or length + len(items[shown]) <= LINE):
        length += len(items[shown]) + 2
        shown += 1
    rest = len(items) - shown
    tail = [say("diff.rest", language, number=rest)] if rest else []
    return ", ".join([*items[:shown], *tail])


def rendered(diff: Diff, language: Language) -> Iterator[RenderableType]:
    """What the terminal shows, piece by piece."""
    for document in diff.differing:
        yield from _document(document, language)
        yield Text()
    if diff.rules:
        yield _rules(diff, language)
        yield Text()
    totals, *rest = summary(diff, language)
    yield Text(totals, style="bold")
    yield Text("\n".join(rest))


def _document(document: Document, language: Language) -> Iterator[RenderableType]:
    head = Text(title(document), style="bold")
    for note in notes(document, language):
        head.append(f" · {note}", style="bold magenta")
    counts = document.counts
    tally = _coloured(signed(counts))
    quiet = [f"{getattr(counts, key)} {say(f'diff.{key}', language)}" for key in ("minor", "unchanged", "moved")]
    shown = [text for text in quiet if not text.startswith("0 ")]
    tally.append(("  " if tally else "") + ", ".join(shown), style="dim")
    yield head
    yield Padding(tally, (0, 0, 0, 2))
    for gained in document.gained:
        yield from _single(gained, "+", language)
    for lost in document.lost:
        yield from _single(lost, "−", language)
    for pair in document.changed:
        yield from _changed(pair, language)
    yield from _rest(document, language)


def _coloured(signs: str) -> Text:
    """ "+2 −1", each in its colour."""
    text = Text()
    for sign in signs.split():
        text.append(sign, style=f"bold {COLOURS[sign[0]]}")
        text.append(" ")
    text.rstrip()
    return text


def _titled(target: Target, sign: str, language: Language) -> RenderableType:
    line = Text.assemble((f"{sign} ", f"bold {COLOURS[sign]}"), (name(target), "bold"))
    line.append(f"  {gist(target, language)}", style=COLOURS[sign])
    return _hanging(line, 2)


def _hanging(line: Text, indent: int) -> RenderableType:
    """A first column as wide as the sign, so that wrapped lines stand under the text and not under the sign."""
    grid = Table.grid(padding=0)
    grid.add_column(width=2)
    grid.add_column(overflow="fold")
    grid.add_row(line[:2], line[2:])
    return Padding(grid, (0, 0, 0, indent))


def _sentence(target: Target) -> RenderableType:
    before, value, after = clipped(marked(target), SENTENCE)
    text = Text.assemble("“", before, (value, "bold underline"), after, "”", overflow="fold")
    return Padding(text, (0, 0, 0, 4))


def _rule_line(rules: Rules, language: Language) -> RenderableType:
    line = Text(f"{say('diff.rules', language)}: ", style="dim", overflow="fold")
    signs = rule_signs(rules)
    for place, (sign, rule) in enumerate(signs):
        line.append(" " if place else "")
        line.append(f"{sign}{rule}", style=COLOURS[sign])
    if not signs:
        line.append(say("diff.rules.same", language))
    return Padding(line, (0, 0, 0, 4))


def _single(single: Single, sign: str, language: Language) -> Iterator[RenderableType]:
    yield _titled(single.target, sign, language)
    yield _sentence(single.target)
    why = reason(single, gained=sign == "+", language=language)
    if why:
        yield Padding(Text(why, style="magenta"), (0, 0, 0, 4))
    yield _rule_line(single.rules, language)


def _sides(field: Field, language: Language) -> Text:
    """Old and new: word by word where it is prose, else old → new."""
    text = Text(overflow="fold")
    if is_prose(field):
        for what, piece in pieces(field.old, field.new):
            open_, close, style = _CHANGE[what]
            text.append(f"{open_}{piece}{close}", style=style)
        return text
    text.append(field_value(field, field.old, language), style="red")
    text.append(" → ", style="dim")
    text.append(field_value(field, field.new, language), style="green")
    return text


def _fields(fields: Sequence[Field], language: Language) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for field in fields:
        grid.add_row(field_name(field, language), _sides(field, language))
    return Padding(grid, (0, 0, 0, 4))


def _changed(pair: Pair, language: Language) -> Iterator[RenderableType]:
    yield _titled(pair.new, "~", language)
    fields = list(shown_fields(pair.fields))
    yield _fields(fields, language)
    if not any(field.name == "sentence" for field in fields):
        yield _sentence(pair.new)
    yield _rule_line(pair.rules, language)


def _rest(document: Document, language: Language) -> Iterator[RenderableType]:
    """What is no gain, loss or change of a record, in dim lines and not more than a few of each sort."""
    lines = []
    for pair in document.minor:
        told = [_told(field, language) for field in shown_fields(pair.fields)]
        told += [f"{sign}{rule}" for sign, rule in rule_signs(pair.rules)]
        lines.append(f"· {name(pair.new)}: {'; '.join(told) or say('diff.rules', language)}")
    yield from _few(lines, language)
    for field in document.head:
        if field.name != "sha256":
            yield _dim(f"· {_told(field, language)}")
    for sign, notices in (("+", document.warnings_came), ("−", document.warnings_gone)):
        for notice in notices:
            text = f"{sign} {say('diff.warning', language, code=inert(notice.code))}: {inert(notice.message)}"
            yield _hanging(Text(text, style=COLOURS[sign]), 2)
    lines = [
        f"· “{inert(n.text)}” {say(f'diff.move.{n.move}', language)}: {inert(n.old or '—')} → {inert(n.new or '—')}"
        for n in document.numbers
    ]
    yield from _few(lines, language)


def _told(field: Field, language: Language) -> str:
    """A field in one line: "confidence 0.97 → 0.89"."""
    sides = (field_value(field, side, language) for side in (field.old, field.new))
    return f"{field_name(field, language)} {' → '.join(_short(side) for side in sides)}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


def _few(lines: Sequence[str], language: Language) -> Iterator[RenderableType]:
    shown = lines if len(lines) <= FEW + 1 else lines[:FEW]
    for line in shown:
        yield _dim(line)
    if len(shown) < len(lines):
        yield _dim(f"· {say('diff.rest', language, number=len(lines) - len(shown))}")


def _dim(line: str) -> RenderableType:
    return _hanging(Text(line, style="dim"), 2)


def _rules(diff: Diff, language: Language) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(overflow="fold")
    table.add_column()
    table.add_row(Text(say("diff.rules.by", language), style="bold"), "")
    rules = list(diff.rules.items())
    for rule, part in rules[:RULES]:
        table.add_row(Text(f"  {inert(rule)}"), _coloured(signed(part)))
    if len(rules) > RULES:
        table.add_row(Text(f"  {say('diff.rest', language, number=len(rules) - RULES)}", style="dim"), "")
    return table
