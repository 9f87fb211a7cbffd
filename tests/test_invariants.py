"""What holds of every extraction, tried on all of corpora/: spans, accounts, ids, sameness, stages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.catalogue import entries as catalogue
from extract.contract.codes import known
from extract.contract.model import Extraction, Target
from extract.pipeline.components import STAGES, extract, load
from extract.readers import Source, of_text, read
from extract.rules.loader import folder, load_yaml
from extract.run.batch import run
from extract.run.engines.inline import Inline
from extract.write.json import text as rendered
from tests.numbered import FREE
from tests.reading import NLP

ROOT = Path(__file__).parent.parent
NAMES = sorted(path.stem for path in (ROOT / "corpora").glob("*.txt"))
DAMAGED = {"dak-nong"}
SNAKE = re.compile(r"[a-z]+(?:_[a-z]+)*")

# Steps of binding that are code, not rows of patterns/: the registry says what each is.
CODE_RULES = known("step") | {"cues.decrease", "cues.increase"}


@cache
def source(name: str) -> Source:
    return read(ROOT / "corpora" / f"{name}.txt")


@cache
def extraction(name: str) -> Extraction:
    return extract(source(name), NLP)


def spans(found: Extraction) -> list[tuple[int, int]]:
    """Every span of a document that is a record or a rejection."""
    records = [(t.source.start, t.source.end) for t in found.targets]
    return records + [(r.start, r.end) for r in found.rejected]


def test_there_are_documents() -> None:
    assert len(NAMES) >= 5
    assert all(extraction(name).targets for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_text_of_a_record_is_what_stands_at_its_span(name: str) -> None:
    raw = source(name).raw
    for target in extraction(name).targets:
        assert raw[target.source.start : target.source.end] == target.source.text
        assert target.source.text.strip() == target.source.text != ""


@pytest.mark.parametrize("name", NAMES)
def test_text_of_a_rejection_is_what_stands_at_its_span(name: str) -> None:
    raw = source(name).raw
    for rejection in extraction(name).rejected:
        assert raw[rejection.start : rejection.end] == rejection.text
        assert SNAKE.fullmatch(rejection.reason), rejection.reason


@pytest.mark.parametrize("name", NAMES)
def test_every_digit_run_that_stands_alone_is_accounted_for(name: str) -> None:
    found, raw = extraction(name), source(name).raw
    covered = spans(found)
    runs = list(FREE.finditer(raw))
    assert len(runs) > 50
    for match in runs:
        if not any(start <= match.start() and match.end() <= end for start, end in covered):
            pytest.fail(f"{match.group()} at {match.start()}: {raw[match.start() - 30 : match.end() + 30]!r}")


@pytest.mark.parametrize("name", NAMES)
def test_no_rejection_lies_in_a_record(name: str) -> None:
    found = extraction(name)
    taken = [(t.source.start, t.source.end) for t in found.targets]
    for rejection in found.rejected:
        assert not any(start <= rejection.start and rejection.end <= end for start, end in taken)


@pytest.mark.parametrize("name", ["phu-yen", "soc-trang", "quang-ngai", "tay-son"])
def test_every_rejection_says_more_than_that_it_was_not_read(name: str) -> None:
    assert [(r.text, r.start) for r in extraction(name).rejected if r.reason == "unread"] == []


@pytest.mark.parametrize("name", NAMES)
def test_records_stand_in_reading_order_and_in_their_sentence(name: str) -> None:
    raw = source(name).raw
    targets = extraction(name).targets
    assert [t.source.start for t in targets] == sorted(t.source.start for t in targets)
    for target in targets:
        sentence = target.source.sentence
        assert sentence.start <= target.source.start < target.source.end <= sentence.end
        if name not in DAMAGED:
            assert " ".join(target.source.text.split()) in sentence.text
            assert raw[sentence.start : sentence.end].split()[0].strip("*") in sentence.text


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_readable(name: str) -> None:
    ids = [target.id for target in extraction(name).targets]
    assert len(ids) == len(set(ids))
    assert [id_ for id_ in ids if not re.fullmatch(r"[a-z0-9_.~/#-]+", id_)] == []


def rule_ids(data: Any) -> Iterator[str]:
    """Every `id` in parsed rule data."""
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield data["id"]
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from rule_ids(value)


@cache
def rules() -> frozenset[str]:
    return frozenset(
        id_ for path in folder().rglob("*.yaml") for id_ in rule_ids(load_yaml(path.relative_to(folder()).as_posix()))
    )


@pytest.mark.parametrize("name", NAMES)
def test_reasons_of_a_record_are_known_rules_with_spans_in_the_text(name: str) -> None:
    raw = source(name).raw
    for target in extraction(name).targets:
        assert target.why, "a record that nothing made"
        for why in target.why:
            assert 0 <= why.start < why.end <= len(raw)
            assert why.rule in rules() or why.rule in CODE_RULES, why.rule
        first = target.why[0]
        assert first.rule.startswith("value."), "the value's own rule comes first"
        assert first.start <= target.source.start
        assert target.source.end <= first.end


@pytest.mark.parametrize("name", NAMES)
def test_values_agree_with_their_unit(name: str) -> None:
    for target in extraction(name).targets:
        measure = target.measure
        assert (measure.value is None) == (measure.unit == "band") == (measure.band is not None)
        assert (measure.upper is not None) == (measure.relation == "between")
        if measure.upper is not None and measure.value is not None:
            assert measure.value < measure.upper
        if measure.out_of is not None and measure.value is not None:
            assert measure.value <= measure.out_of
        if measure.unit == "ratio":
            assert measure.out_of is not None
        assert (measure.unit_text is not None) <= (measure.unit in {"money", "count", "quantity", "points"})
        if target.period is not None:
            start, end = target.period.start, target.period.end
            assert (target.period.type == "asof") == (end is None)
            assert (start is None) == (target.period.type in {"by", "asof"})
            assert start is None or end is None or 1975 < start <= end < 2080


@pytest.mark.parametrize("name", NAMES)
def test_indicator_is_of_the_catalogue_or_in_the_text_s_own_words(name: str) -> None:
    entries = catalogue.catalogue().entries
    for target in extraction(name).targets:
        indicator = target.indicator
        assert indicator.text.strip()
        if indicator.id is None:
            assert indicator.name.lower() == indicator.text.lower()
        else:
            assert indicator.name == entries[indicator.id].name_vi


def comparable(target: Target) -> dict[str, Any]:
    """A record without its place in the document."""
    return target.model_dump(exclude={"source": {"start", "end", "sentence"}, "why": True})


UNRELATED = (
    "Các cơ quan, đơn vị phối hợp chặt chẽ, kịp thời tháo gỡ khó khăn, vướng mắc.",
    "Trong những năm qua, phong trào nuôi ong lấy mật được quan tâm phát triển.",
)


@pytest.mark.parametrize("name", [n for n in NAMES if n not in DAMAGED])
@pytest.mark.parametrize("paragraph", UNRELATED)
def test_ids_stay_when_an_unrelated_paragraph_is_added(name: str, paragraph: str) -> None:
    before = [comparable(target) for target in extraction(name).targets]
    raw = source(name).raw
    for text in (f"{paragraph}\n\n{raw}", f"{raw}\n\n{paragraph}\n"):
        assert [comparable(target) for target in extract(text, NLP).targets] == before


@pytest.mark.parametrize("name", [n for n in NAMES if n not in DAMAGED])
def test_ids_stay_when_an_unrelated_record_is_added(name: str) -> None:
    before = [target.id for target in extraction(name).targets]
    raw = source(name).raw
    after = [target.id for target in extract(f"{raw}\n\nTỷ lệ hộ nuôi ong lấy mật đạt 37%.\n", NLP).targets]
    assert after[:-1] == before
    assert "nuoi-ong" in after[-1]


def test_ids_stay_when_a_record_of_the_same_indicator_is_added_before() -> None:
    goal = "- Tỷ lệ che phủ rừng của vùng lõi đạt 55%.\n"
    other = "- Tỷ lệ che phủ rừng phòng hộ đạt 61%.\n"
    alone = extract("2. Mục tiêu\n" + goal, NLP).targets[0].id
    behind = extract("2. Mục tiêu\n" + other + goal, NLP).targets[1].id
    assert alone == behind


@pytest.mark.parametrize("name", NAMES)
def test_two_runs_are_byte_identical(name: str) -> None:
    assert rendered(extract(source(name), NLP)) == rendered(extraction(name))


def test_another_pipeline_in_another_order_gives_the_same_bytes() -> None:
    other = load()
    for name in reversed(NAMES):
        assert rendered(extract(source(name), other)) == rendered(extraction(name))


def test_committed_outputs_are_what_the_code_gives_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run(["corpora"], tmp_path, by=Inline(lambda each: extract(each, NLP)))
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in (ROOT / "outputs").iterdir() if not path.name.startswith(".")}
    assert set(fresh) == set(committed)
    assert [name for name in sorted(fresh) if fresh[name] != committed[name]] == [], "run make extract"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_depends_on_line_ends(name: str) -> None:
    raw = source(name).raw
    other = extract(raw.replace("\n", "\r\n"), NLP)
    assert [t.id for t in other.targets] == [t.id for t in extraction(name).targets]
    changed = raw.replace("\n", "\r\n")
    for target in other.targets:
        assert changed[target.source.start : target.source.end] == target.source.text


# The pipeline as spaCy's.

TEXT = "2. Mục tiêu\n- Đến năm 2030, tối thiểu 85% hồ sơ công việc được xử lý trên mạng (Kế hoạch 12/KH-UBND)."


def test_stages_stand_in_their_order() -> None:
    assert tuple(load().pipe_names) == STAGES


def test_pipeline_takes_plain_text() -> None:
    doc = NLP(TEXT)
    assert doc.text == TEXT
    assert isinstance(doc._.extraction, Extraction)
    assert [span.text for span in doc.spans["targets"]] == ["85%"]


def test_pipeline_takes_many_texts() -> None:
    docs = list(NLP.pipe([TEXT, "", TEXT.replace("85", "60")]))
    assert [[span.text for span in doc.spans["targets"]] for doc in docs] == [["85%"], [], ["60%"]]


@Language.component("count_mentions_for_a_test")
def count_mentions(doc: Doc) -> Doc:
    doc.user_data["mentions"] = sum(len(found) for found in doc._.mentions.values())
    return doc


def test_stage_of_one_s_own_stands_between_the_shipped_ones() -> None:
    nlp = load()
    nlp.add_pipe("count_mentions_for_a_test", after="chitieu_mentions")
    doc = nlp(TEXT)
    assert doc.user_data["mentions"] == 3
    assert [target.id for target in extract(TEXT, nlp).targets] == [target.id for target in extract(TEXT, NLP).targets]


@Language.component("drop_unlinked_for_a_test")
def drop_unlinked(doc: Doc) -> Doc:
    doc._.binder.bound = [bound for bound in doc._.binder.bound if bound.link is not None]
    return doc


def test_stage_of_one_s_own_may_change_what_was_found() -> None:
    nlp = load()
    nlp.add_pipe("drop_unlinked_for_a_test", before="chitieu_targets")
    text = "2. Mục tiêu\n- Tỷ lệ hộ nuôi ong đạt 37%.\n- Tỷ lệ hộ nghèo dưới 2%."
    assert [target.measure.value for target in extract(text, nlp).targets] == [2]


def test_without_its_last_stage_the_pipeline_says_so() -> None:
    nlp = load()
    nlp.remove_pipe("chitieu_targets")
    assert nlp(TEXT)._.binder.bound
    with pytest.raises(ValueError, match="chitieu_targets"):
        extract(TEXT, nlp)


def test_without_the_head_records_are_found_all_the_same() -> None:
    nlp = load()
    nlp.remove_pipe("chitieu_head")
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["targets"]] == ["85%"]


@pytest.mark.parametrize("stage", ["chitieu_outline", "chitieu_mentions", "chitieu_bind"])
def test_without_a_stage_that_others_need_the_pipeline_names_it(stage: str) -> None:
    nlp = load()
    nlp.remove_pipe(stage)
    with pytest.raises(ValueError, match=stage):
        nlp(TEXT)


@pytest.mark.parametrize(
    "raw", [" 80%", "80%  \nsau", " ", "a \tb", "a   b ", "80% (x)", "a\r\n\r\nb", "\n x", "a \u00a0b", "  "]
)
def test_every_character_is_in_a_token(raw: str) -> None:
    assert NLP.make_doc(raw).text == raw


@pytest.mark.parametrize("name", NAMES)
def test_doc_is_the_raw_text_and_spans_hold_the_findings(name: str) -> None:
    raw, found = source(name).raw, extraction(name)
    doc = NLP(raw)
    assert doc.text == raw
    wanted: dict[str, list[tuple[int, int, str]]] = {
        "targets": [(t.source.start, t.source.end, t.kind) for t in found.targets],
        "rejected": [(r.start, r.start + len(r.text.rstrip()), r.reason) for r in found.rejected],
    }
    for group, expected in wanted.items():
        given = list(doc.spans[group])
        assert len(given) == len(expected)
        for span, (start, end, label) in zip(given, expected, strict=True):
            assert span.label_ == label
            assert span.start_char <= start < end <= span.end_char
            assert span[0].idx + len(span[0]) > start, "a token too many in front"
            assert span[-1].idx < end, "a token too many behind"
    texts = [span.text for span in doc.spans["targets"]]
    exact = sum(text == target.source.text for text, target in zip(texts, found.targets, strict=True))
    assert exact >= 0.95 * len(found.targets)


@pytest.mark.parametrize("name", NAMES)
def test_displacy_shows_the_findings(name: str) -> None:
    doc = NLP(source(name).raw)
    for group in ("targets", "rejected"):
        page = displacy.render(doc, style="span", options={"spans_key": group}, jupyter=False)
        assert isinstance(page, str)
        assert doc.spans[group][0].label_ in page


@pytest.mark.parametrize("raw", ["", " ", "\n", "x", "80%", "\ufeff", "a\u0301", "%", "2025", "đạt", "\u2028 5%"])
def test_very_short_documents(raw: str) -> None:
    found = extract(of_text(raw), NLP)
    for match in FREE.finditer(raw):
        assert any(start <= match.start() and match.end() <= end for start, end in spans(found))


def test_raw_text_may_be_decomposed() -> None:
    raw = unicodedata.normalize("NFD", TEXT)
    (target,) = extract(raw, NLP).targets
    assert raw[target.source.start : target.source.end] == "85%"
    assert target.id == extract(TEXT, NLP).targets[0].id


@pytest.mark.parametrize(
    "text", ["5\ufeffC là gì", "95.5\ufeffChỉ tiêu năm", "h\u200b1 và x\u00ad20", "co che\u030112/QĐ-UBND"]
)
def test_a_number_beside_what_nobody_sees_is_accounted_for(text: str) -> None:
    found = extract(text, NLP)
    spans = [(r.start, r.end) for r in found.rejected]
    for match in FREE.finditer(text):
        assert any(start <= match.start() and match.end() <= end for start, end in spans), match.group()
