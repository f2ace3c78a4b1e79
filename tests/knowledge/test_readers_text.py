"""Plain text, Markdown and web pages: encodings, marks of emphasis, content without chrome."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from knowledge.model import ReadText
from knowledge.readers import read

_VIETNAMESE = "Căn cứ Luật Tổ chức chính quyền địa phương, Ủy ban nhân dân tỉnh báo cáo như sau:"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def read_bytes(tmp_path: Path, name: str, content: str | bytes) -> ReadText:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


def cp1258(text: str) -> bytes:
    """The Windows code page writes vowel and tone apart: 'ế' is 'ê' and a mark."""
    written = ""
    for character in text:
        apart = unicodedata.normalize("NFD", character)
        vowel = "".join(part for part in apart if part not in _TONES)
        tones = "".join(part for part in apart if part in _TONES)
        written += unicodedata.normalize("NFC", vowel) + tones
    return written.encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    assert read_bytes(tmp_path, "a.txt", _VIETNAMESE.encode(encoding)).text == _VIETNAMESE


@pytest.mark.parametrize("text", [_VIETNAMESE, "Điều 1. Phạm vi điều chỉnh"])
def test_the_vietnamese_code_page_is_recognised(tmp_path: Path, text: str) -> None:
    assert read_bytes(tmp_path, "a.txt", cp1258(text)).text == text


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("§éc lËp - Tù do - H¹nh phóc\nn\u00adíc ta", "TCVN3 (ABC)"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc\nnöôùc ta", "VNI"),
    ],
)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_text_typed_in_a_legacy_font_becomes_unicode_with_a_note(
    tmp_path: Path, typed: str, name: str, encoding: str
) -> None:
    read_text = read_bytes(tmp_path, "a.txt", typed.encode(encoding))

    assert read_text.text == "Độc lập - Tự do - Hạnh phúc\nnước ta"
    assert read_text.warnings == (f"Đã chuyển từ bảng mã {name} sang Unicode.",)


def test_western_text_stays_as_it_is(tmp_path: Path) -> None:
    french = "Un café très français, déjà vu à l’été"

    assert read_bytes(tmp_path, "a.txt", french.encode("cp1252")).text == french


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("**Điều 1.** Phạm vi", "Điều 1. Phạm vi"),
        ("chuyên đề “*né tránh*”;", "chuyên đề “né tránh”;"),
        ("***Nơi nhận:***", "Nơi nhận:"),
        ("**KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN**", "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN"),
        ("# BÁO CÁO\n## I. Kết quả ##", "BÁO CÁO\nI. Kết quả"),
        (r"1\. Nội dung \- mới", "1. Nội dung - mới"),
        ("* Ưu điểm\n* Hạn chế", "* Ưu điểm\n* Hạn chế"),
        ("*Ghi chú: một\n*Ghi chú: hai", "*Ghi chú: một\n*Ghi chú: hai"),
        ("- Như trên;\n- Lưu: VT.", "- Như trên;\n- Lưu: VT."),
        ("3*4*5 và 2 * 3 * 4", "3*4*5 và 2 * 3 * 4"),
        ("tep_mau_so_1", "tep_mau_so_1"),
        ("#1 không phải tiêu đề", "#1 không phải tiêu đề"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_marks_of_emphasis_come_off_and_lists_stay(
    tmp_path: Path, name: str, raw: str, text: str
) -> None:
    assert read_bytes(tmp_path, name, raw).text == text


def test_what_comes_off_is_logged_as_markup(tmp_path: Path) -> None:
    text = read_bytes(tmp_path, "a.md", "**Đậm** [Luật](https://example.vn/1)")

    assert text.text == "Đậm Luật"
    assert "".join(text.removed["markup"]) == "[](https://example.vn/1)****"


def test_markdown_tables_become_rows_and_fences_go(tmp_path: Path) -> None:
    raw = "| TT | Tên |\n|:---|---:|\n| 1 | _Sở_ |\n```\nmã\n```"

    assert read_bytes(tmp_path, "a.md", raw).text == "TT | Tên\n\n1 | Sở\n\nmã"


def test_a_line_broken_inside_a_sentence_is_joined(tmp_path: Path) -> None:
    raw = "Tuy nhiên, thực trạng hiện nay cho thấy đâu đó vẫn có một số cán\n\nbộ sợ trách nhiệm.\n"
    listed = "Hồ sơ gồm các giấy tờ sau đây do người đề nghị nộp tại bộ phận một cửa,\na) Đơn"

    assert "một số cán bộ sợ" in read_bytes(tmp_path, "a.txt", raw).text
    assert read_bytes(tmp_path, "b.txt", listed).text == listed


_PAGE = """<html><head><title>Nghị định  mẫu</title><style>p{}</style></head><body>
<nav>Trang chủ | Văn bản</nav><div class="sidebar">Tin mới nhất</div>
<div id="toanvancontent">
<table border="0"><tr><td><p>CHÍNH PHỦ</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>
Độc lập - Tự do - Hạnh phúc</p></td></tr></table>
<p><b>Điều 1.</b> Phạm vi
điều&nbsp;chỉnh</p><p style="display:none">Ẩn đi</p>
<ol type="a"><li>Một</li><li>Hai</li></ol><ul><li>Gạch</li></ul>
<table border="1"><tr><th>TT</th><th>Tên</th></tr><tr><td>1</td><td>Sở A<br>Sở B</td></tr></table>
</div><footer>Bản quyền 2030</footer><script>var a = "Điều 9";</script></body></html>"""


def test_a_page_gives_its_content_block_by_block(tmp_path: Path) -> None:
    page = read_bytes(tmp_path, "a.html", _PAGE)

    assert page.title == "Nghị định mẫu"
    assert page.text.split("\n") == [
        "CHÍNH PHỦ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Điều 1. Phạm vi điều chỉnh",
        "a. Một",
        "b. Hai",
        "- Gạch",
        "TT | Tên",
        "1 | Sở A Sở B",
    ]
    assert page.removed["hidden text"] == ("Ẩn đi",)
    chrome = " ".join(page.removed["site chrome"])
    assert all(words in chrome for words in ("Trang chủ", "Tin mới nhất", "Bản quyền 2030"))


def test_an_element_with_most_of_the_words_is_no_chrome(tmp_path: Path) -> None:
    page = f'<div class="main-menu"><p>{_VIETNAMESE}</p></div><nav>Trang chủ</nav>'

    assert read_bytes(tmp_path, "a.html", page).text == _VIETNAMESE


def test_the_declared_encoding_of_a_page_is_used(tmp_path: Path) -> None:
    declared = b'<html><meta charset="windows-1258"><body><p>' + cp1258(_VIETNAMESE)

    assert read_bytes(tmp_path, "a.html", declared + b"</p></body></html>").text == _VIETNAMESE


def test_each_font_of_a_page_is_read_in_its_own_encoding(tmp_path: Path) -> None:
    page = (
        '<p><font face=".VnTimeH">céng hoµ</font> xã hội</p>'
        "<p style='font-family:\".VnTime\",serif'>N\u00adíc <i>ViÖt</i> "
        '<span style="font-family: VNI-Times">Nam ñoäc laäp</span></p>'
    )

    read_text = read_bytes(tmp_path, "a.html", page)

    assert read_text.text == "CỘNG HOÀ xã hội\nNước Việt Nam độc lập"
    assert len(read_text.warnings) == 2
