"""The whole way: a pattern is changed, or a text reordered, and the diff shows what that did and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.contract.model import Extraction, Target
from extract.pipeline.components import extract
from extract.pipeline.components import load as pipeline
from extract.readers import of_text
from extract.views.diff import between, read_sides
from extract.views.diff.changes import Document
from extract.write.outputs import load

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("phu-yen", "soc-trang")
NLP = pipeline()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with rule data of its own: the code is this one's."""
    (tmp_path / "extract").symlink_to(ROOT / "extract")
    for file in (ROOT / "patterns").rglob("*.*"):
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    (tmp_path / "corpora").mkdir()
    for name in DOCUMENTS:
        (tmp_path / f"corpora/{name}.txt").write_bytes((ROOT / f"corpora/{name}.txt").read_bytes())
    return tmp_path


def _extracted(checkout: Path, out: str) -> None:
    command = [sys.executable, "-m", "extract", "extract", "corpora", "--out", out, "--quiet"]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def _edited(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, f"{path.name} no longer holds {old!r}: choose another change for this test"
    path.write_text(text.replace(old, new), "utf-8")


def _records(folder: Path) -> Iterator[tuple[Extraction, Target]]:
    for extraction in load([folder]):
        for target in extraction.targets:
            yield extraction, target


def _using(folder: Path, rule: str, words: str) -> set[tuple[str, str]]:
    """Document and id of the records in which a rule used these words."""
    corpora = folder.parent / "corpora"
    found = set()
    for extraction, target in _records(folder):
        raw = (corpora / f"{extraction.document.id}.txt").read_bytes().decode("utf-8-sig")
        if any(why.rule == rule and raw[why.start : why.end].lower() == words for why in target.why):
            found.add((extraction.document.id, target.id))
    return found


Spot = tuple[str, int, int]


def _spot(document: str, target: Target) -> Spot:
    return document, target.source.start, target.source.end


def _said(folder: Path) -> dict[Spot, list[str]]:
    """What the records on each stretch of text say, worked out without any matching."""
    found: defaultdict[Spot, list[str]] = defaultdict(list)
    for extraction, target in _records(folder):
        said = target.model_dump_json(exclude={"id", "parent", "why", "confidence"})
        found[_spot(extraction.document.id, target)].append(said)
    return {spot: sorted(each) for spot, each in found.items()}


def test_a_change_in_one_pattern_shows_exactly_the_records_it_touched(checkout: Path) -> None:
    _extracted(checkout, "before")
    _edited(checkout / "patterns/relations.yaml", "'(?:tối thiểu|ít nhất|", "'(?:ít nhất|")
    _extracted(checkout, "after")
    old, new = read_sides(str(checkout / "before"), str(checkout / "after"), checkout)
    diff = between(old.documents, new.documents)
    changed = [(document.id, pair) for document in diff.documents for pair in document.changed]
    before, after = (_said(checkout / name) for name in ("before", "after"))
    affected = {spot for spot in before.keys() | after.keys() if before.get(spot) != after.get(spot)}
    shown = {_spot(id, pair.old) for id, pair in changed}
    shown |= {_spot(each.id, single.target) for each in diff.documents for single in (*each.gained, *each.lost)}
    shown |= {  # a name that is passed down to the next value changes its words alone
        _spot(document.id, pair.old)
        for document in diff.documents
        for pair in document.minor
        if any(field.name == "indicator_text" for field in pair.fields)
    }
    assert shown == affected
    touched = _using(checkout / "before", "relation.ge.before", "tối thiểu")
    assert len(touched) > 10
    told = {(id, pair.old.id): pair for id, pair in changed}
    assert touched <= told.keys()
    for key in touched:
        assert ("relation", "ge", "eq") in [(field.name, field.old, field.new) for field in told[key].fields]
        assert "relation.ge.before" in told[key].rules.gone
    sizes = [sum(map(len, side.values())) for side in (before, after)]
    assert sizes[0] - diff.totals.lost + diff.totals.gained == sizes[1]


def test_a_pattern_that_no_longer_matches_loses_its_records_and_says_where_the_numbers_went(checkout: Path) -> None:
    _extracted(checkout, "before")
    _edited(checkout / "patterns/values.yaml", "'(?P<n>{plain_num})\\s*{percent}'", "'(?P<n>{num})\\s*phần\\s+nghìn'")
    _extracted(checkout, "after")
    old, new = read_sides(str(checkout / "before"), str(checkout / "after"), checkout)
    diff = between(old.documents, new.documents)
    lost = [(document.id, single) for document in diff.documents for single in document.lost]
    before, after = (_said(checkout / name).keys() for name in ("before", "after"))
    assert {_spot(id, single.target) for id, single in lost} == before - after
    wanted = [t.id for _, t in _records(checkout / "before") if any(why.rule == "value.percent" for why in t.why)]
    assert len(wanted) > 20
    assert set(wanted) <= {single.target.id for _, single in lost}
    assert diff.rules["value.percent"].gone == len(wanted)
    assert all(single.reason or single.elsewhere for _, single in lost)
    gained = {_spot(document.id, single.target) for document in diff.documents for single in document.gained}
    assert gained == after - before


TITLE = "ỦY BAN NHÂN DÂN TỈNH PHÚ YÊN\n\nKẾ HOẠCH\nCải cách hành chính\n\n"
ITEMS = (
    "- Đến năm 2025, tối thiểu 80% hồ sơ thủ tục hành chính được giải quyết đúng hạn.",
    "- Năm 2025, tối thiểu 95% người dân hài lòng về giải quyết thủ tục hành chính.",
    "- Đến năm 2025, ít nhất 60% hồ sơ được tiếp nhận trực tuyến; ít nhất 60% văn bản được ký số.",
    "- Giai đoạn 2021 - 2025, giảm 10% biên chế sự nghiệp hưởng lương từ ngân sách nhà nước.",
    "- Đến năm 2030, tỷ lệ hộ nghèo còn dưới 3%.",
)


def _text(items: tuple[str, ...], first: str = "I. MỤC TIÊU", second: str = "") -> str:
    return TITLE + first + "\n" + "\n".join(items) + "\n" + second


def _one(old: str, new: str) -> Document:
    sides = [extract(of_text(text), NLP).model_copy() for text in (old, new)]
    (document,) = between({"d": sides[0]}, {"d": sides[1]}).documents
    assert len(sides[0].targets) > 4
    return document


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (1, 0, 2, 3, 4), (2, 4, 0, 3, 1)])
def test_a_reordered_list_gives_no_gain_and_no_loss(order: tuple[int, ...]) -> None:
    document = _one(_text(ITEMS), _text(tuple(ITEMS[i] for i in order)))
    assert document.source_changed
    counts = document.counts
    assert (counts.gained, counts.lost, counts.changed, counts.minor) == (0, 0, 0, 0)
    assert counts.moved > 0


