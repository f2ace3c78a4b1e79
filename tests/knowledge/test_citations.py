"""A citation is verified because its words stand at its place, and for no other reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.citations import cite, smallest_unit, verify
from knowledge.law_parser import parse_law
from knowledge.model import DocumentKind, KnowledgeError, Metadata, Span, Status, Validity

DECREE = Metadata(
    "901-2031-nd-cp",
    DocumentKind.LEGAL,
    "Nghị định",
    "901/2031/NĐ-CP",
    "Về công tác mẫu",
    "Chính phủ",
    date(2031, 3, 5),
)
TEXT = "Điều 1. Mẫu\n1. Mở đầu:\na) Lề trái 31 mm;\nb) Lề phải 16 mm.\n2. Không được bỏ trống.\n"
DOCUMENT = parse_law(TEXT, DECREE)
UNKNOWN = Status(Validity.UNKNOWN, date(2034, 11, 22))


def test_the_place_is_the_smallest_unit_that_holds_the_words() -> None:
    citation = cite(DOCUMENT, DECREE, "901-2031-nd-cp/art_1", "Lề trái 31 mm", status=UNKNOWN)
    assert citation.verified
    assert citation.key == "901-2031-nd-cp/art_1/cl_1/pt_a"
    assert citation.locator_text == "điểm a khoản 1 Điều 1"
    assert citation.document.startswith("Nghị định số 901/2031/NĐ-CP ngày 05/3/2031 của Chính phủ")


@pytest.mark.parametrize(
    ("key", "quote"),
    [
        ("901-2031-nd-cp/art_1", "Lề trái 30 mm"),
        ("901-2031-nd-cp/art_1", "lề trái 31 mm"),
        ("901-2031-nd-cp/art_1/cl_2", "Lề trái 31 mm"),
        ("901-2031-nd-cp/art_1/cl_1/pt_đ", "Lề trái 31 mm"),
        ("901-2031-nd-cp/art_2", "Lề trái 31 mm"),
        ("901-2031-nd-cp/art_1", ""),
        ("901-2031-nd-cp/art_1", "  \n "),
        ("901-2031-nd-cp/art_1/cl_2", "được bỏ trống.\n3."),
    ],
)
def test_words_that_do_not_stand_there_are_refused(key: str, quote: str) -> None:
    with pytest.raises(KnowledgeError):
        cite(DOCUMENT, DECREE, key, quote, status=UNKNOWN)


@given(st.data())
def test_every_stretch_of_text_is_cited_at_a_unit_that_holds_it(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 2))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    span = Span(start, end)
    if not span.of(TEXT).strip():
        return
    unit = smallest_unit(DOCUMENT, span) if _inside_one_unit(span) else None
    if unit is not None:
        citation = cite(DOCUMENT, DECREE, unit.key, span.of(TEXT), status=UNKNOWN)
        assert verify(citation, DOCUMENT)


def _inside_one_unit(span: Span) -> bool:
    return any(unit.span.holds(span) for unit in DOCUMENT.provisions)


def test_a_citation_that_was_changed_afterwards_no_longer_verifies() -> None:
    citation = cite(DOCUMENT, DECREE, "901-2031-nd-cp/art_1", "Lề phải 16 mm", status=UNKNOWN)
    assert verify(citation, DOCUMENT)
    for changed in (
        replace(citation, quote="Lề phải 61 mm"),
        replace(citation, key="901-2031-nd-cp/art_1/cl_2"),
        replace(citation, quote=""),
    ):
        assert not verify(changed, DOCUMENT)
