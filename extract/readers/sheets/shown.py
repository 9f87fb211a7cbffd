"""Numbers and dates of cells as the sheet shows them, the Vietnamese way: 0.955 under "0.0%" is 95,5%.

A format is what ECMA-376 (18.8.31) calls a number format code; colours, conditions and fill are left out, literals
kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from math import isfinite

BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@",
}  # fmt: skip
"""The formats that files name by number alone; 14 and 22 as Vietnamese settings show them."""
GENERAL = "General"
_DIGITS = 11  # significant ones that a cell without format shows
_PIECE = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|(General|AM/PM|A/P|E[+-]0+)|([dmyhsDMYHS]+)|([0#?.,/%@])|(.)', re.DOTALL
)
_TIMED = re.compile(r"[hms]+", re.I)
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_MOST_DAYS = 2_958_465  # 9999-12-31
_LONGEST = 255  # characters of a format


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a format: literals before and behind the digits, how many of these there are."""

    before: str = ""
    behind: str = ""
    whole: int = 0  # digits before the mark, at least
    decimals: int = 0
    optional: int = 0  # of the decimals, those that are shown only if they are no zeros
    grouped: bool = False
    scale: int = 0  # powers of ten: 2 under "%", -3 for a comma behind the digits
    placed: bool = False  # there are digits
    general: bool = False
    text: bool = False
    dated: tuple[str, ...] = ()  # tokens of a date


def shown(value: float | int, code: str = GENERAL, *, since_1904: bool = False) -> str:
    """A number as a cell of this format shows it; under a format of dates the day that it counts."""
    if isinstance(value, float) and not isfinite(value):
        return ""
    sections = _sections(code[:_LONGEST])
    section, sign = sections[0], "-" if value < 0 else ""
    if value < 0 and len(sections) > 1:
        section, sign = sections[1], ""
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if section.dated:
        when = _day(float(value), since_1904)
        return _dated(when, section.dated) if when is not None else _general(value)
    if section.general or section.text:
        return f"{section.before}{sign}{_general(abs(value))}{section.behind}"
    if not section.placed:
        return section.before
    digits = _digits(abs(value), section)
    if not digits.strip("0,."):
        sign = ""
    return f"{section.before}{sign}{digits}{section.behind}"


def shown_date(value: date | datetime | time | timedelta, code: str) -> str:
    """A date or time as a cell of this format shows it."""
    section = _sections(code[:_LONGEST])[0]
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    when = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    return _dated(when, section.dated or _sections(BUILTIN[14])[0].dated)


def is_dated(code: str) -> bool:
    """Whether a format shows dates or times."""
    return bool(_sections(code[:_LONGEST])[0].dated)


@lru_cache(maxsize=512)
def is_elapsed(code: str) -> bool:
    """Whether a format shows how long something took: "[h]:mm"."""
    return any(map(_elapsed, _PIECE.finditer(code[:_LONGEST].partition(";")[0])))


def _general(value: float | int) -> str:
    if value == int(value) and abs(value) < 10**_DIGITS:
        return str(int(value))
    text = f"{value:.{_DIGITS - 1}g}"
    if "e" in text:
        text = f"{Decimal(text):f}" if 1e-9 < abs(value) < 1e15 else text.upper()
    return text.replace(".", ",")


