"""A folder of inputs that yield nothing, or less than they seem to, made by code: `python -m tests.bad DIR`.

`lay(folder)` writes them and returns what each must give.  `code` is the error code of the line in errors.jsonl;
where several are right (a torn file may be recognised or not), all are named.  `None` among them: the kind can be
read after all (with a notice, or a part of it), and what is written must hold.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.fuzz.seeds import odt, page
from tests.sheets import ANNEX, annex, compound, ods, xls

Codes = tuple[str | None, ...]

OUTSIDE = "/tmp/chitieu-tests-an-entry-unpacked-where-its-name-leads"
"""What no test may make, and no one else would."""
GOAL = "Đến năm 2025, tối thiểu 80% thủ tục hành chính được cung cấp trực tuyến trên Cổng Dịch vụ công quốc gia."
TEXT = "\n\n".join(["1. Mục tiêu", *[f"- {GOAL}" for _ in range(4)]])
SPARSE = 300_000_000


@dataclass(frozen=True, slots=True)
class Bad:
    """An input: its name as bytes (not all are UTF-8), the codes that are right, what it is."""

    name: bytes
    codes: Codes
    about: str

    @property
    def shown(self) -> str:
        """The name as Python gives it."""
        return os.fsdecode(self.name)


Make = Callable[[], bytes]


def _archive(entries: list[tuple[str, str | bytes]], packed: bool = False) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, body in entries:
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED if packed else None)
    return stream.getvalue()


def pdf(objects: dict[int, bytes], *, root: int = 1, xref: bool = True, extra: bytes = b"") -> bytes:
    """A PDF of these objects (number -> what stands between `obj` and `endobj`)."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects, default=0) + 1
    if xref:
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        out += b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, size))
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, extra, start)
    return bytes(out)


def stream(body: bytes, about: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), about, body)


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONT = b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def _one_page(content: bytes, *, box: bytes = b"[0 0 595 842]", about: bytes = b"") -> bytes:
    return pdf(
        {
            1: _CATALOG,
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Resources %s /Contents 4 0 R >>" % (box, _FONT),
            4: stream(content, about),
        }
    )


def _good_pdf() -> bytes:
    pymupdf: Any = import_module("pymupdf")
    with pymupdf.open() as document:
        for number in range(3):
            leaf = document.new_page()
            leaf.insert_htmlbox((50, 50, 545, 792), f"<p>{number + 1}. {GOAL}</p>" * 8)
        return bytes(document.tobytes(garbage=3, deflate=True, no_new_id=True))


def _encrypted_pdf() -> bytes:
    pymupdf: Any = import_module("pymupdf")
    with pymupdf.open(stream=_good_pdf()) as document:
        return bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="chu", user_pw="khach"))


def _blank_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    blank = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    leaves = dict.fromkeys(range(3, count + 3), blank)
    return pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), **leaves})


def _deep_tree(depth: int) -> bytes:
    nodes = {n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 1) for n in range(2, depth + 2)}
    return pdf({1: _CATALOG, **nodes, depth + 2: b"<< /Type /Page /MediaBox [0 0 9 9] >>"})


def _picture_pdf() -> bytes:
    pymupdf: Any = import_module("pymupdf")
    with pymupdf.open() as document:
        leaf = document.new_page()
        grey = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 600, 800), False)
        grey.clear_with(230)
        leaf.insert_image(leaf.rect, pixmap=grey)
        return bytes(document.tobytes(no_new_id=True))


def _png() -> bytes:
    pymupdf: Any = import_module("pymupdf")
    grey = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 300, 200), False)
    grey.clear_with(255)
    return bytes(grey.tobytes("png"))


def _jpeg() -> bytes:
    pymupdf: Any = import_module("pymupdf")
    grey = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 300, 200), False)
    grey.clear_with(255)
    return bytes(grey.tobytes("jpeg"))


