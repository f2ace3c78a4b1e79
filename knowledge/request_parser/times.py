"""When the answer is due, and between which days its figures count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from knowledge.model import Span
from knowledge.references import DateMention, find_dates
from knowledge.request_parser.letter import Letter
from knowledge.request_parser.request import Deadline, Period

_BY = (
    r"(?:truoc|cham nhat(?: la)?|muon nhat(?: la)?|han cuoi(?: la)?|thoi han(?: gui| bao cao| nop)?"
    r"(?: la)?|den het|khong qua|xong truoc)\s*:?\s*(?:trong |vao |la )?"
)
_HOUR = (
    r"(?:(?:luc )?(?P<hour>\d{1,2})\s?(?:gio|h|g)\s?(?P<minute>\d{2})?(?: phut)?,?\s*(?:cua )?)?"
)
_DUE_BEFORE_DATE = re.compile(rf"\b{_BY}{_HOUR}(?:het )?(?:thu \w+,? ?(?:ngay )?\(?)?$")
_DUE_SHORT = re.compile(
    rf"\b{_BY}{_HOUR}(?:ngay )?(?P<day>\d{{1,2}})\s?[/-]\s?(?P<month>\d{{1,2}})(?![\d/-])"
)
_DUE_RELATIVE = re.compile(
    r"\b(?:trong (?:thoi han |vong )?\d+ ngay(?: lam viec)?(?:,? ke tu ngay [^.;,)]+)?"
    r"|ngay (?:sau )?khi nhan duoc (?:cong van|van ban)(?: nay)?)"
)
_SENDING = re.compile(r"\b(?:gui|nop|han|bao cao|hoan thanh|de nghi|y kien)\b")
_FIGURES = re.compile(
    r"\b(?:so lieu|ky bao cao|moc (?:thoi gian|so lieu)|thoi (?:gian|diem|ky) (?:chot|lay|tinh|bao)"
    r"|chot)\b"
)
_UNTIL = re.compile(r"\bden(?: het)?\s*$")
_FROM = re.compile(r"\b(?:tu|ke tu)\s*$")
_CLOSED_ON = re.compile(r"\b(?:chot|tinh|den)\b[^.;]{0,40}$")
_FULL_DATE = len("2035-06-20")


def deadline_in(letter: Letter, issued: date | None) -> Deadline | None:
    """The first deadline in a sentence about sending; a day without a year is the next one.

    A deadline that counts from another day stays words: `day` is None.
    """
    return next(_dated(letter), None) or next(_short(letter, issued), None) or _relative(letter)


def _dated(letter: Letter) -> Iterator[Deadline]:
    for mention in _days(letter):
        before = letter.flat[max(letter.start, mention.span.start - 80) : mention.span.start]
        by = _DUE_BEFORE_DATE.search(before)
        if by is not None and _is_about_sending(letter, mention.span.start):
            start = mention.span.start - len(before) + by.start()
            stated = letter.stated(start, mention.span.end)
            yield Deadline(stated, date.fromisoformat(mention.value), _time(by))


def _short(letter: Letter, issued: date | None) -> Iterator[Deadline]:
    """'trước ngày 15/6'."""
    for match in _DUE_SHORT.finditer(letter.flat, letter.start, letter.end):
        if _is_about_sending(letter, match.start()):
            day = _next(int(match["day"]), int(match["month"]), issued)
            yield Deadline(letter.stated(*match.span()), day, _time(match))


def _relative(letter: Letter) -> Deadline | None:
    matches = _DUE_RELATIVE.finditer(letter.flat, letter.start, letter.end)
    found = (match for match in matches if _is_about_sending(letter, match.start()))
    match = next(found, None)
    return Deadline(letter.stated(*match.span()), None) if match else None


def _next(day: int, month: int, issued: date | None) -> date | None:
    """The first such day that is not before the letter's own date; None without that date."""
    if issued is None:
        return None
    try:
        due = date(issued.year, month, day)
        return due if due >= issued else due.replace(year=issued.year + 1)
    except ValueError:
        return None


def _time(match: re.Match[str]) -> time | None:
    hour, minute = match["hour"], match["minute"]
    if hour is None or int(hour) > 23 or int(minute or 0) > 59:
        return None
    return time(int(hour), int(minute or 0))


def period_in(letter: Letter) -> Period | None:
    """'số liệu tính từ ngày … đến ngày …', 'chốt số liệu đến ngày …'."""
    for about in _FIGURES.finditer(letter.flat, letter.start, letter.end):
        sentence = letter.sentence(about.start())
        days = [day for day in _days(letter) if about.end() <= day.span.start < sentence.end]
        period = _period(letter, about.start(), days)
        if period is not None:
            return period
    return None


def _period(letter: Letter, start: int, days: list[DateMention]) -> Period | None:
    if not days:
        return None
    first, second = days[0], days[1] if len(days) > 1 else None
    value = date.fromisoformat(first.value)
    before = letter.flat[start : first.span.start]
    if (
        second
        and _FROM.search(before)
        and _UNTIL.search(letter.flat[first.span.end : second.span.start])
    ):
        stated = letter.stated(start, second.span.end)
        return Period(stated, value, date.fromisoformat(second.value))
    if _CLOSED_ON.search(before) and not _FROM.search(before):
        return Period(letter.stated(start, first.span.end), None, value)
    return None


def _days(letter: Letter) -> list[DateMention]:
    """The full dates of the body, at their place in the text."""
    body = letter.text[letter.start : letter.end]
    shift = letter.start
    return [
        DateMention(one.value, Span(one.span.start + shift, one.span.end + shift))
        for one in find_dates(body)
        if len(one.value) == _FULL_DATE
    ]


def _is_about_sending(letter: Letter, position: int) -> bool:
    return _SENDING.search(letter.sentence(position).of(letter.flat)) is not None
