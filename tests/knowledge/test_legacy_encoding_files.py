"""Files in legacy fonts, of every format that knows fonts, are read in Unicode with a note."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from knowledge.model import ReadText
from knowledge.readers import read
from knowledge.readers.office import with_western_letters
from tests.knowledge.word_packages import level, lists, numbered, paragraph, run, word_file

_TCVN3_NOTE = "Đã chuyển từ bảng mã TCVN3 (ABC) sang Unicode."
_VNI_NOTE = "Đã chuyển từ bảng mã VNI sang Unicode."


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def style(style_id: str, properties: str, *, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}">{base}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def read_word(path: Path, body: str, **parts: str) -> ReadText:
    return read(word_file(path / "a.docx", body, None, **parts))


def test_each_run_of_a_word_file_is_read_in_the_encoding_of_its_font(tmp_path: Path) -> None:
    runs = [
        run("céng hoµ ", font(".VnTimeH")),
        run("x· héi ", font(".VnTime")),
        run("Vie", font("VNI-Times")),
        run("ät Nam ", font("VNI-Times") + "<w:b/>"),
        run("độc lập", font("Times New Roman")),
    ]

    text = read_word(tmp_path, paragraph("".join(runs)))

    assert text.text == "CỘNG HOÀ xã hội Việt Nam độc lập"
    assert text.warnings == (_TCVN3_NOTE, _VNI_NOTE)


def test_fonts_are_inherited_from_styles_and_defaults(tmp_path: Path) -> None:
    styles = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font('.VnTime')}</w:rPr></w:rPrDefault></w:docDefaults>"
        + style("Base", font(".VnTimeH"))
        + style("Title", "<w:b/>", based_on="Base")
        + style("Theme", '<w:rFonts w:ascii=".VnTime" w:hAnsiTheme="minorHAnsi"/>')
    )
    body = paragraph("quyÕt ®Þnh", '<w:pStyle w:val="Title"/>') + paragraph("c¸n bé")
    body += paragraph("café", '<w:pStyle w:val="Theme"/>')

    assert read_word(tmp_path, body, styles=styles).text == "QUYẾT ĐỊNH\ncán bộ\ncafé"


def test_an_u_with_a_horn_is_no_optional_hyphen(tmp_path: Path) -> None:
    parts = f"<w:r><w:rPr>{font('.VnTime')}</w:rPr><w:t>n</w:t><w:softHyphen/><w:t>íc</w:t></w:r>"
    plain = "<w:r><w:t>thống</w:t><w:softHyphen/><w:t> nhất</w:t></w:r>"

    assert read_word(tmp_path, paragraph(parts) + paragraph(plain)).text == "nước\nthống nhất"


def test_list_numbers_and_symbols_have_fonts_of_their_own(tmp_path: Path) -> None:
    words = level(0, "§iÒu %1.", extra=f"<w:rPr>{font('.VnTime')}</w:rPr>")
    bullet = level(1, "\uf0b7", style="bullet", extra=f"<w:rPr>{font('Symbol')}</w:rPr>")
    symbol = '<w:r><w:rPr/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    body = numbered(run("Ph¹m vi", font(".VnTime")))
    body += numbered(run("néi dung", font(".VnTime")), depth=1) + paragraph(symbol + run(" có"))

    text = read_word(tmp_path, body, numbering=lists(words, bullet)).text

    assert text == "Điều 1. Phạm vi\n• nội dung\n✓ có"


def test_removed_text_is_logged_in_unicode(tmp_path: Path) -> None:
    hidden = run("Èn ®i", font(".VnTime") + "<w:vanish/>")

    assert read_word(tmp_path, paragraph(run("Hiện") + hidden)).removed["hidden text"] == ("ẩn đi",)


@pytest.mark.parametrize("charset", [1, 2, 163, 222])
@pytest.mark.parametrize("name", [".VnTime", "VNI-Times", "{\\*\\panose 020b72}.VnTimeH"])
def test_rich_text_gives_legacy_fonts_the_western_character_set(charset: int, name: str) -> None:
    table = "{\\f0\\fnil\\fcharset%d\\fprq2 %s;}{\\f1\\fcharset163 Arial;}"

    read_as = with_western_letters((table % (charset, name)).encode())

    assert read_as == (table % (0, name)).encode()


@pytest.mark.needs_libreoffice
def test_a_rich_text_file_with_a_foreign_character_set_is_read(tmp_path: Path) -> None:
    typed = "".join(f"\\'{byte:02x}" for byte in "§éc lËp, n\u00adíc".encode("cp1252"))
    path = tmp_path / "a.rtf"
    path.write_text(f"{{\\rtf1\\ansi{{\\fonttbl{{\\f0\\fcharset222 .VnTime;}}}}\\f0 {typed}\\par}}")

    assert read(path).text == "Độc lập, nước"


def pdf_with_fonts(path: Path, *runs: tuple[str, str]) -> Path:
    """One line of text in fonts that are named, not embedded."""
    with pikepdf.new() as document:
        page = document.add_blank_page()
        fonts = {
            f"/F{number}": pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.TrueType,
                BaseFont=pikepdf.Name(f"/{name}"),
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
            for number, (_, name) in enumerate(runs)
        }
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
        shown = b" ".join(
            f"/F{number} 12 Tf (".encode() + text.encode("cp1252") + b") Tj"
            for number, (text, _) in enumerate(runs)
        )
        page.Contents = document.make_stream(b"BT 72 700 Td " + shown + b" ET")
        document.save(path)
    return path


def test_each_word_of_a_pdf_is_read_in_the_encoding_of_its_font(tmp_path: Path) -> None:
    path = pdf_with_fonts(
        tmp_path / "a.pdf",
        ("quyÕt ®Þnh ", "ABCDEF+VnTimeH"),
        ("§iÒu 1. Ph¹m vi ", ".VnTime"),
        ("Vieät Nam ", "VNI-Times"),
        ("¸", ".VnTimeH"),
        ("p dông ", ".VnTime"),
        ("cao 5 m", "Helvetica"),
    )

    text = read(path)

    assert text.text == "QUYẾT ĐỊNH Điều 1. Phạm vi Việt Nam Áp dụng cao 5 m"
    assert text.warnings == (_TCVN3_NOTE, _VNI_NOTE)


def test_hyphens_that_are_an_u_with_a_horn_are_told_from_hyphens(tmp_path: Path) -> None:
    path = pdf_with_fonts(
        tmp_path / "a.pdf",
        ("M\u00adêng n\u00adíc, t\u00ad v\u00adên; ", ".VnTime"),
        ("\u00ad¬ng ", ".VnTimeH"),
        ("sè 14-Q§ kinh tÕ-x· héi - b- Néi dung --", ".VnTime"),
    )

    expected = "Mường nước, tư vườn; ƯƠNG số 14-QĐ kinh tế-xã hội - b- Nội dung --"
    assert read(path).text == expected
