"""Small sound files with a few bytes changed: text or a refusal comes out, never anything else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.archives import is_archive, unpack
from knowledge.model import KnowledgeError, ReadText
from knowledge.readers import read
from tests.bad_input.hostile_archives import NOTICE, zip_of
from tests.bad_input.hostile_pdfs import plain_pdf
from tests.knowledge.word_packages import (
    cell,
    level,
    lists,
    numbered,
    paragraph,
    run,
    table,
    word_file,
)

_NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
_NONSENSE = (b"", b"\0", b"-1", b"999999999999", b"<", b'"', b"&x;", b"\xff\xfe", b"w:", b"/>")
_PAGE = "<html><head><title>Mẫu</title></head><body><table><tr><td>a<td>b</table><p>Điều 1</html>"


def _word(path: Path) -> None:
    body = (
        numbered("Phạm vi")
        + table(cell("STT") + cell("Tên"), cell("1") + cell("Sổ"))
        + paragraph(run("Câu") + _NOTE, '<w:pStyle w:val="A"/>')
    )
    word_file(
        path,
        body,
        numbering=lists(level(0, "Điều %1.")),
        styles='<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>',
        footnotes=f'<w:footnote w:id="1">{paragraph("Chú thích")}</w:footnote>',
    )


def _workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["STT", "Tên", "Số"], [1, "Sổ", 1234.5], [2, "Bút", 0.5]):
        sheet.append(row)
    sheet["C2"].number_format = "#,##0.0"
    sheet.merge_cells("A4:C4")
    book.save(path)


def _archive(path: Path) -> None:
    inner = zip_of([("sâu.txt", NOTICE)])
    path.write_bytes(zip_of([("a.txt", NOTICE), ("b/c.md", NOTICE), ("trong.zip", inner)]))


MAKERS: dict[str, Callable[[Path], object]] = {
    "a.docx": _word,
    "a.xlsx": _workbook,
    "a.zip": _archive,
    "a.html": lambda path: path.write_text(_PAGE, encoding="utf-8"),
    "a.txt": lambda path: path.write_bytes(NOTICE),
    "a.md": lambda path: path.write_bytes(b"# " + NOTICE),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A small sound file of each format, by name."""
    folder = tmp_path_factory.mktemp("lanh")
    for name, make in MAKERS.items():
        make(folder / name)
    return {name: (folder / name).read_bytes() for name in MAKERS}


def damaged(data: st.DataObject, whole: bytes) -> bytes:
    """Bytes changed, cut out, doubled or replaced by nonsense, at a few places."""
    content = whole
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, max(len(content) - 1, 0)))
        length = data.draw(st.integers(0, 12))
        replacement = data.draw(
            st.one_of(
                st.sampled_from(_NONSENSE),
                st.binary(max_size=4),
                st.just(content[place : place + length] * 2),
            )
        )
        content = content[:place] + replacement + content[place + length :]
    return content


def with_damaged_part(data: st.DataObject, package: bytes) -> bytes:
    """A sound zip around a damaged part: the damage reaches the XML instead of the checksum."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    chosen = data.draw(st.integers(0, len(parts) - 1))
    name, content = parts[chosen]
    parts[chosen] = (name, damaged(data, content))
    return zip_of(parts)


def assert_read_or_refused(path: Path, folder: Path) -> None:
    """What any file may end in; a zip is taken apart as it is in the library."""
    try:
        if not is_archive(path, path.name):
            assert isinstance(read(path), ReadText)
            return
        folder.mkdir(exist_ok=True)
        for member in unpack(path, path.name, folder):
            assert member.refusal or member.path
    except KnowledgeError as refusal:
        told = str(refusal)
    else:
        return
    assert told.endswith(".") and "\n" not in told


_SETTINGS = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.parametrize("name", MAKERS)
@given(data=st.data())
@settings(_SETTINGS, max_examples=12)
def test_a_few_changed_bytes_end_in_text_or_a_refusal(
    name: str, sound: dict[str, bytes], tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / name
    path.write_bytes(damaged(data, sound[name]))

    assert_read_or_refused(path, tmp_path / "bung")


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
@given(data=st.data())
@settings(_SETTINGS, max_examples=25)
def test_damaged_parts_of_a_sound_package_end_in_text_or_a_refusal(
    name: str, sound: dict[str, bytes], tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / name
    path.write_bytes(with_damaged_part(data, sound[name]))

    assert_read_or_refused(path, tmp_path / "bung")


@pytest.mark.check
@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.zip"])
@given(data=st.data())
@settings(_SETTINGS, max_examples=1500)
def test_many_damaged_packages_end_in_text_or_a_refusal(
    name: str, sound: dict[str, bytes], tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / name
    whole = sound[name]
    inside = data.draw(st.booleans())
    path.write_bytes(with_damaged_part(data, whole) if inside else damaged(data, whole))

    assert_read_or_refused(path, tmp_path / "bung")


@pytest.mark.check
@given(data=st.data())
@settings(_SETTINGS, max_examples=100)
def test_damaged_pdfs_end_in_text_or_a_refusal(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(damaged(data, plain_pdf()))

    assert_read_or_refused(path, tmp_path)


@pytest.mark.check
@given(data=st.data())
@settings(_SETTINGS, max_examples=300)
def test_damaged_old_workbooks_end_in_text_or_a_refusal(
    shared_data: Path, tmp_path: Path, data: st.DataObject
) -> None:
    folder = shared_data / "files" / "legacy-encodings" / "tcvn3"
    smallest = min(folder.glob("*.xls"), key=lambda one: one.stat().st_size)
    path = tmp_path / "a.xls"
    path.write_bytes(damaged(data, smallest.read_bytes()))

    assert_read_or_refused(path, tmp_path)


REAL = (
    "office-attachments/*Giay_Moi.doc",
    "legacy-encodings/tcvn3/2003-A04.rtf",
    "legacy-encodings/tcvn3/2009-xls.xls",
    "legacy-encodings/vni/2009-download.doc",
    "laws-docx/VBPL_13639.docx",
    "nd30/Phuluc5.docx",
)
"""Real files of each format; scans and the PDFs of the gazette are cut in the tests of PDFs."""


@pytest.mark.check
@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("pattern", REAL)
def test_a_real_file_cut_at_any_tenth_ends_in_text_or_a_refusal(
    pattern: str, shared_data: Path, tmp_path: Path
) -> None:
    (source,) = (shared_data / "files").glob(pattern)
    whole = source.read_bytes()
    path = tmp_path / source.name
    for tenth in range(1, 10):
        path.write_bytes(whole[: len(whole) * tenth // 10])

        assert_read_or_refused(path, tmp_path)
