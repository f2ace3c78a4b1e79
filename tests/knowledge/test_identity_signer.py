"""Signatures: who signed, in whose name, in every form that offices print (all invented)."""

from __future__ import annotations

import pytest

from knowledge.identity import Signer, signer_of

SIGNED_BY_A_DEPUTY = """Ban Dân tộc báo cáo để Sở Nội vụ tổng hợp./.

Nơi nhận:
- Sở Nội vụ;
- Lưu VT.
**KT. TRƯỞNG BAN
PHÓ TRƯỞNG BAN**

Nguyễn Thí Dụ
"""


def test_a_deputy_signs_in_the_name_of_the_head() -> None:
    assert signer_of(SIGNED_BY_A_DEPUTY) == Signer(
        "KT.", "Phó Trưởng ban", "Nguyễn Thí Dụ", ("KT. TRƯỞNG BAN",)
    )


def test_the_signature_stands_before_annexes_and_samples_are_none() -> None:
    text = "Nơi nhận:\n- Lưu.\nGIÁM ĐỐC\n(Đã ký)\nTrần Ví Dụ\nPhụ lục\nGIÁM ĐỐC\nNguyễn Văn A\n"

    assert signer_of(text) == Signer("", "Giám đốc", "Trần Ví Dụ")
    assert signer_of("GIÁM ĐỐC\nNguyễn Văn A\n") is None
    assert signer_of("Không ai ký.") is None


SIGNATURES = [
    ("BỘ TRƯỞNG\nĐại tướng Trần Ví Dụ", Signer("", "Bộ trưởng", "Trần Ví Dụ")),
    ("HIỆU TRƯỞNG\nPGS.TS. Trần Ví Dụ", Signer("", "Hiệu trưởng", "Trần Ví Dụ")),
    ("GIÁM ĐỐC(Đã ký)\nTrần Ví Dụ", Signer("", "Giám đốc", "Trần Ví Dụ")),
    ("GIÁM ĐỐCĐã ký: Trần Ví Dụ", Signer("", "Giám đốc", "Trần Ví Dụ")),
    ("TỔNG THANH TRA\nTrần Ví Dụ – Đã ký", Signer("", "Tổng Thanh tra", "Trần Ví Dụ")),
    ("Q. GIÁM ĐỐC\nTrần Ví Dụ", Signer("Q.", "Giám đốc", "Trần Ví Dụ")),
    (
        "TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ\nTrần Ví Dụ",
        Signer("TUQ.", "Giám đốc Sở Nội vụ", "Trần Ví Dụ", ("TUQ. CHỦ TỊCH",)),
    ),
    (
        "| KT. BỘ TRƯỞNG THỨ TRƯỞNG Trần Ví Dụ",
        Signer("KT.", "Thứ trưởng", "Trần Ví Dụ", ("KT. BỘ TRƯỞNG",)),
    ),
    (
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Ví Dụ",
        Signer("KT.", "Phó Chủ tịch", "Trần Ví Dụ", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")),
    ),
    (
        "Nơi nhận: TM. UỶ BAN NHÂN DÂN\n- Bộ X; KT.CHỦ TỊCH\n- Sở Y (2b); PHÓ CHỦ TỊCH\n"
        "- Như Điều 3; (Đã ký)\n- UBND các xã; Trần Ví Dụ\n- Lưu VT.",
        Signer("KT.", "Phó Chủ tịch", "Trần Ví Dụ", ("TM. UỶ BAN NHÂN DÂN", "KT. CHỦ TỊCH")),
    ),
]


@pytest.mark.parametrize(("signature", "signer"), SIGNATURES)
def test_a_signature_is_read_in_every_form_that_offices_print(
    signature: str, signer: Signer
) -> None:
    assert signer_of(f"Điều 1. Phạm vi\nLời văn./.\n{signature}\n") == signer


def test_who_certifies_a_copy_has_not_signed_the_document() -> None:
    law = "Điều 1. Phạm vi\n" * 20
    copy = "Số 10/SY-VPX\nSAO Y BẢN CHÍNH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nTrần Ví Dụ\n"

    assert signer_of(f"{law}{copy}") is None
