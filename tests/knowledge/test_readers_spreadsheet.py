"""Spreadsheets: rows as lines, heads resolved, cells with their address and what they show."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from knowledge import messages
from knowledge.model import KnowledgeError, Span
from knowledge.readers import read
from knowledge.readers.sheet import cells
from knowledge.readers.sheet.number_formats import displayed, is_date_format, moment
from knowledge.readers.sheet.spreadsheet import place_of, places, read_sheets


def workbook(path: Path, *sheets: tuple[str, Callable[[Worksheet], None]]) -> Path:
    """An .xlsx of sheets by name, each filled by a function."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, fill in sheets:
        fill(book.create_sheet(name))
    book.save(path)
    return path


def form(sheet: Worksheet) -> None:
    """A form as offices send it: letterhead, title, a head of two rows, groups, a signature."""
    sheet["A1"], sheet["D1"] = "SỞ MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A3"] = "DANH SÁCH BIÊN CHẾ"
    sheet["A4"], sheet["B4"], sheet["C4"], sheet["E4"] = "STT", "Đơn vị", "Biên chế", "Ghi chú"
    sheet["C5"], sheet["D5"] = "Giao", "Tỷ lệ"
    sheet.append(["I", "Khối mẫu"])
    sheet.append([1, "Phòng Tổ chức", 1234.5, 0.125, datetime(2031, 3, 5)])  # noqa: DTZ001
    sheet.append([2, None, 7, 1, "đủ"])
    for area in ("A1:B1", "D1:E1", "A3:E3", "A4:A5", "B4:B5", "C4:D4", "E4:E5", "B7:B8"):
        sheet.merge_cells(area)
    sheet["C7"].number_format, sheet["D7"].number_format = "#,##0.0", "0.0%"
    sheet["D8"].number_format, sheet["E7"].number_format = "0%", "dd/mm/yyyy"
    sheet["A10"], sheet["D10"] = "Nơi nhận:", "GIÁM ĐỐC"


FORM_TEXT = """Trang tính: Biểu 01
SỞ MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
DANH SÁCH BIÊN CHẾ
STT | Đơn vị | Biên chế – Giao | Biên chế – Tỷ lệ | Ghi chú
I | Khối mẫu
1 | Phòng Tổ chức | 1.234,5 | 12,5% | 05/03/2031
2 | Phòng Tổ chức | 7 | 100% | đủ
Nơi nhận:
GIÁM ĐỐC"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "phu-luc.xlsx"


def test_a_form_is_read_row_by_row_below_a_head_in_one_line(path: Path) -> None:
    assert read(workbook(path, ("Biểu 01", form))).text == FORM_TEXT


def test_a_cell_is_found_by_its_address_with_what_stands_above_it(path: Path) -> None:
    (sheet,) = read_sheets(workbook(path, ("Biểu 01", form)).read_bytes(), path.name)
    amount, share, day = (sheet.cell(address) for address in ("C7", "d7", "E7"))

    assert amount and (amount.value, amount.text) == (1234.5, "1.234,5")
    assert (amount.number_format, amount.header) == ("#,##0.0", ("Biên chế", "Giao"))
    assert share and (share.text, share.header[-1]) == ("12,5%", "Tỷ lệ")
    assert day and day.value == datetime(2031, 3, 5)  # noqa: DTZ001
    assert sheet.cell("C99") is None


def test_words_of_the_stored_text_lead_back_to_their_cell(path: Path) -> None:
    data = workbook(path, ("Biểu 01", form), ("Biểu 02", form)).read_bytes()
    text = read(path).text
    found = places(text, read_sheets(data, path.name))
    start = text.rindex("1.234,5")
    place = place_of(Span(start, start + 3), found)

    assert place is not None
    assert place.name == "trang tính Biểu 02, ô C7"
    assert all(place.span.of(text) == " ".join(place.cell.text.split()) for place in found)


def bare_head(sheet: Worksheet) -> None:
    sheet.append(["TT", "Tên", "Số lượng", None, "Ghi chú"])
    sheet.append([None, None, "Nam", "Nữ"])
    sheet.append([1, "Tổ mẫu", 3, 4])


def test_a_head_of_two_rows_without_merged_cells_is_resolved(path: Path) -> None:
    assert read(workbook(path, ("Sheet1", bare_head))).text == (
        "TT | Tên | Số lượng – Nam | Số lượng – Nữ | Ghi chú\n1 | Tổ mẫu | 3 | 4"
    )


def test_hidden_sheets_are_told_and_logged(path: Path) -> None:
    def hidden(sheet: Worksheet) -> None:
        sheet["A1"] = "Danh mục nháp"
        sheet.sheet_state = "veryHidden"

    text = read(workbook(path, ("Sheet1", bare_head), ("Nháp", hidden)))

    assert "nháp" not in text.text
    assert text.removed["hidden sheet"] == ("Trang tính: Nháp\nDanh mục nháp",)
    assert text.warnings == (messages.HIDDEN_SHEETS.format(names="Nháp"),)


def edit_sheet(path: Path, pattern: str, replacement: str) -> None:
    """Change the XML of the first sheet, which openpyxl cannot write so."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    changed = re.sub(pattern, replacement, parts[name].decode())
    assert changed != parts[name].decode()
    parts[name] = changed.encode()
    with zipfile.ZipFile(path, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)


