"""Text typed in TCVN3 (ABC) or VNI fonts to Unicode: by the font of a run, else by its content.

Such a font draws Vietnamese letters where Latin-1 has others: 'Céng hoµ' is 'Cộng hoà' in .VnTime,
'Coäng hoøa' in VNI-Times (domain.md §6.1-§6.3). Text that is Unicode already passes untouched.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from knowledge import messages
from knowledge.vietnamese_syllable import marked_syllables

__all__ = ["Encoding", "conversion_notes", "convert_by_content", "legacy_of_font", "to_unicode"]


class Encoding(StrEnum):
    """The encodings of fonts in use before Unicode (TCVN 6909:2001), as officials call them."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"


_Readings = dict[Encoding | None, set[str]]
"""How a segment of text can be read (None: as it stands), with the words that speak for it."""

_TCVN3_LETTERS = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TCVN3_OF_PDF = {"−": "ư", "∙": "ã", "μ": "à"}
"""What PDFs and other programs make of the soft hyphen, the middle dot and the micro sign."""
_TCVN3 = str.maketrans(_TCVN3_LETTERS | _TCVN3_OF_PDF)

_CAPITAL_D = re.compile(r"(?<=[A-Z])Ð(?=-[A-Z]|ND)|(?<!\w)Ð(?=[BDGHKLQRSVX])")
"""'NÐ-CP', 'HÐND', 'ÐHQG': an 'é' there is none, but the Icelandic letter that stands for 'Đ'."""
_SOFT_HYPHENS = re.compile("\u00ad{2,}")
"""Word adds a hint of its own for the end of the line to the one that is an 'ư'."""

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
_VNI_MARKS |= {letter.upper(): mark for letter, mark in _VNI_MARKS.items()}
_VNI_SINGLES = str.maketrans(_VNI_LETTERS)
_MARK_LETTERS = "".join(_VNI_MARKS)
_VNI_MARKS_OF_VOWEL = re.compile(rf"(?:\A|(?<=[AEIOUYaeiouyÔÖôö]))[{_MARK_LETTERS}]+")

_FONT = re.compile(r"(?:[A-Z]{6}\+)?(?P<family>[^,]*?)[- ]?(?:,.*|(?:Bold|Italic|Regular)+)?")
_TCVN3_FAMILY = re.compile(r"\.vn\w.*|vn(?:time|arial|avant|book|univers|helve|courier)\w*", re.I)
_VNI_FAMILY = re.compile(r"vni[- ]?\w.*", re.I)
_CAPITALS = re.compile(r".*(?:H|(?i:time|arial)h)")

_AS_LATIN = str.maketrans(
    {0xF000 + code: chr(code) for code in range(0x20, 0x100)}
    | dict(zip("ĂĐƠƯăđơư₫", "ÃÐÕÝãðõýþ", strict=True))
    | dict(zip(_TONES, "ìÌÒÞò", strict=True))
)
"""Word keeps letters of a font it takes for symbols in the private use area (U+F0B5), and letters
of a font it takes for one of Windows code page 1258 as the letters of that."""

