"""Clause analysis: which words of a sentence belong to which number.

A sentence is cut into statements (at semicolons, colons and words like "trong đó"); the gaps
between the numbers of a statement are divided between them; then each number's name is looked
for before it ("tỷ lệ X đạt 80%"), after it ("80% X được ...") or both ("đào tạo 3.000 lượt X").
What has neither inherits from the number before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.mentions.cues import listed, phrase_in, relation_in, words
from extract.mentions.scan import Mention

PERIOD, HIDDEN = "\x01", "\x02"  # stand in masked text for a period and for a bracket's content
_PAREN = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BREAK = re.compile(r"[;:]|\.(?=\s)|(?<!\w)\(?(?:[ivx]{1,4}|\d{1,2})\)(?=\s)")
_SYLLABLE = re.compile(r"[^\s,;:\x01\x02\"“”'‘’()]+")
_FILL = " \t\n\x01\x02,;:.-–+\"“”'"
_JOIN = re.compile(r"(?:,|(?<!\w)(?:và|hoặc|hay|cùng))(?!\w)")
_STRICT = frozenset(
    "đạt|là|chiếm|còn|bằng|xếp|nằm trong|nằm|lên|xuống|xuống còn|ở mức|đạt tỷ lệ|đạt mức|chiếm tỷ lệ|tăng|giảm|lên đến"
    "|tăng lên|giảm còn|giảm xuống|thuộc|đứng|vào|đạt được|tăng trưởng|tăng thêm|đạt điểm|duy trì|gấp|vượt|tỷ lệ|nâng lên"
    "|tương ứng là|lần lượt|lần lượt là|đạt bình quân|chiếm tỷ trọng|rút ngắn còn|phủ|tương đương|lọt vào|hoàn thành".split("|")
)
_RISE = re.compile(r"từ\s*$")
_TO_LEVEL = re.compile(r"\s*(?:\(?năm\s+\d{4}\)?\s*)?(?:lên|xuống|còn|đến\s+(?!\d))")
_LABELLING = re.compile(
    r"(?<!\w)(?:chỉ tiêu|tiêu chí|nhóm|nội dung|nhiệm vụ|mục tiêu|bước|câu|hạng mục|dự án|tiểu dự án)\s*(?:số\s*)?$"
)
_SPECIFIED = re.compile(
    r"(?:với|có)\s+(?:tốc độ|công suất|quy mô|dung lượng|diện tích)\s*(?:từ|trên|tối thiểu|dưới)?\s*$"
)
_INTO = re.compile(r"(?<!\w)(?:vào|trong|đến)\s*\x01")
_SERVICE_LEVEL = re.compile(r"mức độ \d")
_PREPOSITION = re.compile(r"(?<!\w)(?:ở|cho|tại|với|đối với|trong)\s*$")
_LIGHT = re.compile(
    r"(?:hình thành|xây dựng|phát triển|thành lập|phấn đấu|đảm bảo|bảo đảm|có|công nhận|đạt|xây mới|duy trì|thực hiện|hoàn thành"
    r"|tổ chức|triển khai|xây dựng mới|xây dựng được|phát triển mới|phát triển được|thu hút|đưa|tạo|hỗ trợ|công bố|mở|đầu tư|ban hành|lựa chọn"
    r"|thành lập mới|đưa vào|đưa vào sử dụng|hoàn thành xây dựng|tổ chức ít nhất|cung cấp|ứng dụng|kết nối|sản xuất|cấp|tiếp tục|thêm|mới|được|và)"
    r"(?:\s+(?:mới|được|thêm|và))*"
)


@dataclass(slots=True)
class Reading:
    """A value in its clause: offsets are those of the text, `name` is a list of spans."""

    mention: Mention
    statement: int
    inner: int = -1  # index of the bracket it stands in
    left: int = 0  # where its own words begin
    right: int = 0  # where they end
    cluster: int = 0  # where the words directly before it (verb, relation) begin
    side: str = "none"
    name: list[tuple[int, int]] = field(default_factory=list)
    before: tuple[int, int] | None = None  # words before a value-first name that are not part of it
    predicate: int = -1  # where the predicate of a value-first name begins
    joined: bool = False  # "và 10% ...", ", 50 ...": coordinated with the value before it
    shared: bool = False
    verb: str = ""  # the linking or changing verb before it
    change: str | None = None


@dataclass(slots=True)
class Statement:
    """A stretch of a sentence between hard breaks, and what opens and closes it."""

    start: int
    end: int
    opened_by: str  # "" | ";" | ":" | "strong" | "."
    lead: tuple[int, int] | None = None  # words before a colon that all that follows is about
    values: list[Reading] = field(default_factory=list)


@dataclass(slots=True)
class Clause:
    """An analysed sentence."""

    start: int
    end: int
    masked: str  # the sentence, lower case, periods and brackets blanked; same length
    brackets: list[tuple[int, int]]
    statements: list[Statement]
    readings: list[Reading]
    passed_over: list[tuple[Mention, str]] = field(default_factory=list)  # numbers inside names, with the reason

    def part(self, start: int, end: int) -> str:
        """Masked text between two offsets of the text."""
        return self.masked[start - self.start : end - self.start]


def analyse(low: str, start: int, end: int, mentions: list[Mention]) -> Clause:
    """The sentence low[start:end] with its values read in their clauses."""
    brackets = [(start + m.start(), start + m.end()) for m in _PAREN.finditer(low[start:end])]
    masked = list(low[start:end])
    for m in mentions:
        if m.row.kind is not None:
            masked[m.start - start : m.end - start] = PERIOD * (m.end - m.start)
        elif m.row.reason in {"document_number", "date", "address", "standard_number"}:
            masked[m.start - start : m.end - start] = "§" * (m.end - m.start)
    for a, b in brackets:
        masked[a - start : b - start] = HIDDEN * (b - a)
    clause = Clause(start, end, "".join(masked), brackets, [], [])
    readings = []
    for m in mentions:
        reason = _transparent(low, start, m) if m.row.unit is not None else None
        if reason is not None:
            clause.passed_over.append((m, reason))
        elif m.row.unit is not None:
            inner = next((i for i, (a, b) in enumerate(brackets) if a < m.start < b), -1)
            readings.append(Reading(m, -1, inner))
    clause.readings = readings
    _statements(clause, mentions)
    outer = [r for r in readings if r.inner < 0]
    for number, statement in enumerate(clause.statements):
        statement.values = [r for r in outer if statement.start <= r.mention.start < statement.end]
        for reading in statement.values:
            reading.statement = number
        _divide(clause, statement)
        for reading in statement.values:
            _name(clause, statement, reading)
    _share_predicates(clause)
    for reading in readings:
        if reading.inner >= 0:
            _inside(clause, low, reading)
    return clause


def _transparent(low: str, start: int, mention: Mention) -> str | None:
    """Why a number is only part of the words around it; None if it is a value of its own."""
    before = low[max(start, mention.start - 60) : mention.start]
    unit = mention.row.unit
    if unit == "count" and (
        _LABELLING.search(before) or (before.endswith("(") and low[mention.end : mention.end + 1] == ")")
    ):
        return "list_ordinal"
    if unit not in {"band", "ratio", "places"} and _RISE.search(before) and _TO_LEVEL.match(low, mention.end):
        return "starting_value"
    if unit in {"quantity", "count"} and _SPECIFIED.search(before):
        return "specification"
    return None


def _statements(clause: Clause, mentions: list[Mention]) -> None:
    """Cut the sentence at hard breaks that are not inside a mention."""
    taken = [(m.start, m.end) for m in mentions]
    cuts: list[tuple[int, int, str]] = []
    for match in _BREAK.finditer(clause.masked):
        at = clause.start + match.start()
        if not any(a <= at < b for a, b in taken):
            token = match.group()
            cuts.append((at, clause.start + match.end(), token if token in ";:." else ";"))
    for match in listed("strong").finditer(clause.masked):
        cuts.append((clause.start + match.start(), clause.start + match.end(), "strong"))
    cuts.sort()
    at, opened = clause.start, ""
    lead: tuple[int, int] | None = None
    for first, last, token in [*cuts, (clause.end, clause.end, "")]:
        if first < at:
            continue
        statement = Statement(at, first, opened, lead)
        has_value = any(r.inner < 0 and at <= r.mention.start < first for r in clause.readings)
        if token == ":" and not has_value:
            span = trimmed(clause, at, first)
            if span is not None:
                lead = span
        elif token == ":" and has_value:
            lead = None
        clause.statements.append(statement)
        at, opened = last, token
    return


def trimmed(clause: Clause, start: int, end: int) -> tuple[int, int] | None:
    """The span without fillers in front and punctuation or periods at the ends; None if nothing is left."""
    text = clause.part(start, end)
    fillers = words().sets["lead_fillers"]
    at = 0
    while True:
        while at < len(text) and text[at] in _FILL:
            at += 1
        for size in range(4, 0, -1):
            match = re.compile(r"(?:[^\s,;:\x01\x02]+\s+){%d}[^\s,;:\x01\x02]+(?!\w)" % (size - 1)).match(text, at)
            if match and re.sub(r"\s+", " ", match.group()) in fillers and (match.end() < len(text)):
                at = match.end()
                break
        else:
            break
    last = len(text.rstrip(_FILL))
    return None if last <= at else (start + at, start + last)


def _cluster(clause: Clause, left: int, at: int) -> int:
    """Where the run of verbs, adverbs and relation words that ends at `at` begins."""
    text = clause.part(left, at)
    found = [(m.start(), m.end(), m.group()) for m in _SYLLABLE.finditer(text)]
    allowed = words().sets["cluster"]
    i, begin = len(found), len(text)
    while i > 0:
        if re.search(r"[,;:]", text[found[i - 1][1] : begin]):
            break
        for size in range(min(4, i), 0, -1):
            phrase = " ".join(f[2] for f in found[i - size : i])
            between = text[found[i - size][0] : found[i - 1][1]]
            if phrase in allowed and "," not in between:
                i -= size
                begin = found[i][0]
                break
        else:
            break
    # What only periods part from the beginning belongs to the cluster as well.
    head = text[:begin].rstrip(" \x01")
    return left + (len(head) if not head else begin)


def _divide(clause: Clause, statement: Statement) -> None:
    """Give every value of a statement its own stretch of words."""
    values = statement.values
    at = statement.start
    for i, reading in enumerate(values):
        reading.left = at
        reading.cluster = _cluster(clause, at, reading.mention.start)
        if i + 1 == len(values):
            reading.right = statement.end
            break
        following = values[i + 1]
        cut = _cut(clause, reading.mention.end, following.mention.start)
        reading.right = cut
        at = cut
        following.joined = bool(_JOIN.match(clause.part(cut, following.mention.start).lstrip()))


def _cut(clause: Clause, start: int, end: int) -> int:
    """Where, between two values of one statement, the first one's words end."""
    gap = clause.part(start, end)
    cluster = _cluster(clause, start, end) - start
    joins = [m for m in _JOIN.finditer(gap) if m.start() <= cluster]
    naming = listed("naming")
    for m in reversed(joins):
        rest = gap[m.end() :]
        head = naming.match(rest.lstrip(" \x01"))
        if head and cluster > m.end() + 1:
            return start + m.start()
    for m in reversed(joins):
        between = gap[m.end() : cluster].strip(_FILL)
        if not between or between in words().sets["lead_fillers"]:
            return start + m.start()
    if not gap[:cluster].strip(_FILL):
        return start + cluster if cluster < len(gap) else start
    if joins:
        last = joins[-1]
        tail = gap[last.end() : cluster].strip()
        if len(tail.split()) <= 6 or not listed("predicates").search(gap[: last.start()]):
            return start + last.start()
        return start + last.start()
    return start + cluster


