"""How a diff looks: inert whatever the text says, the same every time, in both languages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from extract.contract.model import Head, Measure, Target
from extract.messages import TEXTS, Language
from extract.views.diff import Diff, between
from extract.views.diff.render_html import page
from extract.views.diff.render_json import data
from extract.views.diff.render_markdown import MOST, literal, text
from extract.views.diff.render_text import rendered, summary
from extract.views.diff.telling import clipped, marked, pieces
from tests.made import VARIETY, extraction, target

ROOT = Path(__file__).parent.parent
HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(1)> "\'> =HYPERLINK("http://x.vn") [a](javascript:b) `c` '
    "**d** | e </details> <!-- @everyone #1 www.x.vn \x1b[31m\x07 \u202e {{ 7*7 }} &lt;i&gt; 80%"
)


def _hostile(**changes: Any) -> Target:
    name = {"id": None, "name": HOSTILE, "text": HOSTILE}
    sentence = {"start": 0, "end": len(HOSTILE), "text": HOSTILE}
    why = [{"rule": HOSTILE, "start": 0, "end": 1}]
    given = {"indicator": name, "qualifier": HOSTILE, "exclusion": HOSTILE, "unit_text": HOSTILE, "why": why}
    return target(source={"sentence": sentence}, **{**given, "id": HOSTILE, **changes})


@pytest.fixture(scope="module")
def hostile() -> Diff:
    """Every place in which a document's text is shown, filled with things that want to be run."""
    old = extraction(_hostile(), _hostile(start=200, end=203), id="a", title=HOSTILE, number=HOSTILE)
    new = extraction(
        _hostile(value=90, exclusion=HOSTILE[::-1], why=[]), _hostile(start=300, end=303), _hostile(start=400, end=403),
        id="a", title=HOSTILE[::-1], number=HOSTILE, signer=HOSTILE,
    )  # fmt: skip
    notice = {"code": "x", "message": HOSTILE}
    rejected = {"start": 200, "end": 203, "text": HOSTILE, "reason": HOSTILE}
    raw = new.model_dump(by_alias=True)
    raw |= {"warnings": [notice], "rejected": [*raw["rejected"], rejected]}
    return between({"a": old}, {"a": type(new).model_validate(raw)}, names=(HOSTILE, "new"))


class _Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_hostile_text_is_inert_on_the_page(hostile: Diff) -> None:
    html = page(hostile, "en")
    tags = _Tags()
    tags.feed(html)
    assert tags.tags.count("script") == 1
    assert "img" not in tags.tags
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert not [value for name, value in tags.attributes if name in ("href", "src") and not str(value).startswith("#")]
    assert "{{ 7*7 }}" in html
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", html)


def test_hostile_text_is_inert_in_markdown(hostile: Diff) -> None:
    written = text(hostile, "en")
    html = MarkdownIt("gfm-like", {"linkify": False}).render(written)
    tags = _Tags()
    tags.feed(html)
    own = {"details", "summary", "b", "code", "del", "ins", "h3", "p", "ul", "li", "strong", "hr"}
    assert set(tags.tags) - own <= {"table", "thead", "tbody", "tr", "th", "td"}
    assert written.count("</details>") == tags.tags.count("details") == 1
    assert not re.search(r"@everyone|#1\b|[\x00-\x08\x0b-\x1f]", written)
    prose = re.sub("<summary>.*", "", written)  # in a line of HTML nothing is markup or made a link
    assert "www." not in prose
    assert "**d**" not in prose
    assert "<strong>d</strong>" not in html


def test_hostile_text_is_inert_in_the_terminal(hostile: Diff) -> None:
    screen = Console(width=80, force_terminal=False, markup=False, emoji=False, highlight=False)
    with screen.capture() as taken:
        for item in rendered(hostile, "vi"):
            screen.print(item)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e]", taken.get() + "".join(summary(hostile, "vi")))


