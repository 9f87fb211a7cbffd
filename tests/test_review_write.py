"""Folders of review pages: what is written, what is said of sources that are missing, what does no harm."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from extract.cli.app import build
from extract.contract.codes.reasons import REASONS
from extract.contract.codes.warnings import WARNINGS
from extract.contract.model import Extraction, Target
from extract.messages import Language
from extract.views.review.captions import WORDS
from extract.views.review.files import write
from extract.views.review.links import link, page, page_name
from extract.views.review.rendering import embedded
from extract.write.json import text
from tests.made import extraction, target

ROOT = Path(__file__).parent.parent
RAW = "Đến năm 2025, tối thiểu 80% hồ sơ.\nPhấn đấu 95% hồ sơ.\n"


def _call(*arguments: str | Path, language: Language = "en") -> Result:
    return CliRunner().invoke(build(language), ["review", *map(str, arguments)])


def _at(raw: str, words: str) -> tuple[int, int]:
    start = raw.index(words)
    return start, start + len(words)


def _document(folder: Path, *targets: Target, raw: str = RAW, id: str = "phu-yen", **head: object) -> Extraction:
    """An output in <folder>/out and its source in <folder>/in."""
    (folder / "out").mkdir(exist_ok=True)
    (folder / "in").mkdir(exist_ok=True)
    source = folder / "in" / f"{len(list((folder / 'in').iterdir()))}.txt"
    source.write_bytes(raw.encode("utf-8"))
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    made = extraction(
        *(targets or [target(*_at(raw, "80%"))]), id=id, **{"source": str(source), "sha256": digest, **head}
    )
    (folder / "out" / f"{source.stem}.json").write_text(text(made), "utf-8")
    return made


class _Elements(HTMLParser):
    """Which elements and attributes a page has, and the text of each element with an id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_a_page_for_each_document_and_an_index(tmp_path: Path) -> None:
    _document(tmp_path)
    _document(tmp_path, id="tay son")
    result = _call(tmp_path / "out", "--out", tmp_path / "web")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert sorted(path.name for path in (tmp_path / "web").iterdir()) == ["index.html", "phu-yen.html", "tay son.html"]
    index = (tmp_path / "web/index.html").read_text("utf-8")
    assert 'href="tay%20son.html"' in index


def test_the_same_bytes_each_time_and_whatever_the_place(tmp_path: Path) -> None:
    _document(tmp_path)
    for name in ("a", "b"):
        assert _call(tmp_path / "out", "--out", tmp_path / name, "--quiet").stdout == ""
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_pages_are_built_in_linear_time(tmp_path: Path) -> None:
    def took(count: int) -> float:
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        for place in range(count):
            _document(folder, *(target(*_at(RAW, "80%"), id=f"{place}-{n}") for n in range(20)), id=f"d{place}")
        start = time.process_time()
        write(sorted((folder / "out").iterdir()), folder / "web", "vi")
        return time.process_time() - start

    took(3)  # templates are compiled once
    few, many = min(took(20) for _ in range(3)), min(took(80) for _ in range(2))
    assert many < 8 * few


def test_a_missing_source_is_said_and_shown(tmp_path: Path) -> None:
    _document(tmp_path, source="nowhere/x.txt")
    result = _call(tmp_path / "out", "--out", tmp_path / "web")
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) == 1
    assert "nowhere/x.txt" in result.stderr
    html = (tmp_path / "web/phu-yen.html").read_text("utf-8")
    assert "The source text was not found." in html
    assert "Tối thiểu" in html


def test_another_file_under_its_name_is_not_taken_for_the_source(tmp_path: Path) -> None:
    _document(tmp_path, sha256="1" * 64)
    result = _call(tmp_path / "out", "--out", tmp_path / "web", "--quiet")
    assert "is not the file" in result.stderr
    html = (tmp_path / "web/phu-yen.html").read_text("utf-8")
    assert "is not the one the records were made from" in html
    assert "Phấn đấu 95%" not in html


def test_records_that_do_not_stand_in_the_source_are_not_marked_there(tmp_path: Path) -> None:
    _document(tmp_path, target(0, 3, "80%"))
    result = _call(tmp_path / "out", "--out", tmp_path / "web")
    assert "do not stand where they say" in result.stderr


@pytest.mark.parametrize("shown", ["deep/er/0.txt", "in/0.txt", "0.txt", "../../0.txt", "/elsewhere/0.txt"])
def test_sources_are_found_in_a_folder_that_is_named(shown: str, tmp_path: Path) -> None:
    _document(tmp_path, source=shown)
    assert _call(tmp_path / "out", "--out", tmp_path / "web", "--sources", tmp_path / "in").stderr == ""


def test_a_device_is_never_read(tmp_path: Path) -> None:
    _document(tmp_path, source="/dev/zero")
    assert "not found" in _call(tmp_path / "out", "--out", tmp_path / "web").stderr


