"""The records of a document beside what binding made of them: for learning, and to tell how one was decided."""

from __future__ import annotations

from extract.bind.scene import Bound
from extract.contract.model import Target
from extract.head.head import bare_head
from extract.layout.outline import Outline
from extract.pipeline.stages import bound, guard, headed, mentioned, observed, outlined, restored
from extract.records.targets import paired
from extract.sources.source import Source


def followed(source: Source, *, candidates: bool = False) -> list[tuple[Bound, Target]]:
    """Each record as it is written behind the one in the making, in reading order; `seen` of that holds, by slot, what
    was observed.  `candidates`: with those that were weighed and set aside.  Raises RuleError.
    """
    return traced(source, candidates=candidates)[1]


def traced(source: Source, *, candidates: bool = False) -> tuple[Outline, list[tuple[Bound, Target]]]:
    """Those records behind the outline that what was observed of them points into.  Raises RuleError."""
    safe = guard()
    text = restored(source, safe)
    shape, low = outlined(source, text, safe)
    mentions = mentioned(shape, low, safe)
    found = headed(source, shape, text, safe)
    binder = bound(source, shape, low, mentions, found, safe)
    damage = observed(text, mentions, found[0] if found else bare_head(source), binder, safe)
    every = [*binder.bound, *binder.set_aside] if candidates else binder.bound
    return shape, paired(source, shape, every, damage, safe)
