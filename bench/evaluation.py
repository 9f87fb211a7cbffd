"""Writes docs/evaluation.md: every annotated set, the fields with their support, the worst first.

    .venv/bin/python bench/evaluation.py [--more DIR]

DIR holds further documents with gold beside them (NAME.md or NAME.txt, NAME.jsonl, NAME.range.json).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.measure.evaluate import Score, evaluate, reliability, together
from extract.measure.gold import CORE
from extract.pipeline.components import extract, load
from extract.readers import read
from extract.write.json import text

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
NOTES = Path(__file__).parent / "evaluation.notes.md"
_PLAIN = {"kind", "indicator", "unit", "relation"}  # fields that every record has


def _documents(folder: Path) -> list[Path]:
    return [p for p in sorted(folder.glob("*")) if p.suffix in {".txt", ".md"} and p.with_suffix(".jsonl").exists()]


def _sets(more: Path | None) -> list[tuple[str, list[tuple[Path, Path]]]]:
    """Each set's name and its (gold, document) pairs."""
    corpora = ROOT / "corpora"
    clean = [(GOLD / f"{n}.jsonl", corpora / f"{n}.txt") for n in ("quang-ngai", "soc-trang", "tay-son", "phu-yen")]
    found = [
        ("The four clean documents of `corpora/`", clean),
        ("The damaged one (`dak-nong`)", [(GOLD / "dak-nong.jsonl", corpora / "dak-nong.txt")]),
    ]
    if more is not None:
        found.append(
            ("Four documents of 2025 on other subjects", [(p.with_suffix(".jsonl"), p) for p in _documents(more)])
        )
    unseen = [(p.with_suffix(".jsonl"), p) for p in _documents(GOLD / "unseen")]
    found.append(("Four texts written by people who had not seen the extractor", unseen))
    return found


def _support(golds: Sequence[Path]) -> dict[str, int]:
    """How many gold records say something in each field."""
    rows = [json.loads(line) for path in golds for line in path.read_text("utf-8").splitlines() if line.strip()]
    return {field: sum(field in _PLAIN or row.get(field) is not None for row in rows) for field in CORE}


def _section(name: str, scores: Sequence[Score], golds: Sequence[Path]) -> list[str]:
    total, support = together(scores), _support(golds)
    figures = total.figures()
    lines = [
        f"## {name}",
        "",
        "| document | wanted | given | found F1 | strict F1 | words |",
        "|---|---|---|---|---|---|",
    ]
    for score in [*scores, total] if len(scores) > 1 else scores:
        each = score.figures()
        title = "**together**" if score is total else Path(score.name).stem
        lines.append(
            f"| {title} | {score.wanted} | {score.given} | {each['found_f1']:.3f} | {each['strict_f1']:.3f} "
            f"| {each['words']:.3f} |"
        )
    lines += ["", "| field | records that state it | right among found |", "|---|---|---|"]
    fields = figures["fields"]
    lines += [f"| {f} | {support[f]} | {fields[f]:.3f} |" for f in sorted(fields, key=lambda f: (fields[f], f))]
    lines += ["", "| confidence | records | strictly right |", "|---|---|---|"]
    lines += [
        f"| {b['from']:.2f}–{b['to']:.2f} | {b['records']} | {b['right']:.3f} |" for b in reliability(total.judged)
    ]
    return [*lines, ""]


def main() -> None:
    """Measure every set and write the page."""
    parser = argparse.ArgumentParser(description="Writes docs/evaluation.md.")
    parser.add_argument("--more", type=Path, help="a folder of further annotated documents")
    more = parser.parse_args().more
    nlp = load()
    lines = [NOTES.read_text("utf-8")]
    with TemporaryDirectory() as folder:
        for name, pairs in _sets(more):
            files = []
            for gold, document in pairs:
                output = Path(folder) / f"{document.stem}.json"
                output.write_text(text(extract(read(document), nlp)), "utf-8")
                files.append((gold, output))
            scores = list(evaluate(files, indicators=GOLD / "INDICATORS.tsv"))
            lines += _section(name, scores, [gold for gold, _ in pairs])
    (ROOT / "docs" / "evaluation.md").write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
