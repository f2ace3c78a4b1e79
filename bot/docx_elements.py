"""The bricks of an official .docx: looks, paragraphs, borderless tables, rules, page numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from bot.draft import BLANK_PATTERN

FONT = "Times New Roman"
FONT_SLOTS = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")
_FORBIDDEN_IN_XML = re.compile(r"[^\t\n\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_KEPT_STYLES = ("Header", "HeaderChar", "Footer", "FooterChar")
_UNUSED_PARTS = ("stylesWithEffects", "thumbnail", "customXml", "numbering")
_THEME_SLOTS = ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme")


@dataclass(frozen=True, slots=True)
class Look:
    """How one element of the layout looks; lengths in points, indents in twips."""

    size: int
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER
    first_line: int = 0
    left: int = 0
    hanging: int = 0
    before: float = 0
    after: float = 0
    line: float = 1.0
    keep_with_next: bool = False
    outline: int | None = None
    """Depth in the navigation pane, from 0."""


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """A WordprocessingML element; attribute names are given without their prefix."""
    made = cast("BaseOxmlElement", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def blank_document() -> WordDocument:
    """An empty document, without the styles and pictures of python-docx's own template."""
    document: WordDocument = docx.Document()
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.get(qn("w:default")) is None and style.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.remove(style)
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED_PARTS:
                del relations[key]
    return document


def set_fonts(style: ParagraphStyle) -> None:
    """Make `style` Times New Roman in all four slots, without the theme's fonts."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in _THEME_SLOTS:
        fonts.attrib.pop(qn(slot), None)
    for slot in FONT_SLOTS:
        fonts.set(qn(slot), FONT)


def shape(paragraph: WordParagraph, look: Look) -> WordParagraph:
    """Give `paragraph` the alignment, indents and spacing of `look`."""
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.keep_with_next = look.keep_with_next or None
    if look.left:
        layout.left_indent = Twips(look.left)
    if look.first_line or look.hanging:
        layout.first_line_indent = Twips(look.first_line - look.hanging)
    layout.line_spacing = look.line
    layout.alignment = look.align
    if look.outline is not None:
        level = element("outlineLvl", val=look.outline)
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(level, "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr")
    return paragraph


def write(paragraph: WordParagraph, text: str, look: Look) -> None:
    """Append `text`, blanks highlighted; characters that XML cannot hold are left out."""
    clean = _FORBIDDEN_IN_XML.sub("", text).replace("\n", " ")
    position = 0
    for blank in BLANK_PATTERN.finditer(clean):
        _write_run(paragraph, clean[position : blank.start()], look)
        run = _write_run(paragraph, blank[0], look)
        if run is not None:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        position = blank.end()
    _write_run(paragraph, clean[position:], look)


def _write_run(paragraph: WordParagraph, text: str, look: Look) -> WordRun | None:
    if not text:
        return None
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(look.size), look.bold, look.italic
    run.font.color.rgb = RGBColor(0, 0, 0)
    _complex_size(run, look.size)
    return run


def _complex_size(run: WordRun, size: int) -> None:
    properties = run._r.get_or_add_rPr()
    size_for_complex = element("szCs", val=size * 2)
    properties.insert_element_before(size_for_complex, "w:highlight", "w:u", "w:lang")


def add_paragraph(host: WordDocument | _Cell, text: str, look: Look) -> WordParagraph:
    """Append a paragraph to the document or to a cell."""
    paragraph = shape(host.add_paragraph(), look)
    write(paragraph, text, look)
    return paragraph


def add_rule(host: WordDocument | _Cell, length: int, room: int, after: float = 0) -> None:
    """A solid line of `length` twips, centred in `room`, as the border of an empty paragraph."""
    side = max(0, (room - length) // 2)
    paragraph = host.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Twips(side)
    layout.space_before, layout.space_after = Pt(3), Pt(after)
    layout.line_spacing = Pt(4)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=0, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def add_borderless_table(document: WordDocument, widths: tuple[int, int]) -> Table:
    """An empty table of two columns of `widths` twips, without borders and side margins."""
    table: Table = document.add_table(rows=0, cols=2)
    table.autofit = False
    borders, margins = element("tblBorders"), element("tblCellMar")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(edge, val="nil"))
    for edge in ("left", "right"):
        margins.append(element(edge, w=0, type="dxa"))
    properties = table._tbl.tblPr
    properties.insert_element_before(borders, "w:shd", "w:tblLayout")
    properties.insert_element_before(margins, "w:tblLook")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    return table


def add_row(table: Table) -> tuple[_Cell, _Cell]:
    """Append a row that no page break divides; its two cells wait for their first paragraph."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(element("cantSplit"))
    left, right = row.cells
    for cell, column in zip((left, right), table.columns, strict=True):
        cell.width = column.width
        cell._tc.remove(cell.paragraphs[0]._p)
    return left, right


def add_page_number(paragraph: WordParagraph, look: Look) -> None:
    """Make `paragraph` show the number of its page."""
    shape(paragraph, look)
    write(paragraph, "2", look)
    field = element("fldSimple", instr=" PAGE ")
    field.append(paragraph.runs[0]._r)
    paragraph._p.append(field)
