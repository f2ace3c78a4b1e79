"""Words quoted over several lines: they belong to the document that is amended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.law_parser.lines import Line
from knowledge.law_parser.units import GROUP, article_of

_OPENING, _CLOSING = "“", "”"
_STRAIGHT = re.compile("\"|''")
_STARTS_QUOTE = re.compile("“|\"|''")
_CLAUSE = re.compile(r"(\d+)[a-zđ]?\. ")
_AMENDING_CLAUSE = re.compile(r"(\d+)\. (?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Thay cụm từ|Bỏ cụm từ)")
_FEW = 3
"""An own article may follow so many numbers behind the last, where some could not be read."""


def starts_quote(text: str) -> bool:
    """Whether the line opens with a quotation mark, curved or straight."""
    return _STARTS_QUOTE.match(text) is not None


def quoted_lines(lines: Sequence[Line]) -> tuple[frozenset[int], tuple[int, ...]]:
    """The positions inside words quoted over several lines, and where a quote never closes.

    The line that opens a quote is not among the positions: `starts_quote` tells it.
    """
    quoted: set[int] = set()
    unclosed: list[int] = []
    position, article, clause = 0, 0, 0
    while position < len(lines):
        text = lines[position].text
        found = article_of(text)
        article = found.number if found else article
        clause = int(numbered[1]) if (numbered := _CLAUSE.match(text)) else clause
        end = position + 1
        if opens_quote(text):
            end, closes = _end_of_quote(lines, position, article, clause)
            quoted.update(range(position + 1, end))
            if not closes:
                unclosed.append(position)
        position = end
    return frozenset(quoted), tuple(unclosed)


def opens_quote(text: str) -> bool:
    """Whether a line begins with a quotation mark that is not closed in it."""
    if text.startswith(_OPENING):
        return _surplus(text) > 0 and not _closes_straight(text)
    return starts_quote(text) and _odd_straight(text) and _surplus(text) >= 0


def _end_of_quote(lines: Sequence[Line], start: int, article: int, clause: int) -> tuple[int, bool]:
    """The position behind the closing mark; where none comes, the next quote, own article or khoản.

    Quoted articles stand in quotes that begin with an article or a chapter: others end at the
    first article that carries on the document's own numbers. Its own khoản amends, as the last did.
    """
    opening = _STARTS_QUOTE.sub("", lines[start].text, count=1)
    quoted = article_of(opening)
    last_quoted = quoted.number if quoted else None
    holds_articles = not opening or quoted or GROUP.fullmatch(opening)
    own_again: int | None = None
    for position in range(start + 1, len(lines)):
        text = lines[position].text
        if _surplus(text) < 0 or _closes_straight(text):
            return position + 1, True
        if opens_quote(text):
            return own_again or position, False
        if (amends := _AMENDING_CLAUSE.match(text)) and int(amends[1]) == clause + 1:
            own_again = own_again or position
        if (found := article_of(text)) is not None:
            step = found.number - article
            if step == 1 and holds_articles and last_quoted not in (None, article):
                return own_again or position, False
            if 1 <= step <= _FEW and not holds_articles:
                return position, False
            if step == 1 and last_quoted == article:
                own_again = own_again or position
            last_quoted = found.number
    return own_again or (start + 1 if quoted is None else len(lines)), False


def _surplus(text: str) -> int:
    """How many more curved quotation marks a line opens than it closes."""
    return text.count(_OPENING) - text.count(_CLOSING)


def _odd_straight(text: str) -> bool:
    return len(_STRAIGHT.findall(text)) % 2 == 1


def _closes_straight(text: str) -> bool:
    """Whether a straight mark at the end of the line closes what an earlier line opened."""
    return text.rstrip(".;, ").endswith(('"', "''")) and _odd_straight(text)
