"""One level and its numbers: 'khoản 1, 2 và 4', 'Điều 3 đến 7', 'đ. 5', 'Phần thứ nhất'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.model import Span
from knowledge.references.folding import fold_in_place, is_marked

LEVELS = ("annex", "part", "chapter", "section", "subsection", "article", "clause", "point")
"""From broad to narrow."""
THIS = "này"
"""The number of a relative level: 'khoản 2 Điều này' is clause='2', article='này'."""
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Điểm are lettered by the Vietnamese alphabet (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.6)."""
MOST_EXPANDED = 200
"""No list or range stands for more units than this."""

_ROMAN = r"[ivxlc]{1,6}(?!\w)"
_COUNTED_THINGS = "trieu|ty|nghin|dong|nguoi|lan|thang|ngay|gio|m2|km|kg|cay|cot|chieu|xe|chiec"
_LEVEL_WORD = "dieu|khoan|diem"
_ARABIC = rf"\d{{1,3}}[a-z]?(?![%/]|[.,]\d|(?!{_LEVEL_WORD})\w)(?!\s{{1,2}}(?:{_COUNTED_THINGS})\b)"
_NUMBER = rf"(?:{_ROMAN}|{_ARABIC})"
_SECTION = rf"(?:{_ROMAN}|{_ARABIC}|[a-z](?!\w))"
_LETTER = r"[a-z]\d?(?!\w)"
_ORDINAL = r"thu\s{1,2}(?:nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)(?!\w)"
_JOINT = r"\s{0,2}(?:,|;|-|va|hoac|den)\s{0,2}"


def _values(value: str) -> str:
    return rf"(?:nay(?!\w)|(?:tu\s{{1,2}})?{value}(?:{_JOINT}{value})*)"


_UNIT = re.compile(
    rf"""(?<![a-z])(?:
        (?:phu\s{{1,2}}luc|pl)\.?\s{{0,2}}(?:so\s{{1,2}})?(?P<annex>{_values(_NUMBER)})
      | phan\s{{1,2}}(?P<part>{_values(f"(?:{_ORDINAL}|{_NUMBER})")})
      | (?:chuong\s{{1,2}}|ch\.\s?)(?P<chapter>{_values(_NUMBER)})
      | tieu\s{{1,2}}muc\s{{1,2}}(?P<subsection>{_values(_NUMBER)})
      | muc\s{{1,2}}(?P<section>{_values(_SECTION)})
      | dieu\s{{0,2}}(?P<dotted>\d{{1,3}}[a-z]?\.\d{{1,2}}(?:\.?[a-z]\d?)?)(?![\w%/]|[.,]\w)
      | dieu\s{{0,2}}(?:so\s{{1,2}})?(?P<article>{_values(_ARABIC)})
      | khoan\s{{0,2}}(?:so\s{{1,2}})?(?P<clause>{_values(_ARABIC)})
      | diem\s{{1,2}}(?P<point>{_values(_LETTER)})
      | d(?:\.\s?|\s)?(?P<short_article>\d{{1,3}}[a-z]?(?![a-jl-z\d/%]|[.,]\d))
      | k(?:\.\s?|\s)?(?P<short_clause>\d{{1,3}}[a-z]?(?![a-ce-z\d/%]|[.,]\d))
      | d(?:\.\s?|\s)(?P<short_point>{_LETTER})
    )""",
    re.VERBOSE,
)
_DOTTED = re.compile(r"(?P<article>\d+[a-z]?)\.(?P<clause>\d+)\.?(?P<point>[a-z]\d?)?")
"""'Điều 13.5' of a chat is khoản 5 Điều 13."""
_OTHER_WORDS = ("mức", "khoán", "điệu", "diệu", "phân", "phận", "phấn", "điếm", "diêm")
"""Words that are a level's word without their marks: 'mức 5', 'Khoán 10'."""
_WORD = re.compile(r"[^\W\d]+")
_WORD_BEFORE = re.compile(r"(\w+)\s{1,2}$")
_COMPOUNDS = {
    "part": ["cổ", "thành", "học", "một"],
    "chapter": ["huân"],
    "section": ["danh", "hạng", "chuyên", "tiểu"],
    "clause": ["tài"],
    "point": [
        "địa",
        "thời",
        "đặc",
        "quan",
        "ưu",
        "nhược",
        "trọng",
        "cao",
        "bảng",
        "ghi",
        "tỷ",
        "tỉ",
        "chấm",
        "thí",
    ],
}
"""Words that make another word of a level: 'tài khoản', 'cổ phần', 'thời điểm'."""
_SAFE_SMALL_ROMANS = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vii",
    "viii",
    "ix",
    "x",
    "xii",
    "xiii",
    "xiv",
    "xv",
]
"""'vi', 'xi' and 'li' in small letters are syllables."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The numbers of one level; `short` marks 'k2' and 'đ5', which are too weak to stand alone."""

    level: str
    values: tuple[str, ...]
    span: Span
    short: bool = False

    @property
    def rank(self) -> int:
        """0 is the broadest level."""
        return LEVELS.index(self.level)

    @property
    def is_relative(self) -> bool:
        return self.values == (THIS,)


