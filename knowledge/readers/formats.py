"""What a file is, by its content first: its extension only decides between kinds of text."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from knowledge import messages
from knowledge.model import KnowledgeError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_SUFFIXES = frozenset({"", ".txt", ".text"})
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_WEB_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_OFFICE_SUFFIXES = frozenset({".docx", ".doc", ".odt", ".rtf", ".pdf"})
_HEAD = 2048


class Format(StrEnum):
    """The families of files that have a reader."""

    WORD = ".docx"
    OLD_WORD = ".doc"
    RICH_TEXT = ".rtf"
    OPEN_TEXT = ".odt"
    PDF = ".pdf"
    WEB = ".html"
    TEXT = ".txt"
    MARKDOWN = ".md"


def format_of(data: bytes, name: str) -> Format:
    """The format of `data`; KnowledgeError when no reader knows it or a password locks it."""
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return _zip_format(data, name)
    if head.startswith(_OLE):
        return _ole_format(data, name)
    if head.lstrip().startswith(b"{\\rtf"):
        return Format.RICH_TEXT
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    return _text_format(head, name)


def _zip_format(data: bytes, name: str) -> Format:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        kind = package.read("mimetype")[:80] if "mimetype" in names else b""
    if any(re.fullmatch(r"word/document\d*\.xml", part) for part in names):
        return Format.WORD
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return Format.OPEN_TEXT
    raise _refusal(name)


def _ole_format(data: bytes, name: str) -> Format:
    """Stream names stand in UTF-16 in the directory of an OLE file."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise KnowledgeError(messages.PASSWORD_PROTECTED.format(name=name))
    if "WordDocument".encode("utf-16-le") in data:
        return Format.OLD_WORD
    raise _refusal(name)


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


def _refusal(name: str) -> KnowledgeError:
    """A file that claims a format it does not have is broken; others are simply unknown."""
    claimed = PurePath(name).suffix.lower() in _OFFICE_SUFFIXES
    message = messages.BROKEN_FILE if claimed else messages.UNKNOWN_FORMAT
    return KnowledgeError(message.format(name=name))
