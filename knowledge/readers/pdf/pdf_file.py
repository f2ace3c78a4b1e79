"""PDF: the text layer page by page; where a page has none, or a garbled one, its picture."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from knowledge import messages
from knowledge.cleaning import PAGE_BREAK
from knowledge.legacy_encoding import Encoding, conversion_notes
from knowledge.model import KnowledgeError, ReadText
from knowledge.readers.pdf.garbled import is_garbled, printed_pages, reads_better
from knowledge.readers.pdf.lines import page_text
from knowledge.readers.pdf.page import Line
from knowledge.readers.pdf.paragraphs import joined, without_furniture
from knowledge.readers.pdf.pictures import is_picture, is_signature_alone, picture_of
from knowledge.readers.scan.pages import Scans, page_list, recognised
from knowledge.readers.scan.progress import Progress
from knowledge.readers.scan.words import has_tesseract

MOST_PAGES = 3000
"""The longest file that is read; no law with its annexes comes near."""

_Pages = dict[int, list[Line]]
"""The lines of each page by its number, from 1."""


def read_pdf(data: bytes, name: str, progress: Progress | None = None) -> ReadText:
    """The text of a .pdf with a form feed where a page starts.

    KnowledgeError when it has a password, is broken, has too many pages, or is a scan that cannot
    be recognised. `progress` hears of every page to be recognised; what it raises ends the
    reading.
    """
    with _opened(data, name) as document:
        layers, notes = _text_layer(document)
        garbled = [number for number, lines in layers.items() if is_garbled(lines)]
        layers |= printed_pages(data, garbled)
        wanted = _to_recognise(document, layers)
        scans = _recognised(document, wanted, progress)
    scans = scans.only(
        n for n in wanted if reads_better(scans.lines(n), layers[n]) or not layers[n]
    )
    pages = layers | {number: scans.lines(number) for number in scans.pages}
    if not any(pages.values()):
        raise KnowledgeError(_refusal(wanted).format(name=name))
    kept, removed = without_furniture(list(pages.values()))
    doubts = _doubts(
        [n for n in garbled if n not in scans.pages], [n for n in wanted if not pages[n]]
    )
    return ReadText(
        joined(kept, PAGE_BREAK),
        removed=removed | scans.removed,
        warnings=(*notes, *doubts, *scans.warnings),
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
    """The lines of every page, none where only a scan is signed; what was converted."""
    pages: _Pages = {}
    encodings: set[Encoding | None] = set()
    for number, page in enumerate(document, 1):
        layer = page_text(page)
        encodings |= layer.encodings
        pages[number] = [] if is_signature_alone(page, layer.lines) else layer.lines
    return pages, conversion_notes(encodings)


def _to_recognise(document: pypdfium2.PdfDocument, layers: _Pages) -> list[int]:
    """The pages whose text layer does not say what is printed."""
    return [
        number
        for number, lines in layers.items()
        if is_garbled(lines) or is_picture(document[number - 1], lines)
    ]


def _recognised(
    document: pypdfium2.PdfDocument, numbers: Sequence[int], progress: Progress | None
) -> Scans:
    if not numbers or not has_tesseract():
        return Scans({})
    return recognised(numbers, lambda number: picture_of(document[number - 1]), progress)


def _refusal(wanted: Sequence[int]) -> str:
    if not wanted:
        return messages.EMPTY_FILE
    return messages.SCAN_UNREADABLE if has_tesseract() else messages.NO_TESSERACT


def _doubts(garbled: Sequence[int], empty: Sequence[int]) -> tuple[str, ...]:
    unread = [] if has_tesseract() else empty
    told = {messages.PAGES_WITHOUT_TEXT: unread, messages.SCRAMBLED_TEXT: garbled}
    return tuple(text.format(pages=page_list(ns)) for text, ns in told.items() if ns)
