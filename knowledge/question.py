"""What a question asks about, apart from the words that only make it a question."""

from __future__ import annotations

import re
import unicodedata

from knowledge.abbreviations import written_out
from knowledge.diacritics import WORD, Restorer, fold, folded_word, syllables

_ASKING = re.compile(
    r"\b(?:cho (?:em|toi|anh|chi|minh) (?:hoi|biet|xem)|xin hoi|muon hoi|hoi ve"
    r"|nhu the nao|the nao|nhu nao|ra sao|la gi|gi|bao nhieu|bao lau|bao gio|khi nao|luc nao"
    r"|o dau|dau|nhung ai|ai|nao|may|vi sao|tai sao|dung hay sai|co phai la|co phai"
    r"|hay khong|duoc khong|dung khong|khong(?=[?.! ]*$)|a|vay|nhi|nhe|the(?=[?.! ]*$)"
    r"|theo quy dinh(?: cua phap luat)?|quy dinh (?:ve|tai|trong|the nao)|noi (?:gi|ve))\b"
)
_LINKING_WORDS = """la va cua cac nhung cho voi duoc bi thi ma de co trong tai theo ve tu den khi
nay do o nhu hoac doi vi"""
_LINKING = frozenset(_LINKING_WORDS.split())
"""Words that link others; they stand in every text and say nothing of its subject."""
_FIGURE = re.compile(
    r"\b(?:bao nhieu|bao lau|may|khi nao|bao gio|ngay nao|so nao|muc nao|thoi han|toi da|toi thieu"
    r"|chot so lieu)\b"
)
_ALONE = frozenset("0123456789aeiouy")
"""What can be a word of one character: 'y tế'; other single letters are marks of lists or tags."""
_SYLLABLE = re.compile(
    r"(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
"""The shape of a Vietnamese syllable without its marks; abbreviations hardly ever have it."""
_ROMAN = re.compile(r"[IVX]+")
_LIST = re.compile(
    r"\b(?:nhung|cac) (?:\w+ ){1,5}(?:nao|gi)\b|\bgom\b|\bnhung (?:ai|gi)\b|\bliet ke\b"
)


def for_retrieval(question: str, restorer: Restorer) -> str:
    """The question as the library would write it; what is shown stays as it was typed.

    One Unicode form, no shouting, abbreviations in full, marks and single letters restored.
    """
    typed = unicodedata.normalize("NFC", question)
    return restorer.correct(written_out(_calm(typed)))


def _calm(text: str) -> str:
    """Without the capitals of a question, or of a name in it, that is typed in nothing else.

    The embedding model takes 'LUẬT ĐẤT ĐAI' for something else than 'luật đất đai'.
    """
    return WORD.sub(lambda word: _calm_word(word.group()), text)


def _calm_word(word: str) -> str:
    is_shouted = len(word) > 1 and word.isupper() and _SYLLABLE.fullmatch(fold(word))
    return word.lower() if is_shouted and not _ROMAN.fullmatch(word) else word


def asked_words(question: str) -> list[str]:
    """The words of a question that say what is asked, marks kept; all of them if none were left."""
    words = syllables(question)
    bare = [folded_word(word) for word in words]
    line = " ".join(bare)
    asking = [range(*match.span()) for match in _ASKING.finditer(line)]
    kept, start = [], 0
    for word, folded in zip(words, bare, strict=True):
        is_said = len(folded) > 1 or folded in _ALONE
        if is_said and folded not in _LINKING and not any(start in span for span in asking):
            kept.append(word)
        start += len(folded) + 1
    return kept or [word for word in words if len(word) > 1]


def subject_words(heading: str) -> list[str]:
    """The words of a heading that say what stands below it, marks kept."""
    words = syllables(heading)
    return [word for word in words if len(word) > 1 and folded_word(word) not in _LINKING]


def wants_list(question: str) -> bool:
    """Whether all of several things are asked for: 'những hình thức nào', 'gồm những gì'."""
    return bool(_LIST.search(fold(question)))


def wants_figure(question: str) -> bool:
    """Whether a number, a date or a period is asked for."""
    return bool(_FIGURE.search(fold(question)))
