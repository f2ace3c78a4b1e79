"""Tell which line of an official .docx is which element of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from bot.docx_formatting import Formatting

NAMED_KINDS = frozenset(
    {
        *("NGHỊ QUYẾT", "QUYẾT ĐỊNH", "CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH", "THÔNG CÁO", "THÔNG BÁO"),
        *("HƯỚNG DẪN", "CHƯƠNG TRÌNH", "KẾ HOẠCH", "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "BÁO CÁO"),
        *("BIÊN BẢN", "TỜ TRÌNH", "HỢP ĐỒNG", "CÔNG ĐIỆN", "BẢN GHI NHỚ", "BẢN THỎA THUẬN"),
        *("GIẤY ỦY QUYỀN", "GIẤY MỜI", "GIẤY GIỚI THIỆU", "GIẤY NGHỈ PHÉP"),
        *("PHIẾU GỬI", "PHIẾU CHUYỂN", "PHIẾU BÁO"),
    }
)
"""Tên loại of Phụ lục III, Mục I: all kinds but công văn and thư công."""

_NUMBER = re.compile(r"Số\b", re.IGNORECASE)
_DATE = re.compile(r"\bngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)
_BASIS = re.compile(r"(Căn cứ|Theo đề nghị|Xét đề nghị)\b.*[;.]$")
_HEADING = re.compile(r"[IVX]+\.\s")
_ARTICLE = re.compile(r"Điều \d+\.")
_TEXT_TAGS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}


class Part(StrEnum):
    """The elements of the layout (Phụ lục I, Phần I, Mục IV)."""

    NATION = "Quốc hiệu"
    MOTTO = "Tiêu ngữ"
    SUPERIOR = "tên cơ quan chủ quản"
    ISSUER = "tên cơ quan ban hành"
    NUMBER = "số, ký hiệu"
    SUBJECT = "trích yếu công văn"
    DATE = "địa danh, thời gian"
    KIND = "tên loại"
    TITLE = "trích yếu"
    AUTHORITY = "thẩm quyền ban hành"
    ADDRESSEES = "Kính gửi"
    BASIS = "căn cứ"
    CENTRED = "dòng canh giữa"
    HEADING = "mục"
    ARTICLE = "điều"
    BODY = "nội dung"
    TABLE = "bảng"
    RECIPIENTS = "Nơi nhận"
    RECIPIENT = "danh sách nơi nhận"
    SIGNING = "quyền hạn, chức vụ"
    SIGNER = "họ và tên người ký"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with text, what it is, and where it lies (`table` and `cell` are w:tbl, w:tc)."""

    part: Part
    text: str
    paragraph: _Element
    table: _Element | None = None
    cell: _Element | None = None

    @property
    def plain(self) -> str:
        return self.text.strip()


def text_runs(paragraph: _Element) -> Iterator[_Element]:
    """The runs that print something, those inside fields and insertions too, deleted ones not."""
    for run in paragraph.iter(qn("w:r")):
        if run_text(run).strip():
            yield run


def run_text(run: _Element) -> str:
    return "".join(
        child.text or "" if child.tag == qn("w:t") else _TEXT_TAGS.get(str(child.tag), "")
        for child in run
    )


def label_lines(document: WordDocument, formatting: Formatting) -> tuple[Line, ...]:
    """Every line of the body in order, labelled."""
    lines = [line for line in _lines(document.element.body) if line.plain]
    first_of_end = _start_of_end(lines)
    header_length = _length_of_header(lines[:first_of_end])
    return (
        *_label_header(lines[:header_length]),
        *_label_body(lines[header_length:first_of_end], formatting),
        *_label_end(lines[first_of_end:]),
    )


def _lines(body: _Element) -> Iterator[Line]:
    for paragraph in body.iter(qn("w:p")):
        text = "".join(run_text(run) for run in paragraph.iter(qn("w:r")))
        table = next(paragraph.iterancestors(qn("w:tbl")), None)
        cell = next(paragraph.iterancestors(qn("w:tc")), None)
        yield Line(Part.BODY if table is None else Part.TABLE, text, paragraph, table, cell)


def _folded(line: Line) -> str:
    return unicodedata.normalize("NFC", line.plain).lower()


