"""TCVN3 and VNI become Unicode; Unicode stays as it is, whatever its font is called."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.legacy_encoding import (
    Encoding,
    conversion_notes,
    convert_by_content,
    legacy_of_font,
    to_unicode,
)
from tests.knowledge.legacy_typing import runs_in_tcvn3, typed_in_tcvn3, typed_in_vni

_LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxy áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
)
_ANY_LETTERS = st.text(st.sampled_from(_LETTERS + _LETTERS.upper() + "0123456789 .,;:/-()"))
_ONSETS = "b c đ h kh l m nh ng ph t th tr v x"
_RHYMES = "à ả ã ạ án áng ặng ằm ấy ầu ẩn ộng ối ồn ổi ợ ời ưởng ước ường ứt ữ ú ụng ủ iện iếu"
_SYLLABLES = st.sampled_from(
    [
        word
        for onset, rhyme in product(_ONSETS.split(), _RHYMES.split())
        for word in (onset + rhyme, (onset + rhyme).title())
    ]
)
_TEXTS = st.lists(st.lists(_SYLLABLES, max_size=5).map(" ".join), max_size=4).map("\n".join)
_MOTTO = "Độc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", Encoding.TCVN3),
        (".VnArial NarrowH", Encoding.TCVN3),
        (".vntime", Encoding.TCVN3),
        ("CCBOEA+.VnTime,BoldItalic", Encoding.TCVN3),
        ("FBHPFO+VnTimeHBold", Encoding.TCVN3),
        ("VNI-Times", Encoding.VNI),
        ("vni-times", Encoding.VNI),
        ("ABCDEF+VNI-Helve-Condense,Bold", Encoding.VNI),
        ("Times New Roman", None),
        ("TimesNewRomanPSMT", None),
        ("VNPT Sans", None),
        ("", None),
    ],
)
def test_fonts_tell_their_encoding_by_name(font: str, encoding: Encoding | None) -> None:
    assert legacy_of_font(font) is encoding


@pytest.mark.parametrize(
    ("typed", "font", "text"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", ".VnTime", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("M\u00adêng Kh\u00ad¬ng, ®Çu t\u00ad\u00ad", ".VnTime", "Mường Khương, đầu tư"),
        ("céng hoµ", ".VnTimeH", "CỘNG HOÀ"),
        ("quyÕt ®Þnh", "FBHPFO+VnTimeHBold", "QUYẾT ĐỊNH"),
        ("nhµ n−íc, x∙ héi", ".VnTime", "nhà nước, xã hội"),
        ("Coäng hoøa xaõ hoäi chuû nghóa", "VNI-Times", "Cộng hòa xã hội chủ nghĩa"),
        ("ÑOÄC LAÄP, Töï do, nghæ, thò", "VNI-Times", "ĐỘC LẬP, Tự do, nghỉ, thị"),
        ("chính, chiùnh, Ø 20 mm", "VNI-Times", "chính, chính, Ø 20 mm"),
        ("VEÂØ, ñaààu tö", "VNI-Times", "VỀ, đầu tư"),
        ("\uf043\uf0e9\uf06e\uf067 \uf0ad", ".VnTime", "Cộng ư"),
        ("nghĐ, thƠ, kỷ luËt", ".VnTime", "nghé, thế, kỷ luật"),
        ("QÐ-UBND cña HÐND, bÐ, kÐm, Ðp, ÐHQG", ".VnTime", "QĐ-UBND của HĐND, bé, kém, ép, ĐHQG"),
        ("Ð", ".VnTime", "Ð"),
        ("sè 15/NÐ-CP, kÐm", ".VnTimeH", "SỐ 15/NĐ-CP, KÉM"),
        ("Café, 5 m², 20 %", "Times New Roman", "Café, 5 m², 20 %"),
    ],
)
def test_a_run_is_read_by_its_font(typed: str, font: str, text: str) -> None:
    assert to_unicode(typed, font) == text


@pytest.mark.parametrize(
    "text", ["Độc lập", "các cơ quan", "Ở các xã, có cô giáo", "chính quyền", "LÀM VIỆC"]
)
@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times"])
def test_unicode_stays_though_its_font_is_called_a_legacy_one(text: str, font: str) -> None:
    assert to_unicode(text, font) == text


def test_the_line_around_a_run_tells_what_a_part_of_a_word_cannot() -> None:
    assert to_unicode("cô", ".VnTime") == "cụ"
    assert to_unicode("cô", ".VnTime", "Thầy cô giáo dạy trẻ") == "cô"
    assert to_unicode("iÕt", ".VnTime", "M¸y mãc thiÕt bÞ phụ trợ") == "iết"


def test_words_of_both_kinds_in_one_run_are_told_apart() -> None:
    assert to_unicode("M¸y mãc thiết bÞ, phụ tïng", ".VnArial") == "Máy móc thiết bị, phụ tùng"


def test_a_vni_mark_at_the_start_of_a_run_joins_the_vowel_before_it() -> None:
    parts = [to_unicode("Vie", "VNI-Times"), to_unicode("ät Nam", "VNI-Times")]

    assert unicodedata.normalize("NFC", "".join(parts)) == "Việt Nam"


@pytest.mark.parametrize(
    ("typed", "text", "encoding"),
    [
        (typed_in_tcvn3(_MOTTO), _MOTTO, Encoding.TCVN3),
        (typed_in_vni(_MOTTO.upper()), _MOTTO.upper(), Encoding.VNI),
        (f"{typed_in_vni(_MOTTO)}\nthaønh phoá", f"{_MOTTO}\nthành phố", Encoding.VNI),
        (f"{typed_in_tcvn3(_MOTTO)} | n\u00adíc | 5", f"{_MOTTO} | nước | 5", Encoding.TCVN3),
        (f"{typed_in_tcvn3(_MOTTO)}\n{_MOTTO}", f"{_MOTTO}\n{_MOTTO}", Encoding.TCVN3),
        (
            f"{typed_in_tcvn3(_MOTTO)} cña d©n téc\n{typed_in_vni(_MOTTO)}",
            f"{_MOTTO} của dân tộc\n{_MOTTO}",
            Encoding.TCVN3,
        ),
    ],
)
def test_text_without_fonts_is_read_by_its_words(typed: str, text: str, encoding: Encoding) -> None:
    assert convert_by_content(typed) == (text, encoding)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Điều 5",
        "µ",
        "c¸ch",
        "Sony® 5 µm, © 2030, § 5, 20 m²",
        "Un café très français, déjà vu à l’été, garçon, où, hôtel, forêt",
        "Größe, Übergänge, schön, Straße, für Mädchen",
        "Señor, años, mañana, también, corazón",
        "có cô bà cá",
        f"{_MOTTO}\n~ Tên... (Ï)... se cà 919 Ð| yÏ] geáp",
    ],
)
def test_other_text_is_not_taken_for_a_legacy_encoding(text: str) -> None:
    assert convert_by_content(text) == (text, None)


@given(_TEXTS)
def test_what_is_typed_in_tcvn3_fonts_comes_back_run_by_run(text: str) -> None:
    runs = runs_in_tcvn3(text)
    around = "".join(run for run, _ in runs)

    assert "".join(to_unicode(run, font, around) for run, font in runs) == text


@given(_TEXTS)
def test_what_is_typed_in_vni_comes_back(text: str) -> None:
    assert to_unicode(typed_in_vni(text), "VNI-Times") == text


@given(_TEXTS, st.sampled_from([typed_in_tcvn3, typed_in_vni]))
def test_what_is_typed_among_sure_lines_comes_back_without_fonts(
    text: str, typed: Callable[[str], str]
) -> None:
    lines = "\n".join([_MOTTO] * 3 + text.lower().split("\n"))
    sure = "\n".join([_MOTTO] * 3)

    converted, encoding = convert_by_content(typed(lines))

    assert converted.startswith(sure)
    assert encoding is not None


@given(_TEXTS)
def test_unicode_text_of_vietnamese_words_is_never_touched(text: str) -> None:
    assert convert_by_content(text) == (text, None)
    assert to_unicode(text, "Times New Roman") == text


@given(_ANY_LETTERS)
def test_lines_with_letters_only_unicode_has_are_never_touched(text: str) -> None:
    lines = "\n".join(f"ở {line}" for line in text.split("\n"))

    assert convert_by_content(lines) == (lines, None)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    for font in (".VnTimeH", "VNI-Times"):
        assert isinstance(to_unicode(text, font), str)
    converted, encoding = convert_by_content(text)
    assert (encoding is None) == (converted == text)


def test_long_lines_take_linear_time() -> None:
    for piece in ("\u00ad", "aâ", "®", "a", "| "):
        convert_by_content(piece * 50_000)
        to_unicode(piece * 50_000, "VNI-Times")


def test_a_note_tells_each_encoding_once() -> None:
    notes = conversion_notes([Encoding.VNI, None, Encoding.TCVN3, Encoding.VNI])

    assert notes == (
        "Đã chuyển từ bảng mã TCVN3 (ABC) sang Unicode.",
        "Đã chuyển từ bảng mã VNI sang Unicode.",
    )
