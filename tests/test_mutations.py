"""What other provinces will write differently: other figures, years, spellings. The records follow, nothing else."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from extract.language.cleaning import composed, lowered
from extract.pipeline import stages
from extract.pipeline.components import extract, load
from extract.readers import read
from extract.rules.spelling import LETTERS, TONES

CORPORA = Path(__file__).parent.parent / "corpora"
CLEAN = ("quang-ngai", "soc-trang", "tay-son", "phu-yen")
NLP = load()

Respelling = Callable[[str], str]


def records(text: str) -> list[dict[str, Any]]:
    """Comparable records of a text: everything but ids, offsets and quoted words; of a parent which one it is."""
    found = []
    targets = extract(text, NLP).targets
    order = {target.id: number for number, target in enumerate(targets)}
    for target in targets:
        record = json.loads(target.model_dump_json(exclude={"id", "source", "why"}))
        record["indicator"]["text"] = record["indicator"]["name"] = ""
        record["parent"] = order[target.parent] if target.parent is not None else None
        found.append(record)
    return found


def raw(name: str) -> str:
    return read(CORPORA / f"{name}.txt").raw


def normal(value: Any) -> Any:
    """The same structure in NFC."""
    return json.loads(unicodedata.normalize("NFC", json.dumps(value, ensure_ascii=False)))


PERCENT = re.compile(r"(?<![\d,.])(\d{1,2})%")


def other_percent(match: re.Match[str]) -> str:
    return f"{int(match.group(1)) % 89 + 7}%"


@pytest.mark.parametrize("name", CLEAN)
def test_other_percentages_change_values_and_nothing_else(name: str) -> None:
    text = raw(name)
    before, after = records(text), records(PERCENT.sub(other_percent, text))
    assert len(before) == len(after)
    changed = 0
    for one, two in zip(before, after, strict=True):
        if one["measure"]["unit"] == "percent":
            for end in ("value", "upper"):
                value = one["measure"][end]
                if isinstance(value, int) and value < 100:
                    assert two["measure"][end] == value % 89 + 7
                    one["measure"][end] = two["measure"][end] = None
                    changed += 1
            one["confidence"] = two["confidence"] = None  # a round number speaks for a goal
        sure = one.pop("confidence"), two.pop("confidence")
        assert one == two
        if None not in sure:  # a record is as sure as those beside it let it be: their numbers are told a little apart
            assert round(abs(sure[0] - sure[1]), 2) <= 0.02
    assert changed > 5


YEAR = r"(20[0-4]\d)"
SHIFTS = (2, 5, -3)


def in_other_years(text: str, shift: int, pattern: str) -> list[dict[str, Any]]:
    """The records of a text whose years are other ones."""
    return records(re.sub(pattern, lambda m: str(int(m.group(1)) + shift), text))


@pytest.mark.parametrize("name", CLEAN)
@pytest.mark.parametrize("shift", SHIFTS)
def test_other_years_change_periods_and_nothing_else(name: str, shift: int) -> None:
    text = raw(name)
    before, after = records(text), in_other_years(text, shift, rf"(?<!\d){YEAR}(?!\d)")
    for one in before:
        for key in ("period", "baseline"):
            for end in ("start", "end"):
                if one[key] and one[key][end]:
                    one[key][end] += shift
    assert after == before
    assert any(one["period"] and one["period"]["end"] for one in before)


@pytest.mark.parametrize("name", CLEAN)
@pytest.mark.parametrize("shift", SHIFTS)
def test_years_beside_the_date_of_a_document_change_no_value(name: str, shift: int) -> None:
    # Dates and document numbers are left alone: what lay ahead of the document may be past, or the other way round.
    text = raw(name)
    before, after = records(text), in_other_years(text, shift, rf"(?<![\d/.-]){YEAR}(?![\d/])")
    by_date = dict.fromkeys(("kind", "period", "baseline", "confidence"))
    assert [{**one, **by_date} for one in after] == [{**one, **by_date} for one in before]


@pytest.mark.parametrize("name", CLEAN)
def test_decomposed_text_gives_the_same_records(name: str) -> None:
    text = raw(name)
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    assert normal(records(decomposed)) == records(text)
    for target in extract(decomposed, NLP).targets:
        assert decomposed[target.source.start : target.source.end] == target.source.text


SPELLINGS = [
    (r"(\d)%", r"\1 %", "a space before the per cent sign"),
    (r"(\d)%", r"\1 phần trăm", "per cent in words"),
    (r"\b[Tt]ối thiểu (?=\d)", "ít nhất ", "another word for at least"),
    (r"\b[Tt]ối thiểu (?=\d)", "không dưới ", "a third word for at least"),
    (r"\b[Tt]ối thiểu (?=\d)", "không thấp hơn ", "a fourth"),
    (r"Đến năm (?=\d)", "Đến hết năm ", "by the end of the year"),
    (r"đến năm (?=\d)", "đến hết năm ", "by the end of the year, inside a sentence"),
    (r"thủ tục hành chính", "TTHC", "abbreviated"),
    (r"\bTTHC\b", "thủ tục hành chính", "written out"),
    (r"(\d) - (\d)", "\\1-\\2", "no spaces around the dash"),
    (r"(\d) - (\d)", "\\1 – \\2", "an en dash"),
    ("\n", "\r\n", "line ends of another system"),
]


@pytest.mark.parametrize("name", CLEAN)
@pytest.mark.parametrize(("pattern", "new", "why"), SPELLINGS, ids=[s[2] for s in SPELLINGS])
def test_other_spellings_change_nothing(name: str, pattern: str, new: str, why: str) -> None:
    text = raw(name)
    changed = re.sub(pattern, new, text)
    before, after = records(text), records(changed)
    assert len(before) == len(after), why
    for one, two in zip(before, after, strict=True):
        sure = one.pop("confidence"), two.pop("confidence")  # which weighs how long a name and a sentence are
        assert one == two
        assert round(abs(sure[0] - sure[1]), 2) <= 0.06  # both are given to two places


# What looks or reads the same: tone placement, i and y, blanks, fullwidth forms, the letter eth, line ends, what
# nobody sees.  Every document that has gold, every such spelling: the records and the head are the same.
GOLD = Path(__file__).parent / "gold"
SPELT = [*sorted(CORPORA.glob("*.txt")), *sorted(p for p in (GOLD / "unseen").iterdir() if p.suffix in {".txt", ".md"})]
SPELT.append(GOLD / "dak-nong.transcript.txt")
BETWEEN = re.compile(r"(?<=\S) (?=\S)")
HEAD = 3000  # characters, at most


def swapped(table: Mapping[str, str], before: str, *, marked: bool = False) -> Respelling:
    """Each syllable (`before`: what stands before it) in its other spelling; `marked`: those that bear a mark."""
    both = {**table, **{new: old for old, new in table.items()}}
    words = "|".join(word for word in both if not (marked and word.isascii()))
    pattern = re.compile(rf"{before}(?:{words})(?!\w)", re.IGNORECASE)

    def other(match: re.Match[str]) -> str:
        new = both[match.group().lower()]
        return "".join(c.upper() if old.isupper() else c for c, old in zip(new, match.group(), strict=True))

    return lambda text: pattern.sub(other, text)


def in_turn(chars: str) -> Callable[[], str]:
    """What gives one after another of some characters, and begins anew."""
    each = cycle(chars)
    return lambda: next(each)


def strewn(chars: str, text: str) -> str:
    """A character behind every third letter or digit that another one follows."""
    char = in_turn(chars)
    return re.sub(r"(\w\w\w)(?=\w)", lambda match: match.group() + char(), text)


def blanked(chars: str, text: str) -> str:
    """Other blanks for all blanks."""
    char = in_turn(chars)
    return re.sub(" ", lambda _: char(), text)


def tabbed(text: str) -> str:
    """Tabs for the blanks of the body's long lines: in the head and in short lines a tab parts columns."""
    body = re.sub(r"^.{100,}$", lambda line: BETWEEN.sub("\t", line.group()), text[HEAD:], flags=re.MULTILINE)
    return text[:HEAD] + body


BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
ENDS = {"VT": "\v", "FF": "\f", "CR": "\r", "CR LF": "\r\n", "NEL": "\u0085", "LS": "\u2028", "PS": "\u2029"}
COUNTED: Any = {"id": True, "why": True, "source": {"start": True, "end": True, "sentence": {"start", "end"}}}
UNSEEN = "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u2060\u2063\u2066\ufeff"
WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789%"}
RESPELLINGS: dict[str, Respelling] = {
    "tones placed otherwise": swapped(TONES, "(?<![qQ])"),
    # of a syllable that has its mark: in a scan that lost them "ti" is "tỉ" or "tỷ", and "ty" is another word
    "i and y": swapped(LETTERS, r"(?<!\w)", marked=True),
    "no-break blanks": partial(blanked, "\u00a0"),
    "all blanks in turn": partial(blanked, BLANKS),
    "tabs": tabbed,
    "two blanks": lambda text: BETWEEN.sub("  ", text),
    "a blank and a no-break blank": lambda text: BETWEEN.sub(" \u00a0", text),
    "fullwidth": lambda text: text.translate(WIDE),
    "eth": lambda text: text.replace("Đ", "\u00d0").replace("đ", "\u00f0"),
    "African D": lambda text: text.replace("Đ", "\u0189").replace("đ", "\u0256"),
    **{f"lines end in {name}": partial(re.sub, "\n", end) for name, end in ENDS.items()},
    "soft hyphens": partial(strewn, "\u00ad"),
    "zero-width blanks": partial(strewn, "\u200b"),
    "all unseen in turn": partial(strewn, UNSEEN),
    "all at once": lambda text: strewn("\u00ad", BETWEEN.sub("\u00a0 ", text).translate(WIDE)).replace("Đ", "\u00d0"),
}


def plain(value: Any) -> Any:
    """The same structure with its texts in one spelling."""
    if isinstance(value, str):
        return " ".join(lowered(composed(value).text).split())
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


def read_of(text: str) -> tuple[Any, Any, list[str]]:
    """Targets and head in one spelling, without what counts characters or is made of words; reasons of rejections."""
    found = stages.extract(text)
    for target in found.targets:
        assert text[target.source.start : target.source.end] == target.source.text
    order = {target.id: number for number, target in enumerate(found.targets)}
    targets = [
        target.model_dump(mode="json", exclude=COUNTED)
        | {"parent": order[target.parent] if target.parent is not None else None}
        for target in found.targets
    ]
    head = found.document.model_dump(mode="json", exclude={"id", "sha256", "source"})
    return plain(targets), plain(head), [rejected.reason for rejected in found.rejected]


@cache
def usual(path: Path) -> tuple[Any, Any, list[str]]:
    return read_of(read(path).raw)


@pytest.mark.parametrize("path", SPELT, ids=lambda path: path.name)
@pytest.mark.parametrize("name", RESPELLINGS)
def test_what_reads_the_same_gives_the_same_records(path: Path, name: str) -> None:
    targets, head, reasons = read_of(RESPELLINGS[name](read(path).raw))
    assert targets == usual(path)[0]
    assert head == usual(path)[1]
    assert reasons == usual(path)[2]


@pytest.mark.parametrize("name", RESPELLINGS)
def test_every_respelling_changes_a_document(name: str) -> None:
    assert any(RESPELLINGS[name](read(path).raw) != read(path).raw for path in SPELT)
