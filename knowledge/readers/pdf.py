"""PDF: the text layer page by page; where a page has none, or a garbled one, its picture."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from knowledge import messages
from knowledge.cleaning import PAGE_BREAK
from knowledge.legacy_encoding import conversion_notes
from knowledge.model import KnowledgeError, ReadText
from knowledge.readers.pdf_garbled import is_garbled, printed_pages, reads_better
from knowledge.readers.pdf_lines import page_text
from knowledge.readers.pdf_page import Line
from knowledge.readers.pdf_paragraphs import joined, without_furniture
from knowledge.readers.pdf_pictures import is_drawn, is_picture, picture_of
from knowledge.readers.scan import NOTHING_SCANNED, Scans, page_list, recognised
from knowledge.readers.scan_progress import Progress
from knowledge.readers.scan_words import has_tesseract

MOST_PAGES = 3000
"""The longest file that is read; no law with its annexes comes near."""

_Pages = list[list[Line]]


def read_pdf(data: bytes, name: str, progress: Progress | None = None) -> ReadText:
    """The text of a .pdf with a form feed where a page starts.

    KnowledgeError when it has a password, is broken, has too many pages, or is a scan that cannot
    be recognised. `progress` hears of every page to be recognised; what it raises ends the
    reading.
    """
    with _opened(data, name) as document:
        pages, notes = _text_layer(document)
        garbled = [number for number, lines in enumerate(pages, 1) if is_garbled(lines)]
        for number, lines in printed_pages(data, garbled).items():
            pages[number - 1] = lines
        wanted = [
            number
            for number, lines in enumerate(pages, 1)
            if is_garbled(lines) or (not lines and is_drawn(document[number - 1]))
        ]
        scans = _recognised(document, wanted, progress)
    pages = _completed(pages, scans)
    if not any(pages):
        raise KnowledgeError(_refusal(wanted).format(name=name))
    doubtful = [number for number in garbled if pages[number - 1] is not scans.lines.get(number)]
    pages, removed = without_furniture(pages)
    return ReadText(
        joined(pages, PAGE_BREAK),
        removed=removed | scans.removed,
        warnings=(*notes, *_warnings(wanted, doubtful, scans)),
    )


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        message = messages.PASSWORD_PROTECTED if locked else messages.BROKEN_FILE
        raise KnowledgeError(message.format(name=name)) from error
    if len(document) > MOST_PAGES:
        told = messages.TOO_MANY_PAGES.format(name=name, pages=len(document), limit=MOST_PAGES)
        document.close()
        raise KnowledgeError(told)
    return document


def _text_layer(document: pypdfium2.PdfDocument) -> tuple[_Pages, tuple[str, ...]]:
    """The lines of every page, none where a picture carries the words; what was converted."""
    layers = [page_text(page) for page in document]
    pages = [
        [] if is_picture(document[index], layer.lines) else layer.lines
        for index, layer in enumerate(layers)
    ]
    return pages, conversion_notes(set().union(*(layer.encodings for layer in layers)))


def _recognised(
    document: pypdfium2.PdfDocument, numbers: Sequence[int], progress: Progress | None
) -> Scans:
    if not numbers or not has_tesseract():
        return NOTHING_SCANNED
    return recognised(numbers, lambda number: picture_of(document[number - 1]), progress)


def _completed(pages: _Pages, scans: Scans) -> _Pages:
    """The pages with what was recognised, where that is more than the text layer gives."""
    return [
        scans.lines[number] if reads_better(scans.lines.get(number, []), lines) else lines
        for number, lines in enumerate(pages, 1)
    ]


def _refusal(wanted: Sequence[int]) -> str:
    if not wanted:
        return messages.EMPTY_FILE
    return messages.SCAN_UNREADABLE if has_tesseract() else messages.NO_TESSERACT


def _warnings(wanted: Sequence[int], doubtful: Sequence[int], scans: Scans) -> tuple[str, ...]:
    unread = [] if has_tesseract() else [number for number in wanted if number not in doubtful]
    told = {messages.PAGES_WITHOUT_TEXT: unread, messages.SCRAMBLED_TEXT: doubtful}
    own = tuple(text.format(pages=page_list(ns)) for text, ns in told.items() if ns)
    return own + scans.warnings
