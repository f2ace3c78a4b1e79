"""Pages without a text layer: recognised one by one, judged, and put into lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from PIL import Image

from knowledge import messages
from knowledge.readers.pdf.page import Line
from knowledge.readers.scan.image import clean_page
from knowledge.readers.scan.layout import lines_in_order
from knowledge.readers.scan.progress import Progress
from knowledge.readers.scan.quality import Quality, legibility
from knowledge.readers.scan.words import Layout, SeenWord, seen_words, turn_needed

MOST_PAGES = 300
"""Pages of one file that are recognised: about a quarter of an hour of computing."""

_UNSURE_SIGN, _UNSURE_LINE = 40.0, 40.0
"""Confidence below which a word without letters, and a whole line, is a speck or a flourish."""
_SURE_STAMP = 60.0
_FEWEST_LETTERS_OF_A_STAMP = 2
_STAMPS = 10_000
"""Lines of stamps are numbered from here, apart from those of the page."""
_DRAWN_LINE = re.compile(r"[—–_=~-]{2,}")
_MISREAD_BULLETS = frozenset({"~", "~-", "-~", "—", "«"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as an image, with its resolution in dots per inch."""

    image: Image.Image
    dpi: float


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What was read on one page; `specks`, by line, is what seals and flourishes were read as."""

    lines: tuple[Line, ...] = ()
    quality: Quality = Quality.GOOD
    specks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scans:
    """The recognised pages of a file by number (from 1), and those beyond the limit."""

    pages: dict[int, ScannedPage]
    beyond: tuple[int, ...] = ()

    def lines(self, number: int) -> list[Line]:
        """What a page says; nothing where it was too bad to be taken over."""
        page = self.pages.get(number, ScannedPage())
        return [] if page.quality is Quality.LOST else list(page.lines)

    def only(self, numbers: Iterable[int]) -> Scans:
        """These pages; of the others the text layer says more."""
        pages = {number: self.pages[number] for number in numbers if number in self.pages}
        return replace(self, pages=pages)

    @property
    def removed(self) -> dict[str, tuple[str, ...]]:
        """The removal log: specks and flourishes, and the lines of pages not taken over."""
        lost = [page for page in self.pages.values() if page.quality is Quality.LOST]
        removed = {
            "scan speck": tuple(speck for page in self.pages.values() for speck in page.specks),
            "unreadable page": tuple(line.plain for page in lost for line in page.lines),
        }
        return {kind: texts for kind, texts in removed.items() if texts}

    @property
    def warnings(self) -> tuple[str, ...]:
        told: dict[str, Sequence[int]] = {
            messages.SCANNED_PAGES: self._of(Quality.GOOD, Quality.DOUBTFUL),
            messages.DOUBTFUL_PAGES: self._of(Quality.DOUBTFUL),
            messages.LOST_PAGES: self._of(Quality.LOST),
            messages.BLANK_PAGES: self._of(Quality.BLANK),
            messages.TOO_MANY_SCANS.format(limit=MOST_PAGES, pages="{pages}"): self.beyond,
        }
        return tuple(text.format(pages=page_list(ns)) for text, ns in told.items() if ns)

    def _of(self, *qualities: Quality) -> list[int]:
        return [number for number, page in self.pages.items() if page.quality in qualities]


def recognised(
    numbers: Sequence[int], picture: Callable[[int], Picture], progress: Progress | None = None
) -> Scans:
    """The pages `numbers` of a file read by OCR, one at a time; `picture` renders a page.

    What `progress` raises ends the reading. Needs tesseract (`scan_words.has_tesseract`).
    """
    wanted, beyond = numbers[:MOST_PAGES], numbers[MOST_PAGES:]
    pages: dict[int, ScannedPage] = {}
    for count, number in enumerate(wanted, 1):
        if progress is not None:
            progress(count, len(wanted))
        pages[number] = scanned_page(picture(number))
    return Scans(pages, tuple(beyond))


def scanned_page(picture: Picture) -> ScannedPage:
    """What stands on a picture of a page; one that makes no sense is tried turned upright."""
    page = _read(picture)
    if page.quality is not Quality.LOST:
        return page
    grey = picture.image.convert("L")
    if turn := turn_needed(grey, picture.dpi):
        return _read(replace(picture, image=picture.image.rotate(-turn, expand=True)))
    return page


def _read(picture: Picture) -> ScannedPage:
    page = clean_page(picture.image, picture.dpi)
    words = seen_words(page.grey, page.dpi)
    quality = legibility(words).quality
    if quality is Quality.BLANK:  # smeared letters run together and went with the large ink
        words = seen_words(picture.image.convert("L"), page.dpi)
        quality = legibility(words).quality
    if page.red is not None:
        words += _stamps(page.red, page.dpi)
    words, specks = _without_specks(words)
    size = page.grey.width * page.points, page.grey.height * page.points
    lines = lines_in_order(words, page.rulings, *size)
    return ScannedPage(tuple(lines), quality, specks)


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
        is_speck = fmean(word.confidence for word in line) < _UNSURE_LINE or not any(
            map(_has_letter, line)
        )
        if line[0].text in _MISREAD_BULLETS and len(line) > 1:
            line[0] = replace(line[0], text="-", confidence=100.0)
        left_out = [word for word in line if is_speck or _is_sign(word)]
        specks += [" ".join(word.text for word in left_out)] if left_out else []
        kept += [word for word in line if word not in left_out]
    return kept, tuple(specks)


def _is_sign(word: SeenWord) -> bool:
    """Whether a word is a drawn line, or a sign of which tesseract is not sure."""
    is_unsure = word.confidence < _UNSURE_SIGN and not _has_letter(word)
    return is_unsure or _DRAWN_LINE.fullmatch(word.text) is not None


def _has_letter(word: SeenWord) -> bool:
    return any(map(str.isalnum, word.text))


def page_list(numbers: Sequence[int]) -> str:
    """Page numbers as people write them: '1–3, 7'."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)
