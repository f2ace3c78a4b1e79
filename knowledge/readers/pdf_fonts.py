"""The words of a PDF's text layer in Unicode, also where legacy fonts (TCVN3, VNI) print them."""

from __future__ import annotations

import ctypes
from itertools import groupby

import pypdfium2

from knowledge.legacy_encoding import Encoding, legacy_of_font, to_unicode

_LONGEST_NAME = 128
"""Bytes of a font's name; the PDF standard allows 127."""


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
        parts = [
            (font, "".join(text[place - start] for place in run))
            for font, run in groupby(places, self._font)
        ]
        converted = "".join(to_unicode(part, font, text) for font, part in parts)
        if converted != text:
            self.encodings.update(legacy_of_font(font) for font, _ in parts)
        return converted

    def _font(self, place: int) -> str:
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        flags = ctypes.c_int()
        pypdfium2.raw.FPDFText_GetFontInfo(self._layer.raw, place, name, _LONGEST_NAME, flags)
        return name.value.decode("utf-8", "replace")
