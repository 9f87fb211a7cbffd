"""What changed between two sets of outputs, record by record: gained, lost, changed, and by which rules.

`sides` reads the two sets, `match` tells which record is which, `fields` in what two of them differ,
`numbers` follows the numbers that are no records, `between` puts a `Diff` together, `render_*` shows it.
"""

from __future__ import annotations

from extract.views.diff.between import between
from extract.views.diff.changes import Diff
from extract.views.diff.sides import NoSide, Side, read_sides

__all__ = ["Diff", "NoSide", "Side", "between", "read_sides"]
