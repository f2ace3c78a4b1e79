"""Layout tests of wording: fixed words, dates, signing, recipients (T6–T9, T11–T15, T17)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.draft import BLANK_PATTERN, DraftKind
from bot.layout_parts import Line, Part
from bot.layout_sheet import Fault, Sheet, fault_at
from bot.texts import drafts as draft_texts
from bot.texts import layout as texts
from bot.texts.drafts import padded_month
from knowledge.legacy_encoding import convert_by_content, legacy_of_font
from knowledge.secrecy import secrecy_mark

ARCHIVE_LINE = re.compile(r"- Lưu: VT(, [^.]+)?\.")
_NUMBER = re.compile(r"Số: ?(?P<number> {3,}|\d{2,})/(?P<symbol>.+)")
_DATE = re.compile(r".+, ngày( {3,}| \d{1,2} )tháng( {3,}| \d{1,2} )năm \d{4}")
_HALF_BLANK = re.compile(r"ngày\s{2,}tháng\s+\d|ngày\s+\d+\s+tháng\s{2,}năm")
_BODY_SYMBOL = re.compile(r"\b\d+/(?:[A-ZĐ][A-Za-zĐđ]*\s+-\s*|[A-ZĐ][A-Za-zĐđ]*\s*-\s+)[A-ZĐ]+")
_WORD_DATE = re.compile(r"ngày (?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm \d{4}")
_SLASH_DATE = re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/\d{4}(?![\d/])")
_PREFIX = re.compile(r"(TM|KT|TL|TUQ|Q)\. \S")
_PREFIX_LIKE = re.compile(r"(T/?M|K/?T|T/?L|TUQ|Q)[./ ]", re.IGNORECASE)
_WANT_ADDRESSEES = (texts.LETTER, DraftKind.SUBMISSION)
_MAY_HAVE_ADDRESSEES = (*_WANT_ADDRESSEES, DraftKind.REPORT)


def nation_and_motto(sheet: Sheet) -> Iterator[Fault]:
    """T6: Quốc hiệu and Tiêu ngữ, letter by letter."""
    for part, wanted in ((Part.NATION, draft_texts.NATION), (Part.MOTTO, draft_texts.MOTTO)):
        line = sheet.first(part)
        if line is None:
            yield Fault(texts.HEADER_BLOCK, texts.MISSING_PART.format(part=part))
        elif line.plain != wanted:
            yield fault_at(line, texts.EXACT.format(text=wanted))


def number_and_date(sheet: Sheet) -> Iterator[Fault]:
    """T7: number and date are given in full, or blank in full."""
    number, date_line = sheet.first(Part.NUMBER), sheet.first(Part.DATE)
    if number is None or not _NUMBER.fullmatch(number.plain):
        yield _fault(number, texts.NUMBER_FORM)
    if (
        date_line is None
        or not _DATE.fullmatch(date_line.plain)
        or _HALF_BLANK.search(date_line.plain)
    ):
        yield _fault(date_line, texts.DATE_FORM)


def _fault(line: Line | None, message: str) -> Fault:
    return Fault(texts.HEADER_BLOCK, message) if line is None else fault_at(line, message)


def signing(sheet: Sheet) -> Iterator[Fault]:
    """T8: a deputy signs under 'KT.', and prefixes are written as the rule has them."""
    lines = sheet.of(Part.SIGNING)
    if not lines:
        yield Fault(texts.SIGNATURE_BLOCK, texts.MISSING_PART.format(part=Part.SIGNING))
    rows = [line.plain.upper() for line in lines]
    for line, above, row, below in zip(lines, ["", *rows], rows, [*rows[1:], ""], strict=False):
        if _PREFIX_LIKE.match(row) and not _PREFIX.match(line.plain):
            yield fault_at(line, texts.PREFIX_FORM)
        if row.startswith("PHÓ ") and not above.startswith(("KT.", "TL.", "TUQ.")):
            yield fault_at(line, texts.DEPUTY_WITHOUT_KT)
        if row.startswith("KT.") and not below.startswith(("PHÓ ", "[CẦN BỔ SUNG")):
            yield fault_at(line, texts.KT_WITHOUT_DEPUTY)


def archive_line(sheet: Sheet) -> Iterator[Fault]:
    """T9: the last recipient is the archive."""
    lines = sheet.of(Part.RECIPIENT)
    if not lines or not ARCHIVE_LINE.fullmatch(lines[-1].plain):
        place = fault_at(lines[-1], "").place if lines else texts.SIGNATURE_BLOCK
        yield Fault(place, texts.ARCHIVE_LINE)


def end_mark(sheet: Sheet) -> Iterator[Fault]:
    """T11: the content ends with './.'."""
    content = [line for line in sheet.body() if line.part is not Part.BASIS]
    if not content:
        yield Fault(texts.END_OF_BODY, texts.MISSING_PART.format(part=Part.BODY))
    elif not content[-1].plain.endswith(draft_texts.END_MARK):
        yield fault_at(content[-1], texts.END_MARK)


def addressees(sheet: Sheet) -> Iterator[Fault]:
    """T12: 'Kính gửi' in công văn and tờ trình, perhaps in a báo cáo, nowhere else."""
    kind_line = sheet.first(Part.KIND)
    kind = texts.LETTER if kind_line is None else kind_line.plain.capitalize()
    lines = sheet.of(Part.ADDRESSEES)
    if not lines and kind in _WANT_ADDRESSEES:
        yield Fault(texts.WHOLE_DOCUMENT, texts.WANTS_ADDRESSEES.format(kind=kind))
    if lines and kind not in _MAY_HAVE_ADDRESSEES:
        yield fault_at(lines[0], texts.NO_ADDRESSEES.format(kind=kind))
    items = [line.plain for line in lines[1:]]
    if items and not (items[-1].endswith(".") and all(item.endswith(";") for item in items[:-1])):
        yield fault_at(lines[-1], texts.ADDRESSEE_FORM)


def secrecy(sheet: Sheet) -> Iterator[Fault]:
    """T13: no secrecy mark."""
    mark = secrecy_mark("\n".join(line.text for line in sheet.lines))
    if mark is not None:
        yield Fault(texts.WHOLE_DOCUMENT, texts.SECRECY.format(mark=mark))


def symbols(sheet: Sheet) -> Iterator[Fault]:
    """T14: no blanks inside a ký hiệu, in the header and in the text."""
    number = sheet.first(Part.NUMBER)
    if number is not None:
        symbol = BLANK_PATTERN.sub("", number.plain.partition("/")[2])
        if re.search(r"\s", symbol):
            yield fault_at(number, texts.BLANKS_IN_SYMBOL.format(symbol=symbol))
    for line in sheet.body():
        for match in _BODY_SYMBOL.finditer(line.plain):
            yield fault_at(line, texts.BLANKS_IN_SYMBOL.format(symbol=match[0]))


def padding(sheet: Sheet) -> Iterator[Fault]:
    """T15: days under 10 and months 1, 2 have a leading zero, other months have none."""
    for line in sheet.lines:
        for pattern in (_WORD_DATE, _SLASH_DATE):
            for match in pattern.finditer(line.plain):
                day, month = match["day"], match["month"]
                if len(day) < 2 or month != padded_month(int(month)):
                    yield fault_at(line, texts.PADDING.format(text=match[0]))


def legacy_encoding(sheet: Sheet) -> Iterator[Fault]:
    """T17: neither fonts nor letters of TCVN3 or VNI."""
    for line in sheet.lines:
        fonts = (font for look in sheet.looks(line) for font in look.fonts)
        legacy = next(filter(legacy_of_font, fonts), None)
        if legacy is not None:
            yield fault_at(line, texts.LEGACY_FONT.format(font=legacy))
    typed = next((line for line in sheet.lines if convert_by_content(line.text)[1]), None)
    if typed is not None:
        yield fault_at(typed, texts.LEGACY_TEXT.format(text=typed.plain))
