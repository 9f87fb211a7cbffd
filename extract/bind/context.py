"""What a block inherits: whether it reports or commits, and the period its headings and lead-ins set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extract.contract.faults import UNGUARDED, Guard, Part
from extract.language.labels import RANKS
from extract.layout.outline import Block, Outline
from extract.mentions.cues import phrase_in
from extract.mentions.scan import Mention, scanner
from extract.rules.loader import from_rules, rows
from extract.rules.vocabulary import expand, expression
from extract.rules.word_rows import HeadingRule


@dataclass(frozen=True, slots=True)
class When:
    """A period and the mention(s) that set it."""

    type: str  # by | in | during | annual | asof
    start: int | None
    end: int | None
    rule: str
    span: tuple[int, int]


@from_rules
def _heading_rules() -> list[tuple[HeadingRule, re.Pattern[str]]]:
    return [
        (rule, re.compile(r"(?<!\w)(?:" + expand(rule.pattern) + r")(?!\w)"))
        for rule in rows("headings.yaml", HeadingRule)
    ]


def when(mention: Mention) -> When | None:
    """The period a mention sets by itself; None for baselines, "mỗi năm", "từ năm" and months alone."""
    kind = mention.row.kind
    span = (mention.start, mention.end)
    first = int(mention.groups["y"]) if "y" in mention.groups else None
    last = int(mention.groups["z"]) if "z" in mention.groups else None
    rule = mention.row.id
    if kind == "asof":
        return When("asof", None, None, rule, span)
    if first is None:
        return None
    if last is not None and kind in {"during", "in"}:
        return When("during", first, last, rule, span)
    if kind in {"by", "until"}:
        return When("by", None, first, rule, span)
    if kind in {"in", "year"}:
        return When("in", first, first, rule, span)
    return None


class Context:
    """Answers for each block of an outline, worked out once per enclosing block."""

    def __init__(
        self,
        outline: Outline,
        low: str,
        report: bool,
        mentions: Mapping[int, list[Mention]] | None = None,
        guard: Guard = UNGUARDED,
    ) -> None:
        self.outline = outline
        self.low = low
        self.report = report
        self._mentions = mentions or {}
        self._guard = guard
        self._first_labelled = next((i for i, b in enumerate(outline.blocks) if b.label), len(outline.blocks))
        self._moods: dict[int, tuple[str, str] | None] = {}
        self._whens: dict[int, list[When]] = {}

    def is_title(self, index: int) -> bool:
        """Whether a block belongs to the title: before anything numbered, or a later cover in capitals.

        A line that leads in ("Mục tiêu đến năm 2027:") is none, wherever it stands.
        """
        block = self.outline.blocks[index]
        if block.rank == RANKS["lead"] and not block.capitals and self.low[block.end - 1 : block.end] == ":":
            return False
        return not block.label and (
            index < self._first_labelled or (block.capitals and block.parent < 0 and not self._whens_of(index))
        )

    def mood(self, block: Block) -> tuple[str | None, str | None]:
        """("actual" | "target" | None, rule) from the nearest heading or lead-in that says so."""
        at = block.parent
        while at >= 0:
            if at not in self._moods:
                self._moods[at] = self._guard.tried(self._part(at), None, self._mood_of, at)
            found = self._moods[at]
            if found is not None:
                return found
            at = self.outline.blocks[at].parent
        return None, None

    def normative(self, block: Block) -> bool:
        """Whether the block stands in an article of a legal text, under nothing that sets goals."""
        return any(b.rank == RANKS["article"] for b in (block, *self.outline.ancestors(block)))

    def _mood_of(self, index: int) -> tuple[str, str] | None:
        block = self.outline.blocks[index]
        if self.is_title(index):
            return None
        text = self.low[block.label_end : min(block.end, block.label_end + 160)]
        if block.kind not in {"heading"} and not text.rstrip().endswith(":"):
            return None
        if expression("one_goal").match(text.lstrip()):
            return None  # "Chỉ tiêu 1: ..." restates a goal, it opens no section
        best = None
        for rule, pattern in _heading_rules():
            match = pattern.search(text)
            # "... ngang tầm nhiệm vụ": a cue counts where the heading begins with it, a deadline anywhere
            anywhere = rule.id == "heading.goals_anywhere" or (
                match and expression("heading_anywhere").fullmatch(match.group())
            )
            if match and match.start() > _CUE_WITHIN and not anywhere:
                continue
            if match and (best is None or match.start() < best[0]):
                best = (match.start(), rule.means, rule.id)
        return None if best is None else (best[1], best[2])

    def _whens_of(self, index: int) -> list[When]:
        if index not in self._whens:
            none: list[When] = []
            self._whens[index] = self._guard.tried(self._part(index), none, self._periods_of, index)
        return self._whens[index]

    def _periods_of(self, index: int) -> list[When]:
        block = self.outline.blocks[index]
        known = self._mentions.get(index)
        mentions = scanner().scan(self.low, block.start, block.end) if known is None else known
        found = [when(m) for m in mentions if m.row.kind]
        return [w for w in found if w is not None]

    def _part(self, index: int) -> Part:
        """An enclosing block: where what it says cannot be read, those within it go without."""
        block = self.outline.blocks[index]
        return Part("context", self.outline.working, block.start, block.end, "read_simply")

    def inherited(self, block: Block, kind: str) -> tuple[When, bool] | None:
        """The period of the nearest enclosing item, lead-in or heading (never the title's).

        The second value tells whether it comes from a heading (True) or from an item's own words.
        Results take no deadline ("đến năm 2025") of a heading, commitments no reporting date.
        """
        at = block.parent
        while at >= 0:
            if not self.is_title(at):
                enclosing = self.outline.blocks[at]
                wanted = {"in", "during", "annual", "asof"} if kind == "actual" else {"by", "in", "during", "annual"}
                found = [w for w in self._whens_of(at) if w.type in wanted]
                if kind == "actual" and enclosing.kind != "heading":
                    found = []
                if found and not _cited(self.low, enclosing, found[-1]):
                    return found[-1], enclosing.kind == "heading"
            at = self.outline.blocks[at].parent
        return None


_CUE_WITHIN = 28  # characters: measured on the corpora, 2026-11-21


def cited(low: str, start: int, at: int) -> bool:
    """Whether a period at `at` belongs to the name of another document cited since `start`."""
    return expression("citation").search(low[max(start, at - 160) : at]) is not None


def _cited(low: str, block: Block, found: When) -> bool:
    return block.kind != "heading" and cited(low, block.start, found.span[0])


def observed(text: str) -> str | None:
    """The rule by which a statement's words report a result."""
    found = phrase_in("observation", text)
    return found[0].id if found else None


def committed(text: str) -> str | None:
    """The rule by which a statement's words commit to something."""
    found = phrase_in("commitment", text)
    return found[0].id if found else None