def _start_of_end(lines: list[Line]) -> int:
    """Where nơi nhận and signature begin; the number of lines if nowhere."""
    heads = [i for i, line in enumerate(lines) if _folded(line).startswith("nơi nhận")]
    if not heads:
        return len(lines)
    start = heads[-1]
    while start and lines[start].table is not None and lines[start - 1].table is lines[start].table:
        start -= 1
    return start


def _length_of_header(lines: list[Line]) -> int:
    nation = next((line for line in lines if "xã hội chủ nghĩa" in _folded(line)), None)
    if nation is not None and nation.table is not None:
        return max(i for i, line in enumerate(lines) if line.table is nation.table) + 1
    for position, line in enumerate(lines):
        if line.plain.upper() in NAMED_KINDS or _folded(line).startswith("kính gửi"):
            return position
    return 0


def _label_header(lines: list[Line]) -> Iterator[Line]:
    names = [line for line in lines if _header_part(line) is None]
    subject_cell = next((x.cell for x in lines if _header_part(x) is Part.SUBJECT), None)
    issuers = [line for line in names if line.cell is None or line.cell is not subject_cell]
    for line in lines:
        part = _header_part(line)
        if part is None and line not in issuers:
            part = Part.SUBJECT
        elif part is None:
            part = Part.SUPERIOR if line is issuers[0] and len(issuers) > 1 else Part.ISSUER
        yield _labelled(line, part)


def _header_part(line: Line) -> Part | None:
    text = _folded(line)
    if "xã hội chủ nghĩa" in text:
        return Part.NATION
    if "độc lập" in text and "hạnh phúc" in text:
        return Part.MOTTO
    if _DATE.search(text):
        return Part.DATE
    if text.startswith("v/v"):
        return Part.SUBJECT
    return Part.NUMBER if _NUMBER.match(line.plain) else None


def _label_body(lines: list[Line], formatting: Formatting) -> Iterator[Line]:
    outside = [line for line in lines if line.table is None]
    front = _front_parts(outside, formatting)
    for line in lines:
        if line.table is not None:
            yield line
        else:
            yield _labelled(line, front.pop(0) if front else _body_part(line, formatting))


def _front_parts(lines: list[Line], formatting: Formatting) -> list[Part]:
    """Labels of the lines before the body: tên loại, trích yếu, kính gửi, căn cứ."""
    parts: list[Part] = []
    named = bool(lines) and lines[0].plain.upper() in NAMED_KINDS
    for line in lines:
        part = _front_part(line, parts, formatting, named=named)
        if part is None:
            break
        parts.append(part)
    return parts


def _front_part(
    line: Line, before: list[Part], formatting: Formatting, *, named: bool
) -> Part | None:
    text = line.plain
    if named and not before:
        return Part.KIND
    if _folded(line).startswith("kính gửi"):
        return Part.ADDRESSEES
    if before and before[-1] is Part.ADDRESSEES and text.startswith("-"):
        return Part.ADDRESSEES
    if named and _BASIS.match(text):
        return Part.BASIS
    if before and before[-1] in (Part.KIND, Part.TITLE) and _is_centred(line, formatting):
        return Part.AUTHORITY if text.isupper() else Part.TITLE
    return None


def _body_part(line: Line, formatting: Formatting) -> Part:
    if _HEADING.match(line.plain):
        return Part.HEADING
    if _ARTICLE.match(line.plain):
        return Part.ARTICLE
    return Part.CENTRED if _is_centred(line, formatting) else Part.BODY


def _is_centred(line: Line, formatting: Formatting) -> bool:
    return formatting.line(line.paragraph).align == "center"


def _label_end(lines: list[Line]) -> Iterator[Line]:
    head = next((line for line in lines if _folded(line).startswith("nơi nhận")), None)
    signing = [line for line in lines if not _is_recipient(line, head)]
    for line in lines:
        if line is head:
            yield _labelled(line, Part.RECIPIENTS)
        elif line not in signing:
            yield _labelled(line, Part.RECIPIENT)
        else:
            yield _labelled(line, Part.SIGNER if line is signing[-1] else Part.SIGNING)


def _is_recipient(line: Line, head: Line | None) -> bool:
    if head is None or head.cell is None:
        return line is head or line.plain.startswith("-")
    return line.cell is head.cell


def _labelled(line: Line, part: Part) -> Line:
    return Line(part, line.text, line.paragraph, line.table, line.cell)
