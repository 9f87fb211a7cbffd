"""The parts of the soak, in the order in which they are tried."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.soak.ledger import Part


def _part(name: str, goal: int, promised: str, how: str) -> Part:
    def attempt(number: int, folder: Path) -> str:  # what a part needs is loaded where it is tried
        told: str = import_module(f"tests.soak.{name}").attempt(number, folder)
        return told

    return Part(name, goal, promised, how, attempt)


PARTS = (
    _part(
        "texts",
        100_000,
        "No text raises an error; each record's span holds what it says; no number is lost.",
        "Stretches of all gold documents cut up, doubled and swapped, words of the rules and odd characters put in, "
        "through all stages without the guard of paragraphs.",
    ),
    _part(
        "files",
        20_000,
        "Any bytes are a document that is read or an error of a known code, within 30 s, and leave no file.",
        "Documents of 16 formats with bytes, tokens and elements inserted, cut, doubled, spliced and flipped.",
    ),
    _part(
        "hostile",
        5_000,
        "An output, verdict store, gold, suggestion or weight file that cannot be what it says is told in one line "
        "with exit code 1 or 2; nothing is written of it, outside of what was asked for, or left.",
        "Real files with types, numbers, texts, offsets and depths exchanged, lines doubled and lost, bytes torn; "
        "through show, compare, diff, review, suggest, evaluate, track, exports, apply, gold import, accept, serve "
        "(whose folder may vanish meanwhile).",
    ),
    _part(
        "kills",
        200,
        "A run that is ended by any signal leaves whole outputs, no process and no file a second after, prints no "
        "traceback; a worker's or the fork server's end does not end the run; the next completes to the same bytes.",
        "Three runs over 14 documents of 6 formats into one folder, each of which gets KILL, TERM, HUP, QUIT or INT at "
        "a random moment to the parent, or one to three of them to workers or the fork server; then one undisturbed.",
    ),
    _part(
        "disks",
        60,
        "A full disk is told in a line; whole outputs, no traceback, nothing left; with room again the next "
        "run completes.",
        "A file system of a random size, or of a few files, mounted in turn at the outputs, the cache and the "
        "temporary folder.",
    ),
    _part(
        "together",
        40,
        "Two runs into one folder both complete to the bytes of one.",
        "Two runs begun together or shortly after each other, with and without the cache.",
    ),
    _part(
        "churn",
        60,
        "Inputs may change while they are read: each is an output or a line; the next run's are those of a fresh "
        "folder.",
        "Files changed, cut off, renamed, removed, replaced by folders and links at random moments of a run.",
    ),
    _part(
        "serving",
        60,
        "`serve` answers any request below 500; what it has acknowledged survives its end at any moment.",
        "Random pages, verdicts, uploads and broken requests, KILL, TERM, HUP, QUIT or INT among them; started again, "
        "verdicts and uploads counted.",
    ),
)
