"""The head of a document: what it is, by whom, from when, for which province and years, signed by whom."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePath

from extract.folding import fold
from extract.headrules import wordings
from extract.letterhead import HeadSpan, Letterhead, Organ, Segment, organs_in, read_letterhead
from extract.model import Head, Horizon, Notice, Province
from extract.outline import Outline
from extract.provinces import WORDS, Mention, decided, gazetteer
from extract.read import Source

__all__ = ["HeadSpan", "read_head"]

_SIGNED = (6, 45)  # blocks before and after "Nơi nhận" in which a signature is looked for
_TAIL = 40  # blocks at the end, where no recipients are listed
_NAME = 80  # characters; a line with a name is shorter
_BEFORE_NAMES = frozenset({"tinh", "pho", "uy"})  # "tỉnh", "thành phố", "Tỉnh ủy", before a damaged name
_PAGES_APART = 800  # characters between two page numbers, at least


def read_head(
    source: Source, outline: Outline, goals: Sequence[int], *, restored: bool = False
) -> tuple[Head, list[HeadSpan], list[Notice]]:
    """Read a document's head.

    `goals` are the end years of its target records (none if not known yet).  The spans, in offsets of
    the outline's text, hold the digits of number, date, stamp and page furniture.
    """
    text = outline.working.text
    letter = read_letterhead(outline)
    signature = _Signature(outline)
    notices: list[Notice] = []
    organs = letter.organs or signature.organs
    mentions = _placed(text, letter)
    when = letter.issued or _not_before(text)
    central = bool(organs) and organs[0].level == "central"
    code, named = (None, False) if central else decided(mentions, when)
    if code is None and not central and (letter.damaged or restored):
        code, named = _damaged(letter), True
    province = gazetteer().in_force(code, when) if code else None
    if letter.issued is None:
        notices.append(Notice(code="issued_unknown", message="no date of issue was found"))
    if province is None and not central:
        notices.append(Notice(code="province_unknown", message="nothing in the text says which province it is of"))
    elif province is not None and not named:
        places = Counter(m.words for m, _ in mentions if m.codes == (code,))
        listed = ", ".join(words for words, _ in places.most_common(3))
        notices.append(
            Notice(code="province_inferred", message=f"{province.name} is not named as province, but by: {listed}")
        )
    issuer, district = _issuer(organs, letter, signature, mentions, province, code, when)
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
        signer=signature.name,
        horizon=_horizon(letter.title, text, goals, letter.issued),
        text_state="restored" if restored else "clean",
    )
    return head, sorted([*letter.spans, *_pages(outline)], key=lambda s: (s.start, s.end)), notices


def _relative(path: str) -> str:
    """The path as given; an absolute one as seen from the working folder, or the bare name."""
    if not os.path.isabs(path):
        return path
    try:
        return Path(path).relative_to(Path.cwd()).as_posix()
    except ValueError:
        return PurePath(path).name


def _placed(text: str, letter: Letterhead) -> list[tuple[Mention, str]]:
    """Places named, each with the part of the head it stands in ("" for the body)."""
    found = []
    for mention in gazetteer().mentions(text, letter.end):
        part = next((p for start, end, p in letter.parts if start <= mention.start < end), "")
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


def _damaged(letter: Letterhead) -> str | None:
    """The province that the head names in letters that OCR has damaged."""
    near: Counter[str] = Counter()
    candidates = [letter.place]
    for text in (*(s.text for s in letter.letterhead), letter.title or ""):
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
    return ranked[0][0]


class _Signature:
    """The signature block: who signed, for which organ, and whose office keeps the file."""

    def __init__(self, outline: Outline) -> None:
        self.name: str | None = None
        self.organs: list[Organ] = []
        known = wordings()
        text = outline.working.text
        match = known.recipients.search(text)
        blocks = outline.blocks
        if match:
            at = next(i for i, block in enumerate(blocks) if block.end > match.start())
            first, last = max(0, at - _SIGNED[0]), min(len(blocks), at + _SIGNED[1])
        else:
            at, first, last = -1, max(0, len(blocks) - _TAIL), len(blocks)
        segments = [Segment(outline.text(b), b.start) for b in blocks[first:last]]
        signs = [i for i, s in enumerate(segments) if len(s.text) < 160 and known.signature.search(s.folded)]
        if signs:
            signed = signs[0]
            for i in range(signs[0], min(signs[-1] + 4, len(segments))):
                found = self._named(segments[i], i in signs)
                if found:
                    self.name, signed = found, i
                elif self.name and i not in signs:
                    break
            self.organs = [o for i in signs if i <= signed for o in organs_in(segments[i])]
        elif match:
            glued = next((s for s in reversed(segments) if s.text.strip()), None)
            self.name = self._glued(glued) if glued else None
        elif segments:
            found = self._named(segments[-1], False)
            self.name = found if found and fold(found.split()[0]).lower() in known.families else None
        kept = segments[at - first :] if match else segments
        keepers = [o for s in kept if s.folded.lstrip("-+ *").startswith("Luu") for o in organs_in(s)]
        if self.organs and self.organs[0].cue.name == "Ban Thường vụ" and keepers:
            self.organs.append(keepers[-1])
        elif not self.organs:
            self.organs = keepers[-1:]

    def _named(self, segment: Segment, sign: bool) -> str | None:
        """The person's name that a line is, or (in a line of the block) that ends it."""
        if len(segment.text) > _NAME * (2 if sign else 1):
            return None
        pattern = wordings().name
        text, folded = segment.text.strip(" *_.|"), segment.folded.strip(" *_.|")
        offset = segment.text.find(text)
        match = None
        if not sign:
            match = pattern.fullmatch(folded)
        else:
            words = folded.split()
            while words and words[0].isupper():
                words.pop(0)
            rest = " ".join(words)
            start = folded.find(rest) if rest else len(folded)
            match = pattern.fullmatch(folded, start) if 1 < len(words) < 7 else None
        if match is None:
            return None
        name = segment.text[offset + match.start("name") : offset + match.end("name")]
        if name.isupper() and fold(name.split()[0]).lower() not in wordings().families:
            return None
        return " ".join(name.split())

    def _glued(self, segment: Segment) -> str | None:
        """A name at the end of the last line of recipients ("- Lưu Văn phòng. Ngô Thanh Danh")."""
        cut = max(segment.folded.rfind(mark) for mark in (". ", "; ", "  "))
        return self._named(segment.part(cut + 2), False) if cut >= 0 else None


