"""Cleaning steps change how letters are written, never which letters there are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.cleaning import clean, rules_in

_TEXTS = st.text(
    st.sampled_from(
        "aăâđeêoôơuưyĐÐƉ 1209.,;:-_–/\t\n\r\f\u00a0\u200b\u00ad\ufffe\uf0b7\u0301\u0323|*"
    )
)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("Điều\u00a01.\u2009Phạm vi", "Điều 1. Phạm vi"),
        ("a)\tNội  dung", "a) Nội dung"),
        (unicodedata.normalize("NFD", "Nghị định về thuỷ lợi"), "Nghị định về thuỷ lợi"),
        ("NÐ-CP, QÐ-TTg, Ðiều 1, Ɖảng, ðịa phương", "NĐ-CP, QĐ-TTg, Điều 1, Đảng, địa phương"),
        ("hòa, hoà, ủy, uỷ", "hòa, hoà, ủy, uỷ"),
        ("quy\u00adđịnh \u200bmới\ufeff", "quyđịnh mới"),
        ("Thông tư số 27/2016/TT\ufffeBLĐTBXH", "Thông tư số 27/2016/TT-BLĐTBXH"),
        ("BAN THI ĐUA \uffff\nKHEN THƯỞNG", "BAN THI ĐUA -\nKHEN THƯỞNG"),
        ("\ufffeĐiều 1", "Điều 1"),
        ("14\u00adKL/TW, 02/2030/TTLT\u00adBTC\u00adBNV", "14-KL/TW, 02/2030/TTLT-BTC-BNV"),
        ("ngày 05\u00ad6\u00ad2030", "ngày 05-6-2030"),
        ("Độc lập \u00ad Tự do \u00ad Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"),
        ("\u00ad Như trên;", "- Như trên;"),
        ("\uf0b7 Nội dung", "• Nội dung"),
        ("\uf02d Nội dung", "- Nội dung"),
        ("\uf0a8 Có  \uf0fe Không", "☐ Có ☒ Không"),
        ("Dòng một   \n\n\n\n  Dòng hai\n", "Dòng một\n\nDòng hai"),
        ("Dòng một\r\nDòng hai\rDòng ba\u2028Dòng bốn", "Dòng một\nDòng hai\nDòng ba\nDòng bốn"),
        ("CHÍNH PHỦ\n_______\nSố: 1", "CHÍNH PHỦ\n\nSố: 1"),
        ("CHÍNH PHỦ\n --- --- \nSố: 1", "CHÍNH PHỦ\n\nSố: 1"),
        ("Họ và tên: ________", "Họ và tên: ________"),
        ("- Như trên;", "- Như trên;"),
        (
            "UBND TỈNH MẪU        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
        ("Số: 5/BC-SNV\tHoa Ban, ngày 5 tháng 6", "Số: 5/BC-SNV\nHoa Ban, ngày 5 tháng 6"),
        ("Nơi nhận:\tGIÁM ĐỐC", "Nơi nhận:\nGIÁM ĐỐC"),
        ("Vie\u0323\u0302t Nam, ve\u0300\u0302 thu\u0309\u031b", "Việt Nam, về thử"),
        ("30/2030/NĐ–CP, 7/TTLT—BTC–BNV, 14−KL/TW", "30/2030/NĐ-CP, 7/TTLT-BTC-BNV, 14-KL/TW"),
        ("QĐ\u2011TTg, xã\u2010hội", "QĐ-TTg, xã-hội"),
        ("từ 2026–2030, Hà Nội – Huế, A–B", "từ 2026–2030, Hà Nội – Huế, A–B"),
        ("1\u2009000\u202f000 đồng", "1 000 000 đồng"),
        ("30/2030/NĐ-СР, СP, Тhông tư, tо\u0302́i", "30/2030/NĐ-CP, CP, Thông tư, tối"),
        ("Москва, Ω và µ, α-naphthol, Москва-Moscow", "Москва, Ω và µ, α-naphthol, Москва-Moscow"),
    ],
)
def test_each_step_does_what_it_says(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_rules_are_named_before_they_go() -> None:
    assert rules_in("CHÍNH PHỦ\n_____\nSố: 1\n---\n") == ("_____", "---")


@given(_TEXTS)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(_TEXTS)
def test_no_letter_or_digit_is_dropped(text: str) -> None:
    def letters(value: str) -> str:
        apart = unicodedata.normalize("NFD", value.translate(str.maketrans("ÐƉð", "ĐĐđ")))
        return "".join(character for character in apart if character.isalnum())

    assert letters(clean(text)) == letters(text)


@given(_TEXTS)
def test_lines_have_no_blanks_at_their_ends_and_empty_lines_stand_alone(text: str) -> None:
    cleaned = clean(text)

    assert "\n\n\n" not in cleaned
    assert all(line == line.strip(" \t") for line in cleaned.split("\n"))


def test_a_very_long_dotted_line_is_cleaned_in_linear_time() -> None:
    assert clean("_ . " * 50_000 + "x").endswith("x")
    assert clean("-" * 200_000 + "x").endswith("x")
