"""PDF pages: columns, furniture, paragraphs across lines and pages, files without a text layer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from knowledge import messages
from knowledge.model import KnowledgeError
from knowledge.readers import read
from knowledge.readers.pdf.garbled import is_garbled, is_scrambled
from knowledge.readers.pdf.page import Line
from knowledge.readers.pdf.paragraphs import joined, without_furniture
from tests.bad_input.hostile_pdfs import font_without_map, ten_thousand_pages

_LEFT, _RIGHT = 85.0, 540.0


def line(text: str, height: float = 700, *, left: float = _LEFT, right: float = _RIGHT) -> Line:
    """A line as wide as the page's text unless told otherwise."""
    return Line(text, left, right, height, first_word=25)


def full_page(*lines: Line) -> list[Line]:
    """`lines` below enough running text to tell the margins."""
    return [*(line("chữ chữ chữ", 800 - number) for number in range(20)), *lines]


def paragraphs(*lines: Line) -> list[str]:
    text = joined([full_page(line("hết đoạn.", right=200), *lines)], "")
    return text.split("\n")[1:]


def test_a_full_line_goes_on_and_a_short_one_ends_the_paragraph() -> None:
    assert paragraphs(line("Một câu dài"), line("còn tiếp.", right=300), line("Câu mới")) == [
        "Một câu dài còn tiếp.",
        "Câu mới",
    ]


@pytest.mark.parametrize("unit", ["Điều 2. Tên", "2. Khoản", "đ) Điểm", "- Gạch", "Chương II"])
def test_a_unit_starts_a_paragraph_even_below_a_full_line(unit: str) -> None:
    assert paragraphs(line("Khoản đầy dòng vừa hết;"), line(unit)) == [
        "Khoản đầy dòng vừa hết;",
        unit,
    ]


def test_a_number_inside_a_sentence_does_not_start_a_paragraph() -> None:
    assert paragraphs(line("quy định tại khoản"), line("1. Điều này", right=200)) == [
        "quy định tại khoản 1. Điều này"
    ]


def test_an_indented_line_is_a_new_paragraph() -> None:
    assert paragraphs(line("Hết đoạn đầy dòng."), line("Đoạn mới", left=_LEFT + 36)) == [
        "Hết đoạn đầy dòng.",
        "Đoạn mới",
    ]


def test_the_rest_of_a_hanging_list_item_is_joined() -> None:
    assert paragraphs(line("a) Nội dung dài"), line("còn tiếp", left=_LEFT + 20, right=300)) == [
        "a) Nội dung dài còn tiếp"
    ]


def test_rows_of_a_table_stay_apart() -> None:
    assert paragraphs(line("1 | Sở A | 10"), line("2 | Sở B | 12")) == [
        "1 | Sở A | 10",
        "2 | Sở B | 12",
    ]


def test_a_sentence_runs_across_a_page_border() -> None:
    first, second = full_page(line("Một câu")), [line("còn tiếp."), *full_page()]
    text = joined([first, second], "\f")

    assert "Một câu \fcòn tiếp." in text
    assert text.count("\f") == 2


def _numbered_pages(count: int, header: str) -> list[list[Line]]:
    return [
        [
            line(header, 790),
            line(str(page), 780),
            line(f"Nội dung trang {page}", 600),
            line(f"Hết {page} phần", 500),
        ]
        for page in range(1, count + 1)
    ]


def test_running_headers_and_page_numbers_go_to_the_log() -> None:
    pages, removed = without_furniture(_numbered_pages(4, "SỞ MẪU"))

    assert [line.text for line in pages[0]] == ["Nội dung trang 1", "Hết 1 phần"]
    assert removed == {"page header": ("SỞ MẪU",) * 4, "page number": ("1", "2", "3", "4")}


def test_two_pages_are_enough_for_a_running_header_and_one_for_a_page_number() -> None:
    first, second = _numbered_pages(2, "VĂN BẢN MẪU")
    first.pop(1)  # a first page shows no number (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục I.7)
    pages, removed = without_furniture([first, second])

    assert [[line.text for line in page] for page in pages] == [
        ["Nội dung trang 1", "Hết 1 phần"],
        ["Nội dung trang 2", "Hết 2 phần"],
    ]
    assert removed == {"page header": ("VĂN BẢN MẪU",) * 2, "page number": ("2",)}


