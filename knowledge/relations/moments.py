"""When words take effect: 'từ ngày 01 tháng 7 năm 2026', 'sau 45 ngày, kể từ ngày ký'."""

from __future__ import annotations

import re
from datetime import date, timedelta

from knowledge.references import find_dates
from knowledge.relations.relation import WITH_SOURCE, Moment, Rule

_WITH_SOURCE = re.compile(
    r"\b(?:từ|vào|trong)\s+(?:ngày|thời\s+điểm)\s+[^\W\d][\w\s]{2,30}?\s+này\s+có\s+hiệu\s+lực",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\btừ\s+ngày\s+(?:ký|ban\s+hành|(?:được\s+)?(?:[\w\s]{0,40}\s)?thông\s+qua)\b", re.IGNORECASE
)
_UNDATED = re.compile(r"\btừ\s+ngày\s+(?:được\s+)?(?:công\s+bố|đăng\s+Công\s+báo)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\bsau\s+(?P<count>\d{1,3})\s*(?:\([^)]*\)\s*)?(?P<unit>ngày|tháng|năm),?\s+"
    r"(?:kể\s+)?từ\s+ngày\s+(?:ký|ban\s+hành|thông\s+qua)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\bđến\s+(?:hết\s+|trước\s+)?(?=ngày\b)", re.IGNORECASE)
_UNSAID = Moment(Rule.UNKNOWN)
_FIXED = ((_WITH_SOURCE, WITH_SOURCE), (_SIGNED, Moment(Rule.SIGNED)), (_UNDATED, _UNSAID))
_FULL_DATE = 10


def moment_in(words: str) -> Moment | None:
    """The first moment that `words` tell, None if they tell none."""
    readings = [
        (match.start(), moment) for pattern, moment in _FIXED if (match := pattern.search(words))
    ]
    if after := _AFTER.search(words):
        exact = after["unit"].lower() == "ngày"
        counted = Moment(Rule.AFTER_SIGNING, days=int(after["count"]))
        readings.append((after.start(), counted if exact else _UNSAID))
    if (dated := _day_in(words)) is not None:
        readings.append((dated[1], Moment(Rule.ON_DATE, on=dated[0])))
    return min(readings, key=lambda reading: reading[0])[1] if readings else None


def last_day_in(words: str) -> date | None:
    """'đến hết ngày 31 tháng 12 năm 2035'; 'đến trước ngày …' leaves that day out."""
    for match in _UNTIL.finditer(words):
        found = next(iter(find_dates(words[match.end() :])), None)
        if found is not None and found.span.start == 0 and len(found.value) == _FULL_DATE:
            day = date.fromisoformat(found.value)
            return day - timedelta(days=1) if "trước" in match.group().lower() else day
    return None


def _day_in(words: str) -> tuple[date, int] | None:
    """The first full date behind 'từ' or 'vào', and where it stands."""
    for found in find_dates(words):
        before = words[max(0, found.span.start - 12) : found.span.start].rstrip().lower()
        if len(found.value) == _FULL_DATE and before.endswith(("từ", "từ ngày", "vào")):
            return date.fromisoformat(found.value), found.span.start
    return None
