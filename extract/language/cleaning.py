"""The raw text as everything behind the readers reads it: letters composed, one blank, one line end, nothing unseen.

What is changed here looks the same on the page, so it is also what is shown.  What reads the same and looks different
("hoà", "hòa"; capitals) is one only in the text that is matched, `lowered`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

from extract.language.composing import nfc
from extract.language.striking import without
from extract.language.syllables import syllable
from extract.language.working import Working, replaced
from extract.rules.spelling import respelt
from extract.rules.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

Edits = list[tuple[int, int, str]]

_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
_LINE_ENDS = "\u000b\u000c\u0085\u2028\u2029"
_CONTROLS = "\u0001-\u0008\u000e-\u001e\u007f"
_OTHER_LETTERS = "\u00d0\u00f0\u0189\u0256\u066a\ufe6a\uff01-\uff5e"  # eth, African D, per cents, fullwidth
SOFT_HYPHEN = "\u00ad"
_NO_LETTERS = (
    "\u0000\u001f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffc\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)  # Unicode's Default_Ignorable_Code_Point, Word's own sign for a soft hyphen, signs of annotations, no characters
# C1 controls but the line end: of a text that is decoded they are no letters.
HIDDEN = f"{SOFT_HYPHEN}\u0080-\u0084\u0086-\u009f{_NO_LETTERS}"
MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Marks that stand on or around the character before them."""
_UNUSUAL = re.compile(f"[{_BLANKS}{_LINE_ENDS}{_CONTROLS}{_OTHER_LETTERS}]")
_UNSEEN = re.compile(f"[{HIDDEN}]")
UNSEEN_BUT_HYPHENS = re.compile(f"[{_NO_LETTERS}]")
"""What readers take out before they know whether a soft hyphen is the letter ư of an old font."""
# Whether there is anything of it; beyond the first plane by one range, which is asked of every character.
_ANY = re.compile(
    f"[{_BLANKS}{_LINE_ENDS}{_CONTROLS}{_OTHER_LETTERS}{HIDDEN.partition(chr(0x1BCA0))[0]}\U00010000-\U0010ffff]"
)
_ENTITY = re.compile(r"&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,31});")
# What a browser, or what shows Markdown, shows nothing of: a place where a word may be broken, a comment within a word
# (one with a figure in it: within a number), the backslash before a sign that would have no other meaning here.
_UNSHOWN = re.compile(
    r"<wbr\s*/?>|(?<=\S)<!--[^<>\d\n]{0,200}-->(?=\S)|(?<=[\d.,])<!--[^<>\n]{0,200}-->(?=[\d.,%‰])"
    r"|(?<!\\)\\(?=[.,%+\-()=])",
    re.IGNORECASE,
)
_USUAL = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ", "\u066a": "%", "\ufe6a": "%"}
_PAGE_END = re.compile(r"(?<=\n)[ \t]*\f|\f(?=[ \t]*\n)")  # a form feed beside a line end ends no second line
# A base character with the combining marks that follow it: the unit of NFC composition.
# Marks that no figure has, and nobody sees as part of it; what they stand behind is asked last, for marks are rare.
_MARKED_FIGURE = re.compile(f"[{MARKS}](?<=[0-9].)[{MARKS}]*")
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")
_GAP = re.compile(r" [ \t]+|\t[ \t]+")
_PLAIN_GAP = re.compile(r"  +")  # the same where no tab stands
_WIDE = 3  # blanks that part columns rather than words
_COLUMNS = re.compile(r"(?:^[^\n]*\S  +\S[^\n]*\S  +\S[^\n]*(?:\n|\Z))+", re.MULTILINE)  # lines of three cells and more
_ONE_BLANK = re.compile(r"(?<=[^ \n]) (?=[^ \n])")
_ARROW = re.compile(r"(?:[-=]>|[→⇒])(?=\s?[^\W\d_])")  # "70% → năm 2026 đạt 78%"; before a figure it is "to"
# A number no footnote mark could be, stuck to a word with a Vietnamese letter ("đạt1.320", "trên80%", "từ5-7%").
_STUCK = re.compile(r"[0-9≤≥<>](?<=[^\W\d_].)")
_CLOSE = re.compile(r"[,;:](?=[^\W\d_])(?<=[\w)%‰”].)")  # "xã,thị trấn"
_LOOSE = re.compile(r" (?=[,;:](?:\s|\Z))(?<=[\w)%‰”] )")  # "62% ; trồng rừng"
_SIGN = re.compile(r"[≤≥<>]=?\s?\d")
_NUMBER = re.compile(
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?(?=\s?%)|(?:19|20)\d\d)(?![\d_]|[.,/-]\d)"
    r"|\d+(?:[.,]\d+)?\s?%?\s?[-–]\s?\d+(?:[.,]\d+)?\s?%|\d{1,2}/\d{1,2}/(?:19|20)\d\d(?!\d)"
)
# The same, behind a word that leads to a figure ("đạt15ha", "từ3 - 5 bậc").
_COUNTING = re.compile(r"\d+(?:[.,]\d+)*(?:\s?[-–]\s?\d+(?:[.,]\d+)*)?\s?(?:[^\W\d_]{2}|‰)")
_WORD_BEFORE = re.compile(r"(?<![\w./@-])[^\W\d_]{2,7}$")


