"""Legal text to a tree of provisions. Never refuses: what it doubts is a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.locators import locator_text
from knowledge.messages import NUMBERING_REPEATED
from knowledge.model import Document, Level, Metadata, Span
from knowledge.tree import Heading, build_tree

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Điểm are lettered by the Vietnamese alphabet (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.6)."""

_ROMAN = r"[IVXLC]+"
_MARKUP = re.compile(r"^#+\s*|\*\*")
_NOTE = r"(?:\[\d{1,3}\])?"
"""The mark of a footnote, as readers write it: 'Điều 1[1].'"""
_ARTICLE = re.compile(rf"[ĐÐD]i[ềêểè]u\s+(\d+[a-zđ]?){_NOTE}\s*(?:([.:])\s*|\s+(?=\w)|$)(.*)")
"""Also as OCR misreads the word: 'Điêu', 'Điểu', 'Diều'."""
_OF_DOCUMENT = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy chế|Quy định|Điều lệ)"
    r" (?:này|số)"
)
_GROUP = re.compile(
    r"(Phần|Chương|Mục|Tiểu mục|PHẦN|CHƯƠNG|MỤC|TIỂU MỤC)\s+"
    rf"({_ROMAN}|\d+[a-zđ]?|thứ\s+\w+|THỨ\s+\w+)\b\s*[.:–—-]?\s*(.*)"
)
_ANNEX = re.compile(rf"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số))?(?:\s+({_ROMAN}|\d+[A-Za-z]?))?\s*[.:]?")
_ATTACHED = re.compile(r"\(?\s*(?:Ban hành\s+)?[Kk]èm theo (?:\w+\s+){1,4}số", re.IGNORECASE)
_ATTACHED_KINDS = frozenset(
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
_ROMAN_SECTION = re.compile(rf"({_ROMAN})\s*[.\-–]\s+(\S.*)")
_CLAUSE = re.compile(rf"(\d{{1,3}}[a-zđ]?){_NOTE}\s?\.{_NOTE}\s*(?=\D)(.*)")
_POINT = re.compile(rf"([a-zđ]\d?){_NOTE}\){_NOTE}\s*(.*)")
_TAIL = re.compile(
    r"Nơi nhận\s*:|(?:TM|T/M|KT|TL|TUQ|Q)\.\s*[A-ZĐÀ-Ỹ]{2}|"
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết) này (?:đã )?được .{5,120}thông qua",
)
_GROUP_LEVELS = {
    "phần": Level.PART,
    "chương": Level.CHAPTER,
    "mục": Level.SECTION,
    "tiểu mục": Level.SUBSECTION,
}
_LETTERS = "abcdefghijklmnopqrstuvwxyzđ"
_OPENING, _CLOSING = "“", "”"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    span: Span


def parse_law(text: str, metadata: Metadata) -> Document:
    """The tree of a legal text: phần, chương, mục, điều, khoản, điểm, and each annex its own.

    Words quoted in “…” over several lines belong to the document that is amended and are never
    units of this one. The units' spans cover the whole text.
    """
    lines = tuple(_lines(text))
    headings = list(_Scanner(lines, is_annex=metadata.host is not None).headings())
    provisions, repeated = build_tree(text, metadata, headings)
    places = {unit.key: locator_text(unit.locator) for unit in provisions}
    doubts = [NUMBERING_REPEATED.format(place=places[key]) for key in repeated if places[key]]
    return Document(metadata, text, provisions, tuple(doubts))


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if bare := _MARKUP.sub("", stripped):
            offset = start + raw.index(stripped)
            yield _Line(bare, Span(offset, offset + len(stripped)))
        start += len(raw)


def _quoted_lines(lines: Sequence[_Line]) -> frozenset[int]:
    """The positions inside words quoted over several lines, without the line that opens them."""
    quoted: set[int] = set()
    position, article = 0, 0
    while position < len(lines):
        text = lines[position].text
        article = _article_number(text) or article
        end = position + 1
        if text.startswith(_OPENING) and _surplus(text) > 0:
            end = _end_of_quote(lines, position, article)
            quoted.update(range(position + 1, end))
        position = end
    return frozenset(quoted)


