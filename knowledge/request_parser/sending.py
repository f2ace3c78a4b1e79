"""Where the answer goes, how, and who can be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.request_parser.letter import Letter
from knowledge.request_parser.request import Destination, Stated

_ENDS = (
    r"(?=,? (?:truoc|cham nhat|bang|de (?:tong|kip|duoc|so|bo)|theo|dong thoi|qua (?!phong|van))"
    r"|[.;:)](?:\s|$)|,? qua (?:truc|he|email|thu|dia)|$)"
)
_UNIT = re.compile(
    r"\b(?:gui|nop)\b[^.;:()]{0,40}?\b(?:ve|den|toi|cho)\s+(?P<unit>[^;:]{3,200}?(?:\([^)]{3,100}\))?)"
    + _ENDS
    + r"|\bnoi nhan (?:bao cao|van ban|ho so)\s*:\s*(?P<listed>[^;.\n]{3,200})"
)
_ADDRESS = re.compile(r"\bdia chi(?: la)?\s*:\s*(?P<place>[^();@\n]{5,150})(?=[();.\n])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CHANNEL = re.compile(
    r"\b(?:qua|tren|bang)\s+(?P<name>(?:truc lien thong|he thong|phan mem|hinh thuc|thu dien tu"
    r"|duong buu|ban giay|van ban giay|cong thong tin)[^,;.()\n]{0,80}?)"
    r"(?=[,;.()]|\s(?:truoc|va|de|dong thoi|theo|cham)\b|$)"
)
_CONTACT = re.compile(
    r"\b(?:lien he|dau moi)[^.;()\n]{0,60}?\b(?:dong chi|d/c|ong|ba|chuyen vien)\s+"
    r"(?P<name>.{4,60}?)"
    r"(?=\s*[,;.()\n]|\s[-–]\s|\s*:|\s+(?:so )?dien thoai)"
)
_PHONE = re.compile(r"(?<![\d/])0[\d .]{7,13}\d(?![\d/])")
_PHONE_WORD = re.compile(r"\b(?:dien thoai|dt|sdt|so may|di dong|zalo|lien he)\b")
_PHONE_REACH = 120
"""So many characters behind the word a number still is a telephone number."""


def destination_in(letter: Letter) -> Destination:
    """Unit, address, mailbox, channel and contact, as far as the body of the letter names them."""
    return Destination(
        unit=_unit(letter),
        address=_first(letter, _ADDRESS, "place"),
        email=_email(letter),
        channels=tuple(_all(letter, _CHANNEL, "name")),
        contact=_first(letter, _CONTACT, "name"),
        phones=tuple(_phones(letter)),
    )


def _unit(letter: Letter) -> Stated | None:
    """A body that something is sent to: its name begins with a capital."""
    for match in _UNIT.finditer(letter.flat, letter.start, letter.end):
        start, end = match.span("unit" if match["unit"] else "listed")
        if letter.text[start].isupper():
            return letter.stated(start, end) if "(" not in match[0] else _whole(letter, start, end)
    return None


def _whole(letter: Letter, start: int, end: int) -> Stated:
    """A name with its bracket: 'Sở Công vụ (Phòng Cải cách hành chính)'."""
    stated = letter.stated(start, end)
    closed = letter.text[stated.span.end : stated.span.end + 1] == ")"
    is_open = stated.text.count("(") > stated.text.count(")")
    if not (closed and is_open):
        return stated
    span = type(stated.span)(stated.span.start, stated.span.end + 1)
    return Stated(f"{stated.text})", span)


def _email(letter: Letter) -> Stated | None:
    found = _EMAIL.search(letter.text, letter.start, letter.end)
    return letter.stated(*found.span()) if found else None


def _phones(letter: Letter) -> Iterable[Stated]:
    for match in _PHONE.finditer(letter.text, letter.start, letter.end):
        before = letter.flat[max(letter.start, match.start() - _PHONE_REACH) : match.start()]
        if _PHONE_WORD.search(before):
            yield letter.stated(*match.span())


def _first(letter: Letter, pattern: re.Pattern[str], group: str) -> Stated | None:
    return next(iter(_all(letter, pattern, group)), None)


def _all(letter: Letter, pattern: re.Pattern[str], group: str) -> Iterable[Stated]:
    for match in pattern.finditer(letter.flat, letter.start, letter.end):
        yield letter.stated(*match.span(group))
