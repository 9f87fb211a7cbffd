"""What is read outside a run is bounded too: in time, in the attributes of a tag, in the sentence of a record."""

from __future__ import annotations

import signal
from pathlib import Path
from time import process_time, sleep

import pytest

import extract
from extract.contract.faults import UNGUARDED
from extract.contract.model import Extraction
from extract.pipeline.stages import through
from extract.readers import ReadError, bounding, of_bytes, of_text
from extract.readers.text import plain

TITLE = "Kế hoạch cải cách hành chính năm 2025 của Ủy ban nhân dân tỉnh Phú Yên."


def test_a_reader_that_looks_at_no_clock_is_ended_wherever_it_is_called(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bounding, "SECONDS", 0.2)
    monkeypatch.setattr(plain, "content", lambda *given: sleep(20))
    file = tmp_path / "a.txt"
    file.write_text(TITLE, "utf-8")
    for read in (lambda: extract.read(file), lambda: extract.extract(file), lambda: of_bytes(TITLE.encode(), "a.txt")):
        with pytest.raises(ReadError) as caught:
            read()
        assert caught.value.problem.code == "time_out"
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_a_tag_of_endless_attributes_is_read_without_them() -> None:
    def seconds(count: int) -> float:
        tag = f"<p {' '.join(f'a{n}=b' for n in range(count))}>"
        page = f"<html><body><p>{TITLE}</p>{tag}Tỷ lệ hộ nghèo còn 5%.</p></body></html>".encode()
        begun = process_time()
        assert "còn 5%" in of_bytes(page, "a.html").raw
        return process_time() - begun

    seconds(10)
    assert seconds(60_000) < 2  # 12 s before


def _of(values: int) -> tuple[float, Extraction]:
    source = of_text(f"{TITLE}\n\nĐến năm 2025, tỷ lệ hộ nghèo đạt {'5%, ' * values}\n")
    begun = process_time()
    found = through(source, UNGUARDED)
    return process_time() - begun, found


def test_a_record_of_an_endless_sentence_has_what_stands_around_its_value() -> None:
    _, found = _of(900)
    assert len(found.targets) == 900
    raw = f"{TITLE}\n\nĐến năm 2025, tỷ lệ hộ nghèo đạt {'5%, ' * 900}\n"
    for target in found.targets:
        sentence = target.source.sentence
        assert sentence.start <= target.source.start < target.source.end <= sentence.end
        assert sentence.end - sentence.start <= 1010
        assert " ".join(raw[sentence.start : sentence.end].split()) == sentence.text
    whole = _of(75)[1].targets[0].source.sentence
    assert whole.text.startswith("Đến năm 2025")
    assert whole.end - whole.start > 300


def test_a_record_of_a_long_sentence_of_many_words_has_what_stands_around_its_value() -> None:
    raw = f"{TITLE}\n\nĐến năm 2025, tỷ lệ hộ nghèo đạt {'5% ở các xã vùng cao và biên giới của tỉnh, ' * 70}\n"
    found = through(of_text(raw), UNGUARDED)
    assert len(found.targets) == 70
    for target in found.targets:
        sentence = target.source.sentence
        assert sentence.start <= target.source.start < target.source.end <= sentence.end
        assert sentence.end - sentence.start <= 1010
    assert found.targets[40].source.sentence.end - found.targets[40].source.sentence.start > 900
