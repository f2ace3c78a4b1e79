"""The library end to end with real SQLite, Chroma and tantivy: put in, found, cited, removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge import ingestion
from knowledge.ingestion import Result
from knowledge.library import Library
from knowledge.model import KnowledgeError, ReadText, Validity
from knowledge.readers import Progress, read
from knowledge.references import find_references
from knowledge.settings import Settings
from tests.bad_input.sentences import is_one_sentence
from tests.fakes.embedder import FakeEmbedder

TODAY = date(2034, 10, 1)
DECREE = """CHÍNH PHỦ
Số: 901/2031/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bằng Lăng, ngày 05 tháng 3 năm 2031
NGHỊ ĐỊNH
Về công tác văn thư mẫu
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định công tác văn thư mẫu.
Điều 2. Hồ sơ mẫu
1. Hồ sơ mẫu được giữ mười hai năm kể từ ngày kết thúc công việc.
2. Sổ mẫu được giữ vĩnh viễn.
"""
ANNEX = """Phụ lục I
TRÌNH BÀY MẪU
(Kèm theo Nghị định số 901/2031/NĐ-CP ngày 05 tháng 3 năm 2031 của Chính phủ)
I. TRANG MẪU
1. Định lề trang: cách mép trái 41 - 44 mm.
2. Khổ giấy: A4.
"""
ENDING = """CHÍNH PHỦ
Số: 902/2033/NĐ-CP
Bằng Lăng, ngày 07 tháng 6 năm 2033
NGHỊ ĐỊNH
Về lưu trữ mẫu
Điều 1. Hiệu lực
Nghị định số 901/2031/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.
"""


class CountingEmbedder(FakeEmbedder):
    """Counts what it embeds, to show what is not embedded again."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded = 0

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded += len(texts)
        return super().passages(texts)


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture
def library(tmp_path: Path, embedder: CountingEmbedder) -> Library:
    return Library(Settings(tmp_path / "data"), embedder)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in {"decree": DECREE, "annex": ANNEX, "ending": ENDING}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def put_in(library: Library, files: Path, *names: str) -> list[Result]:
    return [outcome.outcome for outcome in library.add_all(files / f"{n}.txt" for n in names)]


def test_a_document_is_added_once_and_unchanged_after_that(
    library: Library, files: Path, embedder: CountingEmbedder
) -> None:
    assert put_in(library, files, "decree") == [Result.ADDED]
    embedded = embedder.embedded
    assert put_in(library, files, "decree") == [Result.UNCHANGED]
    assert embedder.embedded == embedded > 0


