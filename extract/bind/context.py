"""What a block inherits: whether it reports or commits, and the period its headings and lead-ins set."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.bind.citing import aside, cited, outlook, tells_goals
from extract.bind.whens import When, when
from extract.contract.faults import UNGUARDED, Guard, Part
from extract.language.labels import RANKS
from extract.language.sentences import sentences
from extract.layout.outline import Block, Outline
from extract.mentions.cues import phrase_in
from extract.mentions.scan import Mention, scanner
from extract.rules.loader import from_rules, rows
from extract.rules.vocabulary import expand, expression, sought
from extract.rules.word_rows import HeadingRule


@from_rules
def _heading_rules() -> list[tuple[HeadingRule, re.Pattern[str]]]:
    return [
        (rule, re.compile(r"(?<!\w)(?:" + expand(rule.pattern) + r")(?!\w)"))
        for rule in rows("headings.yaml", HeadingRule)
    ]


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
        self._body = outline.body()
        self._first_labelled = next((i for i, b in enumerate(outline.blocks) if b.label), len(outline.blocks))
        self._preamble: tuple[When, ...] | None = None  # one or none
        self._titles: dict[int, bool] = {}
        self._moods: dict[int, tuple[str, str] | None] = {}
        self._moods_above: dict[int, tuple[str | None, str | None]] = {}  # by parent
        self._whens: dict[int, list[When]] = {}
        self._inherited: dict[tuple[int, str], tuple[When, bool] | None] = {}
        self._lend: dict[tuple[int, str], list[When]] = {}

    def is_title(self, index: int) -> bool:
        """Whether a block belongs to the title: before anything numbered or told, or a later cover in capitals.

        A line that leads in ("Mục tiêu đến năm 2027:") is none, wherever it stands.
        """
        if index not in self._titles:
            self._titles[index] = self._of_title(index)
        return self._titles[index]

    def _of_title(self, index: int) -> bool:
        block = self.outline.blocks[index]
        if block.leads and not block.capitals:
            return False
        if block.kind == "heading" and self._of_annex(index):
            return False
        cover = block.capitals and block.parent < 0 and not self.whens_of(index)
        return not block.label and (index < self._body or cover)

    def _of_annex(self, index: int) -> bool:
        """Whether a heading is that of an annex: it, or one right above it, says so ("PHỤ LỤC" / "CHỈ TIÊU 2026")."""
        blocks = self.outline.blocks
        for above in range(index, max(-1, index - _ANNEX_HEADINGS), -1):
            block = blocks[above]
            if block.kind != "heading":
                return False
            if expression("annex_heading").match(self.low, block.start, block.end):
                return True
        return False

    def mood(self, block: Block) -> tuple[str | None, str | None]:
        """("actual" | "target" | None, rule) from the nearest heading or lead-in that says so; remembered."""
        known = self._moods_above.get(block.parent)
        if known is None:
            known = self._moods_above[block.parent] = self._mood_above(block.parent)
        return known

    def _mood_above(self, at: int) -> tuple[str | None, str | None]:
        while at >= 0:
            if at not in self._moods:
                self._moods[at] = self._guard.tried(self._part(at), None, self._mood_of, at)
            found = self._moods[at]
            if found is not None:
                return found
            at = self.outline.blocks[at].parent
        return None, None

    def moods(self, block: Block) -> list[str]:
        """What the nearest heading or lead-in that says so says ("actual" or "target"), and behind a lead-in the first
        beyond it that says otherwise, where one does.
        """
        found: list[str] = []
        at = block.parent
        while at >= 0 and len(found) < 2:
            if at not in self._moods:
                self._moods[at] = self._guard.tried(self._part(at), None, self._mood_of, at)
            told = self._moods[at]
            if told is not None and told[0] not in found:
                found.append(told[0])
                if self.outline.blocks[at].kind == "heading":
                    break
            at = self.outline.blocks[at].parent
        return found

    def normative(self, block: Block) -> bool:
        """Whether the block stands in an article of a legal text, under nothing that sets goals."""
        return any(b.rank == RANKS["article"] for b in (block, *self.outline.ancestors(block)))

    def mood_of(self, index: int) -> str | None:
        """What a heading or lead-in itself says that the values under it are, "actual" or "target"; remembered."""
        if index not in self._moods:
            self._moods[index] = self._guard.tried(self._part(index), None, self._mood_of, index)
        found = self._moods[index]
        return None if found is None else found[0]

    def _mood_of(self, index: int) -> tuple[str, str] | None:
        block = self.outline.blocks[index]
        if self.is_title(index):
            return None
        begin = block.label_end
        if block.kind != "heading" and not self._titles_goals(block):
            if not block.leads:
                return None
            begin = self._main_clause(block)
        text = self.low[begin : block.end]
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
        if best is not None and best[1] == "target" and expression("tasks_as_field").match(text, best[0]):
            if self._mood_above(block.parent)[0] == "actual":
                return None  # "1. Nhiệm vụ cải cách thủ tục" below "Tồn tại, hạn chế": of what is told
        return None if best is None else (best[1], best[2])

    def _titles_goals(self, block: Block) -> bool:
        """Whether a block is the title of an article that sets goals ("Điều 2. Nhiệm vụ, giải pháp chủ yếu")."""
        if block.rank != RANKS["article"]:
            return False
        return expression("article_of_goals").fullmatch(self.low, block.label_end, block.end) is not None

    def _main_clause(self, block: Block) -> int:
        """Where the words by which a lead-in leads in begin: in its last sentence, behind what it only refers to
        ("Thực hiện Kế hoạch số 12, UBND huyện báo cáo kết quả như sau:").
        """
        begin, end = sentences(self.outline.working.text, block.label_end, block.end)[-1]
        if expression("referring").match(self.low, begin, end) is None:
            return begin
        tail = expression("lead_tail").search(self.low, begin, end)
        comma = self.low.rfind(", ", begin, end if tail is None else tail.start())
        return begin if comma < 0 else comma + 2

    def whens_of(self, index: int) -> list[When]:
        """The periods that a block names; remembered."""
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

    def introduced(self, index: int) -> When | None:
        """The period by which an earlier paragraph without values opens what the paragraphs behind it tell
        ("Trong 10 tháng đầu năm 2025, tỉnh đã đạt những kết quả toàn diện." / "Tăng trưởng 09 tháng đạt 10,22%.").
        """
        block = self.outline.blocks[index]
        if block.kind != "paragraph" or block.parent < 0:
            return None
        for before in range(index - 1, max(block.parent, index - _PARAGRAPHS), -1):
            earlier = self.outline.blocks[before]
            if earlier.parent != block.parent or earlier.kind != "paragraph":
                return None
            mentions = self._mentions.get(before, [])
            if any(m.row.unit is not None for m in mentions):
                continue
            found = [w for w in self.whens_of(before) if w.type in {"in", "during"}]
            if found and found[0].span[0] - earlier.start <= _OPENS and not _several(found, earlier):
                return found[0]
        return None

    def inherited(self, block: Block, kind: str) -> tuple[When, bool] | None:
        """The period of the nearest enclosing item, lead-in or heading (never the title's).

        The second value tells whether it comes from a heading (True) or from an item's own words.
        Results take no deadline ("đến năm 2025") of a heading, commitments no reporting date.
        """
        if (block.parent, kind) not in self._inherited:
            self._inherited[block.parent, kind] = self._passed_down(block.parent, kind)
        return self._inherited[block.parent, kind]

    def _passed_down(self, at: int, kind: str) -> tuple[When, bool] | None:
        while at >= 0:
            if not self.is_title(at):
                found = self._lent(at, kind)
                if found is not None:
                    return found, self.outline.blocks[at].kind == "heading"
                if self._torn(at, kind):
                    return None
            at = self.outline.blocks[at].parent
        told = self._of_preamble() if kind == "actual" else None
        return None if told is None else (told, False)

    def _of_preamble(self) -> When | None:
        """When the results of a report are of, by the lead-in before its first numbered part ("báo cáo như sau (số liệu
        chốt đến ngày 20/10/2025):"); asked once.
        """
        if self._preamble is None:
            index = next((n for n in range(self._first_labelled) if self.outline.blocks[n].leads), -1)
            self._preamble = ()
            if index >= 0 and not self.is_title(index):
                self._preamble = self._guard.tried(self._part(index), (), self._dates_figures, index)
        return self._preamble[0] if self._preamble else None

    def _dates_figures(self, index: int) -> tuple[When, ...]:
        block = self.outline.blocks[index]
        found = [w for w in self.whens_of(index) if w.end is not None and self._of_figures(block, w)]
        one = len({w.end for w in found}) == 1
        return (found[-1]._replace(type="in", start=found[-1].end),) if one else ()

    def _lendable(self, index: int, kind: str) -> list[When]:
        """The periods that a block may lend to values of a kind under it, in order."""
        block = self.outline.blocks[index]
        if kind == "actual" and block.kind != "heading" and not block.leads:
            return []
        if block.leads and index < self._first_labelled and not tells_goals(self.low[block.start : block.end]):
            return []  # the preamble: "Chủ tịch UBND tỉnh yêu cầu:"
        begin = self._main_clause(block) if block.leads and block.kind != "heading" else block.start
        wanted = {"in", "during", "annual", "asof"} if kind == "actual" else {"by", "in", "during", "annual"}
        found = [
            w for w in self.whens_of(index)
            if w.span[0] >= begin
            and (
                (w.type in wanted and not aside(self.low, block.start, w.span[0]))
                or (kind == "actual" and self._of_figures(block, w))
            )
            and not self._of_a_name(block, w)
        ]  # fmt: skip
        ahead = [w for w in found if not outlook(self.low, block.start, w.span[0])]
        return ahead or found

    def _of_figures(self, block: Block, found: When) -> bool:
        """Whether a heading says of when its figures are ("(số liệu đến 31/12/2024)")."""
        return expression("figures_of").search(self.low, block.start, found.span[0]) is not None

    def _of_a_name(self, block: Block, found: When) -> bool:
        if sought("issued", self.low[block.start : found.span[0]]):
            return True
        if block.rank == RANKS["article"] and expression("adopting").match(self.low, block.label_end, block.end):
            return False  # "Điều 1. Thông qua Kế hoạch ... 5 năm 2026 - 2030": its own
        return block.kind != "heading" and cited(self.low, block.start, found.span[0], leads=block.leads)

    def _lends(self, index: int, kind: str) -> list[When]:
        if (index, kind) not in self._lend:
            none: list[When] = []
            self._lend[index, kind] = self._guard.tried(self._part(index), none, self._lendable, index, kind)
        return self._lend[index, kind]

    def _lent(self, index: int, kind: str) -> When | None:
        found = self._lends(index, kind)
        return self._last(index, found) if found and not _several(found, self.outline.blocks[index]) else None

    def _last(self, index: int, lends: list[When]) -> When:
        """Of the periods that a block lends the last one; of an item with values of its own the last that stands before
        those of its sentence: what closes one is of what it closes ("..., xóa hết phòng học tạm trong năm 2027").
        """
        block = self.outline.blocks[index]
        values = [m.start for m in self._mentions.get(index, ()) if m.row.unit is not None]
        if len(lends) == 1 or not values or block.kind == "heading" or block.leads:
            return lends[-1]
        spans = [*sentences(self.outline.working.text, block.label_end, block.end)]
        opening = [w for w in lends if not any(_closes(*span, values, w.span[0]) for span in spans)]
        return (opening or lends)[-1]

    def lends(self, index: int, kind: str, found: When) -> bool:
        """Whether an enclosing block may lend a period that it names to values of a kind under it."""
        return found in self._lends(index, kind) and not self._torn(index, kind)

    def lending(self, index: int, kind: str, found: When) -> str:
        """What is to be said of a period that an enclosing block names, for values of a kind under it: whether it may
        be lent, and is the last of those.
        """
        lends = self._lends(index, kind)
        if not self.lends(index, kind, found):
            return "not_lendable"
        return "lendable_last" if found == self._last(index, lends) else "lendable"

    def _torn(self, index: int, kind: str) -> bool:
        """Whether a heading or lead-in names several planning years: then none of them is that of what follows."""
        return _several(self._lends(index, kind), self.outline.blocks[index])


_ANNEX_HEADINGS = 3  # lines
_PARAGRAPHS = 12  # that one opening sentence may be about
_OPENS = 24  # characters of "Trong 10 tháng "
_CUE_WITHIN = 28  # characters: measured on the corpora, 2026-11-21


def _closes(begin: int, end: int, values: list[int], at: int) -> bool:
    """Whether a period stands in a sentence, behind a value of it."""
    return begin <= at < end and any(begin <= value < at for value in values)


def _several(found: list[When], block: Block) -> bool:
    """Whether what a heading or lead-in lends are several years, none of which is the end of the other's span."""
    if block.kind != "heading" and not block.leads:
        return False
    return len({w.end for w in found}) > 1


def observed(text: str) -> str | None:
    """The rule by which a statement's words report a result."""
    found = phrase_in("observation", text)
    return found[0].id if found else None


def committed(text: str) -> str | None:
    """The rule by which a statement's words commit to something."""
    found = phrase_in("commitment", text)
    return found[0].id if found else None
