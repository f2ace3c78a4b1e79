"""Numbers and dates of a spreadsheet as Excel shows them on a Vietnamese machine: '1.234,5'."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

Value = str | float | bool | datetime
"""What a cell holds; a formula holds what was computed when the file was saved."""

GENERAL = "General"
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)",
    41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00;-#,##0.00;"-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0",
    49: "@",
}  # fmt: skip
"""Formats that files name by number (ECMA-376 part 1, 18.8.30); 14 and 22 follow the machine."""

_LONGEST_FORMAT, _MOST_DECIMALS, _LARGEST = 255, 30, 1e15
_TOKEN = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|[0#?.][0#?.,]*(?:E[+-]0+)?|y+|m+|d+|h+|s+|.', re.I
)
_MARKED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', re.I)
_PLACEHOLDER = re.compile(r"[0#?.][0#?.,]*(?:E[+-]0+)?", re.I)
_CURRENCY = re.compile(r"\[\$([^\]-]+)(?:-[^\]]*)?\]")
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001
_LAST_DAY = 2_958_465
_TRUTH = {True: "ĐÚNG", False: "SAI"}


def is_date_format(number_format: str) -> bool:
    """Whether a format shows a day or a time."""
    if number_format.lower() in ("", "general", "@") or len(number_format) > _LONGEST_FORMAT:
        return False
    first = _sections(number_format)[0]
    return re.search(r"[ymdhs]", _MARKED.sub("", first), re.I) is not None and "E+" not in first


def moment(serial: float, *, from_1904: bool = False) -> datetime | None:
    """The day and time of a serial number, to the second; None for one beyond the calendar."""
    if not 0 <= serial <= _LAST_DAY:
        return None
    days = serial + (not from_1904 and serial < 60)  # Excel counts a 29/02/1900 that never was
    return _EPOCHS[from_1904] + timedelta(seconds=round(days * 86400))


def displayed(value: Value, number_format: str) -> str:
    """The words of a cell; what a format cannot show (fractions, nonsense) is shown plainly."""
    if isinstance(value, bool):
        return _TRUTH[value]
    if isinstance(value, str):
        return value
    usable = number_format if len(number_format) <= _LONGEST_FORMAT else GENERAL
    if isinstance(value, datetime):
        return _date(value, _sections(usable)[0])
    return _amount(value, usable)


def _amount(value: float, number_format: str) -> str:
    if not math.isfinite(value) or abs(value) >= _LARGEST:
        return _plain(value)
    section, shown = _section(number_format, value)
    tokens: list[str] = _TOKEN.findall(section)
    if section.lower() in ("", "general", "@") or "/" in tokens:
        return _plain(value)
    if sum(bool(_PLACEHOLDER.fullmatch(token)) for token in tokens) > 1:
        return _plain(value)
    shown *= 100 ** tokens.count("%")
    return "".join(_part(token, shown) for token in tokens).strip()


def _section(number_format: str, value: float) -> tuple[str, float]:
    """Of '+;-;0' the section for a value, and what it shows: the sign stands in the second."""
    sections = _sections(number_format)
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _sections(number_format: str) -> list[str]:
    parts = re.findall(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+|(?<=;)(?=;|$)', number_format)
    return parts or [""]


def _part(token: str, value: float) -> str:
    if _PLACEHOLDER.fullmatch(token):
        return _number(value, token)
    return _literal(token)


def _literal(token: str) -> str:
    if token.startswith('"'):
        return token[1:-1]
    if token.startswith("\\"):
        return token[1]
    if token.startswith("["):
        currency = _CURRENCY.fullmatch(token)
        return currency[1] if currency else ""
    return "" if token[0] in "_*" and len(token) > 1 else token


def _number(value: float, pattern: str) -> str:
    if "E" in pattern.upper():
        return f"{value:.2E}".replace(".", ",")
    whole, _, fraction = pattern.rstrip(",").partition(".")
    thousands = len(pattern) - len(pattern.rstrip(","))
    digits = re.sub(r"[^0#?]", "", fraction)[:_MOST_DECIMALS]
    amount = Decimal(repr(value)).scaleb(-3 * thousands)
    rounded = amount.quantize(Decimal(1).scaleb(-len(digits)), ROUND_HALF_UP)
    left, _, right = f"{abs(rounded):f}".partition(".")
    left = left.lstrip("0").zfill(whole.count("0"))
    if "," in whole:
        left = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", left)
    least = max((place for place, sign in enumerate(digits, 1) if sign == "0"), default=0)
    right = right[:least] + right[least:].rstrip("0")
    sign = "-" if rounded < 0 else ""
    return sign + left + ("," + right if right else "")


def _plain(value: float) -> str:
    """The format 'General': as many digits as are meant, no grouping."""
    if not math.isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < _LARGEST:
        return str(int(value))
    return f"{value:.10g}".replace(".", ",")


def _date(day: datetime, pattern: str) -> str:
    tokens: list[str] = _TOKEN.findall(pattern)
    half_day = any(token.upper() == "AM/PM" for token in tokens)
    shown, before = "", ""
    for place, token in enumerate(tokens):
        letter = token.strip("[]").lower()[:1]
        after = next((t[0].lower() for t in tokens[place + 1 :] if t[0].lower() in "ymdhs"), "")
        minutes = letter == "m" and (before == "h" or after == "s") and len(token) < 3
        shown += _date_part(token, day, minutes=minutes, half_day=half_day)
        before = letter if letter in ("y", "m", "d", "h", "s") else before
    return shown.strip()


def _date_part(token: str, day: datetime, *, minutes: bool, half_day: bool) -> str:
    width = len(token)
    match token.lower():
        case "am/pm":
            return "SA" if day.hour < 12 else "CH"
        case "m" | "mm" if minutes:
            return f"{day.minute:0{width}d}"
        case "y" | "yy":
            return f"{day.year % 100:02d}"
        case "d" | "dd" | "m" | "mm":
            return f"{day.day if token[0] in 'dD' else day.month:0{width}d}"
        case "h" | "hh":
            return f"{(day.hour - 1) % 12 + 1 if half_day else day.hour:0{width}d}"
        case "s" | "ss":
            return f"{day.second:0{width}d}"
        case "[h]" | "[hh]":
            elapsed = day - _EPOCHS[False]
            never_was = timedelta(days=elapsed < timedelta(days=61))
            return str((elapsed - never_was) // timedelta(hours=1))
    return _long_date_part(token, day)


def _long_date_part(token: str, day: datetime) -> str:
    match token[0].lower(), len(token):
        case "y", _:
            return f"{day.year}"
        case "m", 3 | 4 | 5:
            return f"tháng {day.month}"
        case "d", 3 | 4:
            return "Chủ nhật" if day.weekday() == 6 else f"Thứ {day.weekday() + 2}"
    return _literal(token)
