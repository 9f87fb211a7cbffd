"""The time by which a sentence opens a list of goals or results, for all that the list holds."""

from __future__ import annotations

from extract.bind.citing import outlook
from extract.bind.scene import Place
from extract.bind.whens import When, when
from extract.rules.vocabulary import expression

_TIMES = frozenset({"by", "in", "during"})


def of_opened_list(place: Place) -> When | None:
    """ "26 chỉ tiêu cho năm 2026, trong đó GRDP tăng 8,5%; thu ngân sách 5.600 tỷ đồng": over semicolons too, up to the
    next time that the sentence names.
    """
    clause, at = place.clause, place.mention.start
    if place.reading.inner >= 0:
        return None
    found: When | None = None
    for mention in place.periods:
        told = when(mention)
        bracketed = any(a <= mention.start < b for a, b in clause.brackets)
        if told is None or bracketed or outlook(place.scene.low, clause.start, mention.start):
            continue
        if mention.start >= at:
            return None if mention.start < place.reading.right else found
        found = told if told.type in _TIMES and _opens(place, mention.start, mention.end) else None
    return found


def _opens(place: Place, start: int, end: int) -> bool:
    """Whether a time closes the words that name goals or results, right before their list."""
    low, clause = place.scene.low, place.clause
    if expression("list_opens").match(low, end, place.mention.start) is None:
        return False
    return expression("tells_goals").search(low[clause.start : start]) is not None
