"""A scanned page as OCR wants it: upright, grey, without seals, frames and signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from knowledge.readers.pdf.page import Ruling

Bitmap = NDArray[np.bool_]
Grey = NDArray[np.uint8]

_COLOURED = frozenset({"RGB", "RGBA", "P", "CMYK"})
_REDNESS, _FRINGE = 40, 12
"""How much red must outweigh green and blue, and at the edge of such ink; paper in warm light
stays below."""
_MOST_RED = 0.15
"""A page redder than this share is a picture or coloured paper, not a page with a seal."""
_DARK = 140
_WHITE = 255
_TALLEST_LETTER, _WIDEST_WORD = 0.45, 1.5
"""Inches: connected ink beyond it is a seal, a signature or a drawn line."""
_SHORTEST_RULING = 0.35
"""Inches: how far a line of a table runs straight at least."""
_THICKEST_RULING = 0.05
_STEEPEST, _ANGLE_STEP, _FEWEST_DEGREES = 4.0, 0.25, 0.3
_ANGLE_HEIGHT = 700


@dataclass(frozen=True, slots=True)
class CleanPage:
    """A page for OCR with its resolution in dots per inch; `rulings` in points from its foot."""

    grey: Image.Image
    dpi: float
    red: Image.Image | None
    """What was printed or stamped in red, as black on white; None where there is none."""
    rulings: tuple[Ruling, ...]

    @property
    def points(self) -> float:
        """Points a pixel."""
        return 72 / self.dpi


def clean_page(image: Image.Image, dpi: float) -> CleanPage:
    """`image` turned straight, its red ink apart, large connected ink taken out."""
    image = _straight(image)
    grey = np.asarray(image.convert("L")).copy()
    red = _without_red(image, grey)
    rulings = _without_large_ink(grey, dpi)
    red_layer = None if red is None else Image.fromarray(np.where(red, 0, _WHITE).astype(np.uint8))
    return CleanPage(Image.fromarray(grey), dpi, red_layer, rulings)


def _without_red(image: Image.Image, grey: Grey) -> Bitmap | None:
    """Takes red ink with its pale fringe out of `grey`, and returns it; black ink on it stays."""
    if image.mode not in _COLOURED:
        return None
    red, *others = (np.asarray(band) for band in image.convert("RGB").split())
    redness = red.astype(np.int16) - np.maximum(*others)
    ink: Bitmap = redness > _REDNESS
    if not 0 < ink.mean() < _MOST_RED:
        return None
    grey[_grown(ink, 1) & (redness > _FRINGE)] = _WHITE
    return ink


def _without_large_ink(grey: Grey, dpi: float) -> tuple[Ruling, ...]:
    """Takes ink that cannot be letters out of `grey`; the straight lines of tables among it."""
    labels, count = ndimage.label(grey < _DARK, structure=np.ones((3, 3)))
    is_large = np.zeros(count + 1, dtype=np.bool_)
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        is_large[number] = (
            rows.stop - rows.start > _TALLEST_LETTER * dpi
            or columns.stop - columns.start > _WIDEST_WORD * dpi
        )
    if not is_large.any():
        return ()
    ink: Bitmap = is_large[labels]
    grey[_grown(ink, 1)] = _WHITE
    return (*_rulings(ink, dpi, axis=0), *_rulings(ink, dpi, axis=1))


def _rulings(ink: Bitmap, dpi: float, axis: int) -> Iterator[Ruling]:
    """Straight lines in large ink: what is left when it is worn away along `axis` and regrown."""
    length, points, height = int(_SHORTEST_RULING * dpi), 72 / dpi, ink.shape[0]
    worn = ndimage.minimum_filter1d(ink.view(np.uint8), length, axis)
    lines = ndimage.maximum_filter1d(worn, length, axis)
    labels, _ = ndimage.label(_grown(lines > 0, 1))
    for rows, columns in ndimage.find_objects(labels):
        if min(rows.stop - rows.start, columns.stop - columns.start) < _THICKEST_RULING * dpi:
            bottom, top = (height - rows.stop) * points, (height - rows.start) * points
            yield Ruling(columns.start * points, bottom, columns.stop * points, top)


def _grown(ink: Bitmap, pixels: int) -> Bitmap:
    """`ink` and what lies within `pixels` of it, across and along."""
    size = 2 * pixels + 1
    along = ndimage.maximum_filter1d(ink.view(np.uint8), size, 0)
    grown: Bitmap = ndimage.maximum_filter1d(along, size, 1) > 0
    return grown


def _straight(image: Image.Image) -> Image.Image:
    """The image turned back by the angle at which its lines run."""
    angle = _skew(image)
    if abs(angle) < _FEWEST_DEGREES:
        return image
    upright = image.convert("RGB" if image.mode in _COLOURED else "L")
    fill = (_WHITE,) * len(upright.getbands())
    return upright.rotate(
        angle, Image.Resampling.BICUBIC, fillcolor=fill if len(fill) > 1 else _WHITE
    )


def _skew(image: Image.Image) -> float:
    """Degrees by which turning makes rows of ink and rows of paper differ most."""
    width = max(1, round(image.width * _ANGLE_HEIGHT / image.height))
    small = image.convert("L").resize((width, _ANGLE_HEIGHT), Image.Resampling.BOX)
    dark = Image.fromarray(np.where(np.asarray(small) < _DARK + 40, _WHITE, 0).astype(np.uint8))
    steps = np.arange(-_STEEPEST, _STEEPEST + _ANGLE_STEP, _ANGLE_STEP)
    contrast = [float(np.asarray(dark.rotate(a)).sum(axis=1, dtype=float).var()) for a in steps]
    return float(steps[int(np.argmax(contrast))])
