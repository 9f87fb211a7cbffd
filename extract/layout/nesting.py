"""Which blocks enclose which: by the ranks of their labels, and by lead-ins, which hold the list they lead into."""

from __future__ import annotations

from extract.language.cleaning import lowered
from extract.language.labels import RANKS, follows, opens_list
from extract.layout.block import Block
from extract.rules.vocabulary import expression

LISTS = frozenset({"decimal", "paren", "letter", "star", "dash", "plus"})  # labels of lists, not of parts of a text
_LINE = 110  # characters of the longest line that is taken for an item without a mark
_GOAL_HEADING = 120  # characters: the longest line without a colon that is taken for a heading by its words

_WITHIN_LETTER = RANKS["star"]  # rank of "(1)" within "a)"
_LEADS = 2  # the item itself, or a lead-in under it

Held = tuple[int, str, str]  # rank, label and mark behind the label of the last item
Mark = tuple[list[int], dict[int, Held], int]


class Nesting:
    """The blocks that are open, from the outermost in (indices); sets rank and parent of each new one."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        self._open: list[int] = []
        self._lists: dict[int, Held] = {}  # by lead-in, the list it leads into
        self._behind: dict[int, str] = {}  # by block, the mark behind its label ("." or ")")
        self._unsure = -1  # a line that is a heading only if a list follows
        self._loose = -1  # one that is, of a list whose lines have no marks

    @property
    def innermost(self) -> int:
        """Index of the block that encloses what stands next, -1 for none."""
        return self._open[-1] if self._open else -1

    def mark(self) -> Mark:
        """What `back` needs to undo all that is added from here on."""
        return self._open[:], dict(self._lists), self._unsure

    def back(self, mark: Mark) -> None:
        """Undo what was added since `mark`; the blocks themselves are the caller's."""
        self._open, self._lists, self._unsure = mark

    def add(self, block: Block, label_class: str, text: str) -> None:
        """Append a block that is neither note nor row; it is open if it can enclose others.  `text`: its own."""
        listed = label_class in LISTS
        loose = not label_class and block.kind == "paragraph" and _is_line(text)
        self._loose = self._unsure if loose and self._unsure >= 0 else self._loose
        self.settle(listed=listed or loose)
        asks = block.kind == "heading" and not label_class and text.endswith("?")
        block.leads = text.endswith(":") or (asks and bool(self._blocks))  # the first of all is the title
        unsure = not label_class and block.kind == "paragraph" and not block.leads and _names_goals(text)
        rank = RANKS["lead"] if unsure else self._rank(block, label_class)
        if rank is None:
            if not loose and self.innermost == self._loose >= 0:
                self._open.pop()
            block.parent = self.innermost
            self._blocks.append(block)
            return
        block.rank = rank
        while self._open and not self._encloses(self._open[-1], block, text, listed=listed):
            self._open.pop()
        if listed:
            self._hold(block, text)
        block.parent = self.innermost
        index = len(self._blocks)
        self._behind[index] = _mark(block, text)
        self._open.append(index)
        self._unsure = index if unsure else -1
        self._blocks.append(block)

    def settle(self, *, listed: bool) -> None:
        """A line that names goals is a heading if a list (or table) follows, else a plain paragraph."""
        unsure, self._unsure = self._unsure, -1
        if unsure < 0:
            return
        block = self._blocks[unsure]
        if listed:
            block.leads, block.kind = True, "heading"
        else:
            block.rank = 99
            self._open.pop()

    def _rank(self, block: Block, label_class: str) -> int | None:
        """The rank of a block; None for a plain paragraph, which encloses nothing."""
        if label_class == "paren":
            return self._paren_rank(block)
        if label_class:
            return RANKS[label_class] + (min(block.label.count("."), 3) if label_class == "decimal" else 0)
        if block.kind == "heading":
            above = self._blocks[-1] if self._blocks else None
            if block.capitals and above is not None and above.rank <= RANKS["chapter"] and above.label:
                if above.label_end >= above.end - 1:  # "Phần thứ nhất" / "TÌNH HÌNH ..."
                    return RANKS["upper"]
            return RANKS["part" if block.capitals else "question" if block.leads else "lead"]
        return RANKS["lead"] if block.leads else None

    def _paren_rank(self, block: Block) -> int:
        """ "(1)" right behind "a. Đến năm 2025" is of its list, those that follow are beside it; else it is outside."""
        outer = [self._blocks[index] for index in self._open]
        if any(b.label and b.rank == RANKS["paren"] and follows(b.label, block.label) for b in outer):
            return RANKS["paren"]
        if any(b.label and b.rank == _WITHIN_LETTER and follows(b.label, block.label) for b in outer):
            return _WITHIN_LETTER
        opens = opens_list(block.label) and self.innermost == len(self._blocks) - 1
        lettered = opens and any(b.rank == RANKS["letter"] for b in outer[-_LEADS:])
        return _WITHIN_LETTER if lettered else RANKS["paren"]

    def _encloses(self, index: int, block: Block, text: str, *, listed: bool) -> bool:
        """Whether an open block encloses the next one: by rank, or as the lead-in of a list that it is of."""
        outer = self._blocks[index]
        if block.rank == RANKS["lead"] and outer.leads and not outer.label and index == len(self._blocks) - 1:
            return True  # "Các chỉ tiêu cụ thể như sau:" / "Đến năm 2030:"
        if not listed or not outer.leads or (outer.label and outer.rank != block.rank):
            return outer.rank < block.rank
        around = self._open[: self._open.index(index) + bool(outer.label)]
        goes_on = [i for i in around if self._goes_on(self._blocks[i], block)]
        held = self._lists.get(index)
        if held is None:  # "2. Chỉ tiêu năm 2026:" / "1) ..." opens a list, "3. ..." does not
            return opens_list(block.label) if outer.label else not goes_on
        rank, last, mark = held
        if rank != block.rank:
            return rank < block.rank
        if not goes_on or not follows(last, block.label):
            return not goes_on
        own = _mark(block, text)  # it could go on with either list: the one whose labels look alike
        return own == mark or all(self._behind.get(i) != own for i in goes_on)

    @staticmethod
    def _goes_on(outer: Block, block: Block) -> bool:
        return bool(outer.label) and outer.rank == block.rank and follows(outer.label, block.label)

    def _hold(self, block: Block, text: str) -> None:
        """Note the list that the innermost lead-in leads into; a lead-in of a list like the one it stands in stands
        beside that list's own.
        """
        if not self._open:
            return
        lead = self._open[-1]
        outer = self._blocks[lead]
        if not outer.leads or (outer.label and outer.rank != block.rank):
            return
        if lead not in self._lists and not outer.label and opens_list(block.label):
            for place, index in enumerate(self._open[:-1]):
                if index in self._lists and self._lists[index][0] == block.rank and not self._blocks[index].label:
                    outer.parent = self._blocks[index].parent
                    self._open[place:] = [lead]
                    break
        self._lists[lead] = (block.rank, block.label, _mark(block, text))


def _mark(block: Block, text: str) -> str:
    """What stands right behind a block's label in its text."""
    at = text.find(block.label) + len(block.label)
    return text[at : at + 1]


def _is_line(text: str) -> bool:
    """Whether a paragraph may be an item of a list without marks: a short one that holds a number."""
    return len(text) <= _LINE and text[:1].isupper() and text[-1:] != ":" and any(c.isdigit() for c in text)


def _names_goals(text: str) -> bool:
    """Whether a line says nothing but that goals are told ("Chỉ tiêu phấn đấu của ngành")."""
    return len(text) <= _GOAL_HEADING and expression("goal_heading").fullmatch(lowered(text)) is not None
