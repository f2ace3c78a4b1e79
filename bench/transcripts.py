"""Text against its transcript: the accuracy that METRIC.md of the legacy encodings defines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_LETTERS = re.compile(r"[^\W\d_]+")
_Block = tuple[int, int, int, int]
"""A range of the truth and the range of ours that stands in its place."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares (0..1) of what the transcript holds that was read exactly."""

    characters: float
    marks: float
    """Of the letters with a diacritic (đ is one)."""
    syllables: float
    found: float
    """Of the words with a diacritic, wherever they stand: tables are read in other orders."""


def accuracy(truth: str, ours: str) -> Accuracy:
    """The three numbers of METRIC.md, where the order of the text counts, and one without it."""
    truth, ours = _prepared(truth), _prepared(ours)
    matched = sum(end - start for start, end, _, _ in _equal(truth, ours))
    marked = sum(map(_is_marked, truth))
    recovered = 0
    for start, end, other, _ in _equal(_base(truth), _base(ours)):
        pairs = zip(truth[start:end], ours[other : other + end - start], strict=True)
        recovered += sum(a == b and _is_marked(a) for a, b in pairs)
    words, our_words = truth.split(), ours.split()
    blocks = SequenceMatcher(None, words, our_words, autojunk=False).get_matching_blocks()
    syllables = sum(block.size for block in blocks)
    marked_words = Counter(word for word in words if any(map(_is_marked, word)))
    found = (marked_words & Counter(our_words)).total()
    return Accuracy(
        matched / (len(truth) or 1),
        recovered / (marked or 1),
        syllables / (len(words) or 1),
        found / (marked_words.total() or 1),
    )


def differences(truth: str, ours: str) -> Iterator[tuple[str, str]]:
    """Each place where the two differ, with the words around it."""
    truth, ours = _prepared(truth), _prepared(ours)
    end = other_end = 0
    for start, stop, other, other_stop in [
        *_equal(truth, ours),
        (len(truth),) * 2 + (len(ours),) * 2,
    ]:
        if truth[end:start] != ours[other_end:other]:
            around = slice(max(0, end - 15), end)
            yield truth[around] + "[" + truth[end:start] + "]", ours[other_end:other]
        end, other_end = stop, other_stop


def letters_alone(text: str) -> str:
    """Words in small letters: no case, digits, rules, borders of cells.

    The transcripts keep the codes of capital fonts small, numbers of cells as they are stored
    ('87.23599633' where '87,2' is printed), and the rules their readers draw around cells.
    """
    return " ".join(_LETTERS.findall(unicodedata.normalize("NFC", text).lower()))


def _prepared(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _base(text: str) -> str:
    """Letters without marks, one for each character."""
    return "".join(
        "dD"["đĐ".index(c)] if c in "đĐ" else unicodedata.normalize("NFD", c)[0] for c in text
    )


def _is_marked(character: str) -> bool:
    return character in "đĐ" or len(unicodedata.normalize("NFD", character)) > 1


def _equal(truth: str, ours: str) -> Iterator[_Block]:
    """Ranges that are equal: by words first, then by characters in what lies between."""
    words, our_words = _pieces(truth), _pieces(ours)
    starts, our_starts = _starts(words), _starts(our_words)
    last = our_last = 0
    matcher = SequenceMatcher(None, words, our_words)
    for a, b, size in matcher.get_matching_blocks():
        start, other = starts[a], our_starts[b]
        gap = SequenceMatcher(None, truth[last:start], ours[our_last:other], autojunk=False)
        for x, y, n in gap.get_matching_blocks():
            if n:
                yield last + x, last + x + n, our_last + y, our_last + y + n
        last, our_last = starts[a + size], our_starts[b + size]
        if size:
            yield start, last, other, our_last


def _pieces(text: str) -> list[str]:
    return text.replace(" ", " \0").split("\0")


def _starts(words: list[str]) -> list[int]:
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts
