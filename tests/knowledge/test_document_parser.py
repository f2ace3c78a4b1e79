"""Which parser divides a text: by Điều, or by mục I., 1., a) (all texts invented)."""

from __future__ import annotations

import pytest

from knowledge.document_parser import parse
from knowledge.model import DocumentKind, Metadata, ReadText

DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH HOA BAN
Số: 09/2033/CT-UBND
Hoa Ban, ngày 15 tháng 4 năm 2033
CHỈ THỊ
Về việc tiếp công dân mẫu
Ủy ban nhân dân tỉnh yêu cầu:
1. Các sở tiếp công dân:
a) Lập lịch tiếp;
b) Công bố lịch.
2. Các xã báo cáo.
"""

TEXTS = [
    (DIRECTIVE, ["cl_1", "cl_1/pt_a", "cl_1/pt_b", "cl_2"]),
    ("CHÍNH PHỦ\nSố: 901/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề mẫu\nĐiều 1. Phạm vi\n1. Một\n",
     ["art_1", "art_1/cl_1"]),
    ("SỞ MẪU\nSố: 9/QĐ-SM\nQUYẾT ĐỊNH\nVề mẫu\nĐiều 1. Lập Tổ mẫu.\n", ["art_1"]),
    ("SỞ MẪU\nSố: 9/BC-SM\nBÁO CÁO\nKết quả\nI. MỘT\n1. Hai\n", ["sec_I", "sec_I/cl_1"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "keys"), TEXTS)
def test_a_text_is_divided_as_it_is_numbered(text: str, keys: list[str]) -> None:
    document = parse(ReadText(text))
    front = f"{document.key}/front"

    assert [unit.key for unit in document.provisions] == [
        front,
        *(f"{document.key}/{key}" for key in keys),
    ]


def test_who_the_document_is_may_be_known_better_than_from_its_text() -> None:
    known = Metadata("9-bc-sm-2033", DocumentKind.REPORT, "Báo cáo", "9/BC-SM")

    assert parse(ReadText("I. MỘT\nLời văn.\n"), known).metadata is known


def test_warnings_of_the_reader_stand_before_those_of_the_parser() -> None:
    document = parse(ReadText("I. MỘT\nIII. BA\n", warnings=("Trang 1 mờ.",), pages=(0,)))

    assert document.warnings == ("Trang 1 mờ.", "Số thứ tự không liên tục: sau Mục 1 là Mục 3.")
    assert document.pages == (0,)
