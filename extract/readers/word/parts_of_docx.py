"""The parts of a Word file (ECMA-376): body, styles, numbering, notes, heads and feet, found by their relationships.

Parts are parsed one by one and only if needed, so that a missing picture or a broken part that holds no text costs
nothing.  No document type is accepted, no entity expanded, nothing fetched.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any

from lxml import etree

from extract.contract.failures import ReadError
from extract.readers.content import Options
from extract.readers.word.archive import opened, part

Element = Any
"""An element of lxml, which says nothing of its types."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/presentationml/main": b"http://schemas.openxmlformats.org/presentationml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships":
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}  # fmt: skip
"""What the strict form of the standard calls the usual names."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MOST_XML = 64_000_000  # bytes of one part; a document of a thousand pages has 15 MB


def word(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return W + name


VAL = word("val")


def on(properties: Element | None, name: str) -> bool | None:
    """A toggle property: whether it is on; None where it is not said."""
    found = None if properties is None else properties.find(word(name))
    if found is None:
        return None
    return found.get(VAL, "true") not in ("false", "0", "off", "none")


def value(properties: Element | None, name: str) -> str | None:
    """The value of a property."""
    found = None if properties is None else properties.find(word(name))
    return None if found is None else found.get(VAL)


def whole(text: str | None, default: int) -> int:
    """A small whole number as an attribute has it."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else default


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another refers to: the last word of the relationship's type, where it is, and its id there."""

    kind: str
    target: str
    id: str = ""


class Package:
    """An opened Office file.  Raises ReadError (of archive.opened)."""

    def __init__(self, data: bytes, options: Options) -> None:
        self._archive = opened(data, options)
        self._most = min(_MOST_XML, options.max_bytes)

    def relations_of(self, part: str) -> list[Relation]:
        """What a part refers to."""
        folder, name = posixpath.split(part)
        return self._relations(f"{folder}/_rels/{name}.rels".lstrip("/"), folder)

    def _relations(self, name: str, folder: str) -> list[Relation]:
        try:
            root = self.parsed(name)
        except ReadError as error:
            if error.code == "too_large":
                raise
            return []
        found = []
        for each in () if root is None else root.iter(_RELATIONSHIP):
            if each.get("TargetMode") == "External":
                continue
            target = each.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.append(Relation((each.get("Type") or "").rpartition("/")[2], path, each.get("Id") or ""))
        return found

    def parsed(self, name: str) -> Element | None:
        """The root of a part; None if there is none.  Raises ReadError (truncated, too_large)."""
        data = part(self._archive, name, self._most)
        if data is None:
            return None
        if _STRICT in data[:20_000]:
            for strict, usual in _NAMES.items():
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError) as error:
            told = str(error).lower()
            if any(word in told for word in ("depth", "huge", "entity", "entities", "amplification", "too long")):
                raise ReadError("too_large.xml") from error
            raise ReadError("truncated.unparsed") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise ReadError("too_large.entities")
        return root


class Parts(Package):
    """An opened Word file.  Raises ReadError (of archive.opened; not_a_document where there is no body)."""

    def __init__(self, data: bytes, options: Options) -> None:
        super().__init__(data, options)
        self._body = "word/document.xml"
        for relation in self._relations("_rels/.rels", ""):
            if relation.kind == "officeDocument" and relation.target in self._archive.NameToInfo:
                self._body = relation.target
        self.relations = self.relations_of(self._body)

    def body(self) -> Element:
        """The root of the body."""
        root = self.parsed(self._body)
        found = None if root is None else root.find(word("body"))
        if found is None:
            raise ReadError("not_a_document.no_word")
        return found

    def related(self, kind: str) -> list[Element]:
        """Roots of the parts of a kind ("styles", "numbering", "footnotes", "header", ...), readable ones only."""
        roots = []
        for target in dict.fromkeys(r.target for r in self.relations if r.kind == kind):
            try:
                root = self.parsed(target)
            except ReadError as error:
                if error.code == "too_large":
                    raise
                continue
            if root is not None:
                roots.append(root)
        return roots
