"""The smallest unit that answers, and the words in bold."""

from __future__ import annotations

import pytest

from bot.quoting import LONGEST_QUOTE, Quotation, quotation
from knowledge.diacritics import language_of
from knowledge.law_parser import parse_law
from knowledge.model import Document, DocumentKind, Metadata
from knowledge.passages import passages_of

TEXT = """Điều 1. Trình bày văn bản mẫu
1. Khổ giấy: Khổ A4 nằm ngang.
2. Kiểu trình bày: Theo chiều dài của khổ giấy.
3. Định lề: Cách mép trên và mép dưới 21 - 23 mm, cách mép trái 31 - 33 mm, cách mép phải 16 - 18 mm
Điều 2. Mức phạt mẫu
1. Phạt tiền từ 901.000 đồng đến 902.000 đồng đối với một trong các hành vi sau đây:
a) Không nộp hồ sơ đúng hạn;
b) Làm mất con dấu của cơ quan;
c) Tự ý huỷ sổ đăng ký văn bản.
2. Phạt cảnh cáo đối với hành vi nộp hồ sơ chậm.
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return parse_law(TEXT, Metadata("901", DocumentKind.LEGAL, "Nghị định", "901/2031/NĐ-CP"))


def quoted(document: Document, question: str, holding: str) -> tuple[str, str, str]:
    """Quote, lead and bold words for the passage that holds the given words."""
    language = language_of([TEXT])
    passage = next(p for p in passages_of(document) if holding in p.text)
    found: Quotation = quotation(question, document, passage, language)
    parts = (found.span, found.lead, found.bold)
    quote, lead, bold = (part.of(document.text) if part else "" for part in parts)
    return quote, lead, bold


@pytest.mark.parametrize(
    ("question", "bold"),
    [
        ("lề trái của văn bản là bao nhiêu", "cách mép trái 31 - 33 mm"),
        ("le phai cua van ban la bao nhieu", "cách mép phải 16 - 18 mm"),
        ("mép dưới bao nhiêu", "Cách mép trên và mép dưới 21 - 23 mm"),
    ],
)
def test_the_figure_that_was_asked_for_stands_in_bold(
    document: Document, question: str, bold: str
) -> None:
    quote, _, words = quoted(document, question, "Định lề")
    assert quote.startswith("3. Định lề") and quote.endswith("16 - 18 mm")
    assert words == bold


def test_a_point_is_quoted_with_the_line_that_introduces_it(document: Document) -> None:
    quote, lead, _ = quoted(document, "làm mất con dấu bị phạt thế nào", "con dấu")
    assert quote == "b) Làm mất con dấu của cơ quan;"
    assert lead.startswith("1. Phạt tiền từ 901.000 đồng")


def test_a_question_about_the_whole_clause_quotes_all_of_it(document: Document) -> None:
    quote, _, _ = quoted(document, "phạt tiền đối với những hành vi nào", "con dấu")
    assert quote.startswith("1. Phạt tiền") and quote.endswith("đăng ký văn bản.")


def test_a_long_paragraph_is_quoted_by_the_sentence_that_answers() -> None:
    filler = "Cơ quan đã triển khai nhiều nhiệm vụ thường xuyên theo kế hoạch; " * 20
    named = "Sở Mẫu đã ban hành Chương trình số 963/CTr-SM ngày 04/11/2031 để thực hiện."
    text = f"I. Tình hình\n{filler}{named}\n"
    document = parse_law(text, Metadata("r", DocumentKind.REPORT, "Báo cáo"))
    question = "Sở Mẫu đã ban hành chương trình số mấy"
    quote, _, bold = quoted(document, question, "963/CTr-SM")
    assert "963/CTr-SM ngày 04/11/2031" in quote
    assert len(quote) <= LONGEST_QUOTE
    assert "963/CTr-SM" in bold
