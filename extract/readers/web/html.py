"""Web pages: the main text of one, whatever portal or word processor it was saved from.  Nothing is ever fetched."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from extract.contract.failures import ReadError, notice
from extract.readers.content import Content, Options
from extract.readers.script import Script
from extract.readers.text.encodings import decoded, font_of, notices_of
from extract.readers.text.mojibake import untangled
from extract.readers.web.elements import Table, blocks_of
from extract.readers.web.main_part import Element, left_out

_MARKUP = re.compile(rb"<[^<>]*>|&#?\w{1,8};")
_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_UNSEEN = re.compile("[\x00\x1f]")  # a browser ignores the one, the other is Word's soft hyphen
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1e\x7f]")
_TORN = re.compile(r"<[a-zA-Z/][^<>]*\Z")
_LONG_TAG = re.compile(r"(<[a-zA-Z][\w:.-]{0,40})[\s/][^<>]{2000,}+>?")
_MOST_ATTRIBUTES = 1000  # of one tag, and the blanks in them
_MOST_ELEMENTS = 2_000_000


def content(data: bytes, name: str, options: Options) -> Content:
    """The main text of a page.  Raises ReadError (unknown_encoding, not_a_document, too_large, empty)."""
    page, encoding = _page(data)
    page, tangled = untangled(page)
    script = Script()
    script.notices.extend(notices_of(page, encoding))
    if tangled:
        script.notices.append(notice("encoding.mojibake", encoding=tangled))
    if _TORN.search(page[-5000:]):
        script.notices.append(notice("truncated.tag"))
    root = _tree(_of_few_attributes(page))
    left = left_out(root)
    blocks, cut = blocks_of(root, left, options)
    script.notices.extend(cut)
    if not any(block.text.strip() for block in blocks):
        raise ReadError("empty.page_of_its_own")
    if left.characters:
        script.notices.append(notice("left_out.menus", count=left.characters))
    font = font_of("\n".join(block.text for block in blocks))
    mend = font.piece if font else str
    if font:
        script.notices.append(notice("encoding.fonts", font=font.name))
    for block in blocks:
        if isinstance(block, Table):
            script.table([[mend(cell) for cell in row] for row in block.rows], copies=block.copies)
        elif block.note:
            script.note(block.note, mend(block.text))
        else:
            script.paragraph(mend(block.text), heading=block.heading)
    return script.content("text/html")


def _page(data: bytes) -> tuple[str, str]:
    """The page's characters and their encoding: told by its words, else by what its meta tag says."""
    try:
        page, encoding = decoded(data, _bare(data[:1_000_000]))
    except ReadError:
        declared = _CHARSET.search(data[:4096])
        known = {b"utf-8": "utf-8", b"windows-1258": "cp1258", b"windows-1252": "cp1252", b"iso-8859-1": "cp1252"}
        codec = known.get(declared.group(1).lower()) if declared else None
        if codec is None:
            raise
        page, encoding = data.decode(codec, "replace"), codec
        if page.count("\ufffd") > len(page) // 50:
            raise
    if page.count("\x00") > len(page) // 100:
        raise ReadError("not_a_document.binary_page")
    return _CONTROL.sub(" ", _UNSEEN.sub("", page)), encoding


def _of_few_attributes(page: str) -> str:
    """The page without the attributes of a tag that has more than any page's: the parser compares each with each.

    From the first tag of so many characters on; in time that grows with the page's length and no more.
    """
    kept: list[str] = []
    at = 0
    for match in _LONG_TAG.finditer(page):
        if match.group().count("=") + match.group().count(" ") > _MOST_ATTRIBUTES:
            kept += (page[at : match.start()], match.group(1), ">")
            at = match.end()
    return "".join([*kept, page[at:]]) if kept else page


def _bare(data: bytes) -> bytes:
    """A page without its scripts, styles and tags, roughly; in time that grows with its length and no more."""
    low = data.lower()
    for opening, closing in ((b"<script", b"</script"), (b"<style", b"</style")):
        kept: list[bytes] = []
        at = 0
        while (start := low.find(opening, at)) >= 0 and (end := low.find(closing, start)) >= 0:
            kept.append(data[at:start])
            at = end
        data = b"".join([*kept, data[at:]])
        low = data.lower()
    return _MARKUP.sub(b" ", data)


def _tree(page: str) -> Element:
    page = re.sub(r"\A\s*<\?xml[^>]*>", "", page)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, MemoryError) as error:
        raise ReadError("not_a_document.page") from error
    if root is None:
        raise ReadError("empty.page")
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReadError("too_large.elements_nested")
    if next(islice(root.iter(), _MOST_ELEMENTS, None), None) is not None:
        raise ReadError("too_large.elements", most=_MOST_ELEMENTS)
    return root
