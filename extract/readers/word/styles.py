"""What a Word style says, with the styles it is based on: headings, numbering, letters that look otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.readers.word.parts_of_docx import VAL, Element, on, value, whole, word
from extract.rules.vocabulary import expression

_CHAIN = 30  # styles that may stand on one another
_NO_LINE = frozenset({"nil", "none"})


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look; None where it is not said."""

    bold: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    struck: bool | None = None
    struck_twice: bool | None = None
    font: str | None = None

    def over(self, other: Look) -> Look:
        """This look, and where it says nothing the other one."""
        return Look(
            other.bold if self.bold is None else self.bold,
            other.capitals if self.capitals is None else self.capitals,
            other.hidden if self.hidden is None else self.hidden,
            other.raised if self.raised is None else self.raised,
            other.struck if self.struck is None else self.struck,
            other.struck_twice if self.struck_twice is None else self.struck_twice,
            other.font if self.font is None else self.font,
        )

    def within(self, style: Look) -> Look:
        """This look of a character style in a paragraph of `style`: a line through letters of both is off."""
        if self.struck and style.struck:
            return replace(self, struck=False).over(style)
        return self.over(style)


PLAIN = Look()


def look_of(properties: Element | None) -> Look:
    """What run properties say of themselves."""
    if properties is None or not len(properties):
        return PLAIN
    fonts = properties.find(word("rFonts"))
    font = None if fonts is None else fonts.get(word("ascii")) or fonts.get(word("hAnsi"))
    raised = value(properties, "vertAlign")
    return Look(
        on(properties, "b"), on(properties, "caps"), on(properties, "vanish"),
        None if raised is None else raised == "superscript", on(properties, "strike"), on(properties, "dstrike"), font,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """A style together with those it is based on."""

    look: Look = PLAIN
    heading: bool = False
    contents: bool = False  # an entry of a table of contents
    number: str | None = None  # numId
    level: int | None = None
    ruled: bool = False  # a table style with lines


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Element | None) -> None:
        self._found: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self.default = Style()
        self.base = PLAIN
        if root is None:
            return
        self.base = look_of(root.find(f"{word('docDefaults')}/{word('rPrDefault')}/{word('rPr')}"))
        normal = None
        for style in root.iter(word("style")):
            name = style.get(word("styleId"))
            if name:
                self._found.setdefault(name, style)
                if style.get(word("type")) == "paragraph" and style.get(word("default")) in ("1", "true", "on"):
                    normal = name
        if normal:
            self.default = self.of(normal)
        self.default = replace(self.default, look=self.default.look.over(self.base))

    def of(self, name: str | None) -> Style:
        """The style of that id; of none or an unknown one, the default."""
        if name is None or name not in self._found:
            return self.default
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def letters(self, name: str | None) -> Look:
        """What a character style says."""
        return self.of(name).look if name in self._found else PLAIN

    def _resolved(self, name: str) -> Style:
        look, heading, contents, number, level, ruled = PLAIN, None, False, None, None, None
        seen: set[str] = set()
        at: str | None = name
        while at is not None and at not in seen and len(seen) < _CHAIN and at in self._found:
            seen.add(at)
            style = self._found[at]
            title = value(style, "name") or ""
            look = look.over(look_of(style.find(word("rPr"))))
            contents = contents or expression("contents_style").fullmatch(title.strip()) is not None
            properties = style.find(word("pPr"))
            if heading is None:
                depth = value(properties, "outlineLvl")
                if depth is not None:
                    heading = whole(depth, 9) < 9
                elif expression("heading_style").fullmatch(title.strip()):
                    heading = True
            listed = None if properties is None else properties.find(word("numPr"))
            if number is None and listed is not None:
                number = value(listed, "numId")
                said = value(listed, "ilvl")
                level = whole(said, 0) if said is not None and level is None else level
            if ruled is None:
                ruled = lined(style.find(f"{word('tblPr')}/{word('tblBorders')}"))
            at = value(style, "basedOn")
        return Style(look, bool(heading), contents, number, level, bool(ruled))


def lined(borders: Element | None) -> bool | None:
    """Whether borders of a table or cell are drawn; None where nothing is said."""
    if borders is None or not len(borders):
        return None
    return any(each.get(VAL, "nil") not in _NO_LINE for each in borders)
