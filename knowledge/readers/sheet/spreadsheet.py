"""Spreadsheets (.xlsx, .xls, .ods) as text, a line a row, and as cells that can be cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge import messages
from knowledge.cleaning import clean
from knowledge.model import ReadText, Span
from knowledge.readers.formats import Format, format_of
from knowledge.readers.office import converted
from knowledge.readers.sheet.cells import Cell, Sheet, Workbook
from knowledge.readers.sheet.heads import Row, grid_of, with_head
from knowledge.readers.sheet.xls import read_xls
from knowledge.readers.sheet.xlsx import read_xlsx
from knowledge.readers.table_lines import CELL_BORDER, LAYOUT_WORDS

HEADER_BORDER = " – "
"""Between a group of columns and a column: 'Biên chế – Giao'."""

_DEFAULT_NAMES = ("sheet", "trang_tính", "trang tính")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the stored text of a spreadsheet a cell stands."""

    span: Span
    sheet: str
    cell: Cell

    @property
    def name(self) -> str:
        """'trang tính Biểu 01, ô C12'."""
        return messages.CELL_PLACE.format(sheet=self.sheet, address=self.cell.address)


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a spreadsheet in order, hidden ones too, with the heads of their tables.

    KnowledgeError when the file is broken, locked, or beyond bounds.
    """
    return _workbook(data, name).sheets


def read_spreadsheet(data: bytes, name: str) -> ReadText:
    """The text of the sheets that are shown; hidden ones are told and logged."""
    book = _workbook(data, name)
    shown, hidden = _shown_and_hidden(book.sheets)
    text = "\n".join(line for sheet in shown for line, _ in _lines(sheet, shown))
    logged = tuple("\n".join(line for line, _ in _lines(sheet, hidden)) for sheet in hidden)
    removed = {"hidden sheet": logged} if any(logged) else {}
    return ReadText(text, removed=removed, warnings=(*book.warnings, *_warnings(shown, hidden)))


def places(text: str, sheets: Iterable[Sheet]) -> tuple[Place, ...]:
    """The cells behind the stored text of a spreadsheet, in the order of the text."""
    shown, _ = _shown_and_hidden(sheets)
    found: list[Place] = []
    end = 0
    for sheet in shown:
        for line, cells in _lines(sheet, shown):
            start = text.find(clean(line), end)
            if start < 0:
                continue
            end = start
            for cell in cells:
                words = " ".join(clean(cell.text).split())
                if (begin := text.find(words, end)) >= 0:
                    end = begin + len(words)
                    found.append(Place(Span(begin, end), sheet.name, cell))
    return tuple(found)


def place_of(span: Span, among: Iterable[Place]) -> Place | None:
    """The first cell that a stretch of the text touches."""
    return next(
        (one for one in among if one.span.start < span.end > span.start < one.span.end), None
    )


def _workbook(data: bytes, name: str) -> Workbook:
    kind = format_of(data, name)
    if kind is Format.OLD_SHEET:
        book = read_xls(data, name)
    elif kind is Format.SHEET:
        book = read_xlsx(data, name)
    else:
        book = read_xlsx(converted(data, name, kind.value, ".xlsx"), name)
    return Workbook(tuple(with_head(sheet) for sheet in book.sheets), book.warnings)


def _shown_and_hidden(sheets: Iterable[Sheet]) -> tuple[list[Sheet], list[Sheet]]:
    filled = [sheet for sheet in sheets if sheet.cells]
    return (
        [sheet for sheet in filled if not sheet.hidden],
        [sheet for sheet in filled if sheet.hidden],
    )


def _warnings(shown: list[Sheet], hidden: list[Sheet]) -> Iterator[str]:
    if hidden:
        names = ", ".join(" ".join(sheet.name.split()) for sheet in hidden[:5])
        yield messages.HIDDEN_SHEETS.format(names=names)
    if count := sum(sheet.uncomputed for sheet in shown):
        yield messages.UNCOMPUTED_CELLS.format(count=count)


def _lines(sheet: Sheet, beside: list[Sheet]) -> Iterator[tuple[str, list[Cell]]]:
    """The lines of a sheet with the cells that each shows, in the order of the line."""
    if len(beside) > 1 or not sheet.name.lower().startswith(_DEFAULT_NAMES):
        yield messages.SHEET_HEADING.format(name=" ".join(sheet.name.split())), []
    first, last = sheet.head
    signed = False
    for row, cells in grid_of(sheet).rows.items():
        signed = signed or (row > last and _is_signature(cells))
        if row == first:
            yield _head_line(sheet)
        elif not first <= row <= last:
            in_table = row > last > 0 and not signed and len(set(cells.values())) > 1
            yield from [_row_line(sheet, cells)] if in_table else _loose_lines(row, cells)


def _is_signature(cells: Row) -> bool:
    return LAYOUT_WORDS.search(" ".join(cell.text for cell in cells.values())) is not None


def _loose_lines(row: int, cells: Row) -> Iterator[tuple[str, list[Cell]]]:
    """What stands around a table: the blocks of a letterhead, titles, headings between rows."""
    for _, cell in sorted(cells.items()):
        if cell.row == row:
            yield cell.text, [cell]


def _head_line(sheet: Sheet) -> tuple[str, list[Cell]]:
    """One line for the whole head: the path of each column."""
    paths = [HEADER_BORDER.join(_one_line(cell) for cell in above) for _, above in sheet.columns]
    return CELL_BORDER.join(paths), [cell for _, above in sheet.columns for cell in above]


def _row_line(sheet: Sheet, cells: Row) -> tuple[str, list[Cell]]:
    """A place for each column of the table, filled or not, and the cells outside of it."""
    named = {column for column, _ in sheet.columns}
    columns = sorted(named | cells.keys())
    last = max(cells)
    found = [cells.get(column) for column in columns if column <= last]
    line = CELL_BORDER.join("" if cell is None else _one_line(cell) for cell in found)
    return line.strip(), [cell for cell in found if cell is not None]


def _one_line(cell: Cell) -> str:
    return " ".join(cell.text.split())
