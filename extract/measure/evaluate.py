"""How far extracted records agree with gold.

A prediction and a gold record can pair when their value spans overlap; pairs are made one to
one, best agreement first.  `found` are the pairs, `strict` those in which every core field is
right, `words` how far the words that name the indicator agree; of the `places` that gold names at
found records so many are `placed`.  A prediction on a span marked
`ignore` counts neither way, nor does an unpaired plain count reported as an actual result.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.measure.gold import CORE, Reading, annotated, ids_of, known_ids, part, predicted
from extract.measure.verdicts import is_verdicts, judged
from extract.rules.vocabulary import expression

Meeting = Callable[[Reading, Reading], bool]
_WHOLE = ("during", "annual")  # periods with a start of their own
# Lower ends of the confidence bands of the reliability table; narrower where records are many.
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)


def same_period(gold: tuple[Any, ...] | None, given: tuple[Any, ...] | None) -> bool:
    """Whether two periods (type, start, end) say the same: a reporting date is none, "until 2025" is "in 2025"."""
    if not gold or not given:
        either = gold or given
        return either is None or either[0] == "asof"
    if (gold[0] in _WHOLE) != (given[0] in _WHOLE) or gold[2] != given[2]:
        return False
    return gold[0] not in _WHOLE or bool(gold[1] == given[1])


def _band(value: str | None) -> str:
    return expression("group_of").sub("", (value or "").casefold())


def same(name: str, gold: Reading, given: Reading) -> bool:
    """Whether the core field `name` is right (always, where careful readers differ on it)."""
    if name in gold.unscored:
        return True
    wanted, got = gold.core[name], given.core[name]
    if name == "period":
        return same_period(wanted, got)
    if name == "band":
        return _band(wanted) == _band(got)
    if name == "out_of" and wanted is None:
        return True
    if isinstance(wanted, (int, float)) and isinstance(got, (int, float)):
        return abs(wanted - got) < 1e-9
    return bool(wanted == got)


def same_place(gold: Reading, given: Reading) -> bool:
    """Whether both hold for the same place: the word for what sort of place it is may be left out."""
    wanted, got = (expression("sort_of_place").sub("", (each.place or "").casefold()) for each in (gold, given))
    return wanted == got


def overlap(gold: Reading, given: Reading) -> bool:
    """Whether the two value spans share a character."""
    return gold.start < given.end and given.start < gold.end


def alike(gold: Reading, given: Reading) -> bool:
    """Whether unit and value agree: how records pair where offsets cannot be compared."""
    return all(same(name, gold, given) for name in ("unit", "value", "upper", "band"))


def plain_count(given: Reading) -> bool:
    """Whether a record is a plain count reported as a result: gold need not have it."""
    return bool(given.core["unit"] == "count" and given.core["kind"] == "actual")


def words_agree(gold: Reading, given: Reading) -> float:
    """F1 over the syllables that name the indicator, case ignored."""
    ours, theirs = (
        Counter(re.findall(r"\w+", unicodedata.normalize("NFC", reading.words).lower())) for reading in (gold, given)
    )
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def pairs(gold: Sequence[Reading], given: Sequence[Reading], meet: Meeting) -> list[tuple[int, int]]:
    """One-to-one pairs of indices, those that agree best first (of equals, what counts, then order)."""
    options = sorted(
        (-sum(same(name, wanted, got) for name in CORE), wanted.ignored, i, j)
        for i, wanted in enumerate(gold)
        for j, got in enumerate(given)
        if meet(wanted, got)
    )
    taken: set[int] = set()
    used: set[int] = set()
    made = []
    for _, _, i, j in options:
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            made.append((i, j))
    return made


@dataclass(frozen=True, slots=True)
class Wrong:
    """A found record with the core fields that are not right."""

    gold: Reading
    given: Reading
    fields: tuple[str, ...]


@dataclass(slots=True)
class Score:
    """The figures of one document, or of several added up."""

    name: str
    wanted: int = 0
    given: int = 0
    found: int = 0
    strict: int = 0
    words: float = 0.0
    places: int = 0
    placed: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    missed: list[Reading] = field(default_factory=list)
    extra: list[Reading] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    """(confidence, strictly right) of every prediction that counts."""

    @property
    def found_f1(self) -> float:
        """Harmonic mean of precision and recall of the values found."""
        return self._f1(self.found)

    @property
    def strict_f1(self) -> float:
        """The same where every core field must be right."""
        return self._f1(self.strict)

    def _f1(self, hit: int) -> float:
        return 2 * hit / (self.given + self.wanted) if self.given + self.wanted else 1.0

    def add(self, other: Score) -> None:
        """Take in the figures of another document."""
        for name in ("wanted", "given", "found", "strict", "words", "places", "placed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.fields.update(other.fields)
        self.judged += other.judged

    def figures(self) -> dict[str, Any]:
        """The figures by name, ready for JSON."""
        found = max(1, self.found)
        return {
            "found_f1": self.found_f1,
            "strict_f1": self.strict_f1,
            **{name: getattr(self, name) for name in ("wanted", "given", "found", "strict")},
            "words": round(self.words / found, 4),
            "places": self.places,
            "placed": self.placed,
            "fields": {name: round(self.fields[name] / found, 4) for name in CORE},
        }


def score(
    gold: Sequence[Reading], given: Sequence[Reading], *, name: str = "", meet: Meeting = overlap, lenient: bool = True
) -> Score:
    """Compare one document's predictions with its gold; `lenient`: an unpaired plain count is forgiven."""
    made = pairs(gold, given, meet)
    paired = {j for _, j in made}
    ignored = [reading for reading in gold if reading.ignored]
    kept = [(gold[i], given[j]) for i, j in made if not gold[i].ignored]
    got = {i for i, _ in made}
    result = Score(name, wanted=len(gold) - len(ignored), found=len(kept))
    result.missed = [each for i, each in enumerate(gold) if i not in got and not each.ignored]
    for j, each in enumerate(given):
        forgiven = lenient and plain_count(each)
        if j not in paired and not forgiven and not any(meet(wanted, each) for wanted in ignored):
            result.extra.append(each)
    result.given = len(kept) + len(result.extra)
    for wanted, each in kept:
        bad = tuple(field for field in CORE if not same(field, wanted, each))
        result.fields.update(set(CORE) - set(bad))
        result.words += words_agree(wanted, each)
        result.places += bool(wanted.place)
        result.placed += bool(wanted.place) and same_place(wanted, each)
        result.judged.append((each.confidence, not bad))
        if bad:
            result.wrong.append(Wrong(wanted, each, bad))
    result.strict = len(kept) - len(result.wrong)
    result.judged += [(each.confidence, False) for each in result.extra]
    return result


