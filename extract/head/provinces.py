"""The province that the places mentioned in a text speak for.

A document need not name its province: "thành phố Pleiku" or "Vũng Áng" gives it away.  Mentions
are weighed by where they stand, so that a neighbour that is quoted does not win.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from extract.contract.model import Province, Successor
from extract.head.gazetteer import Mention, gazetteer

MERGED = date(2025, 7, 1)  # the provinces of 2025 began to work (Nghị quyết 202/2025/QH15)
# What one mention says for its province.  In the head it decides; in the body it is a vote, and all
# votes together weigh less than a title (chosen by hand on nine documents, 2026-11).
_HEAD = {"letterhead": 50.0, "place": 50.0, "attachment": 40.0, "title": 30.0}
_VOTES = {"own": 3.0, "named": 1.0, "unit": 0.8, "zone": 0.8, "bare": 0.3, "shared": 0.1}
_BODY = 25.0


def in_force(code: str, when: date | None) -> Province:
    """The province that a code of before July 2025 stood for on a day (None: before)."""
    known = gazetteer()
    row, since = known.rows[code], known.places[code].central_from
    if when is not None and when >= (since or MERGED):
        return Province(code=row.successor_code, name=row.successor_name, successor=None)
    changed = (row.code, row.name) != (row.successor_code, row.successor_name)
    successor = Successor(code=row.successor_code, name=row.successor_name) if changed else None
    return Province(code=row.code, name=row.name, successor=successor)


@dataclass(frozen=True, slots=True)
class Decision:
    """The province that mentions speak for (a code of before July 2025) and whether any names it.

    `ended`: it is named as the text's own and ceased to be in 2025, so the text is older than that.
    """

    code: str
    named: bool
    ended: bool


def decided(mentions: Iterable[tuple[Mention, str]], when: date | None) -> Decision | None:
    """The province that mentions speak for; None where they do not settle it.

    Each mention comes with the part of the head it stands in, or "" for the body.  From July 2025 on
    the provinces that were merged are one, so votes for any of them are counted together.
    """
    known = gazetteer()
    merged = when is not None and when >= MERGED
    head: dict[str, float] = defaultdict(float)
    votes: dict[str, float] = defaultdict(float)
    named: set[str] = set()
    for mention, part in mentions:
        alone = len(mention.codes) == 1
        for code in mention.codes:
            votes[code] += _VOTES[mention.strength if alone else "shared"]
            if part and alone:
                head[code] += _HEAD[part] * (0.8 if mention.strength == "bare" else 1.0)
            if mention.strength in {"own", "named"} or (part and mention.kind == "tinh"):
                named.add(code)
    total = sum(votes.values())
    scores = {code: head[code] + _BODY * votes[code] / total for code in votes}
    seats: dict[str, float] = defaultdict(float)
    for code, score in scores.items():
        seats[known.rows[code].successor_code if merged else code] += score
    ranked = sorted(seats.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 1e-9):
        return None
    seat = ranked[0][0]
    inside = [c for c in scores if c == seat or (merged and known.rows[c].successor_code == seat)]
    best = max(inside, key=lambda code: (scores[code], code))
    return Decision(best, any(code in named for code in inside), best in named and known.ended(best))