def _good_docx() -> bytes:
    import docx

    document: Any = docx.Document()
    for line in TEXT.split("\n\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_with(main: str | bytes, *more: tuple[str, str | bytes], packed: bool = True) -> bytes:
    """A .docx whose main part is this."""
    entries: list[tuple[str, str | bytes]] = []
    with zipfile.ZipFile(io.BytesIO(_good_docx())) as archive:
        for name in archive.namelist():
            entries.append((name, main if name == "word/document.xml" else archive.read(name)))
    return _archive([*entries, *more], packed)


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, before: str = "") -> str:
    """word/document.xml around a body."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {_W}><w:body>{body}</w:body></w:document>'


def _laughs(level: int = 12) -> str:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, level))
    return f'<!DOCTYPE w [<!ENTITY a0 "ha">{entities}]>'


def _ole(*streams: str) -> bytes:
    """An OLE file's header and directory, as far as a look at it goes."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[24:34] = b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00"
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = b"\xfe\xff\xff\xff"
    header[76:512] = b"\x00\x00\x00\x00" + b"\xff" * 432
    fat = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * 504
    directory = b""
    for number, name in enumerate(("Root Entry", *streams)[:4]):
        entry = bytearray(128)
        written = name.encode("utf-16-le")
        entry[: len(written)] = written
        entry[64:66] = (len(written) + 2).to_bytes(2, "little")
        entry[66] = 5 if number == 0 else 2
        entry[68:80] = b"\xff" * 12
        directory += bytes(entry)
    return bytes(header) + fat + directory.ljust(512, b"\x00")


def _packed(body: bytes, times: int) -> bytes:
    for _ in range(times):
        body = zlib.compress(body, 9)
    return body


def packed_bomb(*names: str, megabytes: int = 300) -> bytes:
    """An archive of a thousandth of the size that its last entry unpacks to."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names[:-1]:
            archive.writestr(zipfile.ZipInfo(name), "<Types/>")
        with archive.open(zipfile.ZipInfo(names[-1]), "w", force_zip64=True) as body:
            body._compressor = zlib.compressobj(9, zlib.DEFLATED, -15)  # type: ignore[attr-defined]
            body._zinfo.compress_type = zipfile.ZIP_DEFLATED  # type: ignore[attr-defined]
            for _ in range(megabytes):
                body.write(b" " * 1_000_000)
    return out.getvalue()


def _zip_bomb() -> bytes:
    """A .docx that is one."""
    return packed_bomb("[Content_Types].xml", "word/document.xml")


def _locked() -> bytes:
    return compound(bytes(5000), "EncryptedPackage")


def _stretched() -> bytes:
    """A workbook with a cell at either end of its sheet, which laid out would fill no memory there is."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Tỷ lệ", 5
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _noise(size: int) -> bytes:
    value, found = 1, bytearray()
    for _ in range(size):
        value = (value * 1103515245 + 12345) & 0x7FFFFFFF
        found.append(value >> 16 & 0xFF)
    return bytes(found)


def _nested_zips(depth: int) -> bytes:
    data = _archive([("a.txt", TEXT)])
    for _ in range(depth):
        data = _archive([("a.zip", data)])
    return data


def _message() -> bytes:
    head = b"From: a@x.vn\nTo: b@x.vn\nSubject: x\nMIME-Version: 1.0\n"
    return head + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n"


def _deep_message(depth: int) -> bytes:
    parts = b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(depth))
    return b"From: a@x.vn\nTo: b@x.vn\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n" + parts


def _empty_mht() -> bytes:
    return b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\n--x--\n"


def _laughing_slides() -> bytes:
    names = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    return _archive([("ppt/presentation.xml", f"{_laughs()}<p:presentation {names}>&a9;</p:presentation>")])


_ENGLISH = (
    "The committee reviewed the annual budget and agreed that eighty per cent of the remaining funds should be spent "
    "on roads, schools and water before the end of 2025. Members asked for a written report every quarter. "
)
_CHINESE = "到二〇二五年，百分之八十的行政手续应当在网上办理，并且每年增加百分之五。各部门应当认真执行本决议的规定。"
_KOREAN = "이천이십오년까지 행정 절차의 80퍼센트를 온라인으로 처리하고 매년 5퍼센트씩 늘린다.  "
_JAPANESE = (
    "二千二十五年までに行政手続きの80パーセントをオンラインで処理する。各部門はこの決議を誠実に実行しなければならない。"
)
_PYTHON = "".join(
    f"def step_{n}(value: int, other: int = {n}) -> int:\n    return value * other + {n}  # keep the order\n\n\n"
    for n in range(30)
)

