"""What a file is, by its content first: its extension only decides between kinds of text."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from knowledge import messages
from knowledge.model import KnowledgeError
from knowledge.readers.packages import open_zip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_SUFFIXES = frozenset({"", ".txt", ".text"})
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_WEB_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_OFFICE_SUFFIXES = frozenset(
    {".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".xlsx", ".xlsm", ".xls", ".ods", ".pdf"}
    | {".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)
_PACKERS = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
"""PNG, JPEG and TIFF in both orders of bytes."""
_HEAD = 2048
_MANIFEST, _LARGEST_MANIFEST = "META-INF/manifest.xml", 1024 * 1024


class Format(StrEnum):
    """The families of files that have a reader."""

    WORD = ".docx"
    OLD_WORD = ".doc"
    RICH_TEXT = ".rtf"
    OPEN_TEXT = ".odt"
    SHEET = ".xlsx"
    OLD_SHEET = ".xls"
    OPEN_SHEET = ".ods"
    ARCHIVE = ".zip"
    """Many files; `knowledge.archives` takes them out."""
    PDF = ".pdf"
    IMAGE = ".png"
    """A scan or a photo of paper, .jpg and .tiff as well."""
    WEB = ".html"
    TEXT = ".txt"
    MARKDOWN = ".md"


_STREAMS = {Format.OLD_WORD: ("WordDocument",), Format.OLD_SHEET: ("Workbook", "Book")}


def format_of(data: bytes, name: str) -> Format:
    """The format of `data`; KnowledgeError when no reader knows it or a password locks it."""
    head = data[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data, name)
    if head.startswith(_OLE):
        return _ole_format(data, name)
    if head.lstrip().startswith(b"{\\rtf"):
        return Format.RICH_TEXT
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(_IMAGES):
        return Format.IMAGE
    if head.startswith(_PACKERS):
        raise KnowledgeError(messages.OTHER_PACKER.format(name=name))
    return _text_format(head, name)


def _zip_format(data: bytes, name: str) -> Format:
    with open_zip(data, name) as package:
        names = set(package.namelist())
        if "mimetype" in names:
            return _open_document_format(package, names, name)
    if any(re.fullmatch(r"word/document\d*\.xml", part) for part in names):
        return Format.WORD
    if "xl/workbook.xml" in names:
        return Format.SHEET
    if "[Content_Types].xml" in names or _claims_office(name):
        raise _refusal(name)
    return Format.ARCHIVE


def _open_document_format(package: zipfile.ZipFile, names: set[str], name: str) -> Format:
    kind = _start_of(package, "mimetype")
    manifest = _start_of(package, _MANIFEST) if _MANIFEST in names else b""
    if b"encryption-data" in manifest:
        raise KnowledgeError(messages.PASSWORD_PROTECTED.format(name=name))
    if kind.startswith(_OPEN_DOCUMENT + b"text"):
        return Format.OPEN_TEXT
    if kind.startswith(_OPEN_DOCUMENT + b"spreadsheet"):
        return Format.OPEN_SHEET
    raise _refusal(name)


def _start_of(package: zipfile.ZipFile, part: str) -> bytes:
    with package.open(part) as file:
        return file.read(_LARGEST_MANIFEST)


def _ole_format(data: bytes, name: str) -> Format:
    """By the stream that comes first: a text may embed a workbook, and a workbook a text.

    Stream names stand in UTF-16 in the directory of an OLE file.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise KnowledgeError(messages.PASSWORD_PROTECTED.format(name=name))
    found = {place: kind for kind, streams in _STREAMS.items() if (place := _first(data, streams))}
    if not found:
        raise _refusal(name)
    return found[min(found)]


def _first(data: bytes, streams: tuple[str, ...]) -> int:
    """Where the first of the stream names stands as a whole entry, 0 if none does."""
    entries = (data.find(f"{stream}\0".encode("utf-16-le")) for stream in streams)
    return min((place for place in entries if place > 0), default=0)


def _text_format(head: bytes, name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if suffix in _WEB_SUFFIXES or start.startswith((b"<!doctype html", b"<html")):
        return Format.WEB
    if suffix in _MARKDOWN_SUFFIXES:
        return Format.MARKDOWN
    if suffix in _TEXT_SUFFIXES:
        return Format.TEXT
    raise _refusal(name)


def _claims_office(name: str) -> bool:
    return PurePath(name).suffix.lower() in _OFFICE_SUFFIXES


def _refusal(name: str) -> KnowledgeError:
    """A file that claims a format it does not have is broken; others are simply unknown."""
    message = messages.BROKEN_FILE if _claims_office(name) else messages.UNKNOWN_FORMAT
    return KnowledgeError(message.format(name=name))