def _issuer(
    organs: list[Organ],
    letter: Letterhead,
    signature: _Signature,
    mentions: list[tuple[Mention, str]],
    province: Province | None,
    code: str | None,
    when: date | None,
) -> tuple[str | None, str | None]:
    """The issuer's full name, and the district whose organ it is (None: not a district's)."""
    if not organs:
        words = " ".join(" ".join(s.text for s in letter.letterhead).split())
        return (words or None), None
    organ = organs[0]
    name = organ.name
    if organ.cue.name == "Ban Thường vụ" and len(organs) > 1:
        organ = organs[1]
        name = f"{name} {organ.name}"
    if organ.level == "central":
        return name, None
    known = gazetteer()
    city = code is not None and known.is_city(code, when)
    level = organ.level
    if level == "city":
        own = fold(organ.unit or letter.place).lower()
        level = "province" if city and (not own or fold(province.name).lower() in own) else "district"
    if level in {"district", "commune"}:
        unit = _unit(organ, mentions, code) if level == "district" else None
        place = unit[1] if unit else organ.unit.strip(" ,.-*").title()
        return " ".join(filter(None, (name, place if not unit or not organ.cue.unit_word else f"{WORDS[unit[0]]} {place}"))), (
            place or None if level == "district" else None
        )
    if province is None:
        return name, None
    word = ("thành phố " if city else "tỉnh ") if organ.cue.unit_word else ""
    return f"{name} {word}{province.name}", None


def _unit(organ: Organ, mentions: list[tuple[Mention, str]], code: str | None) -> tuple[str, str] | None:
    """Kind and name of the district that an organ is of: named in the head, else most in the text."""
    votes: Counter[tuple[str, str]] = Counter()
    for mention, part in mentions:
        if mention.kind in {"tinh", "zone"} or (code is not None and code not in mention.codes):
            continue
        votes[mention.kind, mention.name] += 100 if part else 1
    return votes.most_common(1)[0][0] if votes else None


def _horizon(title: str | None, text: str, goals: Sequence[int], issued: date | None) -> Horizon | None:
    """The years planned for: the title's, else the term of office named, else the year of most goals.

    "đến năm 2025, định hướng đến năm 2030" plans for 2025: what a title only aims at lies beyond it.
    """
    known = wordings()
    words = known.cited.sub(" ", fold(title or ""))
    for cue in known.horizons:
        if cue.reading == "aim":
            words = cue.regex.sub(" ", words)
    for reading in ("range", "by", "in"):
        found = [m for cue in known.horizons if cue.reading == reading for m in cue.regex.finditer(words)]
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
    if goals:
        years = Counter(goals)
        return Horizon(start=None, end=min(years, key=lambda year: (-years[year], year)), basis="goals")
    return None


def _pages(outline: Outline) -> list[HeadSpan]:
    """Page numbers alone on their line: marked as such, or counting on at a page's distance."""
    found = []
    bare: list[tuple[int, int, int]] = []
    for block in outline.blocks:
        if block.end - block.start > 16:
            continue
        text = outline.text(block)
        if text.isdigit() and len(text) < 4:
            bare.append((int(text), block.start, block.end))
        elif wordings().page.search(text):
            found.append(HeadSpan(block.start, block.end, "page_furniture"))
    near = any(b[1] - a[1] < _PAGES_APART for a, b in zip(bare, bare[1:], strict=False))
    if len(bare) > 1 and not near and all(b[0] > a[0] for a, b in zip(bare, bare[1:], strict=False)):
        found += [HeadSpan(start, end, "page_furniture") for _, start, end in bare]
    return found
