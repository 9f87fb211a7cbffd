"""Vietnamese given its diacritics back: detection, a noisy channel, a language model of syllables."""

from extract.restore.detect import judge
from extract.restore.restore import Restored, Token, restore

__all__ = ["Restored", "Token", "judge", "restore"]
