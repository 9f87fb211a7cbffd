"""Word documents (.docx): paragraphs with the labels Word shows, tables, footnotes; deletions left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extract.readers.archive import checked, part
from extract.readers.content import Content, Options, ReadError
from extract.readers.encodings import repaired
from extract.readers.numbering import Numbering, W, value
from extract.readers.script import Script

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = {W + name for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "commentReference", "rt")}
_DROPPED |= {_MC + "Fallback"}
_SPACES = {W + name for name in ("tab", "br", "cr", "ptab")}
_HEADING = 200  # characters that a bold heading has at most
_MOST_CELLS = 20_000
_PROSE = 400  # characters in a cell from which a table without figures is a layout


@dataclass(slots=True)
class _Word:
    """What is known while the body is read."""

    options: Options
    script: Script
    numbering: Numbering
    styles: dict[str, Any]
    notes: dict[tuple[str, str], Any]
    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    cited: int = 0
    pending: list[tuple[str, str]] = field(default_factory=list)


def _parsed(data: bytes | None) -> Any:
    """The root of an XML part: no entities, no network, bounded depth.  Raises ReadError (truncated)."""
    if data is None:
        return None
    if b"<!ENTITY" in data[:100_000] or b"<!DOCTYPE" in data[:100_000]:
        raise ReadError("too_large", "its XML defines entities of its own, which no word processor writes")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise ReadError("truncated", "the document inside is damaged or cut short (get it again)") from error


def content(data: bytes, name: str, options: Options) -> Content:
    """The text of a Word document.  Raises ReadError (truncated, too_large, encrypted, not_a_document, empty)."""
    with checked(data, options) as archive:
        root = _parsed(part(archive, "word/document.xml", options))
        numbering = _parsed(part(archive, "word/numbering.xml", options))
        styles = _parsed(part(archive, "word/styles.xml", options))
        notes = {
            (kind, note.get(W + "id") or ""): note
            for kind in ("footnote", "endnote")
            for note in _children(_parsed(part(archive, f"word/{kind}s.xml", options)), kind)
        }
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise ReadError("truncated", "the document inside is damaged or cut short (get it again)")
    named = {style.get(W + "styleId") or "": style for style in _children(styles, "style")}
    word = _Word(options, Script(spaced=False), Numbering.of(numbering), named, notes)
    _blocks(word, body)
    _tell(word)
    return word.script.content(MEDIA)


def _children(element: Any, name: str) -> list[Any]:
    return [] if element is None else element.findall(W + name)


def _tell(word: _Word) -> None:
    if word.inserted or word.deleted:
        message = f"{word.inserted} tracked insertions taken in, {word.deleted} deletions left out"
        word.script.notices.append(("tracked_changes", message))
    if word.hidden:
        word.script.notices.append(("left_out", f"{word.hidden} characters of hidden text left out"))


def _block_elements(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables below an element, through content controls and insertions, in order."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag in (W + "p", W + "tbl"):
            yield element
        elif element.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "moveTo", W + "customXml", W + "smartTag"):
            waiting.extend(reversed(element))


def _blocks(word: _Word, parent: Any) -> None:
    for element in _block_elements(parent):
        if element.tag == W + "p":
            _paragraph(word, element)
        else:
            _table(word, element)
        for mark, text in word.pending:
            word.script.note(mark, text)
        word.pending.clear()


def _text(word: _Word, paragraph: Any) -> str:
    """The words of a paragraph as they are shown, notes marked; text boxes behind them."""
    parts: list[str] = []
    boxes: list[str] = []
    waiting: list[Any] = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag in (W + "del", W + "moveFrom"):
            word.deleted += 1
        if tag in _DROPPED or not isinstance(tag, str):
            continue
        if tag in (W + "ins", W + "moveTo"):
            word.inserted += 1
        if tag == W + "r":
            marks = element.find(W + "rPr")
            if (
                marks is not None
                and marks.find(W + "vanish") is not None
                and value(marks, "vanish") not in ("0", "false")
            ):
                word.hidden += sum(len(each.text or "") for each in element.iter(W + "t"))
                continue
        if tag == W + "t":
            parts.append(repaired(element.text or "")[0] if _odd(element.text) else element.text or "")
        elif tag in _SPACES:
            parts.append(" ")
        elif tag == W + "noBreakHyphen":
            parts.append("-")
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            parts.append(_note(word, element))
        elif tag == W + "txbxContent":
            boxes += [_text(word, each) for each in element.iter(W + "p")]
        else:
            waiting.extend(reversed(element))
    return " ".join(" ".join(["".join(parts), *boxes]).split())


def _odd(text: str | None) -> bool:
    """Whether a text may hold characters of an old font: Latin-1 signs that Vietnamese has no use for."""
    return text is not None and any("\xa1" <= c <= "\xbf" or c in "ÆÇÐÑ×Øßæçñ÷øþ®" for c in text)


def _note(word: _Word, reference: Any) -> str:
    kind = "footnote" if reference.tag == W + "footnoteReference" else "endnote"
    note = word.notes.get((kind, reference.get(W + "id") or ""))
    if note is None:
        return ""
    word.cited += 1
    text = " ".join(_text(word, each) for each in note.iter(W + "p"))
    word.pending.append((str(word.cited), text))
    return f"[^{word.cited}]"


def _style_chain(word: _Word, properties: Any) -> Iterator[Any]:
    """Paragraph properties from the paragraph itself to the styles it stands on."""
    seen: set[str] = set()
    yield properties
    name = value(properties, "pStyle")
    while name and name not in seen and name in word.styles:
        seen.add(name)
        yield word.styles[name].find(W + "pPr")
        name = value(word.styles[name], "basedOn")


def _label(word: _Word, properties: Any) -> str:
    """The label that Word shows before a paragraph."""
    level = None
    for each in _style_chain(word, properties):
        numbers = each.find(W + "numPr") if each is not None else None
        if numbers is None:
            continue
        level = level or value(numbers, "ilvl")
        name = value(numbers, "numId")
        if name is not None:
            return "" if name == "0" else word.numbering.label(name, int(level) if level and level.isdigit() else 0)
    return ""


def _is_heading(word: _Word, paragraph: Any, properties: Any, text: str) -> bool:
    """Whether a paragraph without a label is a heading: by its outline level, or short and wholly bold."""
    if len(text) > _HEADING or text.isupper() or text[0] in "-+(" or text[0].isdigit():
        return False
    for each in _style_chain(word, properties):
        outline = value(each, "outlineLvl")
        if outline is not None:
            return outline != "9"
    runs = [run for run in paragraph.iter(W + "r") if any((t.text or "").strip() for t in run.iter(W + "t"))]
    bold = [run.find(W + "rPr") for run in runs]
    return (
        bool(runs)
        and not text.endswith((".", ";"))
        and all(
            marks is not None and marks.find(W + "b") is not None and value(marks, "b") not in ("0", "false")
            for marks in bold
        )
    )


def _paragraph(word: _Word, paragraph: Any) -> None:
    properties = paragraph.find(W + "pPr")
    text = _text(word, paragraph)
    if not text:
        word.script.blank()
        return
    label = _label(word, properties)
    if label:
        word.script.paragraph(f"{label} {text}")
    else:
        word.script.paragraph(text, heading=_is_heading(word, paragraph, properties, text))


def _cell(word: _Word, cell: Any) -> list[str]:
    """The paragraphs of a cell, those of tables within it too."""
    texts = []
    for paragraph in cell.iter(W + "p"):
        label, text = _label(word, paragraph.find(W + "pPr")), _text(word, paragraph)
        texts.append(f"{label} {text}".strip())
    return [text for text in texts if text]


def _table(word: _Word, table: Any) -> None:
    """A table's rows, merged cells repeated; a table that only lays out the page as paragraphs."""
    rows: list[list[list[str]]] = []
    above: dict[int, list[str]] = {}
    cells = 0
    for row in table.iter(W + "tr"):
        if next(row.iterancestors(W + "tbl")) is not table:
            continue  # of a table within a cell: its text is the cell's
        line: list[list[str]] = []
        for cell in row.iter(W + "tc"):
            if next(cell.iterancestors(W + "tr")) is not row:
                continue
            properties = cell.find(W + "tcPr")
            merged = properties.find(W + "vMerge") if properties is not None else None
            goes_on = merged is not None and merged.get(W + "val") != "restart"
            texts = above.get(len(line), []) if goes_on else _cell(word, cell)
            wide = value(properties, "gridSpan") or "1"
            for _ in range(min(int(wide) if wide.isdigit() else 1, 60)):
                above[len(line)] = texts
                line.append(texts)
        rows.append(line)
        cells += len(line)
        if cells > _MOST_CELLS:
            raise ReadError("too_large", f"a table of more than {_MOST_CELLS} cells")
    if _is_layout(rows):
        for line in rows:
            for place, texts in enumerate(line):
                if place and texts is line[place - 1]:
                    continue
                for text in texts:
                    word.script.paragraph(text)
        return
    word.script.table([[" ".join(texts) for texts in line] for line in rows])


def _is_layout(rows: list[list[list[str]]]) -> bool:
    """Whether a table sets letterhead, signature or prose side by side, and no figures in columns."""
    width = max(map(len, rows), default=0)
    if width < 2 or len(rows) < 2:
        return True
    texts = [" ".join(cell) for row in rows for cell in row]
    if any(len(text) > _PROSE * 5 for text in texts):
        return True
    figures = sum(text[:1].isdigit() and len(text) < 30 for text in texts)
    return width == 2 and figures == 0
