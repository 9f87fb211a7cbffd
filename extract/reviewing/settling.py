"""From the judgments of any number of reviewers to the one word that stands for each record, or the conflict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from extract.measure.gold import OTHER
from extract.measure.verdicts import Record
from extract.reviewing.judgments import Judgment, Subject, subject


@dataclass(frozen=True, slots=True)
class Word:
    """What stands of a record: the judgment, and all who say so, by name."""

    judgment: Judgment
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record on which reviewers differ: the last word of each, by name."""

    words: tuple[Judgment, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands, and what is in dispute, by the record's subject (see judgments.subject)."""

    words: dict[Subject, Word]
    conflicts: dict[Subject, Conflict]


def last_words(judgments: Iterable[Judgment]) -> dict[Subject, list[Judgment]]:
    """The last word of each reviewer on each record, by name; one that was withdrawn is none.

    The order in which they come matters only for those that one reviewer said in the same moment.
    """
    latest: dict[tuple[Subject, str], Judgment] = {}
    for each in judgments:
        key = (subject(each), each.by)
        if key not in latest or latest[key].at <= each.at:
            latest[key] = each
    found: dict[Subject, list[Judgment]] = {}
    for (about, _), each in sorted(latest.items(), key=lambda item: item[0][1]):
        if each.verdict != "withdrawn":
            found.setdefault(about, []).append(each)
    return found


def settled(judgments: Iterable[Judgment]) -> Settled:
    """For each record the judgment that stands, or the conflict.

    Those who say the same agree, whether they call it right, corrected or missed.  Where they differ, the latest word
    that `settles` decides; without one nothing stands.
    """
    words: dict[Subject, Word] = {}
    conflicts: dict[Subject, Conflict] = {}
    for about, said in last_words(judgments).items():
        deciding = [each for each in said if each.settles]
        chosen = max(deciding or said, key=lambda each: (each.at, each.by))
        if not deciding and not all(agree(each, chosen) for each in said):
            conflicts[about] = Conflict(tuple(said))
            continue
        same = [each for each in said if agree(each, chosen)]
        words[about] = Word(_together(chosen, same), tuple(each.by for each in same))
    return Settled(words, conflicts)


def agree(one: Judgment, other: Judgment) -> bool:
    """Whether two judgments make the same of a record: both none, or no field differs that both state.

    Of an indicator of the catalogue the words that name it are no matter of dispute.
    """
    if one.record is None or other.record is None:
        return one.record is other.record
    mine, theirs = one.record.stated(), other.record.stated()
    shared = (mine.keys() & theirs.keys()) - ({"indicator_text"} if mine["indicator"] != OTHER else set())
    return all(mine[name] == theirs[name] for name in shared)


def _together(chosen: Judgment, same: Iterable[Judgment]) -> Judgment:
    """The chosen judgment, with the fields that only others of the same mind have judged."""
    if chosen.record is None:
        return chosen
    stated: dict[str, Any] = {}
    for each in sorted(same, key=lambda each: (each.at, each.by)):
        stated |= each.record.stated() if each.record is not None else {}
    return chosen.model_copy(update={"record": Record.model_validate({**stated, **chosen.record.stated()})})