def _end_of_quote(lines: Sequence[_Line], start: int, article: int) -> int:
    """The position behind the closing mark; where none comes, the next quote or own article.

    Quoted articles stand in quotes that begin with an article or a chapter: others end at the
    first article that carries on the document's own numbers.
    """
    opening = lines[start].text.lstrip(_OPENING)
    holds_articles = _article_of(opening) is not None or _GROUP.fullmatch(opening) is not None
    next_article = len(lines)
    for position in range(start + 1, len(lines)):
        text = lines[position].text
        if _surplus(text) < 0:
            return position + 1
        if text.startswith(_OPENING) and _surplus(text) > 0:
            return min(position, next_article)
        if next_article == len(lines) and _article_number(text) == article + 1:
            next_article = position
            if not holds_articles:
                break
    return next_article


def _surplus(text: str) -> int:
    """How many more quotation marks a line opens than it closes."""
    return text.count(_OPENING) - text.count(_CLOSING)


def _article_of(text: str) -> tuple[str, str] | None:
    """Number and title of 'Điều 8. Tên', also 'Điều 8 Tên'; None for 'Điều 8 Nghị định này'."""
    match = _ARTICLE.fullmatch(text)
    if match is None:
        return None
    number, mark, title = match.groups()
    if not mark and title and (not title[0].isupper() or _OF_DOCUMENT.match(title)):
        return None
    return number, title


def _article_number(text: str) -> int | None:
    found = _article_of(text)
    return int(found[0].rstrip(_LETTERS)) if found else None


def _articles_below(lines: Sequence[_Line]) -> list[int]:
    """For each line the number of the next article below it, 0 if none follows."""
    below: list[int] = []
    following = 0
    for line in reversed(lines):
        below.append(following)
        following = _article_number(line.text) or following
    return below[::-1]


