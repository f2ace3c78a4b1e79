"""The layout tests T1–T18: what the writer makes passes, and every test can fail."""

from __future__ import annotations

import copy
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from lxml.etree import _Element

from bot.agency import Agency
from bot.docx_elements import element
from bot.docx_writer import write_docx
from bot.draft import DraftKind
from bot.layout_check import check_layout
from bot.texts import drafts as draft_texts
from bot.texts import layout as layout_texts
from tests.bot.sample_drafts import AGENCY, DRAFTS

ALL_TESTS = [f"T{number}" for number in range(1, 19)]


def failed(path: Path) -> set[str]:
    return {finding.test for finding in check_layout(path, render=False) if not finding.ok}


def line(document: WordDocument, start: str) -> WordParagraph:
    """The first paragraph, in tables too, whose words begin with `start`."""
    for paragraph in document.element.body.iter(qn("w:p")):
        found = WordParagraph(paragraph, document._body)
        if found.text.startswith(start):
            return found
    raise AssertionError(start)


def drop(found: _Element) -> None:
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)


def reword(start: str, text: str) -> Callable[[WordDocument], None]:
    def change(document: WordDocument) -> None:
        paragraph = line(document, start)
        for run in paragraph.runs[1:]:
            drop(run._r)
        paragraph.runs[0].text = text

    return change


def remove(start: str) -> Callable[[WordDocument], None]:
    def change(document: WordDocument) -> None:
        drop(line(document, start)._p)

    return change


def restyle(start: str, **font: object) -> Callable[[WordDocument], None]:
    def change(document: WordDocument) -> None:
        for run in line(document, start).runs:
            for name, value in font.items():
                setattr(run.font, name, value)

    return change


def reshape(start: str, **layout: object) -> Callable[[WordDocument], None]:
    def change(document: WordDocument) -> None:
        for name, value in layout.items():
            setattr(line(document, start).paragraph_format, name, value)

    return change


def page(**sizes: object) -> Callable[[WordDocument], None]:
    def change(document: WordDocument) -> None:
        for name, value in sizes.items():
            setattr(document.sections[0], name, value)

    return change


def insert(text: str) -> Callable[[WordDocument], None]:
    """A copy of a body paragraph with other words, in front of it."""

    def change(document: WordDocument) -> None:
        model = line(document, "Trong kỳ")
        twin = copy.deepcopy(model._p)
        model._p.addprevious(twin)
        reword("Trong kỳ", text)(document)

    return change


def font_only_for_east_asian(document: WordDocument) -> None:
    run = line(document, "Trong kỳ").runs[0]._r
    run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "MS Mincho")


def theme_font(document: WordDocument) -> None:
    run = line(document, "Trong kỳ").runs[0]._r
    run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "minorHAnsi")


def font_of_the_normal_style(document: WordDocument) -> None:
    document.styles["Normal"].font.name = "Arial"


def red_text(document: WordDocument) -> None:
    line(document, "Trong kỳ").runs[0].font.color.rgb = RGBColor(255, 0, 0)


def no_page_field(document: WordDocument) -> None:
    header = document.sections[0].header._element
    for field in list(header.iter(qn("w:fldSimple"))):
        drop(field)


def page_number_at_the_left(document: WordDocument) -> None:
    document.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def page_number_on_first_page(document: WordDocument) -> None:
    document.sections[0].different_first_page_header_footer = False


def roman_page_numbers(document: WordDocument) -> None:
    document.sections[0]._sectPr.append(element("pgNumType", fmt="upperRoman"))


def borders_of_the_table(document: WordDocument) -> None:
    borders = document.tables[0]._tbl.tblPr.find(qn("w:tblBorders"))
    assert borders is not None
    borders[0].set(qn("w:val"), "single")


def borders_of_the_style(document: WordDocument) -> None:
    table = document.tables[0]
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    assert borders is not None
    table._tbl.tblPr.remove(borders)
    grid = document.styles.add_style("Grid", WD_STYLE_TYPE.TABLE)
    grid.element.append(element("tblPr"))
    grid.element[-1].append(borders)
    borders[0].set(qn("w:val"), "single")
    table.style = grid


def header_without_table(document: WordDocument) -> None:
    table = document.tables[0]._tbl
    for paragraph in list(table.iter(qn("w:p"))):
        table.addprevious(paragraph)
    drop(table)


