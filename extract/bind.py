"""Binding: each value of a sentence with its indicator, period, tier, relation and kind.

What a sentence does not say it takes from where the guidelines allow: an earlier sentence of the
item, then the enclosing lead-in or heading.  A number that is no measure is rejected with a reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extract.catalogue import Catalogue, Link
from extract.clauses import Clause, Reading, Statement, analyse, relation_of, trimmed
from extract.context import Context, When, cited, committed, observed, when
from extract.mentions.cues import listed, phrase_in, tier_rules, words
from extract.mentions.scan import Mention
from extract.numbers import number
from extract.outline import Block, Outline, sentences

Why = tuple[str, int, int]
_NUMBERS_ONLY = re.compile(r"[\W\d_]*")
_RANKED = re.compile(r"chỉ số|xếp hạng|thứ hạng|index|(?<!\w)(?:par|papi|pci|dti|sipas|ict)(?!\w)|vị trí|thứ (?:tự|bậc)")
_GROWTH = re.compile(r"(?:tốc độ|mức|tỷ lệ|nhịp độ)\s+(tăng|giảm)")
_YEAR_RATE = re.compile(r"\s*/\s*(?:1\s+)?năm(?!\w)")
_YEARLY_CHANGE = re.compile(r"(?:tăng|giảm)(?: trưởng)?\s+(?:bình quân|hằng năm|hàng năm|mỗi năm)[^;.]*?đạt\s*$")
_SPECIFYING = re.compile(r"(?:tốc độ|công suất|quy mô|dung lượng|với|loại|diện tích)\s*(?:từ|trên|tối thiểu|dưới)?\s*$")
_ABOUT = re.compile(r"[^;.:]{0,70}?(?<!\w)về\s+(?P<x>[^;.:()]{3,120}?)(?=\s*(?:[;.:()]|,\s+(?:làm|góp|để|qua|nhằm|tạo)|$))")
_ACHIEVING = re.compile(
    r"(?:hình thành|thành lập|xây dựng|phát triển|có|đạt|đào tạo|bồi dưỡng|tạo|giải quyết|thu hút|công nhận|hỗ trợ|trồng|phủ sóng"
    r"|giảm|tăng|hoàn thành|đưa|cấp|đón|lên|là|kết nối)[\w\s,]*$"
)
_COMPLEMENT = re.compile(r"(?<!\w)(?:đối với|về)\s")
_COORDINATION = re.compile(r"\s*,\s*|\s+và\s+")
_RESULT = re.compile(r":\s+(?=[A-ZĐÀ-ỸƠƯĂÂÊÔ])")
_FIGURE = re.compile(r"\d\s*%|nhóm|(?:thứ|hạng|vị trí)\s+\d|(?:ít nhất|tối thiểu|có|đạt)\s+\d")
_WEAK_NAMES = re.compile(r"(?:số\s+)?(?:hồ sơ|giao dịch|người|đơn vị|trường hợp|thủ tục|văn bản|tỷ lệ|tỉ lệ|kết quả|tổng số|cán bộ|hộ|xã)")


@dataclass(slots=True)
class Bound:
    """A record in the making; all offsets are those of the outline's text."""

    block: int
    sentence: tuple[int, int]
    start: int
    end: int
    kind: str
    name: list[tuple[int, int]]
    link: Link | None
    unit: str
    unit_text: str | None
    relation: str
    value: float | int | None
    upper: float | int | None
    out_of: float | int | None
    band: str | None
    direction: str | None
    per: str | None
    period: When | None
    baseline: tuple[int | None, int | None] | None
    level: str | None
    exclusion: str | None
    qualifier: str | None
    dropped: str | None = None  # a reason: it names a subject for what follows, but is no record
    why: list[Why] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Rejected:
    """A number that is no measure."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class _Memory:
    """What the values of an item so far have said."""

    subject: Bound | None = None
    subjects: list[Bound] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    when: When | None = None
    level: str | None = None


class Binder:
    """Binds the sentences of one document."""

    def __init__(
        self, outline: Outline, low: str, catalogue: Catalogue, context: Context, *, district: bool,
        abbreviations: dict[str, str], year: int | None,
    ) -> None:
        self.outline = outline
        self.low = low
        self.catalogue = catalogue
        self.context = context
        self.district = district
        self.abbreviations = abbreviations
        self.year = year
        self.bound: list[Bound] = []
        self.rejected: list[Rejected] = []
        self._memory: dict[int, _Memory] = {}
        self._pivots: dict[int, int | None] = {}

    def block(self, index: int, mentions: list[Mention]) -> None:
        """Bind every sentence of a block; `mentions` are those of the block, in order."""
        block = self.outline.blocks[index]
        memory = _Memory()
        if block.kind == "note" and block.anchor >= 0:
            memory = self._at_anchor(block)
        elif block.parent in self._memory and self.outline.blocks[block.parent].kind == "item" and not block.label:
            parent = self._memory[block.parent]
            memory = replace(parent, when=None, subject=None)
        self._memory[index] = memory
        for mention in mentions:
            if mention.row.reason is not None:
                self.reject(mention.start, mention.end, mention.row.reason)
        if block.kind == "heading" and not any(m.row.unit in {"percent", "money"} for m in mentions):
            for mention in mentions:
                if mention.row.unit is not None:
                    self.reject(mention.start, mention.end, "heading_number")
            return
        for start, end in sentences(self.outline.working.text, block.label_end, block.end):
            inside = [m for m in mentions if start <= m.start < end]
            if any(m.row.unit is not None for m in inside):
                self._sentence(index, block, start, end, inside, memory)
            else:
                self._pass(start, inside, memory)

    def reject(self, start: int, end: int, reason: str) -> None:
        """Note that the number here is no measure."""
        self.rejected.append(Rejected(start, end, reason))

    def _at_anchor(self, block: Block) -> _Memory:
        """The state of the sentence that a note's mark stands in."""
        before = [b for b in self.bound if b.start < block.anchor and self.outline.blocks[b.block].start <= block.anchor]
        last = before[-1] if before and before[-1].block == block.parent else None
        period = last.period if last is not None and last.sentence[1] >= block.anchor - 1 else None
        return _Memory(subject=last, when=period, level=None)

    def _pass(self, start: int, mentions: list[Mention], memory: _Memory) -> None:
        """A sentence without values may still set the period of those that follow."""
        for mention in mentions:
            found = when(mention)
            if found is not None and not cited(self.low, start, mention.start):
                memory.when = found

    # -- one sentence ------------------------------------------------------------------------------

    def _sentence(
        self, index: int, block: Block, start: int, end: int, mentions: list[Mention], memory: _Memory
    ) -> None:
        clause = analyse(self.low, start, end, mentions)
        periods = [
            m for m in mentions
            if m.row.kind is not None and (m.start == start or not cited(self.low, start, m.start))
        ]
        for mention, why in clause.passed_over:
            self.reject(mention.start, mention.end, why)
        done: dict[int, list[Bound]] = {}
        previous: Reading | None = None
        for number_, reading in enumerate(clause.readings):
            reason = self._no_measure(clause, reading)
            if reason is not None:
                self.reject(reading.mention.start, reading.mention.end, reason)
                continue
            following = clause.readings[number_ + 1] if number_ + 1 < len(clause.readings) else None
            records = self._records(index, block, clause, reading, previous, following, periods, memory, done)
            if records:
                done[id(reading)] = records
                previous = reading
        self._restatements(clause, done)
        self._exclusions(clause, done)
        for reading in clause.readings:
            for record in done.get(id(reading), []):
                if record.dropped is None:
                    self.bound.append(record)
                else:
                    self.reject(reading.mention.start, reading.mention.end, record.dropped)
        self._pass(start, periods, memory)

    def _no_measure(
        self, clause: Clause, reading: Reading
    ) -> str | None:
        """The reason why a value-like number is none, as far as its neighbourhood tells."""
        mention = reading.mention
        low = self.low
        unit = mention.row.unit
        own = low[reading.left : mention.start]
        if phrase_in("threshold", low[max(clause.start, mention.start - 50) : mention.start]) and unit in {"percent", "points"}:
            return "threshold"
        holder = phrase_in("other_holder", own.rstrip(" ,")) if reading.inner >= 0 else phrase_in(
            "other_holder", low[max(reading.left, mention.start - 45) : mention.start])
        if holder is not None and unit in {"percent", "quantity", "money", "count", "minutes"}:
            return "other_holder"
        return None

    def _restatements(self, clause: Clause, done: dict[int, list[Bound]]) -> None:
        """A count or fraction beside the percentage that says the same is not a record of its own."""
        readings = [r for r in clause.readings if id(r) in done]
        for first, second in zip(readings, readings[1:], strict=False):
            pair = {first.mention.row.unit: first, second.mention.row.unit: second}
            share = pair.get("percent")
            other = pair.get("ratio") or pair.get("count")
            if share is None or other is None:
                continue
            bracketed = second.inner >= 0 and first.inner < 0
            told = second is share and second.side == "none" and second.statement == first.statement
            if (bracketed and low_gap(self.low, first, second) <= 40) or told:
                records = done[id(other)]
                for record in records:
                    record.dropped = "restated_as_percentage"
                if told and records[0].direction and not done[id(share)][0].direction:
                    for record in done[id(share)]:
                        record.direction, record.baseline = records[0].direction, record.baseline or records[0].baseline

    # -- one value ---------------------------------------------------------------------------------

    def _records(
        self, index: int, block: Block, clause: Clause, reading: Reading, previous: Reading | None,
        following: Reading | None, periods: list[Mention], memory: _Memory, done: dict[int, list[Bound]],
    ) -> list[Bound]:
        mention = reading.mention
        before = done[id(previous)] if previous is not None else []
        relation, rule, span = relation_of(self.low, clause, reading)
        bound = Bound(
            index, (clause.start, clause.end), mention.value_start, mention.value_end, "target", list(reading.name), None,
            str(mention.row.unit), None, relation, None, None, None, None, None, None, None, None, None, None, None,
            why=[(mention.row.id, mention.start, mention.end)],
        )  # fmt: skip
        if rule is not None and span is not None and rule != mention.row.id:
            bound.why.append((rule, *span))
        self._measure(bound, mention)
        source = self._subject(bound, clause, reading, before, memory)
        if bound.unit == "ratio" and self._is_ranked(bound):
            bound.unit, bound.why = "rank", [*bound.why, ("bind.ranked_ratio", mention.start, mention.end)]
        if bound.unit == "band" and not self._is_ranked(bound):
            return []
        if not bound.name and bound.unit not in {"places"}:
            self.reject(mention.start, mention.end, "no_indicator")
            return []
        self._change(bound, clause, reading, before, source)
        self._kind(bound, block, clause, reading, following)
        self._period(bound, block, clause, reading, periods, memory, before)
        self._level(bound, clause, reading, source, memory)
        if bound.unit in {"count", "quantity", "money", "days", "minutes"}:
            bound.dropped = self._not_counted(bound, clause, reading)
        records = self._spread(bound, clause, reading, memory, source, before)
        memory.subject = records[0]
        for record in records:
            if all(s.name != record.name for s in memory.subjects):
                memory.subjects.append(record)
            if record.level and record.level not in memory.levels:
                memory.levels.append(record.level)
        return records

    def _measure(self, bound: Bound, mention: Mention) -> None:
        groups = {**mention.groups, **{k: str(v) for k, v in mention.row.fixed.items()}}
        if "b" in groups:
            bound.band = re.sub(r"\s+", " ", groups["b"])
            return
        bound.value = number(groups["n"])
        if "m" in groups:
            bound.upper = number(groups["m"])
        if "o" in groups:
            bound.out_of = number(groups["o"])
        if bound.unit in {"money", "quantity", "points", "count"} and "u" in groups:
            bound.unit_text = re.sub(r"\s+", " ", self.outline.working.text[mention.value_end - len(groups["u"]) : mention.value_end].strip()
                                     if mention.row.fixed == {} else groups["u"])

    def _is_ranked(self, bound: Bound) -> bool:
        if bound.link is not None:
            return bound.link.entry.ranked
        return _RANKED.search(self._text(bound.name).lower()) is not None

    def _text(self, name: list[tuple[int, int]]) -> str:
        return " … ".join(self.outline.working.text[a:b] for a, b in name)

    def _link(self, name: list[tuple[int, int]], unit: str, extra: str = "") -> Link | None:
        text = self._text(name) + (" " + extra if extra else "")
        links = self.catalogue.links(text, None if unit in {"rank", "places", "band"} else unit, self.abbreviations)
        if unit in {"rank", "places", "band"}:
            links = [link for link in links if link.entry.ranked] or []
        return links[0] if links else None

    def _subject(
        self, bound: Bound, clause: Clause, reading: Reading, before: list[Bound], memory: _Memory
    ) -> Bound | None:
        """Set name and link; returns the record they were taken over from, if they were."""
        statement = clause.statements[reading.statement]
        lead = [statement.lead] if statement.lead else []
        if reading.inner >= 0 and not before and not bound.name:
            span = self._before_bracket(clause, reading)
            bound.name = [span] if span else []
        if bound.unit in {"rank", "band"}:
            about = _ABOUT.match(self.low, reading.mention.end, reading.right)
            if about is not None:
                span = (about.start("x"), about.end("x"))
                link = self._link([span], bound.unit)
                if link is not None or not bound.name or listed("naming").match(self.low, bound.name[0][0]) is None:
                    bound.name, bound.link = [span], link
                    return None
        if bound.name:
            bound.link = self._link(bound.name, bound.unit)
            if reading.side == "right" and reading.before is not None and not before:
                wider = self._link([reading.before, *bound.name], bound.unit)
                if wider is not None and (bound.link is None or wider.entry is not bound.link.entry) and (
                    bound.link is None or wider.weight > bound.link.weight + 6
                ):
                    bound.link, bound.name = wider, [reading.before, *bound.name]
            if bound.link is None and lead:
                wider = self._link([*lead, *bound.name], bound.unit)
                if wider is not None:
                    bound.qualifier = self._text(bound.name)
                    bound.link, bound.name = wider, [*lead, *bound.name]
                    return None
            if bound.link is None and self._anaphoric(bound):
                source = before[0] if before else memory.subject
                if source is not None and source.name:
                    self._take(bound, source, reading)
                    return source
            if bound.link is None and lead and len(self._text(bound.name).split()) <= 4:
                bound.name = [*lead, *bound.name]
            return None
        if before:
            self._take(bound, before[0], reading)
            return before[0]
        if lead:
            bound.name = list(lead)
            bound.link = self._link(bound.name, bound.unit)
            if bound.link is None and memory.subject is not None and self._anaphoric(bound):
                self._take(bound, memory.subject, reading)
                return memory.subject
            return None
        if memory.subject is not None:
            self._take(bound, memory.subject, reading)
            bound.doubts.append("subject_of_earlier_sentence")
            return memory.subject
        return None

    def _take(self, bound: Bound, source: Bound, reading: Reading) -> None:
        bound.name, bound.link, bound.qualifier = list(source.name), source.link, source.qualifier
        if source.link is None or bound.unit != source.unit:
            bound.link = self._link(bound.name, bound.unit) or source.link
        bound.doubts.append("subject_inherited")
        bound.why.append(("bind.subject_inherited", source.start, source.end))

    def _before_bracket(self, clause: Clause, reading: Reading) -> tuple[int, int] | None:
        start = clause.brackets[reading.inner][0]
        text = clause.part(clause.start, start)
        cut = max((m.end() for m in re.finditer(r"[;:]|(?<!\w)trong đó(?!\w)", text)), default=0)
        span = trimmed(clause, clause.start + cut, start)
        if span is None:
            return None
        part = clause.part(*span)
        heads = [m.start() for m in listed("naming").finditer(part) if not part[: m.start()].strip() or part[: m.start()].rstrip()[-1:] in ","]
        if heads:
            span = (span[0] + heads[-1], span[1])
        links = re.search(r"(?<!\w)(?:đều đạt|đạt|tăng cao|chiếm|là)(?!\w)", clause.part(*span))
        return (span[0], span[0] + links.start()) if links and links.start() > 8 else span

    def _anaphoric(self, bound: Bound) -> bool:
        """A bare noun that only repeats what was counted before ("... hồ sơ, tỷ lệ 6,99%")."""
        text = re.sub(r"\s+", " ", self._text(bound.name).lower()).strip(" ,.")
        return _WEAK_NAMES.fullmatch(text) is not None or (len(text.split()) <= 3 and any(
            r.pattern and p.fullmatch(text) for r, p in tier_rules()))

    def _change(
        self, bound: Bound, clause: Clause, reading: Reading, before: list[Bound], source: Bound | None
    ) -> None:
        """Direction and yearly rate of a change by an amount; a change that arrives at a level has none."""
        mention = reading.mention
        cluster = self.low[reading.cluster : mention.value_start]
        if bound.unit == "band":
            return
        found: tuple[int, str, int, int] | None = None
        for direction in ("increase", "decrease"):
            for match in listed(direction).finditer(cluster):
                if found is None or match.start() > found[0]:
                    found = (match.start(), direction, reading.cluster + match.start(), reading.cluster + match.end())
        if found is None and reading.side in {"left", "right", "both", "none"}:
            head = self.low[reading.left : reading.cluster].strip(" ,.:-+–(")
            head = re.sub(r"^(?:và|phấn đấu|tiếp tục|đồng thời|[\s\d,–-]+|đến (?:hết )?năm \d+,?|phải)\s+", "", head)
            match = listed("decrease").match(head) or listed("increase").match(head)
            if match and reading.side == "left":
                where = self.low.find(match.group(), reading.left)
                found = (0, "decrease" if listed("decrease").match(head) else "increase", where, where + len(match.group()))
        if found is not None:
            arrives = [m for m in listed("levels").finditer(cluster) if m.start() > found[0] or found[2] < reading.cluster]
            if not (arrives and bound.unit not in {"places"}):
                bound.direction = found[1]
                bound.why.append((f"cues.{found[1]}", found[2], found[3]))
            elif _YEARLY_CHANGE.search(self.low, reading.left, mention.value_start):
                bound.direction = found[1]
        if bound.direction is None and bound.unit in {"percent", "points", "quantity", "places"} and bound.name:
            text = self.low[bound.name[-1][0] : bound.name[-1][1]] + " " + cluster
            growth = _GROWTH.search(text)
            if growth:
                bound.direction = "increase" if growth.group(1) == "tăng" else "decrease"
                bound.why.append(("bind.growth_noun", *bound.name[-1]))
        if bound.direction is None and reading.joined and before and before[0].direction and not cluster.strip(" ,và"):
            bound.direction = before[0].direction
        if reading.joined and before and bound.relation == "eq" and before[0].relation in {"ge", "gt", "le"} and not re.sub(
                r"\b(?:và|hoặc)\b", "", cluster).strip(" ,") and bound.value != 100 and before[0].unit == bound.unit:
            bound.relation = before[0].relation
            bound.doubts.append("relation_carried")
        if bound.unit == "places" and bound.direction is None:
            bound.direction = "increase" if "nâng" in cluster else None

    def _kind(self, bound: Bound, block: Block, clause: Clause, reading: Reading, following: Reading | None) -> None:
        """Commitment or result: words first, then what the section holds, then the kind of document."""
        mood, rule = self.context.mood(block)
        statement = clause.statements[reading.statement]
        text = self.low[clause.start : clause.end]
        pivot = self._pivot(block)
        after_colon = pivot is not None and reading.mention.start > pivot
        reporting = mood == "actual" or (mood is None and self.context.report)
        own = self.low[self._own_start(clause, reading) : reading.mention.end]
        if reporting and pivot is not None and reading.mention.start < pivot and not observed(
            self.low[block.start : reading.mention.start]
        ):
            bound.kind = "target"
            bound.why.append(("bind.restated_goal", clause.start, min(pivot, clause.end)))
            return
        seen, meant = observed(own), committed(own)
        if seen is None and reading.statement > 0 and not meant:
            seen = observed(self.low[clause.start : reading.mention.end]) if not after_colon else seen
        if meant and not (seen and reporting):
            bound.kind = "target"
            bound.why.append((meant, clause.start, clause.end))
        elif seen:
            bound.kind = "actual"
            bound.why.append((seen, clause.start, clause.end))
        elif reporting:
            future = [int(y) for y in re.findall(r"đến (?:hết |cuối )?năm (\d{4})", own)]
            bound.kind = "target" if future and max(future) >= (self.year or max(future)) else "actual"
            label = self.low[block.start : block.start + 40]
            if bound.kind == "actual" and not after_colon and re.search(r"chỉ tiêu\s*\d*\s*:", label) and not re.search(r"năm \d{4} (?:đạt|là)", text):
                bound.kind = "target"
            bound.why.append((rule or "bind.report", clause.start, clause.end))
        else:
            past = re.search(r"(?<!đến )(?<!hết )(?<!cuối )năm (\d{4})\s*:?\s*(?:xếp|đạt|là|có|tăng|giảm|\d)", own)
            if past and self.year and int(past.group(1)) < self.year and mood is None:
                bound.kind = "actual"
            bound.why.append((rule or "bind.document_commits", clause.start, clause.end))

    def _pivot(self, block: Block) -> int | None:
        """Where a report's item turns from the goal it restates to the result: a colon after a value."""
        if self._pivots.get(block.start, -1) != -1:
            return self._pivots[block.start]
        found = None
        text = self.outline.working.text
        for match in _RESULT.finditer(text, block.label_end, block.end):
            first = max((s for s, _ in sentences(text, block.label_end, block.end) if s <= match.start()), default=block.start)
            if _FIGURE.search(text, first, match.start()):
                found = match.start()
                break
        self._pivots[block.start] = found
        return found

    def _own_start(self, clause: Clause, reading: Reading) -> int:
        statement = clause.statements[reading.statement]
        start = statement.start
        if statement.opened_by in {"", ":"} or reading.inner >= 0:
            return start
        earlier = clause.statements[: reading.statement + 1]
        for s in reversed(earlier):
            if s.opened_by in {"", ":"}:
                return s.start
        return start

    def _period(
        self, bound: Bound, block: Block, clause: Clause, reading: Reading, periods: list[Mention], memory: _Memory,
        before: list[Bound],
    ) -> None:
        """Period, baseline and yearly rate."""
        mention = reading.mention
        statement = clause.statements[reading.statement]
        right = reading.right
        if reading.inner >= 0:
            bracket = clause.brackets[reading.inner]
            right = bracket[1]
        first: When | None = None
        running: When | None = None
        trailing: When | None = None
        starting: Mention | None = None
        until: Mention | None = None
        yearly = _YEAR_RATE.match(self.low, mention.end)
        if yearly:
            bound.per = "year"
            bound.why.append(("period.yearly", yearly.start(), yearly.end()))
        for m in periods:
            kind = m.row.kind
            local = reading.left <= m.start < right or (m.start < mention.start and statement.start <= m.start)
            if kind == "baseline":
                bracketed = any(a < m.start < b for a, b in clause.brackets)
                near = (mention.end <= m.start < right and (reading.inner >= 0 or not bracketed)) or (reading.inner >= 0 and m.start - right < 3 and m.start >= right)
                if near or (reading.left <= m.start < mention.start and (reading.inner >= 0 or not bracketed)):
                    bound.baseline = (int(m.groups["y"]), int(m.groups.get("z", m.groups["y"])))
                    bound.why.append((m.row.id, m.start, m.end))
                continue
            if kind == "yearly":
                if bound.per is None and (reading.left <= m.start < mention.start or (
                        statement.start <= m.start < mention.start and not [
                            v for v in statement.values if m.end <= v.mention.start < mention.start])):
                    bound.per = "year"
                    bound.why.append((m.row.id, m.start, m.end))
                continue
            if kind == "from":
                starting = m
                continue
            if kind == "until":
                until = m
                continue
            found = when(m)
            if found is None:
                continue
            if m.start < mention.start:
                running = found
                if local and reading.left <= m.start:
                    first = found
            elif m.start < right and not self._maintained(mention.end, m.start):
                trailing = trailing or found
            elif not before and m.start >= right and running is None and memory.when is None and found.type in {"by", "in"}:
                pivot = self._pivot(block)
                colon = pivot is not None and right <= pivot <= m.start
                between = [v for v in clause.readings if mention.end <= v.mention.start < m.start and v.statement != reading.statement]
                if not colon and not between:
                    trailing = trailing or found
        found_when = first or trailing or running
        if first is not None and trailing is not None and first.type == "asof":
            found_when = trailing
        if bound.per and starting is not None and until is not None:
            found_when = When("annual", int(starting.groups["y"]), int(until.groups["y"]), starting.row.id, (starting.start, starting.end))
        elif found_when is None and starting is not None and until is not None:
            found_when = When("during", int(starting.groups["y"]), int(until.groups["y"]), starting.row.id, (starting.start, starting.end))
        if found_when is None and bound.baseline is None and before and reading.joined and mention.row.unit == before[0].unit:
            following = [v for v in clause.readings if v.mention.start > mention.start]
            del following
        if bound.baseline is None and bound.direction and reading.side == "right":
            bound.baseline = self._later_baseline(clause, reading, periods)
        if found_when is not None and bound.per and found_when.type == "during":
            found_when = replace(found_when, type="annual")
        if found_when is None and memory.when is not None and not (memory.when.type == "asof" and bound.kind == "target") and not (
                memory.when.type == "by" and bound.kind == "actual"):
            found_when = memory.when
            bound.why.append(("bind.period_of_item", *found_when.span))
        if found_when is None and not (bound.per and bound.unit == "places"):
            inherited = self.context.inherited(block, bound.kind)
            if inherited is not None:
                found_when = inherited[0]
                bound.why.append(("bind.period_of_heading" if inherited[1] else "bind.period_of_item", *found_when.span))
        elif found_when is not None and found_when is not memory.when:
            bound.why.append((found_when.rule, *found_when.span))
        bound.period = found_when

    def _maintained(self, start: int, at: int) -> bool:
        return listed("maintain").search(self.low, start, at) is not None

    def _later_baseline(
        self, clause: Clause, reading: Reading, periods: list[Mention]
    ) -> tuple[int | None, int | None] | None:
        """ "giảm 5% A và 10% B so với năm 2021": the baseline of the last holds for those joined to it."""
        statement = clause.statements[reading.statement]
        later = [m for m in periods if m.row.kind == "baseline" and reading.mention.end <= m.start]
        if not later:
            return None
        nexts = [s for s in clause.statements if s.start > statement.start and s.values]
        reach = statement.end
        if nexts and nexts[0].opened_by == ";" and reading.mention.row.unit == "percent" and any(
                listed("decrease").search(self.low, v.left, v.mention.start) for v in nexts[0].values):
            reach = nexts[0].end
        m = later[0]
        return (int(m.groups["y"]), int(m.groups.get("z", m.groups["y"]))) if m.start < reach else None

    def _level(self, bound: Bound, clause: Clause, reading: Reading, source: Bound | None, memory: _Memory) -> None:
        """The tier named in the indicator's words or right behind the value; two tiers are none."""
        levels: list[str] = []
        if source is None and reading.predicate >= 0 and bound.name:
            levels = self._levels_in([(reading.name[0][0], reading.predicate)])
        if not levels:
            own = reading.name or bound.name
            levels = self._levels_in(own[:1] if reading.shared else own if source is None else [])
        if not levels and reading.side in {"left", "none"}:
            levels = self._levels_in([(reading.mention.end, reading.right)])
        if not levels:
            statement = clause.statements[reading.statement]
            if statement.lead:
                levels = self._levels_in([statement.lead])
            if not levels and statement.lead and memory.subject is not None and memory.subject.block == bound.block:
                levels = [memory.subject.level] if memory.subject.level else []
        if not levels and source is not None:
            bound.level = source.level
            return
        if len(levels) == 1:
            bound.level = levels[0]

    def _levels_in(self, spans: list[tuple[int, int]]) -> list[str]:
        found: list[tuple[int, str]] = []
        for start, end in spans:
            text = re.sub(r"\([^)]*\)", lambda m: " " * len(m.group()), self.low[start:end])
            for rule, pattern in tier_rules():
                for match in pattern.finditer(text):
                    if text[: match.start()].rstrip().endswith(" đến"):
                        continue
                    if "cạnh tranh" in text[max(0, match.start() - 12) : match.start()] or "hành chính công " in text[max(0, match.start() - 17) : match.start()] or "chuyển đổi số " in text[max(0, match.start() - 15) : match.start()]:
                        continue
                    found.append((start + match.start(), rule.level))
            if self.district and not found and re.search(r"(?<!\w)huyện(?!\w)", text):
                found.append((start, "district"))
        levels: list[str] = []
        for _, level in sorted(found):
            if level not in levels:
                levels.append(level)
        return levels

    def _not_counted(self, bound: Bound, clause: Clause, reading: Reading) -> str | None:
        """Why a plain number of things, an amount or a sum is no record; None if it is one."""
        mention = reading.mention
        before = self.low[reading.left : mention.start]
        if bound.unit == "money" and phrase_in("funding", before[-80:]):
            return "funding"
        if mention.row.unit in {"quantity", "count"} and not bound.direction and reading.side != "left" and _SPECIFYING.search(before):
            return "specification"
        if bound.unit != "count":
            if bound.kind == "target" or reading.side == "left" or bound.link is not None or reading.inner >= 0:
                return None
            return "not_a_measure"
        if not bound.unit_text:
            bound.unit_text = self._noun(mention)
        if bound.kind == "actual":
            linked = bound.link is not None and bound.link.entry.units != ("percent",)
            return None if reading.side == "left" and linked else "head_count"
        own = self.low[clause.start : mention.start]
        goal = bound.relation != "eq" or committed(own) or bound.link is not None or _ACHIEVING.search(own[-60:])
        if not goal or self.context.mood(self.outline.blocks[bound.block])[0] == "actual":
            return "head_count"
        return None

    def _noun(self, mention: Mention) -> str | None:
        match = re.compile(r"\s*([^\W\d]+(?:\s+[^\W\d]+)?)").match(self.outline.working.text, mention.end)
        return re.sub(r"\s+", " ", match.group(1)) if match else None

    # -- several records for one value ---------------------------------------------------------------

    def _spread(
        self, bound: Bound, clause: Clause, reading: Reading, memory: _Memory, source: Bound | None, before: list[Bound]
    ) -> list[Bound]:
        """One number that holds for several indicators or tiers gives one record for each."""
        mention = reading.mention
        around = self.low[reading.left : reading.right]
        if phrase_in("each_index", around) and memory.subjects:
            ranked = [s for s in memory.subjects if s.link is not None and s.link.entry.ranked]
            unique = {s.link.entry.id: s for s in ranked if s.link is not None}
            if unique:
                return [self._like(bound, s) for s in unique.values()]
        each = phrase_in("each_tier", around)
        if each and memory.levels:
            levels = [lv for lv in memory.levels]
            return [replace(bound, level=lv, why=[*bound.why], doubts=[*bound.doubts]) for lv in levels]
        if source is not None and before and source is before[0] and len(before) > 1 and "coordinated" in source.doubts:
            return [self._like(bound, s) for s in before]
        names = self._coordinate(bound) if reading.side == "left" or bound.unit in {"rank", "places"} else []
        spread = phrase_in("distributed", clause.part(clause.statements[reading.statement].start, mention.start))
        if spread:
            position, group = self._place(clause, reading)
            levels = self._levels_in([(clause.statements[reading.statement].start, group[0].mention.start)])
            if len(levels) == len(group) > 1:
                bound.level = levels[position]
                bound.doubts = [d for d in bound.doubts if d != "subject_inherited"]
                return [bound]
            names = self._coordinate(replace(bound, name=memory.subject.name if memory.subject and position else bound.name))
            if len(names) == len(group) > 1:
                bound.name = [names[position]]
                bound.link = self._link(bound.name, bound.unit)
                return [bound]
        if len(names) > 1:
            records = []
            for name in names:
                record = replace(bound, name=[name], why=[*bound.why], doubts=[*bound.doubts, "coordinated"])
                record.link = self._link([name], bound.unit)
                records.append(record)
            if len({r.link.entry.id for r in records if r.link is not None}) == len(records):
                return records
        apart = self._complements(bound) if reading.side == "left" else []
        if len(apart) > 1:
            return [
                replace(bound, name=name, link=link, why=[*bound.why], doubts=[*bound.doubts, "coordinated"])
                for name, link in apart
            ]
        levels = self._levels_in(bound.name)
        if len(levels) > 1 and bound.value == 100 and bound.unit == "percent" and self._adjacent_tiers(bound):
            return [replace(bound, level=lv, why=[*bound.why], doubts=[*bound.doubts]) for lv in levels]
        return [bound]

    def _like(self, bound: Bound, subject: Bound) -> Bound:
        return replace(
            bound, name=list(subject.name), link=subject.link,
            why=[*bound.why, ("phrase.each_index", subject.start, subject.end)], doubts=[*bound.doubts, "distributed"],
        )  # fmt: skip

    def _place(self, clause: Clause, reading: Reading) -> tuple[int, list[Reading]]:
        values = clause.statements[reading.statement].values
        at = values.index(reading) if reading in values else 0
        return at, values

    def _coordinate(self, bound: Bound) -> list[tuple[int, int]]:
        """The coordinate names in a name ("Chỉ số A, Chỉ số B và Chỉ số C"), if it has several."""
        if len(bound.name) != 1:
            return []
        start, end = bound.name[0]
        text = self.low[start:end]
        head = listed("naming").match(text)
        if head is None:
            return []
        cuts = [m for m in re.finditer(r"\s*(?:,|(?<!\w)và)\s*(?=" + re.escape(head.group()) + r"(?!\w))", text)]
        if not cuts:
            return []
        spans, at = [], 0
        for cut in cuts:
            spans.append((start + at, start + cut.start()))
            at = cut.end()
        spans.append((start + at, end))
        return spans

    def _complements(self, bound: Bound) -> list[tuple[list[tuple[int, int]], Link]]:
        """ "mức độ hài lòng đối với A, B": one figure for two entries that share the head of the phrase."""
        if len(bound.name) != 1 or bound.link is None:
            return []
        start, end = bound.name[0]
        text = self.low[start:end]
        head = _COMPLEMENT.search(text)
        if head is None or len(self.catalogue.links(self._text(bound.name), bound.unit, self.abbreviations)) < 2:
            return []
        for cut in _COORDINATION.finditer(text, head.end()):
            first = [(start, start + cut.start())]
            second = [(start, start + head.start()), (start + cut.end(), end)]
            one, two = self._link(first, bound.unit), self._link(second, bound.unit)
            if one is not None and two is not None and one.entry is not two.entry:
                if bound.link.entry in (one.entry, two.entry):
                    return [(first, one), (second, two)]
        return []

    def _adjacent_tiers(self, bound: Bound) -> bool:
        tier = r"(?:(?:ubnd|ủy ban nhân dân|cơ quan|đơn vị)\s+)?(?:cấp\s+)?(?:tỉnh|huyện|xã)"
        return any(re.search(tier + r"\s*(?:,|và|,\s*và)\s*" + tier, self.low[a:b]) for a, b in bound.name)

    def _exclusions(self, clause: Clause, done: dict[int, list[Bound]]) -> None:
        """ "(trừ ...)" belongs to the value before it and to those that share its predicate."""
        readings = [r for r in clause.readings if id(r) in done]
        spots: list[tuple[int, int, bool]] = []
        for start, end in clause.brackets:
            found = phrase_in("exclusion", self.low, start + 1, min(start + 4, end))
            if found is None:
                found = phrase_in("exclusion", self.low[start + 1 : end - 1])
                if found is None or found[1].start() > 1:
                    continue
            spots.append((start + 1, end - 1, True))
        outside = phrase_in("exclusion", clause.masked)
        if outside is not None:
            at = clause.start + outside[1].start()
            stop = re.search(r"[;.:]|$", clause.part(at, clause.end))
            spots.append((at, at + (stop.start() if stop else 0), False))
        for start, end, _ in spots:
            earlier = [r for r in readings if r.mention.end <= start] or readings[:1]
            if not earlier:
                continue
            group = [earlier[-1]]
            if earlier[-1].shared:
                group = [r for r in earlier if r.shared]
            elif phrase_in("distributed", clause.masked):
                group = earlier
            text = re.sub(r"\s+", " ", self.outline.working.text[start:end]).strip(" ,.")
            tiers = self._levels_in([(start, end)]) or (["commune"] if re.search(r"(?<!\w)xã(?!\s+hội)", self.low[start:end]) else [])
            for reading in group:
                for record in done[id(reading)]:
                    if len(tiers) == 1 and record.level and record.level not in tiers:
                        continue
                    record.exclusion = text
                    record.why.append(("phrase.exclusion", start, end))


def low_gap(low: str, first: Reading, second: Reading) -> int:
    """Characters between two values."""
    return second.mention.start - first.mention.end
