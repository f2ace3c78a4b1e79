"""A zip of documents: each put in by itself, junk left out, locked and damaged ones told."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import ingest
from knowledge import archives, messages
from knowledge.archives import is_archive, unpack
from knowledge.ingestion import Outcome, Result
from knowledge.library import Library
from knowledge.model import KnowledgeError
from knowledge.settings import Settings
from tests.bad_input.bad_files import GOOD, GOOD_KEY
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.office import ADMIN, open_office
from tests.knowledge.word_packages import paragraph, word_file


def packed(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(Settings(data_dir=tmp_path / "data"), FakeEmbedder())
    yield opened
    opened.close()


def put(library: Library, folder: Path, files: Mapping[str, bytes]) -> list[Outcome]:
    path = folder / "kho.zip"
    path.write_bytes(packed(files))
    return list(library.add_all([path]))


def names_of(data: bytes, folder: Path) -> list[str]:
    path = folder / "kho.zip"
    path.write_bytes(data)
    inside = folder / "bung"
    inside.mkdir()
    return [member.name for member in unpack(path, path.name, inside)]


def test_each_document_of_a_zip_is_put_in_under_its_own_name(
    library: Library, tmp_path: Path
) -> None:
    word = word_file(tmp_path / "a.docx", paragraph("Sổ tay mẫu về việc ghi sổ")).read_bytes()
    inner = packed({"sâu/nghị định.txt": GOOD.read_bytes()})
    outcomes = put(library, tmp_path, {"thư mục/sổ.docx": word, "trong.zip": inner, "x.csv": b"1"})

    assert [(one.path, one.outcome) for one in outcomes] == [
        ("kho.zip/thư mục/sổ.docx", Result.ADDED),
        ("kho.zip/trong.zip/sâu/nghị định.txt", Result.ADDED),
        ("kho.zip/x.csv", Result.REFUSED),
    ]
    assert outcomes[1].key == GOOD_KEY
    assert not any(library.check())
    original = library.original(GOOD_KEY)
    assert original and original[0].read_bytes() == GOOD.read_bytes()


def test_putting_a_zip_in_again_changes_nothing(library: Library, tmp_path: Path) -> None:
    put(library, tmp_path, {"a.txt": GOOD.read_bytes()})

    assert [one.outcome for one in put(library, tmp_path, {"a.txt": GOOD.read_bytes()})] == [
        Result.UNCHANGED
    ]


def test_names_that_lead_out_of_the_folder_only_lose_their_way(tmp_path: Path) -> None:
    wicked = ("../../etc/passwd", "/goc/a.txt", "C:\\Windows\\b.txt", "./c/../d.txt", "e\x1b[31m")
    names = names_of(packed(dict.fromkeys(wicked, b"noi dung")), tmp_path)

    assert names == [
        "kho.zip/etc/passwd",
        "kho.zip/goc/a.txt",
        "kho.zip/Windows/b.txt",
        "kho.zip/c/d.txt",
        "kho.zip/e?[31m",
    ]
    assert {path.name for path in tmp_path.iterdir()} == {"kho.zip", "bung"}
    assert all(path.name.isdecimal() for path in (tmp_path / "bung").iterdir())


def test_what_no_person_put_there_is_passed_over(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("lien-ket.txt")
    link.external_attr = 0o120777 << 16
    file = io.BytesIO(packed({"__MACOSX/._a.txt": b"x", "Thumbs.db": b"x", "b/.DS_Store": b"x",
                              "~$a.docx": b"x", "b/desktop.ini": b"x", "b/": b"",
                              "b/a.txt": b"x"}))  # fmt: skip
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc/passwd")

    assert names_of(file.getvalue(), tmp_path) == ["kho.zip/b/a.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_in_the_code_pages_of_old_programs_are_read(tmp_path: Path, encoding: str) -> None:
    name = "tờ trình.txt"
    raw = (name if encoding == "utf-8" else "tơ\u0300 tri\u0300nh.txt").encode(encoding)
    data = packed({"x" * len(raw): b"noi dung"}).replace(b"x" * len(raw), raw)

    assert names_of(data, tmp_path) == [f"kho.zip/{name}"]


def test_a_bomb_is_refused_whole_and_nothing_of_it_is_stored(
    library: Library, tmp_path: Path
) -> None:
    files = {"a.txt": GOOD.read_bytes(), "bom.txt": b"0" * 50_000_000}
    (outcome,) = put(library, tmp_path, files)

    assert outcome.outcome is Result.REFUSED and "bung ra quá lớn" in outcome.reason
    assert library.documents() == ()


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_DOCUMENTS", 3)

    with pytest.raises(KnowledgeError, match="có quá 3 tệp"):
        names_of(packed({f"{number}.txt": b"x" for number in range(4)}), tmp_path)


def test_zips_in_zips_end_somewhere(tmp_path: Path) -> None:
    data = packed({"a.txt": b"x"})
    for _ in range(6):
        data = packed({"t.zip": data})
    path = tmp_path / "kho.zip"
    path.write_bytes(data)
    (member,) = unpack(path, path.name, tmp_path)

    assert member.path is None and "quá sâu" in member.refusal


def test_an_empty_zip_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="không có văn bản nào"):
        names_of(packed({"thu-muc/": b""}), tmp_path)


def test_a_damaged_document_does_not_spoil_those_beside_it(
    library: Library, tmp_path: Path
) -> None:
    data = bytearray(packed({"hong.txt": b"Noi dung hong " * 50, "tot.txt": GOOD.read_bytes()}))
    data[45] ^= 0xFF
    path = tmp_path / "kho.zip"
    path.write_bytes(data)
    broken, good = library.add_all([path])

    assert (broken.outcome, good.outcome) == (Result.REFUSED, Result.ADDED)
    assert "kho.zip/hong.txt bị hỏng" in broken.reason


def test_a_locked_zip_is_told_as_a_whole(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": b"noi dung"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(KnowledgeError, match=r"kho\.zip được bảo vệ bằng mật khẩu"):
        names_of(bytes(data), tmp_path)


def test_office_packages_and_foreign_files_are_no_archives(tmp_path: Path) -> None:
    word = word_file(tmp_path / "a.docx", paragraph("a"))
    broken = tmp_path / "b.docx"
    broken.write_bytes(packed({"x.txt": b"x"}))

    assert not is_archive(word, "a.zip")
    assert not is_archive(broken, "b.docx")
    assert is_archive(broken, "b.zip")
    assert not is_archive(GOOD, "c.zip")


def test_adding_one_document_refuses_a_zip_in_words_and_stores_nothing(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "kho.zip"
    path.write_bytes(packed({"a.txt": GOOD.read_bytes(), "b.txt": b"Noi dung khac"}))

    outcome = library.add(path)

    assert outcome.outcome is Result.REFUSED
    assert outcome.reason == messages.ARCHIVE.format(name="kho.zip")
    assert library.documents() == ()


def test_the_table_shows_where_in_a_folder_and_in_a_zip_a_document_stands(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "đến" / "2031").mkdir(parents=True)
    (tmp_path / "đến" / "2031" / "a.csv").write_bytes(b"1")
    (tmp_path / "kho.zip").write_bytes(packed({"thư mục/b.csv": b"1"}))
    named = [tmp_path / "đến", tmp_path / "kho.zip"]
    table = ingest.outcome_table(list(library.add_all(ingest.files_in(named))), named)

    assert re.findall(r"^từ chối +(.+)$", table, re.M) == ["2031/a.csv", "kho.zip/thư mục/b.csv"]


def test_a_zip_sent_to_the_bot_is_told_document_by_document(tmp_path: Path) -> None:
    office = open_office(tmp_path / "office")
    path = tmp_path / "upload.zip"
    path.write_bytes(packed({"a/tốt.txt": GOOD.read_bytes(), "rỗng.txt": b"", "x.csv": b"1"}))
    reply = office.send(path, ADMIN, name="kho.zip")
    office.library.close()

    assert "Đã nạp vào kho: 1; Không nạp: 2" in reply.text
    assert "kho.zip/a/tốt.txt" in reply.text
    assert "Tệp kho.zip/rỗng.txt không có nội dung." in reply.text
