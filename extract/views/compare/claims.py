"""What a report says of its own goals: "Đạt chỉ tiêu đề ra" (rule data)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extract.rules.loader import from_rules, rows
from extract.rules.vocabulary import expand
from extract.rules.word_rows import ClaimRule

Says = Literal["met", "not_met", "partly"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim found in a sentence: what it says, its words, the row that found it, where it stands in the sentence."""

    says: Says
    text: str
    rule: str
    start: int


@from_rules
def _engine() -> tuple[re.Pattern[str], dict[str, ClaimRule]]:
    found = rows("claims.yaml", ClaimRule)
    groups = [f"(?P<r{number}>(?<!\\w)(?:{expand(row.pattern)})(?!\\w))" for number, row in enumerate(found)]
    return re.compile("|".join(groups)), {f"r{number}": row for number, row in enumerate(found)}


def claims(sentence: str) -> list[Claim]:
    """The claims of a sentence in order, wishes left out."""
    regex, by_group = _engine()
    found = []
    for match in regex.finditer(sentence.lower()):
        row = by_group[match.lastgroup or ""]
        if row.says != "intended":
            found.append(Claim(row.says, sentence[match.start() : match.end()].strip(), row.id, match.start()))
    return found
