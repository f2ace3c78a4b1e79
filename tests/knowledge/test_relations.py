"""Relations between documents, read from invented clauses."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.law_parser import parse_law
from knowledge.model import Document, DocumentKind, Locator, Metadata
from knowledge.relations import Moment, RelationKind, Rule, completed, relations_in
from knowledge.relations.places import holds, meets

Target = tuple[str, str, dict[str, str]]

AMENDING = """Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 11/2031/NĐ-CP
1. Sửa đổi, bổ sung khoản 1 Điều 5 như sau:
“1. Nội dung mới theo khoản 3 Điều 9 Nghị định số 99/2029/NĐ-CP.”.
2. Bổ sung điểm g vào sau điểm e khoản 2 Điều 6 như sau:
“g) Nội dung thêm.”.
3. Bổ sung Điều 15a vào sau Điều 15 như sau:
“Điều 15a. Nội dung thêm
1. Một khoản.”.
4. Thay cụm từ “hằng tuần” bằng cụm từ “hằng tháng” tại khoản 7 Điều 4.
5. Bãi bỏ khoản 1, sửa đổi, bổ sung khoản 2 và khoản 3 Điều 10.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 10 năm 2033.
"""


def decree(text: str, *, consolidates: str | None = None) -> Document:
    metadata = Metadata(
        key="20-2033-nd-cp",
        kind=DocumentKind.LEGAL,
        type_name="Nghị định",
        number="20/2033/NĐ-CP",
        issuer="Chính phủ",
        date=date(2033, 8, 15),
        consolidates=consolidates,
    )
    return parse_law(text, metadata)


def end_clause(sentence: str) -> Document:
    return decree(
        f"Điều 1. Phạm vi\nNghị định này quy định việc mẫu.\nĐiều 2. Hiệu lực\n{sentence}\n"
    )


def told(document: Document) -> list[Target]:
    return [
        (
            relation.kind.value,
            relation.target.document.number or relation.target.document.name,
            relation.target.locator.as_dict(),
        )
        for relation in relations_in(document)
    ]


def test_an_amending_decree_tells_each_unit_it_changes() -> None:
    number = "11/2031/NĐ-CP"

    assert told(decree(AMENDING)) == [
        ("amends", number, {}),
        ("amends", number, {"article": "5", "clause": "1"}),
        ("amends", number, {"article": "6", "clause": "2", "point": "g"}),
        ("amends", number, {"article": "15a"}),
        ("amends text", number, {"article": "4", "clause": "7"}),
        ("repeals", number, {"article": "10", "clause": "1"}),
        ("amends", number, {"article": "10", "clause": "2"}),
        ("amends", number, {"article": "10", "clause": "3"}),
    ]


def test_quoted_words_tell_no_relation_of_the_amending_document() -> None:
    numbers = {target[1] for target in told(decree(AMENDING))}

    assert "99/2029/NĐ-CP" not in numbers


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nghị định này thay thế Nghị định số 3/2031/NĐ-CP.", [("replaces", "3/2031/NĐ-CP", {})]),
        (
            "Bãi bỏ khoản 1 Điều 22 Nghị định số 3/2031/NĐ-CP.",
            [("repeals", "3/2031/NĐ-CP", {"article": "22", "clause": "1"})],
        ),
        (
            "Nghị định số 3/2031/NĐ-CP về việc mẫu và Nghị định số 4/2031/NĐ-CP sửa đổi, bổ sung"
            " một số điều của Nghị định số 3/2031/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có"
            " hiệu lực thi hành.",
            [("ends", "3/2031/NĐ-CP", {}), ("ends", "4/2031/NĐ-CP", {})],
        ),
        (
            "Thông tư số 5/2031/TT-BNV, ngưng hiệu lực thi hành từ ngày 01 tháng 8 năm 2033.",
            [("suspends", "5/2031/TT-BNV", {})],
        ),
        (
            "Đính chính khoản 2 Điều 3 Thông tư số 5/2031/TT-BNV.",
            [("corrects", "5/2031/TT-BNV", {"article": "3", "clause": "2"})],
        ),
        (
            "Bổ sung khoản 3 vào Điều 9 Nghị định số 3/2031/NĐ-CP.",
            [("amends", "3/2031/NĐ-CP", {"article": "9", "clause": "3"})],
        ),
        ("Người đứng đầu được đề nghị bãi bỏ văn bản trái Nghị định số 3/2031/NĐ-CP.", []),
        ("Khi Nghị định số 3/2031/NĐ-CP hết hiệu lực thì áp dụng Nghị định này.", []),
    ],
)
def test_the_verb_of_an_end_clause_tells_the_kind(sentence: str, expected: list[Target]) -> None:
    assert told(end_clause(sentence)) == expected


def test_a_list_below_an_announcement_carries_its_verb() -> None:
    document = decree(
        "Điều 1. Hiệu lực\n1. Các văn bản sau đây hết hiệu lực kể từ ngày 01 tháng 01 năm 2034:\n"
        "a) Nghị định số 3/2031/NĐ-CP;\nb) Điều 4 Nghị định số 4/2031/NĐ-CP.\n"
    )

    first, second = relations_in(document)

    assert (first.kind, first.target.document.key) == (RelationKind.ENDS, "03-2031-nd-cp")
    assert second.target.locator == Locator(article="4")
    assert first.begins == second.begins == Moment(Rule.ON_DATE, on=date(2034, 1, 1))


def test_what_others_did_is_told_of_them_and_not_of_the_text_that_tells_it() -> None:
    document = end_clause(
        "Nghị định số 3/2031/NĐ-CP (được sửa đổi, bổ sung bởi Nghị định số 4/2032/NĐ-CP và được"
        " bãi bỏ một phần bởi Nghị định số 6/2033/NĐ-CP) hết hiệu lực thi hành kể từ ngày Nghị"
        " định này có hiệu lực thi hành."
    )

    found = {
        (relation.kind.value, relation.source.document.number)
        for relation in relations_in(document)
    }

    assert found == {
        ("amends", "4/2032/NĐ-CP"),
        ("repeals", "6/2033/NĐ-CP"),
        ("ends", "20/2033/NĐ-CP"),
    }


def test_exceptions_of_the_target_and_of_the_source_are_told_apart() -> None:
    (spared,) = relations_in(
        end_clause(
            "Nghị định số 3/2031/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực, trừ"
            " khoản 2 Điều 5 Nghị định số 3/2031/NĐ-CP."
        )
    )
    (reserved,) = relations_in(
        end_clause(
            "Nghị định số 3/2031/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực, trừ quy"
            " định tại khoản 3 Điều 9 của Nghị định này."
        )
    )

    assert spared.exceptions == (Locator(article="5", clause="2"),) and not spared.reserved
    assert reserved.reserved == (Locator(article="9", clause="3"),) and not reserved.exceptions


def test_the_span_of_a_relation_holds_the_words_that_say_it() -> None:
    document = end_clause("Nghị định này thay thế Nghị định số 3/2031/NĐ-CP.")
    (relation,) = relations_in(document)

    words = relation.span.of(document.text)

    assert words.startswith("thay thế") and "3/2031/NĐ-CP" in words
    unit = document.provision(relation.provision)
    assert unit is not None and unit.span.holds(relation.span)


def test_a_consolidated_text_amends_and_ends_nothing() -> None:
    document = decree(
        "Thông tư số 5/2031/TT-BNV ngày 10 tháng 5 năm 2031 của Bộ trưởng Bộ Nội vụ về việc mẫu, có"
        " hiệu lực kể từ ngày 01 tháng 7 năm 2031, được sửa đổi, bổ sung bởi:\nThông tư số"
        " 6/2032/TT-BNV ngày 02 tháng 02 năm 2032, có hiệu lực kể từ ngày 18 tháng 3 năm 2032.\n"
        "Điều 1. Hiệu lực\nThông tư này thay thế Thông tư số 1/2020/TT-BNV.\n",
        consolidates="5-2031-tt-bnv",
    )

    consolidates, amends = relations_in(document)

    assert consolidates.kind is RelationKind.CONSOLIDATES
    assert consolidates.target.document.key == amends.target.document.key == "5-2031-tt-bnv"
    assert amends.source.document.number == "6/2032/TT-BNV" and not amends.is_own
    assert amends.begins == Moment(Rule.ON_DATE, on=date(2032, 3, 18))


def test_a_law_named_by_name_and_day_gets_its_key_when_it_arrives() -> None:
    document = decree(
        "Căn cứ Luật Công chức mẫu ngày 18 tháng 11 năm 2032;\nĐiều 1. Phạm vi\nViệc mẫu.\n"
    )
    law = Metadata(
        key="905-2032-qh99",
        kind=DocumentKind.LEGAL,
        type_name="Luật",
        number="905/2032/QH99",
        title="Công chức mẫu",
        date=date(2032, 11, 18),
    )
    told_before = relations_in(document)

    (after,) = completed(told_before, [law])

    assert [one.target.document.key for one in told_before] == [""]
    assert (after.kind, after.target.document.key) == (RelationKind.BASED_ON, law.key)
    assert list(completed(told_before, [])) == list(told_before)


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        (Locator(), Locator(article="5"), True),
        (Locator(article="5"), Locator(article="5", clause="2", point="đ"), True),
        (Locator(chapter="II", article="5"), Locator(article="5", clause="2"), True),
        (Locator(article="5", clause="1"), Locator(article="5", clause="2"), False),
        (Locator(article="5"), Locator(article="50"), False),
        (Locator(article="5"), Locator(), False),
        (Locator(annex="I", article="5"), Locator(article="5"), False),
    ],
)
def test_units_hold_what_lies_in_them(outer: Locator, inner: Locator, *, expected: bool) -> None:
    assert holds(outer, inner) is expected
    assert meets(inner, outer) is meets(outer, inner)
