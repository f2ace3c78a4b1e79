"""The words on a picture of a page, as tesseract sees them."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image

from knowledge.readers.pdf.page import Word

LONGEST_PAGE = 90
"""Seconds tesseract may take for one page; an ordinary one takes three."""

_LANGUAGE = "vie"
_WORD_LEVEL, _COLUMNS = "5", 12
_POINTS = 72


class Layout(StrEnum):
    """How tesseract should look for text (its page segmentation modes)."""

    PAGE = "3"
    SPARSE = "11"
    ORIENTATION = "0"


@dataclass(frozen=True, slots=True)
class SeenWord(Word):
    """A word, how sure tesseract is of it (0..100), and the line it found it in."""

    confidence: float
    line: tuple[int, int, int]


def has_tesseract() -> bool:
    """Whether tesseract and its Vietnamese are installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listing = subprocess.run([program, "--list-langs"], capture_output=True)
    return _LANGUAGE.encode() in listing.stdout.split()


def seen_words(grey: Image.Image, dpi: float, layout: Layout = Layout.PAGE) -> list[SeenWord]:
    """The words of a grey picture in the order tesseract reads them; none where it fails."""
    output = _tesseract(grey, dpi, layout, "-l", _LANGUAGE, "tsv")
    rows = [row.split("\t") for row in output.splitlines()]
    return [
        _word(row, grey.height, _POINTS / dpi)
        for row in rows
        if len(row) == _COLUMNS and row[0] == _WORD_LEVEL and row[-1].strip()
    ]


def turn_needed(grey: Image.Image, dpi: float) -> int:
    """Degrees clockwise (0, 90, 180, 270) that would set the letters upright; 0 when unsure."""
    found = re.search(r"^Rotate: (\d+)", _tesseract(grey, dpi, Layout.ORIENTATION), re.MULTILINE)
    return int(found[1]) if found else 0


def _tesseract(grey: Image.Image, dpi: float, layout: Layout, *options: str) -> str:
    """Its output, '' where it fails; by pipes, so that nothing is left on the disk."""
    picture = io.BytesIO()
    grey.save(picture, "PPM")
    command = ["tesseract", "stdin", "stdout", "--dpi", str(round(dpi)), "--psm", layout, *options]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}  # threads of one page hinder each other
    try:
        done = subprocess.run(command, input=picture.getvalue(), capture_output=True, check=True,
                              timeout=LONGEST_PAGE, env=environment)  # fmt: skip
    except subprocess.SubprocessError:
        return ""
    return done.stdout.decode("utf-8", "replace")


def _word(row: Sequence[str], height: int, points: float) -> SeenWord:
    """A row of the table: level, page, block, paragraph, line, word, box, confidence, text."""
    left, top, width, depth = (int(value) for value in row[6:10])
    return SeenWord(
        text=row[-1].strip(),
        left=left * points,
        right=(left + width) * points,
        bottom=(height - top - depth) * points,
        top=(height - top) * points,
        confidence=float(row[10]),
        line=(int(row[2]), int(row[3]), int(row[4])),
    )
