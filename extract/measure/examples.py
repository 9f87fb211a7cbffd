"""What weights are learnt from: documents with gold, extracted anew, each record beside the gold it pairs with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from glob import escape
from pathlib import Path
from typing import NamedTuple

import yaml

from extract.bind.period_evidence import key_of
from extract.bind.scene import Bound, Why
from extract.measure.evaluate import overlap, pairs, plain_count, same_period
from extract.measure.gold import Reading, annotated, extracted, known_ids, part, reading, stem
from extract.pipeline.following import followed
from extract.readers import of_text, read
from extract.rules.weight_rows import SlotName
from extract.sources.listing import listed

_MARK = re.compile(r"\[(?P<value>[^\[\]|]+)\|(?P<kind>target|actual)\]")
_BARREN = 0.5
"""How much a number of a text without records counts: each is met twice.  At 1 fewer real records are found (F1 of 40
real documents 0.976, not 0.981, 2026-11-29).
"""
_SUFFIXES = (".txt", ".md")
_PIECE = 400  # characters of a part of a text without records, which teaches as a text of its own
_BARE = {"đ": "d", "Đ": "D"}  # which have no decomposition


class Option(NamedTuple):
    """A period that a record might have had: its years (None: no period), whether it is that of the gold, and what was
    observed of it; `decided`: whether the rules of order chose it.
    """

    years: object
    right: bool
    decided: bool
    seen: Sequence[Why]


@dataclass(frozen=True, slots=True)
class Example:
    """A record that was extracted, with what was observed of it and the gold that it pairs with (None: nothing there).

    `document` names what is held out as one: the document, or several that belong together; `hand` whose it is.
    """

    document: str
    given: Reading
    gold: Reading | None
    seen: Mapping[SlotName, Sequence[Why]]
    options: Sequence[Option] = ()  # the periods that it might have had
    left_out: bool = False  # pairs with nothing, and counts neither as right nor as wrong
    open: bool = False  # pairs with nothing, but with what readers might or might not count
    share: float = 1.0  # how much it counts among those that teach
    hand: str = ""  # see hands.py


def examples(sets: Iterable[str], together: Sequence[Sequence[str]] = (), *, bare: bool = False) -> list[Example]:
    """The examples of all documents of some sets, in a fixed order.

    A set is a folder that holds <stem>.jsonl beside <stem>.txt (or .md), or GOLD=TEXTS where the texts lie in another,
    or a YAML file of short texts in which each value is marked with its kind ("đạt [80%|target]").  Documents whose
    stems begin with the prefixes of one group of `together` count as one.
    `bare`: of the texts without their diacritics, as a mark-stripper leaves them.  Raises GoldError, OSError.
    """
    found: list[Example] = []
    for each in sets:
        if each.endswith(".yaml"):
            for number, marked in enumerate(yaml.safe_load(Path(each).read_text("utf-8"))):
                found += _marked(f"{Path(each).stem}.{number}", marked)
            continue
        for text, gold, name in documents(each, together):
            found += taught(text, gold, name, bare=bare)
    return found


def taught(text: Path, gold: Path, document: str, *, bare: bool = False) -> list[Example]:
    """The examples of one document of a set: of its parts too where it holds no record; see `examples`."""
    made = examples_of(text, gold, document, bare=bare)
    if gold.read_bytes().strip():
        return made
    made += [each for piece in _pieces(read(text).raw) for each in _barren(piece, document)]
    return [replace(each, share=_BARREN) for each in made]


def _pieces(raw: str) -> Iterator[str]:
    """The paragraphs of a text, short ones joined: what is no record in it is none in a part of it either."""
    if len(raw) < 2 * _PIECE:
        return
    piece = ""
    for paragraph in re.split(r"\n\s*\n", raw):
        piece = f"{piece}\n\n{paragraph}" if piece else paragraph
        if len(piece) >= _PIECE:
            yield piece
            piece = ""
    if piece:
        yield piece


def _barren(text: str, document: str) -> list[Example]:
    """The examples of a text that holds no record."""
    made = followed(of_text(text), candidates=True)
    return beside(document, [(extracted(target, frozenset()), bound) for bound, target in made], [])


def documents(set_: str, together: Sequence[Sequence[str]] = ()) -> Iterator[tuple[Path, Path, str]]:
    """Each text of a set with its gold, and the name under which it is held out."""
    gold, _, texts = set_.partition("=")
    for path in listed(Path(gold), "*.jsonl"):
        name = stem(path)
        text = next((p for s in _SUFFIXES if (p := Path(texts or gold) / f"{name}{s}").exists()), None)
        if text is not None:
            yield text, path, _group(name, together)


def stems(sets: Iterable[str], together: Sequence[Sequence[str]] = ()) -> frozenset[str]:
    """The names that `examples` gives the documents of some folders."""
    return frozenset(name for each in sets for *_, name in documents(each, together))


def _group(name: str, together: Sequence[Sequence[str]]) -> str:
    return next(("+".join(group) for group in together if name.startswith(tuple(group))), name)


def bared(text: str) -> str:
    """A text without its diacritics; each character stays one, so that spans still hold."""
    return "".join(_BARE.get(c) or unicodedata.normalize("NFD", c)[0] for c in text)


def text_of(gold: Path, folder: Path) -> Path | None:
    """The document in a folder that a gold file annotates: of its name, whatever its format."""
    named = [path for path in listed(folder, f"{escape(stem(gold))}.*") if path.suffix not in {".json", ".jsonl"}]
    return next((path for path in named if path.stem == stem(gold)), None)


def examples_of(text: Path, gold: Path, document: str, *, bare: bool = False) -> list[Example]:
    """The examples of one document; see `examples`.  Raises GoldError, ReadError, OSError."""
    ids = known_ids(gold)
    bounds = part(gold)
    given: list[tuple[Reading, Bound]] = []
    source = of_text(bared(read(text).raw)) if bare else read(text)
    for made, target in followed(source, candidates=True):
        each = extracted(target, ids)
        if bounds is None or bounds[0] <= each.start < bounds[1]:
            given.append((each, made))
    return beside(document, given, annotated(gold))


def beside(
    document: str, given: Sequence[tuple[Reading, Bound]], wanted: Sequence[Reading], *, whole: bool = True
) -> list[Example]:
    """The examples of a document: its records beside the gold that each pairs with (`whole`: that tells periods)."""
    paired = {j: wanted[i] for i, j in pairs(wanted, [reading for reading, _ in given], overlap)}
    ignored = [each for each in wanted if each.ignored]
    return [
        Example(
            document, reading, paired.get(j), made.seen, options(made, paired.get(j) if whole else None),
            left_out=j not in paired and (plain_count(reading) or beside_ignored),
            open=j not in paired and beside_ignored,
        )
        for j, (reading, made) in enumerate(given)
        for beside_ignored in [any(overlap(each, reading) for each in ignored)]
    ]  # fmt: skip


def options(made: Bound, gold: Reading | None) -> list[Option]:
    """The periods that a record might have had; none where the gold does not say which is right."""
    if gold is None or gold.ignored or "period" in gold.unscored:
        return []
    decided = key_of(made.by_order)
    found = []
    for when, seen in made.offered:
        given = None if when is None else (when.type, when.start, when.end)
        key = key_of(when)
        found.append(Option(key, same_period(gold.core["period"], given), key == decided, seen))
    return found


def _marked(document: str, marked: str) -> list[Example]:
    """The examples of a short text whose values are marked with their kind; nothing else of them is known."""
    parts, wanted, at = [], [], 0
    length = 0
    for match in _MARK.finditer(marked):
        parts += [marked[at : match.start()], match["value"]]
        start = length + match.start() - at
        length = start + len(match["value"])
        at = match.end()
        wanted.append(reading({"start": start, "end": length, "value_text": match["value"], "kind": match["kind"]}))
    text = "".join([*parts, marked[at:]])
    given = [(extracted(target, frozenset()), made) for made, target in followed(of_text(text), candidates=True)]
    return [replace(each, open=each.gold is None) for each in beside(document, given, wanted, whole=False)]