def substituted_font(document: WordDocument) -> None:
    table = next(
        p for p in document.part.package.iter_parts() if p.partname.endswith("fontTable.xml")
    )
    changed = table.blob.replace(
        b'w:name="Times New Roman">', b'w:name="Times New Roman"><w:altName w:val="Tinos"/>'
    )
    assert changed != table.blob
    table._blob = changed


BREAKS: list[tuple[str, DraftKind, Callable[[WordDocument], None]]] = [
    ("T1", DraftKind.REPORT, page(left_margin=Mm(20))),
    ("T1", DraftKind.REPORT, page(top_margin=Mm(15))),
    ("T2", DraftKind.REPORT, page(page_width=Mm(216), page_height=Mm(279))),
    ("T3", DraftKind.REPORT, restyle("Trong kỳ", name="Arial")),
    ("T3", DraftKind.REPORT, font_only_for_east_asian),
    ("T3", DraftKind.REPORT, theme_font),
    ("T3", DraftKind.REPORT, font_of_the_normal_style),
    ("T3", DraftKind.REPORT, red_text),
    ("T4", DraftKind.REPORT, restyle(draft_texts.NATION, size=Pt(14))),
    ("T4", DraftKind.REPORT, restyle("Số:", size=Pt(12))),
    ("T4", DraftKind.REPORT, restyle("Thanh Sơn, ngày", italic=False)),
    ("T4", DraftKind.REPORT, restyle("UBND", bold=True)),
    ("T4", DraftKind.REPORT, restyle("BÁO CÁO", underline=True)),
    ("T4", DraftKind.REPORT, reword("I. TÌNH HÌNH", "I. Tình hình thực hiện")),
    ("T4", DraftKind.REPORT, restyle("Trong kỳ", size=Pt(12))),
    ("T4", DraftKind.REPORT, restyle("Nơi nhận:", italic=False)),
    ("T4", DraftKind.REPORT, restyle("- Lãnh đạo", size=Pt(12))),
    ("T4", DraftKind.LETTER, restyle("V/v", italic=True)),
    ("T4", DraftKind.PLAN, restyle("Căn cứ", italic=False)),
    ("T4", DraftKind.DECISION, restyle("Điều 1.", bold=False)),
    ("T5", DraftKind.REPORT, no_page_field),
    ("T5", DraftKind.REPORT, page_number_at_the_left),
    ("T5", DraftKind.REPORT, page_number_on_first_page),
    ("T5", DraftKind.REPORT, roman_page_numbers),
    ("T6", DraftKind.REPORT, reword(draft_texts.MOTTO, "Độc lập – Tự do – Hạnh phúc")),
    ("T6", DraftKind.REPORT, reword(draft_texts.NATION, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    (
        "T6",
        DraftKind.REPORT,
        reword(draft_texts.MOTTO, unicodedata.normalize("NFD", draft_texts.MOTTO)),
    ),
    ("T7", DraftKind.REPORT, reword("Số:", "Số: 5/BC-SMB")),
    ("T7", DraftKind.REPORT, reword("Số:", "Số: /BC-SMB")),
    ("T7", DraftKind.REPORT, reword("Thanh Sơn, ngày", "Thanh Sơn, ngày      tháng 6 năm 2031")),
    ("T8", DraftKind.REPORT, remove("KT. GIÁM ĐỐC")),
    ("T8", DraftKind.REPORT, remove("PHÓ GIÁM ĐỐC")),
    ("T8", DraftKind.REPORT, reword("KT. GIÁM ĐỐC", "K/T GIÁM ĐỐC")),
    ("T9", DraftKind.REPORT, reword("- Lưu: VT", "- Lưu VT.")),
    ("T10", DraftKind.REPORT, reshape("Trong kỳ", alignment=WD_ALIGN_PARAGRAPH.LEFT)),
    ("T10", DraftKind.REPORT, reshape("Trong kỳ", first_line_indent=Pt(0))),
    ("T10", DraftKind.REPORT, reshape("Trong kỳ", space_after=Pt(0))),
    ("T10", DraftKind.REPORT, reshape("Trong kỳ", line_spacing=2.0)),
    ("T10", DraftKind.REPORT, reshape("Trong kỳ", line_spacing=Pt(12))),
    ("T11", DraftKind.REPORT, reword("Trên đây", "Trên đây là báo cáo.")),
    ("T12", DraftKind.SUBMISSION, remove("Kính gửi")),
    ("T12", DraftKind.PLAN, reword("Căn cứ", "Kính gửi: Sở Nội vụ")),
    ("T12", DraftKind.LETTER, reword("- Các phòng", "- Các phòng thuộc Sở")),
    ("T13", DraftKind.REPORT, reword("UBND", "TỐI MẬT")),
    ("T14", DraftKind.REPORT, reword("Số:", "Số:      /BC - SMB")),
    ("T14", DraftKind.REPORT, insert("Thực hiện Kế hoạch số 12/KH - UBND của tỉnh.")),
    ("T15", DraftKind.REPORT, reword("Thanh Sơn, ngày", "Thanh Sơn, ngày 5 tháng 01 năm 2031")),
    ("T15", DraftKind.REPORT, reword("Thanh Sơn, ngày", "Thanh Sơn, ngày 05 tháng 06 năm 2031")),
    ("T15", DraftKind.REPORT, insert("Thực hiện kế hoạch ngày 5/3/2031 của tỉnh.")),
    ("T16", DraftKind.REPORT, substituted_font),
    ("T17", DraftKind.REPORT, restyle("Trong kỳ", name=".VnTime")),
    ("T17", DraftKind.REPORT, insert("§éc lËp d©n téc, b¸o c¸o kÕt qu¶ n¨m.")),
    ("T18", DraftKind.REPORT, borders_of_the_table),
    ("T18", DraftKind.REPORT, borders_of_the_style),
    ("T18", DraftKind.REPORT, header_without_table),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts")
    for kind, draft in DRAFTS.items():
        write_docx(draft, AGENCY, folder / f"{kind.name}.docx")
    return folder


@pytest.fixture
def made(written: Path, tmp_path: Path) -> Callable[[DraftKind], Path]:
    def copy_of(kind: DraftKind) -> Path:
        return Path(shutil.copy(written / f"{kind.name}.docx", tmp_path))

    return copy_of


@pytest.mark.parametrize("kind", list(DraftKind))
def test_what_the_writer_makes_passes_every_test(
    kind: DraftKind, made: Callable[[DraftKind], Path]
) -> None:
    findings = check_layout(made(kind), render=False)
    assert [finding.test for finding in findings] == ALL_TESTS
    assert [finding for finding in findings if not finding.ok] == []


@pytest.mark.parametrize("kind", list(DraftKind))
def test_a_draft_of_an_agency_that_sets_nothing_passes_too(kind: DraftKind, tmp_path: Path) -> None:
    path = tmp_path / "empty.docx"
    write_docx(DRAFTS[kind], Agency(), path)
    assert failed(path) == set()


@pytest.mark.parametrize(
    ("test", "kind", "change"),
    BREAKS,
    ids=[f"{test}-{number}" for number, (test, _, _) in enumerate(BREAKS)],
)
def test_a_broken_layout_fails_its_test(
    test: str,
    kind: DraftKind,
    change: Callable[[WordDocument], None],
    made: Callable[[DraftKind], Path],
) -> None:
    path = made(kind)
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
    assert test in failed(path)


def test_every_test_is_broken_by_some_document() -> None:
    assert {test for test, _, _ in BREAKS} == set(ALL_TESTS)


def test_a_finding_names_its_provision_and_place(made: Callable[[DraftKind], Path]) -> None:
    path = made(DraftKind.REPORT)
    document = docx.Document(str(path))
    reword("- Lưu: VT", "- Lưu VT.")(document)
    document.save(str(path))
    (finding,) = [one for one in check_layout(path, render=False) if not one.ok]
    assert finding.rule == layout_texts.RULES["T9"]
    assert "Lưu VT." in finding.place


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_a_file_that_is_no_docx_fails_only_t16(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(content)
    (finding,) = check_layout(path)
    assert (finding.test, finding.ok) == ("T16", False)


@pytest.mark.needs_libreoffice
def test_libreoffice_opens_what_the_writer_makes(made: Callable[[DraftKind], Path]) -> None:
    findings = check_layout(made(DraftKind.DECISION))
    assert all(finding.ok for finding in findings)


@pytest.mark.needs_shared_data
def test_real_attachments_of_an_office_are_checked_without_an_error(shared_data: Path) -> None:
    for path in sorted((shared_data / "files" / "office-attachments").glob("*.docx")):
        assert {finding.test for finding in check_layout(path, render=False)} == set(ALL_TESTS)