def names_of_files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with every file that is read from now on."""
    names: list[str] = []

    def noting(path: Path, *, name: str, progress: Progress | None) -> ReadText:
        names.append(name)
        return read(path, name=name, progress=progress)

    monkeypatch.setattr(ingestion, "read", noting)
    return names


def test_a_file_that_this_code_has_read_is_not_read_again(
    library: Library, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = library.add_all([files / "decree.txt"])
    read = names_of_files_read(monkeypatch)

    (again,) = library.add_all([files / "decree.txt"])

    assert read == []
    assert again == replace(first, outcome=Result.UNCHANGED)


def test_other_code_another_name_and_other_readers_have_a_file_read_again(
    library: Library, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(library, files, "decree")
    read = names_of_files_read(monkeypatch)

    library.add(files / "decree.txt", name="khác.txt")
    library.add(files / "decree.txt", scope="restricted")
    monkeypatch.setattr(ingestion, "edition", lambda: "mới")
    library.add(files / "decree.txt", scope="restricted")
    library.add(files / "decree.txt", scope="restricted")

    assert read == ["khác.txt", "decree.txt", "decree.txt"]


def test_a_changed_document_replaces_the_old_one_and_only_new_text_is_embedded(
    library: Library, files: Path, embedder: CountingEmbedder
) -> None:
    put_in(library, files, "decree")
    embedded = embedder.embedded
    changed = DECREE.replace("mười hai năm", "mười lăm năm")
    (files / "decree.txt").write_text(changed, encoding="utf-8")
    assert put_in(library, files, "decree") == [Result.REPLACED]
    assert embedder.embedded == embedded + 1
    assert len(library.documents()) == 1
    assert not any(library.check())
    texts = [hit.passage.text for hit in library.search("hồ sơ mẫu giữ mấy năm")]
    assert any("mười lăm" in text for text in texts)
    assert not any("mười hai" in text for text in texts)


def test_the_same_document_in_two_files_is_one_document_and_that_is_told(
    library: Library, files: Path
) -> None:
    put_in(library, files, "decree")
    (files / "copy.txt").write_text(f"{DECREE}\n\n", encoding="utf-8")
    outcome = library.add(files / "copy.txt")

    assert (outcome.outcome, outcome.key) == (Result.UNCHANGED, "901-2031-nd-cp")
    assert any("decree.txt" in warning for warning in outcome.warnings)
    assert len(library.documents()) == 1


def decision(province: str, subject: str) -> str:
    return (
        f"ỦY BAN NHÂN DÂN\n{province}\nSố: 918/QĐ-UBND\nngày 05 tháng 3 năm 2031\nQUYẾT ĐỊNH\n"
        f"Về {subject}\nĐiều 1. Phê duyệt\nPhê duyệt {subject} theo bảng kèm theo.\n"
    )


@pytest.mark.parametrize(
    ("provinces", "results", "count"),
    [
        (("TỈNH HOA BAN", "TỈNH BÌNH NGUYÊN"), [Result.ADDED, Result.ADDED], 2),
        (("", ""), [Result.ADDED, Result.REFUSED], 1),
    ],
)
def test_two_provinces_may_use_one_number_and_neither_overwrites_the_other(
    library: Library,
    tmp_path: Path,
    provinces: tuple[str, str],
    results: list[Result],
    count: int,
) -> None:
    subjects = ("giá đất của các lô ven sông", "danh sách thôn xóm và người có uy tín")
    outcomes = []
    for number, (province, subject) in enumerate(zip(provinces, subjects, strict=True)):
        path = tmp_path / f"{number}.txt"
        path.write_text(decision(province, subject), encoding="utf-8")
        outcomes.append(library.add(path))

    assert [outcome.outcome for outcome in outcomes] == results
    assert len(library.documents()) == count
    assert not any(library.check())
    refused = [outcome.reason for outcome in outcomes if outcome.outcome is Result.REFUSED]
    assert all(is_one_sentence(reason) for reason in refused)


@pytest.mark.parametrize("order", [("decree", "annex"), ("annex", "decree")])
def test_an_annex_joins_its_document_whichever_comes_first(
    library: Library, files: Path, order: tuple[str, str]
) -> None:
    put_in(library, files, *order)
    (reference,) = find_references("khoản 1 Mục I Phụ lục I Nghị định số 901/2031/NĐ-CP")
    resolved = library.resolve(reference)
    assert resolved.provision is not None
    citation = library.cite(resolved.provision.key, "cách mép trái 41 - 44 mm", as_of=TODAY)
    assert citation.locator_text == "khoản 1 Mục I Phụ lục I"
    assert "901/2031/NĐ-CP" in citation.document and "văn thư mẫu" in citation.document


def test_a_question_finds_the_same_with_and_without_diacritics(
    library: Library, files: Path
) -> None:
    put_in(library, files, "decree", "annex")
    for question in ("lề trái bao nhiêu", "le trai bao nhieu"):
        best = library.search(question)[0]
        assert best.passage.provision == "901-2031-nd-cp/anx_I/sec_I/cl_1"


def test_a_reader_sees_only_the_scopes_that_are_given(library: Library, files: Path) -> None:
    library.add(files / "decree.txt", scope="unit:a")
    library.add(files / "annex.txt")
    everybody, unit = frozenset({"all"}), frozenset({"all", "unit:a"})
    assert {hit.metadata.scope for hit in library.search("hồ sơ mẫu", scopes=everybody)} == {"all"}
    assert "unit:a" in {hit.metadata.scope for hit in library.search("hồ sơ mẫu", scopes=unit)}
    assert library.document("901-2031-nd-cp", everybody) is None
    assert library.original("901-2031-nd-cp", everybody) is None
    with pytest.raises(KnowledgeError):
        library.cite("901-2031-nd-cp/art_1", "công tác", scopes=everybody, as_of=TODAY)


def test_a_removed_document_is_gone_from_every_index(library: Library, files: Path) -> None:
    put_in(library, files, "decree", "ending")
    assert library.remove("901-2031-nd-cp")
    assert not library.remove("901-2031-nd-cp")
    assert {hit.metadata.number for hit in library.search("hồ sơ mẫu")} == {"902/2033/NĐ-CP"}
    assert not any(library.check())


def test_rebuilding_the_indexes_embeds_nothing(
    library: Library, files: Path, embedder: CountingEmbedder
) -> None:
    put_in(library, files, "decree", "annex")
    before = [hit.passage.id for hit in library.search("lề trái")]
    embedded = embedder.embedded
    library.rebuild()
    assert embedder.embedded == embedded
    assert [hit.passage.id for hit in library.search("lề trái")] == before


def test_what_is_missing_from_the_indexes_is_counted_and_completed(
    library: Library, files: Path
) -> None:
    put_in(library, files, "decree")
    gone = sorted(library.indexes.vectors.ids("all"))[:2]
    library.indexes.vectors.remove("all", gone)
    (found,) = library.check()
    assert found.missing_vectors == 2 and found.stale_vectors == 0
    library.rebuild()
    assert not any(library.check())


def test_unknown_validity_names_the_document_that_speaks_against_it(
    library: Library, files: Path
) -> None:
    put_in(library, files, "decree")
    alone = library.cite("901-2031-nd-cp/art_2", "Sổ mẫu", as_of=TODAY).status
    put_in(library, files, "ending")
    later = library.cite("901-2031-nd-cp/art_2", "Sổ mẫu", as_of=TODAY).status
    assert alone.validity is later.validity is Validity.UNKNOWN
    assert "902/2033/NĐ-CP" not in alone.reason
    assert "902/2033/NĐ-CP" in later.reason


def test_a_secret_file_leaves_nothing_behind(library: Library, files: Path, tmp_path: Path) -> None:
    (files / "secret.txt").write_text("TỐI MẬT\n" + DECREE, encoding="utf-8")
    outcome = library.add(files / "secret.txt")
    assert outcome.outcome is Result.REFUSED and outcome.reason
    assert library.documents() == ()
    kept = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert not any("mười hai năm".encode() in path.read_bytes() for path in kept)
    assert not any("secret" in path.name for path in kept)


def test_a_bad_file_does_not_stop_the_others(library: Library, files: Path) -> None:
    (files / "empty.txt").write_text("", encoding="utf-8")
    assert put_in(library, files, "decree", "empty", "annex") == [
        Result.ADDED,
        Result.REFUSED,
        Result.ADDED,
    ]
    assert not any(library.check())


def test_the_original_file_is_kept_under_its_own_name(library: Library, files: Path) -> None:
    put_in(library, files, "decree")
    found = library.original("901-2031-nd-cp")
    assert found is not None
    path, name = found
    assert name == "decree.txt"
    assert path.read_text(encoding="utf-8") == DECREE


def test_an_empty_library_finds_nothing(library: Library) -> None:
    assert library.search("lề trái") == ()
    assert library.documents() == ()
    assert not any(library.check())
