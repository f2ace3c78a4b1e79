"""Whether what OCR read on a page is Vietnamese with its marks, doubtful, or lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from knowledge.readers.scan.words import SeenWord
from knowledge.vietnamese_syllable import is_syllable

_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 8


class Quality(StrEnum):
    """What a recognised page is worth."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    LOST = "lost"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class _Least:
    """The least shares and confidence of a page that is better than its name."""

    syllables: float
    marked: float
    confidence: float


_LOST, _DOUBTFUL = _Least(0.6, 0.3, 50), _Least(0.85, 0.5, 75)


@dataclass(frozen=True, slots=True)
class Legibility:
    """Shares (0..1) over the words of a page, and how sure tesseract was (0..100)."""

    syllables: float
    """Words that are spelled as Vietnamese."""
    marked: float
    """Words with a mark or a đ; about two in three in ordinary text."""
    confidence: float

    words: int

    @property
    def quality(self) -> Quality:
        """A page with few words, a signature alone, gives no shares to judge by.

        One that is read with confidence though it has no marks was printed without.
        """
        if not self.words:
            return Quality.BLANK
        if self.confidence < _LOST.confidence:
            return Quality.LOST
        if self.words < _FEWEST_WORDS:
            return Quality.GOOD
        if not self._is_below(_DOUBTFUL):
            return Quality.GOOD
        is_sure = self.confidence >= _DOUBTFUL.confidence
        return Quality.LOST if self._is_below(_LOST) and not is_sure else Quality.DOUBTFUL

    def _is_below(self, least: _Least) -> bool:
        return (
            self.syllables < least.syllables
            or self.marked < least.marked
            or self.confidence < least.confidence
        )


def legibility(words: Sequence[SeenWord]) -> Legibility:
    """How well the words of a page were read."""
    texts = _words(" ".join(word.text for word in words))
    if not texts:
        return Legibility(0, 0, 0, 0)
    return Legibility(
        fmean(is_syllable(text) for text in texts),
        fmean(not text.isascii() for text in texts),
        fmean(word.confidence for word in words),
        len(texts),
    )


def syllables_in(text: str) -> int:
    """How many words of a text are spelled as Vietnamese."""
    return sum(map(is_syllable, _words(text)))


def share_of_syllables(text: str) -> float:
    """Their share (0..1) of all words; 0 without words."""
    return syllables_in(text) / max(1, len(_words(text)))


def _words(text: str) -> list[str]:
    """The words of two letters and more: no signs, numbers and lone letters."""
    return _WORD.findall(text)
