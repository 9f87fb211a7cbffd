"""Binding: each value of a sentence with its indicator, period, tier, relation and kind.

What a sentence does not say it takes from where the guidelines allow: an earlier sentence of the
item, then the enclosing lead-in or heading.  A number that is no measure is rejected with a reason.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from extract.bind.amounts import set_amount, set_change
from extract.bind.baselines import is_multiple_base
from extract.bind.belonging import set_belonging
from extract.bind.citing import cited
from extract.bind.counting import (
    PLAIN,
    as_level_before,
    legal_norm,
    name_by_complement,
    no_measure,
    not_counted,
    of_another_province,
)
from extract.bind.dealing import deal_out
from extract.bind.doubting import doubt, is_doubted
from extract.bind.lending import with_lent
from extract.bind.linking import is_ranked, ranked_again, without_foreign_rank
from extract.bind.moods import set_kind
from extract.bind.naming import find_subject, without_bound
from extract.bind.period_candidates import heard, told, year_of
from extract.bind.places import set_place
from extract.bind.rates import set_rate
from extract.bind.recipients import recipient_blocks
from extract.bind.restating import drop_restatements
from extract.bind.scene import Bound, Heard, Memory, Place, Rejected, Scene, Span
from extract.bind.shared_bases import set_shared_base
from extract.bind.spreading import set_exclusions, spread
from extract.bind.tables.table import TableFault, bind_table
from extract.bind.terms import lasting_periods
from extract.bind.tiers import set_level
from extract.bind.timing import set_period
from extract.bind.whens import When, when
from extract.clauses import analyse, relation_of
from extract.contract.faults import Part
from extract.language.sentences import sentences
from extract.layout.outline import Block
from extract.mentions.scan import Mention

_REMEMBERED = 200  # subjects of a block among which one said again is looked for
_SENTENCE_CELL = 3  # words: a longer cell may hold a sentence of its own


class Binder:
    """Binds the blocks of one document, in order; what it finds is in `bound`, `rejected` and `unread`."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.bound: list[Bound] = []
        self.rejected: list[Rejected] = []
        self.doubted: list[Bound] = []  # what a rule doubts: weighed when all of the document is known
        self.set_aside: list[Bound] = []  # candidates that were weighed and found to be hardly any records
        self._dues: dict[int, When] = {}
        self.unread: list[TableFault] = []  # for each table with numbers that gave no record: why
        self._memories: dict[int, Memory] = {}
        self._tables: set[int] = set()
        self._in_cells: dict[int, list[Span]] = {}  # by block, the values of its cells
        working = scene.outline.working
        whole = Part("bind", working, 0, len(working.text), "read_simply")
        self._recipients = scene.guard.tried(whole, range(0), recipient_blocks, scene.outline)
        self._settled: set[Span] = set()  # cells of tables that hold no sentences of their own

    def block(self, index: int, mentions: list[Mention]) -> None:
        """Bind every sentence of a block; `mentions` are those of the block, in order.

        Where that raises, nothing of the block is kept (what a table's columns gave for its rows is).
        """
        block = self.scene.outline.blocks[index]
        if block.kind == "row":
            self._table(block)
        bound, rejected, doubted = len(self.bound), len(self.rejected), len(self.doubted)
        try:
            if block.kind == "row":
                self._row(index, block, mentions)
            else:
                self._sentences(index, block, mentions)
        except BaseException:
            del self.bound[bound:], self.rejected[rejected:], self.doubted[doubted:]
            self._memories.pop(index, None)
            raise

    def _sentences(self, index: int, block: Block, mentions: list[Mention]) -> None:
        memory = self._memories[index] = self._memory(block)
        for mention in mentions:
            if mention.row.reason is not None:
                self._reject(mention, mention.row.reason)
        heads = block.kind == "heading" and not self._leaf(index, block)
        if heads and not any(m.row.unit in {"percent", "money"} for m in mentions):
            for mention in mentions:
                if mention.row.unit is not None:
                    self._reject(mention, "heading_number")
            return
        if index in self._recipients and not any(m.row.unit not in {"count", None} for m in mentions):
            for mention in mentions:
                if mention.row.unit is not None:
                    self._reject(mention, "head_count")
            return
        starts = [m.start for m in mentions]
        after = block.label_end
        for start, end in sentences(self.scene.text, block.label_end, block.end):
            inside = mentions[bisect_left(starts, max(start, after)) : bisect_left(starts, end)]
            start, end = max(start, after), max(end, inside[-1].end) if inside else end
            after = end  # no sentence ends within a number
            if start >= end:
                continue
            inside = with_lent(self.scene.low, self.scene.text, start, end, inside)
            if any(m.row.unit is not None for m in inside):
                self._sentence(index, block, start, end, inside, memory)
            else:
                named = [m for m in inside if m.row.kind is not None]
                of_others = _cited(named, start, self.scene.low)
                memory.told += told(self._heard(memory, start, named, of_others))
                _remember([m for m in named if m not in of_others], self.scene.low, memory)

    def _leaf(self, index: int, block: Block) -> bool:
        """Whether a heading by its label alone holds nothing ("7. Thời gian chờ: 14 phút/lượt"): it is an item."""
        following = self.scene.outline.blocks[index + 1 : index + 2]
        return bool(block.label) and not block.capitals and all(each.parent != index for each in following)

    def _table(self, block: Block) -> None:
        """Bind the whole table that a row is of, if no row of it has been seen yet."""
        if block.table in self._tables:
            return
        self._tables.add(block.table)
        rows = [(i, b) for i, b in enumerate(self.scene.outline.blocks) if b.table == block.table]
        whole = self.scene.part("tables", rows[0][1].start, rows[-1][1].end)
        read = self.scene.guard.tried(whole, None, bind_table, self.scene, rows)
        if read is None:
            return
        self.bound += read.bound
        for record in read.bound:
            self._in_cells.setdefault(record.block, []).append((record.start, record.end))
        self.rejected += read.rejected
        self._settled.update(read.settled)
        self._dues.update(read.dues)
        if read.unread is not None:
            self.unread.append(read.unread)

    def _row(self, index: int, block: Block, mentions: list[Mention]) -> None:
        """A row of a table: cells that hold sentences are read as such."""
        taken = self._in_cells.get(index, [])
        free = [m for m in mentions if not any(a < m.end and m.start < b for a, b in taken)]
        for mention in free:
            if mention.row.reason is not None:
                self._reject(mention, mention.row.reason)
        for start, end in dict.fromkeys(cell for cell in block.cells if cell not in self._settled):
            inside = [m for m in free if start <= m.start < end]
            words = len(self.scene.low[start:end].split())
            if words > _SENTENCE_CELL and any(m.row.unit is not None for m in inside):
                before = len(self.bound)
                self._sentence(index, block, start, end, inside, Memory())
                for record in self.bound[before:]:
                    record.period = record.period or self._dues.get(index)

    def _reject(self, mention: Mention, reason: str) -> None:
        self.rejected.append(Rejected(mention.start, mention.end, reason))

    def _memory(self, block: Block) -> Memory:
        """What a block starts with: a note goes on from its mark, a paragraph from the item above it."""
        if block.kind == "note" and block.anchor >= 0:
            before = [b for b in self.bound if b.block == block.parent and b.start < block.anchor]
            last = before[-1] if before else None
            current = last is not None and last.sentence[1] >= block.anchor - 1
            period = last.period if last is not None and current else None
            return Memory(subject=last, when=period, told=[] if period is None else [(period, ("first",))])
        above = self._memories.get(block.parent)
        if above is not None and not block.label and self.scene.outline.blocks[block.parent].kind == "item":
            return replace(above, when=None, subject=None, told=[])
        return Memory()

    def _sentence(
        self, index: int, block: Block, start: int, end: int, mentions: list[Mention], memory: Memory
    ) -> None:
        low = self.scene.low
        clause = analyse(low, start, end, mentions)
        named = [m for m in mentions if m.row.kind is not None]
        of_others = _cited(named, start, low)
        periods = [m for m in named if m not in of_others]
        for mention, reason in clause.passed_over:
            if mention.lent is None:
                self._reject(mention, reason)
        periods_heard = self._heard(memory, start, named, of_others)
        done: dict[int, list[Bound]] = {}
        before: list[Bound] = []
        earlier: list[Bound] = []
        for reading in clause.readings:
            self.scene.guard.poll()
            place = Place(
                self.scene, index, block, clause, reading, before, memory, periods, named, periods_heard, earlier
            )
            reason_ = no_measure(place)
            records = [] if reason_ else self._records(place)
            if records:
                done[id(reading)] = before = records
                earlier.append(records[-1])
            elif reading.mention.lent is None:  # else it was never read as a value
                self._reject(reading.mention, reason_ or "no_indicator")
        deal_out(self.scene, clause, done)
        drop_restatements(low, clause, done)
        set_exclusions(self.scene, clause, done)
        for reading in clause.readings:
            for record in done.get(id(reading), []):
                if record.dropped is None:
                    self.bound.append(record)
                elif is_doubted(record):
                    self.doubted.append(record)
                elif reading.mention.lent is None:
                    self._reject(reading.mention, record.dropped)
        lasting = lasting_periods(self.scene, index, memory, periods_heard)
        memory.told += told(lasting)
        passing = {m.start for m, _, _ in periods_heard} - {m.start for m, _, _ in lasting}
        _remember([m for m in periods if m.start not in passing], low, memory)

    def _heard(self, memory: Memory, start: int, named: list[Mention], of_others: list[Mention]) -> list[Heard]:
        return heard(self.scene.low, start, named, of_others, year_of(memory.told, self.scene.clock(start)))

    def _records(self, place: Place) -> list[Bound]:
        """The records of one value; none where nothing says what it measures."""
        mention, clause = place.mention, place.clause
        relation, rule, span = relation_of(self.scene.low, clause, place.reading)
        bound = Bound(
            place.index, (clause.start, clause.end), mention.value_start, mention.value_end, str(mention.row.unit),
            relation, [], why=[(mention.row.id, mention.start, mention.end)],
        )  # fmt: skip
        if mention.lent is not None:
            bound.why.append(("bind.unit_lent", *mention.lent))
        if rule is not None and span is not None and rule != mention.row.id:
            bound.why.append((rule, *span))
        set_amount(bound, place)
        source = find_subject(bound, place)
        if not bound.name:
            name_by_complement(bound, place)
        set_shared_base(bound, place)
        bound.link = without_foreign_rank(bound, place)
        ranked = is_ranked(self.scene, bound)
        counted = place.reading.side == "right" and bound.name == place.reading.name  # "4/10 chỉ số thành phần"
        if bound.unit == "ratio" and (ranked or ranked_again(bound, place)) and not counted:
            bound.unit = "rank"
            bound.why.append(("bind.ranked_ratio", mention.start, mention.end))
        if span is not None:
            bound.name = without_bound(bound.name, span)
        if (bound.unit == "band" and not ranked) or not bound.name or (mention.lent and bound.unit == "ratio"):
            return []
        set_rate(bound, place)
        set_change(bound, place)
        as_level_before(bound, place)
        set_kind(bound, place)
        set_period(bound, place)
        set_level(bound, place, source)
        set_place(bound, place, source)
        set_belonging(bound, place)
        if bound.unit in PLAIN:
            bound.dropped = not_counted(bound, place)
        doubt(bound, place)
        if bound.dropped is None and legal_norm(bound, place):
            bound.dropped = "legal_norm"
        if bound.dropped is None and of_another_province(bound, place):
            bound.dropped = "other_holder"
        records = spread(bound, place, source)
        _note(place.memory, records)
        return records


def _cited(named: list[Mention], start: int, low: str) -> list[Mention]:
    """Of the periods of a sentence those that belong to the name of something else."""
    return [m for m in named if m.start != start and cited(low, start, m.start)]


def _remember(periods: list[Mention], low: str, memory: Memory) -> None:
    """The period that a sentence sets for those behind it: its last (`periods`: without those of other names)."""
    for mention in reversed(periods):
        found = when(mention)
        if found is not None and not is_multiple_base(low, mention):
            memory.when = found
            return


def _note(memory: Memory, records: list[Bound]) -> None:
    memory.subject = records[0]
    for record in records:
        if all(known.name != record.name for known in memory.subjects[-_REMEMBERED:]):
            memory.subjects.append(record)
        if record.level and record.level not in memory.levels:
            memory.levels.append(record.level)
