"""Images of pages (.png, .jpg, .tiff): scans, faxes and photos of paper."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from knowledge import messages
from knowledge.cleaning import PAGE_BREAK
from knowledge.model import KnowledgeError, ReadText
from knowledge.readers.pdf.paragraphs import joined, without_furniture
from knowledge.readers.scan.pages import Picture, recognised
from knowledge.readers.scan.progress import Progress
from knowledge.readers.scan.words import has_tesseract

MOST_PIXELS = 64_000_000
"""Of one image once it is unpacked; a sheet A4 at 600 dpi has 35 million."""

_FORMATS = ("PNG", "JPEG", "TIFF")
_SHEET = 11.7
"""Inches; an image that does not tell its resolution is taken for a sheet A4."""
_DPI, _LEAST_DPI, _MOST_DPI = 200, 150, 250
_CREDIBLE_DPI = range(150, 1201)
_LARGEST_GROWTH = 2.0


def read_image(data: bytes, name: str, progress: Progress | None = None) -> ReadText:
    """The text of an image, of every page of a .tiff, with a form feed where a page starts.

    KnowledgeError when it is broken, unpacks too large, cannot be recognised, or tesseract is
    missing. `progress` hears of every page; what it raises ends the reading.
    """
    if not has_tesseract():
        raise KnowledgeError(messages.NO_TESSERACT.format(name=name))
    with warnings.catch_warnings(), _opened(data, name) as image:
        warnings.simplefilter("ignore")  # Pillow remarks odd metadata that nothing depends on
        pages = range(1, getattr(image, "n_frames", 1) + 1)
        scans = recognised(pages, lambda number: _picture(image, number, name), progress)
    if not any(map(scans.lines, pages)):
        raise KnowledgeError(messages.SCAN_UNREADABLE.format(name=name))
    lines, removed = without_furniture([scans.lines(number) for number in pages])
    return ReadText(joined(lines, PAGE_BREAK), removed=removed | scans.removed,
                    warnings=scans.warnings)  # fmt: skip


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Image.open(io.BytesIO(data), formats=_FORMATS)
    except (UnidentifiedImageError, SyntaxError) as error:
        raise KnowledgeError(messages.BROKEN_FILE.format(name=name)) from error
    except Image.DecompressionBombError as error:
        raise KnowledgeError(messages.IMAGE_TOO_LARGE.format(name=name)) from error


def _picture(image: Image.Image, number: int, name: str) -> Picture:
    """A page turned as the camera was held, on white, at about 200 dots per inch."""
    image.seek(number - 1)
    if image.width * image.height > MOST_PIXELS:
        raise KnowledgeError(messages.IMAGE_TOO_LARGE.format(name=name))
    page = _on_white(ImageOps.exif_transpose(image))
    dpi = _resolution(image, max(page.size))
    if _LEAST_DPI <= dpi <= _MOST_DPI:
        return Picture(page, dpi)
    scale = min(_DPI / dpi, _LARGEST_GROWTH)
    size = max(1, round(page.width * scale)), max(1, round(page.height * scale))
    return Picture(page.resize(size, Image.Resampling.LANCZOS), dpi * scale)


def _resolution(image: Image.Image, longest: int) -> float:
    """What a scanner wrote into the image; cameras write a number without meaning."""
    told = float(image.info.get("dpi", (0, 0))[0])
    is_scanned = round(told) in _CREDIBLE_DPI and longest / told <= 2 * _SHEET
    return told if is_scanned else longest / _SHEET


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"1", "L"}:
        return image.convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image, mask=image.convert("RGBA").getchannel("A"))
    return sheet
