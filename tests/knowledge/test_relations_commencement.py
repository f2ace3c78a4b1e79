"""From which day a document and its units are in force, read from invented clauses."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.law_parser import parse_law
from knowledge.model import Document, DocumentKind, Locator, Metadata
from knowledge.relations import effective_date

SIGNED = date(2033, 8, 15)


def decree(clause: str) -> Document:
    metadata = Metadata("20-2033-nd-cp", DocumentKind.LEGAL, "Nghị định", date=SIGNED)
    text = (
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nQuy định việc mẫu.\nMục 1\nMỘT MỤC\n"
        f"Điều 2. Một điều\n1. Một.\n2. Hai.\nMục 2\nMỤC CUỐI\nĐiều 3. Hiệu lực\n{clause}\n"
    )
    return parse_law(text, metadata)


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2034.", date(2034, 7, 1)),
        ("Nghị định này có hiệu lực kể từ ngày 01/7/2034.", date(2034, 7, 1)),
        ("Nghị định này có hiệu lực thi hành kể từ ngày ký.", SIGNED),
        ("Nghị định này có hiệu lực kể từ ngày ký ban hành và thay thế văn bản cũ.", SIGNED),
        ("Nghị định này có hiệu lực thi hành sau 45 ngày, kể từ ngày ký.", date(2033, 9, 29)),
        ("Nghị định này có hiệu lực thi hành sau 15 ngày, kể từ ngày đăng Công báo.", None),
        ("Hồ sơ nhận trước ngày Nghị định này có hiệu lực thì giải quyết theo quy định cũ.", None),
        ("“Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2034.”", None),
    ],
)
def test_the_end_clause_tells_the_day(clause: str, expected: date | None) -> None:
    assert effective_date(decree(clause)).day() == expected


@pytest.mark.parametrize(
    "clause",
    [
        "1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2034, trừ khoản 2 Điều này.\n"
        "2. Khoản 2 Điều 2 có hiệu lực thi hành từ ngày 01 tháng 01 năm 2035.",
        "1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2034.\n"
        "2. Khoản 2 Điều 2 Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2035.",
        "Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2034, trừ khoản 2 Điều 2 của Nghị định"
        " này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2035.",
    ],
)
def test_a_unit_may_begin_on_another_day(clause: str) -> None:
    commencement = effective_date(decree(clause))

    assert commencement.day() == commencement.day(Locator(article="2")) == date(2034, 7, 1)
    assert commencement.day(Locator(article="2", clause="2")) == date(2035, 1, 1)


def test_a_section_that_begins_later_stands_for_its_articles() -> None:
    commencement = effective_date(
        decree(
            "1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2034.\n"
            "2. Quy định tại Mục 1 Chương I của Nghị định này được thực hiện từ ngày 01/01/2035."
        )
    )

    assert commencement.day(Locator(article="2", clause="1")) == date(2035, 1, 1)
    assert commencement.day(Locator(article="1")) == date(2034, 7, 1)


def test_an_exception_without_a_day_leaves_the_unit_unknown() -> None:
    commencement = effective_date(
        decree("Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2034, trừ Điều 2 Nghị định này.")
    )

    assert commencement.unread == (Locator(article="2"),)
    assert commencement.day(Locator(article="2", clause="1")) is None
    assert commencement.day(Locator(article="1")) == date(2034, 7, 1)


def test_a_last_day_is_read() -> None:
    clause = "Nghị định này có hiệu lực từ ngày 01/01/2034 đến hết ngày 31 tháng 12 năm 2035."

    assert effective_date(decree(clause)).until == date(2035, 12, 31)
