"""Pages of a PDF that are pictures, and pictures of its pages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice

import pypdfium2
from pypdfium2 import raw

from knowledge.readers.pdf_page import Line
from knowledge.readers.scan import Picture

DPI = 200
"""What pages are rendered at: more gave no better text (docs/benchmarks.md)."""

_FEWEST_LETTERS, _FEWEST_LETTERS_ON_A_PICTURE = 50, 250
"""A page with fewer letters and an image on it, or one as large as the page, is a scan with the
text of a signature."""
_SHARE_OF_THE_PAGE = 0.5
_MOST_IMAGES = 200
_MOST_PIXELS = 20_000_000
"""Of a rendered page: A3 at 200 dpi has eight million."""


def is_picture(page: pypdfium2.PdfPage, lines: Sequence[Line]) -> bool:
    """Whether an image carries the words of a page whose text layer gives `lines`."""
    letters = sum(character.isalpha() for line in lines for character in line.text)
    if letters >= _FEWEST_LETTERS_ON_A_PICTURE:
        return False
    size = _largest_image(page)
    return size > (0 if letters < _FEWEST_LETTERS else _SHARE_OF_THE_PAGE)


def _largest_image(page: pypdfium2.PdfPage) -> float:
    """Share of the page that its largest image covers; 0 without images."""
    images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    area = max(1.0, page.get_width() * page.get_height())
    bounds = (image.get_bounds() for image in islice(images, _MOST_IMAGES))
    return max(((right - left) * (top - low) / area for left, low, right, top in bounds), default=0)


def is_drawn(page: pypdfium2.PdfPage) -> bool:
    """Whether anything stands on a page."""
    return next(iter(page.get_objects(max_depth=1)), None) is not None


def picture_of(page: pypdfium2.PdfPage) -> Picture:
    """The page as it is printed; coarser where it is of a giant's size."""
    width, height = page.get_size()
    scale = min(DPI / 72, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
    return Picture(page.render(scale=scale).to_pil(), scale * 72)
