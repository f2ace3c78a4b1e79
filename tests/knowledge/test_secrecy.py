"""A mark of secrecy keeps a file out; words that only speak of secrecy do not."""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from knowledge.ingestion import Result
from knowledge.library import Library
from knowledge.messages import SECRET_FILE
from knowledge.model import ReadText
from knowledge.secrecy import carries_mark, secrecy_mark
from knowledge.settings import Settings
from tests.conftest import ROOT
from tests.fakes.embedder import FakeEmbedder

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


# The specification in tests/golden/secrecy_blind.jsonl was written from the issue alone. At the
# first run the gate found 60 of its 71 marks and let 44 of its 46 public texts pass. Of the 50
# lines below, written next, it found 22 at first.


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "MẬT"),
        ("TỈNH MẪU TUYỆT MẬT Độc lập - Tự do - Hạnh phúc", "TUYỆT MẬT"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM TỐI MẬT", "TỐI MẬT"),
        ("MẬT          Độc lập - Tự do - Hạnh phúc", "MẬT"),
        ("Số: 12/BC-UBND\tMẬT", "MẬT"),
        ("ĐẢNG BỘ TỈNH MẪU      TỐI MẬT      ĐẢNG CỘNG SẢN VIỆT NAM", "TỐI MẬT"),
        ("T\nỐ\nI\nM\nẬ\nT", "TỐI MẬT"),
        ("TUYỆT\nMẬT", "TUYỆT MẬT"),
        ("TỐI\nMẬT", "TỐI MẬT"),
        ("|MẬT|", "MẬT"),
        ("l TỐI MẬT l", "TỐI MẬT"),
        ("1 MẬT 1", "MẬT"),
        ("I TUYỆT MẬT I", "TUYỆT MẬT"),
        ("T0l MẬT", "TỐI MẬT"),
        ("TUYÊT MẬT", "TUYỆT MẬT"),
        ("TỐI MẤT", "TỐI MẬT"),
        ("MẠT", "MẬT"),
        ("МẬТ", "MẬT"),
        ("TỐI МẬТ", "TỐI MẬT"),
        ("ΤUYỆΤ ΜẬΤ", "TUYỆT MẬT"),
        ("M\u200bẬ\u200bT", "MẬT"),
        ("MẬT/HỎA TỐC", "MẬT"),
        ("HỎA TỐC - TỐI MẬT", "TỐI MẬT"),
        ("MẬT (THƯỢNG KHẨN)", "MẬT"),
        ("TUYỆT MẬT - Trang 3", "TUYỆT MẬT"),
        ("- 2 - MẬT", "MẬT"),
        ("Trang 4/9 | TỐI MẬT", "TỐI MẬT"),
        ("Do mat: Toi mat", "TỐI MẬT"),
        ("DO MAT: TUYET MAT", "TUYỆT MẬT"),
        ("Muc do mat: B", "TỐI MẬT"),
        ("Độ mật - Tối mật", "TỐI MẬT"),
        ("ĐỘ MẬT: M Ậ T", "MẬT"),
        ("Phân loại mật: Tuyệt mật", "TUYỆT MẬT"),
        ("Độ mật\nTối mật", "TỐI MẬT"),
        ("Tài liệu mật", "MẬT"),
        ("VĂN BẢN MẬT", "MẬT"),
        ("TÀI LIỆU TUYỆT MẬT", "TUYỆT MẬT"),
        ("Tài liệu thu hồi sau hội nghị", "TÀI LIỆU THU HỒI"),
        ("TÀI LIỆU THU HỒI | Số: 07", "TÀI LIỆU THU HỒI"),
        ("TAI LIEU THU HOI", "TÀI LIỆU THU HỒI"),
        ("TÀI LIỆU HỌP - THU HỒI", "TÀI LIỆU THU HỒI"),
        ("TèI MËT   Céng hßa x· héi chñ nghÜa viÖt nam", "TỐI MẬT"),
        ("M Ë T", "MẬT"),
        ("T O Á I   M A Ä T", "TỐI MẬT"),
        ("[ MËT ]", "MẬT"),
        ("Taøi lieäu thu hoài", "TÀI LIỆU THU HỒI"),
        ("Mức độ bảo mật: Tuyệt mật", "TUYỆT MẬT"),
        ("MẬT (Bản số: 05)", "MẬT"),
        ("Dấu: MẬT", "MẬT"),
        ("ĐÓNG DẤU “MẬT”", "MẬT"),
    ],
)
def test_a_mark_is_found_wherever_columns_boxes_and_scanners_put_it(line: str, mark: str) -> None:
    assert secrecy_mark(_document(line)) == mark
    assert secrecy_mark(unicodedata.normalize("NFD", _document(line))) == mark


