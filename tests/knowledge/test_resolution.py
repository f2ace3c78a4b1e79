"""References as people write them, against the documents of a small library."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.law_parser import parse_law
from knowledge.model import Document, DocumentKind, Metadata
from knowledge.references import find_references
from knowledge.resolution import Resolved, completed, resolve

DECREE = Metadata(
    "901-2031-nd-cp", DocumentKind.LEGAL, "Nghị định", "901/2031/NĐ-CP", "về văn thư mẫu",
    "Chính phủ", date(2031, 3, 5),
)  # fmt: skip
LATER = Metadata(
    "901-2033-nd-cp", DocumentKind.LEGAL, "Nghị định", "901/2033/NĐ-CP", "về lương mẫu",
    "Chính phủ", date(2033, 3, 5),
)  # fmt: skip
LAW = Metadata(
    "905-2032-qh99", DocumentKind.LEGAL, "Luật", "905/2032/QH99", "Cán bộ mẫu", "Quốc hội",
    date(2032, 6, 1),
)  # fmt: skip
ANNEX = Metadata(
    "901-2031-nd-cp/anx_I", DocumentKind.LEGAL, "Nghị định", "901/2031/NĐ-CP", "Bảng mẫu",
    "Chính phủ", date(2031, 3, 5), host="901-2031-nd-cp",
)  # fmt: skip
LETTER_2031 = Metadata(
    "926-ct-ttg-2031-09-05", DocumentKind.ADMINISTRATIVE, "Chỉ thị", "926/CT-TTg", "", "",
    date(2031, 9, 5),
)  # fmt: skip
LETTER_2033 = Metadata(
    "926-ct-ttg-2033-11-21", DocumentKind.ADMINISTRATIVE, "Chỉ thị", "926/CT-TTg", "", "",
    date(2033, 11, 21),
)  # fmt: skip
DECISION = Metadata(
    "918-qd-ubnd-2031-03-05-tinh-hoa-ban", DocumentKind.ADMINISTRATIVE, "Quyết định", "918/QĐ-UBND",
    "về giá đất mẫu", "Ủy ban nhân dân tỉnh Hoa Ban", date(2031, 3, 5),
)  # fmt: skip
EVERYTHING = (DECREE, LATER, LAW, ANNEX, LETTER_2031, LETTER_2033, DECISION)
TEXT = "Điều 1. Một\n1. Khoản.\na) Điểm.\nb) Điểm.\nc) Điểm.\nd) Điểm.\nđ) Điểm.\nĐiều 15a. Thêm\n"
ANNEX_TEXT = "Phụ lục I\nBẢNG MẪU\nI. CHUNG\n1. Một.\n"


def open_document(key: str) -> Document | None:
    metadata = next(one for one in EVERYTHING if one.key == key)
    return parse_law(ANNEX_TEXT if metadata is ANNEX else TEXT, metadata)


def resolved(text: str, documents: tuple[Metadata, ...] = EVERYTHING) -> Resolved:
    return resolve(find_references(text)[0], documents, open_document)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("khoản 1 Điều 1 Nghị định số 901/2031/NĐ-CP", "901-2031-nd-cp/art_1/cl_1"),
        ("Điều 15a NĐ 901/2031/NĐ-CP", "901-2031-nd-cp/art_15a"),
        ("diem d khoan 1 dieu 1 nd 901/2033/nd-cp", "901-2033-nd-cp/art_1/cl_1/pt_d"),
        ("điểm đ khoản 1 Điều 1 Nghị định 901/2033/NĐ-CP", "901-2033-nd-cp/art_1/cl_1/pt_đ"),
        ("khoản 1 Mục I Phụ lục I Nghị định số 901/2031/NĐ-CP", "901-2031-nd-cp/anx_I/sec_I/cl_1"),
        ("Phụ lục I Nghị định 901/2031/NĐ-CP", "901-2031-nd-cp/anx_I"),
        ("Điều 1 Luật số 905/2032/QH99", "905-2032-qh99/art_1"),
        ("Điều 50 Nghị định 901/2031/NĐ-CP", None),
        ("khoản 2 Điều 1 Nghị định 901/2031/NĐ-CP", None),
    ],
)
def test_a_locator_leads_to_its_unit_or_to_none(text: str, key: str | None) -> None:
    found = resolved(text)
    assert (found.provision.key if found.provision else None) == key
    assert found.unit_is_missing is (key is None and found.document is not None)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Nghị định số 901/2031/NĐ-CP", ["901-2031-nd-cp"]),
        ("nghị định 901", ["901-2031-nd-cp", "901-2033-nd-cp"]),
        ("Nghị định số 902/2031/NĐ-CP", []),
        ("Chỉ thị số 926/CT-TTg", ["926-ct-ttg-2031-09-05", "926-ct-ttg-2033-11-21"]),
        ("Chỉ thị số 926/CT-TTg ngày 21/11/2033", ["926-ct-ttg-2033-11-21"]),
        ("Thông tư số 901/2031/TT-BNV", []),
        ("Quyết định 918/QĐ-UBND", [DECISION.key]),
        ("Quyết định 918/QĐ-UBND tỉnh Hoa Ban", [DECISION.key]),
        ("quyet dinh 918/qd-ubnd cua ubnd tinh hoa ban con hieu luc khong", [DECISION.key]),
        ("Quyết định số 918/QĐ-UBND ngày 05/3/2031 của Ủy ban nhân dân tỉnh Đồng Nai", []),
        ("quyet dinh 918/qd-ubnd tinh dong nai", []),
    ],
)
def test_a_number_names_every_document_that_bears_it(text: str, keys: list[str]) -> None:
    assert [metadata.key for metadata in resolved(text).documents] == keys


def test_an_annex_is_found_though_its_decree_is_not_in_the_library() -> None:
    found = resolved("khoản 1 Mục I Phụ lục I Nghị định số 901/2031/NĐ-CP", (ANNEX,))
    assert found.provision is not None
    assert found.provision.key == "901-2031-nd-cp/anx_I/sec_I/cl_1"


def joined(text: str) -> Resolved:
    (reference,) = completed(text, find_references(text), EVERYTHING)
    return resolve(reference, EVERYTHING, open_document)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 901/2031/NĐ-CP có Điều 15a không",
        "Theo Điều 15a của Nghị định số 901/2031/NĐ-CP",
        "nghi dinh 901/2031/nd-cp thi dieu 15a noi gi",
    ],
)
def test_a_place_that_stands_apart_belongs_to_the_only_document_named(text: str) -> None:
    found = joined(text).provision
    assert found is not None and found.key == "901-2031-nd-cp/art_15a"


@pytest.mark.parametrize("text", ["Điều 1 Luật Cán bộ mẫu", "dieu 1 luat can bo mau noi gi"])
def test_a_law_is_named_by_its_title_with_or_without_marks(text: str) -> None:
    found = joined(text).provision
    assert found is not None and found.key == "905-2032-qh99/art_1"


def test_an_article_of_an_attached_text_is_not_looked_for_in_the_decision() -> None:
    text = "Điều 1 Quy chế ban hành kèm theo Nghị định số 901/2031/NĐ-CP"
    assert joined(text).unit_is_missing