class _Scanner:
    """Walks the lines once and says which of them begin a unit."""

    def __init__(self, lines: tuple[_Line, ...], *, is_annex: bool) -> None:
        self._lines = lines
        self._is_annex = is_annex
        self._has_articles = any(_article_of(line.text) for line in lines)
        self._quoted = _quoted_lines(lines)
        self._in_tail = False
        self._article_before = 0
        self._article_below = _articles_below(lines)
        self._clause = 0
        self._point = -1
        self._begun = False

    def headings(self) -> Iterator[Heading]:
        position = 0
        while position < len(self._lines):
            found, used = self._heading_at(position)
            if found is not None:
                self._begun = self._begun or found.level is not Level.FRONT
                yield found
            position += used

    def _heading_at(self, position: int) -> tuple[Heading | None, int]:
        if position in self._quoted or self._lines[position].text.startswith((_OPENING, '"')):
            return None, 1
        for rule in (self._annex, self._group, self._article):
            found, used = rule(position)
            if found is not None:
                return found, used
        if self._in_tail:
            return None, 1
        for small in (self._tail, self._roman_section, self._clause_line, self._point_line):
            single = small(self._lines[position])
            if single is not None:
                return single, 1
        return None, 1

    def _annex(self, position: int) -> tuple[Heading | None, int]:
        line = self._lines[position]
        match = _ANNEX.fullmatch(line.text) or self._annex_with_title(line)
        if match is not None and self._annex_may_start(position):
            number = match.group(1) or ""
            title, used = self._titles_after(position)
            self._enter_annex(position + used)
            return Heading(Level.ANNEX, number, title, line.span.start), used
        return self._attached_text(position)

    def _annex_with_title(self, line: _Line) -> re.Match[str] | None:
        match = _ANNEX.match(line.text)
        if match is None or not match.group(1):
            return None
        rest = line.text[match.end() :].strip()
        return match if rest and rest == rest.upper() else None

    def _annex_may_start(self, position: int) -> bool:
        if self._in_tail or not self._begun:
            return True
        if self._has_articles and self._clause:
            return False
        goes_on = self._article_below[position] == self._article_before + 1
        return not (self._article_before and goes_on)  # an annex would begin with Điều 1

    def _attached_text(self, position: int) -> tuple[Heading | None, int]:
        """A Quy chế 'ban hành kèm theo' after the signature is an annex, numbered by its name."""
        first = self._lines[position]
        if not self._in_tail or first.text not in _ATTACHED_KINDS:
            return None, 1
        below = self._lines[position + 1 : position + 7]
        used = next((i for i, line in enumerate(below, 1) if _ATTACHED.match(line.text)), 0)
        if not used:
            return None, 1
        title = " ".join(line.text for line in below[: used - 1])
        self._enter_annex(position + used + 1)
        return Heading(Level.ANNEX, first.text.capitalize(), title, first.span.start), used + 1

    def _enter_annex(self, position: int) -> None:
        self._in_tail = False
        self._article_before = 0
        self._restart()
        rest = self._lines[position:]
        ends = next((i for i, line in enumerate(rest) if _ANNEX.fullmatch(line.text)), len(rest))
        self._has_articles = any(_article_of(line.text) for line in rest[:ends])

    def _titles_after(self, position: int) -> tuple[str, int]:
        """The title of an annex or chapter: the lines in capitals below its number."""
        titles: list[str] = []
        for line in self._lines[position + 1 : position + 6]:
            if line.text != line.text.upper() or not any(c.isalpha() for c in line.text):
                break
            if _GROUP.match(line.text) or _ROMAN_SECTION.match(line.text):
                break
            titles.append(line.text)
        return " ".join(titles), 1 + len(titles)

    def _group(self, position: int) -> tuple[Heading | None, int]:
        line = self._lines[position]
        match = _GROUP.fullmatch(line.text)
        if match is None:
            return None, 1
        word, number, rest = match.groups()
        if rest and not rest[0].isupper() and not rest[0].isdigit():
            return None, 1  # running text: "Mục II Phần I của Phụ lục này ..."
        if re.match(r"(?:của|Phần|Chương|Mục|Phụ lục|Nghị|Luật|Thông tư|Điều)\b", rest):
            return None, 1
        title, used = (rest, 1) if rest else self._titles_after(position)
        self._in_tail = False
        self._restart()
        level = _GROUP_LEVELS[word.lower()]
        return Heading(level, number, title, line.span.start), used

    def _article(self, position: int) -> tuple[Heading | None, int]:
        line = self._lines[position]
        found = _article_of(line.text)
        if found is None or self._in_tail:
            return None, 1
        number, title = found
        self._article_before = _article_number(line.text) or 0
        self._restart()
        return Heading(Level.ARTICLE, number, _title_or_nothing(title), line.span.start), 1

    def _tail(self, line: _Line) -> Heading | None:
        if not self._begun or not _TAIL.match(line.text):
            return None
        self._in_tail = True
        self._restart()
        return Heading(Level.TAIL, "", "", line.span.start)

    def _roman_section(self, line: _Line) -> Heading | None:
        match = _ROMAN_SECTION.fullmatch(line.text)
        if match is None or self._has_articles:
            return None
        self._restart()
        return Heading(Level.SECTION, match[1], _title_or_nothing(match[2]), line.span.start)

    def _clause_line(self, line: _Line) -> Heading | None:
        match = _CLAUSE.fullmatch(line.text)
        if match is None or (not self._begun and not self._is_annex):
            return None
        value = int(re.sub(r"\D", "", match[1]))
        inserted = not match[1].isdigit()
        if not (self._clause < value <= self._clause + 3 or (inserted and value == self._clause)):
            return None
        self._clause, self._point = value, -1
        return Heading(Level.CLAUSE, match[1], _title_or_nothing(match[2]), line.span.start)

    def _point_line(self, line: _Line) -> Heading | None:
        match = _POINT.fullmatch(line.text)
        if match is None or not self._begun:
            return None
        rank = POINT_LETTERS.find(match[1][0])
        inserted = len(match[1]) > 1
        if not (self._point < rank <= self._point + 3 or (inserted and rank == self._point)):
            return None
        self._point = rank
        return Heading(Level.POINT, match[1], "", line.span.start)

    def _restart(self) -> None:
        self._clause, self._point = 0, -1


def _title_or_nothing(rest: str) -> str:
    """The rest of a heading line, if it reads as a title and not as a sentence of the body."""
    text = rest.strip()
    is_title = text and len(text) <= 250 and text[-1] not in ".;:,/" and " | " not in text
    return text if is_title else ""
