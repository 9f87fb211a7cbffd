"""The parts of a workbook (ECMA-376): its sheets, the formats of cells, the texts that cells share."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from extract.contract.failures import ReadError
from extract.readers.content import Options
from extract.readers.sheets.shown import BUILTIN, GENERAL
from extract.readers.word.archive import part

Element = Any
"""An element of lxml, which says nothing of its types."""
MOST_XML = 64_000_000  # bytes of one part
_MOST_SHEETS = 200
FALSE = (None, "0", "false", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """The look of cells: number format, whether its letters are struck through."""

    code: str
    struck: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet as the workbook lists it, and the part that holds it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook says of all its sheets; `struck`: numbers of the shared texts that lack struck letters."""

    tabs: list[Tab]
    styles: list[Style]
    texts: list[str]
    struck: set[int]
    since_1904: bool


def book_of(archive: zipfile.ZipFile, options: Options) -> Book:
    """The sheets, styles and shared texts.  Raises ReadError (truncated, too_large, not_a_document)."""
    most = min(MOST_XML, options.max_bytes)
    root = _root(archive, "xl/workbook.xml", most)
    if root is None:
        raise ReadError("not_a_document.no_sheets")
    parts = _relations(archive, most)
    tabs = []
    for each in root.iterfind("{*}sheets/{*}sheet"):
        ids = [value for name, value in each.attrib.items() if name.endswith("}id")]
        kind, target = parts.get(ids[0] if ids else "", ("", ""))
        if kind == "worksheet" and target in archive.NameToInfo:
            tabs.append(Tab(each.get("name") or "", target, each.get("state", "visible") != "visible"))
    if not tabs:
        raise ReadError("not_a_document.no_sheets")
    if len(tabs) > _MOST_SHEETS:
        raise ReadError("too_large.sheets", count=len(tabs), most=_MOST_SHEETS)
    properties = root.find("{*}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") not in FALSE
    texts, struck = _texts(archive, most)
    return Book(tabs, _styles(_root(archive, "xl/styles.xml", most)), texts, struck, since_1904)


def _root(archive: zipfile.ZipFile, name: str, most: int) -> Element | None:
    """The root of a part; None if there is none."""
    data = part(archive, name, most)
    if data is None:
        return None
    _undeclared(data)
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("truncated.sheets") from error


def _undeclared(data: bytes) -> None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ReadError("too_large.entities")


def _relations(archive: zipfile.ZipFile, most: int) -> dict[str, tuple[str, str]]:
    """By id, the kind of a part that the workbook refers to and where it is."""
    root = _root(archive, "xl/_rels/workbook.xml.rels", most)
    found = {}
    for each in () if root is None else root.iter("{*}Relationship"):
        target = each.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        found[each.get("Id") or ""] = (each.get("Type") or "").rpartition("/")[2], path
    return found


def _styles(root: Element | None) -> list[Style]:
    """The formats of cells, by their numbers."""
    if root is None:
        return []
    codes = {whole(each.get("numFmtId")): each.get("formatCode") or GENERAL for each in root.iter("{*}numFmt")}
    fonts = [_is_struck(each) for each in root.iterfind("{*}fonts/{*}font")]
    found = []
    for each in root.iterfind("{*}cellXfs/{*}xf"):
        number, font = whole(each.get("numFmtId")), whole(each.get("fontId"))
        code = codes.get(number) or BUILTIN.get(number, GENERAL)
        found.append(Style(code, font < len(fonts) and fonts[font]))
    return found


def _is_struck(properties: Element) -> bool:
    strike = properties.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in FALSE


def _texts(archive: zipfile.ZipFile, most: int) -> tuple[list[str], set[int]]:
    """The shared texts, without struck letters, and the numbers of those that had some."""
    data = part(archive, "xl/sharedStrings.xml", most)
    texts: list[str] = []
    struck: set[int] = set()
    for each in () if data is None else elements(data, ("{*}si",)):
        text, all_of_it = letters(each)
        if not all_of_it:
            struck.add(len(texts))
        texts.append(text)
        free(each)
    return texts, struck


def letters(text: Element) -> tuple[str, bool]:
    """The letters of a text but those of runs that are struck through, and whether these are all."""
    found: list[str] = []
    whole = True
    for each in text:
        kind = local(each)
        if kind == "t":
            found.append("".join(each.itertext()))
        elif kind == "r":
            if (look := each.find("{*}rPr")) is not None and _is_struck(look):
                whole = False
            else:
                found += ["".join(piece.itertext()) for piece in each.iterfind("{*}t")]
    return "".join(found), whole


def local(element: Element) -> str:
    """The name of an element without its namespace; "" of a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def free(element: Element) -> None:
    """Let go of an element that is done with, and of what stands before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def elements(data: bytes, names: tuple[str, ...]) -> Iterator[Element]:
    """The elements of these names as they end.  Raises ReadError (truncated, too_large)."""
    _undeclared(data)
    try:
        yield from (
            element
            for _, element in etree.iterparse(
                io.BytesIO(data), tag=names, resolve_entities=False, no_network=True, load_dtd=False
            )
        )
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("truncated.sheets") from error


def whole(text: str | None, default: int = 0) -> int:
    """A small whole number as an attribute has it."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else default
