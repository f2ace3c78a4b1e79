"""Line breaks, page heads, tables, quotation marks: how the lines of a law are put together."""

from __future__ import annotations

import pytest

from knowledge.law_parser import DoubtKind, parse_law, parse_with_doubts
from knowledge.model import DocumentKind, Level, Metadata, Provision

LAW = Metadata("law", DocumentKind.LEGAL)
LONG = "Tiêu chuẩn chức danh nghề nghiệp mẫu đối với viên chức"


def units(text: str) -> tuple[Provision, ...]:
    return parse_law(text, LAW).provisions


def keys(text: str) -> list[str]:
    return [unit.key.removeprefix("law/") for unit in units(text) if unit.level is not Level.FRONT]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (f"Điều 1. {LONG}\nchuyên ngành mẫu\n1. Một.", f"{LONG} chuyên ngành mẫu"),
        (f"Điều 1. {LONG}\n1. Một.", LONG),
        (f"Điều 1. {LONG}\nphải nộp hồ sơ mẫu.\nHết.", ""),
        ("Điều 1. Hồ sơ\ngồm đơn và bản sao.", "Hồ sơ"),
        ("Điều 1.\nPhạm vi điều chỉnh\nThông tư này quy định.", "Phạm vi điều chỉnh"),
        ("Điều 1.\nThông tư này quy định về hồ sơ.\nHết.", ""),
        ("Điều 1\nCơ quan thực hiện trách nhiệm trước pháp luật\nvề hồ sơ.", ""),
        ("Điều 1. Cơ quan thực hiện nộp hồ sơ.", ""),
    ],
)
def test_the_title_of_an_article_is_whole_across_line_breaks(lines: str, title: str) -> None:
    assert [unit.heading for unit in units(lines) if unit.level is Level.ARTICLE] == [title]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Chương I\nQUY ĐỊNH\nCHUNG\nĐiều 1. Một", "QUY ĐỊNH CHUNG"),
        ("Chương I\nQuy định chung\nĐiều 1. Một", "Quy định chung"),
        ("Chương I. Quy định chung\nĐiều 1. Một", "Quy định chung"),
        ("Chương I\nĐiều 1. Một", ""),
    ],
)
def test_the_title_of_a_chapter_stands_beside_or_below_its_number(lines: str, title: str) -> None:
    assert [unit.heading for unit in units(lines) if unit.level is Level.CHAPTER] == [title]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("''", "''"), ("“", '"')])
@pytest.mark.parametrize("end", ["", ".", ";"])
def test_quoted_units_belong_to_the_document_that_is_amended(
    opening: str, closing: str, end: str
) -> None:
    text = (
        "Điều 1. Sửa đổi\n1. Điều 5 được sửa đổi như sau:\n"
        f"{opening}Điều 5. Mới\n1. Một.\n2. Hai, gọi là “mẫu”.\na) Ba.{closing}{end}\n"
        f"2. Thay cụm từ {opening}cũ{closing}.\nĐiều 2. Hiệu lực\nTừ ngày ký."
    )

    assert keys(text) == ["art_1", "art_1/cl_1", "art_1/cl_2", "art_2"]


def test_a_quote_that_never_closes_is_doubted_at_its_place() -> None:
    text = "Điều 1. Sửa đổi\n1. Sửa khoản 3:\n“3. Khoản mới\nĐiều 2. Hiệu lực\nTừ ngày ký."
    document, (doubt,) = parse_with_doubts(text, LAW)

    assert doubt.kind is DoubtKind.UNCLOSED_QUOTE
    assert text[doubt.offset :].startswith("“3.")
    assert document.warnings == ("Dấu ngoặc kép mở mà không đóng: khoản 1 Điều 1.",)
    assert keys(text) == ["art_1", "art_1/cl_1", "art_2"]


def test_a_quoted_article_that_never_closes_hides_no_clause_that_goes_on_amending() -> None:
    text = (
        "Điều 1. Sửa đổi\n1. Sửa đổi Điều 4 như sau:\n“Điều 4. Tên\n1. Một.\n2. Hai,\n"
        "2. Sửa đổi, bổ sung Điều 5 như sau:\n“Điều 5. Tên\n1. Ba.”\n3. Bãi bỏ Điều 6."
    )

    assert keys(text) == ["art_1", "art_1/cl_1", "art_1/cl_2", "art_1/cl_3"]


def test_a_quoted_inserted_article_that_never_closes_hides_no_article_of_the_law() -> None:
    text = "Điều 5. Sửa đổi\n“Điều 5b. Mới\nMột.\nĐiều 6. Hiệu lực\nHai.\nĐiều 7. Thi hành\nBa."

    assert keys(text) == ["art_5", "art_6", "art_7"]


def test_rows_of_a_table_are_lines_of_the_unit_they_stand_in() -> None:
    text = "Điều 1. Mức thu\n1. Bảng:\nSTT | Loại | Mức\n1. | Mẫu A | 10\n2. | Mẫu B | 20\n2. Nộp."
    clauses = [unit for unit in units(text) if unit.level is Level.CLAUSE]

    assert [unit.number for unit in clauses] == ["1", "2"]
    assert clauses[0].span.of(text).count(" | ") == 6


def test_the_columns_of_a_header_that_interleave_stay_in_front_of_the_first_unit() -> None:
    text = (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH MẪU Độc lập - Tự do - Hạnh phúc\n"
        "Số: 915/2033/QĐ-UBND Mẫu, ngày 01 tháng 02 năm 2033\nQUYẾT ĐỊNH\nCăn cứ Luật Mẫu;\n"
        "Điều 1. Ban hành\nMột.\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như Điều 2; CHỦ TỊCH\n- Lưu: VT."
    )

    assert [unit.level for unit in units(text)] == [Level.FRONT, Level.ARTICLE, Level.TAIL]


def test_units_between_a_section_and_its_articles_nest_in_order() -> None:
    text = (
        "Phần thứ nhất\nCHUNG\nChương I\nMỘT\nMục 1\nHAI\nTiểu mục 1\nBA\nĐiều 1. A\n1. B\na) C;\n"
        "a1) D;\nđ) E.\n1a. F\nĐiều 1a. G\nH."
    )

    assert keys(text) == [
        "part_thứ-nhất",
        "part_thứ-nhất/chp_I",
        "part_thứ-nhất/chp_I/sec_1",
        "part_thứ-nhất/chp_I/sec_1/sub_1",
        "art_1",
        "art_1/cl_1",
        "art_1/cl_1/pt_a",
        "art_1/cl_1/pt_a1",
        "art_1/cl_1a",
        "art_1a",
    ]