def test_a_moved_paragraph_gives_no_gain_and_no_loss() -> None:
    tail = "\nII. CHỈ TIÊU KHÁC\n"
    old = _text(ITEMS[:3], second=tail + "\n".join(ITEMS[3:]) + "\n")
    new = _text(ITEMS[1:3], second=tail + "\n".join((*ITEMS[3:], ITEMS[0])) + "\n")
    document = _one(old, new)
    counts = document.counts
    assert (counts.gained, counts.lost, counts.changed) == (0, 0, 0)
    for pair in document.minor:  # those it stood beside are as sure as those that now stand beside them let them be
        (field,) = pair.fields
        assert field.name == "confidence"
        assert abs(pair.old.confidence - pair.new.confidence) < 0.03


def test_a_new_and_a_struck_item_are_the_only_gain_and_loss() -> None:
    extra = "- Đến năm 2025, tối thiểu 70% doanh nghiệp nộp thuế điện tử."
    document = _one(_text(ITEMS), _text((extra, *ITEMS[1:])))
    counts = document.counts
    assert (counts.gained, counts.lost, counts.changed, counts.minor) == (1, 1, 0, 0)
    assert (document.gained[0].target.measure.value, document.lost[0].target.measure.value) == (70, 80)


def test_an_amended_item_is_a_change() -> None:
    amended = (ITEMS[0].replace("80%", "85%"), *ITEMS[1:4], ITEMS[4].replace("2030", "2028"))
    document = _one(_text(ITEMS), _text(amended))
    names = [[f.name for f in pair.fields if f.core and f.name != "sentence"] for pair in document.changed]
    assert names == [["value"], ["period"]]
    assert (document.counts.gained, document.counts.lost) == (0, 0)
