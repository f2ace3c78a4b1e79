"""Folding, and restoring marks from a library's own language."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.diacritics import (
    Language,
    Restorer,
    coverage,
    fold,
    language_of,
    lexical_terms,
    syllables,
    wording_of,
)

TEXTS = [
    "Lề trái của văn bản hành chính cách mép trái 30 mm.",
    "Người lái xe ô tô phải mang theo giấy phép lái xe.",
    "Văn bản hành chính là văn bản hình thành trong quá trình chỉ đạo, điều hành.",
    "Công chức phải báo cáo người ra quyết định. Lề đường do Ủy ban nhân dân quản lý.",
] * 3


@pytest.fixture(scope="module")
def restorer() -> Restorer:
    return Restorer(language_of(TEXTS))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Điều 30/2020/NĐ-CP", "dieu 30/2020/nd-cp"),
        ("Thừa Thiên – HUẾ", "thua thien – hue"),
        ("Ðiều", "dieu"),
        ("Đ", "d"),
    ],
)
def test_fold_takes_marks_and_case_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_terms_are_syllables_and_pairs_of_neighbours() -> None:
    assert lexical_terms("Lề trái văn") == ["le", "trai", "van", "le_trai", "trai_van"]


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("le trai van ban hanh chinh", "lề trái văn bản hành chính"),
        ("Nguoi lai xe", "Người lái xe"),
        ("lề trái văn bản hành chính", "lề trái văn bản hành chính"),
        ("cong chuc phai bao cao", "công chức phải báo cáo"),
        ("30 mm", "30 mm"),
        ("xyzzy", "xyzzy"),
        ("", ""),
    ],
)
def test_marks_come_back_from_the_librarys_language(
    restorer: Restorer, typed: str, restored: str
) -> None:
    assert restorer.restore(typed) == restored


def test_what_the_user_marked_is_kept(restorer: Restorer) -> None:
    assert restorer.restore("lể trai") == "lể trái"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("văn bnả hành chính", "văn bản hành chính"),
        ("van banr hanh chinhh", "văn bản hành chính"),
        ("giấy phếp lái xe", "giấy phép lái xe"),
        ("le trai", "lề trái"),
        ("lề trái văn bản hành chính", "lề trái văn bản hành chính"),
        ("Lề trái 30 mm theo ISO", "Lề trái 30 mm theo ISO"),
    ],
)
def test_a_syllable_one_letter_off_is_brought_to_a_frequent_one(typed: str, meant: str) -> None:
    assert Restorer(language_of(TEXTS * 2)).correct(typed) == meant


def test_a_rare_syllable_of_the_library_is_no_typing_error() -> None:
    rare = Restorer(language_of([*TEXTS * 2, "bảng"]))
    assert rare.correct("bảng văn") == "bảng văn"


def test_a_library_without_texts_changes_nothing() -> None:
    assert Restorer(Language()).restore("le trai mep") == "le trai mep"


def test_counts_survive_saving(tmp_path: Path) -> None:
    language = language_of(TEXTS)
    language.save(tmp_path / "language.gz")
    loaded = Language.load(tmp_path / "language.gz")
    assert loaded.singles == language.singles
    assert loaded.pairs == language.pairs


def test_coverage_weighs_rare_words_more_than_common_ones() -> None:
    language = language_of(TEXTS)
    told = language.telling(["giay", "phep", "van", "ban"])
    rare = coverage(told, wording_of("giấy phép"))
    common = coverage(told, wording_of("van ban"))
    assert rare > common > 0
    assert coverage(language.telling(["van", "ban"]), wording_of("Văn Bản hành chính")) == 1.0
    assert coverage(language.telling(["lệ"]), wording_of("lề")) == 0.5
    assert coverage({}, wording_of("văn bản")) == 0.0


@pytest.mark.parametrize(
    ("one", "other"), [("thoả thuận", "thỏa thuận"), ("Uỷ ban", "Ủy ban"), ("hoà", "HÒA")]
)
def test_both_places_of_the_tone_are_one_word(one: str, other: str) -> None:
    assert syllables(one) == syllables(other)


@pytest.mark.parametrize("word", ["quý", "toàn", "khoảng", "quỹ", "thuế"])
def test_words_with_one_spelling_stay_as_they_are(word: str) -> None:
    assert syllables(word) == [word]
