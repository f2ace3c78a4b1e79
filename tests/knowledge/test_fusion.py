"""What speaks for a passage."""

from __future__ import annotations

import pytest

from knowledge.diacritics import language_of
from knowledge.fusion import WEIGHTS, Asked, Evidence, evidence_for, heading_of, weighed
from knowledge.model import DocumentKind, Metadata, Passage, Span

LANGUAGE = language_of(["Lề trái của văn bản mẫu cách mép trái 30 mm. Thẩm quyền ký văn bản mẫu."])
DECREE = Metadata(
    key="901-2031-nd-cp",
    kind=DocumentKind.LEGAL,
    type_name="Nghị định",
    number="901/2031/NĐ-CP",
    title="Công tác văn thư mẫu",
)


def passage(heading: str, text: str) -> Passage:
    context = f"Nghị định 901/2031/NĐ-CP\nĐiều 2. {heading}"
    return Passage("x", DECREE.key, "x", "x", Span(0, 1), context, text)


def test_words_pairs_and_heading_are_shares_of_what_they_tell() -> None:
    asked = Asked("lề trái là bao nhiêu", LANGUAGE)
    right = evidence_for(asked, passage("Lề trái", "lề trái 30 mm"), DECREE, 1.0, 0.5)
    wrong = evidence_for(asked, passage("Ký văn bản", "trái lề"), DECREE, 1.0, 0.5)
    assert right.lexical == 1.0 and right.meaning == 0.5
    assert right.words == wrong.words == 1.0
    assert right.pairs > wrong.pairs
    assert right.heading == 1.0 and wrong.heading == 0.0
    assert weighed(right) > weighed(wrong)


@pytest.mark.parametrize(
    ("question", "is_named"),
    [
        ("Nghị định 901 quy định gì", True),
        ("lề trái theo 901/2031/NĐ-CP", True),
        ("nghị định công tác văn thư mẫu nói gì", True),
        ("NGHỊ ĐỊNH CÔNG TÁC VĂN THƯ MẪU", True),
        ("nghị định 9012 quy định gì", False),
        ("quyết định 901 quy định gì", False),
        ("nghị định về công tác", False),
        ("901 trang", False),
    ],
)
def test_a_document_is_named_by_its_title_or_its_number(question: str, *, is_named: bool) -> None:
    assert Asked(question, LANGUAGE).names(DECREE) == is_named


@pytest.mark.parametrize(
    ("metadata", "question"),
    [
        (Metadata("x", DocumentKind.LEGAL), "nghị định nào quy định"),
        (Metadata("x", DocumentKind.LEGAL, "Luật", "", "Luật"), "luật nào quy định"),
    ],
)
def test_a_document_without_a_name_is_never_named(metadata: Metadata, question: str) -> None:
    assert not Asked(question, LANGUAGE).names(metadata)


def test_where_all_else_is_alike_a_report_goes_last() -> None:
    alike = Evidence(0.5, 0.5, 0.5, 0.5, 0.5, 0.0, 0.0)
    assert weighed(alike) > weighed(alike._replace(report=1.0))
    assert WEIGHTS.report < 0


def test_the_heading_is_that_of_the_article_alone() -> None:
    assert heading_of(passage("Lề trang", "")) == "Lề trang"
    assert heading_of(Passage("x", "d", "x", "x", Span(0, 1), "Báo cáo mẫu", "")) == ""
