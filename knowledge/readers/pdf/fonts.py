"""The words of a PDF's text layer in Unicode, also where legacy fonts (TCVN3, VNI) print them."""

from __future__ import annotations

import ctypes
import re
from itertools import groupby, islice

import pypdfium2

from knowledge.legacy_encoding import Encoding, legacy_of_font, to_unicode
from knowledge.vietnamese_syllable import is_syllable

_LONGEST_NAME = 128
"""Bytes of a font's name; the PDF standard allows 127."""

_Fonts = list[tuple[str, int]]
"""The fonts of a word in order, each with the number of letters it prints."""

_LABEL = re.compile(r"\W*[a-eghđ]?\W*", re.IGNORECASE)
_PUNCTUATION = ".,;:!?()[]“”\"'/"


class PrintedText:
    """Cuts words out of one page's text layer; `encodings` holds what was converted."""

    def __init__(self, layer: pypdfium2.PdfTextPage) -> None:
        self._layer = layer
        self.encodings: set[Encoding | None] = set()

    def word(self, text: str, start: int) -> str:
        """The word `text`, which begins at character `start` of the layer, in Unicode.

        A word in a legacy font may change fonts inside: capitals are often in one of their own.
        """
        if legacy_of_font(self._font(start)) is None:
            return text
        places = range(start, start + len(text))
        fonts = [(font, len(list(run))) for font, run in groupby(places, self._font)]
        converted = _horned(text, fonts) or _in_unicode(text, fonts)
        if converted != text:
            self.encodings.update(legacy_of_font(font) for font, _ in fonts)
        return converted

    def _font(self, place: int) -> str:
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        flags = ctypes.c_int()
        pypdfium2.raw.FPDFText_GetFontInfo(self._layer.raw, place, name, _LONGEST_NAME, flags)
        return name.value.decode("utf-8", "replace")


def _in_unicode(text: str, fonts: _Fonts) -> str:
    letters = iter(text)
    parts = [("".join(islice(letters, length)), font) for font, length in fonts]
    return "".join(to_unicode(part, font, text) for part, font in parts)


def _horned(text: str, fonts: _Fonts) -> str:
    """The word with ư for hyphens, '' if it is none: 'n-íc' in TCVN3, but not 'N§-CP', 'b-', '-'.

    TCVN3 writes ư with a code that PDF takes for a hyphen.
    """
    if "-" not in text or _LABEL.fullmatch(text):
        return ""
    word = _in_unicode(text.replace("-", "\u00ad"), fonts)
    return word if is_syllable(word.strip(_PUNCTUATION)) else ""
