"""What was said of a document, as its page wants it: at the records as they are now."""

from __future__ import annotations

from typing import Any

from extract.reviewing.judgments import Judgment
from extract.reviewing.matching import Matcher
from extract.reviewing.settling import last_words
from extract.serve.judged import State


def told(state: State, who: str) -> dict[str, Any]:
    """`mine`, `others`: the last word of each on each record; `conflicts`: ids of records on which they differ;
    `versions`: of records, by id, to be sent along with a verdict; `corrected`: ids of records that read otherwise
    now than the extractor had them.
    """
    matcher = Matcher(state.base)
    mine: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for words in last_words(state.judgments).values():
        for each in words:
            (mine if each.by == who else others).append(_word(each, matcher))
    reviewed = [each for each in state.extraction.targets if each.reviewed is not None]
    return {
        "mine": mine,
        "others": others,
        "conflicts": sorted(state.conflicts),
        "versions": {each.id: state.version(each.id) for each in state.extraction.targets},
        "corrected": [each.id for each in reviewed if each.reviewed and each.reviewed.verdict == "corrected"],
    }


def _word(judgment: Judgment, matcher: Matcher) -> dict[str, Any]:
    """A judgment at the place of its record now."""
    match = matcher.match(judgment)
    start, end = match.span or (judgment.start, judgment.end)
    id = judgment.id
    if match.target is not None and id is not None:
        id, start, end = match.target.id, match.target.source.start, match.target.source.end
    return {
        "by": judgment.by, "at": judgment.at, "id": id, "start": start, "end": end, "value_text": judgment.value_text,
        "verdict": judgment.verdict, "record": judgment.record.stated() if judgment.record else None,
        "note": judgment.note, "settles": judgment.settles,
    }  # fmt: skip
