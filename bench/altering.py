"""What is changed in a generated document: values of gold, years and places, text and gold alike."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blocks import Gold, Piece

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FIELDS = ("value", "upper", "out_of")
_YEARS = range(-6, 4)  # documents of ten years, none of them after the provinces were merged


def _written(number: float, like: str) -> str:
    """A number as `like` is written: decimals, thousands points and a leading nought as there."""
    if "," in like:
        return f"{number:.{len(like.split(',')[1])}f}".replace(".", ",")
    plain = f"{int(number):,}".replace(",", ".") if int(number) >= 1000 and "." in like else str(int(number))
    return plain.zfill(2) if like[0] == "0" else plain


def _percent(chance: random.Random, old: float, like: str) -> float:
    """Another share near the old one; all of it mostly stays all of it."""
    if "," in like:
        decimals = len(like.split(",")[1])
        return round(min(99.9, max(0.5, old * chance.uniform(0.8, 1.2))), decimals)
    if old == 100:
        return 100 if chance.random() < 0.7 else chance.randrange(85, 100, 5)
    if old % 5:
        return chance.randint(1, 9)
    return min(95, max(5, old + 5 * chance.randint(-4, 4)))


def _numbers(chance: random.Random, record: Gold, old: Sequence[float], written: Sequence[str]) -> list[float]:
    """New numbers in the place of the old ones, of the same kind and order."""
    unit = record["unit"]
    if unit == "percent":
        new = [_percent(chance, number, like) for number, like in zip(old, written, strict=True)]
        return new if len(new) == 1 or new[0] < new[1] else [new[0], min(99, new[0] + 10)]
    if unit == "rank":
        most = record["out_of"] or 60
        new = [float(chance.randint(2, most)) for _ in old]
    elif unit == "ratio":
        whole = int(old[-1] * chance.uniform(0.8, 1.3)) + 1
        return [max(1, round(whole * old[0] / old[-1] * chance.uniform(0.8, 1))), whole]
    else:
        new = [max(1, round(number * chance.uniform(0.6, 1.6))) for number in old]
    if record["out_of"] is not None:
        new[-1] = record["out_of"]
    if record["upper"] is not None and new[0] >= new[1]:
        new[0], new[1] = min(new[:2]), max(new[:2]) + (new[0] == new[1])
    return new


def value(chance: random.Random, piece: Piece) -> tuple[str, dict[str, Any]]:
    """A gold value altered: its text and the fields of gold that follow; as it was where it holds no number."""
    record = piece.gold[0]
    names = [name for name in _FIELDS if record[name] is not None]
    spans = list(_NUMBER.finditer(piece.text))
    if not names or len(names) != len(spans) or (len(piece.gold) > 1 and record["value"] == 100):
        return piece.text, {}  # the whole of several tiers is read as each tier's, another share is not
    written = [found.group() for found in spans]
    new = _numbers(chance, record, [record[name] for name in names], written)
    texts = [_written(number, like) for number, like in zip(new, written, strict=True)]
    text = piece.text
    for found, number in reversed(list(zip(spans, texts, strict=True))):
        text = text[: found.start()] + number + text[found.end() :]
    fields = {name: float(each.replace(".", "").replace(",", ".")) for name, each in zip(names, texts, strict=True)}
    return text, {name: int(each) if each == int(each) else each for name, each in fields.items()}


@dataclass(frozen=True, slots=True)
class Setting:
    """The years and the places of one generated document."""

    years: int
    places: Mapping[str, str]
    """New names by old, as they are written and in capitals."""

    def plain(self, piece: Piece) -> str:
        """The text of a piece that is no value."""
        if piece.slot == "year":
            return str(int(piece.text) + self.years)
        return self.places.get(piece.text, piece.text) if piece.slot == "place" else piece.text

    def _span(self, span: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        return span and {key: each + self.years if isinstance(each, int) else each for key, each in span.items()}

    def gold(self, record: Gold, start: int, text: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """A record at its new place, with its new value, years and names."""
        moved = {**record, "start": start, "end": start + len(text), "value_text": text, **fields}
        moved["period"], moved["baseline"] = self._span(record["period"]), self._span(record["baseline"])
        for old, new in self.places.items():
            moved["indicator_text"] = moved["indicator_text"].replace(old, new)
        return moved


def setting(chance: random.Random, places: Mapping[str, str]) -> Setting:
    """A setting for the next document; `places`: new names by old."""
    capitals = {old.upper(): new.upper() for old, new in places.items()}
    return Setting(chance.choice(_YEARS), {**places, **capitals})
