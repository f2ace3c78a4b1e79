"""Which letters and digits of a file its stored text has otherwise, by kind."""

from __future__ import annotations

import unicodedata
from collections import Counter
from difflib import SequenceMatcher


def characters_changed(raw: str, kept: str) -> dict[str, int]:
    """What happened to the letters and digits of `raw`, in order: nothing, a kind, or 'lost'.

    Marks written apart from their letters are put together on both sides first; then each
    replaced character is a kind of its own ('Ð -> Đ'), and what is missing counts as 'lost'.
    """
    before, after = _letters(raw), _letters(kept)
    if before == after:
        return {}
    if len(before) == len(after):
        return dict(_replaced(before, after))
    changed: Counter[str] = Counter()
    words, new_words = _words(raw), _words(kept)
    matcher = SequenceMatcher(None, words, new_words, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        old, new = "".join(words[start:end]), "".join(new_words[new_start:new_end])
        if len(old) == len(new):
            changed += _replaced(old, new)
        else:
            changed["lost" if len(old) > len(new) else "added"] += abs(len(old) - len(new))
    return dict(changed)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


def _words(text: str) -> list[str]:
    return [letters for word in text.split() if (letters := _letters(word))]


def _replaced(before: str, after: str) -> Counter[str]:
    pairs = (pair for pair in zip(before, after, strict=True) if pair[0] != pair[1])
    return Counter(f"{old} -> {new}" for old, new in pairs)
