"""Plain text and Markdown: the right encoding, and marks of emphasis taken off the words."""

from __future__ import annotations

import codecs
import re

from knowledge import messages
from knowledge.cleaning import composed, unix_lines
from knowledge.legacy_encoding import conversion_notes, convert_by_content
from knowledge.model import KnowledgeError, ReadText
from knowledge.vietnamese_syllable import marked_syllables

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ("cp1252", "cp1258")
"""Windows' Western page, which legacy fonts (TCVN3, VNI) are typed in, and the Vietnamese one."""

_MARKUP = re.compile(
    r"(?<![\w*])(?P<mark>\*{1,3})(?=[^\s*])(?P<strong>(?:[^*\n]|\n(?!\s*\n))+?)(?<=\S)(?P=mark)(?![\w*])"
    r"|^(?P<heading>\#{1,6}) +(?P<title>[^\n]*?)(?P<closing> +\#+)?$"
    r"|\\(?P<escaped>[\\`*_{}\[\]()\#+.!|>~-])",
    re.MULTILINE,
)
_MARKDOWN_ONLY = re.compile(
    r"(?<!\w)(?P<mark>__|_|~~)(?=\S)(?P<strong>[^_~\n]+?)(?<=\S)(?P=mark)(?!\w)"
    r"|!?\[(?P<label>[^\]\n]*)\]\((?P<address>[^)\s]*)\)"
    r"|^(?P<fence>(?:```|~~~)[^\n]*)$"
    r"|^(?P<ruler> *\|?(?: *:?-{3,}:? *\|)+ *(?::?-{3,}:?)? *)$",
    re.MULTILINE,
)
_BROKEN_LINE = re.compile(r"(?<=[\w,])(?<=[^\n]{40}) *\n\s*(?=[a-zà-ỹđ])(?![a-zđ]{1,2}[.)])")
"""A line end inside a sentence: a long line without an end, the next one in small letters."""
_TABLE_ROW = re.compile(r"^ *\|(.*)\| *$", re.MULTILINE)


def read_text(data: bytes, name: str, *, markdown: bool = False) -> ReadText:
    """The text of a .txt or (`markdown`) .md; emphasis, headings, escapes go to 'markup'."""
    text, encoding = convert_by_content(decode(data, name))
    marks: list[str] = []
    if markdown:
        text = _TABLE_ROW.sub(lambda row: row[1].strip(), _taken_off(_MARKDOWN_ONLY, text, marks))
    text = _taken_off(_MARKUP, _taken_off(_MARKUP, text, marks), marks)
    text = _BROKEN_LINE.sub(" ", unix_lines(text))
    removed = {"markup": tuple(marks)} if marks else {}
    return ReadText(text, removed=removed, warnings=conversion_notes([encoding]))


def decode(data: bytes, name: str) -> str:
    """Text from bytes in UTF-8, UTF-16/32 or a Vietnamese code page; KnowledgeError on garbage."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    if b"\x00" in data:
        return _decoded(data, _unmarked_utf16(data), name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        texts = [_decoded(data, page, name) for page in _CODE_PAGES if _fits(data, page)]
        if not texts:
            raise KnowledgeError(messages.BROKEN_FILE.format(name=name)) from None
        return max(texts, key=_vietnamese_words)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _vietnamese_words(text: str) -> int:
    unicode_text, _ = convert_by_content(text)
    return len(marked_syllables(composed(unicode_text)))


def _decoded(data: bytes, encoding: str, name: str) -> str:
    text = data.decode(encoding) if _fits(data, encoding) else ""
    if not text or _is_garbage(text):
        raise KnowledgeError(messages.BROKEN_FILE.format(name=name))
    return text


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark shows in which half of the pairs the zero bytes stand."""
    low, high = data[0::2].count(0), data[1::2].count(0)
    return "utf-16-le" if high > low else "utf-16-be"


def _is_garbage(text: str) -> bool:
    """Control characters, or code points without a meaning, are not what people write."""
    controls = sum(character < " " and character not in "\t\n\r\f\v\x1a" for character in text)
    known = sum(character.isprintable() or character.isspace() for character in text)
    return "\x00" in text or controls > len(text) * 0.01 or known < len(text) * 0.9


def _taken_off(markup: re.Pattern[str], text: str, marks: list[str]) -> str:
    """`text` with only the words of each match left; the rest of the match goes to `marks`."""

    def words(found: re.Match[str]) -> str:
        kept = next(
            (
                group
                for key in ("strong", "title", "escaped", "label")
                if (group := found.groupdict().get(key)) is not None
            ),
            "",
        )
        marks.append(found[0].replace(kept, "", 1) if kept else found[0])
        return kept

    return markup.sub(words, text)
