"""Whether what OCR read on a page is Vietnamese with its marks, doubtful, or lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from knowledge.readers.scan_words import SeenWord
from knowledge.vietnamese_syllable import WORD, is_syllable

_FEWEST_WORDS = 8
_FEWEST_LETTERS = 2


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
        """A page with few words, a signature alone, gives no shares to judge by."""
        if not self.words:
            return Quality.BLANK
        if self.confidence < _LOST.confidence:
            return Quality.LOST
        if self.words < _FEWEST_WORDS:
            return Quality.GOOD
        if self._is_below(_LOST):
            return Quality.LOST
        return Quality.DOUBTFUL if self._is_below(_DOUBTFUL) else Quality.GOOD

    def _is_below(self, least: _Least) -> bool:
        return (
            self.syllables < least.syllables
            or self.marked < least.marked
            or self.confidence < least.confidence
        )


def legibility(words: Sequence[SeenWord]) -> Legibility:
    """How well the words of a page were read."""
    texts = vietnamese_words(word.text for word in words)
    if not texts:
        return Legibility(0, 0, 0, 0)
    return Legibility(
        fmean(is_syllable(text) for text in texts),
        fmean(not text.isascii() for text in texts),
        fmean(word.confidence for word in words),
        len(texts),
    )


def vietnamese_words(texts: Iterable[str]) -> list[str]:
    """The words that should be Vietnamese: no abbreviations, numbers and single letters."""
    words = [word for text in texts for word in WORD.findall(text)]
    return [word for word in words if len(word) >= _FEWEST_LETTERS and word.isalpha()]
