"""Text struck through: words that stand in a document and no longer hold.

In raw text they stand between `~~`, as Markdown has it: readers write them so, whatever a format marks them with, and
texts that people paste may have `<del>`, `<s>` or `<strike>`.  Nothing behind `composed` reads them.
"""

from __future__ import annotations

import re

from extract.contract.offsets import RawOffset, RawSpan
from extract.language.labels import label_of

MARK = "~~"
# Within a paragraph and a table's cell; a run of three tildes and more is a rule.
_STRUCK = re.compile(
    r"(?<!~)~~(?=[^\s~])(?:\\\||[^~|\r\n]|~(?!~)|\r?\n(?![^\S\n]*\r?\n))*(?<=[^\s~])~~(?!~)"
    r"|<(del|s|strike)(?:\s[^<>]*)?>(?:[^<|\r\n]|\r?\n(?![^\S\n]*\r?\n)|<(?!/?\1[\s>]))*</\1\s*>",
    re.IGNORECASE,
)
_TAGGED = re.compile(r"</(?:del|s|strike)\s*>", re.IGNORECASE)
_CORE = re.compile(r"\S(?:[^\n]*\S)?")
_BLANKS = " \t\u00a0"


def through(text: str) -> str:
    """A text as struck through, line by line; blanks at the ends of its lines stay outside.

    through(" dưới 5% ") == " ~~dưới 5%~~ "
    """
    return _CORE.sub(lambda found: f"{MARK}{found.group().replace(MARK, '~')}{MARK}", text)


def bare(text: str) -> str:
    """The words of a struck stretch, without what marks it."""
    return text[2:-2] if text.startswith(MARK) else text[text.find(">") + 1 : text.rfind("<")]


def struck(raw: str) -> list[RawSpan]:
    """The stretches of a raw text that are struck through, with their marks, in order."""
    if MARK not in raw and not (_TAGGED.search(raw) if "</" in raw else None):
        return []
    return [(RawOffset(match.start()), RawOffset(match.end())) for match in _STRUCK.finditer(raw)]


def without(raw: str) -> list[tuple[int, int, str]]:
    """Edits that take out of a raw text what is struck through, a blank too many, and a label that is left alone."""
    edits: list[tuple[int, int, str]] = []
    for span in struck(raw):
        start, end = int(span[0]), int(span[1])
        if edits and start <= edits[-1][1]:  # beside the one before
            start = edits.pop()[0]
        line = raw.rfind("\n", 0, start) + 1
        before, after = raw[line:start], raw[end : end + 1]
        if after in ("", "\n", "\r") and before.strip() and label_of(f"{before.strip()} x")[2] > len(before.strip()):
            start = line
        elif after and after in _BLANKS and (not before or before[-1] in _BLANKS):
            end += 1
        edits.append((start, end, ""))
    return edits
