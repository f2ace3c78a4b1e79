"""Pages of a PDF that are pictures, and pictures of its pages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice

import pypdfium2
from pypdfium2 import raw

from knowledge.readers.pdf.page import Line
from knowledge.readers.scan.pages import Picture

DPI = 200
"""What pages are rendered at: more gave no better text (docs/benchmarks.md)."""

_FEWEST_LETTERS = 50
"""A page with fewer letters and an image on it is a scan with the text of a signature."""
_FEWEST_LETTERS_ON_A_PICTURE, _SHARE_OF_THE_PAGE = 250, 0.5
"""A page with fewer letters on an image that covers as much of it may be a scan."""
_MOST_IMAGES = 200
_MOST_PIXELS = 20_000_000
"""Of a rendered page: A3 at 200 dpi has eight million."""


def is_signature_alone(page: pypdfium2.PdfPage, lines: Sequence[Line]) -> bool:
    """Whether what the text layer gives, `lines`, is but a stamp on an image."""
    return bool(lines) and _letters(lines) < _FEWEST_LETTERS and _largest_image(page) > 0


def is_picture(page: pypdfium2.PdfPage, lines: Sequence[Line]) -> bool:
    """Whether what is drawn on a page may say more than its text layer, `lines`."""
    if not lines:
        return next(iter(page.get_objects(max_depth=1)), None) is not None
    few = _letters(lines) < _FEWEST_LETTERS_ON_A_PICTURE
    return few and _largest_image(page) > _SHARE_OF_THE_PAGE


def _letters(lines: Sequence[Line]) -> int:
    return sum(character.isalpha() for line in lines for character in line.text)


def _largest_image(page: pypdfium2.PdfPage) -> float:
    """Share of the page that its largest image covers; 0 without images."""
    images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    area = max(1.0, page.get_width() * page.get_height())
    bounds = (image.get_bounds() for image in islice(images, _MOST_IMAGES))
    return max(((right - left) * (top - low) / area for left, low, right, top in bounds), default=0)


def picture_of(page: pypdfium2.PdfPage) -> Picture:
    """The page as it is printed; coarser where it is of a giant's size."""
    width, height = page.get_size()
    scale = min(DPI / 72, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
    return Picture(page.render(scale=scale).to_pil(), scale * 72)
