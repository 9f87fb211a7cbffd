"""Two sets of extractions in, a `Diff` out: documents paired by id, their records by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from extract.contract.model import Extraction, Target
from extract.views.diff.changes import Diff, Document, Pair, Rules, Single
from extract.views.diff.fields import differing, head_fields, rules_between, rules_of
from extract.views.diff.match import matched
from extract.views.diff.other_numbers import Places, moves, whereabouts


def between(
    old: Mapping[str, Extraction], new: Mapping[str, Extraction], *, names: tuple[str, str] = ("old", "new")
) -> Diff:
    """What changed from `old` to `new` (document id to extraction); documents by id, then in the order of the text.

    A document under another id counts as the same where both sides hold its bytes once and only under those ids.
    """
    renamed = _renamed(old, new)
    documents = []
    for id in sorted(old.keys() | new.keys()):
        if id in renamed.values():
            continue
        documents.append(_document(id, old.get(id), new.get(renamed.get(id, id))))
    return Diff(*names, tuple(documents))


def _renamed(old: Mapping[str, Extraction], new: Mapping[str, Extraction]) -> dict[str, str]:
    """Old id to new id of documents that stand under another id now."""
    sides = []
    for one, other in ((old, new), (new, old)):
        hashes = Counter(each.document.sha256 for each in one.values())
        alone = {each.document.sha256: id for id, each in one.items() if id not in other}
        sides.append({sha: id for sha, id in alone.items() if hashes[sha] == 1})
    return {id: sides[1][sha] for sha, id in sides[0].items() if sha in sides[1]}


def _document(id: str, old: Extraction | None, new: Extraction | None) -> Document:
    if old is not None and new is not None:
        return _both(id, old, new)
    if new is not None:
        gained = tuple(Single(target, Rules(came=rules_of(target))) for target in new.targets)
        return Document(id, "added", None, new.document, gained=gained)
    assert old is not None
    lost = tuple(Single(target, Rules(gone=rules_of(target))) for target in old.targets)
    return Document(id, "removed", old.document, None, lost=lost)


def _both(id: str, old: Extraction, new: Extraction) -> Document:
    if old is new or old == new:
        return Document(id, "same", old.document, new.document, unchanged=len(new.targets))
    same_source = old.document.sha256 == new.document.sha256
    matching = matched(old.targets, new.targets, same_source=same_source)
    changed: list[Pair] = []
    minor: list[Pair] = []
    unchanged = moved = 0
    for one, two in matching.pairs:
        fields = differing(one, two, same_source=same_source)
        if fields:
            pair = Pair(one, two, fields, rules_between(one, two, same_source=same_source))
            (changed if fields[0].core else minor).append(pair)
        else:
            unchanged += 1
            moved += _place(one) != _place(two)
    came, gone = (Counter(side.warnings) for side in (new, old))
    document = Document(
        id,
        "same",
        old.document,
        new.document,
        unchanged=unchanged,
        moved=moved,
        gained=_singles(matching.gained, old, same_source, came=True),
        lost=_singles(matching.lost, new, same_source, came=False),
        changed=tuple(changed),
        minor=tuple(minor),
        head=head_fields(old.document, new.document),
        warnings_came=tuple((came - gone).elements()),
        warnings_gone=tuple((gone - came).elements()),
        numbers=moves(old, new, matching.lost, matching.gained),
    )
    return replace(document, status="differs") if _differs(document) else document


def _differs(document: Document) -> bool:
    records = document.gained, document.lost, document.changed, document.minor, document.moved
    rest = document.head, document.warnings_came, document.warnings_gone, document.numbers
    return any(records) or any(rest)


def _place(target: Target) -> tuple[object, ...]:
    source = target.source
    return source.start, source.end, source.section, source.page


def _singles(targets: tuple[Target, ...], other: Extraction, same_source: bool, *, came: bool) -> tuple[Single, ...]:
    """Records of one side, with what their characters are on the other side, if it has the same ones."""
    if not targets:
        return ()
    rejected, records = Places(other.rejected), Places([target.source for target in other.targets])
    singles = []
    for target in targets:
        rules = Rules(came=rules_of(target)) if came else Rules(gone=rules_of(target))
        where = whereabouts(target, other, rejected, records) if same_source else (None, None)
        singles.append(Single(target, rules, *where))
    return tuple(singles)
