"""References: what officials write, type and mistype, and what must stay silent."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.locators import locator_text
from knowledge.model import Locator
from knowledge.references import (
    Reference,
    ReferenceKind,
    find_dates,
    find_references,
)
from knowledge.references.__main__ import parse
from tests.conftest import ROOT

Facts = tuple[str | None, int | None, int | None, str | None]


def facts(reference: Reference) -> Facts:
    return reference.type, reference.number_int, reference.year, reference.issuer_code


def only(text: str) -> Reference:
    (reference,) = find_references(text)
    return reference


def places(text: str) -> list[str]:
    return [locator_text(reference.locator) for reference in find_references(text)]


DOCUMENTS: list[tuple[str, Facts]] = [
    ("Nghị định số 901/2031/NĐ-CP ngày 12 tháng 3 năm 2031", ("NĐ", 901, 2031, "CP")),
    ("Luật Công chức số 905/2032/QH15", ("LUẬT", 905, 2032, "QH")),
    ("Nghị quyết số 351/2017/UBTVQH14", ("NQ", 351, 2017, "UBTVQH")),
    ("Luật số: 75/2006/QH 11", ("LUẬT", 75, 2006, "QH")),
    ("Thông tư liên tịch số 901/2031/TTLT-BNV-BTC", ("TTLT", 901, 2031, "BNV-BTC")),
    ("Văn bản hợp nhất số 26/VBHN-VPQH", ("VBHN", 26, None, "VPQH")),
    ("10/2026/VBHN-NĐ-BNV", ("VBHN", 10, 2026, "BNV")),
    ("Kế hoạch số 914/KH-UBND ngày 20/01/2031", ("KH", 914, 2031, "UBND")),
    ("Công văn số 1546/SNV-CCVC ngày 25/8/2023 của Sở Nội vụ", ("CV", 1546, 2023, "SNV")),
    ("123/UBND-KH", ("CV", 123, None, "UBND")),
    ("456/CT-TTHT", ("CV", 456, None, "CT")),
    ("26/CT-TTg", ("CT", 26, None, "TTg")),
    ("Kết luận số 14-KL/TW, ngày 22/9/2021", ("KL", 14, 2021, "TW")),
    ("Quy định số 41-QĐ/TW ngày 03/11/2021", ("QyĐ", 41, 2021, "TW")),
    ("Quyết định số 41-QĐ/TW ngày 03/11/2021", ("QĐ", 41, 2021, "TW")),
    ("Chương trình hành động số 01-CTr/TU", ("CTr", 1, None, "TU")),
    ("Nghị quyết số 66.22/2026/NQ-CP", ("NQ", 66, 2026, "CP")),
    ("30_2020_ND-CP_ban_chuan.docx", ("NĐ", 30, 2020, "CP")),
    ("nđ 30-2020-nđ-cp", ("NĐ", 30, 2020, "CP")),
    ("30 / 2020 / NĐ – CP", ("NĐ", 30, 2020, "CP")),
    ("Nghị định số 30/2020/NĐ-\nCP", ("NĐ", 30, 2020, "CP")),
    ("nd73/2023", ("NĐ", 73, 2023, "CP")),
    ("nđ 90/20", ("NĐ", 90, 2020, "CP")),
    ("nghi dinh 30 nam 2020", ("NĐ", 30, 2020, "CP")),
    ("nghij ddinhj 30/2020", ("NĐ", 30, 2020, "CP")),
    ("nghi5 d9inh5 30/2020", ("NĐ", 30, 2020, "CP")),
    ("nghị địng 30", ("NĐ", 30, None, "CP")),
    ("thong tu 01 bo noi vu", ("TT", 1, None, "BNV")),
    ("Thông tư số 01 ngày 22/01/2010 của Bộ Tài chính", ("TT", 1, 2010, "BTC")),
    ("kh 20 ubnd tinh", ("KH", 20, None, "UBND")),
    ("quyết định 702 ubnd tỉnh năm 2021", ("QĐ", 702, 2021, "UBND")),
    ("14-KL/TW năm 2026", ("KL", 14, 2026, "TW")),
    ("Luật Cán bộ, công chức năm 2008", ("LUẬT", None, 2008, "QH")),
    ("luat cbcc", ("LUẬT", None, None, "QH")),
    ("BLHS 2015", ("BLUẬT", None, 2015, "QH")),
    ("luật lao động 2019", ("BLUẬT", None, 2019, "QH")),
    ("Hiến pháp năm 2013", ("HP", None, 2013, "QH")),
    ("Luật Vận tải vũ trụ", ("LUẬT", None, None, "QH")),
]


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS)
def test_a_document_is_found_in_every_form_it_is_written_in(text: str, expected: Facts) -> None:
    reference = only(text)

    assert facts(reference) == expected
    assert not reference.locator


REPAIRED = ["Nghi dinh so 3O/2O2O/NĐ-CP", "Số: 30/2020/N§-CP", "Soá: 30/2020/NÑ-CP"]


@pytest.mark.parametrize("text", REPAIRED)
def test_a_damaged_number_is_read_and_marked_as_repaired(text: str) -> None:
    reference = only(text)

    assert facts(reference) == ("NĐ", 30, 2020, "CP")
    assert (reference.canonical, reference.resolve) == ("30/2020/NĐ-CP", "exact_repaired")


def test_letters_are_read_as_digits_only_inside_an_official_number() -> None:
    assert facts(only("Nghị định số l12/2020/NĐ-CP"))[1] == 112
    assert find_references("O1/lO là mã phòng") == ()


AMBIGUOUS = [
    ("nghị định 30", "clarify_year"),
    ("công văn 1546", "clarify_issuer_year"),
    ("nq 18", "clarify"),
    ("kl14 của bộ chính trị", "clarify_term"),
    ("luật viên chức sửa đổi", "clarify"),
]


@pytest.mark.parametrize(("text", "resolve"), AMBIGUOUS)
def test_what_fits_several_documents_is_told_as_such(text: str, resolve: str) -> None:
    assert only(text).resolve == resolve


def test_a_party_symbol_does_not_say_whether_it_is_a_rule_or_a_decision() -> None:
    reference = only("41-QĐ/TW")

    assert (reference.type, reference.kind) == (None, ReferenceKind.AMBIGUOUS)


def test_a_blank_number_is_never_filled_in() -> None:
    reference = only("Số:        /BC-BDT")

    assert (reference.number, reference.canonical) == (None, None)
    assert (reference.type, reference.resolve) == ("BC", "unnumbered_draft")


def test_a_type_word_holds_for_its_whole_list() -> None:
    found = find_references("NĐ 90/2020, 48/2023 và 335/2025")

    assert [facts(r)[1:3] for r in found] == [(90, 2020), (48, 2023), (335, 2025)]


def test_a_law_of_a_list_keeps_the_type_of_the_first() -> None:
    found = find_references("các Luật số 52/2019/QH14, số 56/2020/QH14")

    assert [r.type for r in found] == ["LUẬT", "LUẬT"]


PLACES = [
    ("khoản 2 Điều 5", ["khoản 2 Điều 5"]),
    ("Điều 5 khoản 2", ["khoản 2 Điều 5"]),
    ("Điều 5, khoản 2, điểm a", ["điểm a khoản 2 Điều 5"]),
    ("đ. 5 k. 2", ["khoản 2 Điều 5"]),
    ("d5k2", ["khoản 2 Điều 5"]),
    ("k2đ5", ["khoản 2 Điều 5"]),
    ("điểm đ khoản 3a Điều 15a", ["điểm đ khoản 3a Điều 15a"]),
    ("các khoản 1, 2 và 4 Điều 6", ["khoản 1 Điều 6", "khoản 2 Điều 6", "khoản 4 Điều 6"]),
    ("khoản 1 và khoản 3 Điều 6", ["khoản 1 Điều 6", "khoản 3 Điều 6"]),
    ("từ Điều 3 đến Điều 5", ["Điều 3", "Điều 4", "Điều 5"]),
    ("điểm c đến điểm đ khoản 1 Điều 2", [f"điểm {p} khoản 1 Điều 2" for p in "cdđ"]),
    (
        "điểm a khoản 1, điểm b khoản 2 Điều 5",
        ["điểm a khoản 1 Điều 5", "điểm b khoản 2 Điều 5"],
    ),
    ("khoản 1 Điều 5 và Điều 7", ["khoản 1 Điều 5", "Điều 7"]),
    ("Điều 5 khoản 1, khoản 2", ["khoản 1 Điều 5", "khoản 2 Điều 5"]),
    (
        "điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I",
        ["điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I"],
    ),
    ("khoản 3 Mục I Phần I Phụ lục I", ["khoản 3 Mục I Phần I Phụ lục I"]),
    ("Phần thứ nhất", ["Phần thứ nhất"]),
    ("khoản 2 Điều này", ["khoản 2 Điều này"]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_place_is_read_in_either_order_alone_in_lists_and_ranges(
    text: str, expected: list[str]
) -> None:
    assert places(text) == expected


WITH_DOCUMENT = [
    "khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP",
    "khoản 2 Điều 5 của Nghị định 30/2020/NĐ-CP",
    "Nghị định số 30/2020/NĐ-CP, Điều 5 khoản 2",
    "d5k2 nd 30/2020/nd-cp",
    "khoan 2 dieu 5 nghi dinh 30/2020/ND-CP",
]


@pytest.mark.parametrize("text", WITH_DOCUMENT)
def test_a_place_belongs_to_the_document_beside_it(text: str) -> None:
    reference = only(text)

    assert reference.canonical == "30/2020/NĐ-CP"
    assert reference.locator == Locator(article="5", clause="2")
    assert reference.kind is ReferenceKind.PROVISION


def test_an_annex_is_found_through_the_words_issued_with() -> None:
    reference = only("Phụ lục I ban hành kèm theo Nghị định số 30/2020/NĐ-CP")

    assert (reference.canonical, reference.locator) == ("30/2020/NĐ-CP", Locator(annex="I"))


def test_all_places_of_a_list_belong_to_the_document_behind_it() -> None:
    found = find_references("khoản 1 Điều 5 và Điều 7 Luật Viên chức")

    assert [r.name for r in found] == ["Viên chức", "Viên chức"]


def test_words_that_point_at_this_text_say_so() -> None:
    assert only("Nghị định này").resolve == "self"
    assert only("khoản 3 Điều 5 Luật này").resolve == "self"
    assert only("khoản này").locator == Locator(clause="này")


def test_words_that_point_back_are_left_to_the_dialogue() -> None:
    assert only("văn bản đó còn hiệu lực không").kind is ReferenceKind.ANAPHORA
    assert only("van ban do con hieu luc khong").kind is ReferenceKind.ANAPHORA
    assert find_references("văn bản do UBND tỉnh ban hành") == ()


SILENT = [
    *("giai đoạn 2021-2025", "kế hoạch 2021-2025", "kế hoạch 5 năm 2021-2025", "24/7", "9/9"),
    *("báo cáo 6 tháng đầu năm", "thông báo 3 ngày", "quyết định 3 vấn đề", "Mẫu số 01/TB-X"),
    *("tài khoản 12345", "thời điểm a", "danh mục 2", "cổ phần II", "khoản 3 triệu đồng"),
    *("pháp luật đất đai", "kỷ luật viên chức", "luật sư", "luật gia", "hợp đồng này"),
    *("Đại hội XIII", "lần thứ XX", "QL.1A", "hệ số 2,34", "TCVN 6909:2001", "Chương trình 135"),
    *("A1/B2-C3", "d5", "Điều kiện 2", "0255.3822123", "địa điểm ở Hà Nội", "mục vi phạm"),
    *("thực hiện quyết định.\n4. Văn phòng", "Nghị quyết 30a", ""),
]


@pytest.mark.parametrize("text", SILENT)
def test_numbers_and_words_that_name_no_document_stay_silent(text: str) -> None:
    assert find_references(text) == ()


DATES = [
    *(("ngày 25 tháng 8 năm 2023", "2023-08-25"), ("25.8.23", "2023-08-25")),
    *(("ngày 04/11/2021", "2021-11-04"), ("tháng 6/2023", "2023-06")),
    *(("quý III/2023", "2023-Q3"), ("6 tháng đầu năm 2023", "2023-H1")),
    *(("đến ngày tháng 06 năm 2023", "2023-06"), ("ngay 5 thang 3 nam 2020", "2020-03-05")),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates_and_reporting_periods_are_read_with_the_day_first(text: str, expected: str) -> None:
    assert [mention.value for mention in find_dates(text)] == [expected]


@pytest.mark.parametrize("text", ["31/02/2023", "1.800.000", "192.168.1.23", "24/7"])
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


@given(st.text("Nghịđnh số30/2-ĐCPkhoảĐiềuLuậtà,.;ABm\n ", max_size=300))
def test_any_text_is_read_without_error_and_spans_stay_inside(text: str) -> None:
    found = find_references(text)

    assert all(0 <= r.span.start < r.span.end <= len(text) for r in found)
    assert [r.span for r in found] == sorted(r.span for r in found)


HOSTILE = ["Điều ", "khoản 1, ", "30/2020/", "Luật A b c ", "số: .... ", "Điều 1 đến ", "1", " "]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_lines_of_200_000_characters_take_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        start = time.process_time()
        find_references(text)
        return time.process_time() - start

    small, large = max(seconds(25_000), 0.02), seconds(200_000)

    assert large < 8 * small * 4


def test_the_command_reads_a_line_and_writes_its_references() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "knowledge.references", "--json"],
        input="Điều 5 nđ 30/2020\nngày 25/8/2023\ngiai đoạn 2021-2025\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    answers = [json.loads(line) for line in run.stdout.splitlines()]

    assert answers[0]["refs"][0]["locator"] == {"article": "5"}
    assert [answer["refs"] for answer in answers[1:]] == [[{"date": "2023-08-25"}], []]


SCORED = ("type", "number_int", "year", "issuer_code", "locator")


@pytest.mark.needs_shared_data
def test_the_reference_collection_is_read_exactly(shared_data: Path) -> None:
    rows = (shared_data.parent / "references.jsonl").read_text(encoding="utf-8").splitlines()
    wrong: list[str] = []
    loud: list[str] = []
    for row in map(json.loads, rows):
        got = [[r.get(key) for key in SCORED] for r in parse(row["input"])]
        if got != [[r.get(key) for key in SCORED] for r in row["refs"]]:
            (loud if row["kind"] == "none" else wrong).append(row["id"])

    assert not loud
    assert len(wrong) <= 0.03 * len(rows), wrong


def more_references() -> list[dict[str, Any]]:
    """M001 to M240 were written before they were read (235 right at first), the others after."""
    table = Path(__file__).with_name("references_more.jsonl")
    return [json.loads(row) for row in table.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", more_references(), ids=lambda row: row["id"])
def test_every_form_of_the_grammar_is_read_exactly(row: dict[str, Any]) -> None:
    keys = ("date",) if row["group"] == "dates" else SCORED
    got = [[r.get(key) for key in keys] for r in parse(row["input"])]

    assert got == [[r.get(key) for key in keys] for r in row["refs"]], row["input"]


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("Quyết định 918/QĐ-UBND tỉnh Đồng Nai", "Đồng Nai", None),
        ("918/QĐ-UBND ngày 05/3/2031 của UBND TP. Hồ Chí Minh về", "Hồ Chí Minh", "2031-03-05"),
        ("Quyết định số 918/QĐ-UBND của UBND tỉnh", None, None),
        ("Nghị định 30/2020/NĐ-CP của Chính phủ ngày 05/3/2020", None, "2020-03-05"),
        ("Nghị định 30/2020/NĐ-CP của Chính phủ có hiệu lực từ ngày 05/3/2020", None, None),
    ],
)
def test_the_place_and_date_behind_a_number_belong_to_it(
    text: str, place: str | None, date: str | None
) -> None:
    (reference,) = find_references(text)

    assert (reference.place, reference.date) == (place, date)
