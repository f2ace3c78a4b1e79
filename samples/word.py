"""Write a sample as a .docx in the layout of Nghị định 30/2020/NĐ-CP, marked on every page."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Header
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from samples.layout import SAMPLE_MARK, Columns, Item, Look, PageBreak, Paragraph, Table

FONT = "Times New Roman"
BODY_SIZE = 14
COLUMN_WIDTHS = (Mm(62), Mm(103))
PLAIN_IN_CELLS = ("- ", "*", "Số", "Luật số", "V/v", "UBND TỈNH")
"""How the lines begin that are not bold: recipients, numbers, trích yếu, the superior body."""
BUILD_DATE = (2031, 1, 1, 0, 0, 0)
"""Of every part in the package, so that building twice gives the same file."""


def write_docx(items: tuple[Item, ...], path: Path) -> None:
    """Lay `items` out on A4 pages and save them as `path`."""
    document = docx.Document()
    _set_normal_style(document)
    _set_page(document)
    for item in items:
        match item:
            case Paragraph(text, look):
                _write_paragraph(document.add_paragraph(), text, look)
            case Columns():
                _write_columns(document, item)
            case Table(rows):
                _write_table(document, rows)
            case PageBreak():
                document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.core_properties.author = "Tham Mưu"
    document.core_properties.comments = SAMPLE_MARK
    document.save(str(path))
    _freeze(path)


def _set_normal_style(document: WordDocument) -> None:
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(BODY_SIZE)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(slot), FONT)


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(8)
    section.different_first_page_header_footer = True
    _write_mark(section.first_page_header.paragraphs[0])
    _write_mark(section.header.paragraphs[0])
    _write_page_number(section.header)


def _write_mark(paragraph: WordParagraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(SAMPLE_MARK)
    run.bold = True
    run.font.size = Pt(10)
    run.font.color.rgb = RGBColor(0xC0, 0x00, 0x00)


def _write_page_number(header: _Header) -> None:
    paragraph = header.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _write_paragraph(paragraph: WordParagraph, text: str, look: Look) -> None:
    centred = look in (Look.HEADING, Look.HOST)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = None if centred else Mm(10)
    paragraph.paragraph_format.space_before = Pt(6 if look is Look.HEADING else 0)
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.keep_with_next = look in (Look.HEADING, Look.UNIT)
    run = paragraph.add_run(text)
    run.bold = look in (Look.HEADING, Look.UNIT)
    run.italic = look in (Look.BASIS, Look.HOST)


def _write_columns(document: WordDocument, columns: Columns) -> None:
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    sides = zip(table.columns, (columns.left, columns.right), COLUMN_WIDTHS, strict=True)
    for column, lines, width in sides:
        column.width = column.cells[0].width = width
        _write_cell(column.cells[0], lines)


def _write_cell(cell: _Cell, lines: tuple[str, ...]) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        listed = line.startswith(("- ", "Nơi nhận:"))
        dated = ", ngày " in line
        if not listed:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run.font.size = Pt(_cell_size(line))
        run.italic = dated or line == "Nơi nhận:"
        run.bold = not (dated or line.startswith(PLAIN_IN_CELLS))
        if _is_signer(number, lines):
            paragraph.paragraph_format.space_before = Pt(48)


def _cell_size(line: str) -> int:
    if line.startswith("- "):
        return 11
    return 12 if line.startswith(("Nơi nhận:", "V/v", "CỘNG HÒA")) else 13


def _is_signer(number: int, lines: tuple[str, ...]) -> bool:
    """A signer's name is the last line, under an office written in capitals."""
    return 0 < number == len(lines) - 1 and lines[-1].istitle() and lines[-2].isupper()


def _write_table(document: WordDocument, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    table.autofit = False
    widths = _column_widths(rows)
    for number, row in enumerate(rows):
        for cell, text, width in zip(table.add_row().cells, row, widths, strict=True):
            cell.width = width
            run = cell.paragraphs[0].add_run(text)
            run.font.size = Pt(12)
            run.bold = number == 0
    _repeat_on_each_page(table.rows[0]._tr)


def _column_widths(rows: tuple[tuple[str, ...], ...]) -> tuple[Length, ...]:
    """The text width shared out by the longest cell of each column, within reason."""
    longest = [min(30, max(6, *map(len, column))) for column in zip(*rows, strict=True)]
    return tuple(Mm(165 * length / sum(longest)) for length in longest)


def _repeat_on_each_page(row: Any) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _freeze(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    _write_package(path, parts)


def _write_package(path: Path, parts: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(
                zipfile.ZipInfo(name, BUILD_DATE), content, compress_type=zipfile.ZIP_DEFLATED
            )
