"""Who is charged with a goal, what number it has, and which value it is a part of."""

from __future__ import annotations

from extract.bind.scene import Bound, Place, Scene, Span
from extract.catalogue.entries import POSITIONAL
from extract.clauses import Reading
from extract.rules.vocabulary import expression, sought

_FARTHEST = 120  # characters of a body's name, and of the bodies named together
_ABOVE = 3  # enclosing blocks that may say who is charged
_AROUND_LABEL = " \t.*_#"
_LONGEST_HEADING = 80  # characters of a heading that is a body


def set_belonging(bound: Bound, place: Place) -> None:
    """Set `responsible`, `label` and `part_of` of a bound value."""
    scene = place.scene
    charged = _charged_in(scene, (place.clause.start, place.clause.end))
    bound.responsible = charged or _charged_by_block(scene, place.index)
    bound.label = _label(scene, place)
    bound.part_of = _whole(bound, place)


def _label(scene: Scene, place: Place) -> str | None:
    """The goal's own number: of its item, or as its words begin ("Chỉ tiêu 3: ...")."""
    block = place.block
    goal = expression("one_goal").match(scene.low, block.label_end, block.end)
    if goal is not None:
        return scene.text[slice(*goal.span())].strip(" :.")
    if not any(map(str.isdigit, block.label)):
        return None
    return scene.text[block.start : block.label_end].strip(_AROUND_LABEL)


def _charged_by_block(scene: Scene, index: int) -> str | None:
    """What the block says elsewhere, else what the nearest headings and lead-ins above it say."""
    at, first = index, True
    for _ in range(_ABOVE + 1):
        if at < 0:
            return None
        if at not in scene.charged:
            scene.charged[at] = _charged_in_block(scene, at)
        block = scene.outline.blocks[at]
        leads = first or block.kind == "heading" or scene.low[block.end - 1 : block.end] == ":"
        if scene.charged[at] is not None and leads:
            return scene.charged[at]
        at, first = block.parent, False
    return None


def _charged_in_block(scene: Scene, index: int) -> str | None:
    block = scene.outline.blocks[index]
    found = _charged_in(scene, (block.label_end, block.end))
    if found is None and block.end - block.label_end <= _LONGEST_HEADING:
        end = block.end - (scene.low[block.end - 1] == ":")
        if names_body(scene, block.label_end, end) and _body_end(scene, block.label_end, end) == end and block.label:
            return _said(scene, (block.label_end, end))
    return found


def _charged_in(scene: Scene, span: Span) -> str | None:
    """The same as `_charged`, remembered: a block is often one sentence."""
    if span not in scene.charged:
        scene.charged[span] = _charged(scene, *span)
    return scene.charged[span]


def _charged(scene: Scene, start: int, end: int) -> str | None:
    """The body that a stretch of text charges: "Cơ quan chủ trì: X", "X chủ trì", "giao X ..."."""
    titled = sought("charged_as", scene.low, start, end)
    if titled is not None:
        return _said(scene, titled.span("who"))
    for verb in expression("charging").finditer(scene.low, start, end):
        span = _body_before(scene, start, verb.start())
        if span is not None:
            return _said(scene, span)
    text, at = scene.low[start:end], 0
    while (given := sought("charges", text, at)) is not None:
        at = given.end()
        if names_body(scene, start + at, end):
            return _said(scene, (start + at, _body_end(scene, start + at, end)))
    return None


def names_body(scene: Scene, start: int, end: int) -> bool:
    """Whether the name of a body begins at `start`: its noun, and a proper name or a tier behind it."""
    noun = expression("body").match(scene.low, start, end)
    if noun is None:
        return False
    at = noun.end()
    while at < end and scene.low[at].isspace():
        at += 1
    sort = expression("sort_of_school").match(scene.low, at, end)  # "trường THPT đạt chuẩn" is no one's name
    at = sort.end() if sort is not None else at
    return scene.text[at : min(at + 1, end)].isupper() or expression("body_of").match(scene.low, at, end) is not None


def _body_before(scene: Scene, start: int, end: int) -> Span | None:
    """The body, or the bodies in a row, right before a verb."""
    low = scene.low
    start = max(start, end - _FARTHEST)
    cut = max((low.rfind(mark, start, end) + 1 for mark in ".;:()\n"), default=0)
    first, at = None, end
    while at > max(start, cut):
        comma = low.rfind(",", max(start, cut), at)
        begin = max(start, cut) if comma < 0 else comma + 1
        while begin < at and not low[begin].isalnum():
            begin += 1
        given = sought("charges", low[begin:at])
        begin += given.end() if given and not given.start() else 0
        if not names_body(scene, begin, at) or any(c.isdigit() for c in low[begin:at]):
            break
        first = begin
        at = comma if comma >= 0 else start
    if first is None or expression("body_ends").search(low, first, end):
        return None
    return first, end


def _body_end(scene: Scene, start: int, end: int) -> int:
    """Where a body that is told to do something ends: at the verb."""
    end = min(end, start + _FARTHEST)
    verb = expression("body_ends").search(scene.low, start, end)
    return verb.start() if verb is not None else end


def _said(scene: Scene, span: Span) -> str | None:
    return " ".join(scene.text[slice(*span)].split()).strip(" ,.;:–-") or None


def _whole(bound: Bound, place: Place) -> Bound | None:
    """The record that a value is a part of: "A 100, trong đó B 40", "A 100 (riêng B 90)", "58 trạm (60% ...)"."""
    before, reading = place.before, place.reading
    strong = place.statement.opened_by == "strong" and reading.inner < 0
    if strong:
        whole = before[0] if before else place.memory.subject
        if whole is None or (whole.unit in POSITIONAL and whole.unit != bound.unit):
            return None
        return whole.part_of if whole.start >= place.statement.start else whole
    if reading.inner >= 0 and before:
        opening = place.clause.brackets[reading.inner][0]
        if before[0].start > opening:
            return before[0].part_of
        if _divides(bound, place, reading, opening):
            return before[0]
    return None


def _divides(bound: Bound, place: Place, reading: Reading, opening: int) -> bool:
    """Whether a bracket gives a part of what stands before it, or a count's share."""
    if expression("parts_begin").match(place.scene.low, opening + 1):
        return True
    share = bound.unit == "percent" and place.before[0].unit in {"count", "quantity"}
    return share and bound.direction is None and bound.kind == place.before[0].kind
