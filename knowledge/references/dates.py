"""Dates, months, quarters and half-years as officials write them: always the day first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.model import Span
from knowledge.references.folding import fold_in_place

_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_YEAR = r"(?P<year>19\d\d|20\d\d|\d\d)"
_LONG_YEAR = r"(?P<year>19\d\d|20\d\d)"

DATE = re.compile(
    rf"""(?<![\d/.,-])(?:ngay\s{{0,3}})?(?:
        {_DAY}\s?(?P<mark>[/.-])\s?{_MONTH}\s?(?P=mark)\s?{_YEAR}           # 05/3/2020, 25.8.23
    )(?![\d/]|[.,-]\d)""",
    re.VERBOSE,
)
WORDED_DATE = re.compile(
    rf"""(?<!\w)(?:ngay)\s{{1,3}}{_DAY}\s{{1,3}}thang\s{{1,3}}{_MONTH}\s{{0,3}}(?:,\s)?(?:nam|/)\s{{0,3}}
        {_LONG_YEAR}(?!\d)""",
    re.VERBOSE,
)
_MONTH_OF_YEAR = re.compile(
    rf"(?<!\w)thang\s{{1,3}}{_MONTH}\s{{0,3}}(?:/|nam|-|\.)\s{{0,3}}{_LONG_YEAR}(?!\d)"
)
_QUARTER = re.compile(
    rf"(?<!\w)(?:quy\s{{1,3}}|q)(?P<quarter>iv|i{{1,3}}|[1-4])\s{{0,3}}(?:/|nam|-|\.)?\s{{0,3}}"
    rf"{_LONG_YEAR}(?!\d)"
)
_HALF = re.compile(
    rf"(?<!\w)(?:6|sau)\s{{1,3}}thang\s{{1,3}}(?P<half>dau|cuoi)\s{{1,3}}nam\s{{1,3}}"
    rf"{_LONG_YEAR}(?!\d)"
)
_NINE_MONTHS = re.compile(
    rf"(?<!\w)(?:9|chin)\s{{1,3}}thang\s{{1,3}}(?:dau\s{{1,3}})?nam\s{{1,3}}{_LONG_YEAR}(?!\d)"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period: '2023-08-25', '2023-06', '2023-Q3', '2023-H1' or '2023-9M'."""

    value: str
    span: Span


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Every date and reporting period in `text`; the longest reading of a place wins."""
    folded = fold_in_place(text)
    found = sorted(_mentions(folded), key=lambda mention: (mention.span.start, -mention.span.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)


def date_at(folded: str, position: int) -> tuple[date, int] | None:
    """The full date that begins at `position` of a folded text, and where it ends."""
    for pattern in (WORDED_DATE, DATE):
        match = pattern.match(folded, position)
        if match and (value := calendar_date(match)):
            return value, match.end()
    return None


def calendar_date(match: re.Match[str]) -> date | None:
    """The date a match of `DATE` or `WORDED_DATE` names, None if no calendar has it."""
    try:
        return date(_full_year(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def format_date(value: date) -> str:
    """'05/3/2020': days below 10 and the months 1 and 2 get a leading 0.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.4.b.
    """
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def _mentions(folded: str) -> Iterator[DateMention]:
    for pattern in (DATE, WORDED_DATE):
        for match in pattern.finditer(folded):
            if value := calendar_date(match):
                yield DateMention(value.isoformat(), Span(*match.span()))
    for match in _MONTH_OF_YEAR.finditer(folded):
        yield DateMention(f"{match['year']}-{int(match['month']):02d}", Span(*match.span()))
    for match in _QUARTER.finditer(folded):
        quarter = _QUARTERS.get(match["quarter"]) or int(match["quarter"])
        yield DateMention(f"{match['year']}-Q{quarter}", Span(*match.span()))
    for match in _HALF.finditer(folded):
        half = 1 if match["half"] == "dau" else 2
        yield DateMention(f"{match['year']}-H{half}", Span(*match.span()))
    for match in _NINE_MONTHS.finditer(folded):
        yield DateMention(f"{match['year']}-9M", Span(*match.span()))


def _full_year(written: str) -> int:
    """Two digits mean this century, unless that lies well ahead: '98' is 1998."""
    if len(written) == 4:
        return int(written)
    return 2000 + int(written) if int(written) < 50 else 1900 + int(written)
