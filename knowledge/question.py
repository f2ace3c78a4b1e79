"""What a question asks about, apart from the words that only make it a question."""

from __future__ import annotations

import re

from knowledge.diacritics import fold, syllables

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
_LIST = re.compile(
    r"\b(?:nhung|cac) (?:\w+ ){1,5}(?:nao|gi)\b|\bgom\b|\bnhung (?:ai|gi)\b|\bliet ke\b"
)


def asked_words(question: str) -> list[str]:
    """The words of a question that say what is asked, marks kept; all of them if none were left."""
    words = syllables(question)
    bare = [fold(word) for word in words]
    line = " ".join(bare)
    asking = [range(*match.span()) for match in _ASKING.finditer(line)]
    kept, start = [], 0
    for word, folded in zip(words, bare, strict=True):
        is_said = len(folded) > 1 or folded in _ALONE
        if is_said and folded not in _LINKING and not any(start in span for span in asking):
            kept.append(word)
        start += len(folded) + 1
    return kept or [word for word in words if len(word) > 1]


def wants_list(question: str) -> bool:
    """Whether all of several things are asked for: 'những hình thức nào', 'gồm những gì'."""
    return bool(_LIST.search(fold(question)))


def wants_figure(question: str) -> bool:
    """Whether a number, a date or a period is asked for."""
    return bool(_FIGURE.search(fold(question)))
