"""Texts as nobody would write them: stretches of all gold documents, cut up and mixed, never raise and lose nothing.

`CHITIEU_MUTATIONS=100000 python -m pytest -n 2 tests/test_mutated_texts.py` for more; a failure names the seed.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.contract.faults import UNGUARDED
from extract.contract.model import Extraction
from extract.language.cleaning import HIDDEN
from extract.pipeline import stages
from extract.readers import of_text

ROOT = Path(__file__).parent.parent
MUTATIONS = int(os.environ.get("CHITIEU_MUTATIONS", "1200"))
_PARTS = 8
_TEXTS = [*ROOT.glob("corpora/*.txt"), *ROOT.glob("tests/gold/*.txt"), *ROOT.glob("tests/gold/unseen/*.[tm][xd]*")]
_RULES = ("values", "periods", "rejects", "phrases", "relations", "headings", "tiers")
_ODD = (
    "\u00a0", "\u2009", "\u3000", "\u200b", "\u00ad", "\ufeff", "\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028",
    "\u2029", "\r", "\t", "\n", "\n\n", "\n- ", "\na) ", "\nII. ", "\n| ", "\n|\n", "\n[^1]: ", "[^1]", "<br>",
    "<table><tr><td>", "</td>", "²", "①", "½", "٣", "۵%", "５％", "𝟗", "\u0301", "ﬁ", "İ", "ẞ", "Ð", "\ue000",
    "\U0010ffff", "|", "(", ")", "[", "]", "*", "**", "…", "...", "“", "”", ";", ":", ".", ",", "%", "/", "-",
)  # fmt: skip
_NUMBERS = (
    "0", "1", "5", "12", "63", "100", "2020", "2025", "2030", "1.000", "3,5", "80%", "5/63", "20-25/63", "0/0",
    "1.200 tỷ đồng", "(trên 80%)", "2021-2025", "9" * 15, "9" * 25, "9" * 5000, "1e999", "-5%", "từ 5% đến 3%",
)  # fmt: skip
_WORDS = (
    "tỷ lệ hộ nghèo", "thủ tục hành chính", "Chỉ số PAPI", "GRDP", "cấp xã", "UBND tỉnh", "trong đó", "tương ứng",
    "lần lượt", "và", "từ", "lên", "đến", "so với", "trừ", "hiện nay", "đến nay", "gấp đôi", "lần",
    "gấp đôi hiện nay", "Nơi nhận:",
    "NGHỊ QUYẾT", "ngày 31 tháng 02 năm 2021", "Điều 1.",
)  # fmt: skip


@cache
def texts() -> tuple[str, ...]:
    found = tuple(path.read_text("utf-8") for path in sorted(_TEXTS))
    assert len(found) >= 10
    return found


@cache
def _examples(name: str) -> tuple[str, ...]:
    """What the rows of a rule file read, by their examples."""
    rows = yaml.safe_load((ROOT / f"patterns/{name}.yaml").read_text("utf-8"))
    return tuple(example for row in rows for example in row.get("examples", ()) if isinstance(example, str))


@cache
def words() -> tuple[str, ...]:
    """Words of the rules: what sets them off is where they break."""
    examples = [example for name in _RULES for example in _examples(name)]
    cues = yaml.safe_load((ROOT / "patterns/cues.yaml").read_text("utf-8"))
    return (*examples, *_strings(cues), *_WORDS)


_UNSEEN = re.compile(f"[\u0300-\u036f{HIDDEN}]")


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _strings(each)


def _cut_up(pick: random.Random) -> str:
    """A stretch of a document with a dozen changes at most."""
    text = pick.choice(texts())
    begin = pick.randrange(max(1, len(text) - 100))
    text = text[begin : begin + pick.choice((100, 200, 400, 800))]
    for _ in range(pick.randint(1, 12)):
        at = pick.randrange(len(text) + 1)
        end = min(len(text), at + pick.choice((1, 1, 3, 10, 40, 120)))
        to = pick.randrange(len(text) + 1)
        parts = text.split(" ")
        one, two = pick.randrange(len(parts)), pick.randrange(len(parts))
        match pick.randrange(7):
            case 0:
                text = text[:at] + text[end:]
            case 1:
                text = text[:end] + text[at:end] + text[end:]
            case 2:
                text = text[:to] + text[at:end] + text[to:]
            case 3:
                text = text[:at] + pick.choice(_ODD) + text[at:]
            case 4:
                text = text[:at] + pick.choice(_NUMBERS) + text[at:]
            case 5:
                parts[one], parts[two] = parts[two], parts[one]
                text = " ".join(parts)
            case _:
                parts[one] = pick.choice(words())
                text = " ".join(parts)
    return text


def _mixed(pick: random.Random) -> str:
    """Words of the rules, numbers and odd characters in any order."""
    found = []
    for _ in range(pick.randint(4, 30)):
        if pick.random() < 0.25:  # a number and a time at once are what binding is about
            found += [pick.choice(_examples("values")), " ", pick.choice(_examples("periods"))]
        else:
            found.append(pick.choice(words()) if pick.random() < 0.4 else pick.choice((*_NUMBERS, *_WORDS)))
        found.append(pick.choice((" ", " ", " ", " ", ", ", "; ", ". ", ": ", " (", ") ", "", *_ODD)))
    return "".join(found)


def mutated(seed: str) -> str:
    """The text of a seed, always the same."""
    pick = random.Random(seed)
    return _cut_up(pick) if pick.random() < 0.7 else _mixed(pick)


def check(text: str, found: Extraction) -> None:
    """Spans that say what they hold, and no number that nobody looked at."""
    for target in found.targets:
        assert text[target.source.start : target.source.end] == target.source.text
        sentence = target.source.sentence
        assert 0 <= sentence.start <= target.source.start < target.source.end <= sentence.end <= len(text)
    for each in found.rejected:
        assert text[each.start : each.end] == each.text
    spans = [(t.source.start, t.source.end) for t in found.targets] + [(r.start, r.end) for r in found.rejected]
    for digits in re.finditer(r"\d+", text):
        if _alone(text, digits.start(), digits.end()):
            assert any(a <= digits.start() and digits.end() <= b for a, b in spans), digits


def _alone(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches text[start:end] where a reader sees it."""
    before, after = _UNSEEN.sub("", text[:start]), _UNSEEN.sub("", text[end:])
    return not before[-1:].isalnum() and not after[:1].isalnum() and after[:1] != "_" and before[-1:] != "_"


@pytest.mark.parametrize("part", range(_PARTS))
def test_mutated_texts_never_raise(part: int) -> None:
    for number in range(part, MUTATIONS, _PARTS):
        seed = f"text {number}"
        text = mutated(seed)
        try:
            found = stages.through(of_text(text), UNGUARDED)
            check(text, found)
            found.model_dump_json()
        except Exception as error:
            raise AssertionError(f"mutated({seed!r}): {text!r}") from error


def test_the_known_crashes_are_among_what_is_tried() -> None:
    """Else the test above would be one that cannot fail: each was found by such texts before it was mended."""
    every = [mutated(f"text {number}") for number in range(2400)]
    for known in (r"(?:lần|gấp đôi) (?:hiện nay|đến nay)", "\u00a0(?:tỷ lệ|số|chỉ số)"):
        assert any(re.search(known, text, re.IGNORECASE) for text in every), known
