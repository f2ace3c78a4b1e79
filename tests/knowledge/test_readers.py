"""Every format gives its text; every unreadable file gives one clear sentence with its name."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from knowledge import readers
from knowledge.model import KnowledgeError
from knowledge.readers import read
from tests.knowledge.word_packages import paragraph, word_file

_ROOT = Path(__file__).resolve().parents[2]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 50_000_000)
    return path


def _entities(path: Path) -> Path:
    declared = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f"{declared}<d>&b;</d>")
    return path


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("rong.txt", b"", "không có nội dung"),
        ("trang.txt", b" \n\t\n ", "không có nội dung"),
        ("chi-dau-cau.txt", b"... --- ...", "không có nội dung"),
        ("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "bị hỏng"),
        ("bang.xlsx", b"PK\x03\x04" + bytes(30), "bị hỏng"),
        ("chuong-trinh.exe", b"MZ\x90\x00" + bytes(60), "chưa được hỗ trợ"),
        ("chu.docx", "Đây chỉ là chữ".encode(), "bị hỏng"),
        ("chu.pdf", "Đây chỉ là chữ".encode(), "bị hỏng"),
        ("cat-cut.docx", b"PK\x03\x04\x14\x00\x06\x00", "bị hỏng"),
        ("cat-cut.pdf", b"%PDF-1.7\n1 0 obj", "bị hỏng"),
        ("rac.txt", bytes(range(256)) * 20, "bị hỏng"),
        ("nul.txt", b"Noi dung\x00\x00\x00\x00\x00\x00 khac", "bị hỏng"),
        ("khoa.docx", _OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("bang-tinh.xls", _OLE + "Workbook\0".encode("utf-16-le"), "bị hỏng"),
    ],
)
def test_an_unreadable_file_is_refused_with_its_name(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / "upload"
    path.write_bytes(data)

    with pytest.raises(KnowledgeError, match=reason) as refusal:
        read(path, name=name)
    assert name in str(refusal.value)


def test_a_package_that_unpacks_beyond_bounds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="bung ra quá lớn"):
        read(_bomb(tmp_path / "bom.docx"))


def test_entities_in_a_package_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="bị hỏng"):
        read(_entities(tmp_path / "thuc-the.docx"))


@given(data=st.data())
@hypothesis_settings(max_examples=60)
def test_a_damaged_package_is_read_or_refused_but_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("hong") / "hong.docx"
    whole = bytearray(word_file(path, paragraph("Điều 1. Phạm vi")).read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))])

    with contextlib.suppress(KnowledgeError):
        assert read(path).text


def test_a_file_beyond_the_size_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "LARGEST_FILE", 1024 * 1024)
    path = tmp_path / "lon.txt"
    path.write_bytes(b"a" * 1024 * 1025)

    with pytest.raises(KnowledgeError, match=r"lon\.txt lớn quá 1 MB"):
        read(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.txt", tmp_path):
        with pytest.raises(KnowledgeError, match="Không tìm thấy tệp"):
            read(path)


def test_the_content_decides_over_the_extension(tmp_path: Path) -> None:
    page = tmp_path / "luat.doc"
    page.write_text("<html><body><p>Điều 1. Phạm vi</p></body></html>", encoding="utf-8")
    package = word_file(tmp_path / "luat.pdf", paragraph("Điều 2. Đối tượng"))

    assert read(page).text == "Điều 1. Phạm vi"
    assert read(package).text == "Điều 2. Đối tượng"


@pytest.mark.needs_libreoffice
def test_older_word_files_go_through_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "van-ban.rtf"
    path.write_text(r"{\rtf1\ansi {\u272?i\u7873?u 1. Ph\u7841?m vi\par 1. N\u7897?i dung\par}}")

    assert read(path).text == "Điều 1. Phạm vi\n1. Nội dung"


def test_without_libreoffice_the_message_names_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "van-ban.rtf"
    path.write_bytes(rb"{\rtf1 noi dung}")

    with pytest.raises(KnowledgeError, match="libreoffice-writer-nogui"):
        read(path)


def test_a_locked_doc_is_named_as_such(tmp_path: Path) -> None:
    header = bytearray(512)
    header[0:2], header[11] = b"\xec\xa5", 0x01
    path = tmp_path / "khoa.doc"
    path.write_bytes(_OLE + bytes(header) + "WordDocument\0".encode("utf-16-le"))

    with pytest.raises(KnowledgeError, match="mật khẩu"):
        read(path)


def _command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "knowledge.readers", *arguments],
        capture_output=True,
        text=True,
        cwd=_ROOT,
        check=False,
    )


def test_the_command_prints_the_text_and_blames_bad_input(tmp_path: Path) -> None:
    good, bad = tmp_path / "tot.txt", tmp_path / "rong.txt"
    good.write_text("Điều 1.\tPhạm vi\n", encoding="utf-8")
    bad.write_bytes(b"")

    assert _command(str(good)).stdout == "Điều 1. Phạm vi\n"
    refused = _command(str(bad))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "Tệp rong.txt không có nội dung.\n"