def test_of_two_pages_what_repeats_at_another_height_or_in_columns_is_text() -> None:
    moved = [[line("Sở A", 700), line("x", 90)], [line("Sở A", 650), line("y", 80)]]
    table = [[line("TT | Tên", 700), line("x", 90)], [line("TT | Tên", 700), line("y", 80)]]

    assert without_furniture(moved) == (moved, {})
    assert without_furniture(table) == (table, {})


def test_the_gazette_header_is_known_and_headings_of_long_tables_stay() -> None:
    pages = [
        [
            line(f"{page} | CÔNG BÁO/Số 1 + 2/Ngày 01-9-2030", 790),
            line("Tiêu chí", 700),
            line("x", 90),
        ]
        for page in range(3, 7)
    ]
    kept, removed = without_furniture(pages)

    assert [line.text for line in kept[0]] == ["Tiêu chí", "x"]
    assert removed["page header"][0] == "3 CÔNG BÁO/Số 1 + 2/Ngày 01-9-2030"


def test_figures_at_the_edge_of_a_page_are_no_page_numbers() -> None:
    pages = [[line("Tổng cộng", 700), line("2030", 100)], [line("Số hộ", 700), line("15", 100)]]

    assert without_furniture(pages) == (pages, {})


def test_text_of_a_font_without_vietnamese_letters_is_recognised() -> None:
    assert is_scrambled("Đi u 47. Quy n đ n ph ng ch m d t ề ề ơ ươ ấ ứ h p đ ng ợ ồ")
    assert not is_scrambled("Điều 47. Quyền đơn phương chấm dứt hợp đồng, và ý kiến ở xã")


def _pdf(path: Path, *pages: str, sideways: bool = False) -> Path:
    canvas = Canvas(str(path), pagesize=(595, 842))
    for text in pages:
        if sideways:
            canvas.translate(300, 0)
            canvas.rotate(90)
        for number, printed in enumerate(text.split("\n")):
            for column, words in enumerate(printed.split(" | ")):
                canvas.drawString(85 + 150 * column, 250 - 20 * number, words)
        canvas.showPage()
    canvas.save()
    return path


def test_pages_start_at_their_offsets(tmp_path: Path) -> None:
    text = read(_pdf(tmp_path / "a.pdf", "Trang dau.\nHet.", "Trang hai."))

    assert text.text == "Trang dau.\nHet.\nTrang hai."
    assert [text.text[offset:][:8] for offset in text.pages] == ["Trang da", "Trang ha"]


def test_wide_gaps_are_borders_of_columns(tmp_path: Path) -> None:
    rows = "TT | Ten don vi | So ho\n1 | So A va B | 10\n2. | Khoan"

    assert read(_pdf(tmp_path / "a.pdf", rows)).text.split("\n") == [
        "TT | Ten don vi | So ho",
        "1 | So A va B | 10",
        "2. Khoan",
    ]


def test_a_page_on_its_side_is_read_upright(tmp_path: Path) -> None:
    text = read(_pdf(tmp_path / "a.pdf", "Bang tong hop\nDon vi so 1", sideways=True))

    assert text.text == "Bang tong hop\nDon vi so 1"


def test_a_password_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "khoa.pdf"
    with pikepdf.open(_pdf(tmp_path / "a.pdf", "Noi dung")) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))

    with pytest.raises(KnowledgeError, match=r"khoa\.pdf được bảo vệ bằng mật khẩu"):
        read(path)


