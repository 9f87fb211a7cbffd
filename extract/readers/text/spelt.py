"""Which words are spelt as Vietnamese syllables are: what tells one encoding of a text from another.

Stricter than extract.language.syllables, which has to let damaged words pass: here a rime is one of the some 160 of
the language, and one that ends in a stop bears only the two tones it can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extract.language.composing import nfc
from extract.language.syllables import toneless
from extract.rules.vocabulary import word_set

_ONSETS_TEXT = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES_TEXT = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn
    uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyt uyp uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu
    ưt ưu y yêm yên yêng yêt yêu
"""
_ONSETS = frozenset(_ONSETS_TEXT.split()) | {""}
_RIMES = frozenset(_RIMES_TEXT.split())
_STOPS = ("c", "ch", "p", "t")
_LONGEST = 7  # letters of a syllable
_TOKEN = re.compile(r"[^\s\d.,;:!?()\[\]{}\"'“”‘’…/\\|*+=<>%&#_–—-]+")


@lru_cache(50000)
def spelt(word: str) -> bool:
    """Whether a word (NFC, any case pattern a word may have) is a syllable by the rules of spelling."""
    if len(word) > _LONGEST or not (word.islower() or word.isupper() or word.istitle()):
        return False
    plain, tones = toneless(word.lower())
    if len(tones) > 1 or len(plain) > _LONGEST:
        return False
    for cut in range(min(3, len(plain)), -1, -1):
        onset, rime = plain[:cut], plain[cut:]
        if onset in _ONSETS and rime in _RIMES:
            return not rime.endswith(_STOPS) or tones in ("\u0301", "\u0323")
    return False


def marked(text: str) -> list[str]:
    """The words of a text that are not plain ASCII; symbols within a word stay with it."""
    return [token for token in _TOKEN.findall(nfc(text)) if not token.isascii()]


def share(words: Iterable[str]) -> tuple[float, float]:
    """Which share of the words is spelt right, and which is among the most frequent."""
    words = list(words)
    if not words:
        return 0.0, 0.0
    right = sum(spelt(word) for word in words)
    frequent = word_set("frequent")
    common = sum(word.lower() in frequent for word in words)
    return right / len(words), common / len(words)
