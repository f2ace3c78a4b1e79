"""Identity: type, number, date, issuer, title and host from the text's own words (all invented)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.identity import Signer, document_key, identify, signer_of
from knowledge.model import DocumentKind
from knowledge.readers import read

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"

DECREE = f"""CHÍNH PHỦ
Số: 901/2031/NĐ-CP
{MOTTO}Hà Nội, ngày 05 tháng 3 năm 2031
NGHỊ ĐỊNH
Về công tác văn thư mẫu
Căn cứ Luật Tổ chức Chính phủ số 902/2030/QH16;
Điều 1. Phạm vi
"""

DECREE_OF_A_PDF = """CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 901/2031/NĐ-CP Hà Nội, ngày 05 tháng 3 năm 2031 NGHỊ ĐỊNH
Về công tác
văn thư mẫu
Căn cứ Luật Tổ chức Chính phủ;
"""

DECREE_WITHOUT_LETTERHEAD = """NGHỊ ĐỊNH
CỦA CHÍNH PHỦ SỐ 901/2031/NĐ-CP NGÀY 05 THÁNG 3 NĂM 2031
VỀ CÔNG TÁC VĂN THƯ MẪU
CHÍNH PHỦ
Căn cứ Luật Tổ chức Chính phủ;
"""


@pytest.mark.parametrize("text", [DECREE, DECREE_OF_A_PDF, DECREE_WITHOUT_LETTERHEAD])
def test_a_decree_is_known_whatever_its_header_looks_like(text: str) -> None:
    found = identify(text)

    assert (found.key, found.kind) == ("901-2031-nd-cp", DocumentKind.LEGAL)
    assert (found.type_name, found.number) == ("Nghị định", "901/2031/NĐ-CP")
    assert (found.issuer, found.date) == ("Chính phủ", date(2031, 3, 5))
    assert found.title == "về công tác văn thư mẫu"
    assert found.host is None


def test_a_law_is_dated_by_its_passing_and_named_without_its_type() -> None:
    law = identify(
        f"QUỐC HỘI\n{MOTTO}Luật số: 905/2032/QH99\nLUẬT\nCÔNG CHỨC MẪU\n"
        "Căn cứ Hiến pháp;\nQuốc hội ban hành Luật Công chức mẫu.\nĐiều 1. Phạm vi\n"
        "Luật này được Quốc hội khóa XCIX thông qua ngày 18 tháng 11 năm 2032.\n"
    )

    assert (law.key, law.type_name, law.title) == ("905-2032-qh99", "Luật", "Công chức mẫu")
    assert (law.issuer, law.date) == ("Quốc hội", date(2032, 11, 18))


def test_a_law_without_a_header_is_known_by_its_title_line() -> None:
    law = identify("Luật Công chức mẫu số 905/2032/QH99\nĐiều 1. Phạm vi\n")

    assert (law.key, law.type_name, law.title) == ("905-2032-qh99", "Luật", "Công chức mẫu")


LETTER = f"""UBND TỈNH HOA BAN
SỞ NỘI VỤ
Số: 1546/SNV-CCVC
V/v báo cáo chuyên đề về
đùn đẩy trách nhiệm
{MOTTO}Hoa Ban, ngày 25 tháng 8 năm 2033
Kính gửi: Ban Dân tộc tỉnh.
"""


def test_a_letter_has_its_subject_for_a_title_and_its_date_in_the_key() -> None:
    letter = identify(LETTER)

    assert letter.key == "1546-snv-ccvc-2033-08-25-tinh-hoa-ban"
    assert (letter.kind, letter.type_name) == (DocumentKind.ADMINISTRATIVE, "Công văn")
    assert letter.title == "về việc báo cáo chuyên đề về đùn đẩy trách nhiệm"
    assert letter.issuer == "Sở Nội vụ tỉnh Hoa Ban"


def test_a_draft_without_number_and_day_gets_neither() -> None:
    draft = identify(
        f"SỞ NỘI VỤ\nSố:        /KH-SNV\n{MOTTO}Hoa Ban, ngày    tháng 12 năm 2033\n"
        "KẾ HOẠCH\nĐào tạo công chức\nI. MỤC ĐÍCH\n"
    )

    assert (draft.number, draft.date) == ("", None)
    assert draft.key.startswith("ke-hoach-dao-tao-cong-chuc-")


REPORT_WITHOUT_HEADER = """BÁO CÁO

