"""Records of a table: the indicator from the row, unit, period and tier from the headers, value from the cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.bind.context import When, when
from extract.bind.linking import link_of
from extract.bind.scene import Bound, Rejected, Scene, Span
from extract.bind.tiers import tiers_in
from extract.language.cleaning import lowered
from extract.language.numerals import number
from extract.layout.outline import Block
from extract.mentions.cues import relation_in
from extract.mentions.scan import expand, scanner

_VALUE = re.compile(
    expand(
        r"(?P<cue>(?:≥|>=|≤|<=|>|<|trên|dưới|từ|tối thiểu|ít nhất|tối đa|không quá|hơn|khoảng|đạt|đến)?\s*)"
        r"(?P<n>{num})(?:\s*{to}\s*(?P<m>{num}))?(?:\s*/\s*(?P<o>{int}))?\s*(?P<u>%|[^\d\s(][^\d(]{{0,30}})?(?:\([^)]*\))?"
    )
)
_BAND = re.compile(r"(?:nhóm\s+)?(?P<b>trung bình cao|trung bình khá|trung bình thấp|trung bình|khá|tốt|xuất sắc)")
_ORDINAL = re.compile(r"(?:tt|stt|số tt|số thứ tự|#)")
_INDICATOR = re.compile(r"chỉ tiêu|nội dung|tên|mục tiêu|chỉ số|danh mục|tiêu chí|nhiệm vụ|sản phẩm|mặt hàng")
_UNIT = re.compile(r"đơn vị(?:\s+tính)?|đvt|đv tính")
_HOLDER = re.compile(r"chủ trì|phối hợp|cơ quan|ghi chú|căn cứ|thực hiện bởi|đơn vị thực hiện|theo dõi|báo cáo")
_ACTUAL = re.compile(r"thực hiện|hiện trạng|(?<!\w)(?:ước|ưth|th)(?!\w)|kết quả|đã đạt")
_GOAL = re.compile(r"kế hoạch|mục tiêu|chỉ tiêu|phấn đấu|đến năm")
_UNIT_IN_NAME = re.compile(r"\(\s*(?:đvt|đơn vị(?: tính)?)?\s*:?\s*(?P<u>[^()]{1,40})\)\s*$")
_LABEL = re.compile(r"\s*(?:[IVX]+|\d{1,2}(?:\.\d+)*|[a-zđ]|[-+*])(?:[.)]|\b)?\s*")
_YEARLY = re.compile(r"bình quân(?: hằng| hàng| mỗi)? năm|/năm|hằng năm|hàng năm")


@dataclass(slots=True)
class Column:
    """What a column holds, from its headers."""

    role: str  # ordinal | indicator | unit | holder | value
    header: list[Span] = field(default_factory=list)
    period: When | None = None
    kind: str | None = None
    level: str | None = None


def bind_table(scene: Scene, rows: list[tuple[int, Block]]) -> tuple[list[Bound], list[Rejected]]:
    """Records and rejected numbers of one table; `rows` are its blocks with their indices."""
    cells = [block.cells for _, block in rows]
    heads = _header_rows(scene, cells)
    columns = _columns(scene, cells, heads)
    bound: list[Bound] = []
    rejected = [
        Rejected(a, b, "period" if scanner().scan(scene.low, a, b) else "table_header")
        for row in cells[:heads] for a, b in row if b > a
    ]  # fmt: skip
    names = next((i for i, c in enumerate(columns) if c.role == "indicator"), None)
    units = next((i for i, c in enumerate(columns) if c.role == "unit"), None)
    if names is None or not any(c.role == "value" for c in columns):
        return [], []
    labels = next((i for i, c in enumerate(columns) if c.role == "ordinal"), None)
    section: When | None = None
    group: Span | None = None
    for (index, block), row in zip(rows[heads:], cells[heads:], strict=True):
        if len(row) <= names:
            continue
        name = _name(scene, row[names])
        values = [(c, span) for c, span in zip(columns, row, strict=False) if c.role == "value" and span[1] > span[0]]
        if _across(scene, row):
            values = []
        label = scene.low[slice(*row[labels])].strip() if labels is not None and len(row) > labels else None
        if labels is not None and len(row) > labels:
            rejected.append(Rejected(*row[labels], "list_ordinal"))
        if name is None or not values:
            section = _period_in(scene, [s for s in row if s[1] > s[0]]) or section
            group = name or group
            continue
        part = label in {"-", "+", "", "*"} and group is not None
        unit_span = row[units] if units is not None and len(row) > units else None
        for column, span in values:
            names_ = [group, name] if part and group is not None else [name]
            record = _record(scene, index, block, names_, unit_span, column, span, section)
            if isinstance(record, Bound):
                bound.append(record)
            else:
                rejected.append(Rejected(*span, record))
    return bound, rejected


def _header_rows(scene: Scene, cells: list[list[Span]]) -> int:
    """How many rows the header has: up to the first that has a name and a number that is no year."""
    for count, row in enumerate(cells[:6]):
        if count == 0:
            continue
        if _across(scene, row):
            return count
        texts = [scene.low[a:b].strip() for a, b in row]
        numeric = [t for t in texts[1:] if _VALUE.fullmatch(t) and not re.fullmatch(r"(?:19|20)\d\d", t)]
        numbering = numeric and all(re.fullmatch(r"\(?\d{1,2}\)?", t) for t in texts if t) and len(numeric) > 2
        if (numeric and not numbering) or (texts and _LABEL.fullmatch(texts[0]) and texts[0]):
            return count
    return 1


def _across(scene: Scene, row: list[Span]) -> bool:
    """Whether a row is one cell as wide as the table: a heading over the rows that follow."""
    return len(row) > 2 and len({scene.low[a:b] for a, b in row}) == 1


def _columns(scene: Scene, cells: list[list[Span]], heads: int) -> list[Column]:
    columns: list[Column] = []
    for at in range(max(map(len, cells))):
        header: list[Span] = []
        for row in cells[:heads]:
            span = row[at] if at < len(row) else (0, 0)
            if span[0] == span[1] and row is cells[0] and heads > 1:  # a merged head, empty behind its first place
                span = next((row[k] for k in range(min(at, len(row)) - 1, 0, -1) if row[k][1] > row[k][0]), span)
            known = {scene.low[a:b] for a, b in header}
            if span[1] > span[0] and scene.low[slice(*span)] not in known:
                header.append(span)
        columns.append(_column(scene, header, first=not any(c.role == "indicator" for c in columns)))
    return columns


def _column(scene: Scene, header: list[Span], *, first: bool) -> Column:
    text = " ".join(scene.low[a:b] for a, b in header)
    period = _period_in(scene, header)
    if _ORDINAL.fullmatch(text.strip(" .")):
        return Column("ordinal", header)
    if _UNIT.search(text) and period is None and not _HOLDER.search(text):
        return Column("unit", header)
    if _HOLDER.search(text) and period is None and not _GOAL.search(text):
        return Column("holder", header)
    if first and _INDICATOR.search(text) and period is None:
        return Column("indicator", header)
    kind = "actual" if _ACTUAL.search(text) else "target" if _GOAL.search(text) else None
    levels = tiers_in(scene, header)
    return Column("value", header, period, kind, levels[0] if len(levels) == 1 else None)


def _period_in(scene: Scene, spans: list[Span]) -> When | None:
    for start, end in reversed(spans):
        found = [w for m in scanner().scan(scene.low, start, end) if m.row.kind and (w := when(m)) is not None]
        if found:
            return found[-1]
    return None


def _name(scene: Scene, span: Span) -> Span | None:
    start, end = span
    label = _LABEL.match(scene.low, start, end)
    if label and label.end() > start and label.end() < end and not scene.low[start : label.end()].isalpha():
        start = label.end()
    unit = _UNIT_IN_NAME.search(scene.low[start:end])
    if unit and unit.start() > 2:
        end = start + unit.start()
    while end > start and scene.low[end - 1] in " :;,.":
        end -= 1
    return (start, end) if any(c.isalpha() for c in scene.low[start:end]) else None


def _record(
    scene: Scene,
    index: int,
    block: Block,
    names: list[Span],
    unit_span: Span | None,
    column: Column,
    span: Span,
    section: When | None,
) -> Bound | str:
    name = names[-1]
    text = scene.low[slice(*span)]
    match = _VALUE.fullmatch(text)
    band = None if match else _BAND.fullmatch(text)
    if match is None and band is None:
        return "table_text"
    words = (match.group("u") or "").strip() if match else ""
    unit, unit_text = ("band", None) if band else _unit(scene, words, unit_span, name)
    start = span[0] + (match.start("n") if match else band.start("b") if band else 0)
    end = span[0] + (max(match.end("n"), match.end("m"), match.end("o")) if match else band.end("b") if band else 0)
    if words == "%":
        end = span[1]
    relation = "between" if match and match.group("m") else "eq"
    found = relation_in(text[: match.start("n")], "before") if match else None
    if found and relation == "eq":
        relation = found[0].relation
    after = relation_in(text, "after")
    if after:
        relation = after[0].relation
    if unit == "rank":
        relation = {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt"}.get(relation, relation)
    bound = Bound(index, (block.start, block.end), start, end, unit, relation, names, unit_text=unit_text)
    if match:
        bound.value = number(match.group("n"))
        bound.upper = number(match.group("m")) if match.group("m") else None
        bound.out_of = number(match.group("o")) if match.group("o") else None
    elif band:
        bound.band = band.group("b")
    bound.link = link_of(scene, names, unit, unit_text)
    bound.level = column.level or next(iter(tiers_in(scene, names)), None)
    _time(scene, bound, block, name, column, section)
    bound.why.append(("table.cell", start, end))
    bound.why += [("table.header", a, b) for a, b in column.header]
    return bound


def _time(scene: Scene, bound: Bound, block: Block, name: Span, column: Column, section: When | None) -> None:
    own = _period_in(scene, [name])
    bound.period = column.period or own or section
    mood = scene.context.mood(block)[0]
    bound.kind = column.kind or ("actual" if mood == "actual" else "target")
    if bound.period is None:
        inherited = scene.context.inherited(block, bound.kind)
        bound.period = inherited[0] if inherited else None
    words = scene.low[slice(*name)] + " " + " ".join(scene.low[a:b] for a, b in column.header)
    if _YEARLY.search(words):
        bound.per = "year"
        if bound.period is not None and bound.period.type == "during":
            bound.period = When("annual", bound.period.start, bound.period.end, bound.period.rule, bound.period.span)
    if re.match(r"(?:tốc độ|mức|tỷ lệ|nhịp độ)\s+(?:tăng|giảm)|tăng trưởng", scene.low[slice(*name)]):
        bound.direction = "decrease" if "giảm" in scene.low[slice(*name)][:16] else "increase"


def _unit(scene: Scene, words: str, unit_span: Span | None, name: Span) -> tuple[str, str | None]:
    """The contract's unit and the words as written, from the cell, the unit column or the name's bracket."""
    told = words
    if not told and unit_span is not None:
        told = scene.text[slice(*unit_span)].strip()
    if not told:
        tail = scene.text[name[1] : name[1] + 60]
        bracket = re.match(r"\s*\(\s*(?:ĐVT|đvt|[Đđ]ơn vị(?: tính)?)?\s*:?\s*([^()\n]{1,40})\)", tail)
        told = bracket.group(1).strip() if bracket else ""
    low = lowered(told)
    ranked = re.search(r"xếp hạng|thứ hạng|vị trí", scene.low[slice(*name)]) is not None
    if low in {"%", "phần trăm", "tỷ lệ %", "tỷ lệ (%)"} or low.startswith("%"):
        return "percent", None
    if re.search(r"đồng|usd|vnđ|vnd", low):
        return "money", told
    if "điểm" in low:
        return "points", told
    if re.fullmatch(r"(?:thứ )?hạng|vị trí|xếp hạng|thứ tự", low) or (not low and ranked):
        return "rank", None
    if low == "bậc":
        return "places", None
    if low == "phút":
        return "minutes", None
    if low in {"ngày", "ngày làm việc"}:
        return "days", None
    if low and re.fullmatch(expand("(?:(?:nghìn|ngàn|triệu|tỷ)\\s+)?{units}|‰|lần|giờ"), low):
        return "quantity", told
    return "count", told or None
