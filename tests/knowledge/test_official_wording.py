"""How documents, places and dates are written officially, and read back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.locators import locator_text, provision_key
from knowledge.model import DocumentKind, Locator, Metadata
from knowledge.references import find_references, first_mention, format_date, later_mention


def test_a_date_is_written_with_the_official_leading_zeros() -> None:
    written = [format_date(date(2020, month, 5)) for month in (1, 2, 3, 12)]

    assert written == ["05/01/2020", "05/02/2020", "05/3/2020", "05/12/2020"]


DECREE = Metadata(
    key="901-2031-nd-cp",
    kind=DocumentKind.LEGAL,
    type_name="Nghị định",
    number="901/2031/NĐ-CP",
    title="Quy định về công tác văn thư mẫu",
    issuer="Chính phủ",
    date=date(2031, 3, 5),
)


def test_the_first_mention_of_a_document_is_full_and_the_later_ones_short() -> None:
    assert first_mention(DECREE) == (
        "Nghị định số 901/2031/NĐ-CP ngày 05/3/2031 của Chính phủ quy định về công tác văn thư mẫu"
    )
    assert later_mention(DECREE) == "Nghị định số 901/2031/NĐ-CP"


def test_a_consolidated_text_says_what_it_consolidates() -> None:
    text = Metadata(
        "99-vbhn-vpqh-2034-07-01", DocumentKind.LEGAL, "Văn bản hợp nhất", "99/VBHN-VPQH",
        "Công chức mẫu", "Văn phòng Quốc hội", date(2034, 7, 1), consolidates="905-2032-qh99",
    )  # fmt: skip

    assert first_mention(text) == (
        "Văn bản hợp nhất số 99/VBHN-VPQH ngày 01/7/2034 của Văn phòng Quốc hội "
        "hợp nhất “Công chức mẫu”"
    )


def test_a_law_is_cited_by_type_name_and_year_only() -> None:
    law = Metadata("905-2032-qh99", DocumentKind.LEGAL, "Luật", "905/2032/QH99", "Công chức mẫu")

    assert first_mention(law) == later_mention(law) == "Luật Công chức mẫu năm 2032"


def test_a_mention_leaves_out_what_is_unknown() -> None:
    assert first_mention(Metadata("x", DocumentKind.REPORT, "Báo cáo", title="Tình hình")) == (
        "Báo cáo “Tình hình”"
    )


def test_a_first_mention_is_read_back_as_the_same_document() -> None:
    reference = find_references(first_mention(DECREE))[0]

    assert reference.canonical == DECREE.number
    assert reference.date == "2031-03-05"


KEYS = [
    (Locator(chapter="II", article="8", clause="2", point="a"), "k/art_8/cl_2/pt_a"),
    (Locator(annex="I", part="I", section="I", clause="3"), "k/anx_I/part_I/sec_I/cl_3"),
    (Locator(section="II", clause="1"), "k/sec_II/cl_1"),
    (Locator(), "k"),
]


@pytest.mark.parametrize(("locator", "key"), KEYS)
def test_a_locator_names_the_key_of_its_unit(locator: Locator, key: str) -> None:
    assert provision_key("k", locator) == key


def test_an_annex_in_a_file_of_its_own_is_not_named_twice() -> None:
    assert provision_key("k/anx_I", Locator(annex="I", clause="3")) == "k/anx_I/cl_3"


numbers = st.integers(1, 300).map(str)
locators = st.builds(
    Locator,
    annex=st.sampled_from([None, "I", "IV"]),
    chapter=st.sampled_from([None, "II", "XII"]),
    article=numbers,
    clause=st.none() | numbers,
    point=st.none(),
) | st.builds(
    Locator, article=numbers, clause=numbers, point=st.sampled_from("abcdđeghiklmnopqrstuvxy")
)


@given(locators)
def test_the_official_wording_of_a_place_is_read_back_unchanged(locator: Locator) -> None:
    assert [r.locator for r in find_references(f"theo {locator_text(locator)} quy định")] == [
        locator
    ]
