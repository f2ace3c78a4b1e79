"""What begins a unit: how the lines of điều, chương, khoản, điểm, annexes and ends are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.model import Level

_ROMAN = r"[IVXLC]+"
_NOTE = r"(?:\[\d{1,3}\])?"
"""The mark of a footnote, as readers write it: 'Điều 1[1].'"""
_ARTICLE = re.compile(
    rf"(?:[ĐÐD]i[ềêểèếé]u|ĐIỀU)\s+(\d{{1,4}})([a-zđ]?){_NOTE}\s*(?:([.:])\s*|\s+(?=\w)|$)(.*)"
)
"""Also as OCR misreads the word: 'Điêu', 'Điểu', 'Diều'."""
_CODE = re.compile(r"(?:\d+\.){1,2}[A-ZĐ]{1,3}(?:\.\d+)?\.(?=\d+[a-zđ]?[.\s])")
"""The code of an article in the Bộ pháp điển, 'Điều 5.2.TT.39.3.': its own number comes last."""
_FOOTNOTE_NUMBER = re.compile(r"\d{1,3}\s+(?=[A-ZĐÀ-Ỹ(])")
"""The gazette prints footnote marks as plain digits: 'Điều 5.5 Quyền của tổ hợp tác'."""
_OF_DOCUMENT = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy chế|Quy định|Điều lệ"
    r"|Hiến pháp)\s+(?:này|số|của|[A-ZĐÀ-Ỹ])"
)
GROUP = re.compile(
    r"(Phần|Chương|Mục|Tiểu mục|PHẦN|CHƯƠNG|MỤC|TIỂU MỤC)\s+"
    rf"({_ROMAN}|\d+[a-zđ]?|thứ\s+\w+|THỨ\s+\w+)\b\s*[.:–—-]?\s*(.*)"
)
GROUP_LEVELS = {
    "phần": Level.PART,
    "chương": Level.CHAPTER,
    "mục": Level.SECTION,
    "tiểu mục": Level.SUBSECTION,
}
_INNER_REFERENCE = re.compile(r"(?:của|Phần|Chương|Mục|Phụ lục|Nghị|Luật|Thông tư|Điều)\b")
ANNEX = re.compile(rf"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số))?(?:\s+({_ROMAN}|\d+[A-Za-z]?))?\s*[.:]?")
ATTACHED = re.compile(r"\(?\s*(?:Ban hành\s+)?kèm theo (?:\w+\s+){1,4}số", re.IGNORECASE)
ATTACHED_KINDS = frozenset(
    (
        "QUY CHẾ",
        "QUY ĐỊNH",
        "ĐIỀU LỆ",
        "NỘI QUY",
        "CHƯƠNG TRÌNH",
        "ĐỀ ÁN",
        "KẾ HOẠCH",
        "DANH MỤC",
        "HƯỚNG DẪN",
        "PHƯƠNG ÁN",
        "CHIẾN LƯỢC",
        "QUY TRÌNH",
        "QUY CHUẨN",
        "TIÊU CHÍ",
    )
)
TABLE_ROW = " | "
"""Readers part the cells of a row with it; '2. | Mẫu B' is a row and no khoản."""
ROMAN_SECTION = re.compile(rf"({_ROMAN})\s*[.\-–]\s+(\S.*)")
CLAUSE = re.compile(rf"(\d{{1,3}})([a-zđ]?){_NOTE}\s?\.{_NOTE}\s*(?=\D)(.*)")
POINT = re.compile(rf"([a-zđ]\d?){_NOTE}\){_NOTE}\s*(.*)")
TAIL = re.compile(
    r"Nơi nhận\s*:|(?:TM|T/M|KT|TL|TUQ|Q)\.\s*[A-ZĐÀ-Ỹ]{2}|"
    r"(?:CHỦ TỊCH(?: QUỐC HỘI| NƯỚC)?|THỦ TƯỚNG(?: CHÍNH PHỦ)?|BỘ TRƯỞNG)$|"
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết) này (?:đã )?được .{5,120}thông qua",
)


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """'Điều 15a. Tên điều': number 15, suffix 'a', title 'Tên điều'."""

    number: int
    suffix: str
    title: str
    marked: bool
    """A full stop or colon stands behind the number."""

    @property
    def printed(self) -> str:
        return f"{self.number}{self.suffix}"


def article_of(text: str) -> ArticleLine | None:
    """'Điều 8. Tên', also 'Điều 8 Tên'; None for 'Điều 8 Nghị định này' and 'Điều 8 đến 9'."""
    match = _ARTICLE.fullmatch(_CODE.sub("", text, count=1))
    if match is None:
        return None
    number, suffix, mark, title = match.groups()
    if not mark and title and (not title[0].isupper() or _OF_DOCUMENT.match(title)):
        return None
    title = _FOOTNOTE_NUMBER.sub("", title, count=1)
    return ArticleLine(int(number), suffix, title, mark is not None)


def group_of(text: str) -> tuple[Level, str, str] | None:
    """Level, number and title of 'Chương II' or 'Mục 1. TÊN'; None for 'Mục II Phần I của ...'."""
    match = GROUP.fullmatch(text)
    if match is None:
        return None
    word, number, rest = match.groups()
    if rest and not rest[0].isupper() and not rest[0].isdigit():
        return None
    if _INNER_REFERENCE.match(rest):
        return None
    return GROUP_LEVELS[word.lower()], number, rest


def annex_of(text: str) -> str | None:
    """The number ('' if none) of 'PHỤ LỤC II', also with its title in capitals behind it."""
    if match := ANNEX.fullmatch(text):
        return match[1] or ""
    match = ANNEX.match(text)
    if match is None or not match[1]:
        return None
    rest = text[match.end() :].strip()
    return match[1] if rest and rest == rest.upper() else None


def is_title_in_capitals(text: str) -> bool:
    """Whether a line can be the title of the annex or chapter whose number stands above it."""
    if text != text.upper() or not any(character.isalpha() for character in text):
        return False
    return GROUP.match(text) is None and ROMAN_SECTION.match(text) is None


def title_or_nothing(rest: str) -> str:
    """The rest of a heading line, if it reads as a title and not as a sentence of the body."""
    text = rest.strip()
    is_title = text and len(text) <= 250 and text[-1] not in ".;:,/" and TABLE_ROW not in text
    return text if is_title else ""
