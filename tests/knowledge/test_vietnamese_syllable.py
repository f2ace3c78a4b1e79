"""What can be a Vietnamese syllable, and what merely has Vietnamese letters."""

from __future__ import annotations

import pytest

from knowledge.vietnamese_syllable import is_syllable, marked_syllables

_VIETNAMESE = "nghiêng khuỷu Huế QUYẾT đường gìn giữa oằn xoong yểng uỷ ủy hòa hoà thuở ý Đắk Lắk"
_FOREIGN = "cỏc hỏch ăà Franỗois tổp ngghe wế déjà façade NĐ ệi ưưa"


@pytest.mark.parametrize("word", _VIETNAMESE.split())
def test_spelled_as_vietnamese(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", _FOREIGN.split())
def test_not_spelled_as_vietnamese(word: str) -> None:
    assert not is_syllable(word)


def test_marked_syllables_are_those_with_marks_or_a_d_with_a_stroke() -> None:
    text = "Tháng 5 anh đi tới Huế, déjà vu; n­íc"

    assert marked_syllables(text) == ["Tháng", "đi", "tới", "Huế"]
