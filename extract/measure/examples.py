"""What weights are learnt from: documents with gold, extracted anew, each record beside the gold it pairs with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from extract.bind.scene import Bound, Why
from extract.contract.model import Target
from extract.measure.evaluate import overlap, pairs
from extract.measure.gold import Reading, annotated, extracted, known_ids, part, reading, stem
from extract.pipeline.stages import bound, guard, headed, mentioned, outlined, restored
from extract.readers import of_text, read
from extract.records.targets import targets_of
from extract.rules.weight_rows import SlotName
from extract.sources.source import Source

_MARK = re.compile(r"\[(?P<value>[^\[\]|]+)\|(?P<kind>target|actual)\]")
_SUFFIXES = (".txt", ".md")


@dataclass(frozen=True, slots=True)
class Example:
    """A record that was extracted, with what was observed of it and the gold that it pairs with (None: nothing there).

    `document` names what is held out as one: the document, or several that belong together.
    """

    document: str
    given: Reading
    gold: Reading | None
    seen: Mapping[SlotName, Sequence[Why]]


def examples(sets: Iterable[str], together: Sequence[Sequence[str]] = ()) -> list[Example]:
    """The examples of all documents of some sets, in a fixed order.

    A set is a folder that holds <stem>.jsonl beside <stem>.txt (or .md), or GOLD=TEXTS where the texts lie in another,
    or a YAML file of short texts in which each value is marked with its kind ("đạt [80%|target]").  Documents whose
    stems begin with the prefixes of one group of `together` count as one.  Raises GoldError, OSError.
    """
    found: list[Example] = []
    for each in sets:
        if each.endswith(".yaml"):
            for number, marked in enumerate(yaml.safe_load(Path(each).read_text("utf-8"))):
                found += _marked(f"{Path(each).stem}.{number}", marked)
            continue
        for text, gold in _documents(each):
            found += _examples_of(text, gold, _group(text.stem, together))
    return found


def _documents(set_: str) -> Iterator[tuple[Path, Path]]:
    """Each text of a set with its gold."""
    gold, _, texts = set_.partition("=")
    for path in sorted(Path(gold).glob("*.jsonl")):
        name = stem(path)
        text = next((p for s in _SUFFIXES if (p := Path(texts or gold) / f"{name}{s}").exists()), None)
        if text is not None:
            yield text, path


def _group(name: str, together: Sequence[Sequence[str]]) -> str:
    return next(("+".join(group) for group in together if name.startswith(tuple(group))), name)


def _examples_of(text: Path, gold: Path, document: str) -> list[Example]:
    ids = known_ids(gold)
    bounds = part(gold)
    given: list[tuple[Reading, Bound]] = []
    for target, made in _extracted(read(text)):
        each = extracted(target, ids)
        if bounds is None or bounds[0] <= each.start < bounds[1]:
            given.append((each, made))
    wanted = annotated(gold)
    beside = {j: wanted[i] for i, j in pairs(wanted, [each for each, _ in given], overlap)}
    return [Example(document, each, beside.get(j), made.seen) for j, (each, made) in enumerate(given)]


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
    given = [(extracted(target, frozenset()), made) for target, made in _extracted(of_text(text))]
    beside = {j: wanted[i] for i, j in pairs(wanted, [each for each, _ in given], overlap)}
    return [Example(document, each, beside.get(j), made.seen) for j, (each, made) in enumerate(given)]


def _extracted(source: Source) -> Iterator[tuple[Target, Bound]]:
    """The records of a document, each with what binding made of it."""
    safe = guard()
    text = restored(source, safe)
    shape, low = outlined(source, text, safe)
    mentions = mentioned(shape, low, safe)
    binder = bound(source, shape, low, mentions, headed(source, shape, text, safe), safe)
    for made in binder.bound:
        for target in targets_of(source, shape, [made]):
            yield target, made
