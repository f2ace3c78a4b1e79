"""Write a draft as .docx in the layout of Nghị định 30/2020/NĐ-CP (Mẫu 1.2, 1.4, 1.5)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from bot.agency import Agency, Signer
from bot.docx_elements import (
    Look,
    add_borderless_table,
    add_page_number,
    add_paragraph,
    add_row,
    add_rule,
    blank_document,
    element,
    set_fonts,
    shape,
    write,
)
from bot.draft import Blank, Draft, DraftKind, DraftSection, Paragraph
from bot.texts import drafts as draft_texts
from knowledge.model import Level

TEXT_WIDTH = 9354
"""Twips between the side margins of an A4 page: 210 - 30 - 15 mm."""
HEADER_COLUMNS = (3754, 5600)
SIGNATURE_COLUMNS = (4654, 4700)
MOTTO_WIDTH = 3180
"""Twips that the Tiêu ngữ takes in Times New Roman 13 bold."""
INDENT = 720
"""1.27 cm."""
CAPITAL_WIDTH, LETTER_WIDTH = 0.6, 0.45
"""Average width of a character of bold Times New Roman, in ems, blanks counted."""

LEFT, BOTH = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY

# Sizes and styles: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục V, the column of samples.
NATION = Look(12, bold=True)
MOTTO = Look(13, bold=True)
SUPERIOR = Look(12)
ISSUER = Look(12, bold=True)
NUMBER = Look(13, before=6)
SUBJECT = Look(12, before=6)
DATE = Look(13, italic=True, before=6)
KIND = Look(14, bold=True, before=12)
TITLE = Look(14, bold=True)
AUTHORITY = Look(14, bold=True, before=6, after=6)
ADDRESSEE = Look(14, before=12, after=6)
ADDRESSEES = Look(14, align=LEFT, left=2268, before=12)
ADDRESSEE_ITEM = Look(14, align=LEFT, left=3430, hanging=163, after=3)
LEGAL_BASIS = Look(14, italic=True, align=BOTH, first_line=INDENT, after=6, line=1.15)
BODY = Look(14, align=BOTH, first_line=INDENT, after=6, line=1.15)
HEADINGS = {
    Level.SECTION: replace(BODY, bold=True, keep_with_next=True, outline=0),
    Level.CLAUSE: replace(BODY, bold=True, keep_with_next=True, outline=1),
    Level.POINT: replace(BODY, keep_with_next=True, outline=2),
}
ARTICLE_LABEL = Look(14, bold=True)
RECIPIENTS = Look(12, bold=True, italic=True, align=LEFT)
RECIPIENT = Look(11, align=LEFT, left=140, hanging=140)
SIGNING = Look(14, bold=True, keep_with_next=True)
SIGNATURE_NAME = Look(14, bold=True, before=84)
PAGE_NUMBER = Look(14)
NOTHING = Look(1)
"""An empty paragraph: the header of page 1, and what Word wants behind the last table."""


def write_docx(draft: Draft, agency: Agency, path: Path) -> None:
    """Write `draft` to `path`, which is replaced as a whole or not at all."""
    document = blank_document()
    _set_up(document, draft, agency)
    _add_header_block(document, draft, agency)
    _add_title(document, draft, agency)
    _add_addressees(document, draft)
    _add_body(document, draft)
    _add_signature_block(document, draft)
    _replace(path, document)


def _replace(path: Path, document: WordDocument) -> None:
    unfinished = path.with_suffix(".new")
    document.save(str(unfinished))
    unfinished.replace(path)


def _set_up(document: WordDocument, draft: Draft, agency: Agency) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    add_page_number(section.header.paragraphs[0], PAGE_NUMBER)
    section.first_page_header.is_linked_to_previous = False
    shape(section.first_page_header.paragraphs[0], NOTHING)
    for style in document.styles:
        if isinstance(style, ParagraphStyle):
            set_fonts(style)
    normal = document.styles["Normal"]
    normal.font.size = Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    normal.element.get_or_add_rPr().append(element("lang", val="vi-VN", eastAsia="vi-VN"))
    properties = document.core_properties
    properties.title, properties.author = f"{draft.kind} {draft.title}"[:255], agency.name[:255]
    properties.comments, properties.language = "", "vi-VN"


def _add_header_block(document: WordDocument, draft: Draft, agency: Agency) -> None:
    # LibreOffice puts a full empty line before a table that opens a document with comments.
    add_paragraph(document, "", NOTHING).paragraph_format.line_spacing = Pt(1)
    table = add_borderless_table(document, HEADER_COLUMNS)
    left, right = add_row(table)
    superior = agency.superior
    if superior is None:
        superior = str(Blank(draft_texts.BLANK_SUPERIOR))
    if superior:
        add_paragraph(left, _capitals(superior), SUPERIOR)
    issuer = _capitals(agency.name or str(Blank(draft_texts.BLANK_AGENCY)))
    add_paragraph(left, issuer, ISSUER)
    add_rule(left, _rule_under(issuer, ISSUER, HEADER_COLUMNS[0]), HEADER_COLUMNS[0])
    add_paragraph(right, draft_texts.NATION, NATION)
    add_paragraph(right, draft_texts.MOTTO, MOTTO)
    add_rule(right, MOTTO_WIDTH, HEADER_COLUMNS[1])
    left, right = add_row(table)
    add_paragraph(left, number_line(draft, agency), NUMBER)
    if draft.kind is DraftKind.LETTER:
        add_paragraph(left, f"{draft_texts.SUBJECT} {draft.title}", SUBJECT)
    add_paragraph(right, date_line(draft, agency), DATE)


def number_line(draft: Draft, agency: Agency) -> str:
    """'Số:      /BC-SNV', a công văn 'Số:      /SNV-VP' (Phụ lục I, Phần I, Mục II.3)."""
    number = f"{int(draft.number):02d}" if draft.number.isdigit() else draft.number or " " * 5
    code = agency.code or str(Blank(draft_texts.BLANK_CODE))
    groups = [draft.kind.symbol, code] if draft.kind.symbol else [code, draft.unit_code]
    return f"Số: {number}/{'-'.join(group for group in groups if group)}"


def date_line(draft: Draft, agency: Agency) -> str:
    """'Quảng Ngãi, ngày 05 tháng 01 năm 2026', the day and the month blank until they are given."""
    place = agency.place or str(Blank(draft_texts.BLANK_PLACE))
    day = draft_texts.long_date(draft.date) if draft.date else draft_texts.blank_date(draft.year)
    return f"{place}, {day}"


def _capitals(text: str) -> str:
    """`text` in capitals; a blank stays as it is read."""
    return text if Paragraph(text).blanks else text.upper()


def _rule_under(text: str, look: Look, room: int) -> int:
    """Twips of a rule of about 2/5 of the text above it; the law wants 1/3 to 1/2."""
    width = CAPITAL_WIDTH if text.isupper() else LETTER_WIDTH
    return round(min(len(text) * width * look.size * 20, room) * 0.42)


def _add_title(document: WordDocument, draft: Draft, agency: Agency) -> None:
    if draft.kind is DraftKind.LETTER:
        first = document.tables[0].cell(0, 1).paragraphs[0]
    else:
        first = add_paragraph(document, draft.kind.upper(), KIND)
        add_paragraph(document, draft.title, TITLE)
        last_line = draft.title if len(draft.title) < 60 else "x" * 60
        add_rule(document, _rule_under(last_line, TITLE, TEXT_WIDTH), TEXT_WIDTH, after=6)
    note = draft_texts.REVIEWER_NOTE
    document.add_comment(first.runs, text=note, author=draft_texts.REVIEWER, initials="TM")
    if draft.kind is DraftKind.DECISION:
        add_paragraph(document, authority_line(agency), AUTHORITY)


def authority_line(agency: Agency) -> str:
    """Who decides, in capitals: 'GIÁM ĐỐC SỞ NỘI VỤ' (Mẫu 1.2)."""
    head = agency.head or str(Blank(draft_texts.BLANK_HEAD))
    return f"{_capitals(head)} {_capitals(agency.name or str(Blank(draft_texts.BLANK_AGENCY)))}"


def _add_addressees(document: WordDocument, draft: Draft) -> None:
    if len(draft.addressees) == 1:
        add_paragraph(document, f"{draft_texts.ADDRESSEES} {draft.addressees[0]}", ADDRESSEE)
        return
    if draft.addressees:
        add_paragraph(document, draft_texts.ADDRESSEES, ADDRESSEES)
    for line in _list_lines(draft.addressees, "."):
        add_paragraph(document, line, ADDRESSEE_ITEM)


def _list_lines(items: tuple[str, ...], end: str) -> list[str]:
    ends = [";"] * (len(items) - 1) + [end]
    return [f"- {item.rstrip(' .;')}{mark}" for item, mark in zip(items, ends, strict=False)]


def _add_body(document: WordDocument, draft: Draft) -> None:
    for basis in draft.legal_bases:
        add_paragraph(document, basis.text, LEGAL_BASIS)
    for opening in draft.opening:
        add_paragraph(document, opening.text, BODY)
    if draft.kind is DraftKind.DECISION:
        add_paragraph(document, draft_texts.DECIDES, AUTHORITY)
    for section in draft.sections:
        _add_section(document, section)
    for closing in draft.closing:
        add_paragraph(document, closing.text, BODY)
    _end(document.paragraphs[-1])


def _end(last: WordParagraph) -> None:
    """Close the content with './.' and keep it together with the signature."""
    last.paragraph_format.keep_with_next = True
    if not last.runs:
        return
    if Paragraph(last.runs[-1].text).blanks:
        write(last, draft_texts.END_MARK, BODY)
    else:
        last.runs[-1].text = last.runs[-1].text.rstrip(" .;:/") + draft_texts.END_MARK


def _add_section(document: WordDocument, section: DraftSection) -> None:
    paragraphs = list(section.paragraphs)
    if section.level is Level.ARTICLE:
        opening = paragraphs.pop(0).text if paragraphs and not section.title else ""
        line = shape(document.add_paragraph(), BODY)
        line.paragraph_format.keep_with_next = bool(paragraphs) or None
        write(line, f"{section.heading} " if opening else section.heading, ARTICLE_LABEL)
        write(line, opening, BODY)
    elif section.heading:
        add_paragraph(document, section.heading, HEADINGS[section.level])
    for paragraph in paragraphs:
        add_paragraph(document, paragraph.text, BODY)


def _add_signature_block(document: WordDocument, draft: Draft) -> None:
    table = add_borderless_table(document, SIGNATURE_COLUMNS)
    left, right = add_row(table)
    _add_recipients(left, draft)
    signer = draft.signer or Signer(str(Blank(draft_texts.BLANK_POST)))
    for line in (*signer.prefixes, signer.post or str(Blank(draft_texts.BLANK_POST))):
        add_paragraph(right, _capitals(line), SIGNING)
    add_paragraph(right, signer.name or str(Blank(draft_texts.BLANK_NAME)), SIGNATURE_NAME)
    add_paragraph(document, "", NOTHING)


def _add_recipients(cell: _Cell, draft: Draft) -> None:
    unit = draft.unit_code or str(Blank(draft_texts.BLANK_UNIT))
    archive = f"{draft_texts.ARCHIVE}, {unit}"
    add_paragraph(cell, draft_texts.RECIPIENTS, RECIPIENTS)
    for line in _list_lines((*draft.recipients, archive), "."):
        add_paragraph(cell, line, RECIPIENT)
