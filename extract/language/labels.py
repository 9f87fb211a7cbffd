"""Labels of headings and list items ("II.", "1.2.", "a)", "-"), and how they nest."""

from __future__ import annotations

from extract.rules.vocabulary import expression

# Ranks order the labels of a document from the outermost in; a block closes all of its rank and below.
RANKS = {
    "part": 0, "chapter": 1, "upper": 2, "roman": 3, "question": 3, "article": 4, "decimal": 5, "paren": 9,
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


_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def follows(label: str, later: str) -> bool:
    """Whether one label comes right behind another in a list ("3" behind "2", "đ" behind "d"; marks behind marks)."""
    place, number = _place(label)
    after, following = _place(later)
    return place == after and (number is None or following is None or following == number + 1)


def opens_list(label: str) -> bool:
    """Whether a label is the first of a list ("1", "1.1", "a", "i"); marks ("-") are first nowhere."""
    return _place(label)[1] == 1


def _place(label: str) -> tuple[str, int | None]:
    """The list that a label is of and its number there; None for a mark."""
    head, _, last = label.rpartition(".")
    if last.isdigit():
        return head + ".", int(last)
    if last in _ROMAN and len(last) > 1:
        return "i", _ROMAN.index(last) + 1
    if len(last) == 1 and last in _LETTERS:
        return "a", _LETTERS.index(last) + 1
    return label, None
