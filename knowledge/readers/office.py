"""Older office files (.doc, .rtf, .odt, .ods): LibreOffice turns them into .docx or .xlsx first."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge import libreoffice, messages
from knowledge.model import KnowledgeError, ReadText
from knowledge.readers.packages import check_expansion
from knowledge.readers.word.word_file import read_word

_WORD_MAGIC, _ENCRYPTED_FLAG = b"\xec\xa5", 0x01
_FIRST_SECTOR = 512
_MACROS = "_VBA_PROJECT".encode("utf-16-le")

_CHARACTER_SET = re.compile(
    rb"\\fcharset\d{1,3}"
    rb"(?=[^;{}]{0,80}(?:\{[^{}]{0,80}\}[^;{}]{0,80}){0,3}(?:\.vn|vni)[^;{}]{0,80}[;{])",
    re.IGNORECASE,
)
"""Of a font before whose name stand at most its other properties and a group or two."""


def read_office(data: bytes, name: str, suffix: str) -> ReadText:
    """The text of an older Word file; `suffix` ('.doc', '.rtf', '.odt') tells LibreOffice which.

    KnowledgeError when LibreOffice is missing, or cannot convert the file in time.
    """
    source = with_western_letters(data) if suffix == ".rtf" else data
    text = read_word(converted(source, name, suffix, ".docx"), name)
    if _MACROS not in data:
        return text
    return replace(text, warnings=(messages.MACROS_IGNORED, *text.warnings))


def converted(data: bytes, name: str, suffix: str, target: str) -> bytes:
    """A file of the kind `suffix` as one of the kind `target` ('.docx', '.xlsx').

    KnowledgeError when LibreOffice is missing, or cannot convert the file in time.
    """
    if _has_password(data):
        raise KnowledgeError(messages.PASSWORD_PROTECTED.format(name=name))
    if data.startswith(b"PK"):
        check_expansion(data, name)
    if libreoffice.libreoffice() is None:
        raise KnowledgeError(messages.NO_OFFICE.format(name=name))
    result = libreoffice.converted(data, suffix, target)
    if result is None:
        raise KnowledgeError(messages.OFFICE_FAILED.format(name=name))
    return result


def with_western_letters(rich_text: bytes) -> bytes:
    """An .rtf whose TCVN3 and VNI fonts have the Western character set.

    With another one LibreOffice reads their bytes as letters of another language, or drops them.
    """
    return _CHARACTER_SET.sub(rb"\\fcharset0", rich_text)


def _has_password(data: bytes) -> bool:
    """The encryption flag in the header of a .doc, where that header is the first sector."""
    header = data[_FIRST_SECTOR : _FIRST_SECTOR + 12]
    return header.startswith(_WORD_MAGIC) and bool(header[11] & _ENCRYPTED_FLAG)