def _nominal(text: str) -> bool:
    """Whether words after a value name what is counted (and are not a preposition, a verb ...)."""
    text = text.lstrip(" \x02\"“*")
    if not text or not (text[0].isalnum() or text[0] == "§") or text[0] == PERIOD:
        return False
    return listed("not_nominal").match(text) is None


def _name(clause: Clause, statement: Statement, reading: Reading) -> None:
    """Decide on which side of the value its name stands, and what it is."""
    mention = reading.mention
    cluster = clause.part(reading.cluster, mention.start)
    inside = clause.part(mention.start, mention.value_start)
    reading.verb = cluster + inside
    before = trimmed(clause, reading.left, reading.cluster)
    detached = before is not None and clause.part(before[1], reading.cluster).rstrip(" \x01").endswith(",")
    after = clause.part(_after(clause, reading), reading.right)
    nominal = _nominal(after) and mention.row.unit not in {"rank", "places", "band"}
    head = None
    if before is not None:
        head = _head(clause, before)
        before = head or before
    strict = any(phrase in _STRICT for phrase in _phrases(cluster)) or "xếp" in inside or "vị trí" in inside
    named = before is not None and (head is not None or not detached)
    unit_names = mention.row.unit in {"count", "quantity"} and not nominal
    if named and before is not None and not (unit_names and head is None and not strict):
        heads = head is not None and listed("naming").match(clause.part(*head)) is not None
        if strict or not nominal or heads:
            if not (nominal and strict and not heads and _weak(cluster)):
                reading.side, reading.name = "left", [before]
                return
    if nominal or unit_names:
        span = _right(clause, reading)
        if span is not None:
            reading.name = [span]
            reading.side = "right"
            reading.before = before
            reading.predicate = _predicate(clause, span)
            if before is not None and not detached and not strict and _verbal(clause, before, cluster):
                reading.side, reading.name = "both", [before, span]
            return
    if before is not None and detached and strict and statement.values[0] is reading:
        reading.side, reading.name = "left", [before]


