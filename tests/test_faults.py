"""A fault costs what it touches: a rule that raises, or never ends, is put into every stage from layout on."""

from __future__ import annotations

import json
import re
import signal
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extract.cli.app import build
from extract.contract import faults
from extract.contract.faults import Guard, Part, TooLong, Unguarded
from extract.contract.model import Extraction
from extract.language.working import Working
from extract.mentions.finder import Places
from extract.mentions.scan import scanner
from extract.pipeline import components, stages
from extract.rules.errors import RuleError
from extract.run import batch
from extract.run.engines.inline import Inline

NLP = components.load()
MARK = "thuốc độc"
LOST = f"3. Tỷ lệ {MARK} được thu hồi đạt 71% đến năm 2025, tăng 17% so với năm 2020."
TEXT = f"""ỦY BAN NHÂN DÂN TỈNH PHÚ YÊN
Số: 12/KH-UBND
Phú Yên, ngày 05 tháng 3 năm 2021
KẾ HOẠCH
Cải cách hành chính giai đoạn 2021-2025

I. MỤC TIÊU ĐẾN NĂM 2025

1. Tỷ lệ hộ nghèo giảm còn 3% đến năm 2025.

2. Tối thiểu 80% hồ sơ được giải quyết đúng hạn.

{LOST}

4. Phấn đấu đến năm 2025, tỷ lệ dân số tham gia bảo hiểm y tế đạt 95%.

| TT | Chỉ tiêu | Đơn vị | Năm 2025 |
|---|---|---|---|
| 1 | Tỷ lệ che phủ rừng | % | 48 |
| 2 | Tỷ lệ đô thị hóa | % | 40 |

5. Thu nhập bình quân đầu người đạt 80 triệu đồng/người/năm vào năm 2025.

Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn An
"""
AT = TEXT.index(LOST), TEXT.index(LOST) + len(LOST)
Extract = Callable[[str], Extraction]


class PanicException(BaseException):
    """What a panic of a compiled extension is called."""


@pytest.fixture(params=["stages", "spaCy"])
def extract(request: pytest.FixtureRequest) -> Extract:
    """The two ways to extract."""
    return stages.extract if request.param == "stages" else lambda text: components.extract(text, NLP)


def poisoned(*args: Any) -> bool:
    """Whether what a function is given is the paragraph with the mark: its text, or that of what it is made of."""
    first = args[0]
    if isinstance(first, str):
        return MARK in (first[args[1] : args[2]] if len(args) > 2 else first).lower()
    texts = [str(getattr(each, "text", "")) for each in args]
    place = next((each for each in args if hasattr(each, "clause")), None)
    if place is not None:
        texts.append(place.scene.low[place.clause.start : place.clause.end])
    if len(args) > 3 and isinstance(args[3], str):  # Nesting.add: the block's text
        texts.append(args[3])
    bound = next((each for each in args if hasattr(each, "sentence")), None)
    if bound is not None and hasattr(first, "working"):
        texts.append(first.working.text[slice(*bound.sentence)])
    if len(args) > 3 and isinstance(args[1], str):  # a method with (text, start, end)
        texts.append(args[1][args[2] : args[3]])
    return any(MARK in text.lower() for text in texts)


def inject(
    monkeypatch: pytest.MonkeyPatch,
    where: str,
    error: BaseException | Callable[[], None],
    when: Callable[..., bool] = lambda *_: True,
) -> list[int]:
    """Have the function `module:name` raise where it works on what `when` is true of; how often it did."""
    module, names = where.split(":")
    owner: Any = import_module(module)
    *inner, name = names.split(".")
    for each in inner:
        owner = getattr(owner, each)
    was, times = getattr(owner, name), [0]

    def raising(*args: Any, **named: Any) -> Any:
        if when(*args):
            times[0] += 1
            if not isinstance(error, BaseException):
                error()
            else:
                raise error
        return was(*args, **named)

    monkeypatch.setattr(owner, name, raising)
    return times


def values(found: Extraction) -> set[float | None]:
    return {target.measure.value for target in found.targets}


def accounted(found: Extraction) -> bool:
    """Whether each run of digits stands in a record or in what was rejected."""
    spans = [(t.source.start, t.source.end) for t in found.targets] + [(r.start, r.end) for r in found.rejected]
    return all(any(a <= m.start() and m.end() <= b for a, b in spans) for m in re.finditer(r"\d+", TEXT))


def assert_only_that_paragraph_is_lost(whole: Extraction, found: Extraction) -> None:
    """The records outside the marked paragraph are those of the whole document, in every field.

    Only their confidence may be a little off: it weighs the company of a record, which has become smaller.
    """
    kept = [t for t in whole.targets if not AT[0] <= t.source.start < AT[1]]
    assert [t.model_copy(update={"confidence": 0}) for t in kept] == [
        t.model_copy(update={"confidence": 0}) for t in found.targets
    ]
    assert [t.confidence for t in found.targets] == pytest.approx([t.confidence for t in kept], abs=0.02)


ALL = {3, 80, 71, 95, 48, 40}
BY_PARAGRAPH = [
    "extract.mentions.scan:Scanner.scan",
    "extract.bind.binder:sentences",
    "extract.bind.binder:analyse",
    "extract.bind.binder:no_measure",
    "extract.bind.binder:set_amount",
    "extract.bind.binder:find_subject",
    "extract.bind.binder:set_change",
    "extract.bind.binder:set_kind",
    "extract.bind.binder:set_period",
    "extract.bind.binder:set_level",
    "extract.bind.binder:spread",
    "extract.records.targets:name_of",
]
SIMPLER = [
    "extract.layout.lines:label_of",
    "extract.layout.outline:is_heading",
    "extract.layout.nesting:Nesting.add",
]
WHOLE = [
    "extract.layout.paragraphs:lines_of",
    "extract.layout.paragraphs:furniture",
    "extract.layout.paragraphs:layout_of",
    "extract.layout.paragraphs:continues",
    "extract.layout.paragraphs:_paragraphs",
    "extract.layout.paragraphs:tables_of",
    "extract.layout.tables:_flattened",
    "extract.layout.outline:ordered",
    "extract.layout.outline:replaced",
    "extract.layout.nesting:Nesting.add",
    "extract.pipeline.stages:outline",
    "extract.pipeline.stages:restore",
    "extract.mentions.finder:Places.promising",
    "extract.pipeline.stages:defined",
    "extract.bind.context:Context._mood_of",
    "extract.bind.context:Context._periods_of",
    "extract.bind.context:Context._lendable",
    "extract.pipeline.stages:account",
    "extract.pipeline.stages:struck",
    "extract.bind.binder:recipient_blocks",
    "extract.records.targets:_set_parents",
]


def test_the_document_is_read_whole_where_nothing_raises(extract: Extract) -> None:
    found = extract(TEXT)
    assert values(found) >= ALL
    assert [w.code for w in found.warnings] == []
    assert accounted(found)


@pytest.mark.parametrize("where", BY_PARAGRAPH)
@pytest.mark.parametrize("error", [KeyError("y"), PanicException("panic")], ids=["error", "panic"])
def test_a_paragraph_that_raises_loses_its_own_records(
    extract: Extract, monkeypatch: pytest.MonkeyPatch, where: str, error: BaseException
) -> None:
    whole = extract(TEXT)
    times = inject(monkeypatch, where, error, poisoned)
    found = extract(TEXT)
    assert times[0] > 0
    assert_only_that_paragraph_is_lost(whole, found)
    told = [w for w in found.warnings if w.code == "paragraph_failed"]
    assert len(found.warnings) == len(told) == 1
    assert MARK in TEXT[told[0].start : told[0].end].lower()
    assert AT[0] <= (told[0].start or 0) < (told[0].end or 0) <= AT[1]
    assert type(error).__name__ in told[0].message
    assert {"71", "17"} <= {r.text for r in found.rejected if r.reason == "unread"}
    assert accounted(found)


