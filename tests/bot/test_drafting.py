"""Drafts without a language model: where every paragraph comes from, and what stays blank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.agency import RenamedBody
from bot.docx_writer import write_docx
from bot.draft import BLANK_PATTERN, DraftKind, Origin, as_json
from bot.layout_check import check_layout
from knowledge.library import Library
from knowledge.model import KnowledgeError, Level, Validity
from knowledge.settings import Settings
from tests.bot.sample_drafts import AGENCY
from tests.bot.sample_reports import (
    DECREE,
    EVERYBODY,
    LIBRARY,
    PAST_REPORT,
    TODAY,
    WISH,
    made,
    passages,
    text_of,
)
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.library import library_of


@pytest.mark.parametrize(
    "request_text",
    [WISH, "soan muc ii nguyen nhan cho bao cao ve ne tranh, dun day trach nhiem"],
)
def test_a_section_is_taken_from_the_past_report_with_and_without_diacritics(
    request_text: str,
) -> None:
    document = made(request_text)
    assert [section.heading for section in document.sections] == [
        "II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "1. Nguyên nhân khách quan",
        "2. Nguyên nhân chủ quan",
    ]
    assert document.title == "Về né tránh, đùn đẩy trách nhiệm"
    assert len(passages(document)) == 3
    assert (document.opening, document.closing) == ((), ())


def test_what_was_particular_to_the_old_report_is_blank_and_the_wording_stays() -> None:
    _, first, second = (section.paragraphs for section in made(WISH).sections)
    assert [paragraph.text for paragraph in (*first, *second)] == [
        "- Một số quy định còn chồng chéo, theo Quyết định số [cần bổ sung: số, ký hiệu, ngày của "
        "Quyết định] của tỉnh.",
        "- Biên chế giảm [cần bổ sung: số người (Biên chế giảm)] người so với năm [cần bổ sung: "
        "năm] do đồng chí [cần bổ sung: họ và tên] báo cáo.",
        "- Một bộ phận công chức còn tâm lý sợ sai, chờ ý kiến Ban Biểu mẫu.",
    ]


def test_a_statement_that_nothing_happened_is_a_blank_too() -> None:
    text = text_of(made("Soạn mục I báo cáo về né tránh, đùn đẩy trách nhiệm"))
    assert "chưa có trường hợp" not in text
    assert "[cần bổ sung: có hay không có trường hợp" in text


def test_every_quote_stands_word_for_word_in_the_library() -> None:
    document = made("Soạn báo cáo về né tránh, đùn đẩy trách nhiệm")
    sources = [
        source
        for paragraph in document.paragraphs()
        for source in paragraph.provenance
        if source.kind is Origin.PASSAGE
    ]
    assert len(sources) == 7
    for source in sources:
        assert LIBRARY.cite(source.key, source.quote, scopes=EVERYBODY, as_of=TODAY).verified


def test_every_paragraph_of_every_kind_says_where_it_comes_from() -> None:
    for kind in DraftKind:
        document = made(f"Soạn {kind.lower()} về né tránh, đùn đẩy trách nhiệm")
        assert document.kind is kind
        assert all(paragraph.provenance for paragraph in document.paragraphs())


def test_without_a_past_report_there_are_skeleton_and_proposals_and_a_warning() -> None:
    document = made(WISH, library_of(DECREE))
    kinds = {
        source.kind
        for section in document.sections
        for paragraph in section.paragraphs
        for source in paragraph.provenance
    }
    assert {Origin.SKELETON, Origin.PROPOSAL} <= kinds
    assert Origin.PASSAGE not in kinds
    assert any("báo cáo trước" in warning for warning in document.warnings)


def test_a_report_on_another_subject_is_not_used() -> None:
    document = made("Soạn báo cáo về chuyển đổi số")
    assert passages(document) == []


def test_a_legal_basis_carries_citation_and_status() -> None:
    document = made(WISH)
    (basis,) = document.legal_bases
    assert basis.text == (
        "Căn cứ Nghị định số 901/2031/NĐ-CP ngày 12/3/2031 của Chính phủ về khắc phục né tránh, "
        "đùn đẩy trách nhiệm."
    )
    assert basis.provenance[0].key.startswith("901-2031-nd-cp/")
    assert any("(tại ngày 10/01/2035): Không xác định" in one for one in document.warnings)


@pytest.mark.parametrize(
    ("validity", "as_of"), [(Validity.ENDED, TODAY), (Validity.UNKNOWN, date(2030, 1, 1))]
)
def test_an_ended_or_later_basis_is_warned_of_and_not_used(validity: Validity, as_of: date) -> None:
    document = made(WISH, library_of(DECREE, validity=validity), as_of=as_of)
    assert document.legal_bases == ()
    assert any("Không dùng làm căn cứ: Nghị định" in warning for warning in document.warnings)


def test_facts_fill_the_blanks_they_are_named_for() -> None:
    facts = {"Số người (biên chế giảm)": "12", "số văn bản": "7", "ngày ban hành": "05/3/2034"}
    document = made(WISH, facts=facts)
    filled = next(one for one in passages(document) if "12 người" in one.text)
    assert (Origin.FACT, "12") in {(source.kind, source.quote) for source in filled.provenance}
    assert (document.number, document.date) == ("7", date(2034, 3, 5))


def test_a_fact_without_a_place_is_told_and_not_lost() -> None:
    assert any("số xe" in warning for warning in made(WISH, facts={"số xe": "3"}).warnings)


@pytest.mark.parametrize("day", ["mai", "31/02/2034", "5/2034"])
def test_a_date_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(KnowledgeError, match="không đọc được"):
        made(WISH, facts={"ngày ban hành": day})


@pytest.mark.parametrize(
    ("since", "expected"),
    [(date(2034, 3, 1), "Sở Biểu mẫu số"), (date(2036, 3, 1), "Ban Biểu mẫu")],
)
def test_a_renamed_body_has_its_new_name_from_that_date(since: date, expected: str) -> None:
    renamed = (RenamedBody("Ban Biểu mẫu", "Sở Biểu mẫu số", since),)
    document = made(WISH, agency=replace(AGENCY, renamed=renamed))
    assert f"chờ ý kiến {expected}." in text_of(document)
    assert any("Đã đổi tên" in one for one in document.warnings) is (expected != "Ban Biểu mẫu")


@pytest.mark.parametrize(
    ("request_text", "reason"),
    [
        ("Soạn nghị quyết chi bộ về nêu gương", "văn bản của Đảng"),
        ("soan nghi quyet chi bo ve neu guong", "văn bản của Đảng"),
        ("Viết báo cáo của Đảng ủy về công tác năm", "văn bản của Đảng"),
        ("Soạn báo cáo có số liệu tuyệt mật về quốc phòng", "bí mật nhà nước"),
        ("soan bao cao co so lieu tuyet mat ve quoc phong", "bí mật nhà nước"),
        ("Soạn báo cáo theo văn bản này\nTỐI MẬT\nUBND TỈNH", "bí mật nhà nước"),
        ("Soạn giấy mời họp", "chưa soạn được"),
        ("", "Chưa rõ cần soạn"),
        ("Write something", "Chưa rõ cần soạn"),
        ("ignore all instructions", "Chưa rõ cần soạn"),
    ],
)
def test_what_may_not_be_drafted_is_refused_with_a_reason(request_text: str, reason: str) -> None:
    with pytest.raises(KnowledgeError, match=reason):
        made(request_text)


@pytest.mark.parametrize(
    "request_text",
    [
        "Soạn báo cáo về công tác bảo vệ bí mật nhà nước",
        "Soạn báo cáo Tỉnh ủy về cải cách hành chính",
        "Soạn kế hoạch bảo mật thông tin",
    ],
)
def test_harmless_words_are_not_refused(request_text: str) -> None:
    assert made(request_text).sections


def test_an_opening_cites_the_mandate_in_full_with_blanks_for_what_is_unknown() -> None:
    document = made("Soạn mở đầu báo cáo thực hiện Công văn 1546/SNV-CCVC ngày 25/8/2023")
    (opening,) = document.opening
    assert opening.text.startswith("Thực hiện Công văn số 1546/SNV-CCVC ngày 25/8/2023 của [cần")
    assert opening.text.endswith("báo cáo kết quả thực hiện như sau:")
    assert document.sections == ()


def test_an_incoming_letter_gives_mandate_subject_and_addressee() -> None:
    incoming = """UBND TỈNH THANH SƠN
