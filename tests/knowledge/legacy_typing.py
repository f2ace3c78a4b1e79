"""Types Vietnamese as it was typed before Unicode: the other direction of what we read."""

from __future__ import annotations

import unicodedata
from itertools import groupby

_CODES = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        strict=True,
    )
)

_SINGLES = dict(zip("đĐíìỉĩịÍÌỈĨỊỵỴơƠưƯ", "ñÑíìæóòÍÌÆÓÒîÎôÔöÖ", strict=True))
_MARKS = {
    "\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï",
    "\u0302": "â", "\u0302\u0301": "á", "\u0302\u0300": "à", "\u0302\u0309": "å",
    "\u0302\u0303": "ã", "\u0323\u0302": "ä", "\u0306": "ê", "\u0306\u0301": "é",
    "\u0306\u0300": "è", "\u0306\u0309": "ú", "\u0306\u0303": "ü", "\u0323\u0306": "ë",
}  # fmt: skip


def typed_in_tcvn3(text: str) -> str:
    """Without the capitals that TCVN3 has no codes for."""
    return "".join(_CODES.get(letter, letter) for letter in text)


def runs_in_tcvn3(text: str) -> list[tuple[str, str]]:
    """Runs with their fonts: letters without a code of their own stand in a capital font."""
    fonts = groupby(text, lambda letter: ".VnTime" if _has_code(letter) else ".VnTimeH")
    return [
        (typed_in_tcvn3(run if font == ".VnTime" else run.lower()), font)
        for font, letters in fonts
        for run in ["".join(letters)]
    ]


def typed_in_vni(text: str) -> str:
    return "".join(map(_vni, text))


def _has_code(letter: str) -> bool:
    return letter in _CODES or letter.isascii()


def _vni(letter: str) -> str:
    if letter in _SINGLES or letter.isascii():
        return _SINGLES.get(letter, letter)
    vowel, marks = "", ""
    for part in unicodedata.normalize("NFD", letter):
        if part == "\u031b":
            vowel = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[vowel]
        elif unicodedata.combining(part):
            marks += part
        else:
            vowel = part
    mark = _MARKS[marks]
    return vowel + (mark.upper() if vowel.isupper() else mark)