def test_markdown_shows_a_text_as_it_is() -> None:
    """What is escaped must read as before: the rendered text is the text."""
    for each in ("1. a", "- b", "+ c", "# d", "> e", "a_b_c *d* ~~e~~", "a\\b", "x | y", "&amp; <b>", "80% (a) [b] !"):
        html = MarkdownIt("commonmark").render(f"- “{literal(each)}”")
        shown = re.sub(r"</?(ul|li)>|\n", "", html).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
        assert shown == f"“{each}”"


def _changed(number: int) -> Diff:
    """Documents of which every record changed its tier, and some lost their first records."""
    ids = {f"d{n}": {"id": f"d{n}", "sha256": f"{n:064}"} for n in range(number)}
    altered = [each.model_copy(update={"level": "commune"}) for each in VARIETY]
    old = {id: extraction(*VARIETY, **head) for id, head in ids.items()}
    new = {id: extraction(*altered[n % 3 :], **head) for n, (id, head) in enumerate(ids.items())}
    return between(old, new)


def test_the_summary_is_three_lines_whatever_happened() -> None:
    for diff in (_changed(0), _changed(1), _changed(300)):
        lines = summary(diff, "en")
        assert len(lines) == 3
        assert all(line and len(line) < 180 and "\n" not in line for line in lines)
    assert summary(_changed(2), "en") == [
        "old → new: 0 gained, 1 lost, 13 changed, 0 unchanged; 2 documents",
        "documents: d0 ~7, d1 −1 ~6",
        "rules: value.percent −1",
    ]
    assert summary(_changed(2), "vi")[0] == "old → new: thêm 0, mất 1, thay đổi 13, giữ nguyên 0; 2 văn bản"
    nothing = between({"a": extraction(id="a")}, {"a": extraction(id="a")})
    assert summary(nothing, "en")[2] == "nothing changed"


def test_markdown_fits_a_pull_request_and_says_what_it_leaves_out() -> None:
    written = text(_changed(1500), "en")
    assert len(written) < MOST + 2000
    assert "more documents are not told here" in written


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_same_diff_is_the_same_bytes(language: Language) -> None:
    one, two = _changed(5), _changed(5)
    assert page(one, language) == page(two, language)
    assert text(one, language) == text(two, language)
    assert json.dumps(data(one)) == json.dumps(data(two))


def test_every_field_has_a_name_in_both_languages() -> None:
    bare = dict.fromkeys(("title", "number", "issued", "issuer", "province", "horizon"))
    diff = between({"a": extraction(id="a")}, {"a": extraction(id="a", **bare)})
    assert {field.name for field in diff.documents[0].head} == set(bare)
    for name in (*Head.model_fields, *Measure.model_fields):
        assert f"diff.field.{name}" in TEXTS


def test_a_changed_sentence_is_shown_word_by_word() -> None:
    assert pieces("tối thiểu 80% hồ sơ", "ít nhất 80% hồ sơ") == [
        ("gone", "tối thiểu"),
        ("came", "ít nhất"),
        ("same", " 80% hồ sơ"),
    ]
    joined = pieces("a b c", "a x c d")
    assert "".join(text for what, text in joined if what != "came").rstrip() == "a b c"
    assert "".join(text for what, text in joined if what != "gone") == "a x c d"


def test_the_value_is_marked_where_it_stands_and_not_where_it_stands_first() -> None:
    sentence = {"start": 0, "end": 20, "text": "80% hồ sơ và 80% xã."}
    before, value, after = marked(target(13, 16, source={"sentence": sentence}))
    assert (before, value, after) == ("80% hồ sơ và ", "80%", " xã.")
    long = clipped(("từ " * 100, "80%", " đến" * 100), 60)
    assert long[1] == "80%"
    assert sum(map(len, long)) < 80


def test_it_needs_neither_readers_nor_pipeline() -> None:
    code = (
        "import sys, extract.cli.commands.diff, extract.views.diff, extract.views.diff.render_html\n"
        "import extract.views.diff.render_markdown, extract.views.diff.render_text, extract.views.diff.render_json\n"
        "heavy = ('spacy', 'extract.readers', 'extract.pipeline.components', 'extract.rules.loader')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
