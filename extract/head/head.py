"""The head of a document: what it is, by whom, from when, for which province and years, signed by whom."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePath

from extract.contract.failures import notice
from extract.contract.faults import UNGUARDED, Guard, Part
from extract.contract.model import Head, Horizon, Notice, Province
from extract.head.gazetteer import Mention, UnitKind, gazetteer, kind_words
from extract.head.headlines import HeadSpan, Organ, capitals, found_date
from extract.head.letterhead import read_letterhead
from extract.head.provinces import Decision, decided, in_force
from extract.head.signature import Signature
from extract.head.stated import Letterhead
from extract.head.wordings import wordings
from extract.language.folding import fold
from extract.layout.outline import Outline
from extract.sources.source import Source

__all__ = ["HeadSpan", "bare_head", "planned", "read_head"]

_BEFORE_NAMES = frozenset({"tinh", "pho", "uy"})  # "tỉnh", "thành phố", "Tỉnh ủy", before a damaged name
_CLAUSE = 80  # characters before a place in which it may be called a neighbour
_PAGES_APART = 800  # characters between two page numbers, at least


def read_head(
    source: Source, outline: Outline, goals: Sequence[int], *, restored: bool = False, guard: Guard = UNGUARDED
) -> tuple[Head, list[HeadSpan], list[Notice]]:
    """Read a document's head; a field that cannot be read is null.

    `goals` are the end years of its target records (none if not known yet).  The spans, in offsets of
    the outline's text, hold the digits of number, date, stamp and page furniture.
    """
    text = outline.working.text
    part = Part("head", outline.working, 0, len(text), "head_failed")
    misread = restored or any(code == "ocr" for code, _ in source.notices)
    letter = guard.tried(part, Letterhead(), partial(read_letterhead, misread=misread), outline, source.raw, guard)
    signature = guard.tried(part, None, partial(Signature, small=letter.small), outline, source.raw)
    if letter.issued is None and letter.type in {"resolution", "other", None}:
        guard.tried(part, None, _passed, text, letter)
    organs = letter.organs or (signature.organs if signature else [])
    none: list[tuple[Mention, str]] = []
    mentions = guard.tried(part, none, _placed, text, letter)
    when = letter.issued or guard.tried(part, None, _not_before, text)
    central = bool(organs) and organs[0].level == "central"
    decision = None if central else guard.tried(part, None, decided, mentions, when)
    if decision is None and not central and (letter.damaged or restored):
        decision = guard.tried(part, None, _damaged, letter)
    province, city = guard.tried(part, (None, False), _in_force, decision, when) if decision else (None, False)
    issuer, district = guard.tried(part, (None, None), _issuer, organs, letter, mentions, province, city)
    head = Head(
        id=source.id,
        source=_relative(source.path),
        sha256=source.sha256,
        media_type=source.media_type,
        title=letter.title,
        type=letter.type or "other",
        number=letter.number,
        issued=letter.issued.isoformat() if letter.issued else None,
        issuer=issuer,
        province=province,
        district=district,
        signer=letter.signer or (signature.name if signature else None),
        horizon=guard.tried(part, None, _horizon, letter.title, text, letter.issued),
        text_state="restored" if restored else "clean",
    )
    numbers: list[HeadSpan] = []
    pages = guard.tried(part, numbers, _pages, outline)
    spans = sorted([*letter.spans, *pages], key=lambda span: (span.start, span.end))
    return planned(head, goals), spans, _notices(head, decision, mentions, central)


def _in_force(decision: Decision, when: date | None) -> tuple[Province | None, bool]:
    """The province as it is called on a day, and whether it is a city under the central government."""
    day = None if decision.ended else when
    return in_force(decision.code, day), gazetteer().is_city(decision.code, day)


def _notices(head: Head, decision: Decision | None, mentions: list[tuple[Mention, str]], central: bool) -> list[Notice]:
    """What a reader of the records should know of the head: a part not found, or found by inference."""
    notices = []
    if head.issued is None:
        notices.append(Notice.of(notice("issued_unknown.head")))
    if decision is None and not central:
        notices.append(Notice.of(notice("province_unknown.text")))
    elif decision is not None and not decision.named and head.province is not None:
        places = Counter(mention.words for mention, _ in mentions if mention.codes == (decision.code,))
        if listed := ", ".join(words for words, _ in places.most_common(3)):
            told = notice("province_inferred.places", province=head.province.name, places=listed)
        else:
            told = notice("province_inferred.damaged_name", province=head.province.name)
        notices.append(Notice.of(told))
    return notices


def _relative(path: str) -> str:
    """The path as given; an absolute one as seen from the working folder, or the bare name."""
    if not os.path.isabs(path):
        return path
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return PurePath(path).name


def _passed(text: str, letter: Letterhead) -> None:
    """The date of a resolution from the sentence at its end that says when it was passed."""
    folded = fold(text)
    found = found_date(folded, [wordings().passage])
    if found is not None:
        letter.issued, match = found
        letter.spans.append(HeadSpan(match.start("day"), match.end("year"), "date"))


def _placed(text: str, letter: Letterhead) -> list[tuple[Mention, str]]:
    """Places named, each with the part of the head it stands in ("" for the body); no neighbours."""
    found = []
    if letter.small:
        big = text[: letter.end].upper()
        text = (big if len(big) == letter.end else text[: letter.end]) + text[letter.end :]
    for mention in gazetteer().mentions(text, letter.end):
        part = next((p for start, end, p in letter.parts if start <= mention.start < end), "")
        if part or not wordings().neighbour.search(fold(text[max(0, mention.start - _CLAUSE) : mention.start])):
            found.append((mention, str(part)))
    return found


def _not_before(text: str) -> date | None:
    """The latest date of a document that the text cites, which it cannot be older than."""
    latest = None
    for match in wordings().cited_document.finditer(text):
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        latest = max(latest or day, day)
    return latest


def _damaged(letter: Letterhead) -> Decision | None:
    """The province that the head names in letters that OCR has damaged."""
    near: Counter[str] = Counter()
    candidates = [letter.place]
    for text in (*(s.text for s in letter.lines), letter.title or ""):
        words = text.split()
        for i, word in enumerate(words):
            if fold(word).lower() in _BEFORE_NAMES:
                candidates.append(" ".join(words[i + 1 : i + 3]))
    for candidate in candidates:
        code = gazetteer().resembling(candidate) if candidate[:1].isupper() else None
        if code:
            near[code] += 1
    ranked = near.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return Decision(ranked[0][0], named=False, ended=False)


def _issuer(
    organs: list[Organ],
    letter: Letterhead,
    mentions: list[tuple[Mention, str]],
    province: Province | None,
    city: bool,
) -> tuple[str | None, str | None]:
    """The issuer's full name, and the district whose organ it is (None: not a district's).

    `city`: the province is a city under the central government.
    """
    if not organs:
        words = " ".join(s.text for s in letter.lines if capitals(s.text)) if letter.type else ""
        return (words or None), None
    organ, name = organs[0], organs[0].name
    if name == wordings().standing and len(organs) > 1:
        organ = organs[1]
        name = f"{name} {organ.name}"
    level = organ.level
    if level == "city":
        own = fold(organ.unit_name or letter.place).lower()
        whole = province is not None and city and (not own or fold(province.name).lower() in own)
        level = "province" if whole else "district"
    if level == "central":
        return name, None
    if level == "commune":
        above = next((other for other in organs[1:] if other.level == "district" and letter.lines), None)
        return f"{name} {organ.unit} {organ.unit_name}".strip(), above.unit_name or None if above else None
    if level == "district":
        unit, place = _district(organ, mentions)
        return " ".join(filter(None, (name, unit if organ.cue.unit_word else "", place))), place or None
    if province is None:
        return name, None
    word = kind_words()["thanh_pho" if city else "tinh"] if organ.cue.unit_word else ""
    return " ".join(filter(None, (name, word, province.name))), None


def _district(organ: Organ, mentions: list[tuple[Mention, str]]) -> tuple[str, str]:
    """Word and name of the district that an organ is of: as the head says, else the most named one."""
    kind = organ.cue.kind or next((kind for kind, word in kind_words().items() if word == organ.unit), None)
    votes: Counter[tuple[UnitKind, str]] = Counter()
    for mention, part in mentions:
        if mention.kind != "zone" and mention.kind != "tinh":
            votes[mention.kind, mention.name] += (100 if part else 1) * (10 if mention.kind == kind else 1)
    if not votes or (organ.unit_name and votes.most_common(1)[0][1] < 100):
        return organ.unit, organ.unit_name
    found, name = votes.most_common(1)[0][0]
    return organ.unit or kind_words()[found], name


def bare_head(source: Source) -> Head:
    """The head of a document of which nothing is known but the file."""
    return Head(
        id=source.id, source=_relative(source.path), sha256=source.sha256, media_type=source.media_type, title=None,
        type="other", number=None, issued=None, issuer=None, province=None, district=None, signer=None, horizon=None,
        text_state="clean",
    )  # fmt: skip


def planned(head: Head, goals: Sequence[int]) -> Head:
    """The head with the year that most `goals` name as its horizon, if it has none of its own."""
    if head.horizon is not None or not goals:
        return head
    years = Counter(goals)
    end = min(years, key=lambda year: (-years[year], year))
    return head.model_copy(update={"horizon": Horizon(start=None, end=end, basis="goals")})


def _horizon(title: str | None, text: str, issued: date | None) -> Horizon | None:
    """The years planned for: the title's, else the term of office that the body names.

    "đến năm 2025, định hướng đến năm 2030" plans for 2025: a title's outlook lies beyond its plan, and a
    target without a year of its own is due within the plan.  Of several spans the latest counts.
    """
    known = wordings()
    words = known.cited.sub(" ", fold(title or ""))
    for kind, pattern in known.horizons:
        if kind == "aim":
            words = pattern.sub(" ", words)
    for reading in ("range", "by", "in"):
        found = [m for kind, pattern in known.horizons if kind == reading for m in pattern.finditer(words)]
        if reading == "range":
            found = [m for m in found if int(m["start"]) < int(m["end"])]
        if found and reading == "range":
            best = max(found, key=lambda m: int(m["end"]))
            return Horizon(start=int(best["start"]), end=int(best["end"]), basis="title")
        if found:
            end = int(found[0]["end"])
            return Horizon(start=end if reading == "in" else None, end=end, basis="title")
    terms = Counter((int(m["start"]), int(m["end"])) for m in known.term.finditer(text))
    if issued is not None:
        terms = Counter({years: n for years, n in terms.items() if years[1] >= issued.year})
    if terms:
        (start, end), _ = max(terms.items(), key=lambda item: (item[1], item[0]))
        return Horizon(start=start, end=end, basis="term")
    return None


def _pages(outline: Outline) -> list[HeadSpan]:
    """Page numbers alone on their line: marked as such, or counting on at a page's distance."""
    found = []
    bare: list[tuple[int, int, int]] = []
    for block in outline.blocks:
        if block.end - block.start > 16:
            continue
        text = outline.text(block)
        if text.isdecimal() and len(text) < 4:
            bare.append((int(text), block.start, block.end))
        elif wordings().page.search(text):
            found.append(HeadSpan(block.start, block.end, "page_furniture"))
    if len(bare) > 1 and all(b[0] > a[0] and b[1] - a[1] >= _PAGES_APART for a, b in pairwise(bare)):
        found += [HeadSpan(start, end, "page_furniture") for _, start, end in bare]
    return found
