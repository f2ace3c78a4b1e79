"""Word files read as Word prints them with all tracked changes accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.readers import read
from knowledge.readers.word.numbering import letter, roman
from tests.knowledge.word_packages import (
    cell,
    level,
    lists,
    numbered,
    paragraph,
    run,
    table,
    word_file,
)

_TEXT_BOX = "<w:txbxContent>{}</w:txbxContent>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "van-ban.docx"


def lines_of(path: Path) -> list[str]:
    return read(path).text.split("\n")


def test_inserted_text_is_kept_and_deleted_text_is_dropped(path: Path) -> None:
    body = paragraph(
        run("Thời hạn là ")
        + f"<w:del>{run('20').replace('w:t', 'w:delText')}</w:del>"
        + f"<w:ins>{run('30')}</w:ins>"
        + f"<w:moveFrom>{run(' tháng')}</w:moveFrom>"
        + run(" ngày.")
    )

    assert read(word_file(path, body)).text == "Thời hạn là 30 ngày."


def test_a_paragraph_whose_end_was_deleted_runs_on(path: Path) -> None:
    body = paragraph(run("Một câu "), "<w:rPr><w:del/></w:rPr>") + paragraph("liền mạch.")

    assert read(word_file(path, body)).text == "Một câu liền mạch."


def test_automatic_numbers_are_written_out(path: Path) -> None:
    levels = [level(0, "Điều %1."), level(1, "%2."), level(2, "%3)", "lowerLetter")]
    body = (
        numbered("Phạm vi")
        + numbered("Khoản một", depth=1)
        + numbered("Điểm a", depth=2)
        + numbered("Điểm b", depth=2)
        + numbered("Khoản hai", depth=1)
        + numbered("Lại điểm a", depth=2)
        + numbered("Đối tượng")
        + numbered("Lại khoản một", depth=1)
    )

    assert lines_of(word_file(path, body, numbering=lists(*levels))) == [
        "Điều 1. Phạm vi",
        "1. Khoản một",
        "a) Điểm a",
        "b) Điểm b",
        "2. Khoản hai",
        "a) Lại điểm a",
        "Điều 2. Đối tượng",
        "1. Lại khoản một",
    ]


def test_a_level_with_restart_zero_counts_through(path: Path) -> None:
    levels = [
        level(0, "Chương %1", "upperRoman"),
        level(1, "Điều %2.", extra='<w:lvlRestart w:val="0"/>'),
    ]
    body = "".join(
        numbered(text, depth=depth)
        for text, depth in [("Một", 0), ("a", 1), ("b", 1), ("Hai", 0), ("c", 1)]
    )

    assert lines_of(word_file(path, body, numbering=lists(*levels)))[-2:] == [
        "Chương II Hai",
        "Điều 3. c",
    ]


def test_nested_numbers_may_be_arabic_under_a_roman_level(path: Path) -> None:
    levels = [level(0, "%1.", "upperRoman"), level(1, "%1.%2.", extra="<w:isLgl/>")]
    body = numbered("Một") + numbered("Hai") + numbered("Con", depth=1)

    assert lines_of(word_file(path, body, numbering=lists(*levels))) == [
        "I. Một",
        "II. Hai",
        "2.1. Con",
    ]


def test_a_list_that_starts_anew_shares_its_definition(path: Path) -> None:
    second = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = (
        numbered("Một") + numbered("Hai") + numbered("Một", list_id=2) + numbered("Hai", list_id=2)
    )

    assert lines_of(word_file(path, body, numbering=lists(level(0, "%1."), more=second))) == [
        "1. Một",
        "2. Hai",
        "1. Một",
        "2. Hai",
    ]


def test_a_number_may_come_from_the_paragraph_style(path: Path) -> None:
    styles = (
        '<w:style w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="DieuDam"><w:basedOn w:val="Dieu"/></w:style>'
    )
    body = paragraph("Phạm vi", '<w:pStyle w:val="DieuDam"/>')
    file = word_file(path, body, numbering=lists(level(0, "Điều %1.")), styles=styles)

    assert read(file).text == "Điều 1. Phạm vi"


def test_bullets_are_signs_not_letters(path: Path) -> None:
    bullets = lists(level(0, "o", "bullet"), level(1, "-", "bullet"), level(2, "\uf0b7", "bullet"))
    body = numbered("Một") + numbered("Hai", depth=1) + numbered("Ba", depth=2)

    assert lines_of(word_file(path, body, numbering=bullets)) == ["• Một", "- Hai", "• Ba"]


@pytest.mark.parametrize(
    ("number", "numeral", "name"),
    [(1, "I", "a"), (4, "IV", "d"), (14, "XIV", "n"), (27, "XXVII", "aa")],
)
def test_numerals_are_those_word_prints(number: int, numeral: str, name: str) -> None:
    assert roman(number) == numeral
    assert letter(number) == name


def test_a_row_of_data_is_one_line_and_merged_cells_are_not_repeated(path: Path) -> None:
    span, down, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("STT", down) + cell("Chỉ tiêu", span),
        cell("", below) + cell("Giao") + cell("Đạt"),
        cell("1") + cell("10") + cell("12"),
    )

    assert lines_of(word_file(path, body)) == ["STT | Chỉ tiêu", "| Giao | Đạt", "1 | 10 | 12"]


@pytest.mark.parametrize("border", ["single", "none"])
def test_header_and_signature_tables_are_read_cell_by_cell(path: Path, border: str) -> None:
    bordered = border == "single"
    header = table(cell("SỞ MẪU") + cell("Độc lập - Tự do - Hạnh phúc"), bordered=bordered)
    signature = table(cell("Nơi nhận:") + cell("GIÁM ĐỐC"), bordered=bordered)

    assert lines_of(word_file(path, header + signature)) == [
        "SỞ MẪU",
        "Độc lập - Tự do - Hạnh phúc",
        "Nơi nhận:",
        "GIÁM ĐỐC",
    ]


def test_a_long_table_without_borders_is_still_data(path: Path) -> None:
    body = table(*(cell(str(number)) + cell("Mục") for number in range(8)), bordered=False)

    assert lines_of(word_file(path, body))[0] == "0 | Mục"


def test_a_text_box_is_read_once_and_its_position_never(path: Path) -> None:
    box = _TEXT_BOX.format(paragraph("Trong khung"))
    body = paragraph(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wp:posOffset>12345</wp:posOffset>"
        f"<wps:txbx>{box}</wps:txbx></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('Ngoài khung')}"
    )

    assert lines_of(word_file(path, body)) == ["Trong khung", "Ngoài khung"]


def test_footnotes_stand_at_the_end_with_the_number_of_their_mark(path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = paragraph(run("Điều 1") + mark + run(". Phạm vi")) + paragraph("Nội dung")
    notes = f'<w:footnote w:id="7">{paragraph("Được sửa đổi.")}</w:footnote>'

    assert lines_of(word_file(path, body, footnotes=notes)) == [
        "Điều 1[1]. Phạm vi",
        "Nội dung",
        "[1] Được sửa đổi.",
    ]


def test_page_headers_and_hidden_text_go_to_the_log(path: Path) -> None:
    body = paragraph(run("Hiện") + run("Ẩn", "<w:vanish/>"))
    text = read(word_file(path, body, header1=paragraph("Trang 2"), footer1=paragraph("Lưu 5")))

    assert text.text == "Hiện"
    assert text.removed == {
        "page header": ("Trang 2",),
        "page footer": ("Lưu 5",),
        "hidden text": ("Ẩn",),
    }


def test_content_controls_links_breaks_and_symbols_are_read_in_order(path: Path) -> None:
    body = (
        "<w:sdt><w:sdtContent>"
        + paragraph(run("Một") + "<w:r><w:tab/><w:br/></w:r>" + run("Hai"))
        + "</w:sdtContent></w:sdt>"
        + paragraph(
            f"<w:hyperlink>{run('liên kết')}</w:hyperlink>"
            '<w:r><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
            "<w:r><w:instrText> PAGE 99 </w:instrText></w:r>"
        )
    )

    assert lines_of(word_file(path, body)) == ["Một", "Hai", "liên kết-☒"]
