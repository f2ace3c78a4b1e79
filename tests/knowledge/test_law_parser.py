"""The tree of a legal text: its units, their places, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.law_parser import parse_law
from knowledge.messages import NUMBERING_REPEATED
from knowledge.model import Document, DocumentKind, Level, Metadata

DECREE = Metadata("901-2031-nd-cp", DocumentKind.LEGAL, "Nghị định", "901/2031/NĐ-CP")

TEXT = """CHÍNH PHỦ
Số: 901/2031/NĐ-CP
NGHỊ ĐỊNH
Về công tác mẫu
Căn cứ Luật Mẫu số 905/2030/QH99;
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về công tác mẫu.
Điều 2. Giải thích từ ngữ
Trong Nghị định này, các từ ngữ dưới đây được hiểu như sau:
1. “Hồ sơ mẫu” là tập văn bản.
2. “Sổ mẫu” gồm:
a) Sổ giấy;
b) Sổ điện tử;
c) Sổ tạm;
d) Sổ lưu;
đ) Sổ khác.
Chương II
TỔ CHỨC THỰC HIỆN
Mục 1
TRÁCH NHIỆM
Điều 15a. Cơ quan
Cơ quan thực hiện quy định tại khoản 2 Điều 2 Nghị định này.
Điều 16. Hiệu lực thi hành
1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2031./.
Nơi nhận:
- Lưu: VT.
TM. CHÍNH PHỦ
Phụ lục I
BẢNG MẪU
(Kèm theo Nghị định số 901/2031/NĐ-CP)
Phần I
NỘI DUNG
I. QUY ĐỊNH CHUNG
1. Khổ giấy mẫu.
2. Lề trang mẫu.
II. BẢNG BIỂU
1. Số | Tên
"""


def outline(document: Document) -> list[str]:
    return [unit.key.removeprefix(document.key + "/") for unit in document.provisions]


def test_every_unit_of_a_decree_has_its_key() -> None:
    assert outline(parse_law(TEXT, DECREE)) == [
        "front",
        "chp_I",
        "art_1",
        "art_2",
        "art_2/cl_1",
        "art_2/cl_2",
        "art_2/cl_2/pt_a",
        "art_2/cl_2/pt_b",
        "art_2/cl_2/pt_c",
        "art_2/cl_2/pt_d",
        "art_2/cl_2/pt_đ",
        "chp_II",
        "chp_II/sec_1",
        "art_15a",
        "art_16",
        "art_16/cl_1",
        "tail",
        "anx_I",
        "anx_I/part_I",
        "anx_I/part_I/sec_I",
        "anx_I/part_I/sec_I/cl_1",
        "anx_I/part_I/sec_I/cl_2",
        "anx_I/part_I/sec_II",
    ]


def test_an_article_needs_no_chapter_in_its_locator_and_an_annex_names_all_levels() -> None:
    document = parse_law(TEXT, DECREE)
    point = document.provision("901-2031-nd-cp/art_2/cl_2/pt_đ")
    clause = document.provision("901-2031-nd-cp/anx_I/part_I/sec_I/cl_2")
    assert point and point.locator.as_dict() == {"article": "2", "clause": "2", "point": "đ"}
    assert clause and clause.locator.as_dict() == {
        "annex": "I",
        "part": "I",
        "section": "I",
        "clause": "2",
    }


def test_headings_are_kept_apart_from_body_text() -> None:
    document = parse_law(TEXT, DECREE)
    titles = {unit.key.rsplit("/", 1)[-1]: unit.heading for unit in document.provisions}
    assert titles["art_2"] == "Giải thích từ ngữ"
    assert titles["chp_I"] == "QUY ĐỊNH CHUNG"
    assert titles["cl_1"] == ""


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Điều 5 Nghị định này quy định về hồ sơ.", "a reference that begins a line"),
        ("Mục II Phần I của Phụ lục này áp dụng cho bản sao.", "a reference to a mục"),
        ("2031. là năm thực hiện", "a year, not khoản 2031"),
        ("9. Không nối tiếp khoản nào", "a number out of order"),
        ("“Điều 7. Sửa đổi", "words quoted from another document"),
    ],
)
def test_a_line_that_only_looks_like_a_unit_is_body_text(line: str, why: str) -> None:
    document = parse_law(f"Điều 1. Một\n1. Khoản một.\n{line}\n2. Khoản hai.", DECREE)
    keys = set(outline(document)) - {"front"}
    if line.startswith("“"):
        assert keys == {"art_1", "art_1/cl_1"}, why  # the quote never closes
    else:
        assert keys == {"art_1", "art_1/cl_1", "art_1/cl_2"}, why


def test_articles_quoted_in_an_amending_document_are_not_its_own() -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều\n"
        "1. Sửa đổi Điều 5 như sau:\n"
        "“Điều 5. Tên mới\n1. Nội dung mới.\n2. Nội dung khác.”\n"
        "2. Bổ sung Điều 6a như sau:\n“Điều 6a. Thêm\nNội dung.”.\n"
        "Điều 2. Hiệu lực\nCó hiệu lực ngay."
    )
    keys = [key for key in outline(parse_law(text, DECREE)) if key != "front"]
    assert keys == ["art_1", "art_1/cl_1", "art_1/cl_2", "art_2"]


def test_a_repeated_number_gets_a_key_of_its_own_and_a_warning() -> None:
    document = parse_law("Điều 1. Một\nNội dung.\nĐiều 1. Một nữa\nNội dung.", DECREE)
    assert outline(document)[-2:] == ["art_1", "art_1~2"]
    assert document.warnings == (NUMBERING_REPEATED.format(place="Điều 1"),)


def test_an_attached_regulation_is_an_annex_with_its_own_articles() -> None:
    text = (
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế mẫu.\n"
        "Nơi nhận:\n- Lưu: VT.\n"
        "QUY CHẾ\nTIẾP CÔNG DÂN MẪU\n(Ban hành kèm theo Quyết định số 915/2033/QĐ-UBND)\n"
        "Điều 1. Phạm vi\nQuy chế này quy định mẫu."
    )
    document = parse_law(text, DECREE)
    assert [unit.level for unit in document.provisions] == [
        Level.ARTICLE,
        Level.TAIL,
        Level.ANNEX,
        Level.ARTICLE,
    ]
    assert document.provisions[-1].locator.annex == "Quy chế"


@pytest.mark.parametrize(
    "heading",
    [
        "#### Điều 1. Tên điều",
        "**Điều 1.** Tên điều",
        "**Điều 1. Tên điều**",
        "Điêu 1. Tên điều",
        "Diều 1. Tên điều",
        "Ðiều 1: Tên điều",
        "Điều 1 Tên điều",
        "Điều 5.2.TT.39.1. Tên điều",
        "Điều 42.1.NĐ.1. Tên điều",
    ],
)
def test_an_article_is_known_in_markdown_and_where_a_scan_was_misread(heading: str) -> None:
    text = f"### Chương I — QUY ĐỊNH CHUNG\n{heading}\n1. Nội dung.\n"
    document = parse_law(text, DECREE)

    assert outline(document) == ["chp_I", "art_1", "art_1/cl_1"]
    assert [unit.heading for unit in document.provisions[:2]] == ["QUY ĐỊNH CHUNG", "Tên điều"]
    assert document.provisions[1].span.of(text).startswith(heading)


@pytest.mark.parametrize("rest", ["đến Điều 9", "đối với hồ sơ", "Quy chế này cấp lại", "và 8"])
def test_a_line_broken_before_a_reference_is_no_article(rest: str) -> None:
    keys = outline(parse_law(f"Điều 1. Một\nTheo quy định tại\nĐiều 7 {rest}\n", DECREE))

    assert keys == ["art_1"]


def test_an_annex_within_the_articles_takes_none_of_them_away() -> None:
    text = "Điều 1. Một\nNội dung.\nPhụ lục\nMẪU ĐƠN\nĐiều 2. Hai\nNội dung.\nPhụ lục I\nBẢNG MẪU\n"

    assert outline(parse_law(text, DECREE)) == ["art_1", "art_2", "anx_I"]


def test_a_quote_that_never_closes_ends_at_the_next_article_of_the_document_itself() -> None:
    text = (
        "Điều 4. Sửa đổi\n“Điều 9. Tên mới\n1. Nội dung.\nĐiều 10. Tên khác\n"
        "Điều 5. Hiệu lực\n1. Từ ngày ký.\n“Điều 7. Thêm\nNội dung.”\nĐiều 6. Thi hành"
    )

    keys = [key for key in outline(parse_law(text, DECREE)) if key != "front"]
    assert keys == ["art_4", "art_5", "art_5/cl_1", "art_6"]


def test_only_a_quote_that_begins_with_an_article_or_chapter_holds_articles() -> None:
    amending = (
        "Điều 1. Sửa đổi\n“Điều 1. Cũ\nĐiều 2. Cũ\nHết.”\n“Mục 1\nCŨ\nĐiều 2. Cũ\nHết.”\n"
        "“2. Khoản mở ra mà không đóng\nĐiều 2. Hiệu lực\nTừ ngày ký”.\nĐiều 3. Thi hành"
    )

    keys = [key for key in outline(parse_law(amending, DECREE)) if key != "front"]
    assert keys == ["art_1", "art_2", "art_3"]


LINES = st.sampled_from(
    [
        *TEXT.split("\n"),
        "“Điều 9. Trích",
        "hết.”",
        "### Điều 7. Tên",
        "**Điều 8.** Tên",
        "**",
        "",
        "   ",
        "I. MỤC",
        "a) điểm",
        "Mẫu số 01",
        '"Điều 9. Trích',
        "''",
        "thực hiện theo quy định tại khoản 2",
        "Điều 7 Luật Mẫu",
        "Điều 1. Phạm vi",
        "Điều 2.",
        "Phạm vi điều chỉnh",
        "QUY CHẾ",
        "(Ban hành kèm theo Quyết định số 915/2033/QĐ-UBND)",
        "1a. khoản thêm",
        "a1) điểm thêm",
        "2. | Mẫu | 3",
        "\x0bĐiều 5.\u2028",
    ]
)


@given(st.lists(LINES, max_size=40).map("\n".join))
def test_units_cover_the_text_and_nest_whatever_the_lines(text: str) -> None:
    document = parse_law(text, DECREE)
    by_key = {unit.key: unit for unit in document.provisions}
    assert len(by_key) == len(document.provisions)
    tops = [unit.span for unit in document.provisions if unit.parent is None]
    assert "".join(span.of(text) for span in tops) == text
    for unit in document.provisions:
        if unit.parent is not None:
            assert by_key[unit.parent].span.holds(unit.span)
