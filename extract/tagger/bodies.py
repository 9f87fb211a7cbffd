"""Who is charged with a goal, where no rule tells it: the bodies of a block that the tagger finds charged.

"2. Công an tỉnh: ... đạt 95%", "Kho bạc Nhà nước khu vực XVII kiểm soát chi trong 01 ngày": a body governs the goals
behind it, up to the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter

from extract.bind.scene import Bound, Scene
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression
from extract.tagger.model import Tag, Tagger
from extract.tagger.sequence import Span, Words

STEP = "bind.responsible_tagged"
SURE = 0.7  # of one token of a name; 0.3 to 0.8 were alike on documents held out (F1 0.845 to 0.853)
JOINED = 0.3  # of every token of a name
_ANEW = 0.5  # from this on a token begins another name
_LONGEST = 1500  # characters of a block before its last goal
_REACH = 90  # characters from a body's noun to the end of its name and the verb behind it
_OPENERS = (". ", "; ", ": ")  # of a sentence, two characters each
_CAPITALS = "".join(c for c in map(chr, range(0x1F00)) if c.isupper())
_CAPITAL = re.compile(rf"(?<!\w)[{_CAPITALS}]")
_MARK = re.compile(r"[.;:,()]")
_NEAR = 25  # characters from where a clause begins to a body's noun ("Chủ tịch UBND xã")


def asked(scene: Scene, records: Sequence[Bound]) -> list[list[Bound]]:
    """The goals that nobody is charged with, by block, in order, where the noun of a body stands before one."""
    some = sorted(
        (b for b in records if b.responsible is None and b.kind == "target" and (b.dropped is None or b.doubted)),
        key=attrgetter("block", "start"),
    )
    blocks = (list(found) for _, found in groupby(some, key=attrgetter("block")))
    return [found for found in blocks if stretch(scene, found) is not None]


def set_responsible(
    scene: Scene, records: Sequence[Bound], mentions: Sequence[Mention], tagger: Callable[[], Tagger]
) -> None:
    """Charge the bodies that the tagger finds with the goals of one block."""
    span = stretch(scene, records)
    if span is None:
        return
    words = Words(scene.text, scene.low, scene.outline.blocks[records[0].block], span, mentions)
    parts = [words.trimmed(part) for part in names(tagger()(words.features))]
    found = [words.span(part) for part in parts if words.bodied(part)]
    for bound in records:
        before = [span for span in found if span[1] <= bound.start]
        if before:
            bound.responsible = " ".join(scene.text[slice(*before[-1])].split())
            bound.why.append((STEP, *before[-1]))


def stretch(scene: Scene, records: Sequence[Bound]) -> Span | None:
    """The text around the nouns of bodies in a block before its last goal; None where there are none.

    From the sentence of the first, as far behind the last as its name and a verb may reach.
    """
    block, noun = scene.outline.blocks[records[0].block], expression("body")
    if block.kind == "row":
        return None
    last = min(records[-1].start, block.label_end + _LONGEST)
    words = (word.start() for word in _CAPITAL.finditer(scene.text, block.label_end, last))
    nouns = [at for at in words if noun.match(scene.low, at, last) and _opens(scene, block.label_end, at)]
    if not nouns:
        return None
    opened = max(scene.low.rfind(mark, block.label_end, nouns[0]) for mark in _OPENERS)
    return opened + 2 if opened >= 0 else block.label_end, min(records[-1].end, nouns[-1] + _REACH)


def _opens(scene: Scene, start: int, noun: int) -> bool:
    """Whether a noun stands where a clause begins: at the start of its block or behind a mark, but for a title."""
    near = noun - _NEAR
    return near <= start or _MARK.search(scene.text, near, noun) is not None


def names(tags: Sequence[Tag]) -> list[range]:
    """The runs of tokens that are names; a token that begins one ends the one before."""
    found: list[range] = []
    for i, tag in enumerate(tags):
        if tag.part < JOINED:
            continue
        if found and found[-1].stop == i and tag.begins < _ANEW:
            found[-1] = range(found[-1].start, i + 1)
        else:
            found.append(range(i, i + 1))
    return [part for part in found if max(tags[i].part for i in part) >= SURE]
