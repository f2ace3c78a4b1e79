"""The status of a provision on a date: proof, doubt, and what an admin states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Locator, Validity
from knowledge.relations import (
    Commencement,
    Moment,
    NamedDocument,
    Place,
    Relation,
    RelationKind,
    Rule,
)
from knowledge.status import Confirmation, Evidence, status

OLD, NEW, THIRD = (
    NamedDocument(f"{number:02}-{year}-nd-cp", "Nghị định", f"{number:02}/{year}/NĐ-CP", year=year)
    for number, year in ((1, 2030), (2, 2032), (3, 2034))
)
WHOLE, CLAUSE = Locator(), Locator(article="5", clause="1")
DOCUMENT_DAYS = {OLD: date(2030, 7, 1), NEW: date(2032, 7, 1), THIRD: date(2034, 7, 1)}


def begins(day: date) -> Moment:
    return Moment(Rule.ON_DATE, on=day)


HELD = {
    document.key: Commencement(
        document.key, day - timedelta(days=30), begins(day), locator=Locator(article="9")
    )
    for document, day in DOCUMENT_DAYS.items()
}


def relation(
    kind: RelationKind,
    target: Locator = WHOLE,
    *,
    source: Place = Place(NEW, Locator(article="1")),  # noqa: B008
    of: NamedDocument = OLD,
) -> Relation:
    return Relation(
        kind=kind,
        source=source,
        target=Place(of, target),
        begins=Moment(Rule.WITH_SOURCE),
        told_in=source.document.key,
        provision=f"{source.document.key}/art_1",
        span=None,  # type: ignore[arg-type]
    )


def evidence(*relations: Relation) -> Evidence:
    return Evidence(relations, HELD)


def validity(locator: Locator, day: str, known: Evidence) -> Validity:
    return status(OLD.key, locator, date.fromisoformat(day), known).status.validity


def test_nothing_is_in_force_without_proof_and_the_reason_says_what_is_known() -> None:
    known = replace(evidence(), coverage=date(2035, 9, 30))

    found = status(OLD.key, CLAUSE, date(2031, 1, 1), known).status

    assert found.validity is Validity.UNKNOWN
    assert found.reason == (
        "có hiệu lực từ ngày 01/7/2030; trong kho chưa thấy văn bản làm hết hiệu lực; "
        "kho phủ đến ngày 30/9/2035 theo khai báo của quản trị"
    )


def test_the_reason_of_an_end_names_the_clause_and_the_day() -> None:
    source = Place(NEW, Locator(article="20", clause="2"))
    found = status(
        OLD.key, CLAUSE, date(2032, 7, 1), evidence(relation(RelationKind.ENDS, source=source))
    )

    assert found.status.validity is Validity.ENDED
    assert found.status.reason == (
        "khoản 2 Điều 20 của Nghị định số 02/2032/NĐ-CP quy định hết hiệu lực từ ngày 01/7/2032"
    )
    assert found.successors == (NEW,)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (RelationKind.REPLACES, Validity.IN_FORCE, Validity.ENDED),
        (RelationKind.REPEALS, Validity.IN_FORCE, Validity.ENDED),
        (RelationKind.SUSPENDS, Validity.IN_FORCE, Validity.SUSPENDED),
        (RelationKind.AMENDS, Validity.IN_FORCE, Validity.PARTLY_ENDED),
        (RelationKind.CORRECTS, Validity.IN_FORCE, Validity.PARTLY_ENDED),
        (RelationKind.BASED_ON, Validity.IN_FORCE, Validity.IN_FORCE),
        (RelationKind.DETAILS, Validity.IN_FORCE, Validity.IN_FORCE),
    ],
)
def test_a_later_text_proves_the_days_before_it(
    kind: RelationKind, before: Validity, after: Validity
) -> None:
    known = evidence(relation(kind, CLAUSE if kind is not RelationKind.REPLACES else WHOLE))

    assert validity(CLAUSE, "2030-06-30", known) is Validity.NOT_YET
    assert validity(CLAUSE, "2032-06-30", known) is before
    assert validity(CLAUSE, "2032-07-01", known) is after


def test_an_amended_unit_shows_its_amendment_and_what_amended_that_in_turn() -> None:
    first = relation(RelationKind.AMENDS, CLAUSE)
    second = relation(
        RelationKind.AMENDS, Locator(article="1"), source=Place(THIRD, CLAUSE), of=NEW
    )

    found = [
        status(OLD.key, CLAUSE, day, evidence(first, second)).amendments
        for day in (date(2032, 6, 30), date(2032, 7, 1), date(2034, 7, 1))
    ]

    assert found == [(), (first,), (first, second)]


def test_an_amendment_of_unknown_reach_leaves_each_unit_unknown() -> None:
    absent = NamedDocument("07-2031-nd-cp", "Nghị định", "07/2031/NĐ-CP", year=2031)
    told = replace(relation(RelationKind.AMENDS, source=Place(absent)), told_in=NEW.key)
    known = evidence(told, relation(RelationKind.ENDS))

    assert validity(CLAUSE, "2030-12-31", known) is Validity.IN_FORCE
    assert validity(CLAUSE, "2031-12-31", known) is Validity.UNKNOWN
    assert validity(WHOLE, "2032-06-30", known) is Validity.PARTLY_ENDED
    assert validity(CLAUSE, "2032-07-01", known) is Validity.ENDED


def test_a_unit_that_is_spared_does_not_end_with_its_document() -> None:
    ends = replace(relation(RelationKind.ENDS), exceptions=(CLAUSE,))

    assert validity(CLAUSE, "2032-07-01", evidence(ends)) is not Validity.ENDED
    assert validity(Locator(article="6"), "2032-07-01", evidence(ends)) is Validity.ENDED
    assert validity(WHOLE, "2032-07-01", evidence(ends)) is Validity.PARTLY_ENDED


def test_a_suspension_ends_on_its_last_day() -> None:
    suspends = replace(relation(RelationKind.SUSPENDS), until=date(2032, 9, 15))

    assert validity(CLAUSE, "2032-09-15", evidence(suspends)) is Validity.SUSPENDED
    assert validity(CLAUSE, "2032-09-16", evidence(suspends)) is Validity.UNKNOWN


def test_an_amended_end_clause_leaves_the_beginning_unknown() -> None:
    known = evidence(relation(RelationKind.AMENDS, Locator(article="9")))

    assert validity(CLAUSE, "2030-06-30", known) is Validity.UNKNOWN


def test_what_an_admin_confirms_wins_and_is_in_force_only_up_to_that_day() -> None:
    ended = relation(RelationKind.ENDS)
    stated = date(2033, 5, 1)
    confirmed = Confirmation(OLD.key, Validity.IN_FORCE, stated)
    known = replace(evidence(ended), confirmations=(confirmed,))

    found = status(OLD.key, CLAUSE, stated, known).status

    assert found.validity is Validity.IN_FORCE
    assert found.reason == "theo xác nhận của quản trị ngày 01/5/2033"
    assert validity(CLAUSE, "2033-05-02", known) is Validity.ENDED


def test_a_consolidated_text_has_the_status_of_its_original() -> None:
    joined = NamedDocument("9-vbhn-bnv-2033", "Văn bản hợp nhất", "9/VBHN-BNV")
    consolidates = relation(RelationKind.CONSOLIDATES, source=Place(joined))
    known = evidence(consolidates, relation(RelationKind.ENDS))

    found = status(joined.key, CLAUSE, date(2032, 7, 1), known).status

    assert found.validity is Validity.ENDED


@given(
    st.sampled_from([WHOLE, CLAUSE, Locator(article="5"), Locator(article="9")]),
    st.lists(
        st.builds(
            relation,
            st.sampled_from(RelationKind),
            st.sampled_from([WHOLE, CLAUSE, Locator(article="5"), Locator(chapter="II")]),
        ),
        max_size=4,
    ),
    st.dates(date(2029, 1, 1), date(2036, 1, 1)),
)
def test_in_force_always_has_a_reason_and_never_follows_an_end(
    locator: Locator, relations: list[Relation], day: date
) -> None:
    known = evidence(*(one for one in relations if one.kind is not RelationKind.CONSOLIDATES))

    found = status(OLD.key, locator, day, known).status

    assert found.reason
    ended = status(OLD.key, locator, date(2032, 7, 1), known).status.validity is Validity.ENDED
    assert not (found.validity is Validity.IN_FORCE and ended and day >= date(2032, 7, 1))
