"""Reports and other administrative texts to a tree: mục I., khoản 1., điểm a). Never refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.locators import locator_text
from knowledge.messages import NUMBERING_GAP, NUMBERING_REPEATED
from knowledge.model import Document, Level, Metadata
from knowledge.references.locator_units import POINT_LETTERS
from knowledge.tree import Heading, build_tree

_PART = re.compile(
    r"""(?P<word>Phần|PHẦN)\s+(?P<number>[IVXLC]+|\d{1,2}|(?:thứ|THỨ)\s+\w+)\b\s*[.:–-]?\s*(?P<title>.*)
    |(?P<letter>[A-EGH])\s?[.\-–]\s+(?P<rest>[A-ZĐÀ-Ỹ]{2}.*)""",
    re.VERBOSE,
)
_SECTION = re.compile(r"(?P<number>[IVXL]{1,6})\s?[.\-–/)]\s*(?P<title>\D.*|)")
_DOTTED = re.compile(
    r"""(?P<number>(?P<clause>\d{1,2})\.(?P<minor>\d{1,2}))
        (?:\.\s*(?=\D)|\s+(?=[A-ZĐÀ-Ỹ]))(?P<title>.+)""",
    re.VERBOSE,
)
_CLAUSE = re.compile(r"(?P<number>\d{1,2})\s?(?:[.)]\s*|/\s*(?=[A-ZĐÀ-Ỹ]))(?P<title>\D.*)")
_POINT = re.compile(r"(?P<number>[a-zđ])\s?(?:\)|/\s)\s*(?P<title>.+)")
_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số))?(?:\s+(?P<number>[IVXLC]+|\d{1,2}[A-Z]?))?\s*[.:]?"
)
_RECIPIENTS = re.compile(r"Nơi nhận\b")
_SIGNATURE = re.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\s?\.|T/M|K/T|T/L)\s*[A-ZĐÀ-Ỹ]{2}")
_OFFICE = re.compile(
    r"(?:PHÓ )?(?:GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG BAN|TRƯỞNG PHÒNG|CHÁNH [^a-z]+|HIỆU TRƯỞNG|BÍ THƯ)"
)
_TABLE_MARK = " | "
_LARGEST_STEP = 3
"""A number may skip two others and still count as the next one."""
_LONGEST_TITLE, _LONGEST_CLAUSE_TITLE, _LONGEST_POINT_TITLE = 400, 150, 120  # characters
_MOST_TITLE_LINES = 4
_OFFICE_ABOVE = 4
"""The signature's office may stand up to so many lines above the recipients."""
_LAST_LINES = 8
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int


def parse_report(text: str, metadata: Metadata) -> Document:
    """The tree of a text that is numbered I. / 1. / a) (Nghị định 30/2020, Phụ lục I, Mục II.6).

    Header, title and opening are FRONT; recipients and signature are TAIL; annexes follow. Items
    with a dash stay text of their unit; '1.1.' is a điểm. Spans are nested and cover the whole
    text. Odd numbering gives warnings, never a refusal.
    """
    scanner = _Scanner(_lines(text), is_annex=metadata.host is not None)
    provisions, repeated = build_tree(text, metadata, list(scanner.headings()))
    places = {unit.key: locator_text(unit.locator) for unit in provisions}
    doubts = [NUMBERING_REPEATED.format(place=places[key]) for key in repeated if places[key]]
    return Document(metadata, text, provisions, (*scanner.warnings, *doubts))


def roman_value(number: str) -> int:
    """14 for 'XIV'; letters that are no Roman digit count nothing."""
    values = [_ROMAN_DIGITS.get(letter, 0) for letter in number]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _lines(text: str) -> tuple[_Line, ...]:
    """Lines with something on them, at the offset of their first character, without markup."""
    lines: list[_Line] = []
    offset = 0
    for raw in text.split("\n"):
        bare = raw.strip(" *#\t\r")
        if bare:
            lines.append(_Line(bare, offset + raw.index(bare)))
        offset += len(raw) + 1
    return tuple(lines)


