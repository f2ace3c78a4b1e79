"""Syllables of Vietnamese text, with their marks and without."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

WORD = re.compile(r"\w+")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
_TONE_IN_FRONT = {
    late: early
    for spellings in (
        "oà òa oá óa oả ỏa oã õa oạ ọa",
        "oè òe oé óe oẻ ỏe oẽ õe oẹ ọe",
        "uỳ ùy uý úy uỷ ủy uỹ ũy uỵ ụy",
    )
    for late, early in zip(spellings.split()[::2], spellings.split()[1::2], strict=True)
}
"""Both 'hoà' and 'hòa' are written; they are one word (domain.md §6.5)."""
_TONE_AT_END = re.compile(rf"(?<!q)(?:{'|'.join(_TONE_IN_FRONT)})$")
_WORDS_KEPT = 1 << 16
"""More than a library of laws has different words: each is folded once."""


def fold(text: str) -> str:
    """Lower case without marks: 'Điều' and 'dieu' both give 'dieu'."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.lower())
    return _MARKS.sub("", decomposed).replace("đ", "d").replace("ð", "d")


def syllables(text: str) -> list[str]:
    """The words of a text in lower case, marks kept, the tone in its official place ('hòa')."""
    return [official(word) for word in WORD.findall(unicodedata.normalize("NFC", text).lower())]


def lexical_terms(text: str) -> list[str]:
    """What the lexical index knows of a text: syllables without marks, and pairs of neighbours.

    They find a text however it is typed. Marked syllables beside them moved no set of questions
    by more than two and cost a third of the index; marks count when passages are weighed.
    """
    bare = [folded_word(word) for word in syllables(text)]
    return [*bare, *(f"{a}_{b}" for a, b in pairwise(bare))]


@lru_cache(_WORDS_KEPT)
def folded_word(word: str) -> str:
    """`fold` of a single word, remembered."""
    return fold(word)


@lru_cache(_WORDS_KEPT)
def official(word: str) -> str:
    """A word in lower case with its tone in its official place."""
    return _TONE_AT_END.sub(lambda tone: _TONE_IN_FRONT[tone.group()], word)
