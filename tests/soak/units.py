"""What is repeated to find time that grows faster than the text: units made of patterns, texts and formats."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

MARKS = " \n\t,.;:%/-–()[]|*#_<>\"'&=~…0159aăđA"
WORDS = (
    "tỷ lệ hộ nghèo", "đạt", "trong đó", "năm 2025", "5%", "80%", "1.000", "1,5 tỷ đồng", "cấp xã", "trên", "từ",
    "đến", "so với", "và", "Điều 1.", "a)", "- ", "UBND tỉnh", "Nghị quyết", "1", "5g", "x",
    "năm", "lần", "không", "Nơi nhận:",
    "| ", "|\n", "\n", "\n\n", "; ", ", ", " (", ")", "...", "[^1]", "~~", "<b>", "</b>", "&nbsp;", "\u200b", "a\u0301",
)  # fmt: skip


class Repeated(NamedTuple):
    """A text of any length: `before`, as many of `unit` as there is room for, `after`."""

    unit: str
    before: str = ""
    after: str = ""

    def text(self, size: int) -> str:
        """Of so many characters, about."""
        return self.before + self.unit * (size // len(self.unit)) + self.after


def of_pattern(source: str, flags: int, chance: random.Random, count: int) -> Iterator[Repeated]:
    """Repetitions that a pattern may be slow on: what it matches, cut short, and what it repeats without an end."""
    tree = parser.parse(source, flags & ~re.DEBUG)
    for _ in range(count):
        word = _Sampler(chance).all(tree)[:200]
        if not word:
            continue
        yield Repeated(word)
        cut = word[: chance.randint(1, len(word))]
        yield Repeated(cut + chance.choice(MARKS))
        yield Repeated(cut)
        within = chance.randrange(len(word))
        yield Repeated(word[within:] + chance.choice(MARKS))
    for place in range(_repeats(tree)):
        sampler = _Sampler(chance, place)
        word = sampler.all(tree)
        if sampler.body:
            start, end = sampler.body
            if end > start:
                yield Repeated(word[start:end][:100], word[:start][-200:], "\x00")


class _Sampler:
    """One word that a pattern may match; `body`: where in it what the repetition number `pumped` repeats stands."""

    def __init__(self, chance: random.Random, pumped: int = -1) -> None:
        self._chance, self._pumped, self._seen = chance, pumped, -1
        self._done: list[str] = []
        self.body: tuple[int, int] | None = None

    def all(self, tree: Any) -> str:
        """The word."""
        self._walk(tree)
        return "".join(self._done)

    def _walk(self, tree: Any) -> None:
        for op, what in tree:
            self._one(op, what)

    def _one(self, op: Any, what: Any) -> None:
        chance = self._chance
        if op is codes.LITERAL:
            self._done.append(chr(what))
        elif op is codes.NOT_LITERAL:
            self._done.append(chance.choice([c for c in MARKS if ord(c) != what]))
        elif op is codes.ANY:
            self._done.append(chance.choice(MARKS.replace("\n", "")))
        elif op is codes.IN:
            self._done.append(_of_class(what, chance))
        elif op is codes.BRANCH:
            self._walk(chance.choice(what[1]))
        elif op is codes.SUBPATTERN:
            self._walk(what[3])
        elif op is codes.ATOMIC_GROUP:
            self._walk(what)
        elif op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            self._repeat(*what)
        elif op is codes.ASSERT and what[0] > 0 and chance.random() < 0.5:
            self._walk(what[1])

    def _repeat(self, least: int, most: Any, tree: Any) -> None:
        self._seen += 1
        pumped = self._seen == self._pumped
        start = len("".join(self._done))
        times = max(least, 1) if pumped else self._chance.randint(least, min(int(most), least + 2))
        seen = self._seen
        for _ in range(times):
            self._seen = seen
            self._walk(tree)
        if pumped:
            self.body = (start, len("".join(self._done)))


def _of_class(items: Any, chance: random.Random) -> str:
    made: list[str] = []
    barred = False
    for op, what in items:
        if op is codes.NEGATE:
            barred = True
        elif op is codes.LITERAL:
            made.append(chr(what))
        elif op is codes.RANGE:
            made.append(chr(chance.randint(*what)))
        elif op is codes.CATEGORY:
            name = str(what)
            made.append(
                chance.choice(" \n\t") if "SPACE" in name else chance.choice("0159") if "DIGIT" in name else "a"
            )
    if barred:
        return chance.choice([c for c in MARKS if c not in made] or ["a"])
    return chance.choice(made or ["a"])


def _repeats(tree: Any) -> int:
    """How many repetitions a pattern has, those within each other counted too."""
    found = 0
    for op, what in tree:
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            found += 1 + _repeats(what[2])
        elif op is codes.SUBPATTERN:
            found += _repeats(what[3])
        elif op is codes.BRANCH:
            found += sum(map(_repeats, what[1]))
        elif op is codes.ATOMIC_GROUP:
            found += _repeats(what)
    return min(found, 40)


def mixed(chance: random.Random) -> Repeated:
    """Words and marks in any order, repeated."""
    parts = chance.choices(WORDS, k=chance.randint(1, 4))
    if chance.random() < 0.6:
        parts += chance.choices(MARKS, k=chance.randint(1, 3))
        chance.shuffle(parts)
    return Repeated((" " if chance.random() < 0.4 else "").join(parts) or "x")