Thực trạng và giải pháp khắc phục tình trạng né tránh trách nhiệm

Thực hiện Công văn số 1546/SNV-CCVC ngày 25/8/2033 của Sở Nội vụ; Ban Dân tộc báo cáo như sau:

I. Tình hình thực hiện

Ban Dân tộc tỉnh Hoa Ban báo cáo để Sở Nội vụ tổng hợp./.

Nơi nhận:
- Sở Nội vụ;
- Lưu VT.
**KT. TRƯỞNG BAN
PHÓ TRƯỞNG BAN**

Nguyễn Thí Dụ
"""


def test_a_report_without_header_is_known_by_what_it_says_of_itself() -> None:
    report = identify(REPORT_WITHOUT_HEADER)

    assert (report.kind, report.type_name, report.number) == (DocumentKind.REPORT, "Báo cáo", "")
    assert report.title.startswith("Thực trạng và giải pháp")
    assert (report.issuer, report.date) == ("Ban Dân tộc tỉnh Hoa Ban", None)


def test_a_party_document_is_told_from_a_state_one() -> None:
    party = identify(
        "TỈNH ỦY HOA BAN\n*\nSố 901-KL/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Hoa Ban, ngày 15 tháng 02 năm 2033\nKẾT LUẬN\n"
        "của Ban Thường vụ Tỉnh ủy về bảo vệ cán bộ\n-----\nNgày 01 tháng 2, ...\n"
    )

    key = "901-kl-tu-2033-02-15-tinh-uy-hoa-ban"
    assert (party.key, party.kind) == (key, DocumentKind.PARTY)
    assert (party.number, party.title) == ("901-KL/TU", "về bảo vệ cán bộ")
    assert party.issuer == "Tỉnh ủy Hoa Ban"


@pytest.mark.parametrize(
    ("letterhead", "issuer"),
    [
        ("TỈNH ỦY HOA BAN | ĐẢNG CỘNG SẢN VIỆT NAM", "Tỉnh ủy Hoa Ban"),
        ("TỈNH UỶ\nHOA BAN", "Tỉnh ủy Hoa Ban"),
        ("Tỉnh ủy HOA BAN", "Tỉnh ủy Hoa Ban"),
        ("BAN THƯỜNG VỤ TỈNH ỦY HOA BAN", "Ban Thường vụ Tỉnh ủy Hoa Ban"),
        ("ĐẢNG BỘ TỈNH HOA BAN\nĐẢNG ỦY XÃ BẰNG LĂNG", "Đảng ủy xã Bằng Lăng"),
    ],
)
def test_a_body_of_the_party_is_spelled_officially(letterhead: str, issuer: str) -> None:
    text = (
        f"{letterhead}\n*\nSố 901-KL/TU | Hoa Ban, ngày 15 tháng 02 năm 2033\nKẾT LUẬN\nvề thí dụ\n"
    )

    assert (identify(text).issuer, identify(text).date) == (issuer, date(2033, 2, 15))


@pytest.mark.parametrize("end", [":", "."])
def test_the_first_sentence_is_no_part_of_the_title(end: str) -> None:
    text = (
        "TỈNH ỦY HOA BAN\nSố 901-KL/TU\nKẾT LUẬN\ncủa Ban Thường vụ Tỉnh ủy về khuyến khích\n"
        f"cán bộ (văn bản mẫu)\nTại phiên họp ngày 10/02/2033, Tỉnh ủy kết luận như sau{end}\n"
    )

    assert identify(text).title == "về khuyến khích cán bộ (văn bản mẫu)"


@pytest.mark.parametrize("border", [" | ", " ", "\n"])
def test_number_and_date_may_share_a_line(border: str) -> None:
    text = (
        f"QUỐC HỘI\nLuật số: 905/2032/QH99{border}Bằng Lăng, ngày 18 tháng 11 năm 2032\nLUẬT MẪU\n"
    )

    assert identify(text).date == date(2032, 11, 18)


def test_numbers_of_local_bodies_carry_their_place_in_the_key() -> None:
    decision = identify(
        f"ỦY BAN NHÂN DÂN\nTỈNH HOA BAN\n{MOTTO}Số: 915/2033/QĐ-UBND\n"
        "Hoa Ban, ngày 25 tháng 5 năm 2033\nQUYẾT ĐỊNH\nBan hành Quy chế tiếp công dân mẫu\n"
        "ỦY BAN NHÂN DÂN TỈNH HOA BAN\nCăn cứ Luật Tiếp công dân;\n"
    )

    assert decision.key == "915-2033-qd-ubnd-tinh-hoa-ban"
    assert decision.issuer == "Ủy ban nhân dân tỉnh Hoa Ban"
    assert decision.title == "Ban hành Quy chế tiếp công dân mẫu"


ANNEX = """Phụ lục I
THỂ THỨC VĂN BẢN MẪU
(Kèm theo Nghị định số 901/2031/NĐ-CP
ngày 05 tháng 3 năm 2031 của Chính phủ)
Phần I
QUY ĐỊNH CHUNG
"""


def test_an_annex_in_a_file_of_its_own_names_its_host() -> None:
    annex = identify(ANNEX)

    assert (annex.key, annex.host) == ("901-2031-nd-cp/anx_I", "901-2031-nd-cp")
    assert (annex.number, annex.issuer) == ("901/2031/NĐ-CP", "Chính phủ")
    assert (annex.title, annex.date) == ("Thể thức văn bản mẫu", date(2031, 3, 5))
    assert annex.kind is DocumentKind.LEGAL


def test_a_regulation_issued_with_a_decision_joins_it_by_name() -> None:
    annex = identify(
        "QUY CHẾ\nTiếp công dân mẫu\n(Ban hành kèm theo Quyết định số 915/2033/QĐ-UBND "
        "ngày 25/5/2033 của Ủy ban nhân dân tỉnh Hoa Ban)\nChương I\nQUY ĐỊNH CHUNG\n"
    )

    assert annex.host == "915-2033-qd-ubnd-tinh-hoa-ban"
    assert annex.key == f"{annex.host}/anx_Quy-chế"


def test_a_consolidated_text_is_not_the_document_it_consolidates() -> None:
    found = identify(
        f"{MOTTO}THÔNG TƯ\nHướng dẫn báo cáo mẫu\n"
        "Thông tư số 930/2031/TT-BNV ngày 01 tháng 6 năm 2031 có hiệu lực từ ngày ký.\n"
        "Điều 1. Phạm vi\nSố: 931/VBHN-BNV\nXÁC THỰC VĂN BẢN HỢP NHẤT\n"
        "Hà Nội, ngày 21 tháng 02 năm 2033\nKT. BỘ TRƯỞNG\n"
    )

    assert (found.number, found.type_name) == ("931/VBHN-BNV", "Văn bản hợp nhất")
    assert found.key == "931-vbhn-bnv-2033-02-21"


def test_a_text_without_head_takes_the_number_its_own_title_begins_with() -> None:
    body = "Điều 1. Phạm vi điều chỉnh\nNghị định này quy định về công tác văn thư mẫu.\n"

    assert identify(body).type_name == "Nghị định"
    assert identify(body).kind is DocumentKind.LEGAL
    assert identify(body, title="Nghị định 901/2031/NĐ-CP về văn thư").key == "901-2031-nd-cp"
    assert identify("Lời văn.", title="Hướng dẫn Nghị định 901/2031/NĐ-CP").number == ""


@pytest.mark.parametrize("text", ["", "\n\n", "Danh sách quà tặng\nbánh | kẹo", "12345"])
def test_a_text_that_says_nothing_of_itself_stays_unknown(text: str) -> None:
    found = identify(text)

    assert (found.kind, found.type_name, found.number) == (DocumentKind.OTHER, "", "")
    assert (found.issuer, found.date, found.host) == ("", None, None)
    assert found.key


KEYS = [
    ({"number": "30/2020/NĐ-CP"}, "30-2020-nd-cp"),
    ({"number": "1/2024/TT-BNV"}, "01-2024-tt-bnv"),
    ({"number": "80/2025/QH15"}, "80-2025-qh15"),
    ({"number": "14-KL/TW", "issued": date(2021, 9, 22)}, "14-kl-tw-2021-09-22"),
    ({"number": "1546/SNV-CCVC", "issued": date(2023, 8, 25)}, "1546-snv-ccvc-2023-08-25"),
    ({"number": "", "type_name": "Báo cáo", "title": "Đề tài", "issued": date(2023, 9, 1)}, ""),
]


@pytest.mark.parametrize(("parts", "key"), KEYS)
def test_a_key_is_folded_and_dated_where_numbers_repeat(parts: dict[str, object], key: str) -> None:
    assert document_key(**parts) == (key or "bao-cao-de-tai-2023-09-01")  # type: ignore[arg-type]


def test_two_undated_texts_with_one_number_have_two_keys() -> None:
    keys = {document_key("12/UBND-VX", text=text) for text in ("một", "hai")}

    assert len(keys) == 2


@given(st.text("CHÍNPUỦSố:/901NĐ-cộngòaà Đ()|\n", max_size=400))
def test_any_text_gets_a_key_and_no_error(text: str) -> None:
    assert identify(text).key


REAL = [
    ("nd30/30_2020_ND_CP.docx", "30-2020-nd-cp"),
    ("nd30/Phuluc1.docx", "30-2020-nd-cp/anx_I"),
    ("nd30/Phuluc6.docx", "30-2020-nd-cp/anx_VI"),
    ("laws-docx/VBPL_179106.docx", "80-2025-qh15"),
    ("laws-docx/VBPL_14836.docx", "75-2006-qh11"),
    ("congbao-pdf/nghi-dinh-so-161-2026-nd-cp-469550.pdf", "161-2026-nd-cp"),
    ("congbao-pdf/thong-tu-so-21-2026-tt-btc-469148.pdf", "21-2026-tt-btc"),
]


@pytest.mark.needs_shared_data
@pytest.mark.parametrize(("path", "key"), REAL)
def test_real_files_are_identified(shared_data: Path, path: str, key: str) -> None:
    assert identify(read(shared_data / "files" / path).text).key == key


@pytest.mark.needs_shared_data
def test_the_report_the_project_was_born_from_is_identified(shared_data: Path) -> None:
    text = (shared_data / "seed-report.txt").read_text(encoding="utf-8")
    found = identify(text)

    assert (found.kind, found.issuer) == (DocumentKind.REPORT, "Ban Dân tộc tỉnh Quảng Ngãi")
    assert found.date is None
    assert signer_of(text) == Signer(
        "KT.", "Phó Trưởng ban", "Nguyễn Thế Nhân", ("KT. TRƯỞNG BAN",)
    )


CONSOLIDATED = """VĂN PHÒNG QUỐC HỘI
LUẬT
THƯ VIỆN MẪU
Luật Thư viện mẫu số 905/2032/QH99 ngày 01 tháng 6 năm 2032 của Quốc hội, có hiệu lực kể từ ngày 01
tháng 01 năm 2033, được sửa đổi, bổ sung bởi:
Luật số 906/2034/QH99 ngày 02 tháng 6 năm 2034 của Quốc hội sửa đổi, bổ sung một số điều.
Điều 1. Phạm vi điều chỉnh
Luật này quy định về thư viện mẫu.
"""


@pytest.mark.parametrize(
    "text",
    [
        CONSOLIDATED,
        f"Số: 99/VBHN-VPQH\n{CONSOLIDATED}",
        f"{CONSOLIDATED}XÁC THỰC VĂN BẢN HỢP NHẤT\nSố: 99/VBHN-VPQH\n",
    ],
)
def test_a_consolidated_text_is_linked_to_its_original_and_is_no_second_law(text: str) -> None:
    metadata = identify(text)

    assert metadata.consolidates == "905-2032-qh99"
    assert metadata.type_name == "Văn bản hợp nhất"
    assert metadata.number in ("", "99/VBHN-VPQH")
    assert metadata.key != "905-2032-qh99"


def test_a_law_that_speaks_of_its_amendments_consolidates_nothing() -> None:
    law = CONSOLIDATED.replace("LUẬT\n", "Luật số: 907/2035/QH99\nLUẬT\n", 1)

    assert identify(law).consolidates is None
    assert identify(law).number == "907/2035/QH99"