def _phrases(cluster: str) -> list[str]:
    """The phrases of a cluster: single syllables and runs of up to four."""
    syllables = _SYLLABLE.findall(cluster)
    return [" ".join(syllables[i : i + n]) for n in range(1, 5) for i in range(len(syllables) - n + 1)]


def _weak(cluster: str) -> bool:
    """"có", "hoàn thành", "được" alone say that something exists, not what it attains."""
    strong = [p for p in _phrases(cluster) if p in _STRICT]
    return bool(strong) and all(p in {"hoàn thành", "thuộc", "vào", "duy trì", "tăng thêm"} for p in strong)


def _head(clause: Clause, span: tuple[int, int]) -> tuple[int, int] | None:
    """From the last indicator-naming head of a left name on, coordinate heads kept together."""
    text = clause.part(*span)
    starts = [
        m.start()
        for m in listed("naming").finditer(text)
        if _opens(text[: m.start()]) and not _SERVICE_LEVEL.match(text, m.start())
    ]
    if not starts:
        return None
    first = starts[-1]
    word = text[first:].split(" ")[0]
    for at in reversed(starts[:-1]):
        between = text[at:first]
        if text[at:].split(" ")[0] == word and re.search(r"(?:,|(?<!\w)và)\s*$", between) and not listed("links").search(between):
            first = at
        else:
            break
    return span[0] + first, span[1]


