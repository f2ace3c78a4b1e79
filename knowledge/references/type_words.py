"""Patterns for the words that name a type of document, built from the tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from knowledge.references.codes import DocumentType, codes

_KEYSTROKES = {"a": "[a6w8]?", "e": "[e6]?", "o": "[o6w7]?", "u": "[w7]?", "d": "[d9]?"}
"""What Telex and VNI leave behind a letter when the input method is off: 'ddinh', 'd9inh'."""
_TONE_KEY = r"(?:[sfrxj]|[1-5](?!\d))?"


@cache
def type_word() -> str:
    """Alternatives for every type in full words."""
    words = {word for kind in codes().types for word in kind.words}
    return _alternatives(words, _typed)


@cache
def type_chat() -> str:
    """Alternatives for the short forms: 'nd', 'qd'."""
    forms = {form for kind in codes().types for form in kind.chat}
    return _alternatives(forms, re.escape)


@cache
def issuer_words() -> str:
    """Alternatives for every issuer by name, code or alias."""
    forms = {alias for issuer in codes().issuers for alias in issuer.aliases}
    return _alternatives(forms, lambda form: re.escape(form).replace(r"\ ", r"\s{1,3}"))


@lru_cache(maxsize=4096)
def type_named(words: str) -> DocumentType | None:
    """The type that a match of `type_word` or `type_chat` names."""
    known = codes().type_of_words(words)
    if known is not None:
        return known
    for kind in codes().types:
        if any(re.fullmatch(_typed(form), words) for form in kind.words):
            return kind
    return None


def _alternatives(forms: set[str], spell: Callable[[str], str]) -> str:
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(spell(form) for form in ordered)


def _typed(words: str) -> str:
    """Folded words, also with keystrokes left in them."""
    syllables = ("".join(c + _KEYSTROKES.get(c, "") for c in w) for w in words.split())
    return r"\s{1,3}".join(syllable + _TONE_KEY for syllable in syllables)
