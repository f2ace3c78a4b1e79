"""Layout tests of form: page, fonts, sizes, spacing, tables (T1–T5, T10, T16, T18)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml
from docx.section import Section
from lxml.etree import _Element

from bot.docx_formatting import LineFormat, TextFormat
from bot.draft import BLANK_PATTERN
from bot.layout_parts import Line, Part
from bot.layout_sheet import Fault, Sheet, fault_at
from bot.texts import layout as texts

FONT = "Times New Roman"
TWIPS_PER_MM = 1440 / 25.4
MARGINS_MM = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
_TOLERANCE_MM = 0.2
_A4_MM = (210, 297)
_BLACK = ("auto", "000000")
_FIRST_LINE_TWIPS = (567, 720)
_LEAST_SPACING_TWIPS = 120
_LINE_RANGE = (240, 360)
_LINE_HEIGHT_RANGE = (1.0, 1.8)
"""Exact line heights as a multiple of the font size; a single line is about 1.15 of it."""
_UNDRAWN = (None, "nil", "none")


@dataclass(frozen=True, slots=True)
class Rule:
    """What Mục V of Phụ lục I, Phần I wants of an element; None where it leaves the choice."""

    low: float
    high: float
    bold: bool | None = None
    italic: bool | None = False
    capitals: bool | None = None


RULES = {
    Part.NATION: Rule(12, 13, bold=True, capitals=True),
    Part.MOTTO: Rule(13, 14, bold=True, capitals=False),
    Part.SUPERIOR: Rule(12, 13, bold=False, capitals=True),
    Part.ISSUER: Rule(12, 13, bold=True, capitals=True),
    Part.NUMBER: Rule(13, 13, bold=False),
    Part.SUBJECT: Rule(12, 13, bold=False),
    Part.DATE: Rule(13, 14, bold=False, italic=True),
    Part.KIND: Rule(13, 14, bold=True, capitals=True),
    Part.TITLE: Rule(13, 14, bold=True, capitals=False),
    Part.AUTHORITY: Rule(13, 14, bold=True, capitals=True),
    Part.ADDRESSEES: Rule(13, 14),
    Part.BASIS: Rule(13, 14, bold=False, italic=True),
    Part.CENTRED: Rule(13, 14, bold=True),
    Part.HEADING: Rule(13, 14, bold=True, capitals=True),
    Part.ARTICLE: Rule(13, 14),
    Part.BODY: Rule(13, 14, italic=None),
    Part.RECIPIENTS: Rule(12, 12, bold=True, italic=True),
    Part.RECIPIENT: Rule(11, 11, bold=False),
    Part.SIGNING: Rule(13, 14, bold=True, capitals=True),
    Part.SIGNER: Rule(13, 14, bold=True, capitals=False),
}
REQUIRED = (Part.NATION, Part.MOTTO, Part.ISSUER, Part.NUMBER, Part.DATE, Part.RECIPIENTS)


def margins(sheet: Sheet) -> Iterator[Fault]:
    """T1: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm."""
    for section in sheet.document.sections:
        for side, (low, high) in MARGINS_MM.items():
            value = _mm(getattr(section, f"{side}_margin"))
            if not low - _TOLERANCE_MM <= value <= high + _TOLERANCE_MM:
                message = texts.MARGIN.format(
                    side=texts.SIDES[side], value=_shown(value), low=low, high=high
                )
                yield Fault(texts.WHOLE_DOCUMENT, message)


def paper(sheet: Sheet) -> Iterator[Fault]:
    """T2: A4, upright or landscape."""
    for section in sheet.document.sections:
        width, height = _mm(section.page_width), _mm(section.page_height)
        wrong = (
            abs(side - wanted) > 1
            for side, wanted in zip(sorted((width, height)), _A4_MM, strict=True)
        )
        if any(wrong):
            message = texts.NOT_A4.format(width=_shown(width), height=_shown(height))
            yield Fault(texts.WHOLE_DOCUMENT, message)


def _mm(length: int | None) -> float:
    return 0.0 if length is None else length / 36000


def _shown(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def fonts(sheet: Sheet) -> Iterator[Fault]:
    """T3: every run is Times New Roman in all four font slots, and black."""
    for line in sheet.lines:
        for look in sheet.looks(line):
            wrong = next((font for font in look.fonts if font != FONT), None)
            if wrong is not None:
                yield fault_at(line, texts.FONT.format(font=wrong or texts.NO_FONT))
                break
            if look.color not in _BLACK:
                yield fault_at(line, texts.COLOR.format(color=look.color))
                break


def sizes(sheet: Sheet) -> Iterator[Fault]:
    """T4: size, weight, slope and case of each element."""
    for part in REQUIRED:
        if sheet.first(part) is None:
            yield Fault(texts.WHOLE_DOCUMENT, texts.MISSING_PART.format(part=part))
    for line in sheet.lines:
        if line.part in RULES:
            yield from _element_faults(sheet, line, RULES[line.part])


def _element_faults(sheet: Sheet, line: Line, rule: Rule) -> Iterator[Fault]:
    looks = sheet.looks(line)
    if line.part is Part.ARTICLE and looks and not looks[0].bold:
        yield fault_at(line, texts.BOLD[True].format(part=line.part.capitalize()))
    for look in looks:
        message = _look_fault(line.part, look, rule)
        if message:
            yield fault_at(line, message)
            return
    letters = _letters(line)
    if letters and rule.capitals is not None and letters.isupper() is not rule.capitals:
        yield fault_at(line, texts.CAPITALS[rule.capitals].format(part=_name(line.part)))


def _look_fault(part: Part, look: TextFormat, rule: Rule) -> str:
    if not rule.low <= look.size <= rule.high:
        form = texts.SIZE_ONE if rule.low == rule.high else texts.SIZE
        return form.format(part=part, size=_shown(look.size), low=rule.low, high=rule.high)
    if rule.bold is not None and look.bold is not rule.bold:
        return texts.BOLD[rule.bold].format(part=_name(part))
    if rule.italic is not None and look.italic is not rule.italic:
        return texts.ITALIC[rule.italic].format(part=_name(part))
    return texts.UNDERLINED.format(part=_name(part)) if look.underlined else ""


def _name(part: Part) -> str:
    return part[0].upper() + part[1:]


def _letters(line: Line) -> str:
    """The words whose case is judged: without the blanks that a person will fill."""
    text = BLANK_PATTERN.sub("", unicodedata.normalize("NFC", line.plain))
    return text if any(character.isalpha() for character in text) else ""


def page_number(sheet: Sheet) -> Iterator[Fault]:
    """T5: a number centred in the header of every page but the first."""
    for section in sheet.document.sections:
        yield from _header_faults(sheet, section)
        numbered_first = _page_field(section.first_page_header._element) is not None
        if not section.different_first_page_header_footer or numbered_first:
            yield Fault(texts.PAGE_HEADER, texts.PAGE_NUMBER_ON_FIRST)


def _header_faults(sheet: Sheet, section: Section) -> Iterator[Fault]:
    paragraph = _page_field(section.header._element)
    if paragraph is None:
        yield Fault(texts.PAGE_HEADER, texts.NO_PAGE_NUMBER)
        return
    if sheet.formatting.line(paragraph).align != "center":
        yield Fault(texts.PAGE_HEADER, texts.PAGE_NUMBER_NOT_CENTRED)
    looks = [sheet.formatting.run(run, paragraph) for run in paragraph.iter(qn("w:r"))]
    numbering = section._sectPr.find(qn("w:pgNumType"))
    arabic = numbering is None or numbering.get(qn("w:fmt"), "decimal") == "decimal"
    if not arabic or any(look.italic or not 13 <= look.size <= 14 for look in looks):
        yield Fault(texts.PAGE_HEADER, texts.PAGE_NUMBER_SIZE)


def _page_field(header: _Element) -> _Element | None:
    """The paragraph that holds a PAGE field."""
    for paragraph in header.iter(qn("w:p")):
        simple = [field.get(qn("w:instr"), "") for field in paragraph.iter(qn("w:fldSimple"))]
        complex_ = [field.text or "" for field in paragraph.iter(qn("w:instrText"))]
        if any("PAGE" in instruction.split() for instruction in (*simple, *complex_)):
            return paragraph
    return None


def body_shape(sheet: Sheet) -> Iterator[Fault]:
    """T10: the content is justified, indented, and spaced."""
    for line in sheet.body():
        shape = sheet.formatting.line(line.paragraph)
        if shape.align != "both":
            yield fault_at(line, texts.NOT_JUSTIFIED)
        elif shape.first_line not in _FIRST_LINE_TWIPS:
            yield fault_at(line, texts.FIRST_LINE)
        elif shape.before + shape.after < _LEAST_SPACING_TWIPS:
            yield fault_at(line, texts.SPACING)
        elif not _line_spacing_is_right(sheet, line, shape):
            yield fault_at(line, texts.LINE_SPACING)


def _line_spacing_is_right(sheet: Sheet, line: Line, shape: LineFormat) -> bool:
    if shape.line_rule == "auto":
        low, high = _LINE_RANGE
        return low <= shape.line <= high
    size = max((look.size for look in sheet.looks(line)), default=14)
    low_height, high_height = _LINE_HEIGHT_RANGE
    return low_height <= shape.line / 20 / size <= high_height


def substituted_fonts(sheet: Sheet) -> Iterator[Fault]:
    """T16, as far as the XML tells: the font table gives no other font for Times New Roman."""
    for part in sheet.document.part.package.iter_parts():
        if not part.partname.endswith("/fontTable.xml"):
            continue
        for font in parse_xml(part.blob).findall("w:font", nsmap):
            other = font.find("w:altName", nsmap)
            if font.get(qn("w:name")) == FONT and other is not None:
                name = other.get(qn("w:val"), "")
                yield Fault(texts.FILE, texts.FONT_SUBSTITUTED.format(name=name))


def header_table(sheet: Sheet) -> Iterator[Fault]:
    """T18: the header block is a table of two columns without borders."""
    nation = sheet.first(Part.NATION)
    table = None if nation is None else nation.table
    if table is None or len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")) != 2:
        yield Fault(texts.HEADER_BLOCK, texts.NO_HEADER_TABLE)
    elif _has_borders(sheet, table):
        yield Fault(texts.HEADER_BLOCK, texts.HEADER_BORDERS)


def _has_borders(sheet: Sheet, table: _Element) -> bool:
    """Whether a border is drawn by a cell, by the table, or else by the table's style."""
    if any(map(_is_drawn, table.iter(qn("w:tcBorders")))):
        return True
    direct = table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    if direct is not None:
        return _is_drawn(direct)
    style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    chain = sheet.formatting.style_chain(None if style is None else style.get(qn("w:val")))
    return any(_is_drawn(borders) for one in chain for borders in one.iter(qn("w:tblBorders")))


def _is_drawn(borders: _Element) -> bool:
    return any(edge.get(qn("w:val")) not in _UNDRAWN for edge in borders)
