"""Text typed in TCVN3 (ABC) or VNI fonts to Unicode: by the font of a run, else by its content.

Such a font draws Vietnamese letters where Latin-1 has others: 'Céng hoµ' is 'Cộng hoà' in .VnTime,
'Coäng hoøa' in VNI-Times (domain.md §6.1-§6.3). Text that is Unicode already passes untouched.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from enum import StrEnum

from knowledge.vietnamese_syllable import is_syllable

__all__ = ["Encoding", "convert_by_content", "legacy_of_font", "to_unicode"]


class Encoding(StrEnum):
    """The encodings of fonts in use before Unicode (TCVN 6909:2001), as officials call them."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"


_TCVN3_LETTERS = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TCVN3_OF_PDF = {"−": "ư", "∙": "ã", "μ": "à", "Đ": "é"}
"""What PDFs and other programs make of the soft hyphen, the middle dot, the micro sign, the eth."""
_TCVN3 = str.maketrans(_TCVN3_LETTERS | _TCVN3_OF_PDF)

_VNI_LETTERS = dict(zip("ñòæóíìîôöÑÒÆÓÍÌÎÔÖ", "địỉĩíìỵơưĐỊỈĨÍÌỴƠƯ", strict=True))
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_TONES = (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)
_VNI_MARKS = (
    dict(zip("ùøûõï", _TONES, strict=True))
    | {"â": _CIRCUMFLEX, "ê": _BREVE}
    | {letter: _CIRCUMFLEX + tone for letter, tone in zip("áàåãä", _TONES, strict=True)}
    | {letter: _BREVE + tone for letter, tone in zip("éèúüë", _TONES, strict=True)}
)
"""A letter of its own behind the vowel it marks: 'aá' is 'ấ', 'ôù' is 'ớ'."""
_VNI = str.maketrans(
    _VNI_LETTERS | _VNI_MARKS | {letter.upper(): mark for letter, mark in _VNI_MARKS.items()}
)

_FONT = re.compile(r"(?:[A-Z]{6}\+)?(?P<family>[^,]*?)[- ]?(?:,.*|(?:Bold|Italic|Regular)+)?")
_TCVN3_FAMILY = re.compile(r"\.vn\w.*|vn(?:time|arial|avant|book|univers|helve|courier)\w*", re.I)
_VNI_FAMILY = re.compile(r"vni[- ]?\w.*", re.I)
_CAPITALS = re.compile(r".*(?:H|(?i:time|arial)h)")

_SYMBOL_OFFSET = str.maketrans({0xF000 + code: chr(code) for code in range(0xA1, 0x100)})
"""Word keeps the letters of a font it takes for symbols in the private use area."""

_ONLY_UNICODE = re.compile(r"[\u1ea0-\u1ef9ĂăĐđĨĩŨũƠơƯư]")
_LEGACY = re.compile(r"[\u00a1-\u00ff−∙μ]")
_SEGMENT = re.compile(r"[^\n\f|]+")
_WORD = re.compile(r"[^\W\d_][\w\u00a1-\u00bf×÷−∙]*|[\u00a1-\u00bf×÷−∙][\w\u00a1-\u00bf×÷−∙]*")
_FEWEST_WORDS = 3
"""Different words that must prove an encoding before any text is converted by content."""
_LEAST_SHARE = 0.7
"""The share of a segment's marked words that must be Vietnamese once converted."""


def legacy_of_font(font: str) -> Encoding | None:
    """The encoding of a font by its name as files state it ('.VnTimeH', 'ABCDEF+VnTime,Bold')."""
    family = _family(font)
    if _VNI_FAMILY.fullmatch(family):
        return Encoding.VNI
    return Encoding.TCVN3 if _TCVN3_FAMILY.fullmatch(family) else None


def to_unicode(text: str, font: str, around: str = "") -> str:
    """A run's text in Unicode by the name of its font; unchanged where the font is no legacy one.

    Fonts with capitals (.VnTimeH) give capitals. `around`, the paragraph of the run as it is
    stored, decides where Unicode text carries the name of a legacy font.
    """
    encoding = legacy_of_font(font)
    if encoding is None or _is_unicode_despite_font(text, around, encoding):
        return text
    converted = _decoded(text.translate(_SYMBOL_OFFSET), encoding)
    capitals = encoding is Encoding.TCVN3 and _CAPITALS.fullmatch(_family(font))
    return converted.upper() if capitals else converted


def convert_by_content(text: str) -> tuple[str, Encoding | None]:
    """Text without fonts in Unicode, and the encoding most of it had; each line and cell by itself.

    A line is converted when its words are Vietnamese only then; one that allows both readings
    follows the rest of the text. Lines with letters only Unicode can write are never touched.
    """
    words = _words_by_reading(text)
    proven = {encoding for encoding in Encoding if len(words[encoding]) >= _FEWEST_WORDS}
    if not proven:
        return text, None
    usual = max([None, *proven], key=lambda reading: words[reading].total())
    converted = _SEGMENT.sub(lambda found: _by_content(found[0], proven, usual), text)
    main = max(proven, key=lambda encoding: words[encoding].total())
    return (text, None) if converted == text else (converted, main)


def _family(font: str) -> str:
    found = _FONT.fullmatch(font.strip())
    return found["family"] if found else font


def _is_unicode_despite_font(text: str, around: str, encoding: Encoding) -> bool:
    if _ONLY_UNICODE.search(text):
        return True
    if not _ONLY_UNICODE.search(around):
        return False
    return len(_syllables(text)) >= len(_syllables(_decoded(text, encoding)))


def _decoded(text: str, encoding: Encoding) -> str:
    """Every letter by the tables; a VNI mark whose vowel ends the run before stays apart."""
    if encoding is Encoding.TCVN3:
        return text.translate(_TCVN3)
    return unicodedata.normalize("NFC", text.translate(_VNI))


def _syllables(text: str) -> list[str]:
    """The words that are Vietnamese syllables with marks."""
    return [word for word in _WORD.findall(text) if not word.isascii() and is_syllable(word)]


def _words_by_reading(text: str) -> dict[Encoding | None, Counter[str]]:
    """The marked words of the segments that allow one reading only, by that reading."""
    words: dict[Encoding | None, Counter[str]] = {
        None: Counter(),
        **{e: Counter() for e in Encoding},
    }
    for found in _SEGMENT.finditer(text):
        readings = _readings(found[0])
        if len(readings) == 1:
            reading = readings[0]
            segment = found[0] if reading is None else _decoded(found[0], reading)
            words[reading].update(_syllables(segment))
    return words


def _readings(segment: str) -> list[Encoding | None]:
    """The ways to read a segment that make the most of its words Vietnamese."""
    if _ONLY_UNICODE.search(segment) or not _LEGACY.search(segment):
        return [None]
    marked = sum(not word.isascii() for word in _WORD.findall(segment))
    counts: dict[Encoding | None, int] = {None: len(_syllables(segment))}
    for encoding in Encoding:
        found = len(_syllables(_decoded(segment, encoding)))
        counts[encoding] = found if found >= marked * _LEAST_SHARE else 0
    most = max(counts.values())
    return [reading for reading, count in counts.items() if count == most] if most else [None]


def _by_content(segment: str, proven: set[Encoding], usual: Encoding | None) -> str:
    readings = [r for r in _readings(segment) if r is None or r in proven]
    reading = usual if usual in readings else next(iter(readings), None)
    return segment if reading is None else _decoded(segment, reading)
