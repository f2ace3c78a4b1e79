"""Excel workbooks (.xlsx, .xlsm) as sheets of cells, from the XML itself.

openpyxl makes a cell for every place of a merged range, which lets a file of 5 kB fill the memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from knowledge import messages
from knowledge.legacy_encoding import conversion_notes, legacy_of_font, to_unicode
from knowledge.readers.packages import RELATION, Package
from knowledge.readers.sheet.cells import Area, Cell, Sheet, Workbook, check_size
from knowledge.readers.sheet.number_formats import (
    BUILT_IN,
    GENERAL,
    Value,
    displayed,
    is_date_format,
    moment,
)

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WORKBOOK = "xl/workbook.xml"
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)

Runs = tuple[tuple[str, str], ...]
"""Text with the name of its font, '' where the font of the cell holds."""


def read_xlsx(data: bytes, name: str) -> Workbook:
    """The sheets of a workbook, with macros told; KnowledgeError beyond bounds."""
    package = Package(data, name)
    book = package.part(_WORKBOOK)
    targets = package.relations(_WORKBOOK)
    reader = _Reader(package)
    sheets: list[Sheet] = []
    for sheet in book.iter(f"{_SHEET}sheet"):
        path = targets.get(sheet.get(f"{RELATION}id", ""), "")
        if (root := package.optional(path)) is not None:
            hidden = sheet.get("state", "visible") != "visible"
            sheets.append(reader.sheet(root, sheet.get("name", ""), hidden=hidden))
            check_size(sum(len(one.cells) for one in sheets), name)
    macros = (messages.MACROS_IGNORED,) if package.has_macros() else ()
    fonts = (legacy_of_font(font) for font in sorted(reader.converted))
    return Workbook(tuple(sheets), (*macros, *conversion_notes(fonts)))


@dataclass(frozen=True, slots=True)
class _Style:
    number_format: str
    font: str


class _Reader:
    """Reads sheets by what they share: strings, styles, the calendar."""

    def __init__(self, package: Package) -> None:
        self._strings = _shared_strings(package.optional("xl/sharedStrings.xml"))
        self._styles = _styles(package.optional("xl/styles.xml"))
        properties = package.part(_WORKBOOK).find(f"{_SHEET}workbookPr")
        since = "0" if properties is None else properties.get("date1904", "0")
        self._from_1904 = since in ("1", "true")
        self.converted: set[str] = set()

    def sheet(self, root: etree._Element, name: str, *, hidden: bool) -> Sheet:
        cells: list[Cell] = []
        uncomputed = 0
        for row, column, node in _placed(root):
            cell = self._cell(row, column, node)
            if cell is not None:
                cells.append(cell)
            elif node.find(f"{_SHEET}f") is not None:
                uncomputed += 1
        merged = (_area(node.get("ref", "")) for node in root.iter(f"{_SHEET}mergeCell"))
        cells.sort(key=lambda cell: (cell.row, cell.column))
        areas = tuple(area for area in merged if area)
        return Sheet(name, tuple(cells), areas, hidden, uncomputed)

    def _cell(self, row: int, column: int, node: etree._Element) -> Cell | None:
        style = self._style(node.get("s", "0"))
        value = self._value(node, style)
        if value is None or value == "":
            return None
        text = displayed(value, style.number_format)
        return Cell(row, column, value, text, style.number_format)

    def _style(self, written: str) -> _Style:
        number = int(written) if written.isdecimal() else 0
        return self._styles[number] if number < len(self._styles) else _Style(GENERAL, "")

    def _value(self, node: etree._Element, style: _Style) -> Value | None:
        found = node.find(f"{_SHEET}v")
        written = "" if found is None else (found.text or "").strip()
        match node.get("t", "n"):
            case "inlineStr":
                inline = node.find(f"{_SHEET}is")
                return None if inline is None else self._joined(_runs(inline), style)
            case "s":
                index = int(written) if written.isdecimal() and len(written) < 9 else -1
                known = 0 <= index < len(self._strings)
                return self._joined(self._strings[index], style) if known else None
            case "b":
                return written in ("1", "true") if written else None
            case "str" | "e" | "d":
                return self._joined((("" if found is None else found.text or "", ""),), style)
        return self._number(written, style.number_format)

    def _number(self, written: str, number_format: str) -> Value | None:
        if not _NUMBER.fullmatch(written):
            return written or None
        number = float(written)
        if is_date_format(number_format):
            day = moment(number, from_1904=self._from_1904)
            return number if day is None else day
        return number

    def _joined(self, runs: Runs, style: _Style) -> str:
        """Text in Unicode, run by run, each in its own font."""
        whole = "".join(text for text, _ in runs)
        unicode = [(text, to_unicode(text, font or style.font, whole)) for text, font in runs]
        for (_, font), (text, converted) in zip(runs, unicode, strict=True):
            if converted != text:
                self.converted.add(font or style.font)
        return "".join(converted for _, converted in unicode).strip()


def _placed(root: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """Row, column and element of each cell; what states no place follows the one before it."""
    row = 0
    for line in root.iterfind(f"{_SHEET}sheetData/{_SHEET}row"):
        written = line.get("r", "")
        row = int(written) if written.isdecimal() and len(written) < 8 else row + 1
        column = 0
        for node in line.iterfind(f"{_SHEET}c"):
            place = _ADDRESS.fullmatch(node.get("r", ""))
            column = _column(place[1]) if place else column + 1
            yield row, column, node


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _area(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    start, end = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last or first)
    if not start or not end:
        return None
    return Area(int(start[2]), _column(start[1]), int(end[2]), _column(end[1]))


def _shared_strings(root: etree._Element | None) -> list[Runs]:
    return [] if root is None else [_runs(item) for item in root.iterfind(f"{_SHEET}si")]


def _runs(item: etree._Element) -> Runs:
    """The runs of a string; the reading aids of other scripts (rPh) are none of its text."""
    runs: list[tuple[str, str]] = []
    for child in item:
        if child.tag == f"{_SHEET}t":
            runs.append((child.text or "", ""))
        elif child.tag == f"{_SHEET}r":
            font = child.find(f"{_SHEET}rPr/{_SHEET}rFont")
            text = "".join(part.text or "" for part in child.iterfind(f"{_SHEET}t"))
            runs.append((text, "" if font is None else font.get("val", "")))
    return tuple(runs)


def _styles(root: etree._Element | None) -> list[_Style]:
    if root is None:
        return []
    formats = root.iter(f"{_SHEET}numFmt")
    own = {node.get("numFmtId", ""): node.get("formatCode", "") for node in formats}
    fonts = [_font_name(font) for font in root.iterfind(f"{_SHEET}fonts/{_SHEET}font")]
    return [_style(xf, own, fonts) for xf in root.iterfind(f"{_SHEET}cellXfs/{_SHEET}xf")]


def _font_name(font: etree._Element) -> str:
    name = font.find(f"{_SHEET}name")
    return "" if name is None else name.get("val", "")


def _style(xf: etree._Element, own: dict[str, str], fonts: list[str]) -> _Style:
    number, font = xf.get("numFmtId", "0"), xf.get("fontId", "0")
    built_in = BUILT_IN.get(int(number), GENERAL) if number.isdecimal() else GENERAL
    index = int(font) if font.isdecimal() and len(font) < 7 else 0
    return _Style(own.get(number) or built_in, fonts[index] if index < len(fonts) else "")