def _ruled(path: Path, *words: tuple[float, float, str], shaded: bool = False) -> Path:
    """A table of three columns and two rows, with words at their places."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    if shaded:
        canvas.setFillGray(0.9)
        canvas.rect(80, 700, 400, 40, stroke=0, fill=1)
        canvas.setFillGray(0)
    canvas.grid([80, 130, 320, 480], [640, 700, 740])
    for left, bottom, text in words:
        canvas.drawString(left, bottom, text)
    canvas.save()
    return path


@pytest.mark.parametrize("shaded", [False, True])
def test_cells_that_wrap_stay_in_their_row_of_a_ruled_table(
    tmp_path: Path, *, shaded: bool
) -> None:
    path = _ruled(
        tmp_path / "a.pdf",
        (85, 715, "TT"), (135, 715, "Nhiem vu"), (325, 715, "Chu tri"),
        (85, 680, "1"), (135, 680, "Xay dung ke hoach"), (325, 680, "Van phong"),
        (135, 660, "kiem tra nam 2031"), (325, 660, "So Mau"),
        shaded=shaded,
    )  # fmt: skip

    assert read(path).text.split("\n") == [
        "TT | Nhiem vu | Chu tri",
        "1 | Xay dung ke hoach kiem tra nam 2031 | Van phong So Mau",
    ]


def test_an_empty_cell_keeps_its_place_and_text_around_a_table_its_own(tmp_path: Path) -> None:
    path = _ruled(
        tmp_path / "a.pdf",
        (85, 770, "Bang 1. So lieu"),
        (85, 715, "TT"), (325, 715, "So ho"), (85, 670, "1"), (135, 670, "Xa A"), (325, 670, "15"),
        (85, 600, "Ghi chu: so lieu gia dinh."),
    )  # fmt: skip

    assert read(path).text.split("\n") == [
        "Bang 1. So lieu",
        "TT | | So ho",
        "1 | Xa A | 15",
        "Ghi chu: so lieu gia dinh.",
    ]


def test_a_frame_around_text_makes_no_table(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    canvas.rect(70, 600, 450, 200)
    canvas.drawString(85, 770, "Thong bao")
    canvas.drawString(85, 750, "Ve viec nghi le")
    canvas.save()

    assert read(tmp_path / "a.pdf").text == "Thong bao\nVe viec nghi le"


def test_more_pages_than_a_file_may_have_are_refused_at_once(tmp_path: Path) -> None:
    path = ten_thousand_pages(tmp_path)

    with pytest.raises(KnowledgeError, match=r"có 10000 trang, quá mức 3000 trang"):
        read(path)


@pytest.mark.needs_tesseract
def test_text_in_a_font_without_a_map_is_read_from_its_picture(tmp_path: Path) -> None:
    text = read(font_without_map(tmp_path))

    assert "Ve viec thu tep hong" in text.text
    assert messages.SCANNED_PAGES.format(pages="1") in text.warnings


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("Điều 47. Quyền đơn phương chấm dứt hợp đồng lao động, và ý kiến " * 3, False),
        ("The parties agree that this contract is made in two copies of equal value " * 3, False),
        ("TT 1 2 3 4,5 6.700 8/9 10% 11 12 13 14 15 16 17 18 19 20 21 22 23", False),
        ("Đi u 47. Quy n đ n ph ng ch m d t ề ề ơ ươ ấ ứ h p đ ng ợ ồ", True),
        ("(cid:1)(cid:2)(cid:3) (cid:4)(cid:5) " * 5, True),
        ("\ue001\ue002\ue003\ue004 \ue005\ue006\ue007 " * 5, True),
        ("&Ӝ1*+Ñ$ ;+Ӝ, &+ӪQJKƭD ĈLӅX Qj\\ YuӋt " * 5, True),
    ],
)
def test_a_text_layer_that_says_something_else_than_the_print_is_known(
    text: str, *, garbled: bool
) -> None:
    assert is_garbled([line(text)]) is garbled


def _image() -> BytesIO:
    return BytesIO(b"P6 4 4 255 " + bytes(48))


def _scan(path: Path, *texts: str) -> Path:
    canvas = Canvas(str(path))
    for text in texts:
        canvas.drawImage(ImageReader(_image()), 0, 0, 200, 300)
        canvas.drawString(85, 800, text)
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.needs_tesseract
def test_a_picture_without_letters_is_named_and_alone_refused(tmp_path: Path) -> None:
    words = "Noi dung cua mot trang co lop chu day du va dai hon nam muoi chu cai Latinh"
    mixed = read(_scan(tmp_path / "b.pdf", words, "", words))

    assert mixed.warnings == (messages.BLANK_PAGES.format(pages="2"),)
    assert len(mixed.pages) == 3
    with pytest.raises(KnowledgeError, match="quá mờ hoặc không có chữ"):
        read(_scan(tmp_path / "a.pdf", ""))
