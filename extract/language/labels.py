"""Labels of headings and list items ("II.", "1.2.", "a)", "-"), and how they nest."""

from __future__ import annotations

import re

# Ranks order the labels of a document from the outermost in; a block closes all of its rank and below.
RANKS = {
    "part": 0, "chapter": 1, "upper": 2, "roman": 3, "article": 4, "decimal": 5, "paren": 9,
    "letter": 10, "lead": 11, "star": 11, "dash": 12, "plus": 13,
}  # fmt: skip

_UPPER = "A-ZĐÀ-ỸƠƯĂÂÊÔ"
_LABEL = re.compile(
    rf"""(?P<part>P(?i:hần)\s+(?:(?i:thứ)\s+\w+|[IVX]+\b|\d+))
    |(?P<chapter>(?:C(?i:hương)|M(?i:ục))\s+(?:[IVX]+|\d+)\b\.?)
    |(?P<article>Đ(?i:iều)\s+\d+[a-zđ]?(?:\.|:)?)
    |(?P<roman>(?!V/v)[IVX]{{1,5}}\s*[.\-–)/]+\s*(?=["“'(]?[^\W\d_]))
    |(?P<upper>[A-EĐ][.)]\s+(?=\S))
    |(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}(?:[.)]\s*(?=["“'(]?[^\W\d_])|[.)]\s+(?=\d|[-–"“])|(?<=\.\d)\s+(?=[^\W\d_])|(?<=\.\d\d)\s+(?=[^\W\d_])|[-–]\s+(?=[^\W\d_])))
    |(?P<paren>\((?:\d{{1,2}}|[ivx]{{1,4}})\)\s*)
    |(?P<letter>(?:[a-zđ]|/)[.)]\s*(?=["“'(]?[^\W_]|[-–]))
    |(?P<star>\*\s+(?=\S))
    |(?P<dash>[-–•●▪]\s+(?=\S)|[-–•](?=[{_UPPER}]))
    |(?P<plus>[+]\s*(?=\S)|o\s+(?=[{_UPPER}]))""",
    re.VERBOSE,
)


def label_of(text: str) -> tuple[str, str, int]:
    """(class, label, length with what follows it) of a line's list or section label, or ("", "", 0)."""
    match = _LABEL.match(text)
    if match is None or match.lastgroup is None:
        return "", "", 0
    kind, token = match.lastgroup, match.group()
    if kind == "upper" and not text[match.end() : match.end() + 1].isupper():
        return "", "", 0
    return kind, token.strip().rstrip(".:-–)/ ").lstrip("( ") or token.strip(), match.end()
