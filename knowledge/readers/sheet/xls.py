"""Excel 97-2003 workbooks (.xls) as sheets of cells."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlrd

from knowledge import messages
from knowledge.legacy_encoding import conversion_notes, legacy_of_font, to_unicode
from knowledge.model import KnowledgeError
from knowledge.readers.sheet.cells import Area, Cell, Sheet, Workbook, check_size
from knowledge.readers.sheet.number_formats import (
    BUILT_IN,
    GENERAL,
    Value,
    displayed,
    is_date_format,
    moment,
)

_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def read_xls(data: bytes, name: str) -> Workbook:
    """The sheets of a workbook, with macros told; KnowledgeError when it is broken or locked."""
    book = _opened(data, name)
    reader = _Reader(book)
    sheets: list[Sheet] = []
    for sheet in book.sheets():
        sheets.append(reader.sheet(sheet))
        check_size(sum(len(one.cells) for one in sheets), name)
    macros = (messages.MACROS_IGNORED,) if _MACROS in data else ()
    fonts = (legacy_of_font(font) for font in sorted(reader.converted))
    return Workbook(tuple(sheets), (*macros, *conversion_notes(fonts)))


def _opened(data: bytes, name: str) -> xlrd.Book:
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except Exception as error:  # xlrd raises whatever it stumbles over in a damaged file
        locked = "encrypted" in str(error)
        message = messages.PASSWORD_PROTECTED if locked else messages.BROKEN_FILE
        raise KnowledgeError(message.format(name=name)) from error


class _Reader:
    """Reads sheets by what they share: fonts, formats, the calendar."""

    def __init__(self, book: xlrd.Book) -> None:
        self._book = book
        self.converted: set[str] = set()

    def sheet(self, sheet: xlrd.sheet.Sheet) -> Sheet:
        cells = [
            cell
            for row in range(sheet.nrows)
            for column in range(sheet.row_len(row))
            if (cell := self._cell(sheet, row, column)) is not None
        ]
        merged = tuple(
            Area(top + 1, left + 1, bottom, right)
            for top, bottom, left, right in sheet.merged_cells
        )
        return Sheet(sheet.name, tuple(cells), merged, hidden=sheet.visibility != 0)

    def _cell(self, sheet: xlrd.sheet.Sheet, row: int, column: int) -> Cell | None:
        kind = sheet.cell_type(row, column)
        if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
            return None
        style = self._book.xf_list[sheet.cell_xf_index(row, column)]
        number_format = self._format(style.format_key)
        raw = sheet.cell_value(row, column)
        value: Value = raw
        if kind == xlrd.XL_CELL_TEXT:
            runs = sheet.rich_text_runlist_map.get((row, column), [])
            value = self._text(raw, style.font_index, runs)
        elif kind == xlrd.XL_CELL_ERROR:
            value = xlrd.error_text_from_code.get(raw, "")
        elif kind == xlrd.XL_CELL_BOOLEAN:
            value = bool(raw)
        elif is_date_format(number_format):
            value = moment(raw, from_1904=bool(self._book.datemode)) or raw
        if value == "":
            return None
        return Cell(row + 1, column + 1, value, displayed(value, number_format), number_format)

    def _format(self, key: int) -> str:
        known = self._book.format_map.get(key)
        written = known.format_str if known else GENERAL
        return BUILT_IN.get(key, written) if key in (14, 22) else written

    def _text(self, text: str, font: int, changes: list[tuple[int, int]]) -> str:
        """Text in Unicode, run by run, each in its own font."""
        joined = ""
        for start, end, index in _runs(len(text), font, changes):
            name = self._font_name(index)
            converted = to_unicode(text[start:end], name, text)
            if converted != text[start:end]:
                self.converted.add(name)
            joined += converted
        return joined.strip()

    def _font_name(self, index: int) -> str:
        fonts = self._book.font_list
        return fonts[index].name if index < len(fonts) else ""


def _runs(length: int, font: int, changes: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Start, end and font of each run; `changes` say where another font begins."""
    start = 0
    for place, following in changes:
        yield start, place, font
        start, font = place, following
    yield start, length, font