@pytest.mark.parametrize("where", SIMPLER)
def test_a_paragraph_whose_shape_cannot_be_told_is_a_plain_one(
    extract: Extract, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    assert inject(monkeypatch, where, KeyError("y"), poisoned) == [0]
    found = extract(TEXT)
    assert values(found) >= ALL - {48, 40}
    assert {w.code for w in found.warnings} == {"read_simply"}
    assert any(AT[0] <= (w.start or 0) and (w.end or 0) <= AT[1] for w in found.warnings)
    assert accounted(found)


@pytest.mark.parametrize("where", WHOLE)
def test_what_reads_the_whole_text_has_something_simpler_behind_it(
    extract: Extract, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    times = inject(monkeypatch, where, KeyError("y"))
    found = extract(TEXT)
    assert times[0] > 0
    assert values(found) >= {3, 80, 71, 95}
    assert {w.code for w in found.warnings} - {"issued_unknown", "province_unknown"} == {"read_simply"}
    assert accounted(found)


def test_each_block_is_searched_where_the_whole_text_cannot_be(
    extract: Extract, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = scanner().places

    def panicking(low: str, start: int = 0, end: int | None = None) -> Places:
        if start == 0 and len(low) > len(TEXT) // 2 and end in {None, len(low)}:
            raise PanicException
        return was(low, start, end)

    monkeypatch.setattr(scanner(), "places", panicking)
    found = extract(TEXT)
    assert values(found) >= ALL
    assert [w.code for w in found.warnings] == ["read_simply"]


@pytest.mark.parametrize("where", ["extract.bind.binder:bind_table", "extract.bind.tables.table:_record"])
def test_a_table_that_raises_loses_its_own_records(
    extract: Extract, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    inject(monkeypatch, where, IndexError("x"), lambda *args: where.endswith("table") or _row(args))
    found = extract(TEXT)
    assert values(found) >= ALL - {48, 40}
    assert (40 in values(found)) is where.endswith("_record")
    assert 48 not in values(found)
    assert [w.code for w in found.warnings] == ["paragraph_failed"]
    assert "che phủ rừng" in TEXT[found.warnings[0].start : found.warnings[0].end]
    assert accounted(found)


def _row(args: tuple[Any, ...]) -> bool:
    spot = args[0]
    return "che phủ rừng" in spot.scene.low[spot.row.block.start : spot.row.block.end]


def test_a_record_that_is_not_valid_is_lost_alone(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = extract(TEXT)
    was = import_module("extract.records.targets")._target

    def invalid(document: object, outline: object, bound: Any, *rest: Any) -> dict[str, object]:
        made: dict[str, object] = was(document, outline, bound, *rest)
        return {**made, "kind": "odd"} if bound.value == 71 else made

    monkeypatch.setattr("extract.records.targets._target", invalid)
    found = extract(TEXT)
    assert [t for t in whole.targets if t.measure.value != 71] == list(found.targets)
    assert [w.code for w in found.warnings] == ["paragraph_failed"]


HEAD = {
    "extract.head.stated:found_date": {"issued"},
    "extract.head.head:Signature": {"signer"},
    "extract.head.head:_placed": {"province"},
    "extract.head.head:decided": {"province"},
    "extract.head.head:_in_force": {"province"},
    "extract.head.head:_issuer": {"issuer"},
    "extract.head.head:_horizon": {"horizon"},
    "extract.head.head:_pages": set(),
    "extract.head.head:_not_before": set(),
    "extract.head.head:read_letterhead": {"issued", "number", "title", "type"},
    "extract.pipeline.stages:read_head": {"issued", "number", "title", "type", "issuer", "province", "signer"},
}


@pytest.mark.parametrize("where", HEAD)
def test_a_part_of_the_head_that_raises_is_null(extract: Extract, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    whole = extract(TEXT)
    times = inject(monkeypatch, where, KeyError("y"))
    found = extract(TEXT)
    if times[0] == 0:
        assert where.endswith("_not_before")  # the document has a date of its own
        return
    assert values(found) >= ALL
    assert "head_failed" in {w.code for w in found.warnings}
    for name in HEAD[where]:
        empty = "other" if name == "type" else None
        assert getattr(found.document, name) in (empty, None) or (where.endswith("_horizon") and name == "horizon")
    for name in {"number", "title", "type", "issued", "signer"} - HEAD[where]:
        assert getattr(found.document, name) == getattr(whole.document, name) is not None
    assert accounted(found)


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), SystemExit(3), MemoryError(), RuleError("values.yaml", None, "", "bad")]
)
@pytest.mark.parametrize("where", ["extract.layout.lines:label_of", BY_PARAGRAPH[0], BY_PARAGRAPH[6]])
def test_what_is_no_fault_of_the_text_is_not_swallowed(
    extract: Extract, monkeypatch: pytest.MonkeyPatch, where: str, error: BaseException
) -> None:
    inject(monkeypatch, where, error, poisoned)
    with pytest.raises(type(error)):
        extract(TEXT)


def endless() -> None:
    """A regular expression that would backtrack for years."""
    re.match(r"(?:a+)+$", "a" * 60 + "b")


@pytest.mark.parametrize("where", ["extract.bind.binder:find_subject", "extract.mentions.scan:Scanner.scan"])
def test_a_paragraph_that_never_ends_is_lost_alone(
    extract: Extract, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(faults, "BASE", 0.3)
    whole = extract(TEXT)
    inject(monkeypatch, where, endless, poisoned)
    before = signal.getsignal(signal.SIGVTALRM)
    started = time.thread_time()
    found = extract(TEXT)
    assert time.thread_time() - started < 5
    assert_only_that_paragraph_is_lost(whole, found)
    assert [(w.code, "too long" in w.message) for w in found.warnings] == [("paragraph_failed", True)]
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_a_layout_that_never_ends_falls_back_to_lines(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "BASE", 0.2)
    inject(monkeypatch, "extract.layout.paragraphs:lines_of", endless)
    found = extract(TEXT)
    assert values(found) >= {3, 80, 71, 95}
    assert "read_simply" in {w.code for w in found.warnings}


def test_without_a_timer_the_time_is_looked_at_between_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a thread that is not the main one there are no signals."""
    monkeypatch.setattr(faults, "BASE", 0.1)

    def busy() -> None:
        until = time.thread_time() + 0.5
        while time.thread_time() < until:
            pass

    times = inject(monkeypatch, "extract.bind.binder:no_measure", busy, poisoned)
    found: list[Extraction] = []
    thread = threading.Thread(target=lambda: found.append(stages.extract(TEXT)))
    thread.start()
    thread.join()
    assert times == [1], "it was stopped before its second value"
    assert [w.code for w in found[0].warnings] == ["paragraph_failed"]
    assert values(found[0]) >= ALL - {71}


def test_a_timer_that_somebody_else_uses_is_left_alone() -> None:
    def theirs(number: int, frame: object) -> None:
        raise AssertionError

    before = signal.signal(signal.SIGVTALRM, theirs)
    try:
        stages.extract(TEXT)
        assert signal.getsignal(signal.SIGVTALRM) is theirs
    finally:
        signal.signal(signal.SIGVTALRM, before)


TEXT_OF = Working.of("abc")


def _fails(error: BaseException) -> None:
    raise error


def test_the_innermost_part_is_lost_and_each_once() -> None:
    guard = Guard()
    inner, outer = Part("bind", TEXT_OF, 0, 1), Part("bind", TEXT_OF, 0, 3)
    assert guard.tried(outer, "no", lambda: guard.tried(inner, "inner", _fails, KeyError("y"))) == "inner"
    assert guard.tried(inner, "inner", _fails, KeyError("z")) == "inner"
    assert [(int(f.start), int(f.end), f.error) for f in guard.faults] == [(0, 1, "KeyError: 'y'")]


def test_where_the_time_of_the_whole_is_over_the_whole_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "BASE", 0.05)
    guard = Guard()
    inner, outer = Part("bind", TEXT_OF, 0, 1), Part("bind", TEXT_OF, 0, 3)

    def work() -> str:
        until = time.thread_time() + 0.2
        while time.thread_time() < until:
            pass
        return guard.tried(inner, "inner", guard.poll) or "done"

    assert guard.tried(outer, "outer", work) == "outer"
    assert [(int(f.start), int(f.end), f.error) for f in guard.faults] == [(0, 3, "it took too long")]


def test_parts_that_take_too_long_get_less_and_less(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "BASE", 0.6)
    guard = Guard()
    spent = []
    for at in range(4):
        started = time.thread_time()

        def work() -> None:
            while True:
                guard.poll()

        guard.tried(Part("bind", TEXT_OF, at % 3, 3), None, work)
        spent.append(time.thread_time() - started)
    assert spent[0] >= 0.6 > spent[1] >= 0.3 > spent[3]


def test_unguarded_lets_errors_through() -> None:
    for error in (KeyError("y"), TooLong()):
        with pytest.raises(type(error)):
            Unguarded().tried(Part("bind", TEXT_OF, 0, 3), None, _fails, error)


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two documents that are extracted in this process."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in" / "two.txt").write_text(TEXT.replace(MARK, "chất thải"), "utf-8")
    monkeypatch.setattr(batch, "engine", lambda limits, jobs=0: Inline(stages.extract, limits))
    return tmp_path


def test_the_run_tells_what_was_lost(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inject(monkeypatch, "extract.bind.binder:set_period", KeyError("y"), poisoned)
    out = written / "out"
    told = CliRunner().invoke(build("en"), ["extract", str(written / "in"), "--out", str(out), "--no-cache"])
    assert told.exit_code == 1
    assert "one.txt" in told.stderr
    lines = [json.loads(line) for line in (out / "errors.jsonl").read_text("utf-8").splitlines()]
    assert [(line["document"].split("/")[-1], line["code"]) for line in lines] == [("one.txt", "partial")]
    assert "paragraph" in lines[0]["message"]
    assert "KeyError: 'y'" in lines[0]["message"]
    warning = json.loads((out / "one.json").read_text("utf-8"))["warnings"]
    assert [set(each) for each in warning] == [{"code", "message", "start", "end"}]
    assert json.loads((out / "two.json").read_text("utf-8"))["warnings"] == []


@pytest.mark.parametrize(
    ("text", "value", "period"),
    [
        ("Đến năm 2030, số lượng khách du lịch gấp đôi hiện nay.", 2, 2030),
        ("Phấn đấu đến năm 2030 thu nhập bình quân đầu người tăng 1,5 lần hiện nay.", 1.5, 2030),
        ("Đến năm 2030, năng suất lao động gấp 2 lần đến nay.", 2, 2030),
        ("Đến năm 2030, năng suất lao động gấp 2 lần hiện tại.", 2, 2030),
    ],
)
def test_a_comparison_with_now_has_no_baseline_year(text: str, value: float, period: int) -> None:
    found = stages.extract(text)
    assert "paragraph_failed" not in {w.code for w in found.warnings}
    record = next(t for t in found.targets if t.measure.value == value)
    assert record.baseline is None
    assert record.period is not None
    assert (record.period.type, record.period.end) == ("by", period)


def test_a_comparison_with_a_year_has_it() -> None:
    record = stages.extract("Đến năm 2030, năng suất lao động gấp 1,4 lần năm 2024.").targets[0]
    assert record.baseline is not None
    assert (record.baseline.start, record.baseline.end) == (2024, 2024)


def test_a_blank_that_is_no_space_before_a_name_ends_nothing() -> None:
    found = stages.extract("Đến năm 2025,\u00a0tỷ lệ hộ nghèo giảm còn 3%.")
    assert "paragraph_failed" not in {w.code for w in found.warnings}
    assert [t.measure.value for t in found.targets] == [3]
