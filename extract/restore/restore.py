"""Damaged text made readable, every restored word still tied to the characters it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING

from extract.contract.failures import notice
from extract.language.working import Working, replaced
from extract.restore.detect import judge
from extract.restore.lone_lines import lone_lines, sure_edits
from extract.restore.restored import DOUBTFUL, Restored, Token

if TYPE_CHECKING:
    from extract.restore.edits import Edit
    from extract.restore.packed import Model

__all__ = ["DOUBTFUL", "Restored", "Token", "restore"]

AT_ONCE = 120_000  # characters decoded together: bounds the memory, and is plenty to learn a file's errors from


def restore(working: Working, model: Model | None = None) -> Restored:
    """The text with damaged and stripped blocks, and lone lines without marks in clean ones, restored."""
    text = working.text
    blocks = judge(text)
    notices: list[tuple[str, str]] = []
    edits: list[Edit] = []
    verdicts = ("damaged", "stripped", "foreign", "clean")
    spans = {v: [(a, b) for a, b, verdict in blocks if verdict == v] for v in verdicts}
    lone = lone_lines(text, spans["clean"])
    if spans["damaged"] or spans["stripped"] or lone:
        from extract.restore.edits import edits_of  # NumPy and the model, for text that needs them
        from extract.restore.packed import shipped

        model = model or shipped()
        for kind in ("damaged", "stripped"):
            if spans[kind]:
                for group in _groups(text, spans[kind]):
                    found = edits_of(model, text, group, strict=kind == "stripped")
                    if found is None:
                        spans["foreign"].extend(group)
                    else:
                        edits.extend(found)
        for group in _groups(text, lone):
            read = edits_of(model, text, group, strict=True) or []
            edits.extend(sure_edits(text, group, sorted(read, key=itemgetter(0))))
    foreign = sum(b - a for a, b in spans["foreign"])
    if foreign > len(text) / 2:
        notices.append(notice("not_vietnamese.left"))
    if not edits:
        return Restored(working, "clean", [], notices)
    changed: list[tuple[int, int, str]] = []
    tokens: list[Token] = []
    whole, all_doubtful = working.offset, 0
    for start, end, new, confidence, doubtful in _apart(edits):
        old = text[start:end]
        all_doubtful += doubtful
        if new != old:
            changed.append((start, end, new))
        elif not doubtful:
            continue
        a, b = working.raw_span(start, end) if whole is None else (whole + start, whole + end)
        tokens.append(Token(a, b, old, new, confidence))
    if not changed:
        return Restored(working, "clean", tokens, notices)
    notices.append(notice("text_restored.words", count=len(changed), doubtful=all_doubtful))
    return Restored(replaced(working, changed), "restored", tokens, notices)


def _apart(edits: list[Edit]) -> list[Edit]:
    """Edits in order, each place edited once."""
    found: list[Edit] = []
    for edit in sorted(edits, key=itemgetter(0)):
        if not found or edit[0] >= found[-1][1]:
            found.append(edit)
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span in pieces of at most `AT_ONCE` characters, cut behind a line's end, else a space, else anywhere."""
    while end - start > AT_ONCE:
        stop = start + AT_ONCE
        line, space = text.rfind("\n", start + AT_ONCE // 2, stop), text.rfind(" ", start + AT_ONCE // 2, stop)
        stop = next((at + 1 for at in (line, space) if at >= 0), stop)
        yield start, stop
        start = stop
    yield start, end


def _groups(text: str, spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The pieces of spans that are decoded together, at most `AT_ONCE` characters of them."""
    found: list[list[tuple[int, int]]] = []
    room = 0
    for span in spans:
        for start, end in _pieces(text, *span):
            if end - start > room:
                found.append([])
                room = AT_ONCE
            found[-1].append((start, end))
            room -= end - start
    return found
