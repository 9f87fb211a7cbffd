"""One spelling for syllables that are spelt in two ways (where the tone stands, i or y), and the table of them.

"hoà" is "hòa", "khoẻ" is "khỏe", "uỷ" is "ủy" (rimes that end in oa, oe or uy; not "quý"); "kì" is "kỳ", "tỉ" is "tỷ",
"quí" is "quý", but "sỹ" is "sĩ": what the rule data has.  No spelling changes the length of a text, so offsets hold.
Texts are matched in this one spelling and shown in their own.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Annotated

from pydantic import AfterValidator

from extract.rules.kept import kept

_I, _Y = "iíìỉĩị", "yýỳỷỹỵ"
_ROUNDED = {"oa": ("àáảãạ", "òóỏõọ"), "oe": ("èéẻẽẹ", "òóỏõọ"), "uy": ("ỳýỷỹỵ", "ùúủũụ")}

TONES = {
    rime[0] + late: early + rime[1] for rime, marks in _ROUNDED.items() for late, early in zip(*marks, strict=True)
}
"""Rimes with the tone on the last letter, and with it on the one before."""
LETTERS = {onset + i: onset + y for onset in ("h", "k", "l", "m", "t", "qu") for i, y in zip(_I, _Y, strict=True)}
LETTERS |= {"s" + y: "s" + i for i, y in zip(_I, _Y, strict=True)}
"""Whole syllables with i (after s: y), and with y (i)."""
_BOTH = TONES | LETTERS

_LATE = "".join(late for late, _ in _ROUNDED.values())
_TAIL = re.compile(
    rf"[{_LATE}{_I}{_Y}](?!\w)(?:(?<=o[àáảãạèéẻẽẹ])|(?<=(?<!q)u[ỳýỷỹỵ])"
    rf"|(?<=(?<![^\W\d_])[hklmt][{_I}])|(?<=(?<![^\W\d_])qu[{_I}])|(?<=(?<![^\W\d_])s[{_Y}]))"
)


def respelt(low: str) -> str:
    """A lower-case text (NFC) in the one spelling, of the same length."""
    parts: list[str] = []
    at = 0
    for match in _TAIL.finditer(low):
        end = match.end()
        tail = low[end - 3 : end] if low[end - 3 : end] in LETTERS else low[end - 2 : end]
        parts += (low[at : end - len(tail)], _BOTH[tail])
        at = end
    return "".join(parts) + low[at:] if parts else low


# What a regular expression is made of, as far as it matters where a literal word in it ends.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P?<[a-z]\w*>|[^\W\d_]+|.", re.DOTALL)
_GOES_ON = re.compile(r"[?*+{\[]|\\[wS]|\((?:\?:)?(?:[^\W\d_]|\[|\\[wS])")


def respelt_pattern(pattern: str) -> str:
    """A regular expression whose whole literal syllables are in the one spelling.

    What an expression adds letters to ("ti(?:ền|ếp)", "kì?") is left as it is.
    """
    return kept("respelt", pattern, lambda: _respelt_pattern(pattern))


def _respelt_pattern(pattern: str) -> str:
    parts = []
    for token in _TOKEN.finditer(pattern):
        word = token.group()
        parts.append(respelt(word) if word.isalpha() and not _GOES_ON.match(pattern, token.end()) else word)
    return "".join(parts)


RespeltPattern = Annotated[str, AfterValidator(respelt_pattern)]
"""A field of a rule that is matched with text in the one spelling."""
Respelt = Annotated[str, AfterValidator(respelt)]
"""The same for plain lower-case words."""

_OTHERWISE = {one: (other, one) for other, one in _BOTH.items()}
_SYLLABLE = re.compile(r"[^\W\d_]+")


def spellings(name: str) -> list[str]:
    """All ways to spell a name, its own first; capitals are kept."""
    choices: list[tuple[str, ...]] = []
    at = 0
    for match in _SYLLABLE.finditer(name):
        choices += [(name[at : match.start()],), _ways(match.group())]
        at = match.end()
    return ["".join(parts) for parts in product(*choices, (name[at:],))]


def _ways(word: str) -> tuple[str, ...]:
    low = word.lower()
    one = respelt(low)
    tail = next((t for t in (one, one[-2:]) if t in _OTHERWISE and (t != one[-2:] or one[:-2] != "q")), None)
    if tail is None:
        return (word,)
    both = (one, one[: -len(tail)] + _OTHERWISE[tail][0])
    return (word, *("".join(map(_cased, new, word)) for new in both if new != low))


def _cased(letter: str, like: str) -> str:
    return letter.upper() if like.isupper() else letter