class _Scanner:
    """Walks the lines once and says which begin a unit; knows which number comes next."""

    def __init__(self, lines: Sequence[_Line], *, is_annex: bool) -> None:
        self.warnings: list[str] = []
        self._lines = lines
        self._is_annex = is_annex
        self._tail = _tail_start(lines)
        self._closed = False
        self._section = self._clause = self._minor = 0
        self._point = -1

    def headings(self) -> Iterator[Heading]:
        rules = (self._annex, self._part, self._roman, self._dotted, self._numbered, self._lettered)
        for position, line in enumerate(self._lines):
            if position == self._tail:
                self._closed = True
                yield Heading(Level.TAIL, "", "", line.start)
                continue
            if _TABLE_MARK in line.text:
                continue
            found = (rule(position) for rule in (rules[:1] if self._closed else rules))
            heading = next((heading for heading in found if heading is not None), None)
            if heading is not None:
                yield heading

    def _annex(self, position: int) -> Heading | None:
        """'Phụ lục I' on a line of its own: behind the signature, or on top of its own file."""
        line = self._lines[position]
        match = _ANNEX.fullmatch(line.text)
        is_own = position == 0 and self._is_annex
        if match is None or not (is_own or self._closed or self._section or self._clause):
            return None
        self._closed = False
        self._section = 0
        self._enter()
        return Heading(Level.ANNEX, match["number"] or "", self._title(position, ""), line.start)

    def _part(self, position: int) -> Heading | None:
        line = self._lines[position]
        match = _PART.fullmatch(line.text)
        if match is None:
            return None
        title = match["title"] or match["rest"] or ""
        if match["word"] and title[:1].islower():
            return None
        self._section = 0
        self._enter()
        number = match["letter"] or " ".join(match["number"].split())
        return Heading(Level.PART, number, self._title(position, title), line.start)

    def _roman(self, position: int) -> Heading | None:
        line = self._lines[position]
        match = _SECTION.fullmatch(line.text)
        if match is None:
            return None
        value = roman_value(match["number"])
        if not self._follows(self._section, value, "Mục"):
            return None
        self._section = value
        self._enter()
        title = self._title(position, match["title"])
        return Heading(Level.SECTION, match["number"], title, line.start)

    def _numbered(self, position: int) -> Heading | None:
        line = self._lines[position]
        match = _CLAUSE.fullmatch(line.text)
        if match is None:
            return None
        inside_list = self._point >= 0 and match["number"] == "1"
        if inside_list or not self._follows(self._clause, int(match["number"]), "khoản"):
            return None
        self._clause, self._minor, self._point = int(match["number"]), 0, -1
        title = _short_title(match["title"], _LONGEST_CLAUSE_TITLE)
        return Heading(Level.CLAUSE, match["number"], title, line.start)

    def _dotted(self, position: int) -> Heading | None:
        """'1.1. …' under '1. …', or directly under a mục."""
        line = self._lines[position]
        match = _DOTTED.fullmatch(line.text)
        if match is None or int(match["clause"]) != (self._clause or int(match["clause"])):
            return None
        if not self._minor < int(match["minor"]) <= self._minor + _LARGEST_STEP:
            return None
        self._minor, self._point = int(match["minor"]), -1
        title = _short_title(match["title"], _LONGEST_POINT_TITLE)
        return Heading(Level.POINT, match["number"], title, line.start)

    def _lettered(self, position: int) -> Heading | None:
        line = self._lines[position]
        match = _POINT.fullmatch(line.text)
        if match is None or self._minor or not (self._section or self._clause):
            return None
        rank = POINT_LETTERS.find(match["number"])
        if not self._point < rank <= self._point + _LARGEST_STEP:
            return None
        self._point = rank
        title = _short_title(match["title"], _LONGEST_POINT_TITLE)
        return Heading(Level.POINT, match["number"], title, line.start)

    def _follows(self, before: int, value: int, word: str) -> bool:
        """Whether a number can come next: the next one, one a little further, or 1 anew."""
        if value == 1 and before != 1:
            return True
        if not before < value <= before + _LARGEST_STEP:
            return False
        if value > before + 1:
            gap = NUMBERING_GAP.format(word=word, before=before, after=value)
            self.warnings.append(gap)
        return True

    def _enter(self) -> None:
        self._clause = self._minor = 0
        self._point = -1

    def _title(self, position: int, title: str) -> str:
        """The title on the line of the number, or on the lines below that continue it."""
        parts = [title] if title else []
        for line in self._lines[position + 1 : position + 1 + _MOST_TITLE_LINES]:
            if not _continues(parts, line.text):
                break
            parts.append(line.text)
        return _short_title(" ".join(parts), _LONGEST_TITLE, may_end=True)


def _continues(parts: Sequence[str], line: str) -> bool:
    """Whether a line goes on with a title: the first one, capitals after capitals, small after."""
    if any(rule.fullmatch(line) for rule in (_SECTION, _CLAUSE, _POINT, _ANNEX, _PART)):
        return False
    if line.startswith(("-", "+", "•", "(")) or _TABLE_MARK in line:
        return False
    if not parts:
        return True
    before = parts[-1]
    if before[-1] in ".:;":
        return False
    return line.isupper() if before.isupper() else line[0].islower() and len(line) < 200


def _short_title(title: str, longest: int, *, may_end: bool = False) -> str:
    """A title without its last mark; '' for what reads as a sentence of the body."""
    bare = title.strip()
    if not bare or len(bare) > longest or (bare[-1] in ".;,/" and not may_end):
        return ""
    return bare.rstrip(" .:;")


def _tail_start(lines: Sequence[_Line]) -> int | None:
    """The line on which recipients or signature begin, whichever stands first."""
    recipients = _first(lines, _RECIPIENTS)
    signature = _first(lines, _SIGNATURE)
    known = [position for position in (recipients, signature) if position is not None]
    if not known:
        late = [i for i, line in enumerate(lines) if _OFFICE.fullmatch(line.text)]
        return late[-1] if late and late[-1] >= len(lines) - _LAST_LINES else None
    start = min(known)
    above = range(max(0, start - _OFFICE_ABOVE), start)
    return next((i for i in above if _OFFICE.fullmatch(lines[i].text)), start)


def _first(lines: Sequence[_Line], pattern: re.Pattern[str]) -> int | None:
    return next((i for i, line in enumerate(lines) if pattern.match(line.text)), None)
