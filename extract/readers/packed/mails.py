"""Messages (.eml): their text and the files sent with them."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message

from extract.contract.failures import Problem, ReadError
from extract.readers.content import Options
from extract.readers.packed.members import Listing, Member, data_file, hidden
from extract.readers.packed.names import decoded, inner_path
from extract.sources.inputs import MOST_WITHIN

_MOST_PARTS = 20_000  # lines that look as if a part began
_MOST_HEADERS = 20_000  # lines of them
_LOGO = 30_000  # bytes of a picture within the text that is no page
_NOTHING = frozenset({
    "text/calendar", "text/vcard", "text/x-vcard", "application/pgp-signature", "application/pkcs7-signature",
    "application/x-pkcs7-signature", "message/delivery-status", "message/disposition-notification",
})  # fmt: skip
_LOCKED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
_SUFFIXES = {
    "text/plain": "txt", "text/html": "html", "application/pdf": "pdf", "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx", "image/jpeg": "jpg",
    "image/png": "png", "image/tiff": "tif", "message/rfc822": "eml", "application/zip": "zip",
}  # fmt: skip


def parsed(data: bytes) -> Message:
    """A message.  Raises ReadError (truncated, too_large)."""
    if data.count(b"\n--") > _MOST_PARTS:
        raise ReadError("too_large.parts", most=_MOST_PARTS)
    head = data.replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf\n ").partition(b"\n\n")[0]
    if head.count(b"\n") > _MOST_HEADERS:
        raise ReadError("too_large.parts", most=_MOST_HEADERS)
    try:
        return message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n "), policy=policy.compat32)
    except (Exception, RecursionError) as error:  # the parser raises whatever the damage leads to
        raise ReadError("truncated.mail") from error


def leaves(message: Message) -> Iterator[Message]:
    """The parts of a message that hold something, in order; of alternatives the one that is read.

    A message that was sent with it is one part.
    """
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            parts = [each for each in inner if isinstance(each, Message)]
            if part.get_content_subtype() == "alternative":
                parts = _chosen(parts)
            waiting.extend(reversed(parts))
        else:
            yield part


def _chosen(parts: list[Message]) -> list[Message]:
    """Of the forms of one text: the page where it has a table, else the plain text."""
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    others = [part for part in parts if part not in plain]
    rich = [part for part in others if any(b"<table" in body_of(leaf).lower() for leaf in leaves(part))]
    return (rich or plain or others)[:1] or parts


def body_of(part: Message) -> bytes:
    """The bytes of a part; text in UTF-8 where the part says rightly what it is in."""
    inner = part.get_payload()
    if isinstance(inner, list):
        first = next((each for each in inner if isinstance(each, Message)), None)
        try:
            return b"" if first is None else first.as_bytes()
        except Exception as error:  # what cannot be parsed cannot be written either
            raise ReadError("truncated.mail") from error
    try:
        found = part.get_payload(decode=True)
    except Exception as error:
        raise ReadError("truncated.mail") from error
    data = found if isinstance(found, bytes) else b""
    charset = part.get_content_charset()
    if part.get_content_maintype() == "text" and charset and charset not in {"utf-8", "us-ascii", "unknown-8bit"}:
        try:
            return data.decode(charset).encode("utf-8")
        except (LookupError, ValueError):
            return data
    return data


def listed(data: bytes, options: Options) -> Listing:
    """The text of a message and what was sent with it.  Raises ReadError (truncated, too_large, empty)."""
    members: list[Member] = []
    left_out = 0
    for number, (name, part) in enumerate(_named(parsed(data))):
        size = _size(part)
        if part.get_content_type() in _LOCKED:
            members.append(Member(number, name, size, Problem("encrypted.packed")))
        elif _nothing(part, size) or data_file(name) or hidden(name):
            left_out += 1
        elif size:
            members.append(Member(number, name, size))
    if not members:
        raise ReadError("empty.packed")
    if len(members) > MOST_WITHIN:
        raise ReadError("too_large.members", most=MOST_WITHIN)
    return Listing(tuple(members), left_out)


def taken(data: bytes, number: int, options: Options) -> tuple[bytes, str]:
    """The bytes and the name of a part of a message.  Raises ReadError."""
    for place, (name, part) in enumerate(_named(parsed(data))):
        if place == number:
            return body_of(part), name
    raise ReadError("missing.file")


def _size(part: Message) -> int:
    inner = part.get_payload()
    return len(inner.strip()) if isinstance(inner, str) else len(inner)


def _nothing(part: Message, size: int) -> bool:
    """What is no document: appointments, signatures, small pictures within the text."""
    if part.get_content_type() in _NOTHING:
        return True
    within = part.get("Content-ID") is not None or part.get_content_disposition() == "inline"
    return part.get_content_maintype() == "image" and within and size < _LOGO


def _named(message: Message) -> Iterator[tuple[str, Message]]:
    """The parts of a message, each with a path of its own."""
    used: dict[str, int] = {}
    for part in leaves(message):
        name = inner_path(_filename(part))
        if not name:
            text = part.get_content_maintype() == "text"
            suffix = _SUFFIXES.get(part.get_content_type(), "")
            name = ("message" if text else "part") + (f".{suffix}" if suffix else "")
        count = used[name] = used.get(name, 0) + 1
        if count > 1:
            stem, dot, suffix = name.rpartition(".")
            name = f"{stem}-{count}.{suffix}" if dot and stem else f"{name}-{count}"
        yield name, part


def _filename(part: Message) -> str:
    """The name a part was sent under, whichever way its letters were written."""
    try:
        name = part.get_filename()
        if name is None:
            return ""
        pieces = decode_header(name)
        text = "".join(
            piece if isinstance(piece, str) else _read(piece, charset) for piece, charset in pieces
        )  # fmt: skip
        raw = text.encode("utf-8", "surrogateescape")
        return (
            decoded(raw) if "\udc80" <= max(text, default="") <= "\udcff" else decoded(text.encode("utf-8", "replace"))
        )
    except Exception:  # a header that is none
        return ""


def _read(piece: bytes, charset: str | None) -> str:
    try:
        return piece.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError):
        return decoded(piece)