def blind() -> list[dict[str, Any]]:
    table = ROOT / "tests" / "golden" / "secrecy_blind.jsonl"
    return [json.loads(row) for row in table.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", blind(), ids=lambda row: row["name"])
def test_the_gate_does_what_its_specification_says(row: dict[str, Any]) -> None:
    assert (secrecy_mark(row["text"], row["file_name"]) is not None) == row["secret"], row["why"]


@pytest.mark.parametrize("margin", ["TUYỆT MẬT", "MẬT - Trang 2/7", "TÀI LIỆU THU HỒI", "tèi mët"])
def test_a_mark_in_a_running_header_or_footer_is_found(margin: str) -> None:
    assert secrecy_mark(_document(""), margins=("Trang 1", margin)) is not None
    assert secrecy_mark(_document(""), margins=("Trang 1", "Quy chế bảo mật", "")) is None


@pytest.mark.parametrize("kind", ["scan speck", "unreadable page", "hidden sheet", "hidden text",
                                  "deleted text", "comment"])  # fmt: skip
@pytest.mark.parametrize(
    ("left_out", "secret"),
    [
        ("MẬT", True),
        ("Ghi chú\nTỐI  MẬT", True),
        ("Độ mật: Tối mật", True),
        ("Số TT | TUYỆT MẬT", True),
        ("bảo\nmật", False),
        ("MẶT TRẬN", False),
        ("quy định về bảo vệ bí mật nhà nước", False),
        ("BẢO MẬT", False),
    ],
)
def test_a_mark_in_what_a_reader_left_out_is_found_and_pieces_of_words_are_none(
    kind: str, left_out: str, *, secret: bool
) -> None:
    read = ReadText(_document(""), removed={kind: (left_out,)})

    assert carries_mark(read, "bao-cao.docx") is secret


def test_a_workbook_with_a_mark_on_a_hidden_sheet_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    shown, hidden = book.active, book.create_sheet("Nguồn")
    assert shown is not None
    shown.append(["Biểu tổng hợp", "Số lượng"])
    hidden.append(["TỐI MẬT"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "bieu.xlsx")

    outcome = Library(Settings(tmp_path / "data"), FakeEmbedder()).add(tmp_path / "bieu.xlsx")

    assert (outcome.outcome, outcome.reason) == (Result.REFUSED, SECRET_FILE)


@pytest.mark.parametrize("name", ["cong-van.txt", "goi.zip"])
def test_nothing_of_a_secret_file_remains_but_its_hash(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    content = _document("TỐI MẬT").replace("kế hoạch", "sông Bằng Lăng")
    path = tmp_path / name
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("cong-van.txt", content)
    else:
        path.write_text(content, encoding="utf-8")

    library = Library(Settings(tmp_path / "data"), FakeEmbedder())
    (outcome,) = library.add_all([path])

    assert outcome.outcome is Result.REFUSED
    assert library.documents() == ()
    kept = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert not any("Bằng Lăng".encode() in file.read_bytes() for file in kept)
    assert not any("originals" in file.parts for file in kept)
    assert not any(file.is_file() for file in scratch.rglob("*"))
    assert "Bằng Lăng" not in caplog.text
    assert hashlib.sha256(content.encode()).hexdigest() in caplog.text


@pytest.mark.slow
@pytest.mark.needs_shared_data
def test_every_public_law_of_the_corpus_passes(shared_data: Path) -> None:
    count = 0
    with gzip.open(shared_data / "corpus" / "laws.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            count += 1
            assert secrecy_mark(row["text"], f"{row['title']}.docx") is None, row["doc_id"]

    assert count > 5_000
