"""Whether a word can be a Vietnamese syllable: onset, rhyme and tone fit together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_][\w\u0300-\u0323]*")
_LONGEST = len(unicodedata.normalize("NFD", "nghiễng"))
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ACUTE, _DOT = "\u0301", "\u0323"

_ONSET = "b|ch?|d|đ|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu?|r|s|th?|tr|v|x"
_OPEN = (
    "a|ai|ao|au|ay|âu|ây|e|eo|ê|êu|i|ia|iu|iêu|o|oi|oa|oai|oao|oay|oe|oeo|ô|ôi|ơ|ơi|u|ua|ui|uôi"
    "|uây|uê|uơ|uy|uya|uyu|ư|ưa|ưi|ưu|ươi|ươu|y|yêu"
)
_NASAL = (
    "(?:a|ă|oă|â|uâ|e|o|oo|oa|ô|uô|u|ư|ươ|iê|yê)ng|(?:a|ê|i|oa|uê|uy)nh"
    "|(?:a|ă|oă|â|uâ|e|ê|uê|i|iê|yê|o|oa|oe|ô|uô|ơ|u|uy|uyê|ư|ươ)n"
    "|(?:a|ă|oă|â|e|oe|ê|i|iê|yê|o|oa|ô|uô|ơ|u|ươ)m"
)
_STOP = (
    "(?:a|ă|o|ô|u)k|(?:a|ă|oă|â|e|o|oo|oa|ô|uô|u|ư|ươ|iê)c|(?:a|ê|i|oa|uê|uy)ch"
    "|(?:a|ă|oă|â|uâ|e|ê|uê|i|iê|yê|o|oa|oe|ô|uô|ơ|u|uy|uyê|ư|ươ)t"
    "|(?:a|ă|â|e|ê|i|iê|o|oa|ô|ơ|u|uy|ươ)p"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_OPEN}|{_NASAL}|(?P<stop>{_STOP}))")


def marked_syllables(text: str) -> list[str]:
    """The words of `text` that are Vietnamese syllables and have a mark or a đ."""
    words = (word for word in _WORD.findall(text) if len(word) <= _LONGEST and not word.isascii())
    return [word for word in words if is_syllable(word)]


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Whether `word`, in any case, is spelled as Vietnamese.

    A syllable that ends in c, ch, p or t takes one of two tones (các, cạc). A final k is that of
    place names (Đắk Lắk).
    """
    apart = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(apart)
    found = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONES.sub("", apart)))
    if found is None or len(tones) > 1:
        return False
    return not found["stop"] or tones in ([_ACUTE], [_DOT])
