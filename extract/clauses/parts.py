"""The parts of an analysed sentence, and the words that may stand around a name without being it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.mentions.cues import words
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, listed, sought

PERIOD, HIDDEN, CITED = "\x01", "\x02", "§"  # what masked text has for periods, brackets, cited documents
FILL = " \t\n\x01\x02,;:.-–+\"“”'"
_SYLLABLES = re.compile(r"[^\s,;:\x01\x02]+(?:\s+[^\s,;:\x01\x02]+){0,3}(?!\w)")


@dataclass(slots=True)
class Reading:
    """A value in its clause: offsets are those of the text, `name` is a list of spans."""

    mention: Mention
    inner: int = -1  # index of the bracket it stands in
    statement: int = -1
    left: int = 0  # where its own words begin
    right: int = 0  # where they end
    cluster: int = 0  # where the words directly before it (verb, relation) begin
    side: str = "none"  # where its name stands: left | right | both | none
    name: list[tuple[int, int]] = field(default_factory=list)
    before: tuple[int, int] | None = None  # words before a value-first name that are not part of it
    predicate: int = -1  # where the predicate of a value-first name begins
    joined: bool = False  # "và 10% ...", ", 50 ...": coordinated with the value before it
    shared: bool = False  # it lends its predicate, or borrows that of a later value
    base: tuple[int, int] | None = None  # what a share is one of ("đạt 85% kế hoạch vốn"), behind it
    at: tuple[int, int] | None = None  # which part of the whole it is of, behind it ("10 phút ở phường, 25 phút ở xã")
    part_of: bool = False  # in a bracket: its name is a part of what is measured before the bracket
    labelled: bool = False  # its name is the label before its colon, in a list of labels ("A: 3%; B: 42%")


@dataclass(slots=True)
class Statement:
    """A stretch of a sentence between hard breaks, and what opens it."""

    start: int
    end: int
    opened_by: str  # "" | ";" | ":" | "strong" | "."
    lead: tuple[int, int] | None = None  # words before a colon that all that follows is about
    label: tuple[int, int] | None = None  # of those, the words right before the colon that opens it
    outer: tuple[int, int] | None = None  # the lead before that of a list of labels
    values: list[Reading] = field(default_factory=list)


@dataclass(slots=True)
class Clause:
    """An analysed sentence."""

    start: int
    end: int
    masked: str  # the sentence, lower case, periods and brackets blanked; same length
    opened: str  # the same with its brackets left as they are
    brackets: list[tuple[int, int]]
    statements: list[Statement] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)  # "từ 5,2% năm 2025" before "xuống còn"
    passed_over: list[tuple[Mention, str]] = field(default_factory=list)  # numbers inside names, with the reason
    led_by: dict[int, bool] = field(default_factory=dict)  # by where a period stands: whether it opens its statement

    def part(self, start: int, end: int) -> str:
        """Masked text between two offsets of the text."""
        return self.masked[start - self.start : end - self.start]


def plain(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())


def trimmed(clause: Clause, start: int, end: int) -> tuple[int, int] | None:
    """The span without fillers in front and punctuation or periods at the ends; None if nothing is left."""
    text = clause.part(start, end)
    fillers = words().sets["lead_fillers"]
    at = 0
    while True:
        while at < len(text) and text[at] in FILL:
            at += 1
        match = _SYLLABLES.match(text, at)
        if match is None or listed("naming").match(text, at):
            break
        syllables = match.group().split()
        for size in range(len(syllables), 0, -1):
            if " ".join(syllables[:size]) in fillers:
                step = _end_of(text, at, size)
                if step < len(text):
                    at = step
                    break
        else:
            break
    last = len(text[: _before_time(text, at)].rstrip(FILL))
    own = sought("own_at_end", text, at, last)  # "PAR INDEX năm 2024 của tỉnh"
    last = len(text[: own.start()].rstrip(FILL)) if own else last
    return None if last <= at else (start + at, start + last)


def without_adverb(clause: Clause, start: int, end: int) -> tuple[int, int] | None:
    """A name without the adverb of a verb behind it ("nước sạch mới đạt 57%"); None if it is no more than that."""
    if listed("attaining").match(clause.part(end, clause.end).lstrip()) is None:
        return start, end
    adverb = expression("adverb_at_end").search(clause.part(start, end))
    end = start + adverb.start() if adverb else end
    return (start, end) if end > start else None


def _before_time(text: str, at: int) -> int:
    """Where the words of time that end a name begin ("... đầu người đến cuối nhiệm kỳ"); its end if there are none."""
    found = sought("time_at_end", text, at)
    return found.start() if found else len(text)


def _end_of(text: str, at: int, size: int) -> int:
    """Where the size-th syllable from `at` on ends."""
    for _ in range(size):
        while at < len(text) and text[at].isspace():
            at += 1
        while at < len(text) and not text[at].isspace() and text[at] not in ",;:\x01\x02":
            at += 1
    return at
