"""Small documents with what is right of them: `Case` says it, `wrong` what of an extraction is otherwise.

A case asks of a document of a few lines for the records that matter, and of each for the fields that matter.  It is
the form of `tests/cases/*.yaml` (see its README).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from extract.contract.model import Baseline, Extraction, Period, Target

FOLDER = Path(__file__).parent / "cases"
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_MAGNITUDES = {"trăm": 1e2, "nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MEASURED = ("unit", "unit_text", "relation", "value", "upper", "out_of", "band", "direction", "per")


class Case(BaseModel):
    """A document and what must come of it; what `want` and its neighbours mean says the README of `tests/cases`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    why: str
    text: str
    suffix: str = "txt"
    want: tuple[dict[str, Any], ...] = ()
    none: bool = False
    only: bool = False
    may: tuple[str, ...] = ()
    all_read: bool = False
    or_none: bool = False
    or_warning: str | None = None
    fails: str | None = None


@cache
def cases() -> tuple[Case, ...]:
    """All cases, in the order of their files."""
    files = sorted(FOLDER.glob("*.yaml"))
    return tuple(Case(**row) for file in files for row in yaml.safe_load(file.read_text("utf-8")))


def wrong(case: Case, found: Extraction) -> list[str]:
    """What is not as the case says, a line each."""
    records = found.targets
    if case.or_none and not records:
        return []
    if case.none:
        return [f"a record where none is: {record.source.text!r}" for record in records]
    taken = _paired(case.want, records)
    said = [f"{warning.code} {warning.message}" for warning in found.warnings]
    warned = case.or_warning is not None and any(re.search(case.or_warning, each, re.I) for each in said)
    lines = []
    for number, want in enumerate(case.want):
        if number in taken:
            continue
        near = [_faults(want, record) for record in records if _same_place(want["text"], record.source.text)]
        if near:
            fewest = min(near, key=len)
            told = "; ".join(fewest) or "its record is another's"
            lines.append(f"{want['text']!r}: {told}")
        elif not want.get("optional") and not warned:
            reasons = {each.reason for each in found.rejected if _same_place(want["text"], each.text)}
            lines.append(f"{want['text']!r}: no record, rejected as {sorted(reasons)}")
    if case.only:
        free = [record for place, record in enumerate(records) if place not in taken.values()]
        texts = [record.source.text for record in free]
        lines += [f"besides: {text!r}" for text in texts if not any(_same_place(each, text) for each in case.may)]
    if case.all_read:
        lines += [f"unread: {each.text!r}" for each in found.rejected if each.reason == "unread"]
    return lines


def _paired(wanted: Iterable[dict[str, Any]], records: Iterable[Target]) -> dict[int, int]:
    """Which record each wanted one is, no record twice and as many as can be."""
    records = list(records)
    could = [[n for n, record in enumerate(records) if _meets(want, record)] for want in wanted]
    owners: dict[int, int] = {}

    def placed(want: int, tried: set[int]) -> bool:
        for record in could[want]:
            if record not in tried:
                tried.add(record)
                if record not in owners or placed(owners[record], tried):
                    owners[record] = want
                    return True
        return False

    for want in range(len(could)):
        placed(want, set())
    return {want: record for record, want in owners.items()}


def _meets(want: dict[str, Any], record: Target) -> bool:
    return _same_place(want["text"], record.source.text) and not _faults(want, record)


def _faults(want: dict[str, Any], record: Target) -> list[str]:
    """The fields in which a record is not as wanted."""
    faults = [
        f"{field} is {_value(field, record)!r}, not {value!r}"
        for field, value in want.items()
        if field not in {"text", "optional", "either"} and not _holds(field, value, record)
    ]
    ways: list[dict[str, Any]] = want.get("either", [])
    return faults + min((_faults(way, record) for way in ways), key=len, default=[])


def _holds(field: str, wanted: Any, record: Target) -> bool:
    names = [_syllables(record.indicator.text), _syllables(record.indicator.name)]
    several = wanted if isinstance(wanted, list) else [wanted]
    if field == "name":
        words = [word for part in several for word in _syllables(part)]
        return any(set(words) <= set(name) for name in names)
    if field == "notname":
        return not any(f" {' '.join(_syllables(part))} " in f" {' '.join(name)} " for part in several for name in names)
    got = _value(field, record)
    if field == "notid":
        return got not in several
    return any(_equal(None if each == "none" else each, got, field) for each in several)


def _equal(wanted: Any, got: Any, field: str) -> bool:
    if wanted is None or got is None:
        return wanted is None and got is None
    if isinstance(got, int | float) and field != "baseline":
        return abs(float(wanted) - got) < 1e-6 * max(1.0, abs(got))
    if field in {"band", "unit_text"}:
        return _folded(wanted).removeprefix("nhóm ") == _folded(got).removeprefix("nhóm ")
    return str(wanted).replace(" - ", "-") == str(got)


def _value(field: str, record: Target) -> Any:
    measure = record.measure
    if field in _MEASURED:
        return getattr(measure, field)
    if field in {"worth", "worth_upper"}:
        return _worth(measure.value if field == "worth" else measure.upper, measure.unit_text)
    if field == "period":
        return _years(record.period)
    if field == "baseline":
        return _span(record.baseline)
    if field in {"id", "notid"}:
        return record.indicator.id
    if field in {"name", "notname"}:
        return f"{record.indicator.text} / {record.indicator.name}"
    return {"kind": record.kind, "level": record.level}[field]


def _worth(number: float | None, unit: str | None) -> float | None:
    for word in re.findall(r"\w+", _folded(unit or "")):
        if number is None or word not in _MAGNITUDES:
            break
        number *= _MAGNITUDES[word]
    return number


def _years(period: Period | None) -> str | None:
    if period is None:
        return None
    if period.type == "asof":
        return "asof"
    return f"{period.type} {period.end if period.type in {'by', 'in'} else f'{period.start}-{period.end}'}"


def _span(baseline: Baseline | None) -> str | None:
    if baseline is None:
        return None
    return str(baseline.end) if baseline.start == baseline.end else f"{baseline.start}-{baseline.end}"


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_UNSEEN).split()).casefold()


def _syllables(text: str) -> list[str]:
    """The words in one spelling: the tone mark behind, i for y."""
    found = []
    for word in re.findall(r"\w+", _folded(text)):
        apart = unicodedata.normalize("NFD", word)
        bare = unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES))
        if len(bare) <= 3 and bare.endswith("y") and not bare.endswith(("ay", "ây", "uy", "oy")):
            bare = f"{bare[:-1]}i"
        found.append(bare + "".join(c for c in apart if c in _TONES))
    return found


def _same_place(one: str, other: str) -> bool:
    """Whether one text stands in the other with no digit of a number left out."""
    short, long = sorted((_folded(one), _folded(other)), key=len)
    before, behind = r"(?<!\d)" if short[:1].isdigit() else "", r"(?!\d)" if short[-1:].isdigit() else ""
    return bool(short) and re.search(before + re.escape(short) + behind, long) is not None