def evaluate(files: Iterable[tuple[Path, Path]], *, bag: bool = False, indicators: Path | None = None) -> list[Score]:
    """A Score for each (gold, output) pair, in order.

    Gold is JSON Lines or a verdict file of a review page (see review.verdicts).
    `bag` pairs on unit and value; `indicators` names the ids the gold could choose from (see
    gold.known_ids).  Raises GoldError for a file that is not what it should be, OSError for one
    that cannot be read.
    """
    scores = []
    for gold, output in files:
        ids = ids_of(indicators) if indicators else known_ids(gold)
        by_hand = is_verdicts(gold)
        if by_hand:
            wanted, given = judged(gold, output, ids)
        else:
            wanted, given = annotated(gold), predicted(output, ids)
            bounds = part(gold)
            if bounds:
                given = [each for each in given if bounds[0] <= each.start < bounds[1]]
        # A reviewer who called a plain count wrong has said so; nothing is forgiven.
        scores.append(score(wanted, given, name=str(output), meet=alike if bag else overlap, lenient=not by_hand))
    return scores


def together(scores: Iterable[Score]) -> Score:
    """All documents' figures added up."""
    total = Score("all")
    for each in scores:
        total.add(each)
    return total


def reliability(judged: Sequence[tuple[float, bool]]) -> list[dict[str, float | int]]:
    """For each confidence band that holds records: how many, their mean confidence, the share right."""
    table: list[dict[str, float | int]] = []
    for low, high in zip(BANDS, (*BANDS[1:], 1.0), strict=True):
        inside = [each for each in judged if low <= each[0] and (each[0] < high or low == BANDS[-1])]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            row = {"from": low, "to": high, "records": len(inside)}
            table.append({**row, "mean": round(mean, 4), "right": round(share, 4)})
    return table


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """The mean absolute calibration error: how far expected and right are apart, band by band, weighed by records."""
    rows = reliability(judged)
    apart = sum(row["records"] * abs(row["mean"] - row["right"]) for row in rows)
    return round(apart / max(1, len(judged)), 4)


def expected_errors(confidences: Sequence[float]) -> float:
    """The share of records that are expected to be wrong in some core field; 0.0 of none."""
    return round(1 - sum(confidences) / len(confidences), 4) if confidences else 0.0


def expectation(name: str, confidences: Sequence[float]) -> dict[str, str | int | float]:
    """How many records, the share of them expected to be wrong, how many are at 0.9 and above."""
    sure = sum(each >= 0.9 for each in confidences)
    return {"name": name, "records": len(confidences), "share": expected_errors(confidences), "sure": sure}
