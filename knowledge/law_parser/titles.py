"""Titles that a line break parts from their number or in themselves."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.law_parser.lines import Line
from knowledge.law_parser.units import (
    CLAUSE,
    POINT,
    article_of,
    group_of,
    is_title_in_capitals,
    title_or_nothing,
)

_LINES = 5
_FULL_LINE = 45
"""A shorter line was not broken for want of room."""
_SHORT = 150


def title_of_group(lines: Sequence[Line], position: int, rest: str) -> tuple[str, int]:
    """The title of a chương, mục or annex and the lines taken: 'Chương I', then 'TÊN CHƯƠNG'.

    Below the number stand lines in capitals, or one other line right above the first unit.
    """
    if rest:
        return rest, 1
    titles: list[str] = []
    for line in lines[position + 1 : position + 1 + _LINES]:
        if not is_title_in_capitals(line.text):
            break
        titles.append(line.text)
    if not titles and position + 2 < len(lines):
        below, unit = lines[position + 1].text, lines[position + 2].text
        if _may_be_title(below) and (article_of(unit) or group_of(unit)):
            titles.append(below)
    return " ".join(titles), 1 + len(titles)


def title_of_article(lines: Sequence[Line], position: int, rest: str) -> tuple[str, int]:
    """The title of an article and the lines taken; '' where the body begins in its first line."""
    if not rest.strip():
        return _title_below(lines, position)
    parts, used = [rest.strip()], 1
    while used <= _LINES and _goes_on(lines, position + used - 1, parts[-1]):
        parts.append(lines[position + used].text)
        used += 1
    title = title_or_nothing(" ".join(parts))
    return (title, used) if title else ("", 1)


def _title_below(lines: Sequence[Line], position: int) -> tuple[str, int]:
    """'Điều 5.' on a line of its own, its title on the next, the body below."""
    if position + 2 >= len(lines):
        return "", 1
    below, body = lines[position + 1].text, lines[position + 2].text
    is_title = _may_be_title(below) and not body[0].islower()
    return (below, 2) if is_title else ("", 1)


def _may_be_title(text: str) -> bool:
    if not text[0].isupper() or len(text) > _SHORT or not title_or_nothing(text):
        return False
    return not (CLAUSE.fullmatch(text) or article_of(text) or group_of(text))


def _goes_on(lines: Sequence[Line], position: int, title: str) -> bool:
    """Whether a full line without end goes on in small letters right below."""
    if position + 1 >= len(lines) or len(title) < _FULL_LINE or title[-1] in ".;:/":
        return False
    line, below = lines[position], lines[position + 1]
    adjacent = below.span.start - line.span.end == 1
    return adjacent and below.text[0].islower() and POINT.fullmatch(below.text) is None
