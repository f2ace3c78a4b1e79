"""What a question is for retrieval: in full, with marks, without shouting."""

from __future__ import annotations

import unicodedata

import pytest

from knowledge.abbreviations import written_out
from knowledge.diacritics import Language, Restorer, language_of
from knowledge.question import for_retrieval

TEXTS = [
    "Ủy ban nhân dân cấp xã quản lý đất đai theo Luật Đất đai.",
    "Người lái xe phải mang theo giấy phép lái xe.",
    "Doanh nghiệp phải đăng ký kinh doanh trước khi hoạt động.",
] * 6


@pytest.fixture(scope="module")
def restorer() -> Restorer:
    return Restorer(language_of(TEXTS))


@pytest.mark.parametrize(
    ("typed", "in_full"),
    [
        ("ubnd xã", "Ủy ban nhân dân xã"),
        ("UBND xã", "Ủy ban nhân dân xã"),
        ("k mang gplx", "không mang giấy phép lái xe"),
        ("nđ 30 nói gì", "nghị định 30 nói gì"),
        ("nd 30 noi gi", "nghị định 30 noi gi"),
        ("qđ số 12", "quyết định số 12"),
        ("theo qđ hiện hành", "theo quy định hiện hành"),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("14-KL/TW", "14-KL/TW"),
        ("điểm k khoản 2", "điểm k khoản 2"),
        ("lề trái văn bản", "lề trái văn bản"),
        ("", ""),
    ],
)
def test_abbreviations_are_written_out_where_they_stand_alone(typed: str, in_full: str) -> None:
    assert written_out(typed) == in_full


@pytest.mark.parametrize(
    ("typed", "retrieved"),
    [
        ("ubnd xa quan ly dat dai", "Ủy ban nhân dân xã quản lý đất đai"),
        ("Người lái xe theo LUẬT ĐẤT ĐAI", "Người lái xe theo luật đất đai"),
        ("NGƯỜI LÁI XE", "người lái xe"),
        ("giấy phép hạng II, hạng A", "giấy phép hạng II, hạng A"),
        (unicodedata.normalize("NFD", "giấy phép"), "giấy phép"),
        ("giấy phếp lái xxe", "giấy phép lái xe"),
        ("người chơi game lái xe", "người chơi game lái xe"),
        ("Người lái xe phải mang theo gì?", "Người lái xe phải mang theo gì?"),
    ],
)
def test_a_question_is_retrieved_as_the_library_would_write_it(
    restorer: Restorer, typed: str, retrieved: str
) -> None:
    assert for_retrieval(typed, restorer) == retrieved


def test_a_library_without_texts_still_writes_out_abbreviations() -> None:
    assert for_retrieval("cty tnhh", Restorer(Language())) == "công ty trách nhiệm hữu hạn"
