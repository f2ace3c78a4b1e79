"""The .docx of a draft: what stands where, and what never gets in."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_COLOR_INDEX
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.agency import Agency, Signer
from bot.docx_writer import date_line, number_line, write_docx
from bot.draft import Draft, DraftKind, Paragraph
from bot.texts import drafts as draft_texts
from knowledge.readers import read
from tests.bot.sample_drafts import AGENCY, CLOSING, DRAFTS


def written(draft: Draft, folder: Path, agency: Agency = AGENCY) -> WordDocument:
    path = folder / "draft.docx"
    write_docx(draft, agency, path)
    document: WordDocument = docx.Document(str(path))
    return document


def body_lines(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def cell_lines(document: WordDocument, table: int, row: int, column: int) -> list[str]:
    cell = document.tables[table].cell(row, column)
    return [paragraph.text for paragraph in cell.paragraphs if paragraph.text]


@pytest.mark.parametrize(
    ("kind", "number", "line"),
    [
        (DraftKind.REPORT, "", "Số:      /BC-SMB"),
        (DraftKind.REPORT, "7", "Số: 07/BC-SMB"),
        (DraftKind.REPORT, "112", "Số: 112/BC-SMB"),
        (DraftKind.SUBMISSION, "", "Số:      /TTr-SMB"),
        (DraftKind.PLAN, "", "Số:      /KH-SMB"),
        (DraftKind.NOTICE, "", "Số:      /TB-SMB"),
        (DraftKind.DECISION, "", "Số:      /QĐ-SMB"),
        (DraftKind.LETTER, "", "Số:      /SMB-VP"),
    ],
)
def test_the_number_is_blank_until_given_and_padded_below_ten(
    kind: DraftKind, number: str, line: str
) -> None:
    assert number_line(replace(DRAFTS[kind], number=number), AGENCY) == line


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (None, "Thanh Sơn, ngày      tháng      năm 2031"),
        (date(2031, 1, 5), "Thanh Sơn, ngày 05 tháng 01 năm 2031"),
        (date(2031, 6, 14), "Thanh Sơn, ngày 14 tháng 6 năm 2031"),
        (date(2031, 12, 1), "Thanh Sơn, ngày 01 tháng 12 năm 2031"),
    ],
)
def test_the_date_is_blank_until_given_and_padded_as_the_rule_wants(
    day: date | None, line: str
) -> None:
    assert date_line(replace(DRAFTS[DraftKind.REPORT], date=day), AGENCY) == line


def test_a_report_stands_in_the_order_of_the_official_form(tmp_path: Path) -> None:
    document = written(DRAFTS[DraftKind.REPORT], tmp_path)
    assert cell_lines(document, 0, 0, 0) == ["UBND TỈNH THANH SƠN", "SỞ MẪU BIỂU"]
    assert cell_lines(document, 0, 0, 1) == [draft_texts.NATION, draft_texts.MOTTO]
    lines = body_lines(document)
    assert lines[:3] == [
        "BÁO CÁO",
        "Kết quả thực hiện nhiệm vụ quý I năm 2031",
        "Kính gửi: Sở Nội vụ",
    ]
    assert "I. TÌNH HÌNH THỰC HIỆN" in lines
    assert "1. Nguyên nhân khách quan" in lines
    assert "a) Về cơ chế" in lines
    assert lines[-1] == "Trên đây là nội dung của Sở Mẫu biểu, kính đề nghị xem xét./."
    assert cell_lines(document, 1, 0, 0) == ["Nơi nhận:", "- Lãnh đạo Sở;", "- Lưu: VT, VP."]
    assert cell_lines(document, 1, 0, 1) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Thử"]


def test_a_letter_has_its_subject_under_the_number_and_no_name_of_kind(tmp_path: Path) -> None:
    document = written(DRAFTS[DraftKind.LETTER], tmp_path)
    assert cell_lines(document, 0, 1, 0) == ["Số:      /SMB-VP", "V/v đôn đốc nộp báo cáo"]
    assert body_lines(document)[:3] == ["Kính gửi:", "- Văn phòng Sở;", "- Các phòng thuộc Sở."]


def test_a_decision_names_who_decides_and_runs_on_in_articles(tmp_path: Path) -> None:
    lines = body_lines(written(DRAFTS[DraftKind.DECISION], tmp_path))
    assert lines[2:6] == [
        "GIÁM ĐỐC SỞ MẪU BIỂU",
        "Căn cứ Luật Mẫu biểu năm 2031;",
        "Theo đề nghị của Chánh Văn phòng Sở.",
        "QUYẾT ĐỊNH:",
    ]
    assert lines[6] == "Điều 1. Thành lập Tổ kiểm tra"
    assert lines[8].startswith("Điều 2. Trong kỳ")


def test_a_committee_signs_in_three_lines(tmp_path: Path) -> None:
    signer = Signer("Phó Chủ tịch", "Lê Thị Mẫu", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"))
    document = written(replace(DRAFTS[DraftKind.PLAN], signer=signer), tmp_path)
    assert cell_lines(document, 1, 0, 1) == [
        *("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Mẫu"),
    ]


def test_what_the_agency_does_not_set_is_a_visible_blank(tmp_path: Path) -> None:
    draft = replace(DRAFTS[DraftKind.REPORT], signer=None, unit_code="")
    document = written(draft, tmp_path, Agency())
    assert cell_lines(document, 0, 0, 0) == [
        "[cần bổ sung: tên cơ quan chủ quản]",
        "[cần bổ sung: tên cơ quan ban hành]",
    ]
    assert cell_lines(document, 1, 0, 0)[-1] == "- Lưu: VT, [cần bổ sung: đơn vị soạn thảo]."


def test_an_agency_without_superior_has_one_line(tmp_path: Path) -> None:
    agency = replace(AGENCY, superior="", name="UBND tỉnh Thanh Sơn")
    document = written(DRAFTS[DraftKind.REPORT], tmp_path, agency)
    assert cell_lines(document, 0, 0, 0) == ["UBND TỈNH THANH SƠN"]


def test_blanks_are_highlighted_and_nothing_else_is(tmp_path: Path) -> None:
    document = written(DRAFTS[DraftKind.REPORT], tmp_path)
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    marked = {run.text for run in runs if run.font.highlight_color is WD_COLOR_INDEX.YELLOW}
    assert marked == {"[cần bổ sung: số trường hợp]"}


@pytest.mark.parametrize("kind", list(DraftKind))
def test_the_note_for_the_reviewer_is_a_comment_and_not_in_the_text(
    kind: DraftKind, tmp_path: Path
) -> None:
    document = written(DRAFTS[kind], tmp_path)
    assert [comment.text for comment in document.comments] == [draft_texts.REVIEWER_NOTE]
    assert "máy hỗ trợ" not in "\n".join(body_lines(document))


@pytest.mark.parametrize(
    ("last", "ended"),
    [
        ("Kính gửi để tổng hợp.", "Kính gửi để tổng hợp./."),
        ("Kính gửi để tổng hợp", "Kính gửi để tổng hợp./."),
        ("Kính gửi để tổng hợp./.", "Kính gửi để tổng hợp./."),
        ("Gửi [cần bổ sung: nơi nhận]", "Gửi [cần bổ sung: nơi nhận]./."),
    ],
)
def test_the_content_ends_with_its_mark_once(last: str, ended: str, tmp_path: Path) -> None:
    draft = replace(DRAFTS[DraftKind.REPORT], closing=(Paragraph(last),))
    assert body_lines(written(draft, tmp_path))[-1] == ended


def test_our_own_reader_reads_the_same_words_back(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    write_docx(DRAFTS[DraftKind.REPORT], AGENCY, path)
    text = read(path).text
    assert "I. TÌNH HÌNH THỰC HIỆN" in text
    assert "Trong kỳ có [cần bổ sung: số trường hợp] trường hợp" in text


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_text_is_written_as_data(text: str, tmp_path: Path) -> None:
    words = f"Mở đầu {text} kết thúc."
    document = written(replace(DRAFTS[DraftKind.LETTER], opening=(Paragraph(words),)), tmp_path)
    assert sum(line.startswith("Mở đầu") for line in body_lines(document)) == 1


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(b"old")
    write_docx(replace(DRAFTS[DraftKind.REPORT], closing=CLOSING), AGENCY, path)
    assert path.read_bytes()[:2] == b"PK"
    assert sorted(tmp_path.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) & stat.S_IRUSR
