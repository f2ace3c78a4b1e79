"""What an admin corrects wins over the reader, survives, and takes along what hangs on the key."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from knowledge.corrections import FIELDS, Correction, checked
from knowledge.ingestion import Result
from knowledge.library import Library
from knowledge.model import DocumentKind, KnowledgeError, Metadata
from knowledge.settings import Settings
from tests.bad_input.sentences import is_one_sentence
from tests.fakes.embedder import FakeEmbedder
from tests.knowledge import test_library as library_samples

TODAY = date(2034, 10, 1)
MISREAD, ANNEX = (
    text.replace("2031", "2081") for text in (library_samples.DECREE, library_samples.ANNEX)
)
OTHER = """CHÍNH PHỦ
Số: 901/2081/NĐ-CP
Bằng Lăng, ngày 05 tháng 3 năm 2081
NGHỊ ĐỊNH
Về chăn nuôi mẫu
Điều 1. Đối tượng
Nghị định này áp dụng với người nuôi ong lấy mật tại các vùng đồi núi có rừng tràm.
Điều 2. Thùng ong
Mỗi thùng ong cách thùng khác ba mét, đặt quay về hướng đông nam.
"""
READ, RIGHT = "901-2081-nd-cp", "901-2031-nd-cp"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(Settings(tmp_path / "data"), FakeEmbedder())


@pytest.fixture
def corrected(library: Library, tmp_path: Path) -> Library:
    """A library whose decree was read with the year 2081 and corrected to 2031, with its annex."""
    put(library, tmp_path, MISREAD)
    put(library, tmp_path, ANNEX, "annex.txt")
    outcome = library.correct(READ, number="901/2031/NĐ-CP", date="5/3/2031")
    assert (outcome.outcome, outcome.key) == (Result.REPLACED, RIGHT)
    return library


def put(library: Library, folder: Path, text: str, name: str = "decree.txt") -> tuple[Result, str]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    outcome = library.add(path)
    return outcome.outcome, outcome.key


def keys(library: Library) -> list[str]:
    return [metadata.key for metadata in library.documents()]


# What follows a new key


def test_everything_that_hangs_on_a_corrected_key_follows_it(corrected: Library) -> None:
    assert keys(corrected) == [RIGHT, f"{RIGHT}/anx_I"]
    assert corrected.documents()[1].host == RIGHT
    assert not any(corrected.check())
    for key in keys(corrected):
        document = corrected.document(key)
        assert document is not None
        assert all(unit.key.startswith(key) for unit in document.provisions)
        for passage in corrected.catalog.passages_of(key):
            assert document.provision(passage.provision) is not None
            assert passage.span.of(document.text).find(passage.text) >= 0
    hits = corrected.search("hồ sơ mẫu được giữ mấy năm")
    assert hits[0].passage.document == RIGHT


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (READ, RIGHT),
        (f"{READ}/art_2/cl_1", f"{RIGHT}/art_2/cl_1"),
        (f"{READ}/anx_I/sec_I/cl_1", f"{RIGHT}/anx_I/sec_I/cl_1"),
        ("khong-co/art_1", "khong-co/art_1"),
    ],
)
def test_the_old_key_leads_to_the_new_one(corrected: Library, old: str, new: str) -> None:
    assert corrected.catalog.key_now(old) == new
    assert (corrected.document(READ) or pytest.fail("gone")).key == RIGHT
    if "/" in old and "khong-co" not in old:
        assert (corrected.provision(old) or pytest.fail("gone"))[1].key == new


def test_a_citation_by_the_old_key_is_one_of_the_right_document(corrected: Library) -> None:
    citation = corrected.cite(f"{READ}/art_2/cl_2", "Sổ mẫu được giữ vĩnh viễn", as_of=TODAY)

    assert citation.key == f"{RIGHT}/art_2/cl_2"
    assert citation.document.startswith("Nghị định số 901/2031/NĐ-CP ngày 05/3/2031")


def test_a_key_corrected_twice_is_found_by_all_its_keys(corrected: Library) -> None:
    again = corrected.correct(READ, number="901/2032/NĐ-CP")

    assert again.key == "901-2032-nd-cp"
    assert {corrected.catalog.key_now(key) for key in (READ, RIGHT)} == {again.key}
    assert keys(corrected) == [again.key, f"{again.key}/anx_I"]


def test_the_real_owner_of_a_misread_number_takes_its_key(
    corrected: Library, tmp_path: Path
) -> None:
    assert put(corrected, tmp_path, OTHER, "other.txt") == (Result.ADDED, READ)

    assert corrected.catalog.key_now(READ) == READ
    assert len(corrected.documents()) == 3


# What survives


def test_a_correction_survives_the_same_file_another_file_and_another_edition(
    corrected: Library, tmp_path: Path
) -> None:
    assert put(corrected, tmp_path, MISREAD) == (Result.UNCHANGED, RIGHT)
    assert put(corrected, tmp_path, MISREAD, "ban-sao.txt") == (Result.UNCHANGED, RIGHT)
    other_bytes = MISREAD.replace("\n", "\r\n")
    assert put(corrected, tmp_path, other_bytes, "ban-khac.txt") == (Result.UNCHANGED, RIGHT)
    edition = MISREAD.replace("mười hai năm", "mười lăm năm")
    assert put(corrected, tmp_path, edition) == (Result.REPLACED, RIGHT)
    assert put(corrected, tmp_path, ANNEX.replace("44 mm", "45 mm"), "annex.txt") == (
        Result.REPLACED,
        f"{RIGHT}/anx_I",
    )
    assert keys(corrected) == [RIGHT, f"{RIGHT}/anx_I"]


def test_a_correction_survives_removal_and_a_new_start(corrected: Library, tmp_path: Path) -> None:
    assert corrected.remove(READ)
    reopened = Library(corrected.settings, FakeEmbedder())

    assert put(reopened, tmp_path, MISREAD) == (Result.ADDED, RIGHT)


def test_a_correction_of_nothing_but_the_date_embeds_nothing(
    library: Library, tmp_path: Path
) -> None:
    put(library, tmp_path, MISREAD)
    hashes = {row.text_hash for batch in library.catalog.indexed("all") for row in batch}
    library.correct(READ, date="05/3/2031", kind="administrative")

    assert {row.text_hash for b in library.catalog.indexed("all") for row in b} == hashes
    (metadata,) = library.documents()
    assert (metadata.date, metadata.kind) == (date(2031, 3, 5), DocumentKind.ADMINISTRATIVE)


# What is undone and refused


def test_an_empty_value_brings_back_what_was_read(corrected: Library) -> None:
    outcome = corrected.correct(RIGHT, number="", date="")

    assert (outcome.outcome, outcome.key) == (Result.REPLACED, READ)
    assert corrected.correction(READ) is None
    assert keys(corrected) == [READ, f"{READ}/anx_I"]


def test_what_is_said_twice_changes_nothing(corrected: Library) -> None:
    before = corrected.correction(RIGHT)

    assert corrected.correct(RIGHT, date="2031-03-05").outcome is Result.UNCHANGED
    assert corrected.correction(RIGHT) == before
    assert before is not None
    assert before.values["date"].at <= datetime.now(UTC)


def test_a_correction_never_takes_the_place_of_another_document(
    corrected: Library, tmp_path: Path
) -> None:
    put(corrected, tmp_path, OTHER, "other.txt")
    outcome = corrected.correct(READ, number="901/2031/NĐ-CP")

    assert outcome.outcome is Result.REFUSED
    assert is_one_sentence(outcome.reason)
    assert len(corrected.documents()) == 3


@pytest.mark.parametrize(
    ("name", "written", "kept"),
    [
        ("number", "30/2020/nđ-cp", "30/2020/NĐ-CP"),
        ("number", "số 30/2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("number", "1546/SNV-CCVC", "1546/SNV-CCVC"),
        ("number", "14-KL/TW", "14-KL/TW"),
        ("number", "70-CP", "70-CP"),
        ("date", "5/3/2020", "2020-03-05"),
        ("date", "ngày 05 tháng 3 năm 2020", "2020-03-05"),
        ("date", "2020-03-05", "2020-03-05"),
        ("kind", "legal", "legal"),
        ("kind", "Báo cáo", "report"),
        ("kind", "van ban cua dang", "party"),
        ("type", "nghị định", "Nghị định"),
        ("type", "van ban hop nhat", "Văn bản hợp nhất"),
        ("issuer", "  Sở Nội vụ   tỉnh Hoa Ban ", "Sở Nội vụ tỉnh Hoa Ban"),
        ("title", "về công tác văn thư", "về công tác văn thư"),
        ("title", "  ", ""),
    ],
)
def test_a_value_is_kept_in_its_official_form(name: str, written: str, kept: str) -> None:
    assert checked(name, written) == kept


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("number", "không có"),
        ("number", "30"),
        ("number", "Nghị định số 30/2020/NĐ-CP và 31/2020/NĐ-CP"),
        ("date", "31/02/2020"),
        ("date", "tháng 3 năm 2020"),
        ("date", "hôm qua"),
        ("kind", "luật"),
        ("type", "giấy tờ"),
        ("issuer", "a\x07b"),
        ("title", "dài " * 400),
        ("scope", "all"),
        ("", ""),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_in_one_sentence(name: str, written: str) -> None:
    with pytest.raises(KnowledgeError) as refusal:
        checked(name, written)

    assert is_one_sentence(str(refusal.value))


# What a correction makes of what was read


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"number": "30/2031/NĐ-CP"}, ("30-2031-nd-cp", "Nghị định", DocumentKind.LEGAL)),
        ({"number": "26/CT-TTg", "date": "05/9/2016"},
         ("26-ct-ttg-2016-09-05", "Chỉ thị", DocumentKind.ADMINISTRATIVE)),
        ({"number": "26/CT-TTg", "date": "21/11/2023"},
         ("26-ct-ttg-2023-11-21", "Chỉ thị", DocumentKind.ADMINISTRATIVE)),
        ({"number": "918/QĐ-UBND", "date": "1/2/2031", "issuer": "Ủy ban nhân dân tỉnh Hoa Ban"},
         ("918-qd-ubnd-2031-02-01-tinh-hoa-ban", "Quyết định", DocumentKind.ADMINISTRATIVE)),
        ({"kind": "report"}, ("as-read", "", DocumentKind.REPORT)),
        ({"number": "30/2031/NĐ-CP", "kind": "other"},
         ("30-2031-nd-cp", "Nghị định", DocumentKind.OTHER)),
    ],
)  # fmt: skip
def test_key_type_and_kind_follow_a_corrected_number(
    changes: dict[str, str], expected: tuple[str, str, DocumentKind]
) -> None:
    as_read = Metadata("as-read", DocumentKind.OTHER)
    metadata = Correction("as-read", as_read, "").changed(changes).applied("Lời văn.")

    assert (metadata.key, metadata.type_name, metadata.kind) == expected


def test_every_field_that_can_be_corrected_is_one_of_the_metadata() -> None:
    assert set(FIELDS.values()) <= set(Metadata.__slots__)