def find_units(text: str, folded: str) -> Iterator[Unit]:
    """Every level word with its numbers, in order."""
    for match in _UNIT.finditer(folded):
        group = match.lastgroup or ""
        if group == "dotted":
            yield from _dotted(match, text)
            continue
        span = Span(*match.span(group))
        level = group.removeprefix("short_")
        values = _read(level, span.of(text), span.of(folded))
        if values and _is_level_word(match, text) and not _is_another_word(match, level, text):
            yield Unit(level, values, Span(*match.span()), short=group.startswith("short_"))


def _dotted(match: re.Match[str], text: str) -> Iterator[Unit]:
    numbers = _DOTTED.fullmatch(match["dotted"])
    offset, start = match.start("dotted"), match.start()
    for level in ("article", "clause", "point") if numbers and _is_level_word(match, text) else ():
        if numbers and numbers[level]:
            span = Span(offset + numbers.start(level), offset + numbers.end(level))
            yield Unit(level, (span.of(text).lower(),), Span(start, span.end))
            start = span.end


def _is_level_word(match: re.Match[str], text: str) -> bool:
    """Whether the word is the level's own, however its marks are damaged: 'mức 5' is no mục."""
    word = _WORD.match(text, match.start())
    return word is None or word.group().lower() not in _OTHER_WORDS


def expand(first: str, last: str, level: str) -> tuple[str, ...]:
    """'3', '7' -> '3' … '7'; 'a', 'đ' along the Vietnamese alphabet; both ends if unclear."""
    if level == "point" and first in POINT_LETTERS and last in POINT_LETTERS:
        run = POINT_LETTERS[POINT_LETTERS.index(first) : POINT_LETTERS.index(last) + 1]
        return tuple(run) or (first, last)
    if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) < MOST_EXPANDED:
        return tuple(str(number) for number in range(int(first), int(last) + 1))
    return (first, last)


def _is_another_word(match: re.Match[str], level: str, text: str) -> bool:
    """'thời điểm a' is no điểm; unmarked 'tai khoan 2' is read as 'tại khoản 2'."""
    start = match.start()
    before = _WORD_BEFORE.search(text, max(0, start - 8), start)
    compounds = _COMPOUNDS.get(level, [])
    if before is None:
        return False
    word = before[1].lower()
    unmarked = {fold_in_place(compound) for compound in compounds} - {"tai", "co"}
    return word in compounds or word in unmarked


def _read(level: str, written: str, folded: str) -> tuple[str, ...]:
    """The numbers of a list; empty if a letter or Roman number is really a word."""
    if folded == "nay":
        return (THIS,) if written.lower() in ("này", "nay") else ()
    pieces = re.split(rf"({_JOINT})", folded.removeprefix("tu").lstrip())
    position = len(folded) - len("".join(pieces))
    values: list[str] = []
    joint = ""
    for index, piece in enumerate(pieces):
        shown = written[position : position + len(piece)]
        position += len(piece)
        if index % 2:
            joint = piece.strip()
            continue
        number = _number(level, shown, piece)
        if number is None:
            break
        if joint in ("den", "-") and values:
            values.extend(expand(values.pop(), number, level))
        else:
            values.append(number)
    return tuple(dict.fromkeys(values))


def _number(level: str, written: str, folded: str) -> str | None:
    """A number as it is cited: 'XII', '15a', 'đ', 'thứ nhất'; None if it is a word."""
    lower = written.lower()
    if folded.startswith("thu"):
        return " ".join(lower.split())
    if folded[0].isdigit():
        return lower if level == "annex" else lower.lstrip("0") or None
    if level == "point":
        return lower if lower[0] in POINT_LETTERS + "fjwz" else None
    if is_marked(written.replace("đ", "").replace("Đ", "")):
        return None
    if written == written.upper():
        return written
    return written.upper() if folded in _SAFE_SMALL_ROMANS else None