def _digits(value: float | int, section: _Section) -> str:
    try:
        exact = Decimal(repr(value)).scaleb(section.scale)
        rounded = exact.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
    except InvalidOperation:
        return _general(value)
    whole, _, part = f"{rounded:f}".partition(".")
    while part and section.decimals - len(part) < section.optional and part.endswith("0"):
        part = part[:-1]
    whole = whole.lstrip("0").rjust(1 if part else section.whole, "0")
    if section.grouped and whole:
        whole = f"{int(whole):,}".replace(",", ".").rjust(section.whole, "0")
    return f"{whole},{part}" if part else whole


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format: for positive numbers, negative ones, zero, text."""
    sections: list[list[re.Match[str]]] = [[]]
    for piece in _PIECE.finditer(code):
        if piece.group(7) == ";" and len(sections) < 4:
            sections.append([])
        else:
            sections[-1].append(piece)
    return tuple(_section(pieces) for pieces in sections)


def _section(pieces: list[re.Match[str]]) -> _Section:
    if any(piece.group(4) == GENERAL for piece in pieces):
        return _Section("".join(_literal(p) for p in pieces if p.group(4) is None), general=True)
    if any(piece.group(5) for piece in pieces) or any(_elapsed(piece) for piece in pieces):
        return _Section(dated=tuple(_token(piece) for piece in pieces))
    marks = [piece.group(6) or "" for piece in pieces]
    if any((piece.group(4) or "").startswith("E") for piece in pieces) or ("/" in marks and "?" in marks):
        return _Section(general=True)
    if "@" in marks:
        return _Section(text=True)
    places = [at for at, mark in enumerate(marks) if mark in ("0", "#", "?")]
    if not places:
        literal = "".join(_literal(piece) for piece in pieces)
        return _Section(literal + "%" * marks.count("%"))
    first, last = places[0], places[-1]
    point = next((at for at, mark in enumerate(marks) if mark == "."), last + 1)
    behind = [at for at in places if at > point]
    thousands = 0
    while last + 1 + thousands < len(marks) and marks[last + 1 + thousands] == ",":
        thousands += 1
    inner = "".join(_literal(piece) for piece in pieces[first:last])
    return _Section(
        before="".join(_literal(piece) for piece in pieces[:first]),
        behind=inner + "".join(_literal(piece) for piece in pieces[last + 1 :]),
        whole=sum(marks[at] == "0" for at in places if at < point),
        decimals=len(behind),
        optional=sum(marks[at] != "0" for at in behind),
        grouped="," in marks[first:last],
        scale=2 * marks.count("%") - 3 * thousands,
        placed=True,
    )


def _elapsed(piece: re.Match[str]) -> bool:
    return piece.group(3) is not None and _TIMED.fullmatch(piece.group(3)) is not None


def _token(piece: re.Match[str]) -> str:
    """A token of a date: letters of a field in small ones, a literal behind a quote mark."""
    if piece.group(5):
        return piece.group(5).lower()
    if _elapsed(piece):
        return piece.group(3).lower()
    return "'" + (piece.group(6) or _literal(piece))


def _literal(piece: re.Match[str]) -> str:
    """The characters that a piece stands for: those quoted or escaped, a currency's sign, a percent sign."""
    quoted, escaped, bracket, _, _, mark, other = piece.groups()
    if quoted is not None or escaped is not None:
        return str(quoted if quoted is not None else escaped)
    if bracket is not None:
        return bracket[1:].partition("-")[0] if bracket.startswith("$") else ""
    if mark is not None:
        return "%" if mark == "%" else ""
    return other or (" " if piece.group().startswith("_") else "")


def _day(value: float, since_1904: bool) -> datetime | None:
    if not 0 <= value < _MOST_DAYS:
        return None
    day = (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(seconds=round(value * 86_400))
    return day if since_1904 or value >= 60 or value < 1 else day + timedelta(days=1)  # there was no 1900-02-29


def _dated(when: datetime, tokens: tuple[str, ...]) -> str:
    parts: list[str] = []
    fields = [token for token in tokens if not token.startswith("'")]
    at = -1
    for token in tokens:
        if token.startswith("'"):
            parts.append(token[1:])
            continue
        at += 1
        timed = "".join(fields[at - 1 : at])[:1] == "h" or "".join(fields[at + 1 : at + 2])[:1] == "s"
        parts.append(_field(when, "n" * len(token) if timed and token in ("m", "mm") else token))
    return "".join(parts).strip()


def _field(when: datetime, token: str) -> str:
    if token[0] == "y":
        return f"{when.year:04}" if len(token) > 2 else f"{when.year % 100:02}"
    value = {"d": when.day, "m": when.month, "n": when.minute, "h": when.hour, "s": when.second}[token[0]]
    if token[0] == "d" and len(token) > 2:
        return ""  # the day of the week
    return f"{value:02}" if len(token) > 1 else str(value)
