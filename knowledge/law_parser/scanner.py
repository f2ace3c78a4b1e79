"""Walks the lines of a legal text once and says which of them begin a unit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise

from knowledge.law_parser.doubts import Doubt, DoubtKind
from knowledge.law_parser.lines import Line, announces, is_cut, previous_lines
from knowledge.law_parser.numbering import LATEST_FIRST, Candidate, own_articles
from knowledge.law_parser.quotes import quoted_lines, starts_quote
from knowledge.law_parser.titles import title_of_article, title_of_group
from knowledge.law_parser.units import (
    ANNEX,
    ATTACHED,
    ATTACHED_KINDS,
    CLAUSE,
    POINT,
    ROMAN_SECTION,
    TABLE_ROW,
    TAIL,
    annex_of,
    article_of,
    group_of,
    title_or_nothing,
)
from knowledge.model import Level
from knowledge.references.locator_units import POINT_LETTERS
from knowledge.tree import Heading

_FARTHEST_STEP = 3
"""A khoản or điểm may skip so many numbers (repealed ones) and still carry on the row."""
_LINES_OF_ATTACHED_HEAD = 12
_Found = tuple[Heading | None, int]
"""A heading, or none, and how many lines it takes."""


class Scanner:
    """The headings of a text in order; `doubts` is complete when `headings` is exhausted."""

    def __init__(self, lines: tuple[Line, ...], *, is_annex: bool) -> None:
        self._lines = lines
        self._above = previous_lines(lines)
        self._is_annex = is_annex
        self._quoted, unclosed = quoted_lines(lines)
        self._numbering = own_articles(tuple(self._candidates()))
        self._own = sorted(self._numbering.segments)
        self._foreign = self._numbering.foreign
        self._annexes = [i for i, line in enumerate(lines) if ANNEX.fullmatch(line.text)]
        self._attached = dict(self._heads_of_attachments())
        self._has_articles = bool(self._own)
        self._in_tail = False
        self._begun = False
        self._annex_open = False
        self._tail_may_come = True
        self._clause, self._point = 0, -1
        self.doubts: list[Doubt] = [
            Doubt(DoubtKind.UNCLOSED_QUOTE, lines[position].span.start) for position in unclosed
        ]
        self.doubts += [
            Doubt(DoubtKind.FOREIGN_ARTICLE, lines[position].span.start)
            for position in self._foreign
        ]

    def headings(self) -> Iterator[Heading]:
        position = 0
        while position < len(self._lines):
            if (attached := self._attachment_without_number(position)) is not None:
                yield attached
            found, used = self._heading_at(position)
            if found is not None:
                self._begun = self._begun or found.level is not Level.FRONT
                yield found
            position += used

    def _candidates(self) -> Iterator[Candidate]:
        found = {
            position: article
            for position, line in enumerate(self._lines)
            if position not in self._quoted and (article := article_of(line.text)) is not None
        }
        marked = sum(article.marked for article in found.values())
        for position, article in found.items():
            above = self._above[position]
            odd = not article.marked and marked > len(found) / 2
            head = self._lines[max(0, position - _LINES_OF_ATTACHED_HEAD) : position]
            yield Candidate(
                position,
                article.number,
                article.suffix,
                cut=odd or is_cut(above),
                announced=announces(above),
                headed=article.number <= LATEST_FIRST
                and any(ATTACHED.match(line.text) for line in head),
            )

    def _heading_at(self, position: int) -> _Found:
        if position in self._quoted or starts_quote(self._lines[position].text):
            return None, 1
        for rule in (self._annex, self._group, self._article):
            found, used = rule(position)
            if found is not None:
                return found, used
        if self._in_tail:
            return None, 1
        if TABLE_ROW in self._lines[position].text:
            return self._tail(position), 1
        small: tuple[Callable[[int], Heading | None], ...]
        small = (self._tail, self._roman_section, self._clause_line, self._point_line)
        return next((found for rule in small if (found := rule(position))), None), 1

    # Annexes and attached texts

    def _annex(self, position: int) -> _Found:
        number = annex_of(self._lines[position].text)
        if number is None or not self._annex_may_start(position):
            return self._attached_text(position)
        title, used = title_of_group(self._lines, position, "")
        self._enter_annex(position + used)
        self._tail_may_come = False
        return Heading(Level.ANNEX, number, title, self._lines[position].span.start), used

    def _annex_may_start(self, position: int) -> bool:
        if self._within_articles(position):
            return False
        if self._in_tail or not self._begun:
            return True
        return not (self._has_articles and self._clause)

    def _within_articles(self, position: int) -> bool:
        """Whether the articles of the same text go on below."""
        place = bisect_left(self._own, position)
        if place in (0, len(self._own)):
            return False
        before, after = self._own[place - 1], self._own[place]
        segments = self._numbering.segments
        return segments[before] == segments[after]

    def _attached_text(self, position: int) -> _Found:
        """A Quy chế 'ban hành kèm theo' after the signature is an annex, numbered by its name."""
        first = self._lines[position]
        if first.text not in ATTACHED_KINDS or self._within_articles(position):
            return None, 1
        if not self._in_tail and position not in self._attached:
            return None, 1
        below = self._lines[position + 1 : position + 7]
        used = next((i for i, line in enumerate(below, 1) if ATTACHED.match(line.text)), 0)
        if not used:
            return None, 1
        title = " ".join(line.text for line in below[: used - 1])
        self._enter_annex(position + used + 1)
        return Heading(Level.ANNEX, first.text.capitalize(), title, first.span.start), used + 1

    def _attachment_without_number(self, position: int) -> Heading | None:
        """Where articles are numbered anew and no annex was announced, a text was attached."""
        if position not in self._attached or self._annex_open:
            return None
        line = self._lines[position]
        if line.text in ATTACHED_KINDS and self._attached_text(position)[0] is not None:
            return None
        self._enter_annex(position)
        self.doubts.append(Doubt(DoubtKind.UNNAMED_ATTACHMENT, line.span.start))
        number = line.text.capitalize() if line.text in ATTACHED_KINDS else ""
        return Heading(Level.ANNEX, number, "", line.span.start)

    def _heads_of_attachments(self) -> Iterator[tuple[int, int]]:
        """The line at which an attached text begins, and the segment of its articles."""
        segments = self._numbering.segments
        for before, first in pairwise(self._own):
            if segments[before] != segments[first]:
                yield self._head_above(first, before), segments[first]

    def _head_above(self, first: int, lowest: int) -> int:
        """The name of an attached text above its first article, else its first chương, else it."""
        head = first
        for position in range(first - 1, max(lowest, first - _LINES_OF_ATTACHED_HEAD), -1):
            text = self._lines[position].text
            if text in ATTACHED_KINDS:
                return position
            if group_of(text) and head == first:
                head = position
        return head

    def _enter_annex(self, position: int) -> None:
        self._in_tail = False
        self._annex_open = self._tail_may_come = True
        self._restart()
        following = bisect_left(self._annexes, position)
        end = self._annexes[following] if following < len(self._annexes) else len(self._lines)
        self._has_articles = bisect_left(self._own, position) < bisect_left(self._own, end)

    # Phần, chương, mục, điều

    def _group(self, position: int) -> _Found:
        found = group_of(self._lines[position].text)
        if found is None or self._in_foreign_text(position):
            return None, 1
        level, number, rest = found
        title, used = title_of_group(self._lines, position, rest)
        self._in_tail = False
        self._restart()
        return Heading(level, number, title, self._lines[position].span.start), used

    def _in_foreign_text(self, position: int) -> bool:
        """Whether the next article line below is replaced text or a form within an article."""
        place = bisect_right(self._foreign, position)
        if place == len(self._foreign) or not self._within_articles(position):
            return False
        return self._foreign[place] < self._own[bisect_left(self._own, position)]

    def _article(self, position: int) -> _Found:
        line = self._lines[position]
        found = article_of(line.text)
        if found is None or position not in self._numbering.segments:
            return None, 1
        if position in self._numbering.skipped:
            self.doubts.append(
                Doubt(
                    DoubtKind.ARTICLES_SKIPPED,
                    line.span.start,
                    str(self._numbering.skipped[position]),
                )
            )
        self._in_tail = self._annex_open = False
        self._restart()
        title, used = title_of_article(self._lines, position, found.title)
        return Heading(Level.ARTICLE, found.printed, title, line.span.start), used

    # What one line holds

    def _tail(self, position: int) -> Heading | None:
        line = self._lines[position]
        if not (self._begun and self._tail_may_come and TAIL.match(line.text)):
            return None
        if self._within_articles(position):
            return None
        self._in_tail = True
        self._annex_open = False
        self._restart()
        return Heading(Level.TAIL, "", "", line.span.start)

    def _roman_section(self, position: int) -> Heading | None:
        line = self._lines[position]
        match = ROMAN_SECTION.fullmatch(line.text)
        if match is None or self._has_articles:
            return None
        self._restart()
        return Heading(Level.SECTION, match[1], title_or_nothing(match[2]), line.span.start)

    def _clause_line(self, position: int) -> Heading | None:
        line = self._lines[position]
        match = CLAUSE.fullmatch(line.text)
        if match is None or (not self._begun and not self._is_annex):
            return None
        value, suffix = int(match[1]), match[2]
        if not (self._carries_on(value, self._clause) or (suffix and value == self._clause)):
            return None
        if value > self._clause + 1:
            before = str(self._clause)
            self.doubts.append(Doubt(DoubtKind.CLAUSES_SKIPPED, line.span.start, before))
        self._clause, self._point = value, -1
        title = title_or_nothing(match[3])
        return Heading(Level.CLAUSE, f"{value}{suffix}", title, line.span.start)

    def _point_line(self, position: int) -> Heading | None:
        line = self._lines[position]
        match = POINT.fullmatch(line.text)
        if match is None or not self._begun:
            return None
        rank = POINT_LETTERS.find(match[1][0])
        inserted = len(match[1]) > 1
        if not (self._carries_on(rank, self._point) or (inserted and rank == self._point)):
            return None
        self._point = rank
        return Heading(Level.POINT, match[1], "", line.span.start)

    def _carries_on(self, value: int, last: int) -> bool:
        return last < value <= last + _FARTHEST_STEP

    def _restart(self) -> None:
        self._clause, self._point = 0, -1