def _opens(before: str) -> bool:
    """Whether a phrase may begin here: at the start, after a comma, a filler or a verb that takes it."""
    before = before.rstrip(_FILL.replace(",", ""))
    if not before or before[-1] in ",":
        return True
    return re.search(
        r"(?<!\w)(?:nâng(?:\s+cao)?|đưa|duy trì|giữ|giữ vững|tăng|giảm|phấn đấu|bảo đảm|đảm bảo|hạ|kéo giảm|cải thiện|xếp"
        r"|phân đầu|phân đấu|rút ngắn|cắt giảm|tiết kiệm|hằng năm|hàng năm)$", before) is not None


def _after(clause: Clause, reading: Reading) -> int:
    """Where the words after a value begin: relation words and a rate behind it are passed over."""
    at = reading.mention.end
    text = clause.part(at, reading.right)
    match = re.match(r"[\s\x02]*(?:trở lên|trở xuống|hoặc hơn)?[\s\x01,]*(?=\S|$)", text)
    if match and match.group().strip(" \x02"):
        return at + match.end()
    return at


def _right(clause: Clause, reading: Reading) -> tuple[int, int] | None:
    """The name after a value: up to a stop word or the end of its words."""
    start = _after(clause, reading)
    text = clause.part(start, reading.right)
    stop = len(text)
    for match in (*listed("stops").finditer(text), *listed("stops_after_comma").finditer(text), *_INTO.finditer(text)):
        head = text[: match.start()]
        if head.strip(_FILL) and match.start() < stop and (
            match.re is not listed("stops_after_comma") or head.rstrip().endswith((",", ";"))
        ):
            stop = match.start()
    text = text[:stop]
    tail = len(text.rstrip(_FILL))
    text = re.sub(r"(?:(?<!\w)(?:và|hoặc|với|đến|trong|cho)\s*)+$", "", text[:tail]).rstrip(_FILL)
    lead = len(text) - len(text.lstrip(_FILL))
    return None if len(text) <= lead else (start + lead, start + len(text))