_NOT = ("not_a_document",)
_TORN = ("truncated", "not_a_document")
_NOTHING: Codes = ("empty", "no_text_layer", "truncated", "not_a_document")
_LONG = 1_000_000


_FILES: list[tuple[bytes, Codes, str, Make]] = [
    (b"rong.txt", ("empty",), "no bytes", lambda: b""),
    (b"rong.pdf", ("empty",), "no bytes, named .pdf", lambda: b""),
    (b"trang.txt", ("empty",), "white space only", lambda: b" \t\r\n" * 400),
    (b"bom.txt", ("empty",), "a byte order mark only", lambda: b"\xef\xbb\xbf"),
    (b"bom16.txt", ("empty",), "a UTF-16 mark only", lambda: b"\xff\xfe"),
    (b"khong.txt", ("not_a_document", "empty"), "NULs", lambda: bytes(5000)),
    (b"nhieu.txt", ("not_a_document", "unknown_encoding"), "random bytes", lambda: _noise(20_000)),
    (b"nhieu.pdf", ("not_a_document", "unknown_encoding"), "random bytes named .pdf", lambda: _noise(20_000)),
    (b"anh-png.txt", ("no_text_layer", "empty", "not_a_document"), "an empty PNG named .txt", _png),
    (b"anh.jpg", ("no_text_layer", "empty", "not_a_document"), "an empty JPEG", _jpeg),
    (b"anh-cut.png", _NOTHING, "half a PNG", lambda: _png()[:90]),
    (
        b"anh.gif",
        _NOTHING,
        "GIF",
        lambda: (
            b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,"
            b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
        ),
    ),
    (b"chuong-trinh.txt", _NOT, "ELF", lambda: b"\x7fELF\x02\x01\x01" + bytes(57) + _noise(2000)),
    (b"nen.txt", _NOT, "gzip", lambda: gzip.compress(TEXT.encode(), mtime=0)),
    (b"nen.7z", _NOT, "7z", lambda: b"7z\xbc\xaf\x27\x1c\x00\x04" + _noise(500)),
    (b"nen.zip", (None,), "a zip of one text, which is read", lambda: _archive([("a.txt", TEXT)])),
    (b"nen-hai.zip", (*_NOT, None), "a zip of two, not one", lambda: _archive([("a.txt", TEXT), ("b.txt", TEXT)])),
    (b"nen-cut.zip", _TORN, "half a zip", lambda: _archive([("a.txt", TEXT)])[:150]),
    (b"nen-long.zip", ("too_large",), "zips within zips, eight deep", lambda: _nested_zips(8)),
    (b"nen-bom.zip", ("too_large",), "a bomb in a zip", lambda: _archive([("a.txt", b" " * 30_000_000)], packed=True)),
    (b"nen-nhieu.zip", ("too_large",), "2,000 texts", lambda: _archive([(f"{n}.txt", "a") for n in range(2000)])),
    (b"thu-cut.eml", ("empty", None), "a message that ends in its header", lambda: _message()[:60]),
    (b"thu-sau.eml", (*_NOTHING, "too_large", None), "3,000 parts in parts", lambda: _deep_message(3000)),
    (b"thu-nhieu.eml", ("too_large",), "30,000 parts", lambda: _message() + b"\n--x\n" * 30_000),
    (b"trang.mht", ("empty", "not_a_document"), "a saved page without its page", _empty_mht),
    (b"slide-rong.pptx", _NOT, "slides without slides", lambda: _archive([("ppt/presentation.xml", "<p/>")])),
    (b"slide-bom.pptx", ("too_large",), "entities in slides", _laughing_slides),
    (b"anh.webp", _TORN, "half a WebP", lambda: b"RIFF\x50\x00\x00\x00WEBPVP8 " + bytes(30)),
    (b"anh.heic", _TORN, "a HEIC header only", lambda: b"\x00\x00\x00\x1cftypheic\x00\x00\x00\x00mif1heic" + bytes(50)),
    (b"nen-rong.zip", _NOT, "an empty zip", lambda: _archive([])),
    (
        b"bang.xlsx",
        _NOT,
        "a workbook",
        lambda: _archive([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")]),
    ),
    (b"bang-nua.xlsx", ("truncated",), "half a workbook", lambda: annex()[: len(annex()) // 2]),
    (b"bang-nua.xls", ("truncated",), "half a workbook of Excel 97", lambda: xls(ANNEX)[:3000]),
    (b"bang-rong.ods", _NOT, "a document of sheets without any", lambda: ods("")),
    (b"bang.xlsb", _NOT, "a binary workbook", lambda: _archive([("xl/workbook.bin", b"x")])),
    (b"bang-khoa.xlsx", ("encrypted",), "a workbook with a password", lambda: _locked()),
    (b"bang-xa.xlsx", (None,), "cells a million rows apart", lambda: _stretched()),
    (b"bang-nul.csv", (*_NOT, "empty"), "a table of nothing", lambda: b";\x00;" * 400),
    (b"bang-moc.csv", (None,), "a quote mark that is never closed", lambda: b'STT;"x;1\n' + b"1;2;3\n" * 9),
    (
        b"trinh-chieu.docx",
        _NOT,
        "slides named .docx",
        lambda: _archive([("[Content_Types].xml", "<Types/>"), ("ppt/presentation.xml", "<p/>")]),
    ),
    (
        b"java.docx",
        _NOT,
        "a jar",
        lambda: _archive([("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n"), ("A.class", b"\xca\xfe\xba\xbe")]),
    ),
    (b"pdf-dau.pdf", _TORN, "a PDF header only", lambda: b"%PDF-1.7\n"),
    (b"pdf-cut10.pdf", (*_TORN, None), "a tenth of a PDF", lambda: _good_pdf()[: len(_good_pdf()) // 10]),
    (
        b"pdf-cut50.pdf",
        (*_TORN, None),
        "half a PDF: what can be read of it is read",
        lambda: _good_pdf()[: len(_good_pdf()) // 2],
    ),
    (b"pdf-cut99.pdf", (*_TORN, None), "a PDF without its last bytes: MuPDF mends that", lambda: _good_pdf()[:-60]),
    (
        b"pdf-khong-trang.pdf",
        _NOTHING,
        "a PDF without pages",
        lambda: pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
    ),
    (b"pdf-khoa.pdf", ("encrypted",), "a user password", _encrypted_pdf),
    (b"pdf-10000.pdf", ("too_large", "empty", "no_text_layer"), "10,000 blank pages", lambda: _blank_pages(10_000)),
    (
        b"pdf-xref.pdf",
        (None,),
        "a broken xref table: MuPDF mends it",
        lambda: _good_pdf().replace(b"startxref\n", b"startxref\n9"),
    ),
    (
        b"pdf-vong.pdf",
        _NOTHING,
        "Kids that hold their own parent",
        lambda: pdf({1: _CATALOG, 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"}),
    ),
    (b"pdf-sau.pdf", _NOTHING, "a page tree 20,000 deep", lambda: _deep_tree(20_000)),
    (
        b"pdf-rong-lon.pdf",
        _NOTHING,
        "a page of 10^9 points",
        lambda: _one_page(b"", box=b"[0 0 1000000000 1000000000]"),
    ),
    (
        b"pdf-dai.pdf",
        ("too_large", "time_out", "out_of_memory", *_NOTHING),
        "a content stream of 48 MB packed in 50 kB",
        lambda: _one_page(zlib.compress(b"q Q\n" * 12_000_000, 9), about=b"/Filter /FlateDecode"),
    ),
    (
        b"pdf-bom.pdf",
        ("too_large", "time_out", "out_of_memory", *_NOTHING),
        "streams packed four times over",
        lambda: _one_page(
            _packed(b"q Q\n" * 5_000_000, 4), about=b"/Filter [/FlateDecode /FlateDecode /FlateDecode /FlateDecode]"
        ),
    ),
    (
        b"pdf-goi.pdf",
        _NOTHING,
        "a form that draws itself",
        lambda: pdf(
            {
                1: _CATALOG,
                2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> "
                b"/Contents 5 0 R >>",
                4: stream(
                    b"/X Do /X Do",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>",
                ),
                5: stream(b"/X Do"),
            }
        ),
    ),
    (b"pdf-anh.pdf", ("no_text_layer", "empty"), "an image of nothing on a page", _picture_pdf),
    (b"docx-cut.docx", _TORN, "half a .docx", lambda: _good_docx()[: len(_good_docx()) // 2]),
    (b"docx-bom.docx", ("too_large", "out_of_memory", "not_a_document"), "a .docx that unpacks to 300 MB", _zip_bomb),
    (
        b"docx-cuoi.docx",
        ("not_a_document", "too_large", "truncated", "empty"),
        "billion laughs",
        lambda: _docx_with(word("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", _laughs())),
    ),
    (
        b"docx-ngoai.docx",
        ("too_large", "not_a_document", "truncated", "empty"),
        "an external entity, /etc/passwd",
        lambda: _docx_with(
            word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
        ),
    ),
    (
        b"docx-duong.docx",
        (None, "not_a_document"),
        "entries named ../../evil: never unpacked to disk",
        lambda: _docx_with(
            word(f"<w:p><w:r><w:t>{GOAL}</w:t></w:r></w:p>" * 4), ("../../evil.txt", "x"), (OUTSIDE, "x")
        ),
    ),
    (
        b"docx-thieu.docx",
        _TORN,
        "no word/document.xml",
        lambda: _archive([("[Content_Types].xml", "<Types/>"), ("word/styles.xml", "<w/>")]),
    ),
    (b"docx-hong.docx", _TORN, "document.xml that is no XML", lambda: _docx_with("<w:document><w:p>")),
    (
        b"docx-sau.docx",
        ("not_a_document", "truncated", "too_large", "empty", None),
        "100,000 nested elements",
        lambda: _docx_with(word("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000)),
    ),
    (
        b"docx-khoa.docx",
        ("encrypted",),
        "an encrypted .docx: OLE with EncryptedPackage",
        lambda: _ole("EncryptionInfo", "EncryptedPackage"),
    ),
    (
        b"cu.doc",
        ("not_a_document", "truncated", "needs_libreoffice", "encrypted"),
        "OLE and noise",
        lambda: _ole() + _noise(4000),
    ),
    (b"mo.odt", _NOT, "an .odt of another type", lambda: odt(GOAL).replace(b"opendocument.text", b"opendocument.tezt")),
    (
        b"long.rtf",
        ("not_a_document", "needs_libreoffice", "time_out", "truncated", "empty", "too_large"),
        "100,000 nested groups",
        lambda: b"{\\rtf1 " + b"{" * 100_000 + b"x" + b"}" * 100_001,
    ),
    (
        b"long.html",
        ("empty", "not_a_document", "not_vietnamese", "too_large", None),
        "100,000 nested tags",
        lambda: page("<div>" * 100_000 + "x").encode(),
    ),
    (
        b"ma.html",
        ("empty",),
        "only scripts and styles",
        lambda: page("<script>var a = '80% hồ sơ';</script><style>p {}</style>").encode(),
    ),
    (
        b"thuc-the.html",
        (None, "empty", "not_vietnamese", "not_a_document"),
        "entities of entities",
        lambda: (
            "<!DOCTYPE html " + _laughs()[len("<!DOCTYPE w ") :] + "<html><body><p>&a11;</p></body></html>"
        ).encode(),
    ),
    (b"le.txt", (None, "unknown_encoding", "truncated"), "UTF-16 with an odd byte", lambda: TEXT.encode("utf-16")[:-1]),
    (b"han.txt", ("unknown_encoding", "not_vietnamese"), "Korean in EUC-KR", lambda: (_KOREAN * 20).encode("euc-kr")),
    (
        b"nhat.txt",
        ("unknown_encoding", "not_vietnamese"),
        "Japanese in Shift-JIS",
        lambda: (_JAPANESE * 20).encode("shift-jis"),
    ),
    (b"anh-ngu.txt", ("not_vietnamese",), "English", lambda: (_ENGLISH * 10).encode()),
    (b"trung.txt", ("not_vietnamese",), "Chinese", lambda: (_CHINESE * 20).encode()),
    (b"ma-nguon.txt", ("not_vietnamese", "not_a_document"), "Python source", lambda: _PYTHON.encode()),
    (
        b"byte-xau.txt",
        (None,),
        "good text with two bad bytes: read, with a notice",
        lambda: TEXT.encode().replace(b"1. M", b"1. \xff\xfeM"),
    ),
    (b"so-dai.txt", (None, "not_vietnamese", "not_a_document"), "1 MB of digits on one line", lambda: b"1" * _LONG),
    (b"ngoac.txt", (None, "not_vietnamese", "not_a_document"), "1 MB of opening brackets", lambda: b"(" * _LONG),
    (b"cham.txt", (None, "not_vietnamese", "not_a_document"), "200 kB of 1.1.1.1", lambda: b"1." * 100_000),
    (
        b"phan-tram.txt",
        (None, "not_vietnamese", "not_a_document", "time_out"),
        "8,000 times 80% in one sentence",
        lambda: TEXT.encode() + b"80% , " * 8000,
    ),
]


def _odd_names() -> list[tuple[bytes, Codes, str, Make]]:
    """Good text under names that are none: each is read, and what is written for it stays in the folder."""
    text = TEXT.encode()
    names = [
        b"-rf.txt",
        b"=HYPERLINK(1).txt",
        b"hai\ndong.txt",
        b"chu\xff\xfe.txt",
        b"a" * 246 + b".txt",
        b"...txt",
        b"con.txt",
        b"<script>.txt",
        b"trung.md",
        b"sao*?.txt",
        b" .txt",
        b"\xe2\x80\xae.txt",
        b"to\tab.txt",
        unicodedata.normalize("NFC", "Kế hoạch.txt").encode(),
        unicodedata.normalize("NFD", "Kế hoạch.txt").encode(),
        b"mot.txt",
        b"mot.md",
    ]
    return [(name, (None,), "a name that is none", lambda: text) for name in names]


def lay(folder: Path) -> list[Bad]:
    """Write all of them; gives what each must give, in the order of their names."""
    folder.mkdir(parents=True, exist_ok=True)
    at = os.fsencode(folder)
    found = []
    for name, codes, about, make in [*_FILES, *_odd_names()]:
        with open(os.path.join(at, name), "wb") as file:
            file.write(make())
        found.append(Bad(name, codes, about))
    return sorted(found + _not_files(folder), key=lambda bad: bad.name)


def _not_files(folder: Path) -> list[Bad]:
    """What bears a document's name and is no file, or one that cannot be read."""
    with (folder / "lon.txt").open("wb") as file:
        file.truncate(SPARSE)
    (folder / "ong.txt").unlink(missing_ok=True)
    os.mkfifo(folder / "ong.txt")
    (folder / "thu-muc.txt").mkdir(exist_ok=True)
    for name, aim in (("lien-ket.txt", "/etc/passwd"), ("vong.txt", "vong.txt"), ("treo.txt", "khong-co.txt")):
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(aim)
    found = [
        Bad(b"lon.txt", ("too_large",), "300 MB of nothing (sparse)"),
        Bad(b"ong.txt", ("unreadable",), "a named pipe"),
        Bad(b"thu-muc.txt", ("unreadable", "no_documents"), "a folder; walked as one"),
        Bad(b"lien-ket.txt", ("symbolic_link",), "a link to /etc/passwd"),
        Bad(b"vong.txt", ("symbolic_link",), "a link to itself"),
        Bad(b"treo.txt", ("symbolic_link", "missing"), "a link to nothing"),
    ]
    if os.geteuid():  # root reads everything
        (folder / "cam.txt").write_text(TEXT, "utf-8")
        (folder / "cam.txt").chmod(0)
        found.append(Bad(b"cam.txt", ("unreadable",), "not to be read"))
    return found


if __name__ == "__main__":
    for bad in lay(Path(sys.argv[1])):
        print(ascii(bad.shown)[1:-1], "|".join(code or "read" for code in bad.codes), bad.about, sep="\t")
