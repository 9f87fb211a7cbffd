"""JSON, lines of JSON and YAML made hostile: other types, numbers, texts, offsets, depths; torn and damaged bytes."""

from __future__ import annotations

import json
import random
from typing import Any

_RAW = "\x02raw\x03"  # what is between stands in the file as it is, without quotes
_NUMBERS = (
    "1e999", "-1e999", "9" * 400, "9" * 5000, str(2**63), str(2**63 - 1), str(-(2**63)), str(10**18), "1e308", "NaN",
    "Infinity", "-0.0", "0.1e-400", "1.0", "-1", "2147483648", "1099511627777", "0x10", "01", "--1", "1e", ".5",
)  # fmt: skip
_TEXTS = (
    "", " ", "\x00", "\ud800", "../../outside", "/outside", "..", ".", "a/b", "con", "x" * 300, "é" * 200,
    "\u202e", "\ufeff",
    "=1+1", "＝1+1", "+1", "<script>alert(1)</script>", "{{7*7}}", "{0}", "%s", "\n", "\r\n", "\u2028", "\x1b[31m",
    "file://host/x", "/dev/zero", "/dev/full", "/proc/self/mem", "http://127.0.0.1:9/",
    "2025-02-30", "9999-12-31", "percent", "between",
    "zz", "0" * 64, "chitieu-verdicts/1", "other", "index.par", "[bold]x[/bold]", "'; DROP TABLE x", "\U0010ffff",
    "á", "a\u0301",
)  # fmt: skip
_OTHERS: tuple[Any, ...] = (
    None, True, False, [], {}, [[]], {"": None}, [1, "x", None], {"start": 0, "end": 1}, 0, -1, 1,
)  # fmt: skip
_BYTES = (
    b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"{", b"[", b"]", b"}", b'"', b",", b"\n", b"\r",
    b": ", b"- ",
)  # fmt: skip
_LINES = (b"", b"null", b"[]", b"1", b'"x"', b"[" * 50_000, b"\xff\xfe", b"{" * 9, b"\x00" * 40)


def spoilt(text: str, pick: random.Random) -> bytes:
    """A JSON text with its tree or its bytes changed in up to four places."""
    data = text.encode()
    if pick.random() < 0.8:
        try:
            tree = json.loads(text)
        except (ValueError, RecursionError):  # it was spoilt before
            return torn(data, pick)
        for _ in range(pick.choice((1, 1, 1, 2, 4))):
            tree = changed(tree, pick)
        data = written(tree)
    return torn(data, pick) if pick.random() < 0.3 else data


def spoilt_lines(text: str, pick: random.Random) -> bytes:
    """The same of one line or two of several, lines doubled, swapped and lost."""
    lines = text.encode().splitlines()
    for _ in range(pick.choice((1, 1, 2))):
        at = pick.randrange(len(lines))
        match pick.randrange(6):
            case 0:
                lines.insert(at, lines[at])
            case 1:
                lines.insert(at, pick.choice(_LINES))
            case _:
                lines[at] = _spoilt(lines[at], pick).replace(b"\n", b" ") if lines[at][:1] == b"{" else b"{}"
    data = b"\n".join(lines) + pick.choice((b"\n", b"\n", b""))
    return torn(data, pick) if pick.random() < 0.2 else data


def _spoilt(line: bytes, pick: random.Random) -> bytes:
    """A line spoilt, which may have been before."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return torn(line, pick)
    return spoilt(text, pick)


def written(tree: Any) -> bytes:
    """A tree as JSON, what is raw in it as it is."""
    text = json.dumps(tree, ensure_ascii=False)
    raw = json.dumps(_RAW)[1:-1]
    return text.replace(f'"{raw}', "").replace(f'{raw}"', "").encode("utf-8", "surrogatepass")


def odd(pick: random.Random) -> Any:
    """A value that should not be there."""
    match pick.randrange(6):
        case 0 | 1:
            return _RAW + pick.choice(_NUMBERS) + _RAW
        case 2 | 3:
            return pick.choice(_TEXTS)
        case 4:
            return pick.choice(_OTHERS)
        case _:
            deep = pick.choice((20, 500, 20_000))
            return _RAW + "[" * deep + "]" * deep + _RAW


def changed(tree: Any, pick: random.Random) -> Any:
    """A tree with one place of it changed."""
    places = [*_places(tree)]
    if not places:
        return odd(pick)
    at, key = pick.choice(places)
    match pick.randrange(8):
        case 0:
            del at[key]
        case 1 if isinstance(at, list):
            at.insert(key, at[key])
        case 1:
            at[pick.choice(("x", "", "id", "__class__", key + " "))] = at[key]
        case 2:
            other, name = pick.choice(places)
            if name in other if isinstance(other, dict) else name < len(other):
                at[key] = json.loads(json.dumps(other[name]))
        case 3 if isinstance(at[key], int | float) and not isinstance(at[key], bool):
            at[key] += pick.choice((-1, 1, 10, -10, 10**6, 0.5, -(10**9)))
        case 4 if isinstance(at[key], str):
            cut = pick.randrange(len(at[key]) + 1)
            at[key] = at[key][:cut] + pick.choice(_TEXTS) + at[key][cut + pick.choice((0, 0, 1, 5)) :]
        case 5 if isinstance(at[key], str):
            at[key] = str(pick.choice((at[key].upper(), at[key] * 3, at[key][::-1])))
        case _:
            at[key] = odd(pick)
    return tree


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """Every place of a tree: what it is in, and its key there; without going down the stack."""
    found, open_ = [], [tree]
    while open_:
        at = open_.pop()
        keys = at.keys() if isinstance(at, dict) else range(len(at)) if isinstance(at, list) else ()
        for key in keys:
            found.append((at, key))
            if isinstance(at[key], dict | list):
                open_.append(at[key])
    return found


def torn(data: bytes, pick: random.Random) -> bytes:
    """Bytes cut off, cut out, doubled, or with others put in."""
    for _ in range(pick.choice((1, 1, 3))):
        at = pick.randrange(len(data) + 1)
        end = at + pick.choice((1, 1, 7, 100))
        match pick.randrange(5):
            case 0:
                data = data[:at]
            case 1:
                data = data[:at] + data[end:]
            case 2:
                data = data[:end] + data[at:]
            case _:
                data = data[:at] + pick.choice(_BYTES) * pick.choice((1, 1, 3, 2000)) + data[at:]
    return data
