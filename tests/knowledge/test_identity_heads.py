"""Heads as sites, gazettes, signed PDFs and OCR leave them (all invented)."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.identity import identify

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"

HEADS = [
    (f"QUỐC HỘI\n{MOTTO}LUẬT\nTHÍ DỤ\nLuật này được Quốc hội thông qua ngày 2 tháng 6 năm 2032.\n"
     + "Phụ lục\n" + "Dòng của phụ lục\n" * 300, "date", date(2032, 6, 2)),
    (f"{MOTTO}LUẬT\nSỬA ĐỔI MỘT SỐ ĐIỀU CỦA LUẬT\nTHÍ DỤ SỐ 905/2032/QH99\nNguồn: trang web\n"
     "LUẬT\nSỬA ĐỔI MỘT SỐ ĐIỀU CỦA LUẬT THÍ D\nĐiều 1. Phạm vi\n", "number", "905/2032/QH99"),
    (f"{MOTTO}Số: 905/2032/TTLT-BNV-\nBTC-BCA\nTHÔNG TƯ LIÊN TỊCH\nVề thí dụ\n", "number",
     "905/2032/TTLT-BNV-BTC-BCA"),
    ("Người ký: CỔNG MẪU\n(Bản ký số, ngày ký: 16/06/2033)\nCHÍNH PHỦ\nSố: 901/2031/NĐ-CP\n"
     f"{MOTTO}NGHỊ ĐỊNH\nVề thí dụ\n", "number", "901/2031/NĐ-CP"),
    (f"THỦ TƯỚNG CHÍNH PHỦ\n{MOTTO}Số: #88/QĐ-TTg\nQUYẾT ĐỊNH\nVề thí dụ\n", "number", ""),
    (f"SỞ MẪU\nSố: 9/SM-VP\nV/v hoán đổi ngày\n30/4 và 01/5\n{MOTTO}"
     "Hoa Ban, ngày 12 tháng 4 năm 2033\nKính gửi: Sở A.\n", "date", date(2033, 4, 12)),
    (f"BỘ MẪU\n{MOTTO}THÔNG TƯ\nHướng dẫn thi hành một số điều của Luật\nThí dụ\nCăn cứ Luật;\n",
     "title", "Hướng dẫn thi hành một số điều của Luật Thí dụ"),
    (f"UBND TỈNH HOA BAN\nSỞ THÔNG TIN & TRUYỀN THÔNG\n{MOTTO}BÁO CÁO\nKết quả\n", "issuer",
     "Sở Thông tin và Truyền thông tỉnh Hoa Ban"),
    ("NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 94 /1998/NĐ-CP NGÀY 17 THÁNG 11 NĂM 1998\nQUY ĐỊNH CHI TIẾT THI "
     "HÀNH LUẬT THÍ DỤ\nSỐ 04/1998/QH10 NGÀY 20 THÁNG 5 NĂM 1998\nCăn cứ Luật;\n", "number",
     "94/1998/NĐ-CP"),
    (f"BỘ TÀI CHÍNH\n{MOTTO}Số: 40 /2000/TT/BTC -----\nTHÔNG TƯ\nHướng dẫn mẫu\n", "number",
     "40/2000/TT-BTC"),
    ("Nghị định của Chính phủ số 115/2003/NĐ-CP\nngày 10/10/2003 về chế độ thí dụ.\nCăn cứ Luật;\n",
     "number", "115/2003/NĐ-CP"),
    ("Nghị định của Chính phủ số 115/2003/NĐ-CP\nngày 10/10/2003 về chế độ thí dụ.\nCăn cứ Luật;\n",
     "title", "về chế độ thí dụ"),
    (f"CHÍNH PHỦ\n{MOTTO}NGHỊ ĐỊNH CỦA CHÍNH PHỦ\nQuy định việc thí dụ\nCHÍNH PHỦ\nCăn cứ;\n",
     "title", "Quy định việc thí dụ"),
    (f"SỞ MẪU\n{MOTTO}Số: 9/QĐ-SM\nHoa Ban, ngày 14 tháng5 năm 2038\nQUYẾT ĐỊNH\nVề mẫu\n", "date",
     date(2038, 5, 14)),
    ("QUY ĐỊNH\nVỀ MẪU\n(Ban hành kèm theo Quyết định số …05…./2036/ QĐ-UBND của UBND tỉnh H)\n",
     "number", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "field", "value"), HEADS)
def test_what_real_heads_do_to_a_reader_is_undone(text: str, field: str, value: object) -> None:
    assert getattr(identify(text), field) == value


def test_a_consolidated_text_is_dated_in_its_box_not_in_a_footnote() -> None:
    text = (
        f"{MOTTO}NGHỊ ĐỊNH\nVề thí dụ\nĐiều 1. Phạm vi\nBỘ MẪU\nXÁC THỰC VĂN BẢN HỢP NHẤT\n"
        "Số: 2651/VBHN-BNV\nHà Nội, ngày 21 tháng 6 năm 2034\nKT. BỘ TRƯỞNG\n"
        + "Chú thích của trang.\n" * 9
        + "ngày 08 tháng 9 năm 2032\n"
    )

    assert identify(text).date == date(2034, 6, 21)


def test_a_form_is_named_by_its_heading_below_the_note() -> None:
    form = identify(
        "Mẫu số: 01/TK\n(Ban hành kèm theo Thông tư số 28/2031/TT-BTC ngày 28/02/2031 của Bộ Tài "
        f"chính)\n{MOTTO}TỜ KHAI LỆ PHÍ MẪU\n[01] Kỳ tính\n"
    )

    assert (form.title, form.host) == ("Tờ khai lệ phí mẫu", "28-2031-tt-btc")
