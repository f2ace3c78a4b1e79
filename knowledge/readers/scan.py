"""Pages without a text layer: recognised one by one, judged, and put into lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from PIL import Image

from knowledge import messages
from knowledge.readers.pdf_page import Line
from knowledge.readers.scan_image import clean_page
from knowledge.readers.scan_layout import lines_in_order
from knowledge.readers.scan_progress import Progress
from knowledge.readers.scan_quality import Quality, legibility
from knowledge.readers.scan_words import Layout, SeenWord, seen_words, turn_needed

MOST_PAGES = 300
"""Pages of one file that are recognised: about a quarter of an hour of computing."""

_UNSURE_SIGN, _UNSURE_LINE = 40.0, 25.0
"""Confidence below which a word without letters, and a whole line, is a speck or a flourish."""
_SURE_STAMP = 60.0
_FEWEST_LETTERS_OF_A_STAMP = 2
_STAMPS = 10_000
"""Lines of stamps are numbered from here, apart from those of the page."""
_MISREAD_BULLETS = frozenset({"~", "~-", "-~", "—", "«"})


_TAKEN_OVER = {Quality.GOOD, Quality.DOUBTFUL}


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as an image, with its resolution in dots per inch."""

    image: Image.Image
    dpi: float


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What was read on one page; `specks` is what tesseract made of seals and flourishes."""

    lines: tuple[Line, ...] = ()
    quality: Quality = Quality.GOOD
    specks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scans:
    """The recognised pages of a file by number (from 1), and what is to be told about them."""

    lines: dict[int, list[Line]]
    warnings: tuple[str, ...]
    removed: dict[str, tuple[str, ...]]
    lost: tuple[int, ...]
    """Pages that were too bad to take over."""


NOTHING_SCANNED = Scans({}, (), {}, ())


def recognised(
    numbers: Sequence[int], picture: Callable[[int], Picture], progress: Progress | None = None
) -> Scans:
    """The pages `numbers` of a file read by OCR, one at a time; `picture` renders a page.

    What `progress` raises ends the reading. Needs tesseract (`scan_words.require_tesseract`).
    """
    pages: dict[int, ScannedPage] = {}
    for count, number in enumerate(numbers[:MOST_PAGES], 1):
        if progress is not None:
            progress(count, min(len(numbers), MOST_PAGES))
        pages[number] = scanned_page(picture(number))
    lost = tuple(n for n, page in pages.items() if page.quality is Quality.LOST)
    unread = tuple(line.plain for n in lost for line in pages[n].lines)
    removed = {
        "scan speck": tuple(speck for page in pages.values() for speck in page.specks),
        "unreadable page": unread,
    }
    return Scans(
        {n: [] if n in lost else list(page.lines) for n, page in pages.items()},
        _warnings(pages, numbers[MOST_PAGES:]),
        {kind: texts for kind, texts in removed.items() if texts},
        lost,
    )


def scanned_page(picture: Picture) -> ScannedPage:
    """What stands on a picture of a page; one that makes no sense is tried turned upright."""
    page = _read(picture)
    if page.quality in _TAKEN_OVER:
        return page
    grey = picture.image.convert("L")
    if turn := turn_needed(grey, picture.dpi):
        return _read(replace(picture, image=picture.image.rotate(-turn, expand=True)))
    return page


def _read(picture: Picture) -> ScannedPage:
    page = clean_page(picture.image, picture.dpi)
    words = seen_words(page.grey, page.dpi)
    if page.red is not None:
        words += _stamps(page.red, page.dpi)
    words, specks = _without_specks(words)
    size = page.grey.width * page.points, page.grey.height * page.points
    lines = lines_in_order(words, page.rulings, *size)
    return ScannedPage(tuple(lines), legibility(words).quality, specks)


def _stamps(red: Image.Image, dpi: float) -> list[SeenWord]:
    """Words printed or stamped in red, a seal's curved ones excepted."""
    words = seen_words(red, dpi, Layout.SPARSE)
    return [
        replace(word, line=(word.line[0] + _STAMPS, *word.line[1:]))
        for word in words
        if word.confidence >= _SURE_STAMP
        and sum(map(str.isalnum, word.text)) >= _FEWEST_LETTERS_OF_A_STAMP
    ]


def _without_specks(words: Sequence[SeenWord]) -> tuple[list[SeenWord], tuple[str, ...]]:
    """The words without what is none, and what that was; a bullet read as '~' is a '-' again."""
    by_line: dict[tuple[int, int, int], list[SeenWord]] = {}
    for word in words:
        by_line.setdefault(word.line, []).append(word)
    kept: list[SeenWord] = []
    specks: list[str] = []
    for line in by_line.values():
        is_speck = fmean(word.confidence for word in line) < _UNSURE_LINE
        if line[0].text in _MISREAD_BULLETS and len(line) > 1:
            line[0] = replace(line[0], text="-", confidence=100.0)
        for word in line:
            if is_speck or (word.confidence < _UNSURE_SIGN and not _has_letter(word)):
                specks.append(word.text)
            else:
                kept.append(word)
    return kept, tuple(specks)


def _has_letter(word: SeenWord) -> bool:
    return any(map(str.isalnum, word.text))


def _warnings(pages: dict[int, ScannedPage], beyond: Sequence[int]) -> tuple[str, ...]:
    told: dict[str, Sequence[int]] = {
        messages.SCANNED_PAGES: [n for n in pages if pages[n].quality in _TAKEN_OVER],
        messages.DOUBTFUL_PAGES: [n for n in pages if pages[n].quality is Quality.DOUBTFUL],
        messages.LOST_PAGES: [n for n in pages if pages[n].quality is Quality.LOST],
        messages.BLANK_PAGES: [n for n in pages if pages[n].quality is Quality.BLANK],
        messages.TOO_MANY_SCANS.format(limit=MOST_PAGES, pages="{pages}"): beyond,
    }
    return tuple(text.format(pages=page_list(ns)) for text, ns in told.items() if ns)


def page_list(numbers: Sequence[int]) -> str:
    """Page numbers as people write them: '1–3, 7'."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)
