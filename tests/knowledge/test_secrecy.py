"""A mark of secrecy keeps a file out; words that only speak of secrecy do not."""

from __future__ import annotations

import unicodedata

import pytest

from knowledge.secrecy import secrecy_mark

_BODY = "\n".join(f"{number}. Nội dung thứ {number} của kế hoạch." for number in range(1, 40))


def _document(line: str) -> str:
    return f"ỦY BAN NHÂN DÂN\nTỈNH MẪU\n{line}\nSố: 12/BC-UBND\n{_BODY}\nNơi nhận:\n- Như trên."


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("Tối mật", "TỐI MẬT"),
        ("M Ậ T", "MẬT"),
        ("T Ố I M Ậ T", "TỐI MẬT"),
        ("T.U.Y.Ệ.T M.Ậ.T", "TUYỆT MẬT"),
        ("[MẬT]", "MẬT"),
        ("| MẬT |", "MẬT"),
        ("┌ TỐI MẬT ┐", "TỐI MẬT"),
        ("lMẬTl", "MẬT"),
        ("IMÂT", "MẬT"),
        ("TOI MAT", "TỐI MẬT"),
        ("TUYÊT MÂT", "TUYỆT MẬT"),
        ("MẬT - HỎA TỐC", "MẬT"),
        ("MẬT Bản số: 03", "MẬT"),
        ("BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT", "TỐI MẬT"),
        ("Độ mật: Mật", "MẬT"),
        ("Độ mật: TUYỆT MẬT", "TUYỆT MẬT"),
        ("Mức độ mật: Tối mật; số bản: 5", "TỐI MẬT"),
        ("Độ mật: A", "TUYỆT MẬT"),
        ("Tài liệu thu hồi", "TÀI LIỆU THU HỒI"),
        ("TÀI LIỆU THU HỒI", "TÀI LIỆU THU HỒI"),
        ("mËt", "MẬT"),
        ("TèI MËT", "TỐI MẬT"),
        ("tuyÖt mËt", "TUYỆT MẬT"),
        ("§é mËt: tèi mËt", "TỐI MẬT"),
        ("TOÁI MAÄT", "TỐI MẬT"),
        ("TUYEÄT MAÄT", "TUYỆT MẬT"),
        ("Ñoä maät: MAÄT", "MẬT"),
        ("CHÍNH PHỦ | MẬT", "MẬT"),
    ],
)
def test_a_mark_on_a_line_of_the_header_is_found(line: str, mark: str) -> None:
    assert secrecy_mark(_document(line)) == mark
    assert secrecy_mark(unicodedata.normalize("NFD", _document(line))) == mark


def test_a_mark_on_the_last_page_is_found() -> None:
    assert secrecy_mark(f"BÁO CÁO\n{_BODY * 10}\nTỐI MẬT") == "TỐI MẬT"


def test_a_mark_in_the_middle_of_a_long_text_is_a_heading_of_something_else() -> None:
    assert secrecy_mark("\n".join([_BODY, _BODY, "MẬT", _BODY, _BODY])) is None


@pytest.mark.parametrize(
    "line",
    [
        "Chế độ bảo mật thông tin",
        "BẢO MẬT",
        "Mật độ dân số",
        "MẬT ĐỘ XÂY DỰNG",
        "Luật Bảo vệ bí mật nhà nước số 29/2018/QH14",
        "BÍ MẬT NHÀ NƯỚC",
        "Điều 8. Độ mật",
        "Điều 3. Bí mật nhà nước độ Tối mật",
        "a) Bí mật nhà nước độ Mật;",
        "Độ mật: Không",
        "Độ mật:",
        "Độ mật: Thường",
        "Mất",
        "Mặt trận Tổ quốc Việt Nam",
        "HỎA TỐC",
        "LƯU HÀNH NỘI BỘ",
        "Tài liệu thu hồi được quản lý theo quy định",
        "Mật khẩu, mật mã",
    ],
)
def test_words_about_secrecy_are_no_mark(line: str) -> None:
    assert secrecy_mark(_document(line)) is None


def test_a_regulation_that_shows_all_sample_stamps_is_public() -> None:
    stamps = "Phụ lục\nMẪU DẤU\nTUYỆT MẬT\nTỐI MẬT\nMẬT\nTÀI LIỆU THU HỒI"
    assert secrecy_mark(f"QUY ĐỊNH\nvề bảo vệ bí mật nhà nước\n{_BODY}\n{stamps}") is None


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("TOI MAT - ke hoach.docx", "TỐI MẬT"),
        ("ke_hoach_tuyet_mat.pdf", "TUYỆT MẬT"),
        ("[MAT] Bao cao quy III.docx", "MẬT"),
        ("MAT_123_BC.docx", "MẬT"),
        ("BC 12 (mật).doc", "MẬT"),
        ("bao cao-MAT.docx", "MẬT"),
        ("Tai lieu thu hoi.pdf", "TÀI LIỆU THU HỒI"),
        ("To trinh do mat.docx", "MẬT"),
    ],
)
def test_a_mark_in_the_file_name_is_found(name: str, mark: str) -> None:
    assert secrecy_mark("BÁO CÁO\nNội dung.", name) == mark


@pytest.mark.parametrize(
    "name",
    [
        "Luat Bao ve bi mat nha nuoc.docx",
        "Luật Bảo vệ bí mật nhà nước 29-2018-QH14.docx",
        "quy che bao mat.docx",
        "Mat tran To quoc.docx",
        "MẶT TRẬN TỔ QUỐC.docx",
        "mat do dan so.pdf",
        "giai phong mat bang.docx",
        "dang ky mat khau.txt",
        "format.docx",
        "matter.txt",
        "30_2020_ND_CP.docx",
        "bao cao tien mat.docx",
    ],
)
def test_file_names_with_similar_words_carry_no_mark(name: str) -> None:
    assert secrecy_mark("BÁO CÁO\nNội dung.", name) is None
