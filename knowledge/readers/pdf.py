"""PDF: the text layer page by page, without running headers, hard line breaks joined."""

from __future__ import annotations

import io
import re
from itertools import groupby
from typing import Any

import pdfplumber
import pypdfium2

from knowledge import messages
from knowledge.cleaning import PAGE_BREAK
from knowledge.legacy_encoding import Encoding, conversion_notes
from knowledge.model import KnowledgeError, ReadText
from knowledge.readers.pdf_lines import Line, page_lines
from knowledge.readers.pdf_paragraphs import joined, without_furniture

_FEWEST_LETTERS = 50
"""A page with fewer letters and an image on it is a scan with a signature's text."""

_LONE_VOWEL = re.compile(
    r"(?<!\S)[ăâêôơưđàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ](?!\S)"
)
_SCRAMBLED_SHARE, _FEWEST_LONE_VOWELS = 0.05, 5
"""Ordinary text has about one lone 'ý', 'ở' or 'à' in a hundred words."""


def read_pdf(data: bytes, name: str) -> ReadText:
    """The text of a .pdf with a form feed where a page starts.

    KnowledgeError when it has a password, is broken, or is a scan without any text layer.
    """
    document = _opened(data, name)
    with document:
        encodings: set[Encoding | None] = set()
        pages = [_lines_of(page, encodings) for page in document]
    if not any(pages):
        raise KnowledgeError(messages.NO_TEXT_LAYER.format(name=name))
    warnings = (*conversion_notes(encodings), *_missing_pages(pages))
    if is_scrambled("\n".join(line.text for page in pages for line in page)):
        pages = _second_opinion(data)
        warnings += (messages.SCRAMBLED_TEXT,)
    pages, removed = without_furniture(pages)
    return ReadText(joined(pages, PAGE_BREAK), removed=removed, warnings=warnings)


def is_scrambled(text: str) -> bool:
    """Whether marked vowels stand apart from their words: a font without Vietnamese glyphs."""
    lone = len(_LONE_VOWEL.findall(text))
    return lone >= _FEWEST_LONE_VOWELS and lone > len(text.split()) * _SCRAMBLED_SHARE


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        message = messages.PASSWORD_PROTECTED if locked else messages.BROKEN_FILE
        raise KnowledgeError(message.format(name=name)) from error


def _lines_of(page: pypdfium2.PdfPage, encodings: set[Encoding | None]) -> list[Line]:
    """The lines of a page; none where an image carries the words."""
    lines = page_lines(page, encodings)
    letters = sum(character.isalpha() for line in lines for character in line.text)
    if letters < _FEWEST_LETTERS and _has_image(page):
        return []
    return lines


def _has_image(page: pypdfium2.PdfPage) -> bool:
    images = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    return next(iter(images), None) is not None


def _missing_pages(pages: list[list[Line]]) -> tuple[str, ...]:
    missing = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    return (messages.PAGES_WITHOUT_TEXT.format(pages=", ".join(missing)),) if missing else ()


def _second_opinion(data: bytes) -> list[list[Line]]:
    """What pdfplumber reads, which places letters by their position, not by their order."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [
            [_line(words, page.height) for words in _printed_lines(page)] for page in document.pages
        ]


def _printed_lines(page: pdfplumber.page.Page) -> list[list[dict[str, Any]]]:
    """The words of a page by printed line."""
    words = page.extract_words(use_text_flow=False)
    return [list(line) for _, line in groupby(words, lambda word: round(word["bottom"]))]


def _line(words: list[dict[str, Any]], height: float) -> Line:
    first, last = words[0], words[-1]
    text = " ".join(word["text"] for word in words)
    return Line(text, first["x0"], last["x1"], height - first["bottom"], first["x1"] - first["x0"])