_BEYOND_LATIN = re.compile(r"[\u1ea0-\u1ef9ĂăĐđĨĩŨũƠơƯư\u0300-\u0323]")
_BEYOND_CODE_PAGES = re.compile(r"[\u1ea0-\u1ef9ĨĩŨũ]")
_LEGACY = re.compile(r"[\u00a1-\u00ff−∙μ]")
_TOKEN = re.compile(r"\S+|\s+")
_SEGMENT = re.compile(r"[^\n\f|]+")
_FEWEST_WORDS = 3
"""Different words that must prove an encoding before text is converted by its content."""
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

    Fonts with capitals (.VnTimeH) give capitals. Unicode words that carry the name of a legacy
    font stay; `around`, the line of a run that may be a part of a word, helps to tell them.
    """
    encoding = legacy_of_font(font)
    line = around or text
    if encoding is None or line.strip() == "Ð" or _is_unicode(line, encoding):
        return text
    pieces = groupby(_TOKEN.findall(text), key=_has_unicode_letters)
    return "".join(
        "".join(tokens) if is_unicode else _printed("".join(tokens), encoding, font)
        for is_unicode, tokens in pieces
    )


def convert_by_content(text: str) -> tuple[str, Encoding | None]:
    """Text without fonts in Unicode, and the encoding most of it had; each line and cell by itself.

    A line is converted when its words are Vietnamese only then, and there are enough of them or
    most of the text is like it; one that allows two readings follows the rest of the text. Lines
    with letters only Unicode can write are never touched.
    """
    segments = _SEGMENT.findall(text)
    doubtful = {segment: _readings(segment) for segment in set(segments) if _is_doubtful(segment)}
    if not doubtful:
        return text, None
    usual = _usual_reading(segments, doubtful)
    found: Counter[Encoding] = Counter()

    def converted(segment: re.Match[str]) -> str:
        reading = _reading(doubtful.get(segment[0], {None: set()}), usual)
        if reading is None:
            return segment[0]
        found[reading] += len(segment[0])
        return _decoded(segment[0], reading)

    result = _SEGMENT.sub(converted, text)
    return result, max(found, key=lambda encoding: found[encoding], default=None)


def conversion_notes(encodings: Iterable[Encoding | None]) -> tuple[str, ...]:
    """The sentence that tells of a conversion, one an encoding; None stands for Unicode."""
    found = set(encodings)
    names = [encoding for encoding in Encoding if encoding in found]
    return tuple(messages.CONVERTED_ENCODING.format(encoding=name) for name in names)


def _family(font: str) -> str:
    found = _FONT.fullmatch(font.strip())
    return found["family"] if found else font


def _has_unicode_letters(text: str) -> bool:
    return _BEYOND_CODE_PAGES.search(text) is not None


@lru_cache(maxsize=16)  # the runs of a line ask for the same line
def _is_unicode(text: str, encoding: Encoding) -> bool:
    """Whether text in a legacy font makes at least as many Vietnamese words as it stands."""
    words = " ".join(word for word in text.split() if not _has_unicode_letters(word))
    decoded = _decoded(words.translate(_AS_LATIN), encoding)
    gained = len(marked_syllables(decoded)) - len(marked_syllables(words))
    return gained < 0 or (gained == 0 and _BEYOND_LATIN.search(text) is not None)


def _printed(text: str, encoding: Encoding, font: str) -> str:
    decoded = _decoded(text.translate(_AS_LATIN), encoding)
    return decoded.upper() if _CAPITALS.fullmatch(_family(font)) else decoded


def _decoded(text: str, encoding: Encoding) -> str:
    """Every letter by the tables; VNI marks whose vowel ends the run before stay apart."""
    if encoding is Encoding.TCVN3:
        return _CAPITAL_D.sub("Đ", _SOFT_HYPHENS.sub("\u00ad", text)).translate(_TCVN3)
    marked = _VNI_MARKS_OF_VOWEL.sub(_marks, text)
    return unicodedata.normalize("NFC", marked.translate(_VNI_SINGLES))


def _marks(letters: re.Match[str]) -> str:
    """Each mark once: some type a circumflex and a tone apart, some hold a key too long."""
    return "".join(dict.fromkeys(mark for letter in letters[0] for mark in _VNI_MARKS[letter]))


def _is_doubtful(segment: str) -> bool:
    """Whether a segment could be typed in a legacy font: no letter that only Unicode has."""
    return bool(_LEGACY.search(segment)) and not _BEYOND_LATIN.search(segment)


def _readings(segment: str) -> _Readings:
    """The ways to read a segment that make the most of its words Vietnamese, with these words.

    Words that are Vietnamese either way, and single letters, do not speak for an encoding.
    """
    marked = sum(_LEGACY.search(word) is not None for word in segment.split())
    as_it_stands = marked_syllables(segment)
    counts: dict[Encoding | None, int] = {None: len(as_it_stands)}
    readings: _Readings = {None: set(as_it_stands)}
    for encoding in Encoding:
        syllables = marked_syllables(_decoded(segment, encoding))
        if len(syllables) >= marked * _LEAST_SHARE:
            counts[encoding] = len(syllables)
            readings[encoding] = {word for word in syllables if len(word) > 1} - readings[None]
    most = max(counts.values())
    return {reading: readings[reading] for reading, count in counts.items() if count == most}


def _usual_reading(segments: list[str], doubtful: dict[str, _Readings]) -> Encoding | None:
    """How most of the text must be read; segments that allow two readings have no vote."""
    votes: Counter[Encoding | None] = Counter()
    words: defaultdict[Encoding | None, set[str]] = defaultdict(set)
    for segment in segments:
        readings = doubtful.get(segment, {None: set()} if _BEYOND_LATIN.search(segment) else {})
        if len(readings) == 1:
            reading, proof = next(iter(readings.items()))
            votes[reading] += len(segment)
            words[reading].update(proof)
    usual = max(votes, key=lambda reading: votes[reading], default=None)
    return usual if len(words[usual]) >= _FEWEST_WORDS else None


def _reading(readings: _Readings, usual: Encoding | None) -> Encoding | None:
    """The usual one if it is possible, else none but for a segment that proves its own."""
    if usual in readings or None in readings:
        return usual if usual in readings else None
    reading, proof = next(iter(readings.items()))
    return reading if len(proof) >= _FEWEST_WORDS else None