def _predicate(clause: Clause, span: tuple[int, int]) -> int:
    """Where the predicate of a value-first name begins; -1 if it has none."""
    text = clause.part(*span)
    for match in listed("predicates").finditer(text):
        if text[: match.start()].strip(_FILL) and not re.search(r"(?<!\w)(?:tự|theo|sự)\s$", text[: match.start()]):
            return span[0] + match.start()
    return -1


def _verbal(clause: Clause, before: tuple[int, int], cluster: str) -> bool:
    """Whether words before a value-first name are an activity that is part of the name."""
    text = re.sub(r"\s+", " ", clause.part(*before))
    if _LIGHT.fullmatch(text) or phrase_in("other_holder", text):
        return False
    if len(text.split()) > 14 or HIDDEN in text or "§" in text:
        return False
    if _PREPOSITION.search(cluster):
        return True
    return re.match(r"(?:tổ chức\s+)?(?:đào tạo|bồi dưỡng|tập huấn|trồng|giải quyết|tạo|thu hút|phủ sóng|đón|cấp|số hóa|tinh giản|xóa|sửa chữa|nâng cấp|cải tạo|chuyển đổi|hoàn thành\s+\w+|xử lý|phê duyệt|đăng ký|cứng hóa|giảm nghèo|xuất khẩu|đưa)(?!\w)", text) is not None


def _share_predicates(clause: Clause) -> None:
    """ "90% A; 80% B và 60% C được xử lý": the predicate of the last holds for those before it."""
    predicate: tuple[int, int] | None = None
    unit = None
    last: Reading | None = None
    for reading in reversed([r for r in clause.readings if r.inner < 0]):
        shares = reading.mention.row.unit in {"percent", "ratio"}
        if reading.side != "right" or not shares:
            predicate = None
        elif reading.predicate >= 0:
            predicate, unit = (reading.predicate, reading.name[-1][1]), reading.mention.row.unit
        elif predicate is not None and unit == reading.mention.row.unit and last is not None:
            opened = clause.statements[last.statement].opened_by if last.statement != reading.statement else ","
            if opened in {";", ",", ""}:
                reading.name.append(predicate)
                reading.shared = last.shared = True
            else:
                predicate = None
        last = reading


def _inside(clause: Clause, low: str, reading: Reading) -> None:
    """A value in brackets: its words are those of the bracket."""
    start, end = clause.brackets[reading.inner]
    reading.left, reading.right = start + 1, end - 1
    inner = Clause(start + 1, end - 1, low[start + 1 : end - 1], [], [], [])
    previous = [r for r in clause.readings if r.inner == reading.inner and r.mention.end <= reading.mention.start]
    if previous:
        reading.left = previous[-1].mention.end
    reading.cluster = _cluster(inner, reading.left, reading.mention.start)
    reading.verb = low[reading.cluster : reading.mention.value_start]
    reading.statement = next(
        (n for n, s in enumerate(clause.statements) if s.start <= start <= s.end), len(clause.statements) - 1
    )


def relation_of(low: str, clause: Clause, reading: Reading) -> tuple[str, str | None, tuple[int, int] | None]:
    """(relation, rule id, its span) of a value from the words around it."""
    mention = reading.mention
    ranked = mention.row.unit == "rank"
    after = low[mention.end : min(mention.end + 16, clause.end)]
    found = relation_in(after, "after")
    if found and not after[: found[1]].strip(" %"):
        rule, a, b = found
        relation = {"ge": "le", "le": "ge"}[rule.relation] if ranked else rule.relation
        return relation, rule.id, (mention.end + a, mention.end + b)
    if mention.row.relation:
        return mention.row.relation, mention.row.id, (mention.start, mention.end)
    before = low[reading.cluster : mention.value_start]
    found = relation_in(before, "before")
    if "m" in mention.groups:
        return "between", mention.row.id, (mention.value_start, mention.value_end)
    if found:
        rule, a, b = found
        flip = {"ge": "le", "le": "ge", "gt": "lt", "lt": "gt"}
        relation = flip[rule.relation] if ranked else rule.relation
        return relation, rule.id, (reading.cluster + a, reading.cluster + b)
    return "eq", None, None