def test_a_broken_output_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    _document(tmp_path)
    (tmp_path / "out/z.json").write_text('{"schema": "chitieu/1", "document": 1}', "utf-8")
    result = _call(tmp_path / "out", "--out", tmp_path / "web")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "z.json" in result.stderr
    assert (tmp_path / "web/phu-yen.html").exists()


def test_two_outputs_of_one_id_do_not_overwrite_each_other(tmp_path: Path) -> None:
    _document(tmp_path)
    _document(tmp_path)
    result = _call(tmp_path / "out", "--out", tmp_path / "web")
    assert result.exit_code == 1
    assert "same document id" in result.stderr


def test_wrong_use_is_2(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x", "utf-8")
    _document(tmp_path)
    cases: list[list[str | Path]] = [
        [], [tmp_path / "empty"], [tmp_path / "empty", "--out", tmp_path / "w"], [tmp_path / "no", "--out", "w"],
        [tmp_path / "out", "--out", tmp_path / "file"], [tmp_path / "out", "--out", tmp_path / "w", "--sources", "no"],
    ]  # fmt: skip
    for arguments in cases:
        result = _call(*arguments, language="vi")
        assert result.exit_code == 2, arguments
        assert len(result.stderr.splitlines()) == 1


def test_everything_a_page_needs_is_in_it(tmp_path: Path) -> None:
    _document(tmp_path)
    _call(tmp_path / "out", "--out", tmp_path / "web")
    for path in (tmp_path / "web").iterdir():
        html = path.read_text("utf-8")
        tags = _Elements(html).tags
        assert not [tag for tag, _ in tags if tag in {"link", "iframe", "object", "embed", "base"}]
        assert not [a for tag, a in tags if "src" in a or "style" in a or any(name.startswith("on") for name in a)]
        (policy,) = [a["content"] or "" for tag, a in tags if a.get("http-equiv") == "Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in html.replace("http-equiv", "")


def test_spans_at_every_edge_of_a_text(tmp_path: Path) -> None:
    raw = "80%\r\n\n5 \n- 6 bậc𝟙100%"
    targets = [target(*_at(raw, "80%"), id="a"), target(*_at(raw, "5 \n- 6 bậc"), "5 \n- 6 bậc", id="b")]
    targets += [target(len(raw) - 4, len(raw), "100%", id=each) for each in "cd"]
    _document(tmp_path, *targets, raw=raw)
    assert _call(tmp_path / "out", "--out", tmp_path / "web").stderr == ""
    html = (tmp_path / "web/phu-yen.html").read_text("utf-8")
    assert "&#13;" in html
    assert html.count('data-records="1"') == 2  # one for each line it stands on
    assert html.count('data-records="2 3"') == 1


@given(st.text(max_size=300))
def test_page_names_are_safe_and_links_lead_to_them(id: str) -> None:
    name = page_name(id)
    assert name.endswith(".html")
    assert not re.search(r'[\x00-\x1f/\\:*?"<>|]', name)
    assert not name.startswith(".")
    assert name.casefold() != "index.html"
    assert len(name.encode("utf-8", "surrogatepass")) < 250
    assert re.fullmatch(r"[A-Za-z0-9_.~%-]+", page(id))
    assert unquote(page(id), errors="surrogatepass") == name


@given(st.text(max_size=20), st.text(max_size=20))
def test_two_ids_have_two_pages(one: str, other: str) -> None:
    assert (page_name(one) == page_name(other)) == (one == other)


def test_a_link_is_made_of_ids_alone() -> None:
    assert link("phu yen", "procedure.online/2025#96ef~2") == "phu%20yen.html#r-procedure.online/2025%2396ef~2"


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_embedded_data_is_the_same_data_and_ends_no_script(value: object) -> None:
    written = embedded(value)
    assert json.loads(written) == value
    assert not set(written) & set("<>&\u2028\u2029")


def test_every_documented_reason_and_warning_has_words() -> None:
    records = (ROOT / "docs/records.md").read_text("utf-8")
    reasons = records.split("## `rejected`")[1].split("## `warnings`")[0]
    warnings = records.split("## `warnings`")[1].split("## Documents that fail")[0]
    assert set(re.findall(r"^\| `(\w+)`", reasons, re.M)) <= set(REASONS)
    assert set(re.findall(r"^\| `(\w+)`", warnings, re.M)) <= set(WARNINGS)
    assert all(english and vietnamese for english, vietnamese in WORDS.values())


def test_a_period_without_a_last_year_has_a_page_and_words(tmp_path: Path) -> None:
    open_ended = target(10, 13, period={"type": "annual", "start": 2025, "end": None})
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "a.json").write_text(text(extraction(open_ended, id="a")), "utf-8")
    assert _call(tmp_path / "outputs", "--out", tmp_path / "web").exit_code == 0
    assert "each year from 2025" in (tmp_path / "web" / "a.html").read_text("utf-8")