def composed(raw: str) -> Working:
    """The raw text without what is struck through, its letters in NFC, each blank, line end, đ and fullwidth sign the
    usual one, unseen characters and markup within words taken out, blanks in a row one (a tab, where they are three or
    more and may part columns) and a blank before a number that is stuck to a word; offsets kept.
    """
    working = Working.of(raw)
    if "\r" in raw:
        working.text = raw.replace("\r\n", " \n").replace("\r", "\n")
    if gone := without(raw):
        working = replaced(working, gone)
    if "\\" in raw or "<!--" in raw or "<w" in raw.lower():
        working = replaced(working, [(*found.span(), "") for found in _UNSHOWN.finditer(working.text)])
    if "&" in raw:
        working = replaced(working, list(_entities(working.text)))
    if _ANY.search(working.text):
        working = _usual(working)
    if _MARKED_FIGURE.search(working.text):
        working = replaced(working, [(*found.span(), "") for found in _MARKED_FIGURE.finditer(working.text)])
    if not unicodedata.is_normalized("NFC", working.text):
        working = replaced(working, list(_clusters(working.text)))
    text = working.text
    edits = list(_stuck(text))
    if "  " in text or "\t" in text:
        edits = sorted([*edits, *_gaps(text)])
    return replaced(working, edits)


def _entities(text: str) -> Iterator[tuple[int, int, str]]:
    """Characters that a text names ("&shy;", "&#8203;", "&ge;"), but those that would be markup or ASCII; signs of
    numbers ("80&percnt;") among them.
    """
    for match in _ENTITY.finditer(text):
        named = html.unescape(match.group())
        if len(named) == 1 and (named in ".,%" or not named.isascii()):
            yield *match.span(), named


def spaced(working: Working) -> Working:
    """A readable text with a blank behind each comma, semicolon and colon between words and none before it.

    Offsets are kept.  A damaged text is readable when it is restored: before, such a mark may be a letter misread
    ("thu:c hién", which is "thực hiện").
    """
    edits = [(match.end(), match.end(), " ") for match in _CLOSE.finditer(working.text)]
    edits += [(*match.span(), "") for match in _LOOSE.finditer(working.text)]
    return replaced(working, sorted(edits))


def _usual(working: Working) -> Working:
    """The text with the usual blank, line end, đ and digits in the place of unusual ones, and nothing unseen."""
    text = working.text
    if "\f" in text:
        text = _PAGE_END.sub(lambda found: " " * len(found.group()), text)
    working.text = _UNUSUAL.sub(lambda found: _plain(found.group()), text)
    return replaced(working, [(*found.span(), "") for found in _UNSEEN.finditer(working.text)])


def seen(text: str) -> str:
    """A piece of raw text without the characters that nobody sees."""
    return _UNSEEN.sub("", text)


def _plain(char: str) -> str:
    if char in _USUAL:
        return _USUAL[char]
    if "\uff01" <= char <= "\uff5e":
        return chr(ord(char) - 0xFEE0)
    return "\n" if char in _LINE_ENDS else " "


def _clusters(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _CLUSTER.finditer(text):
        new = nfc(match.group())
        if new != match.group():
            yield match.start(), match.end(), new


def _gaps(text: str) -> Iterator[tuple[int, int, str]]:
    """Blanks in a row within a line as one; tabs alone are left, for an empty cell may lie between them."""
    narrow = _narrow_columns(text)
    for match in (_GAP if "\t" in text else _PLAIN_GAP).finditer(text):
        start, end = match.span()
        blanks = match.group()
        if start and end < len(text) and text[start - 1] != "\n" != text[end] and blanks.strip("\t"):
            parts = "\t" in blanks or len(blanks) >= _WIDE or any(a <= start < b for a, b in narrow)
            yield start, end, "\t" if parts else " "


def _narrow_columns(text: str) -> list[tuple[int, int]]:
    """Stretches of lines, two or more, whose columns are parted by two blanks and their words by one."""
    if not _any_columns(text):
        return []
    return [
        match.span()
        for match in _COLUMNS.finditer(text)
        if match.group().count("\n") > 1 and _ONE_BLANK.search(match.group())
    ]


def _any_columns(text: str) -> bool:
    """Whether any line has two gaps between words (to look for the lines at once takes ten times as long)."""
    last = -1
    for match in _PLAIN_GAP.finditer(text):
        start, end = match.span()
        if start and not text[start - 1].isspace() and not text[end : end + 1].isspace():
            if last >= 0 and text.find("\n", last, start) < 0:
                return True
            last = end
    return False


def _stuck(text: str) -> Iterator[tuple[int, int, str]]:
    """A blank between a word and the number, or the sign of at least or at most, that is stuck to it."""
    for match in _STUCK.finditer(text):
        at = match.start()
        word = _WORD_BEFORE.search(text, max(0, at - 9), at)
        if word is None or word.group().isascii() or not syllable(word.group().lower()):
            continue  # the end of a tag among them
        leads = word.group().lower() in word_set("stuck_to_figures")
        if _NUMBER.match(text, at) or _SIGN.match(text, at) or (leads and _COUNTING.match(text, at)):
            yield at, at, " "


def lowered(text: str) -> str:
    """A composed text as it is matched: lower case, one spelling, tabs blanks, an arrow before words a comma; of the
    same length (the few letters that would grow are left alone).
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if ">" in low or "→" in low or "⇒" in low:
        low = _ARROW.sub(lambda found: ",".rjust(len(found.group())), low)
    return respelt(low.replace("\t", " "))
