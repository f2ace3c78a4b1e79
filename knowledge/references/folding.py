"""Folded text that keeps every character in its place, so that spans hold for both."""

from __future__ import annotations

import re
import unicodedata

_LETTERS_READ_AS_D = "đĐðÐɖƉ§ñÑ"
"""Đ, its look-alikes, and what it becomes in damaged TCVN3 (§) and VNI (ñ) text."""
_DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2212\ufffe"
"""Also what PDF text puts at a hyphen where a line is broken."""
_MARKED = re.compile(r"[À-ỹđĐ]")


class _Folding(dict[int, str]):
    """A translation table that learns a character when it first sees it."""

    def __missing__(self, code: int) -> str:
        folded = _folded_character(chr(code))
        self[code] = folded
        return folded


def _folded_character(character: str) -> str:
    if character in _LETTERS_READ_AS_D:
        return "d"
    if character in _DASHES:
        return "-"
    if character.isspace():
        return "\n" if character == "\n" else " "
    folded = unicodedata.normalize("NFD", character.lower())[:1]
    return folded or character


_FOLDING = _Folding()


def fold_in_place(text: str) -> str:
    """Lower case without marks, of the same length: 'Điều' -> 'dieu', '–' -> '-'."""
    return text.translate(_FOLDING)


def is_marked(text: str) -> bool:
    """Whether a text is written with Vietnamese marks."""
    return _MARKED.search(text) is not None
