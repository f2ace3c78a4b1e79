"""Which lines 'Điều n' are a law's own: not cut references, forms, replaced or attached text."""

from __future__ import annotations

import pytest

from knowledge.law_parser import DoubtKind, parse_law, parse_with_doubts
from knowledge.law_parser.numbering import Candidate, own_articles
from knowledge.model import DocumentKind, Level, Metadata

LAW = Metadata("law", DocumentKind.LEGAL)


def tree(text: str) -> list[str]:
    units = parse_law(text, LAW).provisions
    return [unit.key.removeprefix("law/") for unit in units if unit.level is not Level.FRONT]


def articles(text: str) -> list[str]:
    return [key for key in tree(text) if key.rpartition("/")[2].startswith("art_")]


def doubts(text: str) -> list[DoubtKind]:
    return [doubt.kind for doubt in parse_with_doubts(text, LAW)[1]]


def rows(*numbers: str) -> list[int | None]:
    """The segment of each candidate: '5' plain, '5c' cut, '5:' announced, '5a' with a letter."""
    candidates = [
        Candidate(
            position=2 * place,
            number=int(number.rstrip("abcd:!")),
            suffix="a" if number.endswith("a") else "",
            cut=number.endswith("c"),
            announced=number.endswith(":"),
            headed=number.endswith("!"),
        )
        for place, number in enumerate(numbers)
    ]
    segments = own_articles(candidates).segments
    return [segments.get(candidate.position) for candidate in candidates]


@pytest.mark.parametrize(
    ("numbers", "expected", "why"),
    [
        ("1 2 3", [0, 0, 0], "a row"),
        ("1 2 2a 2a 3", [0, 0, 0, 0, 0], "inserted articles"),
        ("1 3 4 7", [0, 0, 0, 0], "repealed articles leave gaps"),
        ("5 6 7", [0, 0, 0], "a part of a law"),
        ("1 107 2 3", [0, None, 0, 0], "a reference between two articles"),
        ("1 2 107c", [0, 0, None], "a cut reference behind the last article"),
        ("1 2c 2 3", [0, None, 0, 0], "a cut reference to the next number"),
        ("1 2c 3", [0, 0, 0], "below a line that only looks cut"),
        ("1 157 158 159 2 3", [0, None, None, None, 0, 0], "a replaced chapter without quotes"),
        ("1 1: 2: 11: 14 2 3", [0, None, None, None, None, 0, 0], "replaced articles"),
        ("1 2 3 1 2 3 4", [0, 0, 0, 1, 1, 1, 1], "an attached text"),
        ("1 2 1!", [0, 0, 1], "an attached text of one article"),
        ("1 2 3 1 2 1 2 3", [0, 0, 0, 1, 1, 2, 2, 2], "two attached texts"),
        ("1 1 2 3 2 3", [0, None, None, None, 0, 0], "a form within Điều 1"),
        ("1 2 3 1 2 4 5", [0, 0, 0, None, None, 0, 0], "a form within Điều 3"),
        ("1 2 46 4 5", [0, 0, 0, 0, 0], "a misread number"),
        ("1 2 2 3", [0, 0, 0, 0], "a number given twice"),
        ("1 2 3 2 9", [0, 0, 0, None, 0], "an older number behind the row"),
    ],
)
def test_the_run_of_numbers_tells_own_articles(
    numbers: str, expected: list[int | None], why: str
) -> None:
    assert rows(*numbers.split()) == expected, why


@pytest.mark.parametrize(
    "above",
    [
        "Thực hiện theo quy định tại khoản 2",
        "theo điểm a, b khoản 1 và khoản 2",
        "quy định tại các",
        "theo quy định tại",
        "nộp tại cơ quan,",
    ],
)
def test_a_reference_cut_by_a_line_break_is_no_article(above: str) -> None:
    text = f"Điều 1. Một\n1. {above}\nĐiều 7. Luật Mẫu và hướng dẫn sau.\nĐiều 2. Hai\nHết."

    assert articles(text) == ["art_1", "art_2"]


