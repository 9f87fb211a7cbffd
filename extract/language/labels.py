"""Labels of headings and list items ("II.", "1.2.", "a)", "-"), and how they nest."""

from __future__ import annotations

from extract.rules.vocabulary import expression

# Ranks order the labels of a document from the outermost in; a block closes all of its rank and below.
RANKS = {
    "part": 0, "chapter": 1, "upper": 2, "roman": 3, "article": 4, "decimal": 5, "paren": 9,
    "letter": 10, "lead": 11, "star": 11, "dash": 12, "plus": 13,
}  # fmt: skip


def label_of(text: str) -> tuple[str, str, int]:
    """(class, label, length with what follows it) of a line's list or section label, or ("", "", 0)."""
    match = expression("label").match(text)
    if match is None or match.lastgroup is None:
        return "", "", 0
    kind, token = match.lastgroup, match.group()
    if kind == "upper" and not text[match.end() : match.end() + 1].isupper():
        return "", "", 0
    return kind, token.strip().rstrip(".:-–)/ ").lstrip("( ") or token.strip(), match.end()
