"""Thể thức: what stands around the body of an administrative document (all invented)."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.identity import Formalities, Signer, read_formalities

LETTER = """UBND TỈNH HOA BAN
SỞ CÔNG VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 945/SCV-CCVC
V/v báo cáo chuyên đề
HỎA TỐC
Hoa Ban, ngày 04 tháng 9 năm 2034
Kính gửi:
- Các sở, ban, ngành thuộc tỉnh;
- Ủy ban nhân dân các xã, phường,
đặc khu.
Thực hiện Chỉ thị số 909/CT-UBND, Sở Công vụ đề nghị các sở báo cáo./.
Nơi nhận:
- Như trên;
- Lưu: VT, CCVC.
TL. GIÁM ĐỐC
CHÁNH VĂN PHÒNG
Tòng Thị Giả Tỷ

Phụ lục
Nơi nhận:
- Ủy ban nhân dân tỉnh;
"""


def test_all_that_stands_around_the_body_of_a_letter_is_read() -> None:
    assert read_formalities(LETTER) == Formalities(
        type_name="Công văn",
        number="945/SCV-CCVC",
        symbol="",
        superior="Ủy ban nhân dân tỉnh Hoa Ban",
        issuer="Sở Công vụ tỉnh Hoa Ban",
        place="Hoa Ban",
        date=date(2034, 9, 4),
        title="về việc báo cáo chuyên đề",
        addressees=(
            "Các sở, ban, ngành thuộc tỉnh",
            "Ủy ban nhân dân các xã, phường, đặc khu",
        ),
        signer=Signer("TL.", "Chánh Văn phòng", "Tòng Thị Giả Tỷ", ("TL. GIÁM ĐỐC",)),
        recipients=("Như trên", "Lưu: VT, CCVC"),
        urgency="HỎA TỐC",
    )


KINDS = [
    ("BÁO CÁO\nKết quả cải cách hành chính", "971/BC-SCV", "Báo cáo"),
    ("KẾ HOẠCH\nKiểm tra công vụ", "972/KH-SCV", "Kế hoạch"),
    ("TỜ TRÌNH\nVề việc khen thưởng", "973/TTr-SCV", "Tờ trình"),
    ("THÔNG BÁO\nLịch nghỉ", "974/TB-SCV", "Thông báo"),
    ("QUYẾT ĐỊNH\nVề việc thành lập Tổ kiểm tra\nGIÁM ĐỐC SỞ CÔNG VỤ", "975/QĐ-SCV", "Quyết định"),
]


@pytest.mark.parametrize(("title", "number", "type_name"), KINDS)
def test_every_kind_of_administrative_document_is_read_alike(
    title: str, number: str, type_name: str
) -> None:
    found = read_formalities(
        "UBND TỈNH HOA BAN\nSỞ CÔNG VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Độc lập - Tự do - Hạnh phúc\nSố: {number}\nHoa Ban, ngày 04 tháng 9 năm 2034\n{title}\n"
        "Căn cứ Quyết định số 901/QĐ-UBND;\nI. MỤC ĐÍCH\nNơi nhận:\n- Lưu: VT.\n"
        "Q. GIÁM ĐỐC\nTòng Thị Giả Tỷ\n"
    )

    assert (found.type_name, found.number) == (type_name, number)
    assert (found.issuer, found.place) == ("Sở Công vụ tỉnh Hoa Ban", "Hoa Ban")
    assert found.signer == Signer("Q.", "Giám đốc", "Tòng Thị Giả Tỷ")
    assert found.addressees == ()


def test_a_draft_keeps_the_symbol_of_its_blank_number() -> None:
    draft = read_formalities("SỞ NỘI VỤ\nSố:      /SNV- XDCQ\nHoa Ban, ngày    tháng 12 năm 2033\n")

    assert (draft.number, draft.symbol, draft.date) == ("", "SNV-XDCQ", None)


ADDRESSED = [
    ("Kính gửi: Sở Công vụ tỉnh Hoa Ban\nThực hiện Công văn số 1", ("Sở Công vụ tỉnh Hoa Ban",)),
    ("Kính gửi: - Sở A; - Sở B.", ("Sở A", "Sở B")),
    (
        "Kính gửi: Các sở, ban, ngành,\nđoàn thể tỉnh.\nLời văn",
        ("Các sở, ban, ngành, đoàn thể tỉnh",),
    ),
    ("Kính gửi:\n- Sở A;\n- Sở B\nSở Công vụ nhận được", ("Sở A", "Sở B")),
    ("Không gửi ai.", ()),
    ("Kính gửi:", ()),
]


@pytest.mark.parametrize(("text", "addressees"), ADDRESSED)
def test_addressees_are_read_on_one_line_and_on_several(
    text: str, addressees: tuple[str, ...]
) -> None:
    assert read_formalities(f"V/v báo cáo\n{text}").addressees == addressees


def test_recipients_beside_a_signature_are_told_from_it() -> None:
    found = read_formalities(
        "Điều 1. Lời văn./.\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- Bộ X; KT. CHỦ TỊCH\n"
        "- Sở Y (2b); PHÓ CHỦ TỊCH\n- UBND các xã; Trần Ví Dụ\n- Lưu VT.\n"
    )

    assert found.recipients == ("Bộ X", "Sở Y (2b)", "UBND các xã", "Lưu VT")
    assert found.signer is not None
    assert found.signer.name == "Trần Ví Dụ"


def test_the_list_of_a_sample_form_behind_the_signature_is_not_the_documents() -> None:
    form = "Mẫu 1\n" + "Lời văn của mẫu.\n" * 30 + "Nơi nhận:\n- Như Điều 6;\n- Lưu: VT.\n"

    assert read_formalities(f"Điều 1. Lời văn./.\nGIÁM ĐỐC\nTrần Ví Dụ\n{form}").recipients == ()
