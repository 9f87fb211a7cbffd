"""The rooms of restoration one by one: pieces, syllables, language model, channel, decoder, adaptation, labels."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from extract.language.cleaning import composed
from extract.language.syllables import CAPITALS, LOWER, TITLE, case_of, cased, parts, stripped, syllable
from extract.language.working import Working
from extract.restore import judge, restore
from extract.restore.adapt import Adapter
from extract.restore.channel import worked
from extract.restore.chunks import pieces
from extract.restore.decode import Decoder
from extract.restore.lattice import Lattice
from extract.restore.ngrams import Grams, LanguageModel
from extract.restore.packed import DATA, read_language, read_pairs, shipped, unigram_of
from extract.restore.sounds import Sounds, Tables, turned
from extract.restore.tokens import BOUNDARY, NUMBER, PERCENT, YEAR, units
from extract.restore.training.aligned import distance, matched, word_pairs
from extract.restore.training.build import channel, pairs_of
from extract.restore.training.indexing import index, lexicon_of
from extract.restore.training.kneser_ney import model as counted_model

CLEAN_PAGE = (
    "Ủy ban nhân dân tỉnh chỉ đạo các sở, ban, ngành tổ chức triển khai thực hiện nghị quyết này; định kỳ báo cáo "
    "kết quả theo quy định của pháp luật hiện hành."
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("co’ s&, nganh.", [("word", "co", "’"), ("word", "s&", ""), ("word", "nganh", "")]),
        ("80% 1.752 18/11/2016", [("number", "80%", ""), ("number", "1.752", ""), ("number", "18/11/2016", "")]),
        ("20/NQ-TU,", [("number", "20", ""), ("word", "NQ", ""), ("word", "TU", "")]),
        ("*** ---", []),
        ("& 6", [("word", "&", ""), ("number", "6", "")]),
    ],
)
def test_a_line_is_cut_into_words_numbers_and_marks(text: str, found: list[tuple[str, str, str]]) -> None:
    row = pieces(text)
    assert [(p.kind, p.text, p.tail) for p in row] == found
    assert all(text[p.start : p.end] == p.text for p in row)


@pytest.mark.parametrize(
    ("word", "cut"),
    [("nghiệp", ("ngh", "iệp")), ("giá", ("gi", "á")), ("gì", ("g", "ì")), ("ủy", ("", "ủy")), ("quý", ("qu", "ý"))],
)
def test_onset_and_rime(word: str, cut: tuple[str, str]) -> None:
    assert syllable(word)
    assert parts(word) == cut


@pytest.mark.parametrize("word", ["cchc", "internet", "lơgic", "ấó", "zalo"])
def test_what_is_no_syllable(word: str) -> None:
    assert not syllable(word)


@pytest.mark.parametrize(
    ("word", "case"), [("Pén", TITLE), ("TINH", CAPITALS), ("d6i", LOWER), ("6", LOWER), ("cAp", LOWER), ("T", TITLE)]
)
def test_case_patterns(word: str, case: int) -> None:
    assert case_of(word) == case


def test_case_comes_back() -> None:
    assert [cased("đắk", case) for case in (LOWER, TITLE, CAPITALS)] == ["đắk", "Đắk", "ĐẮK"]
    assert stripped("Đắk Nông") == "Dak Nong"


def test_units_of_a_text() -> None:
    assert list(units("Đến năm 2025, đạt 80% trở lên; khóa XI có 12 ủy viên")) == [
        "Đến", "năm", YEAR, "đạt", PERCENT, "trở", "lên", BOUNDARY, "khóa", NUMBER, "có", NUMBER, "ủy", "viên",
    ]  # fmt: skip


def test_alignment_survives_a_lost_space() -> None:
    assert matched(["để", "sớm", "ban", "hành"], ["dé’sém", "ban", "hanh"])[0] == (["để", "sớm"], ["dé’sém"])
    assert distance("thiéu", "thiểu") == 1
    assert list(word_pairs([("thủ tục,", "thii tuc,")])) == [("thủ", "thii"), ("tục", "tuc")]


def _language(rows: str, top: int = 3) -> LanguageModel:
    words = ["<s>", *sorted(set(rows.split()) - {"<s>"})]
    ids = np.array([words.index(w) for w in rows.split()], np.int64)
    orders = counted_model(ids, len(words), top, (1,) * top)
    return LanguageModel(words, [Grams(o.keys, o.logp.astype("f4"), o.bow.astype("f4")) for o in orders])


def _chance(language: LanguageModel, row: list[int]) -> list[float]:
    """log P of each word of a row after at most two words before it."""
    keys = [dict(zip(o.keys.tolist(), range(len(o.keys)), strict=True)) for o in language.orders]

    def after(context: list[int], word: int) -> float:
        key = 0
        for each in context:
            key = key << language.bits | each
        order = language.orders[len(context)]
        at = keys[len(context)].get(key << language.bits | word)
        if at is not None:
            return float(order.logp[at])
        above = keys[len(context) - 1].get(key)
        weight = 0.0 if above is None else float(language.orders[len(context) - 1].bow[above])
        return weight + after(context[1:], word)

    return [after(row[max(0, i - 2) : i], word) for i, word in enumerate(row)]


SMALL = "<s> a b c <s> a b d <s> c a b <s> d c a <s> b b a c <s> a b c d <s>"


@pytest.mark.parametrize("context", [[], [1], [2], [1, 2], [3, 1], [4, 4], [0], [0, 1]])
def test_probabilities_after_a_context_sum_to_one(context: list[int]) -> None:
    language = _language(SMALL)
    total = sum(math.exp(_chance(language, [*context, w])[-1]) for w in range(len(language.words)))
    assert total == pytest.approx(1, abs=0.02)


def test_the_decoder_agrees_with_counting_all_paths() -> None:
    language = _language(SMALL)
    options = [[0], [1, 2], [2, 3, 4], [1, 3], [0], [4, 1], [2, 3], [0]]
    rng = np.random.default_rng(5)
    scores = [rng.normal(0, 1, len(o)) for o in options]
    offsets = np.concatenate(([0], np.cumsum([len(o) for o in options])))
    ids, flat = np.array([i for o in options for i in o]), np.concatenate(scores)
    chances = Decoder(language, ids, flat, offsets, 0).posteriors(flat)
    wanted = np.zeros(len(ids))
    for path in itertools.product(*(range(len(o)) for o in options)):
        row = [o[i] for o, i in zip(options, path, strict=True)]
        logp = 0.0
        begin = 0  # no n-gram crosses a boundary: a sentence starts anew
        for t, word in enumerate(row):
            logp += float(scores[t][path[t]])
            if t:
                logp += _chance(language, row[begin : t + 1])[-1]
            if word == 0:
                begin = t
        for t, i in enumerate(path):
            wanted[offsets[t] + i] += math.exp(logp)
    wanted /= np.repeat(np.add.reduceat(wanted, offsets[:-1]), np.diff(offsets))
    assert chances == pytest.approx(wanted, abs=1e-3)


def test_chances_of_a_position_sum_to_one_in_a_sentence_without_end() -> None:
    language = _language(SMALL)
    ids = np.tile([1, 2, 3], 700)
    offsets = np.arange(0, len(ids) + 1, 3)
    chances = Decoder(language, ids, np.zeros(len(ids)), offsets, 0).posteriors(np.zeros(len(ids)))
    assert np.add.reduceat(chances, offsets[:-1]) == pytest.approx(np.ones(700))


def test_the_channel_prefers_what_it_has_seen() -> None:
    model = shipped()

    def best(form: str, case: int = LOWER) -> str:
        found = model.channel.candidates(form, case)
        return model.language.words[int(found.ids[(found.logp).argmax()])]

    assert best("thiéu") in {"thiểu", "thiếu", "thiệu"}
    assert best("nhifng") == "những"
    assert best("dwgc") == "được"
    assert model.channel.seen("6", LOWER) is not None
    assert model.channel.seen("2025", LOWER) is None


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("muc d6 hai long cla ngudi dan d6i v6i su phuc vu cta co quan hanh chinh nha nuéc dat trén 90%",
         "mức độ hài lòng của người dân đối với sự phục vụ của cơ quan hành chính nhà nước đạt trên 90%"),
        ("Ty 1é hé so dugc gidi quyét dung han trén téng sé hé so da tiép nhan dat tdi thiéu 95%",
         "Tỷ lệ hồ sơ được giải quyết đúng hạn trên tổng số hồ sơ đã tiếp nhận đạt tối thiểu 95%"),
        ("Céc so, ban, nganh va dia phuong trién khai thuc hién Nghi quyét, ngayo4 thang 11 nam 2022",
         "Các sở, ban, ngành và địa phương triển khai thực hiện Nghị quyết, ngày 04 tháng 11 năm 2022"),
    ],
)  # fmt: skip
def test_damaged_sentences(raw: str, wanted: str) -> None:
    assert restore(composed(raw)).working.text == wanted


@pytest.mark.parametrize(
    "kept",
    [
        "NQ/TU",
        "1250/QĐ-TTg",
        "05-CTr/TU",
        "18/11/2016",
        "TTHC",
        "UBND",
        "II",
        "(b/c)",
        "a.nguyen@vnpt.vn",
        "1.752",
        "84,11%",
        "T78",
    ],
)
def test_what_is_no_damaged_word_stays(kept: str) -> None:
    raw = f"Céc so, ban, nganh va dia phuong trién khai thuc hién {kept} theo quy dinh cua phap luat hién hanh"
    assert f" {kept} " in restore(composed(raw)).working.text


def test_labels_follow_one_another() -> None:
    lines = [
        "cai cach thé ché cia tinh",
        "don gian hoa thu tuc hanh chinh",
        "kién toan té chic bé may",
        "tai chinh cong",
    ]
    raw = "\n".join(f"{label}) {line}" for label, line in zip("abcd", lines, strict=True)).replace("c) ", "¢) ")
    raw += "\nd) xay dung va phat trién chinh quyén dién ti, chinh quyén so"
    found = restore(composed(raw)).working.text.split("\n")
    assert [line[:2] for line in found] == ["a)", "b)", "c)", "d)", "đ)"]


def test_tokens_stand_where_they_were_read() -> None:
    raw = "  Cac so, ban, nganh  trién khai thuc hién Nghi quyét cia Hdi déng nhan dan tinh dén nam 2025"
    found = restore(composed(raw))
    for token in found.tokens:
        assert raw[token.raw_start : token.raw_end] == token.raw
        assert 0 <= token.confidence <= 1
    at = found.working.text.index("đến năm 2025")
    start, end = found.working.raw_span(at, at + len("đến năm 2025"))
    assert raw[start:end] == "dén nam 2025"


def test_adaptation_moves_nothing_without_evidence() -> None:
    lattice = Lattice()
    model = shipped()
    text = "dén nam 2025"
    model.reader.read(text, 0, len(text), lattice)
    ids, scores, offsets = lattice.flat(model.titles)
    again = Adapter(lattice, offsets).scores(scores, np.zeros(len(ids)))
    assert again == pytest.approx(scores, abs=0.2)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("", []),
        (CLEAN_PAGE, ["clean"]),
        (stripped(CLEAN_PAGE), ["stripped"]),
        (f"{CLEAN_PAGE}\nKE HOACH 2025\n{CLEAN_PAGE}", ["clean"]),
        (f"{CLEAN_PAGE}\n\n{stripped(CLEAN_PAGE)}\n\n{CLEAN_PAGE}", ["clean", "stripped", "clean"]),
        ("The Council shall adopt the development plan and report to the Government every year. " * 3, ["foreign"]),
        ("12 45 99 2025 " * 40, ["clean"]),
    ],
)
def test_blocks_are_judged(text: str, verdicts: list[str]) -> None:
    blocks = judge(text)
    assert [v for _, _, v in blocks] == verdicts
    assert "".join(text[a:b] for a, b, _ in blocks) == text


def test_a_text_of_nothing_but_clean_lines_is_the_same_object() -> None:
    working = Working.of(CLEAN_PAGE)
    assert restore(working).working is working


def test_the_model_is_small() -> None:
    assert sum(p.stat().st_size for p in DATA.iterdir()) <= 8_000_000


def test_the_model_is_built_the_same_twice(tmp_path: Path) -> None:
    twin = Path(__file__).parent / "twins" / "soc-trang.b.tsv"
    pairs = Counter(dict(sorted(pairs_of([twin]).items())[::4]))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        channel(pairs, tmp_path / name)
        (tmp_path / name / "language.npz").symlink_to(DATA / "language.npz")
        index(tmp_path / name)
    for name in ("channel.npz", "index.npz"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_index_holds_what_is_worked_out_of_language_and_channel() -> None:
    language = read_language(DATA / "language.npz")[0]
    (onsets, rimes, forms), segments = read_pairs(DATA / "channel.npz")
    lexicon = lexicon_of(language.words, forms)
    names = lexicon.onset_names, lexicon.rime_names
    sounds = Sounds(*names, Tables.of(*names, onsets, rimes), segments)
    counts = turned(forms, {language.words[i]: k for k, i in enumerate(lexicon.ids)}, 3)[0]
    shipped_channel = shipped().channel
    for case, form in sorted(counts)[::60]:
        wanted = worked(lexicon, sounds, unigram_of(language)[lexicon.ids], form, case, counts[case, form])
        found = shipped_channel.candidates(form, case)
        assert found.ids.tolist() == lexicon.ids[wanted.places].tolist()
        assert found.logp == pytest.approx(wanted.logp, abs=1e-4)
        assert found.chances[1] == pytest.approx(wanted.onset_logp, abs=1e-4)
        assert found.chances[2] == pytest.approx(wanted.rime_logp, abs=1e-4)
        assert found.chances[3].tolist() == wanted.counted.tolist()


@pytest.mark.parametrize("form", ["nghigp", "dwgc", "tr1én", "xqzkw", "@@", "uyban"])
def test_no_candidate_is_missed_by_looking_closely_at_a_few_only(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    channel, none = shipped().channel, np.zeros((2, 0), np.int64)
    few = channel._worked(form, LOWER, none)
    monkeypatch.setattr("extract.restore.channel._HOPEFUL", 100_000)
    every = channel._worked(form, LOWER, none)
    assert sorted(few.ids) == sorted(every.ids)
    assert few.best == pytest.approx(every.best)
    assert sorted(few.logp) == pytest.approx(sorted(every.logp))
