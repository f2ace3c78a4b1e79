"""BM25 on disk: found with and without marks, kept in step by id."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.lexical_index import Entry, LexicalIndex, ranked

ENTRIES = [
    Entry("le", "Định lề trang: cách mép trái 30 mm"),
    Entry("phai", "cách mép phải 15 mm"),
    Entry("dieu", "Điều 2. Phạm vi"),
]


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    index = LexicalIndex(tmp_path / "lexical")
    index.put("all", ENTRIES)
    return index


@pytest.mark.parametrize("question", ["lề trái", "le trai", "LỀ TRÁI", "le\u0302\u0300 tra\u0301i"])
def test_the_same_is_found_however_it_is_typed(index: LexicalIndex, question: str) -> None:
    assert [key for key, _ in index.search("all", question, 5)] == ["le"]


def test_terms_that_stand_everywhere_are_left_out_of_a_search(index: LexicalIndex) -> None:
    index.put("many", [Entry(str(number), f"điều khoản {number}") for number in range(300)])
    assert index.search("many", "điều khoản", 5) == []
    assert [key for key, _ in index.search("many", "khoản 7", 5)] == ["7"]


@pytest.mark.parametrize("question", ["", "?!", "AND OR (", "\"'*:^~[]{}\\/", "không có từ này"])
def test_a_question_of_signs_or_strange_words_finds_nothing(
    index: LexicalIndex, question: str
) -> None:
    assert index.search("all", question, 5) == []


def test_scopes_are_separate_indexes(index: LexicalIndex) -> None:
    index.put("unit:a", [Entry("mat", "lề trái của phòng A")])
    assert [key for key, _ in index.search("all", "lề trái", 5)] == ["le"]
    assert index.ids("unit:a") == {"mat"}


def test_removed_entries_are_gone_and_the_rest_stays(index: LexicalIndex) -> None:
    index.remove("all", ["le"])
    assert index.ids("all") == {"phai", "dieu"}
    index.drop("all")
    assert index.ids("all") == set()


def test_another_reader_sees_new_entries_after_reopening(
    index: LexicalIndex, tmp_path: Path
) -> None:
    reader = LexicalIndex(tmp_path / "lexical")
    assert reader.search("all", "hồ sơ", 5) == []
    index.put("all", [Entry("ho-so", "hồ sơ công việc")])
    reader.reopen()
    assert [key for key, _ in reader.search("all", "hồ sơ", 5)] == ["ho-so"]


def test_ranked_scales_the_best_to_one_and_the_last_to_zero() -> None:
    assert ranked([("a", 9.0), ("b", 6.0), ("c", 5.0)]) == {"a": 1.0, "b": 0.25, "c": 0.0}
    assert ranked([("a", 9.0)]) == {"a": 1.0}
    assert ranked([]) == {}
