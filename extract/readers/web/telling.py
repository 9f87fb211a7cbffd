"""Whether a file is a web page or a part of one, told by where its words stand: in elements, or beside them."""

from __future__ import annotations

import re

_LOOKED = 200_000  # bytes
_WHOLE = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.I)
_DECLARED = re.compile(rb"\s*<\?xml[^>]*>")
_HOLDING = (
    "div table thead tbody tfoot tr td th caption p span section article main header footer center font form "
    "blockquote ul ol li dl dt dd h1 h2 h3 h4 h5 h6 pre b i u em strong a s del ins sup sub small label fieldset nav "
    "aside style script title figure colgroup details summary"
)
_VOID = "br hr img input meta link col base wbr"
_TAG = re.compile((rf"<(/?)({'|'.join(_HOLDING.split())}|{'|'.join(_VOID.split())})(?:\s[^<>]*|/)?>").encode(), re.I)
_VOIDS = frozenset(_VOID.encode().split())
_ENDLESS = frozenset(b"p li td th tr dt dd".split())  # their end may be left out
_SPACE = re.compile(rb"\s+")
_BEGUN, _ANYWHERE = 0.5, 0.9  # share of the characters in elements, where a file begins with one and where it does not


def page(data: bytes) -> bool:
    """Whether a file's bytes are HTML: a whole page, or elements in which most of its words stand.

    Text in which a "<" or a single tag stands is none, nor is Markdown that holds some elements.
    """
    head = data[:_LOOKED]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode("utf-8")
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n\f")
    if b"<" not in head:
        return False
    bare = _without_comments(_DECLARED.sub(b"", head, count=1) if head.startswith(b"<?xml") else head).lstrip()
    if _WHOLE.match(bare):
        return True
    first = _TAG.match(bare)
    within, beside, ended = _shares(bare)
    if not ended:
        return False
    return within >= (_BEGUN if first else _ANYWHERE) * (within + beside)


def _without_comments(data: bytes) -> bytes:
    """Without comments; in time that grows with the length and no more."""
    kept: list[bytes] = []
    at = 0
    while (start := data.find(b"<!--", at)) >= 0 and (end := data.find(b"-->", start)) >= 0:
        kept.append(data[at:start])
        at = end + 3
    return b"".join([*kept, data[at:]])


def _shares(data: bytes) -> tuple[int, int, bool]:
    """How many characters stand in elements and beside them, and whether any element has its end."""
    open_: list[bytes] = []
    within = beside = at = 0
    ended = False
    for match in _TAG.finditer(data):
        size = len(_SPACE.sub(b"", data[at : match.start()]))
        within, beside = (within + size, beside) if open_ else (within, beside + size)
        at = match.end()
        name = match.group(2).lower()
        if name in _VOIDS:
            continue
        if not match.group(1):
            if len(open_) < 1000:
                open_.append(name)
        elif name in open_:
            ended = True
            while open_.pop() != name:
                pass
    size = len(_SPACE.sub(b"", data[at:]))
    if open_ and open_[-1] in _ENDLESS:
        return within + size, beside, ended
    return within, beside + size, ended
