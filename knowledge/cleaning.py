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
_TONE_BEFORE_SHAPE = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306\u031b])")
_LONE_SHAPE = re.compile("[\u0302\u0306\u031b]")
_LETTERS_OF_WORD = r"(?:[^\W\d_][\u0300-\u0323]*)+"
_WORD = re.compile(rf"{_LETTERS_OF_WORD}(?:[-/]{_LETTERS_OF_WORD})*")
_OTHER_SCRIPTS = re.compile(r"[\u0370-\u04ff]")
_DASHES_OF_SYMBOL = re.compile(
    r"/[A-ZĐ]\w*(?:[\u2012-\u2015\u2212][A-ZĐ]\w*)+|\d[\u2012-\u2015\u2212](?=[A-ZĐ]{2,}/TW)"
)
_DASH = re.compile(r"[\u2012-\u2015\u2212]")

_LETTERS = str.maketrans("ÐƉðɖ", "ĐĐđđ")
_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo"
)
_SIGNS = {
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
"""What Symbol and Wingdings draw at these places of the private use area."""
_PRIVATE_USE = re.compile(r"[\ue000-\uf8ff]")


def unix_lines(text: str) -> str:
    """One kind of line end; a soft line break is a line end too."""
    return re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", text)


def composed(text: str) -> str:
    """NFC: macOS, some PDFs and 'Unicode tổ hợp' write marks apart from their letters.

    A tone typed in front of the circumflex, breve or horn goes behind it, else they do not join.
    """
    text = unicodedata.normalize("NFC", text)
    if not _LONE_SHAPE.search(text):
        return text
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _TONE_BEFORE_SHAPE.sub(r"\2\1", apart))


def latin_words(text: str) -> str:
    """Latin letters for the Cyrillic and Greek ones that look alike, inside Latin words alone."""
    return _WORD.sub(_in_latin, text) if _OTHER_SCRIPTS.search(text) else text


def _in_latin(word: re.Match[str]) -> str:
    replaced = word[0].translate(_LOOK_ALIKES)
    is_latin = re.search("[A-Za-zĐđ]", word[0]) and not _OTHER_SCRIPTS.search(replaced)
    return replaced if is_latin else word[0]


def vietnamese_d(text: str) -> str:
    """Đ/đ for the Icelandic and African look-alikes, at the start of a syllable or in a symbol.

    Elsewhere they stay: đ never stands inside a Vietnamese syllable.
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
    """No hyphenation hints, but a hyphen where one is printed: '14-KL/TW', 'Độc lập - Tự do'."""
    text = _SOFT_HYPHENS_OF_SYMBOL.sub(lambda found: found[0].replace("\u00ad", "-"), text)
    return _LONE_SOFT_HYPHEN.sub("-", text).replace("\u00ad", "")


def plain_hyphens(text: str) -> str:
    """A plain hyphen for typographic ones, and for dashes inside a symbol: '30/2020/NĐ–CP'."""
    text = text.replace("\u2010", "-").replace("\u2011", "-")
    return _DASHES_OF_SYMBOL.sub(lambda found: _DASH.sub("-", found[0]), text)


def readable_bullets(text: str) -> str:
    """Symbols of private fonts (Symbol, Wingdings) as the signs they draw, else a bullet."""
    return _PRIVATE_USE.sub(lambda found: _SIGNS.get(found[0], "•"), text)


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
    latin_words,
    composed,
    vietnamese_d,
    plain_hyphens,
    parted_headers,
    plain_blanks,
    readable_bullets,
    without_rules,
    trimmed_lines,
)
"""In this order, on text in Unicode (`legacy_encoding` comes first).

No step drops a letter or a digit, none moves a tone mark to another letter (hòa, hoà).
"""


def clean(text: str) -> str:
    """`text` after all `STEPS`; cleaning twice changes nothing."""
    for step in STEPS:
        text = step(text)
    return text


def rules_in(text: str) -> tuple[str, ...]:
    """The drawn lines that `without_rules` takes out."""
    return tuple(found[0].strip() for found in _RULE.finditer(plain_blanks(unix_lines(text))))
