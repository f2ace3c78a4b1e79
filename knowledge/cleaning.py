"""Small `str -> str` steps that bring extracted text into the form every parser relies on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

PAGE_BREAK = "\f"
"""Set by readers where a page starts; `knowledge.readers.read` turns it into an offset."""

_BLANKS = re.compile(r"[\t\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LOST_HYPHEN = re.compile(r"(?<=\S)[\ufffe\uffff]|(?<=\S )[\ufffe\uffff]")
_NOT_CHARACTERS = re.compile(r"[\ufffe\uffff]")
_LONE_SOFT_HYPHEN = re.compile(r"(?<!\S)\u00ad(?!\S)")
_SOFT_HYPHENS_OF_SYMBOL = re.compile(r"[/\d][A-ZĐ]*(?:\u00ad[A-ZĐ\d]+)+")
_FOREIGN_D = re.compile(r"(?<![^\W\d_])[ÐƉðɖ]|(?<=[A-ZÀ-Ỹ])[ÐƉ](?![a-zà-ỹ])")
_COLUMNS_OF_HEADER = re.compile(
    r"(?<=\S)(?:[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{3,})"
    r"(?=C[ỘÔ]NG H(?:ÒA|OÀ) XÃ HỘI|Độc lập ?[-–]|[^,;:|\n]{2,30}, *ngày[\s.…\d]{1,12}tháng)"
    r"|(?<=Nơi nhận:)(?:[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{3,})(?=\S)"
)
_RULE = re.compile(r"^[ \f]*[_\-–—―─=~]{3}[_\-–—―─=~ \f]*$", re.MULTILINE)
_TCVN3 = re.compile(r"[µ¸¶·¹¨»¾¼½©®¬«×÷§]")
_VNI = re.compile(r"[aeoAEO][âáàåãäêéèúüëÂÁÀÅÃÄÊÉÈÚÜË]|[aeouyôöAEOUYÔÖ][ùøûõïÙØÛÕÏ]")
_ONLY_UNICODE = re.compile(r"[\u1ea0-\u1ef9ơưăđƠƯĂĐ]")

_LETTERS = str.maketrans("ÐƉðɖ", "ĐĐđđ")
_PRIVATE_USE = str.maketrans(
    {
        "\uf02d": "-",
        "\uf06f": "☐",
        "\uf071": "☐",
        "\uf0a8": "☐",
        "\uf0fc": "✓",
        "\uf0fe": "☒",
        "\uf052": "☒",
        "\uf078": "☒",
        "\uf0e0": "→",
        "\uf0de": "⇒",
    }
)
_BULLET = re.compile(r"[\ue000-\uf8ff]")


def unix_lines(text: str) -> str:
    """One kind of line end; a soft line break is a line end too."""
    return re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", text)


def composed(text: str) -> str:
    """NFC: macOS, some PDFs and 'Unicode tổ hợp' write marks apart from their letters."""
    return unicodedata.normalize("NFC", text)


def vietnamese_d(text: str) -> str:
    """Đ/đ for the Icelandic and African look-alikes, at the start of a syllable or in a symbol.

    Elsewhere they stay: in TCVN3 'Ð' is an 'é', and đ never stands inside a Vietnamese syllable.
    """
    return _FOREIGN_D.sub(lambda found: found[0].translate(_LETTERS), text)


def parted_headers(text: str) -> str:
    """A line each for the columns of an official header that are set apart with blanks or tabs."""
    return _COLUMNS_OF_HEADER.sub("\n", text)


def plain_blanks(text: str) -> str:
    """An ordinary space for tabs, no-break and thin spaces; runs of spaces become one."""
    return re.sub(r" {2,}", " ", _BLANKS.sub(" ", text))


def without_invisible(text: str) -> str:
    """No zero-width, direction or control characters."""
    return _CONTROLS.sub("", _INVISIBLE.sub("", text))


def printed_hyphens(text: str) -> str:
    """A hyphen where PDFs give U+FFFE for it at the end of a line: 'TT-BTC', 'THI ĐUA -'."""
    return _NOT_CHARACTERS.sub("", _LOST_HYPHEN.sub("-", text))


def without_soft_hyphens(text: str) -> str:
    """No hyphenation hints, but a hyphen where one is printed: '14-KL/TW', 'Độc lập - Tự do'.

    They stay where they are letters: TCVN3 writes 'ư' as U+00AD.
    """
    if looks_legacy_encoded(text):
        return text
    text = _SOFT_HYPHENS_OF_SYMBOL.sub(lambda found: found[0].replace("\u00ad", "-"), text)
    return _LONE_SOFT_HYPHEN.sub("-", text).replace("\u00ad", "")


def readable_bullets(text: str) -> str:
    """Symbols of private fonts (Symbol, Wingdings) as the signs they draw, else a bullet."""
    return _BULLET.sub("•", text.translate(_PRIVATE_USE))


def without_rules(text: str) -> str:
    """No lines drawn with underscores or dashes; `rules_in` names what goes."""
    return _RULE.sub(lambda found: PAGE_BREAK * found[0].count(PAGE_BREAK), text)


def trimmed_lines(text: str) -> str:
    """No blanks at the ends of lines, at most one empty line in a row, none at the ends."""
    text = re.sub(r"(?m)^ +| +$", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n ")


STEPS: tuple[Callable[[str], str], ...] = (
    unix_lines,
    without_invisible,
    printed_hyphens,
    without_soft_hyphens,
    composed,
    vietnamese_d,
    parted_headers,
    plain_blanks,
    readable_bullets,
    without_rules,
    trimmed_lines,
)
"""In this order. No step drops a letter or a digit, none moves a tone mark (hòa, hoà)."""


def clean(text: str) -> str:
    """`text` after all `STEPS`; cleaning twice changes nothing."""
    for step in STEPS:
        text = step(text)
    return text


def rules_in(text: str) -> tuple[str, ...]:
    """The drawn lines that `without_rules` takes out."""
    return tuple(found[0].strip() for found in _RULE.finditer(plain_blanks(unix_lines(text))))


def looks_legacy_encoded(text: str) -> bool:
    """Whether the letters look like TCVN3 or VNI bytes read as Latin-1 (domain.md §6.1, §6.2).

    Text that holds letters only Unicode can write (ế, ơ, đ, ...) never does.
    """
    if _ONLY_UNICODE.search(text):
        return False
    letters = sum(character.isalpha() for character in text)
    return len(_TCVN3.findall(text)) > letters * 0.03 or len(_VNI.findall(text)) > letters * 0.05
