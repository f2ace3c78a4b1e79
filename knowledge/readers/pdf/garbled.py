"""A text layer that does not say what is printed: recognised, and read another way."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import pdfplumber

from knowledge.readers.pdf.page import Line
from knowledge.readers.scan.quality import share_of_syllables, syllables_in

_LONE_VOWEL = re.compile(
    r"(?<!\S)[ăâêôơưđàảáãạằẳắẵặầẩẫấậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ](?!\S)"
)
_SCRAMBLED_SHARE, _FEWEST_LONE_VOWELS = 0.05, 5
"""Ordinary text has about one lone 'ý', 'ở' or 'à' in a hundred words."""

_NO_LETTER = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]|\(cid:\d+\)")
_MOST_SIGNS = 0.05
_BROKEN_WORD = re.compile(
    r"\w[^\w\s.,:;/()'’\"“”\-–+]\w|[a-zà-ỹ][A-ZÀ-Ỹ]|[\u0180-\u019f\u01b4-\u036f]"
)
_MOST_BROKEN, _LEAST_SYLLABLES = 0.3, 0.4
_FEWEST_WORDS = 15
_CLEARLY_MORE = 1.2


def is_garbled(lines: Sequence[Line]) -> bool:
    """Whether a page's text layer gives other letters than those printed.

    Its font lacks Vietnamese letters, so that they stand apart; or has no map to Unicode, so that
    words hold signs. Text of another language is not garbled.
    """
    text = "\n".join(line.plain for line in lines)
    return is_scrambled(text) or _has_no_letters(text) or _has_no_words(text)


def is_scrambled(text: str) -> bool:
    """Whether marked vowels stand apart from their words: a font without Vietnamese glyphs."""
    lone = len(_LONE_VOWEL.findall(text))
    return lone >= _FEWEST_LONE_VOWELS and lone > len(text.split()) * _SCRAMBLED_SHARE


def _has_no_letters(text: str) -> bool:
    """Whether private and control characters stand for letters, beyond a bullet here and there.

    pdfplumber writes a letter it cannot tell as '(cid:12)'.
    """
    signs = len(_NO_LETTER.findall(text))
    return signs > _FEWEST_WORDS and signs > len(text) * _MOST_SIGNS


def _has_no_words(text: str) -> bool:
    words = text.split()
    if len(words) < _FEWEST_WORDS or share_of_syllables(text) > _LEAST_SYLLABLES:
        return False
    return sum(_BROKEN_WORD.search(word) is not None for word in words) > len(words) * _MOST_BROKEN


def reads_better(lines: Sequence[Line], than: Sequence[Line]) -> bool:
    """Whether recognised `lines` hold clearly more Vietnamese than those of the text layer."""
    found, other = (syllables_in(" ".join(line.plain for line in those)) for those in (lines, than))
    return bool(lines) and found > other * _CLEARLY_MORE


def printed_pages(data: bytes, numbers: Sequence[int]) -> dict[int, list[Line]]:
    """Pages as pdfplumber reads them, which places letters by their position, not their order."""
    if not numbers:
        return {}
    with pdfplumber.open(io.BytesIO(data), pages=list(numbers)) as document:
        return {page.page_number: _printed_lines(page) for page in document.pages}


def _printed_lines(page: pdfplumber.page.Page) -> list[Line]:
    words = page.extract_words(use_text_flow=False)
    lines = [list(line) for _, line in groupby(words, lambda word: round(word["bottom"]))]
    return [_line(line, page.height) for line in lines]


def _line(words: list[dict[str, Any]], height: float) -> Line:
    first, last = words[0], words[-1]
    text = " ".join(word["text"] for word in words)
    return Line(text, first["x0"], last["x1"], height - first["bottom"], first["x1"] - first["x0"])
