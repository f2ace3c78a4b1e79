"""Reports: mục, khoản and điểm of invented texts, nested spans, and odd numbering."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.identity import identify
from knowledge.model import Document, DocumentKind, Level, Metadata, Provision
from knowledge.report_parser import parse_report, roman_value

METADATA = Metadata("bc", DocumentKind.REPORT, "Báo cáo", "971/BC-SDVC")

REPORT = """SỞ DỊCH VỤ CÔNG
Số: 971/BC-SDVC
BÁO CÁO
Kết quả khắc phục tình trạng né tránh
Thực hiện Công văn số 945/SCV-CCVC ngày 25/8/2033 của Sở Công vụ; Sở báo cáo như sau:
I. TÌNH HÌNH THỰC HIỆN
1. Công tác chỉ đạo
a) Ban hành kế hoạch;
b) Tổ chức quán triệt.
2. Kết quả cụ thể:
- Đã xử lý 12 hồ sơ.
12. 2033 là số không phải mục.
1 | Phòng A | 12
II. TỒN TẠI, HẠN CHẾ
VÀ NGUYÊN NHÂN
1. Nguyên nhân khách quan là quy định còn chồng chéo, chưa rõ ràng.
1.1. Về thể chế
1.2. Về nguồn lực
III.
NHIỆM VỤ, GIẢI PHÁP
Rà soát quy định.
Trên đây là báo cáo của Sở./.
Nơi nhận:
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Nguyễn Thí Dụ
Phụ lục I
SỐ LIỆU
1. Bảng thứ nhất
"""

OUTLINE = [
    ("bc/front", ""),
    ("bc/sec_I", "TÌNH HÌNH THỰC HIỆN"),
    ("bc/sec_I/cl_1", "Công tác chỉ đạo"),
    ("bc/sec_I/cl_1/pt_a", ""),
    ("bc/sec_I/cl_1/pt_b", ""),
    ("bc/sec_I/cl_2", "Kết quả cụ thể"),
    ("bc/sec_II", "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN"),
    ("bc/sec_II/cl_1", ""),
    ("bc/sec_II/cl_1/pt_1.1", "Về thể chế"),
    ("bc/sec_II/cl_1/pt_1.2", "Về nguồn lực"),
    ("bc/sec_III", "NHIỆM VỤ, GIẢI PHÁP"),
    ("bc/tail", ""),
    ("bc/anx_I", "SỐ LIỆU"),
    ("bc/anx_I/cl_1", "Bảng thứ nhất"),
]


def parse(text: str) -> Document:
    return parse_report(text, METADATA)


def keys(document: Document) -> list[str]:
    return [unit.key for unit in document.provisions]


def test_a_report_is_divided_as_its_numbers_say() -> None:
    document = parse(REPORT)

    assert [(unit.key, unit.heading) for unit in document.provisions] == OUTLINE
    assert document.warnings == ()


def test_a_unit_holds_its_heading_and_all_its_text() -> None:
    document = parse(REPORT)
    clause = document.provision("bc/sec_I/cl_2")

    assert clause is not None
    assert clause.span.of(REPORT).startswith("2. Kết quả cụ thể:")
    assert clause.span.of(REPORT).endswith("1 | Phòng A | 12\n")
    assert clause.locator.as_dict() == {"section": "I", "clause": "2"}


def test_parts_hold_sections_that_begin_again() -> None:
    document = parse("PHẦN THỨ NHẤT\nKẾT QUẢ\nI. Một\nII. Hai\nPHẦN THỨ HAI\nNHIỆM VỤ\nI. Ba\n")

    assert keys(document) == [
        "bc/part_THỨ-NHẤT",
        "bc/part_THỨ-NHẤT/sec_I",
        "bc/part_THỨ-NHẤT/sec_II",
        "bc/part_THỨ-HAI",
        "bc/part_THỨ-HAI/sec_I",
    ]
    assert document.provisions[0].heading == "KẾT QUẢ"


def test_lettered_parts_are_parts() -> None:
    assert keys(parse("A. ĐẶC ĐIỂM\nI. Một\nB. KẾT QUẢ\nI. Hai\n")) == [
        "bc/part_A",
        "bc/part_A/sec_I",
        "bc/part_B",
        "bc/part_B/sec_I",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "12. Tháng 8",
        "V. I. Lê-nin",
        "1 | 2 | 3",
        "2033. Năm",
        "a, b, c",
        "- 1. Mục con",
        "25/8/2033",
    ],
)
def test_lines_that_only_look_numbered_stay_text(line: str) -> None:
    assert keys(parse(f"I. Một\n{line}\n")) == ["bc/sec_I"]


def test_a_text_without_numbers_is_one_unit() -> None:
    assert keys(parse("Không có mục nào.\nChỉ có lời văn.")) == ["bc/front"]
    assert keys(parse("")) == ["bc/front"]


def test_a_gap_in_the_numbers_is_a_warning_not_a_refusal() -> None:
    document = parse("I. Một\nIII. Ba\n")

    assert keys(document) == ["bc/sec_I", "bc/sec_III"]
    assert document.warnings == ("Số thứ tự không liên tục: sau Mục 1 là Mục 3.",)


def test_a_repeated_number_gets_a_key_of_its_own_and_a_warning() -> None:
    document = parse("I. Một\n1. A\n2. B\n1. C\n2. D\n")

    assert keys(document)[-2:] == ["bc/sec_I/cl_1~2", "bc/sec_I/cl_2~2"]
    assert document.warnings[0] == "Số thứ tự bị lặp lại: khoản 1 Mục I."


def test_numbers_inside_a_lettered_point_are_its_own_list() -> None:
    document = parse("1. Một\na) Các việc:\n1. Việc thứ nhất\n2. Hai\n")

    assert keys(document)[:2] == ["bc/cl_1", "bc/cl_1/pt_a"]
    assert "bc/cl_1~2" not in keys(document)


def test_the_signature_above_the_recipients_belongs_to_the_tail() -> None:
    document = parse("I. Một\nLời văn.\nGIÁM ĐỐC\nNguyễn Thí Dụ\nNơi nhận:\n- Lưu.\n")

    assert document.provisions[-1].level is Level.TAIL
    assert document.provisions[-1].span.of(document.text).startswith("GIÁM ĐỐC")


def test_an_annex_in_its_own_file_is_the_top_of_its_tree() -> None:
    metadata = Metadata("bc/anx_I", DocumentKind.REPORT, host="bc")
    document = parse_report("Phụ lục I\nSỐ LIỆU\n1. Bảng\n", metadata)

    assert keys(document) == ["bc/anx_I", "bc/anx_I/cl_1"]
    assert document.provisions[1].locator.as_dict() == {"annex": "I", "clause": "1"}


@pytest.mark.parametrize(("number", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14)])
def test_roman_numbers_are_counted(number: str, value: int) -> None:
    assert roman_value(number) == value


LINES = st.lists(
    st.one_of(
        st.sampled_from(["I. Một", "II. Hai", "III.", "1. Một", "2. Hai", "a) Một", "b) Hai", ""]),
        st.sampled_from(["1.1. A", "1.2 B", "Phụ lục", "Nơi nhận:", "KT. GIÁM ĐỐC", "A. ĐẶC ĐIỂM"]),
        st.text("Ia1.) |\u00a0-đĐ", max_size=12),
    ),
    max_size=30,
)


@given(LINES)
def test_units_tile_the_text_nest_and_have_keys_of_their_own(lines: list[str]) -> None:
    document = parse("\n".join(lines))
    units = {unit.key: unit for unit in document.provisions}
    top = [unit for unit in document.provisions if unit.parent is None]

    assert len(units) == len(document.provisions)
    assert "".join(unit.span.of(document.text) for unit in top) == document.text
    assert all(_is_inside(unit, units) for unit in document.provisions)


def _is_inside(unit: Provision, units: dict[str, Provision]) -> bool:
    return unit.parent is None or units[unit.parent].span.holds(unit.span)


@pytest.mark.needs_shared_data
def test_the_report_the_project_was_born_from_has_its_four_sections(shared_data: Path) -> None:
    text = (shared_data / "seed-report.txt").read_text(encoding="utf-8")
    metadata = identify(text)
    document = parse_report(text, metadata)
    found = [key.removeprefix(metadata.key) for key in keys(document)]

    assert found == [
        *("/front", "/sec_I", "/sec_II", "/sec_II/cl_1", "/sec_II/cl_2", "/sec_III"),
        *(f"/sec_III/cl_{number}" for number in range(1, 6)),
        *("/sec_IV", "/tail"),
    ]
    assert document.warnings == ()