def test_a_page_head_between_two_lines_does_not_hide_that_a_reference_is_cut() -> None:
    text = (
        "Điều 1. Một\nTheo khoản 2\nCÔNG BÁO/Số 9 + 10/Ngày 01-01-2031\n12\n"
        "Điều 7. Luật Mẫu.\nĐiều 2. Hai\nHết."
    )

    assert articles(text) == ["art_1", "art_2"]


def test_a_law_without_full_stops_behind_its_numbers_keeps_all_articles() -> None:
    text = "Điều 1 Phạm vi\nMột.\nĐiều 2 Đối tượng\nHai.\nĐiều 4 Hiệu lực\nBốn."

    assert articles(text) == ["art_1", "art_2", "art_4"]


def test_a_replaced_article_without_quotation_marks_is_body_text_and_doubted() -> None:
    text = (
        "Điều 1. Sửa đổi\n1. Điều 30 được sửa đổi như sau:\nĐiều 30. Tên mới\nNội dung.\n"
        "Điều 2. Hiệu lực\nTừ ngày ký."
    )

    assert articles(text) == ["art_1", "art_2"]
    assert doubts(text) == [DoubtKind.FOREIGN_ARTICLE]


def test_a_form_within_an_article_takes_nothing_from_the_articles_below() -> None:
    text = (
        "Điều 1. Mẫu\nQUYẾT ĐỊNH:\nĐiều 1. Công nhận.\nĐiều 2. Cấp cho.\nĐiều 3. Thi hành.\n"
        "Nơi nhận:\n- Lưu.\nĐiều 2. Hồ sơ\nMột bộ.\nĐiều 3. Hiệu lực\nTừ ngày ký."
    )

    assert articles(text) == ["art_1", "art_2", "art_3"]
    assert "tail" not in tree(text)


@pytest.mark.parametrize(
    "head",
    [
        "QUY CHẾ\nMẪU\n(Ban hành kèm theo Quyết định số 915/2033/QĐ-UBND)\n",
        "QUY CHẾ MẪU\nChương I\nQUY ĐỊNH CHUNG\n",
        "HỢP ĐỒNG MẪU\n",
    ],
)
def test_articles_numbered_anew_belong_to_an_attached_text(head: str) -> None:
    text = f"Điều 1. Ban hành.\nĐiều 2. Hiệu lực.\n{head}Điều 1. Phạm vi\nMẫu.\nĐiều 2. Đối tượng\n"
    units = parse_law(text, LAW).provisions
    inside = [unit for unit in units if unit.locator.annex is not None]

    assert articles(text)[:2] == ["art_1", "art_2"]
    assert [unit.number for unit in inside if unit.level is Level.ARTICLE] == ["1", "2"]


def test_an_attached_text_without_a_name_is_doubted() -> None:
    text = "Điều 1. Một\nHết.\nĐiều 2. Hai\nHết.\nCác bên thoả thuận:\nĐiều 1. A\nB.\nĐiều 2. C\nD."

    assert doubts(text) == [DoubtKind.UNNAMED_ATTACHMENT]


def test_a_heading_under_which_only_its_repetition_stands_is_one_article() -> None:
    assert articles("Điều 1. Phạm vi\nĐiều 1. Phạm vi\nNội dung.\nĐiều 2. Hai\n") == [
        "art_1",
        "art_2",
    ]


def test_each_kind_of_doubt_is_one_sentence_with_its_places() -> None:
    text = "Điều 1. Một\n1. A.\n3. B.\nĐiều 2. Hai\n2. C.\nĐiều 5. Năm\nHết.\n"

    assert parse_law(text, LAW).warnings == (
        "Thiếu số thứ tự của khoản: sau khoản 1 là khoản 3 Điều 1; trước khoản 2 Điều 2.",
        "Thiếu số thứ tự của điều: sau Điều 2 là Điều 5.",
    )


def test_many_places_of_a_doubt_are_counted_instead_of_listed() -> None:
    text = "".join(f"Điều {number}. Tên\nHết.\n" for number in range(1, 60, 3))
    (warning,) = parse_law(text, LAW).warnings

    assert warning.endswith("và 11 chỗ khác.")