def test_formulas_show_what_was_computed_or_are_told(path: Path) -> None:
    def computing(sheet: Worksheet) -> None:
        bare_head(sheet)
        sheet["C4"], sheet["D4"] = "=SUM(C3:C3)", "=SUM(D3:D3)"
        sheet["B4"] = "Cộng"

    workbook(path, ("Sheet1", computing))
    edit_sheet(path, r"(SUM\(C3:C3\)</f>)<v ?/?>(</v>)?", r"\1<v>3</v>")
    text = read(path)

    assert text.text.endswith("Cộng | 3")
    assert text.warnings == (messages.UNCOMPUTED_CELLS.format(count=1),)


def test_cells_in_a_legacy_font_are_read_in_unicode(path: Path) -> None:
    def legacy(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"] = "Céng hoµ x· héi", "quý I năm 2031"
        sheet["A1"].font = Font(name=".VnTime")

    text = read(workbook(path, ("Sheet1", legacy)))

    assert text.text == "Cộng hoà xã hội\nquý I năm 2031"
    assert text.warnings == (messages.CONVERTED_ENCODING.format(encoding="TCVN3 (ABC)"),)


def test_a_range_merged_over_the_whole_sheet_costs_nothing(path: Path) -> None:
    def spread(sheet: Worksheet) -> None:
        sheet["A1"] = "Một ô"

    workbook(path, ("Sheet1", spread))
    merged = '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    edit_sheet(path, "</sheetData>", merged)

    assert read(path).text == "Một ô"


def test_more_cells_than_a_document_has_are_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "MOST_CELLS", 5)

    with pytest.raises(KnowledgeError, match="có hơn 5 ô"):
        read(workbook(path, ("Sheet1", form)))


SHOWN = (
    (1234.5, "#,##0.0", "1.234,5"),
    (1234567.0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "1.234.567"),
    (0.0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
    (-5.0, "#,##0;(#,##0)", "(5)"),
    (-1234.5, "#,##0.00", "-1.234,50"),
    (0.125, "0.0%", "12,5%"),
    (3.0, "000", "003"),
    (0.1 + 0.2, "General", "0,3"),
    (12_000.0, "#,##0 [$₫-42A]", "12.000 ₫"),
    (5.0, '0" người"', "5 người"),
    (2.5, "# ?/?", "2,5"),
    (1_500_000.0, "#,##0,", "1.500"),
    (True, "General", "ĐÚNG"),
    ("00123", "@", "00123"),
    (float("inf"), "0.00", "inf"),
    (1.0, "0." + "0" * 100_000, "1"),
)


@pytest.mark.parametrize(("value", "number_format", "text"), SHOWN)
def test_a_number_is_shown_as_excel_shows_it(
    value: float | str, number_format: str, text: str
) -> None:
    assert displayed(value, number_format) == text


DAYS = (
    (45356.0, "dd/mm/yyyy", "05/03/2024"),
    (45356.75, "d/m/yy hh:mm", "5/3/24 18:00"),
    (45356.75, "h:mm AM/PM", "6:00 CH"),
    (45356.0, '"Ngày" d "tháng" m', "Ngày 5 tháng 3"),
    (1.5, "[h]:mm", "36:00"),
)


@pytest.mark.parametrize(("serial", "number_format", "text"), DAYS)
def test_a_serial_number_with_a_date_format_is_a_day(
    serial: float, number_format: str, text: str
) -> None:
    day = moment(serial)

    assert is_date_format(number_format) and day is not None
    assert displayed(day, number_format) == text


def test_amounts_are_no_days_and_days_beyond_the_calendar_are_none() -> None:
    formats = ("General", '#,##0 "đồng"', "[Red]0.00", "0.00E+00", "@")

    assert not any(is_date_format(one) for one in formats)
    assert moment(-1) is None and moment(3e9) is None


@pytest.mark.check
@pytest.mark.needs_libreoffice
def test_open_documents_and_old_workbooks_read_like_new_ones(path: Path) -> None:
    from knowledge.readers import office

    data = workbook(path, ("Biểu 01", form)).read_bytes()
    for suffix in (".ods", ".xls"):
        office_file = path.with_suffix(suffix)
        office_file.write_bytes(office.converted(data, path.name, ".xlsx", suffix))

        assert read(office_file).text == FORM_TEXT


@pytest.mark.parametrize(
    ("name", "words", "address", "shown"),
    [
        ("2005-391F5_Danh_muc.xls", "Mã số theo biểu thuế nhập khẩu – Nhóm", "C5", "7308"),
        ("2006-Bieu-ban-hanh-kem-theo-TT04.xls", "Năm sinh – Nam | Năm sinh – Nữ", "A11", "1"),
    ],
)
def test_real_annexes_in_old_fonts_are_read_with_their_heads(
    shared_data: Path, name: str, words: str, address: str, shown: str
) -> None:
    path = shared_data / "files" / "legacy-encodings" / "tcvn3" / name
    cell = read_sheets(path.read_bytes(), name)[0].cell(address)

    assert words in read(path).text
    assert cell and cell.text == shown
