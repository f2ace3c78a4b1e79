"""From a file to its cleaned text: one reader a family of formats, chosen by content."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

from lxml import etree

from knowledge import messages
from knowledge.cleaning import PAGE_BREAK, clean, rules_in
from knowledge.legacy_encoding import conversion_notes, convert_by_content
from knowledge.model import KnowledgeError, ReadText
from knowledge.readers.formats import Format, format_of
from knowledge.readers.scan.progress import Cancelled, Progress

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes; a signed scan of a long plan stays below it."""

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zip, XML and PDF libraries raise on damaged files (PdfiumError is a RuntimeError)."""

__all__ = ["LARGEST_FILE", "Cancelled", "Progress", "file_bytes", "read"]


def read(path: Path, *, name: str | None = None, progress: Progress | None = None) -> ReadText:
    """The cleaned text of a file; `name` is the name its owner knows it by.

    KnowledgeError when the file is empty, too large, broken, locked by a password, a scan that
    cannot be recognised, or of a format that has no reader. `progress` hears of every page that is
    recognised; the `Cancelled` it may raise ends the reading.
    """
    shown = name or path.name
    data = file_bytes(path, shown)
    try:
        raw = _raw(data, shown, progress)
    except _DAMAGE as error:
        raise KnowledgeError(messages.BROKEN_FILE.format(name=shown)) from error
    read_text = _cleaned(raw)
    if not any(character.isalnum() for character in read_text.text):
        raise KnowledgeError(messages.EMPTY_FILE.format(name=shown))
    return read_text


def file_bytes(path: Path, name: str) -> bytes:
    """What a file holds; KnowledgeError when it is not there, closed to us, too large or empty."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            limit = LARGEST_FILE // 1024 // 1024
            raise KnowledgeError(messages.TOO_LARGE.format(name=name, limit=limit))
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise KnowledgeError(messages.NOT_A_FILE.format(name=name)) from error
    except PermissionError as error:
        raise KnowledgeError(messages.UNREADABLE_FILE.format(name=name)) from error
    if not data.strip():
        raise KnowledgeError(messages.EMPTY_FILE.format(name=name))
    return data


def _raw(data: bytes, name: str, progress: Progress | None) -> ReadText:
    """What the reader of the format takes out; heavy libraries load with their reader only."""
    match format_of(data, name):
        case Format.WORD:
            from knowledge.readers.word.word_file import read_word

            return read_word(data, name)
        case Format.PDF:
            from knowledge.readers.pdf.pdf_file import read_pdf

            return read_pdf(data, name, progress)
        case Format.IMAGE:
            from knowledge.readers.scan.image_file import read_image

            return read_image(data, name, progress)
        case Format.WEB:
            from knowledge.readers.web import read_web

            return read_web(data, name)
        case (Format.TEXT | Format.MARKDOWN) as kind:
            from knowledge.readers.text import read_text

            return read_text(data, name, markdown=kind is Format.MARKDOWN)
        case Format.SHEET | Format.OLD_SHEET | Format.OPEN_SHEET:
            from knowledge.readers.sheet.spreadsheet import read_spreadsheet

            return read_spreadsheet(data, name)
        case Format.ARCHIVE:
            raise KnowledgeError(messages.ARCHIVE.format(name=name))
        case kind:
            from knowledge.readers.office import read_office

            return read_office(data, name, kind.value)


def _cleaned(raw: ReadText) -> ReadText:
    """Clean Unicode, page offsets instead of page breaks, and drawn lines in the removal log."""
    text, encoding = convert_by_content(raw.text)
    pieces = clean(text).split(PAGE_BREAK)
    pages: list[int] = []
    offset = 0
    for piece in pieces[:-1]:
        offset += len(piece)
        pages.append(offset)
    rules = rules_in(text)
    removed = raw.removed | ({"drawn line": rules} if rules else {})
    warnings = dict.fromkeys((*raw.warnings, *conversion_notes([encoding])))
    return replace(
        raw,
        text="".join(pieces),
        pages=tuple(pages),
        removed=removed,
        warnings=tuple(warnings),
    )