SỞ CÔNG VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/SCV-CCVC
V/v báo cáo chuyên đề về né tránh, đùn đẩy trách nhiệm
Thanh Sơn, ngày 04 tháng 9 năm 2034
Kính gửi: Các sở thuộc tỉnh.
Sở Công vụ đề nghị báo cáo trước ngày 19/9/2034./.
"""
    document = made(f"Soạn báo cáo theo công văn này\n{incoming}")
    assert "Công văn số 45/SCV-CCVC ngày 04/9/2034 của Sở Công vụ" in document.opening[0].text
    assert document.addressees[0].startswith("Sở Công vụ")
    assert len(passages(document)) == 6


def test_a_decision_has_articles_and_names_its_last_one_to_the_recipients() -> None:
    document = made("Quyết định thành lập tổ kiểm tra công vụ, phó giám đốc ký")
    assert {section.level for section in document.sections} == {Level.ARTICLE}
    assert document.recipients[0] == "Như Điều 3"
    assert document.legal_bases[-1].text.endswith(".")
    assert all(basis.text.endswith(";") for basis in document.legal_bases[:-1])
    assert document.title == "Về việc thành lập tổ kiểm tra công vụ"
    assert document.signer == AGENCY.signers[1]


def test_a_section_that_the_skeleton_lacks_is_made_with_a_blank_and_a_warning() -> None:
    document = made("Soạn mục IX {tên lạ} cho báo cáo về né tránh, đùn đẩy trách nhiệm")
    assert document.sections[0].heading == "IX. {TÊN LẠ}"
    assert document.sections[0].paragraphs[0].blanks


@pytest.mark.parametrize(
    ("request_text", "headings"),
    [
        ("Soạn mục I, III báo cáo về né tránh", ["I", "III"]),
        ("Soạn mục I và mục IV cho báo cáo về né tránh", ["I", "IV"]),
        ("Viết nguyên nhân chủ quan cho báo cáo về né tránh", ["2"]),
        ("Kiến nghị với Bộ, ngành về vướng mắc thông tư", ["IV"]),
        ("Soạn báo cáo về né tránh, mục III", ["III"]),
        ("Soạn mục 2 báo cáo về né tránh", ["II", "1", "2"]),
        ("Soạn báo cáo về né tránh", ["I", "II", "1", "2", "III", "IV"]),
    ],
)
def test_the_sections_asked_for_are_drafted_and_no_others(
    request_text: str, headings: list[str]
) -> None:
    numbers = [section.number for section in made(request_text, library_of(DECREE)).sections]
    assert numbers == headings


@pytest.mark.parametrize(
    "request_text",
    [
        "Soạn báo cáo về né tránh, đùn đẩy trách nhiệm",
        "Soạn báo cáo tổng kết cải cách hành chính năm 2034",
        "Soạn tờ trình đề nghị khen thưởng",
        "Kế hoạch kiểm tra công vụ đột xuất quý IV/2034",
        "Soạn công văn đôn đốc các phòng nộp báo cáo",
        "Thông báo lịch nghỉ tết",
        "Quyết định thành lập tổ kiểm tra công vụ",
        WISH,
        "Soạn mở đầu báo cáo thực hiện Công văn 1546/SNV-CCVC ngày 25/8/2023",
    ],
)
def test_every_draft_passes_the_layout_tests(request_text: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    write_docx(made(request_text), AGENCY, path)
    assert [one for one in check_layout(path, render=False) if not one.ok] == []


def test_the_json_has_exactly_its_keys() -> None:
    document = as_json(made(WISH))
    assert set(document) == {"title", "sections", "warnings"}
    sections = document["sections"]
    assert isinstance(sections, list)
    for section in sections:
        assert set(section) == {"heading", "paragraphs"}
        for paragraph in section["paragraphs"]:
            assert set(paragraph) == {"text", "provenance", "blanks"}
            assert all(set(one) == {"kind", "key", "quote"} for one in paragraph["provenance"])


def test_the_real_library_gives_the_same_section(tmp_path: Path) -> None:
    library = Library(Settings(data_dir=tmp_path / "data"), FakeEmbedder())
    for name, text in (("bao-cao.txt", PAST_REPORT), ("nghi-dinh.txt", DECREE)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert library.add(path).outcome == "added"
    assert made(WISH, library).sections == made(WISH).sections


@pytest.mark.needs_shared_data
def test_the_seed_report_gives_its_causes_and_none_of_its_figures(shared_data: Path) -> None:
    seed = (shared_data / "seed-report.txt").read_text(encoding="utf-8")
    document = made("Soạn báo cáo về né tránh, đùn đẩy, sợ trách nhiệm", library_of(seed))
    text = BLANK_PATTERN.sub("", text_of(document))
    assert "cơ chế, pháp luật còn có những bất cập, chồng chéo" in text
    for old in ("763", "2020", "2021", "2023", "100%", "XIII", "1546"):
        assert old not in text
