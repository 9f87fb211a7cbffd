"""Which digits of a raw text must be accounted for, said independently of the package."""

from __future__ import annotations

import re

# A digit run that stands alone: no letter touches it (those inside words are part of the word).
FREE = re.compile(r"(?<![^\W\d_])\d+(?![^\W\d_])")
