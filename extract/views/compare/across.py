"""The columns of the comparison: a province, a document where it has several, a district or commune within it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.contract.model import Extraction, Head
from extract.views.compare.scales import normal
from extract.write.local_units import local_unit

MOST_COLUMNS = 60  # from here on documents of one place share a column: no one reads wider tables


@dataclass(slots=True)
class Column:
    """One column: its documents' ids, and what is known of its place.

    `code`/`name`: the province when the documents were issued; `today_*`: the province it is part of since July 2025.
    `district`: or the commune, with the word for its kind.  `peer`: it counts for the usual value (a province's own);
    `pledges`: it can be silent (not a report, not a district's or commune's).
    """

    id: str
    code: str | None
    name: str | None
    today_code: str | None
    today_name: str | None
    district: str | None
    title: str | None  # tells documents of one place apart; None where it has one
    documents: list[str] = field(default_factory=list)
    peer: bool = True
    pledges: bool = False


def _place(head: Head) -> tuple[str, str]:
    return (head.province.code if head.province else "", normal(local_unit(head) or ""))


def _order(head: Head) -> tuple[bool, str, str, str, str, str, str]:
    """By the province of today, so that provinces that were joined stand together in both groupings."""
    province = head.province
    today = (province.successor or province) if province else None
    return (
        province is None,
        today.code if today else "",
        province.code if province else "",
        normal(local_unit(head) or ""),
        head.issued or "9999",
        head.id,
        head.sha256,
    )


def columns(extractions: Sequence[Extraction], most: int = MOST_COLUMNS) -> tuple[list[Column], dict[str, int]]:
    """The columns in order, and the number of each document's column by the document's id."""
    heads = sorted((each.document for each in extractions), key=_order)
    count: dict[tuple[str, str], int] = defaultdict(int)
    for head in heads:
        count[_place(head)] += 1
    merged = len(heads) > most
    found: dict[object, Column] = {}
    for head in heads:
        place, province = _place(head), head.province
        today = (province.successor or province) if province else None
        known = bool(place[0])
        several = count[place] > 1 or not known
        apart = several and not merged
        column = found.get((place, head.id) if apart else place)
        if column is None:
            column = found[(place, head.id) if apart else place] = Column(
                id="/".join(part for part in (*place, head.id if apart else "") if part) or "?",
                code=province.code if province else None,
                name=province.name if province else None,
                today_code=today.code if today else None,
                today_name=today.name if today else None,
                district=local_unit(head),
                title=(head.number or head.id) if apart else None,
                peer=local_unit(head) is None,
            )
        column.documents.append(head.id)
        column.pledges |= local_unit(head) is None and head.type != "report"
    listed = list(found.values())
    return listed, {id: at for at, column in enumerate(listed) for id in column.documents}
