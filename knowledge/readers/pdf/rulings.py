"""The straight lines that a PDF page draws: what its tables are ruled with."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import islice, pairwise

import pypdfium2
from pypdfium2 import raw

from knowledge.readers.pdf.page import Ruling

_THICKEST = 3.0
"""Points; a border is thinner."""
_SHORTEST = 5.0
_MOST_PATHS = 4000
"""A page with more is a drawing."""
_MOST_SEGMENTS = 400

_Point = tuple[float, float]


def rulings_of(page: pypdfium2.PdfPage) -> list[Ruling]:
    """Borders, whether drawn as lines, as frames or as thin filled boxes."""
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)
    return [ruling for path in islice(paths, _MOST_PATHS) for ruling in _rulings(path)]


def _rulings(path: pypdfium2.PdfObject) -> Iterator[Ruling]:
    left, bottom, right, top = path.get_bounds()
    if min(right - left, top - bottom) < _THICKEST:
        if max(right - left, top - bottom) > _SHORTEST:
            yield Ruling(left, bottom, right, top)
    elif _is_stroked(path) and raw.FPDFPath_CountSegments(path) <= _MOST_SEGMENTS:
        for start, end in _sides(path):
            (left, right), (bottom, top) = sorted((start[0], end[0])), sorted((start[1], end[1]))
            if min(right - left, top - bottom) < _THICKEST:
                yield Ruling(left, bottom, right, top)


def _is_stroked(path: pypdfium2.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value)


def _sides(path: pypdfium2.PdfObject) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a path with several."""
    matrix = path.get_matrix()
    points: list[_Point] = []
    for number in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            yield from pairwise(points)
            points = []
        points.append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    yield from pairwise(points)
